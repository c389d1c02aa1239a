"""Sentences with what must, and what must not, be read in them. The tables stand in cases/*.toml and say their form."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.reader import read

CASES = Path(__file__).parent / "cases"
THEMES = (
    "risk_suicide",
    "risk_self_and_others",
    "risk_in_other_words",
    "risk_by_kind",
    "risk_of_others_and_of_means",
    "risk_told_in_passing",
    "risk_of_whom_and_on_which_condition",
    "functioning",
    "strengths",
    "interventions",
    "responses",
    "treatment_in_plain_words",
    "life_context",
    "living_told_in_many_ways",
    "living_and_treatment_in_another_sense",
)


def _cases() -> list[tuple[str, str]]:
    tables = [tomllib.loads((CASES / f"{theme}.toml").read_text(encoding="utf-8")) for theme in THEMES]
    return [(sentence, expected) for table in tables for cases in table.values() for sentence, expected in cases.items()]


@pytest.mark.parametrize(("sentence", "expected"), _cases())
def test_the_sentence_says_what_its_table_says(sentence: str, expected: str) -> None:
    found = [(finding.indicator, str(finding.status), finding.direction and str(finding.direction)) for finding in read(sentence)]
    for each in filter(None, (part.strip() for part in expected.split(","))):
        words = each.split()
        if each.startswith("-"):
            assert group_of(words[0][1:])  # refuses an id that there is not
            assert words[0][1:] not in {indicator for indicator, _, _ in found}
        else:
            assert words in [list(filter(None, finding))[: len(words)] for finding in found]
