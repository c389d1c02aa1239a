"""What annotated notes taught: a tagger beside the rules, which says how likely each word of a note tells of each indicator.

weights.npz holds the six layers of all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0), changed by learning from the annotated notes of
this project, with a last layer of its own (training/README.md).
"""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fullarc.reading.learned.tagged import Tagged

WEIGHTS = Path(__file__).parent / "weights.npz"


class WrongSetting(ValueError):
    """An environment variable with a value that means nothing; the message names it and what is allowed."""


@cache
def is_asked() -> bool:
    """Whether the tagger is asked where nobody says so: unless FULLARC_RULES_ONLY is yes (docs/settings.md). Refused: another value than
    yes or no."""
    said = os.environ.get("FULLARC_RULES_ONLY", "no").strip().lower() or "no"
    if said not in ("yes", "true", "1", "no", "false", "0"):
        raise WrongSetting(f"FULLARC_RULES_ONLY: found {said!r}; allowed are yes and no.")
    return said in ("no", "false", "0")


def tag(text: str) -> "Tagged":
    """What the shipped tagger gives each word of a note. It is loaded when it is first asked: whoever reads by rules alone does without."""
    from fullarc.reading.learned.tagger import shipped

    return shipped().tag(text)
