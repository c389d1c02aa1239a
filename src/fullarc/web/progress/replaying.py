"""Trying thresholds on the finished courses of the practice, a few courses a request, and saving them."""

from dataclasses import asdict
from time import monotonic
from typing import Any

from django.db import transaction
from django.utils import timezone

from fullarc.course.replay import Comparison, Ended, Firing, Replayed, finished_course, replay_all
from fullarc.course.signal_settings import KINDS, SignalSettings, rule_in_words, settings_from, thresholds_of
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.progress import deeds
from fullarc.web.progress.expected import finished_courses
from fullarc.web.progress.models import Replay, Thresholds
from fullarc.web.progress.queries import timeline_of_course

NOT_REPLAYED = {"off_course": "The finished courses are what the expected course is learned from, so it cannot be tried on them."}
LEAST = 5  # finished courses; fewer would tell of single clients


class NothingToReplay(ValueError):
    """The thresholds are those in force already."""


@transaction.atomic
def begin_replay(present: SignalSettings, proposed: SignalSettings, *, by: User) -> Replay:
    """Note what is to be tried on which courses; nothing is judged yet. Refused: thresholds that are in force already."""
    kinds = [kind for kind in KINDS if thresholds_of(kind, present) != thresholds_of(kind, proposed)]
    if not kinds:
        raise NothingToReplay("These are the thresholds in force. Change one, then replay.")
    courses = [str(course) for course in finished_courses(timezone.localdate())]
    waiting = courses if len(courses) >= LEAST and any(kind not in NOT_REPLAYED for kind in kinds) else []
    run = Replay.objects.create(
        present=asdict(present), proposed=asdict(proposed), kinds=kinds, waiting=waiting, courses=len(waiting), asked_by=by, found={}
    )
    record(deeds.REPLAYED, by=by, on=run, count=len(waiting), fields=kinds)
    return run


@transaction.atomic
def go_on(run: Replay, *, seconds: float) -> Replay:
    """Go through waiting courses for so long, at least one. Only what has been read of their notes counts."""
    run = Replay.objects.select_for_update().get(pk=run.pk)
    began = monotonic()
    present, proposed = settings_from(run.present), settings_from(run.proposed)
    kinds = [kind for kind in run.kinds if kind not in NOT_REPLAYED]
    found: dict[str, Any] = run.found or {"judged": [], "firings": {kind: [[], []] for kind in kinds}}
    while run.waiting:
        course = CourseOfCare.objects.filter(pk=run.waiting.pop(0)).first()
        finished = finished_course(timeline_of_course(course), measures=catalogue()) if course is not None else None
        if finished is not None:
            place = len(found["judged"])
            found["judged"].append(str(finished.ended))
            for kind, both in replay_all(kinds, [finished], [present, proposed], measures=catalogue()).items():
                for i, one in enumerate(both):
                    found["firings"][kind][i] += [[place, firing.session] for firing in one.firings]
        if monotonic() - began > seconds:
            break
    run.found = found
    run.save(update_fields=["waiting", "found"])
    return run


def compared(run: Replay) -> list[Comparison]:
    """What the replay found, a comparison a signal; empty before it is through, and below the least number of courses."""
    ends = [Ended(word) for word in run.found.get("judged", [])]
    if run.waiting or len(ends) < LEAST:
        return []
    by_end = tuple((end, ends.count(end)) for end in Ended)
    settings = settings_from(run.present), settings_from(run.proposed)

    def replayed(kind: str, i: int, firings: list[list[int]]) -> Replayed:
        told = tuple(Firing(place, session, ends[place]) for place, session in firings)
        return Replayed(kind, rule_in_words(kind, settings[i]), len(ends), by_end, told)

    found = run.found["firings"].items()
    return [Comparison(*(replayed(kind, i, firings) for i, firings in enumerate(both))) for kind, both in found]


@transaction.atomic
def save_thresholds(run: Replay, *, by: User) -> Thresholds:
    """Put the thresholds of a replay into force. Refused (NothingToReplay): a replay that is not through."""
    if run.waiting:
        raise NothingToReplay("The replay is not through yet. Let it go on, then save.")
    row = Thresholds.objects.create(values=run.proposed, saved_by=by)
    changed = sorted(name for name, value in run.proposed.items() if value != run.present[name])
    record(deeds.SET, by=by, on=row, fields=changed)
    return row
