"""What the client did: skills used, fears faced, memories worked on, homework, the log; and what the sessions worked on."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from fullarc.course.assessment import CourseAssessment
from fullarc.course.days import number_in_words
from fullarc.course.proofs import entry_proof
from fullarc.course.statement import Change, Proof
from fullarc.course.timeline import LogEntry
from fullarc.course.tracked_statements import tracked_proof
from fullarc.modalities.diary_card import skills_use
from fullarc.modalities.homework import MOST_OF_IT
from fullarc.narrative.client_sentence import ClientSentence, Part
from fullarc.narrative.client_words import ClientWords

FEAR_STEP, PULL_STEP = 10.0, 2.0  # of 100 and of 10: less is not told as a fall
LOG_DAYS, LOG_ENTRIES, MOOD_STEP = 14, 5, 0.2  # days at each end, entries in them, share of the scale that counts as a difference
MOST_THINGS = 3
FEWEST_SESSIONS = 2


def deed_sentences(seen: CourseAssessment, words: ClientWords) -> Iterator[ClientSentence]:
    by_log: dict[str, list[LogEntry]] = defaultdict(list)
    for entry in seen.timeline.tracked:
        by_log[entry.log].append(entry)
    yield from _homework(by_log["homework"], words)
    yield from _skills(by_log["diary-card"], words)
    yield from _faced(by_log["exposure"], words)
    yield from _memories(by_log["emdr"], words)
    yield from _mood(seen.timeline.entries, words)
    yield from _worked_on(seen, words)


def _done(key: str, text: str, rows: Sequence[LogEntry], support: str, weight: float) -> ClientSentence:
    return ClientSentence(key, Part.DONE, text, tuple(map(tracked_proof, rows)), support=support, weight=weight)


def _homework(rows: Sequence[LogEntry], words: ClientWords) -> Iterator[ClientSentence]:
    due = [row for row in rows if row.item == "completion"]
    if due:
        done, number = words.pair(sum(row.value >= MOST_OF_IT for row in due), len(due), "things")
        text = words.counted("done", "homework", len(due), done=done, due=number)
        yield _done("homework", text, due, words.counted("support", "tasks", len(due), n=number), 50)


def _skills(rows: Sequence[LogEntry], words: ClientWords) -> Iterator[ClientSentence]:
    levels = [row for row in rows if row.item == "usage"]
    if levels:
        use = skills_use([row.value for row in levels])
        key = "skills" if use.used else "skills_none"
        text = words.counted(
            "done", key, use.days, used=words.count(use.used, "days"), days=words.count(use.days), helped=words.count(use.helped, "days")
        )
        yield _done("skills", text, levels, words.counted("support", "entries", len(levels), n=words.count(len(levels))), 40)


def _faced(rows: Sequence[LogEntry], words: ClientWords) -> Iterator[ClientSentence]:
    by_step: dict[str, list[LogEntry]] = defaultdict(list)
    for row in rows:
        if row.item == "peak":
            by_step[row.about].append(row)
    for place, (step, peaks) in enumerate(by_step.items()):
        first, last = peaks[0].value, peaks[-1].value
        key = "faced_less" if len(peaks) > 1 and first - last >= FEAR_STEP else "faced" if len(peaks) > 1 else "faced_once"
        number = words.count(len(peaks))
        given = {"step": step, "n": number, "first": number_in_words(first), "last": number_in_words(last)}
        support = words.say("support", "attempts", n=number) if len(peaks) > 1 else ""
        yield _done(f"faced:{step}", words.say("done", key, **given), peaks, support, 30 - place)


def _memories(rows: Sequence[LogEntry], words: ClientWords) -> Iterator[ClientSentence]:
    """Distress about a memory that fell; the memory is not named, and one that did not fall is for the session."""
    by_target: dict[str, list[LogEntry]] = defaultdict(list)
    for row in rows:
        if row.item == "sud":
            by_target[row.about].append(row)
    for place, (target, suds) in enumerate(by_target.items()):
        first, last = suds[0].value, suds[-1].value
        if first - last >= PULL_STEP:
            text = words.say("done", "memory", first=number_in_words(first), last=number_in_words(last))
            yield _done(f"memory:{target}", text, suds, words.say("support", "rated", n=words.count(len(suds))), 20 - place)


def _mood(entries: Sequence[LogEntry], words: ClientWords) -> Iterator[ClientSentence]:
    """The usual mood of the first two weeks of the log against the last two; descriptive, from at least five entries each."""
    rows = [entry for entry in entries if entry.item == "mood" and entry.better == "higher"]
    if not rows:
        return
    first = [row for row in rows if (row.date - rows[0].date).days < LOG_DAYS]
    last = [row for row in rows if (rows[-1].date - row.date).days < LOG_DAYS]
    if min(len(first), len(last)) < LOG_ENTRIES or (rows[-1].date - rows[0].date).days < 2 * LOG_DAYS:
        return
    high = highest_of(rows)
    then, now = median(row.value for row in first), median(row.value for row in last)
    way = "mood_up" if now - then >= MOOD_STEP * high else "mood_down" if then - now >= MOOD_STEP * high else "mood_same"
    change = {"mood_up": Change.IMPROVED, "mood_down": Change.WORSENED}.get(way, Change.NO_CLEAR_CHANGE)
    part = {"mood_up": Part.BETTER, "mood_down": Part.HARD}.get(way, Part.DONE)
    days = words.count(len({row.date for row in rows}))
    text = words.say("done", way, now=number_in_words(now), then=number_in_words(then), high=number_in_words(high))
    yield ClientSentence(
        "log:mood", part, text, tuple(map(entry_proof, (*first, *last))), support=words.say("support", "entries", n=days), change=change,
        topics=("mood",), weight=60,
    )  # fmt: skip


def highest_of(rows: Sequence[LogEntry]) -> float:
    """The upper end of the scale that a log's numbers lie on: 5 or 10, told from the numbers themselves."""
    return 5.0 if max(row.value for row in rows) <= 5 else 10.0


def _worked_on(seen: CourseAssessment, words: ClientWords) -> Iterator[ClientSentence]:
    told = [(name, proofs) for name, proofs in seen.interventions if words.has("things", name) and len(proofs) >= FEWEST_SESSIONS][
        :MOST_THINGS
    ]
    if told:
        proofs: list[Proof] = [proof for _, each in told for proof in each]
        text = words.say("done", "worked_on", things=words.listed([words.say("things", name) for name, _ in told]))
        support = words.say("support", "sessions", n=words.count(len({proof.date for proof in proofs})))
        yield ClientSentence("worked_on", Part.DONE, text, tuple(proofs), support=support, weight=10)
