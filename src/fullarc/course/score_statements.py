"""What the scores of one measure say, in a sentence."""

from collections.abc import Sequence
from datetime import date

from fullarc.course.assessment import ScoreCourse
from fullarc.course.days import count_in_words, counted, day_in_words, listed, number_in_words
from fullarc.course.durability import LASTING, NO_LONGER_RECENT_DAYS
from fullarc.course.proofs import score_proof
from fullarc.course.said import Said, said
from fullarc.course.score_series import JudgedSeries
from fullarc.course.statement import Change, Durability
from fullarc.course.timeline import ScoreRecord

ORDER = 20
FEW = 3  # scores that a sentence names one by one
WITHIN_ERROR = "no reliable change (difference within measurement error)"
NOT_PUBLISHED = "what counts as a reliable change is not published for it, so change is not judged"
_LEAD = {
    "depression": "depression",
    "anxiety": "anxiety",
    "post-traumatic": "post-traumatic stress",
    "distress": "distress",
    "well-being": "well-being",
    "self-esteem": "self-esteem",
}


def score_statement(series: JudgedSeries, as_of: date) -> Said | None:
    """One sentence about a series, or None when nothing valid was given. It is proved by every score, those in between too."""
    if not series.valid:
        return None
    course = series.course
    text, rule, used = _sentence(series, as_of)
    text += new_version(course, as_of)
    return said(
        text,
        rule,
        [score_proof(record, course.name) for record in used],
        topic=course.measure,
        domain=course.domain if series.of_outcome else None,
        order=ORDER if series.of_outcome else ORDER + 30,
        weight=len(series.valid),
        change=course.change,
        durability=course.durability,
        lead=lead_name(series) if series.of_outcome else "",
        covers=series.speaks_to,
        slipped=course.step_back,
        one_score_against=series.one_score_against,
        held_until=course.held_until,
        back_since=day_in_words(series.since, as_of) if course.durability is Durability.REGAINED and series.since else "",
    )


def new_version(course: ScoreCourse, as_of: date) -> str:
    """That the series began anew, and why; empty when it did not."""
    if not course.breaks:
        return ""
    before = counted(len(course.earlier), "score")
    are = "is" if len(course.earlier) == 1 else "are"
    since = day_in_words(course.breaks[-1], as_of)
    return f" A new version of it is in use since {since}: its wording or scoring changed, so the {before} before {are} not compared."


def lead_name(series: JudgedSeries) -> str:
    """What the lead sentence calls the topic of a measure: "depression" for PHQ-9."""
    about = series.about.lower()
    return next((name for key, name in _LEAD.items() if key in about), series.course.name)


def _sentence(series: JudgedSeries, as_of: date) -> tuple[str, str, list[ScoreRecord]]:
    course, valid = series.course, list(series.valid)
    first, last = valid[0], valid[-1]
    if len(valid) == 1:
        day = day_in_words(first.date, as_of)
        return f"{course.name} was given once, {_number(first)} on {day}; change cannot be judged from one score.", "score.one_only", valid
    if series.step is None:
        same = first.value == last.value
        text = f"was {_number(first)} at the start and is {_number(last)} now" if same else f"went from {_number(first)} to {_number(last)}"
        text = f"{course.name} {text}; {NOT_PUBLISHED}."
        return text, "score.no_reliable_change_value", valid
    if course.change is Change.NO_CLEAR_CHANGE:
        return _unchanged(series, as_of)
    rule = f"change.reliable.{course.measure}"
    if series.one_score_against:
        return _outlived(series, as_of), "durability.one_score_against", valid
    text = f"{course.name} {_verb(series)} reliably from {_number(first)} to {_number(last)}"
    if course.change is Change.WORSENED:
        text += ", a change for the worse" + _worse_tail(series, as_of)
        return text + ".", rule, valid
    lost = lost_between(series, as_of)
    if course.held_until and not _healthy_throughout(series) and _held_and_against(series)[0]:
        return f"{text}{_held_until(series, as_of)}{lost}.", "durability.held_until", valid
    return f"{text}{_held_tail(series, as_of)}{lost}{_step_back(series, as_of)}.", rule, valid


def _outlived(series: JudgedSeries, as_of: date) -> str:
    """A gain that had lasted and stands by the mean of the last three scores, though the last one is back near the first."""
    held, against = _held_and_against(series)
    worse = f"{_worse_than(held[-1], against, as_of)} and " if series.step_back else ""
    return (
        f"{series.course.name} improved reliably from {_number(series.valid[0])} to {_number(held[-1])}{_held_in(series, held, as_of)}; "
        f"{_last(against, as_of)} {worse}not reliably better than the first. "
        "Provisional: it is one score, and the change stands by the mean of the last three."
    )


