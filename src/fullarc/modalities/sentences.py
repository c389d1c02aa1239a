"""What the rows of a tracker say, in sentences that name their numbers. Descriptive: nothing here is tested against an error."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import StatisticsError, correlation, mean, median
from typing import Protocol

from fullarc.modalities.activation import LEAST_PAIRS, YES
from fullarc.modalities.code_list import label_of
from fullarc.modalities.diary_card import URGENT, skills_use
from fullarc.modalities.emdr import STATES, State
from fullarc.modalities.homework import MOST_OF_IT
from fullarc.modalities.numbers import MI_TALK


class Told(Protocol):
    """A number of a row: `Number` here, the log entry of a timeline there."""

    @property
    def date(self) -> date: ...
    @property
    def log(self) -> str: ...
    @property
    def item(self) -> str: ...
    @property
    def value(self) -> float: ...
    @property
    def about(self) -> str: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """`rests_on` are the numbers that it is said from; never none."""

    text: str
    rule: str
    rests_on: tuple[Told, ...]


def sentences(log: str, numbers: Sequence[Told]) -> list[Sentence]:
    """The sentences of one tracker, none where its rows hold no numbers."""
    say = SAY.get(log)
    return [one for one in say(numbers) if one.rests_on] if say and numbers else []


def _items(numbers: Iterable[Told], *items: str) -> list[Told]:
    return [one for one in numbers if one.item in items]


def _by_about(numbers: Iterable[Told]) -> dict[str, list[Told]]:
    out: dict[str, list[Told]] = {}
    for one in numbers:
        out.setdefault(one.about, []).append(one)
    return out


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _codes(numbers: Sequence[Told], name: str, most: int = 3) -> tuple[str, list[Told]]:
    """The codes of a list named most often, with how often: "mind reading (4), labelling (2)"."""
    named = [one for one in numbers if one.item.startswith(f"{name}:")]
    counted = Counter(one.item.partition(":")[2] for one in named)
    return ", ".join(f"{_lower(label_of(name, code))} ({times})" for code, times in counted.most_common(most)), named


def _lower(label: str) -> str:
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _thoughts(numbers: Sequence[Told]) -> list[Sentence]:
    out = []
    before, after = ({one.source: one for one in _items(numbers, f"belief_{end}")} for end in ("before", "after"))
    pairs = [(before[source], after[source]) for source in before if source in after]
    if pairs:
        then, now = (median(pair[n].value for pair in pairs) for n in (0, 1))
        text = (
            f"In {_count(len(pairs), 'thought record')} belief in the automatic thought was rated twice: a median of {then:g} before and "
            f"{now:g} after, on 0 to 100. Such ratings have no published measurement error; the difference is only described."
        )
        if len(pairs) < len(before):
            text += f" {_count(len(before) - len(pairs), 'record')} gave the belief once."
        out.append(Sentence(text, "tracker.belief", tuple(one for pair in pairs for one in pair)))
    elif before:
        text = f"In {_count(len(before), 'thought record')} belief in the automatic thought was a median of "
        text += f"{median(one.value for one in before.values()):g} of 100; it was not rated a second time."
        out.append(Sentence(text, "tracker.belief", tuple(before.values())))
    most, named = _codes(numbers, "distortions")
    return [*out, Sentence(f"Patterns of thinking named most often: {most}.", "tracker.thinking", tuple(named))]


def _activities(numbers: Sequence[Told]) -> list[Sentence]:
    done = _items(numbers, "done")
    out = []
    if done:
        days = len({one.date for one in done if one.value > 0})
        text = f"Activation: {sum(one.value == YES for one in done)} of {_count(len(done), 'planned activity', 'planned activities')} done "
        text += f"as planned, with something done on {_count(days, 'day')}."
        rated = [(word, _items(numbers, word)) for word in ("mastery", "pleasure")]
        if given := [f"{word} {mean(one.value for one in rows):.1f} in {len(rows)}" for word, rows in rated if rows]:
            text += f" On average {' and '.join(given)} ratings, of 10."
        out.append(Sentence(text, "tracker.activation", (*done, *(one for _, rows in rated for one in rows))))
    pleasure, mood = ({one.source: one for one in _items(numbers, word)} for word in ("pleasure", "mood"))
    both = [source for source in pleasure if source in mood]
    if len(both) >= LEAST_PAIRS:
        try:
            r = correlation([pleasure[source].value for source in both], [mood[source].value for source in both])
        except StatisticsError:  # one of the two is the same in every row
            return out
        way = "higher" if r > 0 else "lower"
        text = f"In {len(both)} rows with both, more pleasure coincides with {way} mood (r = {r:.2f})." if abs(r) >= 0.1 else ""
        text = text or f"In {len(both)} rows with both, pleasure and mood do not move together (r = {r:.2f})."
        out.append(Sentence(text, "tracker.pleasure_mood", tuple(one for source in both for one in (pleasure[source], mood[source]))))
    return out


def _exposures(numbers: Sequence[Told]) -> list[Sentence]:
    out = []
    for step, rows in _by_about(numbers).items():
        peaks = _items(rows, "peak")
        if not peaks:
            continue
        went = f"the highest distress was {peaks[0].value:g}" + (f" at first and {peaks[-1].value:g} at last" if len(peaks) > 1 else "")
        text = f"Exposure “{step}”: {_count(len(peaks), 'attempt')}; {went}, on SUDS 0 to 100."
        out.append(Sentence(text, "tracker.exposure", tuple(rows)))
    return out


def _homework(numbers: Sequence[Told]) -> list[Sentence]:
    due = _items(numbers, "completion")
    if not due:
        return []
    most, named = _codes(numbers, "obstacles")
    text = f"Homework: most or all was done of {sum(one.value >= MOST_OF_IT for one in due)} of {_count(len(due), 'task')} due."
    return [Sentence(text + (f" In the way: {most}." if most else ""), "tracker.homework", (*due, *named))]


def _emdr(numbers: Sequence[Told]) -> list[Sentence]:
    out = []
    for target, rows in _by_about(numbers).items():
        state = STATES[int(_items(rows, "state")[-1].value)]
        sessions = _items(rows, "incomplete")
        went = [
            f"{word} {of_one[0].value:g}" + (f" → {of_one[-1].value:g}" if len(of_one) > 1 else "")
            for word, item in (("SUD", "sud"), ("VoC", "voc"))
            if (of_one := _items(rows, item))
        ]
        if not went:
            continue
        text = f"EMDR target “{target}”: {', '.join(went)} in {_count(len(sessions), 'session')}; {STATE_WORDS.get(state, str(state))}."
        if left := sum(one.value == 1 for one in sessions):
            text += f" {_count(left, 'session')} ended incomplete, with closure."
        out.append(Sentence(text, "tracker.emdr", tuple(_items(rows, "sud", "voc"))))
    return out


STATE_WORDS = {
    State.RESOLVED: "resolved, confirmed by the re-evaluation of a later session",
    State.RESOLVED_IN_SESSION: "resolved in session, not yet re-evaluated",
}


def _diary(numbers: Sequence[Told]) -> list[Sentence]:
    out = []
    for target, rows in _by_about(_items(numbers, "urge", "action")).items():
        urges, acts = {one.date: one for one in _items(rows, "urge")}, {one.date: one for one in _items(rows, "action")}
        strong = [day for day, one in urges.items() if one.value >= URGENT]
        acted = [day for day, one in acts.items() if one.value]
        without = sum(day in acts and not acts[day].value for day in strong)
        text = f"“{target}”: an urge of {URGENT:g} or 5 on {len(strong)} of {_count(len(urges), 'day')} with an answer"
        text += f", {without} of them without the action" if strong else ""
        text += f"; the action on {len(acted)} of {_count(len(acts), 'day')}."
        out.append(Sentence(text, "tracker.urges", tuple(rows)))
    levels = _items(numbers, "usage")
    most, named = _codes(numbers, "skills")
    text = ""
    if levels:
        use = skills_use([one.value for one in levels])
        text = f"Skills were used on {use.used} of {_count(use.days, 'day')} and helped on {use.helped} of them."
    if most:
        text = f"{text} Most often: {most}.".strip()
    return [*out, Sentence(text, "tracker.skills", (*levels, *named))]


def _values(numbers: Sequence[Told]) -> list[Sentence]:
    out = []
    for value, rows in _by_about(numbers).items():
        both = [(worth, lived) for worth in _items(rows, "importance") for lived in _items(rows, "lived") if worth.source == lived.source]
        if not both:
            continue
        gaps = [worth.value - lived.value for worth, lived in both]
        went = f"{gaps[0]:g}" + (f" at first and {gaps[-1]:g} at last" if len(gaps) > 1 else "")
        text = f"Value “{value}”: importance {both[-1][0].value:g}, lived {both[-1][1].value:g} of 10; the gap was {went}."
        out.append(Sentence(text, "tracker.values", tuple(one for pair in both for one in pair)))
    return out


def _persons(numbers: Sequence[Told]) -> list[Sentence]:
    return [
        Sentence(f"With “{person}”: {_first_to_last(rows, ('closeness', 'satisfaction'))}, of 10.", "tracker.inventory", tuple(rows))
        for person, rows in _by_about(_items(numbers, "closeness", "satisfaction")).items()
    ]


def _rulers(numbers: Sequence[Told]) -> list[Sentence]:
    out = []
    for behaviour, rows in _by_about(numbers).items():
        rulers = _items(rows, "importance", "confidence", "readiness")
        if rulers:
            text = f"“{behaviour}”: {_first_to_last(rulers, ('importance', 'confidence', 'readiness'))}, of 10."
            out.append(Sentence(text, "tracker.rulers", tuple(rulers)))
        change, sustain = _items(rows, *MI_TALK), _items(rows, "sustain")
        if change and sustain:
            text = f"“{behaviour}”: change talk was counted {sum(one.value for one in change):g} times, sustain talk "
            text += f"{sum(one.value for one in sustain):g} times."
            out.append(Sentence(text, "tracker.talk", (*change, *sustain)))
    return out


def _first_to_last(rows: Sequence[Told], items: Sequence[str]) -> str:
    told = []
    for item in items:
        if of_one := _items(rows, item):
            told.append(f"{item} {of_one[0].value:g}" + (f" → {of_one[-1].value:g}" if len(of_one) > 1 else ""))
    return ", ".join(told)


SAY: dict[str, Callable[[Sequence[Told]], list[Sentence]]] = {
    "thought-record": _thoughts,
    "activity-schedule": _activities,
    "exposure": _exposures,
    "homework": _homework,
    "emdr": _emdr,
    "diary-card": _diary,
    "act": _values,
    "ipt": _persons,
    "mi": _rulers,
}
