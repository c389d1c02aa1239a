"""Forms that were left open: "SI: Y / N", "SI: ____", "SI: N/A", "Suicidal ideation (Y/N):". Nobody answered, so nothing is said either
way; where an answer follows the printed ones ("SI (Y/N): N"), it counts."""

import re
from collections.abc import Sequence

from fullarc.reading.finding import Finding, Status
from fullarc.reading.forms.form_answers import BLANK, NO, NOT_TOLD, YES
from fullarc.reading.forms.labels_of_danger import A_LABEL, LABEL, is_asked_for, may_be_asked, with_answer

_AN_ANSWER = rf"(?:{NO}|{YES})(?!\w)"
_PRINTED = (
    rf"[(\[{{]?\s?{_AN_ANSWER}(?:\s?(?:/|\||\bor\b)\s?{_AN_ANSWER})+(?:\s?(?:/|\|)\s?{NOT_TOLD})?\s?[)\]}}]?"
    r"|(?-i:Y {1,3}N|N {1,3}Y|Yes {1,3}No|YES {1,3}NO)(?!\w)"
)
_ROW = re.compile(r"(?:\w[\w-]*(?: \w+)?\s?[/&]\s?)+$")
_REST_OF_ROW = rf"(?P<row>(?:\s?[/&]\s?{LABEL}){{0,8}})"
_ENDS = rf"(?=\s*(?:$|[\n,;|)\]]|[.](?:\s|$))|\s{{2,}}|\s+{LABEL}\s?[:?=(\[])"
_OWNS_NONE = (
    r"[,;:.–—( -]*(?:none\b|no (?:guns?|firearms?|weapons?)|(?:does|do)(?: not|n['’]t) (?:own|have)|owns? (?:none|no)|has (?:none|no))"
    r"(?: owned| (?:in|at) (?:the )?(?:home|house))?"
)
_ASKS_HOW = (
    r"(?:\(?(?:frequency|intensity|duration|timing|location|lethality|dates?|when|onset|types?|details?|describe|explain|comments?|method|specify"
    r"|(?:if (?:yes|so|present)[^_\n]{0,30}?))\)?[ \t]*[:,]?)"
)
_MORE_OF_IT = (
    r"(?:plans?|intent|means|methods?|frequency|intensity|duration|timing|describe|details?|comments?"
    r"|current|past|active|passive|hx|history)"
)
_TELLS = r"(?:reports?|states?|says?|said|denie[sd]|endorse[sd]|admits?|yes|no|none)"
_NOTHING_BEHIND = re.compile(  # "SI:", and the next line has a label of its own; "SI:\nPlan: overdose" tells of it
    rf"[ \t]*[:?][ \t]*(?:$|\n[ \t]*(?:[-*•][ \t])?(?!{_MORE_OF_IT}\b[^\n:?]{{0,30}}[:?][ \t]*\S)"
    rf"(?:(?!{_TELLS}\b)[\w/-]{{1,20}}(?:[ ]|(?=[:?]))){{1,4}}(?<! )[:?](?:[ \t]|\n|$))",
    re.IGNORECASE,
)
_LEFT_OPEN = re.compile(
    rf"{_REST_OF_ROW}(?:\s?\((?!\s?{_AN_ANSWER}\s?[/)])[^()\n]{{1,40}}\))?\s*(?:[:=?–—-]\s*)*"
    rf"(?:(?P<printed>{_PRINTED})\s*(?:[:=?–—-]\s*)*(?:(?P<no>{NO})|(?P<yes>{YES})|{BLANK})?"
    rf"|(?:{_ASKS_HOW}[ \t]*+{BLANK}[ \t,;/]*+){{1,6}}|{BLANK}"
    rf"|(?P<not_told>(?:(?<=[:=?–—-])|(?<=[:=?–—-]\s)|(?=n/?a\b|not a))(?!see\b|other\b){NOT_TOLD}(?!\w)))"
    rf"(?:\s?\((?:circle|check|select|choose|tick|mark|delete)[^()\n]{{0,20}}\))?(?P<owns_none>{_OWNS_NONE})?{_ENDS}",
    re.IGNORECASE,
)
_PRINTED_BEFORE = re.compile(rf"(?:^|\n)[-*•\d.) \t]*(?:{_PRINTED}|\[?yes\]?[ ]{{1,3}}\[?no\]?)[ \t]*[-–:]?[ \t]*$", re.IGNORECASE)
_NOT_APPLICABLE = re.compile(r"\s*[:=?–—-]\s*(?P<words>n/a)\b", re.IGNORECASE)
_SAYS_NO, _SAYS_YES = (re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE) for words in (NO, YES))
_OF_SUICIDE = frozenset({"suicide_plan", "suicide_intent"})
SIGNS_OF_A_ROW = 80


