"""Where there is a real practice the demo has no place."""

import pytest
from django.test import Client as Browser
from tests.cast import Cast

from fullarc.web.accounts.actions import PracticeExists
from fullarc.web.accounts.models import Practice
from fullarc.web.clients.models import Client
from fullarc.web.demo.actions import build_demo_practice


def test_it_never_mixes_with_a_practice_that_is_there(cast: Cast) -> None:
    clients = Client.objects.count()
    with pytest.raises(PracticeExists):
        build_demo_practice(courses=1)
    assert Client.objects.count() == clients
    assert not Practice.objects.filter(invented=True).exists()


def test_nobody_enters_a_real_practice_that_way(cast: Cast) -> None:
    browser = Browser(headers={"host": "localhost"})
    assert cast.mira.name not in browser.get("/sign-in/").content.decode()
    assert browser.post("/demo/enter/", {"person": str(cast.mira.pk)}).status_code == 404
    assert browser.get("/account/").status_code == 302
