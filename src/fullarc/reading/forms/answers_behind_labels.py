"""Answers behind labels of danger that the cues do not know: "SI nil of late", "SH x0 for 61 days",
"SI/HI/SIB: no/no/yes". An answer counts only where nothing but a time and the end of the item follows it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.finding import Evidence, Finding, Status
from fullarc.reading.forms.form_answers import ITEM_ENDS, NO, OF_A_NO, YES
from fullarc.reading.forms.labels_of_danger import A_LABEL, LABEL, is_asked_for, own_label, with_answer
from fullarc.reading.text.word_lists import alternatives_in

_W = alternatives_in("forms/answers_behind_labels.toml")
_NO = rf"(?:(?:{_W['who_says']} )?{NO})"
_KIND_AND_LABEL = re.compile(rf"(?:passive|active)\s{LABEL}(?=\s*[:–—-]\s*{_W['asked']}\b)", re.IGNORECASE)
_LABELS = rf"{LABEL}(?:\s?[/,;&]\s?(?:(?:and|or)\s)?{LABEL}){{0,12}}"
_YES = r"(?:yes|y|pos(?:itive)?|present|\+)(?!\w)"
_NEXT = rf"\s+(?:{LABEL}\s?/\s?){{0,8}}{LABEL}\s*"
_END = rf"(?={ITEM_ENDS}|{_NEXT}(?:[:=]|{_YES}))"
_END_BEFORE_A_NO = rf"(?={ITEM_ENDS}|{_NEXT}(?:[:=?]|[–—-](?=\w)|{_YES}|{_NO}))"  # "SI nil HI nil", but "SI no plan no intent"
_TIME = rf"(?:[\s,]+{_W['time']})"
_LISTED_WITH_IT = rf"(?:\s?[/&]\s?{LABEL}){{0,8}}"
_TO_THE_ANSWER = r"(?:[:=?–—-]|->|=>|→|⇒|\.{2,})"
_ASKED = rf"(?:\s*+(?:[:=–—-]\s*+)?{_W['asked']}(?: about)?(?=\s*[:,.–—-]))?[,.]?"  # "SI: asked - none since 2 wks"
_ANSWERED_NO = re.compile(
    rf"{_LISTED_WITH_IT}(?:\s?\([^()\n]{{1,30}}\)(?=\s*[:=?]))?{_ASKED}\s*+(?:{_TO_THE_ANSWER}\s*+)?"
    rf"(?P<no>(?:no|never){_TIME}{{0,2}}(?={ITEM_ENDS}|{_NEXT}{_YES})(?!\.\s*(?:of\b|\d))"
    rf"|(?!no\b|never\b)(?!denie[sd]{_NEXT}[:=]){_NO}{OF_A_NO}?{_TIME}{{0,2}}{_END_BEFORE_A_NO})",
    re.IGNORECASE,
)
_ANSWERED_YES = re.compile(rf"{_LISTED_WITH_IT}\s?[:=?]?\s*(?P<yes>{_YES}){_END}", re.IGNORECASE)
_ANSWER_OF_ANOTHER = re.compile(rf"{LABEL}\s?[:=?]?\s*{_NO}[\s,;/|]+$", re.IGNORECASE)
_COUNTED_DOWN = re.compile(
    r"\s*+(?:[:=]\s*+)?(?P<no>\d{1,3}\s?(?:→|->|⇒|=>)\s?0)(?!\s?(?:[\d./]|→|->|⇒|=>))"
    r"(?!\s(?:after[^.;\n]{0,30}, |then )[^.;\n]{0,20}\d)",
    re.IGNORECASE,
)
_NONE_BEFORE = re.compile(r"(?:^|[\n,;|(:]|\.\s)\s*0\s+$")
_NEGATIVE_FOR = re.compile(rf"\b(?:neg|negative|-ve)\s?\((?P<labels>{_LABELS})\)", re.IGNORECASE)
_SIGN = rf"(?:{NO}|[-–—−]|{YES})"
_SAYS_NO = re.compile(rf"{NO}|[-–—−]", re.IGNORECASE)
_PAIRED = re.compile(
    rf"(?P<labels>{LABEL}(?:\s?/\s?{LABEL}){{1,8}})\s?[:=]?\s*(?P<answers>{_SIGN}(?:\s?/\s?{_SIGN}){{1,8}})(?![\w/])", re.IGNORECASE
)
_DENIES = re.compile(r"\b(?:no|not|denie[sd]|without|never|none)\b|n['’]t\b", re.IGNORECASE)
_RATED_URGE = re.compile(r"(?P<urge>urges?\b[^,;.]{0,40}?\s(?:at )?(?:[1-9]|10)(?:/10)?)\s*,", re.IGNORECASE)
_TOLD_AFTER = re.compile(
    r"\s*,\s*(?:[^.;,\n]{0,30}?[\s(])??(?:\d+/\d+|x ?\d|\d+ ?x|present|yes|pos\b|positive|daily|nightly|most"
    r"|(?:mon|tues?|wed|thu|fri|sat|sun)[a-z]*"
    r"|last (?:week|night|weekend|month)|yesterday|passive|fleeting|earlier|was|were|had|once|twice|then|but|though|answers|cries|looks"
    r"|severe|strong|intense|endorsed|later)\b",
    re.IGNORECASE,
)
_RATED_FROM_ZERO = re.compile(r"\s?\(?0\s?(?:[-–]|to)\s?(?:5|10|100)\)?\s?[:=]?\s*(?P<rating>[1-9]\d?)(?![\d.])")
_ANSWER_OF_THE_NEXT = re.compile(rf"[ \t]{{2,}}{LABEL}\s?[:=]\s*{NO}", re.IGNORECASE)
_ANSWER_OF_THE_ONE_BEFORE = re.compile(
    rf"(?:no|none|denie[sd]|low|minimal)\s+(?=(?:{LABEL}|risk to (?:self|others))\s?[:?])", re.IGNORECASE
)
_BEHIND_A_LABEL = re.compile(r"[:?][ \t]*$")
_SAID_BEHIND = re.compile(
    rf"\s?[:?]\s*(?:(?P<yes>{YES}|high|severe|acute|imminent|elevated|moderate|medium)|(?P<no>{NO}|low|minimal))(?!\w)", re.IGNORECASE
)
_TO_BE_TURNED = (Status.PRESENT, Status.HYPOTHETICAL, Status.UNCERTAIN)
SIGNS_TO_A_LABEL = 20


def with_answers_behind_labels(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of risk and of psychosis with the status that an answer or a count behind their label gives them."""
    if not any(is_asked_for(each) for each in findings):
        return list(findings)
    answers = _answers_in(text)
    return [_answered(text, each, answers) if is_asked_for(each) else each for each in findings]


