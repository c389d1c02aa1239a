"""How often the assessment is right on simulated courses, read back from their files as anybody's course would be."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.statement import Change, Domain, Durability, Kind, Proof
from fullarc.demo.course_files import write_course
from fullarc.demo.simulate import simulate
from fullarc.demo.simulated import SimulatedCourse, Verdict
from fullarc.exchange.course_folder import read_course

_LOSSES = frozenset({Durability.LOST, Durability.FLUCTUATING, Durability.REGAINED})


@dataclass(slots=True)
class Tally:
    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        self.right += right
        self.of += 1

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{100 * self.share:5.1f} %  ({self.right} of {self.of})"


@dataclass(slots=True)
class Scoreboard:
    """Counts over all courses. `misses` names what was judged otherwise, as (domain, trajectory, true, judged)."""

    courses: int = 0
    change: dict[Domain, Tally] = field(default_factory=dict)
    durability: dict[Domain, Tally] = field(default_factory=dict)
    dips_set_aside: Tally = field(default_factory=Tally)
    dips_said: Tally = field(default_factory=Tally)
    disagreements: Tally = field(default_factory=Tally)
    raised: Tally = field(default_factory=Tally)  # of the disagreements said, how many were planned
    evidence: Tally = field(default_factory=Tally)
    misses: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    @property
    def all_change(self) -> Tally:
        return _sum(self.change.values())

    @property
    def all_durability(self) -> Tally:
        return _sum(self.durability.values())


def scoreboard(seed: int, n: int, folder: Path | None = None) -> Scoreboard:
    """Makes `n` courses, writes them to files, reads the files and compares the assessment with the truth."""
    board = Scoreboard()
    with TemporaryDirectory() as temporary:
        for course in simulate(seed, n):
            place = (folder or Path(temporary)) / course.code
            write_course(course, place)
            _compare(board, course, assess_timeline(read_course(place)), place)
    return board


def _sum(tallies: Iterable[Tally]) -> Tally:
    listed = list(tallies)
    return Tally(sum(one.right for one in listed), sum(one.of for one in listed))


def _compare(board: Scoreboard, course: SimulatedCourse, assessment: CourseAssessment, place: Path) -> None:
    board.courses += 1
    for domain in assessment.domains:
        true, judged = course.truth.domains[domain.domain], Verdict(domain.change, domain.durability)
        board.change.setdefault(domain.domain, Tally()).add(true.change is judged.change)
        board.durability.setdefault(domain.domain, Tally()).add(true.durability is judged.durability)
        if true != judged:
            key = (domain.domain.value, course.truth.trajectory, _words(true), _words(judged))
            board.misses[key] += 1
    _dips(board, course, assessment)
    _disagreements(board, course, assessment)
    for statement in assessment.statements:
        board.evidence.add(bool(statement.evidence) and all(resolves(proof, place) for proof in statement.evidence))


def _words(verdict: Verdict) -> str:
    return f"{verdict.change.value}/{verdict.durability.value}"


def _dips(board: Scoreboard, course: SimulatedCourse, assessment: CourseAssessment) -> None:
    """A dip is read as an outcome when the symptoms are then called worse, unchanged, lost, fluctuating or regained."""
    for dip in course.truth.dips:
        symptoms = next(one for one in assessment.domains if one.domain is Domain.SYMPTOM_BURDEN)
        board.dips_set_aside.add(symptoms.change is Change.IMPROVED and symptoms.durability not in _LOSSES)
        board.dips_said.add(any(found.begin <= dip.end and found.end >= dip.begin for found in assessment.dips))


def _disagreements(board: Scoreboard, course: SimulatedCourse, assessment: CourseAssessment) -> None:
    planned = {one.measure for one in course.truth.disagreements}
    found = {one.measure for one in assessment.disagreements}
    for measure in planned:
        board.disagreements.add(measure in found)
    for measure in found:
        board.raised.add(measure in planned)


def resolves(proof: Proof, place: Path) -> bool:
    """Whether a proof leads back to its source: words to the same words at their place, anything else to its file or its date."""
    if proof.kind is not Kind.NOTE:
        return not proof.source or (place / proof.source.split(",")[0]).is_file()
    if proof.start is None or proof.end is None or not proof.quote:
        return False
    text = (place / proof.source).read_text(encoding="utf-8")
    return text[proof.start : proof.end] == proof.quote


def in_words(board: Scoreboard) -> str:
    """The scoreboard as text."""
    lines = [f"{board.courses} simulated courses, read from their files", ""]
    lines += _block("Change right", board.change, board.all_change)
    lines += _block("Durability right", board.durability, board.all_durability)
    lines += [
        f"{'Dips not read as an outcome':<32}{board.dips_set_aside}",
        f"{'Dips named as such':<32}{board.dips_said}",
        f"{'Planned disagreements noticed':<32}{board.disagreements}",
        f"{'Disagreements said that were planned':<37}{board.raised}",
        f"{'Statements that resolve':<32}{board.evidence}",
    ]
    return "\n".join(lines) + "\n"


def _block(title: str, tallies: dict[Domain, Tally], total: Tally) -> Sequence[str]:
    rows = [f"  {domain.value.replace('_', ' '):<30}{tally}" for domain, tally in tallies.items()]
    return [f"{title:<32}{total}", *rows, ""]
