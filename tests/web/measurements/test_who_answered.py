"""A form that several people may answer is kept only with who answered this one."""

from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.measurements.models import Administration


def test_who_answered_a_form_for_several_people_is_chosen_not_assumed(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    page = reverse("measurements:enter", args=[cast.client.pk, cast.course.pk, "sdq"]) + "?totals"
    form = browser.get(page).context["form"]
    assert form["informant"].value() in (None, "")
    sent = {"date": timezone.localdate().isoformat(), "key": form["key"].value(), "scale_total": "18"}
    refused = browser.post(page, sent)
    assert refused.status_code == 422
    assert "Choose who answered this one." in refused.content.decode()
    assert 'value="18"' in refused.content.decode()
    assert not Administration.objects.filter(measure="sdq").exists()
    assert browser.post(page, {**sent, "informant": "teacher"}).status_code == 302
    assert Administration.objects.get(measure="sdq").informant == "teacher"


def test_a_form_for_the_client_alone_asks_nobody_who_answered(cast: Cast, signed_in: SignIn) -> None:
    page = reverse("measurements:enter", args=[cast.client.pk, cast.course.pk, "phq-9"])
    assert "informant" not in signed_in(cast.mira).get(page).context["form"].fields
