"""What the head of a note says of its session, in the shorthand of therapists; what is no head says nothing."""

import pytest

from fullarc.exchange.incoming.session_heads import HowHeld, SessionHead, head_of
from fullarc.web.clients.models import Session

IN_PERSON, VIDEO, PHONE, HOME, GROUP = (HowHeld.IN_PERSON, HowHeld.VIDEO, HowHeld.PHONE, HowHeld.HOME, HowHeld.GROUP)
NOTE = "Slept better this week.\nPlan: keep the log."


@pytest.mark.parametrize(
    ("line", "number", "held"),
    [
        ("Sess 5, video", 5, VIDEO),
        ("S5 (phone)", 5, PHONE),
        ("Session #5 – telehealth", 5, VIDEO),
        ("5th session, in person", 5, IN_PERSON),
        ("fifth session, face to face", 5, IN_PERSON),
        ("Session No. 12 / 50 min / F2F", 12, IN_PERSON),
        ("Session 5/12, in-person", 5, IN_PERSON),
        ("Session 5 of 12 - Zoom", 5, VIDEO),
        ("#5, video", 5, VIDEO),
        ("Visit 3, by telephone", 3, PHONE),
        ("Individual therapy session 5: video, 50 minutes", 5, VIDEO),
        ("**Session 5** | In Person", 5, IN_PERSON),
        ("Group session 5, in person", 5, GROUP),
        ("Home visit, session 3", 3, HOME),
        ("2024-03-14 S5 video", 5, VIDEO),
        ("Session 5, telehealth (audio only)", 5, PHONE),
        ("Sess. 5. Video. Phone, keys and wallet lost again.", 5, VIDEO),
        ("Date: 14 March 2024 – phone", None, PHONE),
        ("Session type: Individual, video", None, VIDEO),
        ("Modality: telehealth via Zoom", None, VIDEO),
        ("Telehealth session", None, VIDEO),
        ("S5 - phone", 5, PHONE),
        ("S5 / phone", 5, PHONE),
        ("#5/phone", 5, PHONE),
        ("S5: video", 5, VIDEO),
        ("S5 via Zoom", 5, VIDEO),
        ("#5 (phone)", 5, PHONE),
        ("Session 53 minutes, video", None, VIDEO),
        ("Session 3 pm, phone", None, PHONE),
        ("Session 3 March 2026, video", None, VIDEO),
        ("Session 3/4/2026, in person", None, IN_PERSON),
        ("Appt 10:30, phone", None, PHONE),
    ],
)
def test_the_shorthand_of_a_head(line: str, number: int | None, held: HowHeld) -> None:
    assert head_of(f"{line}\n{NOTE}") == SessionHead(number, (held,))


@pytest.mark.parametrize(
    "line",
    [
        "Sess 5, phone was off all week",
        "Sess 5: video games all weekend.",
        "Session 5. Client arrived late, was seen in person.",
        "Session 5",
        "S5",
        "#5",
        "Appt #5",
        "Session 5\nMRN #123",
        "Session 5 went well",
    ],
)
def test_a_number_is_read_where_nothing_is_said_of_how_it_was_held(line: str) -> None:
    assert head_of(f"{line}\n{NOTE}") == SessionHead(5)


@pytest.mark.parametrize(
    "line",
    [
        "She came in person",
        "Phone: 555-1234",
        "S: 5 nights of poor sleep, phone beside the bed",
        "Modality: CBT",
        "Client phoned to cancel.",
        "Video games, late nights",
        "Sessions 1 through 5 reviewed",
        "Session 50 min",
        "Session 45 minutes",
        "Session 45-60 minutes",
        "Session 50'",
        "Appt 10:30",
        "Session 9:00",
        "Session 9.00 a.m.",
        "Session 3/4/2026",
        "Session 12.5.2026",
        "Session 3 March 2026",
        "MRN #123",
        "Case #12",
        "Apt #12",
        "#12 Main St",
        "Room 5, #12",
        "Chart #45, phone",
        "S5 radiculopathy, phone call to GP",
        "S1 murmur heard on exam",
        "S1, S2 normal",
        "Vitals: S1",
        "S60 tablet",
        "#3 medication",
        "First visit to ER, phone",
        "",
    ],
)
def test_what_is_no_head_says_nothing(line: str) -> None:
    assert head_of(f"{line}\n{NOTE}") == SessionHead()


@pytest.mark.parametrize("line", ["Session 5, video/phone", "Session 5, remote", "Sess 5, video\nFormat: phone"])
def test_two_ways_are_both_kept_for_somebody_to_decide(line: str) -> None:
    assert head_of(f"{line}\n{NOTE}") == SessionHead(5, (VIDEO, PHONE))


def test_two_numbers_are_none() -> None:
    assert head_of("Session 5-6, video").number is None
    assert head_of("Session 5\nSession 6").number is None


def test_only_the_first_lines_are_a_head() -> None:
    assert head_of("\n".join([*["Slept better this week."] * 10, "Session 6, video"])) == SessionHead()


def test_the_ways_are_those_of_the_record() -> None:
    assert {way.value for way in HowHeld} == set(Session.Format.values)
