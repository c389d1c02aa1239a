"""The device in the client's hands: only the questions answer, what is said is kept at once, risk is seen at once."""

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from tests.cast import CLINICAL, NAME, Cast
from tests.web.conftest import SignIn

from fullarc.web.accounts.models import User
from fullarc.web.measurements import bit_by_bit, hand_over
from fullarc.web.measurements.models import Administration, HandOver, HelpText
from fullarc.web.portal.models import WhoToCall
from fullarc.web.signals.actions import raise_signal
from fullarc.web.signals.models import Signal

PASSWORD = "seven green lamps hum"


@pytest.fixture
def device(cast: Cast, signed_in: SignIn) -> Browser:
    """Mira's browser. She can take it back with her password."""
    cast.mira.set_password(PASSWORD)
    cast.mira.save()
    return signed_in(cast.mira)


def hand(device: Browser, cast: Cast, *measures: str) -> HandOver:
    device.post(reverse("measurements:begin_hand_over", args=[cast.client.id, cast.course.id]), {"measures": measures})
    return HandOver.objects.latest("started_at")


def page(given: HandOver, name: str, *more: int) -> str:
    return reverse(f"measurements:{name}", args=[given.course.client_id, given.id, *more])


def say(device: Browser, given: HandOver, place: int, answer: int | str = "", **more: str) -> HttpResponse:
    return device.post(page(given, "question", place), {"answer": str(answer), **more} if answer != "" else more)


def take_back(device: Browser, given: HandOver, password: str = PASSWORD) -> HttpResponse:
    return device.post(page(given, "take_back"), {"password": password})


