"""How well the signals do on simulated courses, session by session, beside two simple rivals. What is true is known."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from fullarc.change.direction import NotEnough
from fullarc.change.local_expected_course import FinishedCase, LocalCourse, comparable, held_in_band, local_course
from fullarc.course.attention import signals_of
from fullarc.course.replay import session_by_session
from fullarc.course.signal_evidence import Evidence
from fullarc.course.signal_settings import DEFAULTS, KINDS, thresholds_of
from fullarc.course.statement import Change, Domain
from fullarc.course.timeline import Timeline
from fullarc.demo.session_ratings import rated_courses
from fullarc.demo.simulate import simulate
from fullarc.demo.simulated import SimulatedCourse
from fullarc.instruments.catalogue import catalogue

ROSE = 0.25  # of the range of true severity
PERCENT = 25.0  # worse than at the start: the usual line of percentage change (methods, not verified)
ARCHIVE = 132  # finished courses of another draw, from which the expected courses are learned
WORSENING = "worsening"
RIVAL_LAST, RIVAL_PERCENT = "rival_last_score", "rival_percentage"
NAMES = {
    WORSENING: "Getting worse, either of the two",
    RIVAL_LAST: "Rival: last score only (clinical side)",
    RIVAL_PERCENT: f"Rival: {PERCENT:g} % worse than at the start",
}
POINTS_TO = {
    WORSENING: "symptoms truly got worse from beginning to end",
    "no_improvement": "symptoms did not truly end improved",
    "control_chart": "symptoms truly rose by a quarter of their range at some time",
    "missed_sessions": "the client left therapy",
    "silence": "a stretch of silence was planned",
    "disagreement": "a disagreement was planned",
    "alliance_drop": "a rupture was planned",
}
_SAME = {
    "deterioration": WORSENING,
    "own_regression": WORSENING,
    "off_course": WORSENING,
    RIVAL_LAST: WORSENING,
    RIVAL_PERCENT: WORSENING,
    "stalled": "no_improvement",
    "lost_gain": "control_chart",
    "step_back": "control_chart",
}
ORDER = (WORSENING, "deterioration", "own_regression", RIVAL_LAST, RIVAL_PERCENT, "off_course", "control_chart", "lost_gain",
         "step_back", "no_improvement", "stalled", "missed_sessions", "silence", "disagreement", "alliance_drop")  # fmt: skip


def points_to(kind: str) -> str:
    """What a signal is right about, in words."""
    return POINTS_TO[_SAME.get(kind, kind)]


@dataclass(slots=True)
class Row:
    """One signal over all courses. `sessions` are those of the first raising in the courses where it was right."""

    courses: int = 0
    true: int = 0
    fired: int = 0
    right: int = 0
    sessions: list[int] = field(default_factory=list)

    def add(self, session: int | None, true: bool) -> None:
        self.courses += 1
        self.true += true
        if session is not None:
            self.fired += 1
            if true:
                self.right += 1
                self.sessions.append(session)

    @property
    def sensitivity(self) -> float | None:
        return self.right / self.true if self.true else None

    @property
    def precision(self) -> float | None:
        return self.right / self.fired if self.fired else None

    @property
    def median_session(self) -> float | None:
        return median(self.sessions) if self.sessions else None


@dataclass(slots=True)
class SignalBoard:
    """Rows by kind of signal, and how many later scores of each measure lay in the 80 % band of another draw's expected course."""

    expected: Mapping[str, LocalCourse]
    rows: dict[str, Row] = field(default_factory=lambda: defaultdict(Row))
    in_band: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, course: SimulatedCourse, timeline: Timeline) -> None:
        """Replays a course session by session and compares the first raising of each signal with the truth."""
        moments = session_by_session(timeline, goals=False)
        first = _first_raised(moments, self.expected)
        true = _truths(course)
        for kind in ORDER:
            if kind != "alliance_drop":
                self.rows[kind].add(first.get(kind), true[_SAME.get(kind, kind)])
        for measure, case in cases_of(course).items():
            if measure in self.expected:
                model = self.expected[measure]
                inside, of = held_in_band(model, comparable([case], model.better, model.cutoff))
                before = self.in_band.get(measure, (0, 0))
                self.in_band[measure] = (before[0] + inside, before[1] + of)

    def add_ratings(self, seed: int, number: int) -> None:
        """The alliance signal, on simulated session ratings of their own."""
        for timeline, ruptured in rated_courses(seed, number):
            self.rows["alliance_drop"].add(_first_raised(session_by_session(timeline), {}).get("alliance_drop"), ruptured)

    @property
    def coverage(self) -> tuple[int, int]:
        return sum(inside for inside, _ in self.in_band.values()), sum(of for _, of in self.in_band.values())


