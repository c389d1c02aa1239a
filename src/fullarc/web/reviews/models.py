"""Reviews: an assessment frozen at a point, with the clinician's own words. A signed one never changes."""

import uuid
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from fullarc.reports.frozen import Frozen, from_json, hash_of
from fullarc.reports.given import OWN_WORDS, Words
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON
from fullarc.web.signed import Signed


class Review(Signed):
    """draft -> signed. `frozen` is the assessment with its data; `words` what the clinician chose and wrote: "chosen" ids of statements,
    "worded" other wordings of them, "own" the answers only a clinician can give, "discussed_on" a day.
    """

    class Kind(models.TextChoices):
        PROGRESS = "progress", "Progress review"
        PLAN = "plan", "Review of the treatment plan"
        DISCHARGE = "discharge", "Discharge review"
        TRANSFER = "transfer", "Transfer review"
        AUDIT = "audit", "Review for an audit"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveIntegerField()
    kind = models.CharField("kind of review", max_length=10, choices=Kind.choices, default=Kind.PROGRESS)
    as_of = models.DateField()
    frozen = EncryptedJSON(default=dict)
    frozen_at = models.DateTimeField()
    words = EncryptedJSON(default=dict)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="one_review_a_number"),
            models.UniqueConstraint(fields=["course"], condition=Q(signed_at=None), name="one_draft_of_a_review"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, content_hash="")
                | (Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(content_hash="")),
                name="a_signed_review_has_signer_and_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.number}"

    @cached_property
    def value(self) -> Frozen:
        """The frozen assessment as the core's value, read once."""
        return from_json(self.frozen)

    @property
    def as_words(self) -> Words:
        return words_of(self.words)

    def hash_now(self) -> str:
        """SHA-256 of everything that is signed."""
        return hash_of({"kind": self.kind, "as_of": self.as_of.isoformat(), "frozen": self.frozen, "words": self.words})

    @property
    def verification(self) -> str:
        """The first characters of the hash, in fours, as they are printed."""
        return " ".join(self.content_hash[i : i + 4] for i in (0, 4, 8))


def words_of(kept: dict[str, Any]) -> Words:
    """The clinician's words from their stored form."""
    chosen = kept.get("chosen")
    return Words(None if chosen is None else frozenset(chosen), dict(kept.get("worded", {})), dict(kept.get("own", {})))


class ReviewAutosave(models.Model):
    """Words of a draft that somebody typed and has not saved: one row a person and tab, gone when that tab saves or signs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="autosaves")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tab = models.CharField(max_length=40)
    started_from = models.PositiveIntegerField()
    sequence = models.PositiveIntegerField(default=0)
    words = EncryptedJSON(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["review", "user", "tab"], name="one_autosave_of_a_review_a_tab")]

    def __str__(self) -> str:
        return "unsaved words of a review"

    @property
    def mark(self) -> str:
        """These words of this row: others once more is typed."""
        return f"{self.pk.hex}.{self.sequence}"

    def holds_more(self, review: Review) -> bool:
        """Whether they are other words than those that the review keeps."""
        return any(
            self.words.get(key) and self.words.get(key) != review.words.get(key) for key in ("chosen", "worded", "own", "discussed_on")
        )

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What was written in them, by what it answers."""
        own = [(OWN_WORDS[key][0], text) for key, text in self.words.get("own", {}).items() if key in OWN_WORDS]
        return own + [("A statement in other words", text) for text in self.words.get("worded", {}).values()]
