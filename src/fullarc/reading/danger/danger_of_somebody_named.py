"""Danger that somebody else threatens with or does: "T. threatened to kill himself if she doesn't come back", "S. reports T grabbed her",
"he" where the client is "she". Where nothing tells whose danger it is, it stays the client's."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.danger.dangers_to_life import STANDS, TO_LIFE
from fullarc.reading.finding import Evidence, Finding, Status
from fullarc.reading.phrases.ordinary_words import is_ordinary
from fullarc.reading.text.client_gender import the_client_is, the_client_is_called
from fullarc.reading.text.plain_text import PlainText
from fullarc.reading.text.word_lists import any_of_the_people

_OF_DEATH = TO_LIFE | {"self_harm_urge"}
_KIN = any_of_the_people()
_ADULTS = any_of_the_people("parents", "grandparents", "siblings", "spouses", "relatives", "friends")
_NAME = r"(?P<name>[A-Z](?:\.|(?=[ ,]))|[A-Z][a-z]+)"
_THREAT = r"(?P<threat>threaten(?:s|ed|ing)?(?: (?P<whom>her|him|them|me))?(?: (?:that|to|with))?)"
_SAYS = r"(?:said|says|texts|texted|wrote|writes|messaged|shouted|swore|swears|phoned|told|tells)"
_WORD = rf"(?P<word>{_SAYS}(?P<to> (?:her|him))?(?: (?:that|to say))?)"
_SUBJECT = re.compile(
    rf"(?:^|[^\w.]|(?<=[a-z0-9)])\. )(?:(?P<kin>(?i:(?:(?:her|his|their|my) )?(?:\w+ )?{_KIN}\b)),? ?)?"
    rf"(?:{_NAME}|(?P<pronoun>[Ss]?[Hh]e))?,?"
    rf"(?: (?:has|had|is|was|then|also|again|now|still|repeatedly|often|even|once|keeps?|kept|always|recently|[a-z]+ly))*\s*"
    rf"(?:{_THREAT}|{_WORD})?(?: (?P<again>s?he)(?:[ ’'](?:would|will|d|ll|was going to|is going to|wants to|wanted to))?)?\s*$"
)
_OPENS_WITH_A_THREAT = re.compile(r"threaten", re.IGNORECASE)
_OPENS_WITH_A_PERSON = re.compile(r"(?:that )?(s?he)\b", re.IGNORECASE)
_OF_HIM = re.compile(r"\b(?:himself|his (?:own )?life|his wrists?)\b", re.IGNORECASE)
_OF_HER = re.compile(r"\b(?:herself|her (?:own )?life|her wrists?)\b", re.IGNORECASE)
_HE_THERE = re.compile(r"\b(?:he|him)\b", re.IGNORECASE)
_SHE_THERE = re.compile(r"\b(?:she|her)\b(?! (?:own )?(?:life|wrists?)\b)", re.IGNORECASE)
_ANOTHER_THERE = {"male": _SHE_THERE, "female": _HE_THERE}
_THE_OTHER = {"her": "male", "him": "female"}
_TELLS = (
    r"(?:reports?|reported|states?|stated|denies|denied|describes?|described|presents?|presented|arrived|attended|rated|rates|scored|scores|"
    r"appeared|appears|completed|agrees?|agreed|discussed|talked|explored|identified|practi[cs]ed|contracted|continues?|endorses?|endorsed|"
    r"admits?|admitted)"
)
_STATE = (
    r"(?:also |very |more |less |a bit |quite |again )*"
    r"(?:low|anxious|tearful|calm|well|ok|depressed|better|worse|tired|late|on time|stable|quiet|here|seen)"
)
_WITH = r"(?:plan|made|discussed|reviewed|session|met|agreed|explored|assessed|drafted|contract)"
_AS_THE_CLIENT = {
    "male": re.compile(rf"\b[Hh]e (?:also |then )?{_TELLS}\b|\b{_WITH}(?: \w+){{0,2}}? with him\b"),
    "female": re.compile(rf"\b[Ss]he (?:also |then )?{_TELLS}\b|\b{_WITH}(?: \w+){{0,2}}? with her\b"),
}
_CLIENT_WORDS = frozenset({"pt", "client", "patient", "cl", "ct", "she", "he", "they", "i", "mr", "mrs", "ms", "dr"})
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|dr|client|pt|patient|cl|ct)\.?\s*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:\n(–—]|\s-\s|,\s|\b(?:and|but|because|when|while|after|before|that night|since|as|if|until) ")
_MALE_ADULT = re.compile(
    r"\b(?:husband|hubby|boyfriend|bf|ex(?:[- ](?:husband|boyfriend|partner))?|partner|fianc[eé]|brother|father|dad|stepfather|uncle)\b",
    re.IGNORECASE,
)
_FEMALE_ADULT = re.compile(
    r"\b(?:wife|girlfriend|gf|ex(?:[- ](?:wife|girlfriend|partner))?|partner|fianc[eé]e|sister|mother|mum|mom|stepmother|aunt)\b",
    re.IGNORECASE,
)
_A_CHILD = re.compile(any_of_the_people("children"), re.IGNORECASE)
_AT_SCHOOL = re.compile(  # where the client may be a child, of whom a parent or a school tells
    rf"\b(?:{any_of_the_people('parents')}|boy|girl|teen\w*|pupil|school|class|teacher)s?\b", re.IGNORECASE
)
_INFORMANT = re.compile(
    rf"\b(?:{_KIN}|school|teacher|per) (?:\w+ )?(?:reports?|reported|says?|said|states?|stated|called|"
    r"rang|told|tells|wrote|informs|informed|that)\b",
    re.IGNORECASE,
)
_IS_DONE = re.compile(r"[a-z]+(?:ed|es|s|t|w|ew|it|uck|ut)\b", re.IGNORECASE)
_KIN_DID_IT = re.compile(
    rf"(?:^|[.;:,(\n]\s*|\breports? |\bsays |\bthat )(?i:(?:her|his|their|the) )?(?:\w+ )?(?i:{_ADULTS})\b(?: [A-Z](?:\.|[a-z]*))?"
    r"(?: (?!s?he\b|they\b|says\b|reports?\b|said\b)\w+ (?:&|and))? $"
)
_NAME_DID_IT = re.compile(r"(?:^|[\s(])(?P<name>[A-Z][a-z]*)\.?(?: (?:has|had|also|then|again|once|twice|suddenly|often))* $")
_TO_WHOM = re.compile(
    r"\b(her|him)\b(?! (?:own )?(?:husband|wife|partner|son|daughter|mother|father|brother|sister|friend|ex)\b)", re.IGNORECASE
)
_ANOTHER_REPORTS = re.compile(r"(?:^|[.\n]\s*)[A-Z]\.? reports? (?!that (?:s?he|they)\b)[A-Z][a-z]*\.? ")
LONGEST_NOTE, SIGNS_AROUND, SIGNS_BEFORE = 12_000, 2_000, 110


def of_whom_it_is_told(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, those of a danger that somebody else is told to threaten with as another person's."""
    return [replace(each, status=Status.OTHER_PERSON) if _is_anothers(*_in_its_note(text, each)) else each for each in findings]


