"""Tasks for the week: those that only their place tells, short items of the plan with a time in them (`Feet on tile morning and night`),
and what sounds like a task and is an errand or somebody else's (`Bring insurance card`, `Father will drive him to school each day`)."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from fullarc.reading.finding import Evidence, Finding, Section, Status
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.session_work.answer_places import begins_with_work
from fullarc.reading.text.passages import Sentence

HERE = Path(__file__).parent
RULE = "homework_assigned.by_place"
FEWEST_WORDS, MOST_WORDS = 2, 14
_ITEM = re.compile(r"[^;\n]+")
_DONE = re.compile(r"(?!bed|shed|feed|need|weed)[a-z]+ed\b|\[[ x]?\]", re.IGNORECASE)
_NAME_OF_WORK = re.compile(
    r"(?:pmr|dear man|exposure|erp|body scan|grounding|imagery|thought record|worksheet|mindful)\w*\b"
    r"(?! (?:practi[cs]ed|done|taught|led|reviewed|tried|used|introduced|run))",
    re.IGNORECASE,
)
BEHIND_LABEL = ".behind_label"
_BESIDE_A_TASK = frozenset({"interventions", "strengths", "functioning"})
_NO_TASK = frozenset({"homework_assigned", "goal_setting", "medication_coordination", "safety_planning", "medication_adherence"})


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    tables = tomllib.loads((HERE / "tasks_by_place.toml").read_text(encoding="utf-8"))
    when, no_task = (re.compile(rf"(?<!\w)(?:{'|'.join(tables[name])})(?!\w)", re.IGNORECASE) for name in ("when", "no_task"))
    sheet = re.compile(
        rf"(?:(?!(?:{'|'.join(tables['given'])})\b)[\w/'’&-]+ ){{0,3}}(?:{'|'.join(tables['sheet'])})"
        rf"(?: (?:for|on|re|of|by|in|w/|with|each) .{{2,30}})?",
        re.IGNORECASE,
    )
    return when, no_task, sheet


@cache
def _no_homework() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    tables = tomllib.loads((HERE / "tasks_by_place.toml").read_text(encoding="utf-8"))
    errand, others, asked = ("|".join(tables[name]) for name in ("errand", "somebody_else_will", "asked_by_somebody_else"))
    return (
        re.compile(rf"(?<![\w-])(?:{errand})(?![\w-])", re.IGNORECASE),
        re.compile(rf"\W*(?:\d\W+)?(?:the |her |his |their |this )?(?:{others})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{asked})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:\d\W+)?(?:{'|'.join(tables['no_task_as_a_whole'])})", re.IGNORECASE),
    )


def without_errands(found: Sequence[Finding], text: str) -> list[Finding]:
    """The findings without homework that is none: appointments, papers and lifts, the client's job, what the clinician or a relative is to
    do, and what somebody in the client's life asked for."""
    return [each for each in found if each.indicator != "homework_assigned" or not _is_no_homework(each, text)]


def _is_no_homework(task: Finding, text: str) -> bool:
    errand, others, asked, as_a_whole = _no_homework()
    begin = max((text.rfind(sign, task.sentence[0], task.evidence.start) for sign in ".;:\n"), default=-1) + 1
    lead = max(begin, task.sentence[0])
    if as_a_whole.fullmatch(task.evidence.quote.strip(" .,;-–\n")) and not task.rule.endswith(BEHIND_LABEL):
        return True
    if errand.search(task.evidence.quote) or others.match(text, lead) or others.match(text, task.evidence.start):
        return True
    return asked.search(text, lead, task.evidence.end) is not None


def tasks_by_place(found: Sequence[Finding], text: str, parts: Sequence[Sentence], repeated: frozenset[int]) -> list[Finding]:
    """Tasks among the items of a plan that no rule has found. `repeated`: numbers of sentences carried forward."""
    planned = {part.start: (number, part, list[Finding]()) for number, part in enumerate(parts) if part.section is Section.PLAN}
    for finding in found:
        if finding.sentence[0] in planned:
            planned[finding.sentence[0]][2].append(finding)
    return [
        Finding(
            indicator="homework_assigned",
            evidence=Evidence(start, end, text[start:end]),
            sentence=(part.start, part.end),
            section=part.section,
            status=Status.PRESENT,
            rule=RULE,
            carried_forward=number in repeated,
        )
        for number, part, here in planned.values()
        for start, end in _tasks(text, part, here)
    ]


def _tasks(text: str, part: Sentence, here: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    when, no_task, sheet = _words()
    for item in _ITEM.finditer(text, part.start, part.end):
        words = item.group().strip(" .,\t\r-")
        if not FEWEST_WORDS <= len(words.split()) <= MOST_WORDS:
            continue
        start = text.index(words, item.start())
        end = start + len(words)
        told = [each for each in here if each.evidence.start < end and start < each.evidence.end]
        if any(each.indicator in _NO_TASK or group_of(each.indicator) not in _BESIDE_A_TASK for each in told):
            continue
        if _DONE.match(words) or no_task.search(words):
            continue
        work = begins_with_work(text, start, end)
        if sheet.fullmatch(words) or (when.search(words) and (work is None or _NAME_OF_WORK.match(text, work[0]))):
            yield start, end
