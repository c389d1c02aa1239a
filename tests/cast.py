"""The people the web tests speak of.

Mira is the therapist of one client, Nora; Sven supervises Mira; Tom is a colleague without the case; Rosa keeps the front desk; Ada
audits; Olga owns the practice and sees no clients; Ines is blocked from Nora's record. A stranger has no account.

Nora signs in to her own side. Wilma is 15, another client of Mira's; Greta is her guardian, with the scopes that a guardian has unless
more is agreed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from fullarc.web.access.majority import comes_of_age
from fullarc.web.access.models import Block, CareTeam, Guardianship, OwnRecord, Supervision
from fullarc.web.accounts.actions import add_person
from fullarc.web.accounts.models import Practice, User
from fullarc.web.accounts.roles import Role
from fullarc.web.clients.models import Client, CourseOfCare, Session
from fullarc.web.plans.models import Diagnosis

# Canaries: words that stand in Nora's record and may never be seen by those whom it does not concern.
NAME = "Nora Canaryname"
SIGNS_IN_AS = "Nora"
CONTACT = "canary-contact@example.org"
PROBLEM = "canaryproblem on trains"
FOREIGN_NAME = "Foreign Canaryname"
FOREIGN_PROBLEM = "a problem of the foreigncanary"
WARD_NAME = "Wilma Canaryward"
WARD_PROBLEM = "a problem of the wardcanary"
DIAGNOSIS = "canarydiagnosis"
CLINICAL = (PROBLEM, DIAGNOSIS)
PERSONAL = (NAME, CONTACT)


@dataclass(frozen=True, slots=True)
class Cast:
    owner: User
    mira: User
    supervisor: User
    colleague: User
    front_desk: User
    auditor: User
    blocked: User
    client: Client
    course: CourseOfCare
    session: Session
    foreign: Client  # the colleague's client
    nora: User  # who signs in as `client`
    guardian: User  # of `ward_client`
    ward_client: Client


def assemble(today: date | None = None) -> Cast:
    """Everybody, in an empty database, standing to each other as the module says."""
    day = today or timezone.localdate()
    Practice(name="Practice at the River").save()
    mira = add_person("Mira Lind", "mira@example.org", [Role.CLINICIAN])
    supervisor = add_person("Sven Holt", "sven@example.org", [Role.SUPERVISOR])
    colleague = add_person("Tom Berg", "tom@example.org", [Role.CLINICIAN])
    blocked = add_person("Ines Kari", "ines@example.org", [Role.CLINICIAN])
    client = add_record("C-0417", NAME, mira, day)
    course = client.courses.get()
    foreign = add_record("C-0500", FOREIGN_NAME, colleague, day, problem=FOREIGN_PROBLEM, contact="elsewhere")
    nora = add_own_account(client, SIGNS_IN_AS, "nora@example.org", day)
    ward = add_record("C-0600", WARD_NAME, mira, day, problem=WARD_PROBLEM, contact="at home", born=years_before(day, 15))
    Supervision.objects.create(supervisor=supervisor, supervisee=mira, begins=day - timedelta(days=100))
    CareTeam.objects.create(client=client, user=blocked, begins=day - timedelta(days=100))
    Block.objects.create(client=client, user=blocked)
    return Cast(
        owner=add_person("Olga Owens", "olga@example.org", [Role.OWNER]),
        mira=mira,
        supervisor=supervisor,
        colleague=colleague,
        front_desk=add_person("Rosa Desk", "rosa@example.org", [Role.FRONT_DESK]),
        auditor=add_person("Ada Auditor", "ada@example.org", [Role.AUDITOR]),
        blocked=blocked,
        client=client,
        course=course,
        session=course.sessions.get(number=1),
        foreign=foreign,
        nora=nora,
        guardian=add_guardian(ward, "greta@example.org", day),
        ward_client=ward,
    )


def add_own_account(client: Client, name: str, email: str, day: date) -> User:
    """The client's own sign-in, open since a week."""
    person = add_person(name, email, [Role.CLIENT])
    OwnRecord.objects.create(user=person, client=client, begins=day - timedelta(days=7))
    return person


def add_guardian(ward: Client, email: str, day: date, scopes: Iterable[str] = Guardianship.DEFAULT) -> User:
    """A guardian with their own sign-in, open since a week."""
    person = add_person("Greta Guard", email, [Role.GUARDIAN])
    Guardianship.objects.create(
        user=person, client=ward, scopes=list(scopes), basis="mother, joint custody", begins=day - timedelta(days=7)
    )
    return person


def years_before(day: date, years: int) -> date:
    """The birthday of somebody who is `years` old and has been for a while."""
    return comes_of_age(day - timedelta(days=30), -years)


def add_record(
    code: str, name: str, therapist: User, day: date, *, problem: str = PROBLEM, contact: str = CONTACT, born: date = date(1990, 2, 1)
) -> Client:
    """A client with one course of care and two sessions."""
    client = Client.objects.create(code=code, name=name, contact=contact, born=born)
    CareTeam.objects.create(client=client, user=therapist, begins=day - timedelta(days=100))
    began = day - timedelta(days=28)
    course = CourseOfCare.objects.create(client=client, began=began, presenting_problem=problem, modality="CBT")
    Diagnosis.objects.create(course=course, code="F40.01", wording=f"Agoraphobia, {DIAGNOSIS}", since=began, principal=True)
    days = [began + timedelta(days=7 * week) for week in range(2)]
    Session.objects.bulk_create(Session(course=course, date=day, minutes=50, number=number) for number, day in enumerate(days, 1))
    return client
