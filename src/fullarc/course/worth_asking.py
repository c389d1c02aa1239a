"""One question worth asking, chosen by a fixed order from what the record knows. The rule is published in docs/today.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fullarc.course.assessment import CourseAssessment, GoalCourse, Signal
from fullarc.course.days import count_in_words, day_in_words, number_in_words
from fullarc.course.risk import BY_OTHERS, CARE, OTHERS, SELF_HARM, SUICIDE, family_of
from fullarc.course.statement import Proof
from fullarc.course.told_when import latest_day_of
from fullarc.instruments.informants import CLIENT
from fullarc.reading.finding import Status

RECENT_EVENT = 28  # days: an event of this age is still worth a word
HARD = "response_negative"
WORSENING = ("deterioration", "lost_gain", "step_back", "own_regression")
TOO_SLOW = ("off_course", "no_improvement", "stalled")
ABOUT_RISK = {
    SUICIDE: "How have the thoughts of not living been since we last met, and how safe are you today?",
    SELF_HARM: "How has it been with hurting yourself, or the urge to, since we last met?",
    OTHERS: "There was talk of somebody being hurt. What has happened since we last met, and is anybody in danger now?",
    BY_OTHERS: "Somebody has hurt or threatened you. What has happened since we last met, and are you safe where you are now?",
    CARE: "You needed urgent help not long ago. How has it been since, and what would help if it came to that again?",
}
UNTOUCHED = 3  # notes since a goal was rated or spoken of


@dataclass(frozen=True, slots=True)
class Question:
    """`rule` is the name in the published order, `why` the reason in a sentence."""

    text: str
    why: str
    rule: str


@dataclass(frozen=True, slots=True)
class Unspoken:
    """Homework that a plan set and the next note does not mention. Not mentioned is not the same as not done."""

    text: str
    set_on: date
    note_of: date


@dataclass(frozen=True, slots=True)
class Worse:
    """Two scores in a row of which the later is worse. `beyond_error` is None when no reliable-change value is published."""

    name: str
    before: float
    now: float
    on: date
    beyond_error: bool | None


def worth_asking(seen: CourseAssessment, worse: Sequence[Worse] = (), unspoken: Sequence[Unspoken] = ()) -> Question:
    """The first that applies: risk, what the latest note tells was hard for the client, disagreement, a dip beside an event, a reliably
    worse score, a course that gets worse, homework not spoken of, a course that is not on track, an untouched goal, a worse score of which
    nobody knows the error, a recent event, what went better. `worse` are the latest moves of scores; one within measurement error asks
    nothing."""
    found = (
        _risk(seen)
        or _hard(seen)
        or _disagreement(seen)
        or _dip(seen)
        or _worse([move for move in worse if move.beyond_error], seen)
        or _worsening(seen)
        or _homework(unspoken, seen)
        or _too_slow(seen)
        or _goal(seen)
        or _worse([move for move in worse if move.beyond_error is None], seen)
        or _event(seen)
    )
    if found:
        return found
    why = "No question is set for what asks for attention." if seen.signals else "Nothing else in the record asks first."
    return Question("What went a little better since we last met, and what did you do for it?", why, "better")


def _risk(seen: CourseAssessment) -> Question | None:
    signal = next((signal for signal in seen.signals if signal.kind == "risk"), None)
    return Question(ABOUT_RISK[family_of(signal.danger)], signal.reason, "risk") if signal else None


def _hard(seen: CourseAssessment) -> Question | None:
    """What the client found hard in the latest session, as its note tells it."""
    notes = seen.timeline.notes
    hard = [p for p in seen.responses if p.indicator == HARD and p.status == Status.PRESENT and notes and p.source == notes[-1].source]
    if not hard:
        return None
    why = f"The note of {day_in_words(hard[0].date, seen.as_of)} says: {_words_of(hard[0])}."
    return Question("Something we did last time was hard for you. What was it like, and what would make it easier?", why, "hard")


def _disagreement(seen: CourseAssessment) -> Question | None:
    signal = next((signal for signal in seen.signals if signal.kind == "disagreement"), None)
    if signal is None or not seen.disagreements:
        return None
    last = seen.disagreements[-1]
    text = f"{_answers_on(last.name or last.measure, seen)} and what we talk about point in different directions. What do you make of that?"
    return Question(text, signal.reason, "disagreement")


def _dip(seen: CourseAssessment) -> Question | None:
    """A dip that ended within the last four weeks."""
    dip = next((dip for dip in reversed(seen.dips) if seen.as_of - dip.end <= timedelta(days=RECENT_EVENT)), None)
    if dip is None:
        return None
    begin, day = day_in_words(dip.begin, seen.as_of), day_in_words(dip.event.date, seen.as_of)
    why = f"A dip around {begin} coincides with {_words_of(dip.event)} ({day})."
    return Question("Some weeks were harder and then it got better again. What helped you through?", why, "dip")


def _worse(moves: Sequence[Worse], seen: CourseAssessment) -> Question | None:
    if not moves:
        return None
    move = moves[0]
    before, now = number_in_words(move.before), number_in_words(move.now)
    error = "more than measurement error" if move.beyond_error else "no value of reliable change is published"
    text = f"{_answers_on(move.name, seen)} moved from {before} to {now}. What happened in that time?"
    why = f"{move.name} went from {before} to {now} on {day_in_words(move.on, seen.as_of)}: {error}."
    return Question(text, why, "worse" if move.beyond_error else "worse_by_an_unknown_error")


def _answers_on(name: str, seen: CourseAssessment) -> str:
    """Whose answers they are: the client's own, or those of somebody who observes them, as the name of the series says."""
    others = {one.name for one in seen.scores if one.informant != CLIENT}
    return f"The answers on the {name}" if name in others else f"Your answers on the {name}"


