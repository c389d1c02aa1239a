"""What clients and guardians read before they come in. Each change of wording is a new VERSION; what was agreed to keeps its own."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fullarc.web.portal.models import Invitation

VERSION = "2026-11-23"


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    sentences: tuple[str, ...]


def text_for(kind: str) -> list[Part]:
    """The text for a client or a guardian, in the language of the page."""
    return for_guardian() if kind == Invitation.Kind.GUARDIAN else for_client()


def for_client() -> list[Part]:
    return [
        Part(
            _("What is kept"),
            (
                _("Your answers to questions, what you write in your journal, your homework, and when you signed in."),
                _("Your e-mail address, so that you can sign in and be reminded."),
            ),
        ),
        Part(
            _("Who sees it"),
            (
                _("Your therapist, those who stand in for your therapist, and your therapist's supervisor."),
                _("A journal entry that you keep private is seen by you only."),
                _("The front desk and the owner of the practice see your name, how to reach you, and your appointments."),
                _("You can see here who opened your record."),
                _("The practice keeps it on its own computer. It is used for no advertising."),
            ),
        ),
        Part(
            _("What can leave the practice"),
            (
                _("Your therapist can write a report from your record: for the one who treats you next or sent you, or for your insurer."),
                _("You can ask to read a report before it goes out, and say if you do not agree."),
                _("Colleagues can be asked for advice about your care. What they get to read leaves your name out."),
                _("The practice can keep your notes and scores in a second computer system, and make copies so that nothing is lost."),
                _("Beyond that only what you agree to, or what the law asks for."),
            ),
        ),
        Part(
            _("What you decide"),
            (
                _("You can skip any question. You can also answer on paper."),
                _("You can download everything that you have entered."),
                _("You can take your consent back at any time. Then this side closes. What is already in your record stays there."),
            ),
        ),
    ]


def for_guardian() -> list[Part]:
    return [
        Part(
            _("What you will see"),
            (
                _("Only what was agreed for you, for example appointments and forms that you fill in about your child."),
                _("Never the journal. What young people write there is theirs."),
            ),
        ),
        Part(
            _("What is kept"),
            (
                _("Your e-mail address, when you signed in, and what you enter."),
                _("Your child and the therapist can see when you opened something."),
            ),
        ),
        Part(
            _("When it ends"),
            (
                _("Your access ends on the agreed day, and at the latest when your child comes of age."),
                _("You can take your consent back at any time. Then your access ends."),
            ),
        ),
    ]


def fingerprint(kind: str) -> str:
    """SHA-256 of the text as it is read in the language of the page."""
    lines = [line for part in text_for(kind) for line in (part.heading, *part.sentences)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
