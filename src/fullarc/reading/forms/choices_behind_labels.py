"""Boxes to choose from behind a label: "SI: [ ] No [x] Yes", "Suicidal ideation: (x) denies ( ) endorses", "SI: No [ ] Yes [x]",
"Hallucinations: ☐ None ☒ Auditory", or below it, one a line. The words of the ticked box answer the label; one of the boxes says no, else
it is no such choice. What stands within such words is there or not as its own box says: "☐ No SI ☒ SI without plan"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fullarc.reading.danger.means_at_hand import answered_for_means
from fullarc.reading.finding import Evidence, Finding, Status
from fullarc.reading.forms.form_answers import NO, NOT_TOLD, OF_A_NO, YES
from fullarc.reading.forms.labels_of_danger import A_LABEL, LABEL, is_asked_for, may_be_asked, with_answer
from fullarc.reading.forms.past_in_forms import is_of_the_past
from fullarc.reading.text.boxes import BOX, EMPTY, ENDS_A_BOX, OPENS_A_BOX, TICKED
from fullarc.reading.text.word_lists import KIN, alternatives_in, any_of_the_people

_W = alternatives_in("forms/choices_behind_labels.toml")
_BOX = re.compile(rf"(?P<ticked>{TICKED}|_+[x✓✔]_+)|{EMPTY}|\(\)|_{{2,}}", re.IGNORECASE)
_OPTION = rf"(?:{NO}|{YES})"
_NEXT_LINE = r"[ \t]*\n[ \t]*(?:[-*•][ \t]+)?"
_TO_THE_BOX = re.compile(
    rf"(?:\s?(?:[/,&]|or\b|and\b)\s?{LABEL}){{0,8}}(?:[ \t]\(?(?!{LABEL})[\w/'’]+\)?){{0,6}}(?P<colon>[ \t]*[:?=|–-])?"
    rf"(?:(?P<below>{_NEXT_LINE})|[ \t]*(?:(?P<first>{_OPTION})[ \t]*)?)(?={OPENS_A_BOX})",
    re.IGNORECASE,
)
_OPTION_ENDS = re.compile(  # the next label, or the end of the line
    rf"[\n|]|;(?!\s*{OPENS_A_BOX})|\.\s|[ \t]{{2,}}(?={LABEL})|(?<=\s){LABEL}[ \t]*[:?]"
    rf"|(?<=\s)(?-i:[A-Z])(?!es\b|o\b)[\w/]*(?: [\w/]+)?[:?]"
    rf"|(?:(?<={ENDS_A_BOX} yes)|(?<={ENDS_A_BOX} no)|(?<={ENDS_A_BOX} [yn])) {LABEL}"
    rf"(?=[ \t]*(?:[:?]|{OPENS_A_BOX}[^\n]{{0,2}}[ \t]*{_OPTION}\b))",
    re.IGNORECASE,
)
_OPTION_BELOW = re.compile(rf"{_NEXT_LINE}(?={OPENS_A_BOX})")
_NO = re.compile(rf"\W*{NO}(?!\w)(?! {_W['no_no_before']}\b)(?!.*\bbut\b)", re.IGNORECASE)
_YES = re.compile(YES, re.IGNORECASE)
_ONLY_NO = re.compile(rf"\W*{NO}(?:{OF_A_NO}| (?:current )?{LABEL})*\W*(?:$|[,;:(–-])", re.IGNORECASE)
_NOT_TOLD = re.compile(rf"\W*{NOT_TOLD}\b(?=\W*$|\s*[,;:(–-]| (?:by|at|to|today|this|until|due)\b)", re.IGNORECASE)
_A_KIND = re.compile(r"plan|intent|means|voices|urges|attempts?", re.IGNORECASE)
_LABEL_BEGINS = re.compile(rf"[\n;|.]|{ENDS_A_BOX}|[ \t]{{2,}}")
_DENYING = re.compile(rf"\b{_W['denying']}\b", re.IGNORECASE)
_ASKING_MORE = re.compile(rf"\b{_W['asking_more']}\b", re.IGNORECASE)
_SAFE = re.compile(r"\bsafe(?:ty)?\b", re.IGNORECASE)
_GOT_OVER = re.compile(rf"\b{_W['got_over']}\b", re.IGNORECASE)
_OF_KIN = re.compile(
    rf"\b(?:fam(?:ily)?\.?|{any_of_the_people(*KIN)}) (?:history|hx|h/o|members?)\b|\bfhx?\b|\brelatives?\b"
    rf"|^\W*{any_of_the_people(*KIN)}:? {LABEL}",
    re.IGNORECASE,
)
_ENDORSED = re.compile(r"[ \t]*(?:\w+ ){0,2}(?:endors|report|admit|acknowledg)\w+ (?:\w+ )?", re.IGNORECASE)
_OPTION_IS_OVER = re.compile(rf"[ \t.;]*(?:$|\n|{BOX})")
_TICKED = re.compile(TICKED)
_TICKED_NO = re.compile(rf"{TICKED}{_NO.pattern}", re.IGNORECASE)
_GAP = re.compile(r"[ \t]{2,}")  # behind it another label begins: "No   SH"
_BEHIND_IT = re.compile(rf"[ \t]*+:?[ \t]*+(?:{_BOX.pattern})", re.IGNORECASE)
_BOXED = re.compile(rf"{ENDS_A_BOX}[ \t]*$")
_BOXES_COME_FIRST = re.compile(rf"(?P<label>[^\n:?]{{0,80}}[:?])?[ \t]*(?:[-*•][ \t]+)?{BOX}[ \t]*\w")
_ASKED = re.compile(r"[ \t]*[:?]")
_BOXED_BEHIND = re.compile(rf"[ \t]*{BOX}[ \t]*(?:$|[\n.,;|]|{_OPTION}\b)", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:no|not|denies|denied|denying|without|w/o|never|none|free|absent|negative|nil)\b|n['’]t\b", re.IGNORECASE)
_DENIES_FIRST = re.compile(r"[ \t]*(?:\w+ )?(?:no|not|denies|denied|denying|without)\b[^→>\"“:–—]*$", re.IGNORECASE)
_DENIES_BEHIND = re.compile(rf"(?:{_DENIES.pattern})(?! {_W['no_no_before']}\b)", re.IGNORECASE)
SIGNS_BEFORE = 60
SIGNS_OF_A_CHOICE = 300


@dataclass(frozen=True, slots=True)
class _Choice:
    """The words that a choice asks about, and of each of its boxes whether it is ticked and what it says."""

    asked: str
    options: list[tuple[bool, str]]
    below: bool

    @property
    def is_told_without_a_no(self) -> bool:
        """Whether something is ticked and nothing that is ticked denies it: "[ ] resolved [x] ongoing", "[x] no change [ ] worse"."""
        ticked = [said for is_ticked, said in self.options if is_ticked]
        if len(self.options) < 2 or not ticked or _DENYING.search(self.asked) or _ASKING_MORE.search(self.asked):
            return False
        return not any(_GOT_OVER.search(said) or _DENIES_BEHIND.search(said) for said in ticked)

    @property
    def is_answered_by(self) -> Status | None:
        """What the ticked options say, uncertain where none is ticked; None where it is no choice with a no in it."""
        says_no = _ONLY_NO if self.below else _NO
        if len(self.options) < 2 or not any(says_no.match(said) for _, said in self.options):
            return None
        ticked = [said for is_ticked, said in self.options if is_ticked]
        told = [said for said in ticked if not _NO.match(said)]
        if not told:
            return Status.DENIED if ticked else Status.UNCERTAIN
        if all(_NOT_TOLD.match(said) for said in told):
            return Status.UNCERTAIN
        return Status.HISTORICAL if all(is_of_the_past(said) for said in told) else Status.PRESENT


def with_choices_behind_labels(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of risk and of symptoms with the status that the ticked box of a choice behind their label, or their own box in a
    choice, gives them."""
    if _BOX.search(text) is None:
        return list(findings)
    return [_answered(text, _behind_a_box(text, each)) if may_be_asked(each) else each for each in findings]


