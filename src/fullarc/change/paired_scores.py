"""From a long table of scores to one row a client: the first and the last score, or those of two named times.

Written once in Narwhals, so that Polars, DuckDB, pandas and Spark give the same figures. Two habits keep it so: rows are numbered
with cum_count instead of first()/last() (which Spark lacks), and a `when` is always a column of its own before it is aggregated
(inside an aggregation pandas gives wrong figures without a word).
"""

from typing import Any

import narwhals as nw

from fullarc.change.direction import NotEnough
from fullarc.change.other_formulas import Moments

Frame = nw.LazyFrame[Any]


def scores_of(native: Any, measure: str | None = None) -> Frame:
    """A table with client, time, score, as a lazy Narwhals frame without missing scores; `measure` keeps one measure's rows.

    A column `row` (the order of lines) settles the order of several scores on one day; without it their order is left open.
    """
    frame: Frame = nw.from_native(native).lazy()
    columns = frame.collect_schema().names()
    missing = [name for name in ("client", "time", "score") if name not in columns]
    if missing:
        raise ValueError(f"found columns {', '.join(columns)}; missing {', '.join(missing)}; rename the columns")
    if measure is not None:
        frame = frame.filter(nw.col("measure") == measure)
    if "row" not in columns:
        frame = frame.with_columns(row=nw.lit(0))
    scored = frame.select("client", "time", "row", nw.col("score").cast(nw.Float64())).filter(~nw.col("score").is_null())
    return scored.filter(~nw.col("score").is_nan())


def pair(frame: Frame, baseline: Any = None, end: Any = None) -> Frame:
    """One row a client with both scores: client, pre, post.

    Without `baseline` the earliest score (before `end`, when that is given), without `end` the latest (after `baseline`). Of
    several scores at one time the first serves as baseline and the last as end point. Clients without both are left out.
    """
    starts, ends = frame, frame
    if baseline is not None:
        starts, ends = frame.filter(nw.col("time") == baseline), frame.filter(nw.col("time") > baseline)
    if end is not None:
        ends = frame.filter(nw.col("time") == end)
        starts = starts if baseline is not None else frame.filter(nw.col("time") < end)
    place, from_end = _number(reverse=False), _number(reverse=True)
    first = starts.with_columns(place=place).filter(nw.col("place") == 1).select("client", pre="score")
    last = ends.with_columns(place=place, from_end=from_end).filter(nw.col("from_end") == 1)
    if baseline is None and end is None:
        last = last.filter(nw.col("place") > 1)
    return first.join(last.select("client", post="score"), on="client", how="inner")


def _number(*, reverse: bool) -> nw.Expr:
    return nw.col("score").cum_count(reverse=reverse).over("client", order_by=["time", "row"])


def moments_of(pairs: Frame) -> Moments:
    """Means, SDs (n - 1) and correlation of the pairs. Refused (NotEnough) with fewer than two."""
    row = one_row(
        pairs.select(
            n=nw.col("pre").count(),
            pre_mean=nw.col("pre").mean(),
            post_mean=nw.col("post").mean(),
            pre_sd=nw.col("pre").std(ddof=1),
            post_sd=nw.col("post").std(ddof=1),
        )
    )
    n = int(row["n"])
    if n < 2:
        raise NotEnough(f"found {n} clients with both scores, expected at least 2; check the columns and the times")
    centred = pairs.with_columns(product=(nw.col("pre") - row["pre_mean"]) * (nw.col("post") - row["post_mean"]))
    covariance = float(one_row(centred.select(total=nw.col("product").sum()))["total"]) / (n - 1)
    spread = row["pre_sd"] * row["post_sd"]
    return Moments(n, row["pre_mean"], row["pre_sd"], row["post_mean"], row["post_sd"], covariance / spread if spread else 0.0)


def one_row(frame: Frame) -> dict[str, Any]:
    """The only row of a small result."""
    return rows(frame)[0]


def rows(frame: Frame) -> list[dict[str, Any]]:
    """All rows of a small result as plain values."""
    return list(frame.collect().iter_rows(named=True))
