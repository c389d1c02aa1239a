"""Danger from others: what a note tells of violence, abuse or threats that are done to the client now.

The reader has no indicator of its own for it: it finds what was done as a traumatic event, and as violence of another person. Told as
past, denied, seen, or done to somebody else it is no danger to the client. An event that no words place in time counts where the words tell
what is being done, name a day or an injury, or name somebody with whom the client lives; threats count though they are conditions.
"""

import re
from collections.abc import Sequence

from fullarc.reading.finding import Finding, Status
from fullarc.reading.text.weekdays import WEEKDAY
from fullarc.reading.text.word_lists import any_of_the_people

FROM_OTHERS = "danger_from_others"
EVENT, VIOLENCE = CARRIED_BY = ("trauma_exposure", "violence")  # the indicators whose findings may tell of it

_BY_OTHERS = f"{EVENT}.by_others_"  # the rules whose words say who does it to the client
_NOW = (Status.PRESENT, Status.UNCERTAIN)
_CLIENT = r"(?:her|him|them|me|client|patient|pt)"
_KIN = rf"(?:{any_of_the_people()}|students?|dogs?|cats?|pets?)"
_OF_ANOTHER_HOUSE = r"(?:sister|brother|friend|daughter|son|cousin|aunt|niece|neighbou?r|co-?worker|colleague|room-?mate|classmate)"
_ACT = (
    r"(?:hits?|hitting|beats?|beaten|slap\w*|punch\w*|kick\w*|chok\w+|strangl\w+|assault\w*|attack\w*|rap(?:e|es|ed|ing)|molest\w*|abus\w+|"
    r"batter\w*|threat\w*|stalk\w*|shov\w+|push\w*|grab\w*|burn(?:s|ed|t)|stab\w*|bit|bites|dragg\w*|hurts?|grop\w+|touch\w*|smack\w*|"
    r"whipp\w*|forced|pinn\w+|slam\w*|whack\w*|pinch\w*|yank\w*|headbutt\w*|thr[eo]w(?:s|n)?)"
)
_ACTED_ON = (
    r"(?:hit|beaten|slapped|punched|kicked|choked|strangled|assaulted|attacked|raped|molested|abused|battered|threatened|stalked|shoved|pushed|"
    r"grabbed|stabbed|groped|pinned|mugged)"
)
_VIOLENT = re.compile(rf"\b{_ACT}\b|\b(?:\w*violen\w+|dv|ipv|traffick\w*|coerc\w+)\b", re.I)
_SOMEBODY_DID_IT = re.compile(
    rf"\b{_ACT}\W+(?:to \w+\W+)?{_CLIENT}\b|\b(?:was|were|been|being|got|is|gets)\W+(?:\w+\W+){{0,2}}{_ACTED_ON}\b|^{_ACTED_ON}\b|"
    r"\b(?:abuse|assault|violence|rape|threats?) (?:by|from)\b|\bheld (?:her|him|me) down\b",
    re.I,
)
_NO_PERSONS_DOING = re.compile(
    r"\b(?:accident|crash\w*|collision|\w*quake|fire|flood|storm|car|truck|van|lorry|bus|train|bike|dog|surgery|combat|war|wall|"
    r"door|chok\w+ (?:on|up))\b",
    re.I,
)
_NOT_STRUCK = re.compile(r"\bown\b|\bkick\w*\W+(?:\w+\W+)?out\b|\bside-on\b|\bbeat\w* \w+ at\b|\bpush\w* past\b", re.I)
_NOT_STRUCK_AFTER = re.compile(
    r"^\W*(?:out\b|behind\b|head-on\b|(?:\w+\W+){0,2}(?:nightmare|dream|sleep)\b)", re.I
)  # kicked her out, in a nightmare
_SEEN = re.compile(r"\b(?:witness\w*|saw|seen|seeing|watch\w*|heard|hears|news|overheard)\b", re.I)
_FORMERLY = re.compile(
    r"\b(?:used to|history of|hx of|h/o|as a child|childhood|years ago|yrs ago|growing up|memory|memories|nightmares?|flashbacks?|"
    r"after (?:an?|the|his|her|their) (?:assault|attack|rape)|months ago|last year)\b",
    re.I,
)
_IN_YOUTH = re.compile(r"\b(?:grew up|raised by|brought up|upbringing|as an? (?:child|kid|boy|girl|teen\w*))\b", re.I)
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:grew up|raised by|brought up|upbringing|inner child|little (?:girl|boy)|schema|used to|(?:19|20)\d\d|years? ago|"
    r"when (?:she|he|they|i) (?:was|were)|as an? (?:child|kid|boy|girl|teen\w*)|childhood|lapsed|processed|processing|reprocess\w*|emdr|"
    r"imaginal|trauma narrative|therapy target|the memory|memories|once|ex-?husband|ex-?wife|former)\b",
    re.I,
)
_MONTHS = r"january|february|march|april|may|june|july|august|september|october|november|december"
_OF_NOW = re.compile(
    r"\b(?:last (?:night|week|weekend)|tonight|today|yesterday|this (?:morning|week|weekend|month|afternoon|evening)|over the weekend|"
    rf"again|ongoing|still|currently|now|{WEEKDAY}|(?:most|every|each|some) (?:days?|nights?|time|weeks?)|"
    r"(?:days?|weeks?|hours|nights) ago|on the \d+(?:st|nd|rd|th)|\d{1,2}/\d{1,2}|"
    r"when(?:ever)? (?:he|she|they)(?:['’]s| is| has| gets| drinks)|if (?:she|he|i|you) \w+|"
    rf"since (?:last|spring|summer|autumn|fall|winter|easter|christmas|{_MONTHS})|bruis\w+|black eye|marks?|stitches|split lip|swollen|"
    r"swelling|fracture|police|cps|restraining|scared|afraid)\b",
    re.I,
)
_IS_DOING = re.compile(
    rf"\b(?:[a-z]{{3,}}s(?: (?:on|at|up|to|into|for|about|around))? {_CLIENT}|(?:make|hold|hit|beat|burn|force|kick|touch) {_CLIENT}|"
    r"(?:been|keeps) \w+ing|makes|waits|turns up|comes|is being|are being|getting|gets|twist)\b",
    re.I,
)
_NEAR_PARTNER = re.compile(r"\b(?<!ex-)(?<!ex )(?:husband|wife|partner|spouse|boyfriend|girlfriend|bf|gf|hubby|carer|caregiver)\b", re.I)
_UNDATED = tuple(f"{_BY_OTHERS}{kind}" for kind in ("threatened", "stalked", "throat", "again"))  # they count without a day
_SUPPOSED = re.compile(
    r"\b(?:if|should|what if|in case|role-?play\w*|imagin\w*|worr\w+|might|practi[sc]ed|rehears\w+|plans? for when)\b", re.I
)
_PICTURED = re.compile(
    r"\b(?:images?|thoughts?|fantas\w+|obsessions?|fears?|nightmares?|dreams?|worr\w+) (?:of|about|that)\W+(?:\w+\W+){0,2}$", re.I
)
_SCREENED = re.compile(r"\b(?:dv|ipv|domestic violence)\b\W+(?:yes|pos\w*|ongoing|current\w*|active|\+)", re.I)
_NO_BLOW = re.compile(
    r"\battack\w* (?:her|his|my) (?:argument|idea|work|proposal|view|character|position|report|faith)|"
    r"\bstab\w* in the back\b|\bhit (?:her|his|my) \w+ on\b|"
    r"\bhurts? (?:her|him|me) (?:by|when|that|deeply|with (?:his|her) words)\b|"
    r"\btouch\w* (?:her|his|my|him|me)(?: on the)? (?:hand|shoulder|arm|cheek)\b|"
    r"\bpush\w* (?:her|him|me) (?:to (?!the\b|death\b)\w+|hard\b|further\b)",
    re.I,
)
_SOMEBODY_FEARS = re.compile(r"^(?:scared|afraid|frightened|terrified|fear\w*|petrified)\b", re.I)
_GOES_ON = re.compile(
    r"\b(?:hits|beats|slaps|punches|kicks|chokes|strangles|shoves|pushes|grabs|threatens|abuses|rapes|molests|stalks|burns|bites|hurts|forces|"
    rf"touches)\s+{_CLIENT}\b",
    re.I,
)
_DONE_TO_SOMEBODY = re.compile(rf"\b{_CLIENT}\b|\bby\b|\bfrom\b", re.I)
_DONE_TO_THE_CLIENT = re.compile(
    r"\b(?:hit|hits|punch\w*|kick\w*|slap\w*|threaten\w*|hurts?|chok\w+|push\w*|grab\w*) me\b(?! out)|\bstalked\b|\bnot feel safe\b|"
    rf"\bunsafe\b|\b(?:abused?|assault|assaulted|violence|raped?) (?:by|from)\b|\bby (?:(?:her|his|their|my) )?{_KIN}\b|"
    r"^(?:is |was |been |gets |got )?being (?:hit|beaten|slapped|punched|kicked|shoved|pushed|choked|threatened|abused|assaulted)\b|"
    rf"\b{_KIN}\W+(?:hits?|beats?|slap\w+|punch\w+|kick\w+|chok\w+|shov\w+|push\w+|grab\w+|threaten\w+|touch\w+)\W+{_CLIENT}\b(?!\W+{_KIN})",
    re.I,
)
_SAFE = re.compile(r"\b(?:safe|dv|ipv|domestic|abus\w*|partner|home|hurt|threatened|stalk\w*)\b", re.I)
_SUFFERS = re.compile(r"\b(?:experiencing|victim of|subjected to|suffering)\W+(?:\w+\W+){0,2}$", re.I)
_ABUSIVE = re.compile(r"^(?:abusive|violent) (?:relationship|marriage|home|household|partner|husband|wife|boyfriend|girlfriend)$", re.I)
_IS_IN = re.compile(r"\b(?:is|still|currently|remains|lives|living|stays)\b(?:\W+\w+){0,4}\W*$", re.I)
_TO_ANOTHER = re.compile(rf"(?<!by )(?<!from )(?<!with )\b(?:her|his|their|my|the)\W+{_KIN}\b(?!['’]s)", re.I)
_NEXT_IS_ANOTHER = re.compile(rf"^\W*{_KIN}\b", re.I)
_IN_ANOTHER_HOUSE = re.compile(rf"\b{_OF_ANOTHER_HOUSE}s?['’]s?\W*$", re.I)
_ANOTHER_WAS = re.compile(
    rf"(?:(?:\b(?:her|his|their|my|the)|['’]s)\W+{_KIN}|\b(?:an?|another|some)\W+(?:woman|man|girl|boy|lady|person|resident))\W+"
    rf"(?:(?!reports?\b|reported\b|says?\b|said\b|states?\b)\w+\W+){{0,2}}$|^\W*{_KIN} (?:is|was|keeps|has been|being|gets|got) ?$",
    re.I,
)
_BEEN_DOING = re.compile(r"^been \w+ing\b", re.I)
_WITH_SOMEBODY_WHO = re.compile(
    rf"(?:\b(?:her|his|their|my|the)|['’]s)\W+{_KIN} (?:is|was|lives|lived|stays|stayed)\b(?:\W+\w+){{0,4}}\W+who\b", re.I
)
_DOER_BEFORE = re.compile(
    rf"\b(?!dog|cat|pet)(?:{_KIN}|fianc[eé]e?|ex|daddy|boss|man|men|carer|uncle|son|landlord|guy|pimp|employer|coach|teacher|who)\b"
    r"(?:\W+(?!(?:she|he|i|client|pt|patient|they)\b)\w+){0,6}\W*$",
    re.I,
)
_STRIKES_CLIENT = re.compile(rf"^{_ACT}\W+{_CLIENT}\b", re.I)
_HURLED = re.compile(r"\b(?:thr[eo]w\w*|hurl\w*|smash\w*|punch\w*|kick\w*|broke)\b", re.I)
_WHO_LIVES_THERE = re.compile(r"\b(?:husband|wife|partner|boyfriend|girlfriend|spouse|fianc[eé]e?|ex)\b[^.;]{0,25}$", re.I)
_PASSIVE = re.compile(r"^(?:was|were|is|are|been|being|got|gets|has|had)\b|\bby\b|\bfrom\b", re.I)


