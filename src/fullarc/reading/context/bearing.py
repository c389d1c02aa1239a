"""Which of the cues that reach a mention say something of it: over lists and commas, unless its words make a statement of their own."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

from fullarc.reading.context.cues import Commas, Cue, Reach
from fullarc.reading.context.habits import is_what_follows
from fullarc.reading.context.items_apart import is_apart
from fullarc.reading.context.reach import PLAIN_NO, SeenCue
from fullarc.reading.context.relatives_in_passing import FIRST_PERSON, is_of_the_client
from fullarc.reading.context.said_anew import is_said_anew
from fullarc.reading.context.told_as_fact import is_told_in_spite_of
from fullarc.reading.finding import Status
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import PlainText
from fullarc.reading.text.word_lists import any_of_the_people

ANSWERS = {"answer yes": Status.PRESENT, "answer no": Status.DENIED}
_CONDITION = "hypothetical.condition"
_LEADS_TO = frozenset({_CONDITION, "hypothetical.fear"})
_WISHES = frozenset({"suicidal_ideation", "suicide_warning_sign"})
_NAMED_RISK = re.compile(r"suicid|\bsi\b|thought|urge|ideation")
_PLACES_OF_YOUTH = frozenset({"historical.in_former_life", "historical.school_years", "historical.in_hs", "dated.grade_or_school_then"})
_GOES_ON = re.compile(
    r"(?:purges|drinks|cuts|smokes|uses|binges|vapes|restricts|worries|cries|panics|avoids|hears|sees|wakes|sleeps|misses|skips|fights)\b"
)
_TRIED = re.compile(r"(?:,|\band) (?:we )?(?:tried|practi[cs]ed|did|used|completed|rehearsed|role[ -]played|worked|introduced|reviewed)\b")
_ANSWER_QUOTED = re.compile(r"[:,]\s?[\"“]")
_ANSWER_TOLD = re.compile(r"[:—] ?(?:has|had|have|he|she|they|i|still|yes|keeps?|kept|owns?|got|admits|states)\b")
_NOT_MINDED = re.compile(r"\b(?:mind|care|matter|fine|okay|ok|better|easier|relie\w+|glad|happy|good|simpler|nice|kinder|best) (?:it )?$")
_OF_ONE_CLAUSE = frozenset({Status.DENIED, Status.HISTORICAL, Status.UNCERTAIN, Status.OTHER_PERSON})
_NEW_SUBJECT = re.compile(r"(?:,| and) (?:his |her |their |the |my |client's |pt's |patient's |overall |current )?(?:\w+ )?$")
_VERB_OF_ITS_OWN = re.compile(
    r"(?:[\w']+ ){1,3}?(?:is|was|are|were|has been|have been|remains?|remained|continues?|continued|seems?|appears?|feels?"
    r"|improved|worsened|got)"
    r"(?! (?:denied|absent|negative|not|none|no)\b)\b"
)
_THERE_WAS = re.compile(r"(?:,|\band) (?:there|it) (?:was|were|is|are|has been|had been) ")
_A_RELATIVE_NOW = re.compile(
    rf", (?:his|her|their|my) {any_of_the_people()} "
    r"(?:shot|hanged|hung|killed|took|died|overdosed|jumped|attempted|tried|committed|completed|was|is|has|had)\b"
)
_AND_DID = re.compile(
    r" and (?:lost|gained|slept|sleeps|sleeping|woke|wakes|cried|cries|drank|drinks|feels|felt|stays|stayed|eats|ate|worries|worried)\b"
)
_NEXT_DEED = re.compile(r"(?:,|\band) ?$")
DONE = re.compile(
    r"\W*(?:\d{1,2}\W+)?(?:(?:i|we|therapist|clinician|counsell?or|writer) )?"
    r"(?!(?:need|recommend|advis|instruct|encourag|plann|agree|schedul|ask|remind|suggest|offer|propos|request|consider)[a-z]*ed)"
    r"(?:[a-z]{2,}ed|rang|sent|gave|wrote|spoke|met|took|did|put|made|left|rode|ran|had|read|set up|taught|went over|led|held|drew|built)\b"
    r"(?:(?<=switched)|(?<=returned)|(?<=turned)|(?<=spoke)|(?<=talked)|(?<=listened)|(?<=introduced)|(?! to\b))"
)
_NOT_TO = "denied.not"
_DID_NOT = "denied.did_not"
USED = frozenset({"substance_use", "alcohol_use", "tobacco_use"})
SIGNS_BEFORE = 24
_PROTECTS = frozenset({"protective_factor", "safety_plan", "crisis_contact"})
# "No murmurs, gallops, rubs.": a sentence of single names; words that tell how somebody is ("no SI, tearful") are no names.
_TELLS_HOW = (
    r"[a-z]+(?:ed|ing|ful|ous|ive|able|ant|ent|al|less|ish)|flat|down|calm|worn|numb|slow|poor|tense|alert|same|mood|better|worse|stable|well|good|fine"
    r"|angry|teary|weepy|sleepy|moody|shaky|sweaty|edgy|jumpy|lonely|guilty|happy|unhappy|manic|psychotic|euthymic|dysthymic|linear|here|today"
)
_ONLY_NAMES = re.compile(rf"\s?(?:(?!(?:{_TELLS_HOW})\b)[a-z]{{4,}}(?:, |\.?$)){{2,8}}")
_LISTED_WITH_RISK = frozenset({"hallucinations", "delusions_paranoia"})
_DENIALS_BEHIND = frozenset({"denied.trailing", "denied.trailing_no"})
_NO_MORE_THAN_A_NAME = re.compile(r"\s*(?:(?:or|and|nor|/|&)\s*[\w'-]+(?: [\w'-]+)?\s*)*")
_SAID_TO_BE_THERE = re.compile(
    r"\b(?:(?<!active or )(?<!active and )passive(?! (?:and|or) active)|fleeting|chronic|occasional|intermittent|vague|daily|nightly"
    r"|endors\w+|admits?|admitted|reports?|reported|has|had|having|with)\b|[+]"
)
LONGEST_ITEM = 5  # words
_LIST_WORDS = (" or ", " nor ", "/", " and ")
MANY_CUES = 64
NEAREST = 8  # of the same cue on one side of a mention
_START = attrgetter("start")


@dataclass(slots=True, eq=False)
class Mention:
    """Words that point to something; `start`, `end` in the plain text. `says` is what the words claim by themselves."""

    start: int
    end: int
    indicator: str = ""
    group: str = ""
    says: Status = Status.PRESENT


class Bearing:
    """Which of the cues of a sentence say something of a mention. Made once a sentence.

    No cue is asked that stands on the wrong side or whose stretch ends before the mention. In a sentence of very many cues only the nearest
    of the same cue are asked on each side of the mention: those farther off say what the nearest says.
    """

    def __init__(self, text: PlainText, sentence: Sentence, seen: Sequence[SeenCue]) -> None:
        self._text, self._sentence = text, sentence
        self._seen = [each for each in seen if each.cue.says not in ANSWERS]
        self._stretches = [(each.left, each.right, each) for each in self._seen]
        self._by_cue: dict[Cue, tuple[list[SeenCue], list[SeenCue]]] = {}  # by their beginning, and backwards by their end
        if len(self._seen) > MANY_CUES:
            for each in self._seen:
                self._by_cue.setdefault(each.cue, ([], []))[0].append(each)
            for by_start, by_end in self._by_cue.values():
                by_end += sorted(by_start, key=_backwards)

    def on(self, mention: Mention) -> list[SeenCue]:
        """The cues that reach the mention, in the order in which they stand."""
        if not self._by_cue:
            text, sentence, start, end = self._text, self._sentence, mention.start, mention.end
            return [
                each for left, right, each in self._stretches if left < end and start < right and reaches(text, sentence, each, mention)
            ]
        sides = [side for same in self._by_cue.values() for side in _beside(same, mention)]
        return sorted((nearest for side in sides for nearest in islice(self._speaking(side, mention), 1)), key=_START)

    def _speaking(self, cues: Iterable[SeenCue], mention: Mention) -> Iterator[SeenCue]:
        """Those of these cues that reach the mention."""
        text, start, end = self._text, mention.start, mention.end
        return (each for each in cues if each.left < end and start < each.right and reaches(text, self._sentence, each, mention))


def _beside(same: tuple[list[SeenCue], list[SeenCue]], mention: Mention) -> tuple[list[SeenCue], list[SeenCue]]:
    """The nearest places of one cue before a mention and behind its beginning, the nearest first."""
    by_start, by_end = same
    here = bisect_left(by_start, mention.start, key=_START)
    before = bisect_left(by_end, -mention.start, key=_backwards)
    overlapping = [each for each in by_end[max(before - NEAREST, 0) : before] if each.start < mention.start]
    return overlapping + by_end[before : before + NEAREST], by_start[here : here + NEAREST]


def _backwards(seen: SeenCue) -> int:
    return -seen.end


def reaches(text: PlainText, sentence: Sentence, seen: SeenCue, mention: Mention) -> bool:
    """Whether a cue of the mention's sentence, which is no answer, says something of the mention. Other sentences have no say."""
    cue, ends = seen.cue, sentence.plain_end
    if not cue.of_all and not cue.concerns(mention.indicator, mention.group):
        return False
    if seen.blocked_by and any(longer.concerns(mention.indicator, mention.group) for longer in seen.blocked_by):
        return False
    if cue.status is Status.OTHER_PERSON and is_of_the_client(
        text.plain, sentence, mention.indicator, (seen.start, seen.end), (mention.start, mention.end)
    ):
        return False
    if seen.start >= mention.start and seen.end <= mention.end:
        return cue.alone or cue.whole or (cue.inside and _at_its_edge(seen, mention))
    if seen.start < mention.end and mention.start < seen.end:
        shared = text.scan[max(seen.start, mention.start) : min(seen.end, mention.end)]
        if not shared.isspace():
            # Words that are partly the mention's own belong to it, unless they date it ("residential at 16").
            negated_verb = (
                cue.id == _DID_NOT and seen.start < mention.start and mention.says is Status.PRESENT and mention.indicator in USED
            )
            condition = cue.id in _LEADS_TO and seen.start < mention.start
            return cue.asks or (cue.inside and cue.status is Status.HISTORICAL) or negated_verb or condition
    if cue.id in _PLACES_OF_YOUTH and _GOES_ON.match(text.plain, mention.start, ends):
        return False  # "purges after lunch at college"
    is_before = seen.start < mention.start
    if not is_before and cue.status is Status.DENIED and text.plain.startswith("negative for ", seen.start):
        return False  # "positive for SI, negative for HI"
    end, begin = (seen.end, mention.start) if is_before else (mention.end, seen.start)
    between = text.plain[end:begin]
    if (
        cue.status is Status.HYPOTHETICAL
        and mention.group == "interventions"
        and _NEXT_DEED.search(between)
        and DONE.match(text.plain, mention.start, ends)
    ):
        return False  # "activation to schedule small things, and challenged her thoughts"
    if cue.status is Status.HYPOTHETICAL and mention.group == "interventions" and _TRIED.search(between):
        return False  # "what sort of mother she wants to be, and tried thanking her mind"
    place = mention.start, mention.end
    if mention.group == "risk" and (
        is_told_in_spite_of(text.plain, sentence, (cue.id, seen.start, seen.end), place)
        or (is_before and cue.status is not Status.DENIED and is_said_anew(text, sentence, seen, place))
    ):
        return False
    if cue.asks and (
        _ANSWER_QUOTED.search(text.original, *text.span(end, begin + 1)) or _ANSWER_TOLD.search(text.plain, end, min(begin + 8, ends))
    ):
        return False  # 'asked about suicide: "I'd follow her"'; "asked re pills: has tramadol in the drawer"
    if cue.id == _CONDITION and mention.indicator in _WISHES and _is_own_wish(text, seen, mention):
        return False
    if cue.within is not None and text.words_between(end, begin) > cue.within:
        return False
    if (
        is_before
        and (cue.id == _CONDITION or cue.status is Status.DENIED)
        and is_what_follows(text.plain, sentence, seen.start, end, begin)
    ):
        return False  # "if he drinks he hits her"
    if cue.status is Status.DENIED and is_apart(text.plain, sentence, cue.reach, (seen.start, seen.end), (mention.start, mention.end)):
        return False
    if cue.id == _NOT_TO and "," in between and between.startswith(" to "):
        return False  # "hopes not to wake up, possible plan"
    if cue.status in _OF_ONE_CLAUSE and is_before and _is_a_new_clause(text, seen, mention):
        return False
    if cue.id in _DENIALS_BEHIND and not is_before and "," in between and mention.group == "risk" and _says_more(text, between, mention):
        return False  # "passive SI, plan denied"; "SI with plan, intent denied"
    if cue.commas is Commas.CROSS or "," not in between or (between.strip() == "," and cue.commas is not Commas.STOP):
        return True
    if cue.commas is Commas.STOP or not cue.of_status:
        return False
    after = text.plain[mention.start : seen.right] if is_before else ""
    if is_before and " and " in (words := text.plain[mention.start : mention.end]):
        after = words.replace(" and ", " ") + text.plain[mention.end : seen.right]  # "no meth, up and down all day" is no list
    bare = cue.commas is Commas.ITEMS and (_listed_bare(mention) or _ONLY_NAMES.fullmatch(between + after) is not None)
    return _is_list(between, after, bare=bare)


