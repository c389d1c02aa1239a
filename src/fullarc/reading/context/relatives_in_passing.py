"""Relatives who only stand in what the client says, believes or is given: the finding is the client's own."""

import re

from fullarc.reading.text.passages import Sentence

SIGNS_BEFORE = 40
_BELIEVED = re.compile(
    r"\b(?:think\w*|believ\w*|convinced|suspect\w*|suspicious|sure|certain|accus\w*|paranoid|feels|says|fears|afraid|wonders)"
    r"(?: (?:that|if|whether|about|of|the|his|her|their|my|a|an|old|new|upstairs|next door))* $"
)
_A_BELIEF = re.compile(r" (?:belief|beliefs|conviction|idea|suspicion|thought|thoughts)\b")
FIRST_PERSON = re.compile(r"\b(?:i|i'd|i'm|me|my|myself)\b")
_SAID_BY_OTHERS_TOO = frozenset({"suicidal_ideation", "irritability"})
_OF_ONESELF = _SAID_BY_OTHERS_TOO | {"suicide_warning_sign", "worthlessness_guilt", "low_self_esteem", "shame", "loneliness"}
_MEANT_BY_WHO_CAN = frozenset(
    {
        "suicidal_ideation",
        "suicide_plan",
        "suicide_intent",
        "suicide_attempt",
        "suicide_warning_sign",
        "self_harm_urge",
        "homicidal_ideation",
    }
)
_TOO_YOUNG = re.compile(r"\b(?:baby|babies|infant|newborn)\b")
_SAYS_SO = re.compile(
    r"\b(?:said|says|saying|told|tells|text\w*|wrote|writes|writing|post\w*|threat\w+|scream\w*|shout\w*|yell\w*|announc\w+|confid\w+|keeps"
    r"|note|voicemail|message\w*|called|calls|cried|cries|admitted)\b"
)


def is_of_the_client(plain: str, sentence: Sentence, indicator: str, cue: tuple[int, int], mention: tuple[int, int]) -> bool:
    """Whether a word for a relative at `cue` leaves the mention the client's own: "I'm a lamp my husband has to carry", "my parents wasted
    their money on me", "since the baby was born has had thoughts of dying", "thinks the neighbour is poisoning him", "mother gives the
    tablets". What a relative says of himself is not."""
    before = max(cue[0] - SIGNS_BEFORE, sentence.plain_start)
    if indicator == "delusions_paranoia":
        return _BELIEVED.search(plain[before : cue[0]]) is not None or _A_BELIEF.match(plain, cue[1], sentence.plain_end) is not None
    if indicator == "medication_adherence":
        return mention[0] <= cue[0] and cue[1] <= mention[1]
    if indicator in _MEANT_BY_WHO_CAN and _TOO_YOUNG.search(plain, *cue):
        return True
    if indicator not in _OF_ONESELF or _SAYS_SO.search(plain, before, max(cue[1], mention[0])):
        return False
    return FIRST_PERSON.search(plain, cue[0] if indicator in _SAID_BY_OTHERS_TOO else before, mention[1]) is not None
