"""The file that leaves the application: only its passphrase opens it, and every changed bit is refused."""

import random

import pytest

from fullarc.exchange.record.record_file import RecordRefused
from fullarc.web.records.sealed import new_passphrase, opened, sealed

WORDS = b"canarysealed " * 100


@pytest.fixture(scope="module")
def passphrase() -> str:
    return new_passphrase()


@pytest.fixture(scope="module")
def data(passphrase: str) -> bytes:
    return sealed(WORDS, passphrase)


def test_the_passphrase_opens_the_file_and_nothing_of_it_is_legible(data: bytes, passphrase: str) -> None:
    assert b"canary" not in data
    assert opened(data, passphrase) == WORDS


def test_another_passphrase_does_not_open_it(data: bytes) -> None:
    with pytest.raises(RecordRefused, match="passphrase does not open"):
        opened(data, "another one")


def test_a_changed_file_is_refused(data: bytes, passphrase: str) -> None:
    place = random.Random(7).randrange(len(data) - 900, len(data))
    with pytest.raises(RecordRefused, match="changed or cut"):
        opened(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :], passphrase)


def test_another_file_is_refused() -> None:
    with pytest.raises(RecordRefused, match="no sealed file"):
        opened(b"hello", "a long passphrase")


def test_passphrases_are_made_by_chance() -> None:
    assert len({new_passphrase() for _ in range(50)}) == 50
    assert len(new_passphrase()) == 29
