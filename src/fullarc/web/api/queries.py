"""Reading tokens and the switch."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from fullarc.web.accounts.models import User
from fullarc.web.api.actions import BEGINS, digest_of
from fullarc.web.api.models import AccessToken, Switch

SAID = {
    "holds": "holds",
    "withdrawn": "withdrawn",
    "expired": "expired",
    "ended": "ended with a change of the sign-in or of the roles",
}


def is_on() -> bool:
    return Switch.objects.filter(on=True).exists()


def found(token: str) -> AccessToken | None:
    """The row of a token, with its owner, whatever its state; None for what was never given out."""
    if not token.startswith(BEGINS) or len(token) > 100:
        return None
    return AccessToken.objects.select_related("owner").filter(digest=digest_of(token)).first()


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as pages list it; `said` is its state in words."""

    row: AccessToken
    said: str
    holds: bool


def tokens_of(owner: User) -> list[TokenLine]:
    """The tokens of a person, the newest first."""
    return lines(owner.access_tokens.select_related("owner"))


def all_tokens() -> list[TokenLine]:
    """The tokens of everybody here that hold, the newest first."""
    return [line for line in lines(AccessToken.objects.filter(withdrawn_at=None).select_related("owner")) if line.holds]


def lines(rows: Iterable[AccessToken]) -> list[TokenLine]:
    now = timezone.now()
    states = [(row, row.state(row.owner, now)) for row in rows]
    return [TokenLine(row, SAID[state], state == "holds") for row, state in states]
