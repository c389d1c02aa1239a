from typing import Any

from django import forms

from fullarc.web.clients.forms import DAY
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.groups.models import Group, GroupSession
from fullarc.web.sent_once import SentOnce
from fullarc.web.versions import VersionedForm


class GroupForm(SentOnce, VersionedForm):
    class Meta:
        model = Group
        fields = ("kind", "name")
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}


class MemberForm(forms.Form):
    """A client of one's own to put into the group."""

    course = forms.ModelChoiceField(label="Client", queryset=CourseOfCare.objects.none())

    def __init__(self, *args: Any, courses: list[CourseOfCare], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["course"]
        field.queryset = CourseOfCare.objects.filter(pk__in=[course.pk for course in courses])  # type: ignore[attr-defined]
        field.choices = [("", "—"), *((course.pk, f"{course.client.name}, {course.client.code}") for course in courses)]  # type: ignore[attr-defined]


class MeetingForm(SentOnce, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = GroupSession
        fields = ("date", "begins", "minutes")
        widgets = {"date": DAY, "begins": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}
