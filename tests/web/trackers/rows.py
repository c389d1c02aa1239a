"""Rows of every tracker for one client, as a therapist would have entered them over six weeks."""

from datetime import date, timedelta

from fullarc.modalities.diary_card import act_line, urge_line
from fullarc.modalities.tracker import trackers
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.trackers.actions import enter_row, keep_thing
from fullarc.web.trackers.models import Thing


def thing(course: CourseOfCare, tracker: str, by: User, **values: float | str) -> Thing:
    return keep_thing(course, trackers()[tracker], values, by=by)


def row(course: CourseOfCare, tracker: str, on: date, by: User, *, log: str = "", **values: float | str) -> None:
    enter_row(course, trackers()[tracker], values, on=on, by=by, log=log)


def thought_records(course: CourseOfCare, today: date, by: User) -> None:
    for week, (then, now) in enumerate(((90, 70), (80, 50), (85, 30))):
        row(
            course, "thought-record", today - timedelta(7 * (3 - week)), by,
            situation="On the platform", thought="I will faint", belief_before=then, belief_after=now,
            emotion_1="fear", emotion_1_before=80, emotion_1_after=40, distortions="catastrophising,fortune_telling",
            balanced_thought="I have never fainted", balanced_belief=60,
        )  # fmt: skip


def cbt(course: CourseOfCare, today: date, by: User) -> None:
    thought_records(course, today, by)
    for day in range(12):
        level = float(day % 6 + 2)
        row(
            course, "activity-schedule", today - timedelta(20 - day), by,
            planned="A walk", done=3.0 if day % 4 else 0.0, mastery=level, pleasure=level, mood=level,
        )  # fmt: skip
    step = thing(course, "exposure", by, label="One stop by train", expected=70.0, category=0.0, order=1.0)
    for week, suds in enumerate(("60 90 80 60", "50 70 40", "20 40 20", "10 30 10")):
        row(course, "exposure", today - timedelta(28 - 7 * week), by, item=step.short, suds=suds, prediction=90.0 - 20 * week)
    row(course, "homework", today - timedelta(14), by, task="Walk each day", completion=3.0, helpfulness=7.0)
    row(course, "homework", today - timedelta(7), by, task="A thought record", completion=1.0, obstacles="forgot,no_time")


def emdr(course: CourseOfCare, today: date, by: User) -> None:
    """Two targets: one resolved and confirmed, with an incomplete session on the way; one begun."""
    first = thing(course, "emdr", by, label="The platform", prong=0.0, order=1.0)
    second = thing(course, "emdr", by, label="The phone call", prong=0.0, order=2.0)
    at = [today - timedelta(35 - 7 * n) for n in range(6)]
    told = {"negative": "I am not safe", "positive": "I am safe now", "sud": 8.0, "voc": 2.0}
    row(course, "emdr", at[0], by, log="emdr-assessment", item=first.short, **told)
    row(course, "emdr", at[0], by, item=first.short, suds="8 7 5", closure="Safe place")
    row(course, "emdr", at[1], by, item=first.short, sud_now=5.0, voc_now=3.0, suds="5 2 0", vocs="4 6 7", scan=1.0)
    row(course, "emdr", at[2], by, item=first.short, sud_now=0.0, voc_now=7.0, scan_now=1.0)
    row(course, "emdr", at[3], by, log="emdr-assessment", item=second.short, **{**told, "sud": 7.0})
    row(course, "emdr", at[4], by, item=second.short, suds="7 4", closure="Container")


def dbt(course: CourseOfCare, today: date, by: User) -> None:
    cut = thing(course, "diary-card", by, label="Cutting", about=2.0)
    usage = (2.0, 5.0, None, 5.0, 7.0, 4.0)
    for n, level in enumerate(usage):
        if level is None:
            continue
        strong = {urge_line(cut.short): 3.0 if n % 2 else 2.0, act_line(cut.short): 0.0}
        row(
            course, "diary-card", today - timedelta(len(usage) - n), by,
            **strong, emotion_sadness=3.0, emotion_joy=1.0, usage=level, skills="opposite_action,stop" if level >= 4 else "",
        )  # fmt: skip
    row(
        course, "chain-analysis", today - timedelta(5), by,
        behaviour="Left the session", prompting="A question about the week", vulnerability="Slept four hours",
        links="thought: she is angry with me\nfeeling: shame\nurge: to leave\naction: left", solutions="check the facts\n\nopposite action",
        consequences_short="Relief", consequences_long="Missed the rest",
    )  # fmt: skip


def others(course: CourseOfCare, today: date, by: User) -> None:
    value = thing(course, "act", by, label="Family", statement="To be there in the evenings")
    person = thing(course, "ipt", by, label="Sister", area=2.0)
    drink = thing(course, "mi", by, label="Drinking at home")
    for week in range(3):
        day = today - timedelta(21 - 7 * week)
        row(course, "act", day, by, item=value.short, importance=9.0, lived=3.0 + 2 * week)
        row(course, "ipt", day, by, item=person.short, closeness=5.0, satisfaction=3.0 + week, mood=4.0 + week)
        row(course, "mi", day, by, item=drink.short, importance=6.0 + week, confidence=3.0, readiness=4.0, desire=3.0, sustain=6.0 - week)


def everything(course: CourseOfCare, today: date, by: User) -> None:
    for enter in (cbt, emdr, dbt, others):
        enter(course, today, by)
