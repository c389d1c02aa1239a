"""The whole report over many courses: against each client judged singly, and the same in parts and in every engine."""

from datetime import date, timedelta
from itertools import product
from random import Random
from statistics import correlation, mean, stdev

import polars as pl
import pytest
from invented_courses import courses_of, invented

from fullarc.change.caseload import Population
from fullarc.change.caseload_report import (
    NO_ERROR,
    NO_LINE,
    NOBODY_BETTER,
    NOBODY_CLINICAL,
    ByFormula,
    ByPercent,
    ByPublishedValues,
    caseload_report,
    in_parts,
    talking_therapies_rates,
)
from fullarc.change.classification import classify
from fullarc.change.course_rows import Between
from fullarc.change.direction import NotEnough
from fullarc.change.durability_pattern import BITS, Lasted, flags_of, lasted
from fullarc.change.effect_size import wilson, within_group
from fullarc.change.engines import in_engine
from fullarc.change.not_computed import NotComputed
from fullarc.change.reliable_change import reliable_change
from fullarc.change.talking_therapies import TalkingTherapiesCounts
from fullarc.change.talking_therapies_table import talking_therapies_parts, talking_therapies_table
from fullarc.course.durability import Held, durability_of

PUBLISHED = ByPublishedValues("lower", reliable=6, cutoff=10, reliability=0.84)
FORMULA = ByFormula("lower", reliability=0.84, functional=Population(5.0, 4.0))
ENGINES = ["polars", "duckdb", "pandas"]


def figures(report):
    """Everything in a report as plain numbers, so that two can be compared."""
    change, effect = report.change, report.effect
    exact = (change.n, dict(change.counts), report.completeness, dict(report.durability), report.recovery, report.lasting)
    rounded = (change.moments.pre_mean, change.moments.pre_sd, change.moments.correlation, effect.effect.g, effect.low, change.s_diff)
    return exact, rounded


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("rule", [PUBLISHED, FORMULA], ids=["published", "formula"])
def test_every_engine_gives_the_same_report(engine, rule, tmp_path):
    exact, rounded = figures(caseload_report([invented().lazy()], rule))
    for folder in (None, tmp_path):
        found = figures(caseload_report([in_engine(invented(), engine, folder)], rule))
        assert found[0] == exact
        assert found[1] == pytest.approx(rounded, rel=1e-9)


@pytest.mark.parametrize("rule", [PUBLISHED, FORMULA], ids=["published", "formula"])
def test_the_report_is_the_same_in_parts(rule):
    whole = figures(caseload_report([invented()], rule))
    parts = in_parts(invented().lazy(), invented().height, rows_a_part=200)
    assert len(parts) > 3
    found = figures(caseload_report(parts, rule))
    assert found[0] == whole[0]
    assert found[1] == pytest.approx(whole[1], rel=1e-9)


def test_each_client_is_judged_as_the_single_functions_do():
    report = caseload_report([invented()], PUBLISHED)
    courses = {client: course for client, course in courses_of(invented()).items() if len(course) > 1}
    pairs = [(course[0][1], course[-1][1]) for course in courses.values()]
    kinds = [classify(reliable_change(pre, post, better="lower", threshold=6), better="lower", cutoff=10).kind.value for pre, post in pairs]
    assert report.change.n == len(pairs)
    assert report.change.counts == {kind: kinds.count(kind) for kind in report.change.counts}
    alone = within_group(*zip(*pairs, strict=True), "lower")
    assert report.effect.effect.g == pytest.approx(alone.effect.g)
    assert (report.effect.low, report.effect.high) == (pytest.approx(alone.low), pytest.approx(alone.high))
    assert report.change.moments.correlation == pytest.approx(correlation(*zip(*pairs, strict=True)))
    assert (report.change.moments.post_mean, report.change.moments.post_sd) == (
        pytest.approx(mean(post for _, post in pairs)),
        pytest.approx(stdev(post for _, post in pairs)),
    )
    assert report.recovery == wilson(kinds.count("recovered"), sum(pre >= 10 for pre, _ in pairs))
    assert report.improvement == wilson(kinds.count("recovered") + kinds.count("improved"), len(pairs))
    assert report.deterioration == wilson(kinds.count("deteriorated") + kinds.count("harmed"), len(pairs))


def test_durability_is_that_of_the_course_page_for_each_client():
    report = caseload_report([invented()], PUBLISHED)
    expected = dict.fromkeys((word.value for word in Lasted), 0)
    for course in courses_of(invented()).values():
        if len(course) > 1:
            held = [Held(date(2026, 1, 1) + timedelta(days=time), course[0][1] - score >= 6) for time, score in course[1:]]
            expected[durability_of(held).value] += 1
    assert report.durability == expected
    assert sum(count > 0 for count in expected.values()) >= 5
    better = report.change.counts["recovered"] + report.change.counts["improved"]
    assert report.lasting == wilson(expected["sustained"] + expected["regained"], better)


