"""What notes tell of present use of alcohol, drugs and tobacco: a diagnosis, talk about it and heavier times before are none."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files

from fullarc.course.timeline import Note, NotedFinding
from fullarc.reading.finding import Finding, Severity, Status

OF_USE = frozenset({"alcohol_use", "substance_use", "tobacco_use"})
_LISTS: Mapping[str, Sequence[str]] = tomllib.loads((files("fullarc.course") / "present_use.toml").read_text(encoding="utf-8"))


def _words(*names: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(entry for name in names for entry in _LISTS[name])})\b", re.IGNORECASE)


_DIAGNOSIS, _TALK, _BEFORE, _LOOKING_BACK = _words("diagnosis"), _words("talk"), _words("before"), _words("looking_back")
_UNTIL_NOW, _RECENT = _words("until_now"), _words("recent")
_NOW, _TOLD_OF_USE = _words("present", "recent"), _words("present", "recent", "amount")
_ACT = _words("act", "present", "recent", "amount")
_TURNS_TO_NOW = re.compile(r"\b(?:now|currently|these days|at present|presently|today)\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[;.\n]")
_CLAIMED = frozenset({Status.PRESENT, Status.UNCERTAIN})


def of_present_use(findings: Iterable[NotedFinding], notes: Iterable[Note]) -> list[NotedFinding]:
    """The findings but for those of alcohol, drugs and tobacco that tell nothing of how much is used now.

    Left out are the name of a diagnosis with its level ("cannabis use disorder, severe"), times before ("at worst a bottle a day"; what
    is set against a "now" in its sentence) and bare talk about it. What is told of now or of these days ("last night", "currently"), and an
    amount beside talk or looking back, stay: a relapse that nobody sees is worse than a mention too many. Of a level word that stands on
    the talk ("serious consequences of drinking") the mention stays without it. What a clinician said counts as it is.
    """
    texts = {note.source: note.text for note in notes}
    findings = list(findings)
    of_use: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for noted in findings:
        of_use[noted.source, noted.finding.indicator].append(noted.finding)
    kept: list[NotedFinding] = []
    for noted in findings:
        text = texts.get(noted.source, "")
        if noted.finding.indicator not in OF_USE or noted.finding.status not in _CLAIMED or noted.status_said or noted.level_said:
            kept.append(noted)
        elif not _is_elsewhere(text, noted.finding, of_use[noted.source, noted.finding.indicator]):
            kept.append(replace(noted, finding=_without_level_of_talk(text, noted.finding)))
    return kept


def _is_elsewhere(text: str, finding: Finding, alike: Sequence[Finding]) -> bool:
    left, right = _around(text, finding)
    clause = left + finding.quote + right
    between_commas = left.split(",")[-1] + finding.quote + right.split(",")[0]
    if _is_set_against_now(text, finding, alike):
        return not _RECENT.search(between_commas)
    if _BEFORE.search(between_commas) and not _UNTIL_NOW.search(between_commas) and not _NOW.search(between_commas):
        return True
    if (
        finding.value is None
        and _LOOKING_BACK.search(between_commas)
        and not _UNTIL_NOW.search(between_commas)
        and not _TOLD_OF_USE.search(clause)
    ):
        return True
    if finding.direction is not None or finding.value is not None:
        return False
    return bool(_is_diagnosis(finding.quote) or _is_talk(left, finding.quote + right))


def _is_diagnosis(quote: str) -> bool:
    return _DIAGNOSIS.search(quote) is not None and _TOLD_OF_USE.search(quote) is None


def _is_talk(left: str, rest: str) -> bool:
    """Whether it is only talked about; behind a colon stands what is told: "Risks: heavy alcohol use"."""
    talk = _TALK.search(left.split(":")[-1])
    return talk is not None and _ACT.search(left.split(":")[-1][talk.end() :] + rest) is None


def _is_set_against_now(text: str, finding: Finding, alike: Sequence[Finding]) -> bool:
    """Whether a later mention of the same sentence says how it is now: "drinking had increased after the divorce, now two beers"."""
    begin, end = finding.evidence.end, finding.sentence[1]
    later = [other.evidence.start for other in alike if begin <= other.evidence.start < end and other.status is not Status.HISTORICAL]
    return any(_TURNS_TO_NOW.search(text[begin:start]) for start in later)


def _without_level_of_talk(text: str, finding: Finding) -> Finding:
    if finding.severity in (Severity.MODERATE, Severity.SEVERE) and _TALK.search(_around(text, finding)[0].split(":")[-1]):
        return replace(finding, severity=None)
    return finding


def _around(text: str, finding: Finding) -> tuple[str, str]:
    """The words of the clause before and after the mention."""
    begin, end = finding.evidence.start, finding.evidence.end
    return _CLAUSES.split(text[finding.sentence[0] : begin])[-1], _CLAUSES.split(text[end : finding.sentence[1]])[0]
