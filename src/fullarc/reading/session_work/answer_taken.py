"""Whether an answer of the client was good, bad or neither, by all of its words and the turns between them (`answers_taken.toml`)."""

import re
from collections.abc import Collection
from functools import cache

from fullarc.reading.text.word_lists import alternatives_in

POSITIVE, NEGATIVE, NEUTRAL = "response_positive", "response_negative", "response_neutral"

_IN_THE_END = re.compile(
    r"\b(?:then|until|eventually|by (?:the|set|round|close|end)|finally|in the end|afterwards?|later|at the end|second|third)\b"
    r"|(?<=[,;.] )after (?:the|that|a|some|validation|\d)\b",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(r"\b(?:at first|initially|to begin with|early on)\b", re.IGNORECASE)
_ALL_THE_SAME = re.compile(r"\b(?:but|though|although|however|yet (?!to\b)|anyway|still did|even so)\b|\btho\b", re.IGNORECASE)


_DONE_ALL_THE_SAME = re.compile(
    r"\s*(?:(?:s?he|they|ct|pt|client) )?"
    r"(?:did (?:it|the|role|both|this|all|as asked)|stayed\W*$|took part|went along|complied|went through)",
    re.IGNORECASE,
)


_AFRAID = re.compile(r"\b(?:shak\w+|nervous|hesita\w+|scared|frightened|anxious|tense|upset|tear\w*|cried|painful)\b", re.IGNORECASE)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    lists = alternatives_in("session_work/answers_taken.toml")
    return {name: re.compile(rf"(?<![\w']){words}", re.IGNORECASE) for name, words in lists.items()}


def as_taken(words: str, spoken: Collection[str] = ()) -> str:
    """The indicator of an answer by its words. What turned in the end counts as it ended ("froze, then got through it"); what was turned
    down but done all the same is neither; an answer whose words say nothing of liking or dislike is as the rules that spoke in it say
    (`spoken`, their indicators), else a good one."""
    words = words.replace("’", "'")
    if (turn := _last(_IN_THE_END, words)) and (told := _told(words[turn.end() :])) and (begun := _told(words[: turn.start()])):
        quoted = words[turn.end() :].strip()[-1:] in ('"', "”")
        if quoted and "neither" in told and "turned_down" not in told:
            told = _told(words[max(words.rfind(sign, 0, -1) for sign in '"“') + 1 :]) - {"neither"}  # what was said in the end counts
        if begun & {"turned_down", "hard", "neither"} and ("taken_up" in told or quoted or "turned_down" not in begun):
            return _of(told) if told & {"turned_down", "neither"} else POSITIVE
        if told & {"turned_down"}:
            return NEUTRAL
    if turn := _last(_ALL_THE_SAME, words):
        head, tail = _told(words[: turn.start()]), _told(words[turn.end() :])
        if turn.group().lower() in ("though", "anyway", "tho") and not tail:
            head, tail = head, {"taken_up"}
        if "taken_up" in tail and not tail & {"turned_down", "neither"} and _AT_FIRST.search(words, 0, turn.start()):
            return POSITIVE
        if head == {"hard"} and _DONE_ALL_THE_SAME.match(words, turn.end()) and not _AFRAID.search(words, 0, turn.start()):
            return NEUTRAL
        if "turned_down" in head:
            return NEGATIVE if "turned_down" in tail else NEUTRAL
        if "turned_down" in tail:
            return NEUTRAL if head & {"taken_up", "neither"} else NEGATIVE
        if "neither" in head | tail:
            return NEUTRAL
        return POSITIVE
    told = _told(words)
    return next(iter(spoken)) if told <= {"said"} and len(set(spoken)) == 1 else _of(told)


def _told(words: str) -> set[str]:
    rules = _words()
    plain = rules["not_meant"].sub(lambda found: "·" * len(found.group()), words.strip(' ,.;:–—-"“”()'))
    told = set()
    for name in ("turned_down", "neither", "hard", "taken_up"):
        if rules[name].search(plain):
            told.add(name)
            plain = rules[name].sub(lambda found: "·" * len(found.group()), plain) if name != "hard" else plain
    return told or ({"said"} if re.search(r"\w{3}", plain) or plain != words else set())


def _of(told: set[str]) -> str:
    if "turned_down" in told:
        return NEUTRAL if told & {"taken_up", "neither"} else NEGATIVE
    if "neither" in told:
        return NEUTRAL
    return NEGATIVE if "hard" in told and "taken_up" not in told and "said" not in told else POSITIVE


def _last(turn: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = [*turn.finditer(words)]
    return found[-1] if found else None
