"""Reading the practice's own phrases."""

from dataclasses import dataclass
from datetime import datetime

from fullarc.reading.phrases.wording_that_spoke import RulePlace
from fullarc.web.lexicon.in_force import NAME, is_readable
from fullarc.web.lexicon.models import OwnPhrase, PhraseStep
from fullarc.web.notes.models import Note

OURS = ".own_"  # stands in the name of every rule of a practice's own


@dataclass(frozen=True, slots=True)
class Listed:
    """A phrase with who brought it to where it stands, and when."""

    row: OwnPhrase
    by: str
    at: datetime
    readable: bool


def listed() -> list[Listed]:
    """All phrases: in force, proposed, then what was declined or withdrawn. Two queries."""
    rows = list(OwnPhrase.objects.prefetch_related("steps__by"))
    out = []
    for row in rows:
        last = [step for step in row.steps.all() if step.into == row.state][-1]
        out.append(Listed(row, last.by.name, last.at, is_readable(row)))
    return sorted(out, key=lambda one: (one.row.name.casefold(), one.row.words.casefold()))


def steps_of(phrase: OwnPhrase) -> list[PhraseStep]:
    """Its history, oldest first."""
    return list(phrase.steps.select_related("by"))


def was_tried(phrase: OwnPhrase) -> bool:
    """Whether somebody has seen what it would find, or there is no note yet in which anything could be found."""
    return any(step.tried and step.tried["notes"] for step in phrase.steps.all()) or not there_are_notes()


def there_are_notes() -> bool:
    return Note.objects.exclude(state=Note.State.DRAFT).exists()


class PlacesOfPhrases:
    """What is said of own phrases beside their findings: who added them, and when. The database is asked at the first such rule."""

    def __init__(self) -> None:
        self._phrases: dict[str, OwnPhrase] | None = None

    def __call__(self, rule: str, quote: str, sentence: str) -> RulePlace | None:
        if OURS not in rule:
            return None
        if self._phrases is None:
            self._phrases = {row.rule: row for row in OwnPhrase.objects.prefetch_related("steps__by")}
        row = self._phrases.get(rule)
        if row is None:
            return RulePlace("", rule, "", told="a phrase of a practice’s own that is not known here")
        return RulePlace(NAME, rule, row.words, row.says, told=told_of(row))


def told_of(row: OwnPhrase) -> str:
    """The phrase with who added it and when, and whether it still holds."""
    steps = list(row.steps.all())
    first = next((step for step in steps if step.into == OwnPhrase.State.PROPOSED), steps[0])
    ended = [step for step in steps if step.into == row.state == OwnPhrase.State.WITHDRAWN]
    end = f"; withdrawn on {day(ended[-1].at)}" if ended else ""
    return f"a phrase of this practice: “{row.words}”, added by {first.by.name} on {day(first.at)}{end}"


def day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
