"""Client logs: what ships, and what one filled row must look like."""

import pytest

from fullarc.instruments.catalogue import DEFINITIONS, catalogue
from fullarc.instruments.definition import Better
from fullarc.instruments.definition_table import BrokenDefinition
from fullarc.instruments.log import EntryRefused, LogKind, check_entry
from fullarc.instruments.log_file import read_log


def log(name):
    return catalogue().logs[name]


def test_the_logs_that_ship():
    assert set(catalogue().logs) == {"mood-journal", "stress-log", "sud-voc", "symptom-log", "urges-skills"}


def test_sud_and_voc_run_in_opposite_directions():
    sud, voc = log("sud-voc").field("sud"), log("sud-voc").field("voc")
    assert (sud.better, sud.low, sud.high) == (Better.LOWER, 0, 10)
    assert (voc.better, voc.low, voc.high) == (Better.HIGHER, 1, 7)


def test_skills_use_is_counted_by_level_and_never_averaged():
    skills = log("urges-skills").field("skills_used")
    assert skills.kind is LogKind.ORDINAL
    assert not skills.may_be_averaged
    assert [option.value for option in skills.options] == list(range(8))


def test_lines_left_out_are_empty_and_not_zero():
    entry = check_entry(log("mood-journal"), {"mood": 4, "energy": None, "note": ""})
    assert entry.values == {"mood": 4.0}
    assert {"energy", "sleep_hours", "emotion_fear", "note"} < set(entry.empty)


@pytest.mark.parametrize(
    ("values", "raised"),
    [
        ({"urge_suicide": 4}, ("urge_suicide",)),
        ({"urge_suicide": 3}, ()),
        ({"did_self_harm": True}, ("did_self_harm",)),
        ({"did_self_harm": False, "urge_use": 5}, ()),
    ],
)
def test_a_strong_urge_or_an_act_asks_for_attention(values, raised):
    assert check_entry(log("urges-skills"), values).raised == raised


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("mood-journal", {"mood": 11}, "the answer was 11; answers run from 0 to 10"),
        ("mood-journal", {"mood": 4.5}, "steps of 1"),
        ("mood-journal", {"sleep_hours": 7.1}, "steps of 0.25"),
        ("mood-journal", {"weather": 3}, "expected one of: mood, emotion_joy"),
        ("mood-journal", {}, "no answer at all"),
        ("sud-voc", {"voc": 0}, "from 1 to 7"),
        ("urges-skills", {"did_use": 2}, "answer yes or no"),
        ("mood-journal", {"note": "x" * 4001}, "shorten it"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(name, values, words):
    with pytest.raises(EntryRefused, match=words):
        check_entry(log(name), values)


def test_emotions_of_the_journal_have_no_better_end_and_so_never_drive_a_signal():
    emotions = [field for field in log("mood-journal").fields if field.id.startswith("emotion_")]
    assert len(emotions) == 6
    assert {(field.low, field.high, field.better) for field in emotions} == {(0, 5, None)}


def test_a_refusal_never_repeats_what_the_client_wrote():
    with pytest.raises(EntryRefused) as refusal:
        check_entry(log("mood-journal"), {"mood": "awful, my sister left"})
    assert "sister" not in str(refusal.value)


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('kind = "ordinal"\nlow = 0', 'kind = "ordinal"\nlow = 1', "options"),
        ('risk_about = "suicidal_ideation"', "", "risk_about"),
        ('kind = "yes_no"', 'kind = "maybe"', "kind"),
        ("high = 5", "high = 0", "low/high/step"),
    ],
)
def test_a_broken_log_is_refused_by_key(tmp_path, before, after, key):
    text = (DEFINITIONS / "logs/urges-skills.toml").read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "urges-skills.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BrokenDefinition, match=key):
        read_log(path)
