"""A value of a FHIR file with its path: whoever asks it for something that is not of the expected shape is refused with the place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from fullarc.exchange.fhir.elements import OWN, Json
from fullarc.exchange.fhir.json_reading import FhirRefused, number, refused

DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?")
LONGEST = 200_000  # characters of a text


@dataclass(frozen=True, slots=True)
class Here:
    """An object of the file and its path (FHIRPath, counted from 0: entry[3].resource)."""

    data: Json
    path: str

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def refuse(self, key: str, sentence: str) -> FhirRefused:
        return refused(self.at(key), sentence)

    def text(self, key: str, longest: int = LONGEST) -> str:
        """A text, as it stands; empty when there is none."""
        value = self.data.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.refuse(key, "found something that is not a text; write it as one")
        if len(value) > longest:
            raise self.refuse(key, f"found {len(value)} characters, expected at most {longest}; shorten it")
        if "\x00" in value:
            raise self.refuse(key, "found a NUL character; take it out")
        return value

    def part(self, key: str) -> "Here | None":
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.refuse(key, "found something that is not an object; write it as FHIR has it")
        return Here(value, self.at(key))

    def parts(self, key: str) -> "Iterator[Here]":
        value = self.data.get(key)
        if value is None:
            return
        if not isinstance(value, list):
            raise self.refuse(key, "found a single value, expected a list")
        for place, each in enumerate(value):
            if not isinstance(each, dict):
                raise refused(f"{self.at(key)}[{place}]", "found a plain value, expected an object")
            yield Here(each, f"{self.at(key)}[{place}]")

    def day(self, key: str) -> date | None:
        """The day of a date or dateTime, by the clock of whoever wrote it. Refused: a year or month alone, which is no day."""
        found = self.text(key)
        if not found:
            return None
        made = DAY.fullmatch(found)
        try:
            if made is None:
                raise ValueError
            return date(int(made[1]), int(made[2]), int(made[3]))
        except ValueError:
            raise self.refuse(key, "found something that is not a whole day (such as 2024-03-14); give one") from None

    def clock(self, key: str) -> time | None:
        """The time of day of a dateTime, by the clock of whoever wrote it."""
        made = DAY.fullmatch(self.text(key))
        if made is None or made[4] is None:
            return None
        try:
            return time(int(made[4]), int(made[5]))
        except ValueError:
            raise self.refuse(key, "found a time that no clock shows; give hours and minutes") from None

    def moment(self, key: str) -> datetime | None:
        """An instant with its offset. Refused: without an offset."""
        found = self.text(key)
        if not found:
            return None
        try:
            made = datetime.fromisoformat(found)
        except ValueError:
            made = None
        if made is None or made.tzinfo is None or not 1900 < made.year < 9000:
            raise self.refuse(key, "found something that is not an instant with an offset (such as 2024-03-14T10:00:00Z); give one")
        return made

    def number(self, key: str) -> float | None:
        value = self.data.get(key)
        if value is None:
            return None
        found = number(value)
        if found is None:
            raise self.refuse(key, "found something that is not a number; give one")
        return found

    def whole(self, key: str, low: int, high: int) -> int | None:
        found = self.number(key)
        if found is None:
            return None
        if found != int(found) or not low <= found <= high:
            raise self.refuse(key, f"found something that is not a whole number from {low} to {high}; correct it")
        return int(found)

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        found = self.text(key)
        if found and found not in allowed:
            raise self.refuse(key, f"found a code that is not among: {', '.join(allowed)}")
        return found

    def code(self, key: str, *systems: str) -> str:
        """The first code of a CodeableConcept in one of these systems; empty when there is none."""
        concept = self.part(key)
        return next((each.text("code") for each in concept.codings(*systems)), "") if concept else ""

    def codings(self, *systems: str) -> "Iterator[Here]":
        return (each for each in self.parts("coding") if each.text("system").rstrip("/") in systems)

    def refers_to(self, key: str) -> str:
        """The id at the end of a reference; empty when there is none."""
        held = self.part(key)
        return id_in(held.text("reference")) if held else ""

    def own(self, name: str) -> "Here | None":
        """Our extension of this name."""
        return next(iter(self.owns(name)), None)

    def owns(self, name: str) -> "Iterator[Here]":
        return (each for each in self.parts("extension") if each.data.get("url") == f"{OWN}{name}")

    def own_text(self, name: str) -> str:
        """The text or code of our extension of this name."""
        held = self.own(name)
        return (held.text("valueString") or held.text("valueCode")) if held else ""

    def named(self, name: str) -> "Here | None":
        """The part of this name, within an extension that is made of parts."""
        return next((each for each in self.parts("extension") if each.data.get("url") == name), None)


def id_in(named: str) -> str:
    """The id in a reference: Patient/12, urn:uuid:…, https://…/Patient/12/_history/3."""
    return named.partition("/_history/")[0].removeprefix("urn:uuid:").rpartition("/")[2]
