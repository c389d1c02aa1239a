"""Writing entries as a client, for the tests of journals."""

import uuid
from datetime import date

from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast

from fullarc.web.journal.actions import Written, keep
from fullarc.web.journal.models import Entry, Sharing

MOOD = "mood-journal"


def kept(cast: Cast, values: dict[str, object], sharing: Sharing = Sharing.ALL, *, log: str = MOOD, day: date | None = None) -> Entry:
    """An entry of Nora's, kept as her page would keep it."""
    written = Written(log, day or timezone.localdate(), values, sharing, uuid.uuid4(), "UTC")  # type: ignore[arg-type]
    return keep(cast.course, written, by=cast.nora)


def filled(log: str = MOOD, *, sharing: str = "all", **lines: object) -> dict[str, object]:
    """A filled form as a browser sends it."""
    fields = {f"line_{line}": value for line, value in lines.items()}
    return {"day": timezone.localdate().isoformat(), "sharing": sharing, "uuid": str(uuid.uuid4()), **fields}


def write(browser: Browser, sent: dict[str, object], log: str = MOOD, **headers: str) -> HttpResponse:
    return browser.post(reverse("journal:write", args=[log]), sent, headers=headers)  # type: ignore[return-value]
