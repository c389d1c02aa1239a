"""Taking in answers and totals. Risk is judged first and apart from the score, in the transaction that keeps the answers."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils import timezone

from fullarc.course.days import full_date
from fullarc.instruments.definition import Instrument, RiskItem, Verdict
from fullarc.instruments.informants import WORDS, informants_of, told_by, usual_informant
from fullarc.instruments.log import EntryRefused, LogDefinition, LogValue, answer_in_words, check_entry
from fullarc.instruments.scored_form import ScoredForm
from fullarc.instruments.scoring import AnswerRefused, checked_answers, score
from fullarc.instruments.scoring import enter_totals as totals_of
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.instruments.at_hand import catalogue, definition_of
from fullarc.web.measurements import deeds
from fullarc.web.measurements.models import Administration, HelpText, LogRow, Score
from fullarc.web.signals.actions import raise_signal
from fullarc.web.signals.queries import reasons_told

FAILED = "scoring failed; the answers are kept and can be scored again"


@transaction.atomic
def enter_answers(
    course: CourseOfCare,
    *,
    measure: str,
    answers: Mapping[int, int | None],
    on: date,
    by: User | None,
    mode: str,
    informant: str = "",
    key: uuid.UUID | None = None,
) -> Administration:
    """Keep the answers of one form, raise the signal of a risky one, then score.

    Refused (AnswerRefused) before anything is written: an unknown item, an answer that the form does not offer, a day in the
    future, a day on which the same measure was given already. A form that
    cannot be scored is kept all the same, and says why. The same `key` sent twice is one administration: the first is returned. What was
    left open of the form under its key is completed.
    """
    instrument = catalogue().get(measure)
    before = sent_before(course, key)
    if before is not None and not is_unfinished(before, mode):
        return before
    if instrument.verdict is Verdict.TOTAL_ONLY:
        raise AnswerRefused(f"{instrument.short_name}: found answers to items, expected a total; enter the total of the licensed form")
    checked_answers(instrument, answers)
    informant = check_day(course, instrument, on, informant)
    given = administration(course, instrument, on=on, by=by, mode=mode, informant=informant, key=key)
    given.answers = {str(number): answer for number, answer in answers.items()}
    store(given, before)
    raise_risk(given, instrument, answers, by=by)
    keep_scores(given, lambda: score(instrument, answers))
    record(deeds.ENTERED, by=by, client=course.client_id, on=given)
    return given


@transaction.atomic
def enter_totals(
    course: CourseOfCare,
    *,
    measure: str,
    values: Mapping[str, float],
    on: date,
    by: User | None,
    mode: str,
    risk_answers: Mapping[int, int] | None = None,
    informant: str = "",
    key: uuid.UUID | None = None,
) -> Administration:
    """Keep totals as somebody else scored them. Refused (AnswerRefused): an unknown scale, a value outside its range, a day as above.

    The same `key` sent twice is one administration: the first is returned.
    """
    instrument = catalogue().get(measure)
    before = sent_before(course, key)
    if before is not None and not is_unfinished(before, mode):
        return before
    scored = totals_of(instrument, values, risk_answers)
    informant = check_day(course, instrument, on, informant)
    given = administration(course, instrument, on=on, by=by, mode=mode, informant=informant, key=key)
    given.totals = dict(values)
    given.answers = {str(number): answer for number, answer in (risk_answers or {}).items()}
    store(given, before)
    raise_risk(given, instrument, risk_answers or {}, by=by)
    keep_scores(given, lambda: scored)
    record(deeds.ENTERED, by=by, client=course.client_id, on=given)
    return given


@transaction.atomic
def enter_log_row(
    course: CourseOfCare,
    *,
    log: str,
    values: Mapping[str, LogValue | None],
    on: date,
    by: User | None,
    key: uuid.UUID | None = None,
    definition: LogDefinition | None = None,
) -> LogRow:
    """Keep one row of a log. Refused (EntryRefused): a line the log does not have, a value it does not offer.

    The same `key` sent twice is one row: the first is returned. `definition` is the form of a row that is not in the catalogue: that
    of a tracker.
    """
    definition = definition or catalogue().logs[log]
    if key is not None:
        wait_for_turn(course)
        before = LogRow.objects.filter(pk=key).first()
        if before is not None and before.course_id == course.pk:
            return before
        key = key if before is None else None
    checked = check_entry(definition, values)
    if on > timezone.localdate():
        raise EntryRefused(f"{definition.name}: the day, {full_date(on)}, lies in the future. Give the day that the row is about.")
    row = LogRow.objects.create(id=key or uuid.uuid4(), course=course, log=log, date=on, values=dict(checked.values), entered_by=by)
    for field_id in checked.raised:
        field = definition.field(field_id)
        reason = f"{definition.name}: “{field.label}” was answered {answer_in_words(field, row.values.get(field_id))}"
        raise_signal(course.client, kind=f"{log}:{field.id}", reason=reason, source=row, on=on, by=by)
    record(deeds.LOGGED, by=by, client=course.client_id, on=row)
    return row


@transaction.atomic
def score_again(given: Administration, *, by: User) -> None:
    """Score the kept answers again: newer rows beside the old ones, which stay. Totals have nothing to score.

    A shipped measure is scored by its definition of today, one of the practice's own by the version that was answered.
    """
    instrument = definition_of(given.measure, given.definition_version) or catalogue().get(given.measure)
    answers = answers_of(given)
    raise_risk(given, instrument, answers, by=by)
    if not given.totals:
        keep_scores(given, lambda: score(instrument, answers))
    record(deeds.SCORED_AGAIN, by=by, client=given.course.client_id, on=given)


@transaction.atomic
def withdraw(given: Administration, *, because: str, by: User) -> None:
    """Mark a form as entered in error: it stays and counts no more. A second call changes nothing."""
    current = Administration.objects.select_for_update().get(pk=given.pk)
    if current.withdrawn_at is not None:
        return
    current.withdrawn_at, current.withdrawn_by, current.withdrawn_because = timezone.now(), by, because
    current.save()
    record(deeds.WITHDREW, by=by, client=current.course.client_id, on=current)


@transaction.atomic
def change_help_text(text: HelpText, *, by: User, started_from: int) -> None:
    """Save what clients read after a risky answer. The first time there is no version yet to have been changed meanwhile."""
    if HelpText.objects.filter(pk=text.pk).exists():
        text.claim(started_from)
    text.save()
    record(deeds.CHANGED_HELP, by=by, on=text)


def check_day(course: CourseOfCare, instrument: Instrument, on: date, informant: str = "") -> str:
    """Who is taken to have answered.

    Refused (AnswerRefused): a day in the future, a second form of one measure by one informant on one day, of which nobody could say which
    counts, and an informant for whom the measure was not made.
    """
    informant = informant or usual_informant(instrument)
    if informant not in informants_of(instrument):
        made_for = " or ".join(WORDS[each] for each in informants_of(instrument))
        raise AnswerRefused(f"{instrument.short_name} is answered by {made_for}. Choose who answered it.")
    if on > timezone.localdate():
        raise AnswerRefused(
            f"{instrument.short_name}: the day, {full_date(on)}, lies in the future. Give the day on which it was filled in."
        )
    wait_for_turn(course)
    same = Administration.objects.filter(course=course, measure=instrument.id, date=on, informant=informant)
    if same.filter(withdrawn_at=None, open=False).exists():
        given = f"{instrument.short_name} was given on {full_date(on)} already."
        raise AnswerRefused(f"{given} Give another day, or open that form and mark it as entered in error.")
    return informant


def sent_before(course: CourseOfCare, key: uuid.UUID | None) -> Administration | None:
    """The administration that was made of this very form. Refused (AnswerRefused): one of another course."""
    if key is None:
        return None
    wait_for_turn(course)
    found = Administration.objects.filter(pk=key).first()
    if found is not None and found.course_id != course.pk:
        raise AnswerRefused("This form belongs to another course of care. Open a new one and send that.")
    return found


def is_unfinished(row: Administration, mode: str) -> bool:
    """Whether a form was left open, was given in this way, and counts: then the whole of it may still come."""
    return row.open and row.mode == mode and row.withdrawn_at is None


def store(given: Administration, unfinished: Administration | None) -> None:
    """Keep a form: as a new row, or in place of what was left open of it."""
    if unfinished is None:
        given.save(force_insert=True)
    else:
        given.entered_at = unfinished.entered_at
        given.save(force_update=True)


def wait_for_turn(course: CourseOfCare) -> None:
    """Two clicks at once: the second waits here until the first is stored, and then finds it."""
    CourseOfCare.objects.select_for_update().only("pk").get(pk=course.pk)


def answers_of(given: Administration) -> dict[int, int | None]:
    return {int(number): answer for number, answer in given.answers.items()}


def administration(
    course: CourseOfCare, instrument: Instrument, *, on: date, by: User | None, mode: str, key: uuid.UUID | None, informant: str = ""
) -> Administration:
    return Administration(
        id=key or uuid.uuid4(),
        course=course,
        session=Session.objects.filter(course=course, date=on).first(),
        measure=instrument.id,
        definition_version=instrument.version,
        fingerprint=instrument.fingerprint,
        date=on,
        mode=mode,
        informant=informant or usual_informant(instrument),
        entered_by=by,
    )


def raise_risk(given: Administration, instrument: Instrument, answers: Mapping[int, int | None], *, by: User | None) -> None:
    """A signal for each risk item that was answered as its definition says. It needs no score.

    An answer that is changed to a graver one (on the device, before the form is closed) raises a signal of its own: the first may have
    been acknowledged meanwhile.
    """
    for item in instrument.risk_items:
        answer = answers.get(item.number)
        if answer is None or answer < item.at_least:
            continue
        client, kind, reason = given.course.client, f"{instrument.id}:{item.number}", said_of(given, instrument, item, answer)
        raise_signal(client, kind=kind, reason=reason, source=given, on=given.date, by=by)
        as_grave = {said_of(given, instrument, item, each) for each in range(answer, item.high + 1)}
        if as_grave.isdisjoint(reasons_told(client, kind, given)):
            raise_signal(client, kind=f"{kind}={answer}", reason=reason, source=given, on=given.date, by=by)


def said_of(given: Administration, instrument: Instrument, item: RiskItem, answer: int) -> str:
    return f"{told_by(instrument.short_name, given.informant)}: item {item.number}, {item.about.replace('_', ' ')}, was answered {answer}"


def keep_scores(given: Administration, scored: Callable[[], ScoredForm]) -> None:
    """Store what scoring says. A scorer that fails costs neither the answers nor the signal."""
    try:
        form = scored()
    except Exception:
        Score.objects.create(administration=given, scale="total", result={"value": None, "not_scored": FAILED})
        return
    Score.objects.bulk_create(Score(administration=given, scale=each.scale, result=asdict(each)) for each in (form.total, *form.subscales))
