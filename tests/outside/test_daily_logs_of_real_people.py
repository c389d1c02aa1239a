"""Real daily logs: 200 of a mood application, and one man's 239 days with up to ten reports a day. Gaps are shown, no line crosses them."""

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast, assemble

from fullarc.charts.journal import LEFT, RIGHT, LoggedLine, journal_chart
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.actions import begin, publish
from fullarc.web.instruments.at_hand import look_again
from fullarc.web.journal.models import Entry
from fullarc.web.measurements.models import LogRow
from fullarc.web.progress.queries import timeline_of_course

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not there")
LOGS = 200
DAYLIO = ("awful", "bad", "meh", "good", "rad")  # 0 to 4
EMA_LINES = ("Cheerful", "Down", "Anxious", "Tired")
Days = Mapping[date, Sequence[float]]


@cache
def prompts() -> tuple[dict[str, str], ...]:
    with (DATA / "phq9_daily/phq9_daily.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def longest_logs() -> tuple[Days, ...]:
    """The 200 logs (one person, one question) that were filled in on the most days."""
    logs: dict[tuple[str, str], dict[date, list[float]]] = {}
    for row in prompts():
        day = date.fromisoformat(row["time"][:10])
        for line, told in row.items():
            if (line == "happiness.score" or re.fullmatch(r"q\d+", line)) and told != "NA":
                logs.setdefault((row["user_id"], line), {}).setdefault(day, []).append(float(told))
    return tuple(sorted(logs.values(), key=len, reverse=True)[:LOGS])


def wide(picture: str) -> str:
    """The picture for a wide page, out of the markup that holds both."""
    return picture[picture.index('class="arc tracker tracker-wide"') : picture.index('class="arc tracker tracker-narrow"')]


def lines_in(picture: str) -> list[list[float]]:
    return [[float(x) for x in re.findall(r"[ML] ?([\d.]+) ", path)] for path in re.findall(r'<path d="([^"]+)" class="line"', picture)]


def runs_of(days: Sequence[date]) -> list[int]:
    """How many days each unbroken stretch has, counted apart from the drawing."""
    runs = [1]
    for before, after in pairwise(days):
        if (after - before).days == 1:
            runs[-1] += 1
        else:
            runs.append(1)
    return runs


def test_two_hundred_real_logs_are_drawn_with_their_gaps() -> None:
    assert len(longest_logs()) == LOGS
    gaps = 0
    for log in longest_logs():
        days = sorted(log)
        drawn = wide(journal_chart([LoggedLine("Answer", 0, 4, log)], "Answer, day by day."))
        lines = lines_in(drawn)
        assert [len(line) for line in lines] == [run for run in runs_of(days) if run > 1]
        step = (640 - LEFT - RIGHT - 16) / max(1, (days[-1] - days[0]).days)
        assert all(after - before < step + 0.2 for line in lines for before, after in pairwise(line)), "a line crosses a day"
        assert drawn.count('class="band"') == len(runs_of(days)) - 1
        gaps += len(runs_of(days)) - 1
    assert gaps > LOGS  # real logs have holes


# ---- the pages ----


@pytest.fixture
def cast(db: None) -> Cast:
    look_again()
    return assemble()


def signed_in(person: object) -> Browser:
    browser = Browser(headers={"host": "localhost"})
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[arg-type]
    return browser


def as_daylio(user: str) -> tuple[bytes, dict[date, list[int]]]:
    """One person's happiness scores as an export of Daylio, and what must come out of it on 0 to 10."""
    lines, days = ["full_date,date,weekday,time,mood,activities,note_title,note"], dict[date, list[int]]()
    for row in prompts():
        if row["user_id"] == user and row["happiness.score"] != "NA":
            at = datetime.fromisoformat(row["time"])
            level = int(row["happiness.score"])
            lines.append(f"{at:%Y-%m-%d},{at:%b} {at.day},{at:%A},{at:%H:%M},{DAYLIO[level]},,,")
            days.setdefault(at.date(), []).append((0, 2, 5, 8, 10)[level])
    return "\n".join(lines).encode(), days


@cache
def users() -> tuple[str, ...]:
    """The people of the mood application, those with the fewest days first."""
    days: dict[str, set[str]] = {}
    for row in prompts():
        days.setdefault(row["user_id"], set()).add(row["time"][:10])
    return tuple(sorted(days, key=lambda user: (len(days[user]), user)))


@pytest.mark.parametrize("place", [0, len(users()) // 2 if DATA.is_dir() else 0, -1], ids=["few days", "many days", "the most days"])
def test_a_real_journal_comes_in_from_daylio_and_stands_before_the_therapist(place: int, cast: Cast) -> None:
    exported, days = as_daylio(users()[place])
    client = signed_in(cast.nora)
    page = client.post(reverse("journal:bring_in"), {"journal": SimpleUploadedFile("daylio.csv", exported)}).content.decode()
    held = re.search(r'name="held" value="([^"]+)"', page)
    assert held, page
    numbers = {m[1]: m[2] for m in re.finditer(r'name="(mood_\d+)" value="(\d+)"', page)}
    for _ in range(2):  # brought in twice it is the same entries
        assert client.post(reverse("journal:keep_brought_in"), {"held": held[1], "sharing": "all", **numbers}).status_code == 302
    assert Entry.objects.count() == LogRow.objects.count() == sum(map(len, days.values()))
    therapist, address = signed_in(cast.mira), reverse("journal:of_course", args=[cast.client.pk, cast.course.pk])
    shown = therapist.get(address).content.decode()
    runs = runs_of(sorted(days))
    lengths = [len(line) for line in lines_in(wide(shown))]
    assert lengths == [run for run in runs if run > 1]
    assert wide(shown).count('class="band"') == len(runs) - 1
    entries = [entry for entry in timeline_of_course(cast.course).entries if entry.item == "mood"]
    assert sorted(entry.value for entry in entries) == sorted(float(value) for day in days.values() for value in day)
    with CaptureQueriesContext(connection) as seen:
        therapist.get(address)
    assert len(seen) <= 35


def single_case() -> list[tuple[date, dict[str, float]]]:
    with (DATA / "ema_single_case/symptom_data.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    day = [datetime.strptime(row["date"], "%d/%m/%y").date() for row in rows]  # noqa: DTZ007 - a day has no zone
    return [
        (on, {line.lower(): float(row[line]) for line in EMA_LINES if row[line] not in ("", "NA")})
        for on, row in zip(day, rows, strict=True)
    ]


def ema_log(cast: Cast) -> str:
    """The practice's own log for these reports, as a therapist would build it."""
    lines = [
        {"id": line.lower(), "label": line, "kind": "scale", "low": -3 if line == "Down" or line == "Anxious" else 1, "high": 7}
        for line in EMA_LINES
    ]
    content = {
        "name": "Moments",
        "about": "How it is at this moment",
        "instruction": "Whenever the telephone asks.",
        "every": "occasion",
        "source": "Kossakowski and others 2017",
        "licence": "GPL-2 or later",
        "fields": lines,
    }
    version = publish(begin(content, came_from="built", by=cast.owner, is_log=True), by=cast.owner)
    look_again()
    return version.measure.key


def fill(course: CourseOfCare, log: str, rows: Sequence[tuple[date, dict[str, float]]]) -> None:
    LogRow.objects.bulk_create(LogRow(course=course, log=log, date=day, values=values) for day, values in rows if values)


def test_one_mans_239_days_are_one_page_with_their_gaps_and_take_as_many_queries_as_one_day(cast: Cast) -> None:
    log, rows = ema_log(cast), single_case()
    assert len(rows) == 1476
    therapist, address = signed_in(cast.mira), reverse("journal:of_course", args=[cast.client.pk, cast.course.pk])
    fill(cast.course, log, rows[:1])
    therapist.get(address)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            page = therapist.get(address).content.decode()
        counts.append(len(seen))
        fill(cast.course, log, rows[1:] if len(counts) == 1 else [])
    assert counts[0] == counts[1]
    cheerful: dict[date, list[float]] = {}
    for day, values in rows:
        if "cheerful" in values:
            cheerful.setdefault(day, []).append(values["cheerful"])
    runs = runs_of(sorted(cheerful))
    panel = wide(page).split('class="t-lane"')[1]  # up to the next title
    assert [len(line) for line in lines_in(panel)] == [run for run in runs if run > 1]
    assert panel.count('class="band"') == len(runs) - 1
    newest = max(cheerful)
    assert f"{mean(cheerful[newest]):.1f}".rstrip("0").rstrip(".") in page
