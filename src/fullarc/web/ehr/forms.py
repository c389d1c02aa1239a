"""The other system's settings, and who a client is there."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fullarc.web.ehr.addresses import AddressRefused, checked_address, origin
from fullarc.web.ehr.dropping import FolderRefused, checked_folder
from fullarc.web.ehr.models import Destination
from fullarc.web.versions import VersionedForm

FHIR_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")


class DestinationForm(VersionedForm):
    """What is not needed for the chosen kind may stay empty. A token is kept for its own server alone."""

    bearer_token = forms.CharField(
        label="Token",
        required=False,
        max_length=4_000,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Kept encrypted and never shown again. Leave empty to keep the one that is there; another server needs its own.",
    )

    class Meta:
        model = Destination
        fields = (
            "kind",
            "in_use",
            "address",
            "writes",
            "sign_in",
            "bearer_token",
            "token_address",
            "known_as",
            "scope",
            "algorithm",
            "folder",
        )
        widgets = {"kind": forms.RadioSelect, "sign_in": forms.RadioSelect, "writes": forms.RadioSelect}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("address", "token_address", "known_as", "folder"):
            self.fields[name] = forms.CharField(
                label=self.fields[name].label,
                required=False,
                max_length=500,
                initial=getattr(self.instance, name),
                help_text=HELP.get(name, ""),
            )
        for name in ("kind", "sign_in", "writes"):
            field = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]  # type: ignore[attr-defined]
        self.initial["bearer_token"] = ""

    def clean_address(self) -> str:
        return self.address_in("address")

    def clean_token_address(self) -> str:
        return self.address_in("token_address")

    def address_in(self, name: str) -> str:
        typed = str(self.cleaned_data[name])
        try:
            return checked_address(typed) if typed.strip() else ""
        except AddressRefused as refused:
            raise ValidationError(str(refused)) from None

    def clean_folder(self) -> str:
        typed = str(self.cleaned_data["folder"])
        try:
            return checked_folder(typed) if typed.strip() else ""
        except FolderRefused as refused:
            raise ValidationError(str(refused)) from None

    def clean_bearer_token(self) -> str:
        typed = str(self.cleaned_data["bearer_token"])
        if typed and not (typed.isascii() and typed.isprintable() and " " not in typed):
            raise ValidationError("A token has no blanks and no letters beyond a to z. Copy it again.")
        same = origin(str(self.cleaned_data.get("address", ""))) == origin(str(self.instance.address))
        return typed or (str(self.instance.bearer_token) if same else "")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("kind") == Destination.Kind.FOLDER:
            needed = ["folder"]
        elif given.get("sign_in") == Destination.SignIn.BACKEND:
            needed = ["address", "token_address", "known_as"]
        else:
            needed = ["address", "bearer_token"]
        for name in needed:
            if given.get("in_use") and not given.get(name) and name not in self.errors:
                self.add_error(name, "This is needed before anything can be sent.")
        return given


HELP = {
    "address": "The base address, such as https://fhir.example.org/r4. Nothing is ever sent to another host, and no redirect is followed.",
    "token_address": "Only for signed requests; as the other system's administrator names it.",
    "known_as": "Only for signed requests; given by the other system when you register the public key below.",
    "folder": "The whole path. Each signed note is put there as a text file, whole or not at all.",
}


class PatientForm(forms.Form):
    """The id of the client's Patient at the server."""

    patient = forms.CharField(label="Id of the client in the other system", max_length=64, help_text="The id of the FHIR Patient there.")

    def clean_patient(self) -> str:
        typed = str(self.cleaned_data["patient"]).strip().removeprefix("Patient/")
        if not FHIR_ID.fullmatch(typed):
            raise ValidationError("An id has letters, digits, dots and dashes only, at most 64. Copy it from the other system.")
        return typed
