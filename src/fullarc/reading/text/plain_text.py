"""A note as the rules see it: lower case, one blank between words, typographic signs made plain, every place traceable to the original."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import add

_VANISHES = "\x00"
_RUNS = re.compile(r"[ \x00]{2,}|\x00")
_RUNS_OF_BLANKS = re.compile("  +")
# Both patterns begin with their sign and look back from behind it, so that a text is passed over from sign to sign.
_LOOSE_APOSTROPHE = re.compile(r"'(?:(?<!\w')|(?!\w))")
_NAMES = "si|hi|sh|sib|nssi|avh|ah|vh"
# What follows in the next line tells more of what stands above a dash.
_NO_MORE = (
    r"(?!\s*(?:passive|active|fleeting|chronic|daily|nightly|weekly|vague|some|occasional\w*|intermittent|most|wish\w*|thoughts?|yes|present|none"
    r"|no|not|denie[sd]|endors\w+|reports?|admits?|states?|says?|with|would|wants?|toward|to|\d+)\b)"
)
_MINUS = re.compile(
    rf"[-–—](?:(?<=[^\W\d] -)(?=[,.;)]|$|\n{_NO_MORE})|(?:(?<=\S[ /,;]-)|(?<=[(/+]-))(?=[^\W\d])"
    r"|(?:(?<=\n-)|(?<![\s\S]-)(?<=-))(?=(?:[shavi]i|avh|ah|vh|sh|sib|nssi)\b)"
    r"|(?<=[(\[][-–—])(?=[)\]])|(?<=[^\W\d]-)(?=[,;)]|$)|(?<=\b[sh]i-)(?=[\s./])"
    # "+ SI / - HI", "SI: -"
    rf"|(?<=\b[sh]i: [-–—])(?=\s*(?:$|\n)|[^\S\n]+(?:{_NAMES})\b)|(?<=[/,;] [-–—])(?= (?:{_NAMES})\b)|(?<![^\n][-–—])"
    rf"(?=(?: (?:{_NAMES})\b[^\S\n]?[/,;][^\S\n]?[-+–—])))"
)
# "SI - / HI -", "SI -  HI +": a sign behind a blank, where an item, the next sign or the end follows; it is drawn to its name.
_LOOSE_MINUS = re.compile(
    rf"\b({_NAMES})([^\S\n]+)[-–—]"
    rf"(?=[^\S\n]*(?:$|[/,;|)]|\.(?:\s|$)|\n\s*(?:{_NAMES})\b|\n{_NO_MORE}|(?:{_NAMES})\b[^\S\n]?[-+–—]))"
)
# "(+) SI (-) HI": where a line begins with such a sign, each stands before its name.
_LINE_OF_SIGNS = re.compile(rf"(?:^|(?<=\n))[^\S\n]*(?:[a-z]+:)?[^\S\n]*\([-+–—−]\)[^\S\n]?(?:{_NAMES})\b[^\n]*")
_SIGN_BEFORE = re.compile(rf"\([-–—−]\)([^\S\n]?)(?=(?:{_NAMES})\b)")
# Looked for first: a sign is quickly passed over to, the names are not.
_SIGN_IN_BRACKETS = re.compile(r"\([-–—−+]\)")
_LOOSE_SIGN = re.compile(r"[-–—](?:(?<=[hib] [-–—])|(?<=[hib]  [-–—])|(?<=[hib]   [-–—]))")
_WORD_SIGNS = "'"
_ALREADY_PLAIN = re.compile(r"[a-z0-9]+(?:[ '][a-z0-9]+)*").fullmatch


def _plain_table() -> dict[int, str]:
    table = dict.fromkeys([*range(32), 127, *range(128, 160)], " ")
    table |= dict.fromkeys(map(ord, "\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"), " ")
    table |= dict.fromkeys(range(0x2000, 0x200B), " ")
    table |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), _VANISHES)
    table |= dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
    table |= dict.fromkeys(map(ord, '"“”„‟«»″*_'), " ")
    table |= dict.fromkeys(map(ord, "-‐‑"), " ")
    return table | dict.fromkeys(map(ord, "‒–—―"), "—")


_PLAIN = _plain_table()
_UNLIKE_PLAIN = re.compile(f"[{re.escape(''.join(map(chr, _PLAIN)))}]")
_PLAIN_SIGNS = {chr(code): sign for code, sign in _PLAIN.items()}
_NO_WORD_SIGN = re.compile(rf"[\x00-\x1f!-/:-@\[-`{{-\x7f—−•·▪◦●■□☐☑☒✓✔✗✘→↓↑←⇒⇓⇑…≥≤±×](?<!{_WORD_SIGNS})")


def in_small_letters(text: str) -> str:
    """The same text, as long as before, without capitals."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def _with_plain_signs(text: str) -> str:
    """Typographic signs made plain. The table of `translate` is quick for plain letters only."""
    return text.translate(_PLAIN) if text.isascii() else _UNLIKE_PLAIN.sub(_plain_sign, text)


