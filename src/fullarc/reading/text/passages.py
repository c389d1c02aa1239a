"""Sections and sentences of a note, each keeping its place in the text as given."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fullarc.reading.finding import Section
from fullarc.reading.text.boxes import BOX
from fullarc.reading.text.plain_text import PlainText

HERE = Path(__file__).parent
LONGEST_SENTENCE = 1500
_WIDEST_WRAPPED_LINE = 130
_NARROWEST_WRAPPED_LINE = 45

_STOP = re.compile(
    r"(?<![.!?])[.!?]++[\"'”’)\]]{0,4}(?=\s|,\s|,[A-Z\d]|$)|\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]|[•▪◦●■](?=\s)"
    r"|(?<=\s)[☐☑☒□](?=[^\S\n]+(?!(?i:y|yes|n|no|none|denied)\b)\S)|(?<=\s)(?<!\S[ \t])[☐☑☒□](?=\s+(?!(?i:y|yes|n|no|none|denied)\b))"
)
_OTHER_LABEL = re.compile(r"(?<=\S)[ \t]*\n[ \t]*(?:\n|[A-Za-z][A-Za-z /&'-]{1,30}(?::| [-–—] ))")
_ANSWER = re.compile(
    r"[ \t]*[\"“]?(?:no|nope|nah|nil|none|n|y|denie[sd]|never|yes|not (?:now|today|currently|at all|really|at this time))\b"
    r"[.,;\s\"”]*(?:$|[A-Z\n])",
    re.IGNORECASE,
)
_STOP_SIGN = re.compile("[.!?\r\n\x0b\x0c\x85\u2028\u2029•▪◦●■☐☑☒□]")
_ITEM_SIGNS = frozenset("•▪◦●■☐☑☒□")
_PLAN = re.compile(r"\bplans?\b", re.IGNORECASE)
_PLAN_ANSWERED = re.compile(
    rf"[ \t]*(?:{BOX}[ \t]*)?"
    r"(?:no(?:ne|pe)?|nil|0|ø|neg(?:ative)?|denie[sd]|n|y|yes|(?:vague|specific|detailed|partial)(?: plans?)?"
    r"|not (?:now|today|currently|at all|formed|disclosed|reported|stated))\b"
    r"(?:[ \t]+(?:stated|reported|voiced|formed|disclosed|identified|endorsed|currently|at this time|today))?"
    r"(?:[ \t]*\([^()\n]{1,40}\))?"
    rf"[ \t]*(?:[.,;/|)\n\r]|$|(?:intent|means|HI|SH)\b|{BOX})",
    re.IGNORECASE,
)
_KIND_OF_PLAN = re.compile(r"[ \t]*(?:vague|specific|detailed|partial) plan\b(?! (?:for|to)\b)", re.IGNORECASE)
_WORDS_OF_RISK = re.compile(r"\b(?:SI|HI|SH|DSH|C-?SSRS)\b|(?i:suicid|\bintent\b|self-?[ -]?harm|\bmeans\b)")
_SIGNS_OF_A_LIST = 80
_HOMEWORK = re.compile(r"\b(?:homework|hw)\b(?![^\n]*\bplan)(?! ?/)", re.IGNORECASE)
_LINE_END = re.compile("[\n\r]")
_FIRST_WORD = re.compile("[a-z]+")
_MARKED_WORD = re.compile(r"[ \t#>*_•\-–\d.)(]{0,8}([A-Za-z]+)")
_CLAUSE_BEGIN = re.compile(r"[.;,!?\]][ \t]{0,8}\s?([A-Z][A-Za-z]*)")
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*|\d+)$")
_DATE = re.compile(
    r"(?:^|[\n.;:(]|\b(?:on|since|until|till|from|of|by|the|before|after|am)) ?(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.$"
)
_LETTER_WITH_A_STOP = re.compile(r"\s*[A-Z]\.\s*")
_LETTER_ALONE = re.compile(r"\W*[A-Z]\W*")
_DOES_SOMETHING = re.compile(
    r"\s?(?:also |still |again )?(?:reports?|reported|says|said|states|stated|describes?|described|feels|felt|denies|denied|came|is|was|"
    r"has|had|arrived|presents|presented|agrees|agreed|seems|seemed|looks|looked|tells|told|wants|wanted|cried|talked|spoke|threaten\w*)\b"
)
_LINE_BEGINS_ITEM = re.compile(r"[ \t]*(?:[-*•▪◦●■+>☐☑☒□✓✔]|\[|\(?[0-9a-zA-Z]{1,2}[.)][ \t]|#|[A-Za-z][^\n:]{0,30}:)")


@dataclass(frozen=True, slots=True)
class HeadingKind:
    """What a heading says: the section, whether what stands below it is past, about the family, or an instruction, and which indicators
    or groups are only planned there."""

    section: Section
    about: str | None = None
    hypothetical: frozenset[str] = frozenset()


NO_HEADING = HeadingKind(Section.NONE)
_WORK = re.compile(r"\W*work\W*", re.IGNORECASE)
_OF_A_SESSION_FORM = frozenset(
    {"agenda", "agendasetjointly", "hwreview", "homeworkreview", "moodcheck", "bridge", "bridgefromlast", "newhw", "newhomework"}
    | {"feedback"}
)
_FORM_LINE = re.compile(r"^[ \t]*([A-Za-z][A-Za-z ]{2,18}?)[ \t]*(?::|[-–—][ \t])", re.MULTILINE)
_OF_THE_PROBLEM, _OF_WHAT_CAME_OF_IT = HeadingKind(Section.BEHAVIOR), HeadingKind(Section.RESPONSE)

_PAST_APART = frozenset(
    {"pastmedicalhistory", "pasthistory", "pastsurgicalhistory", "pastpsychiatrichistory", "pmh", "pmhx", "psh", "pph", "pphx"}
)


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence, line or list item; `start`, `end` in the note as given, `plain_start`, `plain_end` in its plain form."""

    start: int
    end: int
    plain_start: int
    plain_end: int
    heading: HeadingKind

    @property
    def section(self) -> Section:
        return self.heading.section


