"""The course of care on paper: a tagged PDF (PDF/A-2a and PDF/UA-1) set by typst. Words travel as data, never as markup."""

import json
import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from fullarc.charts.arc import arc_for_print, description, has_anything_dated
from fullarc.charts.words import gas_level
from fullarc.course.assessment import CourseAssessment
from fullarc.course.days import full_date
from fullarc.exchange.pages.course_links import ClientHead, CourseLinks
from fullarc.exchange.pages.course_view import Segment, domain_views, goal_views, head_lines, signal_views, statement_views
from fullarc.exchange.pages.course_words import lead_source, rests_on
from fullarc.exchange.pages.evidence_numbers import numbered_evidence
from fullarc.exchange.pages.evidence_view import EvidenceView, evidence_views

TEXT_WIDTH, TEXT_HEIGHT = 162.0, 222.0  # mm of the page that the arc may take
CAPTION = (
    "Ring: within measurement error (band) of the baseline; filled: reliably changed; dotted: cut-off; stroke: not given. "
    "Blocks: level in a note; hollow: said to be absent; empty: not mentioned. "
    "Diamond: risk present; ring diamond: uncertain; dash: asked and denied. Hatched: situational dip."
)
LONG_WORD, ZERO_WIDTH_SPACE = re.compile(r"\S{30,}"), "\u200b"
UNPRINTABLE = {"Cc": " ", "Co": "[?]", "Cs": "[?]"}  # control, private use, lone surrogates
OWN_PAGE_FROM = 130.0  # mm: a taller arc begins a page
MOST_MISSING = 400  # different characters replaced before it is given up


class PaperFailed(RuntimeError):
    """The PDF could not be set; the message is typst's."""


def course_pdf(assessment: CourseAssessment, *, client: ClientHead | None = None, links: CourseLinks | None = None) -> bytes:
    """The assessment as PDF bytes; the same input gives the same bytes on one machine.

    `links` serves only for the text of notes and whether files are named. Raises PaperFailed when typst refuses.
    """
    stamp = int(datetime(*assessment.as_of.timetuple()[:3], tzinfo=UTC).timestamp())
    return set_paper(paper_data(assessment, client, links or CourseLinks()), stamp)


def set_paper(paper: dict[str, Any], stamp: int, template: str = "course.typ") -> bytes:
    """Fills a template of this room and sets it; `stamp` is the time written into the file, in seconds since 1970.

    The fonts that come with typst are tried first, then those of the system; what neither has is printed as [?].
    """
    data = json.dumps(_printable(paper), ensure_ascii=False)
    missing: list[str] = []
    system_fonts = False
    while True:
        try:
            return typst.compile(
                _template(template),
                format="pdf",
                pdf_standards=["a-2a", "ua-1"],
                ignore_system_fonts=not system_fonts,
                sys_inputs={"data": _without(data, missing)},
                timestamp=stamp,
            )
        except typst.TypstError as error:
            unknown = re.search(r"the text [`\"]+(.+?)[`\"]+ could not be displayed", str(error), re.DOTALL)
            if not unknown or len(missing) > MOST_MISSING:
                raise PaperFailed(f"the PDF could not be set: {error}") from error
            if system_fonts:
                missing += [c for c in dict.fromkeys(unknown[1]) if c not in missing and not c.isascii()] or [unknown[1]]
            system_fonts = True


