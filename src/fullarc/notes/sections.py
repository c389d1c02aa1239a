"""Notes that were written in the sections of a format (SOAP, DAP, BIRP) before there were typed parts, and plain prose.

Signed ones stay as they were signed: `text_of` gives the very text that their hash was made of. In other formats they are shown by what
each of their sections is made of, and what they cannot tell apart is said.
"""

from collections.abc import Mapping

from fullarc.notes.parts import BY_KEY, ORDER, PARTS, PROSE, clean, text_of_parts, written
from fullarc.reading.finding import Section
from fullarc.reading.text.passages import sentences
from fullarc.reading.text.plain_text import PlainText

TYPED = "parts"
FREE = "free"
SECTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    FREE: ((PROSE, ""),),
    "soap": (("subjective", "Subjective"), ("objective", "Objective"), ("assessment", "Assessment"), ("plan", "Plan")),
    "dap": (("data", "Data"), ("assessment", "Assessment"), ("plan", "Plan")),
    "birp": (("behavior", "Behavior"), ("intervention", "Intervention"), ("response", "Response"), ("plan", "Plan")),
}
WRITTEN_AS = {TYPED: "Typed parts", FREE: "Plain prose", "soap": "SOAP", "dap": "DAP", "birp": "BIRP"}

# The typed part that a section of these formats mostly holds, and what it holds without telling it apart.
MOSTLY = {"subjective": "client_report", "objective": "observation", "data": "client_report", "behavior": "observation"}
HOLDS_TOO = {
    "objective": ("measures", "intervention", "response"),
    "data": ("observation", "measures", "intervention", "response"),
    "behavior": ("client_report", "measures"),
}
SECTION_NAMES = {key: heading for sections in SECTIONS.values() for key, heading in sections if heading}
# Where the reader's headings lead, for prose that has headings of its own.
OF_HEADING = {
    Section.SUBJECTIVE: "client_report",
    Section.DATA: "client_report",
    Section.HISTORY: "client_report",
    Section.BEHAVIOR: "observation",
    Section.OBJECTIVE: "observation",
    Section.INTERVENTION: "intervention",
    Section.RESPONSE: "response",
    Section.GOAL: "progress",
    Section.ASSESSMENT: "assessment",
    Section.PLAN: "plan",
}
NAMED = {words.casefold(): part.key for part in PARTS for words in (part.heading, part.name)}


def text_of(stored_as: str, parts: Mapping[str, str]) -> str:
    """The note as one text; `stored_as` is "parts", "free" or the format of an older note. Refused (KeyError): any other word.

    The result depends on nothing but the arguments: hashes are made of it and findings point into it.
    """
    if stored_as == TYPED:
        return text_of_parts(parts)
    told = [(heading, (parts.get(key) or "").replace("\r\n", "\n").strip("\n")) for key, heading in SECTIONS[stored_as]]
    return "\n\n".join(f"{heading}:\n{text}" if heading else text for heading, text in told if text.strip())


def headings_as_written(stored_as: str) -> tuple[str, ...]:
    """The headings that stand in the text of a note of this format, as `text_of` puts them."""
    return tuple(part.heading for part in PARTS) if stored_as == TYPED else tuple(heading for _, heading in SECTIONS[stored_as] if heading)


def as_prose(parts: Mapping[str, str]) -> dict[str, str]:
    """Any parts as prose; headings stay in it as lines of their own."""
    prose, rest = clean(parts.get(PROSE) or ""), {key: text for key, text in parts.items() if key != PROSE}
    told = text_of_parts(as_parts(rest))
    return {PROSE: "\n\n".join(text for text in (prose, told) if text.strip())}


def as_parts(parts: Mapping[str, str]) -> dict[str, str]:
    """Any parts as typed ones. No word is lost: a section goes to the part that it mostly holds, prose is cut at its headings."""
    out: dict[str, str] = {}
    for key, text in written(parts).items():
        if key == PROSE:
            for part, words in cut_at_headings(text).items():
                add(out, part, words)
        elif part := key if key in BY_KEY else MOSTLY.get(key, ""):
            add(out, part, text)
    return {key: out[key] for key in sorted(out, key=ORDER.__getitem__)}


def add(out: dict[str, str], key: str, text: str) -> None:
    out[key] = f"{out[key]}\n\n{text}" if key in out else text


def cut_at_headings(prose: str) -> dict[str, str]:
    """Prose as typed parts, by the headings that the reader knows ("Plan:", "S:", "Response:"); what stands below none is client report.

    A heading whose part is named after it goes; every other heading stays with its text, because it says more than the part does.
    """
    out: dict[str, str] = {}
    part, heading, end = "client_report", "", 0
    for sentence in sentences(PlainText.of(prose)):
        words, between = prose[sentence.start : sentence.end], prose[end : sentence.start]
        end = sentence.end
        if sentence.section is Section.NONE and is_heading(words):
            if heading:
                add(out, part, heading)
            heading = words
            continue
        named = heading.strip(" \t:#*_–—-").casefold()
        here = NAMED.get(named) or (part if not heading and out else OF_HEADING.get(sentence.section, "client_report"))
        if heading:
            kept = "" if named in says_no_more(here, sentence.section) else f"{heading}\n"
            add(out, here, kept + words)
            part, heading = here, ""
        elif here == part and here in out:
            out[here] += ("\n\n" if between.count("\n") > 1 else "\n" if "\n" in between else " ") + words
        else:
            add(out, here, words)
            part = here
    if heading:
        add(out, part, heading)
    return out


def says_no_more(part: str, section: Section) -> tuple[str, ...]:
    """The headings that say no more than the part's own."""
    return part.replace("_", " "), BY_KEY[part].heading.casefold(), str(section), str(section)[:1]


def is_heading(words: str) -> bool:
    return len(words) < 60 and (words.rstrip(" \t*_").endswith((":", "–", "—")) or words.strip().casefold() in NAMED)
