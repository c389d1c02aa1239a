"""A denial of danger that its own words take back: by time ("no SI until Sunday, when it came back", "no, not today; did on Sunday"), by an
exception ("no attempts apart from the one in August"), or by what was admitted after it. The denial stays, and the danger stands beside
it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fullarc.reading.finding import Evidence, Finding, Status
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.word_lists import alternatives_in

_W = alternatives_in("danger/taken_back.toml")
_NO_DANGER = frozenset({"protective_factor", "safety_plan", "crisis_contact", "access_to_means"})
_ALSO = frozenset({"hallucinations", "delusions_paranoia", "alcohol_use", "substance_use"})
_THOUGHTS = frozenset({"suicidal_ideation", "homicidal_ideation", "self_harm_urge", "hallucinations"})
_RETURNING = _THOUGHTS | {"self_harm", "violence", "delusions_paranoia", "alcohol_use", "substance_use"}
_OF_SUICIDE = frozenset({"suicidal_ideation", "suicide_plan"})
SIGNS_BEHIND = 160
SIGNS_BEFORE = 60
SIGNS_OF_A_CLAUSE = 200
_BREAK = r"(?:[,;.!]|\s[-–—])\s*"
_AND = r"(?:(?:and|but|though|however|yet|then|now),? )*"
_WHEN = rf"(?:(?:{_W['lately']}|(?:on |since )?{_W['weekday']}|{_W['when']}),? )"
_THEY = r"(?:they|it|these|those|the (?:thoughts|urges|voices|ideas|feelings|whispers|images)|all of (?:it|them))"
_BACK_IN_OTHER_WORDS = rf"(?!,? (?:when|then) (?!{_THEY}|he |she |things ))"  # "until Sunday, when voices came back" names it
_OWN_CLAUSE = r"\b(?:and|was|were|is|will|stays?|has|had|did)\b"
_UNTIL = re.compile(
    rf"(?:(?!{_OWN_CLAUSE})[^,.;\n]){{0,40}}?\b(?P<back>(?:until|till|'til)\s+(?:{_W['lately']}\b{_BACK_IN_OTHER_WORDS}"
    rf"|{_W['weekday']},? (?:when|then) (?:{_THEY}|he|she|things)\b"
    rf"|(?:he|she|they|the|his|her|their)\b[^.;\n]{{2,40}}?\b(?:{_W['lately']}|on {_W['weekday']}))[^.;\n]{{0,40}})",
    re.IGNORECASE,
)
_UNTIL_A_DAY = re.compile(
    rf"(?:(?!{_OWN_CLAUSE})[^,.;\n]){{0,40}}?\b(?P<back>(?:until|till)\s+{_W['weekday']}{_BACK_IN_OTHER_WORDS})", re.IGNORECASE
)
_THEN_AGAIN = re.compile(
    rf"[^.;\n]{{0,40}}?{_BREAK}(?P<back>(?:and |but )?then,? (?:on )?(?:{_W['lately']}|{_W['weekday']}))\s*(?=$|[.,;!?\n])", re.IGNORECASE
)
_AFTER_THEY = rf"{_THEY}(?: (?:all|have|has|had|always|still))? (?:{_W['came_back']}(?! {_W['elsewhere']}))"
_BY_TIME = (
    rf"{_WHEN}{_THEY}(?: all| always| still)? (?:come|came|start|started|creep in|return|are (?:there|strong|loud))\b"
    rf"(?! (?:as|enough)\b)(?! {_W['elsewhere']})"
)
_RETURNED = re.compile(
    rf"[^.;\n]{{0,80}}?(?:{_BREAK}|\s)(?P<back>{_AND}{_WHEN}?(?:{_AFTER_THEY}|(?<!when )(?<!if ){_BY_TIME}))", re.IGNORECASE
)
_RETURNED_AT_ONCE = re.compile(rf"\s*(?P<back>{_AND}(?:{_WHEN}?{_AFTER_THEY}|{_BY_TIME}))", re.IGNORECASE)
_AT_ANOTHER_TIME = rf"(?:{_W['lately']}|(?:on |since )?(?:last )?{_W['weekday']}|earlier(?: (?:today|this week))?|before that)"
_DID_THEN = re.compile(
    r"[^.\n]{0,60}?(?:[,;.!]|\s[-–—]|\bbut|\band)\s*"
    r"(?P<back>(?:(?:he |she |they |i |client |pt )?"
    rf"(?:did|(?:has )?had|yes)(?: so| it| some| them| one| a few| thoughts?| urges?| these)?,? {_AT_ANOTHER_TIME}"
    rf"|{_AT_ANOTHER_TIME}[:,]? (?:[-–—] )?(?:yes|(?:he |she |they )?(?:did|had (?:some|it|them|one|a few|thoughts|urges))))\b)"
    r"(?=\s*(?:$|[.,;!?()\n]|x ?\d|\d ?x|once|twice|but\b|when\b|after\b|while\b|and\b|for\b))",
    re.IGNORECASE,
)
_VOICES_TOLD = re.compile(
    r"[^.;\n]{0,60}?\b(?P<back>but (?:then )?(?:they|the voices?|one|it) (?:had |have |has )?(?:told|tells?|said|says?|spoke"
    r"|command(?:ed|s)?|order(?:ed|s)?|urged?s?|whisper(?:ed|s)?)\b[^.;\n]{0,40}?\b(?:to|that (?:he|she|they))\b[^.;\n]{0,40})",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    rf"(?:(?!{_OWN_CLAUSE})[^,.;\n]){{0,40}}?,?\s*\b(?P<back>{_W['except']}\s+(?:on {_W['weekday']}"
    rf"|when (?:he|she|they|drunk|alone|drinking|high)\b[^.;,\n]{{0,30}}"
    rf"|at night\b|(?!no\b|not\b)(?:[\w'’-]+ ){{0,4}}?{_W['lapse']}\b[^.;,\n]{{0,40}}))",
    re.IGNORECASE,
)
_ADMITTED = re.compile(
    rf"[^.;\n]{{0,60}}?(?P<back>\b(?:but|yet|though|although|however|later|then|subsequently|afterwards|whereas|while)\b[^.;\n]{{0,40}}?"
    rf"\b{_W['admits']}(?: to)?(?: that)?(?: (?:she|he|they|i))?(?P<what> "
    r"(?:(?:has|have|had|gets?|is having|was having|still has|does have)"
    rf" (?:had )?(?:them|those|these|it)\b"
    rf"(?! (?:with|coming|over|round|for|every|out|easy|planned|before|under|in|sorted|together|off|all)\b)"
    rf"[^.;,\n]{{0,30}}|(?:to )?(?:having )?them\b(?! (?:over|round|for|to|visit))"
    rf"[^.;,\n]{{0,20}}|(?:to )?(?:having |has |had )?(?:been )?{_W['looked_up']})))",
    re.IGNORECASE,
)
_LOOKED_UP = re.compile(_W["looked_up"], re.IGNORECASE)
_SAYS_NO = r"(?:den(?:y|ies|ied|ying)|no|none|negative|neg|absent|nil)"
_SAVE = re.compile(rf"\b{_SAYS_NO}\b[^.;\n]{{0,60}}?\b{_W['except']}\s+(?:[\w'’-]+ ){{0,2}}$", re.IGNORECASE)
_NO_LONGER_DENIES = re.compile(
    r"\b(?:no longer|not|never|cannot|stopped|ceased|n['’]t|does not|did not) (?:even )?den(?:y|ies|ied|ying)"
    r"(?: (?:having|any|having any|her|his|their|the))*\s*$",
    re.IGNORECASE,
)
_RESOLVED_ON = re.compile(rf"\b{_W['resolved_on']}(?!\w)", re.IGNORECASE)
_LONG_AGO = re.compile(rf"\b{_W['long_ago']}", re.IGNORECASE)


def with_what_was_taken_back(text: str, findings: Sequence[Finding], parts: Sequence[Sentence]) -> list[Finding]:
    """The findings, and beside each denial of danger that is taken back the danger itself."""
    denied = [each for each in findings if each.status is Status.DENIED and _is_danger(each)]
    if not denied:
        return list(findings)
    begins = {part.start: number for number, part in enumerate(parts)}
    last_of = {each.sentence: each.evidence.start for each in sorted(denied, key=lambda each: each.evidence.start)}
    turned = {id(each): now for each in denied if (now := _never_denied(text, each)) is not None}
    kept = [turned.get(id(each), each) for each in findings]
    added: list[Finding] = []
    for each in denied:
        if id(each) in turned:
            continue
        number = begins.get(each.sentence[0], len(parts))
        next_end = parts[number + 1].end if number + 1 < len(parts) else each.sentence[1]
        for start, end in _taken_back(text, each, each.evidence.start == last_of[each.sentence], next_end):
            if not any(_tells_it(other, each, start, end) for other in kept + added):
                added.append(_there_after_all(text, each, start, end))
                break
    return sorted(kept + added, key=lambda each: (each.evidence.start, each.evidence.end, each.indicator)) if added else kept


def _is_danger(finding: Finding) -> bool:
    return (group_of(finding.indicator) == "risk" and finding.indicator not in _NO_DANGER) or finding.indicator in _ALSO


def _never_denied(text: str, finding: Finding) -> Finding | None:
    """The finding as present where nobody denies it any longer, or where it is what a denial leaves out ("all denied save self-harm")."""
    before = text[max(finding.sentence[0], finding.evidence.start - SIGNS_BEFORE * 2) : finding.evidence.start]
    said = _NO_LONGER_DENIES.search(before) or _SAVE.search(before)
    if said is None or re.match(rf"{_SAYS_NO}\b", finding.quote, re.IGNORECASE):
        return None
    status = Status.HISTORICAL if _LONG_AGO.search(text, finding.evidence.end, finding.sentence[1]) else Status.PRESENT
    return replace(finding, status=status, cues=((str(status), said[0].strip()),))


def _taken_back(text: str, finding: Finding, last: bool, next_end: int) -> Iterator[tuple[int, int]]:
    """The places of words that take a denial back; `last`: whether it is the last denial of its sentence."""
    begin, end = finding.evidence.end, finding.sentence[1]
    resolved = _RESOLVED_ON.search(text, max(finding.sentence[0], begin - SIGNS_OF_A_CLAUSE), begin) is not None
    found = list[re.Match[str] | None]()
    if finding.indicator in _RETURNING:
        if not resolved:
            found.append(_UNTIL.match(text, begin, end))
        if finding.indicator in _THOUGHTS and not resolved:
            found.append(_UNTIL_A_DAY.match(text, begin, end))
        found += [_THEN_AGAIN.match(text, begin, end), _RETURNED.match(text, begin, end)]
        found.append(_RETURNED_AT_ONCE.match(text, end, min(next_end, end + SIGNS_BEHIND)))
        if last:
            line_end = text.find("\n", begin, begin + SIGNS_BEHIND)
            found.append(_DID_THEN.match(text, begin, line_end if line_end >= 0 else min(begin + SIGNS_BEHIND, len(text))))
    if finding.indicator == "hallucinations":
        found.append(_VOICES_TOLD.match(text, begin, end))
    if last:
        found.append(_EXCEPT.match(text, begin, end))
    admitted = _ADMITTED.match(text, begin, end)
    if admitted and (finding.indicator in _OF_SUICIDE or not _LOOKED_UP.search(admitted["what"])):
        found.append(admitted)
    yield from (each.span("back") for each in found if each is not None)


def _tells_it(other: Finding, denied: Finding, start: int, end: int) -> bool:
    """Whether a finding tells of the danger in these words already."""
    return (
        other.status in (Status.PRESENT, Status.UNCERTAIN, Status.HISTORICAL)
        and (other.indicator == denied.indicator or _is_danger(other))
        and other.evidence.start < end
        and start < other.evidence.end
    ) and (other.indicator == denied.indicator or {other.indicator, denied.indicator} <= _RETURNING)


def _there_after_all(text: str, finding: Finding, start: int, end: int) -> Finding:
    """The danger, with the words that take its denial back."""
    words = text[start:end].rstrip(" ,\t")
    status = Status.HISTORICAL if _LONG_AGO.search(text, start, min(end + 30, finding.sentence[1])) else Status.PRESENT
    return replace(
        finding,
        evidence=Evidence(start, start + len(words), words),
        status=status,
        direction=None,
        severity=None,
        value=None,
        unit=None,
        previous_value=None,
        cues=((str(status), words),),
    )
