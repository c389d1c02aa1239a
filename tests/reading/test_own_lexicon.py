"""A practice's own phrases are read beside the shipped ones, from a file of the same form."""

import json
from pathlib import Path

import pytest

from fullarc import own_lexicon, read
from fullarc.commands import main
from fullarc.reading.bulk import CannotGoOn, read_many, read_partition, read_to_lines
from fullarc.reading.explain import explain
from fullarc.reading.finding import Finding, Status
from fullarc.reading.own_lexicon import OwnLexicon, lexicon_of, unpacked, version_with
from fullarc.reading.phrases.phrase import BrokenRules
from fullarc.reading.rules_version import RULES_VERSION

OURS = """
[words]
fog = ["fog", "the mist"]
[sleep_disturbance.ours]
phrases = ["moon days", "~sail into {fog}"]
unless = ["birthday"]
[anxiety.weather]
says = "denied"
phrases = ["inner weather (calm|still)"]
"""
NOTE = "Ct reports moon days all week. Inner weather calm. Sailed into the mist."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(OURS)
    return path


def told(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(each.indicator, str(each.status), each.quote) for each in findings]


def of(**rules: dict[str, object]) -> OwnLexicon:
    return lexicon_of({indicator: {"ours": rule} for indicator, rule in rules.items()}, "ours")


def test_own_phrases_are_found_beside_the_shipped_ones(file: Path) -> None:
    assert read(NOTE) == []
    assert told(read(NOTE + " Had a panic attack.", lexicon=own_lexicon(file))) == [
        ("sleep_disturbance", "present", "moon days"),
        ("anxiety", "denied", "Inner weather calm"),
        ("sleep_disturbance", "present", "Sailed into the mist"),
        ("panic", "present", "Had a panic attack"),
    ]


def test_the_context_of_an_own_phrase_decides_its_status_as_for_any_other(file: Path) -> None:
    findings = read("Denies moon days. Inner weather not calm. Her sister has moon days.", lexicon=own_lexicon(file))
    assert [each.status for each in findings if each.indicator == "sleep_disturbance"] == [Status.DENIED, Status.OTHER_PERSON]


def test_words_after_unless_keep_an_own_phrase_out(file: Path) -> None:
    assert read("Moon days on the birthday.", lexicon=own_lexicon(file)) == []


def test_of_two_phrases_that_are_as_long_the_practices_own_counts() -> None:
    [shipped] = read("Sleep is better.")
    [ours] = read("Sleep is better.", lexicon=of(sleep_disturbance={"says": "denied", "phrases": ["sleep is better"]}))
    assert (shipped.quote, shipped.status, ours.quote, ours.status) == (ours.quote, Status.PRESENT, ours.quote, Status.DENIED)
    assert ours.rule == "sleep_disturbance.ours"


def test_reading_without_a_lexicon_is_what_it_was(file: Path) -> None:
    before = read("Slept poorly. Denies SI.")
    read("Slept poorly. Denies SI.", lexicon=own_lexicon(file))
    assert read("Slept poorly. Denies SI.") == before


def test_the_version_of_the_rules_names_the_own_phrases_too(file: Path) -> None:
    ours = own_lexicon(file)
    file.write_text(OURS.replace("moon days", "moon nights"))
    versions = {version_with(None), version_with(ours), version_with(own_lexicon(file))}
    assert len(versions) == 3
    assert all(version.startswith(RULES_VERSION) and len(version) <= 64 for version in versions)


def test_an_explanation_names_the_file_and_the_wording(file: Path) -> None:
    ours = own_lexicon(file)
    [moon, _, mist] = explain(NOTE, read(NOTE, lexicon=ours), ours.place_of)
    assert moon.place == "ours.toml [sleep_disturbance.ours]: moon days"
    assert mist.place == "ours.toml [sleep_disturbance.ours]: ~sail into {fog: the mist}"


def test_a_lexicon_travels_to_another_process_whole(file: Path) -> None:
    ours = own_lexicon(file)
    again = unpacked(ours.packed())
    assert again.version == ours.version
    assert told(read(NOTE, lexicon=again)) == told(read(NOTE, lexicon=ours))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[sleep]\nx = 1", "not an indicator id"),
        ("sleep_disturbance = 3", "is no table"),
        ("words = 3", "is no table"),
        ("[sleep_disturbance]\nphrases = ['a']", "outside a rule"),
        ("[sleep_disturbance.x]\nphrases = 'a'", "expected a list of phrases"),
        ("[sleep_disturbance.x]\nphrases = ['moon']\nonly_in = 3", "another kind"),
        ("[sleep_disturbance.everyday]\nphrases = ['moon']", "a shipped rule has this name"),
        ("[measure_score.x]\nphrases = ['moon']", "rules of their own"),
        ("[sleep_disturbance.x]\nphrases = ['(moon']", "')' is missing"),
        ("no toml", "not readable as TOML"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / "bad.toml").write_text(content)
    with pytest.raises(BrokenRules, match=r"bad\.toml") as refused:
        own_lexicon(tmp_path / "bad.toml")
    assert why in str(refused.value)


def test_the_command_reads_with_own_phrases_and_explains_them(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "note.txt").write_text(NOTE)
    assert main(["read", str(tmp_path / "note.txt"), "--lexicon", str(file), "--json", "--explain"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["rule"] for each in found] == ["sleep_disturbance.ours", "anxiety.weather", "sleep_disturbance.ours"]
    assert found[0]["explained"]["rule"].startswith("ours.toml [")


def test_the_command_refuses_a_broken_lexicon_before_it_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "note.txt").write_text(NOTE)
    assert main(["read", str(tmp_path / "note.txt"), "--lexicon", str(tmp_path / "none.toml")]) == 2
    assert "none.toml: cannot be opened" in capsys.readouterr().err


def test_many_notes_are_read_with_own_phrases_by_several_processes(file: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(2)]
    for path in paths:
        path.write_text(NOTE)
    ours = own_lexicon(file)
    alone, shared = ([json.loads(line) for chunk in read_many(paths, jobs, ours) for line in chunk.lines] for jobs in (1, 2))
    assert alone == shared
    assert [(result["rules"], len(result["findings"])) for result in alone] == [(version_with(ours), 3)] * 2
    assert len(list(read_partition([("a", NOTE)], ours))) == 3


def test_results_of_other_phrases_are_not_continued(file: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE)
    read_to_lines([tmp_path / "note.txt"], tmp_path / "out.jsonl", 1, lambda *_: None)
    with pytest.raises(CannotGoOn, match="other rules"):
        read_to_lines([tmp_path / "note.txt"], tmp_path / "out.jsonl", 1, lambda *_: None, own_lexicon(file))
