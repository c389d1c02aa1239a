"""What stands around a mention decides what is made of it (cases/what_stands_around.toml): what is done or planned, asked and answered, who
is meant, how far a denial reaches; and which words made it so."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.context.surroundings import Mention, Surroundings
from fullarc.reading.finding import Finding, Status
from fullarc.reading.reader import read, status_of
from fullarc.reading.text.passages import sentences
from fullarc.reading.text.plain_text import PlainText

TABLES = tomllib.loads((Path(__file__).parent / "cases" / "what_stands_around.toml").read_text(encoding="utf-8"))


def told(finding: Finding) -> str:
    said = " ".join(str(each) for each in (finding.indicator, finding.status, finding.direction, finding.severity) if each)
    return said + "".join(f" ({kind}: {words})" for kind, words in finding.cues)


@pytest.mark.parametrize(("text", "expected"), [case for table in TABLES.values() for case in table.items()])
def test_what_stands_around_a_mention_decides_and_is_named(text: str, expected: str) -> None:
    found = sorted(read(text), key=lambda each: (each.evidence.start, each.evidence.end, each.indicator))
    assert ", ".join(map(told, found)) == expected


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("She feels sad.", "sad", "context.nothing_against"),
        ("She is not sad.", "sad", "denied.not"),
        ("Family history: panic.", "panic", "heading.family"),
        ("Goals: less panic.", "panic", "heading.goal"),
        ("She was sad in 2016.", "sad", "historical.year"),
    ],
)
def test_a_status_names_the_rule_it_comes_from(text: str, words: str, rule: str) -> None:
    start = text.index(words)
    assert status_of(text, start, start + len(words)).rule == rule


def test_words_that_deny_by_themselves_are_a_rule_of_their_own() -> None:
    plain = PlainText.of("Sleeping well.")
    reading = Surroundings(plain, sentences(plain)).status(Mention(0, 13, group="symptoms", says=Status.DENIED), 0)
    assert (reading.status, reading.rule) == (Status.DENIED, "phrase")
