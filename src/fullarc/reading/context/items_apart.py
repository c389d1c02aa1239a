"""Items beside a denial that it does not share: what has a number, a date or an affirmation of its own."""

import re

from fullarc.reading.context.cues import Reach
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.weekdays import WEEKDAY_WRITTEN_OUT
from fullarc.reading.text.word_lists import alternatives_in

_W = alternatives_in("context/items_apart.toml")
_SET_APART = re.compile(rf",\s*(?:and |or )?{_W['set_apart']}\b")
_QUALIFIED = re.compile(rf",\s*{_W['kind_of_its_own']}\b")
_QUALIFIED_BEHIND = re.compile(rf"\s(?:is |are |remains? )?{_W['kind_of_its_own']}\b")
_LIST_GOES_ON = re.compile(r"[^.;]*?(?:\b(?:or|nor)\b|/|, (?:plan|intent|means|hi|avh|ah|vh|homicid|self-harm|sib|nssi|active|passive)\b)")
# What "no" and "denies" deny are things, so that a deed told in the past is none of them: "denies SI, overdosed on Friday".
_DENIES_THINGS = re.compile(r"(?:no|nil|zero|without|w/o|negative for|neg for|(?:[\w ]+ )?den(?:y|ies|ied|ying)(?: any| having)?)\b[^,]*$")
_DEED = re.compile(_W["deed"])
_LINK_TO_A_DEED = re.compile(r"(?:,|\band|, and)\s(?:then |also |she |he |they )?$")
_ONLY_THINGS = re.compile(rf"(?:[\s,/()-]*\b{_W['no_more_than_named']}\b)*[\s,/()-]*(?:$|[.;])")
_HAS_ONE = re.compile(rf"(?:a )?(?:loaded )?{_W['firearm']} (?:at|in|under|on|by)\b")
_ONLY_PLAN_DENIED = re.compile(
    r"\b(?:plans?|intents?|intentions?|means|method)"
    r" (?:with|behind|accompanying|to act on|of acting on)"
    r" (?:any of )?(?:his|her|their|these|those|the|this)?\s?$"
)
_EXCEPTED = re.compile(rf"\s?,?\s?{_W['excepted']}\b(?! (?:for |when |as |in |a |an |the |some |one )*{_W['long_ago']}\b)")
_NOT_EATING = re.compile(rf"\s?{_W['left_undone']}\s?,(?:.*,)?\s?$")
_TROUBLE_ITSELF = re.compile(
    rf"\s{_W['missed_where_it_lacks']}\b(?![^,;]*\b(?:changes?|problems?|issues?|disturbances?|concerns?|disruptions?)\b)"
    r"[^,;]*?(?:,|\b(?:and|but)\b)\s?(?:and |but |now |also )*(?:active |current |ongoing )?$"
)
_BARE_NO = re.compile(r"(?:[\w']+ )?(?:no|not)$")
_GERUND_OF_HARM = re.compile(rf"{_W['harm_being_done']}\b")
_COUNTED = re.compile(r"\s?[:=]?\s?x?\s?[1-9]")
_DATED = re.compile(
    rf"\s?\(?(?:(?:on |late |early )?(?:yesterday|last night|{WEEKDAY_WRITTEN_OUT})"
    r"|(?:\w+|\d+) (?:days?|weeks?|months?) ago"
    r"|last (?:year|yr|month|mo|week|wk|summer|spring|winter|fall|autumn)|(?:in |at |age |aged |gr |grade )*(?:\d|(?:19|20)\d\d)"
    r"|in (?:(?:\w+ )?(?:grade|school|college|uni|university|childhood|adolescence)|(?:his|her|their) (?:teens|twenties)))\b"
)
_LAST_WEEK = re.compile(rf"[^,;]*(?<!the )(?<!since )(?<!past )\blast (?:night|week|weekend|month|{WEEKDAY_WRITTEN_OUT})\b")
_FIGURE = re.compile(r"\d")
_LABEL_AND_VALUE = re.compile(r"\w ?[:—] ?\w")
SIGNS_BEHIND, SIGNS_BEFORE = 14, 60
_OFTEN = re.compile(rf"[\w ]*\b{_W['often']}\b")
_WITH_DETAILS = re.compile(
    r"(?<=active si) (?:with|w/) |(?<=passive si) (?:with|w/) |(?<=ideation) (?:with|w/) (?:a )?(?:plan|intent|method)"
)
_AFFIRMED = re.compile(rf"\b{_W['affirmed']}(?!\w)|\d")
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
    if _is_excepted(plain, stop, cue, mention) or _is_told_beside(plain, stop, cue, mention):
        return True
    if between.startswith(" / ") or (" / " in between and _LABEL_AND_VALUE.search(plain, *mention)):
        return True
    return "," in between and (
        (between.startswith(",") and not _is_amid_a_list(plain, stop, cue, mention))
        or _SET_APART.search(plain, cue[1], mention[1]) is not None
        or _COUNTED.match(plain, mention[1], stop) is not None
        or _DATED.match(plain, mention[1], stop) is not None
        or _LAST_WEEK.match(plain, mention[0], min(mention[1] + SIGNS_BEHIND, stop)) is not None
        or _FIGURE.search(plain, *mention) is not None
        or _WITH_DETAILS.match(plain, mention[1], stop) is not None
        or _OFTEN.match(plain, mention[0], min(mention[1] + SIGNS_BEHIND, stop)) is not None
    )


