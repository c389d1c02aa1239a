"""The whole record in one file: a zip of a manifest and one part a table, each line of a part one row as JSON.

The manifest names every part with its number of rows and its SHA-256, says what is left out and why, and carries a hash of its own.
The format is described in docs/exchange/record.md. Nothing here knows what the rows mean.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FORMAT, FORMAT_VERSION = "fullarc-record", 1
MANIFEST = "manifest.json"
PART_KEYS = {"name", "file", "rows", "sha256", "columns", "referred"}
UNPACKED_LIMIT = 1024**3  # bytes; a practice of hundreds of clients is a tenth of it
MANIFEST_LIMIT = 10 * 1024**2
CHUNK = 1024**2
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the same rows give the same bytes, whenever they are packed
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError)
Row = dict[str, Any]


class RecordRefused(ValueError):
    """A record file that cannot be taken. The message names the part, what was found and what to do; it never repeats a value."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table. `referred` rows are not of the record itself: it speaks of them (people, measures of the practice's own)."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    referred: bool = False

    @property
    def file(self) -> str:
        return f"parts/{self.name}.jsonl"

    def lines(self) -> bytes:
        return b"".join(canonical(row) + b"\n" for row in self.rows)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record that was read and found whole: what its manifest says, and its parts by name."""

    manifest: Mapping[str, Any]
    parts: Mapping[str, Part]

    @property
    def scope(self) -> str:
        return str(self.manifest["scope"])

    @property
    def rows(self) -> int:
        return sum(len(part.rows) for part in self.parts.values())


def canonical(value: object) -> bytes:
    """JSON that is the same for the same value: no blanks, UTF-8, keys in the order in which they come."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def dump_hash(hashes: Mapping[str, str]) -> str:
    """One hash for all parts: SHA-256 over name and hash of each, in order of name. Equal records have equal hashes."""
    return hashlib.sha256("".join(f"{name} {hashes[name]}\n" for name in sorted(hashes)).encode()).hexdigest()


def pack(head: Mapping[str, Any], parts: Iterable[Part]) -> bytes:
    """The file as bytes. `head` is what the manifest says besides the parts: scope, who made it, what is left out."""
    out, told, hashes = io.BytesIO(), list[Row](), dict[str, str]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(parts, key=lambda each: each.name):
            lines = part.lines()
            hashes[part.name] = hashlib.sha256(lines).hexdigest()
            told.append(
                {
                    "name": part.name,
                    "file": part.file,
                    "rows": len(part.rows),
                    "sha256": hashes[part.name],
                    "columns": list(part.columns),
                    "referred": part.referred,
                }
            )
            _add(archive, part.file, lines)
        manifest = {"format": FORMAT, "format_version": FORMAT_VERSION, **head, "parts": told, "record_sha256": dump_hash(hashes)}
        manifest["manifest_sha256"] = hashlib.sha256(canonical(manifest)).hexdigest()
        _add(archive, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
    return out.getvalue()


def unpack(data: bytes, limit: int | None = UNPACKED_LIMIT) -> RecordFile:
    """The record in the bytes, every part checked against the manifest before a row of it is kept.

    Refused (RecordRefused): whatever is not as it was packed, and more than `limit` bytes unpacked (None: however many).
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise RecordRefused("This is no record file of Fullarc, or it was cut. Use the file as it was handed out.") from None
    with archive:
        size = sum(entry.file_size for entry in archive.infolist())  # no entry gives more than it says
        if limit is not None and size > limit:
            raise RecordRefused(
                f"Unpacked, the file has {size / 1024**3:.1f} GB; {limit / 1024**3:.1f} GB are allowed. Nothing was read. "
                "When you know where it comes from, allow more."
            )
        manifest = _manifest(b"".join(_content(archive, MANIFEST, "the manifest", MANIFEST_LIMIT)))
        named = {MANIFEST, *(str(told["file"]) for told in manifest["parts"])}
        extra = sorted(set(archive.namelist()) - named)
        if extra:
            raise RecordRefused(f"The file holds {len(extra)} part(s) that its manifest does not name. Use the file as it was handed out.")
        return RecordFile(manifest, {str(told["name"]): _part(archive, told) for told in manifest["parts"]})


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(content)
        told = {key: value for key, value in manifest.items() if key != "manifest_sha256"}
        whole = hashlib.sha256(canonical(told)).hexdigest() == manifest["manifest_sha256"]
        known = manifest["format"] == FORMAT
        version = int(manifest["format_version"])
        complete = isinstance(manifest["scope"], str) and all(_names_a_part(each) for each in manifest["parts"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RecordRefused("The manifest cannot be read. Use the file as it was handed out.") from None
    if not known or not whole:
        raise RecordRefused("The manifest was changed after the file was made. Nothing was taken.")
    if version != FORMAT_VERSION:
        raise RecordRefused(f"The file has format version {version}; this version reads {FORMAT_VERSION}. Use a newer version of Fullarc.")
    if not complete:
        raise RecordRefused("The manifest lacks what every manifest says of a part. Use the file as it was handed out.")
    return dict(manifest)


def _names_a_part(told: object) -> bool:
    return isinstance(told, dict) and set(told) >= PART_KEYS and isinstance(told["columns"], list)


def _part(archive: zipfile.ZipFile, told: Mapping[str, Any]) -> Part:
    name = str(told["name"])
    found = hashlib.sha256()
    for chunk in _content(archive, str(told["file"]), f"the part {name}"):
        found.update(chunk)
    if found.hexdigest() != told["sha256"]:
        raise RecordRefused(f"The part {name} was changed after the file was made. Nothing was taken.")
    columns = tuple(str(column) for column in told["columns"])
    try:
        with archive.open(str(told["file"])) as lines:
            rows = tuple(_row(line, columns) for line in lines if line != b"\n")
    except (ValueError, RecursionError):
        raise RecordRefused(f"The part {name} holds a line that is no row of its columns. Nothing was taken.") from None
    if len(rows) != told["rows"]:
        raise RecordRefused(f"The part {name} holds {len(rows)} rows; the manifest says {told['rows']}. Nothing was taken.")
    return Part(name, columns, rows, bool(told["referred"]))


def _row(line: bytes, columns: Sequence[str]) -> Row:
    row = json.loads(line)
    if not isinstance(row, dict) or tuple(row) != tuple(columns):
        raise ValueError
    return row


def _content(archive: zipfile.ZipFile, name: str, words: str, limit: int | None = None) -> Iterator[bytes]:
    """A part piece by piece, so that it is never whole in memory before it was found to be what the manifest says."""
    try:
        entry = archive.getinfo(name)
        if entry.compress_type not in _READABLE or (limit is not None and entry.file_size > limit):
            raise ValueError
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                yield chunk
    except _BROKEN:
        raise RecordRefused(f"{words.capitalize()} is missing or damaged. Nothing was taken.") from None


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, content)
