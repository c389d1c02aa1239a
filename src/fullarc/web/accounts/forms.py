"""The forms of the first start, of joining, and of the staff pages."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import STAFF

STAFF_CHOICES = [(role.value, role.label) for role in STAFF]
PASSWORD_HELP = "At least 12 characters. Four unrelated words are good; a password manager is better."  # noqa: S105 - advice, no password


class NewPassword(forms.Form):
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PASSWORD_HELP,
        strip=False,
        max_length=4096,
    )

    def person(self) -> User:
        """Whose password it is, for the check of likeness."""
        return User(email=self.cleaned_data.get("email", ""), name=self.cleaned_data.get("name", ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if password := cleaned.get("password"):
            try:
                validate_password(password, self.person())
            except ValidationError as refused:
                self.add_error("password", refused)
        return cleaned


class WhoBegins(forms.Form):
    practice = forms.CharField(label="Name of the practice", max_length=200)
    name = forms.CharField(label="Your name", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="You sign in with it. Mail goes to it only where the practice sets mail up.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class BeginPractice(WhoBegins, NewPassword):
    field_order = ["practice", "name", "email", "password"]


class Join(NewPassword):
    code = forms.CharField(
        label="Invitation code", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    )
    field_order = ["code", "password"]


class Invite(forms.Form):
    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="E-mail address")
    roles = forms.MultipleChoiceField(label="Roles", choices=STAFF_CHOICES, widget=forms.CheckboxSelectMultiple)

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError("Somebody with this address is on the list already.")
        return email


class Roles(forms.Form):
    roles = forms.MultipleChoiceField(label="Roles", choices=STAFF_CHOICES, widget=forms.CheckboxSelectMultiple)
