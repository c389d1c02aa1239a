"""Totals that the authors of real data give for the SPIN and the CES-D. Needs the shared data."""

import csv
from pathlib import Path
from statistics import mean

import pytest

from fullarc.instruments.scoring import score

DATA = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not beside this repository")


def rows_of(folder):
    [path] = (DATA / folder).glob("*.csv")
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        return list(csv.DictReader(text))


def test_the_spin_totals_of_three_thousand_players_are_the_authors():
    same = empty = 0
    for row in rows_of("gad7_gaming"):
        answers = {n: int(float(cell)) if (cell := row[f"SPIN{n}"]) not in ("", "NA") else None for n in range(1, 18)}
        total = score("spin", answers).total
        if row["SPIN_T"] in ("", "NA"):
            assert not total.scored
            empty += 1
        else:
            assert total.value == float(row["SPIN_T"])
            same += 1
    assert (same, empty) == (2860, 140)


def test_the_ces_d_totals_are_the_authors_on_every_row():
    rows = rows_of("cesd_longitudinal")
    totals = [score("ces-d", {n: int(row[f"cesd{n:02}"]) - 1 for n in range(1, 21)}).total.value for row in rows]
    assert totals == [float(row["cesdTotal"]) for row in rows]
    assert len(totals) == 458
    assert mean(total for total, row in zip(totals, rows, strict=True) if row["occasion"] == "0") == pytest.approx(14.9392, abs=1e-4)
