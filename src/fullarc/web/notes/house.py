"""Changing how the practice writes notes. One verb a function; each leaves its line in the trail."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction

from fullarc.notes.formats import FormatRefused, own_format
from fullarc.notes.snippets import SnippetRefused, check_snippet
from fullarc.notes.templates import shipped, template
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.notes import deeds
from fullarc.web.notes.models import PracticeFormat, PracticeTemplate, Snippet, Trainee


@transaction.atomic
def keep_format(row: PracticeFormat, name: str, rows: Sequence[tuple[str, Sequence[str]]], *, by: User) -> PracticeFormat:
    """Save a format of the practice. Refused (FormatRefused): what cannot be used, a name that is taken."""
    shape = own_format(row.key, name, rows)
    if PracticeFormat.objects.filter(name__iexact=shape.name).exclude(pk=row.pk).exists():
        raise FormatRefused(f"A format of the name “{shape.name}” is there already. Give this one another name.")
    row.name, row.rows = shape.name, [[heading.words, list(heading.holds)] for heading in shape.headings]
    row.save()
    record(deeds.HOUSE, by=by, on=row)
    return row


@transaction.atomic
def drop_format(row: PracticeFormat, *, by: User) -> None:
    """Take a format off the list. Notes that were shown in it are shown by their parts; their text is the same."""
    record(deeds.HOUSE, by=by, on=row)
    row.delete()


@transaction.atomic
def keep_template(row: PracticeTemplate, name: str, modality: str, parts: Mapping[str, str], *, by: User) -> PracticeTemplate:
    """Save a template. Refused (TemplateRefused): what cannot be used."""
    made = template(row.instead_of or row.pk.hex, name, modality, parts)
    row.name, row.modality, row.parts, row.hidden = made.name, made.modality, dict(made.parts), False
    row.save()
    record(deeds.HOUSE, by=by, on=row)
    return row


@transaction.atomic
def drop_template(key: str, *, by: User) -> None:
    """Take a template off the list; a shipped one is hidden and can be brought back."""
    own = template_row(key)
    if own.instead_of:
        own.hidden = True
        own.save()
    elif not own._state.adding:
        own.delete()
    record(deeds.HOUSE, by=by, object_id=key)


@transaction.atomic
def as_shipped(key: str, *, by: User) -> None:
    """Give a shipped template its own words back."""
    PracticeTemplate.objects.filter(instead_of=key).delete()
    record(deeds.HOUSE, by=by, object_id=key)


def template_row(key: str) -> PracticeTemplate:
    """The practice's row behind a template's key: the stored one, or a new one that would take a shipped one's place."""
    stored = PracticeTemplate.objects.filter(instead_of=key).first() if key in {each.key for each in shipped()} else None
    if stored is None and key in {each.key for each in shipped()}:
        [own] = [each for each in shipped() if each.key == key]
        return PracticeTemplate(instead_of=key, name=own.name, modality=own.modality, parts=dict(own.parts))
    return stored or next((row for row in PracticeTemplate.objects.filter(instead_of="") if row.pk.hex == key), PracticeTemplate())


@transaction.atomic
def keep_snippet(row: Snippet, short: str, text: str, *, by: User) -> Snippet:
    """Save a snippet. Refused (SnippetRefused): what cannot be called, a short word that is there already."""
    short = short.strip().removeprefix(";").lower()
    check_snippet(short, text)
    row.short, row.text = short, text.replace("\r\n", "\n").strip()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise SnippetRefused(f"The short word “{short}” is there already. Take another one, or change that snippet.") from None
    record(deeds.OWN_SNIPPETS if row.owner_id else deeds.HOUSE, by=by, on=row)
    return row


@transaction.atomic
def drop_snippet(row: Snippet, *, by: User) -> None:
    record(deeds.OWN_SNIPPETS if row.owner_id else deeds.HOUSE, by=by, on=row)
    row.delete()


@transaction.atomic
def set_trainee(person: User, *, trainee: bool, by: User) -> None:
    """Say whether what a person signs from now on waits for a second signature. What is signed already keeps what held then."""
    if trainee:
        Trainee.objects.get_or_create(user=person)
    else:
        Trainee.objects.filter(user=person).delete()
    record(deeds.HOUSE, by=by, on=person)
