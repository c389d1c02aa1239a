"""The rule files: what is refused, and what the shipped ones hold."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.context import cues
from fullarc.reading.phrases import lexicon
from fullarc.reading.phrases.phrase import BrokenRules


def load(folder: Path, text: str) -> tuple[lexicon.Rule, ...]:
    (folder / "sleep.toml").write_text(text, encoding="utf-8")
    return lexicon.load(folder)


def test_a_rule_has_its_id_from_its_table(tmp_path: Path) -> None:
    [rule] = load(tmp_path, '[sleep_disturbance.onset]\nphrases = ["insomnia"]\nseverity = "mild"')
    assert (rule.id, rule.indicator, rule.group, str(rule.severity)) == ("sleep_disturbance.onset", "sleep_disturbance", "symptoms", "mild")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[sleep_disturbance.onset\n", "sleep.toml"),
        ('[sleepiness.onset]\nphrases = ["x"]', "sleepiness"),
        ("[sleep_disturbance.onset]\nphrases = []", "phrases"),
        ('[sleep_disturbance.onset]\nphrases = ["x"]\nsay = "denied"', "'say'"),
        ('[sleep_disturbance.onset]\nphrases = ["x"]\nsays = "maybe"', "says"),
        ('[sleep_disturbance.onset]\nphrases = ["x"]\nsays = "other_person"', "says"),
        ('[sleep_disturbance.onset]\nphrases = ["x"]\nonly_in = ["letter"]', "only_in"),
        ('[sleep_disturbance.onset]\nphrases = ["{unknown}"]', "unknown"),
        ('[sleep_disturbance]\nphrases = ["x"]', "outside a rule"),
        ('[sleep_disturbance.onset]\nphrases = "x"', "phrases"),
    ],
)
def test_a_broken_file_is_refused_naming_file_and_key(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(BrokenRules, match=r"sleep\.toml") as refusal:
        load(tmp_path, text)
    assert named in str(refusal.value)


def test_the_shipped_rules_load_and_every_indicator_but_scores_has_one() -> None:
    spoken_for = {rule.indicator for rule in lexicon.rules()}
    assert set(lexicon.groups()) - spoken_for == {"measure_score"}


def test_every_indicator_has_one_group_and_its_domain() -> None:
    assert lexicon.group_of("panic") == "symptoms"
    assert lexicon.domain_of("suicide_plan") == "risk_profile"
    assert lexicon.domain_of("new_job") is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[no]\nphrases = ["no"]', "says"),
        ('[no]\nsays = "denied"', "phrases"),
        ('[no]\nsays = "denied"\nphrases = ["no"]\nreaches = "left"', "'reaches'"),
        ('[no]\nsays = "denied"\nphrases = ["no"]\nreach = "up"', "reach"),
        ('[no]\nsays = "denied"\nphrases = ["no"]\nonly_for = ["sleepiness"]', "sleepiness"),
    ],
)
def test_a_broken_context_file_is_refused_naming_file_and_key(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "denied.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenRules, match=r"denied\.toml") as refusal:
        cues.load(tmp_path)
    assert named in str(refusal.value)


def test_everything_that_points_to_an_indicator_stands_in_its_own_file() -> None:
    for path in lexicon.files_of_rules():
        tables = set(tomllib.loads(path.read_text(encoding="utf-8"))) - {"words"}
        assert tables == {path.stem}
        assert path.parent.name == lexicon.group_of(path.stem)


def test_a_word_list_of_a_group_may_not_hide_one_that_all_groups_have(tmp_path: Path) -> None:
    (tmp_path / "symptoms").mkdir()
    (tmp_path / "_words.toml").write_text('[words]\nkin = ["sister"]\n', encoding="utf-8")
    (tmp_path / "symptoms" / "_words.toml").write_text('[words]\nkin = ["brother"]\n', encoding="utf-8")
    (tmp_path / "symptoms" / "crying.toml").write_text('[crying.plain]\nphrases = ["cried with {kin}"]\n', encoding="utf-8")
    with pytest.raises(BrokenRules, match=r"symptoms/_words\.toml: found kin"):
        lexicon.load(tmp_path)


def test_a_word_list_of_a_file_may_not_hide_one_that_it_sees(tmp_path: Path) -> None:
    (tmp_path / "_words.toml").write_text('[words]\nkin = ["sister"]\n', encoding="utf-8")
    (tmp_path / "crying.toml").write_text('[words]\nkin = ["brother"]\n[crying.plain]\nphrases = ["cried with {kin}"]\n', encoding="utf-8")
    with pytest.raises(BrokenRules, match=r"crying\.toml: the word list 'kin'"):
        lexicon.load(tmp_path)


READING = Path(lexicon.__file__).parents[1]


def said_twice(table: object, place: str = "") -> list[str]:
    """The places of lists of words that hold an entry more than once."""
    if isinstance(table, dict):
        return [found for key, value in table.items() for found in said_twice(value, f"{place}.{key}" if place else key)]
    words = [each for each in table if isinstance(each, str)] if isinstance(table, list) else []
    return [f"{place}: {each}" for each in dict.fromkeys(words) if words.count(each) > 1]


def test_a_list_that_says_a_word_twice_is_noticed() -> None:
    assert said_twice({"words": {"kin": ["gran", "nan", "gran"]}}) == ["words.kin: gran"]


@pytest.mark.parametrize("file", sorted(READING.rglob("*.toml")), ids=lambda file: str(file.relative_to(READING)))
def test_no_list_of_the_reader_says_a_word_twice(file: Path) -> None:
    assert said_twice(tomllib.loads(file.read_text(encoding="utf-8"))) == []
