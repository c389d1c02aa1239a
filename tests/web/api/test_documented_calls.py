"""docs/api.md: every call in it works as it stands, and answers what stands there."""

import json
import re
import shlex
from pathlib import Path
from string import Template
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from tests.cast import Cast
from tests.web.api.callers import switched_on
from tests.web.conftest import SignIn

from fullarc.web.api.document import ROOT, document

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
HOST = "http://localhost"
TEXT = PAGE.read_text(encoding="utf-8")
CALLS = [line for block in re.findall(r"```sh\n(.+?)```", TEXT, re.DOTALL) for line in block.replace("\\\n", " ").strip().splitlines()]


@pytest.fixture
def known(cast: Cast, signed_in: SignIn) -> dict[str, str]:
    """What stands for the variables of the page: the token is made on the account page, as the page says."""
    switched_on(cast)
    browser = signed_in(cast.mira)
    page = browser.post("/account/tokens/", {"name": "as documented", "scope": "write", "notes": "on", "days": "30"})
    [token] = set(re.findall(r"fullarc_[\w-]{43}", page.content.decode()))
    return {"FULLARC": HOST, "TOKEN": token, "CLIENT": str(cast.client.pk), "COURSE": str(cast.course.pk)}


def made(call: str, known: dict[str, str]) -> HttpResponse:
    """The call of a curl line, made by the test's own browser."""
    _, *words = shlex.split(Template(call).substitute(known))
    method, headers, data = "GET", {"host": "localhost"}, b""
    while len(words) > 1:
        option, value, *words = words
        if option == "-H":
            name, _, told = value.partition(": ")
            headers[name] = told
        elif option == "-X":
            method = value
        else:
            assert option == "-d"
            data = value.encode()
    kind = headers.pop("Content-Type", "")
    return Browser(headers=headers).generic(method, words[0].removeprefix(HOST), data, content_type=kind)


def test_every_documented_call_works_as_it_stands(known: dict[str, str]) -> None:
    assert len(CALLS) >= 6
    for call in CALLS:
        answer = made(call, known)
        assert answer.status_code == (201 if "-X POST" in call else 200), f"{call}: {answer.content.decode()[:300]}"


def test_the_documented_answers_are_those_that_come(known: dict[str, str]) -> None:
    entered, refused = [json.loads(block) for block in re.findall(r"```json\n(.+?)```", TEXT, re.DOTALL)]
    [call] = [call for call in CALLS if "-X POST" in call]
    told: dict[str, Any] = made(call, known).json()
    assert {key: told[key] for key in entered} == entered
    wrong = re.sub(r'"date": "[\d-]+"', '"date": 1', call).replace("1d6f6f3e", "2d6f6f3e")
    problem = made(wrong, known).json()
    assert {**problem, "number": refused["number"]} == refused


def test_every_address_of_the_document_stands_in_the_page() -> None:
    words = TEXT.replace("…/courses/{course}", "/clients/{client}/courses/{course}")
    for address in document()["paths"]:
        plain = address.removeprefix(ROOT).replace("_id}", "}").replace("{administration}", "{id}")
        assert f"`{plain}`" in words, plain