def _behind_a_box(text: str, finding: Finding) -> Finding:
    """The finding without the words that it has before the box of another label: "thoughts [x] Self-harm"."""
    start, end = finding.evidence.start, finding.evidence.end
    boxes = [box.end() for box in _BOX.finditer(text, start, end) if text[start : box.start()].strip()]
    label = A_LABEL.search(text, boxes[-1], end) if boxes else None
    if label is None:
        return finding
    line = text.rfind("\n", 0, start) + 1
    opens, behind = _BOXES_COME_FIRST.match(text, line), _BEHIND_IT.match(text, label.end())
    if behind is not None and (opens is None or opens["label"] is not None):
        finding = replace(finding, status=Status.PRESENT if behind["ticked"] else Status.DENIED, cues=())
    elif finding.status is Status.PRESENT and not text[boxes[-1] : label.start()].strip():
        ticked = re.fullmatch(f".*{TICKED}", text[start : boxes[-1]], re.DOTALL) is not None
        finding = replace(finding, status=Status.PRESENT if ticked else Status.DENIED, cues=())
    start = label.start()
    return replace(finding, evidence=Evidence(start, end, text[start:end]))


def _answered(text: str, finding: Finding) -> Finding:
    choice = _choice_behind(text, finding)
    said = choice.is_answered_by if choice is not None else None
    if choice is None or said is None:
        if not is_asked_for(finding):
            return finding
        if choice is not None and finding.status is Status.DENIED and choice.is_told_without_a_no:
            return replace(finding, status=Status.PRESENT, cues=())
        return _by_its_own_box(text, finding)
    status = _of_the_client(finding, said, choice)
    if status is None:
        return finding
    answer = next((words for ticked, words in choice.options if ticked), "[ ]")
    return with_answer(finding, status, answer, text)


