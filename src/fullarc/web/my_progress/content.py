"""What is released: sentences and the numbers of the pictures, in every language, as plain values that never change afterwards."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fullarc.charts.client_lines import ClientLine, client_bars, client_line
from fullarc.charts.month import Pinned
from fullarc.course.assessment import CourseAssessment
from fullarc.narrative.advice_once import texts_with_advice_once
from fullarc.narrative.client_sentence import Part
from fullarc.narrative.client_series import client_counts, client_series
from fullarc.narrative.client_words import LANGUAGES, client_words
from fullarc.narrative.for_client import rests_on, story_for_client

Content = dict[str, Any]
OWN_ENTRIES = frozenset({"log", "skills", "faced", "memory", "homework"})  # beginnings of the keys of what the client alone wrote down
SHORT = 18  # characters of own words that fit into a picture


def content_of(seen: CourseAssessment) -> Content:
    """Everything that a client could be shown of a course."""
    return {language: _in_language(seen, language) for language in LANGUAGES}


def _in_language(seen: CourseAssessment, language: str) -> Content:
    words = client_words(language)
    return {
        "sentences": [
            {
                "key": one.key,
                "part": one.part.value,
                "text": one.text,
                "quote": one.quote,
                "support": one.support,
                "rests": list(rests_on(one, language)),
            }
            for one in story_for_client(seen, language).sentences
        ],
        "series": [
            {
                "key": one.key,
                "name": one.name,
                "points": [[day.isoformat(), value, said] for day, value, said in one.points],
                "low": one.low,
                "high": one.high,
                "top": one.top,
                "bottom": one.bottom,
                "label": one.label,
                "missing": [day.isoformat() for day in one.missing],
            }
            for one in client_series(seen, words)
        ],
        "counts": [
            {"key": one.key, "name": one.name, "months": [[day.isoformat(), value] for day, value in one.months]}
            for one in client_counts(seen, words)
        ],
    }


def fingerprint(content: Content, *, risk_open: bool) -> str:
    """The same for the same content while a risk stands open or none does: what was looked at is what is released."""
    return hashlib.sha256(json.dumps([content, risk_open], sort_keys=True).encode()).hexdigest()


def keys_of(content: Content) -> list[str]:
    return [one["key"] for one in content["en"]["sentences"]]


def without(content: Content, left_out: set[str]) -> Content:
    """The content without some sentences; a picture goes with its sentence."""
    kept = {}
    for language, told in content.items():
        sentences = [one for one in told["sentences"] if one["key"] not in left_out]
        there = {one["key"] for one in sentences}
        counted = any(key.startswith("notes:") for key in there)
        kept[language] = {
            "sentences": sentences,
            "series": [one for one in told["series"] if one["key"] in there],
            "counts": told["counts"] if counted else [],
        }
    return kept


def for_guardian(content: Content, scopes: frozenset[str]) -> Content:
    """The content without what rests on the client's own diary, logs and tasks: a guardian reads none of them, and goals only with that
    scope."""
    closed = OWN_ENTRIES if "goals" in scopes else OWN_ENTRIES | {"goal"}
    return without(content, {key for key in keys_of(content) if key.partition(":")[0] in closed})


def what_changed(shown: Content, now: Content) -> Mapping[str, str]:
    """By key the sentences of today that are "new", or "changed" against what is shown: their words or their part."""
    before = {one["key"]: (one["part"], one["text"]) for one in shown["en"]["sentences"]}
    words = {one["key"]: (one["part"], one["text"]) for one in now["en"]["sentences"]}
    return {key: "changed" if key in before else "new" for key, said in words.items() if before.get(key) != said}


def no_longer_so(shown: Content, now: Content) -> frozenset[str]:
    """The keys of what is shown and would be told otherwise today, or not at all. What the client has done stays done."""
    changed = what_changed(shown, now)
    there = set(keys_of(now))
    told = [one for one in shown["en"]["sentences"] if one["part"] not in (Part.DONE, Part.NOT_YET)]
    return frozenset(one["key"] for one in told if one["key"] in changed or one["key"] not in there)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`was_so` is the day on which it was so, of a sentence that newer data tell otherwise."""

    key: str
    part: str
    text: str
    quote: str
    support: str
    rests: tuple[str, ...]
    was_so: date | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its name, its drawing and the sentences that belong to it."""

    key: str
    name: str
    svg: str
    sentences: tuple[Sentence, ...]
    table: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The page: what to begin with, the pictures, then the rest part by part."""

    gain: Sentence | None
    pictures: tuple[Picture, ...]
    parts: tuple[tuple[str, str, tuple[Sentence, ...]], ...]  # key, title, sentences

    @property
    def is_empty(self) -> bool:
        return self.gain is None and not self.pictures and not self.parts


