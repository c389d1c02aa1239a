"""Words of self-harm and suicide that are of a figure (the patient of a role play, of a letter, of the client's own ward), the subject of
a course, or a mishap in the kitchen. Whoever hurts himself on purpose, or feels like the figure, keeps the danger."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.danger.dangers_to_life import STANDS, TO_LIFE
from fullarc.reading.finding import Finding, Status
from fullarc.reading.text.word_lists import alternatives_in

_W = alternatives_in("danger/figures_and_mishaps.toml")
_OF_DEATH = TO_LIFE | {"self_harm_urge"}
_IS_OR_WAS = STANDS | {Status.HISTORICAL}
_NOT_THE_CLIENT = r"(?<!\bis )(?<!\bwas )(?<!\bas )(?<!\bbeen )(?<!\bbecame )"
_OF_A_FIGURE = re.compile(
    rf"(?:{_NOT_THE_CLIENT}\b(?:the|an?|this) (?:(?!client)\w+ )?(?!client){_W['figure']} (?:in|of|from) "
    rf"(?:the|an?|his|her|their) (?:\w+ )?{_W['telling']}\b(?! ?(?:session|call|visit|appointment))"
    rf"|{_NOT_THE_CLIENT}\b(?:an?|one|another|his|her) (?:\w+ )?{_W['looked_after']} {_W['at_work']}"
    rf"|{_W['at_work']},? (?:an?|one|another) (?:\w+ )?{_W['looked_after']}"
    rf"|\b(?:a|one|another) caller|\b(?:his|her|their) (?:patient|resident|caller|tutee|pupil))"
    r"(?: who)?(?: (?:had|has|was|is|then|also|just|really|told (?:him|her|them)|said|says|that|(?:s?he|they)))*\s$",
    re.IGNORECASE,
)
_PLAYED = re.compile(
    r"\b(?:played|plays|playing|acted|acts|acting|(?:in|took|takes) (?:the|on the) (?:role|part) of|role[- ]?played|simulated"
    r"|standardi[sz]ed) (?:as )?(?:the|an?) (?:\w+ )?$",
    re.IGNORECASE,
)
_CASE = re.compile(rf"\b{_W['case']} (?:\w+ ){{0,2}}?(?:an?|the|of|about|on)(?: (?:an?|the))? $", re.IGNORECASE)
_WHO_IS_SO = re.compile(rf"\s+(?:\w+ )?{_W['figure']}\b", re.IGNORECASE)
_SUBJECT_OF_STUDY = re.compile(rf"\b{_W['study']} (?:on|about|in|of) (?:the )?$", re.IGNORECASE)
_TOPIC = re.compile(r"(?:suicide|suicidality|suicidal (?:ideation|thoughts)|self.?harm)", re.IGNORECASE)
_FOR_REAL = re.compile(rf"\b{_W['for_real']}\b", re.IGNORECASE)
_ACT = re.compile(r"(?:cuts?|burn(?:ed|t|s)|scald(?:ed|s)|scratch(?:ed|es)|nicked|grazed|bruised|jammed|trapped)\b.*", re.IGNORECASE)
_BY_ACCIDENT = re.compile(rf"\b{_W['mishap']}\b", re.IGNORECASE)
_ON_PURPOSE = re.compile(rf"\b{_W['on_purpose']}\b", re.IGNORECASE)


def without_figures_and_mishaps(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without mishaps; those of a figure as another person's, the subjects of a course as hypothetical."""
    mishaps = {each for each in findings if _is_a_mishap(text, each)}
    if any(each.indicator in ("self_harm", "self_harm_urge") and each.status in _IS_OR_WAS and each not in mishaps for each in findings):
        mishaps = set()
    kept = [each for each in findings if each not in mishaps]
    return [each if (status := _of_a_figure(text, each)) is None else replace(each, status=status) for each in kept]


def _is_a_mishap(text: str, finding: Finding) -> bool:
    if finding.indicator != "self_harm" or finding.status is not Status.PRESENT or not _ACT.fullmatch(" ".join(finding.quote.split())):
        return False
    return _BY_ACCIDENT.search(text, finding.evidence.start, finding.sentence[1]) is not None and not _ON_PURPOSE.search(
        text, *finding.sentence
    )


def _of_a_figure(text: str, finding: Finding) -> Status | None:
    if finding.indicator not in _OF_DEATH or finding.status not in _IS_OR_WAS or _FOR_REAL.search(text, *finding.sentence):
        return None
    begin, end = finding.sentence
    before = text[begin : finding.evidence.start]
    if _SUBJECT_OF_STUDY.search(before) and _TOPIC.fullmatch(finding.quote):
        return Status.HYPOTHETICAL
    if _OF_A_FIGURE.search(before):
        return Status.OTHER_PERSON
    if (_PLAYED.search(before) or _CASE.search(before)) and _WHO_IS_SO.match(text, finding.evidence.end, end):
        return Status.OTHER_PERSON
    return None
