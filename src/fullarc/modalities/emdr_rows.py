"""From the rows of an EMDR target to where it stands."""

from collections.abc import Sequence

from fullarc.instruments.log import EntryRefused
from fullarc.modalities.emdr import Progress, SessionRecord, after_session, assess, drop, pause, take_up
from fullarc.modalities.readings import readings
from fullarc.modalities.tracker import Row

ASSESSMENT, SESSION, STEP = "emdr-assessment", "emdr", "emdr-step"
STEPS = {0: pause, 1: take_up, 2: drop}  # the levels of "what happens"


def session_record(row: Row) -> SessionRecord:
    """The record of one session. Raises EntryRefused for readings off their scale."""
    return SessionRecord(
        date=row.date,
        suds=readings(row.text("suds"), 0, 10, "SUD after each set"),
        vocs=readings(row.text("vocs"), 1, 7, "VoC after each set"),
        scan=_yes(row.number("scan")),
        sud_now=row.number("sud_now"),
        voc_now=row.number("voc_now"),
        scan_now=_yes(row.number("scan_now")),
        sud_reason=row.text("sud_reason"),
        voc_reason=row.text("voc_reason"),
        closure=row.text("closure"),
    )


def stands(rows: Sequence[Row]) -> tuple[Progress, ...]:
    """Where the target stood after each of its rows, which are in order. Raises StepRefused for an order that cannot be."""
    now, out = Progress(), []
    for row in rows:
        now = _after(now, row)
        out.append(now)
    return tuple(out)


def standing(rows: Sequence[Row]) -> Progress:
    """Where the target stands after all of its rows."""
    return stands(rows)[-1] if rows else Progress()


def _after(now: Progress, row: Row) -> Progress:
    if row.log == ASSESSMENT:
        sud, voc = row.number("sud"), row.number("voc")
        if sud is None or voc is None:
            raise EntryRefused("Assessment of the target: SUD and VoC are both needed; ask for the missing one")
        return assess(now, sud=sud, voc=voc, on=row.date)
    if row.log == STEP:
        return STEPS[int(row.number("step") or 0)](now)
    return after_session(now, session_record(row))


def _yes(level: float | None) -> bool | None:
    return None if level is None else level == 1