def from_others(findings: Sequence[Finding], text: str) -> list[Finding]:
    """Those of one note's findings that tell of a danger to the client from others now. `text` is the note's, "" where there is none."""
    told = [finding for finding in findings if not finding.carried_forward and _tells(finding, findings, text)]
    return [each for each in findings if each in told or any(_is_the_same_act(each, one) for one in told)]


def denies_others(finding: Finding) -> bool:
    """Whether a finding says that nobody endangers the client: safe at home, no abuse, no threats."""
    if finding.status is not Status.DENIED or finding.carried_forward:
        return False
    return finding.indicator == EVENT or (finding.indicator == VIOLENCE and bool(_SAFE.search(finding.quote)))


def _tells(finding: Finding, beside: Sequence[Finding], text: str) -> bool:
    if finding.indicator not in CARRIED_BY or _is_told_as_former(finding, text) or not _is_done_to_the_client(finding, text):
        return False
    quote, before = finding.quote, text[finding.sentence[0] : finding.evidence.start]
    if finding.rule.startswith(_BY_OTHERS):
        threatened = finding.status is Status.HYPOTHETICAL and not _SUPPOSED.search(before)
        return finding.status in _NOW or threatened or _is_of_now(finding, text)
    if finding.indicator == EVENT:
        if finding.status is Status.HISTORICAL and _SOMEBODY_DID_IT.search(quote) and _is_of_now(finding, text):
            return True
        goes_on = finding.status is Status.HISTORICAL and _ABUSIVE.search(quote) and _IS_IN.search(before)
        if finding.status is not Status.DENIED and _SCREENED.search(text, finding.evidence.start, finding.sentence[1]):
            return True
        said = _VIOLENT if finding.status is Status.UNCERTAIN else _SOMEBODY_DID_IT
        return bool(goes_on) or (finding.status in _NOW and bool(said.search(quote) or _SUFFERS.search(before)))
    if finding.status in _NOW:
        struck = _STRIKES_CLIENT.search(quote) and _DOER_BEFORE.search(before)
        return bool(struck or _DONE_TO_THE_CLIENT.search(quote) or _SUFFERS.search(before))
    to_somebody = (_VIOLENT.search(quote) and _DONE_TO_SOMEBODY.search(quote)) or (
        _HURLED.search(quote) and _WHO_LIVES_THERE.search(before)
    )
    return finding.status is Status.OTHER_PERSON and bool(to_somebody) and not _is_taken_back(finding, beside)


