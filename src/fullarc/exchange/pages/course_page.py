"""The course of care as a page: the same body for the application and for a file that needs nothing beside itself."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from fullarc.charts.arc import arcs_for_screen, has_anything_dated
from fullarc.charts.numbers import numbers_table
from fullarc.charts.words import gas_level
from fullarc.course.assessment import CourseAssessment
from fullarc.course.days import full_date
from fullarc.course.lead import RISK_IS_OPEN
from fullarc.exchange.pages.course_links import ClientHead, CourseLinks
from fullarc.exchange.pages.course_view import (
    domain_views,
    goal_views,
    head_lines,
    signal_views,
    statement_rows,
    statement_views,
    strip_span,
)
from fullarc.exchange.pages.course_words import lead_source, rests_on
from fullarc.exchange.pages.evidence_numbers import echoes_of, numbered_evidence
from fullarc.exchange.pages.evidence_view import evidence_views

STYLE_SHEETS = ("tokens.css", "page.css", "tables.css", "states.css", "arc.css", "course.css")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("fullarc.exchange.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def course_body(
    assessment: CourseAssessment,
    *,
    client: ClientHead | None = None,
    links: CourseLinks,
    after_outcome: Markup | str = "",
    nothing_yet: Markup | str = "",
) -> str:
    """The body of the course page as HTML, from the client's head to the goals, to stand in a `main` element.

    Takes the assessment as judged; nothing is computed here. Text is escaped; the pictures come as SVG from the charts. `after_outcome`
    is a section of the application's own, between the outcome and the arc; plain text is escaped. `nothing_yet` is what is said, in
    place of the outcome and the domains, of a course in which nothing is recorded: a heading with the id `lead`, and what to do.
    """
    numbering = numbered_evidence(assessment)
    evidence = evidence_views(assessment, numbering, links.note_text, name_files=links.name_files)
    statements = statement_views(assessment, numbering)
    dated = has_anything_dated(assessment.timeline)
    return (
        _templates()
        .get_template("course.html")
        .render(
            seen=assessment,
            client=client,
            links=links,
            head=head_lines(assessment),
            judged_on=full_date(assessment.as_of),
            lead=lead_of_page(assessment, links),
            lead_note=" ".join(filter(None, (lead_source(assessment), rests_on(assessment.timeline)))),
            rows=statement_rows(statements, assessment),
            details=[one for one in statements if one.detail],
            evidence=evidence,
            signals=signal_views(assessment, numbering),
            domains=[(d, Markup(d.strip)) for d in domain_views(assessment)],  # noqa: S704 (SVG of our own charts, escaped there)
            goals=goal_views(assessment, numbering),
            attainment=[gas_level(round(t, 1)).lstrip("+") for t in assessment.goal_attainment or ()],
            strip_span=strip_span(assessment),
            arcs=Markup(arcs_for_screen(assessment, echoes_of(numbering))) if dated else "",  # noqa: S704 (as above)
            numbers=numbers_table(assessment),
            after_outcome=after_outcome,
            nothing_yet=nothing_yet,
        )
    )


def lead_of_page(assessment: CourseAssessment, links: CourseLinks) -> str:
    """The lead; of an open risk also what the application knows that was done about it."""
    first, stop, rest = assessment.lead.partition(".")
    return f"{first}{links.after_open_risk(assessment.statements)}{stop}{rest}" if first.startswith(RISK_IS_OPEN) else assessment.lead


def course_document(
    assessment: CourseAssessment, *, client: ClientHead | None = None, links: CourseLinks | None = None, title: str = "Course of care"
) -> str:
    """The page as one HTML file: styles inside, no script, nothing fetched; light, dark and print."""
    pieces = len(numbered_evidence(assessment).pieces)
    style = "\n".join([*(_style_sheet(name) for name in STYLE_SHEETS), *(_echo_rule(n) for n in range(1, pieces + 1))])
    body = course_body(assessment, client=client, links=links or CourseLinks())
    return (
        _templates()
        .get_template("course_document.html")
        .render(
            title=f"{client.name}, course of care" if client else title,
            style=Markup(style),  # noqa: S704 (our own style sheets)
            body=Markup(body),  # noqa: S704 (rendered above, escaped)
        )
    )


def _echo_rule(number: int) -> str:
    """While a piece of evidence is open its mark is filled, its statement has a line, its words are ringed in the arc."""
    open_ = f":has(#e{number}:target)"
    return (
        f'.outcome{open_} .ev a[href="#e{number}"]{{background:var(--accent);color:var(--on-accent)}}'
        f'.outcome{open_} .statement:has(a[href="#e{number}"]) .say{{box-shadow:calc(-1*var(--s3)) 0 0 var(--paper),'
        f"calc(-1*var(--s3) - 2px) 0 0 var(--accent)}}body{open_} .of-e{number} .open-mark{{display:inline}}"
    )


@cache
def _style_sheet(name: str) -> str:
    return (files("fullarc") / "web" / "static" / "css" / name).read_text(encoding="utf-8")
