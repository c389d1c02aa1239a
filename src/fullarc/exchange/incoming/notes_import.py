"""Notes brought in from files: what each file would become, worked out before anything is stored."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from fullarc.exchange.incoming.dates import EARLIEST_YEAR, DayOrder, OrderQuestion, order_of
from fullarc.exchange.incoming.document_texts import DOCUMENT_ENDINGS, DocumentReader
from fullarc.exchange.incoming.encodings import decode
from fullarc.exchange.incoming.note_dates import DateClues, NoteDay, clues, day_of
from fullarc.exchange.incoming.notes_split import may_be_cut, pieces_of
from fullarc.exchange.incoming.refusal import CannotImport, Refusal
from fullarc.exchange.incoming.session_heads import HowHeld, head_of
from fullarc.exchange.incoming.uploads import UploadedFile
from fullarc.reading.documents.document_limits import NOTE_LIMIT

BEGINNING = 12  # words of a piece that are shown
TEXT_ENDINGS = (".txt", ".text", ".md", ".markdown")
_ENDINGS_IN_WORDS = "txt, md, docx, rtf, odt or pdf"


@dataclass(frozen=True, slots=True)
class ReadyNote:
    """A note that would be stored on `day`. `remarks` are things worth a look, such as an encoding that was worked out.

    `number` and `held` are what its head says of the session. With `asked` the head names several ways of holding it: somebody says which.
    """

    key: str
    name: str
    day: date
    dated_by: str  # "the file name", "the first lines", "you"
    text: str = field(repr=False)
    words: int
    digest: str
    encoding: str
    remarks: tuple[str, ...] = ()
    piece: bool = False  # cut out of a longer file
    number: int | None = None
    held: HowHeld | None = None
    asked: tuple[HowHeld, ...] = ()

    @property
    def begins(self) -> str:
        """The first words of a piece, to see whether it was cut at the right place."""
        words = self.text.split()
        return f"{' '.join(words[:BEGINNING])}{' …' if len(words) > BEGINNING else ''}" if self.piece else ""


@dataclass(frozen=True, slots=True)
class WaitingNote:
    """A note that waits for somebody to say its day. `offered` are the days that it might be.

    With `holds` it is a file that seems to hold so many notes: somebody says whether it is to be cut.
    """

    key: str
    name: str
    why: str
    offered: tuple[date, ...]
    words: int
    holds: int = 0


@dataclass(frozen=True, slots=True)
class KnownNote:
    """A note that is there already: in the record, or twice among the files. It is not stored again."""

    key: str
    name: str
    day: date
    where: str


@dataclass(frozen=True, slots=True)
class NotesPlan:
    """What an import of notes would do, file by file. Nothing has been stored."""

    ready: tuple[ReadyNote, ...]
    waiting: tuple[WaitingNote, ...]
    known: tuple[KnownNote, ...]
    refused: tuple[Refusal, ...]
    order: OrderQuestion
    new_sessions: tuple[date, ...]

    @property
    def settled(self) -> bool:
        """Nothing is left to ask: no note waits for its day, none for how its session was held."""
        return not self.waiting and not any(note.asked for note in self.ready)


@dataclass(frozen=True, slots=True)
class NoteChoices:
    """What a person has decided: the order of day and month; by key the day of single files, files to leave out, whether a file that
    seems to hold several notes is to be cut by their dates, and how sessions were held whose head is not clear."""

    order: DayOrder | None = None
    days: Mapping[str, date] = field(default_factory=dict)
    left_out: Collection[str] = ()
    cut: Mapping[str, bool] = field(default_factory=dict)
    held: Mapping[str, HowHeld] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Opened:
    file: UploadedFile
    text: str
    encoding: str
    remarks: tuple[str, ...]
    seen: DateClues
    piece: bool = False


def digest_of(text: str) -> str:
    """A fingerprint of a note's words, the same whatever its line ends and spacing; SHA-256, hexadecimal."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def plan_notes(
    files: Iterable[UploadedFile],
    *,
    today: date,
    documents: DocumentReader | None = None,
    choices: NoteChoices | None = None,
    existing: Collection[tuple[date, str]] = (),
    sessions: Collection[date] = (),
) -> NotesPlan:
    """Says for every file what it would become. The same files and choices give the same plan.

    `existing` are the notes in the record (day, `digest_of` the text), `sessions` the days of sessions that have
    no note yet (each takes one). Refused:
    other files than txt, md, docx, rtf, odt and pdf, files without words, files that are no text, notes of more than 2 million
    characters. A note without a certain day waits; the order of day and month is settled once for all files. `documents` reads Word,
    OpenDocument, rich text and PDF.
    """
    choices = choices or NoteChoices()
    whole, refused = _open_all((file for file in files if file.key not in choices.left_out), documents or DocumentReader())
    opened = [note for each in whole for note in _cut(each, choices) if note.file.key not in choices.left_out]
    long = [note for note in opened if _asks_to_be_cut(note, choices)]
    opened = [note for note in opened if note not in long]
    order = order_of((written for note in opened if note.file.key not in choices.days for written in note.seen.every), choices.order)
    dated, waiting = _date_all(opened, order.settled, choices, today)
    waiting = [*(_waiting_to_be_cut(note) for note in long), *waiting]
    ready, known = _apart_from_known(dated, existing)
    new_sessions = sorted((Counter(note.day for note in ready) - Counter(sessions)).elements())
    return NotesPlan(tuple(ready), tuple(waiting), tuple(known), tuple(refused), order, tuple(new_sessions))


