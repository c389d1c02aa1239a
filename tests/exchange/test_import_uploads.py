"""Uploads are measured before they are opened, and names in an archive are only names."""

import io
import stat
import zipfile

import pytest

from fullarc.exchange.incoming import uploads
from fullarc.exchange.incoming.uploads import plain_name, unpack

WORDS = b"Client reports sleeping better."


def packed(*entries, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for entry, data in entries:
            archive.writestr(entry, data)
    return out.getvalue()


def test_single_files_are_taken_as_they_are():
    upload = unpack([("a.txt", WORDS), ("b.txt", WORDS)])
    assert [(file.key, file.name) for file in upload.files] == [("1", "a.txt"), ("2", "b.txt")]


def test_files_in_a_zip_keep_their_name_and_folder():
    [file] = unpack([("notes.zip", packed(("2024/march/note.txt", WORDS)))]).files
    assert (file.name, file.folder, file.data) == ("note.txt", "march", WORDS)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/cron.d/job.txt", "C:\\Windows\\note.txt", "..\\..\\note.txt", "a/../../b.txt"]
)
def test_a_name_that_climbs_out_of_its_folder_is_only_a_name(name):
    [file] = unpack([("notes.zip", packed((name, WORDS)))]).files
    assert "/" not in file.name
    assert "\\" not in file.name
    assert ".." not in file.name


@pytest.mark.parametrize("name", ["a\x00b.txt", "a\u202etxt.exe", "..", "", "x" * 500 + ".txt", "/" * 40, "a\nb.txt"])
def test_a_strange_name_becomes_one_that_can_be_shown(name):
    shown = plain_name(name)
    assert 0 < len(shown) <= uploads.NAME_LENGTH
    assert shown.isprintable()
    assert shown.strip(".")


def test_system_files_are_passed_over():
    upload = unpack([("notes.zip", packed(("__MACOSX/._a.txt", b"x"), ("a.txt", WORDS), (".DS_Store", b"x"))), ("Thumbs.db", b"x")])
    assert [file.name for file in upload.files] == ["a.txt"]
    assert upload.passed_over == 3


def test_a_link_in_an_archive_is_refused():
    link = zipfile.ZipInfo("note.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    [refusal] = unpack([("notes.zip", packed((link, b"/etc/passwd")))]).refused
    assert "link" in refusal.reason


def test_an_archive_in_an_archive_is_refused_and_its_neighbours_are_taken():
    upload = unpack([("notes.zip", packed(("more.zip", packed(("a.txt", WORDS))), ("b.txt", WORDS)))])
    assert [file.name for file in upload.files] == ["b.txt"]
    assert "archive in an archive" in upload.refused[0].reason


def test_too_many_files_are_refused():
    [refusal] = unpack([("notes.zip", packed(*((f"{n}.txt", b"x") for n in range(1_001))))]).refused
    assert "1,000" in refusal.reason


def test_a_thousand_files_are_taken():
    assert len(unpack([("notes.zip", packed(*((f"{n}.txt", b"x") for n in range(1_000))))]).files) == 1_000


def test_a_file_over_ten_megabytes_is_refused():
    [refusal] = unpack([("2024-03-14.txt", b"a" * (uploads.FILE_LIMIT + 1))]).refused
    assert "10 MB" in refusal.reason


def test_an_archive_that_would_unpack_to_a_hundred_times_its_size_is_refused():
    bomb = packed(*((f"{n}.txt", b"a" * 6_000_000) for n in range(3)))
    [refusal] = unpack([("notes.zip", bomb)]).refused
    assert "100 times" in refusal.reason


def test_an_archive_that_would_unpack_to_more_than_a_hundred_megabytes_is_refused():
    bomb = packed(*((f"{n}.txt", b"a" * 10_000_000) for n in range(11)))
    [refusal] = unpack([("notes.zip", bomb)]).refused
    assert "100 MB" in refusal.reason


def test_several_archives_together_may_not_unpack_to_more_than_a_hundred_megabytes(monkeypatch):
    monkeypatch.setattr(uploads, "UNPACKED_LIMIT", 50_000)
    upload = unpack([("a.zip", packed(("a.txt", b"a" * 30_000))), ("b.zip", packed(("b.txt", b"b" * 30_000)))])
    assert [file.name for file in upload.files] == ["a.txt"]
    assert len(upload.refused) == 1


def test_an_archive_that_lies_about_its_sizes_is_refused_and_not_unpacked_further():
    honest = packed(("a.txt", b"a" * 50_000))
    lying = honest.replace((50_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    upload = unpack([("notes.zip", lying)])
    assert not upload.files
    assert len(upload.refused) == 1


def test_a_locked_file_is_refused():
    locked = bytearray(packed(("a.txt", WORDS), compression=zipfile.ZIP_STORED))
    for place in (6, bytes(locked).index(b"PK\x01\x02") + 8):
        locked[place] |= 1
    [refusal] = unpack([("notes.zip", bytes(locked))]).refused
    assert "password" in refusal.reason


def test_a_file_packed_in_a_rare_way_is_refused():
    [refusal] = unpack([("notes.zip", packed(("a.txt", WORDS), compression=zipfile.ZIP_LZMA))]).refused
    assert "not read here" in refusal.reason


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", b"PK\x05\x06" + b"\x00" * 10])
def test_a_broken_archive_is_refused(data):
    [refusal] = unpack([("notes.zip", data)]).refused
    assert "broken" in refusal.reason
    assert refusal.sentence.startswith("notes.zip:")
