"""The practice, the people who sign in, their roles and their invitations."""

import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from fullarc.web.accounts.roles import PORTAL, Role
from fullarc.web.encryption.fields import EncryptedText


class Practice(models.Model):
    """The one organisation of this installation. Its encrypted name also tells whether the key file fits the database."""

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    name = EncryptedText()
    invented = models.BooleanField(default=False)  # the demo practice: every client in it is made up
    adult_at = models.PositiveSmallIntegerField("age at which guardians' access ends", default=18)
    began_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_practice_only")]

    def __str__(self) -> str:
        return "the practice"


class People(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, blank=True, default="")  # of the client-side pages; empty: as the browser says
    epoch = models.PositiveIntegerField(default=0)  # raised to end all sessions of this person at once
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = People()

    def save(self, *args: Any, **options: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **options)

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @cached_property
    def role_names(self) -> frozenset[str]:
        """The roles as they stand in the database, read once for this instance. Each request loads its own."""
        return frozenset(self.roles.values_list("role", flat=True))

    def has_role(self, role: Role) -> bool:
        return role in self.role_names

    @property
    def uses_portal(self) -> bool:
        """Whether the person comes in as a client or guardian, and so does not work here."""
        return not self.role_names.isdisjoint(PORTAL)

    @property
    def signs_as(self) -> str:
        """The roles of today, as they are kept beside a signature."""
        return ", ".join(sorted(self.role_names))

    @property
    def role_labels(self) -> str:
        return ", ".join(label for value, label in Role.choices if value in self.role_names)

    def get_session_auth_hash(self) -> str:
        """Sessions end when the password changes or the epoch is raised."""
        return salted_hmac("fullarc.session", f"{self.password}|{self.epoch}", algorithm="sha256").hexdigest()


class StaffRole(models.Model):
    """One role of one person."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="a_role_once")]

    def __str__(self) -> str:
        return self.get_role_display()


class Invitation(models.Model):
    """A one-time code with which a new person sets a password. Only the code's digest is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ends_second_step = models.BooleanField(default=False)  # the app and the recovery codes are lost: the new password opens without them

    def __str__(self) -> str:
        return "an invitation"