def _printable(value: Any) -> Any:
    """The data with places to break in words longer than a line holds, without characters an archive PDF refuses; not the drawing."""
    if isinstance(value, dict):
        return {key: one if key == "svg" else _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    if isinstance(value, str):
        shown = "".join(UNPRINTABLE.get(unicodedata.category(c), c) if c not in "\n\t" else c for c in value)
        return LONG_WORD.sub(lambda word: ZERO_WIDTH_SPACE.join(re.findall(".{1,20}", word[0])), shown)
    return value


def _without(data: str, missing: list[str]) -> str:
    """The data with characters that no font has replaced by [?], so that the rest can be printed, and their number."""
    if not missing:
        return data
    table = str.maketrans(dict.fromkeys("".join(missing), "[?]"))
    return json.dumps(json.loads(data.translate(table)) | {"missing": len(missing)}, ensure_ascii=False)


@cache
def _template(name: str) -> bytes:
    return (files("fullarc.exchange.pages") / "templates" / name).read_bytes()


def paper_data(seen: CourseAssessment, client: ClientHead | None, links: CourseLinks) -> dict[str, Any]:
    """What the template is filled with: words, numbers and the SVG of the arc."""
    numbering = numbered_evidence(seen)
    evidence = evidence_views(seen, numbering, links.note_text, name_files=links.name_files)
    name = client.name if client else ""
    code = client.code if client else ""
    running = ", ".join(filter(None, ("Course of care", code or name)))
    return {
        "title": ", ".join(filter(None, (name, "course of care" if name else "Course of care"))),
        "running": running,
        "judged": f"Judged on {full_date(seen.as_of)}",
        "foot": "A statement without proof is not printed.",
        "date": [seen.as_of.year, seen.as_of.month, seen.as_of.day],
        "lead": seen.lead,
        "lead_note": " ".join(filter(None, (lead_source(seen), rests_on(seen.timeline)))),
        "head": _head(seen, client),
        "statements": [
            {
                "number": s.number,
                "about": s.about,
                "segments": _segments(s.segments),
                "state": s.state,
                "durability": s.durability,
                "facts": s.facts,
            }
            for s in statement_views(seen, numbering)
        ],
        "signals": [
            {"number": s.index, "words": s.words, "since": s.since, "reason": _segments(s.reason)} for s in signal_views(seen, numbering)
        ],
        "not_known": list(seen.not_known),
        "arc": _arc(seen),
        "domains": [
            {
                "name": d.name,
                "state": d.state,
                "durability": d.durability,
                "basis": "; ".join(filter(None, (d.rests_on or "nothing", d.missing))) + ".",
            }
            for d in domain_views(seen)
        ],
        "rules": [[d.name, d.rule] for d in domain_views(seen)],
        "goals": [
            {
                "number": i,
                "text": g.text,
                "state": g.state,
                "durability": g.durability,
                "rated": g.rated,
                "meaning": f"{g.meaning}." if g.meaning else "",
                "addressed": g.addressed,
                "marks": list(g.marks),
            }
            for i, g in enumerate(goal_views(seen, numbering), 1)
        ],
        "attainment": _attainment(seen),
        "evidence": [_evidence(piece) for piece in evidence],
        "missing": 0,
    }


def _head(seen: CourseAssessment, client: ClientHead | None) -> list[list[str]]:
    rows: list[list[str]] = []
    if client:
        rows.append(["Client", ", ".join(filter(None, (client.name, client.age, client.code)))])
        rows += [list(pair) for pair in client.more]
    if seen.timeline.presenting_problem:
        rows.append(["Presenting problem", f"“{seen.timeline.presenting_problem}”"])
    return rows + [[term, "; ".join(lines)] for term, lines in head_lines(seen)]


def _segments(parts: tuple[Segment, ...]) -> list[list[Any]]:
    return [[words, list(numbers)] for words, numbers in parts]


def _attainment(seen: CourseAssessment) -> str:
    if seen.goal_attainment is None:
        return ""
    start, now = (gas_level(round(t, 1)).lstrip("+") for t in seen.goal_attainment)
    return f"GAS T {start} at the start, {now} now; 50 is what was expected."


def _arc(seen: CourseAssessment) -> dict[str, Any] | None:
    if not has_anything_dated(seen.timeline):
        return None
    svg = arc_for_print(seen)
    width, height = (float(v) for v in re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0])
    shown = min(TEXT_WIDTH, TEXT_HEIGHT * width / height)
    own_page = shown * height / width > OWN_PAGE_FROM
    return {"svg": svg, "alt": description(seen), "caption": CAPTION, "width": shown, "own_page": own_page}


def _evidence(piece: EvidenceView) -> dict[str, Any]:
    return {
        "number": piece.number,
        "back": piece.places[0][0],
        "source": piece.source,
        "quotes": [
            {
                "day": q.day,
                "before": q.before,
                "words": q.words,
                "after": q.after,
                "mark": q.mark,
                "unreviewed": q.unreviewed,
                "reading": q.reading,
            }
            for q in piece.quotes
        ],
        "plain": piece.plain,
        "values": [list(v) for v in piece.values],
        "facts": [[f.term, f.words] for f in piece.facts],
    }
