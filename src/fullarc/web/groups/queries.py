"""Reading groups. A group opens to whoever may write notes for every client in it; each pass through the gate is recorded."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from fullarc.notes.parts import BY_KEY
from fullarc.web.access.gate import clients_open_to, open_client
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.groups.models import Group, GroupSession, Member, Seat

COMMON = ("intervention", "observation", "plan")  # what holds for everybody
OWN = ("client_report", "risk", "response", "progress", "assessment", "plan")  # what holds for one


@dataclass(frozen=True, slots=True)
class Written:
    """One part as the page of a meeting shows it."""

    name: str  # of the field
    label: str
    asks: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """One client on the page of a meeting. `apart` says that the note went on in its own editor, or is signed."""

    seat: Seat
    parts: tuple[Written, ...]

    @property
    def signed(self) -> bool:
        return self.seat.note is not None and not self.seat.note.is_draft

    @property
    def apart(self) -> bool:
        note = self.seat.note
        return note is not None and note.is_draft and note.version != self.seat.note_version


def groups_of(user: User) -> list[tuple[Group, list[Member]]]:
    """The groups all of whose members' records are open to this person, with who belongs to them today. A fixed number of queries."""
    today, open_to = timezone.localdate(), set(clients_open_to(user, to=Permission.WRITE_NOTES).values_list("pk", flat=True))
    rows = Group.objects.prefetch_related("members__course__client")
    found = []
    for group in rows:
        members = [member for member in group.members.all() if holds(member, today)]
        everybody = {member.course.client_id for member in group.members.all()}
        if everybody <= open_to and (everybody or group.begun_by_id == user.pk):
            found.append((group, members))
    return found


def holds(member: Member, day: date) -> bool:
    return member.begins <= day and (member.ends is None or member.ends > day)


def open_group(user: User, group_id: UUID) -> Group:
    """The group, when the record of everybody who ever was in it is open to this person; raises NotOpen, or Http404 for an empty one."""
    group = Group.objects.prefetch_related("members__course__client").filter(pk=group_id).first()
    if group is None or (not group.members.all() and group.begun_by_id != user.pk):
        raise Http404
    for client in sorted({member.course.client_id for member in group.members.all()}):
        open_client(user, client, to=Permission.WRITE_NOTES)
    return group


def members_today(group: Group) -> list[Member]:
    today = timezone.localdate()
    rows = group.members.select_related("course__client").filter(Member.holds(today))
    return sorted(rows, key=lambda member: member.course.client.code)


def courses_to_choose(user: User, group: Group) -> list[CourseOfCare]:
    """Open courses of this person's clients who are not in the group today."""
    today = timezone.localdate()
    there = group.members.filter(Member.holds(today)).values("course")
    rows = CourseOfCare.objects.filter(client__in=clients_open_to(user, to=Permission.WRITE_NOTES), ended=None).exclude(pk__in=there)
    return list(rows.select_related("client").order_by("client__code"))


def places_of(meeting: GroupSession, typed: dict[str, str] | None = None) -> list[Place]:
    """Everybody's place with what is written for them; `typed` stands instead of what is stored."""
    out = []
    for seat in meeting.seats.select_related("session__course__client", "note"):
        fields = tuple(written(f"{seat.pk}-{key}", key, seat.own, typed) for key in OWN)
        out.append(Place(seat, fields))
    return out


def common_of(meeting: GroupSession, typed: dict[str, str] | None = None) -> list[Written]:
    return [written(f"common-{key}", key, meeting.common, typed) for key in COMMON]


def written(name: str, key: str, stored: dict[str, str], typed: dict[str, str] | None) -> Written:
    text = stored.get(key, "") if typed is None else typed.get(name, "")
    return Written(name, BY_KEY[key].name, BY_KEY[key].asks, text)
