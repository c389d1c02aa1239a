"""Names, days and numbers taken out of a text."""
