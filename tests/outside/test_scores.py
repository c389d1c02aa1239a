"""Scores of real answers, as independent software and the authors' own totals give them. Needs the shared data."""

import csv
from pathlib import Path
from statistics import correlation, mean, stdev, variance

import pytest

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.scoring import score

DATA = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not beside this repository")


def lines(name):
    with (DATA / name).open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def answered(row, prefix, items, missing=()):
    values = {item: row[f"{prefix}{item}"] for item in range(1, items + 1)}
    return {item: None if value in ("", "NA", *missing) else int(value) for item, value in values.items()}


def alpha(rows):
    columns = list(zip(*rows, strict=True))
    return len(columns) / (len(columns) - 1) * (1 - sum(map(variance, columns)) / variance([sum(row) for row in rows]))


def bands(measure, forms):
    scale = catalogue().get(measure).total
    labels = [score(measure, form).total.band for form in forms]
    return [labels.count(band.label) for band in scale.bands]


@pytest.fixture(scope="module")
def retest():
    rows = lines("phq9_gad7_retest/phq9_gad7_t1_t2.csv")
    return {
        measure: {time: [answered(row, prefix, items) for row in rows if row["time"] == time] for time in ("1", "2")}
        for measure, prefix, items in (("phq-9", "PHQ", 9), ("gad-7", "GAD", 7))
    }


def test_bands_of_202_people(retest):
    assert bands("phq-9", retest["phq-9"]["1"]) == [83, 69, 26, 16, 8]
    assert bands("gad-7", retest["gad-7"]["1"]) == [93, 66, 28, 15]


@pytest.mark.parametrize(
    ("measure", "first", "second", "retested"),
    [("phq-9", 0.8858177, 0.8988553, 0.7648294), ("gad-7", 0.8995204, 0.9189271, 0.6735748)],
)
def test_alpha_and_retest_correlation_agree_with_independent_software(retest, measure, first, second, retested):
    before, after = retest[measure]["1"], retest[measure]["2"]
    assert alpha([tuple(form.values()) for form in before]) == pytest.approx(first, abs=1e-7)
    assert alpha([tuple(form.values()) for form in after]) == pytest.approx(second, abs=1e-7)
    totals = [[score(measure, form).total.value for form in forms] for forms in (before, after)]
    assert correlation(*totals) == pytest.approx(retested, abs=1e-7)


def test_item_9_is_raised_in_as_many_people_as_answered_it_above_never(retest):
    raised = {time: [bool(score("phq-9", form).risk_raised) for form in forms] for time, forms in retest["phq-9"].items()}
    assert (sum(raised["1"]), sum(raised["2"])) == (35, 22)
    answers = zip(retest["phq-9"]["1"], retest["phq-9"]["2"], strict=True)
    assert sum(after[9] > before[9] for before, after in answers) == 8


def test_a_population_survey_with_refused_answers():
    rows = lines("phq9_nhanes/dpq_j.csv")
    forms = [
        {item: int(value) if (value := row[f"DPQ0{item}0"].split(".")[0]) in ("0", "1", "2", "3") else None for item in range(1, 10)}
        for row in rows
    ]
    complete = [form for form in forms if None not in form.values()]
    totals = [score("phq-9", form).total.value for form in complete]
    assert len(complete) == 2530
    assert alpha([tuple(form.values()) for form in complete]) == pytest.approx(0.8308917, abs=1e-7)
    assert (mean(totals), stdev(totals)) == (pytest.approx(3.34704, abs=1e-5), pytest.approx(4.30864, abs=1e-5))
    assert bands("phq-9", complete) == [1851, 438, 152, 68, 21]
    incomplete = [score("phq-9", form) for form in forms if None in form.values()]
    assert all(scored.total.prorated or scored.total.not_scored for scored in incomplete)


def test_three_thousand_gad_7_totals_are_the_authors_own():
    rows = lines("gad7_gaming/gad7_swls_spin.csv")
    forms = [answered(row, "GAD", 7) for row in rows]
    assert [score("gad-7", form).total.value for form in forms] == [float(row["GAD_T"]) for row in rows]
    assert alpha([tuple(form.values()) for form in forms]) == pytest.approx(0.8623659, abs=1e-7)
    assert bands("gad-7", forms) == [1701, 775, 345, 179]


def test_the_pcl_5_pattern_and_cutoff_in_111_people():
    columns = [f"{cluster}{n}" for cluster, items in (("B", 5), ("C", 2), ("D", 7), ("E", 6)) for n in range(1, items + 1)]
    forms = [{item: int(row[column]) for item, column in enumerate(columns, start=1)} for row in lines("pcl5_items/pcl5.csv")]
    scored = [score("pcl-5", form) for form in forms]
    assert alpha([tuple(form.values()) for form in forms]) == pytest.approx(0.8923421, abs=1e-7)
    assert mean(form.total.value for form in scored) == pytest.approx(29.85586, abs=1e-5)
    assert sum(bool(form.total.clinical) for form in scored) == 36
    assert sum(bool(form.patterns[0].met) for form in scored) == 37


def test_reversing_gives_the_authors_ces_d_totals():
    """The CES-D is not shipped; its file is read through the same definition format, with its own item map."""
    rows = lines("cesd_longitudinal/cesd_ahi_long.csv")
    reverse = {4, 8, 12, 16}
    scored = [[4 - int(row[f"cesd{i:02}"]) if i in reverse else int(row[f"cesd{i:02}"]) - 1 for i in range(1, 21)] for row in rows]
    assert [sum(items) for items in scored] == [int(row["cesdTotal"]) for row in rows]
    first = [items for items, row in zip(scored, rows, strict=True) if row["occasion"] == "0"]
    assert alpha(first) == pytest.approx(0.9145737, abs=1e-7)
    assert mean(sum(items) for items in first) == pytest.approx(14.9392, abs=5e-5)
