"""What was uploaded: single files or a zip of them, checked against limits before anything is parsed.

Names inside an archive are data: nothing is ever written to disk under them.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from fullarc.exchange.incoming.refusal import CannotImport, Refusal

FILE_LIMIT = 10 * 1024 * 1024
ENTRY_LIMIT = 1_000
UNPACKED_LIMIT = 100 * 1024 * 1024
RATIO_LIMIT = 100
RATIO_FROM = FILE_LIMIT  # a text of one letter repeated packs a thousandfold; below the size of one file that does no harm
NAME_LENGTH = 120

_ZIP_ENDINGS = (".zip",)
_SYSTEM_NAMES = {".ds_store", "thumbs.db", "desktop.ini"}
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
_PACK_AGAIN = "Pack the notes again, or upload them one by one."


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as it came. `key` tells files of the same name apart; `name` is for people and for its date, never a path."""

    key: str
    name: str
    data: bytes = field(repr=False)
    folder: str = ""  # the folder it lay in, when it came out of an archive

    @property
    def ending(self) -> str:
        return PurePosixPath(self.name).suffix.casefold()


@dataclass(frozen=True, slots=True)
class Upload:
    """All files of one import, those refused before they were opened, and how many system files were passed over."""

    files: tuple[UploadedFile, ...]
    refused: tuple[Refusal, ...]
    passed_over: int


def unpack(files: Iterable[tuple[str, bytes]]) -> Upload:
    """Uploaded (name, bytes) pairs to single files; zips are opened, what is in them is handled as if uploaded alone.

    Refused: files over 10 MB, more than 1,000 files, more than 100 MB in all, archives that unpack to more than 100
    times their size (and more than 10 MB), archives in archives, links, files with a password.
    """
    taken, refused, passed_over, total = list[UploadedFile](), list[Refusal](), 0, 0
    for number, (name, data) in enumerate(files, 1):
        shown, key = plain_name(name), str(number)
        if _system_file(name):
            passed_over += 1
            continue
        try:
            _check_size(len(data))
            if PurePosixPath(shown).suffix.casefold() in _ZIP_ENDINGS:
                inner = _open_zip(shown, key, data, UNPACKED_LIMIT - total)
            else:
                inner = Upload((UploadedFile(key, shown, data),), (), 0)
            size = sum(len(file.data) for file in inner.files)
            if total + size > UNPACKED_LIMIT:
                raise CannotImport("Together the files are larger than 100 MB.", "Import them in several parts.")
            if len(taken) + len(inner.files) > ENTRY_LIMIT:
                raise CannotImport(f"There are more than {ENTRY_LIMIT:,} files.", "Import them in several parts.")
        except CannotImport as fault:
            refused.append(fault.refusal(shown, key))
            continue
        taken.extend(inner.files)
        refused.extend(inner.refused)
        passed_over += inner.passed_over
        total += size
    return Upload(tuple(taken), tuple(refused), passed_over)


def plain_name(name: str) -> str:
    """The last part of a name without control or invisible direction characters, cut to 120 characters; for showing only."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    visible = "".join(letter if letter.isprintable() else "_" for letter in last).strip()
    if len(visible) > NAME_LENGTH:
        ending = PurePosixPath(visible).suffix[:12]
        visible = visible[: NAME_LENGTH - len(ending)] + ending
    return visible if visible.strip(".") else "unnamed file"


def check_archive(data: bytes) -> zipfile.ZipFile:
    """Opens an archive (a zip or a docx) after checking what it says about itself; refuses one that is broken or too large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise CannotImport("The archive is broken and cannot be opened.", _PACK_AGAIN) from None
    entries = archive.infolist()
    if len(entries) > ENTRY_LIMIT:
        raise CannotImport(f"The archive holds more than {ENTRY_LIMIT:,} files.", "Import them in several parts.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_LIMIT:
        raise CannotImport("Unpacked, the archive is larger than 100 MB.", "Import it in several parts.")
    if unpacked > RATIO_FROM and unpacked > RATIO_LIMIT * len(data):
        raise CannotImport("The archive unpacks to more than 100 times its size.", "Upload the notes unpacked.")
    return archive


def _check_size(size: int) -> None:
    if size > FILE_LIMIT:
        raise CannotImport("The file is larger than 10 MB.", "Split it, or upload the notes one by one.")


def _open_zip(archive_name: str, key: str, data: bytes, room: int) -> Upload:
    taken, refused, passed_over = list[UploadedFile](), list[Refusal](), 0
    with check_archive(data) as archive:
        for number, entry in enumerate(archive.infolist(), 1):
            if entry.is_dir() or _system_file(entry.filename):
                passed_over += not entry.is_dir()
                continue
            name, inner_key = plain_name(entry.filename), f"{key}.{number}"
            try:
                content = _entry(archive, entry, room)
            except CannotImport as fault:
                refused.append(fault.refusal(f"{name} (in {archive_name})", inner_key))
                continue
            room -= len(content)
            taken.append(UploadedFile(inner_key, name, content, folder=_folder(entry.filename)))
    return Upload(tuple(taken), tuple(refused), passed_over)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise CannotImport("This is a link, not a file.", "Put the file itself into the archive.")
    if entry.filename.casefold().endswith(_ZIP_ENDINGS):
        raise CannotImport("This is an archive in an archive.", "Unpack it and upload the notes in it.")
    if entry.flag_bits & 0x1:
        raise CannotImport("The file is locked with a password.", "Pack it again without a password.")
    if entry.compress_type not in _READABLE:
        raise CannotImport("The file is packed in a way that is not read here.", _PACK_AGAIN)
    _check_size(entry.file_size)
    limit = min(FILE_LIMIT, room)
    try:
        with archive.open(entry) as opened:
            content = opened.read(limit + 1)
    except _BROKEN:
        raise CannotImport("The file is damaged in the archive.", _PACK_AGAIN) from None
    if len(content) > limit:
        raise CannotImport("The files are larger than allowed: 10 MB each, 100 MB together.", "Import them in several parts.")
    return content


def _system_file(name: str) -> bool:
    parts = name.replace("\\", "/").casefold().split("/")
    return "__macosx" in parts or parts[-1] in _SYSTEM_NAMES or parts[-1].startswith("._")


def _folder(name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    return plain_name(parts[-2]) if len(parts) > 1 and parts[-2].strip(".") else ""
