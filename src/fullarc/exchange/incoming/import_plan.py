"""The whole of one import: notes and a table of scores, what they would become, and what is still to be asked."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from fullarc.exchange.incoming.csv_reading import Table, read_table
from fullarc.exchange.incoming.document_texts import DocumentReader
from fullarc.exchange.incoming.notes_import import NoteChoices, NotesPlan, plan_notes
from fullarc.exchange.incoming.refusal import CannotImport, Refusal
from fullarc.exchange.incoming.score_columns import ScoreMapping, suggest
from fullarc.exchange.incoming.scores_import import ExistingScore, ScoreChoices, ScoresPlan, plan_scores
from fullarc.exchange.incoming.table_shapes import one_score_a_row
from fullarc.exchange.incoming.uploads import Upload, UploadedFile
from fullarc.instruments.catalogue import Catalogue, catalogue

TABLE_ENDINGS = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the record of this course holds already: notes (day, digest of the text), scores, and the days of sessions without a note."""

    notes: Collection[tuple[date, str]] = ()
    scores: Collection[ExistingScore] = ()
    sessions: Collection[date] = ()


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person has decided. Without `scores` the suggested columns hold."""

    notes: NoteChoices = field(default_factory=NoteChoices)
    scores: ScoreChoices | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would be made of the uploaded files. It is shown first and carried out unchanged, all of it or nothing."""

    notes: NotesPlan
    table: Table | None
    mapping: ScoreMapping | None
    scores: ScoresPlan | None
    refused: tuple[Refusal, ...]
    passed_over: int

    @property
    def settled(self) -> bool:
        """Nothing is left to ask."""
        return self.notes.settled and (self.scores is None or self.scores.settled)

    @property
    def brings_something(self) -> bool:
        """At least one note or score would be stored."""
        return bool(self.notes.ready or (self.scores and self.scores.accepted))

    @property
    def known(self) -> int:
        """How many notes and scores are there already."""
        return len(self.notes.known) + (len(self.scores.known) if self.scores else 0)

    @property
    def days(self) -> tuple[date, ...]:
        """The days of everything that would be stored, in order."""
        scored = self.scores.accepted if self.scores else ()
        return tuple(sorted({note.day for note in self.notes.ready} | {score.day for score in scored}))

    @property
    def fingerprint(self) -> str:
        """The same for two plans that would store the same; SHA-256, hexadecimal."""
        notes = [(note.key, note.day.isoformat(), note.digest, note.held) for note in self.notes.ready]
        scores = [
            (s.line, s.day.isoformat(), s.measure, s.scale, s.value, s.answers) for s in (self.scores.accepted if self.scores else ())
        ]
        return hashlib.sha256(repr((notes, scores, self.settled)).encode()).hexdigest()


def plan_import(
    upload: Upload,
    *,
    today: date,
    choices: ImportChoices | None = None,
    recorded: Recorded | None = None,
    measures: Catalogue | None = None,
    documents: DocumentReader | None = None,
) -> ImportPlan:
    """Sorts the files into notes and one table of scores (csv, tsv) and says what each would become.

    `documents` holds the texts of documents that were read before. A second table is refused: one at a time. The same files, choices
    and record give the same plan.
    """
    choices, recorded, measures = choices or ImportChoices(), recorded or Recorded(), measures or catalogue()
    tables = [file for file in upload.files if file.ending in TABLE_ENDINGS and file.key not in choices.notes.left_out]
    written = [file for file in upload.files if file.ending not in TABLE_ENDINGS]
    notes = plan_notes(
        written, today=today, documents=documents, choices=choices.notes, existing=recorded.notes, sessions=recorded.sessions
    )
    table, refused = _first_table(tables)
    mapping, scores = None, None
    if table is not None:
        table = one_score_a_row(table, measures)
        chosen = choices.scores or ScoreChoices(suggest(table, measures))
        mapping = chosen.mapping if _fits(chosen.mapping, table) else suggest(table, measures)
        chosen = replace(chosen, mapping=mapping)
        scores = plan_scores(table, chosen, catalogue=measures, today=today, existing=recorded.scores)
    every = (*upload.refused, *notes.refused, *refused, *(scores.refused if scores else ()))
    return ImportPlan(notes, table, mapping, scores, every, upload.passed_over)


def _first_table(files: list[UploadedFile]) -> tuple[Table | None, list[Refusal]]:
    table: Table | None = None
    refused = []
    for file in files:
        try:
            if table is not None:
                raise CannotImport("One table of scores is taken at a time.", "Import it after this one.")
            table = read_table(file.name, file.data)
        except CannotImport as fault:
            refused.append(fault.refusal(file.name, file.key))
    return table, refused


def _fits(mapping: ScoreMapping, table: Table) -> bool:
    return all(index < len(table.columns) for index in mapping.columns)
