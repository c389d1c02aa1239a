"""The words of the client's story by language: tables beside this file, months and numbers as they are said."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from fullarc.reading.finding import Quantity

LANGUAGES = {"en": "English", "es": "Español"}


class UnknownLanguage(ValueError):
    """The story was asked for in a language that it is not written in."""


@dataclass(frozen=True, slots=True)
class ClientWords:
    """Everything a client can be told in one language."""

    language: str
    table: Mapping[str, Any]

    def say(self, section: str, key: str, **given: object) -> str:
        """A sentence of the table with its places filled in. Braces inside what is filled in stay as they are."""
        return str(self.table[section][key]).format(**given)

    def counted(self, section: str, key: str, number: int, **given: object) -> str:
        """As `say`, in the wording for one where there is one: "There is one entry." beside "There are two entries"."""
        return self.say(section, f"{key}_one" if number == 1 and self.has(section, f"{key}_one") else key, **given)

    def has(self, section: str, key: str) -> bool:
        return key in self.table[section]

    def month(self, day: date, as_of: date) -> str:
        """The month by its name; with the year when it is not the year of the judgement."""
        name: str = self.table["months"][day.month - 1]
        return name if day.year == as_of.year else str(self.table["month_year"]).format(month=name, year=day.year)

    def day(self, day: date) -> str:
        return str(self.table["day"]).format(day=day.day, month=self.table["months"][day.month - 1])

    def short_day(self, day: date) -> str:
        """Day and the first three letters of the month: "11 Sep"."""
        return f"{day.day} {self.table['months'][day.month - 1][:3]}"

    def count(self, number: int, of: str = "") -> str:
        """Up to twelve in words, then in figures. A one that stands alone takes the form of what is counted (`of`: things, days)."""
        names: Sequence[str] = self.table["numbers"]
        if number == 1 and of:
            return str(self.table["one_of"][of])
        return names[number] if 0 <= number < len(names) else str(number)

    def pair(self, part: int, whole: int, of: str) -> tuple[str, str]:
        """Two numbers that belong together, the first a part of the second: both in words or both in figures."""
        in_words = max(part, whole) < len(self.table["numbers"])
        return (self.count(part, of), self.count(whole)) if in_words else (str(part), str(whole))

    def listed(self, words: Sequence[str]) -> str:
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {self.table['and']} {words[-1]}"

    def amount(self, value: Quantity, unit: str) -> str:
        """A number with its unit, "five a week"; empty for a unit that is not told to clients."""
        if unit not in self.table["units"]:
            return ""
        if isinstance(value, tuple):
            low, high = (self._number(one) for one in value)
            return self.say("units", unit, amount=str(self.table["range"]).format(low=low, high=high))
        return self.say("units", unit, amount=self._number(value))

    def _number(self, value: float) -> str:
        return self.count(int(value)) if value == int(value) else f"{value:g}"


@cache
def client_words(language: str) -> ClientWords:
    """The words of a language ("en", "es"). Any other is refused (UnknownLanguage)."""
    if language not in LANGUAGES:
        raise UnknownLanguage(f"found the language {language!r}, expected one of: {', '.join(LANGUAGES)}")
    text = (files("fullarc.narrative") / f"client_words.{language}.toml").read_text(encoding="utf-8")
    return ClientWords(language, tomllib.loads(text))


@cache
def _subjects() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("fullarc.narrative") / "client_subjects.toml").read_text(encoding="utf-8"))


def subject_of_measure(measure: str) -> str:
    """The subject under which a measure's answers are told; "" for a measure without one."""
    return _subjects()["measures"].get(measure, "")


def subject_of_indicator(indicator: str) -> str:
    """The subject under which a finding is told; "" for what is not told to clients."""
    return _subjects()["indicators"].get(indicator, "")
