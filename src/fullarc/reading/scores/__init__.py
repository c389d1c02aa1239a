"""Scores of measures and ratings that a note tells."""
