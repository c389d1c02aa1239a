"""Reports: the preview shows exactly what leaves; what was issued is kept as it left; the insurer is told no word of a note."""

import re
import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from tests.cast import NAME, Cast
from tests.web.conftest import SignIn
from tests.web.progress.test_course_of_care_page import held
from tests.web.reviews.reviewed import a_signed_review

from fullarc.reports.page import report_html
from fullarc.reports.readers import parts, readers
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Session
from fullarc.web.findings.actions import ensure_read
from fullarc.web.measurements.bit_by_bit import OpenForm, keep
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note
from fullarc.web.process_notes.models import ProcessNote
from fullarc.web.reports.models import IssuedReport, NamesToRemove, ReportHouse
from fullarc.web.reviews.models import Review
from fullarc.web.signals.actions import acknowledge, raise_signal

RECIPIENT = "Harbour Health\nBox 12"


def preview_of(cast: Cast, reader: str, review: Review | None = None) -> str:
    address = reverse("reports:report", args=[cast.client.pk, cast.course.pk, reader])
    return f"{address}?review={review.pk}" if review else address


def issued(cast: Cast, signed_in: SignIn, reader: str, review: Review | None = None, **more: str) -> IssuedReport:
    """Look, then issue what was seen."""
    mira, asked = signed_in(cast.mira), {"recipient": RECIPIENT} | more | ({"review": str(review.pk)} if review else {})
    form = mira.get(preview_of(cast, reader), asked).context["form"]
    sent = {name: str(value) for name, value in form.initial.items()} | asked
    answer = mira.post(preview_of(cast, reader), sent)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return IssuedReport.objects.get(pk=answer["Location"].rstrip("/").rsplit("/", 1)[1])


def printed(row: IssuedReport) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(row.pdf_bytes)).pages))


