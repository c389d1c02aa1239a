"""Here the tagger is asked, as wherever Fullarc is used, or one that was taught a few words."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from tests.reading.learned.taught import Teach

from fullarc.reading import reader
from fullarc.reading.finding import Status
from fullarc.reading.learned import is_asked
from fullarc.reading.learned.tagged import Tagged
from fullarc.reading.phrases.lexicon import groups

INDICATORS = {name: number for number, name in enumerate(groups())}


@pytest.fixture(autouse=True)
def _the_tagger_is_asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("FULLARC_RULES_ONLY")
    is_asked.cache_clear()
    yield
    is_asked.cache_clear()


@pytest.fixture
def taught(monkeypatch: pytest.MonkeyPatch) -> Teach:
    """A tagger that finds the words it is taught likely to tell of an indicator, and is `sure` of their status; of all other words it finds
    nothing likely, and takes them for present without being sure."""

    def teach(
        words: str = "",
        indicator: str = "depressed_mood",
        status: str = "present",
        *,
        likely: float = 0.9,
        sure: float = 1.0,
        seldom: str = "",
    ) -> None:
        def tag(text: str) -> Tagged:
            found = list(re.finditer(r"\w+|\n|[^\w\s]", text))
            given = np.zeros((len(found), len(INDICATORS)), np.float16)
            told = np.full((len(found), len(Status)), 0.1, np.float16)
            told[:, list(Status).index(Status.PRESENT)] = 0.5
            for number, each in enumerate(found):
                if each[0] in words.split(" "):
                    given[number, INDICATORS[indicator]] = likely
                    told[number] = [sure if says == status else (1 - sure) / 5 for says in Status]
            starts, ends = (np.array([each.span()[end] for each in found], np.intp) for end in (0, 1))
            return Tagged(starts, ends, given, INDICATORS, told, tuple(Status), frozenset(INDICATORS) - {seldom})

        monkeypatch.setattr(reader, "tag", tag)

    return teach
