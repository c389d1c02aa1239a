"""Change over a table against each pair worked alone, and tables of a few lines at and beside every line that decides."""

from statistics import correlation, mean, stdev

import polars as pl
import pytest

from fullarc.change.caseload import (
    AMOUNT_ALONE,
    CUTOFF_ALONE,
    NO_RELIABILITY,
    Population,
    change_by_amount,
    change_by_cutoff,
    change_by_formula,
    change_by_percent,
    change_by_published_values,
)
from fullarc.change.caseload_report import (
    NOBODY_BETTER,
    ByFormula,
    ByPercent,
    ByPublishedValues,
    caseload_report,
    in_parts,
)
from fullarc.change.classification import NO_NORMS, class_of
from fullarc.change.course_rows import DAYS_OF, Between, Completeness
from fullarc.change.cutoffs import cutoff as cutoff_of
from fullarc.change.cutoffs import true_score_cutoff
from fullarc.change.direction import NotEnough, is_clinical
from fullarc.change.effect_size import wilson, within_group
from fullarc.change.not_computed import NotComputed
from fullarc.change.other_formulas import METHODS, Moments, hageman_arrindell_end_state, index_of
from fullarc.change.paired_scores import ORDER, in_order, pair, place_of, rows, scores_of
from fullarc.change.percentage import BASELINE_ZERO
from fullarc.change.talking_therapies import MeasureValues
from fullarc.change.talking_therapies_table import talking_therapies_parts, talking_therapies_table

PAIRS = {f"c{n:02}": (float(14 + n * 7 % 11), float(14 + n * 7 % 11 - n * 5 % 23 + 6)) for n in range(40)}
FUNCTIONAL = Population(6.0, 5.0)


def lines(*given: tuple[str, float, float | None], **more: list[object]) -> pl.DataFrame:
    table = pl.DataFrame(given, schema={"client": pl.String, "time": pl.Float64, "score": pl.Float64}, orient="row")
    return table.with_columns(**{name: pl.Series(values) for name, values in more.items()})


def ends(pairs: dict[str, tuple[float, float]]) -> pl.DataFrame:
    return lines(*((client, float(time), scores[time]) for client, scores in pairs.items() for time in (0, 1)))


def moments(pairs: dict[str, tuple[float, float]]) -> Moments:
    pre, post = zip(*pairs.values(), strict=True)
    return Moments(len(pairs), mean(pre), stdev(pre), mean(post), stdev(post), correlation(pre, post))


def kinds(result) -> dict[str, str]:
    return {row["client"]: row["kind"] for row in rows(result.pairs)}


def counted(result) -> dict[str, int]:
    return {kind: count for kind, count in result.counts.items() if count}


# Formulas


@pytest.mark.parametrize("better", ["lower", "higher"])
@pytest.mark.parametrize("method", METHODS)
def test_each_client_of_a_table_has_the_index_and_the_class_of_the_formula_alone(method, better):
    pairs = PAIRS if better == "lower" else {client: (30 - pre, 30 - post) for client, (pre, post) in PAIRS.items()}
    norms = FUNCTIONAL if better == "lower" else Population(24.0, 5.0)
    known, way = moments(pairs), -1 if better == "lower" else 1
    index = index_of(method, known, 0.80)
    if method == "ha":
        line = true_score_cutoff(known.pre_mean, known.pre_sd, norms.mean, norms.sd, 0.80)
        end = hageman_arrindell_end_state(known, 0.80, line)
    else:
        line = cutoff_of("c", known.pre_mean, known.pre_sd, norms.mean, norms.sd, better)
    found = change_by_formula(ends(pairs), better=better, reliability=0.80, functional=norms, method=method)
    assert (found.n, found.method, found.cutoff, found.s_diff) == (40, method, pytest.approx(line), pytest.approx(index.error))
    assert found.threshold == pytest.approx(index.critical * index.error)
    expected = {}
    for client, (pre, post) in pairs.items():
        healthy = way * end.at(pre, post) > end.critical if method == "ha" else not is_clinical(post, line, better)
        direction, before = index.direction(pre, post, better), is_clinical(pre, line, better)
        after = is_clinical(post, line, better) if direction == "worse" else not healthy
        expected[client] = class_of(direction, before, after).value
    assert kinds(found) == expected
    assert counted(found) == {kind: [*expected.values()].count(kind) for kind in set(expected.values())}
    assert len(counted(found)) >= 3
    for row in rows(found.pairs):
        assert row["index"] == pytest.approx(way * index.at(row["pre"], row["post"]))


