"""Amounts near a mention: how often, how long, how much, out of how many; and what it was before."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fullarc.reading.amounts.earlier_amounts import what_it_was, with_previous
from fullarc.reading.amounts.numbers_in_text import NUMBER, NUMBER_WORDS, OFTEN, OFTEN_WORDS, RANGE, how_often, quantity
from fullarc.reading.amounts.ratings_in_text import rating_at
from fullarc.reading.finding import Quantity
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import PlainText

FURTHEST_AFTER = 45  # signs between a mention and an amount that belongs to it
FURTHEST_BEFORE = 12

_PERIODS = {
    "day": "per_day", "d": "per_day", "daily": "per_day", "night": "per_night", "nt": "per_night", "noc": "per_night",
    "nightly": "per_night", "week": "per_week", "wk": "per_week", "weekly": "per_week", "month": "per_month", "mo": "per_month",
    "monthly": "per_month",
    "hour": "per_hour", "hr": "per_hour",
    "year": "per_year", "yr": "per_year",
    "evening": "per_day", "morning": "per_day",
}  # fmt: skip
_PERIOD = r"(day|d|night|nt|noc|week|wk|month|mo|hour|hr|year|yr|evening|morning)(?:s?\b)"
_NOT_THEN = r"(?! (?:ago|back|earlier|later|old|into|before|prior|postpartum|pregnant|after)\b)"
_ABOUT = r"(?:about |around |roughly |approximately |approx\.? |~|maybe |up to |at least |nearly |almost )?"

# What may follow a number, in the order in which it is tried; group 1, where there is one, completes the unit.
_ANY_THING = r"(?:x|times?|episodes?|attacks?|days?|nights?|(?:[a-z]+\s){0,2}?[a-z]+?s?)?"
_LATELY = r"(?:this|last|the past|in the past|in the last|over the past|since last)"
_FOLLOWING = (
    (r"\+?\s?(?:hours?|hrs?|h)\b" + _NOT_THEN + r"(?:\s?(?:/|per|a|each|of sleep)?\s?(?:night|nt|day|d)?\b)?", "hours"),
    (r"\s?(?:minutes?|mins?)\b" + _NOT_THEN, "minutes"),
    (rf"\s?\+?\s?{_ANY_THING}\s?(?:/|\bper\s|\ba\s|\ban\s|\beach\s|\bevery\s)\s?{_PERIOD}", "period"),
    (rf"\s?(?:x|times?|days?|nights?|evenings?|mornings?|episodes?|attacks?|drinking days?)\s+{_LATELY}\s+{_PERIOD}", "period"),
    (r"\s?(?:/\s?7|of (?:7|seven)|out of (?:7|seven))(?:\s?(?:d|days?|nights?|evenings?|mornings?|doses)\b)?(?!\s?\d)", "per_week"),
    (r"\s?(?:/|\bout of|\bof)\s?(10|100|5|4)(?![\d/]|\s?(?:days|nights|sessions|doses))", "scale"),
    (r"\s(?:of|out of)\s(?:the (?:last|past) )?\d+\s(?:days|nights)\b", "days"),
    (r"\s?(?:kg|kilos?|kilograms?)\b", "kg"),
    (r"\s?(?:lbs?|pounds?)\b", "lb"),
    (
        r"\s?(?:standard |tall |big |small )?(?:drinks?|beers?|glass(?:es)?|cocktails?|shots|units|pints?|cans?|whisk(?:e?ys?|ies)"
        r"|boys|ciders)\b",
        "drinks",
    ),
    (r"\s?(?:of )?(?:a )?(?:bottles?|fifths?|handles?)\b", "bottles"),
    (
        r"(?:(?<=\b6)|(?<=12)|(?<=18)|(?<=24)|(?<=30)|(?<=\bsix)|(?<=twelve))[\s-]?(?:packs?|pks?|racks?)\b(?! of (?:cig|smok|soda|water))",
        "drinks",
    ),
    (r"\s?(?:of )?(?:a )?(?:packs?|ppd)(?: and a half)?\b", "packs_per_day"),
    (r"\s?(?:doses?|tablets?|tabs)\b", "doses"),
    (r"\s?(?:meltdowns?|outbursts?|fights|attacks|binges|purges|lapses|arguments|nightmares|flashbacks|meals?)\b", "times"),
    (
        r"\s(?:full |whole |of (?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten) )?"
        r"(?:classes|lectures|labs|shifts|assignments|exams|activities"
        r"|edibles|gummies|joints|bowls|bumps|dabs|no[- ]?shows|appts|appointments)\b",
        "times",
    ),
    (
        r"\s(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)\s"
        r"(?:clean|sober|abstinent|dry|of sobriety|(?:alcohol|drug|smoke|nicotine)[- ]free)\b",
        "times",
    ),
    (r"\s?(?:cigs|cigarettes)\b", "per_day"),
    (r"-(?:day|night)\b(?= (?:in|stay|adm|hosp|psych|suspension|exclusion|hold|iss)[a-z]*)", "days"),
    (r"\s?%", "percent"),
    (r"\s?(?:days|nights|mornings|evenings)\b" + _NOT_THEN, "days"),
    (r"\s?(?:x(?![\d/a-z])|times\b|occasions\b|episodes\b)", "times"),
)
_AFTER = [(re.compile(pattern, re.IGNORECASE), unit) for pattern, unit in _FOLLOWING]
# The same in one: what stands behind most numbers is none of them, and then nothing is tried one by one.
_ANY_AFTER = re.compile("|".join(f"(?P<nth_{nth}>{pattern})" for nth, (pattern, _) in enumerate(_FOLLOWING)), re.IGNORECASE)
_UNIT_OF = {f"nth_{nth}": each for nth, each in enumerate(_AFTER)}
_SINGLE = re.compile(
    r"(?<!\bhad )(?<!\bdid )(?<!\band )(?<!\bwas )(?<!\bhas )(?<!\bhe )(?<!\bat )"
    r"\b(once|twice|thrice)(?:\s+or\s+(twice|thrice|three times))?\b"
    r"(?:\s?(?:\b(?:a|an|per|each|every|this|last|in the (?:past|last)|the past)\s|/)\s?"
    + _PERIOD
    + r"|\s(daily|nightly|weekly|monthly)\b)?"
    r"(?! (?:she|he|they|again|seated|the|it|i|more|there|you|we|had|inside|in a (?:while|blue|great))\b)",
    re.IGNORECASE,
)
_AT_TIMES = re.compile(r"\s*(?:[:—–]|\s-)\s*(daily|nightly|weekly)\b(?=\s*(?:$|[.,;\n]))", re.IGNORECASE)
_NOT_COUNTED = re.compile(
    r"(?:\b(?:at|age|aged|in|within|next|over|since|after|every|by|call|text|ring|dial|or|item|denied|neg|negative|none|on/off|last|past|previous|coming|few)|[#$£€])\s*$",
    re.IGNORECASE,
)
_NUMBERS_OF_HELP = frozenset({"988", "911", "999", "111", "112", "000", "741741"})
_TO_A_HUNDRED = re.compile(r"\s?(?:to|-|–)\s?(?:an? )?(?:hundred|100|sixty|60)\b", re.IGNORECASE)
_FROM_OFTEN = re.compile(
    rf"\b({OFTEN})\s*(?:→|->|=>|[,;]?\s*(?:and |but |to )*now(?: it is| it's| they are| they come| is| down to)?|to)\s*"
    r"(?:about |around |maybe |only )?"
    rf"(?:({RANGE})|(once|twice))(?:\s?(?:x|times|d|days|nights)\b)?(?:\s?(?:/|\bper\b|\ban?\b|\beach\b)\s?{_PERIOD})?",
    re.IGNORECASE,
)
_TIMES_SIGN = re.compile(rf"(?:\s?(?:/|\bper\s|\ba\s|\bthis\s|\bthe past\s|\blast\s|\bin the (?:past|last)\s)\s?{_PERIOD})?", re.IGNORECASE)
_FOR_SO_LONG = re.compile(
    r"\s?(?:wks?|weeks?|mos?|months?|yrs?|years?)\b", re.IGNORECASE
)  # "no alcohol x 6 wks" is no count of it; see time_without.py
_ORIENTED = re.compile(r"\b(?:oriented|orientated|orientation|ox|a&o|a/o|aox?)\s?[:=]?\s?$", re.IGNORECASE)
_SLEPT = re.compile(r"\b(?:sleeping|sleeps|slept|asleep)(?: (?:about|around|only|maybe|roughly|at least|up to|~))?\s~?$", re.IGNORECASE)
_NIGHT_ENDS = re.compile(r"\s?(?:$|[.,;)]|(?:now|most|on|a night|per night|since|with|w)\b)", re.IGNORECASE)
_LONGEST_NIGHT = 16
_BEFORE_NUMBER = re.compile(r"(?:\bx\s?|\bon\s)$", re.IGNORECASE)
_NUMBERS = re.compile(RANGE, re.IGNORECASE)
_NUMBER_BEGINS = re.compile(r"[\d½]|\b(?:an?\b|half|zero|one|t[ehw]|f[io]|s[ei]|ei|ni|el)", re.IGNORECASE)
_ZERO = re.compile(r"0(?![./\d\w-])")
_FROM_TO = re.compile(rf"\bfrom {_ABOUT}({NUMBER}) (?:(?:down |up )?to|→|->) {_ABOUT}({NUMBER})(?=\s|[.,;)]|$)", re.IGNORECASE)
_TO_FROM = re.compile(rf"\b(?:down|up|dropped|fell|rose) to {_ABOUT}({NUMBER}),? from {_ABOUT}({NUMBER})(?=\s|[.,;)]|$)", re.IGNORECASE)
_DIRECTLY = re.compile(r"\s*(?:of |more |full |brief |big |bad |major )?", re.IGNORECASE)
_EVENT = (
    r"(?:attacks?|attempts?|episodes?|nightmares?|meltdowns?|outbursts?|fights?|binges?|purges?|lapses?|relapses?|ods?|overdoses?|flashbacks?|arguments?"
    r"|blow[- ]?ups?|tantrums?|admissions?|hospitali[sz]ations?|visits?|drinks?|beers?|detentions?|falls?"
    r"|spells?|seizures?|nights?|times|panics?|calls?|meetings?)"
)
_COUNT_BEFORE = re.compile(rf"(?<![\d./:-])({NUMBER})\s(?:more |full |brief |bad |prior |previous |past )?$", re.IGNORECASE)
_COUNTED = re.compile(rf"(?:[a-z-]+\s){{0,2}}?{_EVENT}\b", re.IGNORECASE)
_COUNT_FIRST = re.compile(rf"({NUMBER})\s(?:[a-z-]+\s){{0,2}}?{_EVENT}\b", re.IGNORECASE)
_FIGURE = re.compile(r"[\d½]")
_AMOUNT_WORDS = NUMBER_WORDS | {"once", "twice", "thrice", "daily", "nightly", "weekly"}
_A_WEEK = {"per_day": 7.0, "per_night": 7.0, "per_week": 1.0}
CIGARETTES_IN_A_PACK = 20.0
_LATER_PERIOD = re.compile(rf"\s?x?\s?(?:/|per |an? )\s?{_PERIOD}", re.IGNORECASE)
_AND_A_HALF = " and a half"
LONGEST_RATING = 60
LONGEST_COUNT = 14  # signs before a mention in which a number that counts it may stand
_UNITS_AFTER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\s?(?:(?:times|attacks|episodes|nights|days)\s?)?(?:/|per|a|each)\s?{_PERIOD}",
        r"\s?(?:hours?|hrs?|h)\b",
        r"\s?(?:/|out of)\s?(10|100|5|4)\b",
    )
)
_ELSEWHERE = re.compile(r";|\bbut\b|\. |→|\n")
_ONCE = {"once": 1.0, "twice": 2.0, "thrice": 3.0}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts; offsets into the note as given."""

    start: int
    end: int
    value: Quantity
    unit: str
    previous: Quantity | None = None

    def moved(self, signs: int) -> "Amount":
        """The same amount so many signs further on."""
        return Amount(self.start + signs, self.end + signs, self.value, self.unit, self.previous)


