"""The golden thread of a course and of a note. No tables of its own."""
