"""Text cut into the pieces that a sentence model knows (WordPiece, as BERT's uncased models cut it)."""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100  # signs; a longer word is unknown
LONGEST_TEXT = 256  # pieces with begin and end; what comes after is not read


def known_pieces(path: Path) -> Mapping[str, int]:
    """Piece to number, from a vocabulary with one piece a line."""
    return {piece: number for number, piece in enumerate(path.read_text(encoding="utf-8").split("\n")) if piece}


def numbers_of(text: str, pieces: Mapping[str, int]) -> list[int]:
    """The numbers of a text's pieces between those of begin and end: small letters, no accents, each sign of punctuation by itself, every
    word as the longest known pieces from the left."""
    inner = [pieces[piece] for word in _words(text) for piece in _cut(word, pieces)]
    return [pieces[BEGIN], *inner[: LONGEST_TEXT - 2], pieces[END]]


def _words(text: str) -> Iterator[str]:
    spread = "".join(f" {sign} " if _is_chinese(sign) else sign for sign in map(_cleaned, text))
    plain = "".join(sign for sign in unicodedata.normalize("NFD", spread.lower()) if unicodedata.category(sign) != "Mn")
    for word in plain.split():
        begin = 0
        for place, sign in enumerate(word):
            if _is_punctuation(sign):
                if begin < place:
                    yield word[begin:place]
                yield sign
                begin = place + 1
        if begin < len(word):
            yield word[begin:]


def _cut(word: str, pieces: Mapping[str, int]) -> list[str]:
    if len(word) > LONGEST_WORD:
        return [UNKNOWN]
    found, begin = list[str](), 0
    while begin < len(word):
        mark = "##" if begin else ""
        end = next((end for end in range(len(word), begin, -1) if mark + word[begin:end] in pieces), None)
        if end is None:
            return [UNKNOWN]
        found.append(mark + word[begin:end])
        begin = end
    return found


def _cleaned(sign: str) -> str:
    if sign.isspace():
        return " "
    return "" if sign in "\0\ufffd" or unicodedata.category(sign) in ("Cc", "Cf", "Cn", "Co", "Cs") else sign


def _is_punctuation(sign: str) -> bool:
    return (sign.isascii() and sign.isprintable() and not sign.isalnum() and sign != " ") or unicodedata.category(sign).startswith("P")


def _is_chinese(sign: str) -> bool:
    number = ord(sign) if sign else 0
    return 0x4E00 <= number <= 0x9FFF or 0x3400 <= number <= 0x4DBF or 0x20000 <= number <= 0x2CEAF or 0xF900 <= number <= 0xFAFF
