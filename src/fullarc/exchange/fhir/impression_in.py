"""An assessment from a ClinicalImpression of ours; another system's is words that nobody here can prove, and is not taken."""

from fullarc.exchange.fhir.elements import OWN
from fullarc.exchange.fhir.here import Here
from fullarc.exchange.fhir.record import AssessmentRecord, ProofRecord, StatementRecord


def read_impression(one: Here) -> AssessmentRecord | None:
    """The assessment; None for one whose findings name no rule of ours. Refused (FhirRefused): without its day."""
    findings = list(one.parts("finding"))
    if findings and not findings[0].own_text("statement-id"):
        return None
    day = one.day("effectiveDateTime")
    if day is None:
        raise one.refuse("effectiveDateTime", "found no day of the assessment; give one")
    return AssessmentRecord(one.text("id", 64), day, one.text("summary"), tuple(_statement(each) for each in findings))


def _statement(one: Here) -> StatementRecord:
    concept = one.part("itemCodeableConcept")
    rule = next((each.text("code") for each in concept.codings(f"{OWN}rule")), "") if concept else ""
    return StatementRecord(
        one.own_text("statement-id"),
        concept.text("text") if concept else "",
        rule,
        tuple(_proof(each) for each in one.owns("evidence")),
        one.own_text("statement-topic"),
        one.own_text("statement-change"),
        one.own_text("statement-durability"),
    )


def _proof(one: Here) -> ProofRecord:
    def text(name: str) -> str:
        held = one.named(name)
        return (held.text("valueString") or held.text("valueCode")) if held else ""

    held = one.named("date")
    day = held.day("valueDate") if held else None
    if day is None:
        raise one.refuse("extension", "found evidence without its day; give one")
    start, end, value = one.named("start"), one.named("end"), one.named("value")
    return ProofRecord(
        text("kind"),
        day,
        text("label"),
        text("source"),
        start.whole("valueInteger", 0, 10_000_000) if start else None,
        end.whole("valueInteger", 0, 10_000_000) if end else None,
        text("quote"),
        value.number("valueDecimal") if value else None,
    )
