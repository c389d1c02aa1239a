"""Words of risk that mean something by what was told before them or beside them: "none since" answers what stands before it, "did not act
on it" speaks of the urge before it, harm may be feared only (feared_harm.py), and means at hand after all (means_at_hand.py)."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.danger.feared_harm import HARMFUL, are_of_others, is_an_obsession, is_done_or_planned
from fullarc.reading.danger.means_at_hand import is_at_hand_after_all
from fullarc.reading.finding import Finding, Status

_ANSWERS = frozenset({"suicidal_ideation.no_more", "suicidal_ideation.none_since", "suicidal_ideation.it_now"})
_OF_SUICIDE = frozenset({"suicidal_ideation", "suicide_plan", "suicide_intent", "suicide_warning_sign"})
_OF_SELF_HARM = frozenset({"self_harm", "self_harm_urge"})
_OF_OTHER_PEOPLE = frozenset({"homicidal_ideation", "obsessions"})
_LOOKED_INTO = frozenset({"suicidal_ideation", "suicide_attempt", "suicide_intent", "self_harm_urge", "homicidal_ideation", "violence"})
# What else is counted and may be "none since".
_COUNTED = frozenset(
    {"self_harm", "self_harm_urge", "suicide_attempt", "violence", "hospitalization", "emergency_visit", "crisis_contact", "panic"}
    | {"alcohol_use", "substance_use", "tobacco_use", "craving", "withdrawal_signs", "disordered_eating", "hallucinations", "nightmares"}
    | {"flashbacks", "dissociation", "homicidal_ideation", "compulsions", "somatic_complaints", "intrusive_memories", "medication_change"}
)
_INTENT = re.compile(r"\b(?:intent|plan)\w*", re.IGNORECASE)
SIGNS_TO_THE_TELLING = 200
SIGNS_TO_WHAT_IS_POINTED_AT = 120
SIGNS_TO_THE_INTENT = 40
SIGNS_BEHIND = 80
_HAD_AND_DID_NOT = re.compile(
    r"(?:had |has |having |some |strong |daily )*(?:urges?|thoughts?|impulses?)\b[^,]*,\s*(?:but )?(?:did not|didn['’]t|has not|no act)",
    re.IGNORECASE,
)
_STAYING_SAFE = re.compile(r"\b(?:stay|keep|remain|be)(?:ing)? (?:(?:him|her|them)sel(?:f|ves) )?safe\b", re.IGNORECASE)
_LISTED_BESIDE_THOUGHTS = re.compile(r"\bthoughts?(?: of suicide)?, (?:or |and )?(?:self|cutting|NSSI|SIB)", re.IGNORECASE)
_TRIED_IT = re.compile(r"(?:try|tried|tries|trying) (?:it|that|this)\b", re.IGNORECASE)
_NOT_IT = re.compile(
    r"(?:could|can|did|do|does|will)(?:n['’]?t| ?not|not)(?: \w+)? (?:do|try) (?:it|that|so|this)(?: \w+){0,2}", re.IGNORECASE
)
_KILL_ONESELF = re.compile(r"kill(?:ing)? (?:him|her|them|my)?sel(?:f|ves)", re.IGNORECASE)
_WANTING_TO = re.compile(
    r"\b(?:want\w*|wish\w*|thought|thoughts|think\w*|plan\w*|threat\w*|talk\w*|desire|urges?|going|consider\w*)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_ONESELF = re.compile(r"\b(?:SI|suicid\w*|self.?harm|die|dead|(?:kill|hurt|harm)(?:ing)? (?:him|her|them|my)self)\b", re.IGNORECASE)
_ACTED = re.compile(r"\bact(?:s|ed|ing)? (?:up)?on (?:it|them|that|those|these|urges?|the urges?|any)\b|\bdo it\b", re.IGNORECASE)
_HURT_ONESELF = re.compile(r".*\b(?:hurt|hurting|harm|harming|injure|injuring) (?:(?:him|her|them|my|your)?self|themselves)", re.IGNORECASE)
_URGES = re.compile(r"urge|impuls|tempt|itch|crav", re.IGNORECASE)
_OR_OTHERS = re.compile(r"\s*(?:or|/|and|nor|,)\s*(?:to )?(?:others?|any|some|baby|(?:the|her|his|their) )", re.IGNORECASE)


def by_what_it_is_said_of(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings in which an answer without a name is about suicide only where suicide was told last, an act that was not done is the
    act of the urge before it, harm to others that somebody fears to think of is an obsession, and means that are at hand after all are
    present. Nothing else is left out."""
    named = sorted(
        (each for each in findings if each.indicator in _OF_SUICIDE | _COUNTED | _OF_OTHER_PEOPLE), key=lambda each: each.evidence.start
    )
    starts = [each.evidence.start for each in named]
    of_others = {each.sentence for each in findings if each.indicator in _OF_OTHER_PEOPLE}
    obsessed = {each.sentence for each in findings if each.indicator == "obsessions"}
    kept = []
    for finding in findings:
        if is_at_hand_after_all(text, finding):
            kept.append(replace(finding, status=Status.PRESENT))
            continue
        if finding.indicator == "obsessions" and is_done_or_planned(text, finding):
            kept.append(replace(finding, indicator="homicidal_ideation"))
            continue
        if finding.indicator not in _LOOKED_INTO and finding.rule not in _ANSWERS:
            kept.append(finding)
            continue
        before = _told_last(finding, named, starts)
        if finding.rule in _ANSWERS and before is not None and before.indicator in _COUNTED:
            continue
        if finding.indicator == "suicide_intent" and _is_about_an_urge(finding, before):
            finding = replace(finding, indicator="self_harm")
        elif finding.indicator == "suicide_intent" and _is_about_a_fear(text, finding, before):
            finding = replace(finding, indicator="homicidal_ideation")
        elif _points_to_nothing(finding, named):
            continue
        elif finding.indicator == "suicide_attempt" and _is_a_wish_to(text, finding):
            if any(each.indicator == "suicidal_ideation" and each.shares_words_with(finding) for each in named):
                continue
            finding = replace(finding, indicator="suicidal_ideation")
        elif finding.indicator == "suicide_intent" and finding.status is Status.HYPOTHETICAL and _STAYING_SAFE.search(finding.quote):
            finding = replace(finding, indicator="suicidal_ideation")  # "ER if she cannot stay safe" names no intent
        elif finding.indicator == "self_harm_urge" and _LISTED_BESIDE_THOUGHTS.search(finding.quote):
            finding = replace(finding, indicator="self_harm")  # "no suicidal thoughts, self-harm or drugs"
        elif finding.indicator == "self_harm_urge" and finding.status is Status.DENIED and _HAD_AND_DID_NOT.match(finding.quote):
            finding = replace(finding, status=Status.PRESENT)  # "had urges, did not self-harm"
        elif finding.indicator == "self_harm_urge" and _denies_harm_to_oneself(text, finding):
            finding = replace(finding, indicator="self_harm")
        elif is_an_obsession(text, finding):
            if finding.sentence in obsessed:
                continue
            obsessed.add(finding.sentence)
            finding = replace(finding, indicator="obsessions")
        elif are_of_others(text, finding):
            if finding.sentence in of_others:
                continue
            finding = replace(finding, indicator="homicidal_ideation", status=Status.UNCERTAIN)
        kept.append(finding)
    return kept