def holds_number(plain: PlainText, start: int, end: int) -> bool:
    """Whether a figure or a word for a number stands between two places of the plain text."""
    return _FIGURE.search(plain.plain, start, end) is not None or not _AMOUNT_WORDS.isdisjoint(plain.scan[start:end].split())


def amounts_in(text: str, part: Sentence) -> list[Amount]:
    """The amounts of a sentence in order; of overlapping ones that with a former amount counts, else the first kind in the list above."""
    found: list[Amount] = []
    for amount in sorted(_candidates(text, part.start, part.end), key=lambda amount: amount.previous is None):
        if all(amount.end <= other.start or amount.start >= other.end for other in found):
            found.append(amount)
    found.sort(key=lambda amount: amount.start)
    return found


def _candidates(text: str, begin: int, end: int) -> Iterator[Amount]:
    """Each kind is sought only where one of the words stands without which there is none."""
    words = text[begin:end].casefold()
    often = any(word in words for word in OFTEN_WORDS)
    if often:
        for match in _FROM_OFTEN.finditer(text, begin, end):
            yield _from_often(match)
    if "from " in words:
        for match in _TO_FROM.finditer(text, begin, end):
            yield Amount(match.start(), match.end(), quantity(match.group(1)), "", quantity(match.group(2)))
        for match in _FROM_TO.finditer(text, begin, end):
            unit, stop = _unit_after(text, match.end(), end)
            yield Amount(match.start(), stop, quantity(match.group(2)), unit, quantity(match.group(1)))
    for match in _numbers(text, begin, end):
        amount = _amount(text, match, begin, end)
        if amount is not None:
            yield amount
    if any(word in words for word in _ONCE):
        for match in _SINGLE.finditer(text, begin, end):
            yield _single(text, match, end)
    if often:
        for match in _AT_TIMES.finditer(text, begin, end):
            yield Amount(match.start(1), match.end(), 1.0, _PERIODS[match.group(1).lower()])


