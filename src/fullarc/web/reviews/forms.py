"""The form of a review: which statements are told and in which words, what only a clinician can say. Nothing is required for a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from fullarc.course.assessment import CourseAssessment
from fullarc.exchange.pages.course_words import proofs_counted, statement_topic
from fullarc.reports.given import OWN_WORDS
from fullarc.web.clients.forms import DAY
from fullarc.web.reviews.models import Review

LONGEST = 20_000  # characters of an answer
LONGEST_STATEMENT = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in the form: its tick, its wording, and what it rests on."""

    topic: str
    tick: BoundField
    wording: BoundField
    text: str
    rests_on: str


class BeginForm(forms.Form):
    kind = forms.ChoiceField(label="Kind of review", choices=Review.Kind.choices, widget=forms.Select)


class ReviewForm(forms.Form):
    """`from_version` is the draft that its writer saw; `tab` the page it was typed in; `kept` marks unsaved words that were put into it."""

    from_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    tab = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    kind = forms.ChoiceField(label="Kind of review", choices=Review.Kind.choices)

    def __init__(self, *args: Any, review: Review, **options: Any) -> None:
        super().__init__(*args, **options)
        self.seen = review.value.seen
        for i, statement in enumerate(self.seen.statements, 1):
            self.fields[f"told_{statement.id}"] = forms.BooleanField(required=False, label=f"Tell statement {i}")
            area = forms.Textarea(attrs={"rows": 2, "spellcheck": "true"})
            self.fields[f"worded_{statement.id}"] = forms.CharField(
                required=False, label=f"Wording of statement {i}", widget=area, max_length=LONGEST_STATEMENT
            )
        for key, (heading, asks) in OWN_WORDS.items():
            area = forms.Textarea(attrs={"rows": 4, "spellcheck": "true"})
            self.fields[key] = forms.CharField(label=heading, help_text=asks, required=False, strip=False, max_length=LONGEST, widget=area)
        self.fields["discussed_on"] = forms.DateField(label="Read and discussed with the client on", required=False, widget=DAY)

    @classmethod
    def of(cls, review: Review, words: Mapping[str, Any] | None = None, *, started_from: int | None = None, kept: str = "") -> "ReviewForm":
        """The form as it stands: filled with `words`, or with what is stored."""
        shown = review.words if words is None else words
        worded, chosen = shown.get("worded", {}), set(shown.get("chosen", ()))
        initial: dict[str, Any] = {"from_version": started_from or review.version, "kept": kept, "kind": shown.get("kind") or review.kind}
        for statement in review.value.seen.statements:
            initial[f"told_{statement.id}"] = statement.id in chosen
            initial[f"worded_{statement.id}"] = worded.get(statement.id) or statement.text
        initial |= dict(shown.get("own", {})) | {"discussed_on": shown.get("discussed_on", "")}
        return cls(initial=initial, review=review)

    @property
    def words(self) -> dict[str, Any]:
        """What was chosen and written, as it is stored. A wording that is the statement's own is not kept."""
        given = self.cleaned_data
        own = {key: given[key].replace("\r\n", "\n") for key in OWN_WORDS if given.get(key, "").strip()}
        worded = {}
        for statement in self.seen.statements:
            typed = " ".join(given.get(f"worded_{statement.id}", "").split())
            if typed and typed != statement.text:
                worded[statement.id] = typed
        chosen = [s.id for s in self.seen.statements if given.get(f"told_{s.id}")]
        day = given.get("discussed_on")
        return {"chosen": chosen, "worded": worded, "own": own, **({"discussed_on": day.isoformat()} if day else {})}

    def lines(self) -> list[Line]:
        return [
            Line(statement_topic(s, self.seen), self[f"told_{s.id}"], self[f"worded_{s.id}"], s.text, proofs_counted(s.evidence))
            for s in self.seen.statements
        ]

    def answers(self) -> list[BoundField]:
        return [self[key] for key in OWN_WORDS] + [self["discussed_on"]]


def sentences(seen: CourseAssessment, words: Mapping[str, Any]) -> str:
    """The told statements as one text, for the page that shows two versions side by side."""
    chosen, worded = set(words.get("chosen", ())), words.get("worded", {})
    return "\n".join(worded.get(s.id) or s.text for s in seen.statements if s.id in chosen)
