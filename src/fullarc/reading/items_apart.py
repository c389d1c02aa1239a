"""Items beside a denial that it does not share: what has a number, a date or an affirmation of its own."""

import re

from fullarc.reading.cues import Reach
from fullarc.reading.passages import Sentence

_SET_APART = re.compile(
    r",\s*(?:and |or )?(?:lower|more|worse|worsening|increased|increasing|higher|heightened|frequent"
    r"|constant|daily|nightly|severe|significant|marked|only|just|some|occasional|occasionally|still)\b"
)
_COUNTED = re.compile(r"\s?[:=]?\s?x?\s?[1-9]")
_DATED = re.compile(
    r"\s?\(?(?:last (?:year|yr|month|mo|week|wk|summer|spring|winter|fall|autumn)|(?:in |at |age |aged |gr |grade )*(?:\d|(?:19|20)\d\d)"
    r"|in (?:(?:\w+ )?(?:grade|school|college|uni|university|childhood|adolescence)|(?:his|her|their) (?:teens|twenties)))\b"
)
_FIGURE = re.compile(r"\d")
_LABEL_AND_VALUE = re.compile(r"\w ?[:—] ?\w")
SIGNS_BEHIND, SIGNS_BEFORE = 14, 60
_OFTEN = re.compile(r"[\w ]*\b(?:most|every|daily|nightly|often|sometimes|at times|on and off)\b")
_WITH_DETAILS = re.compile(
    r"(?<=active si) (?:with|w/) |(?<=passive si) (?:with|w/) |(?<=ideation) (?:with|w/) (?:a )?(?:plan|intent|method)"
)
_AFFIRMED = re.compile(
    r"\b(?:active|passive|with|w/|reports?|reported|endorses?|endorsed|admits?|admitted|daily|nightly|hourly|most|every|still|often|sometimes"
    r"|constant|frequent|worse|more|increased|severe|moderate|some|occasional|fleeting|vague|intermittent|chronic|recurrent|has|have|had|is|are|was|were"
    r"|keeps|owns|took|wrote|bought|feels|felt|says|thinks|wants)(?!\w)|\d"
)
_POINTS_BACK = re.compile(r"\s*(?:(?:and|but) )?(?:that|this|it|they|which|these|those|both|all|now|since)?\s*")
_BOTH_KINDS = re.compile(r"\b(?:active|passive) ?(?:/|or|and|nor) ?(?:active|passive)\b")
_BEGINS_AN_ITEM = re.compile(r"[,;.:(]")


def is_apart(plain: str, sentence: Sentence, reach: Reach, cue: tuple[int, int], mention: tuple[int, int]) -> bool:
    """Whether a mention is set apart from the denial at `cue`, which may stand before or behind it. Other sentences have no say."""
    if reach is Reach.RIGHT and cue[0] < mention[0]:
        return _on_the_right(plain, sentence.plain_end, cue, mention)
    return reach is Reach.LEFT and mention[1] <= cue[0] and _on_the_left(plain, sentence.plain_start, cue, mention)


def _on_the_right(plain: str, stop: int, cue: tuple[int, int], mention: tuple[int, int]) -> bool:
    """ "HI no / alcohol 2 units"; "no paranoia / insight — limited"; "sweats no, seizure in 2016"; "no drugs, alcohol 5 a night"; "no joy,
    lower mood than last week"; "no overdose, cutting in ninth grade"; "no self-injury, urges most nights"."""
    between = plain[cue[1] : mention[0]]
    if between.startswith(" / ") or (" / " in between and _LABEL_AND_VALUE.search(plain, *mention)):
        return True
    return "," in between and (
        between.startswith(",")
        or _SET_APART.search(plain, cue[1], mention[1]) is not None
        or _COUNTED.match(plain, mention[1], stop) is not None
        or _DATED.match(plain, mention[1], stop) is not None
        or _FIGURE.search(plain, *mention) is not None
        or _WITH_DETAILS.match(plain, mention[1], stop) is not None
        or _OFTEN.match(plain, mention[0], min(mention[1] + SIGNS_BEHIND, stop)) is not None
    )


def _on_the_left(plain: str, start: int, cue: tuple[int, int], mention: tuple[int, int]) -> bool:
    """ "Active SI with plan, intent denied"; "urges most nights, SI denied"; "sleeping 5 hours, sweats resolved"."""
    comma = plain.find(",", mention[1], cue[0])
    if comma < 0 or _POINTS_BACK.fullmatch(plain, comma + 1, cue[0]):
        return False
    nearest = max(mention[0] - SIGNS_BEFORE, start)
    begin = max((found.end() for found in _BEGINS_AN_ITEM.finditer(plain, nearest, mention[0])), default=nearest)
    item = _BOTH_KINDS.sub("", plain[begin:comma])
    return _AFFIRMED.search(item) is not None
