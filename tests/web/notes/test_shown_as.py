"""One note shown, printed and copied as any format; the practice's own; older notes; what a format loses is said."""

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.notes.formats import own_format
from fullarc.web.notes import actions, house, queries
from fullarc.web.notes.models import Note, PracticeFormat, PracticeTemplate

PARTS = {
    "client_report": "“I rode alone.” Slept better.",
    "risk": "Denies suicidal ideation.",
    "intervention": "Interoceptive exposure.",
    "response": "Stayed with it.",
    "plan": "Ride twice.",
}


@pytest.fixture
def note(cast: Cast) -> Note:
    return signed(cast, PARTS)


def signed(cast: Cast, parts: dict[str, str], shape: str = "soap") -> Note:
    note = actions.begin_note(cast.session, by=cast.mira, format_key=shape)
    actions.save_draft(note, parts=parts, format_key=shape, started_from=note.version, by=cast.mira)
    actions.sign_note(note, by=cast.mira, started_from=note.version)
    return note


def page(note: Note, cast: Cast, signed_in: SignIn, shape: str) -> str:
    answer = signed_in(cast.mira).get(reverse("notes:shown", args=[cast.client.pk, note.pk, shape]))
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("shape", "headings"),
    [
        ("soap", ["Subjective", "Objective", "Assessment", "Plan"]),
        ("dap", ["Data", "Assessment", "Plan"]),
        ("birp", ["Behavior", "Intervention", "Response", "Plan"]),
        ("girp", ["Goal", "Intervention", "Response", "Plan"]),
        ("pie", ["Problem", "Intervention", "Evaluation"]),
    ],
)
def test_the_same_note_is_shown_in_every_format(note: Note, cast: Cast, signed_in: SignIn, shape: str, headings: list[str]) -> None:
    body = page(note, cast, signed_in, shape)
    assert all(f"<h2>{heading}</h2>" in body for heading in headings)
    assert all(text.replace("“I rode alone.” ", "") in body for text in PARTS.values())
    assert "<q>“I rode alone.”</q>" in body


def test_showing_it_changes_neither_text_nor_hash(note: Note, cast: Cast, signed_in: SignIn) -> None:
    before = (note.text, note.content_hash)
    for shape in queries.formats():
        page(note, cast, signed_in, shape)
    note.refresh_from_db()
    assert (note.text, note.content_hash, note.hash_now()) == (*before, note.content_hash)


def test_what_dap_does_not_keep_apart_is_said(note: Note, cast: Cast, signed_in: SignIn) -> None:
    assert "Intervention and why and Response have no place of their own in DAP" in page(note, cast, signed_in, "dap")
    assert "no place of" not in page(note, cast, signed_in, "parts")


def test_the_owner_defines_a_format_and_it_is_offered(note: Note, cast: Cast, signed_in: SignIn) -> None:
    sent = {"name": "Payer", "heading_0": "Service", "heading_1": "Next", "part_intervention": "0", "part_plan": "1"}
    assert signed_in(cast.owner).post(reverse("notes:new_format"), sent).status_code == 302
    own = PracticeFormat.objects.get()
    body = page(note, cast, signed_in, own.key)
    assert "<h2>Service</h2>" in body
    assert "Risk has no place in Payer and is left out: 3 words." in body
    editor = signed_in(cast.mira).get(reverse("notes:new", args=[cast.client.pk, cast.course.pk])).content.decode()
    assert "Payer" in editor


def test_a_format_that_cannot_be_used_comes_back_with_the_reason(cast: Cast, signed_in: SignIn) -> None:
    sent = {"name": "Payer", "heading_0": "Service", "heading_1": "Empty", "part_intervention": "0"}
    answer = signed_in(cast.owner).post(reverse("notes:new_format"), sent)
    assert answer.status_code == 422
    assert "Found no part under" in answer.content.decode()
    house.keep_format(PracticeFormat(), "Payer", [("Next", ["plan"])], by=cast.owner)
    assert (
        "is there already"
        in signed_in(cast.owner).post(reverse("notes:new_format"), {"name": "payer", "heading_0": "A", "part_plan": "0"}).content.decode()
    )


def test_a_note_written_in_a_format_that_is_gone_is_shown_by_its_parts(cast: Cast, signed_in: SignIn) -> None:
    own = house.keep_format(PracticeFormat(), "Payer", [("Next", ["plan"])], by=cast.owner)
    draft = actions.begin_note(cast.session, by=cast.mira, format_key=own.key)
    address = reverse("notes:write", args=[cast.client.pk, draft.pk])
    assert "Not shown in Payer" in signed_in(cast.mira).get(address).content.decode()
    house.drop_format(own, by=cast.owner)
    editor = signed_in(cast.mira).get(address).content.decode()
    assert "Client report" in editor
    saved = signed_in(cast.mira).post(address, {"plan": "Ride.", "from_version": 1, "save": "1"})
    assert saved.status_code == 302


