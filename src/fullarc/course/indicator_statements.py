"""What the notes say about one indicator, in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from fullarc.course.assessment import IndicatorCourse, Level
from fullarc.course.change import LevelChange
from fullarc.course.days import count_in_words, counted, day_in_words, days_in_words, listed
from fullarc.course.durability import LASTING, NO_LONGER_RECENT_DAYS
from fullarc.course.indicator_words import capitalised, indicator_in_words, is_plural
from fullarc.course.level_words import NO_LEVEL, Named, named_levels, noted_in, span_of, word_of
from fullarc.course.quantities import SLEEP, SaidNumber
from fullarc.course.said import Said, said
from fullarc.course.statement import Change, Domain, Durability, Proof

ORDERS = {Domain.SYMPTOM_BURDEN: 30, Domain.FUNCTIONAL_CAPACITY: 40, Domain.OVERALL_PRESENTATION: 60}
Quantities = Mapping[tuple[str, int], SaidNumber]  # (source, start) of a finding -> the number said there, "five a week"


def indicator_statement(course: IndicatorCourse, judged: LevelChange, quantities: Quantities, as_of: date) -> Said | None:
    """One sentence about an indicator, or None when it was mentioned too little or never found there."""
    absent_throughout = not any(level.level > 0 for level in course.levels)
    if course.change is Change.NOT_ENOUGH or absent_throughout:
        return None
    text, rule, evidence = _sentence(course, judged, quantities, as_of)
    moved = course.change in {Change.IMPROVED, Change.WORSENED}
    return said(
        text,
        rule,
        evidence,
        topic=course.indicator,
        domain=course.domain,
        order=ORDERS[course.domain],
        weight=len(course.levels) + (20 if moved else 0),
        change=course.change,
        durability=course.durability,
        lead=indicator_in_words(course.indicator),
        held_until=course.held_until,
        back_since=day_in_words(judged.since, as_of) if course.durability is Durability.REGAINED and judged.since else "",
    )


UNCHANGED = "change.levels.no_clear_change"


def unchanged_together(drafts: Sequence[Said]) -> list[Said]:
    """Drafts of one domain with those that say no more than "no clear change" put into one sentence, when there are several."""
    steady = [draft for draft in drafts if draft.statement.rule == UNCHANGED]
    if len(steady) < 2:
        return list(drafts)
    moved = [draft for draft in drafts if draft.statement.rule != UNCHANGED]
    heaviest = sorted(steady, key=lambda draft: -draft.weight)
    together = said(
        f"No clear change in the notes: {listed([draft.lead for draft in heaviest])}.",
        UNCHANGED,
        [proof for draft in heaviest for proof in (draft.statement.evidence[0], draft.statement.evidence[-1])],
        topic=str(heaviest[0].domain),
        domain=heaviest[0].domain,
        order=heaviest[0].order,
        weight=heaviest[0].weight,
        change=Change.NO_CLEAR_CHANGE,
        durability=Durability.NONE,
        covers=tuple(draft.statement.topic for draft in heaviest),
    )
    return [*moved, together]


def _proofs(levels: tuple[Level, ...]) -> list[Proof]:
    return [proof for level in levels for proof in level.proofs]


def _sentence(course: IndicatorCourse, judged: LevelChange, quantities: Quantities, as_of: date) -> tuple[str, str, list[Proof]]:
    name = capitalised(indicator_in_words(course.indicator))
    evidence = _proofs(judged.baseline_levels) + _proofs(judged.current_levels)
    if course.change is Change.NO_CLEAR_CHANGE:
        return _unchanged(course, judged, name, evidence, as_of)
    first, last = _numbers(judged, quantities, course)
    name = "Sleep" if first and course.indicator == SLEEP else name
    text = f"{name} went from {first} to {last} in the notes" if first else f"{name} {_from_to(course, judged)}"
    if judged.late and course.durability is not Durability.RECENT:
        text += f", first mentioned on {day_in_words(course.levels[0].date, as_of)}"
    tail, more = _tail(course, judged, as_of)
    return f"{text}{tail}.", f"change.levels.{course.change.value}", evidence + more


def _from_to(course: IndicatorCourse, judged: LevelChange) -> str:
    """How it went in the levels that notes name; where they name none, in how many notes it was; else that it reads better or worse."""
    before, after = judged.baseline_levels, judged.current_levels
    start, now = named_levels(before), named_levels(after)
    plural = is_plural(course.indicator)
    was, mention = "were" if plural else "was", "mentions" if len(before) == 1 else "mention"
    then = f"{noted_in(before, 'first')} that {mention} {'them' if plural else 'it'}"
    if start.words and now.words and span_of(before) != span_of(after):
        words = (start.words, now.words) if start.words != now.words else (span_of(before), span_of(after))
        end = "none" if words[1] == "absent" and plural else words[1]
        return f"went from {words[0]} to {end} in the {Named('', start.partly or now.partly).notes}"
    if now.words and not start.words and any(level.level > 0 for level in after):
        return f"{was} noted {then}, {NO_LEVEL}, and {'are' if plural else 'is'} {now.words} in the last {now.notes}"
    if start.words and not now.words:
        return f"{was} {start.words} in the first {start.notes} and noted, {NO_LEVEL}, {noted_in(after, 'last')}"
    if _share(before) != _share(after):
        return f"{was} noted {then}" if _last_noted(course) else f"{was} noted {then} and {noted_in(after, 'last')}"
    return (
        f"{'read' if plural else 'reads'} {'better' if course.change is Change.IMPROVED else 'worse'} in the last notes than in the first"
    )


def _share(levels: Sequence[Level]) -> float:
    return sum(level.level > 0 for level in levels) / len(levels)


def _numbers(judged: LevelChange, quantities: Quantities, course: IndicatorCourse) -> tuple[str, str]:
    """The first and the last number said in the baseline and the current sessions, when both tell the change that is stated."""

    def said_in(levels: tuple[Level, ...]) -> list[SaidNumber]:
        keys = [(proof.source, proof.start or 0) for proof in _proofs(levels) if proof.status != "denied"]
        return [quantities[key] for key in keys if key in quantities]

    before, now = said_in(judged.baseline_levels), said_in(judged.current_levels)
    if not before:
        return "", ""
    first = _usual(before)
    if judged.current_levels and judged.current_levels[-1].level == 0:
        return (first.words, "none") if first.kind == "count" else ("", "")
    last = now[-1] if now else first
    fewer = (course.change is Change.IMPROVED) is (course.indicator != SLEEP)  # more hours of sleep are the gain
    fits = last.kind == first.kind and (last.size < first.size if fewer else last.size > first.size)
    return (first.words, last.words) if fits else ("", "")


def _usual(numbers: Sequence[SaidNumber]) -> SaidNumber:
    """The middle one of the numbers of one kind; "about" where they differ."""
    alike = sorted((one for one in numbers if one.kind == numbers[0].kind), key=lambda one: one.size)
    middle = alike[len(alike) // 2]
    about = "about " if alike[0].size != alike[-1].size else ""
    return replace(middle, words=f"{about}{middle.words}")


def _last_noted(course: IndicatorCourse) -> Level | None:
    """The last note in which it was there, where a lasting improvement ended it: two or more later notes say that there was none."""
    there = [level for level in course.levels if level.level > 0]
    gone = bool(there) and sum(level.date > there[-1].date for level in course.levels) >= 2
    return there[-1] if gone and course.durability is Durability.SUSTAINED and course.change is not Change.WORSENED else None


def _tail(course: IndicatorCourse, judged: LevelChange, as_of: date) -> tuple[str, list[Proof]]:
    worse = course.change is Change.WORSENED
    if last := _last_noted(course):
        after = tuple(level for level in course.levels if level.date > last.date)
        verb = "were" if is_plural(course.indicator) else "was"
        text = f"; last noted on {day_in_words(last.date, as_of)}, and {count_in_words(len(after))} later notes say there {verb} none"
        return text, _proofs((last,)) + _proofs(after)
    since = day_in_words(judged.since, as_of) if judged.since else ""
    held = tuple(level for level in course.levels if judged.since and level.date >= judged.since)
    if judged.against and course.durability in LASTING:
        return _until_the_latest(course, judged, judged.against, held, as_of), _proofs(held)
    if course.durability is Durability.SUSTAINED:
        return f", and the change has held in {_held_of(held, judged, as_of)}", _proofs(held)
    if course.durability is Durability.REGAINED:
        turned = "it had eased in between and has been back" if worse else "the gain was lost in between and has been back"
        return f"; {turned} since {since}", _proofs(course.levels)
    if course.durability is Durability.RECENT:
        if judged.since and (as_of - judged.since).days > NO_LONGER_RECENT_DAYS:
            return f"; so since {since}, in {counted(len(held), 'mention')}, too few to say that it lasted", _proofs(held)
        return (f"; this is recent, since {since}" if since else "; this is recent"), _proofs(held)
    if course.durability is Durability.FLUCTUATING:
        return ", going back and forth on the way", _proofs(course.levels)
    day = day_in_words(course.levels[-1].date, as_of)
    they_read = "they no longer read" if is_plural(course.indicator) else "it no longer reads"
    return f"; in the latest note, of {day}, {they_read} {'worse' if worse else 'better'}", _proofs(course.levels)


def _held_of(levels: Sequence[Level], judged: LevelChange, as_of: date) -> str:
    """Says "five mentions since 29 June"; where it was not there in one of them, "four of five mentions since 29 June, not on 20 July"."""
    held = [level for level in levels if judged.holds(level)]
    gone = [level.date for level in levels if not judged.holds(level)]
    whole, since = counted(len(levels), "mention"), day_in_words(levels[0].date, as_of)
    if not gone or not held:
        return f"{whole} since {since}"
    return f"{count_in_words(len(held))} of {whole} since {since}, but not on {days_in_words(gone, as_of)}"


def _until_the_latest(course: IndicatorCourse, judged: LevelChange, latest: Level, held: Sequence[Level], as_of: date) -> str:
    """A change that had lasted and stands by the mean of the last notes, though the latest of them tells otherwise."""
    before = [level for level in held if level.date < latest.date]
    again = " again" if course.durability is Durability.REGAINED else ""
    day = day_in_words(latest.date, as_of)
    reads = "they read" if is_plural(course.indicator) else "it reads"
    other = "better" if course.change is Change.WORSENED else "worse"
    held_in = f", and the change held{again} in {_held_of(before, judged, as_of)}"
    return f"{held_in}; in the latest note, of {day}, {reads} {other} again"


def _unchanged(course: IndicatorCourse, judged: LevelChange, name: str, evidence: list[Proof], as_of: date) -> tuple[str, str, list[Proof]]:
    before, after = judged.baseline_levels, judged.current_levels
    start, now = named_levels(before), named_levels(after)
    if course.durability is Durability.LOST:
        lowest = min(course.levels, key=lambda level: level.level)
        eased = f"{word_of(lowest.level) if lowest.named else 'better'} on {day_in_words(lowest.date, as_of)}"
        lately = f"{now.words} in the last {now.notes}" if now.words else f"noted {noted_in(after, 'last')}"
        return f"{name} had eased ({eased}), but the gain is gone: {lately}.", "durability.lost", _proofs(course.levels)
    if course.durability is Durability.FLUCTUATING:
        levels = f"; {start.words} at the start, {now.words} lately" if start.words and now.words else ""
        return f"{name} eased and came back more than once in the notes{levels}.", "durability.fluctuating", _proofs(course.levels)
    if not start.words or not now.words:
        mention = "mentions" if len(before) == 1 else "mention"
        between = f"noted {noted_in(before, 'first')} that {mention} it and {noted_in(after, 'last')}"
    elif start.words == now.words:
        between = f"{now.words} at the start and in the last notes"
    else:
        difference = f"{start.words} in the first {start.notes}, {now.words} in the last"
        return f"{name}: {difference}, too little to call it a change.", UNCHANGED, evidence
    return f"{name}: no clear change in the notes, {between}.", UNCHANGED, evidence
