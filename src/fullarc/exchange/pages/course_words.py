"""The words of the course of care page and its paper: states, sources, counts. One wording for screen and print."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from fullarc.charts.words import name_of, number
from fullarc.course.assessment import CourseAssessment, Signal
from fullarc.course.change_words import CHANGE_IN_WORDS
from fullarc.course.days import counted, day_in_words, full_date, listed
from fullarc.course.durability_words import durability_in_words, goal_durability_in_words
from fullarc.course.indicator_words import capitalised
from fullarc.course.log_words import log_in_words
from fullarc.course.proofs import WRITTEN
from fullarc.course.quantities import unit_in_words
from fullarc.course.statement import Change, Domain, Kind, Proof, Statement
from fullarc.course.status_words import status_in_words
from fullarc.course.timeline import Attendance, Review, Timeline
from fullarc.reading.finding import Finding, Section, Status

State = tuple[str, str]  # class of the shape, word

_SHAPES = {
    Change.IMPROVED: "improved",
    Change.WORSENED: "worsened",
    Change.MIXED: "mixed",
    Change.NO_CLEAR_CHANGE: "unchanged",
    Change.NOT_ENOUGH: "not-enough",
}
CHANGES: dict[Change, State] = {change: (_SHAPES[change], words) for change, words in CHANGE_IN_WORDS.items()}
DOMAINS = {
    Domain.SYMPTOM_BURDEN: "Symptom burden",
    Domain.FUNCTIONAL_CAPACITY: "Functional capacity",
    Domain.STABILITY: "Stability",
    Domain.RISK_PROFILE: "Risk profile",
    Domain.OVERALL_PRESENTATION: "Overall presentation",
}
SIGNALS: dict[str, State] = {
    "risk": ("risk-word", "Risk"),
    "deterioration": ("worsened", "Getting worse"),
    "lost_gain": ("worsened", "A lost gain"),
    "step_back": ("worsened", "A step back after a lasting gain"),
    "own_regression": ("worsened", "Heading the wrong way"),
    "off_course": ("worsened", "Behind the expected course"),
    "control_chart": ("worsened", "Daily log out of its range"),
    "no_improvement": ("unchanged", "Not on track"),
    "stalled": ("unchanged", "Stalled"),
    "disagreement": ("differ", "Scores and notes disagree"),
    "silence": ("", "Silence"),
    "missed_sessions": ("", "Attendance"),
    "untouched_goal": ("", "Untouched goal"),
    "alliance_drop": ("worsened", "Alliance drop"),
}
REVIEWS = {
    Review.UNREVIEWED: "not reviewed; counts as read",
    Review.CONFIRMED: "confirmed",
    Review.CORRECTED: "corrected by the clinician",
    Review.ADDED: "marked by the clinician; the reader had missed it",
}
DIRECTIONS: dict[str, State] = {"better": ("improved", "better"), "worse": ("worsened", "worse"), "same": ("unchanged", "the same")}
KINDS = {
    Kind.NOTE: ("note", "notes"),
    Kind.SCORE: ("score", "scores"),
    Kind.GOAL: ("goal rating", "goal ratings"),
    Kind.LOG: ("log entry", "log entries"),
    Kind.EVENT: ("event", "events"),
    Kind.SESSION: ("session", "sessions"),
}


def change_state(change: Change | None, topic: str, seen: CourseAssessment) -> State | None:
    """Shape and word of a change; the risk profile says instead of a direction whether anything is open in the record.

    Acknowledging a signal is another thing: nothing is said of it here."""
    if topic == Domain.RISK_PROFILE:
        if change is Change.NOT_ENOUGH:
            return CHANGES[change]
        return ("risk-word", "open") if seen.risk_is_open else ("clear", "nothing unresolved")
    return CHANGES[change] if change else None


def statement_durability(statement: Statement, seen: CourseAssessment) -> str:
    """How long the change of a statement has lasted; of a goal, also that it was not rated for long."""
    goal = next((goal for goal in seen.goals if goal.goal == statement.topic), None)
    if goal:
        return goal_durability_in_words(goal, seen)
    return durability_in_words(statement.change, statement.durability, statement.held_until)


def statement_topic(statement: Statement, seen: CourseAssessment) -> str:
    """What the sentence is about, in a few words for the side of the page."""
    if statement.id in {d.statement for d in seen.disagreements if d.about_risk}:
        return "Form and note differ"
    if statement.id in {d.statement for d in seen.disagreements}:
        return "Scores and notes disagree"
    if "dip" in statement.rule.split(".")[0]:
        return "A dip"
    topic = statement.topic
    names = _names_of_measures(statement, seen) | {str(d): words for d, words in DOMAINS.items()}
    names |= {entry.log: log_in_words(entry.log) for entry in seen.timeline.entries}
    names |= {goal.goal: f"Goal {i}" for i, goal in enumerate(seen.goals, 1)}
    return names.get(topic) or (capitalised(name_of(topic)) if topic else "")


def _names_of_measures(statement: Statement, seen: CourseAssessment) -> dict[str, str]:
    """Of several series of one measure, the one whose scores prove the statement gives the name; else the first."""
    proved = {proof.label.removesuffix(WRITTEN) for proof in statement.evidence}
    rows = sorted(seen.scores, key=lambda series: series.name not in proved)
    return {series.measure: series.name for series in reversed(rows)}


def statement_state(statement: Statement, seen: CourseAssessment) -> State | None:
    if statement.id in {d.statement for d in seen.disagreements}:
        return "differ", "a prompt to look, not a verdict"
    if "dip" in statement.rule.split(".")[0]:
        return "dip-word", "situational dip"
    return change_state(statement.change, statement.topic, seen)


def is_silent(proof: Proof) -> bool:
    """Whether the proof is a note that was read and does not mention the topic: there are no words to quote."""
    return not proof.quote and proof.label.endswith(": not mentioned")


def kind_shown(proof: Proof) -> Kind:
    """The kind a reader would call it: a silent note is a note, though it is the session that proves it."""
    return Kind.NOTE if is_silent(proof) else proof.kind


def proofs_counted(proofs: Sequence[Proof]) -> str:
    """How many of each kind: "8 notes, 10 scores"."""
    things = dict.fromkeys((kind_shown(p), p.source or p.date, p.key if kind_shown(p) is not Kind.NOTE else "", p.date) for p in proofs)
    counts = Counter(kind for kind, *_ in things)
    return ", ".join(f"{n} {KINDS[kind][n != 1]}" for kind, n in counts.items())


def rests_on(timeline: Timeline) -> str:
    """How much the whole assessment rests on, and how much of what was read nobody has looked at."""
    said, unreviewed = _amounts(timeline), _unreviewed(timeline)
    if not said:
        return "Nothing was recorded yet."
    if not timeline.findings:
        return f"Rests on {said}."
    state = (
        f"{unreviewed} of {len(timeline.findings)} findings are unreviewed and count as read"
        if unreviewed
        else "every finding was reviewed"
    )
    return f"Rests on {said}; {state}."


def given_amounts(timeline: Timeline) -> str:
    """The same for somebody outside the practice, without a full stop: what the clinician has said of the findings, dismissed ones too."""
    said, told = _amounts(timeline), Counter(f.review for f in timeline.findings)
    read = len(timeline.findings) - told[Review.ADDED] + timeline.dismissed
    if not read and not timeline.findings:
        return said or "nothing recorded yet"
    counts = [(told[Review.CONFIRMED], "confirmed"), (told[Review.CORRECTED], "corrected"), (timeline.dismissed, "dismissed")]
    looked_at = sum(n for n, _ in counts)
    named = listed([f"{n} {words}" for n, words in counts if n])
    missed = f", and {told[Review.ADDED]} marked that the reader had missed" if told[Review.ADDED] else ""
    if looked_at == read:
        return f"{said}; the clinician looked at every finding read from the notes: {named}{missed}"
    rule = "what was read from the notes counts unless the clinician says otherwise"
    return f"{said}; {rule}{f': {named}' if named else ''}{missed}"


def _amounts(timeline: Timeline) -> str:
    scores = sum(s.value is not None for s in timeline.scores)
    amounts = [
        (len(timeline.notes), Kind.NOTE), (scores, Kind.SCORE), (len(timeline.ratings), Kind.GOAL), (timeline.logged, Kind.LOG),
    ]  # fmt: skip
    return listed([f"{n} {KINDS[kind][n != 1]}" for n, kind in amounts if n])


def _unreviewed(timeline: Timeline) -> int:
    return sum(f.review is Review.UNREVIEWED for f in timeline.findings)


def lead_source(seen: CourseAssessment) -> str:
    """Which statements the lead is said from."""
    numbers = [str(i) for i, s in enumerate(seen.statements, 1) if s.id in seen.lead_statements]
    return f"Said from statement{'s' if len(numbers) > 1 else ''} {listed(numbers)}." if numbers else ""


def span_in_words(days: Sequence[date], as_of: date) -> str:
    """The first to the last day, or the one."""
    first, last = min(days), max(days)
    if first == last:
        return day_in_words(first, as_of)
    if first.year != last.year:
        return f"{full_date(first)} to {full_date(last)}"
    begin = f"{first.day}" if (first.year, first.month) == (last.year, last.month) else day_in_words(first, as_of)
    return f"{begin} to {day_in_words(last, as_of)}"


def course_dates(seen: CourseAssessment) -> str:
    """When the course began and ended, with years."""
    timeline = seen.timeline
    days = [s.date for s in timeline.sessions] or [n.date for n in timeline.notes] or [s.date for s in timeline.scores]
    begin = timeline.began or (min(days) if days else None)
    if begin is None:
        return ""
    end = timeline.ended or seen.as_of
    if begin == end:
        return full_date(begin) if timeline.ended else f"since {full_date(begin)}, open"
    first = day_in_words(begin, end)
    return f"{first} to {full_date(end)}" if timeline.ended else f"{first} to {full_date(end)}, open"


def attendance_in_words(timeline: Timeline) -> str:
    counts = Counter(s.attendance for s in timeline.sessions)
    return ", ".join(f"{counts[a]} {a}" for a in Attendance if counts[a])


def measures_in_words(seen: CourseAssessment) -> list[str]:
    """A line a measure: how often it was given and how often not."""
    lines = []
    for s in seen.scores:
        if s.scale == "total":
            given = sum(p.value is not None for p in s.points)
            missing = f", {len(s.not_given)} not given" if s.not_given else ""
            lines.append(f"{s.name}, {given} score{'s' if given != 1 else ''}{missing}")
    return lines


def section_word(section: Section) -> str:
    return "" if section is Section.NONE else str(section).capitalize()


def source_of(proofs: Sequence[Proof], as_of: date, section: str = "") -> str:
    """Where a piece of evidence comes from: "Note of 6 May, session 15, Subjective", "PHQ-9, nine scores, 22 April to …"."""
    first = proofs[0]
    days = [p.date for p in proofs]
    when = span_in_words(days, as_of)
    one, many = KINDS[kind_shown(first)]
    named = {Kind.SCORE: first.label, Kind.GOAL: "Goal", Kind.LOG: first.label}.get(first.kind, "")
    if len(proofs) == 1 or (first.kind is Kind.NOTE and len({(p.source, p.date) for p in proofs}) == 1):
        begin = f"{named}, {when}" if named else f"{capitalised(one)} of {when}"
        return ", ".join([begin, *([f"session {first.session}"] if first.session else []), *([section] if section else [])])
    if kind_shown(first) is Kind.NOTE:
        return f"{capitalised(counted(len({(p.source, p.date) for p in proofs}), one, many))}: {when}"
    amount = counted(len(proofs), *(("rating", "ratings") if first.kind is Kind.GOAL else (one, many)))
    return f"{named}, {amount}, {when}" if named else f"{capitalised(amount)}, {when}"


def read_as(finding: Finding) -> str:
    """The finding in words: indicator, status, severity where the words say one."""
    words = [name_of(finding.indicator).lower(), status_in_words(finding.status, finding.indicator)]
    if finding.severity and finding.status is not Status.DENIED:
        words.append(str(finding.severity))
    return ", ".join(words)


def quantity(value: float | tuple[float, float] | None, unit: str | None) -> str:
    """A number or a range with its unit."""
    if value is None:
        return ""
    said = f"{number(value[0])} to {number(value[1])}" if isinstance(value, tuple) else number(value)
    return f"{said} {unit_in_words(unit, value)}" if unit else said


def signal_state(signal: Signal) -> State:
    return SIGNALS.get(signal.kind, ("", capitalised(name_of(signal.kind))))
