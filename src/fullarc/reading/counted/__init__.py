"""Which of several findings that tell the same is counted."""
