"""The forms of clients, courses and sessions."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fullarc.web.clients.models import Client, CourseOfCare, Session
from fullarc.web.sent_once import SentOnce
from fullarc.web.versions import VersionedForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CODE = re.compile(r"\w[\w ./-]*")


class ClientForm(SentOnce, VersionedForm):
    class Meta:
        model = Client
        fields = ["name", "code", "born", "contact"]
        labels = {"code": "Code", "contact": "Contact"}
        help_texts = {
            "code": "Shown wherever a name would be too much. Left empty, the next free one is given.",
            "contact": "Phone, address, whom to call in an emergency. Encrypted, like the name and the date of birth.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "contact": forms.Textarea(attrs={"rows": 3}),
            "born": DAY,
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].required = False

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"]).strip()

    def clean_born(self) -> date | None:
        born: date | None = self.cleaned_data["born"]
        if born is not None and not date(1900, 1, 1) <= born <= timezone.localdate():
            raise ValidationError("This day of birth lies in the future or before 1900. Correct the year, or leave the day out.")
        return born

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"] or "").strip()
        if code and code != self.instance.code and not CODE.fullmatch(code):
            raise ValidationError(
                "Found a sign that a code cannot have. Use letters, digits, spaces, . / and -; begin with a letter or digit."
            )
        return code or (self.instance.code if self.instance.code else "")


class CourseForm(SentOnce, VersionedForm):
    class Meta:
        model = CourseOfCare
        fields = ["began", "presenting_problem", "modality", "ended", "ending"]
        widgets = {"began": DAY, "ended": DAY, "presenting_problem": forms.Textarea(attrs={"rows": 3})}
        labels = {"presenting_problem": "Presenting problem, in the client's words"}
        help_texts = {
            "presenting_problem": "As the client says why they come: “I panic on the train.” It is quoted as it stands, and the "
            "assessment begins with it."
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("began") and given.get("ended") and given["ended"] < given["began"]:
            self.add_error("ended", "The end lies before the beginning. Correct one of the two dates.")
        if given.get("ending") and not given.get("ended"):
            self.add_error("ended", "A course that has ended needs the day on which it did.")
        return given


class SessionForm(SentOnce, VersionedForm):
    class Meta:
        model = Session
        fields = ["date", "begins", "attendance", "minutes", "format"]
        widgets = {"date": DAY, "begins": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}

    def __init__(self, *args: Any, course: CourseOfCare, **options: Any) -> None:
        super().__init__(*args, **options)
        self.course = course

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        if day < self.course.began:
            raise ValidationError(
                "The course of care began on %(began)s. Set its beginning earlier first.", params={"began": self.course.began}
            )
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        day, state = given.get("date"), given.get("attendance")
        if day and day > timezone.localdate() and state in (Session.State.ATTENDED, Session.State.MISSED):
            self.add_error("attendance", "The day is still to come. Choose Planned, and say afterwards whether the client came.")
        return given

    def clean_minutes(self) -> int | None:
        minutes = self.cleaned_data["minutes"]
        if minutes is not None and not 1 <= minutes <= 600:
            raise ValidationError("A session lasts from 1 to 600 minutes.")
        return int(minutes) if minutes is not None else None
