"""The pages of taking a record out as FHIR, and of bringing a FHIR file into a course."""

import json
from datetime import timedelta

import pyrage
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import NAME, PROBLEM, Cast
from tests.web.conftest import SignIn
from tests.web.exports.objects import GOAL, an_arrival

from fullarc.exchange.fhir.checks import faults
from fullarc.web.audit.models import Event
from fullarc.web.exports import actions
from fullarc.web.exports.models import Arrival
from fullarc.web.goals.models import Goal
from fullarc.web.measurements.models import Administration
from fullarc.web.process_notes.models import ProcessNote
from fullarc.web.signals.models import Signal

PHQ_ITEMS = [{"linkId": str(number), "answer": [{"valueInteger": 2 if number == 9 else 1}]} for number in range(1, 10)]
DAY = (timezone.localdate() - timedelta(days=20)).isoformat()
RESPONSE = {
    "resourceType": "QuestionnaireResponse",
    "id": "r1",
    "questionnaire": "urn:fullarc:questionnaire:phq-9|1",
    "status": "completed",
    "authored": DAY,
    "item": PHQ_ITEMS,
}
SCORE = {
    "resourceType": "Observation",
    "id": "s1",
    "status": "final",
    "code": {"coding": [{"system": "http://loinc.org", "code": "70274-6"}]},
    "effectiveDateTime": DAY,
    "valueQuantity": {"value": 11},
}
CONDITION = {
    "resourceType": "Condition",
    "id": "c1",
    "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F32.1", "display": "Depressive episode"}]},
    "onsetDateTime": DAY,
}
BAD = {**SCORE, "id": "s2", "effectiveDateTime": "sometime"}


def bundle(*resources):
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources]}


@pytest.fixture
def mira(cast: Cast, signed_in: SignIn) -> Browser:
    return signed_in(cast.mira)


def page(cast: Cast, name: str, *more: object) -> str:
    return reverse(f"exports:{name}", args=[cast.client.id, cast.course.id, *more])


def uploaded(browser: Browser, cast: Cast, content: object) -> Arrival:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    answer = browser.post(page(cast, "upload"), {"file": SimpleUploadedFile("elsewhere.json", raw)})
    assert answer.status_code == 302, answer.content
    return Arrival.objects.get()


def test_a_record_is_taken_out_plain_valid_and_told_in_the_trail(cast: Cast, mira: Browser):
    url = reverse("exports:take_out", args=[cast.client.id])
    kept = mira.get(url).context["form"].hidden
    answer = mira.post(url, {"kept": kept, "named": "on", "notes": "on", "plain": "on"})
    found = json.loads(answer.content)
    assert faults(found) == []
    assert NAME in answer.content.decode()
    assert PROBLEM in answer.content.decode()
    told = Event.objects.filter(action="fhir.taken_out").get()
    assert told.count == len(found["entry"])
    assert told.client == cast.client.pk
    assert len(told.object_id) == 64


def test_a_record_is_sealed_unless_it_is_asked_for_plain(cast: Cast, mira: Browser):
    url = reverse("exports:take_out", args=[cast.client.id])
    form = mira.get(url).context["form"]
    answer = mira.post(url, {"kept": form.hidden, "notes": "on"})
    assert b"resourceType" not in answer.content
    opened = pyrage.passphrase.decrypt(answer.content, form.passphrase).decode()
    assert "resourceType" in opened
    assert NAME not in opened
    assert cast.client.code not in opened


def test_a_process_note_never_travels(cast: Cast, mira: Browser):
    ProcessNote.objects.create(course=cast.course, author=cast.mira, date=cast.course.began, text="canaryprocess")
    url = reverse("exports:take_out", args=[cast.client.id])
    kept = mira.get(url).context["form"].hidden
    assert b"canaryprocess" not in mira.post(url, {"kept": kept, "named": "on", "notes": "on", "plain": "on"}).content


