"""Note templates: a text with fields for each part. Those for eight modalities are shipped as data; a practice edits them or adds more."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from fullarc.notes.parts import BY_KEY, ORDER, written

LONGEST_PART = 4000


class TemplateRefused(ValueError):
    """A template cannot be used. The message says what was found and what to do."""


@dataclass(frozen=True, slots=True)
class Template:
    """`modality` is the school as people write it; `parts` are the texts by part, with fields in braces."""

    key: str
    name: str
    modality: str
    parts: Mapping[str, str]


def template(key: str, name: str, modality: str, parts: Mapping[str, str]) -> Template:
    """Refused (TemplateRefused): no name, no text, a part that does not exist or is too long."""
    if not name.strip():
        raise TemplateRefused("The template has no name. Give it one.")
    if unknown := [part for part in parts if part not in BY_KEY]:
        raise TemplateRefused(f"Found a part that does not exist ({unknown[0][:40]}). Parts are {', '.join(BY_KEY)}.")
    kept = written(parts)
    if not kept:
        raise TemplateRefused("The template has no text. Write at least one part.")
    if any(len(text) > LONGEST_PART for text in kept.values()):
        raise TemplateRefused(f"A part of a template has at most {LONGEST_PART} signs. Shorten the longest one.")
    return Template(key, name.strip(), modality.strip(), MappingProxyType(kept))


@cache
def shipped() -> tuple[Template, ...]:
    """The templates that come with Fullarc, in the order of their modality's name. A broken file is refused, named."""
    found = []
    for file in files("fullarc.notes").joinpath("modality_templates").iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            try:
                found.append(template(file.name.removesuffix(".toml"), table["name"], table["modality"], table["parts"]))
            except (KeyError, TemplateRefused) as wrong:
                raise TemplateRefused(f"{file.name}: {wrong}") from wrong
    return tuple(sorted(found, key=lambda each: each.modality.casefold()))


def fitting(modality: str, among: Iterable[Template]) -> Template | None:
    """The template whose modality a course of care names, if one does ("CBT with exposure" names CBT)."""
    words = modality.casefold()
    return next((each for each in among if each.modality and each.modality.casefold() in words), None)


def put_in(parts: Mapping[str, str], chosen: Template) -> dict[str, str]:
    """The template's text in every part where nothing stands yet; what is written stays as it is."""
    kept = written(parts)
    both = {**chosen.parts, **kept}
    return {key: both[key] for key in sorted(both, key=lambda key: ORDER.get(key, len(ORDER)))}
