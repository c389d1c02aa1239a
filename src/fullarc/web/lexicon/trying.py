"""Trying a phrase on past notes before it is kept: on those that are open to the person who asks, and on no others."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fullarc.course.indicator_words import indicator_in_words
from fullarc.reading.finding import Finding, Status
from fullarc.reading.own_lexicon import OwnLexicon, lexicon_of, version_with
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.phrases.own_phrases import OwnPhrase as Usable
from fullarc.reading.what_would_change import Change, Effect, Outcome, Probe, outcome_in
from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.lexicon import deeds
from fullarc.web.lexicon.in_force import NAME, lexicon_in_force, lexicon_with, tables_of
from fullarc.web.lexicon.models import OwnPhrase, Trial
from fullarc.web.notes.models import Note

MOST_NOTES = 2_000  # the newest ones that are open to the person
AT_ONCE = 20
SHOWN = 40  # places that are kept to be shown; all are counted
KEPT = timedelta(days=1)
ENOUGH_SENTENCES = 200  # from so many on a share says something
WIDEST = 0.05  # of all sentences; the widest shipped rule stands in far fewer
AROUND = 200  # signs of a sentence that are shown on either side
SMALL = 5  # a count below it is hidden from whoever may not read the notes
TRIED = "own_tried"  # the rule's name while it is tried
EFFECTS = {  # of one, of several; the gravest first
    Effect.GONE: ("disappears", "gone"),
    Effect.OTHER_STATUS: ("changes its status", "with another status"),
    Effect.DOUBLED: ("stays, and its words are read as something else besides", "kept, with their words read as something else besides"),
    Effect.SAID_BY_IT: ("is said by this phrase instead", "said by this phrase instead"),
}
GRAVEST_FIRST = [str(effect) for effect in EFFECTS]


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence of a note: before the words, the words, behind them; what is read there, and what becomes of a finding of now."""

    client: UUID
    code: str
    note: UUID
    day: date
    before: str
    words: str
    behind: str
    said: str
    effect: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a trial has found so far. `too_wide` says that it would be found in too many sentences to mean anything."""

    findings: int
    notes_with: int
    by_status: tuple[tuple[str, int], ...]
    effects: tuple[tuple[str, int], ...]
    sentences: int
    hit: int
    places: tuple[Place, ...]
    changed: tuple[Place, ...]

    @property
    def too_wide(self) -> bool:
        return self.sentences >= ENOUGH_SENTENCES and self.hit > WIDEST * self.sentences

    @property
    def share(self) -> str:
        return f"{100 * self.hit / self.sentences:.1f} %" if self.sentences else ""


@transaction.atomic
def begin_trial(usable: Usable, *, by: User, why: str = "", phrase: OwnPhrase | None = None) -> Trial:
    """Note what is to be tried on which notes; none is looked at yet. Trials of yesterday are forgotten."""
    forget_old(timezone.now())
    Trial.objects.filter(asked_by=by).delete()
    notes = [str(pk) for pk in open_notes(by).values_list("pk", flat=True)[:MOST_NOTES]]
    made = Trial.objects.create(
        indicator=usable.indicator,
        words=usable.phrase,
        says=usable.says.value,
        unless=list(usable.unless),
        why=why,
        phrase=phrase,
        waiting=notes,
        notes=len(notes),
        rules=version_with(_lexicons(usable, phrase)[0]),
        found={},
        asked_by=by,
    )
    record(deeds.TRIED, by=by, on=made, count=len(notes))
    return made


def forget_old(now: datetime) -> None:
    """What trials of yesterday found."""
    Trial.objects.filter(asked_at__lt=now - KEPT).delete()


def open_notes(user: User) -> Any:
    """The closed notes that a person may read, the newest first."""
    clients = clients_open_to(user, to=Permission.READ_NOTES).order_by().values("pk")
    rows = Note.objects.filter(session__course__client__in=clients).exclude(state=Note.State.DRAFT)
    return rows.order_by("-session__date", "-begun_at")


@transaction.atomic
def go_on(trial: Trial, *, seconds: float) -> Trial:
    """Look at waiting notes for so long, some at least. A note that is not open to the person any more is passed over."""
    trial = Trial.objects.select_for_update().get(pk=trial.pk)
    now, then = _lexicons(trial.usable, trial.phrase)
    probe, rule = Probe(trial.words), f"{trial.indicator}.{TRIED}"
    found = _Found(trial.found)
    began = monotonic()
    while trial.waiting:
        some, trial.waiting = trial.waiting[:AT_ONCE], trial.waiting[AT_ONCE:]
        for note in open_notes(trial.asked_by).filter(pk__in=some).select_related("session__course"):
            text = note.text
            breadth = probe.breadth(text)
            found.count(breadth.sentences, breadth.hit)
            if breadth.hit:
                found.add(note, text, outcome_in(text, now, then, rule))
        if monotonic() - began > seconds:
            break
    trial.found = found.said
    trial.save(update_fields=["waiting", "found"])
    if not trial.waiting:
        for client in sorted({each["client"] for each in (*found.said["places"], *found.said["changed"])}):
            record(deeds.QUOTED, by=trial.asked_by, client=UUID(client), on=trial)
    return trial


def _lexicons(usable: Usable, phrase: OwnPhrase | None) -> tuple[OwnLexicon | None, OwnLexicon]:
    """The phrases in force, without this one, and the same with it."""
    others = [row for row in OwnPhrase.objects.filter(state=OwnPhrase.State.IN_FORCE) if phrase is None or row.pk != phrase.pk]
    now = lexicon_in_force() if phrase is None or phrase.state != OwnPhrase.State.IN_FORCE else lexicon_with(others)
    tables = dict(now.tables) if now else tables_of([])
    tables[usable.indicator] = tables.get(usable.indicator, {}) | {TRIED: usable.as_table()}
    return now, lexicon_of(tables, NAME, "tried")


class _Found:
    """What a trial has found, as it is kept."""

    def __init__(self, said: dict[str, Any]) -> None:
        empty = {"findings": 0, "notes_with": 0, "by_status": {}, "effects": {}, "sentences": 0, "hit": 0, "places": [], "changed": []}
        self.said: dict[str, Any] = said or empty

    def count(self, sentences: int, hit: int) -> None:
        self.said["sentences"] += sentences
        self.said["hit"] += hit

    def add(self, note: Note, text: str, outcome: Outcome) -> None:
        self.said["findings"] += len(outcome.found)
        self.said["notes_with"] += bool(outcome.found)
        self.said["by_status"] = dict(Counter(self.said["by_status"]) + Counter(str(each.status) for each in outcome.found))
        self.said["effects"] = dict(Counter(self.said["effects"]) + Counter(str(each.effect) for each in outcome.changes))
        self._show("places", [_place(note, text, each) for each in outcome.found])
        self._show("changed", [_changed(note, text, each) for each in outcome.changes])

    def _show(self, which: str, places: Iterable[dict[str, Any]]) -> None:
        known = [*self.said[which], *places]
        self.said[which] = sorted(known, key=lambda each: GRAVEST_FIRST.index(each["effect"]) if "effect" in each else 0)[:SHOWN]


def _place(note: Note, text: str, finding: Finding) -> dict[str, Any]:
    start, end = finding.sentence
    left, right = finding.evidence.start, finding.evidence.end
    return {
        "client": str(note.session.course.client_id),
        "note": str(note.pk),
        "day": note.session.date.isoformat(),
        "before": ("…" if left - start > AROUND else "") + text[max(start, left - AROUND) : left],
        "words": finding.quote,
        "behind": text[right : min(max(end, right), right + AROUND)] + ("…" if end - right > AROUND else ""),
        "said": str(finding.status),
    }


def _changed(note: Note, text: str, change: Change) -> dict[str, Any]:
    then = change.after
    said = in_words(change.before.indicator, change.before.status)
    becomes = in_words(then.indicator, then.status) if then and change.effect is not Effect.SAID_BY_IT else ""
    return _place(note, text, change.before) | {"said": said, "effect": str(change.effect), "then": becomes}


def in_words(indicator: str, status: Status) -> str:
    observed = group_of(indicator) == "presentation"
    name = indicator.replace("_", " ") if observed else indicator_in_words(indicator)
    return f"{name}, {str(status).replace('_', ' ')}"


def seen(trial: Trial, user: User) -> Seen:
    """What a trial has found, for the eyes of the person who asked; places in notes that are not open to them any more are left out."""
    said = _Found(trial.found).said
    told = {each["client"] for each in (*said["places"], *said["changed"])}
    codes = dict(clients_open_to(user, to=Permission.READ_NOTES).filter(pk__in=told).values_list("pk", "code")) if told else {}
    return Seen(
        findings=said["findings"],
        notes_with=said["notes_with"],
        by_status=tuple((status.replace("_", " "), number) for status, number in said["by_status"].items()),
        effects=tuple((words, said["effects"][effect]) for effect, (_, words) in EFFECTS.items() if effect in said["effects"]),
        sentences=said["sentences"],
        hit=said["hit"],
        places=tuple(_shown(said["places"], codes)),
        changed=tuple(_shown(said["changed"], codes)),
    )


def _shown(places: Iterable[dict[str, Any]], codes: dict[UUID, str]) -> Iterable[Place]:
    for each in places:
        client = UUID(each["client"])
        if client in codes:
            effect = EFFECTS[Effect(each["effect"])][0] if each.get("effect") else ""
            yield Place(
                client,
                codes[client],
                UUID(each["note"]),
                date.fromisoformat(each["day"]),
                each["before"],
                each["words"],
                each["behind"],
                each["said"].replace("_", " "),
                effect,
                each.get("then", ""),
            )


def numbers_of(trial: Trial) -> dict[str, int]:
    """What may be told to those who may not read the notes: how many were looked at, and counts that are not small."""
    said = _Found(trial.found).said
    changes = sum(said["effects"].values())
    counts = {"findings": said["findings"], "notes_with": said["notes_with"], "changes": changes}
    return {"notes": trial.notes, **{name: number for name, number in counts.items() if number == 0 or number >= SMALL}}
