"""The form of a process note, and what belongs into the record instead."""

import re

from django import forms

from fullarc.web.clients.forms import DAY
from fullarc.web.process_notes.models import ProcessNote
from fullarc.web.sent_once import SentOnce
from fullarc.web.versions import VersionedForm

# 45 CFR 164.501: these are never part of psychotherapy notes.
BELONGS_ELSEWHERE = {
    "a diagnosis code": re.compile(r"\b[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}\b"),
    "a score": re.compile(r"\b(?:PHQ|GAD|PCL|OQ|BDI|CORE|ORS|SRS|DASS)[- ]?\d*\S*\s*(?:=|:|was|is|of)?\s*\d+\b", re.IGNORECASE),
    "a time of the session": re.compile(r"\b\d{1,2}[:.]\d{2}\s*(?:-|–|to|until)\s*\d{1,2}[:.]\d{2}\b"),
    "medication": re.compile(r"\b\d+\s?mg\b", re.IGNORECASE),
}


class ProcessNoteForm(SentOnce, VersionedForm):
    class Meta:
        model = ProcessNote
        fields = ["date", "text"]
        widgets = {"date": DAY, "text": forms.Textarea(attrs={"rows": 16, "spellcheck": "true"})}


def belongs_elsewhere(text: str) -> list[str]:
    """What a process note seems to hold that the law keeps in the record: medication, times, test results, diagnoses."""
    return [what for what, pattern in BELONGS_ELSEWHERE.items() if pattern.search(text)]