def test_the_client_answers_one_question_after_the_other(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    for place in range(1, 9):
        assert say(device, given, place, 1).headers["Location"].endswith(f"/{place + 1}/")
    assert device.get(page(given, "hand_over")).headers["Location"] == page(given, "hand_over_done")
    device.post(page(given, "hand_over_done"))
    row = Administration.objects.get()
    assert (row.mode, row.open, row.entered_by) == ("hand_over", False, cast.mira)
    assert row.scores.get(scale="total").result["value"] == 7  # item 8 is not scored


@pytest.mark.parametrize("address", ["/", "/clients/", "/signals/", "/measures/", "/account/", "/account/logout/", "/nowhere/", "/join/"])
def test_no_other_address_opens_while_the_device_is_handed_over(address: str, device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    for method in (device.get, device.post):
        assert method(address).headers["Location"] == page(given, "hand_over")


def test_the_record_of_the_client_does_not_open_either(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    for name in ("clients:client", "measurements:list"):
        args = [cast.client.id] if name == "clients:client" else [cast.client.id, cast.course.id]
        assert device.get(reverse(name, args=args)).headers["Location"] == page(given, "hand_over")


def test_a_page_of_another_hand_over_does_not_open(device: Browser, cast: Cast) -> None:
    other = hand_over.begin(cast.course, measures=["phq-9"], on=cast.session.date, by=cast.mira)
    given = hand(device, cast, "gad-7")
    assert device.get(page(other, "question", 1)).headers["Location"] == page(given, "hand_over")


def test_what_the_client_sees_names_nobody_and_links_nowhere(device: Browser, cast: Cast) -> None:
    raise_signal(cast.client, kind="suicidal_ideation", reason="canarysignal", source=cast.session, on=cast.session.date)
    given = hand(device, cast, "gad-7")
    shown = [
        device.get(page(given, "question", 1)),
        device.get(page(given, "hand_over_help")),
        device.get(page(given, "hand_over_done")),
        device.get(page(given, "take_back")),
        device.get(page(given, "question", 0)),  # 404
        take_back(device, given, "wrong"),
    ]
    assert [answer.status_code for answer in shown] == [200, 200, 200, 200, 404, 422]
    for answer in shown:
        text = answer.content.decode()
        assert not [canary for canary in (NAME, cast.client.code, "canarysignal", *CLINICAL, '/clients/"', "logout") if canary in text]


def test_another_browser_of_the_clinician_goes_on_as_before(device: Browser, cast: Cast, signed_in: SignIn) -> None:
    given = hand(device, cast, "gad-7")
    elsewhere = signed_in(cast.mira)
    assert elsewhere.get("/clients/").status_code == 200
    to_the_list = reverse("measurements:list", args=[cast.client.id, cast.course.id])
    assert elsewhere.get(page(given, "question", 1)).headers["Location"] == to_the_list
    assert elsewhere.post(page(given, "question", 1), {"answer": "1"}).headers["Location"] == to_the_list
    assert not Administration.objects.exists()


def test_the_browser_forgets_the_pages_that_it_showed_before(device: Browser, cast: Cast) -> None:
    address = reverse("measurements:begin_hand_over", args=[cast.client.id, cast.course.id])
    assert device.post(address, {"measures": ["gad-7"]}).headers["Clear-Site-Data"] == '"cache"'


def test_the_password_takes_the_device_back(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    assert take_back(device, given).headers["Location"] == reverse("measurements:list", args=[cast.client.id, cast.course.id])
    assert device.get("/clients/").status_code == 200
    given.refresh_from_db()
    assert given.taken_back_at is not None


def test_a_wrong_password_does_not(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    assert take_back(device, given, "guess").status_code == 422
    assert device.get("/clients/").status_code == 302


def test_the_password_of_a_colleague_does_not_either(device: Browser, cast: Cast) -> None:
    colleague = User.objects.get(pk=cast.colleague.pk)
    colleague.set_password("another good password")
    colleague.save()
    given = hand(device, cast, "gad-7")
    assert take_back(device, given, "another good password").status_code == 422


def test_guessing_ends_after_ten_tries(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    answers = [take_back(device, given, f"guess {n}") for n in range(11)]
    assert answers[-1].status_code == 429
    assert "15 minutes" in answers[-1].content.decode()
    assert NAME not in answers[-1].content.decode()
    assert take_back(device, given).status_code == 429


def test_a_positive_risk_item_shows_the_help_text_and_raises_the_signal_at_once(device: Browser, cast: Cast, signed_in: SignIn) -> None:
    given = hand(device, cast, "phq-9")
    answer = device.get(say(device, given, 9, 2).headers["Location"]).content.decode()
    assert "Please tell your therapist now" in answer
    assert page(given, "question", 10) in answer
    assert Signal.objects.get().kind == "phq-9:9"
    assert Administration.objects.get().open  # nothing is scored yet
    assert "was answered 2" in signed_in(cast.supervisor).get("/clients/").content.decode()


def test_taking_a_risky_answer_back_leaves_its_signal(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "phq-9")
    say(device, given, 9, 2)
    say(device, given, 9, 0)
    device.post(page(given, "hand_over_done"))
    assert Signal.objects.count() == 1
    assert Administration.objects.get().answers["9"] == 0


def test_the_signal_stands_though_scoring_fails(device: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bit_by_bit, "score", lambda *_: 1 / 0)
    given = hand(device, cast, "phq-9")
    say(device, given, 9, 1)
    assert take_back(device, given).status_code == 302
    assert Signal.objects.count() == 1
    assert "scoring failed" in Administration.objects.get().scores.get().result["not_scored"]


def test_a_question_may_be_skipped_or_declined_and_both_are_no_zero(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    say(device, given, 1, skip="1")
    say(device, given, 2, decline="1")
    take_back(device, given)
    row = Administration.objects.get()
    assert (row.answers, row.declined) == ({"1": None, "2": None}, [2])
    shown = device.get(reverse("measurements:administration", args=[cast.client.id, row.id])).content.decode()
    assert "preferred not to say" in shown
    assert "Not scored" in shown


def test_next_without_an_answer_asks_again(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    assert say(device, given, 1).status_code == 422
    assert say(device, given, 1, 4).status_code == 422
    assert say(device, given, 1, "²").status_code == 422
    assert not Administration.objects.exists()


def test_an_answer_given_anew_replaces_the_first_and_makes_no_second_record(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    for answer in (1, 1, 3):
        say(device, given, 1, answer)
    assert Administration.objects.get().answers == {"1": 3}


def test_going_back_shows_what_was_chosen(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    say(device, given, 1, 2)
    assert 'value="2" checked' in device.get(page(given, "question", 1)).content.decode()


def test_stopping_keeps_what_was_said_and_scores_it_as_it_is(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    say(device, given, 1, 3)
    assert "7 questions are not answered yet" in device.get(page(given, "hand_over_done")).content.decode()
    device.post(page(given, "hand_over_done"))
    assert Administration.objects.get().scores.get(scale="total").result["value"] is None
    assert say(device, given, 1, 0).headers["Location"] == page(given, "hand_over_done")
    assert Administration.objects.get().answers == {"1": 3}


def test_finishing_twice_scores_once(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "gad-7")
    say(device, given, 1, 3)
    for _ in range(2):
        device.post(page(given, "hand_over_done"))
    take_back(device, given)
    assert Administration.objects.get().scores.count() == 1


def test_two_measures_are_asked_one_after_the_other(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "phq-2", "gad-2")
    for place in range(1, 5):
        say(device, given, place, 1)
    device.post(page(given, "hand_over_done"))
    assert [(row.measure, row.scores.get(scale="total").result["value"]) for row in Administration.objects.order_by("measure")] == [
        ("gad-2", 2),
        ("phq-2", 2),
    ]


def test_the_gate_is_asked_first_and_a_no_ends_the_measure(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "pc-ptsd-5")
    assert "Have you ever experienced this kind of event?" in device.get(page(given, "question", 1)).content.decode()
    say(device, given, 1, 0)
    assert device.get(page(given, "question", 2)).headers["Location"] == page(given, "hand_over_done")
    device.post(page(given, "hand_over_done"))
    assert Administration.objects.get().scores.get(scale="total").result["value"] == 0


def test_behind_an_open_gate_the_items_are_asked(device: Browser, cast: Cast) -> None:
    given = hand(device, cast, "pc-ptsd-5")
    say(device, given, 1, 1)
    assert "Had nightmares" in device.get(page(given, "question", 2)).content.decode()


def test_a_licensed_form_cannot_be_handed_over(device: Browser, cast: Cast) -> None:
    address = reverse("measurements:begin_hand_over", args=[cast.client.id, cast.course.id])
    assert device.post(address, {"measures": ["bdi-ii"]}).status_code == 422
    with pytest.raises(hand_over.CannotHandOver, match="BDI-II is licensed without its wording"):
        hand_over.begin(cast.course, measures=["bdi-ii"], on=cast.session.date, by=cast.mira)


def test_a_form_left_open_is_told_of_and_can_be_closed(device: Browser, cast: Cast, signed_in: SignIn) -> None:
    given = hand(device, cast, "phq-2")
    say(device, given, 1, 3)
    say(device, given, 2, 3)
    later = signed_in(cast.mira)
    listed = reverse("measurements:list", args=[cast.client.id, cast.course.id])
    assert "was left open on the device" in later.get(listed).content.decode()
    row = Administration.objects.get()
    later.post(reverse("measurements:score_again", args=[cast.client.id, row.id]))
    assert row.scores.get(scale="total").result["value"] == 6
    assert "was left open" not in later.get(listed).content.decode()


def test_the_owner_writes_the_help_text_of_the_practice(device: Browser, cast: Cast, signed_in: SignIn) -> None:
    owner = signed_in(cast.owner)
    address = reverse("measurements:help_text")
    assert owner.post(address, {"text": "Call 555-0100.", "from_version": "1"}).status_code == 302
    given = hand(device, cast, "gad-7")
    assert "Call 555-0100." in device.get(page(given, "hand_over_help")).content.decode()


def test_below_the_help_text_stands_whom_the_practice_lets_clients_call(device: Browser, cast: Cast, signed_in: SignIn) -> None:
    WhoToCall(contacts="Night line: 555 0199", not_watched="Nobody reads along at night.").save()
    given = hand(device, cast, "phq-9")
    assert "Night line: 555 0199" in device.get(say(device, given, 9, 2).headers["Location"]).content.decode()


def test_two_tabs_do_not_overwrite_the_help_text(cast: Cast, signed_in: SignIn) -> None:
    owner, address = signed_in(cast.owner), reverse("measurements:help_text")
    for text, status in (("First words.", 302), ("Second words.", 302), ("From the old tab.", 409)):
        sent = {"text": text, "from_version": "1"}
        assert owner.post(address, sent).status_code == status
    assert HelpText.objects.get().text == "Second words."