@dataclass(frozen=True, slots=True)
class _Headings:
    """What each heading says, the first words of all of them, and how they are written at the beginning of a line and within one."""

    kinds: dict[str, HeadingKind]
    first_words: frozenset[str]
    at_line: re.Pattern[str]
    within: re.Pattern[str]


@cache
def _headings() -> _Headings:
    kinds: dict[str, HeadingKind] = {}
    for table in tomllib.loads((HERE / "sections.toml").read_text(encoding="utf-8")).values():
        kind = HeadingKind(Section(table["section"]), table.get("about"), frozenset(table.get("hypothetical", ())))
        kinds |= dict.fromkeys(table["names"], kind)
    names = sorted(kinds, key=len, reverse=True)
    words = "|".join(re.escape(name).replace(r"\ ", r"[ \-]") for name in names if len(name) > 1)
    letters = "".join(sorted(name for name in kinds if len(name) == 1)).upper()
    mark = r"[ \t#>*_•\-–\d.)(]{0,8}"
    counted = r"(?:[ \t]?#?\d{1,2}(?=[ \t]?:))?"  # "Problem 2:", "P#1:"
    named = rf"({words}){counted}[ \t*_]{{0,8}}(?:\([^)\n]{{0,40}}\))?[ \t*_]{{0,8}}(?:[:—–]|-(?=\s)|(?=[\r\n]|$))"
    lettered = rf"(?-i:([{letters}])|([PG])#?\d{{1,2}}(?=:))[*_]{{0,4}}[ \t]{{0,8}}(?:[:)]|/(?=\s)|[-–—.](?=\s)|(?=[\r\n]))"
    at_line = re.compile(rf"{mark}(?:{named}|{lettered})", re.IGNORECASE)
    within = re.compile(rf"[ \t]{{0,8}}\s?((?:{words.upper()}|{_titled(words)})|[{letters}]):")
    return _Headings(kinds, frozenset(_FIRST_WORD.match(name).group() for name in kinds), at_line, within)  # type: ignore[union-attr]


def _titled(words: str) -> str:
    return "|".join(f"{part[:1].upper()}{part[1:]}|{part.title()}" for part in words.split("|"))


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    data = tomllib.loads((HERE / "abbreviations.toml").read_text(encoding="utf-8"))
    return frozenset(data["titles"]), frozenset(data["before_small_letters"])


def sentences(text: PlainText) -> list[Sentence]:
    """The sentences of a note in order. Headings are sentences of their own; every non-blank sign of the note belongs to exactly one."""
    original = text.original
    found: list[Sentence] = []
    for begin, end, heading in _sections(original):
        for start, stop in _sentence_spans(original, begin, end):
            while start < stop and original[start].isspace():
                start += 1
            while stop > start and original[stop - 1].isspace():
                stop -= 1
            if start == stop:
                continue
            for piece_start, piece_end in _pieces(original, start, stop) if stop - start > LONGEST_SENTENCE else ((start, stop),):
                found.append(Sentence(piece_start, piece_end, text.plain_place(piece_start), text.plain_place(piece_end), heading))
    return found


def _sections(original: str) -> Iterator[tuple[int, int, HeadingKind]]:
    """Stretches of the note under one heading; the heading itself is a stretch without a section."""
    marked = _heading_places(original)
    answered = {match.start() for match in marked if _is_answered_plan(original, match)}
    answered |= {match.start() for match in marked if _WORK.fullmatch(match.group()) and not _is_session_form(original)}
    places = _history_first(original, [(match.start(), match.end(), _kind(match)) for match in marked])
    done, heading = 0, NO_HEADING
    for start, end, kind in _problem_first(original, places):
        if start < done:
            continue
        yield from _below(original, done, start, heading)
        if start in answered:
            done = start
            continue
        yield start, end, NO_HEADING
        done, heading = end, kind
    yield from _below(original, done, len(original), heading)


