"""The one way in: the text of a note in, findings with their evidence out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from fullarc.reading.answers_by_place import answers_by_place, as_it_ended
from fullarc.reading.at_odds import as_it_stands, when_it_was
from fullarc.reading.change_words import how_it_changed
from fullarc.reading.company import in_claimed_company
from fullarc.reading.context import Mention, StatusReading, Surroundings
from fullarc.reading.finding import Evidence, Finding, Status
from fullarc.reading.lexicon import groups
from fullarc.reading.listed_once import listed_once
from fullarc.reading.matching import TokenText
from fullarc.reading.measures_in_text import scores_in
from fullarc.reading.mentions import Seen, mentions_in
from fullarc.reading.named_for_the_work import without_names_for_the_work
from fullarc.reading.one_observation import one_finding_each
from fullarc.reading.own_lexicon import OwnLexicon
from fullarc.reading.passages import Sentence, sentences
from fullarc.reading.plain_text import PlainText
from fullarc.reading.quantities import Amount, amounts_in, may_hold_an_amount, shared_out
from fullarc.reading.quoted_answers import quoted_answers
from fullarc.reading.responses import with_interventions
from fullarc.reading.rule_book import rule_book
from fullarc.reading.rules_version import RULES_VERSION
from fullarc.reading.said_twice import told_once
from fullarc.reading.told_elsewhere import without_echoes

_NONE_COUNTED = re.compile(r"\s?[:=]?\s?x?\s?0(?:\s?/\s?\d+)?(?![\d.—])(?!\s?\d)")
SHORTEST_REPEATED_SENTENCE = 25
COUNTED_GROUPS = frozenset({"symptoms", "risk", "functioning", "strengths"})

__all__ = ["RULES_VERSION", "StatusReading", "read", "status_of"]


def read(text: str, *, earlier: Sequence[str] = (), lexicon: OwnLexicon | None = None) -> list[Finding]:
    """The findings of a note in the order in which they stand. `earlier`: former notes of the same client, so that a sentence that was
    carried forward word by word is marked as such. `lexicon`: phrases of one's own beside the shipped ones. Any text is accepted; a text
    without known words has no findings."""
    own = lexicon.book if lexicon else None
    plain = PlainText.of(text)
    parts = sentences(plain)
    starts = [part.plain_start for part in parts]
    tokens = TokenText.of(plain)
    surroundings = Surroundings(plain, parts, tokens)
    repeated = _repeated(text, parts, earlier)
    scores = scores_in(tokens, parts, surroundings, repeated)
    seen = mentions_in(tokens, parts, starts, own)
    amounts = _amounts(plain, parts, seen, scores)
    found = [_finding(plain, parts, surroundings, amounts, each, repeated) for each in seen]
    found += scores
    found = in_claimed_company(found, [part.start for part in parts], rule_book().needy | own.needy if own else rule_book().needy, _risk())
    found = told_once(text, found, _risk())
    found = as_it_ended(text, found)
    found += quoted_answers(text, found, parts, repeated)
    found += answers_by_place(found, text, parts, repeated)
    found.sort(key=lambda finding: (finding.evidence.start, finding.evidence.end, finding.indicator))
    found = listed_once(text, without_names_for_the_work(text, one_finding_each(found)))
    return with_interventions(without_echoes(text, found), parts)


def status_of(text: str, start: int, end: int) -> StatusReading:
    """What the context says about the words at text[start:end], taken as a symptom. Refused: a place that is not in the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"found the place {start} to {end}, expected a stretch within the {len(text)} signs of the text")
    plain = PlainText.of(text)
    parts = sentences(plain)
    if not parts:
        raise ValueError("found a text of blanks only, expected words at the place asked for")
    place = plain.plain_place(start)
    number = max(bisect_right([part.plain_start for part in parts], place) - 1, 0)
    return Surroundings(plain, parts).status(Mention(place, plain.plain_place(end), group="symptoms"), number)


@cache
def _risk() -> frozenset[str]:
    return frozenset(indicator for indicator, group in groups().items() if group.name == "risk")


def _amounts(plain: PlainText, parts: list[Sentence], seen: list[Seen], scores: list[Finding]) -> dict[tuple[int, int], Amount]:
    """The amount of each mention, by the mention's place in the note. Numbers that belong to a score are no amounts."""
    mentions: dict[int, list[tuple[int, int]]] = {}
    counted = [each for each in seen if each.rule.group in COUNTED_GROUPS]
    with_amounts = {number for number in {each.number for each in counted} if may_hold_an_amount(plain, parts[number])}
    for each in counted:
        if each.number in with_amounts:
            mentions.setdefault(each.number, []).append(plain.span(each.start, each.end))
    taken: dict[int, list[Finding]] = {}
    for score in scores:
        taken.setdefault(score.sentence[0], []).append(score)
    amounts = {}
    for number in mentions:
        part = parts[number]
        of_scores = [score.evidence for score in taken.get(part.start, ())]
        amounts[number] = [
            amount
            for amount in amounts_in(plain.original, part)
            if all(amount.end <= score.start or amount.start >= score.end for score in of_scores)
        ]
    return shared_out(mentions, amounts, plain.original)


def _finding(
    plain: PlainText,
    parts: list[Sentence],
    surroundings: Surroundings,
    amounts: dict[tuple[int, int], Amount],
    seen: Seen,
    repeated: frozenset[int],
) -> Finding:
    rule = seen.rule
    says = Status.DENIED if seen.denied_within and rule.says is Status.PRESENT else rule.says
    mention = Mention(seen.start, seen.end, rule.indicator, rule.group, says)
    reading = surroundings.status(mention, seen.number)
    begin, stop = plain.span(seen.start, seen.end)
    amount = amounts.get((begin, stop)) if rule.group in COUNTED_GROUPS else None
    status = as_it_stands(rule.indicator, reading.status, plain.plain[seen.start : seen.end])
    status = when_it_was(rule.indicator, status, plain.plain[parts[seen.number].plain_start : parts[seen.number].plain_end])
    none_counted = _NONE_COUNTED.match(plain.plain, seen.end) or (amount is not None and amount.value == 0 and amount.start != begin)
    if none_counted and status is Status.PRESENT and rule.group in COUNTED_GROUPS:
        status = Status.DENIED
    change = how_it_changed(surroundings, mention, seen.number, rule, status, amount)
    return Finding(
        indicator=rule.indicator,
        evidence=Evidence(begin, stop, plain.original[begin:stop]),
        sentence=(parts[seen.number].start, parts[seen.number].end),
        section=parts[seen.number].section,
        status=status,
        rule=rule.id,
        direction=change.direction,
        severity=change.severity,
        value=amount.value if amount else None,
        unit=(amount.unit or None) if amount else None,
        previous_value=amount.previous if amount else None,
        carried_forward=seen.number in repeated,
        cues=reading.cues,
    )


def _repeated(text: str, parts: list[Sentence], earlier: Sequence[str]) -> frozenset[int]:
    """Sentences that stand word by word in an earlier note; short ones ("Denies SI.") are said anew each time."""
    if not earlier:
        return frozenset()
    former = {" ".join(note[part.start : part.end].split()) for note in earlier for part in sentences(PlainText.of(note))}
    return frozenset(
        number
        for number, part in enumerate(parts)
        if part.end - part.start >= SHORTEST_REPEATED_SENTENCE and " ".join(text[part.start : part.end].split()) in former
    )
