"""Words of a note that only look like those of a goal: "working diagnosis" is no work, and to arrive on time for the session is no
punctuality at work."""

import re

_SESSION = (
    r"(?:(?:the|this|today['’]s|her|his|their|our|a)\s+)?(?:\w+\s+)?(?:session|appointment|appt|therapy|intake|visit|office hour)s?\b"
)
_ELSEWHERE = rf"(?!\s+(?:(?:to|at|for|in)\s+(?!{_SESSION})|every\b|each\b|all\b|most\b|on\b|once\b|twice\b|\w+\s+(?:days|times)\b))"
_MINUTES = r"(?:(?:about|approx\w*|some)\s+)?(?:\w+\s+min(?:ute)?s?\s+)?"
_TIME = r"(?:on\s+time|late|early|promptly|punctual(?:ly)?)"
_ON_A_DAY = r"(?!\s+(?:time|shifts?|call|site|weekends?|\w+days?|(?:my|his|her|their)\s+own|the\s+(?:weekend|night|day))\b)"
_SENSES = re.compile(
    "|".join(
        (
            r"\bworking\s+(?:diagnos\w+|alliance|hypothes\w+|formulation|model|relationship|theory|memory|definition|title)\b",
            rf"\bwork(?:s|ed|ing)?\s+(?:on|through|towards?)\b{_ON_A_DAY}",
            r"\b(?:clinical|current|initial|overall|diagnostic)\s+presentation\b",
            r"\bpresentation\s+(?:is\s+|was\s+|remains\s+|appears\s+)?(?:in\s+keeping|consistent|unchanged|suggest\w*|fits?)\b",
        )
    ),
    re.IGNORECASE,
)
_ATTENDANCE = re.compile(
    "|".join(
        (
            rf"\b(?:arriv\w+|attend\w+)\s+{_MINUTES}{_TIME}\b{_ELSEWHERE}",
            rf"\b(?:arriv\w+|came|come|comes|attend\w+|was|is)\s+(?:to|for|at)\s+{_SESSION}\s*{_MINUTES}{_TIME}\b",
            rf"\b{_TIME}\s+(?:to|for|at)\s+{_SESSION}",
        )
    ),
    re.IGNORECASE,
)


def without_other_senses(sentence: str, *, but_attendance: bool = False) -> str:
    """The sentence with blanks in place of such words; its length stays. With `but_attendance` words of coming to the session stay."""
    for senses in (_SENSES,) if but_attendance else (_SENSES, _ATTENDANCE):
        sentence = senses.sub(lambda words: " " * len(words.group()), sentence)
    return sentence