def _worsening(seen: CourseAssessment) -> Question | None:
    """The scores get worse over more than the latest step."""
    signal = _first_of(WORSENING, seen)
    text = "Your answers over the last weeks read harder than before. What has changed, and what would you need from me now?"
    return Question(text, signal.reason, "worsening") if signal else None


def _too_slow(seen: CourseAssessment) -> Question | None:
    signal = _first_of(TOO_SLOW, seen)
    text = "By your answers, things move more slowly than we had hoped. How is that for you, and what should we do differently?"
    return Question(text, signal.reason, "too_slow") if signal else None


def _first_of(kinds: Sequence[str], seen: CourseAssessment) -> Signal | None:
    return next((signal for signal in seen.signals if signal.kind in kinds), None)


def _homework(unspoken: Sequence[Unspoken], seen: CourseAssessment) -> Question | None:
    if not unspoken:
        return None
    one = unspoken[0]
    set_on, note_of = day_in_words(one.set_on, seen.as_of), day_in_words(one.note_of, seen.as_of)
    why = f"“{one.text}” was planned on {set_on}; the note of {note_of} does not mention it."
    return Question("We had agreed on something to do between the sessions. How did it go, or what got in the way?", why, "homework")


def _goal(seen: CourseAssessment) -> Question | None:
    rows = untouched_goals(seen)
    if not rows:
        return None
    text, notes = rows[0]
    why = f"The goal “{text}” is neither rated nor mentioned in the last {count_in_words(notes)} notes."
    return Question(f"You once said: “{text}” Is it still yours?", why, "goal")


def _event(seen: CourseAssessment) -> Question | None:
    recent = [event for event in seen.life_context if timedelta(0) <= seen.as_of - latest_day_of(event) <= timedelta(days=RECENT_EVENT)]
    if not recent:
        return None
    event = recent[-1]
    why = f"On {day_in_words(event.date, seen.as_of)} the record notes: {_words_of(event)}."
    return Question("A good deal has been going on in your life. What does it change for you?", why, "event")


def _words_of(event: Proof) -> str:
    return f"“{event.quote}”" if event.quote else event.label


def untouched_goals(seen: CourseAssessment) -> list[tuple[str, int]]:
    """The open goals that were neither rated nor spoken of in the last three notes or more: text and number of notes, the longest first."""
    agreed = {goal.id: goal for goal in seen.timeline.goals}
    rows = []
    for goal in seen.goals:
        closed = agreed[goal.goal].closed_on
        if closed is not None and closed <= seen.as_of:
            continue
        since = last_touched(goal) or agreed[goal.goal].agreed_on
        later = sum(since is None or note.date > since for note in seen.timeline.notes)
        if later >= UNTOUCHED:
            rows.append((goal.text, later))
    return sorted(rows, key=lambda row: -row[1])


def last_touched(goal: GoalCourse) -> date | None:
    """The last day on which a goal was rated or a note spoke to it."""
    return max([day for day, _ in goal.ratings] + [proof.date for proof in goal.addressed_in], default=None)
