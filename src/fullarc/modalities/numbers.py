"""The numbers in the rows of trackers, as they go to charts and into the assessment. No text of a row goes along, only names that are
safe to show: those of targets, steps, values and persons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.modalities.code_list import codes_in
from fullarc.modalities.diary_card import act_line, one_a_day, urge_line
from fullarc.modalities.emdr import STATES
from fullarc.modalities.emdr_rows import ASSESSMENT, STEP, session_record, stands
from fullarc.modalities.exposure import attempt
from fullarc.modalities.tracker import Row

MI_TALK = ("desire", "ability", "reason", "need", "commitment", "activation", "taking_steps")
PLAIN = {
    "thought-record": ("belief_before", "belief_after", "emotion_1_before", "emotion_1_after"),
    "activity-schedule": ("done", "mastery", "pleasure", "mood"),
    "diary-card": ("usage", *(f"emotion_{e}" for e in ("sadness", "anger", "fear", "shame", "guilt", "joy")), "pain", "sleep"),
    "act": ("importance", "lived"),
    "ipt": ("closeness", "satisfaction", "mood"),
    "mi": ("importance", "confidence", "readiness", *MI_TALK, "sustain"),
}
CODED = {"thought-record": "distortions", "diary-card": "skills", "homework": "obstacles"}


@dataclass(frozen=True, slots=True)
class Number:
    """`item` is a line, or "list:code" with value 1 for a code that was named. `about` is the name of the target, step or person."""

    date: date
    log: str
    item: str
    value: float
    about: str = ""
    source: str = ""
    better: str = ""  # of daily lines only, whose drift may be noticed


def numbers_of(log: str, rows: Sequence[Row], names: Mapping[str, str]) -> list[Number]:
    """All numbers of one tracker's rows, which are in order of date and entry. `names`: thing id to its name."""
    if log == "emdr":
        return [number for thing in names for number in _emdr([row for row in rows if row.thing == thing], names[thing])]
    if log == "diary-card":
        return [number for row in one_a_day(rows).values() for number in _diary(row, names)]
    return [number for row in rows for number in _of_row(log, row, names)]


def _of_row(log: str, row: Row, names: Mapping[str, str]) -> Iterator[Number]:
    about = names.get(row.thing, "")

    def number(item: str, value: float) -> Number:
        return Number(row.date, log, item, value, about, row.source)

    if log == "exposure":
        tried = attempt(row)
        yield number("peak", tried.peak)
        yield number("end", tried.end)
    if log == "homework" and not row.number("cancelled") and (level := row.number("completion")) is not None:
        yield number("completion", level)
    for line in PLAIN.get(log, ()):
        if (value := row.number(line)) is not None:
            yield number(line, value)
    if log in CODED:
        for code in codes_in(row.text(CODED[log])):
            yield number(f"{CODED[log]}:{code}", 1)


def _diary(row: Row, names: Mapping[str, str]) -> Iterator[Number]:
    for thing, name in names.items():
        for item, line in (("urge", urge_line(thing)), ("action", act_line(thing))):
            if (value := row.number(line)) is not None:
                yield Number(row.date, "diary-card", item, value, name, row.source)
    yield from _of_row("diary-card", row, names)


def _emdr(rows: Sequence[Row], name: str) -> Iterator[Number]:
    for row, stood in zip(rows, stands(rows), strict=True):
        readings: list[tuple[str, float]] = []
        if row.log == ASSESSMENT:
            readings = [(line, value) for line in ("sud", "voc") if (value := row.number(line)) is not None]
        elif row.log != STEP:
            told = session_record(row)
            readings = [("sud", value) for value in (*([] if told.sud_now is None else [told.sud_now]), *told.suds)]
            readings += [("voc", value) for value in (*([] if told.voc_now is None else [told.voc_now]), *told.vocs)]
            readings.append(("incomplete", float(stood.incomplete)))
        for item, value in [*readings, ("state", float(STATES.index(stood.state)))]:
            yield Number(row.date, "emdr", item, value, name, row.source)
