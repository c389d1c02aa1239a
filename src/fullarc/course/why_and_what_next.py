"""For a client who is not on track: what the record already knows, in a fixed order, and what could be tried next.

The order is that of the clinical support tools of Whipple, Lambert et al. (2003), widened: alliance, missed sessions, life events, goals,
homework, risk, medication. Nothing here explains why; it puts side by side what is written. Own words throughout.
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from fullarc.course.assessment import CourseAssessment, Signal
from fullarc.course.days import counted, day_in_words, days_in_words, listed, number_in_words
from fullarc.course.groups import in_group
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.course.levels import speaks_about_now
from fullarc.course.proofs import finding_proof, rating_proof, score_proof, session_proof
from fullarc.course.statement import Proof
from fullarc.course.timeline import Attendance, NotedFinding
from fullarc.course.told_when import happened_in_words, latest_day_of
from fullarc.instruments.catalogue import catalogue
from fullarc.reading.finding import Status

NOT_ON_TRACK = ("deterioration", "lost_gain", "step_back", "own_regression", "off_course", "no_improvement", "stalled")
TOPICS = ("alliance", "missed_sessions", "life_events", "goals", "homework", "risk", "medication")
TITLES = {
    "alliance": "Alliance",
    "missed_sessions": "Missed sessions",
    "life_events": "Life events",
    "goals": "Goals",
    "homework": "Homework",
    "risk": "Risk",
    "medication": "Medication",
}
WEEKS = 8
NOT_MENTIONED = "not mentioned"
_MEDICATION = frozenset({"medication_adherence", "medication_change", "medication_coordination"})
_HOMEWORK = frozenset({"homework_done", "homework_not_done", "homework_assigned"})


@dataclass(frozen=True, slots=True)
class Known:
    """What the record says about one topic. Without proof the sentence is "not mentioned". `concern`: it may be worth a word."""

    topic: str
    sentence: str
    proofs: tuple[Proof, ...]
    concern: bool

    @property
    def title(self) -> str:
        return TITLES[self.topic]

    @property
    def mentioned(self) -> bool:
        return bool(self.proofs)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that can be adopted into the plan as it stands. `because` says what in the record brought it up."""

    id: str
    topic: str
    when: str
    text: str
    source: str
    verified: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class WhyAndWhatNext:
    signals: tuple[Signal, ...]
    known: tuple[Known, ...]
    suggestions: tuple[Suggestion, ...]


def why_and_what_next(seen: CourseAssessment) -> WhyAndWhatNext | None:
    """What is known and what could be tried, for a course with a signal that it is not on track; None for any other."""
    signals = tuple(signal for signal in seen.signals if signal.kind in NOT_ON_TRACK)
    if not signals:
        return None
    known = tuple(_TOPICS[topic](seen) for topic in TOPICS)
    return WhyAndWhatNext(signals, known, _suggested(known))


@cache
def suggestions() -> tuple[Suggestion, ...]:
    """All suggestions of suggestions.toml, in the order of the file."""
    table = tomllib.loads((files("fullarc.course") / "suggestions.toml").read_text(encoding="utf-8"))
    return tuple(Suggestion(name, row["topic"], row["when"], row["text"], row["source"], row["verified"]) for name, row in table.items())


def _suggested(known: Sequence[Known]) -> tuple[Suggestion, ...]:
    chosen = []
    for one in suggestions():
        about = next((item for item in known if item.topic == one.topic), None)
        if about is None:
            chosen.append(one)
        elif (one.when == "concern" and about.concern) or (one.when == NOT_MENTIONED.replace(" ", "_") and not about.mentioned):
            because = f"{about.title}: {about.sentence}"
            chosen.append(Suggestion(one.id, one.topic, one.when, one.text, one.source, one.verified, because))
    urgent = [one for one in chosen if one.topic == "risk" and one.when == "concern"]
    return (*urgent, *(one for one in chosen if one not in urgent))


def _known(topic: str, sentence: str, proofs: Sequence[Proof], *, concern: bool) -> Known:
    return Known(topic, sentence if proofs else NOT_MENTIONED, tuple(dict.fromkeys(proofs)), concern and bool(proofs))


def _since(seen: CourseAssessment) -> date:
    return seen.as_of - timedelta(weeks=WEEKS)


def _recent(seen: CourseAssessment, indicators: frozenset[str]) -> list[NotedFinding]:
    since = _since(seen)
    return [
        noted
        for noted in seen.timeline.findings
        if noted.finding.indicator in indicators and noted.date >= since and speaks_about_now(noted.finding)
    ]


def _alliance(seen: CourseAssessment) -> Known:
    about = {
        one.measure
        for one in seen.scores
        if one.scale == "total" and one.measure in catalogue() and not catalogue().get(one.measure).domain
    }
    records = [
        record for record in seen.timeline.scores if record.measure in about and record.scale == "total" and record.value is not None
    ]
    dropped = [signal for signal in seen.signals if signal.kind == "alliance_drop"]
    if dropped:
        return _known("alliance", dropped[0].reason, dropped[0].proofs, concern=True)
    proofs = [score_proof(record, catalogue().get(record.measure).short_name) for record in records[-3:]]
    values = ", ".join(number_in_words(record.value or 0.0) for record in records[-3:])
    name = catalogue().get(records[-1].measure).short_name if records else ""
    return _known("alliance", f"{name} {values} at the last {counted(len(proofs), 'rating')}; no drop.", proofs, concern=False)


