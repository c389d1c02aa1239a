"""Scores of measures written in the text: "PHQ-9 = 14 (was 19)", "scored 14 on the PHQ-9", "SUD 8→3"."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fullarc.reading.amounts.earlier_amounts import Change, with_previous
from fullarc.reading.amounts.numbers_in_text import NUMBER
from fullarc.reading.context.change_words import SAID_OF_NOW
from fullarc.reading.context.surroundings import Mention, Surroundings
from fullarc.reading.finding import Direction, Evidence, Finding, Quantity, Section, Status
from fullarc.reading.phrases.matching import NoteWords
from fullarc.reading.phrases.wordings import tokens_of
from fullarc.reading.scores.score_changes import change_of_score, said_together, stays
from fullarc.reading.scores.session_ratings import OTHER_THINGS, as_it_ended
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import PlainText

HERE = Path(__file__).parent
SIGNS_BEFORE_A_NAME = 80  # between "scored 14 on" and the end of the name
SIGNS_OF_A_NAME = 60
WORDS_OF_A_NAME = 6  # words and signs of the longest name of a measure, and more
_OUT_OF = re.compile(r"\s?/\s?(\d{1,4})(?![\d/])")
_IN_SESSION = ("sud", "voc")
_GIVEN_AS_RANGES = ("gaf", "cgas")
_CHANGE = (
    r"(?P<better>improv|better)|(?P<worse>wors)|(?P<lower>down|fell|fallen|dropp|decreas|declin|reduc|lower)"
    r"|(?P<higher>up\b|rose\b|risen|increas|climb|higher)|went|gone|came"
)
_WORDS_OF_CHANGE = re.compile(rf"\b(?:{_CHANGE})", re.IGNORECASE)
_SAID_BEHIND = re.compile(rf"\s*(?:\(|,\s)(?:slightly |sharply |again )?(?:{_CHANGE})", re.IGNORECASE)
_A_STEP = re.compile(
    r"(?:\bby|(?:down|up|fell|fallen|dropped|rose|risen|increased|decreased|improved|declined|reduced"
    r"|worsened))\s+(?:about |around |another )?$",
    re.IGNORECASE,
)
_AIMED_AT = re.compile(
    r"\b(?:goals?|targets?|aim|aims|aiming|objective|[ls]tg|will|would like|wants|until|in order to|benchmark"
    r"|criteri\w+|so that|discharge when|to (?:reduce|decrease|lower|get|bring|achieve|reach))\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\s?(?:%|percent\b|points?\b|pts?\b)", re.IGNORECASE)
_ANSWERED = re.compile(  # "C-SSRS: 1-2 yes" counts questions
    r"\s?(?:(?:[-–,&]|and|to)\s?\d\s?)*(?:[:=-]\s?)?(?:yes|no|y|n|pos\w*|neg\w*|endorsed|denied)(?!\w)(?! (?:change|sig))", re.IGNORECASE
)
_SLASH = re.compile(r"\s?/\s?\d")
_THINGS = re.compile(rf"\s?{OTHER_THINGS}", re.IGNORECASE)
_OF_TEN = re.compile(rf"\s?(?:/|out of)\s?10\b(?!\s?{OTHER_THINGS})")
_SAID_ONLY_OF_TEN = frozenset({"confident", "ready", "important", "willing"})
_SHORT = frozenset({"conf", "imp"})  # of a ruler, when the number follows at once
_AT_ONCE = re.compile(r"(?:\s?[:=])?\s?\d{1,2}(?:\s?/\s?10)?(?=\s*(?:[,;.)\n]|$|(?:and|to|that|he|she)\b))", re.IGNORECASE)
_SCALED = re.compile(  # "Scale today 4, last time 2" at the beginning of a clause, not a weight and not "scale back"
    r"(?:,?\s(?:today|now|this week|this time|0\s?(?:-|to)\s?10))?\s?[:=]?\s?\d{1,2}(?:\.5)?(?=\s*(?:[,;.()\n]|$|(?:today|now|and|was)\b))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?:^|[\n.;:•*-]|\.[\"”])\s*$")
_BEHIND_IT = re.compile(r"\s?[:=]?\s?\d")
_RATED_BEFORE = re.compile(r"(?<![\d/.])(\d{1,2})\s?(?:/|out of)\s?10\s(?:on |for |in )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MeasureName:
    """What the rule file says about a measure: highest score, unit, direction, whether its name counts in capitals only, and the numbers
    that may stand behind a stroke."""

    id: str
    most: float
    unit: str
    higher_is_better: bool
    capitals: bool
    out_of: tuple[float, ...]


_LINK = (
    r"[\"'”’]?(?:\s*\((?:\d{1,2}/\d{1,2}(?:/\d{2,4})?|past 2 weeks|[a-z][a-z ,/-]{1,24})\))?\s*+"
    r"(?:[:=|]|-(?=\s)|–|—|(?:,?\s*(?:total|score|scores|scored|rating|ratings|sum|today|now|currently|ruler|level|screen|"
    r"screening|this week|of|is|was|were|at|a|an|in session|came in at|came back at|came out at|came out|anticipated|predicted|"
    r"has|have|had|been|dropped|fell|down|up|rose|increased|decreased|improved|went|going|from|to|remains|remained|still|"
    r"stable|steady|around|about|approximately|approx|~|self[- ]rated|reported|"
    r"rated|peak|pk|start|starting|max|initial|given|feedback|administered|completed|result|results|indicates|shows|showed|revealed|peaked|"
    r"reached|started|begun|began|pre|baseline|moved|declined|worsened|reduced|by|points|in total|difficulties|global|overall|composite|"
    r"sum score|raw|t[- ]score|t|severity|down to|up to|back to|now at|stuck|unchanged|hovers|hovering|hovered|holding|stands|sits|sitting|"
    r"stayed|stays|steady at|flat at|all|came|come|gone|crept|slipped|climbed|jumped|shot|bounced|slid|eased|lower|higher|slightly|again|"
    r"in clinic|by phone|online|done|retest|repeat|readministered|re-administered|re-scored|is now|this time|this visit|this month|"
    r"today's|score today|last|total score|final|final rating|end|ended|ending|closing|opening|pre-set|post"
    r"|worked out at|comes to|then|as|her|his|their|mom|mum|dad|mother|father|parent|teacher|child"
    r"|subscale|use|mean|inattn?|inattention|hyper|hyperactivity|sep\.? anxiety|=|:)(?![\w])[:=]?))*(?:\s*\((?=\d{1,3}(?:\.\d)?\)))?\s*"
)
_HOW_GIVEN = r"(?:\s[a-z-]{2,}){1,4}?(?:\s(?:was|is|score)\b|\s?[:=])\s*"  # "EPDS by screen share: 11"
_RULER = (  # "Confident he can leave early, 8/10"
    rf"(?P<ruled>[^.;:,\d\n]{{0,45}}?[,:]?\s?)(?=\d{{1,2}}\s?(?:/|out of)\s?10\b(?!\s?{OTHER_THINGS}))"
)
_MOVED = (  # "PHQ-9 worsened, 19"
    r"\s(?:(?:score|has|have|had|is|are|was|been|come|gone|much|slightly|a bit|a little|again"
    r"|clearly)\s)*(?:worse\w*|improv\w*|better|up|down|higher|lower"
    r"|dropped|fell|fallen|rose|risen|climbed|decreased|increased|unchanged|the same|same"
    r"|stable)(?: by (?:about )?\d{1,3}\s?(?:%|percent|points?|pts?))?"
    r"(?: (?:again|slightly|since last (?:week|time|visit|session)|today|this week|a bit|a lot"
    r"|from last (?:week|time|visit)))?,?(?: at|:| -| –)?"
    r"(?: (?:it is|now|at|today|to|with a|with))*\s"
)
_UNDER = (
    r"(?P<under>\s?(?:(?:total|score|scores|to|is|be|at|of|stay|staying|get|down|drop|reduced"
    r"|consistently)\s)*(?:[<≤]=?|under|below|less than|lower than|at or below)\s?)"
)
_RATED_OF = r"(?P<rated>\s(?:of|for|at|in|on|during|with)(?:\s[a-z'’-]+){1,3}?\s)"  # "Importance of quitting 9", "SUDs for memory cues 5"
_QUOTED = r"(?P<quoted>\s*[\"“][^\"”\n\d]{1,40}[\"”]\s*(?:at\s|was\s|from\s)?)"  # 'VoC "I am fine now" 3 to 5'
_SCORED_ON = (
    r"(?:scored|score of|scores|scoring|rated|a|an|got|obtained)\s+(?:an?\s+)?{number}\s*(?:/\s*\d{{1,3}}\s*)?(?:points\s+)?"
    r"(?:on|for)\s+(?:the|her|his|their)?\s*"
)


@cache
def measure_names() -> dict[str, MeasureName]:
    """Every way to write a measure's name, in small letters with blanks for hyphens, and the measure meant."""
    found: dict[str, MeasureName] = {}
    data = tomllib.loads((HERE / "measures_in_text.toml").read_text(encoding="utf-8"))
    for measure, table in data.items():
        name = MeasureName(
            measure,
            float(table["most"]),
            table.get("unit", "points"),
            table.get("better") == "higher",
            table.get("capitals", False),
            (float(table["most"]), 10.0, 100.0, *map(float, table.get("out_of", ()))),
        )
        for spelling in table["names"]:
            found[_key(spelling)] = name
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads((HERE / "measures_in_text.toml").read_text(encoding="utf-8"))
    names = _names(name for table in data.values() for name in table["names"])
    after = (
        rf"(?<![\w-])(?=[a-z])({names})(?![\w]|-\w)(?:{_LINK}|[^.;:\d\n]{{0,45}}?\bfrom\s+|{_HOW_GIVEN}|{_RULER}"
        rf"|{_RATED_OF}|{_QUOTED}|{_MOVED}|{_UNDER})"
    )
    after += rf"(?P<number>{NUMBER})"
    before = rf"\b{_SCORED_ON.format(number=f'({NUMBER})')}({names})(?![\w]|-\w)"
    return re.compile(after, re.IGNORECASE), re.compile(before, re.IGNORECASE)