def told(
    content: Content,
    language: str,
    notes: list[tuple[date, str]],
    *,
    opens: str = "",
    past: Collection[str] = (),
    as_of: date | None = None,
) -> Told:
    """The page of a content in a language. `notes` are the client's own words at a day; `opens` is the address that a point opens.

    `past` are the keys of sentences that newer data tell otherwise: they are told as what was so on `as_of`, and none begins the page.
    """
    words, mine = client_words(language), content[language]
    gain, rest = _in_order(mine, language, dict.fromkeys(past, as_of))
    pins = [Pinned(day, f"{words.short_day(day)}, {text}" if len(text) <= SHORT else words.say("charts", "note", day=words.short_day(day)))
            for day, text in notes]  # fmt: skip
    pictures = [_bars(one, language) for one in mine["counts"]]
    drawn = {one["key"] for one in mine["series"]}
    pictures += [_line(one, [s for s in rest if s.key == one["key"]], language, pins, opens) for one in mine["series"]]
    left = [one for one in rest if one.key not in drawn]
    parts = [(part.value, words.say("parts", part), tuple(one for one in left if one.part == part)) for part in Part]
    return Told(gain, tuple(pictures), tuple(part for part in parts if part[2]))


def _in_order(mine: Content, language: str, was_so: Mapping[str, date | None]) -> tuple[Sentence | None, list[Sentence]]:
    """What to begin with and the rest, in the order of the page: what has a picture stands before what has none."""
    sentences = [Sentence(**{**one, "rests": tuple(one["rests"])}, was_so=was_so.get(one["key"])) for one in mine["sentences"]]
    gain = next((one for one in sentences if one.part == Part.BETTER and one.was_so is None), None)
    drawn = [one["key"] for one in mine["series"]]
    ordered = sorted(sentences, key=lambda one: (one is not gain, drawn.index(one.key) if one.key in drawn else len(drawn)))
    texts = texts_with_advice_once([one.text for one in ordered], language)
    told = [replace(one, text=text) for one, text in zip(ordered, texts, strict=True)]
    return (told[0], told[1:]) if gain else (None, told)


def _line(one: Content, sentences: list[Sentence], language: str, pins: list[Pinned], opens: str) -> Picture:
    points = tuple((date.fromisoformat(day), value, said) for day, value, said in one["points"])
    line = ClientLine(
        name=one["name"],
        points=points,
        low=one["low"],
        high=one["high"],
        top=one["top"],
        bottom=one["bottom"],
        label=one["label"],
        missing=tuple(date.fromisoformat(day) for day in one["missing"]),
    )
    svg = client_line(line, client_words(language).table["months"], pins, opens=opens)
    table = tuple((day, value) for day, _, value in (said.partition(": ") for _, _, said in points))
    return Picture(one["key"], one["name"], svg, tuple(sentences), table)


def _bars(one: Content, language: str) -> Picture:
    months = client_words(language).table["months"]
    bars = [(months[date.fromisoformat(day).month - 1][:3], value) for day, value in one["months"]]
    said = ", ".join(f"{name} {value:g}" for name, value in bars if value is not None)
    table = tuple((name, "" if value is None else f"{value:g}") for name, value in bars)
    return Picture(one["key"], one["name"], client_bars(bars, f"{one['name']}: {said}"), (), table)
