"""A danger that a sentence names and then tells ("SI: would be fine not waking up") is one finding, not two."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from fullarc.reading.finding import Finding, Status
from fullarc.reading.text.weekdays import WEEKDAY

_LABEL = re.compile(r"(?:si|hi|sh|sib|nssi|violence|self[- ]harm|suicid\w*(?: ideation)?|safety)", re.IGNORECASE)
_LEADS_TO = re.compile(r"\s*[:–—-]\s*(?:[\"“](?:[\w']+\W+){0,9}|(?:[\w']+\W+){0,3})")
_ANSWERED_ALREADY = re.compile(
    r"[,;–—(]|\s-\s|\b(?:but|yet|though|although|except|passive|active|fleeting|chronic|vague|intermittent|baseline|daily|weekly|occasional|frequent|yes"
    r"|present|positive|endorse\w*|report\w*)\b",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(r"(?:passive|active|fleeting|chronic|vague|intermittent|baseline)\b", re.IGNORECASE)
_IN_BRACKETS_BEHIND = re.compile(r"[\s,:]*(?:only|x\d|\d{4})?[\s,:]*[(\"“]+|(?: [\w/]+){0,4} \([\"“](?:[\w']+ ){0,2}")
_SAME_BREATH = re.compile(r"(?! (?:and|or|but)\b)(?: (?!and\b|or\b|but\b)[\w']+){0,3} ")
_WANTED = re.compile(
    r"\b(?:urges?|impulses?|tempt\w+|want\w*|commands?|told|think\w*|thoughts?|thought|itch\w*|crav\w+|long(?:s|ed|ing)?|pull|verge|brink|close"
    r"|desires?|wish\w*|like|consider\w*|fantas\w+|ideas?|intent\w*)[\s\"“]+(?:(?:to|of|about|on|the|release|relief|feeling)[\s\"“]+){0,4}$",
    re.IGNORECASE,
)
# Of an indicator on the left, words within a finding of one on the right are only part of it: "intent [to die]", "urge to [cut her arm]".
_PART_OF = {
    "suicidal_ideation": frozenset({"suicide_attempt", "suicide_intent"}),
    "suicide_plan": frozenset({"suicide_attempt", "suicidal_ideation", "suicide_warning_sign"}),
    "suicide_intent": frozenset({"suicide_attempt", "homicidal_ideation", "suicide_plan"}),
    "suicide_attempt": frozenset({"suicide_plan", "suicide_intent"}),
    "suicide_warning_sign": frozenset({"access_to_means"}),
    "self_harm": frozenset({"suicide_attempt", "suicide_plan", "self_harm_urge", "homicidal_ideation"}),
    "self_harm_urge": frozenset({"homicidal_ideation", "self_harm"}),
    "violence": frozenset({"homicidal_ideation"}),
    "access_to_means": frozenset({"suicide_attempt"}),
}
# Behind thoughts of suicide that were named already, a way that somebody thinks of is what they would do.
_OF_A_WAY = frozenset({"suicidal_ideation.dwells_on", "suicidal_ideation.method_imagined"})
_BETTER_WITHOUT = "suicidal_ideation.better_without"
_WITHOUT_ME = re.compile(r"\b(?:better|happier|easier|lighter|freer)\b.*\b(?:without|w/o) (?:me|her|him|them)\b", re.IGNORECASE)
_BETTER_DEAD = re.compile(r"\bbetter (?:off )?dead\b", re.IGNORECASE)
_NAMES_IT = re.compile(r"\b(?:si|s/i|suicid\w+|die|dying|dead|death|kill\w*)\b", re.IGNORECASE)
_BARE_THOUGHTS = re.compile(r"(?:fleeting |passive |intrusive )*(?:thoughts|images|urges?)\b", re.IGNORECASE)
SIGNS_TO_THE_NAMING = 160
_WORDS_OF_URGE = re.compile(
    r"\b(?:urg|impuls|thought|think|want|tempt|crav|pull|itch|near|almost|desire|wish|feel|felt|consider|fantas|ideat|idea|verge|brink|close|long)",
    re.IGNORECASE,
)
_THREAT = re.compile(r"(?:made |makes |making )?(?:verbal |violent )?threat", re.IGNORECASE)
_NO = re.compile(r"(?:no|denies|denied|without|any)\s+", re.IGNORECASE)
_SELF = re.compile(r"self\b|selves\b", re.IGNORECASE)
_INTENT_NAMED = re.compile(r"\bint(?:ent|end)", re.IGNORECASE)
_LISTED = re.compile(r",|/|\b(?:or|nor|and)\b")
# One sentence tells these once, in as many words as it likes; deeds, relatives and things put away are counted.
_ONCE_A_SENTENCE = frozenset({"suicidal_ideation", "suicide_plan", "suicide_intent", "safety_plan", "crisis_contact", "hospitalization"})
_A_NEW_BREATH = re.compile(r";|\bbut\b|\bthen\b|[.!?][\"”]?\s")
_EVENTS = frozenset({"suicide_attempt", "hospitalization", "emergency_visit"})
_POINTING = re.compile(
    r"\b(?:(?:before|since|after|on|in|during|from|of|left|until) (?:the |his |her |their )?|the |this |that |that same )"
    r"(?:admission|admissions|hospital|ward|unit|attempt|overdose|od|stay|inpatient|er|ed|hospitali[sz]ation|visit)$",
    re.IGNORECASE,
)
_BARE_EVENT = re.compile(
    r"(?:the |this |that |\d{1,2}/\d{1,2} )?(?:od|overdose|attempt|sa|admission|hospitali[sz]ation|stay)", re.IGNORECASE
)
_THE_EVENT = re.compile(r"\b(?:the|that|that same|his|her|their) [\w'-]+$", re.IGNORECASE)
_THE_WAY_OF_IT = re.compile(r"(?:\b(?:by|via|both|each|all) (?:an? )?|[(,:]\s*)(?:od|overdose)$", re.IGNORECASE)
_JUST_NOW = re.compile(
    r"\W{1,3}(?:(?:on|was|this|last|in the|early|late) ){0,3}(?:yesterday|today|tonight|night|morning|week|weekend|earlier"
    r"|\d+ (?:days?|hours?|hrs?) ago|\d{1,2}/\d{1,2}"
    rf"|{WEEKDAY})\b",
    re.IGNORECASE,
)
_DRUG_DEATH = re.compile(
    r"(?:fatal |an? |the |'s |died (?:of|from) (?:an )?)*(?:od|o\.d\.|od'd|od'ed|oded|overdosed?)(?: on| of| by| in| last)?", re.IGNORECASE
)
_MEANT = re.compile(
    r"suicid|\battempt|on purpose|intentional|deliberate|to die|kill(?:ed|ing)? (?:him|her|them)sel|\btook (?:his|her|their) (?:own )?li"
    r"|hospital|\bicu\b|\bward\b|resus",
    re.IGNORECASE,
)
_BARE_URGE = re.compile(r"(?:the |that |this )?urges?", re.IGNORECASE)
_TO_HARM_ONESELF = re.compile(
    r"[^.;\n]{0,30}\b(?:to|of|for) (?:self|cut|burn|hurt|harm|scratch|bang|hit|punch|stab"
    r"|injur|carv|sh\b|nssi|die|dying|jump|od\b|overdos|kill|bite)",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"\W{0,3}(?:\d|daily|weekly|nightly|most|every|peak|up|down|same|higher|lower|strong|mild|worse|less|more|came|hit|return|continu|persist|fell|rose)",
    re.IGNORECASE,
)
_OTHER_URGES = frozenset({"craving", "alcohol_use", "substance_use", "tobacco_use", "disordered_eating", "compulsions", "withdrawal_signs"})
_LISTED_BEHIND_A_LABEL = "protective_factor.listed"
_OF_SELF_HARM = frozenset({"self_harm", "self_harm_urge"})
_WANTING = frozenset({"self_harm_urge", "homicidal_ideation", "suicidal_ideation"})
_TOLD = (Status.PRESENT, Status.HISTORICAL)
_STILL_A_DANGER = (Status.PRESENT, Status.UNCERTAIN, Status.HISTORICAL)
_NEVER_WAS = (Status.DENIED, Status.HYPOTHETICAL)
WORDS_THAT_POINT = 3
SIGNS_BEFORE = 24
SIGNS_AROUND = 60
TIMES_LONGER = 1.5
SIGNS_BETWEEN = 60


def without_overdoses_of_others(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without attempts that are somebody else's overdose of drugs, which nobody says was meant."""
    return [finding for finding in findings if finding.indicator != "suicide_attempt" or not _is_an_overdose_of_another(text, finding)]


