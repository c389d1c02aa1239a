"""What `fullarc change` prints and writes: the figures as JSON or in words, or one row a client."""

from pathlib import Path
from typing import Any

import polars as pl

from fullarc.change.caseload_report import CaseloadReport, talking_therapies_rates
from fullarc.change.effect_size import Rate, WithinGroup
from fullarc.change.not_computed import NotComputed
from fullarc.change.talking_therapies_table import TalkingTherapiesChange
from fullarc.commands.refusals import CallWasWrong, WorkFailed
from fullarc.exchange.record.csv_writing import harmless

Result = CaseloadReport | TalkingTherapiesChange


def summary_of(result: Result) -> dict[str, Any]:
    """The figures by name. A figure that was not computed is null, and its sentence stands under `not_computed`."""
    summary = _of_talking_therapies(result) if isinstance(result, TalkingTherapiesChange) else _of_report(result)
    unknown: dict[str, str] = {}
    plain = {name: _plain(value, name, unknown) for name, value in summary.items()}
    return plain | {"not_computed": unknown}


def _of_talking_therapies(result: TalkingTherapiesChange) -> dict[str, Any]:
    official = result.official
    return {
        "n": official.paired,
        "s_diff": NotComputed("The rules of NHS Talking Therapies use published values; no error was computed."),
        "cutoff": NotComputed("Two measures are read together, each with its own cut-off."),
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
        "rates": talking_therapies_rates(official),
    }


def _of_report(result: CaseloadReport) -> dict[str, Any]:
    change, complete = result.change, result.completeness
    return {
        "n": change.n,
        "s_diff": change.s_diff,
        "cutoff": change.cutoff,
        "counts": dict(change.counts),
        "method": change.method,
        "threshold": change.threshold,
        "not_judged": dict(change.not_judged),
        "rates": {"recovery": result.recovery, "improvement": result.improvement, "deterioration": result.deterioration},
        "effect_size": result.effect,
        "durability": result.durability,
        "lasting": result.lasting,
        "completeness": {
            "clients": complete.clients,
            "with_a_score": complete.with_a_score,
            "paired": complete.paired,
            "occasions": complete.occasions,
            "scored": complete.scored,
        },
    }


def _plain(value: Any, name: str, unknown: dict[str, str]) -> Any:
    """A value as JSON knows it; the sentences of figures that were not computed are gathered in `unknown`."""
    if isinstance(value, NotComputed):
        unknown[name] = value.because
        return None
    if isinstance(value, Rate):
        return {"count": value.count, "of": value.of, "share": value.share, "low": value.low, "high": value.high}
    if isinstance(value, WithinGroup):
        effect = value.effect
        figures = {"g": effect.g, "low": effect.low, "high": effect.high, "mean_improvement": value.mean_improvement, "n": value.n}
        return figures | {"mean_low": value.low, "mean_high": value.high}
    if isinstance(value, dict):
        return {key: _plain(one, f"{name}.{key}", unknown) for key, one in value.items()}
    return value


def words_of(result: Result) -> list[str]:
    """The figures in words, a line each. Rates below 20 cases are counts only."""
    summary = summary_of(result)
    lines = [f"{summary['n']} clients with a first and a last score, method {summary['method']}"]
    if summary["s_diff"] is not None:
        lines.append(f"standard error of the difference {summary['s_diff']:.4g}")
    if summary["cutoff"] is not None:
        lines.append(f"cut-off {summary['cutoff']:.4g}")
    lines += [f"{name:<13}{count:>7}" for name, count in summary["counts"].items()]
    lines += [f"{name.replace('_', ' '):<23}{count:>7}" for name, count in summary.get("nhs", {}).items()]
    lines += [f"{count} not judged: {reason}" for reason, count in summary.get("not_judged", {}).items()]
    if isinstance(result, TalkingTherapiesChange):
        rates = talking_therapies_rates(result.official)
        return lines + [f"{name.replace('_', ' ')}: {_said(rate)}" for name, rate in rates.items()]
    return lines + _report_words(result)


def _report_words(result: CaseloadReport) -> list[str]:
    complete = result.completeness
    lines = [
        f"recovery among those who started clinical: {_said(result.recovery)}",
        f"reliably better: {_said(result.improvement)}",
        f"reliably worse: {_said(result.deterioration)}",
        f"lasting, of those reliably better at the end: {_said(result.lasting)}",
    ]
    if isinstance(result.effect, NotComputed):
        lines.append(result.effect.because)
    elif result.effect.shown:
        effect = result.effect.effect
        lines.append(f"effect size g {effect.g:.2f} (95 % interval {effect.low:.2f} to {effect.high:.2f}); no comparison group")
    if not isinstance(result.durability, NotComputed):
        lines.append("improvement over time: " + ", ".join(f"{word} {count}" for word, count in result.durability.items()))
    lines.append(
        f"complete: {complete.paired} of {complete.clients} clients have two scores; {complete.scored} of {complete.occasions} scores"
    )
    return lines


def _said(rate: Rate | NotComputed) -> str:
    return rate.because if isinstance(rate, NotComputed) else rate.words


def write_rows(path: Path, result: Result) -> None:
    """One row a client as CSV: client, pre, post, index, kind. Refused for counts without rows, and where nothing can be written."""
    if isinstance(result, TalkingTherapiesChange):
        raise CallWasWrong("method nhs gives counts, not a row a client; name a file that ends in .json")
    try:
        rows = pl.DataFrame(result.change.pairs.collect().to_dict(as_series=False)).sort("client")
        rows.with_columns(pl.col(pl.String).map_elements(harmless, return_dtype=pl.String)).write_csv(path)
    except OSError as problem:
        raise WorkFailed(f"{path}: it could not be written ({problem.strerror}); choose another place") from None
