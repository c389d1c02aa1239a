"""From a long table of scores to one row a course, in one pass: first and last score, their times, and where the change was there.

The same Narwhals code for every engine. The habits of paired_scores.py hold: rows are numbered with cum_count, and each `when` is a
column before it is aggregated. Flags are added up as powers of two, because sums come out the same in whatever order an engine adds.
"""

from dataclasses import dataclass
from math import ceil
from typing import Any

import narwhals as nw

from fullarc.change.durability_pattern import BITS, SETTLED_DAYS
from fullarc.change.other_formulas import Index
from fullarc.change.paired_scores import Frame, in_order, lines_of, one_row, place_of, reliably

DAYS_OF = {"day": 1.0, "week": 7.0, "month": 30.4375}


@dataclass(frozen=True, slots=True)
class Completeness:
    """Clients in the table, those with a score, those with two or more; occasions in the table and those of them with a score."""

    clients: int
    with_a_score: int
    paired: int
    occasions: int
    scored: int
    most: int = 0

    def __add__(self, other: "Completeness") -> "Completeness":
        """The two together; no client may be in both."""
        return Completeness(
            self.clients + other.clients,
            self.with_a_score + other.with_a_score,
            self.paired + other.paired,
            self.occasions + other.occasions,
            self.scored + other.scored,
            max(self.most, other.most),
        )


@dataclass(frozen=True, slots=True)
class Between:
    """Two named times: a course counts when its first score within them stands at `begin`, and its last at `end` (where given)."""

    begin: float | None = None
    end: float | None = None

    def within(self, frame: Frame) -> Frame:
        """The rows from `begin` to `end`."""
        from_begin = frame if self.begin is None else frame.filter(nw.col("time") >= self.begin)
        return from_begin if self.end is None else from_begin.filter(nw.col("time") <= self.end)

    def at_both(self, courses: Frame) -> Frame:
        """The courses that have a score at the named times, and two scores at different ones."""
        begun = courses if self.begin is None else courses.filter(nw.col("began") == self.begin)
        both = begun if self.end is None else begun.filter(nw.col("ended") == self.end)
        return both if self == Between() else both.filter(nw.col("began") < nw.col("ended"))


WHOLE = Between()


def every_occasion(native: Any, measure: str | None = None) -> Frame:
    """A table with client, time and score as a lazy frame in which a missing score is null; `time` has to be a number.

    Refused (ValueError): times that are no numbers, and what `lines_of` refuses.
    """
    frame = lines_of(native, measure)
    kind = frame.collect_schema()["time"]
    if not kind.is_numeric():
        raise ValueError(f"found times of the kind {kind}; expected numbers, such as days")
    score = nw.col("score").cast(nw.Float64())
    return frame.select("client", "row", nw.col("time").cast(nw.Float64()), score=nw.when(score.is_finite()).then(score))


def completeness_of(occasions: Frame) -> Completeness:
    """How complete a table is."""
    clients = occasions.group_by("client").agg(occasions=nw.len(), scored=nw.col("score").count())
    flagged = clients.with_columns(some=(nw.col("scored") > 0).cast(nw.Int64()), two=(nw.col("scored") > 1).cast(nw.Int64()))
    found = one_row(
        flagged.select(
            clients=nw.len(),
            some=nw.col("some").sum(),
            two=nw.col("two").sum(),
            occasions=nw.col("occasions").sum(),
            scored=nw.col("scored").sum(),
            most=nw.col("scored").max(),
        )
    )
    numbers = {name: int(value or 0) for name, value in found.items()}
    return Completeness(*(numbers[name] for name in ("clients", "some", "two", "occasions", "scored", "most")))


