"""Where each thing of a tracker stands, in words: the state of an EMDR target, whether a step of a hierarchy is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from fullarc.modalities.emdr import Progress, State
from fullarc.modalities.emdr_rows import standing
from fullarc.modalities.exposure import attempt, step_is_done
from fullarc.modalities.tracker import Tracker
from fullarc.web.measurements.models import LogRow
from fullarc.web.trackers.models import Thing
from fullarc.web.trackers.shown import core_rows, of_thing

NEXT = {
    State.IDENTIFIED: "Next: assess it.",
    State.RESOLVED_IN_SESSION: "Next session: re-evaluate SUD, VoC and body scan.",
}


@dataclass(frozen=True, slots=True)
class ThingLine:
    """A thing with what is said of it. `forms` are the forms that may be filled in about it now: form id and what the link says."""

    thing: Thing
    state: str
    next: str
    forms: tuple[tuple[str, str], ...]


def target_lines(tracker: Tracker, rows: Sequence[LogRow], things: Sequence[Thing]) -> list[ThingLine]:
    """One line a thing, in order of its place where it has one."""
    lines = [line_of(tracker, of_thing(rows, thing), thing) for thing in things]
    return sorted(lines, key=lambda line: float(line.thing.content.get("order", 1_000)))


def line_of(tracker: Tracker, rows: Sequence[LogRow], thing: Thing) -> ThingLine:
    if tracker.id == "emdr":
        return emdr_line(standing(core_rows(rows)), thing)
    state = "closed" if thing.closed_on else ""
    if tracker.id == "exposure" and not state:
        tries = [attempt(row) for row in core_rows(rows)]
        state = "done: the last two attempts met the criterion" if step_is_done(tries) else f"{len(tries)} attempts"
        state = f"expected {thing.content['expected']:g}, {state}"
    open_to = tracker.rows_speak_of_one_thing and not thing.closed_on
    return ThingLine(thing, state, "", ((tracker.id, "Enter a row"),) if open_to else ())


def emdr_line(now: Progress, thing: Thing) -> ThingLine:
    told = NEXT.get(now.state, "")
    if now.incomplete and now.state not in (State.PAUSED, State.DROPPED):
        told = "The last session was incomplete. Next session: begin with SUD and VoC now."
    if now.state is State.IDENTIFIED:
        forms = [("emdr-assessment", "Assess"), ("emdr-step", "Pause or drop")]
    elif now.state is State.PAUSED:
        forms = [("emdr-step", "Take up again or drop")]
    elif now.state is State.DROPPED:
        forms = []
    elif now.state is State.RESOLVED:
        forms = [("emdr", "Re-evaluate")]
    else:
        forms = [("emdr", "Record a session"), ("emdr-step", "Pause or drop")]
    return ThingLine(thing, str(now.state), told, tuple(forms))
