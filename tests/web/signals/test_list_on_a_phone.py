"""The list of signals on a phone: a reason has the width of the page beside its label."""

import pytest
from django.urls import reverse
from tests.cast import assemble
from tests.web.imports.chromium import chromium

from fullarc.web.signals.actions import raise_signal

REASON = "The note speaks of suicidal thoughts, self-harm, access to means"
THREE_LINES = 75  # px


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_reason_is_not_squeezed_under_its_label(live_server: object) -> None:
    cast = assemble()
    raise_signal(cast.client, kind="suicidal_ideation", reason=REASON, source=cast.session, on=cast.session.date)
    with chromium(live_server.url, cast.mira, width=390) as context:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(reverse("signals:list"))
        box = page.locator('td[data-label="Reason"]').bounding_box()
        assert box is not None
        assert box["height"] < THREE_LINES
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
