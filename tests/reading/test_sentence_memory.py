"""A sentence that comes again is read from memory, and nobody can tell: the findings are the same, and no word of a note is kept."""

import gc
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullarc.reading.finding import Finding
from fullarc.reading.mentions import sentence_memory
from fullarc.reading.mentions.sentence_memory import SentenceMemory
from fullarc.reading.own_lexicon import lexicon_of
from fullarc.reading.reader import read

NOTES = Path(__file__).parent / "notes"
LINES = (
    "Denies SI.",
    "SI: no",
    "no HI: yes",
    "Her brother",
    "shot himself in 2015",
    "would not mind",
    "if she did not wake up",
    "Panic attacks",
    "5 a week, was 2",
    "Asked about suicide.",
    "Never.",
    "Plan:",
    "Family history:",
    "Risk:",
    "HW:",
    "log sleep; walk daily",
    "Panic",
    "attacks at work",
    "Urge 0",
    "/ 10",
    "Taught grounding",
    "to her son",
    "She feels hopeless and he drinks",
    "PHQ",
    "9 = 14",
    "- SI",
    "“Sad, no energy”",
    "has access to a gun",
    "stayed out late",
)
NEIGHBOURS = (
    *(
        "Slept badly.",
        "Last year he moved house.",
        "2 sessions left",
        "She told us.",
        "He drinks.",
        "Plan:",
        "He thinks so:",
        "Her brother",
    ),
    *("None.", "was worse in 2016", "No", "? Never", "if it goes on", "(was 4)", "to her"),
)


def _sentences(table: object) -> Iterator[str]:
    """Every string of some words, as key or as value."""
    if isinstance(table, dict):
        yield from (key for key in table if " " in key)
        yield from (each for value in table.values() for each in _sentences(value))
    elif isinstance(table, list):
        yield from (each for value in table for each in _sentences(value))
    elif isinstance(table, str) and " " in table:
        yield table


SENTENCES = [
    sentence.rstrip(".")
    for path in sorted((NOTES.parent / "cases").glob("*.toml"))
    for sentence in _sentences(tomllib.loads(path.read_text(encoding="utf-8")))
]


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> SentenceMemory:
    """A memory in which nothing is kept as yet."""
    fresh = SentenceMemory()
    monkeypatch.setattr(sentence_memory, "_of_the_shipped_rules", lambda: fresh)
    return fresh


def read_anew(text: str) -> list[Finding]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sentence_memory, "_of_the_shipped_rules", SentenceMemory)
        return read(text)


def test_a_note_read_again_gives_the_same_findings(memory: SentenceMemory) -> None:
    for path in sorted(NOTES.rglob("*.txt"))[::12]:
        text = path.read_text(encoding="utf-8")
        first, second, remembered = read(text), read(text), read(text)
        assert first == second == remembered
    assert len(memory) > 100


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=5), st.sampled_from(("\n", ". ", " ", "\n\n", "; ")))
def test_lines_in_whatever_company_are_read_as_if_for_the_first_time(lines: list[str], between: str) -> None:
    text = between.join(lines)
    assert read(text) == read_anew(text)


@pytest.mark.parametrize("number", range(0, len(SENTENCES), 20))
def test_a_sentence_is_read_alike_whatever_it_was_met_beside_before(number: int, memory: SentenceMemory) -> None:
    sentence, chance = SENTENCES[number], Random(number)
    before, behind, before_another, behind_another = chance.sample(NEIGHBOURS, 4)
    met = f"{before}\n{sentence}\n{behind}"
    elsewhere = [f"{before_another}\n{sentence}\n{behind_another}", f"{sentence}\n{behind}", f"{before}\n{sentence}"]
    assert [read(text) for text in (met, met, *elsewhere)] == [read_anew(text) for text in (met, met, *elsewhere)]


@pytest.mark.parametrize("denied", ["Denies SI, HI", "No SI, HI, AVH"])
@pytest.mark.parametrize("behind", ["2 sessions left", "Last year he moved house.", "3 panic attacks", "- 2 drinks nightly", "0 of 10"])
def test_a_number_or_a_date_in_the_next_line_is_not_of_the_list_before(denied: str, behind: str, memory: SentenceMemory) -> None:
    risk = [finding for finding in read(f"{denied}\n{behind}") if finding.indicator in ("suicidal_ideation", "homicidal_ideation")]
    assert [str(finding.status) for finding in risk] == ["denied", "denied"]


def test_a_pronoun_of_another_is_the_clients_in_the_next_note(memory: SentenceMemory) -> None:
    line = "No SI but he drinks daily."
    of_a_man, of_a_woman = f"41M. {line}", f"34F. {line}"
    assert [read(text) for text in (of_a_man, of_a_woman) * 3] == [read_anew(text) for text in (of_a_man, of_a_woman) * 3]


def test_a_lexicon_of_ones_own_has_a_memory_of_its_own(memory: SentenceMemory) -> None:
    line = "She was all at sea on Tuesday."
    ours = lexicon_of({"anxiety": {"sea": {"phrases": ["all at sea"]}}}, "ours.toml")
    assert [[each.indicator for each in read(line, lexicon=lexicon)] for lexicon in (None, ours) * 3] == [[], ["anxiety"]] * 3


def test_a_sentence_is_kept_when_it_comes_for_the_second_time(memory: SentenceMemory) -> None:
    kept = []
    for _ in range(3):
        read("Denies SI.")
        kept.append(len(memory))
    assert kept == [0, 1, 1]


def test_only_so_many_sentences_are_kept(memory: SentenceMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_memory, "SENTENCES_KEPT", 10)
    for number in range(30):
        for _ in range(2):
            read(f"She slept {number} hours.")
    assert len(memory) == 10


def test_of_sentences_that_came_once_only_so_many_are_known(memory: SentenceMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_memory, "SENTENCES_MET", 5)
    for number in range(6):
        read(f"She slept {number} hours.")
    read("She slept 0 hours.")
    assert len(memory) == 0


def test_no_word_of_a_note_is_kept(memory: SentenceMemory) -> None:
    for _ in range(2):
        read("Denies SI. Her sister Quodvultdea is worried about the Xanthippe matter.")
    assert len(memory) == 2
    reached: list[object] = [memory]
    seen = {id(memory)}
    while reached:
        here = reached.pop()
        assert not (isinstance(here, str) and ("quodv" in here.lower() or "xanth" in here.lower()))
        for each in gc.get_referents(here):
            if id(each) not in seen and type(each).__module__ in ("builtins", "collections", "fullarc.reading.mentions.sentence_memory"):
                seen.add(id(each))
                reached += [] if isinstance(each, type) else [each]
