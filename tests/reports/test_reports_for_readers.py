"""Each reader is told what the levels say, on page and paper alike, every sentence with a footnote that resolves."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.charts.nora_judged import nora
from tests.reports.made_of_nora import SIGNED, frozen_nora, given, report_for

from fullarc.exchange.deidentification.days_in_text import weeks_of_care
from fullarc.exchange.deidentification.deidentified import deidentifier
from fullarc.exchange.deidentification.known_names import Known
from fullarc.reports.comparison import compared
from fullarc.reports.consultation import consultation
from fullarc.reports.given import Words
from fullarc.reports.page import report_html
from fullarc.reports.paper import report_pdf
from fullarc.reports.readers import Level, parts, readers
from fullarc.reports.report import Kind, Report, in_reading_order

READERS = sorted(readers())


def quotes_of_notes(report: Report) -> list[str]:
    return [words for note in report.footnotes for style, words in note.pieces if style == "found"]


@pytest.mark.parametrize("reader", READERS)
def test_every_sentence_has_a_footnote_and_every_footnote_a_sentence(reader: str) -> None:
    report = report_for(reader)
    said = [block for section in report.sections for block in section.blocks if block.kind in (Kind.SAY, Kind.OWN, Kind.GOAL)]
    assert said
    assert all(any(numbers for _, numbers in block.segments) for block in said)
    assert list(dict.fromkeys(report.marks())) == [note.number for note in report.footnotes] == list(range(1, len(report.footnotes) + 1))


def test_the_inner_workings_stay_inside_the_practice() -> None:
    for key, reader in readers().items():
        report = report_for(key)
        footnotes = " ".join(words for note in report.footnotes for _, words in note.pieces)
        assert bool(re.search(r"\[\w+\.\w+\]", footnotes)) is reader.inside, key
        assert "unreviewed" not in f"{report.head} {footnotes}"
    assert readers()["supervision"].inside


@pytest.mark.parametrize("reader", READERS)
def test_the_pdf_is_tagged_and_says_what_the_page_says(reader: str) -> None:
    report = report_for(reader)
    pdf = PdfReader(BytesIO(report_pdf(report)))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en"
    printed = squeezed(" ".join(page.extract_text() for page in pdf.pages))
    page = report_html(report)
    for section in report.sections:
        for block in section.blocks:
            for words, _ in block.segments:
                assert squeezed(words)[:25] in printed
                assert words.split()[0] in page
    for note in report.footnotes:
        assert page.count(f'id="fn{note.number}"') == page.count(f'id="fr{note.number}"') == 1


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))


def test_a_mark_without_a_footnote_is_refused() -> None:
    report = report_for("discharge")
    with pytest.raises(ValueError, match="refers to"):
        in_reading_order(Report("r", "n", "t", ("", ""), sections=report.sections, footnotes=report.footnotes[1:]))


def test_every_reader_has_a_level_for_every_part_and_none_above_the_most() -> None:
    for reader in readers().values():
        assert set(reader.usual) == set(parts())
        everything = reader.levels(dict.fromkeys(parts(), 9))
        assert everything == dict(reader.most)
        assert reader.levels({"goals": -3})["goals"] is Level.NOT


def test_the_insurer_is_told_no_word_of_a_note_even_at_the_highest_levels() -> None:
    report = report_for("insurer", dict.fromkeys(parts(), 2))
    assert quotes_of_notes(report) == []
    assert "bereavement" not in report_html(report)
    assert nora().timeline.presenting_problem not in report_html(report)


def test_an_open_risk_is_never_told_as_none_open() -> None:
    report = report_for("discharge")
    open_now = any(signal.kind == "risk" for signal in nora().signals)
    assert open_now == ("nothing unresolved" not in report_html(report))


def test_the_clinicians_wording_is_printed_where_words_may_be_told_and_only_there() -> None:
    first = nora().statements[0].id
    words = Words(worded={first: "In my own wording of it."})
    assert "In my own wording of it." in report_html(report_for("discharge", words=words))
    assert "In my own wording of it." not in report_html(report_for("insurer", words=words))


def test_only_the_chosen_statements_are_printed() -> None:
    first = nora().statements[0]
    words = Words(chosen=frozenset({first.id}))
    [outcome] = [section for section in report_for("discharge", words=words).sections if section.title == "Outcome"]
    assert [block.words for block in outcome.blocks] == [first.text]


def test_a_report_carries_letterhead_wording_and_signature() -> None:
    page = report_html(report_for("discharge", discussed="30 September 2026"))
    for words in ("Practice Lindqvist", "Quay Street 4", "To whom it may concern.", "With kind regards.", *SIGNED, "Read and discussed"):
        assert words in page


def test_hostile_words_stay_words() -> None:
    report = report_for("discharge", words=Words(own={"why": '<script>alert(1)</script> #eval("1") $x$ [*bold*]'}))
    assert "<script>" not in report_html(report)
    text = PdfReader(BytesIO(report_pdf(report))).pages[-1].extract_text()
    assert squeezed("#eval") in squeezed(text)


def test_a_later_review_is_compared_with_the_one_before() -> None:
    rows = compared(nora(), nora())
    assert {row.part for row in rows} == {"domains", "measures", "goals"}
    assert {row.between for row in rows} == {"the same"}
    report = report_for("discharge", earlier=rows, earlier_on="30 June 2026")
    assert "Compared with the review of 30 June 2026" in [section.title for section in report.sections]


def test_the_consultation_names_nobody_and_no_day() -> None:
    reader, known = readers()["consultation"], {Known.CLIENT: ["Nora Vale"], Known.STAFF: ["Anders Lindqvist"]}
    own = {"why": "Nora Vale, seen by A. Lindqvist on 14 January 2026, aged 93, phone 555-0199, wrote to n.vale@example.org."}
    began = nora().timeline.began or min(note.date for note in nora().timeline.notes)
    told = consultation(frozen_nora(), reader, reader.levels(), given(words=Words(own=own)), deidentifier(known, weeks_of_care(began)))
    text = report_html(told.report) + "".join(page.extract_text() for page in PdfReader(BytesIO(report_pdf(told.report))).pages)
    for gone in ("Nora", "Vale", "Lindqvist", "555", "example.org", "aged 93", "C-0417", "Quay"):
        assert gone not in text
    assert not re.search(r"\b(January|February|March|April|June|July|August|September|2026|Jan|Feb|Apr|Jun|Jul|Aug|Sep)\b", text)
    assert "week" in text
    assert told.removed.counts["name"] >= 2
