"""Small documents that ask for hours of work or gigabytes: what is counted is the work, and beyond its limit the document is refused."""

import sys
import zipfile
from io import BytesIO
from typing import Any

import pytest
from tests.reading.test_documents import open_document, pdf

from fullarc.reading.documents import document_limits, packed_markup, pdf_text
from fullarc.reading.documents.document_limits import CALLS_LIMIT, STEPS_LIMIT, Budget, Together, TooMuch
from fullarc.reading.documents.note_files import NotReadable, TooLarge, text_of_bytes
from fullarc.reading.documents.packed_documents import open_document_text, word_text
from fullarc.reading.documents.rich_text import rich_text

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, part: str = "word/document.xml", head: str = "") -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", f'<Relationships><Relationship Type="http://x/officeDocument" Target="/{part}"/></Relationships>')
        archive.writestr(part, f"{head}<w:document {SPACE}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/media/photo.png", b"\x00" * 3_000_000)
    return held.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def pages(content: bytes, number: int = 1) -> bytes:
    """A PDF whose pages share one content."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DecodedStreamObject, NameObject

    writer = PdfWriter()
    page = writer.add_page(PdfReader(BytesIO(pdf("x"))).pages[0])
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    for _ in range(number - 1):
        writer.add_page(page)
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def test_paragraphs_without_end_are_refused_after_a_fixed_number_of_steps() -> None:
    budget = Budget(steps=1_000)
    with pytest.raises(TooMuch, match="more elements of markup"):
        word_text(word("<w:p/>" * 50_000), budget)
    assert budget.steps == -1


def test_the_markup_is_counted_whatever_its_part_is_called_and_however_large_it_says_it_is() -> None:
    budget = Budget(markup=100_000)
    with pytest.raises(TooMuch, match="more markup"):
        word_text(word(paragraph("x") * 10_000, "word/document.png"), budget)
    assert budget.markup < 0


def test_pictures_cost_nothing_for_they_are_not_unpacked() -> None:
    budget = Budget(markup=1_000)
    assert word_text(word(paragraph("Denies SI.")), budget) == "Denies SI."
    assert budget.markup > 0


def test_text_stops_at_the_limit_while_it_is_read() -> None:
    budget = Budget(characters=500)
    with pytest.raises(TooMuch, match="characters"):
        word_text(word(paragraph("ten signs.") * 1_000), budget)
    assert budget.steps > STEPS_LIMIT - 1_000


@pytest.mark.parametrize("head", ['<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', '<!DOCTYPE a SYSTEM "file:///etc/hostname">'])
def test_a_document_type_is_refused_before_any_entity_is_looked_at(head: str) -> None:
    with pytest.raises(NotReadable, match="not a readable Word document"):
        text_of_bytes(word(paragraph("x"), head=head), "note.docx")


def test_a_megabyte_in_which_nothing_begins_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_markup, "CHUNK", 1_000)
    with pytest.raises(TooLarge, match="in one piece"):
        text_of_bytes(word("<w:p " + " ".join(f'a{n}=""' for n in range(2_000)) + "/>"), "note.docx")


def test_many_parts_are_refused_before_the_archive_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_markup, "PARTS_LIMIT", 2)
    monkeypatch.setattr("fullarc.reading.documents.packed_markup.zipfile.ZipFile", None)
    with pytest.raises(TooLarge, match="parts"):
        text_of_bytes(word_of_before, "note.docx")


word_of_before = word(paragraph("Denies SI."))


def test_the_repeated_blank_of_an_open_document_counts_as_what_it_stands_for() -> None:
    budget = Budget(characters=5_000)
    with pytest.raises(TooMuch, match="characters"):
        open_document_text(open_document("<text:p>" + '<text:s text:c="100"/>' * 100 + "</text:p>"), budget)


def test_a_page_of_countless_operations_is_refused_by_the_work_that_was_done() -> None:
    budget = Budget(calls=50_000)
    with pytest.raises(TooMuch, match="more drawing"):
        pdf_text.pdf_text(pages(b"BT /F1 12 Tf " + b"(a)Tj " * 20_000 + b"ET"), budget)
    assert -20_000 < budget.calls < 0  # the stream itself is unpacked in one call
    assert sys.getprofile() is None


def test_pages_that_share_a_stream_are_counted_page_by_page() -> None:
    one, many = Budget(), Budget()
    content = b"BT /F1 12 Tf " + b"(a)Tj " * 50 + b"ET"
    pdf_text.pdf_text(pages(content), one)
    pdf_text.pdf_text(pages(content, 10), many)
    assert CALLS_LIMIT - many.calls > 5 * (CALLS_LIMIT - one.calls)


def test_bytes_that_a_pdf_unpacks_to_count_as_work() -> None:
    budget = Budget(calls=100_000)
    with pytest.raises(TooMuch, match="more drawing"):
        pdf_text.pdf_text(pages(b" " * 2_000_000), budget)


def test_whoever_counted_calls_before_counts_again_afterwards() -> None:
    def before(*_given: Any) -> None: ...

    sys.setprofile(before)
    try:
        pdf_text.pdf_text(pdf("Denies SI."), Budget())
        assert sys.getprofile() is before
    finally:
        sys.setprofile(None)


def test_more_pages_than_are_read_are_named_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 2)
    with pytest.raises(TooLarge, match=r"^note\.pdf: found a PDF with more than 2 pages.*give one file a note$"):
        text_of_bytes(pages(b"", 3), "note.pdf")


def test_documents_of_one_upload_share_a_budget_and_the_refusal_says_what_to_do() -> None:
    together = Together(steps=30)
    document = word(paragraph("Denies SI.") * 3)
    assert text_of_bytes(document, "first.docx", together).startswith("Denies SI.")
    assert 0 < together.steps < 19
    with pytest.raises(TooLarge, match="in several parts"):
        text_of_bytes(document, "next.docx", together)


def test_a_file_beyond_the_limit_is_not_read_to_its_end(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from fullarc.reading.documents import note_files as documents

    monkeypatch.setattr(documents, "FILE_LIMIT", document_limits.FILE_LIMIT // 1024**2)
    (tmp_path / "long.txt").write_bytes(b"a" * 1_000)
    with pytest.raises(TooLarge, match=r"long\.txt: found a file of more than"):
        documents.text_of(tmp_path / "long.txt")


def test_what_was_inserted_is_read_and_what_was_deleted_is_not() -> None:
    body = '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>Sleep </w:t></w:r><w:ins><w:r><w:t>poor</w:t></w:r></w:ins>'
    body += "<w:del><w:r><w:delText>fine</w:delText></w:r></w:del><w:r><w:br/><w:t>Mood</w:t><w:tab/><w:t>low</w:t></w:r></w:p>"
    assert word_text(word(body), Budget()) == "Sleep poor\nMood\tlow"


def test_a_text_box_is_no_line_of_the_body() -> None:
    box = paragraph("A")[:-6] + "<w:r><w:drawing><w:txbxContent>" + paragraph("box") + "</w:txbxContent></w:drawing></w:r></w:p>"
    assert word_text(word(box + paragraph("B")), Budget()) == "A\nB"


def test_the_namespace_counts_and_not_the_prefix_it_was_given() -> None:
    body = f'<q:p xmlns:q="{SPACE[9:-1]}"><q:r><q:t>Denies SI.</q:t></q:r></q:p><other:p xmlns:other="x"><q:r><q:t>no</q:t></q:r></other:p>'
    assert word_text(word(body), Budget()) == "Denies SI."


@pytest.mark.parametrize("repeated", [rb"{\field{\*\fldinst{", rb"\f1", rb"\'e9", rb"{\fonttbl \f1\fcharset1 ", b"{", rb"\u-10179"])
def test_rich_text_takes_a_step_for_each_sign_and_group(repeated: bytes) -> None:
    budget = Budget()
    rich_text(rb"{\rtf1 {\fonttbl " + repeated * 1_000 + b"x}", budget)
    assert STEPS_LIMIT - budget.steps <= 6_010


def test_rich_text_without_end_is_refused() -> None:
    with pytest.raises(TooMuch, match="elements"):
        rich_text(rb"{\rtf1 " + b"{" * 2_000 + b"}", Budget(steps=1_000))
    with pytest.raises(TooMuch, match="characters"):
        rich_text(rb"{\rtf1 " + rb"\par" * 2_000 + b"}", Budget(characters=1_000))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (rb"{\rtf1\ansi\ansicpg1251 \'ef\'f0\'e8}", "при"),
        (rb"{\rtf1{\fonttbl{\f0 A;}{\f1\fnil\fcharset238 B;}}\f1 \'b9\f0 \'e9}", "ąé"),
        (rb"{\rtf1\uc1 \u8217?s \u-10179?\u-8704?}", "’s 😀"),
        (rb"{\rtf1{\uc2 \u916\'3f\'3f}x}", "Δx"),
        (
            rb"{\rtf1{\pict\bin6 }}}}}}x}Mood {\b low}\line {\*\generator W;}{\field{\*\fldinst HYPERLINK y}{\fldrslt link}}}after}",
            "Mood low\nlink",
        ),
        (rb"{\rtf1{\info{\author N}}{\header h}\trowd SI\cell denied\cell\row \{a\}\~b}", "SI|denied|\n{a}\xa0b"),
        (rb"{\rtf1\ansicpg99999 caf\'e9}", "café"),
    ],
)
def test_rich_text_in_its_many_ways(written: bytes, read: str) -> None:
    assert rich_text(written, Budget()) == read
