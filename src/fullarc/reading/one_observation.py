"""One observation is one finding: of two indicators that claim the same words, the one that the words are about stays."""

import re
from collections.abc import Mapping, Sequence

from fullarc.reading.finding import Finding, Section

# what gives way -> to what, where both share words
GIVES_WAY: Mapping[str, frozenset[str]] = {
    "homework_assigned": frozenset({"crisis_contact", "emergency_visit"}),
    "affect": frozenset({"crying", "response_positive"}),
    "psychomotor": frozenset({"speech", "hypervigilance", "response_negative", "response_positive", "inattention_hyperactivity"}),
    "motivation": frozenset({"response_positive", "protective_factor", "suicidal_ideation"}),
    "response_positive": frozenset(
        {"protective_factor", "suicide_warning_sign", "exposure", "bullying_peer_conflict", "suicidal_ideation"}
    ),
    "response_negative": frozenset({"homework_not_done", "suicidal_ideation", "dissociation"}),
    "social_support": frozenset({"coping_skill_use", "protective_factor", "access_to_means", "homework_assigned", "crisis_contact"}),
    "coping_skill_use": frozenset({"leisure_activity", "homework_assigned", "homework_done"}),
    "family_illness": frozenset(
        {"hospitalization", "elevated_mood", "depressed_mood", "anxiety", "panic", "substance_use", "alcohol_use", "hallucinations"}
    )
    | {"delusions_paranoia", "suicide_attempt"},
    "financial_strain": frozenset({"problem_solving"}),
    "illness_injury": frozenset({"withdrawal_signs", "self_harm", "suicide_attempt", "family_illness", "somatic_complaints"}),
    "memory_cognition": frozenset({"inattention_hyperactivity", "dissociation"}),
    "thought_process": frozenset({"cognitive_restructuring"}),
    "medication_change": frozenset({"access_to_means", "safety_planning"}),
    "engagement": frozenset({"psychoeducation", "relapse_prevention", "self_harm"}),
    "relocation": frozenset({"breakup", "housing_problem"}),
}
_ANSWERED = re.compile(r"\b(?:willing|receptive|told|shared|unprompted|open to)\b", re.IGNORECASE)
_INSIGHT = re.compile(r"\binsight", re.IGNORECASE)
_STEP_OF_THE_CLINICIAN = re.compile(
    r"(?:we|i|agreed|asked|had|got|helped|talked|discussed|addressed|cable|lock|gun lock|reviewed|counsel\w*|means|lethal|safety|made|wrote"
    r"|arranged|completed|creat\w+|develop\w+|updated?|revis\w+|crisis|removed|secured)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(r"\b(?:plan|card|planning|assess\w*|numbers?|resources|contract\w*)\b", re.IGNORECASE)


def one_finding_each(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those whose words another indicator says better ("Ct will text the crisis line if ..." is a crisis contact,
    neither homework nor a safety plan made)."""
    ordered = sorted(findings, key=lambda each: each.evidence.start)
    dropped: set[int] = set()
    reach: list[Finding] = []
    for finding in ordered:
        reach = [each for each in reach if each.evidence.end > finding.evidence.start]
        for other in reach:
            for one, two in ((finding, other), (other, finding)):
                if one.indicator != two.indicator and _gives_way(one, two):
                    dropped.add(id(one))
        reach.append(finding)
    return [finding for finding in findings if id(finding) not in dropped] if dropped else list(findings)


def _gives_way(one: Finding, two: Finding) -> bool:
    if two.indicator in GIVES_WAY.get(one.indicator, ()):
        return True
    words = one.evidence.quote
    if one.indicator == "safety_planning" and two.indicator in ("crisis_contact", "emergency_visit"):
        return _PLAN.search(words) is None
    if one.indicator == "safety_planning" and two.indicator == "access_to_means":
        return _STEP_OF_THE_CLINICIAN.match(words) is None
    if one.indicator == "response_positive" and two.indicator == "engagement":
        return _ANSWERED.search(words) is None
    if one.indicator == "engagement" and two.indicator == "response_positive":
        return _ANSWERED.search(two.evidence.quote) is not None
    if one.indicator == "response_positive" and two.indicator == "insight":
        return _speaks_of_insight(two)
    if one.indicator == "insight" and two.indicator == "response_positive":
        return not _speaks_of_insight(one)
    return False


def _speaks_of_insight(finding: Finding) -> bool:
    return _INSIGHT.search(finding.evidence.quote) is not None or finding.section in (Section.ASSESSMENT, Section.OBJECTIVE)