def _is_the_same_act(finding: Finding, told: Finding) -> bool:
    """Whether present violence shares words with what tells of a danger from others: nobody else did it then."""
    ours, theirs = finding.evidence, told.evidence
    shared = ours.start < theirs.end and theirs.start < ours.end
    return finding.indicator == VIOLENCE and finding.status in _NOW and not finding.carried_forward and shared


def _is_done_to_the_client(finding: Finding, text: str) -> bool:
    """Whether nobody else is named to whom it is done, no accident did it, and the client did not only see it."""
    begin, end = finding.sentence
    before, after = text[begin : finding.evidence.start], text[finding.evidence.end : end]
    quote = finding.quote
    if _NO_BLOW.search(text, finding.evidence.start, end) or _PICTURED.search(before):
        return False
    if " who " in quote and _WITH_SOMEBODY_WHO.search(text, begin, finding.evidence.end):
        return False
    if finding.rule.startswith(_BY_OTHERS):
        struck_another = quote.lower().endswith((" her", " his")) and _NEXT_IS_ANOTHER.match(after)
        passive = (_PASSIVE.search(quote) and not _BEEN_DOING.search(quote)) or _SOMEBODY_FEARS.search(quote)
        return not (
            struck_another or _SEEN.search(before[-40:]) or _IN_ANOTHER_HOUSE.search(before) or (passive and _ANOTHER_WAS.search(before))
        )
    if _NOT_STRUCK.search(quote) or _NOT_STRUCK_AFTER.search(after):
        return False
    if _NO_PERSONS_DOING.search(quote) or _SEEN.search(quote) or _SEEN.search(before[-40:]):
        return False
    if _TO_ANOTHER.search(quote) or (quote.lower().endswith((" her", " his", " their", " my")) and _NEXT_IS_ANOTHER.match(after)):
        return False
    return not _IN_ANOTHER_HOUSE.search(before) and not (_PASSIVE.search(quote) and _ANOTHER_WAS.search(before))


