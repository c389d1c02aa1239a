"""Which rules speak where in a note, and what comes of each."""