def _of_the_client(finding: Finding, said: Status, choice: _Choice) -> Status | None:
    """What the answer of a choice says of the client now; None where it leaves the finding as it is."""
    asked = choice.asked
    status = answered_for_means(said, asked) if finding.indicator == "access_to_means" else said
    if _ASKING_MORE.search(asked):
        return Status.UNCERTAIN if finding.status is Status.DENIED else None
    is_safety = finding.indicator != "access_to_means" and _SAFE.search(asked) is not None
    if status is said and (is_safety or _GOT_OVER.search(asked) or _DENYING.search(asked)):
        if (
            said is not Status.DENIED
            or finding.status is not Status.DENIED
            or not any(_YES.fullmatch(words) for _, words in choice.options)
        ):
            return None
        return Status.PRESENT if _GOT_OVER.search(asked) else Status.UNCERTAIN
    if status is Status.PRESENT:
        return Status.OTHER_PERSON if _OF_KIN.search(asked) else Status.HISTORICAL if is_of_the_past(asked) else status
    return status


def _choice_behind(text: str, finding: Finding) -> _Choice | None:
    """The choice behind the words of a finding; None where no box follows them."""
    start = finding.evidence.start + max((gap.end() for gap in _GAP.finditer(finding.quote)), default=0)
    between = _TO_THE_BOX.match(text, _label_ends(text, finding, start))
    if between is None or (between["colon"] is None and _is_boxed(text, start)):
        return None
    options = _options(text, between.end(), below=between["below"] is not None)
    asked_until = between.end()
    if between["first"] is None and len(options) > 1 and not options[-1][1]:
        return None  # "SI ☐ Plan ☐ Means ☒": the boxes stand behind what they are about
    if between["first"] is not None and options and not options[-1][1]:  # "No [ ] Yes [x]"
        words = [between["first"], *(said for _, said in options)]
        options = [(ticked, said) for (ticked, _), said in zip(options, words, strict=False)]
        asked_until = between.start("first")
    itself = re.compile(rf"^({NO}) (?:current |specific )?{re.escape(finding.quote)}\b", re.IGNORECASE)
    options = [(ticked, itself.sub(r"\1", said)) for ticked, said in options]  # "Intent: [x] no intent"
    least = max(start - SIGNS_BEFORE, 0)
    asked_from = max((each.end() for each in _LABEL_BEGINS.finditer(text, least, start)), default=least)
    return _Choice(text[asked_from:asked_until], options, between["below"] is not None)


