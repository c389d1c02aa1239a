"""What is frozen comes back as it was, and what changed afterwards is pointed out."""

import json
from dataclasses import replace

import pytest
from tests.charts.nora import note_text
from tests.charts.nora_judged import nora
from tests.reports.made_of_nora import frozen_nora

from fullarc.course.timeline import Review, Timeline
from fullarc.reports.differences import Difference, differences
from fullarc.reports.frozen import as_json, freeze, from_json, hash_of
from fullarc.reports.plain_values import NotReadable

NORA = nora().timeline
LIVE = replace(NORA, notes=tuple(replace(note, text=note_text(note.source) or "") for note in NORA.notes))


def test_a_frozen_assessment_comes_back_as_it_was() -> None:
    frozen = frozen_nora()
    assert from_json(json.loads(json.dumps(as_json(frozen)))) == frozen


def test_the_texts_of_notes_are_not_kept_only_the_sentences_that_are_quoted() -> None:
    kept = json.dumps(as_json(frozen_nora()))
    whole = [note_text(note.source) or "" for note in NORA.notes]
    assert not any(text in kept for text in whole if len(text) > 400)
    assert frozen_nora().around


def test_a_value_stored_in_another_shape_is_refused_without_telling_it() -> None:
    kept = as_json(frozen_nora()) | {"rules": 7}
    with pytest.raises(NotReadable, match=r"Frozen\.rules: expected str, found int"):
        from_json(kept)


def test_one_changed_character_changes_the_hash() -> None:
    kept = as_json(frozen_nora())
    assert hash_of(kept) == hash_of(json.loads(json.dumps(kept)))
    assert hash_of(kept) != hash_of(kept | {"app": "1.1"})


def test_an_unchanged_record_differs_in_nothing() -> None:
    assert differences(frozen_nora(), LIVE) == ()


def found(live: Timeline) -> list[Difference]:
    return list(differences(frozen_nora(), live))


def test_a_corrected_score_is_pointed_out_with_both_values() -> None:
    first, *rest = LIVE.scores
    assert found(replace(LIVE, scores=(replace(first, value=3.0), *rest))) == [
        Difference("score", "PHQ-9", "changed", first.date, "18", "3")
    ]


def test_an_amended_note_is_named_by_its_day_and_no_word_of_it_is_told() -> None:
    first, *rest = LIVE.notes
    [one] = found(replace(LIVE, notes=(replace(first, text=first.text + " Addendum: canary."), *rest)))
    assert (one.kind, one.how, one.then, one.now) == ("note", "changed", "", "")
    assert "14 January" in one.what


def test_a_goal_a_rating_and_a_dismissed_finding_are_pointed_out() -> None:
    goals = (replace(LIVE.goals[0], text="Another wording."), *LIVE.goals[1:])
    changed = replace(LIVE, goals=goals, ratings=LIVE.ratings[1:], findings=LIVE.findings[1:])
    assert [(one.kind, one.how) for one in found(changed)] == [("finding", "gone"), ("goal", "changed"), ("rating", "gone")]


def test_a_corrected_finding_and_a_new_note_are_told_the_new_one_last() -> None:
    confirmed = replace(LIVE.findings[0], review=Review.CORRECTED)
    new = replace(LIVE.notes[0], source="later", text="New words.")
    seen = found(replace(LIVE, findings=(confirmed, *LIVE.findings[1:]), notes=(*LIVE.notes, new)))
    assert [(one.kind, one.how) for one in seen] == [("finding", "changed"), ("note", "new")]


def test_what_freezing_needs_is_only_the_texts_of_the_notes() -> None:
    assert freeze(nora(), lambda source: None, rules="r", app="a").around == {}
