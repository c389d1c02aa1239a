"""Psychotherapy (process) notes, apart from the record: their author's only. No other app imports this one."""
