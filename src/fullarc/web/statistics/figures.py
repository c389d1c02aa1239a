"""The figures of the practice by measure, from the same pipeline as `fullarc change`, with small cells hidden."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from fullarc.change.caseload import Population
from fullarc.change.caseload_report import ByFormula, ByPublishedValues, CaseloadReport, Rule, caseload_report
from fullarc.change.direction import NotEnough
from fullarc.change.effect_size import Rate, WithinGroup
from fullarc.change.not_computed import NotComputed
from fullarc.instruments.definition import Instrument
from fullarc.web.statistics.scores import PracticeScores
from fullarc.web.statistics.small_cells import LEAST, is_small, shown_parts

HIDDEN = f"hidden, so that nothing tells of fewer than {LEAST} clients"
NO_RULE = "No rates: neither a reliable change nor a reliability with norms is on file for this measure."
TOO_FEW = f"Not shown: fewer than {LEAST} clients have two scores."
BETTER_NOW = ("sustained", "recent", "regained")
Told = Rate | str  # a rate, or why there is none


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """What the page shows of one measure. `refused` says why nothing is shown; then all else is empty.

    `clients` were given the measure, `paired` of them have two scores; `scored` of `occasions` forms could be scored.
    """

    measure: str
    name: str
    courses: int
    clients: int
    paired: int | None
    occasions: int
    scored: int
    rule: str
    refused: str = ""
    rates: tuple[tuple[str, Told], ...] = ()
    durability: tuple[tuple[str, int | None], ...] = ()
    effect: WithinGroup | None = None
    effect_refused: str = ""

    @property
    def over_time_hidden(self) -> bool:
        return all(count is None for _, count in self.durability)

    @property
    def based_on(self) -> str:
        paired = f"fewer than {LEAST}" if self.paired is None else str(self.paired)
        return f"Based on {paired} of {self.courses} clients: {self.clients} were given it, {paired} have two scores or more."


def figures_of(scores: PracticeScores) -> list[MeasureFigures]:
    """Every outcome measure that was given to five clients or more."""
    found = [figures_of_measure(measure, scores.tables[measure.id], scores.courses) for measure in scores.measures()]
    return [one for one in found if one is not None]


def figures_of_measure(measure: Instrument, table: pl.DataFrame, courses: int) -> MeasureFigures | None:
    clients = table["client"].n_unique()
    if clients < LEAST:
        return None
    occasions, scored = table.height, table["score"].count()
    paired = table.drop_nulls("score").group_by("client").len().filter(pl.col("len") > 1).height
    seen = (measure.id, measure.short_name, courses, clients)
    rule = rule_of(measure)
    if paired < LEAST:
        return MeasureFigures(*seen, None, occasions, scored, "", TOO_FEW)
    if rule is None:
        return MeasureFigures(*seen, paired, occasions, scored, "", NO_RULE)
    try:
        report = caseload_report([table.lazy()], rule)
    except NotEnough as refused:
        return MeasureFigures(*seen, paired, occasions, scored, "", str(refused))
    effect = report.effect if isinstance(report.effect, WithinGroup) and report.effect.shown else None
    return MeasureFigures(
        *seen,
        paired,
        report.completeness.occasions,
        report.completeness.scored,
        rule_in_words(rule),
        rates=tuple(rates_of(report)),
        durability=tuple(parts_over_time(report).items()),
        effect=effect,
        effect_refused="" if effect else no_effect(report.effect),
    )


def rule_of(measure: Instrument) -> Rule | None:
    """As `fullarc change` chooses it: published values where there are any, else the formula of Jacobson and Truax from published norms."""
    total = measure.total
    line = total.cutoffs[0] if total.cutoffs else None
    reliability = total.reliability[0].value if total.reliability else None
    if total.reliable_change:
        at, inclusive = (line.at, line.inclusive) if line else (None, True)
        return ByPublishedValues(measure.better.value, total.reliable_change[0].value, at, inclusive, reliability)
    if reliability is None or total.functional_mean is None or total.functional_sd is None:
        return None
    return ByFormula(measure.better.value, reliability, Population(total.functional_mean.value, total.functional_sd.value))


def rule_in_words(rule: Rule) -> str:
    if isinstance(rule, ByPublishedValues):
        line = "no cut-off" if rule.cutoff is None else f"cut-off {rule.cutoff:g}"
        return f"Reliable change of {rule.reliable:g} points, {line} (published values)."
    return "Reliable change and cut-off c by Jacobson and Truax, from the published norms."


def rates_of(report: CaseloadReport) -> Iterator[tuple[str, Told]]:
    """The rates. Better, worse and unchanged are parts of one whole: what one of them must hide, no other may give away."""
    counts = report.change.counts
    parts = parts_at_the_end(report)
    yield "Reliably better", told(report.improvement, visible=parts["better"] is not None)
    yield "Reliably worse", told(report.deterioration, visible=parts["worse"] is not None)
    recovered, improved = counts["recovered"], counts["improved"]
    yield "Recovered, of those who began clinical", told(report.recovery, visible=not recovered or improved == 0 or improved >= LEAST)
    over_time = parts_over_time(report)
    apart = all(count is None for count in over_time.values()) or None not in (over_time["sustained"], over_time["regained"])
    yield "Lasting, of those reliably better at the end", told(report.lasting, visible=apart and parts["better"] is not None)


def parts_at_the_end(report: CaseloadReport) -> dict[str, int | None]:
    counts = report.change.counts
    better, worse = counts["recovered"] + counts["improved"], counts["deteriorated"] + counts["harmed"]
    return shown_parts({"better": better, "worse": worse, "unchanged": report.change.n - better - worse})


def told(rate: Rate | NotComputed, *, visible: bool) -> Told:
    if isinstance(rate, NotComputed):
        return rate.because
    return rate if visible and not is_small(rate) else HIDDEN


def parts_over_time(report: CaseloadReport) -> dict[str, int | None]:
    """What became of improvements. All are hidden where the rate of those better at the end would give a small part of them away."""
    if isinstance(report.durability, NotComputed):
        return {}
    counts = report.durability
    shown = shown_parts(counts)
    better = report.change.counts["recovered"] + report.change.counts["improved"]
    unsteady = better - sum(counts[word] for word in BETTER_NOW)  # better at the end, and not steadily so
    left = [unsteady, counts["fluctuating"] - unsteady]
    gives_away = any(shown[word] is None for word in (*BETTER_NOW, "fluctuating")) or any(0 < count < LEAST for count in left)
    if parts_at_the_end(report)["better"] is not None and gives_away:
        return dict.fromkeys(counts)
    return shown


def no_effect(effect: WithinGroup | NotComputed) -> str:
    return effect.because if isinstance(effect, NotComputed) else "No effect size below ten clients with two scores."


COLUMNS = ("measure", "figure", "count", "of", "share", "low", "high", "remark")
Cell = str | int | float | None


def table_rows(figures: list[MeasureFigures]) -> Iterator[tuple[Cell, ...]]:
    """One row a figure, for a file; what is hidden on the page is hidden here."""
    for one in figures:
        yield one.name, "clients with two scores", one.paired, one.courses, None, None, None, one.refused or one.rule
        yield one.name, "scored forms", one.scored, one.occasions, None, None, None, ""
        for name, rate in one.rates:
            if isinstance(rate, Rate):
                yield one.name, name, rate.count, rate.of, round(rate.share, 4), round(rate.low, 4), round(rate.high, 4), ""
            else:
                yield one.name, name, None, None, None, None, None, rate
        if one.effect is not None:
            effect = one.effect.effect
            yield one.name, "effect size g", one.effect.n, None, round(effect.g, 4), round(effect.low, 4), round(effect.high, 4), ""
        for word, count in one.durability:
            yield one.name, f"improvement {word}", count, one.paired, None, None, None, HIDDEN if count is None else ""
