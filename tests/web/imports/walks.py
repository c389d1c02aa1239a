"""Walking through an import as a browser does."""

import io
import re
import zipfile
from collections.abc import Iterable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.imports.models import Import

File = tuple[str, bytes]


def packed(files: Iterable[File]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def upload(browser: Browser, course: CourseOfCare, *files: File) -> HttpResponse:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return browser.post(reverse("imports:upload", args=[course.client_id, course.id]), {"files": sent}, follow=True)


def newest(course: CourseOfCare) -> Import:
    return Import.objects.filter(course=course).latest("begun_at")


def page_of(held: Import, name: str) -> str:
    return reverse(f"imports:{name}", args=[held.course.client_id, held.course_id, held.id])


def answer(browser: Browser, held: Import, answers: dict[str, str]) -> HttpResponse:
    """Answer the questions: what the page shows as chosen is sent along, as a browser does."""
    shown = browser.get(page_of(held, "questions"))
    sent = {"from_version": str(Import.objects.get(pk=held.pk).version)}
    for form in (shown.context["notes"], shown.context["scores"]):
        for field in form or ():
            value = field.value()
            if value not in (None, "", False):
                sent[field.html_name] = str(value)
    return browser.post(page_of(held, "questions"), sent | answers, follow=True)


def carry_out(browser: Browser, held: Import, **extra: str) -> HttpResponse:
    shown = browser.get(page_of(held, "dry_run")).content.decode()
    found = re.search(r'name="shown" value="([0-9a-f]+)"', shown)
    return browser.post(page_of(held, "carry_out"), {"shown": found[1] if found else "", **extra}, follow=True)