def test_notes_of_before_the_typed_parts_are_shown_too(cast: Cast, signed_in: SignIn) -> None:
    old = Note(session=cast.session, author=cast.mira, format="dap", parts={"data": "Slept badly.", "plan": "Ride."}, state="imported")
    old.content_hash = old.hash_now()
    old.save(force_insert=True)
    body = page(old, cast, signed_in, "birp")
    assert "stands within Data and is not told apart" in body
    assert "Slept badly." in body
    assert old.text == "Data:\nSlept badly.\n\nPlan:\nRide."


def test_a_key_that_names_no_format_is_refused(note: Note, cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.mira).get(reverse("notes:shown", args=[cast.client.pk, note.pk, "soup"])).status_code == 422


def test_a_template_of_the_modality_fills_a_new_note(cast: Cast, signed_in: SignIn) -> None:
    sent = {"date": str(cast.session.date), "format": "soap", "template": "cbt"}
    signed_in(cast.mira).post(reverse("notes:new", args=[cast.client.pk, cast.course.pk]), sent)
    draft = Note.objects.get()
    assert "{technique|Cognitive restructuring}" in draft.parts["intervention"]


def test_a_template_goes_into_the_empty_parts_of_a_draft(cast: Cast, signed_in: SignIn) -> None:
    draft = actions.begin_note(cast.session, by=cast.mira, format_key="soap")
    sent = {"plan": "Mine.", "from_version": 1, "template": "emdr", "save": "1"}
    signed_in(cast.mira).post(reverse("notes:write", args=[cast.client.pk, draft.pk]), sent)
    draft.refresh_from_db()
    assert draft.parts["plan"] == "Mine."
    assert "VoC {1-7}" in draft.parts["measures"]


def test_the_practice_changes_a_shipped_template_and_gives_it_its_words_back(cast: Cast, signed_in: SignIn) -> None:
    address, browser = reverse("notes:template", args=["cbt"]), signed_in(cast.owner)
    assert browser.post(address, {"name": "Our CBT", "modality": "CBT", "plan": "{task}"}).status_code == 302
    assert {each.key: each.name for each in queries.templates()}["cbt"] == "Our CBT"
    browser.post(address, {"drop": "1"})
    assert "cbt" not in {each.key for each in queries.templates()}
    browser.post(address, {"as_shipped": "1"})
    assert {each.key: each.name for each in queries.templates()}["cbt"] == "CBT session"
    assert not PracticeTemplate.objects.exists()


def test_a_new_template_of_the_practice_is_kept_and_deleted(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.owner)
    browser.post(reverse("notes:new_template"), {"name": "Intake", "modality": "", "client_report": "{reason}"})
    [own] = PracticeTemplate.objects.all()
    assert own.template in queries.templates()
    browser.post(reverse("notes:template", args=[own.pk.hex]), {"drop": "1"})
    assert not PracticeTemplate.objects.exists()
    assert browser.get(reverse("notes:template", args=["nowhere"])).status_code == 404


def test_snippets_are_ones_own_or_the_practices(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.owner).post(reverse("notes:new_shared_snippet"), {"short": ";mse", "text": "Affect {affect}."})
    signed_in(cast.mira).post(reverse("notes:snippets"), {"short": "mse", "text": "Mine: {affect}."})
    assert queries.snippets_for(cast.mira) == {"mse": "Mine: {affect}."}
    assert queries.snippets_for(cast.colleague) == {"mse": "Affect {affect}."}
    [mine] = cast.mira.snippets.all()
    assert signed_in(cast.colleague).get(reverse("notes:snippet", args=[mine.pk])).status_code == 404
    twice = signed_in(cast.mira).post(reverse("notes:snippets"), {"short": "mse", "text": "x"})
    assert (twice.status_code, "is there already" in twice.content.decode()) == (422, True)
    signed_in(cast.mira).post(reverse("notes:snippet", args=[mine.pk]), {"drop": "1"})
    assert queries.snippets_for(cast.mira) == {"mse": "Affect {affect}."}


def test_an_own_format_knows_its_parts() -> None:
    shape = own_format("own-1", "Payer", [("Next", ["plan"])])
    assert "risk" in shape.leaves_out


def test_the_list_and_the_editor_take_the_same_queries_for_one_and_for_many_sessions(cast: Cast, signed_in: SignIn) -> None:
    from datetime import timedelta

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from fullarc.web.clients.models import Session

    draft = actions.begin_note(cast.session, by=cast.mira, format_key="soap")
    browser = signed_in(cast.mira)
    addresses = [reverse("notes:list", args=[cast.client.pk, cast.course.pk]), reverse("notes:write", args=[cast.client.pk, draft.pk])]

    def counted() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            counts.append(len(asked))
        return counts

    counted()
    few = counted()
    for session in Session.objects.bulk_create(
        Session(course=cast.course, date=cast.course.began - timedelta(days=n)) for n in range(1, 60)
    ):
        actions.import_note(session, text="Slept. Plan: ride.", source_name="", by=cast.mira)
    assert counted() == few
