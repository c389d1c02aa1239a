"""The forms of care teams, supervision and the audit trail."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet

from fullarc.web.access.queries import clinicians, people
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.models import Event


class JoinTeam(forms.Form):
    person = forms.ModelChoiceField(label="Clinician", queryset=User.objects.none(), empty_label="Choose …")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = clinicians()  # type: ignore[attr-defined]


class KeepOut(forms.Form):
    person = forms.ModelChoiceField(queryset=User.objects.none(), empty_label="Choose …")
    because = forms.CharField(label="Why", max_length=300, help_text="Only owners see it.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people().filter(is_active=True)  # type: ignore[attr-defined]


class LetIn(forms.Form):
    because = forms.CharField(label="Why they are let in again", max_length=300)


class LinkSupervisor(forms.Form):
    supervisor = forms.ModelChoiceField(queryset=User.objects.none(), empty_label="Choose …")
    supervisee = forms.ModelChoiceField(label="Supervises", queryset=User.objects.none(), empty_label="Choose …")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        supervisors = people().filter(is_active=True, roles__role=Role.SUPERVISOR)
        self.fields["supervisor"].queryset = supervisors  # type: ignore[attr-defined]
        self.fields["supervisee"].queryset = clinicians()  # type: ignore[attr-defined]


class TrailFilter(forms.Form):
    """Which part of the trail to show: by person, by client's id, by days."""

    who = forms.ModelChoiceField(label="Person", queryset=User.objects.none(), required=False, empty_label="Anybody")
    client = forms.UUIDField(label="Client's id", required=False)
    since = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].queryset = people()  # type: ignore[attr-defined]

    def chosen(self, events: QuerySet[Event]) -> QuerySet[Event]:
        given = self.cleaned_data
        if given.get("who"):
            events = events.filter(actor=given["who"].pk)
        if given.get("client"):
            events = events.filter(client=given["client"])
        if given.get("since"):
            events = events.filter(at__date__gte=given["since"])
        if given.get("until"):
            events = events.filter(at__date__lte=given["until"])
        return events

    def query(self) -> str:
        """The filter as a query string, for the links to other pages of the list."""
        return urlencode({name: value for name, value in self.data.items() if name in self.fields and value})
