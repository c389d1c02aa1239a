"""What somebody reads who is alone at home and has just said that it is hard: the numbers of the practice, no word of a session."""

import pytest
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.journal.writing import filled, write

from fullarc.web.journal.actions import set_up
from fullarc.web.measurements.models import HelpText
from fullarc.web.portal.models import WhoToCall

LINE = "Night line: 555 0199"


@pytest.fixture
def practice(cast: Cast) -> Cast:
    WhoToCall(contacts=f"{LINE}\nThe practice: 555 0123", not_watched="Nobody reads your answers at night.").save()
    set_up(cast.course, ["mood-journal", "urges-skills"], by=cast.mira)
    return cast


def page_after(cast: Cast, signed_in: SignIn, log: str = "urges-skills", sharing: str = "numbers", **lines: str) -> str:
    browser = signed_in(cast.nora)
    answer = write(browser, filled(log, sharing=sharing, **lines), log)
    return browser.get(answer.headers["Location"]).content.decode()  # type: ignore[no-any-return]


@pytest.mark.parametrize("sharing", ["numbers", "nothing"])
def test_after_an_urgent_answer_the_numbers_of_the_practice_stand_there_to_be_called(
    practice: Cast, signed_in: SignIn, sharing: str
) -> None:
    page = page_after(practice, signed_in, sharing=sharing, urge_suicide="4")
    assert '<a href="tel:5550199">Night line: 555 0199</a>' in page
    assert "Nobody reads your answers at night." in page


def test_nobody_who_is_alone_is_asked_to_show_the_page_to_their_therapist(practice: Cast, signed_in: SignIn) -> None:
    HelpText(text=HelpText.DEFAULT).save()
    page = page_after(practice, signed_in, urge_suicide="4")
    assert "show this page" not in page
    assert "You do not have to carry this alone. You can call one of these now:" in page
