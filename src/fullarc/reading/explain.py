"""Why a finding is as it is: its words, the rule with the wording that spoke, and what changed its status, direction and amount."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fullarc.reading.amounts.quantities import amounts_in
from fullarc.reading.context.surroundings import Mention, SeenCue, Surroundings
from fullarc.reading.finding import BY_TAGGER, Direction, Finding, Quantity, Severity, Status
from fullarc.reading.forms.marks_of_forms import in_plain_marks
from fullarc.reading.learned.mentions import LEARNED
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.phrases.wording_that_spoke import RulePlace, place_of_rule
from fullarc.reading.senses.other_senses import Sense, sense_of
from fullarc.reading.text.passages import Sentence, sentences
from fullarc.reading.text.plain_text import PlainText

_OF_CHANGE = frozenset({*map(str, Direction), "more", "less"})
_ABOUT = {"past": "about the past", "family": "about the family", "instruction": "about instructions", "goal": "about goals"}
_QUOTED_ANSWER = ".quoted"
_BY_PLACE = ".by_place"
_BEHIND_LABEL = ".behind_label"
_AS_PEOPLE_READ_IT = ": people who annotated notes read such words so"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Sentences for people, each empty when there is nothing to say. `rule` is the rule's id and what it is, `place` its file and the
    wording in it that spoke; `because` says behind `told`, the word for the status, what gave it, `status_places` where that is written."""

    words: str
    rule: str
    told: str
    because: str
    place: str = ""
    status_places: tuple[str, ...] = ()
    direction: str = ""
    severity: str = ""
    value: str = ""
    carried_forward: str = ""

    @property
    def status(self) -> str:
        """The status and what gave it, with its places in the files."""
        places = f" ({', '.join(self.status_places)})" if self.status_places else ""
        return f"{self.told}{self.because}{places}"

    def lines(self, *, places: bool = True) -> list[tuple[str, str]]:
        """What is said, each as (about what, sentence), without the empty ones. `places`: with the files in which it is written."""
        rule = (self.place if places else "") or self.rule
        status = self.status if places else f"{self.told}{self.because}"
        said = [("words", f"“{self.words}”"), ("rule", rule), ("status", status), ("direction", self.direction)]
        said += [("severity", self.severity), ("value", self.value), ("carried forward", self.carried_forward)]
        return [(about, sentence) for about, sentence in said if sentence]


@dataclass(frozen=True, slots=True)
class _Note:
    """A note as the context rules see it, and how many findings each cue of status reaches."""

    plain: PlainText
    parts: list[Sentence]
    starts: list[int]
    around: Surroundings
    shared: dict[tuple[int, str, str], int]
    word: "StatusWord"


PlaceOf = Callable[[str, str, str], RulePlace | None]
StatusWord = Callable[[Status, Finding], str]


def _own_word(status: Status, _: Finding) -> str:
    return _plainly(status)


def explain(text: str, findings: Sequence[Finding], own: PlaceOf | None = None, status_word: StatusWord = _own_word) -> list[Explanation]:
    """For each finding of a note (all that were read in it, so that lists can be counted) what made it so, in their order. `own` tells the
    place of rules that do not ship (`OwnLexicon.place_of`), `status_word` what a status of a finding is called.

    Refused: findings of another text."""
    if any(text[each.evidence.start : each.evidence.end] != each.quote for each in findings):
        raise ValueError("found findings whose words are not at their place in this text, expected the findings of this very note")
    if not findings:
        return []
    plain = PlainText.of(in_plain_marks(text))
    parts = sentences(plain)
    note = _Note(plain, parts, [part.start for part in parts], Surroundings(plain, parts), _shared(findings), status_word)
    return [_explained(note, finding, own) for finding in findings]


def _shared(findings: Sequence[Finding]) -> dict[tuple[int, str, str], int]:
    places: dict[tuple[int, str, str], set[int]] = {}
    for each in findings:
        for kind, words in each.cues:
            places.setdefault((each.sentence[0], kind, words), set()).add(each.evidence.start)
    return {cue: len(starts) for cue, starts in places.items()}


