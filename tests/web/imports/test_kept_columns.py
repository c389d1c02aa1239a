"""What the columns of another product's table are is kept by name and offered again."""

import pytest
from django.test import Client as Browser
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.imports.walks import answer, carry_out, newest, page_of, upload

from fullarc.web.imports.kept import by_name, by_number
from fullarc.web.imports.models import KeptMapping
from fullarc.web.measurements.queries import scores_of

STRANGE = b"When,Phq result,Remark\n2024-03-14,18,x\n"
LATER = b"Remark,Phq result,When\ny,11,2024-04-11\n"
COLUMNS = {"column-0": "date", "column-1": "total|phq-9|total", "column-2": ""}
MAPPING = {
    "date": 0,
    "client": None,
    "measure": None,
    "score": None,
    "scale": None,
    "fixed_measure": "",
    "totals": [[1, "phq-9", "total"]],
    "items": [[[[2, 1], [3, 2]], "gad-7"]],
}


@pytest.fixture
def browser(cast: Cast, signed_in: SignIn) -> Browser:
    return signed_in(cast.mira)


def kept_once(browser: Browser, cast: Cast) -> None:
    upload(browser, cast.course, ("export.csv", STRANGE))
    answer(browser, newest(cast.course), {**COLUMNS, "keep_as": "The other product"})
    carry_out(browser, newest(cast.course))


def test_columns_are_found_again_by_name_wherever_they_stand() -> None:
    columns = ("When", "PHQ", "a1", "a2")
    named = by_name(MAPPING, columns)
    assert by_number(named, columns) == MAPPING
    turned = by_number(named, ("a2", "a1", "PHQ", "When"))
    assert turned is not None
    assert (turned["date"], turned["totals"], turned["items"]) == (3, [[2, "phq-9", "total"]], [[[[1, 1], [0, 2]], "gad-7"]])


@pytest.mark.parametrize("columns", [("When", "PHQ", "a1"), ("When", "When", "PHQ", "a1", "a2")])
def test_a_table_that_lacks_a_column_or_has_it_twice_is_not_fitting(columns: tuple[str, ...]) -> None:
    assert by_number(by_name(MAPPING, ("When", "PHQ", "a1", "a2")), columns) is None


def test_the_next_table_of_the_product_is_read_at_once(cast: Cast, browser: Browser) -> None:
    kept_once(browser, cast)
    shown = upload(browser, cast.course, ("export.csv", LATER)).content.decode()
    assert "0 notes and 1 score would be brought in" in shown
    carry_out(browser, newest(cast.course))
    assert [value for *_, value in scores_of(cast.course)] == [18, 11]


def test_a_kept_mapping_can_be_chosen_among_several(cast: Cast, browser: Browser) -> None:
    kept_once(browser, cast)
    upload(browser, cast.course, ("export.csv", LATER))
    answer(browser, newest(cast.course), {"column-1": "total|gad-7|total", "keep_as": "Another one"})
    first = next(each for each in KeptMapping.objects.all() if each.name == "The other product")
    held = newest(cast.course)
    questions = browser.get(page_of(held, "questions")).content.decode()
    assert "as kept under “Another one”" in questions
    assert "Use “The other product”" in questions
    browser.post(page_of(held, "questions"), {"use": str(first.pk), "from_version": str(held.version)})
    held.refresh_from_db()
    assert held.choices["mapping"]["totals"] == [[1, "phq-9", "total"]]


def test_the_same_name_is_kept_once(cast: Cast, browser: Browser) -> None:
    kept_once(browser, cast)
    upload(browser, cast.course, ("export.csv", LATER))
    answer(browser, newest(cast.course), {"column-1": "total|gad-7|total", "keep_as": "the OTHER product"})
    [kept] = KeptMapping.objects.all()
    assert kept.columns["totals"] == [["Phq result", "gad-7", "total"]]
