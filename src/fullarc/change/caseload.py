"""Change over many clients: how many recovered, improved, stayed, deteriorated, were harmed. Any table that Narwhals reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from fullarc.change.classification import NO_NORMS, ChangeClass
from fullarc.change.cutoffs import cutoff as cutoff_of
from fullarc.change.cutoffs import true_score_cutoff
from fullarc.change.direction import ROUNDING, NotEnough, finite, sign
from fullarc.change.not_computed import NotComputed, computed
from fullarc.change.other_formulas import Index, Moments, by_points, hageman_arrindell_end_state, index_of
from fullarc.change.paired_scores import Frame, index_between, moments_of, one_row, pair, reliably, rows, scores_of
from fullarc.change.percentage import BASELINE_ZERO
from fullarc.change.reliable_change import NO_VALUE, standard_error_of_difference

NO_RELIABILITY = "The reliability of the measure is not known; a published number of points decides."
CUTOFF_ALONE = "The cut-off alone decides, without a word on measurement error."
AMOUNT_ALONE = "A fixed amount decides, without a cut-off or a word on measurement error."


@dataclass(frozen=True, slots=True)
class Population:
    """The functional population a cut-off is drawn against, in points of the measure. Refused (ValueError): an SD that is not above 0."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        finite("a functional mean", self.mean)
        if finite("a functional standard deviation", self.sd) <= 0:
            raise ValueError(f"found a functional standard deviation of {self.sd:g}, expected one above 0")


@dataclass(frozen=True, slots=True)
class CaseloadChange:
    """Counts of the five classes over the `n` clients that could be judged.

    `s_diff` is the error of the difference by the chosen formula, in points. It, `cutoff` and `threshold` say why where there is none.
    `not_judged` maps a reason to the number of clients left out for it. `pairs` has one row a client,
    as a lazy Narwhals frame: `pairs.collect().to_native()` is a Polars table.
    """

    n: int
    method: str
    moments: Moments
    s_diff: float | NotComputed
    cutoff: float | NotComputed
    threshold: float | NotComputed
    counts: Mapping[str, int]
    not_judged: Mapping[str, int]
    pairs: Frame


def change_by_formula(
    table: Any,
    *,
    better: str,
    reliability: float,
    functional: Population,
    method: str = "jt",
    cutoff: str = "c",
    baseline: Any = None,
    end: Any = None,
    measure: str | None = None,
) -> CaseloadChange:
    """Reliable change by a formula, the cut-off from the two populations.

    Clinical mean and SD are those of the first scores of the clients who have both. `method` is jt, gln, hll, en, nk or ha; ha
    brings its own cut-off between true scores and its own test of the end state. `cutoff` is "a", "b" or "c".
    Raises NotEnough with fewer than 2 pairs (30 for every method but jt).
    """
    pairs = pair(scores_of(table, measure), baseline, end)
    return judge_by_formula(pairs, better=better, reliability=reliability, functional=functional, method=method, cutoff=cutoff)


def judge_by_formula(
    pairs: Frame, *, better: str, reliability: float, functional: Population, method: str = "jt", cutoff: str = "c"
) -> CaseloadChange:
    """The same for a table that is paired already: client, pre, post."""
    moments = moments_of(pairs)
    index = index_of(method, moments, reliability)
    if method == "ha":
        line = true_score_cutoff(moments.pre_mean, moments.pre_sd, functional.mean, functional.sd, reliability)
        end_state = hageman_arrindell_end_state(moments, reliability, line)
        flagged = _flagged(pairs, better, index, line, inclusive=False, end_state=end_state)
    else:
        line = cutoff_of(cutoff, moments.pre_mean, moments.pre_sd, functional.mean, functional.sd, better)
        flagged = _flagged(pairs, better, index, line, inclusive=False)
    counts, reliable = _counts_of(flagged), index.critical * index.error
    return CaseloadChange(moments.n, method, moments, index.error, line, reliable, counts, {}, _judged(flagged))


def change_by_published_values(
    table: Any,
    *,
    better: str,
    reliable: float,
    cutoff: float | None,
    inclusive: bool = True,
    reliability: float | None = None,
    baseline: Any = None,
    end: Any = None,
    measure: str | None = None,
) -> CaseloadChange:
    """Reliable change by a published number of points (exactly that much counts) and a published cut-off.

    `s_diff` is given as well when the reliability is known; it does not decide anything here.
    """
    pairs = pair(scores_of(table, measure), baseline, end)
    return judge_by_published_values(pairs, better=better, reliable=reliable, cutoff=cutoff, inclusive=inclusive, reliability=reliability)


