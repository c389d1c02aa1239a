"""Which indicators are so grave that the tagger may leave none out and deny none that no word denies."""

from fullarc.reading.lexicon import group_of

HELP = frozenset({"crisis_contact", "emergency_visit", "hospitalization", "protective_factor", "safety_plan"})  # of risk, and no danger
_SIGNS = frozenset(
    [
        "hallucinations",
        "delusions_paranoia",
        "dissociation",
        "hopelessness",
        "disordered_eating",
        "appetite_weight_change",
        "alcohol_use",
        "substance_use",
        "withdrawal_signs",
        "elevated_mood",
        "trauma_exposure",
    ]
)


def is_danger(indicator: str) -> bool:
    """Whether an indicator tells of a danger, to the client or to others, or of what may lead to one."""
    return group_of(indicator) == "risk" and indicator not in HELP


def is_grave_sign(indicator: str) -> bool:
    """Whether an indicator, no danger itself, tells of what no reader may overlook."""
    return indicator in _SIGNS
