"""What the database refuses: to change or delete a report, to reword a task after it was agreed."""

from fullarc.web.audit.triggers import Protected

REPORTS = Protected("homework_report", "What a client said of their homework cannot be changed or deleted; it can be said again.")
TASKS = Protected(
    "homework_task",
    "Homework that was agreed is not reworded or deleted; cancel it and set another.",
    fixed=("id", "course_id", "text", "due", "worksheet", "goal_id", "set_on", "set_by_id", "set_at"),
    kept=("cancelled_on", "discussed_on", "row_id"),
)
