"""Statements about stability, goals, dips, disagreements, life and the client's log."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from statistics import median

from fullarc.course.assessment import Dip, GoalCourse
from fullarc.course.days import count_in_words, counted, day_in_words, days_in_words, listed, number_in_words
from fullarc.course.dips import event_in_words
from fullarc.course.disagreement import Contradiction
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.course.log_words import line_of_log_in_words
from fullarc.course.proofs import entry_proof, rating_proof, score_proof, silent_note_proof
from fullarc.course.said import Said, said
from fullarc.course.stability import StabilityCourse
from fullarc.course.statement import Change, Domain, Durability, Proof
from fullarc.course.timeline import LogEntry, Timeline
from fullarc.course.told_when import happened_in_words
from fullarc.reading.reader import read

DISAGREES, GOAL, STEADY, DIP, LIFE, LOG = 43, 45, 55, 65, 80, 90
ENTERED_DAYS = 14
STEADY_DATES = 4  # so many dates without a setback are worth saying
LOG_DAYS = 14
LOG_ENTRIES = 5


def stability_statement(stability: StabilityCourse, as_of: date) -> Said | None:
    """Which sessions were unsteady, and whether there are fewer of them by now."""
    if stability.change is Change.NOT_ENOUGH:
        return None
    unsteady = [level for level in stability.levels if level.level > 0]
    crises = [level for level in unsteady if level.level >= 3]
    evidence = list(stability.unsteady) or [proof for level in stability.levels for proof in level.proofs]
    if not unsteady:
        text = f"No crisis, setback or missed session was noted in {counted(len(stability.levels), 'note')}."
    else:
        days = "date" if len(stability.levels) == 1 else "dates"
        text = f"Setbacks, swings or missed sessions were noted on {count_in_words(len(unsteady))} of {len(stability.levels)} {days}"
        text += f", last on {day_in_words(unsteady[-1].date, as_of)}"
        text += f"; a crisis on {days_in_words([level.date for level in crises][:4], as_of)}" if crises else ""
        text += _steadier(stability, len(stability.levels) - 1 - stability.levels.index(unsteady[-1]))
    return said(
        text,
        "stability.derived",
        evidence,
        topic="stability",
        domain=Domain.STABILITY,
        order=STEADY,
        change=stability.change,
        durability=stability.durability,
        lead="stability",
    )


def _steadier(stability: StabilityCourse, later: int) -> str:
    """How it ends: `later` is the number of dates after the last unsteady one."""
    if stability.change is Change.IMPROVED:
        return "; fewer by now than at the start."
    if stability.change is Change.WORSENED:
        return "; more by now than at the start."
    return f"; none in the {count_in_words(later)} since." if later >= STEADY_DATES else "; about as often now as at the start."


def goal_statement(goal: GoalCourse, timeline: Timeline, as_of: date) -> Said | None:
    """Where a goal was rated and in how many notes it is addressed. None without a rating and a note."""
    ratings = [rating for rating in timeline.ratings if rating.goal == goal.goal and rating.scale == goal.scale]
    evidence = [rating_proof(rating, goal.text) for rating in ratings] + list(goal.addressed_in) + list(goal.told)
    if not evidence:
        return None
    text = f"Goal “{goal.text}”: " + "; ".join(filter(None, (_rated(goal, as_of), told_in_words(goal, as_of))))
    notes = len(goal.addressed_in)
    text += f"; {counted(notes, 'note speaks', 'notes speak')} to it" if notes else "; no note speaks to it"
    if notes:
        text += f", the latest of {day_in_words(goal.addressed_in[-1].date, as_of)}"
    return said(
        f"{text}.",
        "goal.ratings" if ratings else "goal.linked_notes",
        evidence,
        topic=goal.goal,
        domain=None,
        order=GOAL,
        change=goal.change,
        durability=goal.durability,
    )


def _rated(goal: GoalCourse, as_of: date) -> str:
    if not goal.ratings:
        return "never rated"
    of_ten = " of 10" if goal.scale == "0-10" else ""

    def value(rating: tuple[date, float]) -> str:
        sign = "+" if goal.scale == "gas" and rating[1] > 0 else ""
        return f"{sign}{number_in_words(rating[1])}{of_ten}".replace("-", "−")

    first, last = goal.ratings[0], goal.ratings[-1]
    if len(goal.ratings) == 1:
        return f"rated once, {value(first)} on {day_in_words(first[0], as_of)}"
    words = f"rated {value(first)} on {day_in_words(first[0], as_of)} and {value(last)} on {day_in_words(last[0], as_of)}"
    if goal.change is Change.NO_CLEAR_CHANGE:
        words += ", no meaningful change" if first[1] != last[1] else ", the same"
    if goal.durability is Durability.LOST:
        words += "; a gain in between was lost"
    if goal.durability is Durability.REGAINED:
        words += (
            "; it was lost for a time and is back" if goal.change is Change.IMPROVED else "; it was better for a time and is worse again"
        )
    return words


def told_in_words(goal: GoalCourse, as_of: date) -> str:
    """Which notes tell it as better or worse, where there are no two ratings: "told as better in the notes of 4 and 11 March"; or empty."""
    if not goal.told:
        return ""
    days = days_in_words(list(dict.fromkeys(proof.date for proof in goal.told)), as_of)
    ways = {Change.IMPROVED: "better", Change.WORSENED: "worse"}
    return f"told as {ways.get(goal.change, 'better or worse')} in the notes of {days}"


def dip_statement(dip: Dip, proofs: Sequence[Proof], names: dict[str, str], as_of: date, back: date | None) -> Said:
    """A situational dip. It coincides with the event; nothing is said about a cause."""
    when = f"on {day_in_words(dip.begin, as_of)}" if dip.begin == dip.end else _span(dip.begin, dip.end, as_of)
    topics = listed([names.get(topic, indicator_in_words(topic)) for topic in dip.topics])
    event = f"{event_in_words(dip.event)} ({'' if dip.event.quote else 'entered '}{happened_in_words(dip.event, as_of)})"
    text = f"A dip {when} ({topics}) coincides with {event}"
    text += f" and was over by {day_in_words(back, as_of)}" if back else ""
    return said(
        f"{text}. It is left out when change is judged.",
        "dip.situational",
        [*proofs, dip.event],
        topic="dip",
        domain=Domain.STABILITY,
        order=DIP,
    )


def _span(begin: date, end: date, as_of: date) -> str:
    """Says "between 3 and 17 December", "between 28 March and 4 April"."""
    first = str(begin.day) if (begin.year, begin.month) == (end.year, end.month) else day_in_words(begin, as_of)
    return f"between {first} and {day_in_words(end, as_of)}"


def disagreement_statement(one: Contradiction, as_of: date) -> Said:
    """What the scores say over the stretch and what the notes say, or that they are silent."""
    course, best, last = one.series.course, one.best, one.stretch[-1]
    names = listed([indicator_in_words(indicator) for indicator in one.indicators[:4]])
    numbers = f"from {number_in_words(best.value or 0)} to {number_in_words(last.value or 0)}"
    moved = "risen" if (last.value or 0) > (best.value or 0) else "fallen"
    first_part = f"{course.name} has {moved} {numbers} since {day_in_words(best.date, as_of)}"
    evidence = [score_proof(record, course.name) for record in (best, *one.stretch)]
    if not one.worse:
        text = f"{first_part}, reliably better, while the notes read worse on {names}."
        evidence += [proof for level in one.levels for proof in level.proofs]
        rule = "disagreement.notes_worse"
    elif one.silent:
        text = f"{first_part}, reliably worse. The {counted(len(one.notes), 'note')} since then do not mention {names}."
        text += f" It was last mentioned on {day_in_words(one.last_mention.date, as_of)}." if one.last_mention else ""
        evidence += [silent_note_proof(note, names) for note in one.notes]
        rule = "disagreement.notes_silent"
    else:
        text = f"{first_part}, reliably worse, while the notes since then do not read worse on {names}."
        evidence += [proof for level in one.levels for proof in level.proofs]
        rule = "disagreement.notes_otherwise"
    return said(text, rule, evidence, topic=course.measure, domain=course.domain, order=DISAGREES, weight=50, lead=course.name)


def life_statement(events: Sequence[Proof], as_of: date, began: date | None = None) -> Said | None:
    """What else was going on, once each, in order of date; apart from it what a note dates before the course `began`.

    An entered event keeps its words; a note on it soon after is no second one.
    """
    firsts: dict[str, Proof] = {}
    for event in events:
        if event.indicator != "missed_session" and not _entered_before(event, firsts.values()):
            firsts.setdefault(event.indicator or event.label, event)
    if not firsts:
        return None
    before = [event for event in firsts.values() if began and event.happened and event.happened[1] < began]
    parts = {"In this time": [event for event in firsts.values() if event not in before], "From before": before}
    sentences = [f"{when}: {listed([_dated(event, as_of) for event in those])}." for when, those in parts.items() if those]
    return said(" ".join(sentences), "life_context", events, topic="life_context", domain=None, order=LIFE)


def _dated(event: Proof, as_of: date) -> str:
    return f"{event_in_words(event)} ({happened_in_words(event, as_of)})"


def _entered_before(event: Proof, told: Iterable[Proof]) -> bool:
    """Whether a note speaks, within two weeks, of what was entered as an event in words of the same meaning."""
    if not event.quote:
        return False
    near = [one for one in told if not one.quote and 0 <= (event.date - one.date).days <= ENTERED_DAYS]
    return any(event.indicator in (one.indicator, *indicators_of(one.label)) for one in near)


@cache
def indicators_of(entered: str) -> frozenset[str]:
    """The life contexts that the entered words speak of, as the reader reads them."""
    return frozenset(finding.indicator for finding in read(f"{entered}.", learned=False))


def log_statements(entries: Sequence[LogEntry]) -> list[Said]:
    """For each item of the client's log: the median of the first two weeks against the last two. Descriptive, nothing is tested."""
    by_item: dict[tuple[str, str], list[LogEntry]] = defaultdict(list)
    for entry in entries:
        by_item[entry.log, entry.item].append(entry)
    drafts = []
    for (log, item), rows in by_item.items():
        first = [row for row in rows if (row.date - rows[0].date).days < LOG_DAYS]
        last = [row for row in rows if (rows[-1].date - row.date).days < LOG_DAYS]
        if min(len(first), len(last)) < LOG_ENTRIES or (rows[-1].date - rows[0].date).days < 2 * LOG_DAYS:
            continue
        start, now = median(row.value for row in first), median(row.value for row in last)
        name = line_of_log_in_words(item)
        text = (
            f"{capitalised(name)} in the client's log: a median of {number_in_words(start)} in the first two weeks and "
            f"{number_in_words(now)} in the last two, from {len(rows)} entries. Descriptive only."
        )
        drafts.append(said(text, "log.medians", map(entry_proof, rows), topic=log, domain=None, order=LOG, weight=len(rows)))
    return drafts
