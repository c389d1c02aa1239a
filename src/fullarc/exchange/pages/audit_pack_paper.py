"""The audit pack on paper (a tagged PDF) and as a manifest for a machine. Words travel as data, never as markup."""

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from fullarc.course.days import full_date
from fullarc.exchange.pages.course_pdf import set_paper
from fullarc.exchange.record.audit_pack import AuditPack, Check, Signature, SignedNote, SignedPlan, ThreadRow
from fullarc.exchange.record.csv_writing import csv_text
from fullarc.exchange.record.record_file import EARLIEST

FORMAT, FORMAT_VERSION = "fullarc-audit-pack", 1
NOT_COVERED = (
    "Days, times, minutes and attendance have no signature of their own; the audit trail says who changed them and when. "
    "Psychotherapy (process) notes are in no audit pack."
)
ACCESS_COLUMNS = ("at", "who", "roles", "what", "about", "outcome")


def pack_pdf(pack: AuditPack) -> bytes:
    """The pack as PDF/A-2a and PDF/UA-1."""
    day = pack.until
    stamp = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    return set_paper(paper_data(pack), stamp, "audit_pack.typ")


def paper_data(pack: AuditPack) -> dict[str, Any]:
    """What the template is filled with."""
    return {
        "title": f"Audit pack, {pack.code}",
        "running": f"Audit pack, {pack.code}",
        "period": f"{full_date(pack.since)} to {full_date(pack.until)}",
        "made": f"Made on {pack.made_at} by {pack.made_by}",
        "date": [pack.until.year, pack.until.month, pack.until.day],
        "head": [
            ["Practice", pack.practice],
            ["Client", f"{pack.client} ({pack.code})"],
            ["Course of care", pack.course],
            ["Diagnoses", "; ".join(pack.diagnoses) or "none entered"],
        ],
        "integrity": pack.integrity_in_words,
        "checks": [_check(check) for check in pack.checks],
        "not_covered": NOT_COVERED,
        "contents": _contents(pack),
        "thread_in_words": pack.thread_in_words,
        "thread": [[list(pair) for pair in _thread(row)] for row in pack.thread],
        "missing": list(pack.missing),
        "plans": [_plan(plan) for plan in pack.plans],
        "reviews": [
            {"title": each.title, "day": full_date(each.day), "signed": _signed(each.signature), "words": list(each.words)}
            for each in pack.reviews
        ],
        "amendments": [
            [f"{added.kind}, {added.signature.at}", f"to the note of {full_date(note.day)}", added.signature.by, added.reason]
            for note, added in pack.amendments
        ],
        "notes": [_note(note) for note in pack.notes],
        "measures": [[_short(row.day), row.measure, row.scale, row.value, row.band, row.session] for row in pack.measures],
        "attendance": [[_short(row.day), row.time, row.state, row.minutes, row.format, row.note] for row in pack.attendance],
        "access": [[row.who, row.roles, str(row.times), row.first, row.last, row.about] for row in pack.access],
    }


def _thread(row: ThreadRow) -> tuple[tuple[str, str], ...]:
    return (
        ("Goal", row.goal),
        ("Diagnosis", row.diagnosis),
        ("Problem", row.problem),
        ("Objectives", row.objectives),
        ("Interventions", row.interventions),
        ("Notes", row.notes),
        ("Latest number", row.latest),
        ("Next step", row.next_step),
    )


def _contents(pack: AuditPack) -> str:
    amended = len(pack.amendments)
    return (
        f"{len(pack.notes)} closed notes with {amended} {'amendment' if amended == 1 else 'amendments'}, {len(pack.plans)} versions of the "
        f"treatment plan, {len(pack.reviews)} reviews, {len(pack.measures)} scores, {len(pack.attendance)} sessions."
    )


def _check(check: Check) -> dict[str, Any]:
    return {"what": check.what, "word": "in order" if check.fine else "NOT SO", "found": check.found, "faults": list(check.faults)}


def _plan(plan: SignedPlan) -> dict[str, Any]:
    return {
        "title": f"Version {plan.number}, {plan.state.lower()}",
        "signed": _signed(plan.signature) if plan.signature else "Not signed.",
        "review": f"To be reviewed on {full_date(plan.review_on)}." if plan.review_on else "No day of review is set.",
        "lines": [[line.depth, line.kind, line.text, line.details] for line in plan.lines],
        "consents": list(plan.consents),
    }


def _note(note: SignedNote) -> dict[str, Any]:
    about = [f"session {note.session}" if note.session else "", "late entry" if note.late else "", note.source]
    return {
        "title": f"{full_date(note.day)}, {note.state}",
        "about": ", ".join(filter(None, about)),
        "text": note.text,
        "signed": _signed(note.signature),
        "cosigned": [f"Co-signed. {_signed(each)}" for each in note.cosigned],
        "amendments": [
            {
                "title": f"{added.kind}, {added.signature.at}",
                "reason": f"Reason: {added.reason}",
                "passage": added.passage,
                "text": added.text,
                "signed": _signed(added.signature),
                "cosigned": [f"Co-signed. {_signed(each)}" for each in added.cosigned],
            }
            for added in note.amendments
        ],
    }


def _signed(signature: Signature) -> str:
    role = f" ({signature.role})" if signature.role else ""
    remark = f" {signature.remark}" if signature.remark else ""
    return f"Signed by {signature.by}{role}, {signature.at}. SHA-256 of the text: {signature.text_hash}.{remark}"


def _short(day: date) -> str:
    return day.isoformat()


def manifest(pack: AuditPack, files: dict[str, bytes]) -> dict[str, Any]:
    """The pack for a machine: every document with its hashes, every check with its faults, every file with its hash. No text of a note."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "client": pack.code,
        "period": [pack.since.isoformat(), pack.until.isoformat()],
        "made_at": pack.made_at,
        "whole": pack.whole,
        "checks": [asdict(check) for check in pack.checks],
        "notes": [
            {
                "id": note.id,
                "day": note.day.isoformat(),
                "state": note.state,
                "late": note.late,
                "signature": asdict(note.signature),
                "cosigned": [asdict(each) for each in note.cosigned],
                "amendments": [
                    {
                        "id": added.id,
                        "kind": added.kind,
                        "signature": asdict(added.signature),
                        "cosigned": [asdict(each) for each in added.cosigned],
                    }
                    for added in note.amendments
                ],
            }
            for note in pack.notes
        ],
        "plans": [
            {"number": plan.number, "state": plan.state, "signature": asdict(plan.signature) if plan.signature else None}
            for plan in pack.plans
        ],
        "counts": {"scores": len(pack.measures), "sessions": len(pack.attendance), "people_with_access": len(pack.access)},
        "not_covered": NOT_COVERED,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }


def pack_zip(pack: AuditPack, accesses: Sequence[Sequence[str]]) -> bytes:
    """PDF, every single access as CSV, and the manifest in one file."""
    files = {"audit-pack.pdf": pack_pdf(pack), "access.csv": csv_text(ACCESS_COLUMNS, accesses).encode()}
    files["manifest.json"] = json.dumps(manifest(pack, files), ensure_ascii=False, indent=1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, content)
    return out.getvalue()