def _says_more(text: PlainText, between: str, mention: Mention) -> bool:
    """Whether an item of risk says more than its name, so that it is no bare item of a list that is denied behind it."""
    if _NO_MORE_THAN_A_NAME.fullmatch(between[: between.index(",")]) is None:
        return True
    begin = max(text.plain.rfind(sign, 0, mention.start) for sign in ",.;:\n") + 1
    return _SAID_TO_BE_THERE.search(text.plain, begin, mention.end) is not None


def _is_a_new_clause(text: PlainText, seen: SeenCue, mention: Mention) -> bool:
    """Whether a mention, with the verb that follows it, is a statement of its own: "has no SI and her sleep remains poor"."""
    if _THERE_WAS.search(text.plain, seen.end, mention.start) is not None:
        return True
    if seen.cue.status is Status.DENIED and _A_RELATIVE_NOW.search(text.plain, seen.end, mention.end) is not None:
        return mention.group == "risk"
    if seen.cue.id == PLAIN_NO and _AND_DID.search(text.plain, seen.end, mention.end) is not None:
        return True
    if _NEW_SUBJECT.search(text.plain, seen.end, mention.start) is None:
        return False
    return _VERB_OF_ITS_OWN.match(text.plain, mention.start, seen.right) is not None


def _is_own_wish(text: PlainText, seen: SeenCue, mention: Mention) -> bool:
    """ "If I froze out there it'd save everybody the bother": the first person wishes; "if I get suicidal" names what may come."""
    if _NOT_MINDED.search(text.plain[max(seen.start - SIGNS_BEFORE, 0) : seen.start]):
        return True  # "would not mind if she did not wake up"
    if _NAMED_RISK.search(text.plain, mention.start, mention.end):
        return False
    return FIRST_PERSON.search(text.plain, seen.start, max(seen.end, mention.end)) is not None


def _at_its_edge(seen: SeenCue, mention: Mention) -> bool:
    if (seen.start, seen.end) == (mention.start, mention.end) or (seen.cue.says == Status.DENIED and mention.says is Status.DENIED):
        return False
    return {Reach.RIGHT: seen.start == mention.start, Reach.LEFT: seen.end == mention.end, Reach.BOTH: True}[seen.cue.reach]


def _is_list(between: str, after: str, *, bare: bool) -> bool:
    """ "no A, B or C": short items, the last joined by 'or' or 'and'; `bare` items need no such word."""
    if any(len(item.split()) > LONGEST_ITEM for item in between.split(",")):
        return False
    return bare or any(word in f" {between}{after}" for word in _LIST_WORDS)


def _listed_bare(mention: Mention) -> bool:
    """Signs of risk and psychosis are listed without a joining word: "no SI, HI, AVH". What protects stands in no such list."""
    return (mention.group == "risk" and mention.indicator not in _PROTECTS) or mention.indicator in _LISTED_WITH_RISK
