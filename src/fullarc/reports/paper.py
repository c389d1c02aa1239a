"""A report on paper: a tagged PDF (PDF/A-2a and PDF/UA-1) set by typst from the same value as its page."""

from datetime import UTC, datetime
from typing import Any

from fullarc.exchange.pages.course_pdf import set_paper
from fullarc.reports.report import Block, Report

WIDE_TABLE = 28  # characters in a cell of a column from which columns share the width evenly


def report_pdf(report: Report) -> bytes:
    """The PDF's bytes; the same report gives the same bytes on one machine. Raises exchange.course_pdf.PaperFailed when typst refuses."""
    stamp = int(datetime(*report.day, tzinfo=UTC).timestamp())
    return set_paper(paper_data(report), stamp, "report.typ")


def paper_data(report: Report) -> dict[str, Any]:
    """What the template is filled with. A mark is (number, whether it is the first of its footnote)."""
    met: set[int] = set()
    return {
        "name": report.name,
        "title": report.title,
        "running": list(report.running),
        "lead": report.lead,
        "addressed": list(report.addressed),
        "head": [list(row) for row in report.head],
        "sections": [{"title": s.title, "blocks": [_block(block, met) for block in s.blocks]} for s in report.sections],
        "footnotes": [{"pieces": [list(piece) for piece in note.pieces]} for note in report.footnotes],
        "signed": [list(lines) for lines in report.signed],
        "foot": report.foot,
        "letterhead": {
            "practice": report.letterhead.practice,
            "lines": list(report.letterhead.lines),
            "opening": report.letterhead.opening,
            "closing": report.letterhead.closing,
        },
        "day": list(report.day),
        "language": report.language,
        "missing": 0,
    }


def _block(block: Block, met: set[int]) -> dict[str, Any]:
    segments = []
    for words, numbers in block.segments:
        marks = []
        for number in numbers:
            marks.append([number, number not in met])
            met.add(number)
        segments.append([words, marks])
    wide = any(len(words) > WIDE_TABLE for row in block.rows for _, words in row[1:-1])
    return {
        "kind": block.kind.value,
        "segments": segments,
        "state": list(block.state) if block.state else None,
        "durability": block.durability,
        "facts": block.facts,
        "head": list(block.head),
        "rows": [[list(cell) for cell in row] for row in block.rows],
        "wide": wide,
        "steps": [list(step) for step in block.steps],
        "svg": block.svg,
        "alt": block.alt,
        "caption": block.caption,
        "width": block.width,
        "own_page": block.own_page,
    }
