"""What regularly follows ("if he drinks he hits her", "when he does not drink he shakes"): it happens, however it is conditioned."""

import re

from fullarc.reading.text.passages import Sentence

SIGNS_OF_THE_CONDITION = 60
_CONDITION = re.compile(r"\b(?:if|when|whenever|unless)\b")
_A_SECOND_CLAUSE = re.compile(
    r"\b(?!(?:says|said|saying|tells|reports|admits|feels|knows|believes|and|or|that|if)\b)\w+,? (?:then )?"
    r"(?:she|he|they|i) (?:also |always |often |usually |just |then )?$"
)
_ITS_SUBJECT = re.compile(r"(?:she|he|they|i) ")
_HABIT = re.compile(
    r"(?:hits|cuts|hurts|punches|kicks|slaps|shoves|throws|breaks|burns|bangs|scratches|bites|attacks|threatens|purges|binges|drinks|smokes|uses"
    r"|shakes|sweats|vomits|panics|cries|screams|shouts|yells|snaps|freezes|dissociates|thinks (?:of|about)|wants to|wishes)\b"
)


def is_what_follows(plain: str, sentence: Sentence, cue: int, end: int, begin: int) -> bool:
    """Whether a mention at `begin` is the second clause, in the present, behind a condition: between the end of the cue, which begins at
    `cue`, and the mention stand another verb and a subject. "If he hits her" is no such clause."""
    subject = _ITS_SUBJECT.match(plain, begin, sentence.plain_end)
    verb = subject.end() if subject else begin
    if not _HABIT.match(plain, verb, sentence.plain_end) or not _A_SECOND_CLAUSE.search(plain[end:verb]):
        return False
    return _CONDITION.search(plain, max(cue - SIGNS_OF_THE_CONDITION, sentence.plain_start), end) is not None
