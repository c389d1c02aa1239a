"""Jacobson-Truax of a million clients with two scores, here and in R: python benchmarks/jacobson_truax.py [--clients N] [--rounds N]

Both take turns in one run, each in a process of its own, warmed up on a thousand clients: the job from a table in memory, and the
whole way from a CSV file to the counts; start-up is left out. Once with the lines in the order of the clients, as tables are kept, and
once with the same lines shuffled. R does the job with the package clinicalsignificance where it is installed, else with the steps that
the package documents (jacobson_truax.R); the output says which. Before that, R has to give the counts that the package itself gave for
tables of others in ../shared, where that is present. Gives 1 when counts differ or R does not take at least ten times as long for the
job on the table in order; 2 when there is no R.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from caseload_scale import NORMS, ROOT, in_a_process

WANTED = 10
CLASSES = ("recovered", "improved", "unchanged", "deteriorated", "harmed")
DATA = ROOT.parent / "shared" / "data"
OF_THE_PACKAGE = {
    ("clinsig/antidepressants.csv", "patient", "measurement", "mom_di", "Before", "After", "0.80", "7", "7"): (159, 115, 237, 34, 10),
    ("cesd_longitudinal/cesd_ahi_long.csv", "id", "occasion", "cesdTotal", "0", "5", "0.85", "9.25", "8.58"): (7, 2, 33, 5, 1),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if which("Rscript") is None:
        print("R is not installed here (Debian: apt-get install r-base-core r-cran-dplyr r-cran-tidyr); no comparison was made")
        return 2
    with TemporaryDirectory(prefix="fullarc-r-") as folder:
        return compare(Path(folder), arguments.clients, arguments.rounds)


def compare(folder: Path, clients: int, rounds: int) -> int:
    """Checks R on data of others, then lets both do the same million pairs in turn, and prints one line a finding."""
    alike = [as_the_package_counted(*call) for call in OF_THE_PACKAGE.items()]
    binary, in_order, mixed = folder / "two.parquet", folder / "in_order.csv", folder / "mixed.csv"
    in_a_process("make", binary, clients=clients, scores=2)
    made = pl.read_parquet(binary)
    made.write_csv(mixed)
    made.sort("client", "time").write_csv(in_order)
    print(f"{clients:,} clients with two scores; the median of {rounds} rounds, taken in turn")
    ratio, same = side_by_side("a table in the order of its clients", in_order, rounds)
    _, same_mixed = side_by_side("the same lines shuffled", mixed, rounds)
    good = all(alike) and same and same_mixed and ratio >= WANTED
    print(f"{'as' if good else 'NOT as'} wanted: equal counts, {WANTED} x for the job")
    return 0 if good else 1


def side_by_side(name: str, table: Path, rounds: int) -> tuple[float, bool]:
    """Both sides in turn on one table. Gives the ratio of the job by the clock, and whether all counts are equal."""
    norms = (str(NORMS["reliability"]), str(NORMS["mean"]), str(NORMS["sd"]))
    runs = [(in_a_process("pairs", table), in_r(table, "client", "time", "score", "0", "1", *norms)) for _ in range(rounds)]
    ours, theirs = (list(of_side) for of_side in zip(*runs, strict=True))
    same = len({counts(run["figures"]) for run in (*ours, *theirs)}) == 1
    print(f"{name}; R {theirs[0]['r']}, {theirs[0]['by']}")
    ratio = say("  the job from a table in memory", ours, theirs)
    say("  from the CSV file to the counts", [run["whole"] for run in ours], [run["whole"] for run in theirs])
    print("  " + ", ".join(f"{ours[0]['figures'][kind]:,} {kind}" for kind in CLASSES) + (": equal" if same else ": counts NOT EQUAL"))
    return ratio, same


def say(name: str, ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> float:
    """One line: seconds of both by the clock and by the processor. Gives the ratio by the clock."""
    (here, busy), (there, busy_there) = ([median(run[time] for run in runs) for time in ("seconds", "busy")] for runs in (ours, theirs))
    by_clock, by_processor = (
        f"{here:.2f} s, R {there:.2f} s: {there / here:.1f} x",
        f"{busy:.2f} s, R {busy_there:.2f} s: {busy_there / busy:.1f} x",
    )
    print(f"{name:<34}{by_clock:<28}processor {by_processor}")
    return there / here


def as_the_package_counted(call: tuple[str, ...], wanted: tuple[int, ...]) -> bool:
    """Does R give, for this table of others, the counts that the package gave?"""
    table = DATA / call[0]
    if not table.is_file():
        print(f"{call[0]}: not beside this repository; R was not checked against the package's counts")
        return True
    found = counts(in_r(table, *call[1:])["figures"])
    print(f"{call[0]}: R {found}, the package {wanted}: {'equal' if found == wanted else 'NOT EQUAL'}")
    return found == wanted


def in_r(table: Path, *words: str) -> dict[str, Any]:
    script = Path(__file__).with_suffix(".R")
    run = subprocess.run(["Rscript", "--vanilla", str(script), str(table), *words], capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(run.stderr)
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def counts(figures: dict[str, int]) -> tuple[int, ...]:
    return tuple(figures[name] for name in CLASSES)


if __name__ == "__main__":
    sys.exit(main())
