"""Definitions of a practice's own: written as TOML, read back, tried by filled forms, and compared with the version before."""

import tomllib
from copy import deepcopy

import pytest

from fullarc.instruments.catalogue import DEFINITIONS, catalogue, with_own
from fullarc.instruments.definition_table import BrokenDefinition
from fullarc.instruments.definition_writing import definition_text
from fullarc.instruments.own_definition import edition, own_of, read_own, same_form, version_after
from fullarc.instruments.own_scoring import Part, ScoringRule, beyond_the_builder, rule_of, with_rule
from fullarc.instruments.scoring import score
from fullarc.instruments.test_vectors import TestVector, answers_written, try_vector, why_not_enough

OPTIONS = [{"value": value, "label": label} for value, label in enumerate(("not at all", "somewhat", "very much"))]
QUESTIONS = ("I slept well", "I avoided people", "I was afraid to leave the house", "I was able to work")
BARE = {
    "id": "own-leaving",
    "version": "1",
    "name": "Leaving the house",
    "short_name": "Leaving",
    "about": "How hard it was to leave the house",
    "recall": "the last week",
    "better": "lower",
    "tracker": True,
    "source": "written by this practice",
    "rights": {"verdict": "wording", "licence": "our own", "source": "our own"},
    "use": {
        "problems": ["own_problems"],
        "answered_by": ["client"],
        "from_age": 18,
        "ages_from": {"source": "decided by this practice", "verified": False},
    },
    "options": OPTIONS,
    "items": [{"number": number, "text": text} for number, text in enumerate(QUESTIONS, start=1)],
}
SUM = ScoringRule(reverse=(1, 4), allowed=1)
VECTORS = (TestVector((0, 2, 1, 2), {"total": 5}), TestVector((2, 0, None, 1), {"total": 1}))


def measure(rule=SUM, **changes):
    return own_of(with_rule({**deepcopy(BARE), **changes}, rule)).definition


