"""The dose of a medicine, and what it was before: "sertraline 50 → 100 mg", "increased to 20, was 10"."""

import re
from dataclasses import replace

from fullarc.reading.finding import Finding

SIGNS_BEHIND = 32
_STRENGTH = r"(\d{1,4}(?:\.\d{1,2})?)"
_STEPPED = re.compile(
    rf"{_STRENGTH}\s?(?:mg|mcg)?\s?(?:-+>|→|>|to)\s?{_STRENGTH}\s?(?:mg|mcg)?\b(?!\s?(?:weeks?|days?|wks?|months?|am|pm))", re.IGNORECASE
)
_DOSE = re.compile(rf"{_STRENGTH}\s?(?:mg|mcg)\b", re.IGNORECASE)
_RAISED = re.compile(
    rf"(?:\b(?:up|down|back|raised|increased?|lowered|cut)|[\^↑↓])\s(?:up |down )?to {_STRENGTH}"
    r"(?=\s*(?:$|[.,;)]|b\.?i\.?d|qhs|qam|daily))",
    re.IGNORECASE,
)
_WAS = re.compile(rf"(?:\(?(?:up|down|↑|↓)\s)?\bfrom {_STRENGTH}|,\s?was {_STRENGTH}", re.IGNORECASE)


def with_dose(text: str, finding: Finding) -> Finding:
    """The finding about a medicine with the dose that stands in its words or shortly behind them, where it has no amount."""
    if finding.value is not None:
        return finding
    start, limit = finding.evidence.start, min(finding.evidence.end + SIGNS_BEHIND, finding.sentence[1])
    if stepped := _STEPPED.search(text, start, limit):
        return replace(finding, value=float(stepped[2]), previous_value=float(stepped[1]), unit=_measured_in(stepped[0]))
    dose = _DOSE.search(text, start, limit) or _RAISED.search(text, start, limit)
    if dose is None:
        return finding
    was = _WAS.match(text, min(dose.end() + 1, limit), limit) or _WAS.match(text, dose.end(), limit)
    return replace(finding, value=float(dose[1]), unit=_measured_in(dose[0]), previous_value=float(was[1] or was[2]) if was else None)


def _measured_in(dose: str) -> str:
    return "mcg" if "mcg" in dose.lower() else "mg"
