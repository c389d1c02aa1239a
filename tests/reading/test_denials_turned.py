"""Words that deny by themselves, and a denial before them: when the two make the opposite."""

from fullarc.reading.context.surroundings import Mention, StatusReading, Surroundings
from fullarc.reading.finding import Status
from fullarc.reading.text.passages import sentences
from fullarc.reading.text.plain_text import PlainText


def status(text: str, words: str, group: str = "symptoms") -> StatusReading:
    plain = PlainText.of(text)
    start = plain.plain.index(words)
    mention = Mention(start, start + len(words), group=group, says=Status.DENIED)
    return Surroundings(plain, sentences(plain)).status(mention, 0)


def test_a_denied_wellness_is_present_and_names_the_cue_that_turned_it() -> None:
    reading = status("Denies sleeping well.", "sleeping well")
    assert reading.status is Status.PRESENT
    assert reading.rule.endswith("(turned)")


def test_a_second_denial_denies_again() -> None:
    assert status("Denies suicidal thoughts and denies drinking.", "denies drinking").status is Status.DENIED


def test_words_of_risk_are_never_turned_into_a_danger() -> None:
    assert status("Denies no plan.", "no plan", group="risk").status is Status.DENIED


def test_a_wellness_behind_a_comma_stays_well() -> None:
    assert status("Denies panic, sleeping well.", "sleeping well").status is Status.DENIED
