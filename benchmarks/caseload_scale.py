"""How long a million courses take: python benchmarks/caseload_scale.py [--clients N] [--spark-clients N] [--rounds N]

Makes invented scores in a folder that is removed again, and runs each job in a process of its own, side by side in the same run, so
that the ratios mean something on any machine: the whole report against a bare grouped query of the same file, and Spark against Polars on
a smaller part. What is not installed is said and left out. The comparison with R is jacobson_truax.py.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CORES = "2"
SCORES = 10
NORMS = {"reliability": 0.84, "mean": 5.0, "sd": 4.0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=1_000_000)
    parser.add_argument("--spark-clients", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--job", choices=tuple(JOBS), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.job:
        print(json.dumps(JOBS[arguments.job](arguments.file)))
        return 0
    with TemporaryDirectory(prefix="fullarc-scale-") as folder:
        return compare(arguments, Path(folder))


def compare(arguments: argparse.Namespace, folder: Path) -> int:
    """Runs everything and prints one line a finding. Gives 1 when a wanted ratio is missed."""
    ten, few = folder / "ten.parquet", folder / "few.parquet"
    for path, clients in ((ten, arguments.clients), (few, arguments.spark_clients)):
        in_a_process("make", path, clients=clients, scores=SCORES)
    print(f"{arguments.clients:,} clients x {SCORES} scores, {CORES} cores; the fastest of {arguments.rounds} rounds, start-up left out")
    bare, whole, formula = side_by_side(("bare", "report", "formula"), ten, arguments.rounds)
    ratio = whole["seconds"] / bare["seconds"]
    say("bare query (first, last, slope a client)", bare, "")
    say("whole report, published values", whole, against(whole, bare))
    say("whole report, Jacobson-Truax (two passes)", formula, against(formula, bare))
    good = ratio <= 4 and max(whole["memory"], formula["memory"]) < 2000
    good &= beside_spark(few)
    print("as wanted: at most 4 x, below 2,000 MB" if good else "NOT as wanted: at most 4 x, below 2,000 MB, equal figures")
    return 0 if good else 1


def beside_spark(path: Path) -> bool:
    """The whole report by Spark on this computer and by Polars: the figures have to be equal."""
    missing = "pyspark" if find_spec("pyspark") is None else "" if which("java") else "Java 17"
    if missing:
        print(f"{missing} is not installed here: no comparison with Spark was made")
        return True
    ours, spark = in_a_process("report", path), in_a_process("spark", path)
    same = ours["figures"] == spark["figures"]
    verdict = "equal" if same else "NOT EQUAL"
    print(f"Spark, {ours['figures']['n']:,} clients: {spark['seconds']:.1f} s against {ours['seconds']:.1f} s; figures {verdict}")
    return same


def side_by_side(jobs: Sequence[str], path: Path, rounds: int) -> list[dict[str, Any]]:
    """Each job once in every round, in turn, so that a busy machine is busy for all of them; the fastest run of each."""
    runs = [[in_a_process(job, path) for job in jobs] for _ in range(rounds)]
    return [min(of_job, key=lambda run: run["seconds"]) for of_job in zip(*runs, strict=True)]


def say(name: str, run: dict[str, Any], remark: str) -> None:
    print(f"{name:<42}{run['seconds']:7.2f} s {run['busy']:7.2f} s of processor {run['memory']:6.0f} MB   {remark}")


def against(run: dict[str, Any], bare: dict[str, Any]) -> str:
    return f"{run['seconds'] / bare['seconds']:.1f} x the bare query ({run['busy'] / bare['busy']:.1f} x its processor time)"


def in_a_process(job: str, path: Path, **choices: int) -> dict[str, Any]:
    """One job alone in a process with two cores; its own time (without start-up), its peak memory in MB, its figures."""
    places = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "POLARS_MAX_THREADS": CORES, "PYTHONPATH": os.pathsep.join(filter(None, places))}
    environment |= {f"SCALE_{name.upper()}": str(value) for name, value in choices.items()}
    command = [sys.executable, __file__, "--job", job, "--file", str(path)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(run.stderr)
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def measured(work: Callable[[], Any]) -> dict[str, Any]:
    begin, busy = time.perf_counter(), time.process_time()
    figures = work()
    seconds, busy = time.perf_counter() - begin, time.process_time() - busy
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "busy": busy, "memory": memory, "figures": figures}


def make(path: Path) -> dict[str, Any]:
    """Invented scores, 0 to 27, a week apart, lines out of order; the same for the same number of clients."""
    import polars as pl

    clients, scores = int(os.environ["SCALE_CLIENTS"]), int(os.environ["SCALE_SCORES"])
    draws = pl.int_range(clients * scores, eager=True).to_frame("line").lazy()
    client, visit = pl.col("line") // scores, pl.col("line") % scores
    shares = {f"u{seed}": pl.col("line").hash(seed) % 1_000_003 / 1_000_003 for seed in (1, 2, 3)}
    own = {f"o{seed}": client.hash(seed) % 1_000_003 / 1_000_003 for seed in (4, 5)}
    noise = (pl.col("u1") + pl.col("u2") + pl.col("u3") - 1.5) * 5
    level = 8 + 18 * pl.col("o4") - (1.6 * pl.col("o5") - 0.4) * visit * (9 / max(scores - 1, 1))
    table = draws.with_columns(**shares, **own).select(
        client=client,
        time=(visit * (7 if scores > 2 else 1)).cast(pl.Int32),
        score=(level + noise).round().clip(0, 27),
    )
    table.collect().sample(fraction=1.0, shuffle=True, seed=5).write_parquet(path)
    return {}


def bare(path: Path) -> dict[str, Any]:
    """First score, last score and least-squares slope of every client: the least that any such work has to do."""
    import polars as pl

    def work() -> int:
        in_order = pl.col("score").sort_by("time")
        slope = pl.cov("time", "score") / pl.col("time").cast(pl.Float64).var()
        courses = pl.scan_parquet(path).group_by("client").agg(first=in_order.first(), last=in_order.last(), slope=slope)
        return courses.collect(engine="streaming").height

    return measured(work)


def report(path: Path, engine: str = "polars", formula: bool = False) -> dict[str, Any]:
    """From the file to the figures, as `fullarc change` does it."""
    from fullarc.change.caseload import Population
    from fullarc.change.caseload_report import ByFormula, ByPublishedValues, caseload_report, in_parts
    from fullarc.change.engines import in_engine
    from fullarc.change.score_table import scan_scores

    rule = (
        ByFormula("lower", NORMS["reliability"], Population(NORMS["mean"], NORMS["sd"]))
        if formula
        else ByPublishedValues("lower", reliable=6, cutoff=10, reliability=NORMS["reliability"])
    )

    def work() -> dict[str, Any]:
        table = scan_scores(path)
        with TemporaryDirectory(prefix="fullarc-scale-") as folder:
            parts = in_parts(table.frame, table.rows) if engine == "polars" else [in_engine(table.frame, engine, Path(folder))]
            found = caseload_report(parts, rule)
        figures = {"n": found.change.n, "counts": dict(found.change.counts), "durability": dict(found.durability or {})}
        return figures | {"g": round(found.effect.effect.g, 9) if found.effect else None, "clients": found.completeness.clients}

    return measured(work)


def pairs(path: Path) -> dict[str, Any]:
    """Jacobson-Truax with cut-off c of everybody with two scores: once from a table in memory, and then from the CSV file (`whole`)."""
    import polars as pl

    from fullarc.change.caseload import Population, change_by_formula
    from fullarc.change.score_table import scan_scores

    population = Population(NORMS["mean"], NORMS["sd"])

    def judged(table: Any) -> dict[str, int]:
        found = change_by_formula(table, better="lower", reliability=NORMS["reliability"], functional=population, baseline=0, end=1)
        return dict(found.counts)

    in_memory = pl.read_csv(path)
    judged(in_memory.filter(pl.col("client").is_in(in_memory["client"].head(1_000).to_list())))  # warmed up, as R is
    job = measured(lambda: judged(in_memory))
    whole = measured(lambda: judged(scan_scores(path).frame))
    return job | {"whole": {"seconds": whole["seconds"], "busy": whole["busy"]}}


JOBS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "make": make,
    "bare": bare,
    "report": report,
    "formula": lambda path: report(path, formula=True),
    "spark": lambda path: report(path, engine="spark"),
    "pairs": pairs,
}

if __name__ == "__main__":
    sys.exit(main())