@pytest.mark.parametrize("kind", ["a", "b"])
def test_the_cutoff_may_be_drawn_from_one_population_alone(kind):
    known = moments(PAIRS)
    found = change_by_formula(ends(PAIRS), better="lower", reliability=0.80, functional=FUNCTIONAL, cutoff=kind)
    assert found.cutoff == pytest.approx({"a": known.pre_mean - 2 * known.pre_sd, "b": 16.0}[kind])
    report = caseload_report([ends(PAIRS)], ByFormula("lower", 0.80, FUNCTIONAL, cutoff=kind))
    assert (report.change.cutoff, report.change.counts) == (found.cutoff, found.counts)


def test_scores_that_do_not_go_together_at_all_have_no_correlation():
    level = ends({"a": (20.0, 12.0), "b": (18.0, 12.0), "c": (22.0, 12.0)})
    found = change_by_published_values(level, better="lower", reliable=6, cutoff=10, reliability=0.84)
    assert (found.moments.correlation, found.moments.post_sd) == (0.0, 0.0)
    assert found.s_diff == pytest.approx(2 * (2 * 0.16) ** 0.5)


# Published values, amounts, percentages, cut-offs


def test_a_published_value_counts_from_exactly_that_much_in_either_direction():
    pairs = {
        "a": (20.0, 14.0),
        "b": (20.0, 14.1),
        "c": (20.0, 26.0),
        "d": (20.0, 25.9),
        "e": (15.9, 9.9),
        "f": (4.0, 10.0),
        "g": (3.9, 9.9),
    }
    found = change_by_published_values(ends(pairs), better="lower", reliable=6, cutoff=10)
    assert kinds(found) == {
        "a": "improved", "b": "unchanged", "c": "deteriorated", "d": "unchanged", "e": "recovered", "f": "harmed", "g": "deteriorated",
    }  # fmt: skip
    assert (found.s_diff, found.cutoff, found.threshold) == (NotComputed(NO_RELIABILITY), 10, 6)
    assert (found.n, found.method, found.not_judged) == (7, "published", {})
    beyond = change_by_published_values(ends(pairs), better="lower", reliable=6, cutoff=10, inclusive=False)
    assert kinds(beyond) == kinds(found) | {"f": "deteriorated"}
    assert change_by_published_values(ends(pairs), better="lower", reliable=6, cutoff=None).cutoff == NotComputed(NO_NORMS)


def test_tenths_of_a_point_that_add_up_to_the_published_value_count_in_either_direction():
    pairs = {"a": (25.1, 20.1), "b": (20.1, 25.1), "c": (16.3, 21.3), "d": (21.3, 16.3), "e": (20.1, 25.0999)}
    found = change_by_published_values(ends(pairs), better="higher", reliable=5, cutoff=None)
    assert kinds(found) == {"a": "deteriorated", "b": "improved", "c": "improved", "d": "deteriorated", "e": "unchanged"}


