"""Five hundred damaged files: never a crash, always a sentence that says where, never a word of what was in them."""

import io
import random
import re
import zipfile
from datetime import date

import pytest
from docx import Document

from fullarc.exchange.incoming.csv_reading import read_table
from fullarc.exchange.incoming.notes_import import plan_notes
from fullarc.exchange.incoming.refusal import CannotImport
from fullarc.exchange.incoming.score_columns import suggest
from fullarc.exchange.incoming.scores_import import ScoreChoices, plan_scores
from fullarc.exchange.incoming.uploads import unpack
from fullarc.instruments.catalogue import catalogue

TODAY = date(2026, 11, 21)
CANARY = "Zebraquartz"
NOTE = f"Date: 14 March 2024\nClient spoke of {CANARY} and slept better.\nPlan: walk daily – “gently”.\n"
TABLE = "date,measure,score,remark\n" + "".join(f"2024-03-{day:02},phq-9,{day},{CANARY}\n" for day in range(1, 20))


def flip(data, chance):
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def cut(data, chance):
    return data[: chance.randrange(len(data))]


def insert_nul(data, chance):
    place = chance.randrange(len(data))
    return data[:place] + b"\x00" * chance.randint(1, 5) + data[place:]


def wrong_mark(data, chance):
    return chance.choice([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00"]) + data


def mixed_line_ends(data, chance):
    return re.sub(b"\n", lambda _: chance.choice([b"\n", b"\r", b"\r\n", b"\n\n", b"\x85", b"\x0c"]), data)


def huge_field(data, chance):
    place = chance.randrange(len(data))
    return data[:place] + b"x" * chance.choice([33_000, 140_000]) + data[place:]


def doubled(data, chance):
    place = chance.randrange(len(data))
    return data[place:] + data[:place]


def quotes(data, chance):
    place = chance.randrange(len(data))
    return data[:place] + chance.choice([b'"', b'""', b'"\n', b",,,,,", b"=cmd()", b";;"]) + data[place:]


DAMAGE = [flip, cut, insert_nul, wrong_mark, mixed_line_ends, huge_field, doubled, quotes]


def a_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("01_2024-03-14.txt", NOTE)
        archive.writestr("02_2024-03-21.txt", NOTE * 3)
    return out.getvalue()


def a_word_file():
    document, out = Document(), io.BytesIO()
    document.add_paragraph(NOTE)
    document.save(out)
    return out.getvalue()


def messages_of_notes(name, data):
    upload = unpack([(name, data)])
    plan = plan_notes(upload.files, today=TODAY)
    outcomes = [*plan.ready, *plan.waiting, *plan.known, *plan.refused, *upload.refused]
    refusals = [*plan.refused, *upload.refused]
    assert all(refusal.file and refusal.reason and refusal.hint for refusal in refusals)
    return outcomes, [refusal.sentence for refusal in refusals] + [note.why for note in plan.waiting] + [repr(plan)]


def messages_of_scores(data):
    try:
        table = read_table("scores.csv", data)
    except CannotImport as fault:
        return [fault], [fault.refusal("scores.csv").sentence]
    plan = plan_scores(table, ScoreChoices(suggest(table, catalogue())), catalogue=catalogue(), today=TODAY)
    assert all(refusal.line and refusal.reason and refusal.hint for refusal in plan.refused)
    outcomes = [*plan.accepted, *plan.known, *plan.refused, *plan.problems, *([plan.order] if plan.order.asked else [])]
    return outcomes, [refusal.reason + refusal.hint for refusal in plan.refused] + [repr(plan.accepted)]


def damaged(data, seed, times):
    chance = random.Random(seed)
    for round_ in range(times):
        broken = data
        for _ in range(chance.randint(1, 2)):
            broken = DAMAGE[(round_ + chance.randrange(2)) % len(DAMAGE)](broken or b"x", chance)
        yield broken


@pytest.mark.parametrize(
    ("name", "data", "times"),
    [
        ("14.03.2024.txt", NOTE.encode(), 120),
        ("note.md", NOTE.encode("cp1252"), 60),
        ("n.docx", a_word_file(), 60),
        ("notes.zip", a_zip(), 120),
    ],
    ids=["text", "older encoding", "word document", "zip"],
)
def test_a_damaged_note_is_read_or_refused_in_a_sentence(name, data, times):
    for broken in damaged(data, name, times):
        outcomes, messages = messages_of_notes(name, broken)
        assert outcomes
        assert not any(CANARY in message for message in messages)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1252"])
def test_a_damaged_table_is_read_or_refused_line_by_line(codec):
    for broken in damaged(TABLE.encode(codec), codec, 60):
        outcomes, messages = messages_of_scores(broken)
        assert outcomes
        assert not any(CANARY in message for message in messages)
