"""Numbers with what they count: ratings, frequencies, durations, doses, what was before."""
