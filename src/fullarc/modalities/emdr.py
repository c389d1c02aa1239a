"""The way of one EMDR target through the phases, as a state machine.

identified → assessed → desensitising → installing → body scan → resolved in session → resolved; paused and dropped besides.
Shapiro 2018: SUD 0 and VoC as high as possible; a SUD of 1 or a VoC of 6 ends a phase only with a reason. `resolved` needs the
re-evaluation of a later session.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fullarc.instruments.log import EntryRefused

BEST_SUD, BEST_VOC = 0.0, 7.0
RESIDUAL_SUD, RESIDUAL_VOC = 1.0, 6.0  # ecologically valid ends; each needs a reason


class State(StrEnum):
    IDENTIFIED = "identified"
    ASSESSED = "assessed"
    DESENSITISING = "desensitising"
    INSTALLING = "installing"
    BODY_SCAN = "body scan"
    RESOLVED_IN_SESSION = "resolved in session"
    RESOLVED = "resolved"
    PAUSED = "paused"
    DROPPED = "dropped"


STATES = tuple(State)
ENDED = (State.RESOLVED_IN_SESSION, State.RESOLVED)


class StepRefused(EntryRefused):
    """What was recorded may not follow from where the target stands. The message says what has to come first."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session on a target. `sud_now`, `voc_now` and `scan_now` are the re-evaluation at its beginning (phase 8).

    `suds` and `vocs` are the readings after each set; `scan` is True when the body scan was clear, None when there was none.
    """

    date: date
    suds: tuple[float, ...] = ()
    vocs: tuple[float, ...] = ()
    scan: bool | None = None
    sud_now: float | None = None
    voc_now: float | None = None
    scan_now: bool | None = None
    sud_reason: str = ""
    voc_reason: str = ""
    closure: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a target stands. `incomplete` says that the last session ended before its phases were complete."""

    state: State = State.IDENTIFIED
    sud: float | None = None
    voc: float | None = None
    accepted_sud: float = BEST_SUD
    accepted_voc: float = BEST_VOC
    sessions: int = 0
    last: date | None = None
    incomplete: bool = False
    before_pause: State | None = None


def assess(progress: Progress, *, sud: float, voc: float, on: date) -> Progress:
    """Phase 3: SUD and the VoC of the positive cognition at the start. Refused (StepRefused): a target that was assessed before."""
    if progress.state is not State.IDENTIFIED:
        raise StepRefused(f"This target is {progress.state}; it is assessed once. Record a session instead.")
    return replace(progress, state=State.ASSESSED, sud=sud, voc=voc, last=on)


def after_session(progress: Progress, record: SessionRecord) -> Progress:
    """Where the target stands after a session. Refused (StepRefused): a phase before the one that it needs, a missing re-evaluation,
    a day not after the last session, an incomplete session without its closure."""
    before = _may_begin(progress, record)
    now = _re_evaluated(before, record)
    now = _desensitised(now, record)
    now = _installed(now, record)
    now = _scanned(now, record)
    complete = now.state in ENDED
    if not complete and not record.closure.strip():
        raise StepRefused(f"The session ended while the target is {now.state}, so it is incomplete; say how it was closed.")
    return replace(now, sessions=before.sessions + 1, last=record.date, incomplete=not complete)


def pause(progress: Progress) -> Progress:
    """Refused (StepRefused): a target that is paused, dropped or resolved."""
    if progress.state in (State.PAUSED, State.DROPPED, State.RESOLVED):
        raise StepRefused(f"This target is {progress.state} and cannot be paused.")
    return replace(progress, state=State.PAUSED, before_pause=progress.state)


def take_up(progress: Progress) -> Progress:
    """Back to where it was paused. Refused (StepRefused): a target that is not paused."""
    if progress.state is not State.PAUSED or progress.before_pause is None:
        raise StepRefused(f"This target is {progress.state}; only a paused one is taken up again.")
    return replace(progress, state=progress.before_pause, before_pause=None)


def drop(progress: Progress) -> Progress:
    """For good. Refused (StepRefused): a target that is resolved or dropped."""
    if progress.state in (State.RESOLVED, State.DROPPED):
        raise StepRefused(f"This target is {progress.state} and cannot be dropped.")
    return replace(progress, state=State.DROPPED, before_pause=None)


def _may_begin(progress: Progress, record: SessionRecord) -> Progress:
    if progress.state is State.IDENTIFIED:
        raise StepRefused("This target is not assessed yet; record negative and positive cognition, SUD and VoC first.")
    if progress.state in (State.PAUSED, State.DROPPED):
        raise StepRefused(f"This target is {progress.state}; take it up again first, or choose another.")
    if progress.last is not None and (record.date < progress.last or (progress.sessions and record.date == progress.last)):
        raise StepRefused("The session is not later than the last one on this target; give its day, one row a session.")
    return progress


def _re_evaluated(progress: Progress, record: SessionRecord) -> Progress:
    """Phase 8 stands at the head of every session but the first."""
    if not progress.sessions:
        return progress
    if record.sud_now is None or record.voc_now is None:
        raise StepRefused("A session on this target came before; begin with the re-evaluation: SUD now and VoC now.")
    now = replace(progress, sud=record.sud_now, voc=record.voc_now)
    quiet, believed = record.sud_now <= progress.accepted_sud, record.voc_now >= progress.accepted_voc
    if progress.state in ENDED:
        if record.scan_now is None:
            raise StepRefused("The target was resolved in the last session; the re-evaluation needs the body scan, too.")
        return replace(now, state=State.RESOLVED if quiet and believed and record.scan_now else State.DESENSITISING)
    if progress.state in (State.INSTALLING, State.BODY_SCAN) and not quiet:
        return replace(now, state=State.DESENSITISING)
    if progress.state is State.BODY_SCAN and not believed:
        return replace(now, state=State.INSTALLING)
    return now


def _desensitised(progress: Progress, record: SessionRecord) -> Progress:
    if not record.suds:
        return progress
    if progress.state is State.RESOLVED:
        raise StepRefused("The re-evaluation found this target resolved; there is nothing to desensitise. Choose another target.")
    last = record.suds[-1]
    now = replace(progress, state=State.DESENSITISING, sud=last)
    if last <= BEST_SUD or (last <= RESIDUAL_SUD and record.sud_reason.strip()):
        return replace(now, state=State.INSTALLING, accepted_sud=last)
    return now


def _installed(progress: Progress, record: SessionRecord) -> Progress:
    if not record.vocs:
        return progress
    if progress.state not in (State.INSTALLING, State.BODY_SCAN):
        raise StepRefused(
            f"Desensitisation is not complete (the target is {progress.state}), so installation may not be recorded. It is complete at "
            "SUD 0, or at 1 with a reason."
        )
    last = record.vocs[-1]
    now = replace(progress, state=State.INSTALLING, voc=last)
    if last >= BEST_VOC or (last >= RESIDUAL_VOC and record.voc_reason.strip()):
        return replace(now, state=State.BODY_SCAN, accepted_voc=last)
    return now


def _scanned(progress: Progress, record: SessionRecord) -> Progress:
    if record.scan is None:
        return progress
    if progress.state is not State.BODY_SCAN:
        raise StepRefused(
            f"Installation is not complete (the target is {progress.state}), so a body scan may not be recorded. It is complete at VoC 7, "
            "or at 6 with a reason."
        )
    return replace(progress, state=State.RESOLVED_IN_SESSION) if record.scan else progress
