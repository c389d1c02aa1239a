"""Setting up the other system, trying the connection, saying who a client is there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from fullarc.exchange.fhir.care_in import read_patient
from fullarc.exchange.fhir.here import Here
from fullarc.exchange.fhir.json_reading import FhirRefused
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.ehr import deeds
from fullarc.web.ehr.addresses import origin
from fullarc.web.ehr.dropping import FolderRefused, checked_folder
from fullarc.web.ehr.line import Line, NoAnswer, SignInRefused, new_key
from fullarc.web.ehr.models import Destination, EhrPatient, Sending
from fullarc.web.ehr.outcomes import reason_in


@dataclass(frozen=True, slots=True)
class PatientThere:
    """A client as the other system knows them, to be compared before it is kept."""

    id: str
    name: str
    born: str


ANOTHER_SYSTEM = "The other system was changed after this was asked for. Say who the client is there, then send it again."


def the_destination() -> Destination:
    """What is set up; an empty form where nothing is."""
    return Destination.objects.filter(pk=Destination.THE_ONE).first() or Destination()


@transaction.atomic
def set_up(to: Destination, *, by: User, started_from: int, fields: Iterable[str]) -> None:
    """Keep the settings. A key is made where signed requests need one of this kind; another kind of signature makes a new one.

    Another server, or a folder in place of one: nothing that was said about the earlier system holds for it.
    """
    before = Destination.objects.filter(pk=to.pk).first()
    if before is not None:
        to.claim(started_from)
    if to.sign_in == Destination.SignIn.BACKEND and (not to.signing_secret or before is None or before.algorithm != to.algorithm):
        to.signing_secret = new_key(to.algorithm)
    to.tried_at, to.tried_well, to.tried_with = None, False, ""
    to.save()
    if before is not None and (before.kind != to.kind or origin(before.address) != origin(to.address)):
        forget_who_was_there(by=by)
    record(deeds.SET_UP, by=by, on=to, fields=fields)


def forget_who_was_there(*, by: User) -> None:
    """Who clients are and which ids things have in the earlier system; what waited for it does not go to another by itself."""
    EhrPatient.objects.all().delete()
    for sending in Sending.objects.select_for_update():
        sending.there = ""
        if sending.state == Sending.State.WAITING:
            sending.state, sending.told = Sending.State.REFUSED, ANOTHER_SYSTEM
            record(deeds.REFUSED, by=by, client=sending.client_id, on=sending)
        sending.save(update_fields=["there", "state", "told"])


def try_connection(to: Destination, *, by: User) -> bool:
    """Ask the server what it is (CapabilityStatement), signed in as when sending; or look whether the folder can be written to."""
    well, told = reached(to)
    with transaction.atomic():
        to.tried_at, to.tried_well, to.tried_with = timezone.now(), well, told
        to.save(update_fields=["tried_at", "tried_well", "tried_with"])
        record(deeds.TRIED, by=by, on=to)
    return well


def reached(to: Destination) -> tuple[bool, str]:
    if to.kind == Destination.Kind.FOLDER:
        try:
            checked_folder(to.folder)
        except FolderRefused as problem:
            return False, str(problem)
        return True, "The folder is there and can be written to."
    try:
        with Line(to) as line:
            answer = line.ask("GET", "metadata")
    except (NoAnswer, SignInRefused) as problem:
        return False, str(problem)
    if answer.status != 200 or answer.body.get("resourceType") != "CapabilityStatement":
        return False, f"The address answers ({answer.status}), but not as a FHIR server does{reason_in(answer.body)}."
    version, software = str(answer.body.get("fhirVersion", ""))[:20], answer.body.get("software")
    name = str(software.get("name", ""))[:60] if isinstance(software, dict) else ""
    if not version.startswith("4."):
        return False, f"The server speaks FHIR {version or 'of no version that it names'}; needed is R4 (4.0 or 4.3)."
    return True, f"The server answers: FHIR {version}{f', {name}' if name else ''}."


def look_up(to: Destination, patient: str) -> PatientThere | str:
    """The Patient of this id at the server, or the sentence that says why not."""
    try:
        with Line(to) as line:
            answer = line.ask("GET", f"Patient/{patient}")
    except (NoAnswer, SignInRefused) as problem:
        return str(problem)
    if answer.status != 200 or answer.body.get("resourceType") != "Patient":
        return f"The server shows no Patient with this id ({answer.status}){reason_in(answer.body)}. Check the id."
    try:
        found = read_patient(Here(answer.body, "Patient"))
    except FhirRefused as refused:
        return f"The server's Patient cannot be read: {refused}"
    return PatientThere(patient, found.name, found.born.isoformat() if found.born else "")


@transaction.atomic
def link(client: Client, patient: str, *, by: User) -> EhrPatient:
    """Keep who the client is in the other system."""
    made = EhrPatient.objects.filter(client=client).first() or EhrPatient(client=client)
    made.patient, made.linked_by = patient, by
    made.save()
    record(deeds.LINKED, by=by, client=client, on=made)
    return made
