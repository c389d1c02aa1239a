"""A whole course each of CBT, DBT and EMDR, entered through the pages week by week as a therapist would."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast

from fullarc.modalities.diary_card import act_line, urge_line
from fullarc.web.trackers.models import Thing

DIARY_DAYS = 21
NO_CARD = (9, 10)  # two days on which the client filled in none


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


def ago(weeks: int) -> date:
    return timezone.localdate() - timedelta(days=7 * weeks)


def cbt(pages: Pages) -> None:
    """Four weeks of thought records, activities and homework."""
    for week, (then, now) in zip((4, 3, 2, 1), ((90, 80), (85, 60), (80, 40), (70, 20)), strict=True):
        thought = {"situation": "On the platform", "thought": "I will faint", "distortions": ["catastrophising"], "emotion_1": "fear"}
        rated = {"belief_before": then, "belief_after": now, "emotion_1_before": 80, "emotion_1_after": 90 - 10 * (5 - week)}
        pages.enter("thought-record", ago(week), **thought, **rated)
        for day in range(3):
            done = {"done": "3" if week < 4 else "0", "mastery": 9 - week - day, "pleasure": 8 - week - day, "mood": 8 - week}
            pages.enter("activity-schedule", ago(week) + timedelta(days=2 * day), planned="A walk", **done)
        pages.enter("homework", ago(week), task="Thought record daily", completion="1" if week > 2 else "3", reviewed="1")
        pages.note(
            ago(week), client_report="Rode the train.", intervention="Thought record reviewed.", response="Relieved.", plan="Ride twice."
        )


def dbt(pages: Pages) -> None:
    """Three weeks of the diary card with two targets and two days without a card, a chain analysis, a note."""
    leaving, skipping = (pages.add("diary-card", label=label, about="0") for label in ("Leaving the house", "Skipping work"))
    for day in range(DIARY_DAYS):
        if day in NO_CARD:
            continue
        urge = max(0, 5 - day // 4)
        lines = {
            urge_line(leaving.short): str(urge),
            act_line(leaving.short): "1" if day in (0, 3) else "0",
            urge_line(skipping.short): str((day * 3) % 5),
            act_line(skipping.short): "1" if day == 7 else "0",
            "usage": "2" if day < 5 else "5",
        }
        skills = ["opposite_action"] if day > 4 else []
        pages.enter("diary-card", ago(3) + timedelta(days=day), skills=skills, emotion_sadness=str(urge), **lines)
    chain = {"behaviour": "Left the session", "prompting": "A question", "links": "thought: she is angry\nurge: to leave\naction: left"}
    pages.enter("chain-analysis", ago(1), solutions="check the facts\nopposite action\n", **chain)
    pages.note(
        ago(1), client_report="A hard week.", intervention="Chain analysis of Tuesday.", response="Engaged.", plan="Diary card daily."
    )


def emdr(pages: Pages) -> None:
    """One target assessed, left incomplete, ended and confirmed; a second one begun and left incomplete; a note."""
    first, second = (pages.add("emdr", label=label) for label in ("The platform", "The phone call"))
    words = {"negative": "I am not safe", "positive": "I am safe now"}
    pages.enter("emdr", ago(5), "?form=emdr-assessment", item=first.short, sud="8", voc="2", **words)
    pages.enter("emdr", ago(5), item=first.short, suds="8 7 5", closure="Safe place")  # ends in desensitisation: incomplete
    pages.enter("emdr", ago(4), item=first.short, sud_now="5", voc_now="3", suds="5 2 0", vocs="5 7", scan="1")
    pages.enter("emdr", ago(3), item=first.short, sud_now="0", voc_now="7", scan_now="1")
    pages.enter("emdr", ago(2), "?form=emdr-assessment", item=second.short, sud="7", voc="2", **words)
    pages.enter("emdr", ago(1), item=second.short, suds="7 4", closure="Container")
    pages.note(ago(1), client_report="Fewer nightmares.", intervention="EMDR, the phone call.", response="SUD fell.", plan="Go on with it.")
