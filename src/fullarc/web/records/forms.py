"""What is taken out, with which passphrase, and who agrees to it."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from fullarc.web.accounts.models import Practice, User
from fullarc.web.accounts.roles import Role
from fullarc.web.accounts.second_person import may_agree, others
from fullarc.web.records.handing_out import REASONS
from fullarc.web.records.sealed import new_passphrase

RECORD, TABLES, RESEARCH = "record", "tables", "research"
MINUTES = 30
AGREE = (Role.OWNER, Role.CLINICIAN, Role.SUPERVISOR, Role.AUDITOR)
TOO_OLD = "This page lay open for more than half an hour. There is a new passphrase below: keep that one."


class TakingOut(forms.Form):
    """The file's passphrase is made here, shown once, and comes back signed: nobody can send a weak one, and nothing is stored."""

    kept = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, user: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.passphrase = new_passphrase()
        self.initial["kept"] = signing.dumps(self.passphrase, salt=self.salt)

    @property
    def salt(self) -> str:
        return f"fullarc.records.{self.user.pk}"

    def clean_kept(self) -> str:
        """The passphrase that this person was shown within the last half hour."""
        try:
            return str(signing.loads(self.cleaned_data["kept"], salt=self.salt, max_age=MINUTES * 60))
        except signing.BadSignature:
            raise ValidationError(TOO_OLD) from None

    @property
    def hidden(self) -> str:
        """The value that the page sends back: always of the passphrase that this page shows."""
        return str(self.initial["kept"])


class ClientForm(TakingOut):
    what = forms.ChoiceField(
        label="What",
        choices=[
            (RECORD, "The whole record, to be brought into another Fullarc: one sealed file"),
            (TABLES, "Sessions, scores, findings, ratings and log entries as tables: CSV and Parquet"),
        ],
        widget=forms.RadioSelect,
        initial=RECORD,
    )
    process_notes = forms.ChoiceField(
        label="My psychotherapy (process) notes",
        choices=[("", "stay here"), *((key, f"go along: {words[0].lower()}{words[1:]}") for key, words in REASONS.items())],
        required=False,
        help_text="Only your own ever go along, and only with the whole record. The audit trail keeps the reason.",
    )
    plain = forms.BooleanField(label="Tables without encryption: I look after the file myself", required=False)


class PracticeForm(TakingOut):
    """For the whole practice somebody types its name, and a second person agrees where there is one."""

    what = forms.ChoiceField(
        label="What",
        choices=[
            (RECORD, "The whole record of the practice, for an empty installation: one sealed file"),
            (TABLES, "Tables of all clients, with their codes: CSV and Parquet"),
            (RESEARCH, "De-identified tables for research: pseudonyms, moved dates, a report of what was removed"),
        ],
        widget=forms.RadioSelect,
        initial=RECORD,
    )
    scrubbed = forms.BooleanField(
        label="For research: keep words of notes and logs, scrubbed",
        required=False,
        help_text="Without it all free words are left out, which is safer.",
    )
    names = forms.CharField(
        label="Further names that must go, one a line",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=20_000,
        help_text="Relatives, schools, employers, places. The names of clients and of people here are known.",
    )
    plain = forms.BooleanField(label="Tables without encryption: I look after the file myself", required=False)
    typed = forms.CharField(label="Type the name of the practice", max_length=200)

    def __init__(self, request: HttpRequest, user: User, *args: Any, **options: Any) -> None:
        super().__init__(user, *args, **options)
        self.request = request
        self.agreed: User | None = None
        self.practice = Practice.objects.first()
        self.two = needs_two(user, self.practice)
        if self.two:
            self.fields["second_email"] = forms.EmailField(label="A second person agrees: e-mail address", max_length=254)
            self.fields["second_password"] = forms.CharField(
                label="Their password", widget=forms.PasswordInput(attrs={"autocomplete": "off"}), max_length=500
            )

    def clean_typed(self) -> str:
        typed = str(self.cleaned_data["typed"]).strip()
        if self.practice is None or typed.casefold() != self.practice.name.strip().casefold():
            raise ValidationError("This is not the name of the practice. Type it as it stands on the page.")
        return typed

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.two and not self.errors:
            second = authenticate(self.request, email=given["second_email"], password=given["second_password"])
            if not isinstance(second, User) or second not in may_agree(seconds_to(self.user)):
                self.add_error("second_password", "Nobody else of this practice agrees with this address and password.")
            else:
                self.agreed = second
        return given


def needs_two(user: User, practice: Practice | None) -> bool:
    """Whether a second person must agree: wherever there is one, or was one within the last week. In the invented practice nobody has a
    password.
    """
    return practice is not None and not practice.invented and bool(seconds_to(user))


def seconds_to(user: User) -> list[User]:
    """The others who can agree or lately could: who has no password never could."""
    return [each for each in others(user, AGREE) if each.has_usable_password()]
