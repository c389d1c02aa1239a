"""The course of a goal: from its ratings, or, when it was never rated twice, from what notes tell of it as better or worse."""

from collections.abc import Mapping, Sequence

from fullarc.course.assessment import GoalCourse
from fullarc.course.change import settle
from fullarc.course.durability import Held
from fullarc.course.levels import speaks_about_now
from fullarc.course.proofs import finding_proof
from fullarc.course.statement import Change, Durability, Kind, Proof
from fullarc.course.timeline import Note, NotedFinding, Timeline
from fullarc.goals.goal import Goal, Rating
from fullarc.goals.linking import Link, NoteText, indicators_of_goal, link_notes
from fullarc.reading.finding import Direction, Finding, Status

TOLD = 2  # notes that must tell a change where there are no ratings
STEP = {"gas": 1.0, "0-10": 3.0}  # one GAS level; 2.45 points of 10, rounded up (Edbrooke-Childs et al. 2015)


def goal_course(goal: Goal, timeline: Timeline, read_in_goal: Mapping[str, tuple[Finding, ...]]) -> GoalCourse:
    """Ratings decide. Without two of them on one scale a change needs two notes that speak to the goal and tell what it is about as better,
    or as worse; that they speak of it says nothing, and how long a change lasted is then not judged.

    `read_in_goal` holds what the reader saw in each goal's text.
    """
    about = indicators_of_goal(goal, read_in_goal.get(goal.id, ()))
    links = sorted(link_notes(goal, about, note_texts(timeline)), key=lambda link: _date_of(link.source, timeline.notes))
    scale, ratings = _ratings(goal, timeline.ratings)
    told: tuple[Proof, ...] = ()
    if len(ratings) > 1:
        change, durability = change_of_ratings(ratings, scale)
    else:
        (change, told), durability = _told(links, about, timeline), Durability.NONE
    return GoalCourse(
        goal=goal.id,
        text=goal.text,
        addressed_in=tuple(_link_proof(link, timeline) for link in links),
        reasons=tuple(link.reason for link in links),
        ratings=tuple((rating.date, rating.value) for rating in ratings),
        scale=scale,
        change=change,
        durability=durability,
        told=told,
    )


def note_texts(timeline: Timeline) -> tuple[NoteText, ...]:
    """The notes as linking needs them: text and findings together."""
    by_source: dict[str, list[Finding]] = {}
    for noted in timeline.findings:
        by_source.setdefault(noted.source, []).append(noted.finding)
    return tuple(NoteText(note.source, note.text, tuple(by_source.get(note.source, ())), note.date) for note in timeline.notes)


def change_of_ratings(ratings: Sequence[Rating], scale: str) -> tuple[Change, Durability]:
    """First against last rating: one GAS level or three points of ten count, towards the goal is better."""
    step, first = STEP[scale], ratings[0].value
    gain = ratings[-1].value - first
    change = Change.IMPROVED if gain >= step else Change.WORSENED if gain <= -step else Change.NO_CLEAR_CHANGE
    worse = change is Change.WORSENED
    held = [Held(one.date, one.value <= first - step if worse else one.value >= first + step) for one in ratings[1:]]
    return change, settle(held, change)[0]


def _ratings(goal: Goal, ratings: Sequence[Rating]) -> tuple[str, tuple[Rating, ...]]:
    """The goal's ratings on the scale it was rated on most often; two scales are never mixed."""
    own = [rating for rating in ratings if rating.goal == goal.id]
    if not own:
        return "", ()
    scale = max({rating.scale for rating in own}, key=lambda name: sum(rating.scale == name for rating in own))
    return scale, tuple(rating for rating in own if rating.scale == scale)


def _told(links: Sequence[Link], about: Sequence[str], timeline: Timeline) -> tuple[Change, tuple[Proof, ...]]:
    """The change that the linked notes tell of what the goal is about, with their words."""
    of_note = {link.source: {*about, *link.indicators} for link in links}
    told = [
        noted for noted in timeline.findings if noted.finding.indicator in of_note.get(noted.source, ()) and _tells_change(noted.finding)
    ]
    notes = {way: len({noted.source for noted in told if noted.finding.direction is way}) for way in (Direction.BETTER, Direction.WORSE)}
    better, worse = notes[Direction.BETTER], notes[Direction.WORSE]
    if max(better, worse) < TOLD:
        return Change.NOT_ENOUGH, ()
    change = Change.MIXED if better and worse else Change.IMPROVED if better else Change.WORSENED
    return change, tuple(finding_proof(noted) for noted in told)


def _tells_change(finding: Finding) -> bool:
    now = speaks_about_now(finding) and finding.status is not Status.DENIED
    return now and finding.direction in (Direction.BETTER, Direction.WORSE)


def _date_of(source: str, notes: Sequence[Note]) -> str:
    return next((note.date.isoformat() for note in notes if note.source == source), "")


def _link_proof(link: Link, timeline: Timeline) -> Proof:
    note = next(note for note in timeline.notes if note.source == link.source)
    noted = next((n for n in timeline.findings if n.source == link.source and n.finding.evidence.start == link.start), None)
    return Proof(
        kind=Kind.NOTE,
        date=note.date,
        label=link.reason,
        source=note.source,
        session=note.session,
        start=link.start,
        end=link.end,
        quote=link.quote,
        indicator=link.indicators[0] if link.indicators else "",
        status=_status(noted),
        rule="goal.shared_words_and_indicators",
        key=noted.key if noted else "",
    )


def _status(noted: NotedFinding | None) -> str:
    return noted.finding.status.value if noted else ""
