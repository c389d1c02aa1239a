"""A symptom that only says what the work was about ("opposite action for anger", "log NM") tells nothing of the client."""

import re
from collections.abc import Sequence

from fullarc.reading.finding import Finding, Section, Status
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.text.clause import clause_around

GROUPS = frozenset({"symptoms", "functioning"})
MOST_WORDS = 3
SIGNS_BEFORE = 110
_TOLD = frozenset({Status.PRESENT, Status.HYPOTHETICAL, Status.UNCERTAIN})
_PLANNED = frozenset({Section.PLAN, Section.INTERVENTION, Section.GOAL})
# what the clinician does with a subject; behind it a few words, and then the bare name of the symptom
_DONE_WITH = (
    r"(?:(?:psycho-?)?educat\w+|psychoed\w*|explain\w*|discuss\w*|talked (?:about|through)|went (?:over|through)|normali[sz]\w+"
    r"|explored?|exploring|challeng\w+|named|naming|taught|teaching|infor?(?:mation)?|handouts?|worksheets?|practi[cs]\w+|rehears\w+"
    r"|role[- ]?play\w*|opposite action|(?:chain |behaviou?r(?:al)? |functional )?analysis|thought (?:log|record|label\w+)|labell?ing"
    r"|externali[sz]\w+|skills?|strateg\w+|techniques?|tools?|coping|pros and cons|costs and benefits|likes and dislikes"
    r"|(?:vicious |the )(?:circle|cycle)|cbt|dbt|act|erp|emdr|protocol|imagery(?: rehearsal)?|model|formulation|hierarchy|exposure"
    r"|ladder|diary|monitoring|asked (?:about|what|him|her|them|client|ct|pt)[^,;]{0,30}?about|defus\w+"
    r"|thank\w+ (?:her|his|their) mind for|put(?= [\"“]))"
)
_UP_TO_THE_NAME = r"(?:[\s\"“'‘]+(?!rat(?:ed|ing)\b)[a-z]+){0,4}?[\s\"“'‘:]*$"
_TOPIC = re.compile(r"\b" + _DONE_WITH + ":?" + _UP_TO_THE_NAME, re.IGNORECASE)
_KEPT_IN = re.compile(
    r"\b(?:log|track|record|rate|monitor|chart|self-monitor)(?:ging|ing)?(?: (?:the|her|his|their|any|each|daily|all))?\s+$", re.IGNORECASE
)
_TOOL_BEHIND = re.compile(
    r"[\s-]+(?:log|diary|worksheet|workbook|handout|hierarchy|ladder|thermometer|scale|chart|tracker|management|mgmt|prev|prevention"
    r"|control|group|class|protocol|curve|cycle|module|skills?|letter|ending|script|card)\b",
    re.IGNORECASE,
)
_WHAT_IT_DOES = re.compile(r"\s+(?:does|do|did|gives?|gave|costs?|says|wants|takes)\b", re.IGNORECASE)
_BARE = re.compile(r"(?!no\b|not\b|how\b)[^\d\s]+(?: [^\d\s]+)?", re.IGNORECASE)
_SAYS_MORE = re.compile(r"[\s\"”]+(?:of|about|at|toward|towards|over|that|because|since|after|when|x\s?\d|\d)", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(
    r"[.;!?\n]|,\s(?:she|he|they|ct|client|pt|but|then|who)\b"
    r"|\b(?:said|says|reports?|reported|noted|admits?|if|until|unless)\b",
    re.IGNORECASE,
)


def without_names_for_the_work(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without symptoms that stand as the bare subject of what was done or given, unless more is said of them
    ("explored shame of needing help" stays)."""
    return [finding for finding in findings if not _is_a_name_for_the_work(text, finding)]


def _is_a_name_for_the_work(text: str, finding: Finding) -> bool:
    if group_of(finding.indicator) not in GROUPS or finding.status not in _TOLD:
        return False
    begin, end = finding.evidence.start, finding.evidence.end
    if len(finding.evidence.quote.split()) > MOST_WORDS:
        return False
    clause = text[max(begin - SIGNS_BEFORE, clause_around(text, finding, _CLAUSE_ENDS)[0]) : begin]
    if _TOOL_BEHIND.match(text, end) and (finding.section in _PLANNED or clause.strip()):
        return True
    if clause.lower().endswith("what ") and _WHAT_IT_DOES.match(text, end):
        return True
    if finding.section is Section.INTERVENTION and finding.status is Status.PRESENT and _BARE.fullmatch(finding.evidence.quote):
        return clause.strip() != ""
    if _SAYS_MORE.match(text, end):
        return False
    if finding.section in _PLANNED and _KEPT_IN.search(clause):
        return True
    return _TOPIC.search(clause) is not None
