"""What the context makes of a mention: its status, its direction and its severity, worked out once for each sentence that is remembered."""

import re
from collections.abc import Sequence

from fullarc.reading.amounts.quantities import Amount
from fullarc.reading.context.at_odds import HAPPENED_ONCE, as_it_stands, when_it_was
from fullarc.reading.context.change_words import how_it_changed
from fullarc.reading.context.line import Line, Outcome
from fullarc.reading.context.surroundings import Mention, Surroundings
from fullarc.reading.finding import Evidence, Finding, Status
from fullarc.reading.mentions.amounts_of_mentions import COUNTED_GROUPS
from fullarc.reading.mentions.seen import Seen
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import PlainText

_NONE_COUNTED = re.compile(r"\s?[:=]?\s?x?\s?0(?:\s?/\s?\d+)?(?![\d.—])(?!\s?(?:\d|→|⇒|>))")


class Outcomes:
    """The findings of a note, one for each mention."""

    def __init__(
        self, plain: PlainText, parts: Sequence[Sentence], lines: Sequence[Line], surroundings: Surroundings, repeated: frozenset[int]
    ) -> None:
        self._plain, self._parts, self._lines, self._surroundings, self._repeated = plain, parts, lines, surroundings, repeated

    def finding(self, seen: Seen, amount: Amount | None) -> Finding:
        """The mention with what is said of it."""
        rule, part = seen.rule, self._parts[seen.number]
        outcome = self._outcome(seen, amount)
        zero, original = part.start, self._plain.original
        start, end = zero + outcome.start, zero + outcome.end
        return Finding(
            rule.indicator,
            Evidence(start, end, original[start:end]),
            (zero, part.end),
            part.heading.section,
            outcome.status,
            rule.id,
            outcome.direction,
            outcome.severity,
            amount.value if amount else None,
            (amount.unit or None) if amount else None,
            amount.previous if amount else None,
            carried_forward=seen.number in self._repeated,
            cues=tuple([(kind, original[zero + left : zero + right]) for kind, left, right in outcome.cues]),
        )

    def _outcome(self, seen: Seen, amount: Amount | None) -> Outcome:
        part, line = self._parts[seen.number], self._lines[seen.number]
        zero = part.plain_start
        key: tuple[object, ...] = (seen.start - zero, seen.end - zero, seen.rule, seen.denied_within)
        if amount is not None:
            key = (*key, amount.value, amount.unit, amount.previous, amount.start - part.start)
        asked = line.asks_for_client  # else it may turn out when the cues are sought
        if asked:
            key = (*key, self._surroundings.client)
        known = line.outcomes.get(key)
        if known is not None:
            return known
        outcome, lasting = self._worked_out(seen, part, amount)
        if lasting and seen.end <= part.plain_end:
            line.outcomes[(*key, self._surroundings.client) if line.asks_for_client and not asked else key] = outcome
        return outcome

    def _worked_out(self, seen: Seen, part: Sentence, amount: Amount | None) -> tuple[Outcome, bool]:
        """The outcome, and whether it is the same wherever the sentence stands: an answer may stand in the next one."""
        plain, rule = self._plain, seen.rule
        says = Status.DENIED if seen.denied_within and rule.says is Status.PRESENT else rule.says
        mention = Mention(seen.start, seen.end, rule.indicator, rule.group, says)
        reading = self._surroundings.status(mention, seen.number)
        begin, stop = plain.span(seen.start, seen.end)
        status = as_it_stands(rule.indicator, reading.status, plain.plain, seen.start, seen.end, part.plain_end)
        if rule.indicator in HAPPENED_ONCE:
            status = when_it_was(rule.indicator, status, plain.plain[part.plain_start : part.plain_end])
        if status is Status.PRESENT and rule.group in COUNTED_GROUPS and _is_none(plain, part, seen, amount, begin):
            status = Status.DENIED
        change = how_it_changed(self._surroundings, mention, seen.number, rule, status, amount)
        zero = part.start
        cues = tuple((kind, left - zero, right - zero) for (kind, _), (left, right) in zip(reading.cues, reading.places, strict=True))
        return Outcome(begin - zero, stop - zero, status, change.direction, change.severity, cues), not reading.answer


def _is_none(plain: PlainText, part: Sentence, seen: Seen, amount: Amount | None, begin: int) -> bool:
    """Whether the count of what is mentioned is zero."""
    if _NONE_COUNTED.match(plain.plain, seen.end, part.plain_end):
        return True
    return amount is not None and amount.value == 0 and amount.start != begin
