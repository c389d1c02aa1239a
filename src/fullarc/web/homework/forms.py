"""The forms of homework: agreeing on a task, and saying how it went."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fullarc.modalities.code_list import code_list
from fullarc.web.clients.forms import DAY
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.goals.models import Goal
from fullarc.web.homework.models import Report
from fullarc.web.journal.forms_at_home import may_be_offered

LONGEST_TASK = 1_000  # signs


class TaskForm(forms.Form):
    """One task, in words that the client will read."""

    text = forms.CharField(label="What was agreed", max_length=LONGEST_TASK, widget=forms.Textarea(attrs={"rows": 2}))
    due = forms.DateField(label="Due", required=False, widget=DAY, help_text="Left empty: until the next session.")
    worksheet = forms.ChoiceField(label="Worksheet", required=False)
    goal = forms.ChoiceField(label="Goal", required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, course: CourseOfCare, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"key": uuid.uuid4(), **self.initial}
        sheets = [(form.id, form.name) for form in may_be_offered()]
        self.goals = {str(goal.pk): goal for goal in Goal.objects.filter(course=course, closed_on=None)}
        self.fields["worksheet"].choices = [("", "none"), *sheets]  # type: ignore[attr-defined]
        self.fields["goal"].choices = [("", "none"), *((key, goal.text) for key, goal in self.goals.items())]  # type: ignore[attr-defined]

    @property
    def goal_chosen(self) -> Goal | None:
        return self.goals.get(self.cleaned_data["goal"])


class ReportForm(forms.Form):
    """How a task went: one tap, and more if the client likes."""

    how = forms.ChoiceField(
        label=gettext_lazy("How did it go?"), choices=Report.How.choices, widget=forms.RadioSelect(attrs={"class": "words"})
    )
    obstacles = forms.MultipleChoiceField(
        label=gettext_lazy("What got in the way?"), required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "codes"})
    )
    words = forms.CharField(
        label=gettext_lazy("In your words, if you like"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    uuid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"uuid": uuid.uuid4(), **self.initial}
        self.fields["obstacles"].choices = [(code.id, _(code.label)) for code in code_list("obstacles")]  # type: ignore[attr-defined]