def told_once(text: str, findings: Sequence[Finding], risk: frozenset[str]) -> list[Finding]:
    """The findings without the second of two that say the same danger in one breath, and without the act in an urge ("urges to burn
    herself" is no burn). `risk` are the indicators of risk; findings about anything else come back as they are."""
    of_risk = [finding for finding in findings if finding.indicator in risk]
    less = {id(finding) for finding, other in _sharing_words(of_risk) if _says_less_of_one_wish(finding, other)}
    of_risk = [finding for finding in of_risk if id(finding) not in less]
    by_sentence: dict[tuple[int, str], list[Finding]] = {}
    for finding in of_risk:
        by_sentence.setdefault((finding.sentence[0], finding.indicator), []).append(finding)
    wanting: dict[tuple[int, int], set[Status]] = {}
    for finding in of_risk:
        if finding.indicator in _WANTING:
            wanting.setdefault(finding.sentence, set()).add(finding.status)
    first_told = _first_told(of_risk)
    again: dict[int, int] = {}  # what says nothing new, by what it says again
    dropped = less
    for (_, indicator), same in by_sentence.items():
        same.sort(key=lambda finding: finding.evidence.start)
        for first, second in pairwise(same):
            if (repeats := _again(text, first, second)) is not None:
                again[id(repeats)] = id(first if repeats is second else second)
        if indicator == "self_harm":
            dropped |= {id(finding) for finding in same if _is_only_wanted(text, finding, wanting)}
    dropped |= {id(finding) for finding in of_risk if _points_back(text, finding, first_told)}
    dropped |= _urges_named_again(text, of_risk, of_something_else=_tells_of_other_urges(findings))
    for finding, other in _sharing_words(of_risk):
        if _tells_the_way(finding, other, of_risk):
            dropped.add(id(finding))
    for finding, other in _sharing_words(of_risk):
        if id(other) not in dropped and id(other) not in again and _is_part(text, finding, other):
            dropped.add(id(finding))
    dropped |= {one for one, told in again.items() if told not in dropped}  # nothing is dropped for what is dropped itself
    return [finding for finding in findings if id(finding) not in dropped] if dropped else list(findings)