def test_a_percentage_counts_from_exactly_that_much_above_the_lowest_score():
    pairs = {"a": (20.0, 10.0), "b": (20.0, 10.01), "c": (20.0, 25.0), "d": (20.0, 24.99), "e": (0.0, 5.0)}
    found = change_by_percent(ends(pairs), better="lower", worse_by=25)
    assert kinds(found) == {"a": "improved", "b": "unchanged", "c": "deteriorated", "d": "unchanged"}
    assert (found.n, found.not_judged, found.threshold) == (4, {BASELINE_ZERO: 1}, 50)
    assert (found.s_diff, found.cutoff, found.method) == (NotComputed(AMOUNT_ALONE), NotComputed(AMOUNT_ALONE), "percent")
    assert found.moments.n == 5
    twice = change_by_percent(ends(pairs), better="lower")
    assert counted(twice) == {"improved": 1, "unchanged": 3}
    from_ten = change_by_percent(ends({"a": (20.0, 15.0), "b": (20.0, 15.01), "c": (10.0, 3.0)}), better="lower", minimum=10)
    assert (kinds(from_ten), from_ten.not_judged) == ({"a": "improved", "b": "unchanged"}, {BASELINE_ZERO: 1})
    rising = change_by_percent(ends({"a": (20.0, 30.0), "b": (20.0, 10.0)}), better="higher", better_by=50, worse_by=50)
    assert (kinds(rising), rising.not_judged) == ({"a": "improved", "b": "deteriorated"}, {})


def test_an_amount_counts_from_exactly_that_much_and_has_to_be_above_nothing():
    pairs = {"a": (3.0, 2.5), "b": (3.0, 2.6), "c": (3.0, 3.25), "d": (3.0, 3.2)}
    found = change_by_amount(ends(pairs), better="lower", better_by=0.5, worse_by=0.25)
    assert kinds(found) == {"a": "improved", "b": "unchanged", "c": "deteriorated", "d": "unchanged"}
    assert (found.n, found.method, found.threshold, found.s_diff) == (4, "amount", 0.5, NotComputed(AMOUNT_ALONE))
    assert counted(change_by_amount(ends(pairs), better="higher", better_by=0.25)) == {"improved": 1, "deteriorated": 2, "unchanged": 1}
    for amounts in ({"better_by": 0}, {"better_by": 1, "worse_by": 0}):
        with pytest.raises(ValueError, match="expected amounts above 0"):
            change_by_amount(ends(pairs), better="lower", **amounts)


def test_the_cutoff_alone_is_crossed_by_leaving_it_behind():
    pairs = {"a": (11.0, 10.0), "b": (10.0, 11.0), "c": (10.0, 9.0), "d": (12.0, 11.0)}
    found = change_by_cutoff(ends(pairs), better="lower", cutoff=10)
    assert kinds(found) == {"a": "improved", "b": "deteriorated", "c": "unchanged", "d": "unchanged"}
    assert (found.n, found.method, found.cutoff) == (4, "cutoff", 10)
    assert found.s_diff == found.threshold == NotComputed(CUTOFF_ALONE)
    assert kinds(change_by_cutoff(ends(pairs), better="higher", cutoff=10)) == {
        "a": "unchanged", "b": "unchanged", "c": "deteriorated", "d": "unchanged",
    }  # fmt: skip


# Which two scores


def test_who_was_seen_only_at_the_named_time_has_no_pair():
    table = lines(("a", 0, 20), ("a", 1, 9), ("b", 0, 18), ("b", 0, 17), ("c", 1, 12), ("c", 1, 11), ("c", 2, 3))
    assert [tuple(row.values()) for row in rows(pair(scores_of(table), baseline=0.0))] == [("a", 20, 9)]
    assert [tuple(row.values()) for row in rows(pair(scores_of(table), end=1.0))] == [("a", 20, 9)]
    assert {row["client"] for row in rows(pair(scores_of(table)))} == {"a", "b", "c"}


def test_scores_are_numbered_by_time_and_then_by_line_whatever_the_size_of_the_times():
    for begin, step in ((0.0, 1.0), (-5.0, 1.0), (0.0, 0.5), (0.0, 2.0**61), (2.0**40, 1.0)):
        table = lines(
            *(("a", begin + step * time, float(10 * time + row)) for time in (2, 0, 1) for row in (0, 1)), row=[11, 12, 7, 9, 3, 5]
        )
        frame = in_order(scores_of(table))
        assert ORDER in frame.collect_schema()
        placed = rows(frame.with_columns(place=place_of(frame)))
        in_time = [row["score"] for row in sorted(placed, key=lambda row: row["place"])]
        assert in_time == [0, 1, 10, 11, 20, 21]
        assert {row["place"] for row in placed} == {1, 2, 3, 4, 5, 6}


