"""Who stands how to which client. The client is pointed at by name, so that `access` stays below `clients`."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from fullarc.web.encryption.fields import EncryptedText


class Term(models.Model):
    """Something that holds from a day on, and until a day (exclusive) if that is set."""

    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def holds(today: date, prefix: str = "") -> Q:
        """The condition that a term holds today; `prefix` is the path to it in a query, with its double underscore."""
        return Q(**{f"{prefix}begins__lte": today}) & (Q(**{f"{prefix}ends": None}) | Q(**{f"{prefix}ends__gt": today}))


class CareTeam(Term):
    """One person in a client's care team: the relation `assigned`."""

    class Part(models.TextChoices):
        CLINICIAN = "clinician", "Clinician"
        COVER = "cover", "Cover"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey("clients.Client", on_delete=models.PROTECT, related_name="care_team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="care_teams")
    part = models.CharField(max_length=12, choices=Part.choices, default=Part.CLINICIAN)

    class Meta:
        indexes = [models.Index(fields=["user", "client"])]

    def __str__(self) -> str:
        return self.get_part_display()


class Supervision(Term):
    """A supervision link: the supervisor stands as `supervised` to the clients of the supervisee."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    supervisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supervises")
    supervisee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supervised_by")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(supervisor=models.F("supervisee")), name="nobody_supervises_themselves")]

    def __str__(self) -> str:
        return "a supervision link"


class OwnRecord(Term):
    """Who signs in as which client: one account, one record. Where it has ended, the account opens nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="own_record")
    client = models.OneToOneField("clients.Client", on_delete=models.PROTECT, related_name="own_record")

    def __str__(self) -> str:
        return "an account for one's own record"


class Guardianship(Term):
    """A guardian of a young client: a person of their own with their own sign-in, never the child's.

    It opens what `scopes` names until it ends, is cut, or the client comes of age (gate.py asks at every request). The journal is in no
    scope.
    """

    class Scope(models.TextChoices):
        APPOINTMENTS = "appointments", "Appointments"
        OBSERVER_FORMS = "observer_forms", "Forms filled in as an observer"
        PROGRESS = "progress", "Progress as released"
        GOALS = "goals", "Goals"

    DEFAULT = (Scope.APPOINTMENTS, Scope.OBSERVER_FORMS)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="guardianships")
    client = models.ForeignKey("clients.Client", on_delete=models.PROTECT, related_name="guardians")
    scopes = models.JSONField()  # of Scope
    basis = EncryptedText("legal basis")
    cut_at = models.DateTimeField(null=True, blank=True)  # a court order or a conflict: ended at once, by whom is not shown

    class Meta:
        indexes = [models.Index(fields=["user", "client"])]

    def __str__(self) -> str:
        return "a guardianship"


class Block(models.Model):
    """A person who is kept out of one client's record, whatever their role: a conflict of interest, or the client's wish."""

    client = models.ForeignKey("clients.Client", on_delete=models.PROTECT, related_name="blocks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="blocked_from")
    set_at = models.DateTimeField(auto_now_add=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    because = EncryptedText("why", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "user"], name="blocked_once")]

    def __str__(self) -> str:
        return "a block"


class LiftedBlock(models.Model):
    """A block that was taken back: who had been kept out and why, who let them in again and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey("clients.Client", on_delete=models.PROTECT, related_name="lifted_blocks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    because = EncryptedText("why", null=True, blank=True)
    lifted_at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_because = EncryptedText("why it was lifted", blank=True, default="")

    class Meta:
        ordering = ["-lifted_at"]

    def __str__(self) -> str:
        return f"a block lifted on {self.lifted_at:%Y-%m-%d}"
