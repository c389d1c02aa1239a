"""What stands behind a label of homework, item by item: set for the week (`New HW: walks M/W/F; 1 thought record`) or looked back on
(`HW review: mood log 5/7; walks not done`). A label without "new" or "review" is told by what follows it."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from fullarc.reading.finding import Evidence, Finding, Section, Status
from fullarc.reading.text.passages import Sentence

TASKS = Path(__file__).parents[1] / "session_work" / "tasks_by_place.toml"
RULE = "behind_label"
SET, DONE, NOT_DONE = "homework_assigned", "homework_done", "homework_not_done"
SIGNS_OF_A_HEADING, LONGEST_LINE = 10, 1_500
FEWEST_LETTERS, FEWEST_WORDS, MOST_WORDS, MOST_LINES = 4, 3, 24, 8
_WORK = r"(?:home ?work|hw|h/w|hmwk|home[- ](?:practice|task)s?|between[- ]sessions?(?: (?:practice|tasks?|work))?)"
_LABEL = re.compile(
    rf"(?:(?<=[\n.;>*•\]–—-])|(?<=[.;:>*•\]–—-] )|\A)[ \t]*(?P<label>(?P<before>(?:[a-z']+ ){{0,2}}?){_WORK}"
    rf"(?P<after>(?: ?/ ?[a-z]+| [a-z']+){{0,4}}))(?:[ \t]*[:=]|[ \t]+[-–—](?=\s)|[ \t]*—|[ \t]*(?=\n[ \t]*(?:[-*•]|\(?1[.)])))[ \t]*",
    re.IGNORECASE,
)
_NEW = re.compile(r"\bnew\b", re.IGNORECASE)
_SET_NOW = re.compile(
    r"\b(?:new|next|assigned|assignment|given|set|agreed|today's|plan(?:ned)?|for (?:the |this |next |our )?\w+)\b", re.IGNORECASE
)
_LOOKED_BACK = re.compile(
    r"\b(?:review\w*|check(?:ed)?|update|status|completion|completed|done|last|previous|prior|since|report|follow|did)\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?:(?<=[\s;,.:])|\A)\(?([1-9])[.)]\s+")
_LISTED_LINE = re.compile(r"[ \t]*(?:[-*•>+▪◦●]|\(?[1-9a-e][.)]|\[[ x]?\])[ \t]+(?=\S)", re.IGNORECASE)
_PLAN = re.compile(r"\b(?:p|plan)\s*[:)/.–—-]\s*\Z", re.IGNORECASE)
_OPENS_A_LINE = re.compile(r"(?:\n|\])\s*\Z")
_QUOTED = re.compile(r"\s*[\"“]")
_WITHIN = re.compile(r"[^\s*•,-](?:.*[^\s.,;])?", re.DOTALL)  # of an item: without blanks and signs around it
_ONE_BREATH = re.compile(r"(?:if|when|plan|should)\b", re.IGNORECASE)
# belongs to the task before it
_OF_THE_SAME = re.compile(r"no\b|(?:\w+) (?:it|them|this|that|one)\b|\w+ (?:entries|meals|days|nights|weeks|times)\b", re.IGNORECASE)
_END = re.compile(r"(?<!\bch)(?<!\bp)(?<!\bpp)(?<!\bvs)(?<!\b[a-z])[.!?](?=[\"”’)]?\s+(?-i:[A-Z\"“])|[\"”’)]?\s*$)", re.IGNORECASE)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    tables = tomllib.loads(TASKS.read_text(encoding="utf-8"))["behind_label"]
    begins = "|".join(tables["begins_a_task"])
    words = {name: re.compile(rf"(?<!\w)(?:{'|'.join(tables[name])})(?!\w)", re.IGNORECASE) for name in ("done", "not_done", "no_item")}
    words["another"] = re.compile(
        rf"\s*(?:;|,\s(?:(?:and|then|&)\s)?(?=(?:{begins})\b)|\s(?:and|&|then)\s(?=(?:{begins})\s))\s*", re.IGNORECASE
    )
    words["clause"] = re.compile(r"\s*(?:;|[,—–]\s+(?:but|and|though)\b|,|\bbut\b)\s*", re.IGNORECASE)
    return words


def with_homework_behind_labels(found: Sequence[Finding], text: str, parts: Sequence[Sentence], repeated: frozenset[int]) -> list[Finding]:
    """The findings with those that labels of homework introduce, item by item, in the place of whatever else was read as homework set
    there. `repeated`: numbers of sentences carried forward."""
    starts = [part.start for part in parts]
    made: list[Finding] = []
    taken: list[tuple[int, int, set[str]]] = []
    for label in _LABEL.finditer(text):
        here = bisect_right(starts, label.start("label")) - 1
        if here < 0 or parts[here].section is Section.HISTORY:
            continue
        told = [*_told(text, label, _is_planned(text, label.start("label"), parts[here]))]
        if not told:
            continue
        taken.append((label.start("label"), max(end for _, _, end in told), {SET, *(indicator for indicator, _, _ in told)}))
        for indicator, start, end in told:
            number = bisect_right(starts, start) - 1
            if start < parts[number].end:  # not between two sentences
                made.append(_finding(text, parts[number], number in repeated, indicator, start, min(end, parts[number].end)))
    if not taken:
        return list(found)
    begins = [begin for begin, _, _ in taken]
    return [each for each in found if not _is_taken(each, taken, begins)] + made


def _is_planned(text: str, place: int, part: Sentence) -> bool:
    """Whether a label stands among plans: right behind their heading, or within a line of them."""
    before = text[max(place - SIGNS_OF_A_HEADING, 0) : place]
    return _PLAN.search(before) is not None or (part.section is Section.PLAN and _OPENS_A_LINE.search(before) is None)


def _is_taken(finding: Finding, taken: Sequence[tuple[int, int, set[str]]], begins: Sequence[int]) -> bool:
    number = bisect_right(begins, finding.evidence.start) - 1
    return number >= 0 and finding.evidence.start < taken[number][1] and finding.indicator in taken[number][2]


def item_by_item(found: Sequence[Finding], text: str) -> list[Finding]:
    """The findings with each task by itself where one breath sets several ("will keep the log and call her aunt")."""
    return [each for finding in found for each in (_apart(finding, text) if finding.indicator == SET else (finding,))]


def _apart(finding: Finding, text: str) -> Iterator[Finding]:
    begin, end = finding.evidence.start, finding.evidence.end
    whole = text[begin:end]
    if len(whole.split()) > MOST_WORDS or _ONE_BREATH.match(whole):
        yield finding
        return
    for another in _words()["another"].finditer(text, begin, end):
        left, right = text[begin : another.start()], text[another.end() : end]
        if (
            min(len(left.split()), len(right.split())) < FEWEST_WORDS
            or _OF_THE_SAME.match(right)
            or _is_within_brackets(text, begin, another.start())
        ):
            continue
        yield replace(finding, evidence=Evidence(begin, another.start(), left))
        begin = another.end()
    yield replace(finding, evidence=Evidence(begin, end, text[begin:end])) if begin > finding.evidence.start else finding


def _told(text: str, label: re.Match[str], in_the_plan: bool) -> Iterator[tuple[str, int, int]]:
    """What a label introduces: indicator and place of each item. Among plans a bare label sets what follows it."""
    begin = label.end()
    line_end = text.find("\n", begin)
    line_end = min(len(text) if line_end < 0 else line_end, begin + LONGEST_LINE)
    stretches = [*_stretches(text, begin, line_end)]
    if not stretches:
        return
    first = text[stretches[0][0] : stretches[0][1]]
    words, named = _words(), label["before"] + " " + label["after"]
    looked_back = _LOOKED_BACK.search(named) is not None and _NEW.search(named) is None
    if not looked_back and not in_the_plan and _SET_NOW.search(named) is None:
        looked_back = words["done"].search(first) is not None or words["not_done"].search(first) is not None
    if looked_back:
        yield from _looked_back(text, stretches)
    else:
        yield from _set(text, stretches, in_rows=len(stretches) > 1)


def _stretches(text: str, begin: int, line_end: int) -> Iterator[tuple[int, int]]:
    """The sentences behind a label on its line, the numbers of a numbered row, or the items of the list below it."""
    numbers = [*_NUMBERED.finditer(text, begin, line_end)]
    if numbers and not text[begin : numbers[0].start()].strip():
        ends = [*(number.start() for number in numbers[1:]), line_end]
        yield from ((number.end(), end) for number, end in zip(numbers, ends, strict=True))
    elif text[begin:line_end].strip():
        start = begin
        for stop in _END.finditer(text, begin, line_end):
            yield start, stop.start()
            start = stop.end()
        if text[start:line_end].strip():
            yield start, line_end
    else:
        start = line_end + 1
        for _ in range(MOST_LINES):
            item = _LISTED_LINE.match(text, start)
            if item is None:
                return
            end = text.find("\n", start)
            end = min(len(text) if end < 0 else end, start + LONGEST_LINE)
            yield item.end(), end
            start = end + 1


def _set(text: str, stretches: Sequence[tuple[int, int]], in_rows: bool) -> Iterator[tuple[str, int, int]]:
    """Tasks: all of a list, else the first sentence behind the label; in each what `;` or another doing sets apart."""
    listed = in_rows and (_NUMBERED.match(text, stretches[0][0] - 3) is not None or text.rfind("\n", 0, stretches[1][0]) > stretches[0][0])
    for start, end in stretches if listed else stretches[:1]:
        begin = start
        for another in _words()["another"].finditer(text, start, end):
            if (";" in another.group() or " " in text[another.end() : end].strip()) and not _is_within_brackets(
                text, start, another.start()
            ):
                yield from _item(text, SET, begin, another.start())
                begin = another.end()
        yield from _item(text, SET, begin, end)


def _looked_back(text: str, stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """What was done and what was not: the first sentence behind the label, and of the later ones those that say so."""
    words = _words()
    for number, (start, end) in enumerate(stretches):
        begin, told = start, list[tuple[str | None, int, int]]()
        for clause in (*words["clause"].finditer(text, start, end), None):
            stop = clause.start() if clause else end
            if clause and _is_within_brackets(text, start, stop):
                continue
            said = text[begin:stop]
            what = NOT_DONE if words["not_done"].search(said) else DONE if words["done"].search(said) else None
            if told and (what is None or told[-1][0] == what) and ";" not in text[told[-1][2] : begin]:
                told[-1] = (told[-1][0], told[-1][1], stop)
            elif told and told[-1][0] is None:
                told[-1] = (what, told[-1][1], stop)
            else:
                told.append((what, begin, stop))
            begin = clause.end() if clause else end
        for what, begin, stop in told:
            if (what is not None and not (number and _QUOTED.match(text, begin))) or (number == 0 and len(told) == 1):
                yield from _item(text, what or DONE, begin, stop)


def _item(text: str, indicator: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    inner = _WITHIN.search(text, start, end)
    if inner is None:
        return
    start, end = inner.span()
    if end - start >= FEWEST_LETTERS and not _words()["no_item"].match(text, start, end):
        yield indicator, start, end


def _is_within_brackets(text: str, start: int, place: int) -> bool:
    return (
        text.count("(", start, place) > text.count(")", start, place)
        or (text.count('"', start, place) + text.count("“", start, place)) % 2 == 1
    )


def _finding(text: str, part: Sentence, carried_forward: bool, indicator: str, start: int, end: int) -> Finding:
    return Finding(
        indicator=indicator,
        evidence=Evidence(start, end, text[start:end]),
        sentence=(part.start, part.end),
        section=part.section,
        status=Status.PRESENT,
        rule=f"{indicator}.{RULE}",
        carried_forward=carried_forward,
    )
