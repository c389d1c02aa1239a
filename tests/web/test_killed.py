"""Power cut: the application is killed while it writes. Everything it had acknowledged is there afterwards, to the byte.

A writer works through HTTP as a browser does: autosave, save, sign, a score with a risk answer, its acknowledgement. At a random moment
the process gets SIGKILL. What had been answered with success stands in `Ledger`; it is compared with the database after the next start.
"""

import json
import os
import random
import re
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.utils import timezone
from tests.fresh_database import put_into

# Opens the data folder as a command does and prints what is in it. Run in a process of its own: the tests' own database is another one.
LOOK = """
import json
from fullarc.web import start
start.prepare()
from django.db import connection
from fullarc.web.audit.verify import verify
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Autosave, Note
from fullarc.web.signals.models import Signal
with connection.cursor() as cursor:
    integrity = cursor.execute("PRAGMA integrity_check").fetchone()[0]
verdict = verify()
print(json.dumps({
    "integrity": integrity, "trail": [verdict.whole, verdict.reason],
    "drafts": {str(n.pk): n.parts.get("text") for n in Note.objects.filter(state="draft")},
    "signed": {str(n.pk): n.parts["text"] for n in Note.objects.filter(state="signed") if n.content_hash == n.hash_now()},
    "kept": {f"{a.note_id} {a.tab}": a.parts["text"] for a in Autosave.objects.all()},
    "forms": {str(a.pk): a.answers for a in Administration.objects.all()},
    "raised": [s.source_id for s in Signal.objects.all()],
    "dealt_with": {str(s.pk): s.what_was_done for s in Signal.objects.exclude(acknowledged_at=None)},
}))
"""
PATIENCE = 300  # seconds until an answer is given up, on a machine that does much else
TODAY = timezone.localdate()
BEGAN = TODAY - timedelta(days=2000)
LETTERS = "abcdefghijklmnop äöüß “”—\n🙂 é 漢字 0123456789"


@dataclass(slots=True)
class Ledger:
    """What was acknowledged, by id. `unsure` and `sent` are the id and the text of the write that was under way at the kill."""

    drafts: dict[str, str] = field(default_factory=dict)
    signed: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    forms: dict[str, dict[str, str]] = field(default_factory=dict)
    dealt_with: dict[str, str] = field(default_factory=dict)
    unsure: str = ""
    sent: str = ""
    begun: int = 0  # notes
    writes: int = 0

    def writes_now(self, row: str, sent: str) -> None:
        self.unsure, self.sent = row, sent

    def wrote(self) -> None:
        self.unsure, self.writes = "", self.writes + 1

    def settle(self) -> None:
        """Whether the write under way was done is known to the database alone: it is no longer asked about."""
        for rows in (self.drafts, self.signed, self.kept, self.forms, self.dealt_with):
            for key in [key for key in rows if key.split(" ")[0] == self.unsure]:
                del rows[key]
        self.unsure = ""


