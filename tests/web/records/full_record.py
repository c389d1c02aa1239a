"""A record with something in it: a signed note that was amended, a process note, a score, a goal, an own measure's row."""

from tests.cast import Cast

from fullarc.reading.phrases.own_phrases import usable
from fullarc.web.clients.models import LifeEvent
from fullarc.web.findings.actions import ensure_read
from fullarc.web.goals.models import Goal, Rating
from fullarc.web.lexicon.actions import add, decide
from fullarc.web.lexicon.models import OwnPhrase
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.models import Addendum
from fullarc.web.process_notes.actions import keep

PROCESS = "canaryprocess: what I felt in the room"


def fill(cast: Cast) -> None:
    course, session, mira = cast.course, cast.session, cast.mira
    note = import_note(session, text="She slept better.\r\nNo thoughts of suicide. \u00e9\u2028\U0001f642", source_name="a.txt", by=mira)
    row = Addendum(note=note, author=mira, reason="left out", text="Her sister came along.", content_hash="")
    row.content_hash = row.hash_now()
    row.save()
    ensure_read(course, by=mira)
    enter_totals(course, measure="phq-9", values={"total": 14.0}, on=session.date, by=mira, mode="staff")
    goal = Goal.objects.create(course=course, text="ride the tram", agreed_on=course.began, levels=["a", "b", "c", "d", "e"])
    Rating.objects.create(goal=goal, date=session.date, value="-1.5", scale="gas", rated_by=mira)
    LifeEvent.objects.create(course=course, date=session.date, text="moved house", kind="housing", entered_by=mira)
    decide(add(usable("panic", "moon days"), by=cast.owner), OwnPhrase.State.WITHDRAWN, by=cast.owner, why="said otherwise")
    add(usable("low_self_esteem", "moon days", "denied", ["honeymoon"]), by=cast.owner, why="said on the ward")
    keep(course, day=session.date, text=PROCESS, by=mira)
    keep(course, day=session.date, text="canarysupervisorprocess", by=cast.supervisor)