def _held_until(series: JudgedSeries, as_of: date) -> str:
    """How long a gain held that is still reliable, and how the scores at the end speak against it."""
    held, against = _held_and_against(series)
    worse = _worse_than(held[-1], against, as_of) if series.step_back else "left with less than a third of it"
    still = _still_clinical(series).removeprefix(", ")
    return f"{_held_in(series, held, as_of)}; {_last(against, as_of)} {worse}" + (f", and {still}" if still else "")


def _held_and_against(series: JudgedSeries) -> tuple[list[ScoreRecord], list[ScoreRecord]]:
    """The scores in which a lasting gain held, and those at the end that speak against it; situational dips left out."""
    kept = [record for record in series.valid if series.since is not None and record.date >= series.since]
    kept = [record for record in kept if record.date not in series.dip_days]
    number = len(series.step_back.scores) if series.step_back and not series.one_score_against else 1
    return kept[:-number], kept[-number:]


def _held_in(series: JudgedSeries, held: Sequence[ScoreRecord], as_of: date) -> str:
    back = "was back" if series.course.durability is Durability.REGAINED else "held"
    dip = _but_for_a_dip(series, held, as_of)
    return f", and the gain {back} in {_held_of(held, series)} since {day_in_words(held[0].date, as_of)}{dip}"


def _last(scores: Sequence[ScoreRecord], as_of: date) -> str:
    told = scores_with_days(scores, as_of)
    return f"the last score, {told}, is" if len(scores) == 1 else f"the last {count_in_words(len(scores))} scores, {told}, are"


def scores_with_days(scores: Sequence[ScoreRecord], as_of: date) -> str:
    """Says "11 on 15 April and 10 on 22 April"; of more than three how low and high they were, and the latest."""
    if len(scores) <= FEW:
        return listed([f"{_number(one)} on {day_in_words(one.date, as_of)}" for one in scores])
    return f"{_few(scores)}, the latest {_number(scores[-1])} on {day_in_words(scores[-1].date, as_of)}"


def _few(scores: Sequence[ScoreRecord]) -> str:
    if len(scores) <= FEW:
        return listed([_number(one) for one in scores])
    values = [one.value or 0.0 for one in scores]
    return f"{number_in_words(min(values))} to {number_in_words(max(values))}"


def _worse_than(before: ScoreRecord, scores: Sequence[ScoreRecord], as_of: date) -> str:
    day = day_in_words(before.date, as_of)
    return f"reliably worse than the {_number(before)} of {day} before {'it' if len(scores) == 1 else 'them'}"


def _held_of(scores: Sequence[ScoreRecord], series: JudgedSeries) -> str:
    """Says "six scores"; where the gain was not there in one of them, which is within measurement error, "five of six scores"."""
    held = [record for record in scores if record not in series.gone]
    whole = counted(len(scores), "score")
    return whole if len(held) == len(scores) else f"{count_in_words(len(held))} of {whole}"


def _but_for_a_dip(series: JudgedSeries, scores: Sequence[ScoreRecord], as_of: date) -> str:
    """The scores of a situational dip among those in which a gain held: they are left out, and not passed over."""
    dip = [record for record in series.valid if record.date in series.dip_days and record.date > scores[0].date]
    told = listed([f"{_number(one)} on {day_in_words(one.date, as_of)}" for one in dip])
    return f", but for a dip ({told})" if dip else ""


def lost_between(series: JudgedSeries, as_of: date) -> str:
    """That an earlier gain was lost before the present one, with its best score, the worst of those between and the days; else empty."""
    if series.since is None or series.course.durability is not Durability.REGAINED:
        return ""
    lost = [record for record in series.gone if record.date < series.since]
    if not lost:
        return ""
    sign = 1 if series.course.better == "lower" else -1

    def worse(record: ScoreRecord) -> float:
        return sign * (record.value or 0.0)

    best = min((one for one in series.valid if one.date < lost[-1].date and one not in lost), key=worse)
    worst = max(lost, key=worse)
    at_worst = "with" if len(lost) == 1 else "at worst with"
    return (
        f"; before that a gain to {_number(best)} on {day_in_words(best.date, as_of)} was lost, {at_worst} {_number(worst)} "
        f"on {day_in_words(worst.date, as_of)}, and was back from {day_in_words(series.since, as_of)}"
    )


def _step_back(series: JudgedSeries, as_of: date) -> str:
    back = series.step_back
    if back is None:
        return ""
    before = f"reliably worse than the {_number(back.before)} of {day_in_words(back.before.date, as_of)} before"
    if len(back.scores) == 1:
        return f". The last score, {_number(back.scores[0])}, is {before} it"
    return f". The last {count_in_words(len(back.scores))} scores, {_few(back.scores)}, are {before} them"


def _verb(series: JudgedSeries) -> str:
    return "fell" if (series.valid[-1].value or 0) < (series.valid[0].value or 0) else "rose"


def _number(record: ScoreRecord) -> str:
    return number_in_words(record.value or 0.0)


