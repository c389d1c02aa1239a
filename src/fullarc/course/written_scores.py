"""Scores written in notes count as scores: what is in the note need not be entered again."""

from dataclasses import dataclass, replace
from datetime import date

from fullarc.course.proofs import number_of
from fullarc.course.timeline import NotedFinding, ScoreRecord, Timeline
from fullarc.instruments.catalogue import Catalogue
from fullarc.instruments.informants import CLIENT
from fullarc.reading.finding import Status

_POINTS = {None, "points"}


@dataclass(frozen=True, slots=True)
class TwoTotals:
    """A form and a note of one day that state different totals of one measure. The form counts."""

    measure: str
    date: date
    form: float
    note: float


def with_written_scores(timeline: Timeline, measures: Catalogue) -> Timeline:
    """The timeline with the scores that its notes state, where none was entered for that measure on that day.

    Only totals that the client has now ("PHQ-9 14"), of measures in the catalogue and within their range; a score
    carried forward from an earlier note, of another person or of the past is left alone.
    """
    entered = {(_id_of(record.measure, measures), record.date) for record in timeline.scores if record.informant == CLIENT}
    written: dict[tuple[str, object], ScoreRecord] = {}
    for noted in timeline.findings:
        record = _record(noted, measures)
        if record is not None and (record.measure, record.date) not in entered:
            written.setdefault((record.measure, record.date), record)
    if not written:
        return timeline
    return replace(timeline, scores=tuple(sorted([*timeline.scores, *written.values()], key=lambda record: record.date)))


def two_totals(timeline: Timeline, measures: Catalogue) -> tuple[TwoTotals, ...]:
    """Where a note states another total than the form that the client gave on that day."""
    forms = {
        (_id_of(record.measure, measures), record.date): record.value
        for record in timeline.scores
        if record.informant == CLIENT and record.scale == "total" and record.value is not None and record.words is None
    }
    found = {
        TwoTotals(record.measure, record.date, form, record.value): None
        for noted in timeline.findings
        if (record := _record(noted, measures)) and (form := forms.get((record.measure, record.date))) is not None
        if record.value is not None and record.value != form
    }
    return tuple(found)


def _id_of(measure: str, measures: Catalogue) -> str:
    return measures.get(measure).id if measure in measures else measure


def _record(noted: NotedFinding, measures: Catalogue) -> ScoreRecord | None:
    finding = noted.finding
    value = number_of(finding.value)
    if finding.indicator != "measure_score" or finding.measure is None or finding.measure not in measures or value is None:
        return None
    if finding.status is not Status.PRESENT or finding.carried_forward or finding.unit not in _POINTS:
        return None
    instrument = measures.get(finding.measure)
    if not instrument.total.low <= value <= instrument.total.high:
        return None
    return ScoreRecord(noted.date, instrument.id, value, noted.session, source=noted.source, words=noted)
