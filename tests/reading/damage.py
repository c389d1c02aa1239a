"""Notes and files damaged in many ways, the same ones for the same seed."""

from random import Random

CONFUSABLES = str.maketrans(
    {"a": "а", "e": "е", "o": "ο", "i": "і", "c": "с", "S": "Ѕ", "I": "Ι", "-": "\u2011", " ": "\u00a0", "'": "\u02bc"}
)
STRANGE = (
    "\x00",
    "\x07",
    "\x1b[2J",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\ufffd",
    "\u0301",
    "\x85",
    "\u2028",
    "\r",
    "\t",
    "👩‍👧",
    "İ",
    "ß",
    "ﬁ",
    "\U000e0041",
    "\udc80",
)


def damaged_note(text: str, chance: Random) -> str:
    """The text with one to four kinds of damage, at most 40,000 signs long."""
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(DAMAGES)(text, chance)
    return text[:40_000]


def damaged_bytes(data: bytes, chance: Random) -> bytes:
    """A file with bytes changed, cut off, doubled or put in."""
    kind = chance.randrange(4)
    if kind == 0 or not data:
        return data[: chance.randrange(len(data) + 1)]
    if kind == 1:
        changed = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        return bytes(changed)
    place = chance.randrange(len(data))
    piece = data[place : place + chance.randrange(1, 400)]
    if kind == 2:
        return data[:place] + piece * chance.randrange(2, 9) + data[place:]
    return data[:place] + chance.randbytes(chance.randrange(1, 60)) + data[place:]


def _bytes_flipped(text: str, chance: Random) -> str:
    return damaged_bytes(text.encode("utf-8", "surrogatepass"), chance).decode(
        chance.choice(["utf-8", "latin-1", "cp1252", "utf-16"]), "replace"
    )


def _confusables(text: str, chance: Random) -> str:
    begin = chance.randrange(len(text) + 1)
    end = begin + chance.randrange(1, 500)
    return text[:begin] + text[begin:end].translate(CONFUSABLES) + text[end:]


def _strange_signs(text: str, chance: Random) -> str:
    for _ in range(chance.randint(1, 25)):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(STRANGE) + text[place:]
    return text


def _repeated(text: str, chance: Random) -> str:
    place = chance.randrange(len(text) + 1)
    piece = text[place : place + chance.randrange(1, 60)] or "no "
    return text[:place] + piece * chance.randrange(2, 200) + text[place:]


def _shuffled_words(text: str, chance: Random) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return chance.choice([" ", "\n", "", "  ", ", "]).join(words)


def _cut(text: str, chance: Random) -> str:
    return text[chance.randrange(len(text) + 1) :]


def _signs_swapped(text: str, chance: Random) -> str:
    signs = list(text)
    for _ in range(min(len(signs), chance.randint(1, 60))):
        one, other = chance.randrange(len(signs)), chance.randrange(len(signs))
        signs[one], signs[other] = signs[other], signs[one]
    return "".join(signs)


DAMAGES = (_bytes_flipped, _confusables, _strange_signs, _repeated, _shuffled_words, _cut, _signs_swapped)
