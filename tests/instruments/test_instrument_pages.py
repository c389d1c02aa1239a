"""Each measure has its page, and the page holds the figures of its definition file."""

import re
from pathlib import Path

import pytest

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition_file import read_instrument
from fullarc.instruments.definition_page import index_of, page_of
from fullarc.instruments.definition_scales import read_scale

PAGES = Path(__file__).parents[2] / "docs" / "instruments"


@pytest.mark.parametrize("instrument", list(catalogue()), ids=lambda instrument: instrument.id)
def test_the_page_is_the_one_its_definition_gives(instrument):
    page = (PAGES / f"{instrument.id}.md").read_text(encoding="utf-8")
    assert page == page_of(instrument), "run: python -m fullarc.instruments.definition_page docs/instruments"


def test_the_index_lists_every_measure():
    assert (PAGES / "README.md").read_text(encoding="utf-8") == index_of(catalogue())


def test_no_page_is_left_over_from_a_measure_that_no_longer_ships():
    assert {page.stem for page in PAGES.glob("*.md")} - {"README", "format"} == set(catalogue().instruments)


def test_the_page_names_every_figure_with_its_source_and_whether_it_was_read():
    page = (PAGES / "phq-9.md").read_text(encoding="utf-8")
    assert "| Total | cut-off | at 10 or more | caseness; sensitivity 88 %" in page
    assert "| Total | meaningful change | 5 | Löwe et al. 2004, Med Care; Kroenke 2012 | **not verified** |" in page
    assert re.search(r"\| reliable change \| 6 \| NHS Talking Therapies .*read at a source \|", page)


def test_the_format_page_names_every_key_the_reader_knows():
    page = (PAGES / "format.md").read_text(encoding="utf-8")
    rooms = (read_instrument.__code__, read_scale.__code__)
    reader = "".join(Path(code.co_filename).read_text(encoding="utf-8") for code in rooms)
    keys = set(re.findall(r'\.(?:text|flag|number|whole|wholes|texts|table|tables|many|maybe|one_of)\(\s*"(\w+)"', reader))
    unnamed = {key for key in keys if f"`{key}`" not in page and f"[{key}]" not in page and f".{key}]" not in page}
    assert unnamed - {"value", "item", "note", "label", "low", "high"} == set()
