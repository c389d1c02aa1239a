"""A report as HTML, from the same value as its PDF: the preview shows exactly what leaves."""

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from fullarc.reports.paper import paper_data
from fullarc.reports.report import Report

STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)  # on screen the style sheet of the page gives the colours


def report_html(report: Report) -> str:
    """An `article` to stand in the page. Text is escaped; the pictures come as SVG from the charts."""
    data = paper_data(report)
    sections = [{"title": s["title"], "blocks": [_shown(block) for block in s["blocks"]]} for s in data["sections"]]
    return _templates().get_template("report.html").render(report=report, sections=sections)


def _shown(block: dict[str, Any]) -> dict[str, Any]:
    return block | {"svg": Markup(STYLE.sub("", block["svg"]))}  # noqa: S704 (SVG of our own charts, escaped there)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("fullarc.reports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
