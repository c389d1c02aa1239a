"""Files of notes as they come: several encodings, Word, and things that are no notes."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from fullarc.reading.documents.note_files import NotReadable, text_of, text_of_bytes

NOTE = "She said “I’m fine”. Café. Denies SI."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_the_usual_encodings_is_read(encoding: str) -> None:
    assert text_of_bytes(NOTE.encode(encoding), "note.txt") == NOTE


def test_a_word_document_gives_its_paragraphs_and_tables() -> None:
    document = Document()
    document.add_paragraph("S: Low mood.")
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "SI", "denied"
    held = BytesIO()
    document.save(held)
    assert text_of_bytes(held.getvalue(), "note.docx") == "S: Low mood.\nSI: denied"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 rest", "not a readable PDF"),
        (b"{\\rtf1 cut sho", "not a readable rich text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary"),
        (b"PK\x03\x04 broken", "Word document"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text broken", "OpenDocument"),
        (b"\xd0\xcf\x11\xe0 an old one", "old Word document"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_what_is_no_note_is_refused_in_words(data: bytes, reason: str) -> None:
    with pytest.raises(NotReadable, match=reason):
        text_of_bytes(data, "note.txt")


def open_document(paragraphs: str, manifest: str = "<manifest/>") -> bytes:
    held = BytesIO()
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    names += ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", f"<office:body {names}><office:text>{paragraphs}</office:text></office:body>")
    return held.getvalue()


def pdf(words: str, password: str = "") -> bytes:
    """A page with one line of text, written by hand; locked when a password is given."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(width=300, height=200)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    if words:
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def test_an_open_document_gives_its_paragraphs_and_tables() -> None:
    table = "<table:table><table:table-row><table:table-cell><text:p>SI</text:p></table:table-cell>"
    table += "<table:table-cell><text:p>denied</text:p></table:table-cell></table:table-row></table:table>"
    written = open_document(f"<text:h>Plan</text:h><text:p>Sleep<text:s/>poor,<text:tab/><text:span>mood</text:span> low.</text:p>{table}")
    assert text_of_bytes(written, "note.odt") == "Plan\nSleep poor,\tmood low.\nSI: denied"


def test_a_locked_open_document_is_refused_as_locked() -> None:
    with pytest.raises(NotReadable, match="locked with a password"):
        text_of_bytes(open_document("<text:p>x</text:p>", "<manifest><encryption-data/></manifest>"), "note.odt")


def test_rich_text_gives_its_words() -> None:
    written = rb"{\rtf1\ansi{\fonttbl\f0 Arial;}\f0 S: Sleep \b poor\b0, caf\'e9 closed.\par P: Denies SI.}"
    assert text_of_bytes(written, "note.rtf") == "S: Sleep poor, café closed.\nP: Denies SI."


def test_a_pdf_with_text_gives_its_words() -> None:
    assert text_of_bytes(pdf("Denies SI. Sleep poor."), "note.pdf") == "Denies SI. Sleep poor."


def test_a_locked_pdf_and_a_scan_are_refused_each_in_its_words() -> None:
    with pytest.raises(NotReadable, match="locked with a password"):
        text_of_bytes(pdf("Denies SI.", password="open sesame"), "note.pdf")
    with pytest.raises(NotReadable, match="no text; a scanned document"):
        text_of_bytes(pdf(""), "note.pdf")


def test_no_refusal_repeats_a_word_of_the_file() -> None:
    with pytest.raises(NotReadable) as refusal:
        text_of_bytes(rb"{\rtf1 secretword", "note.rtf")
    assert "secretword" not in str(refusal.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="no such file"):
        text_of(tmp_path / "nowhere.txt")
    with pytest.raises(NotReadable, match="folder"):
        text_of(tmp_path)
