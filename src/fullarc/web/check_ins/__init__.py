"""What clients are asked between sessions: which measure or log, how often, what is due, and what came in."""