def _is_boxed(text: str, start: int) -> bool:
    """Whether a box right before the words is theirs, or one at the beginning of their line: "[x] No SI [ ] SI present"."""
    line = text.rfind("\n", 0, start) + 1
    opens = _BOXES_COME_FIRST.match(text, line, start)
    return _BOXED.search(text, max(start - 8, 0), start) is not None or (opens is not None and opens["label"] is None)


def _label_ends(text: str, finding: Finding, start: int) -> int:
    """Where the label ends that a finding is: with its words, or before the first box within them."""
    box = _BOX.search(text, start, finding.evidence.end)
    if box is None:
        label = A_LABEL.match(text, start) if is_asked_for(finding) else None
        return max(finding.evidence.end, label.end() if label is not None else 0)
    return len(text[: box.start()].rstrip(" \t:?"))


def _options(text: str, begin: int, *, below: bool) -> list[tuple[bool, str]]:
    """Of each box of a choice from `begin` whether it is ticked, and the words behind it up to the next; `below` if one stands a line."""
    options = list[tuple[bool, str]]()
    stop = min(len(text), begin + SIGNS_OF_A_CHOICE)
    while (box := _BOX.match(text, begin, stop)) is not None:
        another = _BOX.search(text, box.end(), stop)
        begin = another.start() if another is not None else stop
        ends = _OPTION_ENDS.search(text, box.end(), stop)
        ends = ends if ends is not None and ends.start() <= begin else None
        said = text[box.end() : ends.start() if ends else begin].strip(" \t,;/·•-")
        if A_LABEL.fullmatch(said) and not _A_KIND.fullmatch(said):
            break  # "SI [x] HI [x] - denied"
        options.append((box["ticked"] is not None, said))
        if ends is None:
            continue
        next_line = _OPTION_BELOW.match(text, ends.start()) if below else None
        if next_line is None:
            break
        begin = next_line.end()
    return options


def _by_its_own_box(text: str, finding: Finding) -> Finding:
    """The finding as the box before it says, in a line whose boxes stand before what they are about: a danger in ticked words is there
    unless they deny it themselves, and words left empty that deny one ("☐ Denies SI") deny nothing."""
    if finding.indicator == "access_to_means" or finding.status not in (Status.DENIED, Status.PRESENT):
        return finding
    start, end = finding.evidence.start, finding.evidence.end
    line, line_ends = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    begin, stop = max(line, start - SIGNS_OF_A_CHOICE), min(len(text), end + SIGNS_OF_A_CHOICE)
    stop = min(stop, line_ends) if line_ends >= 0 else stop
    opens = _BOXES_COME_FIRST.match(text, line)
    if opens is None or _ASKED.match(text, end) or (opens["label"] is not None and _BOXED_BEHIND.match(text, end)):
        return finding  # "SI: [x] No  HI [ ]"
    boxes = list(_BOX.finditer(text, begin, start))
    if not boxes:
        return finding
    own, behind = boxes[-1], _BOX.search(text, end, stop)
    if finding.status is Status.PRESENT:
        if own["ticked"] or not _ENDORSED.fullmatch(text, own.end(), start) or not _OPTION_IS_OVER.match(text, end):
            return finding
        return with_answer(finding, Status.DENIED if _TICKED.search(text, begin, stop) else Status.UNCERTAIN, own[0], text)
    if own["ticked"]:
        option_ends = behind.start() if behind is not None else stop
        said_no = _DENIES.search(text, own.end(), end) or _DENIES_BEHIND.search(text, end, option_ends)
        return finding if said_no else replace(finding, status=Status.PRESENT, cues=((str(Status.PRESENT), own[0]),))
    denies = opens["label"] is None and bool(_DENIES_FIRST.match(text, own.end(), start)) and not _TICKED_NO.search(text, begin, stop)
    return replace(finding, status=Status.UNCERTAIN, cues=((str(Status.UNCERTAIN), own[0]),)) if denies else finding
