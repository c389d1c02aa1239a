"""Files as they come out of broken exports: the five shapes of tables, long texts and documents, damaged in many ways."""

import io
import random
import zipfile
from collections.abc import Iterator

from docx import Document

CANARY = "Zebraquartz"
LONG = "Date,Questionnaire,Score,Remark\n" + "".join(f"2024-03-{day:02},PHQ-9,{day},{CANARY}\n" for day in range(1, 15))
BY_DATE = f"Measure,14 March 2024,11 April 2024,{CANARY}\nPHQ-9,18,11,\nGAD-7,13,9,\n"
ONE_ROW_A_CLIENT = f"Client ID,PHQ-9 (14.03.2024),PHQ-9 (11.04.2024)\n{CANARY},18,11\n{CANARY}2,3,\n"
SEMICOLONS = f"Datum;Bemerkung;PHQ-9;GAD-7\r\n14.03.2024;{CANARY};18,0;13,0\r\n11.04.2024;{CANARY};11,0;9,0\r\n"
TWO_HEADERS = f"\ufeffScores,,,\r\n,PHQ-9,,{CANARY}\r\nVisit date,Total,Band,Total\r\n3/14/2024,18,severe,13\r\n4/11/2024,11,mild,9\r\n"
NOTES = (
    f"Date: 14 March 2024\nShe spoke of {CANARY}.\n\n21/03/2024\nMood brighter.\n\nSession note, 28 March 2024\nQuarrel with {CANARY}.\n"
    * 3
)


def word_file(text: str) -> bytes:
    document, out = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


WHOLE: tuple[tuple[str, bytes], ...] = (
    ("long.csv", LONG.encode()),
    ("by_date.csv", BY_DATE.encode()),
    ("clients.csv", ONE_ROW_A_CLIENT.encode("utf-16")),
    ("semicolons.csv", SEMICOLONS.encode("cp1252")),
    ("two_headers.csv", TWO_HEADERS.encode()),
    ("notes.txt", NOTES.encode()),
    ("notes.docx", word_file(NOTES)),
    ("all.zip", packed({"2024-03-14.txt": b"Slept better.", "scores.csv": LONG.encode(), "notes.txt": NOTES.encode()})),
)


def malformed(seed: int, number: int) -> Iterator[tuple[str, bytes]]:
    """So many damaged files, each by one to four wounds; the same seed gives the same files."""
    chance = random.Random(seed)
    for count in range(number):
        name, data = WHOLE[count % len(WHOLE)]
        for _ in range(chance.randint(1, 4)):
            data = wound(data or b"x", chance)
        yield name, data


def wound(data: bytes, chance: random.Random) -> bytes:
    place, end = chance.randrange(len(data)), chance.randrange(len(data) + 1)
    kind = chance.randrange(10)
    if kind == 0:  # bytes of another kind
        return data[:place] + bytes(chance.randrange(256) for _ in range(chance.randint(1, 9))) + data[place + 1 :]
    if kind == 1:  # cut at its end, or at its beginning
        return data[:place] if chance.random() < 0.5 else data[place:]
    if kind == 2:  # a stretch twice, or many times
        return data[:end] + data[place:end] * chance.choice([1, 3, 40]) + data[end:]
    if kind == 3:  # a stretch gone
        return data[: min(place, end)] + data[max(place, end) :]
    if kind == 4:  # separators and quotation marks out of place
        return data[:place] + chance.choice([b'"', b'""', b",,,,", b";", b"\t", b"|", b'"\n"', b"'"]) + data[place:]
    if kind == 5:  # a mark or an encoding that is not its own
        return chance.choice([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff", b"sep=;\n"]) + data
    if kind == 6:  # line ends of three systems
        return data.replace(b"\n", chance.choice([b"\r", b"\r\r\n", b"\n\n\n", b"\x0b", b"\xe2\x80\xa8"]), chance.randint(1, 9))
    if kind == 7:  # values out of range, formulas, other dates
        wrong = (b"99", b"-1", b"1e309", b"=1+1", b"31.02.2024", b"0000-00-00", b"45000", b"NaN", b"@x", b"\xd9\xa1\xd9\xa2")
        return data[:place] + chance.choice(wrong) + data[place + 2 :]
    if kind == 8:  # NUL and other characters that no text has
        return data[:place] + chance.choice([b"\x00", b"\x1b[2J", b"\x7f", b"\xed\xa0\x80"]) * chance.randint(1, 30) + data[place:]
    return data[:place] + b"x" * chance.choice([40_000, 200_000]) + data[place:]  # a cell or line without end
