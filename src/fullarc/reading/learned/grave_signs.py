"""Which symptoms are so grave that the tagger may leave none out, and take none back that the rules find present."""

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


def is_grave_sign(indicator: str) -> bool:
    """Whether an indicator, no danger itself, tells of what no reader may overlook."""
    return indicator in _SIGNS
