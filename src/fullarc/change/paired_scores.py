"""From a long table of scores to one row a client: the first and the last score, or those of two named times.

Written once in Narwhals, so that Polars, DuckDB, pandas and Spark give the same figures. Two habits keep it so: rows are numbered
with cum_count instead of first()/last() (which Spark lacks), and a `when` is always a column of its own before it is aggregated
(inside an aggregation pandas gives wrong figures without a word).
"""

from typing import Any

import narwhals as nw
import polars as pl

from fullarc.change.direction import ROUNDING, NotEnough
from fullarc.change.other_formulas import Index, Moments

Frame = nw.LazyFrame[Any]
ORDER, ROOM = "order", 2.0**62


def scores_of(native: Any, measure: str | None = None) -> Frame:
    """The scores of one measure with client, time and row, as a lazy Narwhals frame; what is no finite number is missing and left out."""
    frame = lines_of(native, measure)
    scored = frame.select("client", "time", "row", nw.col("score").cast(nw.Float64())).filter(~nw.col("score").is_null())
    return scored.filter(nw.col("score").is_finite())


def lines_of(native: Any, measure: str | None = None) -> Frame:
    """A table with client, time, score and perhaps measure and row, as a lazy Narwhals frame; `measure` keeps one measure's rows.

    `row` is the order of lines and settles that of several scores at one time; a table in memory that lacks it is numbered, in any
    other their order is left open. Refused (ValueError): a missing column, several measures at once, and of a table in memory a line
    without a time (others are not read for it; `score_table.scan_scores` refuses such lines of a file).
    """
    table = nw.from_native(native)
    columns = table.collect_schema().names()
    missing = [name for name in ("client", "time", "score", *(["measure"] if measure is not None else [])) if name not in columns]
    if missing:
        raise ValueError(f"found columns {', '.join(columns)}; missing {', '.join(missing)}; rename the columns")
    if measure is None and "measure" in columns:
        _refuse_several(table)
    in_memory = isinstance(table, nw.DataFrame)
    if in_memory:
        _refuse_timeless(table)
    if "row" not in columns:
        table = table.with_row_index("row") if in_memory else table.with_columns(row=nw.lit(0))
    frame: Frame = table.lazy()
    return frame if measure is None else frame.filter(nw.col("measure") == measure)


def _refuse_several(table: Any) -> None:
    names = sorted(str(row["measure"]) for row in rows(table.lazy().select("measure").unique()))
    if len(names) > 1:
        raise ValueError(f"found several measures in one table ({', '.join(names)}); choose one by its name")


def _refuse_timeless(table: nw.DataFrame[Any]) -> None:
    times = table["time"]
    timeless = times.is_null() | times.is_nan() if times.dtype.is_float() else times.is_null()
    if timeless.any():
        raise ValueError(f"found {int(timeless.sum())} lines without a time, whose place is not known; complete them or leave them out")


def pair(frame: Frame, baseline: Any = None, end: Any = None) -> Frame:
    """One row a client with both scores: client, pre, post.

    Without `baseline` the earliest score (before `end`, when that is given), without `end` the latest (after `baseline`). Of
    several scores at one time the first serves as baseline and the last as end point. Clients without both are left out.
    Refused (ValueError): times that are words, which have no order of their own, unless both are named.
    """
    if (baseline is None or end is None) and frame.collect_schema()["time"] in (nw.String, nw.Categorical, nw.Object):
        raise ValueError("found times that are words, so their order is not known; make dates or numbers of them, or name baseline and end")
    if baseline is not None and end is not None:
        frame = _read_once(frame.filter((nw.col("time") == baseline) | (nw.col("time") == end)))
        first, last = (frame.filter(nw.col("time") == time) for time in (baseline, end))
        beside = _side_by_side(first, last)
        return _joined(_one_each(first), _one_each(last, from_end=True)) if beside is None else beside
    frame = in_order(frame)
    starts, ends = frame, frame
    if baseline is not None:
        starts, ends = frame.filter(nw.col("time") == baseline), frame.filter(nw.col("time") > baseline)
    if end is not None:
        starts, ends = frame.filter(nw.col("time") < end), frame.filter(nw.col("time") == end)
    first, last = _first(starts), _last(ends)
    return _joined(first, last.filter(nw.col("place") > 1) if baseline is None and end is None else last)


