"""The owner keeps somebody out of a record and lets them in again, each with a reason that stays."""

from django.db import connection
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.exchange.record.record_file import unpack
from fullarc.web.access.actions import block, lift_block
from fullarc.web.access.models import Block, LiftedBlock
from fullarc.web.audit.models import Event
from fullarc.web.records.handing_out import whole_client, whole_practice

WHY = "a canarycousin of the client"


def test_whoever_is_kept_out_opens_nothing_until_let_in_again(cast: Cast, signed_in: SignIn) -> None:
    owner, page = signed_in(cast.owner), reverse("kept_out", args=[cast.client.pk])
    record = reverse("clients:client", args=[cast.client.pk])
    assert owner.post(page, {"person": cast.mira.pk, "because": WHY}).status_code == 302
    assert signed_in(cast.mira).get(record).status_code == 404
    shown = owner.get(page).content.decode()
    assert WHY in shown
    assert "Nobody in the care team can open this record now" in shown
    made = Block.objects.get(user=cast.mira)
    lift = reverse("lift_block", args=[cast.client.pk, made.pk])
    assert owner.post(lift, {"because": ""}).status_code == 422
    assert owner.post(lift, {"because": "was a mistake"}).status_code == 302
    assert signed_in(cast.mira).get(record).status_code == 200
    lifted = LiftedBlock.objects.get()
    assert (lifted.because, lifted.lifted_because, lifted.lifted_by, lifted.set_by) == (WHY, "was a mistake", cast.owner, cast.owner)
    assert "was a mistake" in owner.get(page).content.decode()
    assert list(Event.objects.filter(action__startswith="block.").order_by("sequence").values_list("action", flat=True)) == [
        "block.set",
        "block.lifted",
    ]


def test_nobody_lifts_a_block_on_themselves_and_only_the_owner_lifts_any(cast: Cast, signed_in: SignIn) -> None:
    made = Block.objects.get(user=cast.blocked)
    for person in (cast.mira, cast.supervisor, cast.blocked, cast.front_desk, cast.auditor):
        assert signed_in(person).post(reverse("lift_block", args=[cast.client.pk, made.pk]), {"because": "x"}).status_code in (403, 404)
    own = block(cast.client, cast.owner, by=cast.owner)
    assert signed_in(cast.owner).post(reverse("lift_block", args=[cast.client.pk, own.pk]), {"because": "x"}).status_code == 404
    assert Block.objects.count() == 2


def test_the_reasons_lie_encrypted(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.owner).post(reverse("kept_out", args=[cast.client.pk]), {"person": cast.colleague.pk, "because": WHY})
    with connection.cursor() as cursor:
        cursor.execute("SELECT because FROM access_block WHERE because IS NOT NULL")
        assert all("canarycousin" not in stored for (stored,) in cursor.fetchall())


def test_the_reasons_leave_with_no_record_of_a_client(cast: Cast) -> None:
    block(cast.client, cast.colleague, by=cast.owner, because=WHY)
    lifted = block(cast.client, cast.front_desk, by=cast.owner, because="canaryearlier")
    lift_block(lifted, by=cast.owner, because="canarylifted")
    taken = unpack(whole_client(cast.client, by=cast.mira))
    lines = b"".join(part.lines() for part in taken.parts.values()).decode()
    assert [word for word in ("canarycousin", "canaryearlier", "canarylifted") if word in lines] == []
    assert str(cast.colleague.pk) in {row["user_id"] for row in taken.parts["access.block"].rows}
    assert "access.liftedblock" in {each["table"] for each in taken.manifest["left_out"]}
    whole = unpack(whole_practice(by=cast.owner))
    assert "canarycousin" in b"".join(part.lines() for part in whole.parts.values()).decode()
