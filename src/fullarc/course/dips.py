"""Situational dips: at most two consecutive observations worse, near a life event, and back afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fullarc.course.assessment import Dip
from fullarc.course.groups import group_of
from fullarc.course.indicator_words import indicator_in_words
from fullarc.course.proofs import event_proof, finding_proof
from fullarc.course.risk import RiskCourse
from fullarc.course.statement import Proof
from fullarc.course.timeline import Timeline
from fullarc.course.told_when import happened
from fullarc.reading.danger.dangers_to_life import TO_LIFE
from fullarc.reading.finding import Status

NEAR_DAYS = 21
LONGEST = 2
AROUND_DANGER = 14  # days: what forms ask about
LONGEST_DAYS = 21  # of a dip that several series share
BACK = 0.5  # of the step: how much of the rise may be left afterwards
NOT_SITUATIONS = frozenset({"missed_session", "medication_change"})


@dataclass(frozen=True, slots=True)
class Point:
    """One observation of a series, turned so that higher is worse."""

    date: date
    worse: float


@dataclass(frozen=True, slots=True)
class SeriesDip:
    days: tuple[date, ...]
    event: Proof


def life_events(timeline: Timeline) -> tuple[Proof, ...]:
    """What happened in the client's life: entered events, and those that a note claims for the client now.

    The latter are dated by their note; when it happened, where its words say so, stands beside.
    """
    texts = {note.source: note.text for note in timeline.notes}
    read = [
        replace(finding_proof(noted), happened=happened(texts.get(noted.source, ""), noted.finding, noted.date))
        for noted in timeline.findings
        if group_of(noted.finding.indicator) == "life_context"
        and noted.finding.status in {Status.PRESENT, Status.UNCERTAIN}
        and not noted.finding.carried_forward
    ]
    return tuple(sorted([*read, *map(event_proof, timeline.events)], key=lambda proof: proof.date))


def situations(events: Sequence[Proof]) -> tuple[Proof, ...]:
    """The life events that can make a dip situational; a missed session or a change of medication is none."""
    return tuple(event for event in events if event.indicator not in NOT_SITUATIONS)


def dips_of(
    points: Sequence[Point], step: float, events: Sequence[Proof], no_dips: Sequence[tuple[date, date]] = ()
) -> tuple[SeriesDip, ...]:
    """The dips of one series. `step` is the smallest rise that counts (reliable change, or one level).

    A dip is one or two observations worse by the step than the one before, the next one back within half a step of it,
    with a life event no more than 21 days from the dip. The first observation and the last cannot be dips,
    nor can one with a day in the stretches `no_dips`: of which other series know that they lasted longer, or in which there was danger.
    """
    found: list[SeriesDip] = []
    i = 1
    while i < len(points) - 1:
        length = _length_at(points, i, step)
        event = _nearest(events, points[i].date, points[i + length - 1].date) if length else None
        if event is not None and not _within(points[i : i + length], no_dips):
            found.append(SeriesDip(tuple(point.date for point in points[i : i + length]), event))
            i += length
        i += 1
    return tuple(found)


def times_of_danger(risk: RiskCourse) -> tuple[tuple[date, date], ...]:
    """The stretches that are never left out: two weeks to each side of a day on which a danger to the client's life was told.

    A note, a form or the client's own log may have told it: suicidal thoughts, a plan, an intent, an attempt, self-harm; doubtful ones too.
    """
    around = timedelta(days=AROUND_DANGER)
    days = dict.fromkeys(mention.date for mention in risk.positive if mention.indicator in TO_LIFE)
    return tuple((day - around, day + around) for day in days)


def _within(points: Sequence[Point], spans: Sequence[tuple[date, date]]) -> bool:
    return any(begin <= point.date <= end for point in points for begin, end in spans)


def _length_at(points: Sequence[Point], i: int, step: float) -> int:
    before = points[i - 1].worse
    for length in range(1, LONGEST + 1):
        if i + length >= len(points):
            return 0
        rises = [point.worse - before for point in points[i : i + length]]
        back = points[i + length].worse - before <= step * BACK
        if back and max(rises) >= step and min(rises) > step * BACK:
            return length
    return 0


def _nearest(events: Sequence[Proof], begin: date, end: date) -> Proof | None:
    near = [(_distance(event, begin, end), event.date, i) for i, event in enumerate(events)]
    near = [one for one in near if one[0] <= NEAR_DAYS]
    return events[min(near)[2]] if near else None


def _distance(event: Proof, begin: date, end: date) -> int:
    """Days between an event and a dip; of an event that a note dates from when it happened, else from the day of the note."""
    first, last = event.happened or (event.date, event.date)
    return max((begin - last).days, (first - end).days, 0)


def merged(by_topic: dict[str, tuple[SeriesDip, ...]]) -> tuple[Dip, ...]:
    """Dips of several series that overlap or touch within a week become one, with all their topics; none grows beyond three weeks."""
    spans = [(dip.days[0], dip.days[-1], topic, dip.event) for topic, dips in by_topic.items() for dip in dips]
    result: list[Dip] = []
    for begin, end, topic, event in sorted(spans, key=lambda span: span[:3]):
        last = result[-1] if result else None
        if last is not None and (begin - last.end).days <= 7 and (end - last.begin).days <= LONGEST_DAYS:
            topics = last.topics if topic in last.topics else (*last.topics, topic)
            result[-1] = Dip(last.begin, max(last.end, end), topics, last.event)
        else:
            result.append(Dip(begin, end, (topic,), event))
    return tuple(result)


def event_in_words(event: Proof) -> str:
    """How the event is called in a sentence: the entered words in quotation marks, or the life context that was read."""
    return indicator_in_words(event.indicator) if event.indicator else f"“{event.label.rstrip('.')}”"
