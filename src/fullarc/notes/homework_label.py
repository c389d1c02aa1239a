"""The word before homework: "Homework:", "HW:". With it or without it, the task is the same."""

import re

_LABEL = re.compile(
    r"[\s\-*•]*(?:(?:p|plan)\s*:\s*)?(?:homework|home practice|hw)\b(?: for (?:this|the|next) week| for next time| assigned)?\s*[:\-–]\s*",
    re.IGNORECASE,
)


def has_label(text: str) -> bool:
    return _LABEL.match(text) is not None


def without_label(text: str) -> str:
    """A line of a plan without "Homework:" or a sign of a list before it; empty where nothing else stands there."""
    label = _LABEL.match(text)
    return (text[label.end() :] if label else text).strip(" \t\n-*•")


def is_same_task(one: str, other: str) -> bool:
    """Whether two lines name the same task: label, case, spaces and the full stop do not count, nor what one says beyond the other."""
    first, second = sorted((_plain(one), _plain(other)), key=len)
    return first == second or (len(first.split()) > 2 and f" {first} " in f" {second} ")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", without_label(text).casefold()))
