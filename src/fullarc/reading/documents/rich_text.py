"""The text of rich text files (RTF 1.9): one pass from sign to sign, every one counted, whatever groups lie in groups."""

import codecs
import re
from dataclasses import dataclass, field

from fullarc.reading.documents.document_limits import Budget

_TOKEN = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.IGNORECASE)
_OF_NO_TEXT = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "header", "headerf", "headerl", "headerr", "footer",
    "footerf", "footerl", "footerr", "footnote", "ftnsep", "ftnsepc", "ftncn", "annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend",
    "comment", "fldinst", "formfield", "generator", "listtable", "listoverridetable", "pntext", "revtbl", "rsidtbl", "shp", "shppict",
    "shprslt", "shpinst", "nonesttables", "template", "themedata", "title", "tc", "xe", "txe", "rxe", "xmlnstbl", "userprops",
}  # fmt: skip
_SIGNS = {
    "par": "\n", "line": "\n", "row": "\n", "sect": "\n\n", "page": "\n\n", "tab": "\t", "cell": "|", "nestcell": "|",
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "~": "\xa0", "_": "\u2011", "-": "\xad", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n",
}  # fmt: skip
_CHARACTERS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a pair of braces. `after` is how many signs stand for those who do not read a Unicode sign."""

    silent: bool = False
    fonts: bool = False
    font: int | None = None
    after: int = 1


@dataclass(slots=True)
class _Reading:
    budget: Budget
    group: _Group = _Group()
    above: list[_Group] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    coded: bytearray = field(default_factory=bytearray)
    codes: dict[int, str] = field(default_factory=dict)
    code: str = "cp1252"
    plain_font: int | None = None
    skipped: int = 0
    jump: int = 0  # signs of binary data to pass over

    def say(self, words: str) -> None:
        if not self.group.silent:
            self.said.append(self.budget.take_text(words))

    def flush(self) -> None:
        """Signs given by number, together: some alphabets take two for one."""
        if self.coded:
            code = self.code if self.group.font is None else self.codes.get(self.group.font, self.code)
            self.say(self.coded.decode(code, errors="replace"))
            self.coded.clear()

    def brace(self, sign: str) -> bool:
        """Whether the document goes on."""
        self.skipped = 0
        if sign == "{":
            self.above.append(self.group)
        elif self.above:
            self.group = self.above.pop()
        return bool(self.above)

    def change(self, **changed: bool | int | None) -> None:
        given = {"silent": self.group.silent, "fonts": self.group.fonts, "font": self.group.font, "after": self.group.after}
        self.group = _Group(**(given | changed))  # type: ignore[arg-type]

    def word(self, name: str, number: int | None) -> None:
        self.skipped = 0
        if name == "bin":
            self.jump = max(0, number or 0)
        elif name in _OF_NO_TEXT:
            self.change(silent=True, fonts=name == "fonttbl")
        elif name == "f":
            self.change(font=number)
        elif name == "fcharset" and self.group.fonts and self.group.font is not None:
            self.codes[self.group.font] = _CHARSETS.get(number or 0, self.code)
        elif name == "deff":
            self.plain_font = number
        elif name == "plain":
            self.change(font=self.plain_font)
        elif name == "uc":
            self.change(after=number if number is not None else 1)
        elif name == "u" and number is not None:
            self.say(chr(number % 0x10000))
            self.skipped = self.group.after
        elif name == "ansicpg" or name in _CHARACTERS:
            self.code = _known(_CHARACTERS.get(name, f"cp{number}"))
        elif name in _SIGNS:
            self.say(_SIGNS[name])

    def letters(self, words: str) -> None:
        left_out = min(max(0, self.skipped), len(words))
        self.skipped -= left_out
        self.say(words[left_out:])

    def byte(self, value: int) -> None:
        if self.skipped > 0:
            self.skipped -= 1
        elif not self.group.silent:
            self.coded.append(value)


def rich_text(data: bytes, budget: Budget) -> str:
    """The text of an RTF file; what follows its outer group is no part of it. Refused: one that is cut short (ValueError), TooMuch."""
    if not data.rstrip(b"\x00 \r\n\t").endswith(b"}"):
        raise ValueError("cut short")
    text, reading, place = data.decode("cp1252", errors="replace"), _Reading(budget), 0
    while found := _TOKEN.match(text, place):
        budget.take_steps(1)
        word, number, coded, sign, brace, letters = found.groups()
        place = found.end()
        if coded:
            reading.byte(int(coded, 16))
            continue
        reading.flush()
        if brace:
            if not reading.brace(brace):
                break
        elif word:
            reading.word(word, int(number) if number else None)
            place, reading.jump = place + reading.jump, 0
        elif sign == "*":
            reading.change(silent=True)
        elif sign:
            reading.skipped = 0
            reading.say(_SIGNS.get(sign, ""))
        elif letters:
            reading.letters(letters)
    reading.flush()
    return "".join(reading.said).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _known(code: str) -> str:
    """The name of a code page, or that of Western Europe when there is none of the name."""
    try:
        return codecs.lookup(code).name
    except LookupError:
        return "cp1252"
