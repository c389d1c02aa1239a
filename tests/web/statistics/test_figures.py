"""The practice's figures: those of `fullarc change`, small cells hidden, for owner and supervisor, the same as a file."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.progress.courses import BETTER, FLAT, WORSE, finished, with_scores

from fullarc.__main__ import main
from fullarc.change.effect_size import Rate
from fullarc.web.audit.models import Event
from fullarc.web.statistics.figures import HIDDEN, figures_of
from fullarc.web.statistics.scores import ALL, ENDED, practice_scores

URL = "/practice/figures/"
FILE = "/practice/figures.csv"


def courses(cast: Cast, better: int, worse: int, flat: int) -> None:
    kinds = [BETTER] * better + [WORSE] * worse + [FLAT] * flat
    for number, values in enumerate(kinds):
        finished(cast, values, number)


def test_they_are_the_figures_of_the_command(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    courses(cast, 9, 5, 6)
    scores = practice_scores(ALL, timezone.localdate())
    file = tmp_path / "scores.csv"
    scores.tables["phq-9"].write_csv(file)
    assert main(["change", str(file), "--measure", "phq-9", "--unit", "day", "--json"]) == 0
    command = json.loads(capsys.readouterr().out)
    [page] = figures_of(scores)
    rates = dict(page.rates)
    for name, key in (("Reliably better", "improvement"), ("Reliably worse", "deterioration")):
        rate = rates[name]
        assert isinstance(rate, Rate)
        assert {"count": rate.count, "of": rate.of, "low": rate.low} == {k: command["rates"][key][k] for k in ("count", "of", "low")}
    assert page.effect is not None
    assert page.effect.effect.g == command["effect_size"]["g"]
    assert (page.scored, page.occasions) == (command["completeness"]["scored"], command["completeness"]["occasions"])
    assert all(count is None or count == command["durability"][word] for word, count in page.durability)


def test_cells_below_five_are_hidden_on_the_page_and_in_the_file(cast: Cast, signed_in: SignIn) -> None:
    courses(cast, 9, 2, 6)
    [found] = figures_of(practice_scores(ALL, timezone.localdate()))
    assert dict(found.rates)["Reliably worse"] == HIDDEN
    browser = signed_in(cast.owner)
    assert HIDDEN in browser.get(URL).content.decode()
    rows = list(csv.DictReader(io.StringIO(browser.get(FILE).content.decode())))
    assert next(row for row in rows if row["figure"] == "Reliably worse")["count"] == ""
    assert all(int(row["count"]) >= 5 for row in rows if row["count"])


def test_fewer_than_five_clients_show_nothing_of_a_measure(cast: Cast, signed_in: SignIn) -> None:
    courses(cast, 4, 0, 0)
    page = signed_in(cast.owner).get(URL).content.decode()
    assert "No measure was given to 5 clients or more yet" in page
    assert "PHQ-9" not in page


def test_the_page_says_what_it_is_based_on(cast: Cast, signed_in: SignIn) -> None:
    courses(cast, 9, 5, 6)
    with_scores(cast.course, (14,), cast.mira)
    page = signed_in(cast.owner).get(URL).content.decode()
    assert "Based on 20 of 23 clients: 21 were given it, 20 have two scores or more." in page
    assert "No expected course: fewer than 50 comparable finished cases" in page


def test_only_ended_courses_when_asked(cast: Cast) -> None:
    courses(cast, 5, 0, 1)
    with_scores(cast.course, BETTER, cast.mira)
    today = timezone.localdate()
    assert practice_scores(ENDED, today).courses == 6
    assert practice_scores(ALL, today).tables["phq-9"]["client"].n_unique() == 7


@pytest.mark.parametrize(("who", "code"), [("owner", 200), ("supervisor", 200), ("mira", 403), ("front_desk", 403), ("auditor", 403)])
def test_it_opens_for_owner_and_supervisor(cast: Cast, signed_in: SignIn, who: str, code: int) -> None:
    for url in (URL, FILE):
        assert signed_in(getattr(cast, who)).get(url).status_code == code


def test_no_client_and_no_therapist_is_named_and_the_trail_says_who_looked(cast: Cast, signed_in: SignIn) -> None:
    courses(cast, 9, 5, 6)
    browser = signed_in(cast.owner)
    for url in (URL, FILE):
        page = browser.get(url).content.decode()
        assert "Mira" not in page
        assert "Client 1" not in page
        assert "C-9" not in page
    seen = {(event.action, event.actor, event.count) for event in Event.objects.filter(action__startswith="statistics.")}
    assert seen == {("statistics.exported", cast.owner.pk, 23), ("statistics.seen", cast.owner.pk, 23)}


def test_the_number_of_queries_does_not_grow_with_the_courses(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.owner)

    def queries() -> int:
        browser.get(URL)
        with CaptureQueriesContext(connection) as seen:
            browser.get(URL)
        return len(seen)

    courses(cast, 5, 0, 0)
    few = queries()
    for number in range(20, 30):
        finished(cast, WORSE, number)
    assert queries() == few
