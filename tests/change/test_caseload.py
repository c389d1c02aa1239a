"""Change over a table: who is paired, what is counted, and that every engine gives the same."""

import polars as pl
import pytest

from fullarc.change.caseload import (
    Population,
    change_by_amount,
    change_by_cutoff,
    change_by_formula,
    change_by_percent,
    change_by_published_values,
)
from fullarc.change.classification import classify
from fullarc.change.direction import NotEnough
from fullarc.change.engines import EngineMissing, in_engine
from fullarc.change.paired_scores import pair, rows, scores_of
from fullarc.change.reliable_change import reliable_change
from fullarc.change.score_table import TableRefused, as_time, scan_scores
from fullarc.change.talking_therapies import count_outcomes, talking_therapies
from fullarc.change.talking_therapies_table import talking_therapies_table

ENGINES = ["polars", "duckdb", "pandas"]
NORMS = {"reliability": 0.84, "functional": Population(5.0, 4.0)}


def many(clients=60, measure=None):
    """Scores of invented clients at uneven times, lines out of order, some missing; the same every time."""
    lines = []
    for client in range(clients):
        for visit in range(1 + client % 5):
            score = None if (client + visit) % 11 == 0 else float((client * 7 + visit * (client % 9) * 5) % 28)
            lines.append({"client": f"c{client:03}", "time": float(visit * (1 + client % 3)), "score": score, "row": len(lines)})
    frame = pl.DataFrame(lines, schema={"client": pl.String, "time": pl.Float64, "score": pl.Float64, "row": pl.Int64})
    return frame.sample(fraction=1.0, shuffle=True, seed=7) if measure is None else frame.with_columns(measure=pl.lit(measure))


def figures(result):
    moments = result.moments
    return (result.n, dict(result.counts), moments.pre_mean, moments.pre_sd, moments.post_mean, moments.post_sd, moments.correlation)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("method", ["jt", "gln", "hll", "en", "nk", "ha"])
def test_every_engine_gives_the_same_figures(engine, method):
    expected = figures(change_by_formula(in_engine(many(), "polars"), better="lower", method=method, **NORMS))
    found = figures(change_by_formula(in_engine(many(), engine), better="lower", method=method, **NORMS))
    assert found[:2] == expected[:2]
    assert found[2:] == pytest.approx(expected[2:], rel=1e-9)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_table_judges_each_client_as_the_single_functions_do(engine):
    result = change_by_published_values(in_engine(many(), engine), better="lower", reliable=6, cutoff=10)
    by_hand = {}
    for row in rows(result.pairs):
        judged = classify(reliable_change(row["pre"], row["post"], better="lower", threshold=6), better="lower", cutoff=10)
        assert row["kind"] == judged.kind
        by_hand[judged.kind.value] = by_hand.get(judged.kind.value, 0) + 1
    assert {kind: count for kind, count in result.counts.items() if count} == by_hand
    assert result.n == sum(by_hand.values())


@pytest.mark.parametrize("engine", ENGINES)
def test_the_talking_therapies_rules_over_a_table_are_those_of_one_course(engine):
    low, high = many(), many().with_columns(score=(pl.col("score") * 3 + 5) % 22)
    table = pl.concat([low.with_columns(measure=pl.lit("phq-9")), high.with_columns(measure=pl.lit("gad-7"))])
    result = talking_therapies_table(in_engine(table, engine), depression="phq-9", anxiety="gad-7")
    first = {row["client"]: (row["pre"], row["post"]) for row in rows(pair(scores_of(low)))}
    second = {row["client"]: (row["pre"], row["post"]) for row in rows(pair(scores_of(high)))}
    expected = count_outcomes([talking_therapies(first[client], second[client]) for client in first.keys() & second.keys()])
    assert result.official == expected
    assert sum(result.counts.values()) == expected.paired


@pytest.mark.parametrize(
    ("phq", "gad", "found"),
    [((16, 10), (9, 8), (1, 0)), ((16, 11), (9, 5), (1, 0)), ((16, 11), (9, 8), (0, 0)), ((10, 16), (5, 9), (0, 1))],
)
def test_over_a_table_too_a_change_of_exactly_the_published_points_is_reliable(phq, gad, found):
    lines = [("a", time, float(scores[time]), name) for name, scores in (("phq-9", phq), ("gad-7", gad)) for time in (0, 1)]
    frame = pl.DataFrame(lines, schema=["client", "time", "score", "measure"], orient="row")
    official = talking_therapies_table(frame, depression="phq-9", anxiety="gad-7").official
    assert (official.reliably_improved, official.reliably_deteriorated) == found


