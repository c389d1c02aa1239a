"""Sentences as clinicians write them, and what the reader makes of them: symptoms and presentation."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.phrases.lexicon import groups
from fullarc.reading.reader import read

CASES = Path(__file__).parent / "cases"
THEMES = (
    "mood",
    "anxiety",
    "trauma",
    "sleep_energy_appetite",
    "thinking",
    "anger_emotion",
    "psychosis_mania",
    "eating",
    "substances",
    "body_loss",
    "presentation",
    "everyday_words",
    "words_in_another_sense",
)
NOTHING = "-"


def _cases() -> list[tuple[str, str, str]]:
    tables = [tomllib.loads((CASES / f"{theme}.toml").read_text(encoding="utf-8")) for theme in THEMES]
    return [(indicator, expected, sentence) for table in tables for indicator, rows in table.items() for expected, sentence in rows]


@pytest.mark.parametrize(("indicator", "expected", "sentence"), _cases())
def test_the_sentence_is_read_as_a_clinician_would(indicator: str, expected: str, sentence: str) -> None:
    found = [finding for finding in read(sentence) if finding.indicator == indicator]
    if expected == NOTHING:
        assert not found
        return
    status, _, direction = expected.partition(" ")
    assert found
    assert {str(finding.status) for finding in found} == {status}
    assert not direction or direction in {str(finding.direction) for finding in found}


def test_every_symptom_and_every_observation_has_at_least_five_sentences_and_one_that_must_not_speak() -> None:
    rows: dict[str, list[str]] = {}
    for indicator, expected, _ in _cases():
        rows.setdefault(indicator, []).append(expected)
    ours = [indicator for indicator, group in groups().items() if group.name in ("symptoms", "presentation")]
    assert ours
    for indicator in ours:
        assert len(rows.get(indicator, [])) >= 6, indicator
        assert NOTHING in rows[indicator], indicator
