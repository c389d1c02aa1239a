"""A write that a program sends twice is done once: the header Idempotency-Key names it."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar
from uuid import UUID, uuid5

from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpResponse
from django.utils import timezone

from fullarc.web.api.answering import Call
from fullarc.web.api.models import SentBefore
from fullarc.web.api.refusals import Refused

Row = TypeVar("Row", bound=models.Model)
KEPT = timedelta(days=30)
HEADER = "Idempotency-Key"
FORM = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
NO_KEY = f"Found no header {HEADER} with a UUID. Make a new UUID for each write, and send the same one when you send the write again."
OTHER = "Found a key that came with another write before. Make a new UUID for each write."
AT_ONCE = "The same write is being done in this moment. Send it again: you will be told what became of it."


def once(call: Call, answer: HttpResponse, write: Callable[[UUID], Row], kind: type[Row]) -> Row:
    """Do a write, or give the row that it made when it was sent before.

    write  is handed the id that a new row shall have; acts that need none leave it aside
    kind   of the row that comes back; the call has passed the gate again by now

    Refused: no key (400), a key of another write (422), the same write at the same moment (409).
    """
    key, print_ = key_of(call), fingerprint(call)
    before = SentBefore.objects.filter(owner=call.user, key=key).first()
    if before is not None:
        if before.fingerprint != print_:
            raise Refused(422, OTHER)
        answer["Idempotency-Replayed"] = "true"
        return again(kind, before.row)
    new = uuid5(call.user.pk, key.hex)
    if kind._default_manager.filter(pk=new).exists():
        raise Refused(422, OTHER)  # written so long ago that what was sent is not kept any more
    try:
        with transaction.atomic():
            row = write(new)
            SentBefore.objects.create(owner=call.user, key=key, fingerprint=print_, row=row.pk)
    except IntegrityError:
        raise Refused(409, AT_ONCE) from None
    SentBefore.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return row


def again(kind: type[Row], row: UUID) -> Row:
    found = kind._default_manager.filter(pk=row).first()
    if found is None:
        raise Http404
    return found


def key_of(call: Call) -> UUID:
    given = call.headers.get(HEADER, "").strip().strip('"')
    if not FORM.fullmatch(given):
        raise Refused(400, NO_KEY)
    return UUID(given)


def fingerprint(call: Call) -> str:
    return hashlib.sha256(b"\n".join([str(call.method).encode(), call.path.encode(errors="replace"), call.body])).hexdigest()
