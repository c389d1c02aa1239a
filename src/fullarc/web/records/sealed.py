"""A file that leaves the application, sealed with a passphrase (age, scrypt): whoever finds it reads nothing."""

import secrets

import pyrage

from fullarc.exchange.record.record_file import RecordRefused

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter that looks like another
GROUPS, GROUP = 5, 5  # 25 of 31 letters: 123 bits
BEGINNING = b"age-encryption.org/"


def new_passphrase() -> str:
    """A passphrase made by chance, for one file."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def sealed(content: bytes, passphrase: str) -> bytes:
    """The content as an age file. Any age tool opens it: `age -d FILE`."""
    return bytes(pyrage.passphrase.encrypt(content, passphrase))


def opened(data: bytes, passphrase: str) -> bytes:
    """What was sealed. Refused (RecordRefused): another passphrase, or a file that was changed or cut by a single bit."""
    if not data.startswith(BEGINNING):
        raise RecordRefused("This is no sealed file of Fullarc (age). Use the file as it was handed out.")
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError as problem:
        if "Decryption failed" in str(problem):
            raise RecordRefused("The passphrase does not open this file, or its beginning was changed. Nothing was taken.") from None
        raise RecordRefused("The file was changed or cut after it was sealed. Nothing was taken.") from None