@dataclass(slots=True)
class Place:
    """A data folder, its server and a browser that keeps its cookies from one start to the next."""

    folder: Path
    server: subprocess.Popen[str] | None = None
    address: str = ""
    record: str = ""  # the path of the client's course
    cookies: CookieJar = field(default_factory=CookieJar)

    @property
    def environment(self) -> dict[str, str]:
        homes = {"FULLARC_HOME": str(self.folder / "home"), "FULLARC_KEYS": str(self.folder / "keys")}
        return {**os.environ, **homes, "FULLARC_IDLE_MINUTES": "60"}

    def start(self) -> None:
        command = [sys.executable, "-m", "fullarc", "serve", "--no-browser"]
        self.server = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.server.stdout is not None
        [self.address] = re.findall(r"http://localhost:\d+", self.server.stdout.readline())

    def kill(self) -> None:
        assert self.server is not None
        self.server.kill()
        self.server.wait(PATIENCE)
        if self.server.stdout:
            self.server.stdout.close()

    def get(self, path: str) -> str:
        with build_opener(HTTPCookieProcessor(self.cookies)).open(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def post(self, path: str, **fields: str) -> tuple[str, str]:
        """Send a form; gives the path one was led to and the page there. Raises what urllib raises unless that is a success."""
        token = next(cookie.value for cookie in self.cookies if cookie.name == "fullarc-form")
        sent = urlencode({**fields, "csrfmiddlewaretoken": str(token)}).encode()
        with build_opener(HTTPCookieProcessor(self.cookies)).open(self.address + path, sent, timeout=PATIENCE) as answer:
            return answer.geturl().removeprefix(self.address), answer.read().decode()

    def look(self) -> dict[str, object]:
        done = subprocess.run([sys.executable, "-c", LOOK], env=self.environment, capture_output=True, text=True, check=True)
        found: dict[str, object] = json.loads(done.stdout)
        return found


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A practice with one client and a course of care, and its owner signed in."""
    put_into(tmp_path / "home")
    place = Place(tmp_path)
    place.start()
    place.get("/")
    place.post("/start/practice/", practice="Harbour", name="Olga Owens", email="olga@example.org", password="seven green lamps hum")
    client, _ = place.post("/clients/new/", name="Nora V.", code="", born="", contact="")
    begun = {"began": BEGAN.isoformat(), "presenting_problem": "", "modality": "", "ended": "", "ending": ""}
    place.post(f"{client}courses/new/", **begun)
    [course] = set(re.findall(r"/courses/([0-9a-f-]{36})/", place.get(client)))
    place.record = f"{client}courses/{course}/"
    return place


class Writer(threading.Thread):
    """Writes one thing after the other until the connection breaks."""

    def __init__(self, place: Place, ledger: Ledger, rng: random.Random) -> None:
        super().__init__(daemon=True)
        self.place, self.ledger, self.rng = place, ledger, rng
        self.surprise: Exception | None = None

    def run(self) -> None:
        try:
            while True:
                self.note()
                self.form()
        except HTTPError as refused:
            self.surprise = refused
        except (URLError, HTTPException, OSError):
            return
        except Exception as surprise:
            self.surprise = surprise

    def words(self) -> str:
        return "x" + "".join(self.rng.choices(LETTERS, k=self.rng.choice((20, 400, 20_000)))) + "."

    def note(self) -> None:
        written, page = self.place.post(f"{self.place.record}notes/new/", **self.new_note())
        note, tab = re.findall(r"/notes/([0-9a-f-]{36})/", written)[0], uuid.uuid4().hex
        for ending in ("save", "save", "sign"):
            text, version = self.words(), version_of(page)
            form = {"tab": tab, "from_version": version, "text": text}
            self.ledger.writes_now(note, text)
            self.place.post(written.replace("/write/", "/autosave/"), **form)
            self.ledger.kept[f"{note} {tab}"] = text
            self.ledger.wrote()
            self.ledger.writes_now(note, text)
            _, page = self.place.post(written, **form, **{ending: "1"})
            self.ledger.kept.pop(f"{note} {tab}")
            self.ledger.drafts[note] = text
            if ending == "sign":
                self.ledger.signed[note] = self.ledger.drafts.pop(note)
            self.ledger.wrote()

    def new_note(self) -> dict[str, str]:
        self.ledger.begun += 1
        day = BEGAN + timedelta(days=self.ledger.begun)
        return {"date": day.isoformat(), "format": "free", "minutes": "50"}

    def form(self) -> None:
        key = str(uuid.uuid4())
        answers = {f"item_{number}": str(self.rng.randrange(1, 4)) for number in range(1, 10)}
        self.ledger.writes_now(key, "")
        day = BEGAN + timedelta(days=self.ledger.begun)  # one form of a measure a day
        self.place.post(f"{self.place.record}measures/phq-9/enter/", date=day.isoformat(), key=key, **answers)
        self.ledger.forms[key] = {name.removeprefix("item_"): answer for name, answer in answers.items()}
        self.ledger.wrote()
        signal = re.findall(r"(/signals/[0-9a-f-]{36}/[0-9a-f-]{36}/)", self.place.get("/signals/"))[0]
        said = self.words()[:200].strip()
        row = signal.split("/")[-2]
        self.ledger.writes_now(row, said)
        self.place.post(signal, what_was_done=said)
        self.ledger.dealt_with[row] = said
        self.ledger.wrote()


def version_of(page: str) -> str:
    return re.findall(r'name="from_version" value="(\d+)"', page)[0]


def in_words(stored: object) -> object:
    """Line ends as they were sent; answers as the form sent them."""
    if isinstance(stored, dict):
        return {number: str(answer) for number, answer in stored.items() if answer is not None}
    return stored.replace("\r\n", "\n") if isinstance(stored, str) else stored


def killed_and_compared(place: Place, cycles: int) -> int:
    rng, ledger = random.Random(417), Ledger()
    for cycle in range(cycles):
        writer = Writer(place, ledger, rng)
        writer.start()
        after = ledger.writes + rng.randrange(1, 9)
        while ledger.writes < after and writer.is_alive():
            time.sleep(0.005)
        time.sleep(rng.uniform(0, 0.1))  # in the middle of whatever comes next
        place.kill()
        writer.join(30)
        assert writer.surprise is None, f"cycle {cycle}: {writer.surprise!r}"
        compare(ledger, place.look(), cycle)
        ledger.settle()
        if cycle + 1 < cycles:
            place.start()
    return ledger.writes


def compare(ledger: Ledger, found: dict[str, object], cycle: int) -> None:
    assert (found["integrity"], found["trail"]) == ("ok", [True, ""]), f"cycle {cycle}"
    for kind in ("signed", "drafts", "kept", "forms", "dealt_with"):
        there = found[kind]
        assert isinstance(there, dict)
        for key, acknowledged in getattr(ledger, kind).items():
            stored = in_words(there.get(key))
            if key.split(" ")[0] == ledger.unsure:
                assert stored in (None, acknowledged, ledger.sent), f"cycle {cycle}: {kind} {key} is neither the old text nor the new"
            else:
                assert stored is not None, f"cycle {cycle}: {kind} {key} was acknowledged and is not there"
                assert stored == acknowledged, f"cycle {cycle}: {kind} {key} differs"
    raised = found["raised"]
    assert isinstance(raised, list)
    assert set(ledger.forms) <= set(raised), f"cycle {cycle}: a risk answer is stored without its signal"


def test_nothing_that_was_acknowledged_is_lost_when_the_application_is_killed(place: Place) -> None:
    try:
        assert killed_and_compared(place, 5) >= 5
    finally:
        place.kill()


@pytest.mark.long
def test_nothing_is_lost_in_fifty_kills(place: Place) -> None:
    try:
        assert killed_and_compared(place, 50) >= 50
    finally:
        place.kill()
