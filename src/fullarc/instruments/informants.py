"""Who answered a form: the client, or somebody who observes them. Scores of different informants are never one line."""

from fullarc.instruments.definition import Instrument

CLIENT, PARENT, TEACHER, CLINICIAN = "client", "parent", "teacher", "clinician"
WORDS = {CLIENT: "the client", PARENT: "a parent or guardian", TEACHER: "a teacher", CLINICIAN: "a clinician"}


def informants_of(instrument: Instrument) -> tuple[str, ...]:
    """Who may answer a measure by its definition.

    A measure that only clinicians answer has one line and needs no second name: it counts as the client's.
    """
    found = tuple(each for each in instrument.use.answered_by if each in WORDS)
    return (CLIENT,) if found in ((), (CLINICIAN,)) else found


def usual_informant(instrument: Instrument) -> str:
    """Who is meant where nobody says who answered: the client, unless the measure is made for others only."""
    made_for = informants_of(instrument)
    return CLIENT if CLIENT in made_for else made_for[0]


def told_by(name: str, informant: str) -> str:
    """The name of a series: "SDQ" of the client, "SDQ, answered by a teacher" of somebody else."""
    return name if informant == CLIENT else f"{name}, answered by {WORDS.get(informant, informant)}"