def _missed(seen: CourseAssessment) -> Known:
    recent = [session for session in seen.timeline.sessions if _since(seen) <= session.date <= seen.as_of]
    missed = [session for session in recent if session.attendance is not Attendance.ATTENDED]
    days = days_in_words([session.date for session in missed], seen.as_of)
    sentence = f"{len(missed)} of the last {len(recent)} sessions missed or cancelled: {days}."
    if not missed:
        sentence = f"All {len(recent)} sessions of the last eight weeks were attended."
    return _known("missed_sessions", sentence, [session_proof(session) for session in missed or recent], concern=len(missed) > 1)


def _life_events(seen: CourseAssessment) -> Known:
    left_out = {"missed_session", *_MEDICATION}
    events = [proof for proof in seen.life_context if latest_day_of(proof) >= _since(seen) and proof.indicator not in left_out]
    told = [f"{indicator_in_words(p.indicator) if p.indicator else f'“{p.label}”'} ({happened_in_words(p, seen.as_of)})" for p in events]
    sentence = f"{capitalised(listed(list(dict.fromkeys(told))))}. It coincides with the scores; more is not known."
    return _known("life_events", sentence, events, concern=True)


def _goals(seen: CourseAssessment) -> Known:
    open_goals = [goal for goal in seen.timeline.goals if goal.closed_on is None or goal.closed_on > seen.as_of]
    untouched = [signal for signal in seen.signals if signal.kind == "untouched_goal"]
    if untouched:
        return _known("goals", " ".join(signal.reason for signal in untouched), [p for s in untouched for p in s.proofs], concern=True)
    courses = {goal.goal: goal for goal in seen.goals}
    proofs = [proof for goal in open_goals for proof in courses[goal.id].addressed_in[-1:]]
    for goal in open_goals:
        proofs += [rating_proof(rating, goal.text) for rating in seen.timeline.ratings if rating.goal == goal.id][-1:]
    sentence = f"{counted(len(open_goals), 'open goal').capitalize()}, last spoken of or rated on {_latest(proofs, seen)}."
    return _known("goals", sentence, proofs, concern=False)


def _latest(proofs: Sequence[Proof], seen: CourseAssessment) -> str:
    return day_in_words(max(proof.date for proof in proofs), seen.as_of) if proofs else ""


def _homework(seen: CourseAssessment) -> Known:
    found = _recent(seen, _HOMEWORK)
    undone = [noted for noted in found if _is_undone(noted)]
    done = [noted for noted in found if noted.finding.indicator == "homework_done" and noted.finding.status is not Status.DENIED]
    said = [f"not done on {days_in_words([n.date for n in undone], seen.as_of)}"] if undone else []
    said += [f"done on {days_in_words([n.date for n in done], seen.as_of)}"] if done else []
    agreed = [noted.date for noted in found if noted.finding.indicator == "homework_assigned"]
    said += [f"agreed on {days_in_words(agreed, seen.as_of)}, whether it was done is not mentioned"] if agreed and not said else []
    return _known("homework", capitalised(f"{'; '.join(said)}."), [finding_proof(noted) for noted in found], concern=bool(undone))


def _is_undone(noted: NotedFinding) -> bool:
    finding = noted.finding
    denied = finding.status is Status.DENIED
    return (finding.indicator == "homework_done" and denied) or (finding.indicator == "homework_not_done" and not denied)


def _risk(seen: CourseAssessment) -> Known:
    unresolved = [signal for signal in seen.signals if signal.kind == "risk"]
    if unresolved:
        return _known("risk", " ".join(signal.reason for signal in unresolved), [p for s in unresolved for p in s.proofs], concern=True)
    asked = _recent(seen, frozenset(in_group("risk")) - {"safety_plan", "protective_factor"})
    answers = [record for record in seen.timeline.scores if record.risk_asked and record.date >= _since(seen)]
    proofs = [finding_proof(noted) for noted in asked[-3:]]
    proofs += [score_proof(record, catalogue().get(record.measure).short_name) for record in answers[-1:] if record.measure in catalogue()]
    return _known("risk", f"Asked, last on {_latest(proofs, seen)}; nothing is unresolved.", proofs, concern=False)


def _medication(seen: CourseAssessment) -> Known:
    found = _recent(seen, _MEDICATION)
    told = list(dict.fromkeys(f"{indicator_in_words(n.finding.indicator)} ({day_in_words(n.date, seen.as_of)})" for n in found))
    worth = any(n.finding.indicator == "medication_change" or n.finding.status is Status.DENIED for n in found)
    return _known("medication", capitalised(f"{listed(told)}."), [finding_proof(noted) for noted in found], concern=worth)


_TOPICS: dict[str, Callable[[CourseAssessment], Known]] = {
    "alliance": _alliance,
    "missed_sessions": _missed,
    "life_events": _life_events,
    "goals": _goals,
    "homework": _homework,
    "risk": _risk,
    "medication": _medication,
}
