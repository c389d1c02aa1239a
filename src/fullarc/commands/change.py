"""`fullarc change`: how many clients of a table recovered, improved, stayed, deteriorated or were harmed."""

import argparse
import json
from pathlib import Path
from typing import Any

import polars as pl

from fullarc.change.caseload import CaseloadChange, Population, change_by_formula, change_by_percent, change_by_published_values
from fullarc.change.direction import NotEnough
from fullarc.change.engines import ENGINES, EngineMissing, TableRefused, as_time, in_engine, read_scores
from fullarc.change.talking_therapies import MeasureValues
from fullarc.change.talking_therapies_table import TalkingTherapiesChange, talking_therapies_table
from fullarc.commands.refusals import CallWasWrong, WorkFailed
from fullarc.instruments.catalogue import UnknownMeasure, catalogue
from fullarc.instruments.definition import Instrument

FORMULAS = ("jt", "gln", "en", "nk", "ha")


def add_to(commands: Any) -> None:
    parser = commands.add_parser("change", help="reliable and clinically significant change of many clients")
    parser.add_argument("file", type=Path, metavar="SCORES.csv", help="columns client, time (number or date), score; perhaps measure")
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
    parser.add_argument("--engine", choices=ENGINES, default="polars")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--out", type=Path, metavar="F", help="write the JSON to F, or one row a client when F ends in .csv")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the counts, or writes them. The figures are the same with every engine."""
    if not arguments.file.is_file():
        raise CallWasWrong(f"{arguments.file}: there is no such file; give a CSV with the columns client, time, score")
    measure = _measure(arguments.measure)
    try:
        frame = _one_measure(read_scores(arguments.file), measure, arguments.method)
        result = _judge(arguments, frame, measure)
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


def _one_measure(frame: pl.DataFrame, measure: Instrument | None, method: str | None) -> pl.DataFrame:
    """The rows that belong together: those of the measure asked for, or all when the table holds only one."""
    if "measure" not in frame.columns:
        if method == "nhs":
            raise CallWasWrong("method nhs reads two measures together; the table needs a column measure with phq-9 and gad-7")
        return frame
    known = catalogue()
    names = {name: known.get(name).id if name in known else name for name in frame["measure"].drop_nulls().unique()}
    named = frame.with_columns(pl.col("measure").replace(names))
    if method == "nhs":
        return named
    if measure is None and len(set(names.values())) > 1:
        raise CallWasWrong(f"the table holds several measures ({', '.join(sorted(set(names.values())))}); choose one with --measure")
    return named if measure is None else named.filter(pl.col("measure") == measure.id)


def _judge(arguments: argparse.Namespace, frame: pl.DataFrame, measure: Instrument | None) -> CaseloadChange | TalkingTherapiesChange:
    baseline, end = (as_time(word, frame["time"]) if word is not None else None for word in (arguments.baseline, arguments.end))
    if frame["time"].dtype == pl.String and (baseline is None or end is None):
        raise CallWasWrong("the times are words, so their order is not known; name two of them with --baseline and --end")
    table = in_engine(frame, arguments.engine)
    if arguments.method == "nhs":
        return _by_talking_therapies_rules(table, baseline, end)
    better = _better(arguments, measure)
    if arguments.method == "percent":
        minimum = measure.total.low if measure else 0.0
        by, worse = arguments.percent, arguments.percent_worse
        return change_by_percent(table, better=better, better_by=by, worse_by=worse, minimum=minimum, baseline=baseline, end=end)
    if measure and _wants_published(arguments) and measure.total.reliable_change:
        return _by_published_values(table, measure, baseline, end)
    reliability, functional = _norms(arguments, measure)
    return change_by_formula(
        table,
        better=better,
        reliability=reliability,
        functional=functional,
        method=arguments.method or "jt",
        cutoff=arguments.cutoff or "c",
        baseline=baseline,
        end=end,
    )


def _wants_published(arguments: argparse.Namespace) -> bool:
    own = (arguments.reliability, arguments.functional_mean, arguments.functional_sd, arguments.method, arguments.cutoff)
    return all(value is None for value in own)


def _better(arguments: argparse.Namespace, measure: Instrument | None) -> str:
    better = arguments.better or (measure.better.value if measure else None)
    if better is None:
        raise CallWasWrong("which end of the scale is better is not known; give --better lower or higher, or --measure")
    return str(better)


def _by_published_values(table: Any, measure: Instrument, baseline: Any, end: Any) -> CaseloadChange:
    total = measure.total
    line = total.cutoffs[0] if total.cutoffs else None
    return change_by_published_values(
        table,
        better=measure.better.value,
        reliable=total.reliable_change[0].value,
        cutoff=line.at if line else None,
        inclusive=line.inclusive if line else True,
        reliability=total.reliability[0].value if total.reliability else None,
        baseline=baseline,
        end=end,
    )


def _by_talking_therapies_rules(table: Any, baseline: Any, end: Any) -> TalkingTherapiesChange:
    values = {
        name: MeasureValues(catalogue().get(name).total.cutoffs[0].at, catalogue().get(name).total.reliable_change[0].value)
        for name in ("phq-9", "gad-7")
    }
    return talking_therapies_table(
        table,
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


def _show(arguments: argparse.Namespace, result: CaseloadChange | TalkingTherapiesChange) -> None:
    summary = _summary(result)
    if arguments.out is not None:
        _write(arguments.out, summary, result)
    if arguments.json:
        print(json.dumps(summary))
    elif arguments.out is None:
        print("\n".join(_words(summary)))


def _write(path: Path, summary: dict[str, Any], result: CaseloadChange | TalkingTherapiesChange) -> None:
    try:
        if path.suffix.casefold() != ".csv":
            path.write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
        elif isinstance(result, CaseloadChange):
            pl.DataFrame(result.pairs.collect().to_dict(as_series=False)).sort("client").write_csv(path)
        else:
            raise CallWasWrong("method nhs gives counts, not a row a client; name a file that ends in .json")
    except OSError as problem:
        raise WorkFailed(f"{path}: it could not be written ({problem.strerror}); choose another place") from None


def _summary(result: CaseloadChange | TalkingTherapiesChange) -> dict[str, Any]:
    if isinstance(result, TalkingTherapiesChange):
        official = result.official
        return {
            "n": official.paired,
            "s_diff": None,
            "cutoff": None,
            "counts": dict(result.counts),
            "method": "nhs",
            "nhs": {
                "paired": official.paired,
                "caseness": official.caseness,
                "recovery": official.recovered,
                "reliable_improvement": official.reliably_improved,
                "reliable_deterioration": official.reliably_deteriorated,
                "reliable_recovery": official.reliably_recovered,
            },
        }
    return {
        "n": result.n,
        "s_diff": result.s_diff,
        "cutoff": result.cutoff,
        "counts": dict(result.counts),
        "method": result.method,
        "threshold": result.threshold,
        "not_judged": dict(result.not_judged),
    }


def _words(summary: dict[str, Any]) -> list[str]:
    lines = [f"{summary['n']} clients with a first and a last score, method {summary['method']}"]
    if summary["s_diff"] is not None:
        lines.append(f"standard error of the difference {summary['s_diff']:.4g}")
    if summary["cutoff"] is not None:
        lines.append(f"cut-off {summary['cutoff']:.4g}")
    lines += [f"{name:<13}{count:>7}" for name, count in summary["counts"].items()]
    lines += [f"{name.replace('_', ' '):<23}{count:>7}" for name, count in summary.get("nhs", {}).items()]
    return lines + [f"{count} not judged: {reason}" for reason, count in summary.get("not_judged", {}).items()]
