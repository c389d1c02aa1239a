"""A text without what points to a person: names known to the record, dates, places, numbers. Codes of diagnoses and scores stay.

What is found is a list of rules and of names that somebody entered, not a guarantee: a story can point to a person without any name.
Whoever passes a text on reads it first.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from fullarc.course.days import listed
from fullarc.exchange.deidentification.days_in_text import Said, WrittenDay, written_days
from fullarc.exchange.deidentification.known_names import PEOPLE, Known, Names, names_of

OLDEST = 89
TENS = "ninety"
UNITS = "one|two|three|four|five|six|seven|eight|nine"
OLD = rf"(?:9\d|1[01]\d|12\d|{TENS}(?:[-\s](?:{UNITS}))?|(?:a|one) hundred(?: and (?:{UNITS}|ten))?)"
AGES = tuple(
    re.compile(form, re.I)
    for form in (
        rf"\b{OLD}(?=[\s-]*(?:years?|yrs?)[\s-]*(?:old|of\s+age)\b|[\s-]*y/?o\b|[\s-]year[\s-]olds?\b)",
        rf"(?<=\baged ){OLD}\b|(?<=\bage ){OLD}\b|(?<=\bage: ){OLD}\b|(?<=\bage of ){OLD}\b",
        rf"(?<=\bturned ){OLD}\b|(?<=\bturning ){OLD}\b|(?<=\bturns ){OLD}\b|(?<=\bnow ){OLD}(?=\s*(?:[,.;]|and\b))",
        rf"\b(?:9\d|1[01]\d)th(?=\s+birthday)|\b{TENS}(?:[-\s](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))?(?=\s+birthday)",
        r"\b(?:ninetieth|hundredth)(?=\s+birthday)",
    )
)
BORN = re.compile(r"\b(?:born(?:\s+in)?|dob|year of birth|birth year)[\s:]+((?:18|19|20)\d\d)\b", re.I)
MAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,80}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63})+", re.I)
WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”)]+|(?<![\w-])[\w-]{1,63}\.(?:com|org|net|info|edu|gov|io|co\.uk|de|fr|fi|se|no|dk|nl)\b(?:/\S*)?", re.I
)
HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{2,}")
ADDRESS = re.compile(
    r"\b\d{1,5}[a-z]?\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w'’.-]*\s+){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl"
    r"|Terrace|Square|Sq|Close|Crescent|Parkway|Pkwy|Highway|Hwy|Row)\b\.?(?:,?\s*(?:Apt|Apartment|Unit|Flat|Suite|Ste|#)\.?\s*\w+)?"
    r"|\b[A-ZÄÖÅ][\wäöåß-]*(?:straße|strasse|gatan|gade|katu|weg|platz|vägen)\s+\d{1,4}[a-z]?\b"
    r"|\bP\.?\s?O\.?\s+Box\s+\d+"
)
POSTCODE = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\s+\d{5}(?:-\d{4})?\b"
    r"|\b(?:zip|postcode|postal code)[\s:]+[A-Z\d][A-Z\d -]{2,8}[A-Z\d]\b|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"
)
TIMES = re.compile(r"\d{1,2}[.:]\d\d\s*[-–]\s*\d{1,2}[.:]\d\d")
PHONE = re.compile(
    r"(?<![\w.])(?:\+|00)\d{1,3}(?:[\s.\-/]?\(?\d{1,4}\)?){2,6}(?!\w)|(?<![\w.])\(?0\d{1,4}\)?(?:[\s.\-/]?\d{2,4}){2,5}(?!\w)"
    r"|(?<![\w.])\(?\d{3}\)?[\s.\-]?\d{3}[\s.\-]\d{4}(?!\w)|(?<![\w.])\d{3}[\s.\-]\d{4}(?![\w.])"
    r"|(?<=\bcell )\d[\d\s.\-]{4,}\d|(?<=\bphone )\d[\d\s.\-]{4,}\d|(?<=\bcall )\d[\d\s.\-]{4,}\d|(?<=\bmobile )\d[\d\s.\-]{4,}\d"
)
NUMBERS = re.compile(
    r"(?i:\b(?:mrn|ssn|record|case|claim|policy|member|insurance|licen[cs]e|passport|account|acct|id|no|number|room)\b\.?\s*(?:no\.?|number|id|#)?[\s:#]*)"
    r"(?P<number>(?=[\w-]*\d{3})[\w-]{3,}\b)|\b\d{3}-\d{2}-\d{4}\b|(?<![\w.])\d{6,}(?!\w)|\b[A-Z]{1,5}-?\d{4,}\b|\b[A-Z]{1,4}-\d{3,}\b"
    r"|\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[A-Z]{2}\d{2}(?:\s?\d{4}){3,}\s?\d{0,4}\b"
)
MEASURES_WITH_NUMBERS = re.compile(r"(?i)\b(?:whoqol|scl|mmpi|icd|dsm|cpt)[-\s]?\d+")
KINDS = {
    "name": "names",
    "place": "places",
    "date": "dates",
    "age": "ages",
    "contact": "contacts",
    "address": "addresses",
    "number": "numbers",
}
KIND_OF_KNOWN = {
    Known.PLACE: "place",
    Known.EMPLOYER: "place",
    Known.ADDRESS: "address",
    Known.CONTACT: "contact",
    Known.NUMBER: "number",
} | dict.fromkeys(PEOPLE, "name")


@dataclass(frozen=True, slots=True)
class Removed:
    """How much was removed of each kind; never what."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Removed") -> "Removed":
        return Removed(dict(Counter(self.counts) + Counter(other.counts)))

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def in_words(self) -> str:
        """ "4 names, 2 dates and 1 number", or that nothing was found."""
        said = [f"{n} {kind if n == 1 else KINDS[kind]}" for kind in KINDS if (n := self.counts.get(kind, 0))]
        return listed(said) if said else "nothing"


