"""Damaged notes and files: nothing crashes, each quote is what stands at its place, a file is read or refused in words."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from docx import Document
from tests.reading.damage import damaged_bytes, damaged_note
from tests.reading.test_documents import open_document, pdf

from fullarc.reading.documents.note_files import NotReadable, text_of_bytes
from fullarc.reading.finding import Finding
from fullarc.reading.reader import read, status_of

NOTES = sorted((Path(__file__).parent / "notes").glob("*/*.txt"))
WORDS = "S: Low mood, denies SI. PHQ-9 = 14 (was 19). Plan: walk 3x/wk."


def test_damaged_notes_are_read_and_quoted_exactly() -> None:
    for text, chance in damaged_notes(120, seed=1):
        assert_read_exactly(text, chance)


def test_damaged_files_of_every_format_are_read_or_refused_in_words() -> None:
    assert_files_read_or_refused(100, seed=1)


@pytest.mark.long
def test_ten_thousand_damaged_notes_and_files() -> None:
    for text, chance in damaged_notes(8_000, seed=2):
        assert_read_exactly(text, chance)
    assert_files_read_or_refused(2_000, seed=2)


def damaged_notes(number: int, seed: int) -> Iterator[tuple[str, Random]]:
    chance = Random(seed)
    for _ in range(number):
        yield damaged_note(chance.choice(NOTES).read_text(encoding="utf-8"), chance), chance


def assert_read_exactly(text: str, chance: Random) -> None:
    found = read(text, earlier=[text[: len(text) // 2]] if chance.random() < 0.2 else ())
    for finding in found:
        assert_exact(finding, text)
    if text.strip():
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.randint(1, 40))
        status_of(text, start, end)


def assert_exact(finding: Finding, text: str) -> None:
    words, (first, last) = finding.evidence, finding.sentence
    assert 0 <= words.start < words.end <= len(text)
    assert words.quote == text[words.start : words.end]
    assert 0 <= first <= words.start < last <= len(text)


def assert_files_read_or_refused(number: int, seed: int) -> None:
    chance, read_files, refused = Random(seed), 0, list[str]()
    files = list(whole_files().items())
    for _ in range(number):
        name, data = chance.choice(files)
        data = damaged_bytes(data, chance)
        try:
            text = text_of_bytes(data, name)
        except NotReadable as refusal:
            refused.append(str(refusal))
            assert_names_the_file_and_no_words(refused[-1], name)
            continue
        read_files += 1
        for finding in read(text):
            assert_exact(finding, text)
    assert read_files
    assert refused


def assert_names_the_file_and_no_words(refusal: str, name: str) -> None:
    assert refusal.startswith(name)
    assert "Low mood" not in refusal


def whole_files() -> dict[str, bytes]:
    document, held = Document(), BytesIO()
    document.add_paragraph(WORDS)
    document.save(held)
    return {
        "note.txt": WORDS.encode(),
        "note.md": f"# Note\r\n\r\n- {WORDS}\r\n".encode("utf-16"),
        "old.txt": f"{WORDS} Café “so so”".encode("cp1252"),
        "note.rtf": rb"{\rtf1\ansi{\fonttbl\f0 Arial;}\f0 " + WORDS.encode() + rb"\par Caf\'e9.}",
        "note.docx": held.getvalue(),
        "note.odt": open_document(f"<text:p>{WORDS}</text:p>"),
        "note.pdf": pdf(WORDS),
    }
