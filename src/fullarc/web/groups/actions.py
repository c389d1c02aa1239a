"""Making groups, planning their sessions, writing what is common once and a note for each. No record names another participant."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from fullarc.notes.parts import written
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.actions import add_session
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.clients.scheduling import set_attendance
from fullarc.web.groups import deeds
from fullarc.web.groups.models import Group, GroupSession, Member, Seat
from fullarc.web.groups.names import composed, named
from fullarc.web.notes.actions import begin_note, save_draft, sign_note
from fullarc.web.sent_once import insert_once

LAYOUT = "soap"


class GroupRefused(ValueError):
    """The change is not taken. The message is for the person who asked for it and names nobody."""


@transaction.atomic
def begin_group(group: Group, *, by: User, key: UUID | None = None) -> Group:
    """The same `key` twice is one group."""
    group.begun_by = by
    group, is_new = insert_once(group, key, same=["kind", "name"], begun_by=by)
    if is_new:
        record(deeds.BEGAN, by=by, on=group)
    return group


@transaction.atomic
def change_group(group: Group, *, by: User, started_from: int) -> None:
    group.claim(started_from)
    group.save(update_fields=["kind", "name"])
    record(deeds.CHANGED, by=by, on=group)


@transaction.atomic
def end_group(group: Group, *, on: date, by: User) -> None:
    """No further sessions. Its members' courses go on; its past sessions stay."""
    if Group.objects.filter(pk=group.pk, ended_on=None).update(ended_on=on):
        for member in group.members.filter(ends=None):
            take_out(member, on=on, by=by)
        record(deeds.ENDED, by=by, on=group)


@transaction.atomic
def put_in(group: Group, course: CourseOfCare, *, on: date, by: User) -> Member:
    """Refused (GroupRefused): somebody who is in it already, another course of somebody who is, a group that has ended."""
    if Group.objects.select_for_update().get(pk=group.pk).ended_on is not None:
        raise GroupRefused("This group has ended. Make another one.")
    if group.members.filter(Member.holds(on), course__client=course.client_id).exists():
        raise GroupRefused("This client is in the group already.")
    member = Member.objects.create(group=group, course=course, begins=on)
    record(deeds.JOINED, by=by, client=course.client_id, on=course)
    return member


@transaction.atomic
def take_out(member: Member, *, on: date, by: User) -> None:
    """Out from a day on; one who was taken out before keeps that day."""
    if Member.objects.filter(pk=member.pk, ends=None).update(ends=max(on, member.begins)):
        record(deeds.LEFT, by=by, client=member.course.client_id, on=member.course)


@transaction.atomic
def plan_meeting(meeting: GroupSession, members: Iterable[Member], *, by: User, key: UUID | None = None) -> GroupSession:
    """A session for everybody in the group, each in their own course. The same `key` twice is one. Refused (GroupRefused): a group without
    members."""
    members = list(members)
    if not members:
        raise GroupRefused("Nobody is in this group yet. Put at least one client into it, then plan its session.")
    meeting.planned_by = by
    meeting, is_new = insert_once(meeting, key, same=["date", "begins", "minutes"], group=meeting.group)
    if not is_new:
        return meeting
    for member in members:
        session = Session(
            date=meeting.date,
            begins=meeting.begins,
            minutes=meeting.minutes,
            attendance=Session.State.PLANNED,
            format=Session.Format.GROUP if meeting.group.kind == Group.Kind.GROUP else Session.Format.IN_PERSON,
        )
        Seat.objects.create(meeting=meeting, session=add_session(member.course, session, by=by))
    record(deeds.PLANNED, by=by, on=meeting)
    return meeting


@transaction.atomic
def save_meeting(
    meeting: GroupSession,
    *,
    common: Mapping[str, str],
    own: Mapping[Seat, Mapping[str, str]],
    attendance: Mapping[Seat, str],
    by: User,
    started_from: int,
) -> None:
    """Keep the common part, each client's own part and who came; make or save the draft of everybody who came.

    Refused before anything is written: a text that names another participant (GroupRefused), a save elsewhere since (EditedMeanwhile), an
    attendance that cannot be (CannotPlan). A note that is signed, or went on in its own editor, stays as it is.
    """
    refuse_names(meeting, common, own)
    meeting.claim(started_from)
    meeting.common = written(common)
    meeting.save(update_fields=["common"])
    for seat, parts in own.items():
        state = attendance.get(seat, seat.session.attendance)
        if state != seat.session.attendance:
            set_attendance(seat.session, state, by=by, started_from=seat.session.version)
        seat.own = written(parts)
        if seat.session.attendance == Session.State.ATTENDED and not is_apart(seat):
            save_note(seat, meeting.common, by=by)
        seat.save(update_fields=["own", "note", "note_version"])
    record(deeds.SAVED, by=by, on=meeting)


def is_apart(seat: Seat) -> bool:
    """Whether the client's note is closed, or was saved elsewhere since."""
    return seat.note is not None and (not seat.note.is_draft or seat.note.version != seat.note_version)


def save_note(seat: Seat, common: Mapping[str, str], *, by: User) -> None:
    """The client's own note: what is common, then what is theirs. Nothing written makes no note."""
    parts = joined(common, seat.own)
    if not parts and seat.note is None:
        return
    if seat.note is None:
        seat.note = begin_note(seat.session, by=by, format_key=LAYOUT)
        if seat.note.author_id != by.pk or seat.note.parts:
            seat.note_version = 0
            return  # a draft was there before: it goes on in its own editor
    save_draft(seat.note, parts=parts, format_key=seat.note.shape, started_from=seat.note.version, by=by)
    seat.note_version = seat.note.version


def joined(common: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Parts that stand in both have what is common first."""
    keys = (*common, *(key for key in own if key not in common))
    return written({key: "\n\n".join(text for text in (common.get(key, ""), own.get(key, "")) if text) for key in keys})


def refuse_names(meeting: GroupSession, common: Mapping[str, str], own: Mapping[Seat, Mapping[str, str]]) -> None:
    """The common part names nobody who ever belonged to the group, one client's part nobody else."""
    clients = list({member.course.client for member in meeting.group.members.select_related("course__client")})
    if any(named(text, [(client.name, client.code) for client in clients]) for text in common.values()):
        raise GroupRefused("The common part names a participant. It goes into everybody's record: write it without names.")
    for seat, parts in own.items():
        client = seat.session.course.client
        others = [(each.name, each.code) for each in clients if each.pk != client.pk]
        shared = own_words(client.name)
        others = [(" ".join(word for word in composed(name).split() if word.casefold() not in shared), code) for name, code in others]
        if any(named(text, others) for text in parts.values()):
            raise GroupRefused(f"The part of {client.code} names another participant. Write “partner”, “brother” or “a member” instead.")


def own_words(name: str) -> set[str]:
    """The words of the client's own name: a family name that several share points to nobody else."""
    return {word.casefold() for word in composed(name).split()}


@transaction.atomic
def sign_seat(seat: Seat, *, by: User) -> None:
    """Sign one client's note. What was written for them alone then stands in their record only."""
    if seat.note is None or is_apart(seat):
        raise GroupRefused("There is no draft of this client's note here. Save first, or open the note itself.")
    sign_note(seat.note, by=by, started_from=seat.note_version)
    seat.own = {}
    seat.save(update_fields=["own"])