def _kind(heading: re.Match[str]) -> HeadingKind:
    name = next(group for group in heading.groups() if group)
    return _headings().kinds.get(re.sub(r"[\s-]+", " ", name.lower()), NO_HEADING)


def _is_answered_plan(original: str, heading: re.Match[str]) -> bool:
    """Whether "Plan" is no heading but was asked in a list about risk: answered at once, beside words of it ("SI: nil. Plan: nil.")."""
    if not _PLAN.search(heading.group()) or not _PLAN_ANSWERED.match(original, heading.end()):
        return False
    if _KIND_OF_PLAN.match(original, heading.end()):
        return True
    around = original[max(heading.start() - _SIGNS_OF_A_LIST, 0) : heading.end() + _SIGNS_OF_A_LIST]
    return _WORDS_OF_RISK.search(around) is not None


def _is_session_form(original: str) -> bool:
    """Whether the note follows the order of a session with an agenda: there "Work:" is what was done, elsewhere the client's job."""
    return len({_bare(line.group(1)) for line in _FORM_LINE.finditer(original)} & _OF_A_SESSION_FORM) > 1


def _heading_places(original: str) -> list[re.Match[str]]:
    """Headings in order. The long patterns are tried only where the first word of a heading stands at the beginning of a line or, with a
    capital, behind the end of a clause."""
    headings = _headings()
    found: list[re.Match[str]] = []
    for begin in (0, *(line.end() for line in _LINE_END.finditer(original))):
        word = _MARKED_WORD.match(original, begin)
        if word and word.group(1).lower() in headings.first_words and (heading := headings.at_line.match(original, begin)):
            found.append(heading)
    for clause in _CLAUSE_BEGIN.finditer(original):
        if clause.group(1).lower() in headings.first_words and (heading := headings.within.match(original, clause.start() + 1)):
            found.append(heading)
    apart: list[re.Match[str]] = []
    for heading in sorted(found, key=lambda heading: heading.start()):
        if not apart or apart[-1].end() <= heading.start():
            apart.append(heading)
    apart = [each for each in apart if not _is_an_initial(original, each, apart)]
    plan = max((each.start() for each in apart if _kind(each).section is Section.PLAN and not _HOMEWORK.search(each.group())), default=0)
    return [each for each in apart if each.start() > plan or not _is_looked_back_on(original, each)]


def _is_an_initial(original: str, heading: re.Match[str], headings: list[re.Match[str]]) -> bool:
    """Whether "S." is no heading but somebody: a verb follows, and no other part of the note has a letter as heading ("S. reports")."""
    if not _LETTER_WITH_A_STOP.fullmatch(heading.group()) or not _DOES_SOMETHING.match(original, heading.end()):
        return False
    return not any(each is not heading and _LETTER_ALONE.fullmatch(each.group()) for each in headings)


def _is_looked_back_on(original: str, heading: re.Match[str]) -> bool:
    """Whether "HW:" within a line, before the plan of a note, is no heading: it tells of the week ("Mood low. HW: log 5/7. Eats well.")."""
    if not _HOMEWORK.search(heading.group()):
        return False
    begin = max(original.rfind("\n", 0, heading.start()) + 1, heading.start() - _SIGNS_OF_A_LIST)
    return bool(original[begin : heading.start()].strip())


def _history_first(original: str, places: list[tuple[int, int, HeadingKind]]) -> list[tuple[int, int, HeadingKind]]:
    """History, past history: where a report opens with "History:", or names the past apart ("HX:", then "PMH:"), the first of them tells
    the present illness."""
    names = [_bare(original[start:end]) for start, end, _ in places]
    apart = next((number for number, name in enumerate(names) if name in _PAST_APART), 0)
    present = _headings().kinds["hpi"]

    def tells_now(number: int, name: str) -> bool:
        opens = number == 0 and name == "history" and len(names) > 1
        return opens or (number < apart and name in ("hx", "history"))

    return [(start, end, present if tells_now(number, names[number]) else kind) for number, (start, end, kind) in enumerate(places)]


