"""Feeling shown because of the work of the hour: tears over a farewell letter belong to the work, not to the presentation."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

from fullarc.course.timeline import Note, NotedFinding
from fullarc.reading.finding import Finding, Status

_FEELING = frozenset({"affect", "psychomotor", "speech"})  # what thinks, remembers, is oriented or takes part is no feeling
_LISTS: Mapping[str, Sequence[str]] = tomllib.loads((files("fullarc.course") / "shown_at_the_work.toml").read_text(encoding="utf-8"))


def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_LISTS[name])})", re.IGNORECASE)


_STIRRED, _PRESENTATION, _SIGN_OF_ITS_OWN = _words("stirred"), _words("presentation"), _words("sign_of_its_own")
_DANGER, _WHOLE_HOUR = _words("danger"), _words("whole_hour")
_TELLING, _OF_WEIGHT, _IN_THE_WORK, _NAMED = _words("telling"), _words("of_weight"), _words("in_the_work"), _words("named")
_TEARS = re.compile(rf"\b{_LISTS['stirred'][0]}", re.IGNORECASE)
_CLAUSES = re.compile(r"[;.\n]")
_SENTENCES = re.compile(r"[.!?\n]")


def without_the_work(findings: Iterable[NotedFinding], notes: Iterable[Note]) -> list[NotedFinding]:
    """The findings but for feeling that was shown because of the work of the hour, which says nothing of how the client has been.

    Only tears, shaking, shame, anger, fear and the like can be: what the same clause ties to the work ("tearful when speaking of the
    funeral", "shaking during the exposure"), and tears beside the name of such work ("Read the farewell letter. Wept.") or in a note that
    tells of grief. Nothing is tied to ordinary talk, to a clause that speaks of danger to life or of voices, or to what was seen all the
    hour. What a clinician said of a finding counts; so do flat, low, slow and closed presentations, and feeling that does not fit, is
    elated or swings.
    """
    texts = {note.source: note.text for note in notes}
    findings = list(findings)
    grieving = {noted.source for noted in findings if noted.finding.indicator == "grief" and noted.finding.status is Status.PRESENT}
    return [noted for noted in findings if not _is_of_the_work(noted, texts.get(noted.source, ""), grieving)]


def _is_of_the_work(noted: NotedFinding, text: str, grieving: set[str]) -> bool:
    finding, quote = noted.finding, noted.finding.quote
    said_by_a_clinician = noted.status_said or noted.level_said
    if finding.indicator not in _FEELING or finding.status is Status.DENIED or said_by_a_clinician:
        return False
    if not _STIRRED.search(quote) or _PRESENTATION.search(quote) or _SIGN_OF_ITS_OWN.search(quote):
        return False
    clause = _clause(text, finding)
    beside = _sentence_before(text, finding) + " " + clause
    tears = _TEARS.search(quote) is not None
    if _DANGER.search(beside if tears else clause):
        return False
    if tears and noted.source in grieving:
        return True
    return not _WHOLE_HOUR.search(clause) and (_is_tied(clause) or (tears and _NAMED.search(beside) is not None))


def _is_tied(clause: str) -> bool:
    return _IN_THE_WORK.search(clause) is not None or any(
        _OF_WEIGHT.search(clause, telling.start()) for telling in _TELLING.finditer(clause)
    )


def _clause(text: str, finding: Finding) -> str:
    begin, end = finding.evidence.start, finding.evidence.end
    left = _CLAUSES.split(text[finding.sentence[0] : begin])[-1]
    right = _CLAUSES.split(text[end : finding.sentence[1]])[0]
    return left + finding.quote + right


def _sentence_before(text: str, finding: Finding) -> str:
    before = text[: finding.sentence[0]].rstrip(" .!?\n")
    return _SENTENCES.split(before)[-1]
