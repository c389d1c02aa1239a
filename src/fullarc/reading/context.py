"""Whether a mention is there, denied, past, feared, hoped for, or about somebody else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fullarc.reading.cues import STATUS_WORDS, Commas, Cue, Reach, cue_matcher
from fullarc.reading.finding import Status
from fullarc.reading.passages import Sentence
from fullarc.reading.plain_text import PlainText

ORDER = (Status.DENIED, Status.OTHER_PERSON, Status.HYPOTHETICAL, Status.HISTORICAL, Status.UNCERTAIN)
_ABOUT = {"past": Status.HISTORICAL, "family": Status.OTHER_PERSON, "instruction": Status.HYPOTHETICAL}
_LIST_WORDS = (" or ", " nor ", "/", " and ")


Place = tuple[int, int, Cue]


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What the context says of a mention, by which rule, and the words that made it so, each as (kind, words)."""

    status: Status
    rule: str
    cues: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SeenCue:
    """A cue at its place (in the plain text) and the stretch to its left and right in which it is valid."""

    cue: Cue
    start: int
    end: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that point to something; `start`, `end` in the plain text. `says` is what the words claim by themselves."""

    start: int
    end: int
    indicator: str = ""
    group: str = ""
    says: Status = Status.PRESENT


class Surroundings:
    """The cues of a whole note, sorted by sentence. Made once a note, asked for every mention."""

    def __init__(self, text: PlainText, sentences: Sequence[Sentence]) -> None:
        self._text = text
        self._sentences = sentences
        self._by_sentence = _cues_by_sentence(text, sentences)
        self._reaching: dict[int, list[SeenCue]] = {}

    def cues_of(self, number: int) -> list[SeenCue]:
        """The cues of a sentence, with their reach."""
        if number not in self._reaching:
            self._reaching[number] = _with_reach(self._text, self._sentences[number], self._by_sentence.get(number, []))
        return self._reaching[number]

    def governing(self, mention: Mention, number: int) -> Iterable[SeenCue]:
        """The cues of the mention's sentence that reach it."""
        for seen in self.cues_of(number):
            if _reaches(self._text, seen, mention):
                yield seen

    def status(self, mention: Mention, number: int, *, headings: bool = True) -> StatusReading:
        """One status for a mention; where several hold, the first of the fixed order wins."""
        seen = [each for each in self.governing(mention, number) if each.cue.says in STATUS_WORDS]
        about = self._sentences[number].heading.about if headings else None
        return _decide(self._text, mention, seen, about)


def _decide(text: PlainText, mention: Mention, seen: list[SeenCue], about: str | None) -> StatusReading:
    cancelled = {status for each in seen for status in each.cue.beats}
    claims: dict[Status, SeenCue | None] = {}
    if about in _ABOUT and str(_ABOUT[about]) not in cancelled:
        claims[_ABOUT[about]] = None
    for each in seen:
        if each.cue.says in cancelled or each.cue.says == Status.PRESENT:
            continue
        status = Status(each.cue.says)
        if claims.get(status) is None or _distance(each, mention) < _distance(claims[status], mention):
            claims[status] = each
    says = mention.says
    if says is Status.DENIED and Status.DENIED in claims:
        cue = claims.pop(Status.DENIED)
        says = Status.PRESENT
        if not claims:
            return StatusReading(Status.PRESENT, f"{cue.cue.id} (turned)" if cue else "phrase", _words(text, [cue]))
    for status in ORDER:
        if status in claims:
            cue = claims[status]
            return StatusReading(status, cue.cue.id if cue else f"heading.{about}", _words(text, claims.values()))
        if status is says and status is not Status.DENIED:
            break
    return StatusReading(says, "phrase" if says is not Status.PRESENT else "context.nothing_against", _words(text, claims.values()))


def _distance(seen: SeenCue | None, mention: Mention) -> int:
    if seen is None:
        return 1_000_000
    return mention.start - seen.end if seen.end <= mention.start else seen.start - mention.end


def _words(text: PlainText, seen: Iterable[SeenCue | None]) -> tuple[tuple[str, str], ...]:
    found = []
    for each in seen:
        if each is not None:
            start, end = text.span(each.start, each.end)
            found.append((each.cue.says, text.original[start:end]))
    return tuple(found)


