"""Boxes to choose from behind a label: "SI: [ ] No [x] Yes", "Suicidal ideation: (x) denies ( ) endorses", "SI: No [ ] Yes [x]",
"Hallucinations: ☐ None ☒ Auditory". The words of the ticked box answer the label; one of the boxes says no, else it is no such choice."""

import re
from collections.abc import Iterator, Sequence

from fullarc.reading.answers_behind_labels import A_LABEL, LABEL, is_asked_for, with_answer
from fullarc.reading.boxes import EMPTY, TICKED
from fullarc.reading.finding import Finding, Status
from fullarc.reading.lexicon import group_of
from fullarc.reading.means_at_hand import answered_for_means
from fullarc.reading.past_in_forms import is_of_the_past
from fullarc.reading.word_lists import KIN, alternatives_in, any_of_the_people

_W = alternatives_in("choices_behind_labels.toml")
_BOX = re.compile(rf"(?P<ticked>{TICKED})|{EMPTY}|\(\)", re.IGNORECASE)
_OPTION = rf"(?:{_W['no']}|{_W['yes']})"
_TO_THE_BOX = re.compile(
    rf"(?:\s?(?:[/,&]|or\b|and\b)\s?{LABEL}){{0,8}}(?:[ \t]\(?(?!{LABEL})[\w/'’]+\)?){{0,6}}(?P<colon>[ \t]*[:?=|–-])?"
    rf"[ \t]*(?:{_OPTION}[ \t]*)?(?=[\[(☐□☒☑])",
    re.IGNORECASE,
)
_OPTION_ENDS = re.compile(  # the next label, or the end of the line
    rf"[\n|]|;(?!\s*[\[(☐□☒☑])|\.\s|[ \t]{{2,}}(?={LABEL})|(?<=\s){LABEL}[ \t]*[:?]|(?<=\s)(?-i:[A-Z])(?!es\b|o\b)[\w/]*(?: [\w/]+)?:"
    rf"|(?:(?<=[\])☐□☒☑] yes)|(?<=[\])☐□☒☑] no)) {LABEL}(?=[ \t]*[:?\[(☐□☒☑])",
    re.IGNORECASE,
)
_OPTION_BEFORE = re.compile(rf"\b{_OPTION}[ \t]*$", re.IGNORECASE)
_NO = re.compile(rf"\W*{_W['no']}\b(?! {_W['no_no_before']}\b)(?!.*\bbut\b)", re.IGNORECASE)
_UNANSWERED = re.compile(rf"\W*{_W['unanswered']}\b(?=\W*$|\s*[,;:(–-]| (?:by|at|to|today|this|until|due)\b)", re.IGNORECASE)
_LABEL_BEGINS = re.compile(r"[\n;|.\])☐□☒☑]|[ \t]{2,}")
_LABEL_DENIES = re.compile(
    r"\b(?:no|not|without|den(?:y|ies|ied|ial)|absen(?:t|ce)|negative|free|stopped|quit|resolved|improved|safe|safety)\b", re.IGNORECASE
)
_OF_KIN = re.compile(
    rf"\b(?:fam(?:ily)?\.?|{any_of_the_people(*KIN)}) (?:history|hx|h/o|members?)\b|\bfhx?\b|\brelatives?\b"
    rf"|^\W*{any_of_the_people(*KIN)}:? {LABEL}",
    re.IGNORECASE,
)
_GAP = re.compile(r"[ \t]{2,}")  # behind it another label begins: "No   SH"
_BOXED = re.compile(r"[\])☐□☒☑][ \t]*$")
SIGNS_BEFORE = 60
SIGNS_OF_A_CHOICE = 300


def with_choices_behind_labels(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of risk and of symptoms with the status that the ticked box of a choice behind their label gives them."""
    if _BOX.search(text) is None:
        return list(findings)
    return [_chosen(text, each) if _may_be_chosen(each) else each for each in findings]


def _may_be_chosen(finding: Finding) -> bool:
    return finding.status is not Status.OTHER_PERSON and (is_asked_for(finding) or group_of(finding.indicator) == "symptoms")


def _chosen(text: str, finding: Finding) -> Finding:
    start = finding.evidence.start + max((gap.end() for gap in _GAP.finditer(finding.quote)), default=0)
    label = A_LABEL.match(text, start) if is_asked_for(finding) else None
    ends = label.end() if label is not None else finding.evidence.end
    if _BOX.search(text, ends, finding.evidence.end) is None:
        ends = max(ends, finding.evidence.end)  # "Suicide attempt" is no label "suicide"
    between = _TO_THE_BOX.match(text, ends)
    if between is None or (between["colon"] is None and _BOXED.search(text, max(start - 8, 0), start)):
        return finding
    options = list(_options(text, between.end()))
    if len(options) < 2:
        return finding
    first = _OPTION_BEFORE.search(text, ends, between.end())
    if first is not None and not options[-1][1]:  # "No [ ] Yes [x]"
        words = [first[0], *(said for _, said in options)]
        options = [(ticked, said) for (ticked, _), said in zip(options, words, strict=False)]
    else:
        first = None
    status = _status_of(options)
    if status is None:
        return finding
    stretch = text[_label_begins(text, start) : first.start() if first is not None else between.end()]
    turned = answered_for_means(status, stretch) if finding.indicator == "access_to_means" else status
    if turned is not status:
        status = turned
    elif _LABEL_DENIES.search(stretch):
        return finding
    if status is Status.PRESENT:
        status = Status.OTHER_PERSON if _OF_KIN.search(stretch) else Status.HISTORICAL if is_of_the_past(stretch) else status
    said = [words for ticked, words in options if ticked]
    return with_answer(finding, status, said[0] if said else text[between.end() : between.end() + 1], text)


def _options(text: str, begin: int) -> Iterator[tuple[bool, str]]:
    """Of each box of a choice from `begin` whether it is ticked, and the words behind it up to the next."""
    stop = min(len(text), begin + SIGNS_OF_A_CHOICE)
    while (box := _BOX.match(text, begin, stop)) is not None:
        another = _BOX.search(text, box.end(), stop)
        begin = another.start() if another is not None else stop
        ends = _OPTION_ENDS.search(text, box.end(), min(begin + 1, stop))
        said = text[box.end() : ends.start() if ends else begin].strip(" \t,;/·•-")
        if A_LABEL.fullmatch(said):
            return  # "SI [x] HI [x] - denied"
        yield box["ticked"] is not None, said
        if ends is not None:
            return


def _status_of(options: Sequence[tuple[bool, str]]) -> Status | None:
    """What the ticked options say, uncertain where none is ticked; None where it is no choice with a no in it."""
    if not any(_NO.match(said) for _, said in options):
        return None
    ticked = [said for is_ticked, said in options if is_ticked]
    told = [said for said in ticked if not _NO.match(said)]
    if not told:
        return Status.DENIED if ticked else Status.UNCERTAIN
    if all(_UNANSWERED.match(said) for said in told):
        return Status.UNCERTAIN
    return Status.HISTORICAL if all(is_of_the_past(said) for said in told) else Status.PRESENT


def _label_begins(text: str, start: int) -> int:
    """Where the words begin that a label opens with."""
    least = max(start - SIGNS_BEFORE, 0)
    return max((each.end() for each in _LABEL_BEGINS.finditer(text, least, start)), default=least)
