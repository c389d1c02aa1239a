"""What the database refuses: to change or delete what was released, and what a client wrote."""

from fullarc.web.audit.triggers import Protected

RELEASES = Protected(
    "my_progress_release",
    "What was released to a client cannot be changed or deleted; release it anew or withdraw it.",
    fixed=("id", "course_id", "number", "as_of", "content", "left_out", "own_word", "released_by_id", "released_at"),
    kept=("withdrawn_by_id", "withdrawn_at"),
)
DAY_NOTES = Protected(
    "my_progress_daynote",
    "What a client wrote at a day cannot be changed or deleted; it can be taken back.",
    fixed=("id", "course_id", "date", "text", "written_by_id", "written_at"),
    kept=("taken_back_at", "event_id"),
)
SESSION_WORDS = Protected("my_progress_sessionword", "What a client wrote for a session cannot be changed or deleted; newer words count.")