def _open_all(files: Iterable[UploadedFile], documents: DocumentReader) -> tuple[list[_Opened], list[Refusal]]:
    opened, refused = list[_Opened](), list[Refusal]()
    for file in files:
        try:
            opened.append(_open(file, documents))
        except CannotImport as fault:
            refused.append(fault.refusal(file.name, file.key))
    return opened, refused


def _open(file: UploadedFile, documents: DocumentReader) -> _Opened:
    remarks: tuple[str, ...] = ()
    if not file.data:
        raise CannotImport("The file is empty.", "If it should hold a note, save the note again.")
    if file.ending in DOCUMENT_ENDINGS:
        text, encoding = documents.text_of(file), DOCUMENT_ENDINGS[file.ending]
    elif file.ending in TEXT_ENDINGS:
        decoded = decode(file.data)
        text, encoding = decoded.text, decoded.encoding
        if decoded.worked_out:
            remarks = (f"Read as {encoding}, worked out from its letters: look at accents and quotation marks.",)
    else:
        raise CannotImport("Files of this kind are not read.", f"Save the note as {_ENDINGS_IN_WORDS}.")
    if not re.search(r"\w", text):
        raise CannotImport("The note is empty: it holds no words.", "If it should hold a note, save the note again.")
    if len(text) > NOTE_LIMIT:
        raise CannotImport("The note is longer than 2 million characters.", "Split it into one file a session.")
    return _Opened(file, text, encoding, remarks, clues(file.name, file.folder, text))


def _cut(note: _Opened, choices: NoteChoices) -> list[_Opened]:
    """The notes of a file that somebody said is to be cut; any other as it is."""
    if not choices.cut.get(note.file.key):
        return [note]
    pieces = pieces_of(note.text)
    return [
        _Opened(
            UploadedFile(f"{note.file.key}s{number}", f"{note.file.name}, from line {piece.line}", b"", note.file.folder),
            piece.text,
            note.encoding,
            note.remarks,
            DateClues((), (piece.written,) if piece.written else ()),
            piece=True,
        )
        for number, piece in enumerate(pieces, 1)
        if re.search(r"\w", piece.text)
    ]


def _asks_to_be_cut(note: _Opened, choices: NoteChoices) -> bool:
    key = note.file.key
    return not note.piece and key not in choices.cut and key not in choices.days and may_be_cut(note.text) > 0


def _waiting_to_be_cut(note: _Opened) -> WaitingNote:
    holds = may_be_cut(note.text)
    return WaitingNote(
        note.file.key, note.file.name, f"It seems to hold {holds} notes, each below its date.", (), len(note.text.split()), holds
    )


def _date_all(
    opened: Iterable[_Opened], order: DayOrder | None, choices: NoteChoices, today: date
) -> tuple[list[ReadyNote], list[WaitingNote]]:
    ready, waiting = list[ReadyNote](), list[WaitingNote]()
    for note in opened:
        given = choices.days.get(note.file.key)
        found = _given(given, today) if given else day_of(note.seen, order, today)
        if found.day is None:
            waiting.append(WaitingNote(note.file.key, note.file.name, found.why_not, found.offered, len(note.text.split())))
        else:
            ready.append(_ready(note, found.day, found.read_from, choices.held.get(note.file.key)))
    return ready, waiting


def _ready(note: _Opened, day: date, dated_by: str, chosen: HowHeld | None) -> ReadyNote:
    head = head_of(note.text)
    asked = head.held if len(head.held) > 1 and chosen is None else ()
    return ReadyNote(
        note.file.key,
        note.file.name,
        day,
        dated_by,
        note.text,
        len(note.text.split()),
        digest_of(note.text),
        note.encoding,
        note.remarks,
        note.piece,
        head.number,
        chosen or (head.held[0] if len(head.held) == 1 else None),
        asked,
    )


def _given(day: date, today: date) -> NoteDay:
    if day > today:
        return NoteDay(None, why_not="The day that you gave lies in the future.")
    if day.year < EARLIEST_YEAR:
        return NoteDay(None, why_not=f"The day that you gave lies before {EARLIEST_YEAR}.")
    return NoteDay(day, read_from="you")


def _apart_from_known(dated: Iterable[ReadyNote], existing: Collection[tuple[date, str]]) -> tuple[list[ReadyNote], list[KnownNote]]:
    new, known = list[ReadyNote](), list[KnownNote]()
    seen = dict.fromkeys(existing, "the record")
    for note in sorted(dated, key=lambda each: each.day):
        if (note.day, note.digest) in seen:
            known.append(KnownNote(note.key, note.name, note.day, seen[note.day, note.digest]))
        else:
            seen[note.day, note.digest] = note.name
            new.append(note)
    return _with_remarks(new, {digest for _, digest in existing}), known


def _with_remarks(notes: list[ReadyNote], in_record: Collection[str]) -> list[ReadyNote]:
    on_day, texts = Counter(note.day for note in notes), Counter(note.digest for note in notes)
    remarked = []
    for note in notes:
        remarks = list(note.remarks)
        if on_day[note.day] > 1:
            remarks.append("Another of these files is a note of the same day.")
        if texts[note.digest] > 1 or note.digest in in_record:
            remarks.append("The same words stand in a note of another day.")
        remarked.append(replace(note, remarks=tuple(remarks)))
    return remarked
