"""One observation is one finding: of two indicators that claim the same words, the one that the words are about stays."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from fullarc.reading.finding import Finding, Section, Status
from fullarc.reading.phrases.lexicon import group_of

# what gives way -> to what, where both share words
GIVES_WAY: Mapping[str, frozenset[str]] = {
    "homework_assigned": frozenset({"crisis_contact", "emergency_visit", "access_to_means"}),
    "psychomotor": frozenset(
        {"withdrawal_signs", "speech", "hypervigilance", "response_negative", "response_positive", "inattention_hyperactivity"}
    ),
    "motivation": frozenset({"response_positive", "protective_factor", "suicidal_ideation"}),
    "response_positive": frozenset(
        {"protective_factor", "suicide_warning_sign", "exposure", "bullying_peer_conflict", "suicidal_ideation"}
    ),
    "response_negative": frozenset({"homework_not_done", "suicidal_ideation", "dissociation"}),
    "social_support": frozenset({"access_to_means", "homework_assigned"}),
    "coping_skill_use": frozenset({"leisure_activity", "homework_assigned", "homework_done", "role_play", "response_positive"}),
    "family_illness": frozenset(
        {"hospitalization", "elevated_mood", "depressed_mood", "anxiety", "panic", "substance_use", "alcohol_use", "hallucinations"}
    )
    | {"delusions_paranoia", "suicide_attempt"},
    "financial_strain": frozenset({"problem_solving"}),
    "illness_injury": frozenset({"withdrawal_signs", "self_harm", "suicide_attempt", "family_illness", "somatic_complaints"}),
    "memory_cognition": frozenset({"inattention_hyperactivity", "dissociation"}),
    "appetite_weight_change": frozenset({"disordered_eating"}),
    "mindfulness": frozenset({"defusion"}),
    "relaxation": frozenset({"exposure", "distress_tolerance_skill"}),
    "cognitive_restructuring": frozenset({"emotion_regulation_skill"}),
    "distress_tolerance_skill": frozenset({"grounding"}),
    "supportive_listening": frozenset({"response_positive", "response_negative", "response_neutral"}),
    "relapse_prevention": frozenset({"role_play", "safety_planning"}),
    "thought_process": frozenset({"cognitive_restructuring"}),
    "medication_change": frozenset({"access_to_means", "safety_planning", "medication_adherence"}),
    "emotion_regulation_skill": frozenset({"distress_tolerance_skill", "exposure"}),
    "problem_solving": frozenset({"motivational_interviewing"}),
    "exposure": frozenset({"supportive_listening"}),
    "family_functioning": frozenset({"irritability"}),
    "leisure_activity": frozenset({"access_to_means", "homework_assigned", "sleep_disturbance"}),
    "legal_problem": frozenset({"breakup", "disciplinary_action"}),
    "response_neutral": frozenset({"motivation"}),
    "psychoeducation": frozenset({"relaxation", "mindfulness", "grounding", "distress_tolerance_skill", "defusion"}),
    "engagement": frozenset({"motivation", "psychoeducation", "relapse_prevention", "self_harm"}),
    "relocation": frozenset({"breakup", "housing_problem"}),
    "housing_problem": frozenset({"social_support", "trauma_exposure", "relationship_functioning"}),
    "self_care": frozenset({"compulsions", "homework_assigned", "response_prevention", "crying"}),
    "work_functioning": frozenset({"concentration_problems", "appearance", "crying"}),
    "social_functioning": frozenset({"coping_skill_use", "disordered_eating"}),
    "homework_done": frozenset({"homework_assigned"}),
    "bereavement": frozenset({"breakup"}),
    "bullying_peer_conflict": frozenset({"irritability"}),
    "alcohol_use": frozenset({"craving"}),
    "substance_use": frozenset({"craving"}),
    "rumination": frozenset({"craving"}),
    "depressed_mood": frozenset({"response_positive", "mood_swings", "hopelessness", "self_care"}),
    "elevated_mood": frozenset({"mood_swings"}),
    "fatigue": frozenset({"elevated_mood"}),
    "relationship_functioning": frozenset({"communication_training"}),
    "sleep_disturbance": frozenset({"rumination", "worry"}),
    "disordered_eating": frozenset({"low_self_esteem"}),
    "daily_activities": frozenset(
        {"self_care", "appetite_weight_change", "sleep_disturbance", "avoidance", "dissociation", "suicidal_ideation"}
    )
    | {"coping_skill_use", "response_positive", "disordered_eating", "compulsions", "response_prevention"},
    "somatic_complaints": frozenset({"withdrawal_signs", "panic", "anger"}),
    "obsessions": frozenset({"homicidal_ideation", "self_harm_urge", "self_harm"}),
    "low_self_esteem": frozenset({"response_negative"}),
    "anger": frozenset({"family_conflict"}),
    "intrusive_memories": frozenset({"obsessions"}),
    "concentration_problems": frozenset({"dissociation"}),
    "anhedonia": frozenset({"response_negative"}),
    "inattention_hyperactivity": frozenset({"impulsivity"}),
    "anxiety": frozenset({"affect"}),
    "social_anxiety": frozenset({"affect"}),
    "worthlessness_guilt": frozenset({"suicide_warning_sign"}),
    "delusions_paranoia": frozenset({"elevated_mood"}),
    "impulsivity": frozenset({"legal_problem"}),
    "school_functioning": frozenset({"dissociation", "self_harm", "disciplinary_action", "measure_score", "concentration_problems"}),
    "parenting": frozenset({"worthlessness_guilt", "low_self_esteem", "coping_skill_use", "avoidance"}),
}
BEHIND_LABEL = ".behind_label"
_OF_SCHOOL = re.compile(r"\b(?:school|class|classes|lectures?|campus|college|uni|university|course\w*)\b", re.IGNORECASE)
_TAUGHT = re.compile(r"\bteach", re.IGNORECASE)
# of how it goes and what happened, the deed stays where the words tell one ("brother blames him", "CPS closed the case", "wrote her up")
_A_DEED = {
    ("family_functioning", "family_conflict"): re.compile(r"snap|blam|fight|fought|argu|yell|shout|scream|critic|help", re.IGNORECASE),
    ("parenting", "legal_problem"): re.compile(r"\b(?:cps|dcfs|court)\b|regain", re.IGNORECASE),
    ("work_stress", "disciplinary_action"): re.compile(r"\bwr(?:ote|it)", re.IGNORECASE),
    ("social_support", "family_conflict"): re.compile(r"^(?!support)", re.IGNORECASE),
    ("social_support", "parenting"): re.compile(r"^(?!support)", re.IGNORECASE),
}
_WORN = re.compile(
    r"\b(?:hoodie|shirt|clothes|clothing|hair|shav\w+|unshaven|stain\w*|hygiene|groom\w*|dress\w*|pyjamas|pajamas)\b", re.IGNORECASE
)
HOMEWORK_LOOKED_AT = frozenset({"homework_done", "homework_not_done"})
SEEN_AT_WORK = frozenset({Section.OBJECTIVE, Section.RESPONSE, Section.INTERVENTION})
FEELINGS = frozenset({"anger", "anxiety", "depressed_mood", "irritability"})
SIGNS_TO_THE_WORK = 250  # how far before a feeling the work may stand that it answers
RESPONSES = frozenset({"response_positive", "response_negative", "response_neutral"})
SEEN_IN_THE_ROOM = frozenset({"affect", "appearance", "engagement", "speech", "psychomotor"})
OUTSIDE_THE_WORK = frozenset({Section.SUBJECTIVE, Section.DATA, Section.BEHAVIOR})
OBSERVED = frozenset({Section.OBJECTIVE, Section.ASSESSMENT, Section.RESPONSE})
_ALONE_AT_TABLE = re.compile(r"\b(?:eat\w*|ate|lunch\w*|meals?)\b", re.IGNORECASE)
_ANSWERED = re.compile(
    r"\b(?:willing|receptive|told|shared|unprompted|open to|role play|role-play|exercise|activity|technique|skill|respond\w*|tolerat\w*)\b",
    re.IGNORECASE,
)
_FEARS_OF_PLACES_AND_PEOPLE = frozenset({"social_anxiety", "panic", "exposure", "trauma_exposure"})
_EXAMINED = re.compile(r"probation|exam|final|midterm", re.IGNORECASE)
LISTED = "protective_factor.listed"
_NAMED_BESIDE_SUPPORT = frozenset({"coping_skill_use", "crisis_contact", "protective_factor"})
_CALLED_AT_ONCE = re.compile(r"\bsponsor\b", re.IGNORECASE)  # a step against the urge
_HOW_STUDIES_GO = re.compile(r"\b(?:fail\w*|miss\w*|left|behind|passed)\b", re.IGNORECASE)
_SERVICE = re.compile(r"\b(?:crisis|team|line|hotline|988|911|999|samaritans|clinic|hospital)\b", re.IGNORECASE)
_INSIGHT = re.compile(r"\binsight", re.IGNORECASE)
_STEP_OF_THE_CLINICIAN = re.compile(
    r"(?:we|i|provided|gave|given|saved|programmed|agreed|asked"
    r"|had|got|helped|talked|discussed|addressed|cable|lock|gun lock|reviewed|counsel\w*|means|lethal|safety|made|wrote"
    r"|arranged|completed|creat\w+|develop\w+|updated?|revis\w+|crisis|removed|secured)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"(?:provided|gave|given|saved|programmed|shared|handed|wrote)\b", re.IGNORECASE)
_PLAN = re.compile(r"\b(?:plan|card|planning|assess\w*|numbers?|resources|contract\w*)\b", re.IGNORECASE)
_DONE_ALREADY = re.compile(
    r"(?:named|listed|practi[cs]ed|rehearsed|walked|wrote|rode|held|drew|touched|explored|identified|taught|tried|looked|played|called"
    r"|rang) \w",
    re.IGNORECASE,
)


def in_their_place(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that their part of the note or their status makes something else, as looks of the client among the things
    done."""
    return [each for each in findings if not _is_out_of_place(each)]