@pytest.mark.parametrize(("phq", "gad", "case"), [((10, 9), (5, 5), 1), ((9, 9), (8, 7), 1), ((9, 9), (7, 7), 0)])
def test_over_a_table_too_a_score_at_the_cutoff_is_a_case_at_the_start_and_no_recovery_at_the_end(phq, gad, case):
    lines = [("a", time, float(scores[time]), name) for name, scores in (("phq-9", phq), ("gad-7", gad)) for time in (0, 1)]
    ends = [("b", time, score, name) for name in ("phq-9", "gad-7") for time, score in ((0, 20.0), (1, 10.0 if name == "phq-9" else 5.0))]
    frame = pl.DataFrame([*lines, *ends], schema=["client", "time", "score", "measure"], orient="row")
    official = talking_therapies_table(frame, depression="phq-9", anxiety="gad-7").official
    assert (official.caseness, official.recovered) == (case + 1, case)


def table(*lines):
    return pl.DataFrame(
        [dict(zip(("client", "time", "score"), line, strict=True)) | {"row": n} for n, line in enumerate(lines)], strict=False
    )


def test_the_first_and_last_score_count_whatever_the_order_of_lines():
    frame = table(("a", 3, 5.0), ("a", 1, 20.0), ("a", 2, 12.0))
    assert rows(pair(scores_of(frame))) == [{"client": "a", "pre": 20.0, "post": 5.0}]


def test_of_two_scores_on_one_day_the_first_is_the_baseline_and_the_last_the_end():
    frame = table(("a", 1, 20.0), ("a", 1, 18.0), ("a", 2, 9.0), ("a", 2, 7.0))
    assert rows(pair(scores_of(frame))) == [{"client": "a", "pre": 20.0, "post": 7.0}]


def test_a_missing_score_is_neither_zero_nor_carried_forward():
    frame = table(("a", 1, 20.0), ("a", 2, 12.0), ("a", 3, None), ("b", 1, 20.0), ("b", 2, None))
    assert rows(pair(scores_of(frame))) == [{"client": "a", "pre": 20.0, "post": 12.0}]


def test_named_times_pair_only_clients_with_both():
    frame = table(("a", 0, 20.0), ("a", 1, 15.0), ("a", 2, 9.0), ("b", 0, 20.0), ("b", 2, 18.0))
    assert [row["client"] for row in rows(pair(scores_of(frame), 0, 1))] == ["a"]
    assert {row["post"] for row in rows(pair(scores_of(frame), baseline=0))} == {9.0, 18.0}
    assert {row["pre"] for row in rows(pair(scores_of(frame), end=2))} == {20.0}
    twice_at_the_end = table(("a", 2, 20.0), ("a", 2, 18.0), ("b", 1, 15.0), ("b", 2, 9.0))
    assert rows(pair(scores_of(twice_at_the_end), end=2)) == [{"client": "b", "pre": 15.0, "post": 9.0}]


@pytest.mark.parametrize("engine", ENGINES)
def test_at_two_named_times_too_the_first_score_is_the_baseline_and_the_last_the_end(engine):
    twice_at_the_start = table(("a", 0, 20.0), ("b", 0, 17.0), ("a", 0, 18.0), ("a", 1, 9.0), ("b", 1, 16.0))
    twice_at_the_end = table(("a", 0, 20.0), ("b", 0, 17.0), ("a", 1, 9.0), ("a", 1, 7.0), ("b", 1, 16.0), ("c", 1, 3.0))
    for frame, at_the_end in ((twice_at_the_start, 9.0), (twice_at_the_end, 7.0)):
        found = {row["client"]: (row["pre"], row["post"]) for row in rows(pair(scores_of(in_engine(frame, engine)), 0, 1))}
        assert found == {"a": (20.0, at_the_end), "b": (17.0, 16.0)}


def test_half_a_point_may_be_a_published_value_on_a_scale_of_means():
    frame = table(("a", 0, 3.2), ("a", 1, 2.7), ("b", 0, 3.0), ("b", 1, 2.75))
    counts = change_by_published_values(frame, better="lower", reliable=0.5, cutoff=None).counts
    assert (counts["improved"], counts["unchanged"]) == (1, 1)
    with pytest.raises(NotEnough):
        change_by_published_values(frame, better="lower", reliable=0, cutoff=None)


def test_one_pair_is_too_few():
    with pytest.raises(NotEnough, match="at least 2"):
        change_by_formula(table(("a", 1, 20.0), ("a", 2, 12.0)), better="lower", **NORMS)


