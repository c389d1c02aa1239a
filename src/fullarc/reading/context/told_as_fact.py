"""What a sentence tells of danger as having happened or being there, so that no label, plan, instruction or denial of today hides it."""

import re

from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.weekdays import WEEKDAY
from fullarc.reading.text.word_lists import alternatives_in

_W = alternatives_in("context/told_as_fact.toml")
_DAY = rf"{WEEKDAY}\b"
_WHEN = (
    rf"(?:{_DAY}|last (?:night|{_DAY}|week|weekend)|tonight|yesterday|this (?:week|morning|weekend)|since last (?:session|visit|week)"
    r"|(?:[1-9]|1[0-2])/(?:[12]\d|3[01])(?!\w))"
)
_COUNT = r"(?:[1-9]\d? ?(?:/|of) ?(?:7|10|14)\b|[1-9] ?x\b|x ?[1-9]\b|(?:twice|once|three times)\b)"
_OFTEN = r"(?:(?:most|every|each) (?:night|day|evening|morning|week)s?|daily|nightly)\b"
_DEED = rf"{_W['deed']}\b"
_TIME_OR_COUNT = re.compile(rf"\b(?:{_WHEN}|{_COUNT})")
_STEP_FOR = re.compile(rf"\b(?:{_WHEN}|{_COUNT}|{_OFTEN})")
_HOW_OFTEN = re.compile(rf"\s(?:{_OFTEN}|{_COUNT}|on {_DAY}|today|tonight|yesterday|last night)")
_A_STEP = re.compile(r"[:→]|->|\b(?:or|then|call|ring|phone|go|use|tell)\b")
_ONLY_IF = re.compile(rf"\b{_W['only_if']}\b|[>≥+]")
_IS_OR_WAS = re.compile(rf"\b(?:which|that) \w+ed\b|\b(?:rising|increasing|worsening|still|again)\b|\b(?:was|now|currently) {_COUNT}")
_DID = re.compile(rf"\W*(?:(?:client|pt|ct|she|he|they) )?(?:then |has |again )?{_DEED}")
_DANGEROUS_DEED = re.compile(rf"[:,—] ?{_W['dangerous_deed']}\b")
_SENT = re.compile(r"(?:was )?(?:sent|taken|brought) to\b")
_THEN_CALLED = re.compile(r"then (?:called|rang|phoned|texted|contacted)\b")
_STILL_THERE = re.compile(r"\bstill (?:in|at|under|on|has|there)\b")
_OTHER_LABEL = re.compile(rf"[;,.] ?(?:[a-z]+ )?{_W['label_of_what_is_there']} ?:")
_AFFIRMED = re.compile(rf"\W*(?:(?:but|and) )?(?:(?:client|pt|ct|she|he|they) )?(?:{_W['affirmed']}|{_DEED})")
_ELSEWHERE = re.compile(
    rf"\b(?:today|now|currently|at present)\s?[,)]\s?(?:but |and |was |on |up to )*(?:present\b|{_COUNT}|{_OFTEN}|{_DAY}"
    r"|yes (?:on|last|this))"
)
_LISTS = frozenset(
    {"hypothetical.safety_steps", "hypothetical.steps_in_one_line", "hypothetical.steps_of_the_plan", "hypothetical.label_of_a_goal"}
)
_INSTRUCTIONS = frozenset({"hypothetical.imperative", "hypothetical.watch", "hypothetical.assess_it", "hypothetical.aim"})
_SIGNS = "hypothetical.signs_listed"
_STEP = "hypothetical.sign_and_step"


