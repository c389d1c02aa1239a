"""A risk signal from a note leads to the finding that raised it, for whoever may correct or dismiss it there."""

from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.findings.actions import dismiss, ensure_read
from fullarc.web.findings.models import StoredFinding
from fullarc.web.notes.actions import import_note, session_on
from fullarc.web.signals.actions import raise_signal
from fullarc.web.signals.models import Signal

MEND = "correct or dismiss it in the note"


def raised_by_a_note(cast: Cast) -> tuple[Signal, StoredFinding]:
    today = session_on(cast.course, timezone.localdate(), minutes=50, by=cast.mira)
    import_note(today, text="Denies self-harm. Has thoughts of suicide.", source_name="1.txt", by=cast.mira)
    ensure_read(cast.course, by=cast.mira)
    signal = Signal.objects.get()
    return signal, next(row for row in StoredFinding.objects.all() if row.finding.indicator == signal.kind)


def address(signal: Signal) -> str:
    return reverse("signals:signal", args=[signal.client_id, signal.pk])


def test_the_page_leads_to_the_finding_in_the_margin_of_its_note(cast: Cast, signed_in: SignIn) -> None:
    signal, finding = raised_by_a_note(cast)
    browser = signed_in(cast.mira)
    page = browser.get(address(signal)).content.decode()
    place = f"{reverse('findings:note', args=[signal.client_id, finding.note_id])}#finding-{finding.pk}"
    assert f'If this is misread, <a class="link" href="{place}">{MEND}</a>.' in page
    assert f'id="finding-{finding.pk}"' in browser.get(place).content.decode()


def test_a_finding_that_was_dismissed_is_not_offered_again(cast: Cast, signed_in: SignIn) -> None:
    signal, finding = raised_by_a_note(cast)
    dismiss(finding, by=cast.mira)
    assert MEND not in signed_in(cast.mira).get(address(signal)).content.decode()


def test_a_signal_from_a_form_has_no_finding_to_correct(cast: Cast, signed_in: SignIn) -> None:
    signal = raise_signal(cast.client, kind="phq-9:9", reason="item 9 was answered 1", source=cast.session, on=cast.session.date)
    assert MEND not in signed_in(cast.mira).get(address(signal)).content.decode()