def test_formulas_that_need_a_sample_are_refused_for_a_small_one():
    small = many(20)
    with pytest.raises(NotEnough, match="30"):
        change_by_formula(small, better="lower", method="gln", **NORMS)
    assert change_by_formula(small, better="lower", method="jt", **NORMS).n < 30


def test_turning_the_scale_round_turns_nothing_else():
    frame = many()
    turned = frame.with_columns(score=27 - pl.col("score"))
    lower = change_by_published_values(frame, better="lower", reliable=6, cutoff=10)
    higher = change_by_published_values(turned, better="higher", reliable=6, cutoff=17)
    assert lower.counts == higher.counts


def test_without_a_cutoff_nobody_recovers_or_is_harmed():
    counts = change_by_published_values(many(), better="lower", reliable=6, cutoff=None).counts
    assert (counts["recovered"], counts["harmed"]) == (0, 0)
    assert counts["improved"] > 0


def test_a_baseline_of_zero_is_left_out_of_percentages_and_counted():
    frame = table(("a", 1, 0.0), ("a", 2, 5.0), ("b", 1, 20.0), ("b", 2, 10.0), ("c", 1, 10.0), ("c", 2, 16.0))
    result = change_by_percent(frame, better="lower")
    assert (result.n, result.counts["improved"], result.counts["deteriorated"]) == (2, 1, 1)
    assert list(result.not_judged.values()) == [1]


def test_a_fixed_amount_and_a_cutoff_alone_are_counted_too():
    frame = table(("a", 1, 20.0), ("a", 2, 13.0), ("b", 1, 8.0), ("b", 2, 13.0), ("c", 1, 9.0), ("c", 2, 9.0))
    by_amount = change_by_amount(frame, better="lower", better_by=7, worse_by=5).counts
    assert (by_amount["improved"], by_amount["deteriorated"], by_amount["unchanged"]) == (1, 1, 1)
    by_line = change_by_cutoff(frame, better="lower", cutoff=15).counts
    assert (by_line["improved"], by_line["unchanged"]) == (1, 2)


# Reading the table


def written(tmp_path, text):
    path = tmp_path / "scores.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("times", "kind", "kept"),
    [
        (("1", "2.5"), "numbers", [1.0, 2.5]),
        (("2026-01-05", "2026-02-01T10:00"), "dates", [20458.0, 20485.0]),
        (("Before", "After"), "words", ["Before", "After"]),
    ],
)
def test_times_are_numbers_dates_or_words(tmp_path, times, kind, kept):
    table = scan_scores(written(tmp_path, f"client,time,score\na,{times[0]},5\na,{times[1]},3\n"))
    assert (table.times, table.frame.collect()["time"].to_list(), table.rows) == (kind, kept, 2)


def test_a_parquet_file_is_read_like_a_csv(tmp_path):
    dates = pl.Series(["2026-01-05", "2026-02-01"]).str.to_date()
    for times, kind in ((dates, "dates"), ([1, 2], "numbers"), (["Before", "After"], "words")):
        pl.DataFrame({"client": [7, 7], "time": times, "score": [5, None], "measure": "x"}).write_parquet(tmp_path / "scores.parquet")
        table = scan_scores(tmp_path / "scores.parquet")
        assert (table.times, table.has_measure) == (kind, True)
        assert table.frame.collect()["score"].to_list() == [5.0, None]
    pl.DataFrame({"client": [7], "time": [1], "score": [float("inf")]}).write_parquet(tmp_path / "scores.parquet")
    with pytest.raises(TableRefused, match="a score that cannot be used"):
        scan_scores(tmp_path / "scores.parquet")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("client,when,score\na,1,2\n", "missing time"),
        ("client,time,score\na,1,2\na,2,lots\n", "line 3"),
        ("client,time,score\n,1,2\n", "line 2"),
        ("client,time,score\na,1,2\na,2,3,4\n", "same number of columns"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_in_words(tmp_path, text, words):
    with pytest.raises(TableRefused, match=words):
        scan_scores(written(tmp_path, text))


def test_a_time_on_the_command_line_has_to_fit_the_column():
    assert as_time("2", "numbers") == 2.0
    assert as_time("2026-01-05", "dates") == 20458.0
    assert as_time("June", "words") == "June"
    with pytest.raises(TableRefused, match="expected a number"):
        as_time("June", "numbers")
    with pytest.raises(TableRefused, match="expected a date"):
        as_time("2", "dates")


def test_an_unknown_engine_is_refused_and_a_missing_one_says_how_to_install_it(monkeypatch):
    with pytest.raises(ValueError, match="polars, duckdb, pandas, spark"):
        in_engine(many(2), "excel")
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(EngineMissing, match=r"fullarc\[spark\]"):
        in_engine(many(2), "spark")
