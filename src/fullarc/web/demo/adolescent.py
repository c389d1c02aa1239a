"""What the demo's adolescent has besides a course: a side of his own, a guardian, a journal, homework, and progress that was released."""

import uuid
from datetime import date, timedelta

from fullarc.course.timeline import LogEntry
from fullarc.demo.adolescent import Adolescent, AgreedTask
from fullarc.web.access.models import Guardianship, OwnRecord
from fullarc.web.accounts.actions import add_person
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.demo.observed import add_observers
from fullarc.web.homework.actions import put_in_tracker
from fullarc.web.homework.models import Report, Task
from fullarc.web.journal.actions import Written, keep
from fullarc.web.journal.models import Sharing
from fullarc.web.my_progress.actions import release, say_for_session, write_note
from fullarc.web.my_progress.queries import now_of
from fullarc.web.portal import coming_in
from fullarc.web.portal.actions import set_who_to_call
from fullarc.web.portal.models import WhoToCall

MOOD, ZONE = "mood-journal", "UTC"
AT_HOME = timedelta(days=55)  # entries since then were made on his phone
OWN_WORD = "You kept going through test week, and you wrote it all down. Let us look at this together when we meet."

CALL = {
    "contacts": "112, or the emergency number where you are\nThe practice in its hours: 555 0123 (an invented number)",
    "not_watched": "Nobody reads your answers at night or on weekends. If you need help now, call one of these numbers.",
    "contacts_es": "112, o el número de emergencias donde estés\nLa consulta en su horario: 555 0123 (un número inventado)",
    "not_watched_es": "Nadie lee tus respuestas por la noche ni en fin de semana. Si necesitas ayuda ahora, llama a uno de estos números.",
}


def furnish(course: CourseOfCare, made: Adolescent, *, by: User, day: date) -> None:
    """Everything that the client's side shows. The course itself is there and its notes have been read."""
    own = add_person(made.course.name, "jonas.e@demo.invalid", [Role.CLIENT])
    OwnRecord.objects.create(user=own, client=course.client, begins=course.began)
    guardian = add_person("Karin E.", "karin.e@demo.invalid", [Role.GUARDIAN])
    scopes = [*Guardianship.DEFAULT, Guardianship.Scope.PROGRESS]
    Guardianship.objects.create(user=guardian, client=course.client, scopes=scopes, basis="mother, sole custody", begins=course.began)
    set_who_to_call(WhoToCall(**CALL), by=by, started_from=1)
    coming_in.agree(own, course.client, Role.CLIENT)
    coming_in.agree(guardian, course.client, Role.GUARDIAN)
    for entry in made.course.entries:
        if is_at_home(entry, day):
            values = {"mood": entry.value}
            keep(course, Written(MOOD, entry.date, values, Sharing.ALL, uuid.uuid4(), ZONE), by=own)
    for task in made.tasks:
        agree(course, task, clinician=by, client=own)
    for when, words in made.day_notes:
        if when >= course.began:
            write_note(course, when, words, today=day, by=own)
    add_observers(course, guardian, by=by, day=day)
    say_for_session(course, made.last_month, made.word, by=own)
    now = now_of(course, None)
    release(course, now.content, left_out=(), own_word=OWN_WORD, as_of=now.as_of, after=0, by=by)


def is_at_home(entry: LogEntry, day: date) -> bool:
    return entry.date > day - AT_HOME


def agree(course: CourseOfCare, agreed: AgreedTask, *, clinician: User, client: User) -> None:
    """A task as it would have been agreed on and told of on its days; what was due long ago was talked about since."""
    said = bool(agreed.how)
    task = Task.objects.create(
        course=course,
        text=agreed.text,
        due=agreed.due,
        set_on=agreed.set_on,
        set_by=clinician,
        discussed_on=agreed.due + timedelta(days=1) if said and agreed.due < last_due(course) else None,
    )
    if said:
        report = Report(task=task, uuid=uuid.uuid4(), day=agreed.due, how=agreed.how, obstacles=[], words=agreed.words, told_by=client)
        report.save(force_insert=True)
        put_in_tracker(task, report, by=client)


def last_due(course: CourseOfCare) -> date:
    """Tasks that were due before the latest session were talked about in it."""
    newest = course.sessions.exclude(number=None).order_by("-date").first()
    return newest.date if newest else course.began
