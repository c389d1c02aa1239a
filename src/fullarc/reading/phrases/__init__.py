"""The lexicon: phrases, the net that they make, what an indicator is named by, and where its phrases stand in a sentence."""