def numbered(times, row):
    """(time, row, number that puts the line in order) of each line, as the lines stand."""
    table = pl.DataFrame({"client": ["a"] * len(row), "time": times, "score": [1.0] * len(row), "row": row})
    return [(line["time"], line["row"], line[ORDER]) for line in rows(in_order(scores_of(table)))]


def test_whole_times_and_lines_become_one_number_and_the_lines_stay_where_they_are():
    assert numbered([3, 1, 1, 2], [5, 6, 8, 9]) == [(3, 5, 10), (1, 6, 1), (1, 8, 3), (2, 9, 9)]
    assert numbered([-2.0, -4.0], [0, 1]) == [(-2, 0, 4), (-4, 1, 1)]
    far = 2**60
    assert numbered([far, 0], [7, 8]) == [(far, 7, 2 * far), (0, 8, 1)]


def test_times_that_make_no_one_number_are_sorted_with_their_lines():
    assert numbered([2.5, 1.0, 1.0], [3, 8, 4]) == [(1, 4, 0), (1, 8, 1), (2.5, 3, 2)]
    assert numbered(["b", "a", "a"], [3, 8, 4]) == [("a", 4, 0), ("a", 8, 1), ("b", 3, 2)]
    no_room = 2**61
    assert numbered([no_room, 0], [7, 8]) == [(0, 8, 0), (no_room, 7, 1)]
    assert numbered([], []) == []


def test_a_table_in_order_of_clients_is_paired_line_by_line_and_any_other_by_name():
    both = [("a", 0, 20), ("a", 1, 9), ("b", 0, 18), ("b", 1, 17), ("c", 0, 12), ("c", 1, 3)]
    expected = [("a", 20, 9), ("b", 18, 17), ("c", 12, 3)]

    def found(*given):
        return [tuple(row.values()) for row in rows(pair(scores_of(lines(*given)), 0.0, 1.0))]

    assert found(*both) == expected
    assert sorted(found(*both, ("b", 2, 1), ("d", 0, 5), ("e", 1, 5))) == expected
    assert sorted(found(*both[2:], *both[:2])) == sorted(found(*both[:1], *both[2:], both[1])) == expected
    assert found(*both[:2]) == expected[:1]
    assert found(("a", 0, 20), ("b", 1, 9)) == []


def test_words_for_times_are_put_in_order_by_line_alone_where_both_times_are_named():
    table = pl.DataFrame({"client": ["a", "a", "b", "b"], "time": ["After", "Before"] * 2, "score": [9.0, 20.0, 8.0, 11.0]})
    assert {tuple(row.values()) for row in rows(pair(scores_of(table), "Before", "After"))} == {("a", 20, 9), ("b", 11, 8)}


def test_no_number_is_no_score_and_no_scores_are_no_pairs():
    table = lines(("a", 0, 20), ("a", 1, float("nan")), ("a", 2, None), ("b", 0, 20), ("b", 1, 12))
    assert [row["client"] for row in rows(pair(scores_of(table)))] == ["b"]
    assert rows(pair(scores_of(table.filter(pl.col("client") == "c")))) == []
    with pytest.raises(ValueError, match="found columns client, time; missing score; rename the columns"):
        scores_of(table.drop("score"))


# The report


