"""What the client's own answers say, for the client. One sentence a measure; numbers stay in the chart."""

from collections.abc import Iterator
from datetime import date

from fullarc.course.assessment import CourseAssessment, ScoreCourse, ScorePoint
from fullarc.course.statement import Change, Domain, Durability, Kind, Proof
from fullarc.narrative.client_sentence import ClientSentence, Part
from fullarc.narrative.client_words import ClientWords, subject_of_measure

TOLD_BY_NAME = frozenset({Domain.SYMPTOM_BURDEN, Domain.FUNCTIONAL_CAPACITY})
FEWEST_POINTS = 2
HELD_POINTS = 2  # fewer points are no "since"
WEIGHT = 100  # own answers go before what notes say


def told_series(seen: CourseAssessment) -> tuple[ScoreCourse, ...]:
    """The series that a client is told of: own answers, total scores, no measure of risk or of the alliance. One a subject."""
    told: dict[str, ScoreCourse] = {}
    for series in seen.scores:
        if series.scale == "total" and series.informant == "client" and valid_points(series) and _may_be_told(series):
            subject = subject_of_measure(series.measure) or series.measure
            if subject not in told or len(valid_points(series)) > len(valid_points(told[subject])):
                told[subject] = series
    return tuple(told.values())


def _may_be_told(series: ScoreCourse) -> bool:
    return bool(subject_of_measure(series.measure)) or (series.domain in TOLD_BY_NAME and series.reliable_change is not None)


def valid_points(series: ScoreCourse) -> list[ScorePoint]:
    """The points with a value that are compared with each other, in order of date."""
    return [point for point in series.points if point.value is not None]


def words_of(series: ScoreCourse, section: str, words: ClientWords) -> str:
    """The wording of a series in one section of the table; by the name of the measure where it has no subject."""
    subject = subject_of_measure(series.measure)
    return words.say(section, subject if words.has(section, subject) else "generic", name=series.name)


def score_sentences(seen: CourseAssessment, words: ClientWords) -> Iterator[ClientSentence]:
    written = {(record.measure, record.date) for record in seen.timeline.scores if record.words is not None}
    for series in told_series(seen):
        points = valid_points(series)
        noted = [point for point in points if (series.measure, point.date) in written]
        key, part, since = _case(series, seen)
        given = {
            "better": words_of(series, "better", words),
            "worse": words_of(series, "worse", words),
            "same": words_of(series, "same", words),
            "topic": words_of(series, "topics", words),
            "start": words.month(points[0].date, seen.as_of),
            "since": words.month(since, seen.as_of) if since else "",
        }
        yield ClientSentence(
            key=f"score:{series.measure}",
            part=part,
            text=words.say("change", key, **given),
            evidence=tuple(_proof(point, series, point in noted) for point in points),
            support=_support(series, len(points) - len(noted), len(noted), words),
            change=claimed(series),
            topics=(series.measure,),
            weight=WEIGHT + len(points),
        )


def _case(series: ScoreCourse, seen: CourseAssessment) -> tuple[str, Part, date | None]:
    """Which sentence, in which part, and since when."""
    change, durability = series.change, series.durability
    if len(valid_points(series)) < FEWEST_POINTS or (change is Change.NOT_ENOUGH and series.reliable_change is not None):
        return "not_enough", Part.NOT_YET, None
    if change is Change.NOT_ENOUGH:
        return "no_rule", Part.NOT_YET, None
    if change is Change.WORSENED:
        tail = {Durability.RECENT: "_recent", Durability.FLUCTUATING: "_fluctuating"}.get(durability, "")
        return f"worse{tail}", Part.HARD, None
    if change is Change.IMPROVED:
        return _better(series, seen)
    if durability is Durability.LOST:
        return "same_lost", Part.HARD, None
    if durability is Durability.FLUCTUATING:
        return "same_fluctuating", Part.HARD, None
    light = all(point.clinical is False for point in (valid_points(series)[0], valid_points(series)[-1]))
    return ("same_light", Part.STEADY, None) if light else ("same", Part.HARD, None)


def claimed(series: ScoreCourse) -> Change:
    """What the sentence claims: a gain that comes and goes or has partly gone is told as mixed."""
    unsettled = series.durability in {Durability.FLUCTUATING, Durability.LOST} or slips(series)
    return Change.MIXED if series.change is Change.IMPROVED and unsettled else series.change


def slips(series: ScoreCourse) -> bool:
    """Whether the last answers speak against the gain: it has not "held", however long it stood before."""
    return bool(series.step_back or series.held_until)


def _better(series: ScoreCourse, seen: CourseAssessment) -> tuple[str, Part, date | None]:
    if series.durability is Durability.LOST or slips(series):
        return "better_lost", Part.HARD, None
    if series.durability is Durability.SUSTAINED:
        since = _held_since(series, seen)
        return ("better_sustained" if since else "better_held"), Part.BETTER, since
    if series.durability is Durability.FLUCTUATING:
        return "better_fluctuating", Part.HARD, None
    known = {Durability.RECENT: "recent", Durability.REGAINED: "regained"}
    return f"better_{known.get(series.durability, 'none')}", Part.BETTER, None


def _held_since(series: ScoreCourse, seen: CourseAssessment) -> date | None:
    """The first of the reliably better points that reach the latest; days of a situational dip are passed over."""
    dips = [dip for dip in seen.dips if series.key in dip.topics]
    held: list[ScorePoint] = []
    for point in reversed(valid_points(series)):
        if any(dip.begin <= point.date <= dip.end for dip in dips):
            continue
        if point.reliable != "better":
            break
        held.append(point)
    return held[-1].date if len(held) >= HELD_POINTS else None


def _support(series: ScoreCourse, answered: int, written: int, words: ClientWords) -> str:
    """What it rests on: the check-ins that the client filled in, the scores that stand in notes of sessions, or both."""
    if answered and written:
        told = words.say("support", "both", n=words.count(answered), written=words.count(written))
    elif written:
        told = words.say("support", "written_one" if written == 1 else "written", n=words.count(written))
    else:
        told = words.say("support", "answers_one" if answered == 1 else "answers", n=words.count(answered))
    small = series.change is Change.NO_CLEAR_CHANGE and series.durability is Durability.NONE
    return words.say("support", "chance", told=told) if small else told


def _proof(point: ScorePoint, series: ScoreCourse, written: bool) -> Proof:
    """The answer; of a score that stands in a note, the note, without its words."""
    return Proof(
        Kind.NOTE if written else Kind.SCORE, point.date, series.name, point.source, point.session, value=point.value, key=series.measure
    )
