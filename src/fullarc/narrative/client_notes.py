"""What the notes of the sessions say, for the client: things by their everyday names, several in one sentence, never a quotation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.course.assessment import CourseAssessment, IndicatorCourse, Level
from fullarc.course.change import LevelChange, change_of_levels
from fullarc.course.indicator_words import is_plural
from fullarc.course.statement import Change, Domain, Durability, Proof
from fullarc.narrative.client_scores import told_series
from fullarc.narrative.client_sentence import ClientSentence, Part
from fullarc.narrative.client_words import ClientWords, subject_of_indicator, subject_of_measure

TOLD_DOMAINS = frozenset({Domain.SYMPTOM_BURDEN, Domain.FUNCTIONAL_CAPACITY})
MOST_TOPICS = 4  # in one sentence
NONE_SINCE = 3  # so many notes at the end must say there was none
OFTEN = 10  # sessions that mention it
FEWEST_FOR_RECENT = 5
COUNTABLE = frozenset({"panic", "nightmares", "flashbacks"})


@dataclass(frozen=True, slots=True)
class _Told:
    course: IndicatorCourse
    judged: LevelChange
    subject: str

    @property
    def proofs(self) -> list[Proof]:
        return [proof for level in (*self.judged.baseline_levels, *self.judged.current_levels) for proof in level.proofs]


def note_sentences(seen: CourseAssessment, words: ClientWords) -> Iterator[ClientSentence]:
    """What moved and what did not, by kind of change. What a measure speaks of is left to the measure."""
    told = _told(seen)
    singled = [one for one in told if _none_at_the_end(one)]
    for one in singled[:1]:
        yield _none_since(one, seen, words)
    rest = [one for one in told if one not in singled[:1]]
    for kind, part, chosen in _groups(rest):
        yield _together(kind, part, chosen, seen, words)
    yield from _dips(seen, words)


def _told(seen: CourseAssessment) -> list[_Told]:
    """Indicators of symptoms and functioning with an everyday name, one a subject, the most often mentioned first.

    Left out: what a measure tells already, what scores and notes disagree about, and what goes against its whole domain.
    """
    measured = {subject_of_measure(series.measure) for series in told_series(seen)}
    disputed = {indicator for one in seen.disagreements for indicator in one.indicators}
    domains = {one.domain: one.change for one in seen.domains}
    found: dict[str, _Told] = {}
    for course in seen.indicators:
        subject = subject_of_indicator(course.indicator)
        if not subject or course.domain not in TOLD_DOMAINS or course.indicator in disputed or subject in measured | found.keys():
            continue
        judged = change_of_levels(course.levels, _days_of_dips(course, seen))
        ever_there = judged.change is not Change.NOT_ENOUGH and any(level.level for level in course.levels)
        if ever_there and _may_be_told(course, judged, domains.get(course.domain, Change.NOT_ENOUGH)):
            found[subject] = _Told(course, judged, subject)
    return list(found.values())


def _may_be_told(course: IndicatorCourse, judged: LevelChange, whole: Change) -> bool:
    """What goes the way of its domain is told. What stayed as it was or came back while the domain got better needs many mentions."""
    often = len(course.levels) >= OFTEN
    unsettled = judged.durability in {Durability.LOST, Durability.FLUCTUATING}
    if unsettled or judged.change is Change.NO_CLEAR_CHANGE:
        return whole in {Change.NO_CLEAR_CHANGE, Change.MIXED} or (often and whole is Change.IMPROVED)
    if judged.durability is Durability.RECENT and len(course.levels) < FEWEST_FOR_RECENT:
        return False
    return judged.change is whole or (whole is Change.MIXED and often)


def _days_of_dips(course: IndicatorCourse, seen: CourseAssessment) -> frozenset[date]:
    dips = [dip for dip in seen.dips if course.indicator in dip.topics]
    return frozenset(level.date for level in course.levels for dip in dips if dip.begin <= level.date <= dip.end)


def _none_at_the_end(one: _Told) -> bool:
    """Whether the last notes that speak of it say there were none: for what can be counted."""
    last = one.course.levels[-NONE_SINCE:]
    gone = len(last) == NONE_SINCE and not any(level.level for level in last)
    return gone and is_plural(one.course.indicator) and one.subject in COUNTABLE and one.judged.change is Change.IMPROVED


def _none_since(one: _Told, seen: CourseAssessment, words: ClientWords) -> ClientSentence:
    levels = one.course.levels
    there = [level for level in levels if level.level]
    after = [level for level in levels if level.date > there[-1].date]
    amount = _amount(there[: len(one.judged.baseline_levels)], seen, words)
    start = words.month(there[0].date, seen.as_of)
    return ClientSentence(
        key=f"notes:none:{one.course.indicator}",
        part=Part.BETTER,
        text=words.say("notes", "none_since", topic=words.say("topics", one.subject), since=words.month(there[-1].date, seen.as_of)),
        evidence=tuple(proof for level in (*one.judged.baseline_levels, there[-1], *after) for proof in level.proofs),
        support=words.say(
            "support", "none_since_amount" if amount else "none_since", n=words.count(len(after)), start=start, amount=amount
        ),
        change=Change.IMPROVED,
        topics=(one.course.indicator,),
        weight=200.0,
    )


def _amount(levels: Sequence[Level], seen: CourseAssessment, words: ClientWords) -> str:
    """The number said in the first notes, such as "five a week"; empty where none was said."""
    wanted = {(proof.source, proof.start) for level in levels for proof in level.proofs}
    for noted in seen.timeline.findings:
        finding = noted.finding
        if (noted.source, finding.evidence.start) in wanted and finding.value is not None:
            return words.amount(finding.value, finding.unit or "")
    return ""


_KINDS: dict[str, Part] = {
    "less_held": Part.BETTER,
    "less": Part.BETTER,
    "less_recent": Part.BETTER,
    "as_much": Part.HARD,
    "more": Part.HARD,
    "back": Part.HARD,
    "up_and_down": Part.HARD,
}


def _kind(one: _Told) -> str:
    change, durability = one.judged.change, one.judged.durability
    if change is Change.WORSENED:
        return "more"
    if durability is Durability.FLUCTUATING:
        return "up_and_down"
    if durability is Durability.LOST:
        return "back"
    if change is Change.NO_CLEAR_CHANGE:
        return "as_much"
    return {Durability.SUSTAINED: "less_held", Durability.RECENT: "less_recent"}.get(durability, "less")


def _groups(told: Sequence[_Told]) -> Iterator[tuple[str, Part, list[_Told]]]:
    for kind, part in _KINDS.items():
        chosen = [one for one in told if _kind(one) == kind][:MOST_TOPICS]
        if kind == "as_much":
            chosen = [one for one in chosen if (one.judged.current or 0) >= 1]
        if chosen:
            yield kind, part, chosen


def _together(kind: str, part: Part, chosen: Sequence[_Told], seen: CourseAssessment, words: ClientWords) -> ClientSentence:
    proofs = [proof for one in chosen for proof in one.proofs]
    topics = words.listed([words.say("topics", one.subject) for one in chosen])
    start = words.month(min(one.course.levels[0].date for one in chosen), seen.as_of)
    return ClientSentence(
        key=f"notes:{kind}",
        part=part,
        text=words.say("notes", kind, topics=topics, start=start),
        evidence=tuple(proofs),
        support=words.say("support", "notes", n=words.count(len({proof.date for proof in proofs}))),
        change=chosen[0].judged.change,
        topics=tuple(one.course.indicator for one in chosen),
        weight=float(len(chosen)),
    )


def _dips(seen: CourseAssessment, words: ClientWords) -> Iterator[ClientSentence]:
    """A hard time near an event that has an everyday name. It coincides; nothing is said about a cause."""
    for number, dip in enumerate(seen.dips):
        if words.has("events", dip.event.indicator) and dip.end < seen.as_of:
            yield ClientSentence(
                key=f"dip:{dip.begin.isoformat()}",
                part=Part.STEADY,
                text=words.say("notes", "dip", when=words.month(dip.begin, seen.as_of), event=words.say("events", dip.event.indicator)),
                evidence=(dip.event,),
                weight=float(number),
            )
