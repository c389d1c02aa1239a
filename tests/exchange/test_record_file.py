"""The container of a whole record: what was packed comes back, and what was changed is refused and named."""

import hashlib
import io
import json
import zipfile

import pytest

from fullarc.exchange.record.record_file import MANIFEST, Part, RecordRefused, canonical, pack, unpack

HEAD = {"scope": "client", "left_out": [{"table": "audit.event", "why": "it stays"}]}
CLIENTS = Part("clients.client", ("id", "code"), ({"id": "1", "code": "C-1"},))
NOTES = Part("notes.note", ("id", "text"), ({"id": "7", "text": "slept better\nand \u2028 longer"}, {"id": "8", "text": "\u00e9t\u00e9"}))


def repacked(data: bytes, change: dict[str, bytes | None]) -> bytes:
    """The same archive with other contents; None takes a file out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = change.get(name, before.read(name))
            if content is not None:
                after.writestr(name, content)
        for name in set(change) - set(before.namelist()):
            after.writestr(name, change[name] or b"")
    return out.getvalue()


def test_what_was_packed_comes_back() -> None:
    taken = unpack(pack(HEAD, [NOTES, CLIENTS]))
    assert taken.parts == {"clients.client": CLIENTS, "notes.note": NOTES}
    assert taken.scope == "client"
    assert taken.rows == 3
    assert taken.manifest["left_out"] == HEAD["left_out"]


def test_the_same_rows_give_the_same_bytes() -> None:
    assert pack(HEAD, [NOTES, CLIENTS]) == pack(HEAD, [CLIENTS, NOTES])


@pytest.mark.parametrize("part", [CLIENTS, NOTES], ids=lambda part: part.name)
def test_a_changed_part_is_refused_and_named(part: Part) -> None:
    lines = part.lines().replace(b"C-1", b"C-2").replace(b"better", b"worse ")
    with pytest.raises(RecordRefused, match=f"The part {part.name} was changed"):
        unpack(repacked(pack(HEAD, [NOTES, CLIENTS]), {part.file: lines}))


def test_a_missing_part_is_refused_and_named() -> None:
    with pytest.raises(RecordRefused, match=r"The part notes\.note is missing or damaged"):
        unpack(repacked(pack(HEAD, [NOTES, CLIENTS]), {NOTES.file: None}))


def test_a_part_that_the_manifest_does_not_name_is_refused() -> None:
    with pytest.raises(RecordRefused, match="1 part"):
        unpack(repacked(pack(HEAD, [CLIENTS]), {"parts/more.jsonl": b"{}\n"}))


def test_a_manifest_that_says_something_else_is_refused() -> None:
    data = pack(HEAD, [CLIENTS])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        told = json.loads(archive.read(MANIFEST))
    told["left_out"] = []
    with pytest.raises(RecordRefused, match="The manifest was changed"):
        unpack(repacked(data, {MANIFEST: json.dumps(told).encode()}))


def test_every_flipped_byte_is_refused_or_changes_nothing() -> None:
    """Some bytes of a zip carry no content (times, versions); no flip may change what is read."""
    data, whole = pack(HEAD, [NOTES, CLIENTS]), {"clients.client": CLIENTS, "notes.note": NOTES}
    refused = 0
    for place in range(len(data)):
        flipped = data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]
        try:
            assert unpack(flipped).parts == whole
        except RecordRefused:
            refused += 1
    assert refused > len(data) / 2


@pytest.mark.parametrize("content", [b"", b"PK", b"[]", b"\x00" * 100])
def test_what_is_no_record_is_refused(content: bytes) -> None:
    with pytest.raises(RecordRefused):
        unpack(content)


@pytest.mark.parametrize("manifest", [b"", b"[]", b"null", b"{}", b'{"format": "fullarc-record"}', b"[" * 100_000])
def test_a_manifest_of_another_shape_is_refused(manifest: bytes) -> None:
    with pytest.raises(RecordRefused, match="manifest"):
        unpack(repacked(pack(HEAD, [CLIENTS]), {MANIFEST: manifest}))


def test_a_manifest_without_scope_or_with_a_part_half_named_is_refused() -> None:
    whole = pack(HEAD, [CLIENTS])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        told = json.loads(archive.read(MANIFEST))
    no_scope = {key: value for key, value in told.items() if key != "scope"}
    half = {**told, "parts": [{key: value for key, value in part.items() if key != "columns"} for part in told["parts"]]}
    keys = {**told, "parts": [sorted(told["parts"][0])]}
    for manifest in (no_scope, {**told, "scope": 5}, half, keys, {**told, "parts": 5}, {**told, "parts": [5]}):
        manifest["manifest_sha256"] = hashlib.sha256(canonical({k: v for k, v in manifest.items() if k != "manifest_sha256"})).hexdigest()
        with pytest.raises(RecordRefused, match="manifest"):
            unpack(repacked(whole, {MANIFEST: json.dumps(manifest).encode()}))


def test_more_than_is_allowed_is_refused_before_anything_is_unpacked_and_more_can_be_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pack(HEAD, [NOTES, CLIENTS])
    monkeypatch.setattr("zipfile.ZipFile.open", None)
    with pytest.raises(RecordRefused, match=r"Nothing was read\. When you know where it comes from, allow more"):
        unpack(data, limit=100)
    monkeypatch.undo()
    assert unpack(data, limit=100_000).rows == unpack(data, limit=None).rows == 3


def test_a_changed_part_is_found_piece_by_piece_before_a_row_of_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    data = repacked(pack(HEAD, [NOTES]), {NOTES.file: b"x" * 5_000})
    monkeypatch.setattr("fullarc.exchange.record.record_file._row", None)
    with pytest.raises(RecordRefused, match=r"The part notes\.note was changed"):
        unpack(data)
