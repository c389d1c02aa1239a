"""A report without what points to a person: composed with every day in full, then each of its words put through de-identification.

The picture is drawn from the same course moved to an imaginary year, its months numbered from the beginning of care.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape, unescape

from fullarc.charts.arc import arc_for_print, description, has_anything_dated, span_of
from fullarc.course.assessment import CourseAssessment
from fullarc.exchange.deidentification.deidentified import Deidentifier, Removed
from fullarc.reading.phrases.ordinary_words import is_ordinary
from fullarc.reports.compose import composed, picture, without_letterhead
from fullarc.reports.disclosed import disclosed
from fullarc.reports.frozen import Frozen
from fullarc.reports.given import Given, Person, usually_told
from fullarc.reports.plain_values import remade
from fullarc.reports.readers import Levels, Reader
from fullarc.reports.report import Block, Footnote, Kind, Report

IMAGINARY = date(2001, 1, 1)
HALF_A_YEAR = timedelta(days=182)  # a day without a year in a sentence of ours lies in the year before the judgement
MONTH_LABEL = re.compile(r'(class="t-month">)([^<]*)(<)')
TEXT = re.compile(r">([^<>]+)<")
ON_WEEK = re.compile(r"\bon (?=week \d)")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Words with a capital inside a sentence that are no names.
OURS = "I CBT DBT EMDR ACT IPT GAS PHQ GAD PCL Note Notes Goal Event Session Sessions Rated Spoken In Wording Diamond"
NO_NAMES = frozenset(OURS.split()) | {f"{day}{s}" for day in calendar.day_name for s in ("", "s")}
CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\wÀ-ÿ'’-]+")
BEGINS_HERE = re.compile(r"(?:^|[.!?:;“”\"'’(\[/]|\n)\s*$")  # what stands before the first word of a sentence, a quotation, a line
SHORT_SIGN = re.compile(r"[A-Z]{2,4}(?:-[A-Z\d]+)*s?|[A-Z]+-?\d+")  # SI, PTSD, PHQ-9, F33
LABEL = re.compile(r"<(?:text|tspan)[^>]*>([^<]+)<")


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """The report, how much was removed of each kind, and the capitalised words left, for somebody to look at."""

    report: Report
    removed: Removed
    left: tuple[str, ...]


def consultation(frozen: Frozen, reader: Reader, levels: Levels, given: Given, scrubber: Deidentifier) -> Scrubbed:
    """The report for a reader who must not learn who it is about. `scrubber` knows the names of the record and how days are told."""
    bare = replace(
        given, client=Person(), signer=("the clinician",) if given.signer else (), from_review=given.from_review and "From a signed review."
    )
    report = without_letterhead(composed(frozen, reader, levels, bare, say=lambda day: scrubber.day(day).removesuffix(" of care")))
    report = replace(report, running=(reader.name, ""), day=(IMAGINARY.year, IMAGINARY.month, IMAGINARY.day))
    removed: list[Removed] = []
    near = frozen.seen.as_of - HALF_A_YEAR

    def words(text: str) -> str:
        found = scrubber.scrub(text, written=near)
        removed.append(found.removed)
        return ON_WEEK.sub("in ", found.text)

    joined = replace(report, footnotes=tuple(Footnote(note.number, (("", note.words),)) for note in report.footnotes))
    seen = disclosed(frozen.seen, levels, worded=given.words.worded, chosen=given.words.chosen or usually_told(frozen.seen))
    drawn = imaginary_arc(seen, words)
    sections = tuple(
        replace(
            section,
            title=words(section.title),
            blocks=tuple(drawn if block.kind is Kind.PICTURE and drawn else _block(block, words) for block in section.blocks),
        )
        for section in joined.sections
    )
    told = replace(
        joined,
        title=words(joined.title),
        lead=words(joined.lead),
        head=tuple((term, words(line)) for term, line in joined.head),
        footnotes=tuple(replace(note, pieces=tuple((style, words(text)) for style, text in note.pieces)) for note in joined.footnotes),
        foot=words(joined.foot),
        sections=sections,
    )
    return Scrubbed(told, sum(removed, Removed()), capitalised_words(told))


def _block(block: Block, words: Callable[[str], str]) -> Block:
    return replace(
        block,
        segments=tuple((words(text), marks) for text, marks in block.segments),
        facts=words(block.facts),
        rows=tuple(tuple((state, words(text)) for state, text in row) for row in block.rows),
    )


def imaginary_arc(seen: CourseAssessment, words: Callable[[str], str]) -> Block | None:
    """The arc of the course as if it had begun on 1 January of an imaginary year, its months told as month 1, 2, 3 of care."""
    if not has_anything_dated(seen.timeline):
        return None
    begin, _ = span_of(seen.timeline)
    moved: CourseAssessment = remade(seen, lambda day: day - begin.replace(day=1) + IMAGINARY, lambda text: text)
    svg = TEXT.sub(lambda text: f">{escape(_kept_or(unescape(text[1]), words), quote=False)}<", _numbered_months(arc_for_print(moved)))
    return picture(_untitled(svg), words(description(seen)))


def _kept_or(text: str, words: Callable[[str], str]) -> str:
    return text if not any(character.isalpha() for character in text) else words(text)


def _numbered_months(svg: str) -> str:
    """The labels of the months, in the order in which they stand: month 1, 13, 25 … instead of their names and years."""
    year = IMAGINARY.year
    seen_first = False

    def label(match: re.Match[str]) -> str:
        nonlocal year, seen_first
        text = match[2]
        if text.isdigit():
            year, month = int(text), 1
        else:
            month = MONTHS.index(text[:3]) + 1
            if text[4:].isdigit():
                year = int(text[4:])
        number = (year - IMAGINARY.year) * 12 + month
        first, seen_first = not seen_first, True
        return f"{match[1]}{'month ' if first else ''}{number}{match[3]}"

    return MONTH_LABEL.sub(label, svg)


def _untitled(svg: str) -> str:
    """Without title and description, which tell days of the imaginary year; the block's own words stand for them."""
    return re.sub(r"<(title|desc)[^>]*>.*?</\1>", "", svg, flags=re.DOTALL)


def capitalised_words(report: Report) -> tuple[str, ...]:
    """Words with a capital that are perhaps names which nobody entered, of texts, tables and pictures. In order, each once.

    Inside a sentence every one counts; at the beginning of one, of a quotation or of a line, and in capitals throughout, one that the rules
    of the reader do not know as an ordinary word.
    """
    texts = [report.title, report.lead, *(line for _, line in report.head), *(note.words for note in report.footnotes)]
    for section in report.sections:
        texts.append(section.title)
        for block in section.blocks:
            texts += [block.words, block.facts, *(text for row in block.rows for _, text in row)]
            texts += [block.alt, block.caption, *(unescape(text) for text in LABEL.findall(block.svg))]
    return tuple(dict.fromkeys(word for text in texts for word in perhaps_names(text)))


def perhaps_names(text: str) -> Iterator[str]:
    for match in CAPITALISED.finditer(text):
        word = match[0].rstrip("'’-")
        first = word.removesuffix("'s").removesuffix("’s")
        if first in NO_NAMES or SHORT_SIGN.fullmatch(first):
            continue
        if (first.isupper() or BEGINS_HERE.search(text[: match.start()])) and is_ordinary(first):
            continue
        yield word
