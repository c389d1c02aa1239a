"""When something is asked of a client between sessions, and when they are reminded of it."""
