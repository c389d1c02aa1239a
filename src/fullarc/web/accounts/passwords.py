"""What a password may not be made of, besides Django's own checks (length, common passwords, likeness to name and address)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fullarc.web.accounts.models import Practice

WORDS = ("fullarc", "therapy", "password", "clinic", "practice")


class NoWordsOfThePlace:
    """Refuses a password that is little more than the name of the product or of the practice."""

    def validate(self, password: str, user: object = None) -> None:
        practice = Practice.objects.first()
        words = {*WORDS, *(word.lower() for word in (practice.name.split() if practice else []) if len(word) > 3)}
        rest = password.lower()
        for word in sorted(words, key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != password.lower() and len(rest) < 8:
            raise ValidationError(
                _("This password is little more than the name of the practice or the product."), code="words_of_the_place"
            )

    def get_help_text(self) -> str:
        return _("Four unrelated words make a good password. Not the name of the practice or of Fullarc.")
