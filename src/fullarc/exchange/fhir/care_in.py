"""The client, courses, sessions, diagnoses and life events from FHIR."""

from fullarc.diagnoses.code import SHAPE, written
from fullarc.diagnoses.diagnosis import Certainty, Diagnosis
from fullarc.exchange.fhir.elements import ICD_10_CM, OWN, TERMINOLOGY
from fullarc.exchange.fhir.here import Here, id_in
from fullarc.exchange.fhir.record import ClientRecord, CourseRecord, DiagnosisRecord, EventRecord, SessionRecord

FORMATS = ("in_person", "video", "phone", "home", "group")
ATTENDANCES = ("planned", "attended", "missed", "cancelled", "late_cancelled")
ENDINGS = ("agreed", "dropped_out", "transferred", "other")
FORMAT_OF_CLASS = {"AMB": "in_person", "VR": "video", "HH": "home"}
ATTENDANCE_OF_STATUS = {
    "planned": "planned",
    "arrived": "attended",
    "triaged": "attended",
    "in-progress": "attended",
    "finished": "attended",
    "cancelled": "cancelled",
}
SURE = {
    "confirmed": Certainty.CONFIRMED,
    "": Certainty.CONFIRMED,
    "provisional": Certainty.PROVISIONAL,
    "differential": Certainty.PROVISIONAL,
}
ICD_SYSTEMS = (ICD_10_CM, "http://hl7.org/fhir/sid/icd-10", "urn:oid:2.16.840.1.113883.6.90")


def read_patient(one: Here) -> ClientRecord:
    """Who the record is about. Without a code of ours the first identifier is it; a name is taken as it is written."""
    numbers = list(one.parts("identifier"))
    ours = [each for each in numbers if each.text("system") == f"{OWN}client-code"]
    code = next((each.text("value", 200) for each in (*ours, *numbers) if each.text("value")), "")
    return ClientRecord(one.text("id", 64), code, _name(one), one.day("birthDate") if len(one.text("birthDate")) == 10 else None)


def _name(one: Here) -> str:
    name = next(iter(one.parts("name")), None)
    if name is None:
        return ""
    given = name.data.get("given")
    words = [each for each in given if isinstance(each, str)] if isinstance(given, list) else []
    return (name.text("text", 400) or " ".join([*words, name.text("family", 200)])).strip()


def read_course(one: Here) -> tuple[CourseRecord, str]:
    """A course of care and the id of its principal diagnosis. Refused (FhirRefused): without a beginning, entered in error."""
    if one.text("status") in ("entered-in-error", "cancelled"):
        raise one.refuse("status", "found a course that was entered in error or never took place; it is not taken")
    span = one.part("period")
    began = span.day("start") if span else None
    if span is None or began is None:
        raise one.refuse("period", "found no beginning of the course; give period.start")
    principal = next(
        (
            id_in(held.text("reference"))
            for each in one.parts("diagnosis")
            if each.data.get("rank") == 1 and (held := each.part("condition"))
        ),
        "",
    )
    kind = next(iter(one.parts("type")), None)
    ending = one.own_text("ending")
    if ending and ending not in ENDINGS:
        raise one.refuse("extension", f"found an ending that is not among: {', '.join(ENDINGS)}")
    made = CourseRecord(
        one.text("id", 64),
        began,
        span.day("end"),
        ending,
        one.own_text("presenting-problem"),
        kind.text("text", 80) if kind else "",
    )
    if made.ended and made.ended < made.began:
        raise span.refuse("end", "found an end before the beginning; correct one of the two")
    return made, principal


def read_session(one: Here) -> SessionRecord:
    """A session. Refused (FhirRefused): without a day, with a status that says nothing about attendance."""
    attendance = one.own_text("attendance") or ATTENDANCE_OF_STATUS.get(one.text("status"), "")
    if attendance not in ATTENDANCES:
        raise one.refuse("status", f"found a status from which no attendance follows, expected one of: {', '.join(ATTENDANCE_OF_STATUS)}")
    span = one.part("period")
    day = span.day("start") if span else None
    if span is None or day is None:
        raise one.refuse("period", "found no day of the session; give period.start")
    given = next((code.text("code") for each in one.parts("type") for code in each.codings(f"{OWN}session-format")), "")
    kind = one.part("class")
    length = one.part("length")
    minutes = length.whole("value", 1, 1_440) if length and length.text("code") in ("min", "") else None
    held = given if given in FORMATS else FORMAT_OF_CLASS.get(kind.text("code") if kind else "", "in_person")
    return SessionRecord(one.text("id", 64), day, attendance, span.clock("start"), minutes, held)


def read_diagnosis(one: Here, principal: bool) -> DiagnosisRecord:
    """A diagnosis. Refused (FhirRefused): refuted or entered in error, without an ICD-10-CM code, an end not after the beginning."""
    status = one.code("verificationStatus", f"{TERMINOLOGY}condition-ver-status")
    if status not in SURE:
        raise one.refuse("verificationStatus", "found a diagnosis that is refuted, unconfirmed or entered in error; it is not taken")
    code = one.code("code", *ICD_SYSTEMS)
    if not code:
        raise one.refuse("code", "found no ICD-10-CM code; add one beside the code that is there")
    if not SHAPE.fullmatch(written(code)):
        raise one.refuse("code", "found a code that has not the shape of ICD-10-CM (such as F32.1); correct it")
    held = one.part("code")
    display = next((each.text("display", 400) for each in held.codings(*ICD_SYSTEMS)), "") if held else ""
    wording = (held.text("text", 400) if held else "") or display
    since, until = one.day("onsetDateTime") or one.day("recordedDate"), one.day("abatementDateTime")
    if since and until and until <= since:
        raise one.refuse("abatementDateTime", "found an end that does not lie after the beginning; correct one of the two")
    return DiagnosisRecord(one.text("id", 64), Diagnosis(written(code), wording, since, until, principal, SURE[status]))


def read_event(one: Here) -> EventRecord:
    """A life event, as we write them."""
    span = one.part("effectivePeriod")
    day = span.day("start") if span else one.day("effectiveDateTime")
    text = one.text("valueString", 4_000)
    if day is None or not text:
        raise one.refuse("effectiveDateTime", "found a life event without its day or its words; give both")
    return EventRecord(one.text("id", 64), day, text, span.day("end") if span else None, one.own_text("life-event-kind"))