def judge_by_published_values(
    pairs: Frame, *, better: str, reliable: float, cutoff: float | None, inclusive: bool = True, reliability: float | None = None
) -> CaseloadChange:
    """The same for a table that is paired already: client, pre, post."""
    if reliable <= 0:
        raise NotEnough(NO_VALUE)
    finite("a reliable change", reliable)
    if cutoff is not None:
        finite("a cut-off", cutoff)
    moments = moments_of(pairs)
    index = by_points(reliable)
    flagged = _flagged(pairs, better, index, cutoff, inclusive=inclusive)
    s_diff: float | NotComputed = NotComputed(NO_RELIABILITY)
    if reliability is not None:
        s_diff = computed(standard_error_of_difference, moments.pre_sd, reliability)
    line = NotComputed(NO_NORMS) if cutoff is None else cutoff
    threshold = index.critical * index.error
    return CaseloadChange(moments.n, index.method, moments, s_diff, line, threshold, _counts_of(flagged), {}, _judged(flagged))


def change_by_percent(
    table: Any,
    *,
    better: str,
    better_by: float = 50.0,
    worse_by: float | None = None,
    minimum: float = 0.0,
    baseline: Any = None,
    end: Any = None,
    measure: str | None = None,
) -> CaseloadChange:
    """Improved by at least so many percent of the first score, or deteriorated by as many (or `worse_by`).

    There is no cut-off, so nobody counts as recovered or harmed. A first score at the scale's minimum has no percentage: left out.
    Refused (ValueError): a first score below `minimum`.
    """
    everyone = pair(scores_of(table, measure), baseline, end)
    return judge_by_percent(everyone, better=better, better_by=better_by, worse_by=worse_by, minimum=minimum)


def judge_by_percent(
    everyone: Frame, *, better: str, better_by: float = 50.0, worse_by: float | None = None, minimum: float = 0.0
) -> CaseloadChange:
    """The same for a table that is paired already: client, pre, post."""
    moments = moments_of(everyone)
    below = int(one_row(everyone.filter(nw.col("pre") < minimum).select(n=nw.len()))["n"])
    if below:
        raise ValueError(f"found {below} first scores below the lowest possible score, {minimum:g}; give the minimum of this scoring")
    usable = everyone.filter(nw.col("pre") != minimum)
    share = _gain(better) * 100.0 / (nw.col("pre") - minimum)
    return _by_amount(usable, moments, share, better_by, better_by if worse_by is None else worse_by, "percent")


def change_by_amount(
    table: Any,
    *,
    better: str,
    better_by: float,
    worse_by: float | None = None,
    baseline: Any = None,
    end: Any = None,
    measure: str | None = None,
) -> CaseloadChange:
    """Improved by at least so many points (a minimal important difference), or deteriorated by as many (or `worse_by`)."""
    pairs = pair(scores_of(table, measure), baseline, end)
    return _by_amount(pairs, moments_of(pairs), _gain(better), better_by, better_by if worse_by is None else worse_by, "amount")


def change_by_cutoff(
    table: Any, *, better: str, cutoff: float, baseline: Any = None, end: Any = None, measure: str | None = None
) -> CaseloadChange:
    """By the cut-off alone: improved when it was crossed towards health, deteriorated the other way. No word on measurement error."""
    pairs = pair(scores_of(table, measure), baseline, end)
    moments = moments_of(pairs)
    worse = [nw.lit(float(-sign(better))) * (nw.col(column) - cutoff) > 0 for column in ("pre", "post")]
    judged = pairs.with_columns(before=worse[0], after=worse[1]).with_columns(
        kind=nw.when(nw.col("before") & ~nw.col("after"))
        .then(nw.lit("improved"))
        .otherwise(nw.when(~nw.col("before") & nw.col("after")).then(nw.lit("deteriorated")).otherwise(nw.lit("unchanged")))
    )
    return CaseloadChange(
        moments.n, "cutoff", moments, NotComputed(CUTOFF_ALONE), cutoff, NotComputed(CUTOFF_ALONE), _counts(judged), {}, judged
    )


