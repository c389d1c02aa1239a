"""What a guardian reads of a release: nothing of the client's own diary, logs and tasks, and not the word to the client."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.my_progress.courses import LESS_LOW, phq

from fullarc.web.access.models import Guardianship
from fullarc.web.my_progress.actions import release
from fullarc.web.my_progress.queries import now_of

OWN_ENTRIES = ("log:mood", "skills", "faced:the bridge", "memory:one", "homework")


def with_sentence(content: dict[str, Any], key: str, *, alone: bool = False) -> dict[str, Any]:
    one = {"key": key, "part": "done", "text": "Entrycanary.", "quote": "", "support": "", "rests": []}
    return {lang: {**told, "sentences": [*([] if alone else told["sentences"]), one]} for lang, told in content.items()}


@pytest.mark.parametrize("key", OWN_ENTRIES)
def test_a_guardian_reads_no_own_entry_and_no_word_to_the_client(cast: Cast, signed_in: SignIn, key: str) -> None:
    course = cast.ward_client.courses.get()
    for number, total in enumerate((20, 19, 9, 6, 5)):
        phq(course, cast, course.began + timedelta(days=5 * number), total)
    Guardianship.objects.update(scopes=[Guardianship.Scope.PROGRESS])
    now = now_of(course, None)
    content = with_sentence(now.content, key)
    release(course, content, left_out=(), own_word="Wordcanary.", as_of=now.as_of, after=0, by=cast.mira)
    page = signed_in(cast.guardian).get(reverse("my_progress:ward", args=[cast.ward_client.pk])).content.decode()
    assert LESS_LOW in page
    assert "Entrycanary" not in page
    assert "Wordcanary" not in page


@pytest.mark.parametrize(("scopes", "there"), [(["progress"], False), (["progress", "goals"], True)])
def test_a_guardian_reads_of_goals_only_with_that_scope(cast: Cast, signed_in: SignIn, scopes: list[str], there: bool) -> None:
    course = cast.ward_client.courses.get()
    Guardianship.objects.update(scopes=scopes)
    now = now_of(course, None)
    release(course, with_sentence(now.content, "goal:one"), left_out=(), own_word="", as_of=now.as_of, after=0, by=cast.mira)
    page = signed_in(cast.guardian).get(reverse("my_progress:ward", args=[cast.ward_client.pk])).content.decode()
    assert ("Entrycanary" in page) is there


def test_a_release_of_own_entries_only_is_nothing_to_a_guardian(cast: Cast, signed_in: SignIn) -> None:
    course = cast.ward_client.courses.get()
    Guardianship.objects.update(scopes=[Guardianship.Scope.PROGRESS])
    now = now_of(course, None)
    release(course, with_sentence(now.content, "homework", alone=True), left_out=(), own_word="", as_of=now.as_of, after=0, by=cast.mira)
    page = signed_in(cast.guardian).get(reverse("my_progress:ward", args=[cast.ward_client.pk])).content.decode()
    assert "Nothing is here yet." in page
    assert "Entrycanary" not in page
