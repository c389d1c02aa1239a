"""A whole course each of CBT, DBT and EMDR, entered through the pages week by week, and what its assessment then says, with evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.course.assess import assess_timeline
from fullarc.course.statement import Kind, Statement
from fullarc.modalities.diary_card import act_line, urge_line
from fullarc.web.measurements.models import LogRow
from fullarc.web.notes.models import Note
from fullarc.web.progress.queries import timeline_of_course
from fullarc.web.trackers.models import Thing


@dataclass(frozen=True, slots=True)
class Pages:
    """A therapist's browser on one course."""

    cast: Cast
    browser: Browser

    @property
    def ids(self) -> list[object]:
        return [self.cast.client.pk, self.cast.course.pk]

    def enter(self, tracker: str, on: date, more: str = "", **lines: object) -> None:
        address = reverse("trackers:enter", args=[*self.ids, tracker]) + more
        key = self.browser.get(address).context["form"].initial["key"]
        sent = {"key": str(key), "date": on.isoformat(), **{f"line_{name}": value for name, value in lines.items()}}
        answer = self.browser.post(address, sent)
        assert answer.status_code == 302, answer.context["form"].errors

    def add(self, tracker: str, **lines: object) -> Thing:
        address = reverse("trackers:add", args=[*self.ids, tracker])
        key = self.browser.get(address).context["form"].initial["key"]
        assert self.browser.post(address, {"key": str(key), **{f"line_{name}": value for name, value in lines.items()}}).status_code == 302
        return Thing.objects.latest("entered_at")

    def note(self, on: date, **parts: str) -> None:
        given = {"date": on.isoformat(), "format": "soap", "minutes": "50"}
        begun = self.browser.post(reverse("notes:new", args=self.ids), given)
        assert self.browser.post(begun.headers["Location"], {**parts, "from_version": "1", "sign": "anyway"}).status_code == 302

    def outcome(self) -> str:
        """The page of the course, with each statement and its evidence."""
        return self.browser.get(reverse("progress:course", args=self.ids)).content.decode()


@pytest.fixture
def pages(cast: Cast, signed_in: SignIn) -> Pages:
    cast.course.began = timezone.localdate() - timedelta(days=60)
    cast.course.save()
    return Pages(cast, signed_in(cast.mira))


Weeks = Callable[[int], date]


@pytest.fixture
def ago() -> Weeks:
    """So many weeks ago."""
    return lambda weeks: timezone.localdate() - timedelta(days=7 * weeks)


def told(cast: Cast) -> dict[str, Statement]:
    """What the assessment says of the trackers by rule, each sentence with rows of these trackers as its evidence."""
    seen = assess_timeline(timeline_of_course(cast.course), timezone.localdate())
    tracked = [one for one in seen.statements if one.rule.startswith("tracker.")]
    kept = {str(key) for key in LogRow.objects.values_list("pk", flat=True)}
    for one in tracked:
        assert one.evidence, one.rule
        assert {(proof.kind, proof.source in kept) for proof in one.evidence} == {(Kind.LOG, True)}, one.rule
    return {one.rule.removeprefix("tracker."): one for one in tracked}


def test_a_course_of_cbt_names_belief_activation_and_homework(pages: Pages, ago: Weeks) -> None:
    for week, (then, now) in zip((4, 3, 2, 1), ((90, 80), (85, 60), (80, 40), (70, 20)), strict=True):
        thought = {"situation": "On the platform", "thought": "I will faint", "distortions": ["catastrophising"], "emotion_1": "fear"}
        rated = {"belief_before": then, "belief_after": now, "emotion_1_before": 80, "emotion_1_after": 90 - 10 * (5 - week)}
        pages.enter("thought-record", ago(week), **thought, **rated)
        pages.enter("activity-schedule", ago(week), planned="A walk", done="3" if week < 4 else "0", mastery=9 - week, pleasure=8 - week)
        pages.enter("homework", ago(week), task="Thought record daily", completion="1" if week > 2 else "3", reviewed="1")
        pages.note(
            ago(week), client_report="Rode the train.", intervention="Thought record reviewed.", response="Relieved.", plan="Ride twice."
        )
    says = told(pages.cast)
    assert {"belief", "thinking", "activation", "homework"} <= set(says)
    assert (
        "In 4 thought records belief in the automatic thought was rated twice: a median of 82.5 before and 50 after" in says["belief"].text
    )
    assert len(says["belief"].evidence) >= 4
    assert Note.objects.filter(state=Note.State.SIGNED).count() == 4
    page = pages.outcome()
    assert all(says[rule].text.split(".")[0] in page for rule in ("belief", "activation", "homework"))


def test_a_course_of_dbt_names_urges_apart_from_actions_and_skills_counted(pages: Pages, ago: Weeks) -> None:
    target = pages.add("diary-card", label="Leaving the house", about="0")
    for day in range(8):
        lines = {
            urge_line(target.short): str(5 - day // 2),
            act_line(target.short): "1" if day == 0 else "0",
            "usage": "2" if day < 3 else "5",
        }
        pages.enter("diary-card", ago(2) + timedelta(days=day), skills=["opposite_action"] if day > 2 else [], emotion_sadness="3", **lines)
    chain = {"behaviour": "Left the session", "prompting": "A question", "links": "thought: she is angry\nurge: to leave\naction: left"}
    pages.enter("chain-analysis", ago(1), solutions="check the facts\nopposite action\n", **chain)
    pages.note(
        ago(1), client_report="A hard week.", intervention="Chain analysis of Tuesday.", response="Engaged.", plan="Diary card daily."
    )
    says = told(pages.cast)
    assert "“Leaving the house”: an urge of 4 or 5 on 4 of 8 days with an answer, 3 of them without the action" in says["urges"].text
    assert says["skills"].text.startswith("Skills were used on 5 of 8 days and helped on 5 of them. Most often: opposite action (5).")
    assert "average" not in says["skills"].text
    assert says["skills"].text.split(".")[0] in pages.outcome()


def test_a_course_of_emdr_with_two_targets_and_an_incomplete_session_names_sud_and_voc(pages: Pages, ago: Weeks) -> None:
    first, second = (pages.add("emdr", label=label) for label in ("The platform", "The phone call"))
    words = {"negative": "I am not safe", "positive": "I am safe now"}
    pages.enter("emdr", ago(5), "?form=emdr-assessment", item=first.short, sud="8", voc="2", **words)
    pages.enter("emdr", ago(5), item=first.short, suds="8 7 5", closure="Safe place")  # ends in desensitisation: incomplete
    pages.enter("emdr", ago(4), item=first.short, sud_now="5", voc_now="3", suds="5 2 0", vocs="5 7", scan="1")
    pages.enter("emdr", ago(3), item=first.short, sud_now="0", voc_now="7", scan_now="1")
    pages.enter("emdr", ago(2), "?form=emdr-assessment", item=second.short, sud="7", voc="2", **words)
    pages.enter("emdr", ago(1), item=second.short, suds="7 4", closure="Container")
    pages.note(ago(1), client_report="Fewer nightmares.", intervention="EMDR, the phone call.", response="SUD fell.", plan="Go on with it.")
    says = told(pages.cast)
    assert says["emdr"].text.startswith(
        "EMDR target “The phone call”: SUD 7 → 4, VoC 2 in 1 session; desensitising. 1 session ended incomplete"
    )
    page = pages.outcome()
    assert "SUD 8 → 0, VoC 2 → 7 in 3 sessions; resolved" in page
    assert "“The phone call”: SUD 7 → 4" in page
