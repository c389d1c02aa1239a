"""What a note is made of: typed parts, formats, what a format would lose, what was copied, minutes, snippets. No file, no clock."""
