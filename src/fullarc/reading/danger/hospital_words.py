"""Stays and visits that are for the body, and the letters "ED" and "ER" where they mean something else.

A stay in hospital counts as a risk finding when it is psychiatric or for a crisis. In a therapy note "admitted for appendectomy" or "the ER
with a broken arm" is none, unless its sentence also names a reason of the mind. Where one stay was for the body and none for the mind,
"in the hospital" is that stay.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fullarc.reading.finding import Finding, Status

_HOSPITAL = frozenset({"hospitalization", "emergency_visit"})
_OF_THE_BODY = re.compile(
    r"\w{3}ectomy|\w{3}plasty|appendec|appendicit|mastitis|medically|potassium|electrolyte|surger|surgical|operation|c-section|caesarean|cesarean|pneumonia|fractur|broken"
    r"|broke (?:his|her|their|an?|my)|sprain|concussion"
    r"|kidney stone|gallbladder|gallstone|hernia|cardiology|cardiac ward|stroke|heart attack|\bMI\b|angina|sepsis|cellulitis"
    r"|infection|asthma|migraine|craniotomy|\bDKA\b|liver failure|renal failure|back pain|pain control|dizziness|hypogly|bone marrow"
    r"|embol|pulmonary|flank|ankle|coughing|premature|newborn|since birth|nephrolog|hematur|urinat|x-ray|\bMRI\b"
    r"|CT scan|urinary|sudden onset of headache"
    r"|seizure|diabet|ketoacidosis|blood clot|\bDVT\b|chemo|oncolog|orthop|maternity|labou?r ward|delivery"
    r"|hip replacement|knee replacement|covid|chest pain|\\bbypass\\b|\\bfx\\b|\\bfaint(?:s|ed|ing)?\\b"
    r"|allergic reaction|dehydrat|food poisoning|car accident|\bMVA\b|fell off|rehab after|dialysis|transplant|biops|colonoscop",
    re.IGNORECASE,
)
_OF_THE_MIND = re.compile(
    r"psych|suicid|\bSI\b|\bHI\b|self.?harm|overdos|\bODs?\b|\bOD'd\b|\b(?-i:OD)d\b|attempt|\bcut(?:s|ting)?\b|panic|mental|crisis|section|involunt|hold\b|detox|withdraw"
    r"|kill|\bdie\b|on purpose|intentional|deliberate"
    r"|(?:jump(?:ed|ing)|leapt|stepp(?:ed|ing)|walk(?:ed|ing)) (?:from|off|in front|out|into traffic)"
    r"|paracetamol|acetaminophen|tylenol|ingest(?:ed|ion|ing)|swallow(?:ed|ing)|poison(?:ed|ing) (?:him|her|them)sel"
    r"|bleach|threw (?:him|her|them)self|(?:slit|slashed)\b"
    r"|gunshot|\bshot (?:him|her|them)self|stab(?:bed|bing)|starving|goodbye|be gone\b"
    r"|depress|mani[ac]|voices|halluc|paranoi|anxi|breakdown|safe|risk|5150|alcohol|drunk|ideation|hang|pills|inpatient|\bIP\b|PHP|IOP",
    re.IGNORECASE,
)
_ODD_BEHAVIOR = re.compile("behavio", re.IGNORECASE)
_WERE = (Status.PRESENT, Status.HISTORICAL, Status.UNCERTAIN)
_IN_HOSPITAL = re.compile(
    r"(?:(?:was|were|been|be) )?(?:in (?:the )?hospital|hospitali[sz]ed|admitted to (?:the|a) hospital"
    r"|hospital stay|(?:the )?hospitali[sz]ation"
    r"|(?:while )?in the (?:ER|ED|emergency (?:room|department)))",
    re.IGNORECASE,
)
_BY_THE_BODY = re.compile(
    r"\b(?:stemming from|secondary to|caused by|as a result of) (?:his |her |their |the )?(?:acute |chronic |severe |end.stage )?"
    r"(?:liver|renal|kidney|heart|respiratory|hepatic|cardiac|infection|sepsis|pneumonia|stroke|hypo\w+|hyper\w+|urinary)"
    r"|\bstatus post (?:\w+ )?(?:craniotomy|\w+ectomy|\w+plasty|surgery|transplant)",
    re.IGNORECASE,
)
_BEFORE_A_ROOM = ("the ", " to ", " an ")
_SMALL_LETTERS = re.compile(r"(?:er|Er|ed|Ed|eds|EDs|Eds)")
_ED_OF_ANOTHER_KIND = re.compile(
    r"\s*(?:\d{1,3} ?mg\b|mg\b|XR\b|tab|caps|booster|release|nurse|physician|doctor|tech\b|resident\b|service|clinic\b|behavio|thought"
    r"|voice|sx\b|symptom|recovery|treatment|track|dietit|unit\b|rules|urge|d/o)",
    re.IGNORECASE,
)


def without_stays_for_the_body(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without stays and visits for the body, and without "Ed" for education, "er" for a sound, "ER 10 mg" for a tablet."""
    stays = [each for each in findings if each.indicator in _HOSPITAL]
    if not stays:
        return list(findings)
    reasons = {sentence: _reasons(text[sentence[0] : sentence[1]]) for sentence in {each.sentence for each in stays}}
    caused = any(each.caused_by_the_body for each in reasons.values())
    for_the_mind = any(reasons[each.sentence].of_the_mind(caused=caused) for each in stays if each.status in _WERE)
    for_the_body = not for_the_mind and any(each.are_of_the_body for each in reasons.values())
    return [
        each
        for each in findings
        if each.indicator not in _HOSPITAL
        or not (reasons[each.sentence].are_of_the_body or _is_no_room(text, each) or (for_the_body and _IN_HOSPITAL.fullmatch(each.quote)))
    ]


@dataclass(frozen=True, slots=True)
class _Reasons:
    """What one sentence names; `body` is asked only where nothing of the mind is named, which outdoes it. Where an illness is named as the
    cause of it all, odd behavior is no reason of the mind; nothing else is ever outdone by it."""

    body: bool
    mind: bool
    odd_behavior: bool
    caused_by_the_body: bool

    def of_the_mind(self, *, caused: bool) -> bool:
        return self.mind or (self.odd_behavior and not caused)

    @property
    def are_of_the_body(self) -> bool:
        return self.body and not self.of_the_mind(caused=self.caused_by_the_body)


def _reasons(sentence: str) -> _Reasons:
    mind = _OF_THE_MIND.search(sentence) is not None
    return _Reasons(
        body=not mind and _OF_THE_BODY.search(sentence) is not None,
        mind=mind,
        odd_behavior=_ODD_BEHAVIOR.search(sentence) is not None,
        caused_by_the_body=_BY_THE_BODY.search(sentence) is not None,
    )


def _is_no_room(text: str, finding: Finding) -> bool:
    start = finding.evidence.start
    if _SMALL_LETTERS.fullmatch(finding.quote) and not text[max(start - 4, 0) : start].lower().endswith(_BEFORE_A_ROOM):
        return True
    return finding.quote in ("ER", "ED") and _ED_OF_ANOTHER_KIND.match(text, finding.evidence.end) is not None