def test_whoever_has_a_password_is_asked_for_it_before_a_record_goes_out(cast: Cast, signed_in: SignIn):
    cast.mira.set_password("a very long password")
    cast.mira.save()
    answer = signed_in(cast.mira).get(reverse("exports:take_out", args=[cast.client.id]))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_scores_goals_and_diagnoses_from_elsewhere_are_shown_first_and_then_stored(cast: Cast, mira: Browser):
    held = uploaded(mira, cast, bundle(RESPONSE, SCORE, CONDITION, BAD))
    shown = mira.get(page(cast, "preview", held.pk))
    plan = shown.context["plan"]
    assert dict(plan.counts) == {"filled form or score": 2, "diagnosis": 1}
    assert [where for where, _ in plan.refused] == ["entry[3].resource.effectiveDateTime"]
    assert not Administration.objects.exists()
    answer = mira.post(page(cast, "carry_out", held.pk), {"shown": plan.fingerprint})
    assert answer.headers["Location"] == page(cast, "report", held.pk)
    assert {(row.measure, bool(row.totals)) for row in Administration.objects.all()} == {("phq-9", False), ("gad-7", True)}
    assert cast.course.diagnosed.filter(withdrawn_at=None).count() == 2
    assert Signal.objects.filter(kind="phq-9:9").count() == 1
    held.refresh_from_db()
    assert held.content is None
    assert mira.get(page(cast, "report", held.pk)).status_code == 200


def test_the_same_file_again_brings_nothing(cast: Cast, mira: Browser):
    held = uploaded(mira, cast, bundle(RESPONSE, SCORE, CONDITION))
    plan = mira.get(page(cast, "preview", held.pk)).context["plan"]
    mira.post(page(cast, "carry_out", held.pk), {"shown": plan.fingerprint})
    again = actions.arriving(json.dumps(bundle(RESPONSE, SCORE, CONDITION)).encode(), cast.course, today=timezone.localdate())
    assert not again.brings_something
    assert again.known == {"forms": 2, "diagnoses": 1}


def test_a_plan_that_nobody_saw_is_not_carried_out(cast: Cast, mira: Browser):
    held = uploaded(mira, cast, bundle(CONDITION))
    answer = mira.post(page(cast, "carry_out", held.pk), {"shown": "another"})
    assert answer.headers["Location"] == page(cast, "preview", held.pk)
    assert cast.course.diagnosed.count() == 1


def test_nothing_is_stored_when_something_fails_on_the_way(cast: Cast, mira: Browser, monkeypatch: pytest.MonkeyPatch):
    held = uploaded(mira, cast, bundle(RESPONSE, CONDITION))
    plan = mira.get(page(cast, "preview", held.pk)).context["plan"]

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("fullarc.web.exports.bringing_in.enter_diagnosis", fails)
    with pytest.raises(RuntimeError):
        actions.carry_out(held, shown=plan.fingerprint, subject="", today=timezone.localdate(), by=cast.mira)
    assert not Administration.objects.exists()
    assert Arrival.objects.get().state == Arrival.State.HELD


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff"])
def test_a_file_that_is_no_fhir_is_not_kept_and_the_page_says_why(cast: Cast, mira: Browser, raw: bytes):
    answer = mira.post(page(cast, "upload"), {"file": SimpleUploadedFile("x.json", raw)})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Arrival.objects.exists()


def test_a_discarded_file_is_gone(cast: Cast, mira: Browser):
    held = uploaded(mira, cast, bundle(CONDITION))
    mira.post(page(cast, "discard", held.pk))
    held.refresh_from_db()
    assert (held.state, held.content) == (Arrival.State.DISCARDED, None)


def test_a_file_that_nobody_carried_out_is_gone_after_a_day(cast: Cast):
    held = an_arrival(cast, cast.client)
    assert actions.discard_old(timezone.now() + timedelta(hours=25)) == 1
    held.refresh_from_db()
    assert held.content is None


def test_the_preview_takes_a_fixed_number_of_queries(cast: Cast, django_assert_max_num_queries: object):
    goals = [{**GOAL, "id": f"g{n}", "description": {"text": f"goal {n}"}} for n in range(40)]
    raw = json.dumps(bundle(*goals)).encode()
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        assert len(actions.arriving(raw, cast.course, today=timezone.localdate()).course.goals) == 40
    assert not Goal.objects.exists()
