"""One form that is answered bit by bit: on the practice's device, at home, behind a link. Each answer is kept as it is given.

Whoever runs it makes sure that nothing is kept after the end, by a lock of its own. The id of the administration is made ahead (`key`):
however often anything is sent, it is one record.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from fullarc.instruments.answers import readable_answers
from fullarc.instruments.definition import Instrument
from fullarc.instruments.scoring import checked_answers, score
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue, definition_of
from fullarc.web.measurements import deeds
from fullarc.web.measurements.actions import administration, answers_of, is_unfinished, keep_scores, raise_risk
from fullarc.web.measurements.models import Administration


@dataclass(frozen=True, slots=True)
class OpenForm:
    """What is answered: which measure, for which course, as which record, on which day, by whom and which way."""

    course: CourseOfCare
    measure: str
    key: uuid.UUID
    on: date
    by: User | None
    mode: str
    informant: str = ""

    def row(self) -> Administration | None:
        """What is kept of it so far."""
        return Administration.objects.filter(pk=self.key, course=self.course).first()

    def instrument(self, row: Administration | None) -> Instrument:
        """The version that was begun, even when a newer one has come since."""
        return (definition_of(self.measure, row.definition_version) if row else None) or catalogue().get(self.measure)


@transaction.atomic
def keep(form: OpenForm, answers: Mapping[int, int | None], *, declined: frozenset[int] = frozenset()) -> bool:
    """Keep these answers beside those that were given before; None for a question that was passed over.

    True when one of them asks for attention: then its signal is raised, in this transaction, before anything is scored. Refused
    (AnswerRefused), all of them: an unknown item, an answer that the item does not offer. `declined`: preferred not to say.
    """
    instrument = form.instrument(form.row())
    checked_answers(instrument, answers)
    row = row_of(form, instrument)
    row.answers = {**row.answers, **{str(item): answer for item, answer in answers.items()}}
    row.declined = sorted({*(row.declined or [])} - {*answers} | declined)
    row.save()
    raise_risk(row, instrument, answers, by=form.by)
    return instrument.asks_for_attention(answers)


@transaction.atomic
def keep_what_asks(form: OpenForm, answers: Mapping[int, int | None]) -> bool:
    """Of a whole form that is refused: where one of its answers asks for attention, what can be read is kept as a form left open, and its
    signal raised, whatever else is wrong. True when so. Sent again under the same `key`, the corrected form completes it.

    A key that is a form's already (one that is in, another person's) is not written to: what is kept gets one made from it. Nothing is kept
    where the form that is in says the same of what is asked about danger.
    """
    instrument = form.instrument(form.row())
    readable = readable_answers(instrument, answers)
    if not instrument.asks_for_attention(readable):
        return False
    there = Administration.objects.filter(pk=form.key).first()
    if there is not None and not (there.course_id == form.course.pk and is_unfinished(there, form.mode)):
        if there.course_id == form.course.pk and says_the_same_of_danger(there, instrument, readable):
            return False
        form = replace(form, key=uuid.uuid5(form.key, str(form.course.pk)))
    row = row_of(form, instrument)
    if row.open:
        row.answers = {**row.answers, **{str(item): answer for item, answer in readable.items()}}
        row.save()
    raise_risk(row, instrument, readable, by=form.by)
    return True


def says_the_same_of_danger(row: Administration, instrument: Instrument, answers: Mapping[int, int | None]) -> bool:
    kept = answers_of(row)
    return all(kept.get(risk.number) == answers.get(risk.number) for risk in instrument.risk_items)


def row_of(form: OpenForm, instrument: Instrument) -> Administration:
    """The administration, made at the first answer."""
    found = form.row()
    if found is not None:
        return found
    made = administration(form.course, instrument, on=form.on, by=form.by, mode=form.mode, informant=form.informant, key=form.key)
    made.open = True
    made.save(force_insert=True)
    record(deeds.ENTERED, by=form.by, client=form.course.client_id, on=made)
    return made


def hand_in(form: OpenForm) -> Administration:
    """The form is in: scored, once. Called inside a transaction in which what asked for it is held."""
    row = row_of(form, form.instrument(form.row()))
    if row.open:
        close(row)
    return row


def close(row: Administration) -> None:
    """Score an administration that was answered bit by bit. Called inside a transaction."""
    instrument = definition_of(row.measure, row.definition_version) or catalogue().get(row.measure)
    answers = answers_of(row)
    row.open = False
    row.save(update_fields=["open"])
    raise_risk(row, instrument, answers, by=row.entered_by)
    keep_scores(row, lambda: score(instrument, answers))