def test_how_complete_the_table_is_stands_beside_the_rates():
    table, complete = invented(), caseload_report([invented()], PUBLISHED).completeness
    courses = courses_of(table)
    assert (complete.clients, complete.occasions) == (table["client"].n_unique(), table.height)
    assert (complete.with_a_score, complete.paired) == (len(courses), sum(len(course) > 1 for course in courses.values()))
    assert complete.scored == sum(len(course) for course in courses.values())
    assert complete.most == max(len(course) for course in courses.values())


@pytest.mark.parametrize("length", range(1, 10))
def test_two_independent_readings_of_the_durability_rules_agree(length):
    draw = Random(length)
    for flags in product([False, True], repeat=length):
        days = [0]
        for _ in flags[1:]:
            days.append(days[-1] + draw.choice([0, 5, 7, 14, 28]))
        old = sum(days[-1] - day >= 28 for day in days)
        held = [Held(date(2026, 1, 1) + timedelta(days=day), flag) for day, flag in zip(days, flags, strict=True)]
        assert lasted(flags, old).value == durability_of(held).value, (flags, days)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_client_without_any_score_is_a_client_without_one(engine):
    lines = [("a", 0, 20.0), ("a", 1, 10.0), ("b", 0, 20.0), ("b", 1, 10.5), ("c", 0, None), ("d", 0, 9.0)]
    table = in_engine(pl.DataFrame(lines, schema=["client", "time", "score"], orient="row"), engine)
    report = caseload_report([table], ByPercent("lower"))
    complete = report.completeness
    assert (complete.clients, complete.with_a_score, complete.paired, complete.occasions, complete.scored) == (4, 3, 2, 6, 5)
    assert (report.change.counts["improved"], report.change.counts["unchanged"]) == (1, 1)  # half, and not quite half


def test_flags_come_back_from_their_numbers_in_order_of_time():
    assert flags_of([0b011], 3) == (False, True, True)
    long = [place % 3 == 0 for place in range(BITS + 7)]
    back = list(reversed(long))
    masks = [sum(1 << place for place, flag in enumerate(back[start : start + BITS]) if flag) for start in (0, BITS)]
    assert list(flags_of(masks, BITS + 7)) == long


@pytest.mark.parametrize("engine", ENGINES)
def test_long_logs_are_judged_to_their_last_entry(engine):
    table = invented(clients=12, visits=130)
    report = caseload_report([in_engine(table, engine)], PUBLISHED)
    expected = dict.fromkeys((word.value for word in Lasted), 0)
    for course in courses_of(table).values():
        held = [Held(date(2026, 1, 1) + timedelta(days=time), course[0][1] - score >= 6) for time, score in course[1:]]
        expected[durability_of(held).value] += 1
    assert report.durability == expected


def test_without_a_unit_of_time_no_span_of_days_is_asked_for():
    lines = {"client": ["a"] * 5, "time": [1, 2, 3, 4, 5], "score": [20.0, 19, 12, 11, 12]}
    table = invented().__class__(lines)
    alone = ByPublishedValues("lower", reliable=6, cutoff=10)
    assert caseload_report([_twice(table)], alone, days=None).durability["sustained"] == 2
    assert caseload_report([_twice(table)], alone, days=1.0).durability["recent"] == 2
    assert caseload_report([_twice(table)], alone, days=14.0).durability["sustained"] == 2
    assert caseload_report([_twice(table)], alone, days=13.9).durability["recent"] == 2


def _twice(table):
    """The same course for two clients, one a little worse to begin with."""
    other = table.with_columns(client=table["client"].str.replace("a", "b"), score=table["score"] + (table["time"] == 1).cast(float))
    return table.vstack(other)


def test_two_named_times_pair_only_the_clients_seen_at_both():
    lines = [("a", 0, 20.0), ("a", 1, 15.0), ("a", 2, 9.0), ("b", 0, 20.0), ("b", 2, 18.0), ("c", 1, 20.0), ("c", 2, 3.0), ("d", 0, 9.0)]
    table = invented().__class__(lines, schema=["client", "time", "score"], orient="row")

    def pairs(**times):
        found = caseload_report([table], PUBLISHED, between=Between(**times)).change.pairs
        return sorted((row["client"], row["pre"], row["post"]) for row in found.collect().iter_rows(named=True))

    complete = caseload_report([table], PUBLISHED, between=Between(0.0, 2.0)).completeness
    assert (complete.clients, complete.with_a_score, complete.paired, complete.occasions, complete.scored) == (4, 4, 3, 8, 8)
    early = caseload_report([table.vstack(table.with_columns(client=pl.col("client") + "2"))], PUBLISHED, between=Between(0.0, 1.0))
    assert (early.change.n, early.completeness.occasions, early.completeness.paired) == (2, 16, 6)
    assert pairs(begin=0.0) == [("a", 20, 9), ("b", 20, 18)]
    assert pairs(end=2.0) == [("a", 20, 9), ("b", 20, 18), ("c", 20, 3)]
    assert pairs(begin=0.0, end=2.0) == [("a", 20, 9), ("b", 20, 18)]
    with pytest.raises(NotEnough, match="found 1 clients"):
        pairs(begin=0.0, end=1.0)


