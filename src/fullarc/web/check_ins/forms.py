"""What a client is sent and when, as a form."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fullarc.schedules.schedule import Rhythm, Schedule, ScheduleRefused
from fullarc.schedules.week import DAYS_OF_THE_WEEK
from fullarc.web.check_ins.actions import may_be_assigned
from fullarc.web.check_ins.models import Assignment
from fullarc.web.clients.forms import DAY
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.versions import VersionedForm

RHYTHMS = [
    (Rhythm.BEFORE_SESSION.value, "Before each session"),
    (Rhythm.EVERY_OTHER_SESSION.value, "Before every other session"),
    (Rhythm.WEEKLY.value, "Every week"),
    (Rhythm.DAILY.value, "Every day"),
    (Rhythm.ONCE.value, "Once"),
]
WEEKDAYS = [("", "choose a day"), *((str(number), day) for number, day in enumerate(DAYS_OF_THE_WEEK))]


class ScheduleForm(VersionedForm):
    """How often, from when until when. `schedule` holds the value after the form was found valid."""

    rhythm = forms.ChoiceField(label="How often", choices=RHYTHMS, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(label="Day of the week", choices=WEEKDAYS, coerce=int, empty_value=None, required=False)

    class Meta:
        model = Assignment
        fields = ["rhythm", "weekday", "begins", "ends", "remind"]
        widgets = {"begins": DAY, "ends": DAY}
        help_texts = {
            "ends": "The last day, included. Without one it runs until you end it, or the course ends.",
            "remind": "Only where the client wants reminders and has an account; the text names neither the client nor the measure.",
        }

    def __init__(self, *args: Any, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = zone
        self.fields["weekday"].help_text = "For what is sent every week."

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors:
            rhythm = Rhythm(given["rhythm"])
            weekday = given["weekday"] if rhythm is Rhythm.WEEKLY else None
            try:
                self.schedule = Schedule(rhythm, given["begins"], self.zone, given["ends"], weekday)
            except ScheduleRefused as refused:
                raise ValidationError(str(refused)) from None
        return given


class AssignForm(ScheduleForm):
    """What, for which course of care, and how often."""

    what = forms.ChoiceField(label="What the client is sent")
    course = forms.ModelChoiceField(label="Course of care", queryset=CourseOfCare.objects.none(), empty_label=None)

    field_order = ("course", "what", "rhythm", "weekday", "begins", "ends", "remind")

    def __init__(self, *args: Any, courses: list[CourseOfCare], today: date, **options: Any) -> None:
        super().__init__(*args, initial={"begins": today, "rhythm": Rhythm.WEEKLY.value, "weekday": today.weekday()}, **options)
        self.fields["course"].queryset = CourseOfCare.objects.filter(pk__in=[each.pk for each in courses])  # type: ignore[attr-defined]
        if len(courses) == 1:
            self.fields["course"].widget = forms.HiddenInput()
            self.initial["course"] = courses[0].pk
        measures, logs = may_be_assigned()
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            ("", "choose"),
            ("Measures", [(f"{Assignment.Kind.MEASURE}:{one}", name) for one, name in measures]),
            ("Journals and logs", [(f"{Assignment.Kind.LOG}:{one}", name) for one, name in logs]),
        ]

    @property
    def chosen(self) -> tuple[str, str]:
        """The kind and the id of what was chosen."""
        kind, _, what = self.cleaned_data["what"].partition(":")
        return kind, what
