"""Labels of danger in forms and lists ("SI", "Plan", "Firearms"), what a form may ask for, and a finding with the answer it was given."""

import re
from dataclasses import replace

from fullarc.reading.finding import Evidence, Finding, Status
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.text.word_lists import alternatives_in

_ALSO = frozenset({"hallucinations", "delusions_paranoia", "trauma_exposure"})
_NOT_OF = frozenset({"protective_factor", "safety_plan"})
LABEL = rf"(?<!\w){alternatives_in('forms/labels_of_danger.toml')['label']}(?!\w)"
A_LABEL = re.compile(LABEL, re.IGNORECASE)
_SEVERAL = re.compile(r"/| or | and |[\[\]☐☒☑]|[ \t]{2}")
_OWN_LABEL = {
    "access_to_means": re.compile(r"\b(?:means|guns?|weapons?|firearms?)\b", re.IGNORECASE),
    "homicidal_ideation": re.compile(r"\b(?:HI|homicid\w+(?: ideation| thoughts)?)\b", re.IGNORECASE),
}


def is_asked_for(finding: Finding) -> bool:
    """Whether it is something dangerous that a form or a list of answers asks for."""
    return (group_of(finding.indicator) == "risk" or finding.indicator in _ALSO) and finding.indicator not in _NOT_OF


def may_be_asked(finding: Finding) -> bool:
    """Whether a form may ask for it of the client: a danger or a symptom that is not told of somebody else."""
    return finding.status is not Status.OTHER_PERSON and (is_asked_for(finding) or group_of(finding.indicator) == "symptoms")


def own_label(finding: Finding) -> int:
    """Where the label begins that a finding is about, of several that its words name: "Plan/intent/means" is means."""
    own = _OWN_LABEL.get(finding.indicator)
    labels = list(own.finditer(finding.quote)) if own is not None and _SEVERAL.search(finding.quote) else []
    return finding.evidence.start + labels[-1].start() if labels else finding.evidence.start


def with_answer(finding: Finding, status: Status, words: str, text: str) -> Finding:
    """The finding with the status that these words of the text give it, which are its cue."""
    if finding.status is status:
        return replace(finding, cues=((str(status), words),)) if status is Status.PRESENT and not finding.cues else finding
    start = own_label(finding)
    evidence, label = finding.evidence, A_LABEL.match(text, start)
    if status is Status.PRESENT and label is not None:
        evidence = Evidence(start, label.end(), label[0])  # without the answer of another: "SI/HI/[SIB]: no/no/yes"
    return replace(finding, status=status, evidence=evidence, cues=((str(status), words),))
