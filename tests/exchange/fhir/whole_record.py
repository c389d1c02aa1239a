"""A record in which everything occurs that can travel, for the tests of the FHIR Bundle."""

import hashlib
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from fullarc.diagnoses.diagnosis import Certainty, Diagnosis
from fullarc.exchange.fhir.bundle import Definitions, bundle
from fullarc.exchange.fhir.forms_in import Measures
from fullarc.exchange.fhir.record import (
    AddendumRecord,
    AssessmentRecord,
    ClientRecord,
    CosignatureRecord,
    CourseRecord,
    DiagnosisRecord,
    EntryRecord,
    EventRecord,
    FormRecord,
    GoalRecord,
    NoteRecord,
    Person,
    PlanRecord,
    ProofRecord,
    RatingRecord,
    ScoreValue,
    SessionRecord,
    Signature,
    StatementRecord,
    TargetRecord,
)
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.log import LogKind
from fullarc.plans.plan import Kind, Line, Plan, Source

ZONE = ZoneInfo("Europe/Stockholm")
AT = datetime(2024, 6, 1, 12, tzinfo=UTC)
MIRA, SVEN = Person(f"{1:08d}-0000-4000-8000-000000000000", "Mira Lind"), Person(f"{2:08d}-0000-4000-8000-000000000000", "Sven Holt")
DEFINITIONS = Definitions(lambda measure, _: catalogue().instruments.get(measure), catalogue().logs)
MEASURES = Measures(catalogue().instruments, catalogue().logs)
NOTE = "Sle'pt badly – worse than before.\n\nPlan: sleep hours."


def made(number: int) -> str:
    """An id, the same for the same number."""
    return f"{number:08d}-1111-4111-8111-111111111111"


def signed(text: str, by: Person = MIRA, hour: int = 18) -> Signature:
    at = datetime(2024, 3, 14, hour, 5, 7, 123456, tzinfo=UTC)
    return Signature(by, at, "clinician", hashlib.sha256(text.encode()).hexdigest(), "Europe/Stockholm", "0.1.0")


def the_record(courses: tuple[CourseRecord, ...] | None = None) -> ClientRecord:
    return ClientRecord(made(1), "C-0417", "Nora Lind", date(1990, 2, 1), courses or (the_course(),))


def the_course() -> CourseRecord:
    return CourseRecord(
        id=made(2),
        began=date(2024, 3, 1),
        ended=date(2024, 5, 30),
        ending="agreed",
        presenting_problem="panic on trains",
        modality="CBT",
        sessions=(
            SessionRecord(made(10), date(2024, 3, 14), "attended", time(10, 30), 50, "video"),
            SessionRecord(made(11), date(2024, 3, 21), "late_cancelled", format="phone"),
            SessionRecord(made(12), date(2024, 3, 28), "missed", time(23, 30), 60, "home"),
        ),
        diagnoses=(
            DiagnosisRecord(made(20), Diagnosis("F40.01", "Agoraphobia with panic disorder", date(2024, 3, 1), None, True)),
            DiagnosisRecord(made(21), Diagnosis("F32.1", "", None, date(2024, 5, 1), False, Certainty.PROVISIONAL)),
        ),
        goals=(the_goal(), GoalRecord(made(31), "see friends", date(2024, 3, 14), date(2024, 5, 1), "reached", ratings=the_ratings())),
        forms=(
            FormRecord(
                made(40),
                "phq-9",
                catalogue().get("phq-9").version,
                date(2024, 3, 14),
                made(10),
                dict.fromkeys(range(1, 9), 2),
                (9,),
                {},
                (ScoreValue("total", None, "item 9 was not answered"),),
            ),
            FormRecord(
                made(41),
                "gad-7",
                catalogue().get("gad-7").version,
                date(2024, 3, 21),
                answers=dict.fromkeys(range(1, 8), 1),
                scores=(ScoreValue("total", 7.0, band="mild"),),
            ),
            FormRecord(made(42), "oq-45.2", catalogue().get("oq-45.2").version, date(2024, 3, 14), totals={"total": 63.0}, answers={8: 1}),
        ),
        entries=(EntryRecord(made(50), "mood-journal", date(2024, 3, 15), the_row()),),
        events=(
            EventRecord(made(60), date(2024, 3, 16), "moved house", date(2024, 3, 20), "housing_event"),
            EventRecord(made(61), date(2024, 4, 1), "a week away"),
        ),
        notes=(the_note(), NoteRecord(made(71), "", date(2024, 3, 28), "Came from a file.", MIRA, AT, source="03_2024-03-28.txt")),
        plans=(the_plan(1, superseded=True), the_plan(2)),
        assessment=the_assessment(),
    )


