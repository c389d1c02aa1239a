"""The goals that a note speaks to, as the reader suggests them, each with its sentence."""

from dataclasses import dataclass

from fullarc.goals.goal import Goal as AgreedGoal
from fullarc.goals.linking import Link, NoteText, indicators_of_goal, link_notes
from fullarc.reading.reader import read
from fullarc.web.goals.models import Goal
from fullarc.web.notes.models import Note
from fullarc.web.notes.queries import closed_notes

LOOKED_BACK = 10  # notes that tell how rare a word is in this course


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A goal, the sentence that speaks to it, and why; `aside` when the writer said that it does not."""

    goal: Goal
    quote: str
    reason: str
    aside: bool


def goals_spoken_to(note: Note, text: str) -> list[Suggestion]:
    """The goals open on the day of the session that `text` speaks to, strongest first. A fixed number of queries."""
    day, course = note.session.date, note.session.course
    goals = [goal for goal in Goal.objects.filter(course=course) if goal.closed_on is None or goal.closed_on >= day]
    if not goals or not text.strip():
        return []
    before = closed_notes(course).exclude(pk=note.pk).filter(session__date__lte=day).order_by("-session__date")[:LOOKED_BACK]
    others = [NoteText(str(each.pk), each.text, ()) for each in before]
    this = NoteText(str(note.pk), text, tuple(read(text)))
    aside, found = set(note.set_aside or []), list[tuple[Link, Goal]]()
    for goal in goals:
        agreed = AgreedGoal(str(goal.pk), goal.text, goal.agreed_on)
        links = link_notes(agreed, indicators_of_goal(agreed, read(goal.text)), [this, *others])
        found += [(link, goal) for link in links if link.source == this.source]
    found.sort(key=lambda each: -each[0].strength)
    return [Suggestion(goal, link.quote.strip(), link.reason, str(goal.pk) in aside) for link, goal in found]