@pytest.mark.parametrize("reader", sorted(readers()))
def test_a_report_leaves_exactly_as_it_was_previewed_and_is_kept(reader: str, cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    review = a_signed_review(cast)
    mira = signed_in(cast.mira)
    page = mira.get(preview_of(cast, reader), {"review": str(review.pk), "recipient": RECIPIENT})
    row = issued(cast, signed_in, reader, review)
    assert report_html(row.value) in page.content.decode()
    assert report_html(row.value) in mira.get(reverse("reports:issued", args=[cast.client.pk, row.pk])).content.decode()
    pdf = mira.get(reverse("reports:issued_pdf", args=[cast.client.pk, row.pk]))
    assert pdf.content == row.pdf_bytes
    assert pdf["Content-Type"] == "application/pdf"
    assert PdfReader(BytesIO(pdf.content)).trailer["/Root"]["/StructTreeRoot"]
    assert row.is_unchanged
    assert row.purpose == readers()[reader].purpose
    assert {"report.issued", "report.taken"} <= set(Event.objects.values_list("action", flat=True))


def test_what_is_issued_is_what_was_seen_or_nothing(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira = signed_in(cast.mira)
    form = mira.get(preview_of(cast, "referrer"), {"recipient": RECIPIENT}).context["form"]
    held(cast, 5)
    answer = mira.post(preview_of(cast, "referrer"), {name: str(value) for name, value in form.initial.items()})
    assert answer.status_code == 409
    assert "changed since this preview" in answer.content.decode()
    assert not IssuedReport.objects.exists()


def test_a_report_that_is_sent_twice_is_issued_once_and_with_another_recipient_or_purpose_again(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira, address = signed_in(cast.mira), preview_of(cast, "referrer")
    sent = mira.get(address, {"recipient": RECIPIENT}).context["form"].initial | {"recipient": RECIPIENT}
    first, again = (mira.post(address, sent) for _ in range(2))
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert IssuedReport.objects.count() == Event.objects.filter(action="report.issued", outcome="done").count() == 1
    mira.post(address, sent | {"recipient": "Dr. River"})
    mira.post(address, sent | {"purpose": "a second opinion"})
    assert IssuedReport.objects.count() == 3


def test_an_issued_report_is_never_changed_or_deleted(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    issued(cast, signed_in, "insurer")
    for statement in ("UPDATE reports_issuedreport SET recipient = 'x'", "DELETE FROM reports_issuedreport"):
        with pytest.raises(DatabaseError, match="issued report"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_no_word_of_a_note_reaches_the_insurer_at_any_setting(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 4)
    everything = {f"level_{part}": "2" for part in parts()}
    offered = set(signed_in(cast.mira).get(preview_of(cast, "insurer")).context["form"].fields)
    most = {name: str(int(readers()["insurer"].most[name.removeprefix("level_")])) for name in everything if name in offered}
    row = issued(cast, signed_in, "insurer", **most)
    for text in (printed(row), report_html(row.value)):
        assert "Canaryword" not in text
        assert "panic attacks this week" not in text
    assert signed_in(cast.mira).get(preview_of(cast, "insurer"), everything).status_code == 422


def test_a_process_note_is_in_no_report(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    ProcessNote.objects.create(course=cast.course, author=cast.mira, date=cast.session.date, text="processcanary")
    for reader in readers():
        assert "processcanary" not in signed_in(cast.mira).get(preview_of(cast, reader)).content.decode()


def test_what_is_disclosed_is_a_visible_setting(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 4)
    mira = signed_in(cast.mira)
    assert "The arc" in mira.get(preview_of(cast, "discharge")).content.decode()
    less = mira.post(preview_of(cast, "discharge"), {"level_arc": "0", "recipient": "Dr. River\nQuay 4", "show": "1"}).content.decode()
    assert not IssuedReport.objects.exists()
    assert 'id="part-2">The arc' not in less
    assert "Dr. River<br>Quay 4" in less
    row = issued(cast, signed_in, "discharge", level_arc="0", recipient="Dr. River\nQuay 4")
    assert row.levels["arc"] == 0
    assert "Dr. River" in printed(row)


def test_the_page_says_what_is_on_what_is_off_and_why(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira = signed_in(cast.mira)
    page = mira.get(preview_of(cast, "insurer")).content.decode()
    said = page[page.index("<dt>On</dt>") : page.index('id="issue"')]
    assert readers()["insurer"].because in page
    assert said.index("Measures and scores") < said.index("<dt>Off</dt>") < said.index("Risk in detail")
    assert said.index("<dt>Never</dt>") < said.index("Life events and dips")
    assert "More than usual" not in said
    more = mira.post(preview_of(cast, "insurer"), {"level_risk": "1", "show": "1"}).content.decode()
    assert "<dt>More than usual</dt><dd>Risk in detail</dd>" in more


def test_a_risk_that_stands_open_and_is_not_told_is_pointed_out_to_the_writer(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira, words = signed_in(cast.mira), "this report does not say so"
    assert words not in mira.get(preview_of(cast, "referrer")).content.decode()
    session = Session.objects.create(course=cast.course, date=timezone.localdate() - timedelta(days=1), minutes=50)
    note = Note(session=session, author=cast.mira, format="free", parts={"text": "Suicidal thoughts every night."})
    note.state, note.content_hash = Note.State.SIGNED, note.hash_now()
    note.save()
    ensure_read(cast.course, by=cast.mira)
    page = mira.get(preview_of(cast, "referrer")).content.decode()
    assert words in page
    assert "uicidal" not in page[page.index("report-sheet") :]
    assert words not in mira.post(preview_of(cast, "referrer"), {"level_risk": "1", "show": "1"}).content.decode()
    assert words not in mira.get(preview_of(cast, "client")).content.decode()


def test_signals_that_wait_are_told_to_the_writer_before_a_report_leaves_and_stand_in_none(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira, reason = signed_in(cast.mira), "CORE-10: item 6, suicide plan, was answered 2"
    raise_signal(cast.client, kind="core-10:6", reason=reason, source=cast.course, on=timezone.localdate())
    for reader in readers():
        page = mira.get(preview_of(cast, reader)).content.decode()
        before, sheet = page.split("report-sheet", 1)
        assert "To acknowledge before this leaves" in before
        assert reason in before[before.index("To acknowledge before this leaves") :]
        assert ("this summary never tells of risk" in before) == (reader == "client")
        assert reason not in sheet


@pytest.mark.parametrize("reader", sorted(readers()))
def test_a_signal_that_came_in_since_the_preview_is_shown_before_a_report_leaves(reader: str, cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    review, mira = a_signed_review(cast), signed_in(cast.mira)
    asked = {"review": str(review.pk), "recipient": RECIPIENT}
    sent = mira.get(preview_of(cast, reader), asked).context["form"].initial | asked
    reason = "CORE-10: item 6, suicide plan, was answered 2"
    signal = raise_signal(cast.client, kind="core-10:6", reason=reason, source=cast.course, on=timezone.localdate())
    answer = mira.post(preview_of(cast, reader), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "A risk signal has come in since this preview was made" in page
    assert reason in page[page.index("To acknowledge before this leaves") :]
    assert not IssuedReport.objects.exists()
    assert f'name="known" value="{signal.pk}"' in page
    assert mira.post(preview_of(cast, reader), answer.context["form"].initial | asked).status_code == 302


def test_an_acknowledged_signal_holds_no_report_up_and_the_risk_it_told_of_is_shown_first(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira = signed_in(cast.mira)
    sent = mira.get(preview_of(cast, "client")).context["form"].initial
    keep(OpenForm(cast.course, "phq-9", uuid.uuid4(), timezone.localdate(), cast.nora, Administration.Mode.PORTAL), {9: 2})
    for signal in cast.client.signals.filter(acknowledged_at=None):
        acknowledge(signal, what_was_done="Called; safe tonight.", by=cast.mira)
    answer = mira.post(preview_of(cast, "client"), sent)
    assert answer.status_code == 409
    assert "A risk stands open in this record" in answer.content.decode()
    assert mira.post(preview_of(cast, "client"), answer.context["form"].initial).status_code == 302


def test_a_report_without_a_signed_review_says_so(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira, offered = signed_in(cast.mira), "not from the review that was signed"
    assert "not from a signed review" in printed(issued(cast, signed_in, "referrer"))
    assert offered not in mira.get(preview_of(cast, "referrer")).content.decode()
    review = a_signed_review(cast)
    assert f"Verification {review.verification}" in printed(issued(cast, signed_in, "referrer", review))
    page = mira.get(preview_of(cast, "referrer")).content.decode()
    assert offered in page
    assert f'href="?review={review.pk}"' in page[page.index(offered) :]
    assert "no review was signed" not in page


def test_a_consultation_names_neither_the_client_nor_the_names_that_were_entered(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    review = a_signed_review(cast, {"why": f"{NAME} and her brother Zorwynne Vale moved to Hollowbury on 3 May 2026; call 555-0199."})
    mira = signed_in(cast.mira)
    sent = {"names-from_version": "1", "names-people": "Zorwynne Vale", "names-places": "Hollowbury", "review": str(review.pk)}
    answer = mira.post(reverse("reports:names", args=[cast.client.pk, cast.course.pk, "consultation"]), sent)
    assert answer["Location"] == preview_of(cast, "consultation", review)
    assert NamesToRemove.objects.get().people == "Zorwynne Vale"
    row = issued(cast, signed_in, "consultation", review)
    for text in (printed(row), report_html(row.value)):
        for gone in (*NAME.split(), "Zorwynne", "Vale", "Hollowbury", "555-0199", "May", cast.client.code, "Mira", "Practice at the River"):
            assert gone not in text
    filename = mira.get(reverse("reports:issued_pdf", args=[cast.client.pk, row.pk]))["Content-Disposition"]
    assert cast.client.code not in filename


def test_letterhead_and_wording_are_the_practices(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    owner = signed_in(cast.owner)
    form = owner.get(reverse("reports:house")).context["form"]
    sent = {name: str(value) for name, value in form.initial.items()}
    sent |= {"letterhead": "Quay Street 4", "insurer_opening": "To the insurer.", "insurer_closing": "Kindly.", "insurer_level_goals": "0"}
    assert owner.post(reverse("reports:house"), sent).status_code == 302
    assert ReportHouse.objects.get().levels["insurer"] == {"goals": 0}
    page = signed_in(cast.mira).get(preview_of(cast, "insurer")).content.decode()
    for words in ("Practice at the River", "Quay Street 4", "To the insurer.", "Kindly."):
        assert words in page
    assert owner.post(reverse("reports:house"), {**sent, "from_version": "1"}).status_code == 302
    assert owner.post(reverse("reports:house"), {**sent, "from_version": "1"}).status_code == 409


def test_the_pages_cost_the_same_number_of_queries_whatever_the_length_of_the_course(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    mira, row = signed_in(cast.mira), issued(cast, signed_in, "insurer")
    pages = [reverse("reports:list", args=[cast.client.pk, cast.course.pk]), preview_of(cast, "discharge")]
    pages.append(reverse("reports:issued", args=[cast.client.pk, row.pk]))

    def cost(url: str) -> int:
        mira.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert mira.get(url).status_code == 200
        return len(seen)

    before = [cost(url) for url in pages]
    held(cast, 9)
    assert [cost(url) for url in pages] == before