def _in_its_note(text: str, finding: Finding) -> tuple[str, Finding]:
    """The note with the finding; of a text longer than a note is, only what stands around the finding."""
    if len(text) <= LONGEST_NOTE:
        return text, finding
    (begin, end), evidence = finding.sentence, finding.evidence
    cut = max(begin - SIGNS_AROUND, 0)
    moved = Evidence(evidence.start - cut, evidence.end - cut, evidence.quote)
    return text[cut : end + SIGNS_AROUND], replace(finding, sentence=(begin - cut, end - cut), evidence=moved)


def _is_anothers(text: str, finding: Finding) -> bool:
    if finding.indicator == "violence":
        return _is_done_by_another(text, finding)
    if finding.indicator not in _OF_DEATH or finding.status not in STANDS:
        return False
    begin, end = finding.sentence
    start = finding.evidence.start
    before = _clause_before(text[max(begin, start - SIGNS_BEFORE) : start])
    subject = _SUBJECT.search(before)
    if subject is None:
        return False
    bearer = _gender_of_the_bearer(subject, finding.quote, text[start:end])
    threatened = subject["threat"] is not None or _OPENS_WITH_A_THREAT.match(finding.quote) is not None
    if _INFORMANT.search(text, begin, start - len(before) + subject.start()):
        return False
    if subject["kin"] and not (subject["name"] and _A_CHILD.search(subject["kin"])):
        return _is_of_kin(text, subject, bearer, threatened=threatened)
    if subject["name"]:
        told = threatened or (subject["to"] is not None and bearer != "")
        return _is_of_a_name(text, before, subject, bearer, (begin, end), threatened=told)
    if subject["pronoun"]:
        return _is_of_the_other_pronoun(text, begin, bearer)
    return False


def _is_done_by_another(text: str, finding: Finding) -> bool:
    """Whether a relative, or somebody named who is not the client, does it to the client or where the client is."""
    begin, end = finding.sentence
    start = finding.evidence.start
    before = text[max(begin, start - SIGNS_BEFORE) : start]
    if finding.status is not Status.PRESENT or not _IS_DONE.match(finding.quote) or _INFORMANT.search(before):
        return False
    if _KIN_DID_IT.search(before):
        return True
    named = _NAME_DID_IT.search(before)
    whom = _TO_WHOM.search(text, start, end)
    if named is None or whom is None or named["name"].lower() in _CLIENT_WORDS or _TITLE.search(before[: named.start("name")]):
        return False
    name = named["name"]
    if (len(name) > 1 and is_ordinary(name)) or _is_the_client(text, name, "", (begin, end)):
        return False
    acted_on = "female" if whom[1].lower() == "her" else "male"
    return the_client_is(PlainText.of(text)) == acted_on or _is_known_as_kin(text, name) or _ANOTHER_REPORTS.search(text) is not None


