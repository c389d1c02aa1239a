"""What is taken out as FHIR, and how much of it."""

from typing import Any

from django import forms

from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.records.forms import TakingOut


class FhirForm(TakingOut):
    """One course or all; with or without the client's name and the words of notes; sealed unless it is asked for plain."""

    course = forms.ChoiceField(label="What", widget=forms.RadioSelect, initial="")
    named = forms.BooleanField(
        label="With the client's name, code and birth date",
        required=False,
        initial=True,
        help_text="Without it the file has a pseudonym. Goals, events and notes keep their words, which may name people.",
    )
    notes = forms.BooleanField(label="With the text of signed notes", required=False, initial=True)
    plain = forms.BooleanField(label="Without encryption, for a system that cannot open it: I look after the file myself", required=False)

    def __init__(self, user: User, client: Client, *args: Any, **options: Any) -> None:
        super().__init__(user, *args, **options)
        self.courses = {str(course.pk): course for course in client.courses.all()}
        told = [(key, f"The course of care from {each.began.day} {each.began:%B %Y}") for key, each in self.courses.items()]
        self.fields["course"].choices = [("", "Everything about this client"), *told] if len(told) != 1 else [("", told[0][1])]  # type: ignore[attr-defined]
        self.fields["course"].required = False

    @property
    def chosen(self) -> list[CourseOfCare]:
        picked = self.cleaned_data["course"]
        return [self.courses[picked]] if picked else list(self.courses.values())
