"""A numbered piece of evidence as it is shown: where it stands, its words in their sentence, how it was read and by which rule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fullarc.charts.drawing import short_date
from fullarc.charts.words import gas_level, number
from fullarc.course.assessment import CourseAssessment, ScoreCourse
from fullarc.course.days import day_in_words
from fullarc.course.groups import domain_of, group_of
from fullarc.course.indicator_words import capitalised
from fullarc.course.proofs import series_proved
from fullarc.course.statement import Kind, Proof
from fullarc.course.timeline import NotedFinding, Review
from fullarc.exchange.pages.course_words import DIRECTIONS, DOMAINS, REVIEWS, State, is_silent, quantity, read_as, section_word, source_of
from fullarc.exchange.pages.evidence_numbers import Numbering, Piece, Place
from fullarc.reading.finding import BY_TAGGER, Status

PLACE_IDS = {"statement": "s", "signal": "signal-", "goal": "g"}
_BY_HAND = {Review.CORRECTED: "corrected by {}", Review.ADDED: "marked by {}; the reader had missed it"}
LONGEST = 280  # characters of a sentence shown on either side of the words that were found


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a note in their sentence. `before` and `after` are empty when the note's text is not at hand."""

    day: str
    before: str
    words: str
    after: str
    mark: str  # class: "", "denied", "other", "risky"
    source: str
    key: str
    unreviewed: bool
    reading: str = ""  # how it was read, when the quotes of one piece were read differently


@dataclass(frozen=True, slots=True)
class Fact:
    term: str
    words: str
    state: str = ""  # class of the shape before the words
    code: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """`places` are (id on the page, words, "2 of 3" or ""); `values` are (day, value); `plain` is a sentence."""

    number: int
    kind: str
    places: tuple[tuple[str, str, str], ...]
    source: str
    quotes: tuple[Quote, ...]
    values: tuple[tuple[str, str], ...]
    plain: str
    facts: tuple[Fact, ...]


NoteText = Callable[[str], str | None]


def evidence_views(seen: CourseAssessment, numbering: Numbering, note_text: NoteText, *, name_files: bool) -> tuple[EvidenceView, ...]:
    """All pieces in order. `note_text` gives the text of a note; without it only the words themselves are shown."""
    noted = {(f.source, f.finding.evidence.start, f.finding.indicator): f for f in seen.timeline.findings}

    def one(piece: Piece) -> EvidenceView:
        first = piece.proofs[0]
        findings = [noted.get((p.source, p.start or 0, p.indicator)) for p in piece.proofs] if first.quote else []
        single = findings[0] if len(piece.proofs) == 1 and findings else None
        quotes = tuple(_quote(p, f, note_text, seen.as_of) for p, f in zip(piece.proofs, findings, strict=True)) if findings else ()
        quotes = _without_repeats(quotes, [f for f in findings if f])
        shown = () if first.quote or first.kind is Kind.EVENT or is_silent(first) else _values(piece.proofs, seen.as_of)
        return EvidenceView(
            piece.number,
            str(first.kind),
            tuple((f"{PLACE_IDS[p.kind]}{p.number}", f"{p.kind} {p.number}", _of(p, piece.number, numbering)) for p in piece.places),
            source_of(piece.proofs, seen.as_of, section_word(single.finding.section) if single else ""),
            quotes,
            shown,
            _plain(piece.proofs),
            tuple(_facts(piece.proofs, [f for f in findings if f], seen, name_files)),
        )

    return tuple(one(piece) for piece in numbering.pieces)


def _of(place: Place, number_: int, numbering: Numbering) -> str:
    """Which of the pieces of its place this one is."""
    there = [n for _, n in numbering.marks[place]]
    return f"{there.index(number_) + 1} of {len(there)}" if len(there) > 1 else ""


def _quote(proof: Proof, noted: NotedFinding | None, note_text: NoteText, as_of: date) -> Quote:
    before = after = ""
    text = note_text(proof.source) if noted else None
    if noted and text and proof.start is not None and proof.end is not None and text[proof.start : proof.end] == proof.quote:
        begin, end = noted.finding.sentence
        before, after = text[begin : proof.start][-LONGEST:], text[proof.end : end][:LONGEST]
    day = short_date(proof.date) if proof.date.year == as_of.year else f"{short_date(proof.date)} {proof.date.year}"
    unreviewed = noted is not None and noted.review is Review.UNREVIEWED
    return Quote(
        day,
        before.lstrip(),
        proof.quote,
        after.rstrip(),
        _mark(proof),
        proof.source,
        proof.key,
        unreviewed,
        read_as(noted.finding) if noted else "",
    )


def _without_repeats(quotes: tuple[Quote, ...], findings: Sequence[NotedFinding]) -> tuple[Quote, ...]:
    """What holds for all quotes of a piece is said once below them; of one indicator only the severity is said beside each."""
    if len({f.finding.indicator for f in findings}) == 1 and len({f.finding.status for f in findings}) == 1:
        severities = [str(f.finding.severity or "") for f in findings]
        if len(severities) == len(quotes):
            quotes = tuple(replace(q, reading=s) for q, s in zip(quotes, severities, strict=True))
    if len({q.reading for q in quotes}) == 1:
        quotes = tuple(replace(q, reading="") for q in quotes)
    if len({q.unreviewed for q in quotes}) == 1:
        quotes = tuple(replace(q, unreviewed=False) for q in quotes)
    return quotes