def _first(scores: Frame) -> Frame:
    return scores.with_columns(place=place_of(scores)).filter(nw.col("place") == 1)


def _last(scores: Frame) -> Frame:
    placed = scores.with_columns(place=place_of(scores), n=nw.col("score").count().over("client"))
    return placed.filter(nw.col("place") == nw.col("n"))


def _side_by_side(first: Frame, last: Frame) -> Frame | None:
    """The pairs of a Polars table that lists its clients in ascending order with one score of each at both times: nothing has to be looked
    for. None for every other table."""
    if first.implementation is not nw.Implementation.POLARS:
        return None
    before, after = (table.collect().to_native() for table in (first, last))
    clients = before["client"]
    if clients.has_nulls() or not clients.equals(after["client"]) or not (clients[1:] > clients[:-1]).all():
        return None
    beside: Frame = nw.from_native(before.select("client", pre="score").with_columns(post=after["score"]).lazy())
    return beside


def _read_once(frame: Frame) -> Frame:
    """A Polars table brought into memory, so that its file is not read for every use of it; other engines keep theirs as it is."""
    return frame.collect().lazy() if frame.implementation is nw.Implementation.POLARS else frame


def _joined(first: Frame, last: Frame) -> Frame:
    ends = last.select("client", post="score")
    return gathered(first.select("client", pre="score").join(ends, on="client", how="inner"))


def _one_each(scores: Frame, *, from_end: bool = False) -> Frame:
    """Of the scores at one time the first of every client, with `from_end` the last; nothing is put in order where there is one each."""
    if scores.implementation is nw.Implementation.POLARS:
        table = scores.collect()
        if table["client"].n_unique() == len(table):
            return table.lazy()
        scores = in_order(table.lazy())
    return _last(scores) if from_end else _first(scores)


def gathered(frame: Frame) -> Frame:
    """One row a client, brought into memory once, so that the figures taken from it do not read the scores again each time."""
    table: pl.DataFrame = frame.collect(backend="polars").to_native()
    return nw.from_native(table.lazy())


def in_order(frame: Frame) -> Frame:
    """A Polars table of scores in memory, each line with one number that puts it in order; other engines keep theirs as it is.

    Ordering by one number instead of by time and row halves the work over a million clients.
    """
    if frame.implementation is not nw.Implementation.POLARS:
        return frame
    table: pl.DataFrame = frame.collect().to_native()
    packed = _packed(table)
    if packed is None:
        return nw.from_native(table.sort("time", "row").with_row_index(ORDER).lazy())
    return nw.from_native(table.with_columns(packed.alias(ORDER)).lazy())


def _packed(table: pl.DataFrame) -> pl.Series | None:
    """time and row as one whole number, where both are whole and there is room for it."""
    time, row = table["time"], table["row"]
    if not time.dtype.is_numeric() or table.is_empty() or not (time == time.floor()).all():
        return None
    low, high, first, last = (float(value) for value in (time.min(), time.max(), row.min(), row.max()))  # type: ignore[arg-type]
    lines = last - first + 1
    if (high - low + 1) * lines >= ROOM:
        return None
    return (time.cast(pl.Float64) - low).cast(pl.Int64) * int(lines) + (row.cast(pl.Int64) - int(first))


def place_of(frame: Frame) -> nw.Expr:
    """The place of each score in its course, from 1, in order of time and line."""
    if ORDER in frame.collect_schema():
        return nw.col(ORDER).rank("ordinal").over("client").cast(nw.Int64())
    return nw.col("score").cum_count().over("client", order_by=["time", "row"])


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


def index_between(index: Index, pre: str, post: str) -> nw.Expr:
    """The index of the scores in two columns."""
    return nw.lit(index.post_weight) * nw.col(post) + nw.lit(index.pre_weight) * nw.col(pre) + index.constant


def reliably(index: Index, way: int, pre: str, post: str) -> nw.Expr:
    """Do the scores in two columns go reliably this way, +1 up or -1 down?"""
    value = nw.lit(float(way)) * index_between(index, pre, post)
    return value >= index.critical - ROUNDING if index.inclusive else value > index.critical


def one_row(frame: Frame) -> dict[str, Any]:
    """The only row of a small result."""
    return rows(frame)[0]


def rows(frame: Frame) -> list[dict[str, Any]]:
    """All rows of a small result as plain values."""
    return list(frame.collect().iter_rows(named=True))