def test_a_few_courses_have_the_report_worked_by_hand():
    table = lines(
        ("a", 0, 20), ("a", 40, 12), ("a", 50, 9), ("a", 60, 8),
        ("b", 0, 18), ("b", 7, 17),
        ("c", 0, 9), ("c", 14, 15), ("c", 21, None),
        ("d", 0, 12),
        ("e", 0, None),
    )  # fmt: skip
    report = caseload_report([table], ByPublishedValues("lower", reliable=6, cutoff=10))
    assert report.completeness == Completeness(clients=5, with_a_score=4, paired=3, occasions=11, scored=9, most=4)
    assert counted(report.change) == {"recovered": 1, "unchanged": 1, "harmed": 1}
    assert (report.recovery, report.improvement, report.deterioration) == (wilson(1, 2), wilson(1, 3), wilson(1, 3))
    assert {word: count for word, count in report.durability.items() if count} == {"recent": 1, "none": 2}
    assert report.lasting == wilson(0, 1)
    assert report.effect.effect.g == pytest.approx(within_group([20, 18, 9], [8, 17, 15], "lower").effect.g)
    settled = caseload_report([table], ByPublishedValues("lower", reliable=6, cutoff=10), days=1.4)
    assert settled.lasting == wilson(1, 1)
    assert caseload_report([table], ByPublishedValues("lower", reliable=6, cutoff=10), days=1.39).lasting == wilson(0, 1)


@pytest.mark.parametrize("later", [49, 50, 51, 99, 100, 101])
def test_a_course_of_any_length_is_followed_to_both_of_its_ends(later):
    """Better at once and ever after, but for the baseline: lost when the latest three are as bad as the first."""
    kept = [("kept", 7 * n, 20.0 if n == 0 else 10.0) for n in range(later + 1)]
    lost = [("lost", 7 * n, 10.0 if 0 < n < later - 2 else 20.0) for n in range(later + 1)]
    late = [("late", 7 * n, 20.0 if n < later else 10.0) for n in range(later + 1)]
    early = [("early", 7 * n, 10.0 if 0 < n < 3 else 20.0) for n in range(later + 1)]
    report = caseload_report([lines(*kept, *lost, *late, *early)], ByPublishedValues("lower", reliable=6, cutoff=None))
    assert {word: count for word, count in report.durability.items() if count} == {"sustained": 1, "lost": 2, "recent": 1}
    assert report.completeness.most == later + 1


def test_a_part_without_any_score_changes_nothing():
    rule, table = ByPublishedValues("lower", reliable=6, cutoff=10), ends({"a": (20.0, 9.0), "b": (18.0, 19.0)})
    nothing = lines(("z", 0, None), ("z", 1, None))
    for parts in ([table, nothing], [nothing, table], [table, table.clear(), nothing]):
        report = caseload_report(parts, rule)
        assert report.completeness == Completeness(clients=3, with_a_score=2, paired=2, occasions=6, scored=4, most=2)
        assert (counted(report.change), report.durability["recent"], report.durability["none"]) == ({"recovered": 1, "unchanged": 1}, 1, 1)
        between = caseload_report(parts, rule, between=Between(0.0, 1.0))
        assert (between.completeness, between.durability) == (report.completeness, report.durability)


def test_a_change_by_a_formula_is_followed_by_the_same_formula():
    course = [("a", 0, 20.0), ("a", 40, 9.0), ("a", 60, 8.0), ("a", 80, 8.0)]
    table = pl.concat([lines(*course), ends({client: scores for client, scores in PAIRS.items() if client != "c00"})])
    report = caseload_report([table], ByFormula("lower", 0.80, FUNCTIONAL, method="hll"))
    better = [row["client"] for row in rows(report.change.pairs) if row["kind"] in ("recovered", "improved")]
    assert report.durability["sustained"] == ("a" in better)
    assert sum(report.durability.values()) == report.change.n == 40
    assert report.durability["recent"] + report.durability["sustained"] + report.durability["fluctuating"] >= len(better)


def test_completeness_of_two_parts_adds_up_but_for_the_longest_course():
    first, second = Completeness(5, 4, 3, 20, 18, 7), Completeness(2, 2, 1, 9, 8, 9)
    assert first + second == second + first == Completeness(7, 6, 4, 29, 26, 9)
    assert Completeness(0, 0, 0, 0, 0).most == 0


