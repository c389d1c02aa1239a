"""Programs of the people in the cast: browsers that show an access token instead of signing in."""

import json
import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client as Browser
from tests.cast import Cast

from fullarc.web.accounts.models import User
from fullarc.web.api.actions import make_token, switch

ROOT = "/api/v1"


def switched_on(cast: Cast) -> None:
    switch(on=True, by=cast.owner)


def program(person: User | None, scope: str = "write", *, notes: bool = True) -> Browser:
    """A program with a new token of this person; with none for None."""
    if person is None:
        return Browser(headers={"host": "localhost"})
    _, token = make_token(person, name="a program", scope=scope, days=30, notes=notes)
    return with_token(token)


def with_token(token: str) -> Browser:
    return Browser(headers={"host": "localhost", "authorization": f"Bearer {token}"})


def send(caller: Browser, address: str, body: object, key: uuid.UUID | str | None = None) -> HttpResponse:
    """A write under a key of its own."""
    headers = {"idempotency-key": str(key or uuid.uuid4())}
    return caller.post(ROOT + address, json.dumps(body), content_type="application/json", headers=headers)


def read(caller: Browser, address: str) -> Any:
    """What a read answers; it must be answered."""
    answer = caller.get(ROOT + address)
    assert answer.status_code == 200, answer.content
    return answer.json()
