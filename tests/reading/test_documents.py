"""Files of notes as they come: several encodings, Word, and things that are no notes."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from fullarc.reading.documents import NotReadable, text_of, text_of_bytes

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
        (b"%PDF-1.7 rest", "binary or formatted"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary or formatted"),
        (b"PK\x03\x04 broken", "Word document"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_what_is_no_note_is_refused_in_words(data: bytes, reason: str) -> None:
    with pytest.raises(NotReadable, match=reason):
        text_of_bytes(data, "note.txt")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="no such file"):
        text_of(tmp_path / "nowhere.txt")
    with pytest.raises(NotReadable, match="folder"):
        text_of(tmp_path)
