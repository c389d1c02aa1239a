"""What the therapist felt, or what the client feared that the therapist would feel, is no symptom of the client: "I noticed I felt sleepy
in the countertransference", "worried I'd be angry". What the client says, in quotes or behind "says", is the client's."""

import re
from collections.abc import Sequence

from fullarc.reading.finding import Finding
from fullarc.reading.phrases.lexicon import group_of

_NOT_SAID = r"(?<![\w’'])"
_FELT = r"(?:felt|feel|feeling|was|am|got|became|becoming|getting|grew|to be)"
_I_NOTICED = re.compile(
    rf"{_NOT_SAID}(?:I (?:noticed|notice|observed|realised|realized|sensed|registered|was aware|am aware|became aware|caught)"
    rf"(?: that| of| in)?"
    rf" (?:I|me|my own|myself)|I (?:find|found|caught|noticed) myself|I (?:was|am|became) aware of)\b(?: {_FELT})?",
)
_COUNTERTRANSFERENCE = re.compile(r"\bcounter-?\s?transf\w*|\bc-?tf\b", re.IGNORECASE)
_LABEL_OF_IT = re.compile(r"\bcounter-?\s?transf\w*\s?[:–-]", re.IGNORECASE)
_I_FELT = re.compile(rf"(?:{_NOT_SAID}I|\bmyself|^Felt|^felt)(?: \w+)?(?: {_FELT})?\b")
_OF_ME = re.compile(
    r"\b(?i:worr\w+|fear\w*|afraid|scared|anxious|expect\w*|assum\w*|sure|convinced|imagin\w*|fantas\w+|think\w*|thought|believ\w+|wonder\w*)"
    rf"(?: that| if| whether)? (?:I(?:[’']d|[’']m| would| was| might| may| am| will)?|me(?= to))"
    rf"(?: {_FELT}| be| get| become| to be)*(?: \w+ (?:and|or|/))? ?$",
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:s?he|they|client|ct|cl|pt|patient|her|his|their|says|said|reports?|reported|told|states?|stated)\b", re.IGNORECASE
)
_WORRY = frozenset({"worry", "anxiety", "rumination"})
_GRAVE = frozenset({"hopelessness", "dissociation", "hallucinations", "delusions_paranoia"})
_WROTE_OF_SOMEBODY = re.compile(r"\b(?:[Ss]?[Hh]e|[Hh]er|[Hh]is|[Hh]im|client|pt|patient)\b")
_MARKS = re.compile(r"[\"“”]")


def without_feelings_of_the_therapist(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without symptoms that the therapist felt or was feared to feel."""
    of_somebody = _WROTE_OF_SOMEBODY.search(text) is not None
    return [each for each in findings if not _is_the_therapists(text, each, of_somebody=of_somebody)]


def _is_the_therapists(text: str, finding: Finding, *, of_somebody: bool) -> bool:
    if group_of(finding.indicator) != "symptoms":
        return False
    begin, end = finding.sentence
    before = text[begin : finding.evidence.start]
    if len(_MARKS.findall(before)) % 2:
        return False  # the client's own words
    if _OF_ME.search(before) and not _opens_with_the_worry(finding):
        return True
    if (label := _LABEL_OF_IT.search(before)) is not None:
        return not _SOMEBODY_ELSE.search(before[label.end() :])
    named = _COUNTERTRANSFERENCE.search(text, begin, end) is not None
    if not named and (finding.indicator in _GRAVE or not of_somebody):
        return False
    felt = before + finding.quote
    for pattern in (_I_NOTICED, _I_FELT):
        places = list(pattern.finditer(felt))
        if not places or (pattern is _I_FELT and not named):
            continue
        if not _SOMEBODY_ELSE.search(felt[: places[-1].start()]) and not _SOMEBODY_ELSE.search(felt[places[-1].end() : len(before)]):
            return True
    return False


def _opens_with_the_worry(finding: Finding) -> bool:
    return finding.indicator in _WORRY and re.match(r"(?:worr|fear|afraid|scared|anxious)", finding.quote, re.IGNORECASE) is not None