def one_finding_each(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those whose words another indicator says better ("Ct will text the crisis line if ..." is a crisis contact,
    neither homework nor a safety plan made)."""
    works = sorted(each.evidence.start for each in findings if group_of(each.indicator) == "interventions")
    worked = bool(works)
    afraid = any(each.indicator in _FEARS_OF_PLACES_AND_PEOPLE for each in findings)
    yields: dict[int, list[Finding]] = {}
    reach: list[Finding] = []
    for finding in sorted(findings, key=lambda each: each.evidence.start):
        reach = [each for each in reach if each.evidence.end > finding.evidence.start]
        for other in reach:
            for one, two in ((finding, other), (other, finding)):
                if one.indicator == two.indicator:
                    continue
                if _gives_way(one, two, worked) or _keeps_away(one, two, afraid) or _is_the_other_side(one, two, works):
                    yields.setdefault(id(one), []).append(two)
        reach.append(finding)
    return _that_stay(findings, yields) if yields else list(findings)


def _that_stay(findings: Sequence[Finding], yields: Mapping[int, Sequence[Finding]]) -> list[Finding]:
    """The findings without those that give way to one that stays; what has itself given way pushes nothing out. Of those that would give
    way to each other in a ring, the longest stays."""
    if not any(id(to) in yields for others in yields.values() for to in others):
        return [each for each in findings if id(each) not in yields]
    pushed: dict[int, list[Finding]] = {}
    for each in findings:
        for to in yields.get(id(each), ()):
            pushed.setdefault(id(to), []).append(each)
    waits = {one: len(to) for one, to in yields.items()}
    stays: dict[int, bool] = {}
    settled: list[Finding] = []

    def settle(finding: Finding, *, staying: bool) -> None:
        if id(finding) not in stays:
            stays[id(finding)] = staying
            settled.append(finding)

    for first in sorted(findings, key=lambda each: (id(each) in yields, each.evidence.start - each.evidence.end)):
        settle(first, staying=True)
        while settled:
            here = settled.pop()
            for each in pushed.get(id(here), ()):
                waits[id(each)] -= 1
                if stays[id(here)] or waits[id(each)] == 0:
                    settle(each, staying=not stays[id(here)])
    return [each for each in findings if stays[id(each)]]


def _gives_way(one: Finding, two: Finding, worked: bool) -> bool:
    if two.indicator in GIVES_WAY.get(one.indicator, ()):
        return True
    words = one.evidence.quote
    if one.indicator == "social_support" and two.indicator in _NAMED_BESIDE_SUPPORT:
        return not _tells_a_deed(one, two) or (
            two.indicator == "coping_skill_use" and _CALLED_AT_ONCE.search(two.evidence.quote) is not None
        )
    if one.indicator == "protective_factor" and two.indicator == "social_support":
        begin = one.evidence.start - two.evidence.start
        return begin >= 0 and _tells_a_deed(two, one) and "," not in two.evidence.quote[begin:]
    if one.indicator == "school_functioning" and two.indicator == "academic_event":
        return _EXAMINED.search(words) is not None
    if one.indicator == "academic_event" and two.indicator == "school_functioning":
        return _HOW_STUDIES_GO.search(words) is not None
    if one.indicator == "work_functioning" and two.indicator == "disciplinary_action":
        return "warning" in words.lower()
    if (one.indicator, two.indicator) in _A_DEED:
        return _A_DEED[one.indicator, two.indicator].search(words) is not None
    if one.indicator == "work_functioning" and two.indicator == "school_functioning":
        return _OF_SCHOOL.search(words) is not None and not _taught(one, two)
    if one.indicator == "school_functioning" and two.indicator == "work_functioning":
        return _taught(one, two)
    if one.indicator == "self_care" and two.indicator == "appearance":
        return one.status is Status.DENIED
    if two.indicator in HOMEWORK_LOOKED_AT and group_of(one.indicator) == "interventions":
        return two.indicator == "homework_not_done" or one.section in OUTSIDE_THE_WORK
    if two.indicator in RESPONSES and one.section is Section.RESPONSE and group_of(one.indicator) == "interventions":
        return True
    if one.indicator == "response_positive" and two.indicator == "self_efficacy":
        return one.section in OUTSIDE_THE_WORK
    if one.indicator == "concentration_problems" and two.indicator in ("thought_process", "memory_cognition"):
        return one.section in OBSERVED
    if one.indicator == "anger" and two.indicator == "coping_skill_use":
        return one.status is Status.DENIED
    if one.indicator == "leisure_activity" and two.indicator == "anhedonia":
        return two.status is not Status.DENIED
    if one.indicator == "safety_planning" and two.indicator in ("crisis_contact", "emergency_visit"):
        return _PLAN.search(words) is None and _GIVEN.match(words) is None
    if one.indicator == "safety_planning" and two.indicator == "access_to_means":
        return _STEP_OF_THE_CLINICIAN.match(words) is None
    if one.indicator == "response_positive" and two.indicator == "engagement":
        return _ANSWERED.search(words) is None
    if one.indicator == "engagement" and two.indicator == "response_positive":
        return _ANSWERED.search(two.evidence.quote) is not None
    if one.indicator == "response_positive" and two.indicator == "insight":
        return _speaks_of_insight(two) or not (worked or one.section is Section.RESPONSE)
    if one.indicator == "insight" and two.indicator == "response_positive":
        return (worked or one.section is Section.RESPONSE) and not _speaks_of_insight(one)
    return False


def _taught(one: Finding, two: Finding) -> bool:
    """Whether the school is where the client teaches."""
    return _TAUGHT.search(one.evidence.quote) is not None or _TAUGHT.search(two.evidence.quote) is not None


def _is_the_other_side(one: Finding, two: Finding, works: Sequence[int]) -> bool:
    """Whether a feeling is an answer to the work just done ("was angry at first" behind a role play), or an answer is a feeling told of the
    week ("was angry about the letter")."""
    if one.indicator in FEELINGS and two.indicator == "response_negative":
        return one.indicator == "anger" and _answers_the_work(one, works)
    if one.indicator == "response_negative" and two.indicator in FEELINGS:
        return not _answers_the_work(one, works)
    if one.indicator == "affect" and two.indicator == "response_positive":
        return one.section is not Section.OBJECTIVE and not _is_a_word_of_a_list(one) and one.status is Status.DENIED
    if one.indicator == "response_positive" and two.indicator == "affect":
        return one.section is Section.OBJECTIVE or _is_a_word_of_a_list(two)
    if one.indicator == "affect" and two.indicator == "crying":
        return one.section not in SEEN_AT_WORK
    if one.indicator == "crying" and two.indicator == "affect":
        return one.section in SEEN_AT_WORK
    if one.indicator == "somatic_complaints" and two.indicator == "psychomotor":
        return one.section in SEEN_AT_WORK
    if one.indicator == "psychomotor" and two.indicator == "somatic_complaints":
        return one.section in OUTSIDE_THE_WORK
    return False


def _is_a_word_of_a_list(look: Finding) -> bool:
    """Whether a look is told as one word of a list of looks ("Relaxed, smiling, good rapport"): nothing there answers the work."""
    return ".alone" in look.rule


def _answers_the_work(finding: Finding, works: Sequence[int]) -> bool:
    if finding.section in (Section.RESPONSE, Section.INTERVENTION):
        return True
    before = bisect_left(works, finding.evidence.start)
    return before > 0 and finding.evidence.start - works[before - 1] < SIGNS_TO_THE_WORK


def _tells_a_deed(support: Finding, other: Finding) -> bool:
    """Whether words about support tell what somebody does ("sister calls daily", "rang a friend") and not only who ("sponsor"), beside
    those of a skill, a contact or a list of what protects."""
    if support.evidence.quote.lower().startswith("protect"):
        return False
    if other.indicator == "protective_factor":
        return other.rule == LISTED and other.evidence.end < support.evidence.end
    return " " in support.evidence.quote.strip() and _SERVICE.search(support.evidence.quote) is None


def _keeps_away(one: Finding, two: Finding, afraid: bool) -> bool:
    """Staying away from people is avoidance in a note that tells of fear of people or places, withdrawal elsewhere."""
    if (one.indicator, two.indicator) == ("social_functioning", "avoidance"):
        return afraid and _ALONE_AT_TABLE.search(one.evidence.quote) is None
    return (one.indicator, two.indicator) == ("avoidance", "social_functioning") and not afraid


def _speaks_of_insight(finding: Finding) -> bool:
    return _INSIGHT.search(finding.evidence.quote) is not None or finding.section in (Section.ASSESSMENT, Section.OBJECTIVE)


def _is_worn_or_planned(finding: Finding) -> bool:
    """Whether the clinician sees the client's clothes and hair, which is appearance, or a chore is one of a plan."""
    if finding.indicator == "self_care":
        return finding.section is Section.OBJECTIVE and _WORN.search(finding.evidence.quote) is not None
    return finding.indicator == "daily_activities" and finding.section is Section.PLAN


_UNDONE_TELLS = frozenset({"homework_assigned", "safety_planning"})  # that these were not done is worth knowing


def _is_out_of_place(finding: Finding) -> bool:
    """Whether a part of the note tells of something else than the finding: a look of the client where it says what was done or is meant
    to be done ("Taught PMR", "Notify of agitation") or what the client reports, a strength among the work, work among the reports."""
    if finding.rule.endswith(BEHIND_LABEL):
        return False  # a label of homework tells by itself what stands behind it, in whatever part of the note
    group = group_of(finding.indicator)
    if group == "functioning":
        return finding.status is Status.OTHER_PERSON or _is_worn_or_planned(finding)  # how others get on is not the client's functioning
    if group in ("interventions", "responses") and finding.status is Status.DENIED and finding.indicator not in _UNDONE_TELLS:
        return True  # a box left open, work that was not done: nothing was done and nothing answered
    if group == "interventions":
        return finding.section is Section.SUBJECTIVE
    if finding.indicator == "homework_done" and finding.status is Status.DENIED:
        return True  # what was not done is homework_not_done
    if finding.indicator == "homework_assigned" and _DONE_ALREADY.match(finding.evidence.quote):
        return True
    if group == "strengths":
        return finding.section is Section.INTERVENTION and finding.indicator != "medication_adherence"
    if group != "presentation":
        return False
    if finding.section is Section.SUBJECTIVE:
        return finding.indicator in SEEN_IN_THE_ROOM
    return finding.section in (Section.INTERVENTION, Section.GOAL) or (
        finding.section is Section.PLAN and finding.status is Status.HYPOTHETICAL
    )
