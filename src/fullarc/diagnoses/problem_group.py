"""The kind of problem that a diagnosis speaks of: courses are compared within such groups, as single codes are too rare for it.

The groups follow the blocks of ICD-10-CM chapter 5 (F01 to F99), with depression, grief, sleep and life problems apart.
"""

from collections.abc import Sequence

# The first prefix range that holds the code decides; the narrower ones stand first.
_GROUPS = (
    ("F43.8", "F43.8", "grief and other stress"),
    ("F10", "F19", "substance use"),
    ("F20", "F29", "psychosis"),
    ("F30", "F31", "bipolar"),
    ("F32", "F39", "depression"),
    ("F40", "F41", "anxiety"),
    ("F42", "F42", "obsessions and compulsions"),
    ("F43", "F43", "trauma and stress"),
    ("F44", "F48", "body and dissociation"),
    ("F50", "F50", "eating"),
    ("F51", "F51", "sleep"),
    ("F53", "F53", "after childbirth"),
    ("F60", "F69", "personality"),
    ("F70", "F98", "childhood and development"),
    ("G47", "G47", "sleep"),
    ("Z55", "Z65", "life circumstances"),
)
OTHER, NOT_STATED = "other problems", "no diagnosis"


def problem_group(codes: Sequence[str]) -> str:
    """The group of the first code, which is the principal one; "no diagnosis" without a code."""
    if not codes:
        return NOT_STATED
    code = codes[0].strip().upper()
    return next((name for first, last, name in _GROUPS if first <= code[: len(first)] <= last), OTHER)


def problem_groups() -> tuple[str, ...]:
    """Every group, in the order of the classification."""
    return (*dict.fromkeys(name for *_, name in sorted(_GROUPS)), OTHER, NOT_STATED)
