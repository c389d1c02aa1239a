"""The assessment told to the client: plain words, second person, gains without exaggeration, each sentence with its proof.

Nothing is told of risk, diagnoses, disagreements between scores and notes, signals, or what the clinician thinks of the client.
"""

from collections.abc import Iterator
from datetime import date
from textwrap import fill

from fullarc.course.assessment import CourseAssessment
from fullarc.narrative.advice_once import advice_once
from fullarc.narrative.client_deeds import deed_sentences
from fullarc.narrative.client_goals import goal_sentences
from fullarc.narrative.client_notes import note_sentences
from fullarc.narrative.client_scores import score_sentences
from fullarc.narrative.client_sentence import ClientSentence, ClientStory, Part, in_order
from fullarc.narrative.client_words import ClientWords, client_words

WIDTH = 80


def story_for_client(assessment: CourseAssessment, language: str = "en") -> ClientStory:
    """What a client reads of their own course, in "en" or "es". A course with nothing recorded gives a story without sentences."""
    words = client_words(language)
    told = [
        *score_sentences(assessment, words),
        *note_sentences(assessment, words),
        *goal_sentences(assessment, words),
        *deed_sentences(assessment, words),
    ]
    return ClientStory(language, in_order(told))


def story_as_text(story: ClientStory) -> str:
    """The story as plain text, part by part."""
    words = client_words(story.language)
    return "\n".join(_lines(story, words))


def rests_on(sentence: ClientSentence, language: str) -> tuple[str, ...]:
    """What a sentence rests on, by kind with its days: never a word of a note. "Check-ins: 6, from 5 January to 5 June"."""
    words = client_words(language)
    by_kind: dict[str, list[date]] = {}
    for proof in sentence.evidence:
        by_kind.setdefault(proof.kind.value, []).append(proof.date)
    told = []
    for kind, found in by_kind.items():
        days = sorted(set(found))
        given = {"kind": words.say("kinds", kind), "n": len(days), "first": words.day(days[0]), "last": words.day(days[-1])}
        told.append(words.say("kinds", "many" if len(days) > 1 else "one", **given))
    return tuple(told)


def own_wording(story: ClientStory) -> str:
    """The sentences and what they rest on in one running text, as their readability is counted."""
    return " ".join(f"{sentence.text} {sentence.support}".strip() for sentence in story.sentences)


def _lines(story: ClientStory, words: ClientWords) -> Iterator[str]:
    sentences = advice_once(story.sentences, story.language)
    for part in Part:
        if told := [one for one in sentences if one.part is part]:
            yield words.say("parts", part)
            for sentence in told:
                yield from _of_sentence(sentence)
            yield ""


def _of_sentence(sentence: ClientSentence) -> Iterator[str]:
    if sentence.quote:
        yield f"  “{sentence.quote}”"
    yield fill(sentence.text, WIDTH, initial_indent="  ", subsequent_indent="  ")
    if sentence.support:
        yield fill(sentence.support, WIDTH, initial_indent="    ", subsequent_indent="    ")
