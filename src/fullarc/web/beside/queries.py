"""The goals that a note speaks to, as the reader suggests them, each with its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from fullarc.goals.added_model import nearness
from fullarc.goals.goal import Goal as AgreedGoal
from fullarc.goals.linking import History, Link, NoteText, indicators_of_goal, link_notes
from fullarc.reading.reader import read
from fullarc.web.goals.models import Goal
from fullarc.web.notes.models import Note
from fullarc.web.notes.queries import closed_notes

LOOKED_BACK = 10  # notes whose links, kept or set aside, teach the goal


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A goal, the sentence that speaks to it, and why; `aside` when the writer said that it does not."""

    goal: Goal
    quote: str
    reason: str
    aside: bool


def goals_spoken_to(note: Note, text: str) -> list[Suggestion]:
    """The goals agreed and open on the day of the session that `text` speaks to, strongest first. A fixed number of queries."""
    day, course = note.session.date, note.session.course
    agreed_by_then = Goal.objects.filter(course=course, agreed_on__lte=day)
    goals = [goal for goal in agreed_by_then if goal.closed_on is None or goal.closed_on >= day]
    if not goals or not text.strip():
        return []
    before = closed_notes(course).exclude(pk=note.pk).filter(session__date__lte=day).order_by("-session__date")[:LOOKED_BACK]
    others = [NoteText(str(each.pk), each.text, ()) for each in before]
    aside_before = {(str(each.pk), goal) for each in before for goal in each.set_aside or []}
    this = NoteText(str(note.pk), text, tuple(read(text, learned=False)))
    aside, found = set(note.set_aside or []), list[tuple[Link, Goal]]()
    near = nearness()
    for goal in goals:
        agreed = AgreedGoal(str(goal.pk), goal.text, goal.agreed_on)
        about = indicators_of_goal(agreed, read(goal.text, learned=False))
        history = _history(link_notes(agreed, about, others), aside_before)
        found += [(link, goal) for link in link_notes(agreed, about, [this], history, near)]
    found.sort(key=lambda each: -each[0].strength)
    return [Suggestion(goal, link.quote.strip(), link.reason, str(goal.pk) in aside) for link, goal in found]


def _history(links: Sequence[Link], aside: set[tuple[str, str]]) -> History:
    """Links of earlier notes: set aside by their writers, or kept by writing on. `aside` holds (note, goal)."""
    refused = [(link.source, link.goal) in aside for link in links]
    return History(
        kept=tuple(link.quote for link, no in zip(links, refused, strict=True) if not no),
        set_aside=tuple(link.quote for link, no in zip(links, refused, strict=True) if no),
    )