def _answers_in(text: str) -> dict[int, tuple[bool, str]]:
    """By the beginning of a label whether its answer is a no, and its words."""
    answers: dict[int, tuple[bool, str]] = {}
    for screened in _NEGATIVE_FOR.finditer(text):
        for label in A_LABEL.finditer(text, *screened.span("labels")):
            answers[label.start()] = True, screened[0].partition("(")[0].strip()
    for pair in _PAIRED.finditer(text):
        begin, labels, signs = pair.start("labels"), pair["labels"].split("/"), pair["answers"].split("/")
        for label, sign in zip(labels, signs, strict=False) if len(labels) == len(signs) else ():
            answers[begin + len(label) - len(label.lstrip())] = _SAYS_NO.fullmatch(sign.strip()) is not None, sign.strip()
            begin += len(label) + 1
    return answers


def _answered(text: str, finding: Finding, answers: dict[int, tuple[bool, str]]) -> Finding:
    start = finding.evidence.start
    before = _ANSWER_OF_THE_ONE_BEFORE.match(text, start)
    if before is not None and _BEHIND_A_LABEL.search(text, max(start - SIGNS_TO_A_LABEL, 0), start):
        return _without_it(text, finding, len(before[0]))  # "HI: No   Self-harm: Yes"
    if finding.indicator == "self_harm_urge" and finding.status is Status.DENIED and (rated := _RATED_URGE.match(finding.quote)):
        quote = rated["urge"]  # "urges to SH 3, SH no"
        return replace(finding, status=Status.PRESENT, evidence=Evidence(start, start + len(quote), quote), cues=())
    if finding.status is Status.DENIED:
        if (rated := _RATED_FROM_ZERO.match(text, finding.evidence.end)) is not None:
            return with_answer(finding, Status.PRESENT, rated["rating"], text)
        if _ANSWER_OF_THE_NEXT.match(text, finding.evidence.end) and not _DENIES.search(text, finding.sentence[0], finding.evidence.end):
            return replace(finding, status=Status.PRESENT, cues=())  # "Suicidality: ideation  Homicidality: none"
    begin = own_label(finding)
    begin = begin if begin in answers else start
    if begin in answers:
        denied, words = answers[begin]
        finding = replace(finding, evidence=Evidence(begin, finding.evidence.end, text[begin : finding.evidence.end]))
        return with_answer(finding, Status.DENIED if denied else Status.PRESENT, words, text)
    label = A_LABEL.match(text, start) or _KIND_AND_LABEL.match(text, start)
    if label is None:
        return finding
    if finding.status is Status.DENIED and (answer := _ANSWERED_YES.match(text, label.end())) is not None:
        others = _ANSWER_OF_ANOTHER.search(text, max(start - 40, 0), start) is not None  # "SI no HI yes"
        return with_answer(finding, Status.PRESENT, answer["yes"], text) if others else finding
    if finding.status not in _TO_BE_TURNED:
        return finding
    answer = _ANSWERED_NO.match(text, label.end()) or _COUNTED_DOWN.match(text, label.end())
    if answer is not None and _TOLD_AFTER.match(text, answer.end()):
        return finding  # "SI: none today, 6/10 Saturday"
    if answer is not None:
        return with_answer(finding, Status.DENIED, answer["no"], text)
    if finding.indicator == "emergency_visit" and _NONE_BEFORE.search(text, max(start - 12, 0), start):
        return with_answer(finding, Status.DENIED, "0", text)
    return finding


def _without_it(text: str, finding: Finding, signs: int) -> Finding:
    """The finding without these first signs, which answer another label, with the status of its own answer."""
    start = finding.evidence.start + signs
    finding = replace(finding, evidence=Evidence(start, finding.evidence.end, text[start : finding.evidence.end]), cues=())
    said = _SAID_BEHIND.match(text, finding.evidence.end)
    if said is None:
        return replace(finding, status=Status.UNCERTAIN)
    return with_answer(finding, Status.PRESENT if said["yes"] else Status.DENIED, said["yes"] or said["no"], text)
