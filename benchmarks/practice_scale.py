"""Does a page get slower as the practice grows? python benchmarks/practice_scale.py [--clients N] [--notes N] [--rounds N]

Makes an invented practice in a folder that is removed again: first 50 clients, then as many as asked for, each with notes, sessions
and a row of the caseload. Today and the caseload are asked for in both sizes in the same run, by a therapist with 50 clients and by
a supervisor whose caseload is the whole practice; once while nothing changes, once with a score of one client entered before every
look. Prints medians and their ratio; gives 1 when one is above 1.5. Measured is the processor's time of this process, the database
(SQLite) included, so that other work on the machine does not count. Printed too, and not held to 1.5: the caseload when nothing of it is
kept in memory, as at the first look after the start or after ten minutes without one.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from itertools import count, islice
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

SMALL, ALLOWED, CHUNK, SESSIONS_OF_A_DAY = 50, 1.5, 200, 8
PAGES = ("/today/", "/caseload/")
FIRST = "nothing kept"
AGO = count(1)  # days: no two forms of one day
TEXT = "Reports less worry than last week. Sleep was better on five nights. Rode the train twice. Denies SI. Plan: ride on Tuesday."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=2000)
    parser.add_argument("--notes", type=int, default=50, help="a client")
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder, TemporaryDirectory() as keys:
        os.environ |= {"FULLARC_HOME": folder, "FULLARC_KEYS": keys}
        from django.core.management import call_command

        from fullarc.web import start

        start.prepare()
        call_command("migrate", verbosity=0)
        return measured(asked.clients, asked.notes, asked.rounds)


def measured(clients: int, notes: int, rounds: int) -> int:
    therapist, supervisor, other = people()
    fill(range(SMALL), therapist, notes)
    small = looks(therapist, supervisor, rounds)
    fill(range(SMALL, clients), other, notes)
    large = looks(therapist, supervisor, rounds)
    worst = 0.0
    for (who, page, when), before in small.items():
        ratio = large[who, page, when] / before
        worst = max(worst, 0.0 if when == FIRST else ratio)
        figures = f"{before * 1000:6.0f} ms with {SMALL} clients, {large[who, page, when] * 1000:6.0f} ms with {clients}"
        print(f"{page:11} {who:34} {when:16} {figures}: {ratio:.2f}")
    return int(worst > ALLOWED)


def looks(therapist: Any, supervisor: Any, rounds: int) -> dict[tuple[str, str, str], float]:
    """The median of each page, for each of the two, while nothing changes and after a change."""
    return {
        (who, page, when): seconds(person, page, rounds, change)
        for who, person in ends(therapist, supervisor)
        for page in PAGES
        for when, change in (("nothing changed", None), ("after a change", score_one), (FIRST, forget_all))
        if when != FIRST or page == "/caseload/"
    }


def forget_all() -> None:
    from fullarc.web.progress import kept_rows

    kept_rows._kept.clear()


def score_one() -> None:
    """A PHQ-9 of the first client, entered by their therapist."""
    from django.utils import timezone

    from fullarc.web.clients.models import CourseOfCare
    from fullarc.web.measurements.actions import enter_answers
    from fullarc.web.measurements.models import Administration

    course = CourseOfCare.objects.get(client__code="B-00000")
    therapist = course.client.care_team.get().user
    at = timezone.localdate() - timedelta(days=next(AGO))
    enter_answers(
        course, measure="phq-9", answers=dict.fromkeys(range(1, 9), 1) | {9: 0}, on=at, by=therapist, mode=Administration.Mode.STAFF
    )


def ends(therapist: Any, supervisor: Any) -> list[tuple[str, Any]]:
    return [("therapist with 50 clients", therapist), ("supervisor of the whole practice", supervisor)]


def people() -> tuple[Any, Any, Any]:
    from fullarc.web.access.models import Supervision
    from fullarc.web.accounts.actions import add_person
    from fullarc.web.accounts.models import Practice
    from fullarc.web.accounts.roles import Role

    Practice(name="Practice of the benchmark").save()
    therapist, other = (add_person(f"Therapist {n}", f"t{n}@example.org", [Role.CLINICIAN]) for n in range(2))
    supervisor = add_person("Supervisor", "s@example.org", [Role.SUPERVISOR])
    for each in (therapist, other):
        Supervision.objects.create(supervisor=supervisor, supervisee=each, begins=date(2020, 1, 1))
    return therapist, supervisor, other


def fill(numbers: range, therapist: Any, notes: int) -> None:
    """Clients with a course, weekly sessions, signed notes and the caseload's row, in chunks."""
    from django.db import transaction

    waiting = iter(numbers)
    while chunk := list(islice(waiting, CHUNK)):
        with transaction.atomic():
            add(chunk, therapist, notes)


def add(numbers: list[int], therapist: Any, notes: int) -> None:
    from django.utils import timezone

    from fullarc.course.assess import assess_timeline
    from fullarc.course.summary import summary_of
    from fullarc.web.access.models import CareTeam
    from fullarc.web.clients.models import Client, CourseOfCare, Session
    from fullarc.web.notes.models import Note
    from fullarc.web.progress.in_force import in_force
    from fullarc.web.progress.models import CourseRow
    from fullarc.web.progress.queries import timeline_of_course

    today = timezone.localdate()
    began = today - timedelta(days=7 * notes)
    clients = Client.objects.bulk_create(Client(code=f"B-{n:05}", name=f"Client Number{n}", contact="invented") for n in numbers)
    CareTeam.objects.bulk_create(CareTeam(client=each, user=therapist, begins=began) for each in clients)
    courses = CourseOfCare.objects.bulk_create(CourseOfCare(client=each, began=began, presenting_problem="worry") for each in clients)
    sessions = Session.objects.bulk_create(list(held(courses, began, notes)))
    Note.objects.bulk_create(signed(each, therapist) for each in sessions)
    planned = [Session(course=c, date=today, begins=time(9 + i), attendance="planned") for i, c in enumerate(courses[:SESSIONS_OF_A_DAY])]
    if numbers[0] == 0:
        Session.objects.bulk_create(planned)
    rules = in_force()
    summary = summary_of(assess_timeline(timeline_of_course(courses[0]), today)).as_json()
    made = {"last_change": 0, "rules_version": rules.key, "as_of": today}
    CourseRow.objects.bulk_create(CourseRow(course=course, summary=summary, **made) for course in courses)


def held(courses: list[Any], began: date, notes: int) -> Iterator[Any]:
    from fullarc.web.clients.models import Session

    for course in courses:
        for week in range(notes):
            yield Session(course=course, date=began + timedelta(days=7 * week), begins=time(10), minutes=50, number=week + 1)


def signed(session: Any, therapist: Any) -> Any:
    from django.utils import timezone

    from fullarc.web.notes.models import Note

    made = Note(
        session=session, author=therapist, format="free", layout="free", parts={"text": TEXT}, state="signed", signed_at=timezone.now()
    )
    made.content_hash = made.hash_now()
    return made


def seconds(person: Any, page: str, rounds: int, change: Callable[[], None] | None) -> float:
    """Median of so many looks, after one that does not count; before each the change, which is not timed."""
    from django.test import Client as Browser

    browser = Browser(headers={"host": "localhost"})
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    taken = []
    for _ in range(rounds + 1):
        if change:
            change()
        began = process_time()
        answer = browser.get(page)
        taken.append(process_time() - began)
        assert answer.status_code == 200, answer.status_code
    return median(taken[1:])


if __name__ == "__main__":
    sys.exit(main())
