"""A client's choice, and the practice's words."""

import re
from datetime import time
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fullarc.schedules.reminders import QuietHours
from fullarc.web.reminders.channels import texts_are_set_up
from fullarc.web.reminders.models import Choice, Wording
from fullarc.web.reminders.neutral import telling_words
from fullarc.web.versions import VersionedForm

HALF_HOURS = [time(half // 2, half % 2 * 30) for half in range(48)]
NUMBER = re.compile(r"\+[0-9]{7,15}")
AREAS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "UTC")


def offered_zones(now_in: str) -> list[tuple[str, str]]:
    """The zones to choose from, by place, and the one that holds now, whatever it is called."""
    places = {zone for zone in available_timezones() if zone.split("/")[0] in AREAS}
    return [(zone, zone.replace("_", " ")) for zone in sorted(places | {now_in})]


class ChoiceForm(forms.Form):
    """How, at what hour, by the clock of which place. Hours inside the practice's quiet hours are not offered."""

    way = forms.ChoiceField(label=_("How I want to be reminded"), widget=forms.RadioSelect)
    phone = forms.CharField(
        label=_("Mobile number"), required=False, max_length=20, help_text=_("With the country code, for example +358 40 123 4567.")
    )
    at = forms.TypedChoiceField(label=_("At what time"), coerce=time.fromisoformat)
    zone = forms.ChoiceField(label=_("Where I am (time zone)"))

    def __init__(self, *args: Any, quiet: QuietHours, **options: Any) -> None:
        super().__init__(*args, **options)
        ways = [(Choice.By.MAIL, _("By e-mail")), (Choice.By.NONE, _("Not at all"))]
        if texts_are_set_up():
            ways.insert(1, (Choice.By.TEXT, _("By text message")))
        else:
            del self.fields["phone"]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]
        self.fields["at"].choices = [(f"{at:%H:%M}",) * 2 for at in HALF_HOURS if not quiet.hold(at)]  # type: ignore[attr-defined]
        self.fields["zone"].choices = offered_zones(self.initial["zone"])  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        number = re.sub(r"[\s()./-]", "", self.cleaned_data["phone"])
        if number and not NUMBER.fullmatch(number):
            raise ValidationError(_("Please give the number with its country code: a plus sign and 7 to 15 digits."))
        return number

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given.setdefault("phone", "")
        if given.get("way") == Choice.By.TEXT and not given["phone"] and "phone" not in self.errors:
            self.add_error("phone", _("Please give the number that text messages go to."))
        return given


class WordingForm(VersionedForm):
    """What reminders say. Words that tell what it is about are refused: others may see the screen."""

    class Meta:
        model = Wording
        fields = ["subject", "text", "subject_es", "text_es", "quiet_from", "quiet_until"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "text_es": forms.Textarea(attrs={"rows": 4}),
            "quiet_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "quiet_until": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "text": "The link to the client's pages and the link that stops reminders are added below it.",
            "quiet_until": "By the clock of each client. No reminder comes in between; one chosen for then comes at the end of it.",
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in ("subject", "text", "subject_es", "text_es"):
            if told := telling_words(given.get(name) or ""):
                listed = ", ".join(f"“{word}”" for word in told)
                self.add_error(name, f"Found {listed}. Others may see the message: leave out what tells what it is about.")
            if name.startswith("subject") and "\n" in (given.get(name) or ""):
                self.add_error(name, "The subject is one line.")
        begins, ends = given.get("quiet_from"), given.get("quiet_until")
        if begins and ends and hours_left(QuietHours(begins, ends)) < 2:
            self.add_error("quiet_until", "At least two hours of the day must be left for reminders.")
        return given


def hours_left(quiet: QuietHours) -> float:
    """How many hours of a day are not quiet."""
    if quiet.begins == quiet.ends:
        return 24
    begins, ends = (at.hour * 60 + at.minute for at in (quiet.begins, quiet.ends))
    return 24 - (ends - begins) % (24 * 60) / 60
