"""What can be recorded: each app names its deeds once, with the sentence that shows them to a person.

SIGNED_NOTE = deed("note.signed", "signed a note", about="progress note")
"""

from dataclasses import dataclass

_known: dict[str, "Deed"] = {}


@dataclass(frozen=True, slots=True)
class Deed:
    """`sentence` follows the actor's name. `about` is the category of data, so that specially protected data can be told apart.

    `changes` is False for what only looks: whoever keeps something derived from a record makes it anew after a deed that changes.
    """

    name: str
    sentence: str
    about: str = ""
    changes: bool = True


def deed(name: str, sentence: str, about: str = "", *, changes: bool = True) -> Deed:
    """Register a deed. A name is given out once."""
    if name in _known:
        raise ValueError(f"The deed {name!r} is registered twice. Import it from where it is named first.")
    _known[name] = Deed(name, sentence, about, changes)
    return _known[name]


def sentence_of(name: str) -> str:
    """The sentence of a recorded action; its name when the app that knew it is gone."""
    return _known[name].sentence if name in _known else name


def known() -> dict[str, Deed]:
    return dict(_known)


DENIED = deed("access.denied", "was refused", changes=False)
OPENED = deed("record.opened", "opened the record", about="record", changes=False)
LISTED = deed("records.listed", "listed records", about="directory", changes=False)
READ_TRAIL = deed("audit.read", "read the audit trail", about="audit", changes=False)
EXPORTED_TRAIL = deed("audit.exported", "exported the audit trail", about="audit", changes=False)
RESTORED = deed(
    "practice.restored", "brought the practice back from a copy; the number is of the events since then that are gone", about="practice"
)
