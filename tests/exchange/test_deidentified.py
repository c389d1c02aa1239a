"""What points to a person is taken out of a text; what the text says about the work stays."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullarc.exchange.deidentification.days_in_text import moved_by, week_of_care, weeks_of_care
from fullarc.exchange.deidentification.deidentified import Deidentifier, Removed, deidentifier
from fullarc.exchange.deidentification.known_names import Known, folded

BEGAN = date(2026, 1, 14)
KNOWN = {
    Known.CLIENT: ["Nora Vandermeer", "Nori"],
    Known.FAMILY: ["Will Vandermeer", "Åsa Öström"],
    Known.STAFF: ["Dr. Anders Lindqvist"],
    Known.PLACE: ["Hollowbrook", "St. Brannock's Hospital"],
    Known.EMPLOYER: ["Quillfeather Logistics Ltd"],
    Known.ADDRESS: ["14 Tamarisk Lane, Hollowbrook"],
    Known.CONTACT: ["nora.v@example.org", "+46 70 555 01 99"],
    Known.NUMBER: ["C-0417"],
}
SCRUBBER = deidentifier(KNOWN, weeks_of_care(BEGAN))


def scrubbed(text: str, scrubber: Deidentifier = SCRUBBER) -> str:
    return scrubber.scrub(text, written=date(2026, 4, 1)).text


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Nora said that NORA'S mother came.", "[client] said that [client] mother came."),
        ("nora vandermeer, N. Vandermeer and Nora V. slept well.", "[client], [client] and [client] slept well."),
        ("Vandermeer, Nora: seen today.", "[client]: seen today."),
        ("N.V. came late; N.'s sister waited.", "[client] came late; [client] sister waited."),
        ("Noras Bruder, the Vandermeers' house", "[client] Bruder, the [client] house"),
        ("Asa Ostrom and Åsa\u00a0Öström phoned.", "[relative] and [relative] phoned."),
        ("No\u00adra and No\u200bra wept.", "[client] and [client] wept."),
        ("Talked with Anders Lindqvist (Lindqvist's idea).", "Talked with [clinician] ([clinician] idea)."),
        ("Works for Quillfeather in Hollowbrook.", "Works for [employer] in [place]."),
        ("Record C-0417, C 0417.", "Record [number], [number]."),
        ("Write to noravandermeer92 on the forum.", "Write to [client] on the forum."),
    ],
)  # fmt: skip
def test_a_known_name_goes_however_it_is_written(written: str, left: str) -> None:
    assert scrubbed(written) == left


def test_a_name_that_is_also_a_word_goes_only_with_a_capital() -> None:
    assert scrubbed("Will phoned. She will call him.") == "[relative] phoned. She will call him."


def test_initials_that_mean_something_else_in_a_note_go_only_with_full_stops() -> None:
    scrubber = deidentifier({Known.CLIENT: ["Sam Ingle"]}, weeks_of_care(BEGAN))
    assert scrubbed("Denies SI. S.I. smiled.", scrubber) == "Denies SI. [client] smiled."


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Seen on 14 January 2026.", "Seen on week 1 of care."),
        ("2026-01-21 and 21/01/26, January 21st, 2026", "week 2 of care and week 2 of care, week 2 of care"),
        ("Her grandmother died on 22 March.", "Her grandmother died on week 10 of care."),
        ("since 1 December 2025", "since 7 weeks before care"),
        ("born 3 May 1988", "born [date]"),
        ("worse in February, better since April 2026", "worse in [month], better since [month]"),
        ("next appt 4/22", "next appt week 15 of care"),
        ("on 03/04/2026", "on [date]"),
        ("noted on 9, 16 and 23 February", "noted on [date] and week 6 of care"),
        ("the rent is due on the 14th", "the rent is due on the [date]"),
    ],
)
def test_a_day_is_told_as_the_week_of_care(written: str, left: str) -> None:
    assert scrubbed(written) == left


@pytest.mark.parametrize(
    "kept",
    [
        "PHQ-9 18, 15, 12, 10; GAD-7: 16 11 9 8. SUD 7/10, mood 3/10 on most days.",
        "F41.1, F33.1 and Z63.0; WHOQOL-100; DASS-21; ICD-10; C-SSRS level 2.",
        "Slept 5 hours, panic 4x/week, 50 minutes, 10:00-10:50, 9.30-10.20, since 2019.",
        "She may go out and may march on; the 3rd session, on the 12th attempt.",
        "He is 34 years old and took 50 mg. 96 % of days; 92 of 100.",
    ],
)
def test_what_the_work_needs_is_left(kept: str) -> None:
    assert scrubbed(kept) == kept


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Her 92-year-old aunt, aged 94, turned 95", "Her 90 or older-year-old aunt, aged 90 or older, turned 90 or older"),
        ("father is ninety-three years old; mother 89 years old", "father is 90 or older years old; mother 89 years old"),
        ("born in 1931, his son born in 1961", "born in [year], his son born in 1961"),
    ],
)
def test_an_age_above_89_is_not_told(written: str, left: str) -> None:
    assert scrubbed(written) == left


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("call 555-0199 or (212) 555-0143 or +44 20 7946 0958", "call [phone] or [phone] or [phone]"),
        ("mail a.person@mail.example.com, see https://example.org/x?y=1", "mail [e-mail], see [web address]"),
        ("lives at 221 Baker Street, Apt 4", "lives at [address]"),
        ("MRN 00123-77, SSN 078-05-1120, account 12345678", "MRN [number], SSN [number], account [number]"),
        ("postcode SW1A 1AA; Portland, OR 97201", "[address]; Portland, [address]"),
    ],
)
def test_numbers_and_addresses_go_by_their_shape(written: str, left: str) -> None:
    assert scrubbed(written) == left


def test_what_was_removed_is_counted_and_never_named() -> None:
    found = SCRUBBER.scrub("Nora rang on 14 January 2026 from 555-0199; Nora wept.")
    assert found.removed.counts == {"name": 2, "date": 1, "contact": 1}
    assert found.removed.in_words() == "2 names, 1 date and 1 contact"
    assert (found.removed + found.removed).total == 8
    assert Removed().in_words() == "nothing"


def test_days_may_be_moved_instead_of_counted() -> None:
    scrubber = deidentifier(KNOWN, moved_by(-30))
    assert scrubbed("Seen 14 April 2026; 3 May.", scrubber) == "Seen 2026-03-15; 2026-04-03."
    assert scrubber.day(date(2026, 4, 14)) == "2026-03-15"


def test_a_text_without_anything_to_remove_is_left_as_it_is() -> None:
    assert SCRUBBER.scrub("").text == ""
    assert scrubbed("Slept better.\n\n  Less worry.") == "Slept better.\n\n  Less worry."


SYLLABLES = st.sampled_from(["zor", "vek", "mal", "tiq", "bru", "xan", "lof", "dre", "wyn", "gax", "pul", "hov"])
STRANGE = st.builds("".join, st.lists(SYLLABLES, min_size=3, max_size=4))
FILLERS = st.sampled_from(
    [
        "slept better",
        "denies SI",
        "PHQ-9 was 14",
        "SUD 7/10",
        "worked on avoidance with",
        "and",
        "the mother of",
        "went to",
        "Plan: call",
        "(",
    ]
)
SHAPES = st.sampled_from(
    [
        str,
        str.upper,
        str.lower,
        str.title,
        lambda w: w + "'s",
        lambda w: w + "s",
        lambda w: w + "’s",
        lambda w: f"({w})",
        lambda w: f"“{w}”,",
    ]
)
DAYS = st.dates(BEGAN - timedelta(days=300), BEGAN + timedelta(days=3000))
DAY_SHAPES = st.sampled_from(
    [
        "{0:%Y-%m-%d}",
        "{0.day} {0:%B %Y}",
        "{0:%B} {0.day}, {0.year}",
        "{0:%d/%m/%Y}",
        "{0.month}/{0.day}/{0.year}",
        "{0.day}. {0:%b} {0.year}",
    ]
)
PHONES = st.builds("+{}{} {} {}".format, st.integers(1, 9), st.integers(1, 9), st.integers(100, 999), st.integers(1000, 9999))


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(st.tuples(STRANGE, STRANGE), min_size=3, max_size=3, unique=True),
    places=st.lists(STRANGE, min_size=2, max_size=2, unique=True),
    fillers=st.lists(FILLERS, min_size=9, max_size=9),
    shapes=st.lists(SHAPES, min_size=8, max_size=8),
    days=st.lists(st.tuples(DAYS, DAY_SHAPES), min_size=3, max_size=3),
    phone=PHONES,
)
def test_no_planted_name_place_day_or_number_is_left(people, places, fillers, shapes, days, phone) -> None:  # type: ignore[no-untyped-def]
    known = {
        Known.CLIENT: [" ".join(people[0]).title()],
        Known.FAMILY: [" ".join(people[1]).title()],
        Known.STAFF: [" ".join(people[2]).title()],
        Known.PLACE: [places[0].title()],
        Known.EMPLOYER: [f"{places[1].title()} Ltd"],
    }
    words = [people[0][0], " ".join(people[0]), people[1][1], people[2][0], " ".join(people[2]), *places, people[1][0]]
    planted = [shape(word) for shape, word in zip(shapes, words, strict=True)] + [shape.format(day) for day, shape in days] + [phone]
    text = ". ".join(f"{fillers[i % len(fillers)]} {piece}" for i, piece in enumerate(planted))
    left = deidentifier(known, weeks_of_care(BEGAN)).scrub(text).text
    told = folded(left).text.lower()
    canaries = {part for person in people for part in person} | set(places)
    assert not [canary for canary in canaries if canary in told]
    assert not [shape.format(day) for day, shape in days if shape.format(day).lower() in left.lower()]
    assert phone not in left
    assert left.count("PHQ-9 was 14,") == text.count("PHQ-9 was 14,")


def test_a_day_far_from_care_gets_no_number_of_weeks() -> None:
    assert week_of_care(date(1988, 5, 3), BEGAN) == "[date]"
    assert week_of_care(BEGAN - timedelta(days=1), BEGAN) == "1 week before care"
