"""What an answer of the other system means for what was sent: gone, to be tried again, or refused for good with the reason in words."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from fullarc.web.ehr.line import Answer, Json

LONGEST = 300
TRY_AGAIN = {408, 425, 429, 500, 502, 503, 504, 507}
CONFLICTS = 4  # so often a conflict is tried again before it counts as a refusal
LONGEST_WAIT = timedelta(hours=6)


class Meaning(StrEnum):
    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`told` is for the person who asked; it quotes of the server's answer only what it says about the reason."""

    meaning: Meaning
    told: str = ""
    wait: timedelta | None = None


def outcome_of(answer: Answer, attempts: int) -> Outcome:
    """Source of the meanings: HL7 FHIR R4, RESTful API (create, update, conditional interactions)."""
    status, said = answer.status, reason_in(answer.body)
    if status in (200, 201, 204):
        return Outcome(Meaning.TAKEN)
    if status in (401, 403):
        what = "does not accept our sign-in" if status == 401 else "does not allow us to write this"
        return Outcome(Meaning.LATER, f"The server {what} ({status}){said}. The owner of the practice can check the settings.")
    if status in TRY_AGAIN:
        wait = timedelta(seconds=answer.retry_after) if answer.retry_after else None
        return Outcome(Meaning.LATER, f"The server is busy or out of order ({status}){said}.", wait)
    if status == 409 and attempts < CONFLICTS:
        return Outcome(Meaning.LATER, f"The server reports a conflict (409){said}.")
    return Outcome(Meaning.REFUSED, f"{WHY.get(status, 'The server refused it')} ({status}){said}.")


WHY = {
    301: "The server sends us to another address, which is not followed; correct the address in the settings",
    302: "The server sends us to another address, which is not followed; correct the address in the settings",
    307: "The server sends us to another address, which is not followed; correct the address in the settings",
    308: "The server sends us to another address, which is not followed; correct the address in the settings",
    400: "The server does not understand it",
    404: "The server has no such place: check its address and who the client is there",
    405: "The server does not take it this way: try the other way of writing in the settings",
    409: "The server reports a conflict that stays",
    410: "It was deleted there",
    412: "The server has several with this identifier: one of them has to be removed there",
    413: "It is too large for the server",
    415: "The server does not take this kind of content",
    422: "The server holds it against its rules and refused it",
}


def reason_in(body: Json) -> str:
    """What an OperationOutcome says, shortened; nothing where there is none."""
    issues = body.get("issue")
    for issue in issues if isinstance(issues, list) else []:
        if isinstance(issue, dict):
            details = issue.get("details")
            words = issue.get("diagnostics") or (details.get("text") if isinstance(details, dict) else "")
            if isinstance(words, str) and words.strip():
                plain = "".join(letter if letter.isprintable() else " " for letter in words)
                return f": “{' '.join(plain.split())[:LONGEST]}”"
    return ""


def wait_before(attempts: int) -> timedelta:
    """One minute, then twice as long each time, at most six hours."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 12)), LONGEST_WAIT) if attempts else timedelta(0)
