"""Text cut into the pieces that a small transformer knows (WordPiece, as BERT's uncased models cut it)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

UNKNOWN, BEGIN, END_OF_LINE = "[UNK]", "[CLS]", "[unused0]"
LONGEST_WORD = 100  # signs; a longer word is unknown
_PLAIN_WORD = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")

Word = tuple[str, int, int]  # as the pieces know it, and where it stands in the text


def words_of(text: str) -> Iterator[Word]:
    """The words and signs of a text in order, in small letters and without accents, each with its place."""
    if text.isascii() and text.isprintable():
        for found in _PLAIN_WORD.finditer(text.lower()):
            yield found[0], *found.span()
        return
    word, begin, end = "", 0, 0
    for place, sign in enumerate(text):
        alone = _is_chinese(sign)
        for part in _plain(sign):
            ends_word = alone or part == " " or _is_punctuation(part)
            if word and ends_word:
                yield word, begin, end
                word = ""
            if ends_word and part != " ":
                yield part, place, place + 1
            elif not ends_word:
                word, begin, end = word + part, begin if word else place, place + 1
    if word:
        yield word, begin, end


def cut(word: str, pieces: Mapping[str, int]) -> list[int]:
    """The numbers of the longest known pieces of a word from the left; that of the unknown where there are none."""
    if word in pieces:
        return [pieces[word]]
    if len(word) > LONGEST_WORD:
        return [pieces[UNKNOWN]]
    found, begin = list[int](), 0
    while begin < len(word):
        mark = "##" if begin else ""
        end = next((end for end in range(len(word), begin, -1) if mark + word[begin:end] in pieces), None)
        if end is None:
            return [pieces[UNKNOWN]]
        found.append(pieces[mark + word[begin:end]])
        begin = end
    return found


def _plain(sign: str) -> str:
    """A sign in small letters without its accents; nothing for one that is not written, a blank for any blank."""
    if sign.isspace():
        return " "
    if sign in "\0\ufffd" or unicodedata.category(sign) in ("Cc", "Cf", "Cn", "Co", "Cs"):
        return ""
    return "".join(part for part in unicodedata.normalize("NFD", sign.lower()) if unicodedata.category(part) != "Mn")


def _is_punctuation(sign: str) -> bool:
    return (sign.isascii() and sign.isprintable() and not sign.isalnum() and sign != " ") or unicodedata.category(sign).startswith("P")


def _is_chinese(sign: str) -> bool:
    number = ord(sign)
    return 0x4E00 <= number <= 0x9FFF or 0x3400 <= number <= 0x4DBF or 0x20000 <= number <= 0x2CEAF or 0xF900 <= number <= 0xFAFF
