"""Each measure has its page, and the page holds the figures of its definition file."""

import re
from pathlib import Path

import pytest

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition_file import read_instrument
from fullarc.instruments.definition_scales import read_scale

PAGES = Path(__file__).parents[2] / "docs" / "instruments"


@pytest.mark.parametrize("instrument", list(catalogue()), ids=lambda instrument: instrument.id)
def test_the_page_holds_the_figures_of_the_file(instrument):
    page = (PAGES / f"{instrument.id}.md").read_text(encoding="utf-8")
    assert instrument.source in page
    assert instrument.licence in page
    for scale in instrument.scales:
        for cutoff in scale.cutoffs:
            assert re.search(rf"\| cut-off \| \w+ {cutoff.at:g}\b.*{re.escape(cutoff.source)}", page), cutoff
        for fact in scale.reliable_change:
            assert re.search(rf"\| reliable change \| {fact.value:g} \| {re.escape(fact.source)}", page), fact


def test_the_index_lists_every_measure():
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert all(f"({instrument.id}.md)" in index for instrument in catalogue())


def test_the_format_page_names_every_key_the_reader_knows():
    page = (PAGES / "format.md").read_text(encoding="utf-8")
    rooms = (read_instrument.__code__, read_scale.__code__)
    reader = "".join(Path(code.co_filename).read_text(encoding="utf-8") for code in rooms)
    keys = set(re.findall(r'\.(?:text|flag|number|whole|wholes|texts|table|tables|many|maybe|one_of)\(\s*"(\w+)"', reader))
    unnamed = {key for key in keys if f"`{key}`" not in page and f"[{key}]" not in page and f".{key}]" not in page}
    assert unnamed - {"value", "item", "note", "label", "low", "high"} == set()
