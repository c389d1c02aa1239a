"""Whether a client's safety plan is shown on the client's side."""

from django.conf import settings
from django.db import models

from fullarc.web.clients.models import Client


class ShownPlan(models.Model):
    """The safety plan in force is shown to the client from the release on, until that is taken back; newer versions take its place."""

    client = models.OneToOneField(Client, primary_key=True, on_delete=models.PROTECT, related_name="shown_plan")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(auto_now=True)
    taken_back_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "a safety plan on the client's side"
