"""What stands beside a note and needs more than the note: the goals that it speaks to. No tables of its own."""
