"""A formula that cannot be worked out refuses in words: no reliability of 1, no sample without spread, no population that is none."""

from pathlib import Path

import polars as pl
import pytest

from fullarc.change.caseload import Population, change_by_published_values
from fullarc.change.cutoffs import cutoff_a, cutoff_b, cutoff_c, true_score_cutoff
from fullarc.change.direction import NotEnough
from fullarc.change.other_formulas import METHODS, Moments, index_of, nunnally_kotsch
from fullarc.commands import main

SAMPLE = {"n": 40, "pre_mean": 40.0, "pre_sd": 7.5, "post_mean": 48.0, "post_sd": 8.0, "correlation": 0.6}
NAN = float("nan")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("reliability", [1, 1.2, -0.1, NAN])
def test_a_reliability_that_is_none_is_refused_by_every_formula(method: str, reliability: float) -> None:
    with pytest.raises(ValueError, match=r"found a reliability of .*, expected 0 or more and below 1"):
        index_of(method, Moments(**SAMPLE), reliability)


def test_the_reliability_after_treatment_is_held_to_the_same() -> None:
    with pytest.raises(ValueError, match="expected 0 or more and below 1"):
        nunnally_kotsch(Moments(**SAMPLE), 0.8, 1.0)


@pytest.mark.parametrize("method", METHODS)
def test_a_sample_whose_first_scores_are_all_alike_is_refused_by_every_formula(method: str) -> None:
    with pytest.raises(NotEnough, match="do not differ from each other"):
        index_of(method, Moments(**SAMPLE | {"pre_sd": 0.0, "correlation": 0.0}), 0.8)


def test_hageman_and_arrindell_need_scores_after_treatment_that_differ_and_people_who_changed() -> None:
    with pytest.raises(NotEnough, match="all alike"):
        index_of("ha", Moments(**SAMPLE | {"post_sd": 0.0, "correlation": 0.0}), 0.8)
    with pytest.raises(NotEnough, match="no more than error"):
        index_of("ha", Moments(**SAMPLE | {"post_mean": 40.0, "post_sd": 7.5, "correlation": 1.0}), 0.8)


@pytest.mark.parametrize("sd", [-3, NAN, float("inf")])
def test_a_cut_off_is_drawn_between_populations_that_exist(sd: float) -> None:
    for draw in (
        lambda: cutoff_a(40, sd, "higher"),
        lambda: cutoff_b(60, sd, "higher"),
        lambda: cutoff_c(40, 7.5, 60, sd),
        lambda: true_score_cutoff(40, 7.5, 60, sd, 0.8),
        lambda: Population(60, sd),
        lambda: Population(NAN, 7.5),
    ):
        with pytest.raises(ValueError, match=r"^found "):
            draw()
    for draw in (lambda: Population(60, 0), lambda: true_score_cutoff(40, 7.5, 60, 0, 0.8)):
        with pytest.raises(ValueError, match=r"^found "):
            draw()


def test_published_values_that_are_no_numbers_are_refused() -> None:
    scores = pl.DataFrame({"client": ["a", "a", "b", "b"], "time": [1, 2, 1, 2], "score": [18, 5, 17, 16]})
    for values in ({"reliable": NAN, "cutoff": 10}, {"reliable": 6, "cutoff": NAN}):
        with pytest.raises(ValueError, match="expected a number"):
            change_by_published_values(scores, better="lower", **values)


@pytest.mark.parametrize("method", ["jt", "gln", "en", "nk", "ha"])
@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [("--reliability", "1", "reliability of 1"), ("--functional-sd", "0", "functional"), ("--functional-mean", "nan", "functional")],
)
def test_the_command_names_what_cannot_be_right(
    method: str, setting: str, value: str, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"p{number},{time},{score}" for number in range(40) for time, score in ((1, 20 + number % 9), (2, 10 + number % 7))]
    table = tmp_path / "scores.csv"
    table.write_text("\n".join(["client,time,score", *lines]), encoding="utf-8")
    settings = {"--reliability": "0.8", "--functional-mean": "7", "--functional-sd": "7"} | {setting: value}
    words = [word for pair in settings.items() for word in pair]
    assert main(["change", str(table), "--better", "lower", "--method", method, *words]) == 1
    assert f"fullarc: found a {named}" in capsys.readouterr().err
