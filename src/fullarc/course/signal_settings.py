"""The thresholds of the signals: what can be set, within which bounds, and the rule of each signal in a sentence."""

from dataclasses import dataclass, fields

SHORT = 40  # characters beside the sentence in a row of the caseload


@dataclass(frozen=True, slots=True)
class SignalSettings:
    """All thresholds that a practice may set. A value outside its bounds is refused (ValueError), naming the bounds."""

    improvement_by: int = 6
    leaning: float = 0.7
    regression_scores: int = 4
    regression_early_until: int = 5
    regression_early_z: float = 0.8
    regression_z: float = 2.0
    expected_z: float = 1.2816
    stalled_scores: int = 4
    stalled_days: int = 42
    silent_notes: int = 4
    unmeasured_sessions: int = 4
    missed_in_a_row: int = 2
    gap_days: int = 21
    untouched_notes: int = 5
    alliance_line: float = 36.0
    alliance_fall: float = 1.0
    chart_days: int = 14
    chart_width: float = 3.0

    def __post_init__(self) -> None:
        for name, (low, high) in BOUNDS.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name}: found {value:g}, expected a number from {low:g} to {high:g}")


BOUNDS: dict[str, tuple[float, float]] = {
    "improvement_by": (4, 12),
    "leaning": (0.0, 1.0),
    "regression_scores": (3, 8),
    "regression_early_until": (3, 12),
    "regression_early_z": (0.3, 3.0),
    "regression_z": (0.5, 4.0),
    "expected_z": (0.5, 3.0),
    "stalled_scores": (3, 10),
    "stalled_days": (21, 120),
    "silent_notes": (3, 10),
    "unmeasured_sessions": (2, 12),
    "missed_in_a_row": (1, 5),
    "gap_days": (14, 90),
    "untouched_notes": (3, 15),
    "alliance_line": (20.0, 40.0),
    "alliance_fall": (0.5, 10.0),
    "chart_days": (7, 28),
    "chart_width": (2.0, 5.0),
}
LABELS: dict[str, str] = {
    "improvement_by": "no reliable improvement by session",
    "leaning": "of a reliable change by which all measures lean towards worse",
    "regression_scores": "scores before a line is drawn through them",
    "regression_early_until": "early means until session",
    "regression_early_z": "slope that asks to look early, in standard errors",
    "regression_z": "slope that asks to look later, in standard errors",
    "expected_z": "distance from the expected course, in standard deviations",
    "stalled_scores": "scores that stand still",
    "stalled_days": "days that they span",
    "silent_notes": "notes without a mention",
    "unmeasured_sessions": "attended sessions without a score",
    "missed_in_a_row": "sessions missed in a row",
    "gap_days": "days without a session",
    "untouched_notes": "notes without the goal",
    "alliance_line": "line of the session rating (of 40)",
    "alliance_fall": "fall from one rating to the next (of 40)",
    "chart_days": "days that are watched",
    "chart_width": "width of the control limits, in standard deviations",
}
DEFAULTS = SignalSettings()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of signal: its name on the page, the fields of SignalSettings it depends on, and its rule with these as placeholders."""

    name: str
    depends_on: tuple[str, ...]
    rule: str


KINDS: dict[str, Kind] = {
    "risk": Kind(
        "Risk",
        (),
        "Anything said or answered about risk that has not been denied on two later days, or once with four weeks since: danger to the "
        "client's own life, danger to others, and danger from others (violence, abuse or threats done to the client now).",
    ),
    "deterioration": Kind(
        "Getting worse",
        ("leaning",),
        "The latest score is worse than the first by the measure's reliable change or more (Jacobson & Truax 1991). Where several measures "
        "are given, the score before says so too, or all measures together lean towards worse by {leaning} of their reliable change.",
    ),
    "step_back": Kind(
        "A step back after a lasting gain",
        (),
        "A reliable gain had stood in three scores or more over at least 28 days; then the last score, or each of the last ones, is "
        "worse than the score before by the measure's reliable change or more. Not said of a situational dip, nor of a score that "
        "is worse than the first: that is getting worse.",
    ),
    "lost_gain": Kind(
        "A lost gain",
        (),
        "A reliable gain had been there in two scores or more, and is gone in the last two or more: not reliably better than the first, or "
        "less than a third of the largest gain left. Not said of a situational dip, nor of a score that is worse than the first by the "
        "measure's reliable change: that is getting worse.",
    ),
    "own_regression": Kind(
        "Heading the wrong way",
        ("regression_scores", "regression_early_until", "regression_early_z", "regression_z"),
        "From {regression_scores} scores of a measure on, the line through all scores so far rises towards worse: its slope divided by its "
        "standard error (never below that of measurement error), over all outcome measures together, is {regression_early_z} or more "
        "until session {regression_early_until}, {regression_z} or more later.",
    ),
    "off_course": Kind(
        "Behind the expected course",
        ("expected_z",),
        "The latest score, from the second on, is worse than the expected course of this practice's finished cases by more than "
        "{expected_z} standard deviations (amber from 1).",
    ),
    "no_improvement": Kind(
        "Not on track",
        ("improvement_by",),
        "From session {improvement_by} on: three scores or more, clinical at the start, and none of them reliably better than the first.",
    ),
    "stalled": Kind(
        "Stalled",
        ("stalled_scores", "stalled_days"),
        "The last {stalled_scores} scores or more lie within half the reliable change of each other for {stalled_days} days, "
        "on the clinical side of the cut-off.",
    ),
    "disagreement": Kind(
        "Scores and notes disagree", (), "Three scores or more are reliably worse while three notes do not mention it, or the reverse."
    ),
    "silence": Kind(
        "Silence",
        ("silent_notes", "unmeasured_sessions"),
        "What stood in three of four notes, at least moderate when last mentioned, is in none of the last {silent_notes}, or "
        "no score was given at the last {unmeasured_sessions} attended sessions. A client in reliable improvement whose due measures are "
        "answered is not silent.",
    ),
    "missed_sessions": Kind(
        "Missed sessions",
        ("missed_in_a_row", "gap_days"),
        "{missed_in_a_row} sessions in a row missed or cancelled, or more than {gap_days} days without one.",
    ),
    "untouched_goal": Kind(
        "Untouched goal", ("untouched_notes",), "An open goal that was not rated and is in none of the last {untouched_notes} notes."
    ),
    "alliance_drop": Kind(
        "Alliance drop",
        ("alliance_line", "alliance_fall"),
        "A session rating below {alliance_line} of 40 that fell by {alliance_fall} or more and has not come back to within a point (other "
        "alliance measures: a fall of a tenth of the range).",
    ),
    "control_chart": Kind(
        "Daily log out of its range",
        ("chart_days", "chart_width"),
        "The smoothed daily log (EWMA, weight 0.2) of the last {chart_days} days lies beyond {chart_width} standard deviations of the "
        "21 days before, on the worse side; 14 entries are needed there.",
    ),
}


def rule_in_words(kind: str, settings: SignalSettings) -> str:
    """The rule of a signal with its thresholds filled in."""
    return KINDS[kind].rule.format(**{name: f"{getattr(settings, name):g}" for name in KINDS[kind].depends_on})


def thresholds_of(kind: str, settings: SignalSettings) -> dict[str, float]:
    """The values of the settings that a signal depends on."""
    return {name: float(getattr(settings, name)) for name in KINDS[kind].depends_on}


def settings_from(values: dict[str, float]) -> SignalSettings:
    """Settings from stored values; what is left out keeps its default. Unknown names are refused."""
    known = {field.name: field.type for field in fields(SignalSettings)}
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise ValueError(f"found {', '.join(unknown)}; expected names of signal settings: {', '.join(known)}")
    return SignalSettings(**{name: type(getattr(DEFAULTS, name))(value) for name, value in values.items()})
