"""Couples, families and groups: several clients in one session, a note for each, nobody's data in another's record."""
