"""The Questionnaires of the shared data through the application: taken in, completed, tried, published, given. Needs the shared data."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from tests.cast import Cast, assemble

from fullarc.web.accounts.models import User
from fullarc.web.instruments.models import MeasureDraft, OwnVersion
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.signals.models import Signal

FHIR = Path(__file__).parents[2].parent / "shared" / "data" / "fhir"
pytestmark = [pytest.mark.skipif(not FHIR.is_dir(), reason="the shared data are not beside this repository"), pytest.mark.django_db]
FILES = sorted(path for path in FHIR.rglob("*.json") if json.loads(path.read_text()).get("resourceType") == "Questionnaire")
SignIn = Callable[[User | None], Browser]


def browser_of(person: User) -> Browser:
    browser = Browser(headers={"host": "localhost"})
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_questionnaire_is_taken_in_completed_tried_and_given(path: Path) -> None:
    cast: Cast = assemble()
    browser = browser_of(cast.mira)
    browser.post(reverse("instruments:take_in"), {"file": SimpleUploadedFile(path.name, path.read_bytes())})
    draft = MeasureDraft.objects.get()
    seven = "GAD" in path.name
    told = {
        "from_version": 1,
        "name": "From a file",
        "short_name": "Filed",
        "about": "As in the file",
        "recall": "the last two weeks",
        "better": "lower",
        "source": path.name,
        "licence": "as in the file",
        "licence_source": path.name,
        "problems": ["depression"],
        "answered_by": ["client"],
        "from_age": 18,
    }
    assert browser.post(reverse("instruments:about", args=[draft.id]), told).status_code == 302
    allow = {"from_version": 2, "way": "sum", "allowed": 2, "missing_source": "as published", "unscored": [] if seven else ["10"]}
    assert browser.post(reverse("instruments:scoring", args=[draft.id]), allow).status_code == 302
    forms = [("3 2 1 0 3 2 1", 12), ("- 3 3 3 3 3 3", 21)] if seven else [("3 2 1 0 3 2 1 0 1 -", 13), ("- 2 2 2 2 2 2 2 0 1", 16)]
    for version, (answers, total) in enumerate(forms, start=3):
        tried = {"from_version": version, "answers": answers, "scale_total": total}
        assert browser.post(reverse("instruments:filled_forms", args=[draft.id]), tried).status_code == 302
    assert browser.post(reverse("instruments:publish", args=[draft.id])).status_code == 302
    key = OwnVersion.objects.get().measure.key
    answers = dict.fromkeys(range(1, 8 if seven else 10), 1)
    enter_answers(cast.course, measure=key, answers=answers, on=cast.course.began, by=cast.mira, mode="staff")
    page = browser.get(reverse("measurements:measure", args=[cast.client.id, cast.course.id, key])).content.decode()
    assert "Filed" in page
    assert Signal.objects.filter(kind__startswith=key).exists() is not seven
