"""What the pages call a finding: its name, and the words for its status, direction, level and amount."""

from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.course.quantities import unit_in_words
from fullarc.course.status_words import status_in_words
from fullarc.reading.finding import Finding, Status
from fullarc.reading.phrases.lexicon import group_of

OBSERVED_WORDS = {Status.PRESENT: "out of the ordinary", Status.DENIED: "within normal limits"}
WHY_WORDS = {"rule": "found by", "severity": "level", "value": "amount", "carried forward": "carried over"}  # heads of an explanation
_MEASURE_NAMES = {"sud": "SUDS"}  # SUD alone is read as substance use disorder


def status_word(status: Status, finding: Finding) -> str:
    """The word for a status of a finding; of what is observed its own."""
    own = OBSERVED_WORDS.get(status) if observed(finding) else None
    return own or status_in_words(status, finding.indicator)


def words_of(finding: Finding) -> str:
    """Status, direction, severity and number of a finding, as far as they are said."""
    said = [status_word(finding.status, finding)]
    said += [str(each) for each in (finding.direction, finding.severity) if each]
    if finding.value is not None:
        said.append(amount(finding))
    return ", ".join(said)


def observed(finding: Finding) -> bool:
    """Affect, speech and the like are observed, not claimed: they are within normal limits or out of the ordinary."""
    return group_of(finding.indicator) == "presentation"


def name_of(finding: Finding) -> str:
    if finding.measure:
        return _MEASURE_NAMES.get(finding.measure, finding.measure.upper())
    return capitalised(finding.indicator.replace("_", " ") if observed(finding) else indicator_in_words(finding.indicator))


def amount(finding: Finding) -> str:
    """5 per week (was 2): numbers as the note gives them."""
    now = number(finding.value)
    unit = unit_in_words(finding.unit or "", finding.value)
    before = f" (was {number(finding.previous_value)})" if finding.previous_value is not None else ""
    return f"{now} {unit}".strip() + before


def number(value: object) -> str:
    if isinstance(value, tuple):
        return f"{value[0]:g} to {value[1]:g}"
    return f"{value:g}" if isinstance(value, int | float) else ""