def _gain(better: str) -> nw.Expr:
    return nw.lit(float(sign(better))) * (nw.col("post") - nw.col("pre"))


def _by_amount(pairs: Frame, moments: Moments, gain: nw.Expr, better_by: float, worse_by: float, method: str) -> CaseloadChange:
    if not (better_by > 0 and worse_by > 0):
        raise ValueError(f"found thresholds {better_by:g} and {worse_by:g}; expected amounts above 0")
    judged = pairs.with_columns(gain=gain).with_columns(
        kind=nw.when(nw.col("gain") >= better_by - ROUNDING)
        .then(nw.lit("improved"))
        .otherwise(nw.when(nw.col("gain") <= ROUNDING - worse_by).then(nw.lit("deteriorated")).otherwise(nw.lit("unchanged")))
    )
    counts = _counts(judged)
    left_out = moments.n - sum(counts.values())
    reasons = {BASELINE_ZERO: left_out} if left_out else {}
    amount_alone = NotComputed(AMOUNT_ALONE)
    return CaseloadChange(moments.n - left_out, method, moments, amount_alone, amount_alone, better_by, counts, reasons, judged)


def _flagged(
    pairs: Frame,
    better: str,
    index: Index,
    cutoff: float | None,
    *,
    inclusive: bool,
    end_state: Index | None = None,
) -> Frame:
    """The pairs with `index` (positive is better), whether it gains or loses reliably, and on which side of the cut-off both scores are."""
    way = sign(better)
    value = nw.lit(float(way)) * index_between(index, "pre", "post")
    gains, losses = reliably(index, way, "pre", "post"), reliably(index, -way, "pre", "post")
    before, after = (_clinical(column, cutoff, better, inclusive) for column in ("pre", "post"))
    healthy_end = ~after if end_state is None else reliably(end_state, way, "pre", "post")
    return pairs.with_columns(index=value, gains=gains, losses=losses, before=before, after=after, healthy_end=healthy_end)


def _judged(flagged: Frame) -> Frame:
    """The pairs with their index and `kind`, the class."""
    good = nw.when(nw.col("before") & nw.col("healthy_end")).then(nw.lit("recovered")).otherwise(nw.lit("improved"))
    bad = nw.when(~nw.col("before") & nw.col("after")).then(nw.lit("harmed")).otherwise(nw.lit("deteriorated"))
    steady = nw.when(nw.col("losses")).then(nw.col("bad")).otherwise(nw.lit("unchanged"))
    return (
        flagged.with_columns(good=good, bad=bad)
        .with_columns(steady=steady)
        .with_columns(kind=nw.when(nw.col("gains")).then(nw.col("good")).otherwise(nw.col("steady")))
        .select("client", "pre", "post", "index", "kind")
    )


def _clinical(column: str, cutoff: float | None, better: str, inclusive: bool) -> nw.Expr:
    """Is the score on the sick side? Without a cut-off nobody is, so that nobody can recover or be harmed."""
    if cutoff is None:
        return nw.col(column) != nw.col(column)
    worse_by = nw.lit(float(-sign(better))) * (nw.col(column) - cutoff)
    return worse_by >= 0 if inclusive else worse_by > 0


def _counts_of(flagged: Frame) -> dict[str, int]:
    """How many pairs are of each class, from the flags alone: no class has to be written beside every pair."""
    recovered, harmed = nw.col("before") & nw.col("healthy_end"), ~nw.col("before") & nw.col("after")
    flags = flagged.with_columns(recovered=nw.col("gains") & recovered, harmed=nw.col("losses") & harmed)
    names = ("gains", "losses", "recovered", "harmed")
    ones = flags.with_columns(**{name: nw.col(name).cast(nw.Int64()) for name in names})
    row = one_row(ones.select(nw.len().alias("clients"), *(nw.col(name).sum() for name in names)))
    clients, gains, losses, healthy, ill = (int(row[name] or 0) for name in ("clients", *names))
    of_kind = {"recovered": healthy, "improved": gains - healthy, "deteriorated": losses - ill, "harmed": ill}
    return {kind.value: of_kind.get(kind.value, clients - gains - losses) for kind in ChangeClass}


def _counts(judged: Frame) -> dict[str, int]:
    found = {row["kind"]: int(row["clients"]) for row in rows(judged.group_by("kind").agg(clients=nw.len()))}
    return {kind.value: found.get(kind.value, 0) for kind in ChangeClass}