def _sharing_words(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """Every two findings that share words or touch, in both orders. No finding is held against those that ended before it."""
    near: list[Finding] = []
    for finding in sorted(findings, key=lambda each: each.evidence.start):
        begin = finding.evidence.start
        near = [each for each in near if each.evidence.end >= begin]
        for other in near:
            yield finding, other
            yield other, finding
        near.append(finding)


def _again(text: str, first: Finding, second: Finding) -> Finding | None:
    """Which of two neighbours in a sentence says nothing new. A danger that is there is not said again by one that is denied or long ago
    ("no active SI, passive SI daily"), unless the first is the label of the second ("SI: denies SI")."""
    between = text[first.evidence.end : second.evidence.start]
    if len(between) <= 1 and not between.isalnum() and first.status is second.status:
        return second
    differ = first.status is not second.status and (first.status is Status.PRESENT or second.status in _STILL_A_DANGER)
    if not differ and first.indicator == "suicidal_ideation" and _SAME_BREATH.fullmatch(between):
        return second
    if not differ and _QUALIFIED.match(second.evidence.quote) and between.strip() in (",", ":", "-", "–", "—"):
        return second
    ticked = text.startswith("+", max(first.evidence.start - 1, 0))
    if (
        _LABEL.fullmatch(first.evidence.quote)
        and not ticked
        and first.status in (Status.PRESENT, second.status)
        and _LEADS_TO.fullmatch(between)
        and not (differ and _ANSWERED_ALREADY.search(between.lstrip(" \t:–—-")))
    ):
        return first
    if first.status is not second.status:
        return None
    if first.rule == second.rule == _LISTED_BEHIND_A_LABEL and between.strip().startswith(","):
        return second  # "Protective: cat, partner, church" is one answer
    if _IN_BRACKETS_BEHIND.fullmatch(between):
        return second
    once = first.indicator in _ONCE_A_SENTENCE and first.status is not Status.DENIED and len(between) <= SIGNS_BETWEEN
    if not once or _A_NEW_BREATH.search(between):
        return None
    named = _LABEL.fullmatch(first.evidence.quote) is not None
    return first if not named and len(second.evidence.quote) > TIMES_LONGER * len(first.evidence.quote) else second


def _says_less_of_one_wish(finding: Finding, other: Finding) -> bool:
    """Whether words tell of being a burden where the other finding has them as such ("better off without me"), or of a wish to be dead
    where the other has them as that ("better off dead")."""
    if finding.indicator == "suicidal_ideation" and other.indicator == "suicide_warning_sign":
        return finding.rule == _BETTER_WITHOUT and _WITHOUT_ME.search(finding.quote) is not None
    if finding.indicator == "suicide_warning_sign" and other.indicator == "suicidal_ideation":
        return _BETTER_DEAD.search(finding.quote) is not None
    return False


def _tells_the_way(finding: Finding, other: Finding, of_risk: Sequence[Finding]) -> bool:
    """Whether the words of thoughts are those of a plan, the thoughts having been named shortly before ("SI, has considered hanging")."""
    if finding.rule not in _OF_A_WAY or other.indicator != "suicide_plan" or finding.status is not other.status:
        return False
    if _BARE_THOUGHTS.match(finding.quote) is not None:  # "thoughts of driving into the median" are thoughts
        return False
    begin = finding.evidence.start
    return any(
        each.indicator == "suicidal_ideation"
        and each.status is Status.PRESENT
        and begin - SIGNS_TO_THE_NAMING <= each.evidence.end <= begin
        and _NAMES_IT.search(each.quote) is not None
        for each in of_risk
    )


def _first_told(of_risk: Sequence[Finding]) -> dict[tuple[str, bool], int]:
    """Where the first finding of each event ends, and of each that is not long ago (True); an event that is only denied or feared is not
    told."""
    first: dict[tuple[str, bool], int] = {}
    for finding in of_risk:
        if finding.indicator in _EVENTS and finding.status not in _NEVER_WAS:
            end = finding.evidence.end
            for key in ((finding.indicator, False), (finding.indicator, True))[: 1 if finding.status is Status.HISTORICAL else 2]:
                first[key] = min(first.get(key, end), end)
    return first


def _is_an_overdose_of_another(text: str, finding: Finding) -> bool:
    """A friend who overdosed used drugs, as long as nobody says that it was meant ("her brother OD'd, left a note")."""
    if finding.status is not Status.OTHER_PERSON:
        return False
    words = finding.quote.rsplit("'s ", 1)[-1]
    return (
        _DRUG_DEATH.fullmatch(words) is not None
        and _MEANT.search(text, max(finding.sentence[0] - SIGNS_AROUND, 0), finding.sentence[1]) is None
    )


def _tells_of_other_urges(findings: Sequence[Finding]) -> bool:
    """Whether a note speaks of what else one may have urges to, and of self-harm with no word."""
    named = {
        each.indicator
        for each in findings
        if not (each.indicator in _OF_SELF_HARM and each.status is Status.DENIED)
        and (each.indicator != "self_harm_urge" or _BARE_URGE.fullmatch(each.quote) is None)
    }
    return not named.isdisjoint(_OTHER_URGES) and named.isdisjoint(_OF_SELF_HARM)


def _urges_named_again(text: str, of_risk: Sequence[Finding], *, of_something_else: bool) -> set[int]:
    """A bare "urge" behind one that was told ("chain of Thursday's urge") is that one, unless it is rated anew; in a note of
    other urges it is one of them."""
    told = False
    again: set[int] = set()
    for finding in sorted(of_risk, key=lambda each: each.evidence.start):
        if finding.indicator != "self_harm_urge":
            continue
        bare = _BARE_URGE.fullmatch(finding.quote) is not None and _TO_HARM_ONESELF.match(text, finding.evidence.end) is None
        if bare and of_something_else and finding.status in (Status.PRESENT, Status.HYPOTHETICAL):
            again.add(id(finding))
        bare = bare and finding.status is Status.PRESENT
        if told and bare and finding.value is None and _RATED.match(text, finding.evidence.end) is None:
            again.add(id(finding))
        told = True
    return again


def _points_back(text: str, finding: Finding, first_told: Mapping[tuple[str, bool], int]) -> bool:
    """Whether words only point back to an event that the note has told ("before admission", "the day of the attempt")."""
    if finding.indicator not in _EVENTS or finding.status not in _TOLD or len(finding.evidence.quote.split()) > WORDS_THAT_POINT:
        return False
    begin, end = finding.evidence.start, finding.evidence.end
    if first_told[finding.indicator, False] > begin:
        return False
    if finding.status is Status.PRESENT and first_told.get((finding.indicator, True), begin + 1) > begin:
        # Only one of long ago was told: "the attempt" is that one, "attempt on Friday" and "this attempt" are not.
        before = text[max(begin - SIGNS_BEFORE, finding.sentence[0]) : end]
        points = _THE_EVENT.search(before) is not None
        points |= first_told[finding.indicator, False] >= finding.sentence[0] and _THE_WAY_OF_IT.search(before) is not None
        return points and _JUST_NOW.match(text, end) is None
    if finding.status is Status.PRESENT and _BARE_EVENT.fullmatch(finding.quote) is not None:
        return True
    around = text[max(finding.evidence.start - SIGNS_BEFORE, finding.sentence[0]) : finding.evidence.end]
    return _POINTING.search(around) is not None


def _is_part(text: str, finding: Finding, other: Finding) -> bool:
    """Whether a finding is nothing but words of another ("tried to [hang himself]"), and no item beside it ("urges or [self-harm]")."""
    if other.indicator not in _PART_OF.get(finding.indicator, ()):
        return False
    inner, outer = finding.evidence, other.evidence
    no = _NO.match(inner.quote)
    if not (outer.start <= inner.start + (no.end() if no else 0) and inner.end <= outer.end):
        return False
    if other.indicator in ("suicide_attempt", "suicide_intent") and inner == outer:
        return False
    if finding.indicator == "suicide_intent" and other.indicator == "suicide_plan" and _INTENT_NAMED.search(inner.quote):
        return False  # "no intent or plan" names both
    if other.indicator == "self_harm_urge" and _WORDS_OF_URGE.search(outer.quote) is None:
        return False
    if other.indicator == "suicide_attempt" and finding.status is not other.status:
        return False
    if finding.indicator == "violence" and _THREAT.match(inner.quote) is not None:
        return False
    if finding.indicator == "self_harm_urge" and _SELF.search(inner.quote) is not None:
        return False  # "no thoughts of harming self or others" names both
    if other.indicator == "self_harm" and (inner != outer or _WORDS_OF_URGE.search(inner.quote) is not None):
        return False
    return _LISTED.search(text, outer.start, inner.end) is None and "," not in text[inner.end : outer.end]


def _is_only_wanted(text: str, act: Finding, wanting: Mapping[tuple[int, int], Set[Status]]) -> bool:
    """`wanting` are the sentences that tell of an urge or a thought, with what is said of it: a wish that is denied beside a thought that
    is there ("no wish to hurt herself; would be glad not to wake") is not that thought."""
    said = wanting.get(act.sentence)
    if said is None or _LISTED.match(act.evidence.quote) or (act.status is Status.DENIED and Status.DENIED not in said):
        return False
    before = text[max(act.evidence.start - SIGNS_BEFORE, act.sentence[0]) : act.evidence.start]
    return _WANTED.search(before) is not None
