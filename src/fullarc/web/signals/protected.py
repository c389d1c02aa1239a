"""What the database refuses to do with a signal: delete it, change why it was raised, take an acknowledgement or a closing back."""

from fullarc.web.audit.triggers import Protected

SIGNALS = Protected(
    "signals_signal",
    "A risk signal cannot be deleted, changed or taken back.",
    fixed=("id", "client_id", "kind", "source_type", "source_id", "source_date", "reason", "raised_at"),
    kept=("seen_at", "seen_by_id", "acknowledged_at", "acknowledged_by_id", "what_was_done"),
)
CLOSED = Protected("signals_closedsignal", "The closing of a signal cannot be changed or deleted.")
DECISIONS = Protected("signals_suggestiondecision", "A decision about a suggestion cannot be changed or deleted.")
