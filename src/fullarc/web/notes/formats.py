"""The formats a note can be written in: which sections, in which order. The text that is read and signed is made of them here."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteFormat:
    """`sections` are (key, heading); the free format has one section without a heading."""

    key: str
    name: str
    sections: tuple[tuple[str, str], ...]


FREE = NoteFormat("free", "Plain text", (("text", ""),))
SOAP = NoteFormat(
    "soap", "SOAP", (("subjective", "Subjective"), ("objective", "Objective"), ("assessment", "Assessment"), ("plan", "Plan"))
)
DAP = NoteFormat("dap", "DAP", (("data", "Data"), ("assessment", "Assessment"), ("plan", "Plan")))
BIRP = NoteFormat("birp", "BIRP", (("behavior", "Behavior"), ("intervention", "Intervention"), ("response", "Response"), ("plan", "Plan")))
FORMATS = {each.key: each for each in (SOAP, DAP, BIRP, FREE)}


def text_of(format_key: str, parts: Mapping[str, str]) -> str:
    """The note as one text, headings on lines of their own; sections left empty are left out.

    Refused (KeyError) for a format that does not exist. The result depends on nothing but the arguments: offsets of findings point into it.
    """
    written = [(heading, (parts.get(key) or "").replace("\r\n", "\n").strip("\n")) for key, heading in FORMATS[format_key].sections]
    return "\n\n".join(f"{heading}:\n{text}" if heading else text for heading, text in written if text.strip())


def plan_of(format_key: str, parts: Mapping[str, str]) -> str:
    """What was planned, where the format has a section for it."""
    return (parts.get("plan") or "").strip() if format_key != FREE.key else ""


# Where a section goes when the other format has no section of that name; the first that the format has is taken.
NEAREST = {
    "subjective": ("data", "behavior"),
    "objective": ("data", "behavior"),
    "data": ("subjective", "behavior"),
    "behavior": ("subjective", "data"),
    "intervention": ("objective", "data"),
    "response": ("assessment", "data"),
    "assessment": ("response", "data"),
    "text": ("subjective", "data", "behavior"),
}


def recast(parts: Mapping[str, str], from_key: str, to_key: str) -> dict[str, str]:
    """The parts of a note in another format. Nothing is lost: a section that the other format lacks is added to the nearest one."""
    if to_key == FREE.key:
        return {"text": text_of(from_key, parts)}
    there = [key for key, _ in FORMATS[to_key].sections]
    out: dict[str, str] = {}
    for key, _ in FORMATS[from_key].sections:
        text = (parts.get(key) or "").strip("\n")
        if text.strip():
            target = key if key in there else next(near for near in NEAREST[key] if near in there)
            out[target] = f"{out[target]}\n\n{text}" if target in out else text
    return out