def _plain_sign(found: re.Match[str]) -> str:
    return _PLAIN_SIGNS[found.group()]


def _with_signs_before(line: re.Match[str]) -> str:
    return _SIGN_BEFORE.sub(r"  \1−", line.group())


def is_plain(phrase: str) -> bool:
    """Whether a phrase is written in small letters, figures and single blanks alone, as most are."""
    return _ALREADY_PLAIN(phrase) is not None


def plain_form(phrase: str) -> str:
    """A phrase of the rules in the form in which notes are searched."""
    return phrase if is_plain(phrase) else PlainText.of(phrase).plain.strip()


def scan_form(plain: str) -> str:
    """The same text, as long as before, with every sign that is not part of a word turned into a blank."""
    return _NO_WORD_SIGN.sub(" ", plain)


@dataclass(frozen=True)
class PlainText:
    """`plain` is searched; `scan` is as long and has words and blanks only; `original` is the note as given."""

    original: str
    plain: str
    _cuts: list[int]  # places in `plain` after which the distance to the original grows
    _shifts: list[int]

    @classmethod
    def of(cls, text: str) -> "PlainText":
        small = in_small_letters(text)
        if _SIGN_IN_BRACKETS.search(small):
            small = _LINE_OF_SIGNS.sub(_with_signs_before, small)
        if _LOOSE_SIGN.search(small):
            small = _LOOSE_MINUS.sub(r"\1−\2", small)
        small = small.replace(" - ", " — ").replace("[*]", "[x]").replace("(*)", "(x)")
        same_length = _with_plain_signs(_MINUS.sub("−", small))
        return cls(text, *_squeeze(_LOOSE_APOSTROPHE.sub(" ", same_length)))

    @cached_property
    def scan(self) -> str:
        return scan_form(self.plain)

    def place(self, position: int) -> int:
        """Where the sign at `position` of the plain text stands in the original."""
        return position + self._shifts[bisect_right(self._cuts, position) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the plain text as offsets into the original."""
        return self.place(start), self.place(end - 1) + 1

    def plain_place(self, position: int) -> int:
        """Where a place of the original came to stand in the plain text."""
        if len(self._cuts) == 1:
            return position
        low = bisect_right(self._origins, position) - 1
        end = self._cuts[low + 1] if low + 1 < len(self._cuts) else len(self.plain)
        return min(position - self._shifts[low], end)

    @cached_property
    def _origins(self) -> list[int]:
        """Where each stretch of the same distance begins in the original."""
        return list(map(add, self._cuts, self._shifts))

    def words_between(self, end: int, start: int) -> int:
        return len(self.scan[end:start].split())


def _squeeze(text: str) -> tuple[str, list[int], list[int]]:
    """Runs of blanks become one blank, zero-width signs vanish; returns the text and how far each stretch of it has moved."""
    pieces: list[str] = []
    cuts, shifts = [0], [0]
    kept = done = 0
    for run in (_RUNS if _VANISHES in text else _RUNS_OF_BLANKS).finditer(text):
        begin, end = run.span()
        blank = " " if " " in run.group() else ""
        pieces.append(text[done:begin] + blank)
        kept += begin - done + len(blank)
        done = end
        cuts.append(kept)
        shifts.append(end - kept)
    if not pieces:
        return text, cuts, shifts
    pieces.append(text[done:])
    return "".join(pieces), cuts, shifts