def _problem_first(original: str, places: list[tuple[int, int, HeadingKind]]) -> Iterator[tuple[int, int, HeadingKind]]:
    """Problem, intervention, evaluation: where such a note says P before I and E after it, P is the problem and E what came of the work."""
    letters = [(_bare(original[start:end]), start) for start, end, _ in places]
    first = dict(reversed(letters))
    worked = min((first[name] for name in ("i", "intervention", "interventions") if name in first), default=-1)
    problem = min((first[name] for name in ("p", "problem", "problems") if name in first), default=worked)
    judged = [start for name, start in letters if name in ("e", "eval", "evaluation") and start > worked]
    for start, end, kind in places:
        name = _bare(original[start:end])
        if problem < worked and judged:
            if name == "p" and start < worked:
                kind = _OF_THE_PROBLEM
            elif start in judged:
                kind = _OF_WHAT_CAME_OF_IT
        elif name in ("e", "eval"):
            kind = NO_HEADING
        yield start, end, kind


def _bare(heading: str) -> str:
    return "".join(sign for sign in heading.lower() if sign.isalpha())


def _below(original: str, begin: int, end: int, heading: HeadingKind) -> Iterator[tuple[int, int, HeadingKind]]:
    """What "Hx:" or "Family:" say of the text holds up to an empty line or the next line with a label of its own."""
    if heading.about is not None and (other := _OTHER_LABEL.search(original, begin, end)):
        yield begin, other.start() + 1, heading
        yield other.start() + 1, end, NO_HEADING
    else:
        yield begin, end, heading


def _sentence_spans(original: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    widest = -1
    start = after = begin
    for place in _STOP_SIGN.finditer(original, begin, end):
        here = place.start()
        if here < after:
            continue
        sign = original[here]
        if sign == "\n":
            after = here + 1
        elif (stop := _STOP.match(original, here, end)) is not None:
            after = stop.end()
        else:
            continue
        if sign in ".!?":
            if not _ends_sentence(original, start, here, after, end):
                continue
            yield start, after
            start = after
        elif sign in _ITEM_SIGNS:
            yield start, here
            start = here
        else:
            widest = widest if widest >= 0 else _widest_line(original, begin, end)
            may_wrap = _NARROWEST_WRAPPED_LINE <= widest <= _WIDEST_WRAPPED_LINE
            if not (may_wrap and _is_soft_wrap(original, here, after, begin, end, widest)):
                yield start, here
                start = after
    yield start, end


def _ends_sentence(original: str, start: int, stop: int, after: int, end: int) -> bool:
    if original[stop] == "?" and (_ANSWER.match(original, after, end) or not original[start:stop].strip()):
        return False  # "SI? No."; "? psychosis"
    if original[stop] != "." or original[stop : stop + 2] == "..":
        return not _next_is_small(original, after, end)
    found = _LAST_WORD.search(original, max(start, stop - 20), stop)
    if found is None:
        return True
    word = found.group().lower()
    if word.isdigit() and _DATE.search(original, max(0, stop - 14), stop + 1) and _next_is_small(original, after, end):
        return False  # "13.7. would have been her birthday"
    if word.isdigit():  # "1. Depression" at the beginning of a line counts items
        return bool(original[start : found.start()].strip(" \t\r\n,#(-*"))
    titles, before_small = _abbreviations()
    if word in titles:
        return False
    if len(word) == 1 and found.group().isupper() and found.start() > start and original[found.start() - 1] == " ":
        return not (
            original[after : after + 2].strip().isupper() or original[after : after + 1] == "," or _next_is_small(original, after, end)
        )
    initial = len(word) == 1 and found.group().isupper()
    if word in before_small and original[after : after + 1] == ",":
        return False  # "(panc. ca.), since then"
    return not ((initial or word in before_small) and _next_is_small(original, after, end))


def _next_is_small(original: str, place: int, end: int) -> bool:
    while place < end and original[place] in " \t,":
        place += 1
    return place < end and (original[place].islower() or original[place].isdigit() or original[place] in "(/")


def _widest_line(original: str, begin: int, end: int) -> int:
    return max(len(line.rstrip()) for line in original[begin:end].split("\n"))


def _is_soft_wrap(original: str, stop: int, after: int, begin: int, end: int, widest: int) -> bool:
    """A line break is only a wrap when the next word would not have fitted on the line before it."""
    line_start = max(original.rfind("\n", begin, stop) + 1, begin)
    if stop == line_start or _LINE_BEGINS_ITEM.match(original, after, end):
        return False
    next_end = after
    while next_end < end and not original[next_end].isspace():
        next_end += 1
    if next_end == after:
        return False
    length = stop - line_start + 1 + next_end - after
    small = original[after].islower()
    return length > widest * (0.7 if small else 0.92) or (small and original[stop - 1] == ",")


def _pieces(original: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without an end (a note of one megabyte in one line) is cut at blanks, so that work stays proportional to length."""
    while end - start > LONGEST_SENTENCE:
        cut = original.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = cut if cut > 0 else start + LONGEST_SENTENCE
        if cut > start:
            yield start, cut
        start = cut
        while start < end and original[start].isspace():
            start += 1
    if end > start:
        yield start, end
