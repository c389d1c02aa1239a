"""What cannot be done with notes. Each refusal is a sentence for the person who tried."""


class Refused(ValueError):
    """The base of these refusals; `str()` is the sentence."""

    sentence = "This cannot be done with this note."

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.sentence)


class NothingWritten(Refused):
    sentence = "The note is empty. Write it, then sign."


class NotTheAuthor(Refused, PermissionError):
    sentence = "Found another author; only the one who began a note signs or discards it. Your text is saved in the draft."


class Closed(Refused):
    sentence = "Found a closed note; its text does not change. Write an addendum or a correction instead."


class StillADraft(Refused):
    sentence = "Found a draft; it is changed, not added to. Sign it first."


class HeldByOthers(Refused):
    sentence = "Somebody else has typed text into this draft that is not saved yet. Ask them to save or discard it first."


class MayNotCosign(Refused, PermissionError):
    sentence = "Found no supervision of this note's author today, or your own note. A supervisor of its author co-signs it."


class NoCosignatureWanted(Refused):
    sentence = "Nothing here waits for a second signature."
