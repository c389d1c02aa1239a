"""How often learning across courses finds what was planted, and tells of what was not: simulated caseloads with known differences.

Courses come from the generator of the simulated caseload: its presentations, trajectories and forms with their measurement error. Eight
things that a course has or has not are then given out, more often to the severely ill, more to some presentations than to others, and
together: as in a practice, nobody draws lots. At most one of them matters: of the courses that have it and would have stayed as they
were, a known share gains steadily instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import exp
from random import Random
from statistics import mean

from fullarc.change.learning import Learning, learn
from fullarc.change.learning_row import Aspect, CaseRow, Factor
from fullarc.demo.forms import fill_in
from fullarc.demo.plan import plan_course
from fullarc.demo.presentation import Presentation, presentations
from fullarc.demo.trajectories import SHAPES
from fullarc.instruments.catalogue import catalogue

COURSES = 120
FACTORS = tuple(Factor(f"f{n}", Aspect.INTERVENTION, f"thing {n}", f"in which thing {n} was done") for n in range(1, 9))
PLANTED = FACTORS[0]
SHARES = (0.5, 0.75, 1.0)  # of those who would have stayed as they were and, with the planted thing, gain
STAYING = ("plateau", "fluctuating", "dropout", "relapse")
GAINING = ("steady_gain", "uneven_gain", "sudden_gain", "situational_dip", "regained")
OTHERS = ("recent_gain", "deterioration")
SAMPLED = 40  # courses of each presentation and kind that the true means are taken from
DAY = date(2026, 1, 1)


@dataclass(slots=True)
class LearningBoard:
    """Runs of both sorts. `held` of `planted` intervals held the true difference; `quiet` of `runs` told of nothing that was not there."""

    planted: int = 0
    held: int = 0
    found: int = 0
    runs: int = 0
    quiet: int = 0
    quiet_beside: int = 0  # of the runs with something planted: nothing told of the seven that do not matter
    differences: list[float] = field(default_factory=list)

    def add_planted(self, truth: float, seen: Learning) -> None:
        one = next(each for each in seen.comparisons if each.factor is PLANTED)
        self.planted += 1
        self.held += one.pooled is not None and one.pooled.low <= truth <= one.pooled.high
        self.found += one.stands_out and one.pooled is not None and one.pooled.difference > 0
        self.quiet_beside += not any(each.stands_out for each in seen.comparisons if each.factor is not PLANTED)
        if one.pooled is not None:
            self.differences.append(one.pooled.difference - truth)

    def add_empty(self, seen: Learning) -> None:
        self.runs += 1
        self.quiet += not any(each.stands_out for each in seen.comparisons)


def learning_board(seed: int, runs: int, courses: int = COURSES) -> LearningBoard:
    """So many caseloads with one thing planted, its size taking turns, and as many in which nothing matters."""
    board = LearningBoard()
    for run in range(runs):
        share = SHARES[run % len(SHARES)]
        board.add_planted(true_difference(share), learn(list(caseload(f"{seed}-{run}", courses, share)), FACTORS))
        board.add_empty(learn(list(caseload(f"{seed}-{run}-nothing", courses, 0.0)), FACTORS))
    return board


def caseload(seed: str, courses: int, share: float) -> Iterator[CaseRow]:
    """One caseload; `share` of the staying courses that have the planted thing gain. The same seed, the same caseload."""
    for number in range(courses):
        rng = Random(f"{seed}-{number}")  # noqa: S311 - not for secrets
        presentation = presentations()[number % len(presentations())]
        kind = _kind_for(presentation, rng)
        has = _given_out(presentation, SHAPES[kind].anchors[0][1], rng)
        if has[PLANTED.key] and kind in STAYING and rng.random() < share:
            kind = "steady_gain"
        yield _row(f"c{number}", presentation, kind, has, rng)


@cache
def true_difference(share: float) -> float:
    """The planted difference in reliable changes: over presentations and kinds, what gaining instead of staying makes, times the share."""
    total = 0.0
    for place, presentation in enumerate(presentations()):
        gained = _mean_gain(place, "steady_gain")
        for kind, chance in _chances(presentation).items():
            if kind in STAYING:
                total += share * chance * (gained - _mean_gain(place, kind))
    return total / len(presentations())


@cache
def _mean_gain(place: int, kind: str) -> float:
    rng = Random(f"{place}-{kind}")  # noqa: S311 - not for secrets
    return mean(_row("", presentations()[place], kind, {}, rng).gain for _ in range(SAMPLED))


def _chances(presentation: Presentation) -> dict[str, float]:
    """How likely each kind is: presentations with more risk gain less often, so that the problem matters for the change."""
    gaining = 0.5 - 0.3 * presentation.risk
    weights = dict.fromkeys(GAINING, gaining / len(GAINING)) | dict.fromkeys(OTHERS, 0.1 / len(OTHERS))
    return weights | dict.fromkeys(STAYING, (0.9 - gaining) / len(STAYING))


def _kind_for(presentation: Presentation, rng: Random) -> str:
    chances = _chances(presentation)
    return rng.choices(list(chances), list(chances.values()))[0]


def _given_out(presentation: Presentation, severity: float, rng: Random) -> dict[str, bool | None]:
    """Who has what: by severity, by presentation (each thing has presentations it is usual for), and several at once."""
    busy = rng.gauss(0, 0.5)
    place = [each.id for each in presentations()].index(presentation.id)
    found: dict[str, bool | None] = {}
    for number, factor in enumerate(FACTORS):
        usual = 0.7 if (place + number) % 3 == 0 else -0.4
        found[factor.key] = rng.random() < 1 / (1 + exp(-(usual + 4.0 * (severity - 0.7) + busy)))
    return found


def _row(name: str, presentation: Presentation, kind: str, has: dict[str, bool | None], rng: Random) -> CaseRow:
    count = max(SHAPES[kind].fewest, rng.randint(12, 26)) if kind != "dropout" else rng.randint(6, 8)
    plan = plan_course(presentation, kind, count, rng)
    measure = presentation.measures[0]
    instrument = catalogue().get(measure)
    first, last = (fill_in(DAY, measure, plan.symptoms[place], 0, rng).total for place in (0, -1))
    reliable = instrument.total.reliable_change[0].value
    return CaseRow(name, measure, instrument.better.value, first, last, reliable, count, presentation.id, has)


def in_words(board: LearningBoard, courses: int = COURSES) -> str:
    """The two figures asked for, and what else there is to know about them."""
    off = mean(board.differences) if board.differences else 0.0
    sizes = ", ".join(f"{true_difference(share):.2f}" for share in SHARES)
    return (
        f"Learning across courses: {board.planted} runs with one planted difference, {board.runs} with none; {courses} courses each\n\n"
        f"Planted difference within its 95 % interval    {board.held} of {board.planted} runs\n"
        f"Nothing told where there is nothing            {board.quiet} of {board.runs} runs\n"
        f"  the same beside a planted difference         {board.quiet_beside} of {board.planted} runs\n"
        f"Planted difference told as standing out        {board.found} of {board.planted} runs\n"
        f"Planted sizes in reliable changes              {sizes}; estimates off by {off:+.2f} on average\n"
    )
