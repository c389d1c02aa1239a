"""What the database refuses to do with a signal: delete it, change why it was raised, take an acknowledgement or a closing back."""

from fullarc.web.audit.triggers import Protected

SIGNALS = Protected(
    "signals_signal",
    "A risk signal cannot be deleted, changed or taken back.",
    fixed=("id", "client_id", "kind", "source_type", "source_id", "source_date", "reason", "raised_at"),
    kept=("seen_at", "seen_by_id", "acknowledged_at", "acknowledged_by_id", "what_was_done"),
)
FOLLOWED_UP = Protected(SIGNALS.table, SIGNALS.sentence, SIGNALS.fixed, (*SIGNALS.kept, "closed_at", "closed_by_id"))
ROUTING = Protected(
    "signals_routing",
    "To whom unseen signals go has a history: a change is added, none is rewritten.",
    fixed=("id", "wait_hours", "opens", "closes", "days", "backup_id", "because", "loosens", "proposed_by_id", "proposed_at"),
    kept=("confirmed_by_id", "confirmed_at", "refused_by_id", "refused_at"),
)
ESCALATIONS = Protected("signals_escalation", "That a signal went on cannot be changed or deleted.")
CHECKS = Protected("signals_riskcheck", "What a count found cannot be changed or deleted.")
CLOSED = Protected("signals_closedsignal", "The closing of a signal cannot be changed or deleted.")
DECISIONS = Protected("signals_suggestiondecision", "A decision about a suggestion cannot be changed or deleted.")
