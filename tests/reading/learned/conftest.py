"""Here the tagger is asked, as wherever Fullarc is used."""

from collections.abc import Iterator

import pytest

from fullarc.reading.learned import is_asked


@pytest.fixture(autouse=True)
def _the_tagger_is_asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("FULLARC_RULES_ONLY")
    is_asked.cache_clear()
    yield
    is_asked.cache_clear()
