"""The client, those who signed, the course, its sessions, diagnoses and life events as resources."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fullarc.diagnoses.diagnosis import Certainty
from fullarc.exchange.fhir.elements import (
    ICD_10_CM,
    OWN,
    TERMINOLOGY,
    Json,
    category,
    coding,
    concept,
    day,
    identifier,
    own,
    period,
    reference,
    without_empty,
)
from fullarc.exchange.fhir.record import ClientRecord, CourseRecord, DiagnosisRecord, EventRecord, Person, SessionRecord

STATUS_OF_SESSION = {
    "planned": "planned",
    "attended": "finished",
    "missed": "cancelled",
    "cancelled": "cancelled",
    "late_cancelled": "cancelled",
}
CLASS_OF_FORMAT = {"in_person": "AMB", "group": "AMB", "video": "VR", "phone": "VR", "home": "HH"}


def patient(client: ClientRecord) -> Json:
    """Without name and birth date where the record has none; the code is an identifier of this practice's own."""
    return without_empty(
        {
            "resourceType": "Patient",
            "id": client.id,
            "identifier": [{"use": "usual", "system": f"{OWN}client-code", "value": client.code}],
            "name": [{"text": client.name}] if client.name else [],
            "birthDate": day(client.born),
        }
    )


def practitioner(person: Person) -> Json:
    return {"resourceType": "Practitioner", "id": person.id, "name": [{"text": person.name}]}


def episode(client: ClientRecord, course: CourseRecord) -> Json:
    """The course; the principal diagnosis has rank 1."""
    conditions = [
        without_empty({"condition": reference("Condition", each.id), "rank": 1 if each.value.principal else None})
        for each in course.diagnoses
    ]
    return without_empty(
        {
            "resourceType": "EpisodeOfCare",
            "id": course.id,
            "extension": [
                *own("presenting-problem", valueString=course.presenting_problem),
                *own("ending", valueCode=course.ending),
            ],
            "status": "finished" if course.ended else "active",
            "type": [{"text": course.modality}] if course.modality else [],
            "diagnosis": conditions,
            "patient": reference("Patient", client.id),
            "period": period(course.began, course.ended),
        }
    )


def encounter(client: ClientRecord, course: CourseRecord, session: SessionRecord, zone: ZoneInfo) -> Json:
    """A session. Its time of day stands with the practice's offset; read back, the clock on the wall is the same."""
    return without_empty(
        {
            "resourceType": "Encounter",
            "id": session.id,
            "extension": own("attendance", valueCode=session.attendance),
            "status": STATUS_OF_SESSION[session.attendance],
            "class": coding(f"{TERMINOLOGY}v3-ActCode", CLASS_OF_FORMAT[session.format]),
            "type": [concept(f"{OWN}session-format", session.format)],
            "subject": reference("Patient", client.id),
            "episodeOfCare": [reference("EpisodeOfCare", course.id)],
            "period": _times(session, zone),
            "length": minutes(session.minutes) if session.minutes else None,
            "reasonReference": [reference("Condition", each.id) for each in course.diagnoses if each.value.holds_on(session.date)],
        }
    )


def _times(session: SessionRecord, zone: ZoneInfo) -> Json:
    if session.begins is None:
        return {"start": session.date.isoformat()}
    begins = datetime.combine(session.date, session.begins, zone)
    ends = begins + timedelta(minutes=session.minutes) if session.minutes else None
    return without_empty({"start": begins.isoformat(), "end": ends.isoformat() if ends else None})


def minutes(value: int) -> Json:
    return {"value": value, "unit": "minutes", "system": "http://unitsofmeasure.org", "code": "min"}


def condition(client: ClientRecord, diagnosis: DiagnosisRecord) -> Json:
    """A diagnosis by its ICD-10-CM code. `until` is the first day on which it no longer held."""
    value = diagnosis.value
    certainty = "confirmed" if value.certainty is Certainty.CONFIRMED else "provisional"
    return without_empty(
        {
            "resourceType": "Condition",
            "id": diagnosis.id,
            "clinicalStatus": concept(f"{TERMINOLOGY}condition-clinical", "resolved" if value.until else "active"),
            "verificationStatus": concept(f"{TERMINOLOGY}condition-ver-status", certainty),
            "category": category("condition-category", "encounter-diagnosis"),
            "code": concept(ICD_10_CM, value.code, value.wording, text=value.wording),
            "subject": reference("Patient", client.id),
            "onsetDateTime": day(value.since),
            "abatementDateTime": day(value.until),
        }
    )


def life_event(client: ClientRecord, event: EventRecord) -> Json:
    """Something in the client's life, as an Observation of the social history in the words of whoever entered it."""
    when: Json = {"effectivePeriod": period(event.day, event.until)} if event.until else {"effectiveDateTime": day(event.day)}
    return without_empty(
        {
            "resourceType": "Observation",
            "id": event.id,
            "identifier": identifier(event.id),
            "status": "final",
            "category": category("observation-category", "social-history"),
            "code": concept(f"{OWN}observation", "life-event", "Life event"),
            "extension": own("life-event-kind", valueCode=event.kind),
            "subject": reference("Patient", client.id),
            **when,
            "valueString": event.text,
        }
    )
