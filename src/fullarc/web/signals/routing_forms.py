"""The forms of the routing of unseen signals."""

from typing import Any

from django import forms

from fullarc.schedules.week import DAYS_OF_THE_WEEK
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.signals.routing_models import Away, Routing


class RoutingForm(forms.ModelForm[Routing]):
    """What shall hold. `typed` is asked of a person who is alone in the practice."""

    days = forms.MultipleChoiceField(
        label="On these days",
        choices=[(str(number), day) for number, day in enumerate(DAYS_OF_THE_WEEK)],
        widget=forms.CheckboxSelectMultiple,
    )
    typed = forms.CharField(label="The sentence that is asked for above", max_length=100, required=False)

    class Meta:
        model = Routing
        fields = ("wait_hours", "opens", "closes", "days", "backup", "because")
        widgets = {
            "opens": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "closes": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "because": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"backup": "Backup clinician, beside those who are cover in a care team", "because": "Why, when signals would wait longer"}

    def __init__(self, *args: Any, alone: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not alone:
            del self.fields["typed"]
        self.fields["backup"].queryset = User.objects.filter(is_active=True, roles__role=Role.CLINICIAN).distinct()  # type: ignore[attr-defined]
        self.fields["wait_hours"].widget.attrs |= {"min": 1, "max": 12}
        self.order_fields(["wait_hours", "opens", "closes", "days", "backup", "because", "typed"])

    def clean_days(self) -> str:
        return "".join(sorted(self.cleaned_data["days"]))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens, closes = given.get("opens"), given.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", "The end does not lie after the beginning.")
        return given

    def clean_wait_hours(self) -> int:
        hours = int(self.cleaned_data["wait_hours"])
        if not 1 <= hours <= 12:
            raise forms.ValidationError(f"Found {hours}. One to twelve working hours can be set.")
        return hours


class AwayForm(forms.ModelForm[Away]):
    class Meta:
        model = Away
        fields = ("user", "begins", "ends")
        widgets = {"begins": forms.DateInput(attrs={"type": "date"}), "ends": forms.DateInput(attrs={"type": "date"})}
        labels = {"user": "Who"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        staff = (Role.CLINICIAN, Role.SUPERVISOR, Role.OWNER)
        self.fields["user"].queryset = User.objects.filter(is_active=True, roles__role__in=staff).distinct()  # type: ignore[attr-defined]
