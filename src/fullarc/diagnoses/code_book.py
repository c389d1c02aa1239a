"""Looking codes up: what a code means, and which codes come nearest to one that does not exist."""

from bisect import bisect_left
from difflib import SequenceMatcher
from functools import cache

from fullarc.diagnoses.code import SHAPE, Code, UnknownCode, written
from fullarc.diagnoses.release_files import all_codes, chapter, chapter_numbers, release, with_seventh, without_dot

USUAL = (5, 18, 21, 6)  # mental disorders; symptoms; factors influencing health; nervous system, where sleep stands
FIRST_CODES = (  # the first category of each chapter, in order of the alphabet
    ("A00", 1), ("C00", 2), ("D50", 3), ("E00", 4), ("F01", 5), ("G00", 6), ("H00", 7), ("H60", 8), ("I00", 9), ("J00", 10), ("K00", 11),
    ("L00", 12), ("M00", 13), ("N00", 14), ("O00", 15), ("P00", 16), ("Q00", 17), ("R00", 18), ("S00", 19), ("V00", 20), ("Z00", 21),
)  # fmt: skip


def is_known(typed: str) -> bool:
    """Whether this release has the code; the dot may be missing."""
    return without_dot(written(typed)) in all_codes()


def look_up(typed: str) -> Code:
    """The code with its wording. Refused (UnknownCode, with the nearest codes): one that this release does not have."""
    code = written(typed)
    if without_dot(code) not in all_codes():
        raise UnknownCode(typed.strip()[:40], nearest(typed), release())
    by_code = _by_code(_chapter_of(code))
    if code in by_code:
        return by_code[code]
    return _with_encounter(code, by_code)


def nearest(typed: str, limit: int = 5) -> tuple[Code, ...]:
    """Existing codes that look most like what was typed: those of the same category first, else of the nearest one."""
    code = written(typed)
    if not SHAPE.fullmatch(code):
        return ()
    number = _chapter_of(code)
    codes = [each for each in chapter(number).codes if each.code.startswith(code[:3])]
    if not codes:
        codes = [each for each in chapter(number).codes if each.code.startswith(code[:2])]
    likeness = {each.code: SequenceMatcher(None, code, each.code).ratio() for each in codes}
    best = sorted(codes, key=lambda each: (-_shared(code, each.code), not each.specific, -likeness[each.code], each.code))
    return tuple(best[:limit])


def _shared(one: str, other: str) -> int:
    """How many characters two codes share from the left."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _chapter_of(code: str) -> int:
    if code.startswith("U"):
        return max(chapter_numbers())  # codes for special purposes
    firsts = [first for first, _ in FIRST_CODES]
    place = bisect_left(firsts, code[:3])
    exact = place < len(firsts) and firsts[place] == code[:3]
    return FIRST_CODES[place if exact else max(0, place - 1)][1]


@cache
def _by_code(number: int) -> dict[str, Code]:
    return {each.code: each for each in chapter(number).codes}


def _with_encounter(code: str, by_code: dict[str, Code]) -> Code:
    """A code with a seventh character, which the classification describes at the category: T74.11XA is T74.11, initial encounter."""
    body, last = code[:-1].rstrip("X").rstrip("."), code[-1]
    plain = by_code[body]
    seventh = chapter(_chapter_of(code)).seventh.get(body, {}) if with_seventh(code) else {}
    return Code(code, f"{plain.wording}, {seventh[last]}" if last in seventh else plain.wording, plain.terms)
