"""One spelling and one order of a day wherever a person reads: British, day, month, year, and the time behind them (the glossary)."""

import re
from pathlib import Path

import pytest

from fullarc.course.indicator_words import indicator_in_words
from fullarc.reading.phrases.lexicon import groups

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "src" / "fullarc").rglob("templates/**/*.html"))
DOCS = sorted(page for page in (ROOT / "docs").rglob("*.md") if page.parent.name != "instruments")  # measures keep their own names
AMERICAN = re.compile(
    r"\b(?:(?:un)?(?:organiz|recogniz|summariz|prioritiz|normaliz|minimiz|emphasiz|categoriz|finaliz|anonymiz|authoriz|analyz|generaliz)\w*"
    r"|behavior\w*|judgment\w*|favor\w*|labeled|canceled|counseling|neighbor\w*|catalog|enrollment|fulfill)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"Authorization: Bearer|World Health Organization|under Behavior|the Behavior of BIRP|charset-normalizer")
MARKUP = re.compile(r"<[^>]*>|\{%.*?%\}|\{\{.*?\}\}|`[^`]*`|```.*?```", re.DOTALL)
DATE = re.compile(r'date:_?\(?"([^"]+)"')
MONTH, DAY, TIME = "FMNbn", "jdDl", "H"


def first_of(signs: str, form: str) -> int:
    return min((form.index(sign) for sign in signs if sign in form), default=-1)


def american(text: str) -> list[str]:
    return AMERICAN.findall(NAMES.sub("", MARKUP.sub(" ", text)))


def test_there_are_pages_to_look_at() -> None:
    assert len(TEMPLATES) > 100
    assert len(DOCS) > 20


@pytest.mark.parametrize("wrong", ["we organize it", "Client's authorization", "impaired judgment", "<p>behavioral</p>"])
def test_an_american_spelling_would_be_noticed(wrong: str) -> None:
    assert american(wrong)


def test_every_page_is_spelled_one_way() -> None:
    assert {str(page.relative_to(ROOT)): found for page in TEMPLATES if (found := american(page.read_text(encoding="utf-8")))} == {}


def test_every_page_of_the_docs_is_spelled_the_same_way() -> None:
    assert {str(page.relative_to(ROOT)): found for page in DOCS if (found := american(page.read_text(encoding="utf-8")))} == {}


def test_every_name_of_what_the_reader_finds_is_spelled_the_same_way() -> None:
    assert [name for indicator in groups() if american(name := indicator_in_words(indicator))] == []


def test_the_day_stands_before_the_month_and_the_time_behind_both() -> None:
    forms = {form for page in TEMPLATES for form in DATE.findall(page.read_text(encoding="utf-8")) if form != "Y-m-d"}
    assert len(forms) > 5
    for form in forms:
        day, month, time = first_of(DAY, form), first_of(MONTH, form), first_of(TIME, form)
        assert day < month or month < 0 or day < 0, form
        assert time < 0 or time > max(day, month) or max(day, month) < 0, form