def test_a_table_is_cut_into_parts_of_about_so_many_rows_with_each_client_whole():
    table = lines(*((f"c{n}", time, 5.0) for n in range(50) for time in (0, 1))).lazy()
    assert [len(in_parts(table, rows, rows_a_part=100)) for rows in (0, 1, 100, 101, 200, 201)] == [1, 1, 1, 2, 2, 3]
    parts = [part.collect() for part in in_parts(table, 100, rows_a_part=34)]
    assert (len(parts), sum(part.height for part in parts), sum(part["client"].n_unique() for part in parts)) == (3, 100, 50)
    assert len(in_parts(table, 5_000_000)) == 1
    assert len(in_parts(table, 5_000_001)) == 2


def test_a_course_between_two_named_times_begins_and_ends_there():
    table = lines(
        ("a", 0, 25),
        ("a", 1, 20),
        ("a", 2, 14),
        ("a", 3, 5),
        ("b", 1, 18),
        ("b", 2, 18),
        ("c", 2, 9),
        ("c", 3, 9),
        ("d", 1, 9),
        ("d", 1, 2),
    )

    def found(**times):
        report = caseload_report([table], ByPublishedValues("lower", reliable=6, cutoff=10), between=Between(**times))
        return sorted((row["client"], row["pre"], row["post"]) for row in rows(report.change.pairs)), report.completeness.scored

    assert found(begin=1.0, end=2.0) == ([("a", 20, 14), ("b", 18, 18)], 10)
    assert found(begin=1.0) == ([("a", 20, 5), ("b", 18, 18)], 10)
    assert found(end=3.0) == ([("a", 25, 5), ("c", 9, 9)], 10)
    by_percent = caseload_report([table], ByPercent("lower"), between=Between(1.0, 2.0))
    assert sorted(row["client"] for row in rows(by_percent.change.pairs)) == ["a", "b"]


def test_nobody_better_at_the_end_has_no_share_that_lasted():
    report = caseload_report([ends({"a": (20.0, 19.0), "b": (18.0, 18.0)})], ByPublishedValues("lower", reliable=6, cutoff=10))
    assert report.lasting == NotComputed(NOBODY_BETTER)
    assert (report.recovery, report.improvement) == (wilson(0, 2), wilson(0, 2))


# Two measures


def test_each_person_of_two_measures_stands_in_one_class():
    people = {
        "recovered": ((18, 9), (15, 7)),
        "improved": ((18, 11), (15, 7)),
        "unchanged": ((18, 12), (10, 14)),  # one better, one worse
        "deteriorated": ((18, 24), (10, 10)),
        "harmed": ((4, 10), (5, 5)),
        "deteriorated, not harmed": ((1, 7), (5, 5)),
        "unchanged too": ((18, 13), (15, 12)),
    }
    given = [
        (who, float(time), float(scores[time]), name)
        for who, both in people.items()
        for name, scores in zip("da", both, strict=True)
        for time in (0, 1)
    ]
    table = pl.DataFrame(given, schema=["client", "time", "score", "measure"], orient="row")
    found = talking_therapies_table(table, depression="d", anxiety="a")
    assert found.counts == {"recovered": 1, "improved": 1, "unchanged": 2, "deteriorated": 2, "harmed": 1}
    official = found.official
    assert (official.paired, official.caseness, official.recovered, official.reliably_recovered) == (7, 5, 1, 1)
    assert (official.reliably_improved, official.reliably_deteriorated) == (2, 3)
    stricter = talking_therapies_table(
        table, depression="d", anxiety="a", depression_values=MeasureValues(19, 10), anxiety_values=MeasureValues(16, 9)
    )
    assert (stricter.official.caseness, stricter.official.reliably_improved) == (0, 0)
    parts = [table.filter(pl.col("client") == who) for who in (*people, "nobody")]
    assert talking_therapies_parts(parts, depression="d", anxiety="a") == found
    with pytest.raises(NotEnough, match="nobody has a first and a last score of both measures"):
        talking_therapies_table(table.filter(pl.col("measure") == "d"), depression="d", anxiety="a")


def test_a_month_is_the_twelfth_part_of_a_year_of_365_days_and_a_quarter():
    assert DAYS_OF == {"day": 1, "week": 7, "month": 365.25 / 12}