def _below_cutoff(series: JudgedSeries) -> list[ScoreRecord]:
    """The unbroken stretch of scores on the healthy side that reaches the latest, dips left out."""
    clinical = {point.date: point.clinical for point in series.course.points}
    stretch: list[ScoreRecord] = []
    for record in reversed(series.valid[1:]):
        if record.date in series.dip_days:
            continue
        if clinical.get(record.date) is not False:
            break
        stretch.append(record)
    return stretch[::-1]


def _healthy_throughout(series: JudgedSeries) -> list[ScoreRecord]:
    """The scores on the healthy side up to the latest, where they are three or more and the first was on the other one."""
    healthy = _below_cutoff(series)
    return healthy if len(healthy) >= 3 and series.course.cutoff is not None and series.course.points[0].clinical else []


def _held_tail(series: JudgedSeries, as_of: date) -> str:
    course = series.course
    since = [
        record for record in series.valid if series.since is not None and record.date >= series.since and record.date not in series.dip_days
    ]
    side = "below" if course.better == "lower" else "above"
    if course.durability in LASTING:
        again = course.durability is Durability.REGAINED
        if healthy := _healthy_throughout(series):
            before = any(point.clinical is False for point in course.points if point.date < healthy[0].date)
            day, dip = day_in_words(healthy[0].date, as_of), _but_for_a_dip(series, healthy, as_of)
            stayed = f"stayed {side} the clinical cut-off {'again ' if before else ''}in all {counted(len(healthy), 'score')}"
            return f", and has {stayed} since {day}{dip}"
        still = _still_clinical(series)
        day = day_in_words(since[0].date, as_of)
        held = f"{'been back' if again else 'held'} in {_held_of(since, series)} since {day}{_but_for_a_dip(series, since, as_of)}"
        return f"{still}, and the gain has {held}"
    if course.durability is Durability.RECENT and since:
        day = day_in_words(since[0].date, as_of)
        if (as_of - since[0].date).days > NO_LONGER_RECENT_DAYS:
            few = "one score says" if len(since) == 1 else f"{counted(len(since), 'score')} say"
            return f"{_still_clinical(series)}; the gain was there on {day}, but only {few} so, too few or too close to call it lasting"
        was = "has been there since" if any(one.date < since[0].date for one in series.gone) else "was first there on"
        return f"{_still_clinical(series)}; the gain {was} {day} and has not yet held for four weeks and three scores"
    if course.durability is Durability.LOST:
        return f"{_still_clinical(series)}, but two thirds or more of a larger gain are lost at the last scores"
    return f"{_still_clinical(series)}, but the gain has come and gone"


def _still_clinical(series: JudgedSeries) -> str:
    points = [point for point in series.course.points if point.clinical is not None]
    if not points or not points[-1].clinical:
        return ""
    been = "back" if any(not point.clinical for point in points) else "still"
    return f", {been} on the clinical side of the cut-off of {number_in_words(series.course.cutoff or 0)}"


def _worse_tail(series: JudgedSeries, as_of: date) -> str:
    if series.since is None:
        return ""
    scores = [record for record in series.valid if record.date >= series.since]
    if len(scores) == 1:
        return f"; so far in one score, of {day_in_words(scores[0].date, as_of)}"
    return f", there in {counted(len(scores), 'score')} since {day_in_words(series.since, as_of)}"


def _unchanged(series: JudgedSeries, as_of: date) -> tuple[str, str, list[ScoreRecord]]:
    course, valid = series.course, list(series.valid)
    first, last = valid[0], valid[-1]
    better = [record for record, point in _with_points(series) if point == "better"]
    if course.durability is Durability.LOST and better:
        best = min(better, key=lambda r: r.value or 0) if course.better == "lower" else max(better, key=lambda r: r.value or 0)
        text = (
            f"{course.name} had improved reliably, from {_number(first)} to {_number(best)} on {day_in_words(best.date, as_of)}, "
            f"but the gain is gone: {_number(last)} on {day_in_words(last.date, as_of)}."
        )
        return text, "durability.lost", valid
    if course.durability is Durability.FLUCTUATING and better:
        text = (
            f"{course.name} crossed into reliable improvement and back without settling, in {counted(len(better), 'score')} of "
            f"{count_in_words(len(valid))}; {_number(first)} at the start, {_number(last)} now."
        )
        return text, "durability.fluctuating", valid
    text = f"{course.name} went from {_number(first)} to {_number(last)}, {WITHIN_ERROR}."
    if first.value == last.value:
        text = f"{course.name} was {_number(first)} at the start and is {_number(last)} now, no reliable change."
    return text, f"change.reliable.{course.measure}", valid


def _with_points(series: JudgedSeries) -> list[tuple[ScoreRecord, str]]:
    reliable = {point.date: point.reliable for point in series.course.points}
    return [(record, reliable.get(record.date, "")) for record in series.valid]
