"""The head of a note: which session it was and how it was held, as therapists write it: "Sess 5, video", "S5 (phone)".

A line is cut at its commas, strokes and brackets, and read for as long as each stretch belongs in a head: "Sess 5, phone was off all
week" says nothing of how the session was held. The words stay in the note, whatever is made of them.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from importlib.resources import files
from itertools import islice, takewhile

from fullarc.exchange.deidentification.days_in_text import NAMES

_LINES_READ = 6
_LONGEST = 120  # characters of a line


class HowHeld(StrEnum):
    """How a session was held, in the words of the record."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"
    HOME = "home"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class SessionHead:
    """`number` is None where the head names none, or more than one. `held` has one way where the head is clear, several where it is
    not, none where it is silent."""

    number: int | None = None
    held: tuple[HowHeld, ...] = ()


class _Unnamed(Enum):
    FROM_AFAR = "by video, unless a telephone is named beside it"


_Way = HowHeld | _Unnamed

_WORDS = tomllib.loads((files("fullarc.exchange.incoming") / "session_heads.toml").read_text(encoding="utf-8"))
_WAYS: dict[str, tuple[_Way, ...]] = {name: (HowHeld(way),) for way, names in _WORDS["ways"].items() for name in names}
_WAYS |= {**dict.fromkeys(_WORDS["from_afar"], (_Unnamed.FROM_AFAR,)), **dict.fromkeys(_WORDS["remote"], (HowHeld.VIDEO, HowHeld.PHONE))}
_FILLING = frozenset(_WORDS["filling"])
_ORDINALS: list[str] = _WORDS["ordinals"]
_SESSION = r"(?:session|sess|visit|appointment|appt)\b\.?"
_MONTH = rf"(?:{NAMES})\b"
_NO_SESSIONS = rf"[:.]\d|/\d+/\d|['′%]|\s?(?:{'|'.join(_WORDS['units'])})\b|(?:\s+of)?\s+{_MONTH}"  # times, dates, minutes
_NUMBER = re.compile(
    rf"(?<!\S)(?:{_SESSION}\s*(?:no\b\.?|number)?\s*[#:]?\s*(?P<number>\d{{1,3}})(?!{_NO_SESSIONS})"
    rf"|(?P<nth>\d{{1,3}})(?:st|nd|rd|th)\s+{_SESSION}|(?P<word>{'|'.join(_ORDINALS)})\s+{_SESSION})"
    r"(?P<more>\s*(?:-|–|to|and|&)\s*\d+)?(?![\w-])",
    re.I,
)
_WAY = rf"(?:(?:by|via|on|over|held)\s+)?(?:{'|'.join(name.replace('.', '[.]').replace(' ', '[ -]') for name in _WAYS)})\b"
_SHORT = re.compile(  # "S5", "#5" at the head of a line, behind its date at most; "S1, S2" are nerves or sounds of the heart
    rf"^(?P<before>(?:(?:date:|dos:|(?>\d(?:[\d./:-]*\d)?[.:/]*)(?:st|nd|rd|th)?|{_MONTH}|[ap]m\b)[\s,|–-]+)*)(?:s#?|#\s?)(?P<number>\d{{1,3}})"
    rf"(?=\s*$|\s*[,;:|()\[\]–—]|\s+[-/]\s|\s*-\d|(?:\.?\s+|/){_WAY})(?!.*\bs\d)",
    re.I,
)
_LABEL = re.compile(
    r"(?:(?:session|service|visit|contact)\s+)?(?:modality|format|mode|medium|setting|delivery|type|location|place|date):|dos:", re.I
)
_BESIDE = re.compile(r"(?:(?:[\dA-Z][\w.:'-]*|of|am|pm)\s*){0,5}")  # days, times, codes, names
_BETWEEN = re.compile(r"[,;|()\[\]·•+&]|(?<!\d)/|/(?!\d)|\s[-–—]+\s|[–—]|(?<=:)\s")
_SENTENCE = re.compile(r"(?<!sess)(?<!appt)(?<!no)[.;!?]\s+(?!\d)", re.I)


def head_of(text: str) -> SessionHead:
    """What the first lines of a note say of its session; silent where nothing in them reads as a head."""
    numbers, held = set[int | None](), list[_Way]()
    for written in islice(filter(None, (line.strip("*_=>~ \t")[:_LONGEST] for line in text[:5_000].splitlines())), _LINES_READ):
        line = _SHORT.sub(r"\g<before>Session \g<number>", written)
        stretches = list(_head_of_line(line))
        named = (_NUMBER.search(words) for words in (stretches or _BETWEEN.split(line, maxsplit=1)[:1]))
        numbers |= {_number(found) for found in named if found and (stretches or _counts_in_a_sentence(found))}
        held += [way for words in stretches for way in _ways(words)]
    ways = dict.fromkeys(way for way in held if isinstance(way, HowHeld)) or dict.fromkeys([HowHeld.VIDEO] if held else [])
    if HowHeld.GROUP in ways:
        ways.pop(HowHeld.IN_PERSON, None)
    return SessionHead(numbers.pop() if len(numbers) == 1 else None, tuple(ways))


def _head_of_line(line: str) -> Iterator[str]:
    """The stretches of a line that are a head. Behind a number they go on to the first that belongs in none; later sentences, and a
    line without a number, belong to it as a whole or not at all."""
    for place, sentence in enumerate(_SENTENCE.split(line)):
        every = [words.strip(" .*_") for words in _BETWEEN.split(sentence) if words.strip()]
        known = list(takewhile(_belongs, every))
        if len(known) == len(every) or (place == 0 and any(map(_NUMBER.search, known))):
            yield from known
        if len(known) < len(every):
            return


def _belongs(words: str) -> bool:
    return bool(_ways(words)) or not _told(words) or _LABEL.fullmatch(words) is not None or _BESIDE.fullmatch(words) is not None


def _ways(words: str) -> tuple[_Way, ...]:
    """The ways of holding a session that a stretch names; empty where there is more in it."""
    told = _told(words)
    whole = _WAYS.get(words.casefold().replace("-", " ")) or _WAYS.get(told)
    if whole:
        return whole
    single = [_WAYS.get(word, ()) for word in told.split()]
    return tuple(way for ways in single for way in ways) if all(single) else ()


def _told(words: str) -> str:
    """A stretch without the number of the session, times, minutes and what only fills."""
    number = _NUMBER.search(words)
    rest = f"{words[: number.start()]} {words[number.end() :].lstrip(':/')}" if number else words
    kept = (word for word in rest.casefold().replace("-", " ").split() if word not in _FILLING and not word[0].isdigit())
    return " ".join(kept).strip("#– ")


def _counts_in_a_sentence(found: re.Match[str]) -> bool:
    """Whether a number counts sessions although more is said beside it: "Session 5 went well", not "First visit to the ER"."""
    return found["number"] is not None and found[0].casefold().startswith("sess")


def _number(found: re.Match[str]) -> int | None:
    if found["more"]:
        return None
    if found["word"]:
        return _ORDINALS.index(found["word"].casefold()) + 1
    return int(next(filter(None, found.group("number", "nth"))))
