"""Talk of ending that is about the end of the therapy: "Talked of ending; last appts Nov.", "thinking about ending our work". "Talks about
ending it", or an end that is thought of and of which nothing else is told, stays a danger."""

import re
from collections.abc import Sequence

from fullarc.reading.danger.dangers_to_life import STANDS, TO_LIFE
from fullarc.reading.finding import Finding, Status
from fullarc.reading.text.word_lists import alternatives_in

_ADVERB = r"(?: (?:again|also|more|openly|briefly|a lot|mainly|today))?"
_THE_END = r"(?:the |an |our )?(?:ending|end)s?"
_TALK_OF_IT = re.compile(
    rf".*\b(?:talk(?:s|ed|ing)?|spoke|spoken|speak(?:s|ing)?|discuss\w*){_ADVERB}(?: (?:of|about|on))? {_THE_END}", re.IGNORECASE
)
_THOUGHT_OF_IT = re.compile(
    rf".*\b(?:th(?:ink|ought|inking|inks)\w*|idea|consider\w*){_ADVERB}(?: (?:of|about|on))? {_THE_END}", re.IGNORECASE
)
_NO_MORE_TOLD = re.compile(r"\s*(?:$|[.;:)]|,(?! (?:once|for good|here and now)))")
_W = alternatives_in("danger/talk_of_ending.toml")
_WHAT_IT_ENDS = re.compile(rf"\s+{_W['what_it_ends']}\b", re.IGNORECASE)
_THERAPY = re.compile(rf"\b{_W['therapy']}\b", re.IGNORECASE)
_DANGER = re.compile(rf"\b{_W['danger']}\b", re.IGNORECASE)
_OF_DEATH = TO_LIFE | {"suicide_warning_sign"}


def without_the_end_of_the_therapy(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without talk of ending that names the therapy, or that names nothing at all and stands beside no danger."""
    ends = {each for each in findings if each.indicator == "suicidal_ideation" and _is_of_an_end(text, each)}
    if not ends:
        return list(findings)
    endangered = any(each.indicator in _OF_DEATH and each.status in STANDS and each not in ends for each in findings)
    return [each for each in findings if each not in ends or not _is_of_the_therapy(text, each, endangered=endangered)]


def _is_of_an_end(text: str, finding: Finding) -> bool:
    words = " ".join(finding.quote.split())
    if finding.status is Status.DENIED or not (_TALK_OF_IT.fullmatch(words) or _THOUGHT_OF_IT.fullmatch(words)):
        return False
    return _WHAT_IT_ENDS.match(text, finding.evidence.end) is None


def _is_of_the_therapy(text: str, finding: Finding, *, endangered: bool) -> bool:
    if _DANGER.search(text, *finding.sentence):
        return False
    if _THERAPY.search(text, *finding.sentence):
        return True
    bare = re.search(r"ending$", finding.quote, re.IGNORECASE) and _TALK_OF_IT.fullmatch(" ".join(finding.quote.split()))
    return bool(bare) and not endangered and _NO_MORE_TOLD.match(text, finding.evidence.end, finding.sentence[1]) is not None
