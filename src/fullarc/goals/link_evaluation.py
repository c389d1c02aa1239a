"""How well the linker finds the goals that a note addresses, counted against notes whose goals were annotated by hand."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fullarc.goals.added_model import Nearness
from fullarc.goals.goal import Goal
from fullarc.goals.linking import Link, NoteText, indicators_of_goal, link_notes
from fullarc.reading.reader import read

RESAMPLES = 1000
SEED = 2026


class LinksNotUsable(ValueError):
    """An annotation that cannot be counted; the message names the file and what is wrong with it, no word of the note."""


@dataclass(frozen=True, slots=True)
class LinkedNote:
    """A note with goals of its client, and for each goal that it addresses the quotes that do."""

    name: str
    part: str
    text: str
    goals: tuple[Goal, ...]
    holds: dict[str, tuple[str, ...]]

    @property
    def style(self) -> str:
        return self.name.partition("/")[0]


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """Of one note: links found that hold, found that do not, missed, and found ones whose words overlap the annotated ones."""

    right: int
    wrong: int
    missed: int
    same_words: int
    addresses_none: bool


@dataclass(frozen=True, slots=True)
class LinkReport:
    """Shares of 0 to 1, None where nothing could be counted; `f1_between` is the 95 % interval by bootstrap over notes."""

    notes: int
    goals: int
    links: int
    precision: float | None
    recall: float | None
    f1: float | None
    f1_between: tuple[float, float] | None
    abstention: float | None
    address_none: int
    same_words: float | None
    errors: tuple[str, ...]


def linked_notes(links: Path, notes: Path, part: str | None = None) -> list[LinkedNote]:
    """The annotated notes of a folder of links, of one part or all. Refused: a file that does not fit its note."""
    found = []
    for path in sorted(links.glob("*.json")):
        said = json.loads(path.read_text(encoding="utf-8"))
        if part in (None, said["part"]):
            found.append(_linked_note(path.name, said, notes))
    return found


def _linked_note(file: str, said: dict[str, object], notes: Path) -> LinkedNote:
    name, goals, links = str(said["note"]), said["goals"], said["links"]
    if not isinstance(goals, list) or not isinstance(links, dict):
        raise LinksNotUsable(f"{file}: expected a list of goals and an object of links")
    path = notes / name
    if not path.is_file():
        raise LinksNotUsable(f"{file}: its note {name} is not in the folder of notes")
    text = path.read_text(encoding="utf-8")
    known = tuple(Goal(goal["id"], goal["text"]) for goal in goals)
    holds = {goal: tuple(quotes) for goal, quotes in links.items()}
    if not holds.keys() <= {goal.id for goal in known}:
        raise LinksNotUsable(f"{file}: a link names a goal that is not among its goals")
    if not all(quotes and all(quote in text for quote in quotes) for quotes in holds.values()):
        raise LinksNotUsable(f"{file}: a quote is not exactly in the note, or a link has none")
    return LinkedNote(name, str(said["part"]), text, known, holds)


def evaluate_links(notes: Iterable[LinkedNote], nearness: Nearness | None = None) -> LinkReport:
    """Precision, recall and F1 of (note, goal) links, each note by itself; the share of notes that address none and were given none; the
    share of right links whose words overlap the annotated ones."""
    counted, errors, goals = list[LinkCounts](), list[str](), 0
    for note in notes:
        found = found_links(note, nearness)
        counted.append(_count(note, found))
        errors += _errors(note, found)
        goals += len(note.goals)
    none = [each for each in counted if each.addresses_none]
    return LinkReport(
        notes=len(counted),
        goals=goals,
        links=sum(each.right + each.missed for each in counted),
        precision=_share(sum(each.right for each in counted), sum(each.right + each.wrong for each in counted)),
        recall=_share(sum(each.right for each in counted), sum(each.right + each.missed for each in counted)),
        f1=_f1(counted),
        f1_between=_between(counted),
        abstention=_share(sum(each.wrong == 0 for each in none), len(none)),
        address_none=len(none),
        same_words=_share(sum(each.same_words for each in counted), sum(each.right for each in counted)),
        errors=tuple(errors),
    )


def found_links(note: LinkedNote, nearness: Nearness | None = None) -> dict[str, Link]:
    """What the linker says of each goal of the note, by goal; goals that it abstains from are missing."""
    here = NoteText(note.name, note.text, tuple(read(note.text, learned=False)))
    found = (
        link
        for goal in note.goals
        for link in link_notes(goal, indicators_of_goal(goal, read(goal.text, learned=False)), [here], nearness=nearness)
    )
    return {link.goal: link for link in found}


def _count(note: LinkedNote, found: dict[str, Link]) -> LinkCounts:
    right = found.keys() & note.holds.keys()
    same = sum(_overlaps(note, found[goal]) for goal in right)
    return LinkCounts(len(right), len(found) - len(right), len(note.holds) - len(right), same, not note.holds)


def _overlaps(note: LinkedNote, link: Link) -> bool:
    places = [(note.text.index(quote), len(quote)) for quote in note.holds[link.goal]]
    return any(link.start < start + length and start < link.end for start, length in places)


def _errors(note: LinkedNote, found: dict[str, Link]) -> list[str]:
    words = {goal.id: goal.text for goal in note.goals}
    wrong = [f"{note.name}  linked, does not hold  {words[goal]} | {link.reason}" for goal, link in found.items() if goal not in note.holds]
    missed = [f"{note.name}  missed  {words[goal]} | {quotes[0]}" for goal, quotes in note.holds.items() if goal not in found]
    return wrong + missed


def _f1(counted: Sequence[LinkCounts]) -> float | None:
    right = sum(each.right for each in counted)
    return _share(2 * right, sum(2 * each.right + each.wrong + each.missed for each in counted))


def _between(counted: Sequence[LinkCounts]) -> tuple[float, float] | None:
    chance = Random(SEED)  # noqa: S311 a repeatable draw, no secret
    drawn = sorted(f1 for _ in range(RESAMPLES) if counted and (f1 := _f1(chance.choices(counted, k=len(counted)))) is not None)
    return (drawn[int(0.025 * len(drawn))], drawn[int(0.975 * len(drawn))]) if drawn else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
