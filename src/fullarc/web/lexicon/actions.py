"""What is done with a practice's own phrases: proposed, taken into force, declined, withdrawn. None is changed or deleted."""

import secrets
from collections.abc import Iterable, Mapping

from django.db import transaction

from fullarc.reading.phrases.own_phrases import OwnPhrase as Usable
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.lexicon import deeds
from fullarc.web.lexicon.models import OwnPhrase, PhraseStep

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
MOST_PHRASES = 2_000  # in force or proposed
State = OwnPhrase.State
FROM = {  # what may become what
    State.IN_FORCE: {State.PROPOSED, State.DECLINED, State.WITHDRAWN},
    State.DECLINED: {State.PROPOSED},
    State.WITHDRAWN: {State.IN_FORCE},
}
DEEDS = {State.IN_FORCE: deeds.TAKEN, State.DECLINED: deeds.DECLINED, State.WITHDRAWN: deeds.WITHDRAWN}


class PhraseNotKept(ValueError):
    """What was asked cannot be done; the message says why and what to do, without words of a phrase."""


@transaction.atomic
def propose(usable: Usable, *, by: User, why: str = "", tried: Mapping[str, int] | None = None) -> OwnPhrase:
    """Keep a phrase as a proposal; nothing is read by it yet. Refused (PhraseNotKept): one that is there already, too many."""
    return _new(usable, by=by, why=why, tried=tried)


@transaction.atomic
def add(usable: Usable, *, by: User, why: str = "", tried: Mapping[str, int] | None = None) -> OwnPhrase:
    """Keep a phrase and take it into force. Refused as `propose`."""
    phrase = _new(usable, by=by, why=why, tried=tried)
    return decide(phrase, State.IN_FORCE, by=by)


@transaction.atomic
def decide(phrase: OwnPhrase, into: State, *, by: User, why: str = "") -> OwnPhrase:
    """Take a phrase into force, decline or withdraw it. Notes are read again in the background (findings.rereading).

    Refused (PhraseNotKept): a step that its state does not allow, a withdrawal or refusal without a reason, a second one like it in force.
    """
    current = OwnPhrase.objects.select_for_update().get(pk=phrase.pk)
    if current.state not in FROM.get(into, set()):
        raise PhraseNotKept(f"The phrase is {current.get_state_display()} by now. Look at it again.")
    if into != State.IN_FORCE and not why.strip():
        raise PhraseNotKept("Found no reason. Say in a few words why; it stays with the phrase.")
    if into == State.IN_FORCE and is_there(current.usable, spare=current):
        raise PhraseNotKept("This phrase is in force already, or proposed anew.")
    current.state = into
    current.save()
    PhraseStep.objects.create(phrase=current, into=into, why=why.strip(), by=by)
    record(DEEDS[into], by=by, on=current)
    return current


@transaction.atomic
def note_trial(phrase: OwnPhrase, tried: Mapping[str, int], *, by: User) -> None:
    """Keep with a phrase what a trial found, in numbers, for whoever decides about it."""
    PhraseStep.objects.create(phrase=phrase, into=PhraseStep.TRIED, tried=dict(tried), by=by)
    record(deeds.NOTED, by=by, on=phrase)


@transaction.atomic
def take_in(phrases: Iterable[Usable], *, by: User, why: str) -> tuple[int, int]:
    """Keep the phrases of a file as proposals. Returns how many are new and how many were there already."""
    new = known = 0
    for usable in phrases:
        if is_there(usable):
            known += 1
        else:
            _new(usable, by=by, why=why, tried=None)
            new += 1
    record(deeds.TOOK_IN, by=by, count=new)
    return new, known


def is_there(usable: Usable, *, spare: OwnPhrase | None = None) -> bool:
    """Whether the same phrase for the same indicator is in force or proposed."""
    rows = OwnPhrase.objects.filter(indicator=usable.indicator, state__in=[State.IN_FORCE, State.PROPOSED])
    return any(plain(row.words) == plain(usable.phrase) for row in rows if spare is None or row.pk != spare.pk)


def plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _new(usable: Usable, *, by: User, why: str, tried: Mapping[str, int] | None) -> OwnPhrase:
    if is_there(usable):
        raise PhraseNotKept("This phrase is in force or proposed already. Look for it in the list.")
    if OwnPhrase.objects.filter(state__in=[State.IN_FORCE, State.PROPOSED]).count() >= MOST_PHRASES:
        raise PhraseNotKept(f"There are {MOST_PHRASES} phrases already. Withdraw some that find nothing.")
    phrase = OwnPhrase.objects.create(
        key=new_key(), indicator=usable.indicator, words=usable.phrase, says=usable.says.value, unless=list(usable.unless)
    )
    PhraseStep.objects.create(phrase=phrase, into=State.PROPOSED, why=why.strip(), tried=dict(tried) if tried else None, by=by)
    record(deeds.PROPOSED, by=by, on=phrase)
    return phrase


def new_key() -> str:
    """The name of a rule that tells nothing and was never given out."""
    while True:
        key = "own_" + "".join(secrets.choice(LETTERS) for _ in range(6))
        if not OwnPhrase.objects.filter(key=key).exists():
            return key
