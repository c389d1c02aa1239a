"""Which amount belongs to which mention of a note, worked out once for each sentence that is remembered."""

from collections.abc import Sequence

from fullarc.reading.amounts.quantities import LONGEST_COUNT, Amount, amounts_in, holds_number, shared_out
from fullarc.reading.context.line import Line
from fullarc.reading.finding import Finding
from fullarc.reading.mentions.seen import Seen
from fullarc.reading.mentions.sentence_memory import digest
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import PlainText

COUNTED_GROUPS = frozenset({"symptoms", "risk", "functioning", "strengths"})
COUNTED_EVENTS = frozenset({"missed_session", "disciplinary_action"})
SIGNS_BEFORE, SIGNS_BEHIND = 24, 64  # no pattern of amounts looks farther out of a sentence
_ENDS = frozenset(".!?;")

_Span = tuple[int, int]


def amounts_of(
    seen: Sequence[Seen], scores: Sequence[Finding], plain: PlainText, parts: Sequence[Sentence], lines: Sequence[Line]
) -> dict[int, Amount]:
    """The amounts by the number of the mention in `seen`. Numbers that belong to a score are no amounts."""
    counted: dict[int, dict[int, _Span]] = {}
    held: dict[int, bool] = {}
    for index, each in enumerate(seen):
        if each.rule.group in COUNTED_GROUPS or each.rule.indicator in COUNTED_EVENTS:
            number = each.number
            if number not in held:
                held[number] = _may_hold_an_amount(plain, parts[number], lines[number])
            if held[number]:
                counted.setdefault(number, {})[index] = plain.span(each.start, each.end)
    found: dict[int, Amount] = {}
    for number, spans in counted.items():
        part = parts[number]
        of_scores = [(score.evidence.start, score.evidence.end) for score in scores if score.sentence[0] == part.start]
        owned = _remembered(plain.original, part, lines[number], tuple(spans.values()), of_scores)
        found |= {index: owned[span] for index, span in spans.items() if span in owned}
    return found


def _may_hold_an_amount(plain: PlainText, part: Sentence, line: Line) -> bool:
    """Whether a number stands in a sentence or shortly before it."""
    begin = part.plain_start
    if line.holds_number is None:
        line.holds_number = holds_number(plain, begin, part.plain_end)
    return line.holds_number or holds_number(plain, max(begin - LONGEST_COUNT, 0), begin)


def _remembered(text: str, part: Sentence, line: Line, spans: Sequence[_Span], of_scores: Sequence[_Span]) -> dict[_Span, Amount]:
    """The amounts of a sentence by the place of their mention. The key holds what they can depend on beside the sentence itself: where the
    mentions and scores stand, and the words around the sentence as far as patterns reach."""
    zero = part.start
    places = [(start - zero, end - zero) for start, end in (*spans, *of_scores)]
    key = digest(f"{len(spans)}{places}\0{_before(text, part)}\0{_behind(text, part)}")
    known = line.amounts.get(key)
    if known is None:
        owned = shared_out(spans, _apart_from(of_scores, amounts_in(text, part)), text)
        line.amounts[key] = {(start - zero, end - zero): amount.moved(-zero) for (start, end), amount in owned.items()}
        return owned
    return {(start + zero, end + zero): amount.moved(zero) for (start, end), amount in known.items()}


def _apart_from(places: Sequence[_Span], amounts: Sequence[Amount]) -> list[Amount]:
    return [amount for amount in amounts if all(amount.end <= start or amount.start >= end for start, end in places)]


def _before(text: str, part: Sentence) -> str:
    """The words right before a sentence, where a number among them could count what the sentence names: not behind a full stop."""
    before = text[max(part.start - SIGNS_BEFORE, 0) : part.start]
    return "" if before[-1:].isspace() and before.rstrip()[-1:] in _ENDS else before


def _behind(text: str, part: Sentence) -> str:
    """The words behind a sentence, of its line at least, where they could say what an amount was before."""
    behind = text[part.end : part.end + SIGNS_BEHIND]
    return behind.partition("\n")[0] if text[part.end - 1] in _ENDS else behind
