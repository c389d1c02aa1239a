"""The words of reminders, a client's choice, and each message with the due dates that it reminded of."""

import uuid
from datetime import time

from django.db import models

from fullarc.schedules.reminders import QuietHours
from fullarc.web.check_ins.models import DueCheckIn
from fullarc.web.clients.models import Client
from fullarc.web.encryption.fields import EncryptedText
from fullarc.web.versions import Versioned


class Wording(Versioned):
    """What reminders say and when none may come. One for the practice; without a row the defaults hold."""

    THE_ONE = 1
    SUBJECT = "A reminder"
    TEXT = "Hello,\n\nsomething is waiting for you. It takes a few minutes."
    SUBJECT_ES = "Un recordatorio"
    TEXT_ES = "Hola:\n\nhay algo pendiente para ti. Lleva unos minutos."

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    subject = models.CharField("subject", max_length=60, default=SUBJECT)
    text = models.TextField("text", max_length=300, default=TEXT)
    subject_es = models.CharField("subject, in Spanish", max_length=60, default=SUBJECT_ES)
    text_es = models.TextField("text, in Spanish", max_length=300, default=TEXT_ES)
    quiet_from = models.TimeField("no reminder from", default=time(21))
    quiet_until = models.TimeField("until", default=time(8))

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_wording_of_reminders")]

    def __str__(self) -> str:
        return "the words of reminders"

    @property
    def quiet(self) -> QuietHours:
        return QuietHours(self.quiet_from, self.quiet_until)


class Choice(models.Model):
    """How a client wants to be reminded. Without a row: by mail, at nine."""

    class By(models.TextChoices):
        MAIL = "mail", "By e-mail"
        TEXT = "text", "By text message"
        NONE = "none", "Not at all"

    NINE = time(9)

    client = models.OneToOneField(Client, primary_key=True, on_delete=models.PROTECT, related_name="reminder_choice")
    by = models.CharField(max_length=4, choices=By.choices, default=By.MAIL)
    at = models.TimeField(default=NINE)
    phone = EncryptedText(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"reminders: {self.by}"


class Message(models.Model):
    """One message to one client. It is stored before it is sent, and sent at most once.

    PLANNED   waits for its turn, or for another try: nothing has left yet
    SENDING   being handed over; where this is still so after some minutes, the worker was cut off and it becomes UNKNOWN
    SENT      the mail server or the gateway took it
    UNKNOWN   nobody can say whether it left; it is not sent again
    FAILED    it was refused, or nothing could be reached until its check-ins closed
    DROPPED   not needed any more: answered, or the client wants none
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        UNKNOWN = "unknown", "Not known whether it left"
        FAILED = "failed", "Not sent"
        DROPPED = "dropped", "Not needed any more"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="reminders")
    by = models.CharField(max_length=4, choices=Choice.By.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    tries = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField()
    closes_at = models.DateTimeField()  # when the last of its check-ins closes: after that nothing is sent
    stop_digest = models.CharField(max_length=64, null=True, unique=True)  # of the token in its stop link
    planned_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["planned_at"]
        indexes = [models.Index(fields=["state", "try_after"])]

    def __str__(self) -> str:
        return f"reminder, {self.state}"


class Reminder(models.Model):
    """That a due date was reminded of, and by which message. There is one a due date: the database sees to it."""

    due = models.OneToOneField(DueCheckIn, primary_key=True, on_delete=models.PROTECT, related_name="reminder")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="reminders")

    def __str__(self) -> str:
        return "reminder of a check-in"