def the_goal() -> GoalRecord:
    return GoalRecord(
        made(30),
        "take the train to work",
        date(2024, 3, 14),
        levels=("never", "once", "twice a week", "daily", "daily and alone"),
        weight=2.5,
        serves="F40.01",
        aim_by=date(2024, 6, 30),
        confidence=6,
        baseline_level=-2,
        targets=(TargetRecord(made(35), "measure", "gad-7", "total", "at_most", 7.0, date(2024, 3, 14), date(2024, 6, 30)),),
        ratings=(RatingRecord(made(36), date(2024, 3, 14), -2.0, "gas"), RatingRecord(made(37), date(2024, 4, 14), -0.5, "gas")),
    )


def the_ratings() -> tuple[RatingRecord, ...]:
    return (RatingRecord(made(38), date(2024, 3, 14), 3.0, "0-10"), RatingRecord(made(39), date(2024, 4, 14), 10.0, "0-10"))


def the_row() -> dict[str, float | bool | str]:
    """One value for every line of the log, of whatever kind."""
    values: dict[LogKind, float | bool | str] = {LogKind.TEXT: "a good day", LogKind.YES_NO: True}
    return {field.id: values.get(field.kind, field.high) for field in catalogue().logs["mood-journal"].fields}


def the_note() -> NoteRecord:
    correction = AddendumRecord(
        made(72), "correction", "misheard", "better than before", signed("better than before", hour=20), "worse than before"
    )
    second = CosignatureRecord(made(73), signed(NOTE, SVEN, 21), "agreed")
    signature = signed(NOTE)
    return NoteRecord(made(70), made(10), date(2024, 3, 14), NOTE, MIRA, signature.at, signature, "", (correction,), (second,))


def the_plan(number: int, *, superseded: bool = False) -> PlanRecord:
    plan = Plan(
        (
            Line("l1", Kind.PROBLEM, "avoids trains", diagnosis="F40.01", source=Source("the presenting problem", "avoids train")),
            Line("l2", Kind.GOAL, "take the train", "l1", goal=made(30)),
            Line("l3", Kind.OBJECTIVE, "two stops alone", "l2", by="2024-04-30", outcome="met"),
            Line("l4", Kind.INTERVENTION, "graded exposure", "l3", modality="CBT", frequency="weekly", duration="8 weeks"),
            Line("l5", Kind.STRENGTH, "stubborn"),
        ),
        date(2024, 6, 14),
    )
    return PlanRecord(made(80 + number), number, plan, signed(f"plan {number}"), AT if superseded else None)


def the_assessment() -> AssessmentRecord:
    words = ProofRecord("note", date(2024, 3, 14), "sleep, present", made(70), 0, 12, "Sle'pt badly", None)
    score = ProofRecord("score", date(2024, 3, 21), "GAD-7", made(41), value=7.0)
    day = ProofRecord("session", date(2024, 3, 21), "cancelled")
    first = StatementRecord("symptom:sleep", "Sleep was bad.", "level", (words, score), "sleep", "worsened", "recent")
    return AssessmentRecord(
        made(90), date(2024, 6, 1), "Too early to tell.", (first, StatementRecord("s2", "One missed.", "attend", (day,)))
    )


def the_bundle() -> dict[str, object]:
    return bundle(the_record(), definitions=DEFINITIONS, at=AT, zone=ZONE)
