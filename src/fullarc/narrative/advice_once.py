"""Advice is given once: three times "it is worth talking about when you next meet" nags, and nobody hears it any more."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fullarc.narrative.client_sentence import ClientSentence
from fullarc.narrative.client_words import client_words


def advice_once(sentences: Sequence[ClientSentence], language: str) -> tuple[ClientSentence, ...]:
    """The sentences in the order in which they are read, each without the advice that one before it has given."""
    texts = texts_with_advice_once([one.text for one in sentences], language)
    return tuple(replace(one, text=text) for one, text in zip(sentences, texts, strict=True))


def texts_with_advice_once(texts: Sequence[str], language: str) -> list[str]:
    """The same for texts in the order in which they are read. What is no advice, such as "this is new", stays with each."""
    return list(_heard_out(texts, client_words(language).table["said_once"]))


def _heard_out(texts: Sequence[str], advice: Sequence[str]) -> Iterator[str]:
    given: set[str] = set()
    for text in texts:
        found = [one for one in advice if text.endswith(one) or f"{one} " in text]
        for one in found:
            if one in given:
                text = " ".join(text.replace(one, "").split())
        given.update(found)
        yield text
