"""Every way in which a risky answer can come: each gives one, and may be called again after a failure."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.answering.objects import due_check_in
from tests.web.api.callers import program, send, switched_on
from tests.web.conftest import SignIn
from tests.web.journal.writing import filled, write
from tests.web.portal.objects import who_to_call

from fullarc.exchange.fhir.record import FormRecord
from fullarc.exchange.incoming.scores_import import NewScore
from fullarc.web.answering.links import make_link
from fullarc.web.exports.bringing_in import enter_form
from fullarc.web.imports.bring_in import bring_in_scores
from fullarc.web.journal.actions import set_up
from fullarc.web.measurements import hand_over
from fullarc.web.measurements.models import Administration, LogRow

ALL = {f"item_{number}": "1" for number in range(1, 10)}
ITEM, URGE = "phq-9:9", "urges-skills:urge_suicide"
URGENT = 4  # of the line of URGE


@dataclass(frozen=True)
class Way:
    """One way in: `send` gives the risky answer, and may be called again after a failure; `kind` is the signal that it raises."""

    name: str
    send: Callable[[], object]
    kind: str = ITEM


def ways(cast: Cast, signed_in: SignIn) -> list[Way]:
    who_to_call()
    return [*at_home(cast, signed_in), *behind_a_link(cast, signed_in), *by_staff(cast, signed_in), *from_elsewhere(cast)]


def at_home(cast: Cast, signed_in: SignIn) -> list[Way]:
    due, nora = due_check_in(cast.client, cast.mira), quiet(signed_in(cast.nora))
    set_up(cast.course, ["urges-skills"], by=cast.mira)
    entry = filled(urge_suicide="5")

    def journal(**headers: str) -> object:
        return write(nora, entry, "urges-skills", **headers)

    return [
        Way("at home, one question, the form not finished", lambda: nora.post(f"/me/check-ins/{due.pk}/9/", {"answer": "2"})),
        Way("at home, all on one page", lambda: nora.post(f"/me/check-ins/{due.pk}/all/", ALL)),
        Way("in a journal at home", journal, URGE),
        Way("from the queue of a phone that was offline", lambda: journal(**{"X-Fullarc-Queue": "1"}), URGE),
    ]


def behind_a_link(cast: Cast, signed_in: SignIn) -> list[Way]:
    link = quiet(signed_in(None))
    link.post(f"/form/open/{make_link(cast.course, 'phq-9', by=cast.mira)[1]}/")
    return [
        Way("behind a link, one question", lambda: link.post("/form/9/", {"answer": "2"})),
        Way("behind a link, all on one page", lambda: link.post("/form/all/", ALL)),
    ]


def by_staff(cast: Cast, signed_in: SignIn) -> list[Way]:
    mira, day = quiet(signed_in(cast.mira)), timezone.localdate()
    below = [cast.client.pk, cast.course.pk]
    enter = reverse("measurements:enter", args=[*below, "phq-9"])
    paper = reverse("paper:enter", args=[*below, "phq-9"]) + "?week=2025-03-03"
    given = hand_over.begin(cast.course, measures=["phq-9"], on=day, by=cast.mira)
    whole, totals = ({"date": day.isoformat(), "key": str(uuid.uuid4())} for _ in range(2))
    week = {"key": str(uuid.uuid4()), **{f"i{number}.0": "1" for number in range(1, 10)}}

    def handed_over() -> None:
        with transaction.atomic():
            hand_over.keep_answer(given, measure="phq-9", item=9, answer=2)

    return [
        Way("entered by staff", lambda: mira.post(enter, {**ALL, **whole})),
        Way("entered by staff as a total", lambda: mira.post(f"{enter}?totals", {**totals, "scale_total": "14", "risk_9": "2"})),
        Way("entered from a week on paper", lambda: mira.post(paper, week)),
        Way("on the practice's device", handed_over),
    ]


def from_elsewhere(cast: Cast) -> list[Way]:
    switched_on(cast)
    caller, key, day = quiet(program(cast.mira)), uuid.uuid4(), timezone.localdate()
    answers = dict.fromkeys(range(1, 10), 1)
    body = {"measure": "phq-9", "date": day.isoformat(), "answers": {str(number): answer for number, answer in answers.items()}}
    form = FormRecord(str(uuid.uuid4()), "phq-9", "1", day, answers=answers)

    def from_a_table() -> None:
        if not Administration.objects.exists():
            with transaction.atomic():
                bring_in_scores(cast.course, [score_row(day)], by=cast.mira)

    def from_fhir() -> None:
        with transaction.atomic():
            enter_form(cast.course, form, by=cast.mira)

    return [
        Way("sent by a program", lambda: send(caller, f"/clients/{cast.client.pk}/courses/{cast.course.pk}/administrations", body, key)),
        Way("brought in from a table", from_a_table),
        Way("brought in as FHIR", from_fhir),
    ]


def score_row(day: date) -> NewScore:
    answers = tuple((number, 1) for number in range(1, 10))
    return NewScore(line=2, day=day, measure="phq-9", scale="total", value=9.0, answers=answers)


def quiet(browser: Browser) -> Browser:
    browser.raise_request_exception = False
    return browser


def risky_answers() -> int:
    """Answers that ask for attention, as they are stored, forms that are not finished too."""
    items = sum(1 for given in Administration.objects.all() if (given.answers.get("9") or 0) >= 1)
    return items + sum(1 for row in LogRow.objects.all() if float(row.values.get("urge_suicide") or 0) >= URGENT)