def _names(spellings: Iterable[str]) -> str:
    ordered = sorted(set(spellings), key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\-", r"[-‐‑–\s]?").replace(r"\ ", r"[\s-]") for name in ordered)


@cache
def _name() -> re.Pattern[str]:
    data = tomllib.loads((HERE / "measures_in_text.toml").read_text(encoding="utf-8"))
    return re.compile(rf"(?:{_names(name for table in data.values() for name in table['names'])})(?![\w]|-\w)", re.IGNORECASE)


@cache
def _first_tokens() -> frozenset[str]:
    """What the name of a measure may begin with once hyphens are blanks: "phq" and "phq9"."""
    data = tomllib.loads((HERE / "measures_in_text.toml").read_text(encoding="utf-8"))
    parts = [re.split(r"[\s-]+", name.lower()) for table in data.values() for name in table["names"]]
    return frozenset(tokens_of("".join(words[:number]))[0] for words in parts for number in range(1, len(words) + 1))


def names_in(words: NoteWords, number: int) -> tuple[int, ...]:
    """Where a measure may be named in the sentence of that number; places count from its beginning, in the note as given. At its very end
    the beginning of a name is enough: "PHQ" may go on behind it."""
    begin, stop = words.stretch(number)
    known, bare = _first_tokens(), words.tokens.bare
    if known.isdisjoint(bare[begin:stop]):
        return ()
    named = [token for token in range(begin, stop) if bare[token] in known]
    places = [words.place_of(token) for token in named]
    text = words.plain.original
    if not any(token >= stop - WORDS_OF_A_NAME or _name().match(text, place) for token, place in zip(named, places, strict=True)):
        return ()
    return tuple(place - words.parts[number].start for place in places)


def scores_in(
    plain: PlainText, names: Sequence[int], parts: Sequence[Sentence], surroundings: Surroundings, repeated: frozenset[int]
) -> list[Finding]:
    """All scores of known measures, each with the number before it if the text says so; `names` are the places in the note where one may be
    named. A number above the highest is no score."""
    text = plain.original
    names = [place for place in names if _name().match(text, place)]
    starts = [part.start for part in parts]
    found: list[Finding] = []
    for name, start, score, aimed_at in _scores(text, starts, parts, names):
        number = max(bisect_right(starts, start) - 1, 0)
        part = parts[number]
        mention = Mention(plain.plain_place(start), plain.plain_place(score.end), "measure_score", "scores")
        reading = surroundings.status(mention, number, headings=False)
        if aimed_at and not _is_a_goal(text, part):
            continue
        status = Status.HYPOTHETICAL if aimed_at else reading.status
        found.append(
            Finding(
                indicator="measure_score",
                evidence=Evidence(start, score.end, text[start : score.end]),
                sentence=(part.start, part.end),
                section=part.section,
                status=status,
                rule=f"measure_score.{name.id}",
                direction=_direction(name, score, text, start, part.end) if status in SAID_OF_NOW else None,
                value=score.value,
                unit=_unit(name, text, score),
                previous_value=score.previous,
                measure=name.id,
                carried_forward=number in repeated,
                cues=reading.cues,
            )
        )
    return found


def _is_a_goal(text: str, part: Sentence) -> bool:
    """Whether "PHQ-9 under 10" is what is aimed at: by its heading, by the word before it or by words of the sentence."""
    heading = text[max(0, part.start - 20) : part.start]
    return part.section in (Section.GOAL, Section.PLAN) or _AIMED_AT.search(heading + text[part.start : part.end]) is not None


def _scores(
    text: str, starts: list[int], parts: Sequence[Sentence], names: Sequence[int]
) -> Iterator[tuple[MeasureName, int, Change, bool]]:
    """`names` are the places where a measure may be named."""
    after, before = _patterns()
    done = passed = 0
    for place in names:
        if place >= done and (rated := _rated_before(text, place, done)):
            done = passed = rated[2].end
            yield rated[0], rated[1], rated[2], False
            continue
        match = after.match(text, place) if place >= passed else None
        if match is None:
            continue
        passed = match.end()
        name = _named(match.group(1))
        if name is not None and not _is_how_it_is_rated(name, match):
            continue
        limit = parts[max(bisect_right(starts, match.start()) - 1, 0)].end
        if name is None or match.start() < done or match.end() > limit:
            continue
        begin, end = match.span("number")
        if _ANSWERED.match(text, end, limit):
            continue
        out_of = _OUT_OF.match(text, end, limit)
        score: Change | None = None
        if out_of is None or float(out_of.group(1)) in name.out_of:
            score = change_of_score(text, begin, end, limit, in_session=name.id in _IN_SESSION)
        if score is None and _A_STEP.search(text, match.start(), begin) and _POINTS.match(text, end, limit):
            continue
        if score is None:
            score = _without_maximum(text, with_previous(text, begin, end, limit, dated=True), name, match)
            score = as_it_ended(text, score, match, limit) if name.id in _IN_SESSION else score
        if name.id in _GIVEN_AS_RANGES and score is not None and score.previous is not None and text[end : score.end].startswith(" to "):
            score = Change((score.previous, score.value), None, score.end)  # type: ignore[arg-type]
        if score is not None and _possible(score.value, name) and (score.previous is None or _possible(score.previous, name)):
            done = score.end
            yield name, match.start(), score, match.group("under") is not None
    for match in _shortly_before(names, before, text):
        name = _named(match.group(2))
        if name is not None:
            score = with_previous(text, match.start(1), match.end(1), match.end(1))
            if _possible(score.value, name):
                yield name, match.start(), Change(score.value, None, match.end()), False


def _rated_before(text: str, place: int, done: int) -> tuple[MeasureName, int, Change] | None:
    """ "8/10 importance, 3/10 confidence", "4/10 ready": a ruler behind its number; what was read already is no number of it."""
    named = _name().match(text, place)
    name = _named(named.group()) if named else None
    if named is None or name is None or name.unit != "of_10" or name.id == "scaling":
        return None
    begin = max(place - 16, done)
    rated = _RATED_BEFORE.search(text, begin, place)
    if rated is None or _AT_ONCE.match(text, named.end()) or _BEHIND_IT.match(text, named.end()) or float(rated.group(1)) > name.most:
        return None
    return name, rated.start(), Change(float(rated.group(1)), None, named.end())


def _is_how_it_is_rated(name: MeasureName, match: re.Match[str]) -> bool:
    """Whether the words between a name and a number are those of this kind of measure: rulers say what for, ratings what of."""
    said = match.group(1).lower()
    if said in _SHORT:
        return _AT_ONCE.match(match.string, match.end(1)) is not None
    if name.id == "scaling":
        opens = _CLAUSE.search(match.string, max(0, match.start() - 4), match.start()) is not None
        return opens and _SCALED.match(match.string, match.end(1)) is not None
    if said in _SAID_ONLY_OF_TEN:
        return match.group("ruled") is not None or _OF_TEN.match(match.string, match.end("number")) is not None
    if name.unit == "of_10" or match.group("ruled") is not None or match.group("rated") is not None:
        return name.unit in ("of_10", "scale") and _THINGS.match(match.string, match.end("number")) is None
    return match.group("quoted") is None or name.id == "voc"


def _shortly_before(names: Sequence[int], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The places of a pattern that ends with a name, sought only near the names."""
    done = 0
    for place in names:
        begin = max(place - SIGNS_BEFORE_A_NAME, done)
        for match in pattern.finditer(text, begin, place + SIGNS_OF_A_NAME):
            if match.start() >= done:
                done = match.end()
                yield match


def _without_maximum(text: str, score: Change, name: MeasureName, match: re.Match[str]) -> Change | None:
    """ "11/21" is a score of 11; "3/14" after PHQ-9 is a date."""
    if score.previous is not None:
        return score
    out_of = _OUT_OF.match(text, score.end)
    if out_of is None:
        return None if _SLASH.match(text, score.end) else score
    if float(out_of.group(1)) not in name.out_of:
        return None
    limit = score.end + 80
    onward = with_previous(
        text[: match.end("number")] + text[out_of.end() : limit].split("\n")[0], match.start("number"), match.end("number"), limit
    )
    if onward.previous is not None:
        return Change(onward.value, onward.previous, min(onward.end + out_of.end() - match.end("number"), len(text)))
    return Change(score.value, None, out_of.end())


def _named(words: str) -> MeasureName | None:
    name = measure_names().get(_key(words))
    return None if name is not None and name.capitals and not words[:3].isupper() and " " not in words else name


def _key(words: str) -> str:
    return re.sub(r"[\s‐‑–-]", "", words.lower())


def _possible(value: Quantity, name: MeasureName) -> bool:
    return (max(value) if isinstance(value, tuple) else value) <= name.most


def _unit(name: MeasureName, text: str, score: Change) -> str:
    if name.unit != "scale":
        return name.unit
    numbers = [value for value in (score.value, score.previous) if value is not None]
    highest = max(max(number) if isinstance(number, tuple) else number for number in numbers)
    return "of_100" if highest > 10 or text[: score.end].endswith("/100") else "of_10"


def _direction(name: MeasureName, score: Change, text: str, start: int, limit: int) -> Direction | None:
    """By the two numbers, else by words ("has come down to 9", "unchanged", "both up")."""
    if score.previous is None:
        said = _WORDS_OF_CHANGE.search(text, start, score.end) or _SAID_BEHIND.match(text, score.end, limit)
        if said is None and stays(text, start, score.end, limit) is not None:
            return Direction.SAME
        together = said or said_together(text, score.end, limit)
        return _in_words(name, together) if together else None
    now, before = (max(each) if isinstance(each, tuple) else each for each in (score.value, score.previous))
    if now == before:
        return Direction.SAME
    return Direction.BETTER if (now > before) is name.higher_is_better else Direction.WORSE


def _in_words(name: MeasureName, said: re.Match[str]) -> Direction | None:
    """ "PHQ-9 has come down to 9": the direction of a score whose former number is not given."""
    better, worse, lower, higher = (said.group(kind) for kind in ("better", "worse", "lower", "higher"))
    if said.groupdict().get("same"):
        return Direction.SAME
    if better or worse:
        return Direction.BETTER if better else Direction.WORSE
    if lower or higher:
        return Direction.BETTER if bool(higher) is name.higher_is_better else Direction.WORSE
    return None
