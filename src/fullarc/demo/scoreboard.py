"""How often the assessment is right on simulated courses, read back from their files as anybody's course would be."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment, DomainCourse, ScoreCourse
from fullarc.course.groups import group_of
from fullarc.course.statement import Change, Domain, Durability, Kind, Proof
from fullarc.course.timeline import Timeline
from fullarc.demo.course_files import write_course
from fullarc.demo.signal_board import SignalBoard, signal_board
from fullarc.demo.signal_board import in_words as signals_in_words
from fullarc.demo.simulate import simulate
from fullarc.demo.simulated import SimulatedCourse, Verdict
from fullarc.exchange.incoming.course_folder import read_course

RATED = 300  # courses of session ratings
RIVAL_HALF = 0.5
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
class DurabilityTallies:
    """Durability from one kind of evidence alone. Series whose measure was planned to disagree have another truth and are left out."""

    score_series: Tally = field(default_factory=Tally)
    scores_symptoms: Tally = field(default_factory=Tally)
    notes_symptoms: Tally = field(default_factory=Tally)
    notes_all: dict[Domain, Tally] = field(default_factory=dict)
    rival_last_score: Tally = field(default_factory=Tally)
    rival_percentage: Tally = field(default_factory=Tally)


@dataclass(slots=True)
class Scoreboard:
    """Counts over all courses. `misses` names what was judged otherwise, as (domain, trajectory, true, judged)."""

    signals: SignalBoard

    courses: int = 0
    change: dict[Domain, Tally] = field(default_factory=dict)
    durability: dict[Domain, Tally] = field(default_factory=dict)
    dips_set_aside: Tally = field(default_factory=Tally)
    dips_said: Tally = field(default_factory=Tally)
    disagreements: Tally = field(default_factory=Tally)
    raised: Tally = field(default_factory=Tally)  # of the disagreements said, how many were planned
    evidence: Tally = field(default_factory=Tally)
    apart: DurabilityTallies = field(default_factory=DurabilityTallies)
    misses: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    @property
    def all_change(self) -> Tally:
        return _sum(self.change.values())

    @property
    def all_durability(self) -> Tally:
        return _sum(self.durability.values())


def scoreboard(seed: int, n: int, folder: Path | None = None) -> Scoreboard:
    """Makes `n` courses, writes them to files, reads the files and compares the assessment with the truth."""
    board = Scoreboard(signal_board(seed))
    board.signals.add_ratings(seed, RATED)
    with TemporaryDirectory() as temporary:
        for course in simulate(seed, n):
            place = (folder or Path(temporary)) / course.code
            write_course(course, place)
            timeline = read_course(place)
            _compare(board, course, assess_timeline(timeline), place)
            _durability_apart(board.apart, course, timeline)
            board.signals.add(course, timeline)
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


def _durability_apart(tallies: DurabilityTallies, course: SimulatedCourse, timeline: Timeline) -> None:
    """Judges the same course from scores and life events only, and from notes only."""
    true = course.truth.domains[Domain.SYMPTOM_BURDEN].durability
    disagreeing = {one.measure for one in course.truth.disagreements}
    events = tuple(noted for noted in timeline.findings if group_of(noted.finding.indicator) == "life_context")
    by_scores = assess_timeline(replace(timeline, notes=(), findings=events))
    for series in by_scores.scores:
        if series.reliable_change is not None and series.measure not in disagreeing:
            tallies.score_series.add(series.durability is true)
            last_only, percentage = _rival_verdicts(series)
            tallies.rival_last_score.add(last_only is true)
            tallies.rival_percentage.add(percentage is true)
    if not disagreeing:
        tallies.scores_symptoms.add(_of(by_scores, Domain.SYMPTOM_BURDEN).durability is true)
    by_notes = assess_timeline(replace(timeline, scores=(), due=()))
    tallies.notes_symptoms.add(_of(by_notes, Domain.SYMPTOM_BURDEN).durability is true)
    for domain in by_notes.domains:
        right = domain.durability is course.truth.domains[domain.domain].durability
        tallies.notes_all.setdefault(domain.domain, Tally()).add(right)


def _of(assessment: CourseAssessment, domain: Domain) -> DomainCourse:
    return next(one for one in assessment.domains if one.domain is domain)


def _rival_verdicts(series: ScoreCourse) -> tuple[Durability, Durability]:
    """What two simple rules make of durability: on the healthy side at the last score; half the score gone at the last score."""
    last = Durability.NONE if series.points[-1].clinical else Durability.SUSTAINED
    first, now = series.baseline or 0.0, series.current if series.current is not None else series.baseline or 0.0
    gain = first - now if series.better == "lower" else now - first
    return last, Durability.SUSTAINED if first and gain / first >= RIVAL_HALF else Durability.NONE


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
    found = {one.measure for one in assessment.disagreements if not one.about_risk}
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
        *_apart(board.apart),
        f"{'Dips not read as an outcome':<32}{board.dips_set_aside}",
        f"{'Dips named as such':<32}{board.dips_said}",
        f"{'Planned disagreements noticed':<32}{board.disagreements}",
        f"{'Disagreements said that were planned':<37}{board.raised}",
        f"{'Statements that resolve':<32}{board.evidence}",
        "",
        *signals_in_words(board.signals),
    ]
    return "\n".join(lines) + "\n"


def _apart(tallies: DurabilityTallies) -> Sequence[str]:
    return [
        f"{'Durability of each score series':<42}{tallies.score_series}",
        f"{'  rival: last score only':<42}{tallies.rival_last_score}",
        f"{'  rival: half the score gone':<42}{tallies.rival_percentage}",
        f"{'Durability of symptoms, scores alone':<42}{tallies.scores_symptoms}",
        f"{'Durability of symptoms, notes alone':<42}{tallies.notes_symptoms}",
        *_block("Durability, notes alone, five domains", tallies.notes_all, _sum(tallies.notes_all.values())),
    ]


def _block(title: str, tallies: dict[Domain, Tally], total: Tally) -> Sequence[str]:
    rows = [f"  {domain.value.replace('_', ' '):<30}{tally}" for domain, tally in tallies.items()]
    return [f"{title:<32}{total}", *rows, ""]
