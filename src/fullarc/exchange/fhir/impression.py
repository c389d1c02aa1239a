"""The assessment of a course as a ClinicalImpression: every statement a finding that names its evidence."""

from fullarc.exchange.fhir.elements import OWN, Json, concept, own, own_parts, part, reference, without_empty
from fullarc.exchange.fhir.record import AssessmentRecord, ClientRecord, CourseRecord, ProofRecord, StatementRecord

Kinds = dict[str, str]  # id of a resource -> its type


def impression(client: ClientRecord, course: CourseRecord, each: AssessmentRecord, known: Kinds) -> Json:
    """`known` are the resources of the Bundle: evidence that is among them is referred to, other evidence stands in words."""
    cited = dict.fromkeys(proof.source for statement in each.statements for proof in statement.evidence if proof.source in known)
    return without_empty(
        {
            "resourceType": "ClinicalImpression",
            "id": each.id,
            "status": "completed",
            "description": "Assessment of a course of care, computed by published rules from the record",
            "subject": reference("Patient", client.id),
            "effectiveDateTime": each.as_of.isoformat(),
            "date": each.as_of.isoformat(),
            "problem": [reference("Condition", diagnosis.id) for diagnosis in course.diagnoses],
            "summary": each.lead,
            "finding": [_finding(statement, known) for statement in each.statements],
            "supportingInfo": [reference(known[source], source) for source in cited],
        }
    )


def _finding(each: StatementRecord, known: Kinds) -> Json:
    return without_empty(
        {
            "id": each.id if _fits(each.id) else None,
            "extension": [
                *own("statement-id", valueString=each.id),
                *own("statement-topic", valueString=each.topic),
                *own("statement-change", valueCode=each.change),
                *own("statement-durability", valueCode=each.durability),
                *(_evidence(proof, known) for proof in each.evidence),
            ],
            "itemCodeableConcept": concept(f"{OWN}rule", each.rule, text=each.text),
            "basis": f"Rule {each.rule}, {len(each.evidence)} pieces of evidence",
        }
    )


def _fits(name: str) -> bool:
    return name.replace("-", "").replace(".", "").isalnum() and name.isascii() and len(name) <= 64


def _evidence(each: ProofRecord, known: Kinds) -> Json:
    """Where the proof stands: a reference when the resource is in the Bundle, the words and their place when it is a note."""
    return own_parts(
        "evidence",
        [
            *part("kind", valueCode=each.kind),
            *part("date", valueDate=each.date.isoformat()),
            *part("label", valueString=each.label),
            *part("source", valueString=each.source),
            *(part("resource", valueReference=reference(known[each.source], each.source)) if each.source in known else []),
            *part("start", valueInteger=each.start),
            *part("end", valueInteger=each.end),
            *part("quote", valueString=each.quote),
            *part("value", valueDecimal=each.value),
        ],
    )
