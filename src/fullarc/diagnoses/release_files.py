"""The ICD-10-CM release that the package simple-icd-10-cm keeps: which codes there are, and each chapter with its wordings.

The package's own module reads the whole classification when it is imported (two seconds, 190 MB). Here its files are read, a chapter
when it is first needed: the one on mental disorders takes some milliseconds. The code set is in the public domain (US government).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from fullarc.diagnoses.code import Code

PACKAGE, LIST, TABULAR = "simple_icd_10_cm", "code-list-*.txt", "icd10c-tabular-*.xml"
_CHAPTER = re.compile(rb"<chapter>.*?</chapter>", re.DOTALL)
_NUMBER = re.compile(rb"<name>(\d+)</name>")
_SEVENTH = 7  # characters of a code that tells which encounter it was


class NoCodeBook(RuntimeError):
    """The files with the codes are not where they should be."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The codes of a chapter in its order. `seventh` has, by category, what the seventh character means."""

    codes: tuple[Code, ...]
    seventh: dict[str, dict[str, str]]


def _file(pattern: str) -> Path:
    found = find_spec(PACKAGE)
    places = list(found.submodule_search_locations or ()) if found else []
    files = sorted(file for place in places for file in (Path(place) / "data").glob(pattern))
    if not files:
        raise NoCodeBook(f"Found no file {pattern} in the package {PACKAGE}; expected its ICD-10-CM data. Run ./run setup again.")
    return files[-1]


@cache
def release() -> str:
    """The release as its file is named, such as "April 2026"."""
    return _file(LIST).stem.removeprefix("code-list-").replace("-", " ")


@cache
def all_codes() -> frozenset[str]:
    """Every code of the release without its dot, those with a seventh character too; chapters and blocks are left out."""
    return frozenset(line for line in _file(LIST).read_text(encoding="utf-8").split() if not line.isdigit() and "-" not in line)


@cache
def _chapters() -> dict[int, bytes]:
    texts = [found.group() for found in _CHAPTER.finditer(_file(TABULAR).read_bytes())]
    return {int(number.group(1)): text for text in texts if (number := _NUMBER.search(text))}


def chapter_numbers() -> tuple[int, ...]:
    return tuple(_chapters())


@cache
def chapter(number: int) -> Chapter:
    """One chapter, read when it is first asked for. Chapter 5 is the one on mental and behavioural disorders."""
    root = ElementTree.fromstring(_chapters()[number])  # noqa: S314 - a file of an installed package, nothing that was sent
    seventh: dict[str, dict[str, str]] = {}
    codes = [code for diag in root.iterfind("section/diag") for code in _below(diag, {}, seventh)]
    return Chapter(tuple(codes), seventh)


def _below(diag: ElementTree.Element, inherited: dict[str, str], seventh: dict[str, dict[str, str]]) -> Iterator[Code]:
    """A code and the codes below it."""
    name, wording = diag.findtext("name", "").strip(), diag.findtext("desc", "").strip()
    own = {each.get("char", ""): (each.text or "").strip() for each in diag.iterfind("sevenChrDef/extension")} or inherited
    terms = tuple(text for note in diag.iterfind("inclusionTerm/note") if (text := (note.text or "").strip()))
    finer = diag.findall("diag")
    if own:
        seventh[name] = own
    yield Code(name, wording, terms, specific=not finer and not own)
    for each in finer:
        yield from _below(each, own, seventh)


def without_dot(code: str) -> str:
    return code.replace(".", "")


def with_seventh(code: str) -> bool:
    return len(without_dot(code)) == _SEVENTH
