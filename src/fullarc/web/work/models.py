"""When the background work was last alive."""

from django.db import models


class Heartbeat(models.Model):
    """One worker: inside `fullarc serve` ("serve"), or a process of its own ("work"). Several of one kind share a row."""

    name = models.CharField(primary_key=True, max_length=20)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"worker {self.name}"


class RoundRun(models.Model):
    """How the last run of one round went: `failed` is the name of the error's class, never its text; empty when it went well."""

    round = models.CharField(primary_key=True, max_length=40)
    ran_at = models.DateTimeField()
    failed = models.CharField(max_length=120, blank=True, default="")

    def __str__(self) -> str:
        return f"round {self.round}"