def _explained(note: _Note, finding: Finding, own: PlaceOf | None) -> Explanation:
    number = max(bisect_right(note.starts, finding.evidence.start) - 1, 0)
    start = note.plain.plain_place(finding.evidence.start)
    end = max(note.plain.plain_place(finding.evidence.end), start + 1)
    told = finding.rule, finding.quote, note.plain.original[finding.sentence[0] : finding.sentence[1]]
    place = (own(*told) if own else None) or place_of_rule(*told)
    says = Status(place.says) if place else Status.PRESENT
    mention = Mention(start, end, finding.indicator, group_of(finding.indicator), says)
    because, status_places = _status(note, finding, mention, number, says)
    return Explanation(
        words=" ".join(finding.quote.split()),
        rule=_rule(finding, place),
        told=note.word(finding.status, finding),
        because=because,
        place=_place(place),
        status_places=status_places,
        direction=_direction(note, finding, mention, number, place),
        severity=_severity(note, finding, mention, number, place),
        value=_value(note, finding, number),
        carried_forward="the same sentence stands word for word in an earlier note" if finding.carried_forward else "",
    )


def _place(place: RulePlace | None) -> str:
    if place is None or place.told:
        return ""
    wording = f": {place.wording}" if place.wording else ""
    return f"{place.file} [{place.table}]{wording}"


def _rule(finding: Finding, place: RulePlace | None) -> str:
    if place is not None:
        return place.told or f"a written rule ({finding.rule})"
    if finding.rule.endswith(LEARNED):
        return f"learned from annotated notes; no written rule ({finding.rule})"
    if finding.rule.endswith(_QUOTED_ANSWER):
        return f"the client is quoted right after an intervention ({finding.rule})"
    if finding.rule.endswith(_BY_PLACE):
        return f"what the client did or said right after an intervention, or under a heading for responses ({finding.rule})"
    if finding.rule.endswith(_BEHIND_LABEL):
        return f"it stands after a word that announces homework ({finding.rule})"
    return f"a rule that this version no longer has ({finding.rule})"


def _status(note: _Note, finding: Finding, mention: Mention, number: int, says: Status) -> tuple[str, tuple[str, ...]]:
    """What gave a finding its status, to be said behind the word for it, and where that is written."""
    if finding.cues[:1] and finding.cues[0][0] == BY_TAGGER:
        by_rules = replace(finding, status=Status(finding.cues[0][1]), cues=finding.cues[1:])
        because, places = _status(note, by_rules, mention, number, says)
        return f"{_AS_PEOPLE_READ_IT}; the written rules alone say {note.word(by_rules.status, finding)}{because}", places
    if meant := _turned_by(note.plain.original, finding, says):
        return ": said in this way, the words mean this", (meant.place,)
    if finding.rule.endswith(LEARNED) and not finding.cues:
        return _AS_PEOPLE_READ_IT, ()
    if finding.cues:
        told = [_cue(note, finding, mention, number, kind, words) for kind, words in finding.cues]
        return f": {' and '.join(words for words, _ in told)}", tuple(dict.fromkeys(place for _, place in told if place))
    if finding.status is says:
        return ": the words say so, and nothing around them says otherwise", ()
    if finding.status is Status.DENIED and finding.value == 0:
        return ": the count is zero", ()
    heading = note.parts[number].heading
    if heading.about in _ABOUT:
        return f": the heading above it is {_ABOUT[heading.about]}", ()
    if finding.status is Status.HYPOTHETICAL and {finding.indicator, mention.group} & heading.hypothetical:
        return f": under the heading above it ({heading.section}) such things are planned", ()
    return ": the words quoted say so", ()


def _turned_by(text: str, finding: Finding, says: Status) -> Sense | None:
    """The sense of the words that gave a finding its status: it holds of the finding as its wording and the cues had left it."""
    kinds = [kind for kind, _ in finding.cues if kind in set(Status)]
    before = Status(kinds[0]) if kinds else says
    if before is finding.status:
        return None
    read_as = replace(finding, status=before)
    held = (sense_of(text, read_as, in_reports=in_reports) for in_reports in (False, True))
    return next((sense for sense in held if sense is not None and sense.says is finding.status), None)


