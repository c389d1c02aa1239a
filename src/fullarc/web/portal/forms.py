"""The forms of the client's side, and of those who keep it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fullarc.web.access.models import Guardianship
from fullarc.web.accounts.forms import NewPassword
from fullarc.web.accounts.models import User
from fullarc.web.clients.forms import DAY
from fullarc.web.portal.inviting import Terms
from fullarc.web.portal.models import WhoToCall
from fullarc.web.versions import VersionedForm


class Language(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class Code(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        help_text=_("Letters and digits. Capital letters and hyphens do not matter."),
    )


class ComeIn(NewPassword):
    """Agree, and make the account."""

    agree = forms.BooleanField(
        label=_("I have read this and I agree"), error_messages={"required": _("Without your consent no account can be made.")}
    )
    name = forms.CharField(label=_("What may we call you here?"), max_length=120, help_text=_("A first name is enough."))
    email = forms.EmailField(
        label=_("Your e-mail address"), help_text=_("You sign in with it."), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    field_order = ["agree", "name", "email", "password"]

    def __init__(self, *args: Any, account: User | None = None, **options: Any) -> None:
        """`account` is the one that is renewed: it keeps its name and address."""
        super().__init__(*args, **options)
        self.account = account
        if account is not None:
            del self.fields["name"], self.fields["email"]
        elif self.data.get("way") == "passkey":  # added on the page that follows
            self.fields["password"].required = False
        self.fields["password"].label = _("Choose a password")
        self.fields["password"].help_text = _("At least 12 characters. Four words that have nothing to do with each other are good.")

    def person(self) -> User:
        return self.account or super().person()

    @property
    def may_use_passkey(self) -> bool:
        """Who renews an account sets a password: the passkey they had may be what was lost."""
        return self.account is None


class WhoToCallForm(VersionedForm):
    class Meta:
        model = WhoToCall
        fields = ["contacts", "not_watched", "contacts_es", "not_watched_es"]
        labels = {
            "contacts": "Whom clients can call",
            "not_watched": "That answers are not watched around the clock",
            "contacts_es": "Whom clients can call, in Spanish",
            "not_watched_es": "That answers are not watched, in Spanish",
        }
        help_texts = {
            "contacts": "A line each, with a number: the emergency number, a crisis line, the practice in its hours.",
            "not_watched": "For example: Nobody reads your answers at night or on weekends. If you need help now, call a number above.",
            "contacts_es": "Left out, the lines above are shown.",
        }
        widgets = {
            "contacts": forms.Textarea(attrs={"rows": 5}),
            "not_watched": forms.Textarea(attrs={"rows": 3}),
            "contacts_es": forms.Textarea(attrs={"rows": 5}),
            "not_watched_es": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in ("contacts", "contacts_es"):
            if given.get(name) and not any(character.isdigit() for character in given[name]):
                self.add_error(name, "No number is among these lines. Give at least one that a client can call.")
        return given


class AdultAge(forms.Form):
    """From which birthday on no guardian's access opens anything."""

    adult_at = forms.IntegerField(
        label="Age at which guardians' access ends",
        min_value=12,
        max_value=25,
        help_text="In years; 18 unless the law where you are says otherwise.",
    )


class InviteClient(forms.Form):
    email = forms.EmailField(
        label="E-mail address", required=False, help_text="Left empty, nothing is sent: hand over or print the code that is shown next."
    )


class InviteGuardian(forms.Form):
    """A guardian: whose consent or order it rests on, what it opens, until when."""

    name = forms.CharField(label="Name of the guardian", max_length=120)
    basis = forms.CharField(
        label="On what ground", max_length=400, help_text="For example: mother, joint custody; court order of 3 May, file number."
    )
    scopes = forms.MultipleChoiceField(
        label="What it opens",
        choices=Guardianship.Scope.choices,
        initial=list(Guardianship.DEFAULT),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The journal is never among it. Agree with the young person before you open more than the first two.",
    )
    begins = forms.DateField(label="From", required=False, widget=DAY)
    ends = forms.DateField(
        label="Until before", required=False, widget=DAY, help_text="At the latest it ends when the client comes of age."
    )
    email = forms.EmailField(label="E-mail address", required=False, help_text="Left empty, nothing is sent.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("begins") and given.get("ends") and given["ends"] <= given["begins"]:
            self.add_error("ends", "The end lies before the beginning. Correct one of the two dates.")
        return given

    @property
    def terms(self) -> Terms:
        given = self.cleaned_data
        return Terms(given["name"], given["basis"], tuple(given["scopes"]), given["begins"], given["ends"])


class Scopes(forms.Form):
    scopes = forms.MultipleChoiceField(
        label="What it opens", choices=Guardianship.Scope.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
