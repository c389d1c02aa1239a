"""Words that only point to what the note tells elsewhere: an event mentioned again, a skill named in homework or used by the client."""

import re
from collections.abc import Sequence

from fullarc.reading.finding import Finding, Section, Status
from fullarc.reading.phrases.lexicon import group_of

SKILLS = frozenset(
    {
        "emotion_regulation_skill",
        "distress_tolerance_skill",
        "interpersonal_effectiveness_skill",
        "emdr_resourcing",
        "behavioral_activation",
        "imagery_rescripting",
        "experiential_technique",
        "cognitive_restructuring",
        "communication_training",
        "relaxation",
        "mindfulness",
        "grounding",
        "problem_solving",
    }
)
NAMED_AS_A_TASK = SKILLS | {"exposure", "role_play", "supportive_listening", "defusion"}
LIFE_OF_THE_CLIENT = frozenset({Section.SUBJECTIVE, Section.DATA, Section.BEHAVIOR, Section.HISTORY, Section.OBJECTIVE})
WORK_OF_THE_SESSION = frozenset({Section.INTERVENTION, Section.PLAN, Section.ASSESSMENT, Section.RESPONSE})
SIGNS_BEFORE = 24
WORDS_THAT_POINT = 2
_POINTING = re.compile(
    r"(?:\b(?:since|before|after|from|about|re|around|over|during|following|regarding|of|to|for|until|related to|due to|d/t)"
    r"(?: (?:the|a|her|his|their|this|that))?|\b(?:the|this|that|same))[\s:\"“'‘]+$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"(?:we|i|therapist|clinician|writer|did|together|in session|practi[cs]ed|rehearsed|challenged|completed|introduced|guided|walked)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:\n]")
_WORKED = (
    r"(?:(?!agreed|need|assign|encourag|ask|instruct|invit|challeng|recommend|suggest|plann)[a-z]{3,}ed|did|went|drew|made|wrote|taught|had"
    r"|built|ran|held|spoke|spun|stood|rode|drove|sat|chose|tried|began|gave|role[ -]played)"
)
_BY_THE_CLINICIAN = r"\b(?:we|i|therapist|clinician|writer)\s+(?:(?:also|then|mostly|just|both|first|again)\s+)?"
_LEFT_TO_DO = r"\b(?:agree[sd]?|will|would|is to|plans? to)\b"
_DONE_IN_SESSION = re.compile(rf"(?:{_BY_THE_CLINICIAN}|^\W*){_WORKED}\b(?!.*{_LEFT_TO_DO})", re.IGNORECASE | re.DOTALL)

_FACED_TOGETHER = re.compile(
    r"\b(?:together|rungs?|next (?:time|session|sess)|nxt)\b"
    r"|\b(?:with |w/ ?)(?:me|us|worker|therapist|writer|clinician|cm|peer specialist)\b",
    re.IGNORECASE,
)
_GETS_BETTER_BY = re.compile(
    r"\b(?:improv\w+|respond\w+|gains?|benefit\w*|progress\w*|motivat\w+|candidate|appropriate|ready|stable|setback)"
    r" (?:w/|with|to|from|in|on|for|by)\s*$",
    re.IGNORECASE,
)


def without_echoes(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that tell nothing of their own: a bare second mention of an event of life ("since the stroke"), the
    name of a skill inside homework ("Homework: one DEAR MAN", but not "We did a body scan and she will repeat it"), and of a skill that the
    client used either the skill as the clinician's work ("used 5-4-3-2-1 on the bus") or, in the session, as the client's use of it
    ("Practiced breathing with her")."""
    echoes = _events_again(text, findings)
    homework = [each for each in findings if each.indicator == "homework_assigned"]
    used = [each for each in findings if each.indicator == "coping_skill_use"]
    for finding in findings:
        if _is_the_treatment_as_such(text, finding):
            echoes.add(id(finding))
        if finding.indicator not in NAMED_AS_A_TASK:
            continue
        if any(finding.shares_words_with(task) for task in homework) and not _was_done(text, finding):
            echoes.add(id(finding))
            continue
        if finding.indicator not in SKILLS:
            continue
        for use in used:
            if finding.shares_words_with(use):
                echoes.add(id(use if _in_the_session(text, use) else finding))
    return [finding for finding in findings if id(finding) not in echoes] if echoes else list(findings)


def _was_done(text: str, finding: Finding) -> bool:
    """Whether the clause says that clinician and client did it, before anything that is left to do, or will face it together."""
    clause = _CLAUSE.split(text[finding.sentence[0] : finding.evidence.end])[-1]
    if finding.indicator == "exposure" and _FACED_TOGETHER.search(finding.quote):
        return True
    return _DONE_IN_SESSION.search(clause) is not None


def _events_again(text: str, findings: Sequence[Finding]) -> set[int]:
    told: set[str] = set()
    again: set[int] = set()
    for finding in sorted(findings, key=lambda each: each.evidence.start):
        if group_of(finding.indicator) != "life_context":
            continue
        if finding.indicator in told and _only_points(text, finding):
            again.add(id(finding))
        told.add(finding.indicator)
    return again


def _only_points(text: str, finding: Finding) -> bool:
    words = finding.evidence.quote.split()
    if len(words) > WORDS_THAT_POINT + 1 or finding.status is Status.DENIED:
        return False
    if len(words) == 1 and finding.section in (Section.INTERVENTION, Section.PLAN):
        return True
    if len(words) <= WORDS_THAT_POINT and finding.section is Section.ASSESSMENT and finding.direction is None:
        return True
    before = text[max(finding.evidence.start - SIGNS_BEFORE, finding.sentence[0]) : finding.evidence.start]
    if len(words) > 1 and words[0].lower() in ("since", "after", "before"):
        return True
    return len(words) <= WORDS_THAT_POINT and _POINTING.search(before) is not None


def _is_the_treatment_as_such(text: str, finding: Finding) -> bool:
    """Whether an intervention is named as what the client gets better by ("Insomnia improving with CBT-I"), not as something done."""
    if group_of(finding.indicator) != "interventions" or finding.section not in (Section.ASSESSMENT, Section.NONE, Section.DATA):
        return False
    return (
        _GETS_BETTER_BY.search(text[max(finding.evidence.start - SIGNS_BEFORE, finding.sentence[0]) : finding.evidence.start]) is not None
    )


def _in_the_session(text: str, use: Finding) -> bool:
    """Whether a skill was used in the session, with the clinician, and not in the client's own life."""
    if use.section in WORK_OF_THE_SESSION:
        return True
    if use.section in LIFE_OF_THE_CLIENT:
        return False
    return _TOGETHER.match(text, use.sentence[0]) is not None
