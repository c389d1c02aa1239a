"""Changing the password: allauth's form with words for whoever sees it."""

from typing import Any

from allauth.account.forms import ChangePasswordForm
from django.utils.translation import gettext as _


class ChangePassword(ChangePasswordForm):  # type: ignore[misc]
    """A client or guardian who forgot it is sent to the therapist, and to no computer of the practice."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password1"].help_text = _("At least 12 characters. Four words that have nothing to do with each other are good.")
        if self.user.uses_portal:
            self.fields["oldpassword"].help_text = _("Forgotten? Your therapist can send you a new invitation.")