def _told_last(finding: Finding, named: Sequence[Finding], starts: Sequence[int]) -> Finding | None:
    """What began last before the finding, close enough to be meant by it."""
    place = bisect_left(starts, finding.evidence.start) - 1
    if place < 0 or finding.evidence.start - named[place].evidence.end > SIGNS_TO_THE_TELLING:
        return None
    return named[place]


def _is_about_an_urge(finding: Finding, before: Finding | None) -> bool:
    """Whether an act that was not done is that of the urge to self-harm before it ("urges since: yes, has not acted on them")."""
    return (
        before is not None
        and before.indicator in _OF_SELF_HARM
        and before.status is not Status.DENIED
        and finding.status is Status.DENIED
        and _ACTED.search(finding.quote) is not None
    )


def _is_about_a_fear(text: str, finding: Finding, before: Finding | None) -> bool:
    """Whether an intent that is denied is that of the harm to others told right before it ("harm obsessions, ego-dystonic, no intent"),
    nothing being said of suicide in that sentence."""
    return (
        before is not None
        and before.indicator in _OF_OTHER_PEOPLE | {"violence"}
        and before.status in (Status.PRESENT, Status.UNCERTAIN)
        and finding.status is Status.DENIED
        and finding.evidence.start - before.evidence.end <= SIGNS_TO_THE_INTENT
        and HARMFUL.search(before.quote) is not None
        and _INTENT.search(finding.quote) is not None
        and _ONESELF.search(text, before.sentence[0], finding.sentence[1]) is None
    )


def _denies_harm_to_oneself(text: str, finding: Finding) -> bool:
    """Whether somebody was asked about hurting themselves and said no ("denies wanting to hurt himself"); "urges" are told as urges."""
    return (
        finding.status is Status.DENIED
        and _HURT_ONESELF.fullmatch(finding.quote) is not None
        and _URGES.search(finding.quote) is None
        and _OR_OTHERS.match(text, finding.evidence.end) is None
    )


def _points_to_nothing(finding: Finding, named: Sequence[Finding]) -> bool:
    """Whether "tried it twice" or "couldn't do it" stands where no suicide was told near it, and so is about something else."""
    if finding.indicator == "suicide_attempt":
        pointing = _TRIED_IT.match(finding.quote) is not None
    else:
        pointing = (
            finding.indicator == "suicide_intent" and finding.status is Status.DENIED and _NOT_IT.fullmatch(finding.quote) is not None
        )
    return pointing and not any(
        each is not finding
        and each.indicator in _OF_SUICIDE | {"suicide_attempt"}
        and not (finding.indicator == "suicide_attempt" and each.status is Status.DENIED)
        and each.evidence.start - SIGNS_BEHIND <= finding.evidence.start <= each.evidence.end + SIGNS_TO_WHAT_IS_POINTED_AT
        for each in named
    )


def _is_a_wish_to(text: str, finding: Finding) -> bool:
    """Whether words for an act are what somebody wanted or thought of ("denied wanting to kill himself")."""
    begin = finding.evidence.start
    return (
        _KILL_ONESELF.fullmatch(finding.quote) is not None
        and _WANTING_TO.search(text, max(begin - SIGNS_TO_THE_INTENT, 0), begin) is not None
    )
