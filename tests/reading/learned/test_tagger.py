"""The tagger that ships: any text goes in, each word comes out with a likelihood of each indicator."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullarc.reading.learned.mentions import LONGEST
from fullarc.reading.learned.tagged import Tagged
from fullarc.reading.learned.tagger import shipped, stretches
from fullarc.reading.learned.word_pieces import words_of
from fullarc.reading.phrases.lexicon import groups
from fullarc.reading.reader import read


def tag(text: str) -> Tagged:
    return shipped().tag(text)


NOTE = "Slept four hours most nights and woke in a sweat. Has stopped answering her sister's calls.\n"


def test_it_knows_every_indicator_but_scores() -> None:
    assert set(tag(NOTE).columns) == set(groups()) - {"measure_score"}


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_accepted(text: str) -> None:
    tagged = tag(text)
    assert len(tagged.starts) == len(tagged.ends) == len(tagged.likely) == len(tagged.told)
    assert (tagged.starts < tagged.ends).all()
    assert (tagged.ends[:-1] <= tagged.starts[1:]).all()
    assert ((tagged.likely >= 0) & (tagged.likely <= 1)).all()
    assert np.allclose(tagged.told.sum(1, dtype=np.float32), 1, atol=0.01)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    places = [(start, end) for _, start, end in words_of(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Denies SI/HI.", [("denies", 0, 6), ("si", 7, 9), ("/", 9, 10), ("hi", 10, 12), (".", 12, 13)]),
        ("Café", [("cafe", 0, 4)]),
        ("didn’t", [("didn", 0, 4), ("’", 4, 5), ("t", 5, 6)]),
        ("a\u200bb c", [("ab", 0, 3), ("c", 4, 5)]),
        ("İ 中x", [("i", 0, 1), ("中", 2, 3), ("x", 3, 4)]),
    ],
)
def test_words_are_cut_as_the_weights_know_them(text: str, words: list[tuple[str, int, int]]) -> None:
    assert list(words_of(text)) == words


def test_the_same_text_gives_the_same() -> None:
    assert (tag(NOTE).likely == tag(NOTE).likely).all()


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("We drew up what he does if the night turns bad.", "relapse_prevention"),
    ],
)
def test_these_weights_know_words_that_no_rule_knows(sentence: str, indicator: str) -> None:
    rules, both = ({finding.indicator for finding in read(sentence, learned=learned)} for learned in (False, True))
    assert indicator in both - rules


def test_a_text_too_long_for_a_note_is_read_by_rules_alone() -> None:
    long = NOTE * (LONGEST // len(NOTE) + 1)
    assert read(long) == read(long, learned=False)


def test_a_report_of_an_examination_is_read_by_rules_alone() -> None:
    report = "Lungs clear to auscultation, abdomen nontender, no edema. No acute distress. Pain over the SI joints. Sleeps well."
    assert read(report) == read(report, learned=False)


def test_a_long_note_is_cut_where_a_sentence_or_a_line_ends() -> None:
    words = [(word, 0, 1) for word in ("a b . c d e \n f g h i j k".replace("\n", "@").split())]
    words = [("\n" if word == "@" else word, start, end) for word, start, end in words]
    cuts = [[1] * 100 for _ in words]
    assert [(part.start, part.stop) for part in stretches(words, cuts)] == [(0, 3), (3, 7), (7, 12), (12, 13)]
    assert stretches([], []) == []


def test_signs_without_end_are_read_by_rules_alone() -> None:
    assert read("- " * 2000 + "Anxious.") == read("- " * 2000 + "Anxious.", learned=False)


def test_a_note_of_several_stretches_is_judged_whole() -> None:
    tagged = tag(NOTE * 60)
    assert len(tagged.starts) == 60 * len(tag(NOTE).starts) - 59
    assert tagged.likely[-30:].max() > 0.5


def test_reading_by_rules_alone_loads_no_numpy() -> None:
    code = "import sys; from fullarc.reading.reader import read; read('Anxious.', learned=False); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_findings_by_the_tagger_change_the_version_of_the_rules() -> None:
    code = "import json; from fullarc.reading.rules_version import RULES_VERSION; print(json.dumps(RULES_VERSION))"
    said = [_said(code, rules_only) for rules_only in ("yes", "no")]
    assert said[0] != said[1]


def _said(code: str, rules_only: str) -> str:

    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env={**os.environ, "FULLARC_RULES_ONLY": rules_only}
    )
    return str(json.loads(done.stdout))