def signal_board(seed: int) -> SignalBoard:
    """An empty board with the expected courses of an archive drawn apart from the courses that it will judge."""
    archive: dict[str, list[FinishedCase]] = defaultdict(list)
    for course in simulate(seed + 1, ARCHIVE):
        for measure, case in cases_of(course).items():
            archive[measure].append(case)
    expected = {}
    for measure, cases in archive.items():
        scale, better = catalogue().get(measure).total, catalogue().get(measure).better.value
        cutoff = scale.cutoffs[0].at if scale.cutoffs else None
        try:
            expected[measure] = local_course(cases, better=better, low=scale.low, high=scale.high, cutoff=cutoff)
        except NotEnough:
            continue
    return SignalBoard(expected)


def cases_of(course: SimulatedCourse) -> dict[str, FinishedCase]:
    """The scores of a simulated course by measure, as (session, score)."""
    number = {session.date: session.number for session in course.sessions if session.number is not None}
    scores: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for form in course.administrations:
        scores[form.measure].append((number[form.date], form.total))
    return {measure: FinishedCase(tuple(found)) for measure, found in scores.items()}


def _first_raised(moments: Sequence[Evidence], expected: Mapping[str, LocalCourse]) -> dict[str, int]:
    first: dict[str, int] = {}
    for moment in moments:
        kinds = {signal.kind for signal in signals_of(moment.at(DEFAULTS, expected))} | _rivals(moment)
        if kinds & {"deterioration", "own_regression"}:
            kinds.add(WORSENING)
        for kind in kinds:
            first.setdefault(kind, moment.attended)
    return first


def _rivals(moment: Evidence) -> set[str]:
    """What two simple rules say of the measure with most scores, from its second score on."""
    lead = max(moment.outcomes, key=lambda one: len(one.valid), default=None)
    if lead is None or len(lead.valid) < 2:
        return set()
    first, last = lead.valid[0].value or 0.0, lead.valid[-1].value or 0.0
    worse = last - first if lead.course.better == "lower" else first - last
    raised = {RIVAL_LAST} if lead.course.points[-1].clinical else set()
    return raised | ({RIVAL_PERCENT} if first and 100 * worse / first >= PERCENT else set())


def _truths(course: SimulatedCourse) -> dict[str, bool]:
    change = course.truth.domains[Domain.SYMPTOM_BURDEN].change
    latent = course.truth.latent[Domain.SYMPTOM_BURDEN.value]
    rose = any(value - min(latent[: i + 1]) >= ROSE for i, value in enumerate(latent))
    planned = bool(course.truth.disagreements)
    return {
        WORSENING: change is Change.WORSENED,
        "no_improvement": change is not Change.IMPROVED,
        "control_chart": rose,
        "missed_sessions": course.truth.trajectory == "dropout",
        "silence": planned,
        "disagreement": planned,
    }


def in_words(board: SignalBoard) -> list[str]:
    """The table of signals and the calibration of the expected course as lines of text."""
    lines = [f"{'Signal':<42}{'sensitivity':>18}{'PPV':>18}{'median session':>16}"]
    for kind in ORDER:
        row = board.rows[kind]
        name = NAMES.get(kind) or KINDS[kind].name
        lines.append(f"  {name:<40}{_share(row.right, row.true):>18}{_share(row.right, row.fired):>18}{_number(row.median_session):>16}")
    lines += ["", f"{'Expected course: later scores in the 80 % band':<60}{_share(*board.coverage)}"]
    lines += [f"  {measure:<58}{_share(*found)}" for measure, found in sorted(board.in_band.items())]
    return lines


def _share(part: int, of: int) -> str:
    return f"{100 * part / of:.1f} % ({part}/{of})" if of else "–"


def _number(value: float | None) -> str:
    return f"{value:g}" if value is not None else "–"


def figures_toml(board: SignalBoard) -> str:
    """What the signals say of their own false alarms: the file fullarc/course/signal_figures.toml."""
    lines = ["# Measured by `fullarc demo --scoreboard --figures`; docs/methods/scoreboard.md says how and what it does not show.", ""]
    for kind in (kind for kind in ORDER if kind in KINDS and board.rows[kind].fired):
        row = board.rows[kind]
        values = ", ".join(f"{name} = {value}" for name, value in thresholds_of(kind, DEFAULTS).items())
        lines += [f"[{kind}]", f"fired = {row.fired}", f"false = {row.fired - row.right}", f"courses = {row.courses}"]
        lines += [f'points_to = "{points_to(kind)}"', f"settings = {{ {values} }}", ""]
    return "\n".join(lines)
