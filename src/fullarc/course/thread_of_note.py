"""The golden thread through one note: the goal it serves, what was done, how the client took it, how far the goal is, what comes next.

The rules are those of docs/methods/golden-thread.md. They warn; nothing is ever refused because of them.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from fullarc.course.groups import group_of
from fullarc.diagnoses.diagnosis import Diagnosis
from fullarc.goals.goal import Goal
from fullarc.plans.completeness import is_measurable
from fullarc.plans.plan import Kind, Line, Plan
from fullarc.reading.finding import Finding, Section, Status

_DONE = (Status.PRESENT, Status.UNCERTAIN)
_WORD = re.compile(r"[\w'’-]+")
_FIGURE = re.compile(r"\d")
ENOUGH_WORDS = 2  # words besides those of golden_thread.toml that make an intervention part specific


class Link(StrEnum):
    """A link of the thread, in its order; `risk` is asked of every note."""

    DIAGNOSIS = "diagnosis"
    PROBLEM = "problem"
    GOAL = "goal"
    INTERVENTION = "intervention"
    RESPONSE = "response"
    MEASURE = "measure"
    PLAN = "plan"
    RISK = "risk"


class Mend(StrEnum):
    """The place where a missing link is put in."""

    DIAGNOSES = "diagnoses"
    TREATMENT_PLAN = "treatment plan"
    GOALS = "goals"
    NOTE = "note"  # the draft, or an addendum to what is signed


@dataclass(frozen=True, slots=True)
class Missing:
    """One link that is missing. `source` is the note, `about` the words of the plan or goal it is about; empty where there are none."""

    link: Link
    rule: str
    sentence: str
    mend: Mend
    source: str = ""
    about: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ThreadNote:
    """A note with what was added to it. `parts` are its typed parts; `goals` the ids of the goals it speaks to.

    `rated` are the goals that were rated on its day or whose target has a value of that day; `risk_asked` says that a form of
    that day asked about risk. A draft is a note too: it is checked while it is written.
    """

    source: str
    date: date
    text: str
    parts: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    goals: tuple[str, ...] = ()
    rated: tuple[str, ...] = ()
    risk_asked: bool = False
    session: int | None = None


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """What held on the day of a note: the plan (None where none was signed yet), the diagnoses, the open goals."""

    plan: Plan | None = None
    diagnoses: tuple[Diagnosis, ...] = ()
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteThread:
    """What a note says of each link, as words of the page; a link that it does not say is not there."""

    source: str
    date: date
    session: int | None
    says: Mapping[Link, str] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()


def thread_of_note(note: ThreadNote, day: OnTheDay) -> NoteThread:
    """Which links a note has, and each that it lacks. An empty note says nothing and lacks what every note needs."""
    served = tuple(goal for goal in day.goals if goal.id in (*note.goals, *note.rated))
    named = intervention_named(note)
    says = {
        Link.GOAL: "; ".join(goal.text for goal in served),
        Link.INTERVENTION: named,
        Link.RESPONSE: response_told(note),
        Link.MEASURE: progress_told(note, served),
        Link.PLAN: next_step(note),
        Link.RISK: risk_told(note),
    }
    missing = (*_goal(note, day, served), *_intervention(note, named), *_said(note, says), *_number(note, day, served, says))
    ordered = sorted(missing, key=lambda one: list(Link).index(one.link))
    return NoteThread(note.source, note.date, note.session, {link: words for link, words in says.items() if words}, tuple(ordered))


def techniques(note: ThreadNote) -> tuple[Finding, ...]:
    """The techniques that were used in the session as the reader found them: no plans, no copies, nothing that only says "supportive"."""
    return tuple(each for each in _done(note) if not each.carried_forward)


def _done(note: ThreadNote) -> tuple[Finding, ...]:
    """The techniques that the note says were used, copied words too."""
    return tuple(
        each
        for each in note.findings
        if group_of(each.indicator) == "interventions"
        and each.indicator not in _words("unspecific")
        and each.status in _DONE
        and each.section is not Section.PLAN
    )


def intervention_named(note: ThreadNote) -> str:
    """What the note names as done; empty when it names a school or support only. The part's own words where it has the part."""
    part = note.parts.get("intervention", "").strip()
    left = [word for word in _words_in(part) if word not in _words("schools") and word not in _words("empty")]
    if len(left) >= ENOUGH_WORDS:
        return part
    return "; ".join(dict.fromkeys(each.quote for each in techniques(note)))


def response_told(note: ThreadNote) -> str:
    part = note.parts.get("response", "").strip()
    told = [each.quote for each in note.findings if group_of(each.indicator) == "responses" and each.status in _DONE]
    return part or "; ".join(dict.fromkeys(told))


