"""Reviews of Mira's course, for the tests: begun, written, signed."""

from collections.abc import Mapping

from django.test import Client as Browser
from django.urls import reverse
from tests.cast import Cast

from fullarc.web.reviews import actions
from fullarc.web.reviews.models import Review

OWN = {"why": "She works again.", "recommendation": "A booster session in November."}


def a_draft(cast: Cast, kind: str = Review.Kind.DISCHARGE) -> Review:
    return actions.begin(cast.course, kind, by=cast.mira)


def a_signed_review(cast: Cast, own: Mapping[str, str] = OWN) -> Review:
    row = a_draft(cast)
    actions.save(row, {**row.words, "own": dict(own)}, row.kind, by=cast.mira, started_from=row.version)
    actions.sign(row, by=cast.mira, started_from=row.version)
    return row


def page_of(cast: Cast, name: str, row: Review | None = None) -> str:
    return reverse(f"reviews:{name}", args=[cast.client.pk, row.pk if row else cast.course.pk])


def filled(browser: Browser, row: Review, **more: str) -> dict[str, str]:
    """What the editor sends when nothing was changed but `more`."""
    form = browser.get(reverse("reviews:write", args=[row.course.client_id, row.pk])).context["form"]
    sent = {name: form.initial.get(name, "") for name in form.fields}
    return {name: "on" if value is True else str(value) for name, value in sent.items() if value is not False} | more