def _cues_by_sentence(text: PlainText, sentences: Sequence[Sentence]) -> dict[int, list[Place]]:
    matcher, owners = cue_matcher()
    starts = [sentence.plain_start for sentence in sentences]
    found: dict[int, list[Place]] = {}
    number = 0
    for start, end, phrase in matcher.find(text, starts):
        while number + 1 < len(starts) and starts[number + 1] <= start:
            number += 1
        found.setdefault(number, []).append((start, end, owners[phrase]))
    return found


def _with_reach(text: PlainText, sentence: Sentence, places: list[Place]) -> list[SeenCue]:
    places = [place for place in places if _stands_where_it_counts(text, sentence, *place)]
    of_status = _longest([place for place in places if place[2].says in STATUS_WORDS and place[2].says != "stop"])
    of_change = _longest([place for place in places if place[2].says not in STATUS_WORDS])
    stops = [place for place in places if place[2].says == "stop" and not _within_longer(place, of_status)]
    kept = of_status + of_change
    found = []
    for start, end, cue in kept:
        if cue.says == "blocked":
            continue
        left, right = sentence.plain_start, sentence.plain_end
        for stop_start, stop_end, stop in stops:
            if stop.stops and stop.stops.isdisjoint((cue.says, cue.id)):
                continue
            if stop_start >= end:
                right = min(right, stop_start)
            elif stop_end <= start:
                left = max(left, stop_end)
        found.append(SeenCue(cue, start, end, left, right))
    found.sort(key=lambda seen: seen.start)
    return found


def _longest(places: list[Place]) -> list[Place]:
    """Of places within each other only the longest counts ("no change in" is not "no"); equal ones all count."""
    places.sort(key=lambda place: (place[0], -place[1]))
    kept: list[Place] = []
    furthest = -1
    for start, end, cue in places:
        if end <= furthest and not (kept and kept[-1][:2] == (start, end)):
            continue
        kept.append((start, end, cue))
        furthest = max(furthest, end)
    return kept


def _within_longer(place: Place, others: list[Place]) -> bool:
    start, end, _ = place
    return any(left <= start and end <= right and right - left > end - start for left, right, _ in others)


def _stands_where_it_counts(text: PlainText, sentence: Sentence, start: int, end: int, cue: Cue) -> bool:
    if cue.closes_clause and text.plain[end : min(end + 2, sentence.plain_end)].strip()[:1] not in ("", ",", ".", ";", ")", "/", "!", "|", "—"):
        return False
    if cue.opens_clause:
        before = text.plain[sentence.plain_start : start].rstrip()[-1:]
        return before in ("", ",", ";", "—", ":", ".", ")", "(", "|")
    # A number within a date, time or score is not the word that it looks like.
    return not (text.plain[start].isdigit() and text.plain[max(start - 1, 0)] in "/.:[−")


def _reaches(text: PlainText, seen: SeenCue, mention: Mention) -> bool:
    cue = seen.cue
    if seen.start >= mention.start and seen.end <= mention.end:
        return cue.inside and seen.end - seen.start < mention.end - mention.start and cue.concerns(mention.indicator, mention.group)
    shared = text.scan[max(seen.start, mention.start) : min(seen.end, mention.end)]
    if shared and not shared.isspace():
        return False  # words that are partly the mention's own belong to it
    if seen.start < mention.start:
        if cue.reach is Reach.LEFT or mention.start >= seen.right:
            return False
        between = text.plain[seen.end : mention.start]
        after = text.plain[mention.start : seen.right]
    else:
        if cue.reach is Reach.RIGHT or mention.end <= seen.left:
            return False
        between = text.plain[mention.end : seen.start]
        after = ""
    if not cue.concerns(mention.indicator, mention.group):
        return False
    if cue.within < 1000 and len(between.split()) > cue.within:
        return False
    if cue.commas is Commas.CROSS or "," not in between or (between.strip() == "," and cue.commas is Commas.LIST):
        return True
    return cue.commas is Commas.LIST and _is_list(between, after)


def _is_list(between: str, after: str) -> bool:
    """ "no A, B or C": short items, and the last is joined by 'or' or 'and'."""
    items = between.split(",")
    return all(len(item.split()) <= 5 for item in items) and any(word in f" {between}{after}" for word in _LIST_WORDS)
