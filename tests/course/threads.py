"""A course whose thread lacks nothing, and its pieces, for tests that take one away."""

from datetime import date

from fullarc.course.golden_thread import Known, ThreadNote
from fullarc.diagnoses.diagnosis import Diagnosis
from fullarc.goals.goal import Goal, Rating
from fullarc.plans.plan import Kind, Line, Plan
from fullarc.reading.reader import read

BEGAN, TODAY = date(2026, 1, 5), date(2026, 3, 2)
PANIC = Diagnosis("F40.01", "Agoraphobia with panic disorder", since=BEGAN, principal=True)
TRAIN = Goal("g1", "Take the train to work on my own.", BEGAN)
PLAN = Plan(
    (
        Line("l1", Kind.PROBLEM, "Panic on trains; has not been to work alone for a year.", diagnosis="F40.01"),
        Line("l2", Kind.GOAL, "Take the train to work on my own.", "l1", goal="g1"),
        Line("l3", Kind.OBJECTIVE, "3 train rides a week", "l2"),
        Line("l4", Kind.INTERVENTION, "Exposure on trains", "l3", frequency="weekly", modality="CBT"),
    ),
    date(2026, 4, 6),
)
PARTS = {
    "client_report": "Took the train twice.",
    "risk": "No indication.",
    "intervention": "Exposure: stayed on the train for four stops, because avoidance keeps the fear going.",
    "response": "Fear fell from 80 to 40, proud afterwards.",
    "progress": "2 of 3 rides this week.",
    "plan": "Ride on Tuesday and Friday; next session 9 March.",
}


def note(
    day: date = TODAY, *, goals: tuple[str, ...] = ("g1",), rated: tuple[str, ...] = (), risk_asked: bool = False, **parts: str
) -> ThreadNote:
    """A note that lacks nothing, with parts replaced; an empty one is left out."""
    kept = {key: text for key, text in (PARTS | parts).items() if text}
    text = "\n\n".join(f"{key.replace('_', ' ').capitalize()}:\n{words}" for key, words in kept.items())
    return ThreadNote(f"note of {day}", day, text, kept, tuple(read(text)), goals, rated, risk_asked)


def known(*notes: ThreadNote, plan: Plan | None = PLAN, diagnoses: tuple[Diagnosis, ...] = (PANIC,), **more: object) -> Known:
    given: dict[str, object] = {
        "today": TODAY,
        "diagnoses": diagnoses,
        "plans": ((date(2026, 1, 12), plan),) if plan else (),
        "goals": (TRAIN,),
        "ratings": (Rating(TODAY, "g1", 4, "0-10"),),
        "notes": notes,
    }
    return Known(**(given | more))  # type: ignore[arg-type]