def _is_of_now(finding: Finding, text: str) -> bool:
    """Whether an event that no words place in time is one of these days: the words tell what is being done, a day, an injury, or somebody
    with whom the client lives did it."""
    said = text[slice(*finding.sentence)]
    if finding.status is not Status.HISTORICAL or _OF_ANOTHER_TIME.search(said):
        return False
    return finding.rule in _UNDATED or any(words.search(said) for words in (_OF_NOW, _IS_DOING, _NEAR_PARTNER))


def _is_told_as_former(finding: Finding, text: str) -> bool:
    """Whether the words, or those that decided the status, tell it of a time that is over."""
    if _FORMERLY.search(finding.quote) or _IN_YOUTH.search(text, *finding.sentence):
        return True
    if finding.rule.startswith(_BY_OTHERS) and finding.status is Status.PRESENT:
        return False
    return any(kind == Status.HISTORICAL for kind, _ in finding.cues)


def _is_taken_back(finding: Finding, beside: Sequence[Finding]) -> bool:
    """Whether the same sentence tells the event as former, feared or denied, and the words do not say that it goes on."""
    others = [each for each in beside if each.indicator == EVENT and each.sentence == finding.sentence]
    return any(each.status not in _NOW for each in others) and not _GOES_ON.search(finding.quote)
