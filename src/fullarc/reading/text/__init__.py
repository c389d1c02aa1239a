"""The text of a note as the reader sees it: its plain form, its parts and sentences, boxes, lists of words."""
