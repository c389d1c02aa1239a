"""A month told to its client in a few sentences, each with its proof."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import mean

from fullarc.course.goal_courses import STEP as STEP_OF_GOAL
from fullarc.course.month import DayMood, Month, OwnNote
from fullarc.course.proofs import entry_proof
from fullarc.course.statement import Kind, Proof
from fullarc.course.tracked_statements import tracked_proof
from fullarc.narrative.client_words import ClientWords, client_words

FEWEST_DAYS = 8  # with a mood in the month, to say how it went
SIDE_DAYS, SIDE_FEWEST = 7, 3  # days before and after an own note, and entries among them
STEP = 0.12  # of the scale: a smaller difference of means is about the same
MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class MonthSentence:
    """`about` is the part of the page that shows what it rests on: mood, goals, homework or skills."""

    about: str
    text: str
    evidence: tuple[Proof, ...]


def month_sentences(month: Month, language: str = "en") -> tuple[MonthSentence, ...]:
    """At most three sentences, own notes before everything else. None for an empty month."""
    words = client_words(language)
    told = [*_around_notes(month, words), *_goals(month, words), *_mood(month, words), *_tasks(month, words), *_skills(month, words)]
    return tuple(told[:MOST_SENTENCES])


def mood_label(month: Month, language: str = "en") -> str:
    """The picture of the mood in words: for screen readers, and as its caption."""
    words = client_words(language)
    name = words.month(month.first, month.first)
    logged = month.logged
    best_low = _best_and_worst(logged, words) if logged else ""
    return words.say("month", "mood_label", month=name, days=len(logged), of=month.days_so_far, best_low=best_low).strip()


def _best_and_worst(logged: Sequence[DayMood], words: ClientWords) -> str:
    best = max(logged, key=lambda day: day.value or 0)
    worst = min(logged, key=lambda day: day.value or 0)
    return "" if best.value == worst.value else words.say("month", "best_low", best=words.day(best.date), worst=words.day(worst.date))


def _around_notes(month: Month, words: ClientWords) -> Iterator[MonthSentence]:
    """The own note around which the mood differs most, where it differs enough."""
    found = []
    for note in month.notes:
        before = _side(month, note, -SIDE_DAYS, -1)
        after = _side(month, note, 1, SIDE_DAYS)
        if min(len(before), len(after)) >= SIDE_FEWEST:
            found.append((_mean(after) - _mean(before), note, [*before, *after]))
    if found:
        rise, note, days = max(found, key=lambda one: abs(one[0]))
        if abs(rise) >= STEP * (month.high - month.low):
            key = "better_after" if rise > 0 else "harder_after"
            yield MonthSentence("mood", words.say("month", key, what=note.text.rstrip(" .")), _proofs(days))


def _side(month: Month, note: OwnNote, first: int, last: int) -> list[DayMood]:
    days = {note.date + timedelta(n) for n in range(first, last + 1)}
    return [day for day in month.logged if day.date in days]


def _mean(days: Sequence[DayMood]) -> float:
    return mean(day.value for day in days if day.value is not None)


def _proofs(days: Sequence[DayMood]) -> tuple[Proof, ...]:
    return tuple(entry_proof(entry) for day in days for entry in day.entries)


def _mood(month: Month, words: ClientWords) -> Iterator[MonthSentence]:
    logged = month.logged
    if not logged:
        return
    if len(logged) < FEWEST_DAYS:
        yield MonthSentence("mood", words.counted("month", "few", len(logged), n=words.count(len(logged))), _proofs(logged))
        return
    third = len(logged) // 3
    rise = _mean(logged[-third:]) - _mean(logged[:third])
    line = STEP * (month.high - month.low)
    key = "rising" if rise >= line else "falling" if rise <= -line else "level"
    so_far = "_so_far" if month.through < month.last else ""
    yield MonthSentence("mood", words.say("month", f"{key}{so_far}"), _proofs([*logged[:third], *logged[-third:]]))


def _goals(month: Month, words: ClientWords) -> Iterator[MonthSentence]:
    up = [one for one in month.goals if one.moved_on is not None and one.moved is not None and one.moved >= STEP_OF_GOAL[one.scale]]
    proofs = tuple(
        Proof(Kind.GOAL, one.moved_on, f"{one.goal.text} ({one.scale})", value=one.now, key=one.goal.id) for one in up if one.moved_on
    )
    if len(up) == 1:
        yield MonthSentence("goals", words.say("month", "goal_up", goal=up[0].goal.text.rstrip(" .")), proofs)
    elif up:
        yield MonthSentence("goals", words.say("month", "goals_up", n=words.count(len(up))), proofs)


def _tasks(month: Month, words: ClientWords) -> Iterator[MonthSentence]:
    told = month.told
    if told:
        part, whole = words.pair(month.done, len(told), "things")
        text = words.counted("month", "tasks_done", len(told), done=part, due=whole)
        if len(told) < len(month.tasks):
            said, agreed = words.pair(len(told), len(month.tasks), "things")
            text = words.say("month", "tasks_told", all=agreed, told=said, done=words.count(month.done, "things"))
        proofs = tuple(Proof(Kind.LOG, task.due, task.name, status=task.done.value) for task in told)
        yield MonthSentence("homework", text, proofs)


def _skills(month: Month, words: ClientWords) -> Iterator[MonthSentence]:
    if month.skills is not None and month.skills.used:
        used, days = words.count(month.skills.used, "days"), words.count(month.skills.days)
        text = words.counted("month", "skills", month.skills.days, used=used, days=days)
        yield MonthSentence("skills", text, tuple(map(tracked_proof, month.skill_entries)))
