"""The period of a pack, and whether it leaves sealed."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fullarc.web.accounts.models import User
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.records.forms import TakingOut

DAY = {"type": "date"}


class PackForm(TakingOut):
    since = forms.DateField(label="From", widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY))
    until = forms.DateField(label="To, included", widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY))
    plain = forms.BooleanField(label="Without encryption: I look after the file myself", required=False)

    def __init__(self, user: User, course: CourseOfCare, today: date, *args: Any, **options: Any) -> None:
        super().__init__(user, *args, **options)
        self.initial.update(since=course.began, until=min(course.ended or today, today))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            raise ValidationError("The period ends before it begins. Change one of the two days.")
        return given
