"""An assessment frozen at a point: the judgement with its data, the rules it was made by, and the sentences its quotations stand in."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fullarc.course.assessment import CourseAssessment
from fullarc.course.statement import Proof
from fullarc.exchange.pages.course_words import rests_on
from fullarc.reports.plain_values import as_plain, from_plain

LONGEST = 140  # characters kept on either side of the words that were found


@dataclass(frozen=True, slots=True)
class Frozen:
    """`seen` has the record without the texts of its notes; of those stay a fingerprint (`notes`) and, by place, the words around each
    quotation (`around`: before and after). `course` has its modality and how it ended, in words. `rules` names the version of the rules
    and thresholds, `app` that of the application.
    """

    seen: CourseAssessment
    rules: str
    app: str
    completeness: str
    notes: dict[str, str] = field(default_factory=dict)
    around: dict[str, tuple[str, str]] = field(default_factory=dict)
    course: dict[str, str] = field(default_factory=dict)


def freeze(
    seen: CourseAssessment, note_text: Callable[[str], str | None], *, rules: str, app: str, course: Mapping[str, str] | None = None
) -> Frozen:
    """The assessment as it stands. `note_text` gives the text of a note by its source."""
    texts = {note.source: note.text or note_text(note.source) or "" for note in seen.timeline.notes}
    bare = tuple(replace(note, text="") for note in seen.timeline.notes)
    return Frozen(
        replace(seen, timeline=replace(seen.timeline, notes=bare)),
        rules,
        app,
        rests_on(seen.timeline),
        {source: fingerprint(text) for source, text in texts.items()},
        _around(seen, lambda source: texts.get(source) or note_text(source) or ""),
        dict(course or {}),
    )


def fingerprint(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def place_of(proof: Proof) -> str:
    """The key of a quotation in `Frozen.around`."""
    return f"{proof.source}:{proof.start}:{proof.end}"


def quoted(seen: CourseAssessment) -> list[Proof]:
    """Every proof with words of a note that a statement, a signal or a goal shows."""
    groups = [s.evidence for s in seen.statements] + [s.proofs for s in seen.signals] + [g.addressed_in for g in seen.goals]
    return [proof for group in groups for proof in group if proof.quote]


def _around(seen: CourseAssessment, text_of: Callable[[str], str]) -> dict[str, tuple[str, str]]:
    sentences = {(f.source, f.finding.evidence.start): f.finding.sentence for f in seen.timeline.findings}
    kept = {}
    for proof in quoted(seen):
        text, span = text_of(proof.source), sentences.get((proof.source, proof.start or 0))
        if span and proof.start is not None and proof.end is not None and text[proof.start : proof.end] == proof.quote:
            before, after = text[span[0] : proof.start], text[proof.end : span[1]]
            kept[place_of(proof)] = (_tail(before), _head(after))
    return kept


def _tail(before: str) -> str:
    line = " ".join(before.split()) + (" " if before[-1:].isspace() else "")
    return line if len(line) <= LONGEST else "… " + line[-LONGEST:].split(" ", 1)[-1]


def _head(after: str) -> str:
    line = (" " if after[:1].isspace() else "") + " ".join(after.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"


def as_json(frozen: Frozen) -> dict[str, Any]:
    plain: dict[str, Any] = as_plain(frozen)
    return plain


def from_json(kept: Mapping[str, Any]) -> Frozen:
    """Refused: plain_values.NotReadable."""
    return from_plain(Frozen, dict(kept))


def hash_of(plain: Any) -> str:
    """SHA-256 of a JSON value in one fixed form."""
    return fingerprint(json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")))
