"""Filled forms from true severity, with measurement error and answers to the items."""

from dataclasses import dataclass
from datetime import date
from random import Random

from fullarc.demo.simulated import Administration
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition import Instrument, Item, Verdict
from fullarc.instruments.scoring import score


@dataclass(frozen=True, slots=True)
class Spread:
    """The total expected at severity 0 and at 1, and the standard deviation of its error."""

    healthy: float
    severe: float
    error: float


SPREADS = {
    "phq-9": Spread(1.5, 25, 1.6),
    "gad-7": Spread(1, 19.5, 1.2),
    "pcl-5": Spread(4, 70, 4.0),
    "core-10": Spread(2, 33, 1.7),
    "ors": Spread(37, 7, 1.8),
    "rses": Spread(28, 6, 1.4),
}


def fill_in(day: date, measure: str, latent: float, risk_answer: int, rng: Random) -> Administration:
    """One administration at a true severity between 0 and 1. `risk_answer` goes to the measure's risk items as it is."""
    instrument, spread = catalogue().get(measure), SPREADS[measure]
    wanted = spread.healthy + (spread.severe - spread.healthy) * latent + rng.gauss(0, spread.error)
    wanted = min(instrument.total.high, max(instrument.total.low, wanted))
    if instrument.verdict is Verdict.TOTAL_ONLY or not instrument.items:
        return Administration(day, measure, round(wanted, 1) if instrument.total.decimals else float(round(wanted)))
    answers = _answers(instrument, round(wanted), risk_answer, rng)
    total = score(measure, answers).total.value
    if total is None:
        raise ValueError(f"{instrument.short_name}: a form with every item answered could not be scored; check its definition")
    return Administration(day, measure, total, answers)


def _answers(instrument: Instrument, wanted: int, risk_answer: int, rng: Random) -> dict[int, int]:
    """Answers whose scored sum is the wanted total, as near as the risk items allow."""
    risky = {item.number for item in instrument.risk_items}
    counted = [item for item in instrument.items if item.scored]
    points = {item.number: risk_answer if item.number in risky else item.low for item in counted}
    free = {item.number: item for item in counted if item.number not in risky}
    while sum(points.values()) < wanted:
        open_items = [number for number, item in free.items() if points[number] < item.high]
        if not open_items:
            break
        points[rng.choice(open_items)] += 1
    answers = {item.number: _turned(item, points[item.number]) for item in counted}
    return answers | _unscored(instrument, wanted)


def _turned(item: Item, points: int) -> int:
    return item.low + item.high - points if item.reverse else points


def _unscored(instrument: Instrument, wanted: int) -> dict[int, int]:
    share = wanted / instrument.total.high
    return {item.number: round(item.low + share * (item.high - item.low)) for item in instrument.items if not item.scored}
