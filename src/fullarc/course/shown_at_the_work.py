"""Feeling shown because of the work of the hour: tears over a farewell letter belong to the work, not to the presentation."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

from fullarc.course.timeline import Note, NotedFinding
from fullarc.reading.finding import Finding, Status

_FEELING = frozenset({"affect", "engagement", "psychomotor", "speech"})  # what thinks, remembers or is oriented is no feeling
_LISTS: Mapping[str, Sequence[str]] = tomllib.loads((files("fullarc.course") / "shown_at_the_work.toml").read_text(encoding="utf-8"))
_NAMED = re.compile(rf"\b(?:{'|'.join(_LISTS['named'])})\b", re.IGNORECASE)
_WORK = re.compile(rf"\b(?:{'|'.join(entry for name, entries in _LISTS.items() if name != 'named' for entry in entries)})", re.IGNORECASE)
_TEARS = re.compile(
    r"\b(?:tear(?:s|y|ful\w*|ed up|ing up)|weep(?:s|y|ing)?|wept|cr(?:y|ies|ied|ying)|sob(?:s|bed|bing)?|welled up)\b", re.IGNORECASE
)
_MORE_THAN_TEARS = re.compile(r"\b(?:flat|blunt|depress|dysphor|constrict|restrict|despond|hopeless|agitat|distraught)\w*", re.IGNORECASE)
_SIGN_OF_ITS_OWN = re.compile(
    r"\b(?:incongru\w*|inappropriate\w*|labile|lability|bizarre|expansive|euphori\w*|elat\w*|elevated|gidd\w*|giggl\w*|silly|manic\w*|"
    r"pressured|rapid|slurred|disorgani[sz]ed|catatoni\w*|mute)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[;.\n]")
_SENTENCES = re.compile(r"[.!?\n]")


def without_the_work(findings: Iterable[NotedFinding], notes: Iterable[Note]) -> list[NotedFinding]:
    """The findings but for feeling that was shown because of the work of the hour, which says nothing of how the client has been.

    Tied to the work is what the same clause ties to it ("tearful when speaking of her father", "shaking during the exposure"), and tears
    beside the name of such work ("Read the farewell letter. Wept.") or in a note that tells of grief. What a clinician said of a finding
    counts; so does what is a sign wherever it shows: feeling that does not fit, is elated or swings.
    """
    texts = {note.source: note.text for note in notes}
    findings = list(findings)
    grieving = {noted.source for noted in findings if noted.finding.indicator == "grief" and noted.finding.status is Status.PRESENT}
    return [noted for noted in findings if not _is_of_the_work(noted, texts.get(noted.source, ""), grieving)]


def _is_of_the_work(noted: NotedFinding, text: str, grieving: set[str]) -> bool:
    finding = noted.finding
    said_by_a_clinician = noted.status_said or noted.level_said
    if finding.indicator not in _FEELING or finding.status is Status.DENIED or said_by_a_clinician:
        return False
    if _SIGN_OF_ITS_OWN.search(finding.quote):
        return False
    only_tears = _TEARS.search(finding.quote) is not None and _MORE_THAN_TEARS.search(finding.quote) is None
    clause = _clause(text, finding)
    if not only_tears:
        return _WORK.search(clause) is not None
    beside = _sentence_before(text, finding) + " " + clause
    return noted.source in grieving or any(tie.search(words) for tie, words in ((_WORK, clause), (_NAMED, beside)))


def _clause(text: str, finding: Finding) -> str:
    begin, end = finding.evidence.start, finding.evidence.end
    left = _CLAUSES.split(text[finding.sentence[0] : begin])[-1]
    right = _CLAUSES.split(text[end : finding.sentence[1]])[0]
    return left + finding.quote + right


def _sentence_before(text: str, finding: Finding) -> str:
    before = text[: finding.sentence[0]].rstrip(" .!?\n")
    return _SENTENCES.split(before)[-1]
