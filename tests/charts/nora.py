"""Nora V., an invented course of 24 sessions: what was recorded, and her notes. `nora_judged.py` holds what is made of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from fullarc.course.timeline import (
    Attendance,
    DueMeasure,
    LifeEvent,
    LogEntry,
    Note,
    NotedFinding,
    Review,
    ScoreRecord,
    Session,
    Timeline,
    timeline_of,
)
from fullarc.goals.goal import Goal, Rating
from fullarc.reading.finding import Direction, Evidence, Finding, Section, Severity, Status

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day(text: str) -> date:
    """ "14 Jan" as a day of the invented year."""
    number, month = text.split()
    return date(2026, MONTHS.index(month) + 1, int(number))


ATTENDED = [
    day(t)
    for t in [
        "14 Jan",
        "21 Jan",
        "28 Jan",
        "4 Feb",
        "11 Feb",
        "18 Feb",
        "25 Feb",
        "4 Mar",
        "11 Mar",
        "18 Mar",
        "1 Apr",
        "8 Apr",
        "15 Apr",
        "22 Apr",
        "6 May",
        "13 May",
        "27 May",
        "10 Jun",
        "8 Jul",
        "22 Jul",
        "5 Aug",
        "19 Aug",
        "2 Sep",
        "16 Sep",
    ]
]
CANCELLED, MISSED = [day("25 Mar"), day("24 Jun")], [day("29 Apr")]
_ = None
PHQ9 = [18, 19, 17, 18, 17, 15, 14, 12, 11, 10, 17, 15, 10, 9, 8, _, 7, 7, 6, _, 7, 8, 6, 5]
GAD7 = [16, 17, 16, 15, 14, 14, 12, 11, 10, 9, 12, 12, 9, 8, 7, _, 7, 7, 8, _, 9, 10, 11, 11]
LEVELS = {
    "panic": [3, 3, 3, _, 3, 2, 2, 2, 1, 1, 2, 1, 1, _, 1, 0, _, 0, 0, _, 0, _, 0, 0],
    "avoidance": [3, 3, _, 3, 3, 3, 2, 2, 2, 2, _, 2, 1, 1, 1, 1, 1, _, 0, 1, _, 0, 0, 0],
    "worry": [2, _, 2, 2, _, 2, 2, _, 1, 1, 2, _, 1, _, 1, _, 1, 1, _, _, _, _, _, _],
    "depressed_mood": [2, 2, 3, 2, 2, _, 2, 1, _, 1, 3, 2, 1, 1, _, 1, _, 0, _, 1, _, 0, _, 0],
    "sleep_disturbance": [2, 3, 2, 2, _, 2, _, 2, 1, _, 3, 2, _, 1, 1, _, 0, _, 1, 0, 0, _, 0, 0],
    "work_functioning": [_, 3, _, 2, _, 3, _, 2, _, 2, _, _, 2, _, 1, _, 1, 1, 0, _, 0, _, 0, 0],
    "social_functioning": [3, _, 2, _, 3, _, 2, 2, _, _, 2, _, _, 2, _, 1, _, 1, _, 1, _, _, 1, 1],
    "affect": [2, _, _, _, _, 2, _, _, _, _, _, _, _, 1, _, _, _, _, _, _, _, 1, _, _],
    "suicidal_ideation": [0, _, 2, _, 0, _, _, 0, _, 0, 1, 0, 0, 0, _, 0, _, 0, 0, _, 0, _, 0, 0],
}
SAID = {  # before, the words, after; by indicator and level 0 to 3
    "panic": [
        ("", "No panic attacks", " since last session."),
        ("Reports ", "one panic attack since last session", ", on the platform; stayed until it passed and took the next train."),
        ("", "Panic attacks about twice a week", ", shorter than before."),
        ("Reports ", "about five panic attacks a week", ", mostly on trains and in the supermarket queue."),
    ],
    "avoidance": [
        ("", "No longer avoids", " trains or queues."),
        ("", "Avoids only the rush hour", "."),
        ("Still ", "avoids the train", " when alone."),
        ("", "Avoids trains, shops and lifts", " altogether."),
    ],
    "worry": [
        ("", "Worry absent", "."),
        ("", "Occasional worry", " about work."),
        ("", "Worries daily", " about the next attack."),
        ("", "Worries all day", "."),
    ],
    "depressed_mood": [
        ("", "Denies low mood", "."),
        ("", "Mood slightly low", " in the mornings."),
        ("", "Low mood", " on most days."),
        ("", "Mood severely low", ", cries daily."),
    ],
    "sleep_disturbance": [
        ("", "Sleeps through", "."),
        ("", "Wakes once a night", "."),
        ("", "Wakes at four", " most nights."),
        ("", "Slept three hours a night", " this week."),
    ],
    "work_functioning": [
        ("", "Managing full days at the office", " since the team changed."),
        ("", "Misses a meeting now and then", "."),
        ("", "Works from home on most days", "."),
        ("", "On sick leave", " since Monday."),
    ],
    "social_functioning": [
        ("", "Sees friends as before", "."),
        ("", "Cancels friends at times", "."),
        ("", "Sees friends rarely", "."),
        ("", "Has stopped seeing friends", "."),
    ],
    "affect": [
        ("", "Affect full", "."),
        ("", "Affect somewhat anxious", "."),
        ("", "Affect anxious and flat", "."),
        ("", "Affect flat", "."),
    ],
    "suicidal_ideation": [
        ("", "Denies suicidal ideation", "."),
        ("", "Possibly some passive thoughts", " after the funeral."),
        ("At times ", "thinks it would be easier not to wake up", "; no plan or intent."),
        ("", "Wishes to die", "."),
    ],
}
DONE = {
    "psychoeducation": ([1, 2, 3], [2], []),
    "cognitive_restructuring": ([4, 5, 6, 8, 10, 14, 18, 20], [8, 10, 14], []),
    "exposure": ([6, 9, 10, 13, 14, 15, 16, 17, 18, 19], [13, 15, 16, 17, 19], [9]),
    "behavioral_activation": ([5, 7, 13, 16, 20], [7, 16], []),
    "supportive_listening": ([11, 12], [11, 12], []),
    "relapse_prevention": ([21, 22, 23, 24], [22], []),
}
GOALS = (
    Goal(
        "g1",
        "Take the train to work on my own.",
        day("28 Jan"),
        levels=(
            "does not go near the station",
            "goes to the platform with company",
            "takes the train alone once a week",
            "takes the train alone on most days",
            "takes any train at any hour",
        ),
    ),
    Goal("g2", "Have lunch with the others once a week.", day("11 Feb")),
    Goal("g3", "Swim again on Sundays.", day("4 Feb")),
)
RATED = {
    "g1": ("gas", [(3, -2), (8, -1), (13, 0), (17, 1), (22, 1), (24, 1)]),
    "g2": ("gas", [(5, -2), (14, -1), (18, 0), (24, 0)]),
    "g3": ("0-10", [(4, 2), (9, 3), (14, 3)]),
}
REVIEWED_UP_TO = 18


@dataclass
class Writing:
    """A note being written: its text so far and what was found in it."""

    session: int
    text: str
    found: list[NotedFinding]

    @property
    def source(self) -> str:
        return f"{self.session:02}_{ATTENDED[self.session - 1].isoformat()}.txt"

    def say(self, before: str, words: str, after: str, indicator: str, section: Section, **more: object) -> None:
        begin = len(self.text)
        start = begin + len(before)
        self.text += f"{before}{words}{after} "
        more = {"status": Status.PRESENT, "rule": f"{indicator}.words", **more}
        finding = Finding(indicator, Evidence(start, start + len(words), words), (begin, len(self.text) - 1), section, **more)  # type: ignore[arg-type]
        review = Review.CONFIRMED if self.session <= REVIEWED_UP_TO else Review.UNREVIEWED
        self.found.append(
            NotedFinding(finding, ATTENDED[self.session - 1], self.session, self.source, review, f"f{self.session}-{indicator}")
        )


def written(session: int) -> Writing:
    note = Writing(session, "S: ", [])
    for indicator, levels in LEVELS.items():
        level = levels[session - 1]
        if level is None:
            continue
        status = Status.DENIED if level == 0 else Status.PRESENT
        if indicator == "suicidal_ideation" and level == 1:
            status = Status.UNCERTAIN
        earlier = [v for v in levels[: session - 1] if v is not None]
        direction = Direction.BETTER if earlier and level < earlier[-1] else None
        severity = [Severity.NONE, Severity.MILD, Severity.MODERATE, Severity.SEVERE][level]
        value = {"value": 5.0, "unit": "per week"} if indicator == "panic" and level == 3 else {}
        note.say(*SAID[indicator][level], indicator, Section.SUBJECTIVE, status=status, direction=direction, severity=severity, **value)
    if session == 11:
        note.say("", "Her grandmother died on 22 March", "; funeral on Friday.", "bereavement", Section.SUBJECTIVE)
    for name, (sessions, good, poor) in DONE.items():
        if session in sessions:
            note.say("", name.replace("_", " ").capitalize(), " used.", name, Section.INTERVENTION)
            if session in good:
                note.say("", "This went well", ".", "response_positive", Section.RESPONSE, intervention=name)
            if session in poor:
                note.say("", "Had to stop early", ".", "response_negative", Section.RESPONSE, intervention=name)
    return note


NOTES = {note.source: note for note in (written(n) for n in range(1, 25))}


def note_text(source: str) -> str | None:
    """The text of one of her notes, None for an unknown one."""
    return NOTES[source].text if source in NOTES else None


def mood_log() -> list[LogEntry]:
    """A mood from 0 to 10 once a day with two longer gaps."""
    gaps = [(day("18 Apr"), day("27 Apr")), (day("24 Jul"), day("18 Aug"))]
    days = [ATTENDED[0] + timedelta(n) for n in range((ATTENDED[-1] - ATTENDED[0]).days + 1)]
    kept = [d for d in days if not any(a <= d <= b for a, b in gaps)]
    return [LogEntry(d, "Mood", "mood", round(3 + 3.5 * min(1, i / 90) + (i * 7919 % 13 - 6) / 5), "higher") for i, d in enumerate(kept)]


def nora_timeline() -> Timeline:
    """Everything recorded of her course."""
    scores = [
        ScoreRecord(d, measure, value, source="scores.csv")
        for measure, values in (("phq-9", PHQ9), ("gad-7", GAD7))
        for d, value in zip(ATTENDED, values, strict=True)
        if value is not None
    ]
    return timeline_of(
        sessions=[Session(d, Attendance.ATTENDED) for d in ATTENDED]
        + [Session(d, Attendance.CANCELLED) for d in CANCELLED]
        + [Session(d, Attendance.MISSED) for d in MISSED],
        notes=[Note(ATTENDED[n.session - 1], n.session, n.source, len(n.text.split())) for n in NOTES.values()],
        findings=[found for note in NOTES.values() for found in note.found],
        scores=scores,
        goals=GOALS,
        ratings=[Rating(ATTENDED[s - 1], goal, v, scale) for goal, (scale, rated) in RATED.items() for s, v in rated],
        entries=mood_log(),
        events=[
            LifeEvent(day("11 Feb"), "sertraline 50 mg begun", "medication_change"),
            LifeEvent(day("1 Jun"), "new team at work", "new_job"),
        ],
        due=[DueMeasure(ATTENDED[n], m) for m in ("phq-9", "gad-7") for n in (15, 19)],
        presenting_problem="Panic attacks on the train since last autumn. I have stopped going places.",
        diagnoses=("F40.01 agoraphobia with panic disorder", "F33.1 major depressive disorder, recurrent, moderate"),
        began=ATTENDED[0],
    )


TIMELINE = nora_timeline()


def noted(indicator: str, session: int) -> NotedFinding:
    """What a note says about an indicator."""
    return next(f for f in TIMELINE.findings if f.session == session and f.finding.indicator == indicator)
