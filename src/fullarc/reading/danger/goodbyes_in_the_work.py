"""Goodbyes that are work and no warning: "Read the farewell letter to his late father aloud", "tearful while saying goodbye in the empty
chair", "final session, exchanged goodbye letters". Whoever takes leave of the living, or of everybody, warns."""

import re
from collections.abc import Sequence

from fullarc.reading.danger.dangers_to_life import STANDS, TO_LIFE
from fullarc.reading.finding import Finding, Status
from fullarc.reading.text.word_lists import alternatives_in, any_of_the_people

_W = {name: rf"\b{words}\b" for name, words in alternatives_in("danger/goodbyes_in_the_work.toml").items() if name != "has_died"}
_HAS_DIED = alternatives_in("danger/goodbyes_in_the_work.toml")["has_died"]
_PEOPLE = alternatives_in("text/people.toml")
_ANYBODY = any_of_the_people()
_OF_THE_NEXT_OF_KIN = (
    rf"(?:{_PEOPLE['children']}|{_PEOPLE['spouses']}|{_PEOPLE['friends']}|family|parents|siblings|sisters|brothers|"
    r"nieces?|nephews?|loved ones)"
)
_GOODBYE = re.compile(rf"{_W['goodbye']}|\bletters?\b", re.IGNORECASE)
_SAYS_GOODBYE = re.compile(_W["goodbye"], re.IGNORECASE)
_WRITTEN = re.compile(r"\b(?:letters?|notes?|messages?|wrote|writ\w+|record\w+)\b", re.IGNORECASE)
_SEVERAL = re.compile(rf"{_W['goodbye']} (?:letters|notes|messages|videos|e-?mails)\b", re.IGNORECASE)
_DEAD = rf"(?:{_W['dead']} (?:\w+[- ]){{0,2}}?{_ANYBODY}|{_ANYBODY}{_HAS_DIED}|(?:dead|deceased))\b"
_TO_THE_DEAD = re.compile(
    rf"\b(?:letters?|notes?|cards?|goodbyes?|farewells?)(?: \w+){{0,4}}? (?:to|for) (?:\w+ ){{0,2}}?{_DEAD}"
    rf"|\b(?:wrote|writ\w+|read) (?:his|her|their) {_DEAD} an? (?:goodbye|farewell)",
    re.IGNORECASE,
)
_TO_THE_LIVING = re.compile(rf"\b(?:to|for|with)(?: (?!{_W['dead']})\w+){{0,2}}? {_OF_THE_NEXT_OF_KIN}\b(?!{_HAS_DIED}\b)", re.IGNORECASE)
_EXERCISE = re.compile(_W["exercise"], re.IGNORECASE)
_ENDING = re.compile(_W["ending"], re.IGNORECASE)
_GIVEN_OR_READ = re.compile(rf"{_W['read_aloud']}|{_W['homework']}", re.IGNORECASE)
_DANGER = re.compile(_W["danger"], re.IGNORECASE)
_TOLD = re.compile(_W["told"], re.IGNORECASE)
_REUNION = re.compile(_W["reunion"], re.IGNORECASE)
_WROTE_TO = re.compile(rf"\b(?:wrote|written|writes|writing|recorded)\b[^.!?\n]*{_TO_THE_LIVING.pattern}", re.IGNORECASE)
_DIED = re.compile(r"^\W*(?:she|he|they) (?:had |has )?(?:died|passed)\b", re.IGNORECASE)
_SENTENCE_BEFORE = re.compile(r"(?P<words>[^.!?\n]*)[.!?\n]\s*$")
_OF_DEATH = TO_LIFE | {"suicide_warning_sign"}
SIGNS_AROUND, SIGNS_OF_A_LABEL = 200, 12


def without_goodbyes_in_the_work(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without goodbyes of grief work and of the end of a therapy. A goodbye stays where the note tells of any other danger
    to the client's life."""
    goodbyes = [each for each in findings if _is_goodbye(text, each)]
    if not goodbyes or any(each.indicator in _OF_DEATH and each.status in STANDS and each not in goodbyes for each in findings):
        return list(findings)
    if not all(_is_work(text, each) for each in goodbyes):
        return list(findings)
    return [each for each in findings if each not in goodbyes]


def _is_goodbye(text: str, finding: Finding) -> bool:
    return (
        finding.indicator == "suicide_warning_sign"
        and finding.status not in (Status.DENIED, Status.OTHER_PERSON)
        and _GOODBYE.search(finding.quote) is not None
        and _SAYS_GOODBYE.search(text, *finding.sentence) is not None
    )


def _is_work(text: str, finding: Finding) -> bool:
    begin, end = finding.sentence
    said = text[max(begin - SIGNS_OF_A_LABEL, 0) : begin].rpartition("\n")[2] + text[begin:end]
    after = text[end : end + SIGNS_AROUND].partition("\n")[0]
    if _DANGER.search(_EXERCISE.sub(" ", said)) or _REUNION.search(said) or _REUNION.search(after) or _WROTE_TO.search(after):
        return False
    if _TO_THE_DEAD.search(said) or _DIED.match(after):
        return True
    if _TO_THE_LIVING.search(said):
        return False
    if _SEVERAL.search(said) and not _ENDING.search(said):
        return False
    if any(words.search(said) for words in (_EXERCISE, _ENDING, _GIVEN_OR_READ)):
        return True
    before = _SENTENCE_BEFORE.search(text[max(begin - SIGNS_AROUND, 0) : begin])
    return (
        before is not None
        and (_EXERCISE.search(before["words"]) or _ENDING.search(before["words"])) is not None
        and not (_WRITTEN.search(said) or _TOLD.search(said) or _DANGER.search(before["words"]))
    )