def _is_excepted(plain: str, stop: int, cue: tuple[int, int], mention: tuple[int, int]) -> bool:
    """ "No SI except at night"; "no plan or intent with his suicidal thoughts": what is denied is something else."""
    return _EXCEPTED.match(plain, mention[1], stop) is not None or _ONLY_PLAN_DENIED.search(plain, cue[1], mention[0]) is not None


def _is_told_beside(plain: str, stop: int, cue: tuple[int, int], mention: tuple[int, int]) -> bool:
    """ "No HI, passive SI"; "denies SI and cut herself"; "no SI, gun at home"; "not eating, cutting"; "no appetite, active SI"; "not safe,
    and suicidal". A list that goes on ("denies HI, passive SI, or plan") is one of denials."""
    between = plain[cue[1] : mention[0]]
    if _NOT_EATING.match(between) and _GERUND_OF_HARM.match(plain, mention[0]):
        return plain[cue[0] : cue[1]].endswith("not")
    if _BARE_NO.match(plain[cue[0] : cue[1]]) and _TROUBLE_ITSELF.match(between) and not _LIST_GOES_ON.match(plain, mention[1], stop):
        return True
    if not _DENIES_THINGS.match(plain, cue[0], cue[1]):
        return False
    if _LINK_TO_A_DEED.search(between) and _DEED.match(plain, mention[0], stop):
        return True
    if "," not in between or _LIST_GOES_ON.match(plain, mention[1], stop) or "active" in between:
        return False
    item = plain.rfind(",", cue[1], mention[0])
    return (
        _QUALIFIED.match(plain, item, stop) is not None
        or _QUALIFIED_BEHIND.match(plain, mention[1], stop) is not None
        or _HAS_ONE.match(plain, mention[0], stop) is not None
    )


def _is_amid_a_list(plain: str, stop: int, cue: tuple[int, int], mention: tuple[int, int]) -> bool:
    """ "Denies changes in sleep, appetite, SI, HI": the words of the denial are items themselves, and to its end the list only names more
    of them; not "…, passive SI", "…, SI persists", "…, voices louder"."""
    return (
        plain.find(",", *cue) >= 0
        and _QUALIFIED.search(plain, cue[1], mention[1]) is None
        and _ONLY_THINGS.match(plain, mention[0], stop) is not None
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