def _cue(note: _Note, finding: Finding, mention: Mention, number: int, kind: str, words: str) -> tuple[str, str]:
    """The words of a cue with its side and what it reaches, and where it is written."""
    seen = _seen(note, mention, number, kind, words)
    side = f" {_side(seen, mention)}" if seen else ""
    place = f"context/{seen.cue.id.replace('.', '.toml [', 1)}]" if seen else ""
    count = note.shared[finding.sentence[0], kind, words]
    listed = f", said of {count} things together" if count > 1 else ""
    alone = note.word(Status(kind), finding) if kind in set(Status) else _plainly(kind)
    claims = f" (which alone would mean {alone})" if kind != finding.status else ""
    return f"“{' '.join(words.split())}”{side}{listed}{claims}", place


def _seen(note: _Note, mention: Mention, number: int, kind: str, words: str) -> SeenCue | None:
    """The cue at its place: in the sentence of the mention, else at the beginning of the next one (an answer)."""
    for at in (number, number + 1):
        here = note.around.cues_of(at) if at < len(note.parts) else []
        same = [
            seen for seen in here if seen.cue.says == kind and note.plain.original[slice(*note.plain.span(seen.start, seen.end))] == words
        ]
        if same:
            return min(same, key=lambda seen: _distance(seen, mention))
    return None


def _side(seen: SeenCue, mention: Mention) -> str:
    if seen.end <= mention.start:
        return "before these words"
    return "after these words" if seen.start >= mention.end else "within these words"


def _distance(seen: SeenCue, mention: Mention) -> int:
    return mention.start - seen.end if seen.end <= mention.start else max(seen.start - mention.end, 0)


def _direction(note: _Note, finding: Finding, mention: Mention, number: int, place: RulePlace | None) -> str:
    if finding.direction is None:
        return ""
    if place is not None and place.direction == finding.direction:
        return f"{finding.direction}: the words say so"
    if finding.previous_value is not None and finding.value is not None:
        return f"{finding.direction}: {_number(finding.previous_value)} before, {_number(finding.value)} now"
    near = _nearest(note, mention, number, _OF_CHANGE)
    return f"{finding.direction}: {near or 'the words quoted say so'}"


def _severity(note: _Note, finding: Finding, mention: Mention, number: int, place: RulePlace | None) -> str:
    if finding.severity is None:
        return ""
    if place is not None and place.severity == finding.severity:
        return f"{finding.severity}: the words say so"
    near = _nearest(note, mention, number, frozenset(f"severity {level}" for level in Severity))
    return f"{finding.severity}: {near or 'the words quoted say so'}"


def _nearest(note: _Note, mention: Mention, number: int, kinds: frozenset[str]) -> str:
    seen = [each for each in note.around.governing(mention, number) if each.cue.says in kinds]
    if not seen:
        return ""
    near = min(seen, key=lambda each: _distance(each, mention))
    start, end = note.plain.span(near.start, near.end)
    return f"“{note.plain.original[start:end]}” {_side(near, mention)}"


def _value(note: _Note, finding: Finding, number: int) -> str:
    if finding.value is None:
        return ""
    unit = f" {finding.unit.replace('_', ' ')}" if finding.unit else ""
    before = f", {_number(finding.previous_value)} before" if finding.previous_value is not None else ""
    amount = f"{_number(finding.value)}{unit}{before}"
    if finding.measure:
        return amount
    places = [each for each in amounts_in(note.plain.original, note.parts[number]) if each.value == finding.value]
    near = min(places, key=lambda each: abs(each.start - finding.evidence.start), default=None)
    return f"{amount}, from “{' '.join(note.plain.original[near.start : near.end].split())}”" if near else amount


def _plainly(word: str) -> str:
    return str(word).replace("_", " ")


def _number(value: Quantity) -> str:
    return f"{value[0]:g} to {value[1]:g}" if isinstance(value, tuple) else f"{value:g}"
