"""Three demo courses as their clients read them: every sentence is taken apart and held against the rows it speaks of.

One gets better, one gets worse, one slips back. A sentence that this file cannot take apart fails it: nothing is told unchecked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import mean, median

import pytest

from fullarc.course.assess import assess_timeline
from fullarc.demo.course_files import write_course
from fullarc.demo.simulate import simulate
from fullarc.demo.simulated import SimulatedCourse
from fullarc.exchange.incoming.course_folder import read_course
from fullarc.goals.goal import Rating
from fullarc.narrative.client_sentence import ClientSentence, ClientStory
from fullarc.narrative.for_client import own_wording, story_as_text, story_for_client
from fullarc.narrative.readability import reading_of

SEED = 417
DETERIORATION, RELAPSE, STEADY_GAIN = 5, 7, 21
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
# What each measure's manual counts as more than measurement error, typed off docs/instruments.
COUNTS = {"phq-9": 5, "gad-7": 4, "core-10": 6}
SPEAKS_OF = {
    "phq-9": ("You feel less low", "You feel more low", "feeling low"),
    "gad-7": ("You worry less", "You worry more", "worry"),
    "core-10": ("You feel less weighed down", "You feel more weighed down", "feeling weighed down"),
    "rses": ("", "", "feeling bad about yourself"),
}
LEVELS = {
    "Not yet near what you hoped for": -2,
    "Not yet all you hoped for": -1,
    "What you hoped for": 0,
    "A bit more than you hoped for": 1,
    "Much more than you hoped for": 2,
}
MONTH = r"(\w+(?: \d{4})?)"


@dataclass(frozen=True)
class Told:
    course: SimulatedCourse
    story: ClientStory
    as_of: date


@pytest.fixture(scope="module", params=[DETERIORATION, RELAPSE, STEADY_GAIN])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    course = simulate(SEED, request.param + 1)[request.param]
    folder = tmp_path_factory.mktemp("true")
    write_course(course, folder)
    seen = assess_timeline(read_course(folder))
    return Told(course, story_for_client(seen), seen.as_of)


def number(text: str) -> float:
    return float(NUMBERS.index(text)) if text in NUMBERS else float(text)


def is_month(words: str, day: date, as_of: date) -> bool:
    return words == MONTHS[day.month - 1] + ("" if day.year == as_of.year else f" {day.year}")


def measured(told: Told, sentence: ClientSentence) -> list[tuple[date, float]]:
    measure = sentence.key.removeprefix("score:")
    return [(form.date, form.total) for form in told.course.administrations if form.measure == measure]


def the_measure_says(told: Told, sentence: ClientSentence) -> bool:
    """Better, worse or back where it was, since when, and from how many answers."""
    measure, rows = sentence.key.removeprefix("score:"), measured(told, sentence)
    better, worse, topic = SPEAKS_OF[measure]
    support = re.match(r"This comes from (\w+) of your check-ins\.", sentence.support)
    assert support, sentence.support
    assert number(support[1]) == len(rows)
    first, last = mean(value for _, value in rows[:2]), mean(value for _, value in rows[-2:])
    if found := re.fullmatch(rf"{better} than in {MONTH}\. That has held since {MONTH}\.", sentence.text):
        held = [day for day, _ in rows if all(value <= first - COUNTS[measure] for later, value in rows if later >= day)]
        return is_month(found[1], rows[0][0], told.as_of) and len(held) > 2 and is_month(found[2], held[0], told.as_of)
    if found := re.fullmatch(rf"{worse} than in {MONTH}\. It is worth talking about when you next meet\.", sentence.text):
        return is_month(found[1], rows[0][0], told.as_of) and last >= first + COUNTS[measure]
    easier = rf"It got easier for a time\. By now it is much like {MONTH} again: {topic}\. You can talk about what helped before\."
    if found := re.fullmatch(easier, sentence.text):
        was_easier = sum(value <= first - COUNTS[measure] for _, value in rows)
        return is_month(found[1], rows[0][0], told.as_of) and was_easier > 2 and abs(last - first) < COUNTS[measure]
    return measure not in COUNTS and sentence.text == (
        f"The chart shows your answers on this: {topic}. There is no set rule for how much change counts here."
    )


def the_mood_says(told: Told, sentence: ClientSentence) -> bool:
    rows = [(entry.date, entry.value) for entry in told.course.entries if entry.item == "mood"]
    then = median(value for day, value in rows if (day - rows[0][0]).days < 14)
    now = median(value for day, value in rows if (rows[-1][0] - day).days < 14)
    assert sentence.support == f"This comes from {len({day for day, _ in rows})} days in your log."
    said = f"A usual day now gets {now:g} of 10 for mood. "
    if abs(now - then) < 2:
        return sentence.text == said + "That is about what it was in your first two weeks."
    was = f"In your first two weeks it was {then:g}."
    return sentence.text == said + was + ("" if now > then else " It is worth talking about when you next meet.")


def the_notes_say(told: Told, sentence: ClientSentence) -> bool:
    """What the notes are said to tell of a thing is what the course was made from, between the days that the sentence rests on."""
    found = re.search(rf"(less|more|much as it was|came back|goes up and down)(?:.*? in {MONTH})?", sentence.text)
    assert found, sentence.text
    way, month = found.groups()
    days = sorted({proof.date for proof in sentence.evidence})
    assert days == [day for day in days if any(note.date == day for note in told.course.notes)]
    support = re.fullmatch(r"This comes from the notes of (\w+) of your sessions\.", sentence.support)
    assert support, sentence.support
    assert number(support[1]) == len(days)
    if month:
        assert is_month(month, days[0], told.as_of)
    for topic in sentence.topics:
        latent = told.course.truth.latent.get(topic)
        if latent is None:
            continue  # no part of what the course was planned from: only the notes speak of it
        met = [note.date for note in told.course.notes]
        at = {day: value for day, value in zip(met, latent, strict=True) if day in days}
        then, now = mean([*at.values()][:2]), mean([*at.values()][-2:])
        least = min(latent)
        if not {"less": now < then, "more": now > then, "came back": least < now - 0.15}.get(way, True):
            return False
    return True


def the_goal_says(told: Told, sentence: ClientSentence) -> bool:
    goal = next(goal for goal in told.course.goals if goal.id == sentence.topics[0])
    rows = [rating for rating in told.course.ratings if rating.goal == goal.id]
    assert sentence.quote == goal.text
    counted = re.fullmatch(r"This comes from (\w+) ratings\.", sentence.support)
    assert counted, sentence.support
    assert number(counted[1]) == len(rows)
    rest = levels_told(told, rows, goal.levels, sentence.text) if rows[0].scale == "gas" else numbers_told(told, rows, sentence.text)
    first, last = rows[0].value, rows[-1].value
    closer = last - first >= (1 if rows[0].scale == "gas" else 3)
    there = last >= (0 if rows[0].scale == "gas" else 10)
    if re.match("You (are|were) closer to it", rest):
        true = closer and not there
    elif rest.startswith("You got there."):
        true = closer and there
    elif rest.startswith("You were closer for a time."):
        true = not closer and max(row.value for row in rows) > first
    elif rest.startswith("A step this small can be chance."):
        true = first != last and not closer
    else:
        true = first == last and rest.startswith(("It is about where it was.", "It was about where it began."))
    old = re.search(rf"You have not looked at it since {MONTH}\.$", rest)
    assert bool(old) == ((told.as_of - rows[-1].date).days > 60)
    return true and (old is None or is_month(old[1], rows[-1].date, told.as_of))


def levels_told(told: Told, rows: Sequence[Rating], levels: Sequence[str], text: str) -> str:
    found = re.match(rf"(.*?)\. In your plan this means: “(.*?)”\. (?:In {MONTH} it was (.*?)\. )?", text)
    assert found, text
    assert LEVELS[found[1]] == rows[-1].value
    assert found[2] == levels[int(rows[-1].value) + 2]
    assert (found[3] is None) == (rows[0].value == rows[-1].value)
    if found[3]:
        assert is_month(found[3], rows[0].date, told.as_of)
        assert {level.lower(): value for level, value in LEVELS.items()}[found[4]] == rows[0].value
    return text[found.end() :]


def numbers_told(told: Told, rows: Sequence[Rating], text: str) -> str:
    found = re.match(rf"You gave it (\S+) of 10 in {MONTH}\. In {MONTH} you gave it (\S+)\. Ten means you are there\. ", text)
    assert found, text
    assert (float(found[1]), float(found[4])) == (rows[-1].value, rows[0].value)
    assert is_month(found[2], rows[-1].date, told.as_of)
    assert is_month(found[3], rows[0].date, told.as_of)
    return text[found.end() :]


def the_sessions_worked_on(told: Told, sentence: ClientSentence) -> bool:
    days = {proof.date for proof in sentence.evidence}
    found = re.fullmatch(r"This comes from the notes of (\w+) of your sessions\.", sentence.support)
    return found is not None and number(found[1]) == len(days) <= len(told.course.notes)


CHECKS: dict[str, Callable[[Told, ClientSentence], bool]] = {
    "score": the_measure_says,
    "log": the_mood_says,
    "notes": the_notes_say,
    "goal": the_goal_says,
    "worked_on": the_sessions_worked_on,
}


def test_every_sentence_is_true_of_the_rows_that_it_speaks_of(told: Told) -> None:
    wrong = [one.text for one in told.story.sentences if not CHECKS[one.key.partition(":")[0]](told, one)]
    assert wrong == []
    assert len(told.story.sentences) >= 7
    assert {one.key for one in told.story.sentences} >= {"log:mood", "goal:1", "goal:2", "worked_on"}


def test_a_sentence_about_other_rows_is_found_out(told: Told) -> None:
    """The check itself: the same sentences are false of a course whose answers, moods and ratings are turned around."""
    turned = replace(told, course=turned_around(told.course))
    numbered = [one for one in told.story.sentences if one.key.startswith(("score:phq", "score:gad", "log:", "goal:"))]
    false = [one.key for one in numbered if not _holds(turned, one)]
    assert len(false) >= len(numbered) - 2, false


def turned_around(course: SimulatedCourse) -> SimulatedCourse:
    return replace(
        course,
        administrations=tuple(replace(form, total=27 - form.total) for form in course.administrations),
        entries=tuple(replace(entry, value=9 - entry.value) for entry in course.entries),
        ratings=tuple(replace(row, value=(0.5 if row.scale == "gas" else 11) - row.value) for row in course.ratings),
    )


def _holds(told: Told, sentence: ClientSentence) -> bool:
    try:
        return CHECKS[sentence.key.partition(":")[0]](told, sentence)
    except AssertionError:
        return False


def test_it_is_kind_plain_and_easy(told: Told) -> None:
    """No grade in school beyond the sixth, no word of praise or blame, no word of the trade, and no number alone."""
    text = story_as_text(told.story)
    assert reading_of(own_wording(told.story), "en").index <= 6
    loud = r"!|great|amazing|well done|congrat|proud|fantastic|fail|bad score|poor result|should|must|unfortunately|despite"
    trade = r"PHQ|GAD|CORE|RSES|GAS\b|symptom|clinical|severe|moderate|baseline|reliable|measure|treatment|intervention|%"
    assert re.findall(f"{loud}|{trade}", text, re.IGNORECASE) == []
    bare = re.sub(r"[\d.]+ of \d+|\d{4}|you gave it \d+|it was [\d.]+\.|\d+ (days|of your|ratings)|of \d+ of your|from \d+ of", "", text)
    assert re.findall(r"\d+", bare) == []