def _mark(proof: Proof) -> str:
    if proof.status == Status.DENIED:
        return "denied"
    if group_of(proof.indicator) == "risk" and proof.status in (Status.PRESENT, Status.UNCERTAIN):
        return "risky"
    return "" if proof.status == Status.PRESENT else "other"


def _values(proofs: Sequence[Proof], as_of: date) -> tuple[tuple[str, str], ...]:
    rows = []
    for proof in proofs:
        day = short_date(proof.date) if proof.date.year == as_of.year else f"{short_date(proof.date)} {proof.date.year}"
        if proof.kind is Kind.SESSION:
            value = proof.label
        elif proof.value is None:
            value = "not scored" if proof.kind is Kind.SCORE else ""
        else:
            value = gas_level(proof.value) if proof.kind is Kind.GOAL and proof.label.endswith("(gas)") else number(proof.value)
        rows.append((day, value))
    return tuple(rows)


def _plain(proofs: Sequence[Proof]) -> str:
    first = proofs[0]
    if is_silent(first):
        return f"{capitalised(first.label.removeprefix('note read; '))}. Not mentioned is not absent."
    if first.kind is Kind.GOAL:
        return f"“{first.label.rsplit(' (', 1)[0]}”"
    return "" if first.kind in (Kind.NOTE, Kind.SCORE, Kind.SESSION) else capitalised(first.label)


def _facts(proofs: Sequence[Proof], findings: Sequence[NotedFinding], seen: CourseAssessment, name_files: bool) -> list[Fact]:
    if proofs[0].kind is Kind.SCORE:
        series = series_proved(proofs[0], seen.scores)
        return _thresholds(series) if series else []
    if not findings:
        return [Fact("Rule", proofs[0].rule, code=True)] if proofs[0].rule else []
    readings = list(dict.fromkeys(read_as(f.finding) for f in findings))
    of_one_kind = {(f.finding.indicator, f.finding.status) for f in findings}
    if len(readings) > 1 and len(of_one_kind) == 1:
        readings = [", ".join(read_as(findings[0].finding).split(", ")[:2])]
    facts = [Fact("Read as", readings[0])] if len(readings) == 1 else []
    facts += _single_facts(findings[0], seen.as_of) if len(findings) == 1 else []
    facts += [Fact("Rule", rule, code=True) for rule in dict.fromkeys(f.finding.rule for f in findings)][:4]
    domain = domain_of(findings[0].finding.indicator)
    if domain:
        facts.append(Fact("Counts for", DOMAINS[domain].lower()))
    facts.append(Fact("Review", _reviews(findings)))
    if name_files:
        facts += [Fact("File", source, code=True) for source in dict.fromkeys(f.source for f in findings)][:4]
    return facts


def _single_facts(noted: NotedFinding, as_of: date) -> list[Fact]:
    finding = noted.finding
    facts = []
    if finding.direction:
        state: State = DIRECTIONS[str(finding.direction)]
        facts.append(Fact("Direction", state[1], state[0]))
    if finding.value is not None:
        before = f"; before: {quantity(finding.previous_value, None)}" if finding.previous_value is not None else ""
        facts.append(Fact("Value", quantity(finding.value, finding.unit) + before))
    if words_near := [words for kind, words in finding.cues if kind != BY_TAGGER]:
        facts.append(Fact("Context words", "; ".join(f"“{words}”" for words in words_near)))
    if finding.cues[:1] and finding.cues[0][0] == BY_TAGGER:
        facts.append(Fact("Status", f"as people annotated such words; by the rules {finding.cues[0][1].replace('_', ' ')}"))
    if finding.carried_forward:
        facts.append(Fact("Note", f"the same words stand in an earlier note than that of {day_in_words(noted.date, as_of)}"))
    return facts


def _reviews(findings: Sequence[NotedFinding]) -> str:
    """What clinicians said of the findings, and who corrected or added one."""
    states, said = {f.review for f in findings}, "; ".join(filter(None, (_by_hand(findings, review) for review in _BY_HAND)))
    if len(states) == 1:
        return said or REVIEWS[findings[0].review]
    open_ = sum(f.review is Review.UNREVIEWED for f in findings)
    told = [f"{open_} of {len(findings)} not reviewed; they count as read"] if open_ else []
    return "; ".join([*told, said] if said else told) or REVIEWS[Review.CONFIRMED]


def _by_hand(findings: Sequence[NotedFinding], review: Review) -> str:
    """“corrected by Mira Lind”, with how many where they are more than one; empty when none is, or nobody is named."""
    found = [f for f in findings if f.review is review]
    names = list(dict.fromkeys(f.reviewed_by for f in found if f.reviewed_by))
    many = f"{len(found)} of {len(findings)} " if len(findings) > 1 else ""
    return f"{many}{_BY_HAND[review].format(' and '.join(names))}" if names else ""


def _thresholds(series: ScoreCourse) -> list[Fact]:
    """The lines that a score is judged by, each with its source and whether somebody has read it there."""
    verified = "source verified" if series.verified else "source not verified"
    facts = [Fact("Scale", f"{number(series.low)} to {number(series.high)}, {series.better} is better")]
    if series.reliable_change is None:
        facts.append(Fact("Reliable from", "no value is published for this measure; change within it cannot be judged"))
    else:
        facts.append(Fact("Reliable from", f"{number(series.reliable_change)} points; {series.reliable_change_source}; {verified}"))
    if series.cutoff is not None:
        facts.append(Fact("Cut-off", f"{number(series.cutoff)}; {series.cutoff_source}; {verified}"))
    if series.classification:
        facts.append(Fact("Class", f"{series.classification} (Jacobson and Truax)"))
    return facts