def is_told_in_spite_of(plain: str, sentence: Sentence, cue: tuple[str, int, int], mention: tuple[int, int]) -> bool:
    """Whether danger at `mention` is told as a fact although `cue` (its id, begin and end) would make it planned, taught or denied."""
    rule, start, end = cue
    if rule.startswith("denied."):
        return _is_said_besides(plain, sentence, (start, end), mention)
    if rule == _STEP:
        sign = plain[_begin_of_item(plain, sentence, mention[0]) : start]
        return _STEP_FOR.search(sign) is not None and _ONLY_IF.search(sign) is None
    if rule == _SIGNS:
        listed = plain[max(end - 1, sentence.plain_start) : sentence.plain_end]
        return start < mention[0] and (_DANGEROUS_DEED.search(listed) is not None or is_told(plain, sentence, mention))
    if rule in _INSTRUCTIONS:
        return start < mention[0] and _is_no_instruction(plain, sentence, end, mention)
    return (
        rule in _LISTS
        and start < mention[0]
        and (is_told(plain, sentence, mention) or _is_an_item_of_its_own(plain, sentence, end, mention))
    )


def _is_an_item_of_its_own(plain: str, sentence: Sentence, end: int, mention: tuple[int, int]) -> bool:
    """ "Safety plan: call sister; SI daily": no step begins with a danger and how often it comes."""
    begin = _begin_of_item(plain, sentence, mention[0])
    item = plain[mention[1] : _end_of_item(plain, sentence, mention[1])]
    first = begin > end and not plain[begin : mention[0]].strip()
    return first and _HOW_OFTEN.match(item) is not None and _ONLY_IF.search(item) is None and _A_STEP.search(item) is None


def is_told(plain: str, sentence: Sentence, mention: tuple[int, int]) -> bool:
    """Whether danger that stands under a plan, a goal or a list of steps is told: a deed with its day or count, "sent to", "still in",
    "(was 5/7, now 6/7)"."""
    item = plain[mention[0] : _end_of_item(plain, sentence, mention[1])]
    if _SENT.match(item) or _STILL_THERE.search(item) or _IS_OR_WAS.search(item):
        return True
    return _DID.match(item) is not None and _TIME_OR_COUNT.search(item) is not None


def went_on_to_call(plain: str, sentence: Sentence, start: int) -> bool:
    """ "Used her plan on Sunday: went for a walk, then called the crisis line": the last of the deeds of a day."""
    return (
        _THEN_CALLED.match(plain, start, sentence.plain_end) is not None
        and _TIME_OR_COUNT.search(plain, sentence.plain_start, sentence.plain_end) is not None
    )


def _is_no_instruction(plain: str, sentence: Sentence, end: int, mention: tuple[int, int]) -> bool:
    """ "Notice: client cut again last night", "Log: SI Mon, Tue", "Monitor SI, which increased"; "Log urges every evening" is one."""
    item = plain[mention[0] : _end_of_item(plain, sentence, mention[1])]
    if plain.startswith(":", end) and (_STEP_FOR.search(item) or _IS_OR_WAS.search(item)):
        return True
    if "," in plain[end : mention[0]] and _DID.match(item):
        return True  # "wants to die, bought rope"
    return _IS_OR_WAS.search(item) is not None


def _is_said_besides(plain: str, sentence: Sentence, cue: tuple[int, int], mention: tuple[int, int]) -> bool:
    """ "Denies: SI; reports: cutting", "negative for: HI; positive for SI"; "SI: none today, 6/10 Saturday"."""
    if cue[1] <= mention[0]:
        if not plain.endswith(":", 0, cue[1]) and not plain.startswith(":", cue[1]):
            return False
        if _OTHER_LABEL.search(plain, cue[1], mention[0]):
            return True
        item = plain.rfind(";", cue[1], mention[0])
        return item >= 0 and _AFFIRMED.match(plain, item + 1, mention[1]) is not None
    return _ELSEWHERE.search(plain, cue[0], sentence.plain_end) is not None and plain.find(";", mention[0], cue[0]) < 0


def _begin_of_item(plain: str, sentence: Sentence, start: int) -> int:
    return max(plain.rfind(";", sentence.plain_start, start) + 1, sentence.plain_start)


def _end_of_item(plain: str, sentence: Sentence, end: int) -> int:
    behind = plain.find(";", end, sentence.plain_end)
    return behind if behind >= 0 else sentence.plain_end