def progress_told(note: ThreadNote, served: Sequence[Goal]) -> str:
    """Where the goals stand: the part, or a rating or a value of the target on that day."""
    rated = [goal.text for goal in served if goal.id in note.rated]
    return note.parts.get("progress", "").strip() or (f"A number of that day for: {'; '.join(rated)}" if rated else "")


def next_step(note: ThreadNote) -> str:
    """What comes next: the plan part, homework, or words in prose that speak of the next session."""
    if part := note.parts.get("plan", "").strip():
        return part
    if homework := next((each.quote for each in note.findings if each.indicator == "homework_assigned" and each.status in _DONE), ""):
        return homework
    text = " ".join(note.text.casefold().split())
    return next((phrase for phrase in sorted(_words("next_steps")) if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)), "")


def risk_told(note: ThreadNote) -> str:
    """What was said of risk, also that there is none; a form of that day that asked counts as asked."""
    if part := note.parts.get("risk", "").strip():
        return part
    told = [each.quote for each in note.findings if group_of(each.indicator) == "risk" and each.status is not Status.OTHER_PERSON]
    return "; ".join(dict.fromkeys(told)) or ("asked by a form of that day" if note.risk_asked else "")


def _goal(note: ThreadNote, day: OnTheDay, served: Sequence[Goal]) -> Iterator[Missing]:
    if not served:
        if day.goals:
            yield _missing(note, Link.GOAL, "note.goal", "It speaks to none of the goals that were open on that day.")
        return
    if day.plan is None:
        return
    for goal in served:
        line = next((each for each in day.plan.of(Kind.GOAL) if each.goal == goal.id), None)
        if line is None:
            continue  # said once for the course, not in every note
        code = day.plan.line(line.under).diagnosis
        if code and day.diagnoses and code not in {each.code for each in day.diagnoses}:
            told = f"The goal it serves belongs to a problem of {code}, a diagnosis that did not hold on that day."
            yield Missing(Link.DIAGNOSIS, "note.diagnosis", told, Mend.TREATMENT_PLAN, note.source, goal.text, note.date)


def _intervention(note: ThreadNote, named: str) -> Iterator[Missing]:
    if named:
        return
    vague = note.parts.get("intervention", "").strip() or any(each.indicator == "supportive_listening" for each in note.findings)
    if not vague and any(each.carried_forward for each in _done(note)):
        told = "It says what was done only in words copied from an earlier note."
    else:
        told = "It names no technique, only support or a school of therapy." if vague else "It does not say what was done."
    yield _missing(note, Link.INTERVENTION, "note.intervention", told)


def _said(note: ThreadNote, says: Mapping[Link, str]) -> Iterator[Missing]:
    for link, rule, told in (
        (Link.RESPONSE, "note.response", "It does not say how the client took it."),
        (Link.PLAN, "note.plan", "It names no next step."),
        (Link.RISK, "note.risk", "Risk is not mentioned, not even that there is no indication."),
    ):
        if not says[link]:
            yield _missing(note, link, rule, told)


def _number(note: ThreadNote, day: OnTheDay, served: Sequence[Goal], says: Mapping[Link, str]) -> Iterator[Missing]:
    """Progress is asked of a note that serves a goal; a number only where the objective of the plan is measured."""
    if not served:
        return
    if not says[Link.MEASURE]:
        yield _missing(note, Link.MEASURE, "note.progress", "It does not say where the goal stands, and nothing was rated on that day.")
    elif not any(goal.id in note.rated for goal in served) and not _FIGURE.search(says[Link.MEASURE]) and _is_measured(day, served):
        yield _missing(note, Link.MEASURE, "note.number", "It says where the goal stands without a number, though the objective has one.")


def _is_measured(day: OnTheDay, served: Sequence[Goal]) -> bool:
    """Whether an objective of the plan that serves one of these goals holds a number."""
    return day.plan is not None and any(is_measurable(line) for goal in served for line in objectives_of(day.plan, goal.id))


def objectives_of(plan: Plan, goal: str) -> tuple[Line, ...]:
    """The objectives of a plan that serve a goal of the course."""
    return tuple(below for line in plan.of(Kind.GOAL) if line.goal == goal for below in plan.below(line.id))


def _missing(note: ThreadNote, link: Link, rule: str, told: str) -> Missing:
    return Missing(link, rule, told, Mend.NOTE, note.source, "", note.date)


def _words_in(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


@cache
def _words(kind: str) -> frozenset[str]:
    table: dict[str, list[str]] = tomllib.loads((files("fullarc.course") / "golden_thread.toml").read_text(encoding="utf-8"))
    return frozenset(table[kind])
