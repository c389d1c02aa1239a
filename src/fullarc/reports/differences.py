"""What a record says otherwise than when a review was frozen: pointed out, never taken over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fullarc.charts.words import gas_level, number
from fullarc.course.days import day_in_words
from fullarc.course.timeline import NotedFinding, Timeline
from fullarc.course.written_scores import with_written_scores
from fullarc.instruments.catalogue import Catalogue, catalogue
from fullarc.reports.frozen import Frozen, fingerprint


@dataclass(frozen=True, slots=True)
class Difference:
    """`how` is "changed", "gone" or "new"; `then` and `now` are empty where words of a note would have to be shown."""

    kind: str
    what: str
    how: str
    day: date | None = None
    then: str = ""
    now: str = ""


Known = dict[object, tuple[str, date | None, str]]  # what identifies a thing: its name, its day, what is compared


def differences(frozen: Frozen, live: Timeline, measures: Catalogue | None = None) -> tuple[Difference, ...]:
    """What was recorded up to the day of the judgement and is not the same any more; then what has come since, told as "new".

    Words of notes are not among it: a note that changed is named by its day. What was frozen holds the scores that only notes state, so
    they are looked up in the live notes too, by `measures`; the shipped catalogue when left out.
    """
    live = with_written_scores(live, measures or catalogue())
    as_of, then = frozen.seen.as_of, frozen.seen.timeline
    texts = {note.source: fingerprint(note.text) for note in live.notes}
    found: list[Difference] = []
    for kind, shown, of in KINDS:
        found += _between(kind, of(then), of(live), shown=shown)
    notes: Known = {
        note.source: (f"Note of {day_in_words(note.date, as_of)}", note.date, frozen.notes.get(note.source, "")) for note in then.notes
    }
    now: Known = {note.source: (f"Note of {day_in_words(note.date, as_of)}", note.date, texts[note.source]) for note in live.notes}
    found += _between("note", notes, now, shown=False)
    return tuple(sorted(found, key=lambda d: (d.how == "new", d.kind, d.day or date.min)))


def _between(kind: str, then: Known, now: Known, *, shown: bool) -> list[Difference]:
    found = []
    for key, (name, day, value) in then.items():
        if key not in now:
            found.append(Difference(kind, name, "gone", day, value if shown else ""))
        elif now[key][2] != value:
            found.append(Difference(kind, name, "changed", day, value if shown else "", now[key][2] if shown else ""))
    for key, (name, day, value) in now.items():
        if key not in then:
            found.append(Difference(kind, name, "new", day, "", value if shown else ""))
    return found


def _scores(line: Timeline) -> Known:
    return {
        ("score", s.source, s.date, s.measure, s.scale, s.informant): (
            f"{s.measure.upper()}{'' if s.scale == 'total' else f' ({s.scale})'}",
            s.date,
            number(s.value) if s.value is not None else "not scored",
        )
        for s in line.scores
    }


def _goals(line: Timeline) -> Known:
    return {
        g.id: (f"Goal {i}", g.agreed_on, " | ".join([g.text, str(g.closed_on or "open"), *g.levels])) for i, g in enumerate(line.goals, 1)
    }


def _ratings(line: Timeline) -> Known:
    places = {g.id: i for i, g in enumerate(line.goals, 1)}
    return {
        (r.goal, r.source, r.date): (
            f"Rating of goal {places.get(r.goal, '')}".strip(),
            r.date,
            gas_level(r.value) if r.scale == "gas" else f"{number(r.value)} of 10",
        )
        for r in line.ratings
    }


def _findings(line: Timeline) -> Known:
    return {
        _key(f): (f"Finding in the note of {f.date.day} {f.date:%B}", f.date, f"{f.finding.indicator} {f.finding.status} {f.review}")
        for f in line.findings
    }


def _key(noted: NotedFinding) -> object:
    return noted.key or (noted.source, noted.finding.evidence.start, noted.finding.indicator)


def _sessions(line: Timeline) -> Known:
    counted: dict[date, int] = {}
    known: Known = {}
    for session in line.sessions:
        counted[session.date] = counted.get(session.date, 0) + 1
        known[session.date, counted[session.date]] = ("Session", session.date, str(session.attendance))
    return known


def _events(line: Timeline) -> Known:
    return {e.source or (e.date, e.text): ("Life event", e.date, e.text) for e in line.events}


def _entries(line: Timeline) -> Known:
    return {(e.source, e.date, e.log, e.item): (e.log, e.date, number(e.value)) for e in (*line.entries, *line.tracked)}


def _head(line: Timeline) -> Known:
    diagnoses: Known = {("diagnosis", code): ("Diagnosis", None, code) for code in line.diagnoses}
    return diagnoses | {"problem": ("Presenting problem", None, line.presenting_problem)}


KINDS: tuple[tuple[str, bool, Callable[[Timeline], Known]], ...] = (
    ("score", True, _scores),
    ("goal", True, _goals),
    ("rating", True, _ratings),
    ("finding", False, _findings),
    ("session", True, _sessions),
    ("life event", False, _events),
    ("log entry", True, _entries),
    ("course", True, _head),
)
