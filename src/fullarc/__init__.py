"""Shows the full arc of therapy: what changed, whether it lasted and what else was going on, every sentence with its evidence.

The library's front door. Names are fetched when they are first used, so that reading a note loads neither tables nor the web application.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the same names for type checkers and editors
    from fullarc.change.reliable_change import reliable_change
    from fullarc.course.assess import assess
    from fullarc.instruments.scoring import score
    from fullarc.reading.finding import Finding
    from fullarc.reading.own_lexicon import own_lexicon
    from fullarc.reading.reader import read

__version__ = "0.1.0"

_HOMES = {
    "assess": "fullarc.course.assess",
    "read": "fullarc.reading.reader",
    "own_lexicon": "fullarc.reading.own_lexicon",
    "Finding": "fullarc.reading.finding",
    "reliable_change": "fullarc.change.reliable_change",
    "score": "fullarc.instruments.scoring",
}

__all__ = ["Finding", "assess", "own_lexicon", "read", "reliable_change", "score"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'fullarc' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