def test_a_rate_without_its_denominator_says_so():
    table = invented().filter(invented()["client"] < "c010")
    assert caseload_report([table], ByPublishedValues("lower", reliable=6, cutoff=None)).recovery == NotComputed(NO_LINE)
    assert caseload_report([table], ByPublishedValues("lower", reliable=6, cutoff=99)).recovery == NotComputed(NOBODY_CLINICAL)
    assert caseload_report([table], ByPublishedValues("lower", reliable=90, cutoff=10)).lasting == NotComputed(NOBODY_BETTER)
    by_percent = caseload_report([table], ByPercent("lower"))
    assert by_percent.durability == by_percent.lasting == NotComputed(NO_ERROR)


def test_whether_the_cutoff_itself_is_clinical_decides_who_can_recover():
    lines = [("a", 0, 10.0), ("a", 1, 3.0), ("b", 0, 20.0), ("b", 1, 19.0)]
    table = invented().__class__(lines, schema=["client", "time", "score"], orient="row")
    inclusive = caseload_report([table], ByPublishedValues("lower", reliable=6, cutoff=10))
    exclusive = caseload_report([table], ByPublishedValues("lower", reliable=6, cutoff=10, inclusive=False))
    assert (inclusive.recovery.count, inclusive.recovery.of) == (1, 2)
    assert (exclusive.recovery.count, exclusive.recovery.of) == (0, 1)


def test_turning_the_scale_round_turns_nothing_else():
    turned = invented().with_columns(score=27 - invented()["score"])
    lower = caseload_report([invented()], PUBLISHED)
    higher = caseload_report([turned], ByPublishedValues("higher", reliable=6, cutoff=17, reliability=0.84))
    assert (lower.change.counts, lower.durability, lower.recovery) == (higher.change.counts, higher.durability, higher.recovery)
    assert higher.effect.effect.g == pytest.approx(lower.effect.effect.g)


def test_each_step_of_the_work_is_told():
    parts = in_parts(invented().lazy(), 1000, rows_a_part=250)
    for rule, steps in ((PUBLISHED, 4), (FORMULA, 8)):
        told = []
        caseload_report(parts, rule, progress=lambda done, of, told=told: told.append((done, of)))
        assert told == [(step, steps) for step in range(1, steps + 1)]


@pytest.mark.parametrize(("parts", "reads"), [(1, 1), (2, 1), (3, 2)])
def test_a_table_in_one_or_two_parts_is_read_once_and_a_longer_one_again_for_the_second_pass(parts, reads):
    read = []

    def counted(table):
        read.append(table.height)
        return table

    clients = invented().with_columns(part=pl.col("client").str.slice(1).cast(pl.Int64) % parts)
    tables = [clients.filter(pl.col("part") == part).drop("part").lazy().map_batches(counted) for part in range(parts)]
    caseload_report(tables, FORMULA)
    assert len(read) == reads * parts


def test_times_that_are_no_numbers_are_refused():
    words = invented().with_columns(time=invented()["client"])
    with pytest.raises(ValueError, match="expected numbers, such as days"):
        caseload_report([words], PUBLISHED)
    with pytest.raises(ValueError, match="missing score"):
        caseload_report([invented().drop("score")], PUBLISHED)


def test_one_measure_is_kept_apart_from_another():
    both = (
        invented()
        .with_columns(measure=invented()["client"].str.slice(0, 1))
        .vstack(invented(clients=20, seed=4).with_columns(measure=invented(clients=20, seed=4)["client"].str.slice(1, 1)))
    )
    exact, rounded = figures(caseload_report([both], PUBLISHED, measure="c"))
    alone = figures(caseload_report([invented()], PUBLISHED))
    assert exact == alone[0]
    assert rounded == pytest.approx(alone[1], rel=1e-9)


def test_the_official_rates_have_their_own_denominators():
    rates = talking_therapies_rates(TalkingTherapiesCounts(202, 69, 32, 43, 21, 24))
    assert (rates["recovery"], rates["reliable_recovery"]) == (wilson(32, 69), wilson(24, 69))
    assert (rates["reliable_improvement"], rates["reliable_deterioration"]) == (wilson(43, 202), wilson(21, 202))
    none = talking_therapies_rates(TalkingTherapiesCounts(5, 0, 0, 1, 0, 0))
    assert none["recovery"] == NotComputed("No rate: 0 of 0.")


def test_the_official_counts_are_the_same_in_parts():
    low, high = invented(), invented(seed=9)
    table = low.with_columns(measure=low["client"].str.replace(".*", "phq-9")).vstack(
        high.with_columns(measure=high["client"].str.replace(".*", "gad-7"))
    )
    choices = {"depression": "phq-9", "anxiety": "gad-7"}
    whole = talking_therapies_table(table, **choices)
    parts = in_parts(table.lazy(), table.height, rows_a_part=300)
    assert talking_therapies_parts([*parts, table.filter(table["client"] == "")], **choices) == whole
    with pytest.raises(NotEnough, match="nobody has a first and a last score"):
        talking_therapies_parts([low.with_columns(measure=low["client"])], **choices)
