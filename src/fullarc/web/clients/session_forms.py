"""The forms of sessions that are planned ahead."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fullarc.web.clients.forms import DAY
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.clients.scheduling import MOST, CannotPlan, days_of
from fullarc.web.versions import VersionedForm

CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PlanForm(VersionedForm):
    """One session or a row of them. `days` holds the days after it was found valid."""

    REPEAT = [("0", "Once"), ("1", "Every week"), ("2", "Every two weeks")]

    repeat = forms.ChoiceField(label="Repeat", choices=REPEAT, widget=forms.RadioSelect, initial="0")
    times = forms.IntegerField(label="How often", required=False, min_value=1, max_value=MOST)
    until = forms.DateField(label="Or until", required=False, widget=DAY)

    class Meta:
        model = Session
        fields = ["date", "begins", "minutes", "format"]
        widgets = {"date": DAY, "begins": CLOCK}

    def __init__(self, *args: Any, course: CourseOfCare, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.course, self.today, self.days = course, today, list[date]()
        self.fields["times"].help_text = "For a session that is repeated. Say how often, or until which day."

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        if day < self.today:
            raise ValidationError("This day has passed. Enter a past session with New session.")
        return day

    def clean_minutes(self) -> int | None:
        minutes: int | None = self.cleaned_data["minutes"]
        if minutes is not None and not 1 <= minutes <= 600:
            raise ValidationError("A session lasts from 1 to 600 minutes.")
        return minutes

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.days = days_of(given["date"], int(given["repeat"]), times=given["times"], until=given["until"])
            except CannotPlan as refused:
                self.add_error("times", str(refused))
        return given


class MoveForm(forms.Form):
    """Another day or time for a planned session, and whether the later ones of its row move along."""

    date = forms.DateField(label="Day", widget=DAY)
    begins = forms.TimeField(label="Time", required=False, widget=CLOCK)
    and_later = forms.BooleanField(label="Move the later planned sessions of this row by as many days", required=False)
    from_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, sent: Any, *, session: Session, later: int) -> None:
        super().__init__(sent, initial={"date": session.date, "begins": session.begins, "from_version": session.version})
        if not later:
            del self.fields["and_later"]
