"""The one way in: the text of a note in, findings with their evidence out."""

from bisect import bisect_right
from collections.abc import Sequence

from fullarc.reading.amounts.amounts_of_kinds import with_amount_of_its_kind
from fullarc.reading.context.surroundings import Mention, StatusReading, Surroundings
from fullarc.reading.finding import Finding
from fullarc.reading.forms.marks_of_forms import in_plain_marks, in_the_words_of_the_note
from fullarc.reading.last_steps import LAST_STEPS, NoteRead
from fullarc.reading.learned import is_asked, tag
from fullarc.reading.learned.mentions import is_of_a_session, learned_mentions, left_over
from fullarc.reading.learned.status import in_learned_status
from fullarc.reading.mentions.amounts_of_mentions import amounts_of
from fullarc.reading.mentions.outcome import Outcomes
from fullarc.reading.mentions.seen import mentions_in
from fullarc.reading.mentions.sentence_memory import memory
from fullarc.reading.own_lexicon import OwnLexicon
from fullarc.reading.phrases.matching import NoteWords
from fullarc.reading.phrases.rule_book import rule_book
from fullarc.reading.rules_version import RULES_VERSION
from fullarc.reading.scores.bare_ratings import bare_ratings_in
from fullarc.reading.scores.measures_in_text import scores_in
from fullarc.reading.text.passages import Sentence, sentences
from fullarc.reading.text.plain_text import PlainText

SHORTEST_REPEATED_SENTENCE = 25

__all__ = ["RULES_VERSION", "StatusReading", "read", "status_of"]


def read(text: str, *, earlier: Sequence[str] = (), lexicon: OwnLexicon | None = None, learned: bool | None = None) -> list[Finding]:
    """The findings of a note in the order in which they stand. `earlier`: former notes of the same client, so that a sentence that was
    carried forward word by word is marked as such. `lexicon`: phrases of one's own beside the shipped ones. `learned`: whether the tagger
    that learned from annotated notes is asked beside the rules; None: as the machine is set up. Any text is accepted; a text without
    known words has no findings. Refused (TypeError): what is no text."""
    if not isinstance(text, str):
        raise TypeError(f"found a note of the kind {type(text).__name__}, expected its text (str)")
    note, found = first_look(text, earlier, lexicon, learned=learned)
    for step in LAST_STEPS:
        found = step.take(note, found)
    return in_the_words_of_the_note(text, found)


def first_look(
    text: str, earlier: Sequence[str] = (), lexicon: OwnLexicon | None = None, *, learned: bool | None = None
) -> tuple[NoteRead, list[Finding]]:
    """The note and all that the rules and the tagger find in it, each with its status and amount, before the last steps (last_steps.py)."""
    own = lexicon.book if lexicon else None
    text = in_plain_marks(text)
    plain = PlainText.of(text)
    parts = sentences(plain)
    starts = [part.plain_start for part in parts]
    words = NoteWords(plain, parts)
    lines = memory(own).lines_of(words, parts)
    surroundings = Surroundings(plain, parts, words, lines)
    repeated = _repeated(text, parts, earlier)
    names = [part.start + place for part, line in zip(parts, lines, strict=True) for place in line.names]
    scores = scores_in(plain, names, parts, surroundings, repeated) if names else []
    scores = scores + bare_ratings_in(text, parts, scores, repeated)
    seen = mentions_in(lines, plain, parts, starts)
    amounts = amounts_of(seen, scores, plain, parts, lines)
    outcomes = Outcomes(plain, parts, lines, surroundings, repeated)
    found = [with_amount_of_its_kind(text, outcomes.finding(each, amounts.get(number))) for number, each in enumerate(seen)]
    taught = list[Finding]()
    asked = is_asked() if learned is None else learned
    if (tagged := tag(text) if asked and is_of_a_session(text) else None) is not None:
        learned_ones = learned_mentions(tagged, plain, parts)
        amounts = left_over(amounts, amounts_of(seen + learned_ones, scores, plain, parts, lines))
        told = (
            in_learned_status(tagged, text, outcomes.finding(each, amounts.get(len(seen) + number)))
            for number, each in enumerate(learned_ones)
        )
        taught = [finding for finding in told if finding is not None]
    needy = rule_book().needy | own.needy if own else rule_book().needy
    return NoteRead(text, parts, lines, repeated, needy, own.ids if own else frozenset(), tagged, taught), found + scores


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
