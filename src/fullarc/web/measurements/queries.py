"""Reading scores and logs: a fixed number of queries whatever the number of sessions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from fullarc.course.subscales import TOTAL
from fullarc.course.timeline import LogEntry, RiskAnswer, ScoreRecord
from fullarc.instruments.definition import Item
from fullarc.instruments.log import LogDefinition, LogField, line_in_words
from fullarc.instruments.own_definition import edition
from fullarc.instruments.scored_form import ScaleScore
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue, definition_of, lines_of, offered_logs
from fullarc.web.measurements.models import Administration, HelpText, LogRow, Score

NOT_HANDED_IN = "it was begun and is not handed in yet"


def administrations(course: CourseOfCare) -> list[tuple[Administration, dict[str, Score]]]:
    """Every administration of a course that counts, in order of date, each with the newest score of each scale."""
    rows = Administration.objects.filter(course=course, withdrawn_at=None).select_related("session").prefetch_related("scores")
    return [(row, {score.scale: score for score in row.scores.all()}) for row in rows]  # scores come oldest first: the newest stays


def score_records(course: CourseOfCare) -> list[ScoreRecord]:
    """The scores of a course as the timeline counts them. Administrations by a definition that no longer ships keep their values."""
    return [record for row, scores in administrations(course) for record in records_of(row, scores)]


def records_of(row: Administration, scores: dict[str, Score]) -> Iterator[ScoreRecord]:
    """One a scale. Of a form that is not handed in yet only answers that ask for attention count: it has no score and denies nothing."""
    raised, asked = risk_of(row)
    if row.open and raised:
        number = row.session.number if row.session else None
        yield ScoreRecord(
            row.date, row.measure, None, number, informant=row.informant, not_scored=NOT_HANDED_IN, source=str(row.pk), risk=raised
        )
    for scale, score in scores.items():
        yield ScoreRecord(
            date=row.date,
            measure=row.measure,
            value=score.result["value"],
            session=row.session.number if row.session else None,
            scale=scale,
            informant=row.informant,
            not_scored=score.result["not_scored"],
            source=str(row.pk),
            risk=raised if scale == "total" else (),
            risk_asked=asked if scale == "total" else (),
            edition=edition(row.definition_version),
        )


def risk_of(row: Administration) -> tuple[tuple[RiskAnswer, ...], tuple[str, ...]]:
    """The risk answers that asked for attention, and the indicators that answered risk items asked about."""
    instrument = definition_of(row.measure, row.definition_version)
    if instrument is None:
        return (), ()
    given = [(item, row.answers.get(str(item.number))) for item in instrument.risk_items]
    raised = tuple(RiskAnswer(item.number, answer, item.about) for item, answer in given if answer is not None and answer >= item.at_least)
    return raised, tuple(item.about for item, answer in given if answer is not None)


def scores_of(course: CourseOfCare) -> Iterator[tuple[date, str, str, float | None]]:
    """(day, measure, scale, value or None) of every score of a course."""
    return ((r.date, r.measure, r.scale, r.value) for r in score_records(course))


def log_entries(course: CourseOfCare) -> list[LogEntry]:
    """The numbers a client logged, one entry a line of the log; text lines are left out, a line left empty is a gap."""
    logs = catalogue().logs
    out = []
    for row in course.log_rows.all():
        definition = logs.get(row.log)
        for field in lines_of(definition) if definition else ():
            value = row.values.get(field.id)
            if isinstance(value, int | float) and drawn(field):
                better = str(field.better) if field.better else ""
                out.append(LogEntry(row.date, row.log, field.id, float(value), better, source=str(row.pk)))
    return out


def drawn(field: LogField) -> bool:
    """Only what may be averaged makes a line on the time axis."""
    return field.may_be_averaged and field.better is not None


@dataclass(frozen=True, slots=True)
class Given:
    """One time a measure was given, as its page lists it. `records` is empty for one entered in error."""

    row: Administration
    records: tuple[ScoreRecord, ...]
    scores: tuple[ScaleScore, ...]

    @property
    def whole(self) -> tuple[ScaleScore, ...]:
        """The total; where the form has none, every scale."""
        return tuple(score for score in self.scores if score.scale == TOTAL) or self.scores

    @property
    def scales(self) -> tuple[ScaleScore, ...]:
        """The subscales beneath the total."""
        return tuple(score for score in self.scores if score not in self.whole)


def given_of(course: CourseOfCare, measure: str) -> list[Given]:
    """Every time one measure was given in a course, in order of date."""
    rows = Administration.objects.filter(course=course, measure=measure).select_related("session").prefetch_related("scores")
    out = []
    for row in rows:
        newest = {score.scale: score for score in row.scores.all()}
        counts = () if row.withdrawn_at else tuple(records_of(row, newest))
        out.append(Given(row, counts, tuple(map(scale_score, newest.values()))))
    return out


def newest_scores(given: Administration) -> list[ScaleScore]:
    """The newest score of each scale of one administration."""
    return [scale_score(score) for score in {score.scale: score for score in given.scores.all()}.values()]


def scale_score(score: Score) -> ScaleScore:
    """A stored score as scoring gave it. A scorer that failed left a reason and no figures."""
    kept = {"scale": score.scale, "name": score.scale, "answered": 0, "of": 0, **score.result}
    return ScaleScore(**kept)


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """An item with the words of its answer. `item` is None for a risk item of a licensed form, whose words do not ship."""

    number: int
    item: Item | None
    answer: str
    risky: bool


def answered_items(given: Administration) -> list[AnsweredItem]:
    """The answers of one administration, item by item as printed. A definition that no longer ships leaves the bare numbers."""
    instrument = definition_of(given.measure, given.definition_version)
    if instrument is None:
        return [
            AnsweredItem(int(number), None, "not answered" if answer is None else str(answer), False)
            for number, answer in given.answers.items()
        ]
    items = {item.number: item for item in instrument.items}
    if instrument.gate is not None:
        items = {0: instrument.gate.item, **items}
    risky = {risk.item for risk in risk_of(given)[0]}
    numbers = list(items) if given.answers and not given.totals else [int(number) for number in given.answers]
    return [AnsweredItem(number, items.get(number), in_words(given, items.get(number), number), number in risky) for number in numbers]


def in_words(given: Administration, item: Item | None, number: int) -> str:
    answer = given.answers.get(str(number))
    if answer is None:
        return "preferred not to say" if number in (given.declined or []) else "not answered"
    label = next((option.label for option in item.options if option.value == answer), "") if item else ""
    return f"{answer} {label}".strip()


@dataclass(frozen=True, slots=True)
class LogSummary:
    log: LogDefinition
    rows: int
    latest: date | None


def logs_of(course: CourseOfCare) -> list[LogSummary]:
    """The logs at hand, each with how many rows this course has; one that is out of use only where it has rows. One query."""
    kept = course.log_rows.order_by().values_list("log").annotate(rows=Count("id"), latest=Max("date"))
    counted: dict[str, tuple[int, date | None]] = {log: (rows, latest) for log, rows, latest in kept}
    in_use = {log.id for log in offered_logs()}
    return [LogSummary(log, *counted.get(log.id, (0, None))) for log in catalogue().logs.values() if log.id in in_use or log.id in counted]


def log_rows(course: CourseOfCare, log: LogDefinition) -> tuple[list[LogField], list[tuple[LogRow, list[str]]]]:
    """The lines of a log, and its rows, newest first, each with the words of its lines; a line left empty is an empty word.

    A line that only an earlier version asked is among them where a row has it.
    """
    rows = list(course.log_rows.filter(log=log.id).order_by("-date", "-entered_at"))
    filled = {line for row in rows for line in row.values}
    lines = [field for field in lines_of(log) if field in log.fields or field.id in filled]
    return lines, [(row, [line_in_words(field, row.values.get(field.id)) for field in lines]) for row in rows]


def help_text() -> HelpText:
    """The practice's help text; the default, unsaved, while nobody has written one."""
    return HelpText.objects.first() or HelpText(text=HelpText.DEFAULT)