def _numbers(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """Numbers and ranges. The long pattern is tried only where one may begin."""
    done = begin
    for place in _NUMBER_BEGINS.finditer(text, begin, end):
        if place.start() >= done and (number := _NUMBERS.match(text, place.start(), end)) is not None:
            done = number.end()
            yield number


def _from_often(match: re.Match[str]) -> Amount:
    """ "daily → 2-3 d/wk", "used to be daily, now once a week"."""
    often, number, word, period = match.groups()
    unit = _PERIODS[period.lower()] if period else "times"
    value = quantity(number) if number else how_often(word)
    return Amount(match.start(), match.end(), value, unit, _in_unit(how_often(often), unit))


def _in_unit(times_a_week: Quantity, unit: str) -> Quantity:
    """What happened daily is seven a week and one a day."""
    return 1.0 if unit in ("per_day", "per_night") and times_a_week == how_often("daily") else times_a_week


def _unit_after(text: str, place: int, end: int) -> tuple[str, int]:
    """What is counted, when it stands behind "from five to two"."""
    by_period, in_hours, out_of = _UNITS_AFTER
    if found := by_period.match(text, place, end):
        return _PERIODS[found.group(1).lower()], found.end()
    if found := in_hours.match(text, place, end):
        return "hours", found.end()
    found = out_of.match(text, place, end)
    return (f"of_{found.group(1)}", found.end()) if found else ("", place)


def _amount(text: str, number: re.Match[str], begin: int, end: int) -> Amount | None:
    """A number with the unit that stands beside it; None when nothing says what it counts."""
    if _is_no_amount(text, number, end):
        return None
    before = _BEFORE_NUMBER.search(text, max(begin, number.start() - 4), number.start())
    if before is not None and before.group()[0] in "xX":
        if _NOT_COUNTED.search(text, max(begin, before.start() - 10), before.start()):
            return None  # "denied x2", "none x14d"
        if _FOR_SO_LONG.match(text, number.end(), end) or _ORIENTED.search(text, max(begin, before.start() - 16), before.start()):
            return None
        unit, stop = "times", number.end()
        if period := _TIMES_SIGN.match(text, number.end(), end):
            unit, stop = (_PERIODS[period.group(1).lower()], period.end()) if period.group(1) else (unit, stop)
        return _with_previous(text, before.start(), number, unit, stop, end)
    if (known := _ANY_AFTER.match(text, number.end(), end)) and known.lastgroup:
        return _counted_by(*_UNIT_OF[known.lastgroup], text, number, before is not None, begin, end)
    if _SLEPT.search(text, max(begin, number.start() - 20), number.start()) and _NIGHT_ENDS.match(text, number.end(), end):
        return _with_previous(text, number.start(), number, "hours", number.end(), end) if _highest(number) <= _LONGEST_NIGHT else None
    if _ZERO.fullmatch(text, number.start(), number.end()) and text[number.start() - 2 : number.start()].strip().isalpha():
        return _with_previous(text, number.start(), number, "times", number.end(), end)
    return None


def _counted_by(pattern: re.Pattern[str], unit: str, text: str, number: re.Match[str], led_in: bool, begin: int, end: int) -> Amount | None:
    """The amount whose unit this pattern finds behind the number. `led_in`: "x" or "on" stands before it."""
    following = pattern.match(text, number.end(), end)
    if following is None:
        return None
    if unit in ("hours", "minutes", "days") and _NOT_COUNTED.search(text, max(begin, number.start() - 10), number.start()):
        return None
    if unit == "period":
        unit = _PERIODS[following.group(1).lower()]
    elif unit == "scale":
        if _highest(number) > float(following.group(1)):
            return None  # "court 12/4" is a date
        unit = f"of_{following.group(1)}"
    elif unit == "days" and led_in:
        unit = "per_week"
    amount = _with_previous(text, number.start(), number, unit, following.end(), end)
    return _and_a_half(amount) if following.group().endswith(_AND_A_HALF) else amount


def _highest(number: re.Match[str]) -> float:
    value = quantity(number.group())
    return max(value) if isinstance(value, tuple) else value


def _and_a_half(amount: Amount) -> Amount:
    return amount if isinstance(amount.value, tuple) else replace(amount, value=amount.value + 0.5)


def _is_no_amount(text: str, number: re.Match[str], end: int) -> bool:
    """Numbers to ring, "24/7", and "from zero to a hundred"."""
    words = number.group().lower()
    if words in _NUMBERS_OF_HELP or (words == "24" and text.startswith("/7", number.end())):
        return True
    return words in ("zero", "0") and _TO_A_HUNDRED.match(text, number.end(), end) is not None


def _with_previous(text: str, start: int, number: re.Match[str], unit: str, stop: int, end: int) -> Amount:
    words = text[number.start() : number.end()]
    stop -= text[stop - 1].isspace()
    change = with_previous(words + text[stop:end], 0, len(words), end)
    if change.previous is None:
        return Amount(start, min(stop, end), change.value, unit)
    if change.end > len(words) and (later := _unit_later(text, stop + change.end - len(words), end)) not in (unit, ""):
        if (ratio := _times_as_many(unit, later)) is None:
            return Amount(start, min(stop, end), change.value, unit)
        return Amount(start, min(stop + change.end - len(words), end), change.value, later, _by(change.previous, ratio))
    return Amount(start, min(stop + change.end - len(words), end), change.value, unit, _in_unit(change.previous, unit))


def _unit_later(text: str, place: int, end: int) -> str:
    found = _LATER_PERIOD.match(text, place, end)
    return _PERIODS[found.group(1).lower()] if found else ""


def _times_as_many(unit: str, later: str) -> float | None:
    """ "1 pack a day → 5 a day" was 20 a day, "2 a day → 3 a week" was 14 a week."""
    if unit == "packs_per_day" and later == "per_day":
        return CIGARETTES_IN_A_PACK
    if unit not in _A_WEEK or later not in _A_WEEK:
        return None
    return _A_WEEK[unit] / _A_WEEK[later]


def _by(number: Quantity, ratio: float) -> Quantity:
    return (number[0] * ratio, number[1] * ratio) if isinstance(number, tuple) else number * ratio


def _single(text: str, match: re.Match[str], end: int) -> Amount:
    once, more, period, word = match.groups()
    unit = _PERIODS[(period or word).lower()] if period or word else "times"
    value: Quantity = _ONCE[once.lower()]
    if more:
        value = (_ONCE[once.lower()], _ONCE.get(more.lower(), 3.0))
    earlier = what_it_was(text[match.end() : end])
    if earlier is None:
        return Amount(match.start(), match.end(), value, unit)
    return Amount(match.start(), match.end() + earlier[1], value, unit, _in_unit(earlier[0], unit))


def shared_out(spans: Iterable[tuple[int, int]], amounts: Sequence[Amount], text: str) -> dict[tuple[int, int], Amount]:
    """Which amount belongs to which mention of a sentence, by the mention's place. An amount inside a mention is its own; else it goes to
    the nearest mention before it, or to the one that follows at once ("two panic attacks")."""
    owned: dict[tuple[int, int], Amount] = {}
    places = sorted(set(spans))
    starts = [start for start, _ in places]
    for amount in amounts:
        for owner in _owners(places, starts, amount, text):
            if owner not in owned or _says_less(owned[owner], amount):
                owned[owner] = amount
    for place in places:
        if place not in owned and (count := _count_at(text, *place) or _rated(text, *place)):
            owned[place] = count
    return owned


def _says_less(one: Amount, other: Amount) -> bool:
    """ "Lapse x1, 6 beers" speaks of six drinks."""
    return one.unit == "times" and one.previous is None and other.unit != "times"


def _count_at(text: str, start: int, end: int) -> Amount | None:
    """ "two panic attacks": a number right before the mention, or its first word."""
    found = _COUNT_BEFORE.search(text, max(start - LONGEST_COUNT, 0), start)
    if found is not None and (_COUNTED.match(text, start) is None or _NOT_COUNTED.search(text, max(found.start() - 10, 0), found.start())):
        found = None
    found = found or _COUNT_FIRST.match(text, start, end)
    if found is None:
        return None
    earlier = what_it_was(text[end : _end_of_line(text, end, FURTHEST_AFTER)])
    return Amount(found.start(1), found.end(1), quantity(found.group(1)), "times", earlier[0] if earlier else None)


def _rated(text: str, start: int, end: int) -> Amount | None:
    rating = rating_at(text, start, end, _end_of_line(text, end, LONGEST_RATING))
    return Amount(rating[0], rating[1].end, rating[1].value, "", rating[1].previous) if rating else None


def _end_of_line(text: str, place: int, furthest: int) -> int:
    line = text.find("\n", place, place + furthest)
    return line if line >= 0 else min(place + furthest, len(text))


def _owners(places: list[tuple[int, int]], starts: Sequence[int], amount: Amount, text: str) -> list[tuple[int, int]]:
    """The mention of an amount, and those that share words with it: "called out x2" may speak of work and of friends."""
    owner = _owner(places, starts, amount, text)
    if owner is None:
        return []
    return [place for place in places if place[0] < owner[1] and owner[0] < place[1] and place[0] < amount.end]


def _owner(places: list[tuple[int, int]], starts: Sequence[int], amount: Amount, text: str) -> tuple[int, int] | None:
    following = bisect_right(starts, amount.start)
    earlier = [place for place in places[:following] if place[1] <= amount.start]
    before = max(earlier, key=lambda place: place[1]) if earlier else None
    close = before is not None and amount.start - before[1] <= FURTHEST_BEFORE and not _ELSEWHERE.search(text, before[1], amount.start)
    inside = [place for place in places[max(following - 4, 0) : following] if place[1] > amount.start]
    if inside and not (close and inside[-1] == (amount.start, amount.end)):
        return inside[-1]
    ahead = next((place for place in places[following:] if place[0] < amount.end or place[0] - amount.end <= FURTHEST_BEFORE), None)
    if ahead is not None and (not close if ahead[0] < amount.end else _DIRECTLY.fullmatch(text, amount.end, ahead[0])):
        return ahead
    if before is not None:
        between = text[before[1] : amount.start]
        if len(between) <= FURTHEST_AFTER and not _ELSEWHERE.search(between):
            return before
    return None