def left_unanswered(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of risk and of symptoms with those uncertain whose label has printed or blank answers, or says that it was not asked."""
    ideation = {each.status for each in findings if each.indicator == "suicidal_ideation"}
    return [_answered(text, each, ideation) if may_be_asked(each) else each for each in findings]


def _answered(text: str, finding: Finding, ideation: set[Status]) -> Finding:
    if finding.status not in (Status.PRESENT, Status.DENIED, Status.UNCERTAIN):
        return finding
    start = finding.evidence.start
    label = A_LABEL.match(text, start) if is_asked_for(finding) else None
    open_ = next((said for end in _ends(finding, label) if (said := _LEFT_OPEN.match(text, end)) is not None), None)
    if open_ is None and finding.status is Status.DENIED and (begun := _NOT_APPLICABLE.match(text, finding.evidence.end)):
        return with_answer(finding, Status.UNCERTAIN, begun["words"], text)  # "SI: N/A today, had thoughts Tuesday"
    if open_ is None and label is not None and finding.status is not Status.DENIED and _NOTHING_BEHIND.match(text, label.end()):
        return with_answer(finding, Status.UNCERTAIN, label[0], text)
    if open_ is None:
        before = _PRINTED_BEFORE.search(text, max(start - SIGNS_OF_A_ROW, 0), start)
        return with_answer(finding, Status.UNCERTAIN, before[0].strip(), text) if before is not None else finding
    if finding.status is Status.DENIED and any(said in text[finding.sentence[0] : start] for _, said in finding.cues):
        return finding  # "No thoughts of suicide (item 9 n/a)"
    words = open_[0].strip(" \t\n:=?")
    if open_["printed"] is not None:
        if open_["no"] or open_["yes"]:
            return with_answer(finding, Status.DENIED if open_["no"] else Status.PRESENT, open_["no"] or open_["yes"], text)
        if not _is_a_choice(open_["printed"]) or _is_answered_in_a_row(text, start, open_):
            return finding
    if open_["owns_none"] is not None and finding.indicator == "access_to_means":
        return with_answer(finding, Status.DENIED, words, text)
    if open_["not_told"] is not None and finding.indicator in _OF_SUICIDE and ideation == {Status.DENIED}:
        return with_answer(finding, Status.DENIED, words, text)  # "SI: N. Plan: N/A"
    return with_answer(finding, Status.UNCERTAIN, words, text)


def _ends(finding: Finding, label: re.Match[str] | None) -> list[int]:
    """Where the label may end: with the finding's words, or before the printed answers that it took in."""
    return [finding.evidence.end] if label is None else [label.end(), finding.evidence.end]


def _is_a_choice(printed: str) -> bool:
    return _SAYS_NO.search(printed) is not None and _SAYS_YES.search(printed) is not None


def _is_answered_in_a_row(text: str, start: int, said: re.Match[str]) -> bool:
    """Whether the labels in a row have as many answers: "SI/HI: Y/N" answers each."""
    before = _ROW.search(text, max(start - SIGNS_OF_A_ROW, 0), start)
    labels = 1 + len(re.findall("[/&]", (before[0] if before else "") + said["row"] + said.string[start : said.start()]))
    return labels > 1 and labels == len(re.split(r"/|\||\bor\b", said["printed"]))