def ready(occasions: Frame, between: Between = WHOLE) -> tuple[Completeness, Frame]:
    """How complete a part is, and its scores with their places, ready for the passes over them.

    A part in Polars is brought into memory and numbered once; the other engines keep their tables as they are.
    """
    if occasions.implementation is not nw.Implementation.POLARS:
        return completeness_of(occasions), numbered(between.within(occasions))
    table = occasions.collect()
    scored = in_order(between.within(table.lazy().filter(~nw.col("score").is_null())))
    placed = numbered(scored).drop("row", "order", "first").collect()
    return (_counted(table, placed) if between == WHOLE else completeness_of(table.lazy())), placed.lazy()


def _counted(table: nw.DataFrame[Any], placed: nw.DataFrame[Any]) -> Completeness:
    """What `completeness_of` says of a table, counted on all its scores with their places, which takes no second grouping."""
    lengths = placed.filter(nw.col("place") == 1)["n"]
    clients = len(lengths) if len(placed) == len(table) else table["client"].n_unique()
    return Completeness(clients, len(lengths), int((lengths > 1).sum()), len(table), len(placed), int(lengths.max() or 0))


def numbered(occasions: Frame) -> Frame:
    """The scores with their `place` in the course from 1, the number `n` of scores of the course, `pre`, and the `latest` time."""
    scored = occasions.filter(~nw.col("score").is_null())
    placed = scored.with_columns(place=place_of(scored))
    first = placed.with_columns(first=nw.when(nw.col("place") == 1).then(nw.col("score")))
    return first.with_columns(
        pre=nw.col("first").max().over("client"),
        n=nw.col("score").count().over("client"),
        latest=nw.col("time").max().over("client"),
    )


def pairs_of(placed: Frame, between: Between = WHOLE) -> Frame:
    """client, pre, post of every course with two scores or more, from scores with their places (`ready`)."""
    last = nw.when(nw.col("place") == nw.col("n")).then(nw.col("score"))
    courses = placed.with_columns(last=last).group_by("client")
    ends = {"began": nw.col("time").min(), "ended": nw.col("latest").max()}
    rows = courses.agg(n=nw.col("n").max(), pre=nw.col("pre").max(), post=nw.col("last").max(), **ends)
    return between.at_both(rows.filter(nw.col("n") > 1)).select("client", "pre", "post")


def course_rows(
    placed: Frame,
    index: Index,
    direction: int,
    *,
    most: int,
    days: float | None,
    between: Between = WHOLE,
) -> Frame:
    """One row a course with two scores or more: client, pre, post, after (scores after the baseline), old, mask_0, mask_1, ...

    The change is there when `direction` x index exceeds its critical value, or reaches it where the index says so. `days` is the length
    of one unit of time, None when it is not known: then no span of days is asked for. `most` scores a course at most.
    """
    later = nw.col("place") > 1
    span = nw.lit(0.0) if days is None else nw.lit(float(SETTLED_DAYS)) - (nw.col("latest") - nw.col("time")) * days
    flagged = placed.with_columns(
        back=nw.col("n") - nw.col("place"),
        there=reliably(index, direction, "pre", "score") & later,
        old=((span <= 0.0) & later).cast(nw.Int64()),
    )
    masks = {f"mask_{block}": _bit(block) for block in range(ceil(most / BITS))}
    last = nw.when(nw.col("back") == 0).then(nw.col("score"))
    summed = flagged.with_columns(last=last, **masks).group_by("client")
    rows = summed.agg(
        n=nw.col("n").max(),
        pre=nw.col("pre").max(),
        post=nw.col("last").max(),
        old=nw.col("old").sum(),
        began=nw.col("time").min(),
        ended=nw.col("latest").max(),
        **{name: nw.col(name).sum() for name in masks},
    )
    return between.at_both(rows.filter(nw.col("n") > 1)).with_columns(after=nw.col("n") - 1)


def _bit(block: int) -> nw.Expr:
    inside = nw.col("there") & (nw.col("back") >= block * BITS) & (nw.col("back") < (block + 1) * BITS)
    return nw.when(inside).then(nw.lit(2.0) ** (nw.col("back") - block * BITS)).otherwise(nw.lit(0.0))
