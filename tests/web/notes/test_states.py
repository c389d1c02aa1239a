"""The states of a note: whatever people do in whatever order, no path leads to a forbidden one, and what was signed never changes."""

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.cast import Cast

from fullarc.notes.corrections import PassageRefused, amended
from fullarc.web.accounts.models import User
from fullarc.web.notes import actions, house
from fullarc.web.notes.amending import corrections
from fullarc.web.notes.models import Addendum, Cosignature, Note
from fullarc.web.notes.refusals import Refused
from fullarc.web.versions import EditedMeanwhile

PEOPLE = ("mira", "supervisor", "colleague", "owner")
person = st.sampled_from(PEOPLE)
words = st.sampled_from(["", " ", "Slept well.", "Denies suicidal ideation.", "Rode the train on Monday."])


class NoteLife(RuleBasedStateMachine):
    """One session's note, in the hands of four people."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.signed: dict[object, tuple[str, str, object, object]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def who(self, name: str) -> User:
        found: User = getattr(self.cast, name)
        return found

    @property
    def note(self) -> Note | None:
        return Note.objects.select_related("author", "session__course__client").order_by("begun_at").last()

    def tried(self, deed: object, *args: object, **options: object) -> bool:
        try:
            with transaction.atomic():
                deed(*args, **options)  # type: ignore[operator]
        except (Refused, EditedMeanwhile, PassageRefused):
            return False
        return True

    @rule()
    def begin(self) -> None:
        actions.begin_note(self.cast.session, by=self.cast.mira, format_key="soap")

    @rule(by=person, text=words, shape=st.sampled_from(["soap", "free", "pie"]), behind=st.integers(0, 1))
    def save(self, by: str, text: str, shape: str, behind: int) -> None:
        if note := self.note:
            version, was_draft = note.version - behind, note.is_draft
            done = self.tried(actions.save_draft, note, parts={"plan": text}, format_key=shape, started_from=version, by=self.who(by))
            assert done == (was_draft and not behind)

    @rule(by=person, behind=st.integers(0, 1))
    def sign(self, by: str, behind: int) -> None:
        if note := self.note:
            allowed = note.is_draft and by == "mira" and bool(note.text.strip()) and not behind
            assert self.tried(actions.sign_note, note, by=self.who(by), started_from=note.version - behind) == allowed

    @rule(trainee=st.booleans())
    def say_who_is_a_trainee(self, trainee: bool) -> None:
        house.set_trainee(self.cast.mira, trainee=trainee, by=self.cast.owner)

    @rule(by=person)
    def cosign(self, by: str) -> None:
        if note := self.note:
            allowed = not note.is_draft and note.needs_cosignature and by == "supervisor" and not note.cosignatures.exists()
            assert self.tried(actions.cosign, note, by=self.who(by)) == allowed

    @rule(passage=st.sampled_from(["", "Slept well.", "Monday", "nowhere"]), text=words)
    def add(self, passage: str, text: str) -> None:
        if note := self.note:
            allowed = not note.is_draft and (not passage or note.text.count(passage) == 1)
            done = self.tried(actions.add_addendum, note, kind="correction", reason="r", text=text, by=self.cast.mira, passage=passage)
            assert done == allowed

    @rule(by=person)
    def discard(self, by: str) -> None:
        if note := self.note:
            allowed = note.is_draft and by == "mira"
            assert self.tried(actions.discard_draft, note, by=self.who(by)) == allowed

    @rule(column=st.sampled_from(["parts", "content_hash", "state", "format", "signed_as", "needs_cosignature"]))
    def change_behind_the_back(self, column: str) -> None:
        if (note := self.note) and not note.is_draft:
            value: object = (not note.needs_cosignature) if column == "needs_cosignature" else "x"
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"UPDATE notes_note SET {column} = %s", [value])

    @invariant()
    def what_was_signed_stands(self) -> None:
        closed = {note.pk: note for note in Note.objects.exclude(state=Note.State.DRAFT)}
        assert set(self.signed) <= set(closed), "a signed note is gone"
        for pk, note in closed.items():
            now = (note.text, note.content_hash, note.signed_at, note.author_id)
            assert self.signed.setdefault(pk, now) == now
            assert note.content_hash == note.hash_now()

    @invariant()
    def every_state_is_one_that_may_be(self) -> None:
        for note in Note.objects.all():
            assert note.is_draft == (note.signed_at is None)
            assert not note.is_draft or not (note.addenda.exists() or note.cosignatures.exists())
            assert "".join(each.text for each in amended(note.text, corrections(note.addenda.all()))) == note.text
        for given in Cosignature.objects.select_related("note", "addendum"):
            what = given.addendum or given.note
            assert what.needs_cosignature
            assert given.by_id != what.author_id
            assert given.content_hash == what.hash_now()
        for added in Addendum.objects.all():
            assert added.content_hash == added.hash_now()


def test_no_path_leads_to_a_forbidden_state(cast: Cast) -> None:
    NoteLife.cast = cast
    run_state_machine_as_test(
        NoteLife,
        settings=settings(
            max_examples=60, stateful_step_count=14, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
        ),
    )
