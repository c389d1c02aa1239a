"""The clinician's password, asked for on a device that a client holds or looks at, before the application opens again."""

from django import forms
from django.contrib.auth import authenticate

from fullarc.web.accounts.signed_in import Request


class TakeBack(forms.Form):
    password = forms.CharField(
        label="Password of the clinician",
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


def is_back(request: Request, form: TakeBack) -> bool:
    """Whether a sent form holds the password of the person who is signed in; otherwise the form says why not.

    Failures count as failed sign-ins.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    person = authenticate(request, email=request.user.email, password=form.cleaned_data["password"])
    if person is not None and person.pk == request.user.pk:
        return True
    form.add_error("password", "This is not the password of the person who is signed in.")
    return False
