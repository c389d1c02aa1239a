"""The rules of NHS Talking Therapies over a table of two measures. The rules themselves stand in talking_therapies.py."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import Any

import narwhals as nw

from fullarc.change.direction import NotEnough
from fullarc.change.paired_scores import Frame, one_row, pair, scores_of
from fullarc.change.talking_therapies import GAD_7, PHQ_9, MeasureValues, TalkingTherapiesCounts

NOBODY_PAIRED = "nobody has a first and a last score of both measures; check the columns measure and time"


@dataclass(frozen=True, slots=True)
class TalkingTherapiesChange:
    """The official counts, and the same people in the five classes, each person in one:

    recovered = reliable recovery · improved = reliable improvement without it · deteriorated = reliable deterioration · harmed =
    those of them who were below caseness at the start and are at it in the end · unchanged = the rest.
    """

    official: TalkingTherapiesCounts
    counts: Mapping[str, int]


def talking_therapies_table(
    table: Any,
    *,
    depression: str,
    anxiety: str,
    depression_values: MeasureValues = PHQ_9,
    anxiety_values: MeasureValues = GAD_7,
    baseline: Any = None,
    end: Any = None,
) -> TalkingTherapiesChange:
    """Judge every client with first and last scores of both measures; `table` has client, time, score, measure.

    `depression` and `anxiety` are the names that stand in the column measure. Refused (NotEnough) when nobody has both.
    """
    low = pair(scores_of(table, depression), baseline, end).rename({"pre": "d_pre", "post": "d_post"})
    high = pair(scores_of(table, anxiety), baseline, end).rename({"pre": "a_pre", "post": "a_post"})
    return _counted(_judged(low.join(high, on="client", how="inner"), depression_values, anxiety_values))


def talking_therapies_parts(parts: Sequence[Any], **choices: Any) -> TalkingTherapiesChange:
    """The same over a table in parts, each client whole in one of them; `choices` as for `talking_therapies_table`."""
    found = []
    for part in parts:
        with suppress(NotEnough):  # a part may hold nobody with both measures; all of them together may not
            found.append(talking_therapies_table(part, **choices))
    if not found:
        raise NotEnough(NOBODY_PAIRED)
    sums = (sum(getattr(one.official, field.name) for one in found) for field in fields(TalkingTherapiesCounts))
    return TalkingTherapiesChange(TalkingTherapiesCounts(*sums), {kind: sum(one.counts[kind] for one in found) for kind in found[0].counts})


def _counted(judged: Frame) -> TalkingTherapiesChange:
    names = ("caseness", "recovered", "improved", "deteriorated", "reliably_recovered", "harmed")
    totals = one_row(judged.select(paired=nw.col("client").count(), **{name: nw.col(name).cast(nw.Int64()).sum() for name in names}))
    found = {name: int(value or 0) for name, value in totals.items()}
    if not found["paired"]:
        raise NotEnough(NOBODY_PAIRED)
    official = TalkingTherapiesCounts(
        found["paired"], found["caseness"], found["recovered"], found["improved"], found["deteriorated"], found["reliably_recovered"]
    )
    return TalkingTherapiesChange(official, _classes(official, found["harmed"]))


def _judged(pairs: Frame, depression: MeasureValues, anxiety: MeasureValues) -> Frame:
    d_pre, d_post, a_pre, a_post = (nw.col(name) for name in ("d_pre", "d_post", "a_pre", "a_post"))
    flagged = pairs.with_columns(
        caseness=(d_pre >= depression.caseness) | (a_pre >= anxiety.caseness),
        well=(d_post < depression.caseness) & (a_post < anxiety.caseness),
        better=(d_pre - d_post >= depression.reliable) | (a_pre - a_post >= anxiety.reliable),
        worse=(d_post - d_pre >= depression.reliable) | (a_post - a_pre >= anxiety.reliable),
    )
    return flagged.with_columns(
        recovered=nw.col("caseness") & nw.col("well"),
        improved=nw.col("better") & ~nw.col("worse"),
        deteriorated=nw.col("worse") & ~nw.col("better"),
    ).with_columns(
        reliably_recovered=nw.col("recovered") & nw.col("improved"),
        harmed=nw.col("deteriorated") & ~nw.col("caseness") & ~nw.col("well"),
    )


def _classes(official: TalkingTherapiesCounts, harmed: int) -> dict[str, int]:
    return {
        "recovered": official.reliably_recovered,
        "improved": official.reliably_improved - official.reliably_recovered,
        "unchanged": official.paired - official.reliably_improved - official.reliably_deteriorated,
        "deteriorated": official.reliably_deteriorated - harmed,
        "harmed": harmed,
    }
