"""`fullarc change`: how many clients of a table recovered, improved, stayed, deteriorated or were harmed, and whether it lasted."""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from fullarc.change.caseload import Population
from fullarc.change.caseload_report import ByFormula, ByPercent, ByPublishedValues, Rule, caseload_report, in_parts
from fullarc.change.course_rows import DAYS_OF, Between
from fullarc.change.direction import NotEnough
from fullarc.change.engines import ENGINES, EngineMissing, in_engine
from fullarc.change.score_table import DATES, WORDS, ScoreTable, TableRefused, as_time, refuse_outside, scan_scores
from fullarc.change.talking_therapies import MeasureValues
from fullarc.change.talking_therapies_table import TalkingTherapiesChange, talking_therapies_parts
from fullarc.commands.change_output import Result, summary_of, words_of, write_rows
from fullarc.commands.progress_bar import ProgressBar
from fullarc.commands.refusals import CallWasWrong, WorkFailed
from fullarc.instruments.catalogue import UnknownMeasure, catalogue
from fullarc.instruments.definition import Instrument

FORMULAS = ("jt", "gln", "en", "nk", "ha")
PAIR = ("phq-9", "gad-7")  # read together by the rules of NHS Talking Therapies


def add_to(commands: Any) -> None:
    parser = commands.add_parser("change", help="reliable and clinically significant change of many clients")
    parser.add_argument("file", type=Path, metavar="SCORES", help="CSV or Parquet: client, time (number or date), score; perhaps measure")
    parser.add_argument("--measure", help="a measure whose published values are used, such as phq-9")
    parser.add_argument("--reliability", type=float, metavar="R")
    parser.add_argument("--functional-mean", type=float, metavar="M")
    parser.add_argument("--functional-sd", type=float, metavar="S")
    parser.add_argument("--better", choices=("lower", "higher"), help="which end of the scale is the healthy one")
    parser.add_argument("--baseline", metavar="T", help="the time of the first score; without it each client's earliest")
    parser.add_argument("--end", metavar="T", help="the time of the last score; without it each client's latest")
    parser.add_argument("--method", choices=(*FORMULAS, "percent", "nhs"), help="without it: published values of --measure, or jt")
    parser.add_argument("--cutoff", choices=("a", "b", "c"), help="a computed cut-off; c when a formula is used")
    parser.add_argument("--percent", type=float, default=50.0, metavar="P", help="improved from so many percent on (method percent; 50)")
    parser.add_argument("--percent-worse", type=float, metavar="P", help="deteriorated from so many percent on; as --percent without it")
    parser.add_argument(
        "--unit", choices=tuple(DAYS_OF), help="what one step of a time in numbers is; without it no span of days is asked for"
    )
    parser.add_argument("--engine", choices=ENGINES, default="polars")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--out", type=Path, metavar="F", help="write the JSON to F, or one row a client when F ends in .csv")
    parser.add_argument("--progress", action="store_true", default=None, help="show the progress bar even when nobody watches")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the figures, or writes them. They are the same with every engine. The table may be larger than memory."""
    if not arguments.file.is_file():
        raise CallWasWrong(f"{arguments.file}: there is no such file; give a CSV or Parquet file with the columns client, time, score")
    measure = _measure(arguments.measure)
    try:
        with TemporaryDirectory(prefix="fullarc-") as folder:
            table = _one_measure(scan_scores(arguments.file), measure, arguments.method)
            _refuse_outside(arguments.file, table, measure, arguments.method)
            result = _judge(arguments, table, measure, Path(folder))
    except EngineMissing as missing:
        raise CallWasWrong(str(missing)) from None
    except (TableRefused, NotEnough, ValueError) as problem:
        raise WorkFailed(str(problem)) from None
    _show(arguments, result)
    return 0


def _measure(name: str | None) -> Instrument | None:
    try:
        return catalogue().get(name) if name else None
    except UnknownMeasure as unknown:
        raise CallWasWrong(str(unknown)) from None


def _one_measure(table: ScoreTable, measure: Instrument | None, method: str | None) -> ScoreTable:
    """The rows that belong together: those of the measure asked for, or all when the table holds only one."""
    if not table.has_measure:
        if method == "nhs":
            raise CallWasWrong("method nhs reads two measures together; the table needs a column measure with phq-9 and gad-7")
        return table
    known = catalogue()
    found = table.frame.select(pl.col("measure").drop_nulls().unique()).collect(engine="streaming")["measure"]
    names = {name: known.get(name).id if name in known else name for name in found}
    named = table.frame.with_columns(pl.col("measure").replace(names))
    if method != "nhs" and measure is None and len(set(names.values())) > 1:
        raise CallWasWrong(f"the table holds several measures ({', '.join(sorted(set(names.values())))}); choose one with --measure")
    if method != "nhs" and measure is not None:
        named = named.filter(pl.col("measure") == measure.id)
    if method != "nhs":
        named = named.drop("measure")
    return replace(table, frame=named)


def _refuse_outside(file: Path, table: ScoreTable, measure: Instrument | None, method: str | None) -> None:
    """Scores that a measure cannot have are no scores of it: 99 for a missing one, or another way of scoring."""
    if method != "nhs":
        if measure is not None:
            refuse_outside(file, table, measure.short_name, measure.total.low, measure.total.high)
        return
    for each in map(catalogue().get, PAIR):
        of_one = replace(table, frame=table.frame.filter(pl.col("measure") == each.id))
        refuse_outside(file, of_one, each.short_name, each.total.low, each.total.high)


def _judge(arguments: argparse.Namespace, table: ScoreTable, measure: Instrument | None, folder: Path) -> Result:
    if table.times == WORDS and (arguments.baseline is None or arguments.end is None):
        raise CallWasWrong(
            "the times are words, so their order is not known; write dates as YYYY-MM-DD, or name two times with --baseline and --end"
        )
    baseline, end = (as_time(word, table.times) if word is not None else None for word in (arguments.baseline, arguments.end))
    if table.times == WORDS:
        table, baseline, end = _in_order(table, arguments.baseline, arguments.end), 0.0, 1.0
    parts = _parts(table, arguments.engine, folder)
    progress = ProgressBar("courses", arguments.progress)
    if arguments.method == "nhs":
        return _by_talking_therapies_rules(parts, baseline, end)
    between = Between(None if baseline is None else float(baseline), None if end is None else float(end))
    days = 1.0 if table.times == DATES else DAYS_OF.get(arguments.unit)
    return caseload_report(parts, _rule(arguments, measure), days=days, between=between, progress=progress)


def _in_order(table: ScoreTable, baseline: str, end: str) -> ScoreTable:
    """Two named times as 0 and 1, in the order the call gave them; other times are left out."""
    time = pl.when(pl.col("time") == baseline).then(0.0).when(pl.col("time") == end).then(1.0)
    frame = table.frame.with_columns(time.alias("time")).filter(pl.col("time").is_not_null())
    return replace(table, frame=frame)


def _parts(table: ScoreTable, engine: str, folder: Path) -> list[Any]:
    """Polars takes a long table in parts; DuckDB and Spark have their own ways to work outside memory, pandas has none."""
    if engine == "polars":
        return [in_engine(part, engine) for part in in_parts(table.frame, table.rows)]
    return [in_engine(table.frame, engine, folder)]


def _rule(arguments: argparse.Namespace, measure: Instrument | None) -> Rule:
    better = _better(arguments, measure)
    if arguments.method == "percent":
        return ByPercent(better, arguments.percent, arguments.percent_worse, measure.total.low if measure else 0.0)
    if measure and _wants_published(arguments) and measure.total.reliable_change:
        return _published_values(measure)
    reliability, functional = _norms(arguments, measure)
    return ByFormula(better, reliability, functional, arguments.method or "jt", arguments.cutoff or "c")


def _wants_published(arguments: argparse.Namespace) -> bool:
    own = (arguments.reliability, arguments.functional_mean, arguments.functional_sd, arguments.method, arguments.cutoff)
    return all(value is None for value in own)


def _better(arguments: argparse.Namespace, measure: Instrument | None) -> str:
    better = arguments.better or (measure.better.value if measure else None)
    if better is None:
        raise CallWasWrong("which end of the scale is better is not known; give --better lower or higher, or --measure")
    return str(better)


def _published_values(measure: Instrument) -> ByPublishedValues:
    total = measure.total
    line = total.cutoffs[0] if total.cutoffs else None
    return ByPublishedValues(
        better=measure.better.value,
        reliable=total.reliable_change[0].value,
        cutoff=line.at if line else None,
        inclusive=line.inclusive if line else True,
        reliability=total.reliability[0].value if total.reliability else None,
    )


def _by_talking_therapies_rules(parts: list[Any], baseline: Any, end: Any) -> TalkingTherapiesChange:
    values = {
        name: MeasureValues(catalogue().get(name).total.cutoffs[0].at, catalogue().get(name).total.reliable_change[0].value)
        for name in PAIR
    }
    return talking_therapies_parts(
        parts,
        depression="phq-9",
        anxiety="gad-7",
        depression_values=values["phq-9"],
        anxiety_values=values["gad-7"],
        baseline=baseline,
        end=end,
    )


def _norms(arguments: argparse.Namespace, measure: Instrument | None) -> tuple[float, Population]:
    """Reliability and functional population: those given, else those of the measure. Refused when one is not known."""
    total = measure.total if measure else None
    facts = (
        ("--reliability", arguments.reliability, total.reliability[0] if total and total.reliability else None),
        ("--functional-mean", arguments.functional_mean, total.functional_mean if total else None),
        ("--functional-sd", arguments.functional_sd, total.functional_sd if total else None),
    )
    known = [given if given is not None else fact.value if fact else None for _, given, fact in facts]
    missing = [option for (option, _, _), value in zip(facts, known, strict=True) if value is None]
    reliability, mean, sd = known
    if missing or reliability is None or mean is None or sd is None:
        raise CallWasWrong(
            f"a formula needs {', '.join(missing)}" + (f"; {measure.short_name} has no such value on file" if measure else "")
        )
    return reliability, Population(mean, sd)


def _show(arguments: argparse.Namespace, result: Result) -> None:
    printed = json.dumps(summary_of(result), indent=None if arguments.json else 1)
    if arguments.out is not None:
        _write(arguments.out, printed, result)
    if arguments.json:
        print(printed)
    elif arguments.out is None:
        print("\n".join(words_of(result)))


def _write(path: Path, printed: str, result: Result) -> None:
    if path.suffix.casefold() == ".csv":
        write_rows(path, result)
        return
    try:
        path.write_text(printed + "\n", encoding="utf-8")
    except OSError as problem:
        raise WorkFailed(f"{path}: it could not be written ({problem.strerror}); choose another place") from None
