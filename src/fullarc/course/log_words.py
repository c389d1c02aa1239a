"""What a client's log and its lines are called in a sentence."""

from fullarc.instruments.catalogue import catalogue

_LINES = {
    "urge": "urge to self-harm",
    "urge_self_harm": "urge to self-harm",
    "urge_suicide": "urge to end one's life",
    "urge_substance": "urge to use",
    "sleep_hours": "hours of sleep",
}


def log_in_words(log: str) -> str:
    """The name of a log: "Mood journal"; of one that nobody knows its id without hyphens."""
    known = catalogue().logs.get(log)
    return known.name if known else log.replace("-", " ").replace("_", " ")


def line_of_log_in_words(item: str) -> str:
    """One line of a log within a sentence: "urge to self-harm", "mood"."""
    return _LINES.get(item, item.replace("_", " "))