def _clause_before(words: str) -> str:
    """The words before a danger, from where the clause with its subject begins."""
    return words[max((found.end() for found in _CLAUSE.finditer(words) if _SUBJECT.search(words[found.end() :])), default=0) :]


def _gender_of_the_bearer(subject: re.Match[str], quote: str, behind: str) -> str:
    told = subject["again"] or (opens[1] if (opens := _OPENS_WITH_A_PERSON.match(quote)) else "") or subject["pronoun"] or ""
    if told:
        return "female" if told.lower() == "she" else "male"
    if subject["whom"] in _THE_OTHER:
        return _THE_OTHER[subject["whom"]]
    him, her = _OF_HIM.search(quote) or _OF_HIM.match(behind), _OF_HER.search(quote) or _OF_HER.match(behind)
    return "male" if him and not her else "female" if her and not him else ""


def _is_of_kin(text: str, subject: re.Match[str], bearer: str, *, threatened: bool) -> bool:
    """A relative who threatens or does it; one who only says that somebody would may speak of the client."""
    if subject["word"] is None and subject["again"] is None:
        return threatened
    client = the_client_is(PlainText.of(text))
    return bearer != "" and client not in ("", bearer)


def _is_of_a_name(text: str, before: str, subject: re.Match[str], bearer: str, place: tuple[int, int], *, threatened: bool) -> bool:
    name = subject["name"].rstrip(".")
    if name.lower() in _CLIENT_WORDS or _TITLE.search(before[: subject.start("name")]) or (len(name) > 1 and is_ordinary(name)):
        return False
    plain = PlainText.of(text)
    client, is_kin = the_client_is(plain), _is_known_as_kin(text, name)
    if is_kin and bearer and client not in ("", bearer):
        return True
    if _is_the_client(text, name, bearer, place) or (client == bearer != "" and not is_kin):
        return False
    if is_kin and threatened:
        return True
    if bearer and the_client_is_called(plain) not in ("", bearer):
        return True
    if not threatened or bearer == "" or _AT_SCHOOL.search(text) or _is_a_child(text, name):
        return False
    return _ANOTHER_THERE[bearer].search(text, *place) is not None


def _is_of_the_other_pronoun(text: str, begin: int, bearer: str) -> bool:
    """ "he" where the note calls the client "she" throughout, and a grown-up of her life was named before."""
    if the_client_is_called(PlainText.of(text)) in ("", bearer):
        return False
    said = text[:begin]
    grown_up = _MALE_ADULT if bearer == "male" else _FEMALE_ADULT
    return grown_up.search(said) is not None and not (_A_CHILD.search(said) or _AT_SCHOOL.search(said))


def _is_the_client(text: str, name: str, bearer: str, place: tuple[int, int]) -> bool:
    """Whether a name, or the pronoun that goes with it, stands elsewhere in the note as only the client's does: it reports, is asked."""
    elsewhere = f"{text[: place[0]]}\n{text[place[1] :]}"
    if (pronoun := _AS_THE_CLIENT.get(bearer)) is not None and pronoun.search(elsewhere):
        return True
    return _labelled(name).search(text) is not None or _telling(name).search(elsewhere) is not None


def _labelled(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:client|patient|pt|cl|ct|name|re|session with|met with|seen|saw)\b[:,.]?\s*{name}\b|\b{name}\b\.?,?\s*\(?\d\d?\b"
    )


def _telling(name: str) -> re.Pattern[str]:
    verbs = (
        rf"{_TELLS}|says|said|feels|felt|wants|tells me|told me|cried|wept|looked|looks|seems|seemed|tearful|(?:is|was|has been) {_STATE}"
    )
    return re.compile(rf"(?<![\w.]){name}\b\.?,? (?:also |then |again |still )?(?:{verbs})\b")


def _is_a_child(text: str, name: str) -> bool:
    return re.search(rf"(?i:{any_of_the_people('children')})\b,? \(?{name}\b", text) is not None


def _is_known_as_kin(text: str, name: str) -> bool:
    named = re.compile(rf"(?i:\b{_ADULTS})\b,? \(?{name}\b|(?<![\w.]){name}\b\.?,? ?\(?(?i:(?:her|his|their|the) )?(?i:{_ADULTS})\b")
    return named.search(text) is not None