@dataclass(frozen=True, slots=True)
class Deidentified:
    text: str
    removed: Removed


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: str
    instead: str


@dataclass(frozen=True, slots=True)
class Deidentifier:
    """Scrubs the texts of one record. Made once by `deidentifier`, it may be used for any number of texts."""

    names: Names
    said: Said
    day_first: bool | None = None

    def scrub(self, text: str, *, written: date | None = None) -> Deidentified:
        """The text without what points to a person, and how much of each kind was removed.

        `written` is the day of the text: a date without a year is read as that nearest to it. Codes of diagnoses (F41.1), scores, ratings
        (7/10), times of day and years are left.
        """
        found = [_Found(start, end, KIND_OF_KNOWN[kind], kind.value) for start, end, kind in self.names.found(text)]
        found += [_Found(d.start, d.end, "date", self.said(d)) for d in written_days(text, near=written, day_first=self.day_first)]
        kept = [match.span() for form in (TIMES, MEASURES_WITH_NUMBERS) for match in form.finditer(text)]
        found += [one for one in _by_shape(text, written) if not any(start <= one.start and one.end <= end for start, end in kept)]
        return _replaced(text, found)

    def day(self, day: date) -> str:
        """A day that stands in a column of its own, told the way days in texts are."""
        return self.said(WrittenDay(0, 0, day))


def deidentifier(known: Mapping[Known, Iterable[str]], said: Said, *, day_first: bool | None = None) -> Deidentifier:
    """`known` are the terms of the record by kind; `said` tells what stands for a day: `weeks_of_care(began)` or `moved_by(days)`."""
    return Deidentifier(names_of(known), said, day_first)


def _by_shape(text: str, written: date | None) -> Iterable[_Found]:
    yield from _all(text, "contact", "[e-mail]", MAIL)
    yield from _all(text, "contact", "[web address]", WEB)
    yield from _all(text, "contact", "[account]", HANDLE)
    yield from _all(text, "address", "[address]", ADDRESS)
    yield from _all(text, "address", "[address]", POSTCODE)
    yield from _all(text, "number", "[number]", NUMBERS, "number")
    yield from _all(text, "contact", "[phone]", PHONE)
    for form in AGES:
        yield from _all(text, "age", "90 or older", form)
    for match in BORN.finditer(text):
        if written is None or int(match[1]) <= written.year - OLDEST:
            yield _Found(*match.span(1), "age", "[year]")


def _all(text: str, kind: str, instead: str, form: re.Pattern[str], group: str = "") -> Iterable[_Found]:
    for match in form.finditer(text):
        start, end = match.span(group) if group and match[group] is not None else match.span()
        yield _Found(start, end, kind, instead)


def _replaced(text: str, found: Iterable[_Found]) -> Deidentified:
    """Stretches that overlap are one, replaced as the longest of them says; every character of all of them goes."""
    joined: list[tuple[_Found, int]] = []  # what it is replaced as, and where the joined stretch ends
    out, at, counts = [], 0, Counter[str]()
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if joined and one.start < joined[-1][1]:
            said, end = joined[-1]
            longer = one if one.end - one.start > said.end - said.start else said
            joined[-1] = (_Found(min(said.start, one.start), longer.end, longer.kind, longer.instead), max(end, one.end))
        else:
            joined.append((one, one.end))
    for said, end in joined:
        out += [text[at : said.start], said.instead]
        counts[said.kind] += 1
        at = end
    return Deidentified("".join([*out, text[at:]]), Removed(dict(counts)))
