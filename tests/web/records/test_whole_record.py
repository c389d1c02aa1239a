"""The whole record: nothing below a client is forgotten, and what was taken out is the same where it is brought in."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model
from tests.cast import Cast
from tests.web.records.emptying import empty_installation
from tests.web.records.full_record import PROCESS, fill

from fullarc.exchange.record.record_file import Part, RecordFile, RecordRefused, pack, unpack
from fullarc.web.accounts.actions import add_person, begin_practice
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.models import Event
from fullarc.web.clients.actions import add_client, begin_course
from fullarc.web.clients.models import Client, CourseOfCare, Session
from fullarc.web.demo.actions import build_demo_practice
from fullarc.web.my_progress.actions import write_note
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.records.bringing_in import bring_in
from fullarc.web.records.handing_out import whole_client, whole_practice
from fullarc.web.records.left_out import PROCESS_NOTES, TABLES
from fullarc.web.records.scope import CLIENT, PRACTICE, REFERRED, scope_of
from fullarc.web.records.tables_of_record import references, tables, target_of
from fullarc.web.records.taking_out import client_record, practice_record
from fullarc.web.records.taking_over import unlike_their_signature

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


def brought_in(content: bytes) -> RecordFile:
    taken = unpack(content)
    bring_in(taken, file_hash="f" * 64)
    return taken


def parts_of(content: bytes) -> dict[str, bytes]:
    """The record itself as lines, table by table; what is only referred to left aside."""
    return {name: part.lines() for name, part in unpack(content).parts.items() if not part.referred}


def leads_to_the_client(model: type[Model], seen: frozenset[type[Model]] = frozenset()) -> bool:
    """By a way of its own: over every foreign key, whatever app it is of."""
    targets = [field.related_model for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    return any(
        target is Client or (isinstance(target, type) and target not in seen and leads_to_the_client(target, seen | {model}))
        for target in targets
    )


def test_every_table_with_a_path_to_a_client_is_taken_out_or_left_out_with_a_reason(cast: Cast) -> None:
    taken = unpack(client_record(cast.client, made_at=DAY))
    told = set(taken.parts) | {each["table"] for each in taken.manifest["left_out"]}
    below = {model._meta.label_lower for model in apps.get_models(include_auto_created=True) if leads_to_the_client(model)}
    assert below
    assert below <= told, f"forgotten: {sorted(below - told)}"


def test_every_table_of_the_practice_is_taken_out_or_left_out_with_a_reason(cast: Cast) -> None:
    taken = unpack(practice_record(made_at=DAY))
    left_out = {each["table"]: each["why"] for each in taken.manifest["left_out"]}
    assert set(taken.parts) | set(left_out) == {model._meta.label_lower for model in tables()}
    assert all(left_out.values())


def test_what_is_left_out_is_there_to_be_left_out() -> None:
    assert {*TABLES, PROCESS_NOTES} <= {model._meta.label_lower for model in tables()}


@pytest.mark.parametrize("what", [CLIENT, PRACTICE])
def test_no_row_that_goes_out_needs_a_row_that_stays(what: str) -> None:
    scope = scope_of(what, process_notes=False)
    there = {*scope.kept, *(REFERRED if what == CLIENT else ())}
    for model in scope.kept:
        for field in references(model):
            empty = field.attname in scope.empty(model._meta.label_lower)
            assert target_of(field) in there or (empty and field.null), f"{model._meta.label_lower}.{field.attname}"


def test_every_kind_of_column_has_a_way_into_the_file() -> None:
    """A file on disk would not be in the record: a table that keeps one needs a way of its own."""
    kinds = {field.get_internal_type() for model in tables() for field in model._meta.concrete_fields}
    assert not kinds & {"FileField", "FilePathField", "ImageField"}


def test_the_demo_practice_comes_back_equal(db: None) -> None:
    build_demo_practice(courses=2)
    before = whole_practice(by=None)
    empty_installation()
    brought_in(before)
    after = whole_practice(by=None)
    assert parts_of(after) == parts_of(before)
    assert unpack(after).manifest["record_sha256"] == unpack(before).manifest["record_sha256"]
    assert Note.objects.exists()
    assert not unlike_their_signature(unpack(before))


def test_a_practice_with_amendments_and_process_notes_comes_back_equal(cast: Cast) -> None:
    fill(cast)
    before = practice_record(made_at=DAY, process_notes=True)
    empty_installation()
    brought_in(before)
    assert practice_record(made_at=DAY, process_notes=True) == before
    assert Addendum.objects.get().text == "Her sister came along."


def test_people_of_a_practice_that_was_brought_in_need_a_new_password(cast: Cast) -> None:
    cast.owner.set_password("a very long password")
    cast.owner.save()
    before = practice_record(made_at=DAY)
    assert cast.owner.password.encode() not in before
    empty_installation()
    brought_in(before)
    assert not User.objects.get(pk=cast.owner.pk).has_usable_password()


def test_a_client_comes_back_equal_in_another_practice(cast: Cast) -> None:
    fill(cast)
    before = whole_client(cast.client, by=cast.mira)
    empty_installation()
    begin_practice("Another", owner_name="Olga", email="other@example.org", password="x" * 20)
    taken = brought_in(before)
    assert parts_of(whole_client(Client.objects.get(), by=None)) == parts_of(before)
    assert unlike_their_signature(taken) == 0
    mira = User.objects.get(email="mira@example.org")
    assert not mira.is_active
    assert not mira.has_usable_password()
    assert mira.role_names == frozenset()


def test_a_client_s_record_holds_nothing_of_another_client(cast: Cast) -> None:
    fill(cast)
    taken = unpack(whole_client(cast.client, by=cast.mira))
    everything = b"".join(part.lines() for part in taken.parts.values())
    assert cast.client.name.encode() in everything
    assert cast.foreign.name.encode() not in everything
    assert str(cast.foreign.pk).encode() not in everything
    assert cast.colleague.email.encode() not in everything


def test_people_who_are_here_already_stay_who_they_are(cast: Cast) -> None:
    fill(cast)
    before = whole_client(cast.client, by=cast.mira)
    empty_installation()
    begin_practice("Another", owner_name="Olga", email="other@example.org", password="x" * 20)
    here = add_person("Mira here", "mira@example.org", [Role.CLINICIAN])
    brought_in(before)
    assert Note.objects.get().author == here
    assert User.objects.get(pk=here.pk).is_active


def test_process_notes_stay_out_and_the_file_says_so(cast: Cast) -> None:
    fill(cast)
    for content in (whole_client(cast.client, by=cast.mira), whole_practice(by=cast.owner)):
        taken = unpack(content)
        assert taken.manifest["process_notes"] == "not included"
        assert PROCESS_NOTES in {each["table"] for each in taken.manifest["left_out"]}
        assert not any(b"canaryprocess" in part.lines() for part in taken.parts.values())


def test_an_author_may_take_the_own_process_notes_along_and_nobody_else_s(cast: Cast) -> None:
    fill(cast)
    taken = unpack(whole_client(cast.client, by=cast.mira, process_notes="access"))
    assert [row["text"] for row in taken.parts[PROCESS_NOTES].rows] == [PROCESS]
    assert Event.objects.filter(action="process_notes.taken_out", category="psychotherapy notes: access").count() == 1


def test_the_trail_says_who_took_out_how_many_rows_and_which_file(cast: Cast) -> None:
    content = whole_client(cast.client, by=cast.mira)
    event = Event.objects.get(action="record.taken_out")
    assert (event.actor, event.client, event.count) == (cast.mira.pk, cast.client.pk, unpack(content).rows)
    assert len(event.object_id) == 64


def changed(content: bytes, table: str, values: dict[str, object]) -> RecordFile:
    """The same record with other values in every row of a part, packed as if it had been so."""
    taken = unpack(content)
    part = taken.parts[table]
    rows = tuple({**row, **values} for row in part.rows)
    other = Part(part.name, tuple(rows[0]), rows, part.referred)
    head = {key: taken.manifest[key] for key in ("scope", "left_out", "process_notes")}
    return unpack(pack(head, [other if each.name == table else each for each in taken.parts.values()]))


@pytest.mark.parametrize(
    ("table", "values", "words"),
    [
        ("clients.session", {"date": "yesterday"}, "clients.session, row 1: the column date"),
        ("clients.session", {"course_id": "00000000-0000-4000-8000-000000000000"}, "does not fit"),
        ("clients.client", {"id": "no id"}, "clients.client, row 1"),
        ("clients.client", {"name": None}, "the column name"),
        ("clients.client", {"shoe_size": 9}, "shoe_size is not known here"),
        ("notes.note", {"session_id": None}, "the column session_id"),
    ],
)
def test_a_record_that_does_not_fit_is_refused_and_nothing_is_stored(cast: Cast, table: str, values: dict[str, object], words: str) -> None:
    fill(cast)
    before = whole_practice(by=None)
    empty_installation()
    taken = changed(before, table, values)
    with pytest.raises(RecordRefused, match=words):
        bring_in(taken, file_hash="f" * 64)
    assert not Client.objects.exists()
    assert not Event.objects.exists()


def test_a_practice_is_never_brought_in_over_another_one(cast: Cast) -> None:
    content = whole_practice(by=None)
    with pytest.raises(RecordRefused, match="There is a practice here already"):
        brought_in(content)


def test_a_client_is_never_brought_in_twice(cast: Cast) -> None:
    content = whole_client(cast.client, by=None)
    with pytest.raises(RecordRefused, match="This client is here already"):
        brought_in(content)


def tampered(content: bytes, *others: Part, without: str = "") -> RecordFile:
    """The same record with other parts in place of its own or besides them, packed as if it had been so."""
    taken = unpack(content)
    head = {key: taken.manifest[key] for key in ("scope", "left_out", "process_notes")}
    parts = {**taken.parts, **{part.name: part for part in others}}
    return unpack(pack(head, [part for name, part in parts.items() if name != without]))


def part_with(content: bytes, table: str, **values: object) -> Part:
    part = unpack(content).parts[table]
    rows = tuple({**row, **values} for row in part.rows)
    return Part(table, part.columns, rows, part.referred)


def refused_whole(taken: RecordFile, words: str) -> None:
    with pytest.raises(RecordRefused, match=words):
        bring_in(taken, file_hash="f" * 64)
    assert not Client.objects.exists()
    assert not Event.objects.filter(action="record.brought_in").exists()


def in_another_practice() -> None:
    empty_installation()
    begin_practice("Another", owner_name="Olga", email="other@example.org", password="x" * 20)


@pytest.mark.parametrize("table", ["accounts.staffrole", "supervision.supervision", "ehr.ehrpatient"])
def test_a_client_s_file_brings_in_no_table_that_is_not_of_a_client_s_record(cast: Cast, table: str) -> None:
    content = whole_client(cast.client, by=cast.mira)
    in_another_practice()
    refused_whole(tampered(content, Part(table, ("id",), ({"id": 1},), referred=True)), f"The part {table} is of no table")


def test_a_client_s_file_without_its_client_or_with_two_is_refused_in_words(cast: Cast) -> None:
    content, other = whole_client(cast.client, by=cast.mira), whole_client(cast.foreign, by=None)
    in_another_practice()
    refused_whole(tampered(content, without="clients.client"), "The part clients.client is missing")
    [one], [two] = (unpack(each).parts["clients.client"].rows for each in (content, other))
    both = Part("clients.client", tuple(one), (one, two))
    refused_whole(tampered(content, both), "holds one client; this file holds 2")
    refused_whole(tampered(content, Part("clients.client", tuple(one), ())), "holds one client; this file holds 0")
    refused_whole(tampered(content, part_with(content, "clients.client", id="no id")), "does not fit")


def test_the_manifest_does_not_say_what_is_only_referred_to(cast: Cast) -> None:
    """Or people of another practice would be brought in able to sign in, and rows of the record passed over unseen."""
    fill(cast)
    content = whole_client(cast.client, by=cast.mira)
    people = unpack(content).parts["accounts.user"]
    notes = unpack(content).parts["notes.note"]
    in_another_practice()
    bring_in(
        tampered(content, Part(people.name, people.columns, people.rows), Part(notes.name, notes.columns, notes.rows, referred=True)),
        file_hash="f" * 64,
    )
    assert not User.objects.get(email="mira@example.org").is_active


@pytest.mark.parametrize(
    ("table", "column"),
    [("clients.courseofcare", "client_id"), ("access.careteam", "client_id"), ("measurements.administration", "session_id")],
)
def test_a_row_of_another_client_is_refused_and_everything_with_it(cast: Cast, table: str, column: str) -> None:
    fill(cast)
    content = whole_client(cast.client, by=cast.mira)
    in_another_practice()
    here = add_client(by=User.objects.get(), today=DAY.date(), code="C-900", name="Here already")
    course = begin_course(here, CourseOfCare(began=DAY.date()), by=User.objects.get())
    session = Session.objects.create(course=course, date=DAY.date())
    target = session.pk if column == "session_id" else here.pk
    with pytest.raises(RecordRefused, match="not of the client of this file"):
        bring_in(tampered(content, part_with(content, table, **{column: str(target)})), file_hash="f" * 64)
    assert list(Client.objects.all()) == [here]
    assert not Event.objects.filter(action="record.brought_in").exists()


def test_words_that_a_client_took_back_are_in_no_record(cast: Cast) -> None:
    day = cast.session.date
    for text in ("canarytakenback", "", "exam week"):
        write_note(cast.course, day=day, text=text, today=day, by=cast.nora)
    for content in (whole_client(cast.client, by=cast.mira), whole_practice(by=cast.owner)):
        assert [row["text"] for row in unpack(content).parts["my_progress.daynote"].rows] == ["exam week"]
