"""What the status of a finding is called: a symptom is denied, a means is not there, an intervention is planned."""

from fullarc.reading.finding import Status
from fullarc.reading.phrases.lexicon import group_of

STATUS_IN_WORDS = {
    Status.PRESENT: "present",
    Status.DENIED: "denied",
    Status.HISTORICAL: "past",
    Status.HYPOTHETICAL: "feared or hoped for",
    Status.OTHER_PERSON: "another person",
    Status.UNCERTAIN: "uncertain",
}
_NOT_THERE = {Status.DENIED: "not there"}
_EVENT = {Status.DENIED: "did not happen", Status.HYPOTHETICAL: "planned or possible"}
_WORK = {Status.DENIED: "not done", Status.HYPOTHETICAL: "planned"}
_OF_GROUP = {
    "functioning": {Status.DENIED: "no difficulty"},
    "strengths": {Status.DENIED: "not there", Status.HYPOTHETICAL: "planned or hoped for"},
    "interventions": _WORK,
    "responses": {Status.DENIED: "did not follow", Status.HYPOTHETICAL: "hoped for"},
    "life_context": _EVENT,
    "scores": {Status.HYPOTHETICAL: "aimed at"},
}
_OF_INDICATOR = {
    "access_to_means": _NOT_THERE,
    "protective_factor": _NOT_THERE,
    "safety_plan": {Status.DENIED: "not there", Status.HYPOTHETICAL: "planned"},
    "crisis_contact": _EVENT,
    "hospitalization": _EVENT,
    "emergency_visit": _EVENT,
    "homework_assigned": {Status.DENIED: "none set", Status.HYPOTHETICAL: "planned"},
    "homework_done": _WORK,
    "homework_not_done": {Status.DENIED: "not so", Status.HYPOTHETICAL: "feared"},
}


def status_in_words(status: Status, indicator: str) -> str:
    """The word for a status of a finding of this indicator: its own, else that of its group, else the one for all."""
    own, of_group = _OF_INDICATOR.get(indicator, {}), _OF_GROUP.get(group_of(indicator), {})
    return own.get(status) or of_group.get(status) or STATUS_IN_WORDS[status]
