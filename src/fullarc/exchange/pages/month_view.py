"""A month as its page and its paper show it: all words chosen, marks placed, pictures drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.charts.month import MonthWords, Pinned, month_chart, month_for_print
from fullarc.course.days import number_in_words
from fullarc.course.month import Done, GoalInMonth, Month, Task
from fullarc.narrative.client_goals import level_in_words
from fullarc.narrative.client_words import ClientWords, client_words
from fullarc.narrative.month_for_client import MonthSentence, month_sentences, mood_label

GAS_STEPS: tuple[str, ...] = ("−2", "−1", "0", "+1", "+2")
LONGEST_WORDS = 60  # characters of the client's own words in a cell


@dataclass(frozen=True, slots=True)
class Step:
    """A place on the scale of a goal; `kind` is "was", "now" or ""."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class GoalView:
    key: str
    text: str
    steps: tuple[Step, ...]
    said: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """`kind` is "yes", "partly" or "no" for its mark, "" where there is nothing to mark."""

    kind: str
    words: str
    day: str


@dataclass(frozen=True, slots=True)
class Lead:
    number: int
    text: str
    about: str
    rests: str


@dataclass(frozen=True, slots=True)
class MonthView:
    title: str
    kicker: str
    lead: tuple[Lead, ...]
    is_empty: bool
    empty: str
    mood_aside: str
    mood_aside_narrow: str
    mood_alt: str
    mood_svg: str
    goals: tuple[GoalView, ...]
    task_days: tuple[str, ...]
    task_rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    facts: tuple[str, ...]
    words: dict[str, str]  # headings and asides of the month, by their key


def month_view(month: Month, *, language: str = "en", kicker: str = "", paper: bool = False) -> MonthView:
    """The month in "en" or "es". `kicker` is the line above the title; `paper` draws for print."""
    words = client_words(language)
    draw = month_for_print if paper else month_chart
    logged, counted = len(month.logged), {"days": len(month.logged), "of": month.days_so_far}
    name = words.month(month.first, month.first)
    return MonthView(
        title=words.say("month", "title", month=name),
        kicker=kicker,
        lead=tuple(
            _lead(number, one, words, [day.date for day in month.logged]) for number, one in enumerate(month_sentences(month, language), 1)
        ),
        is_empty=month.is_empty,
        empty=words.say("month", "empty"),
        mood_aside=words.say("month", "mood_aside", **counted) if logged else "",
        mood_aside_narrow=words.say("month", "mood_aside_narrow", **counted) if logged else "",
        mood_alt=mood_label(month, language),
        mood_svg=draw(month, picture_words(month, words), [Pinned(n.date, f"{words.short_day(n.date)}, {n.text}") for n in month.notes]),
        goals=tuple(_goal(one, words) for one in month.goals),
        task_days=tuple(words.short_day(day) for day in month.task_days),
        task_rows=tuple((task, _cells(rows, month, words)) for task, rows in month.task_rows),
        facts=tuple(_facts(month, words)),
        words={key: str(text) for key, text in words.table["month"].items()},
    )


def picture_words(month: Month, words: ClientWords) -> MonthWords:
    """The levels, the weekdays and the sentence that stand in the picture of the mood."""
    table = words.table
    return MonthWords(tuple(table["levels"].values()), tuple(table["weekdays"].values()), mood_label(month, words.language))


def _lead(number: int, one: MonthSentence, words: ClientWords, logged: Sequence[date]) -> Lead:
    """A sentence with what it rests on. Of the mood it is said how many of the `logged` days (in order, one each) were looked at."""
    what = words.say("month", {"mood": "mood", "goals": "goals"}.get(one.about, "tasks"))
    days = sorted({proof.date for proof in one.evidence})
    key, n = "rest_one" if days[0] == days[-1] else "rest", len(one.evidence)
    if one.about == "mood" and key == "rest":
        ends = len(days) // 2
        from_both_ends = len(days) < len(logged) and days == [*logged[:ends], *logged[-ends:]]
        key, n = ("rest_ends", ends) if from_both_ends else ("rest_days", len(days))
    rests = words.say("month", key, what=what, n=n, of=len(logged), first=words.day(days[0]), last=words.day(days[-1]))
    return Lead(number, one.text, one.about, rests)


def _goal(one: GoalInMonth, words: ClientWords) -> GoalView:
    if one.now is None or one.was is None:
        return GoalView(one.goal.id, one.goal.text, (), words.say("month", "goal_not_rated"), "")
    if one.scale == "gas":
        steps, was, now = GAS_STEPS, round(one.was) + 2, round(one.now) + 2
        label = f"{GAS_STEPS[was]} → {GAS_STEPS[now]}"
    else:
        steps = tuple(str(n) for n in range(11))
        was, now = round(one.was), round(one.now)
        label = f"{was} → {now} / 10"
    marked = tuple(Step(name, "now" if place == now else "was" if place == was else "") for place, name in enumerate(steps))
    return GoalView(one.goal.id, one.goal.text, marked, _said(one, words), label)


def _said(one: GoalInMonth, words: ClientWords) -> str:
    now = one.now or 0.0
    said = level_in_words(now, words) if one.scale == "gas" else words.say("month", "ten", now=number_in_words(now)) + "."
    if one.meant:
        said += " " + words.say("goals", "now_level", level=one.meant.rstrip("."))
    return f"{said} {words.say('month', 'goal_still')}" if not one.moved else said


def _cells(rows: Sequence[Task], month: Month, words: ClientWords) -> tuple[Cell, ...]:
    by_day = {task.due: task for task in rows}
    cells = []
    for day in month.task_days:
        task = by_day.get(day)
        if task is None:
            cells.append(Cell("", words.say("month", "task_none"), words.short_day(day)))
        else:
            kind = "" if task.done is Done.OPEN else task.done.value
            cells.append(Cell(kind, _task_words(task, words), words.short_day(day)))
    return tuple(cells)


def _task_words(task: Task, words: ClientWords) -> str:
    own = task.words.strip()
    if own:
        return f"“{own if len(own) <= LONGEST_WORDS else own[: LONGEST_WORDS - 1].rstrip() + '…'}”"
    return task.amount or words.say("month", f"task_{task.done.value}")


def _facts(month: Month, words: ClientWords) -> list[str]:
    facts = []
    before = month.before
    if month.logged and before and before.logged:
        facts.append(words.say("month", "days", n=len(month.logged), of=month.days_so_far))
        facts[-1] += _in_the_month_before(before, len(before.logged), before.days_so_far, words)
    if month.told and before and before.told:
        facts.append(words.say("month", "done_of", n=month.done, of=len(month.told)))
        facts[-1] += _in_the_month_before(before, before.done, len(before.told), words)
    if month.check_ins:
        facts.append(words.say("month", "check_ins", given=_given(month), due=len(month.check_ins)))
        if before and before.check_ins:
            facts[-1] += _in_the_month_before(before, _given(before), len(before.check_ins), words)
    if month.skills is not None:
        facts.append(words.say("month", "skills", used=words.count(month.skills.used, "days"), days=words.count(month.skills.days)))
    if month.sessions:
        facts.append(words.say("month", "sessions", days=words.listed([words.day(day) for day in month.sessions])))
    return facts


def _given(month: Month) -> int:
    return sum(one.given for one in month.check_ins)


def _in_the_month_before(before: Month, n: int, of: int, words: ClientWords) -> str:
    return " " + words.say("month", "month_before", month=words.month(before.first, before.first), n=n, of=of)
