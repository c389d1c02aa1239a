"""Damaged files at the door of the record: no crash, no partial write, each refusal with its file, reason and what to do."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone
from tests.cast import Cast
from tests.exchange.malformed import CANARY, malformed

from fullarc.exchange.incoming.import_plan import ImportPlan
from fullarc.web.imports.actions import NotAsShown, carry_out, hold
from fullarc.web.imports.choices import CUT
from fullarc.web.imports.models import Import
from fullarc.web.imports.queries import plan_of
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note


def went_through(cast: Cast, files: Iterator[tuple[str, bytes]]) -> tuple[int, int]:
    """Takes each file as far as it goes; gives how many were carried out, how many had something refused or asked."""
    done = told = 0
    for name, data in files:
        with transaction.atomic():
            held = hold(cast.course, [(name, data)], by=cast.mira)
            plan = cut_where_asked(held)
            speaks_plainly(plan)
            told += bool(plan.refused or not plan.settled)
            done += stores_all_or_nothing(cast, held, plan)
            transaction.set_rollback(True)
    return done, told


def cut_where_asked(held: Import) -> ImportPlan:
    """The plan after somebody said that long files are cut and files without a day are left out."""
    today = timezone.localdate()
    plan = plan_of(held, today=today)
    held.choices = {"cut": {note.key: [note.name, CUT] for note in plan.notes.waiting if note.holds}}
    plan = plan_of(held, today=today)
    held.choices |= {"left_out": {note.key: note.name for note in plan.notes.waiting}}
    held.save()
    return plan_of(held, today=today)


def speaks_plainly(plan: ImportPlan) -> None:
    """Each refusal says where, why and what to do, and repeats no word of the file."""
    for refusal in plan.refused:
        assert refusal.file
        assert refusal.reason
        assert refusal.hint
        assert CANARY not in refusal.reason + refusal.hint
    if plan.scores is not None:
        assert all(refusal.line for refusal in plan.scores.refused)


def stores_all_or_nothing(cast: Cast, held: Import, plan: ImportPlan) -> int:
    """Carried out, there is exactly what the plan said; refused, there is nothing."""
    notes, forms = Note.objects.count(), Administration.objects.count()
    try:
        carry_out(held, shown=plan.fingerprint, begin_earlier=True, today=timezone.localdate(), by=cast.mira)
    except NotAsShown:
        assert not (plan.settled and plan.brings_something)
        assert (Note.objects.count(), Administration.objects.count()) == (notes, forms)
        return 0
    scored = {(score.day, score.measure) for score in (plan.scores.accepted if plan.scores else ())}
    assert Note.objects.count() == notes + len(plan.notes.ready)
    assert Administration.objects.count() == forms + len(scored)
    return 1


def test_damaged_files_are_taken_whole_or_refused_in_words(cast: Cast) -> None:
    done, told = went_through(cast, malformed(seed=7, number=100))
    assert done > 10
    assert told > 30


@pytest.mark.long
def test_two_thousand_damaged_files_are_taken_whole_or_refused_in_words(cast: Cast) -> None:
    done, told = went_through(cast, malformed(seed=2026, number=2000))
    assert done > 200
    assert told > 600
