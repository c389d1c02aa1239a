"""A record and a plan that the tests speak of."""

from datetime import date, timedelta

from fullarc.diagnoses.diagnosis import Diagnosis
from fullarc.plans.draft import Known, KnownGoal, KnownMeasure

TODAY = date(2026, 3, 2)
KNOWN = Known(
    presenting_problem="Panic on trains; has not been to work alone for a year.",
    diagnoses=(Diagnosis("F40.01", "Agoraphobia with panic disorder", principal=True), Diagnosis("F32.1", "Depressive episode, moderate")),
    formulation={
        "interventions": "- Exposure on trains, because avoidance keeps the fear going.\n\n- Activity schedule",
        "strengths": "Her sister\nHas moved house alone",
        "barriers": "Shift work",
    },
    goals=(
        KnownGoal("g1", "Take the train to work on my own.", TODAY - timedelta(days=7), targets=("train rides: 3 rides a week or more",)),
        KnownGoal("g2", "Swim again on Sundays.", None, serves="F32.1 low mood"),
    ),
    measures=(KnownMeasure("PHQ-9", 25, TODAY, "lower", 9, 5), KnownMeasure("WHO-5", 30, TODAY, "higher", 51)),
    modality="CBT",
    sessions=tuple(TODAY - timedelta(days=7 * week) for week in range(6)),
)
