"""What fills the URLs of groups in the walk over every page: a group of the one client, which opens to her therapist only."""

from django.utils import timezone
from tests.cast import Cast
from tests.web.objects import ALSO_ANSWERS, fills

from fullarc.web.clients.models import Client
from fullarc.web.groups.actions import begin_group, plan_meeting, put_in
from fullarc.web.groups.models import Group, GroupSession, Member

for page in ("group", "add_member", "take_out", "plan", "meeting", "end"):
    ALSO_ANSWERS[f"groups:{page}"] = {404}  # the group opens to whoever may write for everybody in it


def the_group(cast: Cast, client: Client) -> Group:
    there = Group.objects.filter(members__course__client=client).first()
    if there is None:
        there = begin_group(Group(name="canarygroup of the river"), by=cast.mira)
        put_in(there, client.courses.get(), on=timezone.localdate(), by=cast.mira)
    return there


@fills("group_id")
def a_group(cast: Cast, client: Client) -> Group:
    return the_group(cast, client)


@fills("member_id")
def a_member(cast: Cast, client: Client) -> Member:
    return the_group(cast, client).members.get()


@fills("meeting_id")
def a_meeting(cast: Cast, client: Client) -> GroupSession:
    group = the_group(cast, client)
    return plan_meeting(GroupSession(group=group, date=timezone.localdate()), group.members.all(), by=cast.mira)
