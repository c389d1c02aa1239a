"""Checking a record and making its pack, each with its line in the audit trail."""

import hashlib
from datetime import date

from django.db import transaction

from fullarc.exchange.pages.audit_pack_paper import pack_zip
from fullarc.exchange.record.audit_pack import Check
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.audit_pack import deeds
from fullarc.web.audit_pack.accesses import every_access
from fullarc.web.audit_pack.integrity import checks_of
from fullarc.web.audit_pack.queries import DAMAGE, pack_of
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.findings.actions import ensure_read


@transaction.atomic
def check(client: Client, *, by: User) -> list[Check]:
    """Is this client's record still what was signed and written?"""
    checks, _ = checks_of(client)
    record(deeds.CHECKED, by=by, client=client, count=sum(len(each.faults) for each in checks))
    return checks


@transaction.atomic
def make_pack(course: CourseOfCare, since: date, until: date, *, by: User) -> bytes:
    """PDF, manifest and list of accesses as a zip, not sealed. A course with a text that does not open gets its pack too."""
    read_what_opens(course, by=by)
    pack = pack_of(course, since, until, by=by)
    content = pack_zip(pack, every_access(course.client, since, until))
    record(deeds.MADE, by=by, client=course.client, on=course, fields=[hashlib.sha256(content).hexdigest()], count=len(pack.notes))
    return content


def read_what_opens(course: CourseOfCare, *, by: User) -> None:
    """The golden thread rests on what was read in the notes. Where one does not open, what was read before counts."""
    try:
        with transaction.atomic():
            ensure_read(course, by=by)
    except DAMAGE:
        return
