"""The one way in: the text of a note in, findings with their evidence out."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from fullarc.reading.amounts_of_mentions import amounts_of
from fullarc.reading.answers_by_place import as_it_ended, with_answers_by_place
from fullarc.reading.company import against_whom, in_claimed_company
from fullarc.reading.context import Mention, StatusReading, Surroundings
from fullarc.reading.falling_ratings import answers_by_rating
from fullarc.reading.finding import Finding
from fullarc.reading.homework_behind_labels import item_by_item, with_homework_behind_labels
from fullarc.reading.hospital_words import without_stays_for_the_body
from fullarc.reading.lexicon import groups
from fullarc.reading.listed_once import listed_once
from fullarc.reading.matching import NoteWords
from fullarc.reading.measures_in_text import scores_in
from fullarc.reading.mentions import mentions_in
from fullarc.reading.named_for_the_work import without_names_for_the_work
from fullarc.reading.one_observation import one_finding_each
from fullarc.reading.other_fields import in_their_field
from fullarc.reading.other_senses import by_their_sense
from fullarc.reading.outcome import Outcomes
from fullarc.reading.own_lexicon import OwnLexicon
from fullarc.reading.passages import Sentence, sentences
from fullarc.reading.plain_text import PlainText
from fullarc.reading.quoted_answers import quoted_answers
from fullarc.reading.responses import with_interventions
from fullarc.reading.rule_book import rule_book
from fullarc.reading.rules_version import RULES_VERSION
from fullarc.reading.said_twice import told_once
from fullarc.reading.sentence_memory import memory
from fullarc.reading.tasks_by_place import tasks_by_place, without_errands
from fullarc.reading.told_elsewhere import without_echoes
from fullarc.reading.told_in_more_words import told_in_more_words
from fullarc.reading.whose_work import by_the_clinician

SHORTEST_REPEATED_SENTENCE = 25

__all__ = ["RULES_VERSION", "StatusReading", "read", "status_of"]


def read(text: str, *, earlier: Sequence[str] = (), lexicon: OwnLexicon | None = None) -> list[Finding]:
    """The findings of a note in the order in which they stand. `earlier`: former notes of the same client, so that a sentence that was
    carried forward word by word is marked as such. `lexicon`: phrases of one's own beside the shipped ones. Any text is accepted; a text
    without known words has no findings."""
    own = lexicon.book if lexicon else None
    plain = PlainText.of(text)
    parts = sentences(plain)
    starts = [part.plain_start for part in parts]
    words = NoteWords(plain, parts)
    lines = memory(own).lines_of(words, parts)
    surroundings = Surroundings(plain, parts, words, lines)
    repeated = _repeated(text, parts, earlier)
    names = [part.start + place for part, line in zip(parts, lines, strict=True) for place in line.names]
    scores = scores_in(plain, names, parts, surroundings, repeated) if names else []
    seen = mentions_in(lines, plain, parts, starts)
    amounts = amounts_of(seen, scores, plain, parts, lines)
    outcomes = Outcomes(plain, parts, lines, surroundings, repeated)
    found = [outcomes.finding(each, amounts.get(number)) for number, each in enumerate(seen)]
    found += scores
    found = in_claimed_company(found, [part.start for part in parts], rule_book().needy | own.needy if own else rule_book().needy, _risk())
    found = by_their_sense(text, without_stays_for_the_body(text, against_whom(found)))
    found = told_once(text, found, _risk())
    found = as_it_ended(text, found)
    found = item_by_item([*found, *tasks_by_place(found, text, parts, repeated)], text)
    found = with_homework_behind_labels(found, text, parts, repeated)
    found = without_errands(found, text)
    found = with_answers_by_place(found, text, parts, lines, repeated)
    found += quoted_answers(text, found, parts, repeated)
    found += answers_by_rating(found, text, parts, repeated)
    found.sort(key=lambda finding: (finding.evidence.start, finding.evidence.end, finding.indicator))
    found = told_in_more_words(one_finding_each(by_the_clinician(text, found)))
    found = listed_once(text, without_names_for_the_work(text, found))
    return with_interventions(without_echoes(text, in_their_field(text, found)), parts)


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