@pytest.mark.parametrize("path", sorted(DEFINITIONS.rglob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_definition_reads_back_the_same_after_being_written(path):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert tomllib.loads(definition_text(content)) == content


@pytest.mark.parametrize(
    "words", ['a "quote"', "a \\ backslash", "line\nbreak\ttab", "Zürich, 東京, 🙂", "\x7f\x01", "'''\"\"\"", "[[items]]"]
)
def test_any_words_survive_being_written(words):
    assert tomllib.loads(definition_text({"name": words, "rows": [{"a b.c": words}]})) == {"name": words, "rows": [{"a b.c": words}]}


def test_a_sum_with_reversed_items_is_scored_as_its_maker_said():
    assert score(measure(), {1: 0, 2: 2, 3: 1, 4: 2}).total.value == 5


def test_a_missing_item_is_filled_in_when_the_rule_allows_it_and_refused_when_not():
    answers = {1: 0, 2: 2, 3: None, 4: 2}
    assert score(measure(), answers).total.value == 5  # 2 + 2 + 0 = 4 of three, 5.33 of four
    assert score(measure(ScoringRule(reverse=(1, 4))), answers).total.value is None


def test_a_mean_runs_over_the_answered_items_and_is_not_rounded():
    mean = measure(ScoringRule(mean=True, reverse=(1, 4), allowed=1))
    assert (mean.total.low, mean.total.high) == (0, 2)
    assert score(mean, {1: 0, 2: 2, 3: None, 4: 2}).total.value == pytest.approx(4 / 3)


def test_subscales_have_their_own_items_range_and_missing_rule():
    parts = (Part("Outside", (2, 3)), Part("Coping", (1, 4)))
    form = score(measure(ScoringRule(reverse=(1, 4), parts=parts, allowed=1)), {1: 2, 2: 2, 3: 1, 4: None})
    assert [(one.name, one.value) for one in form.subscales] == [("Outside", 3), ("Coping", None)]


def test_a_subscale_of_an_item_that_is_not_scored_is_refused():
    with pytest.raises(BrokenDefinition, match="item 2, which is not scored here"):
        measure(ScoringRule(unscored=(2,), parts=(Part("Outside", (2, 3)),)))


def test_figures_without_a_source_are_refused():
    with pytest.raises(BrokenDefinition, match="source"):
        measure(ScoringRule(cutoff=4.0))


def test_a_rule_read_from_a_definition_is_the_rule_it_was_made_by():
    rule = ScoringRule(
        reverse=(1,),
        unscored=(4,),
        parts=(Part("Outside", (2, 3)),),
        allowed=1,
        bands=((0, 2, "little"), (3, 6, "much")),
        cutoff=3,
        reliable_change=2,
        figures_source="our own record",
    )
    assert rule_of(with_rule(deepcopy(BARE), rule)) == rule


def test_a_shipped_definition_with_levels_is_said_to_be_beyond_the_builder():
    triage = tomllib.loads((DEFINITIONS / "c-ssrs-screener.toml").read_text(encoding="utf-8"))
    assert beyond_the_builder(triage) == "levels of a triage"
    assert beyond_the_builder(with_rule(deepcopy(BARE), SUM)) == ""


def test_a_definition_without_source_is_refused_by_its_key():
    with pytest.raises(BrokenDefinition, match=r"key 'source': found nothing, expected a text"):
        own_of(with_rule({key: value for key, value in BARE.items() if key != "source"}, SUM))


@pytest.mark.parametrize(
    ("text", "key"),
    [("this is = = not TOML", "whole file"), ("fields = 3", "id"), ("x" * 500_001, "whole file"), ('id = "a"\nwrong = 1', "rights")],
)
def test_broken_text_is_refused_with_its_key(text, key):
    with pytest.raises(BrokenDefinition, match=key):
        read_own(text)


def test_two_answers_of_the_same_value_are_refused():
    with pytest.raises(BrokenDefinition, match="same value twice"):
        measure(options=[*OPTIONS, {"value": 2, "label": "again"}])


def test_answers_are_written_as_numbers_and_dashes():
    assert answers_written("3 2, - 1") == (3, 2, None, 1)
    with pytest.raises(ValueError, match="answer 2: found 'x'"):
        answers_written("3 x")


def test_two_passing_forms_of_which_one_has_a_gap_are_enough():
    assert why_not_enough(measure(), VECTORS) == ""


@pytest.mark.parametrize(
    ("vectors", "lacking"),
    [
        ((), "found 0"),
        (VECTORS[:1] * 2, "found 1"),
        ((VECTORS[0], TestVector((2, 0, None, 1), {"total": 4})), "1 of 2 filled forms"),
        ((TestVector((1, 2, 1, 1), {"total": 5}), TestVector((1, 0, 0, 1), {"total": 2})), "reversed item makes a difference"),
    ],
)
def test_what_the_filled_forms_still_lack_is_said(vectors, lacking):
    assert lacking in why_not_enough(measure(), vectors)


def test_a_form_that_must_not_be_scored_may_be_expected():
    strict = measure(ScoringRule(reverse=(1, 4)))
    assert try_vector(strict, TestVector((0, None, 1, 2), {"total": None})).wrong == ()
    assert "expected was none" in try_vector(strict, TestVector((0, 2, 1, 2), {"total": None})).wrong[0]


@pytest.mark.parametrize(
    ("vector", "sentence"),
    [
        (TestVector((0, 2), {"total": 2}), "found 2 answers, expected 4"),
        (TestVector((0, 2, 1, 7), {"total": 2}), "answers run from 0 to 2"),
        (TestVector((0, 2, 1, 2), {"total": 5, "sleep": 1}), "no scale of this measure"),
        (TestVector((0, 2, 1, 2), {}), "no expected total"),
    ],
)
def test_a_filled_form_that_cannot_be_tried_says_why(vector, sentence):
    assert sentence in " ".join(try_vector(measure(), vector).wrong)


def test_filled_forms_travel_with_the_text_of_their_definition():
    content = with_rule(deepcopy(BARE), SUM)
    content["test_vectors"] = [{"answers": "0 2 1 2", "expected": {"total": 5}}, {"answers": "- - 1 2", "not_scored": ["total"]}]
    read = read_own(definition_text(content))
    assert read.vectors == (VECTORS[0], TestVector((None, None, 1, 2), {"total": None}))
    assert read.definition.fingerprint != ""


def own(rule=SUM, **changes):
    return own_of(with_rule({**deepcopy(BARE), **changes}, rule))


def test_other_words_or_other_scoring_make_a_new_edition():
    before = own()
    items = [{"number": number, "text": text} for number, text in enumerate((*QUESTIONS[:3], "I worked"), start=1)]
    assert version_after(before, own(items=items)) == "2"
    assert version_after(before, own(ScoringRule(reverse=(1,), allowed=1))) == "2"
    assert version_after(before, own(ScoringRule(reverse=(1, 4)))) == "2"
    assert version_after(before, own(better="higher")) == "2"


def test_other_names_sources_and_figures_keep_the_edition():
    before, now = (
        own(),
        own(ScoringRule(reverse=(1, 4), allowed=1, cutoff=3, figures_source="our record"), name="Going out", source="us, 2026"),
    )
    assert same_form(before, now)
    assert version_after(before, now) == "1.1"
    assert edition("1.1") == edition("1") == "1"


def test_own_measures_stand_beside_the_shipped_ones_and_never_replace_one():
    mine, thief = measure(), measure(id="phq-9", short_name="PHQ-9")
    both = with_own(catalogue(), [mine, thief], [])
    assert both.get("Leaving") is mine
    assert both.get("phq9") is catalogue().get("phq-9")
    assert len(both) == len(catalogue()) + 1
