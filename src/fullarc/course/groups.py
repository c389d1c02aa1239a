"""Which group an indicator belongs to and which outcome domain it speaks to, as the reader's lexicon has it."""

from fullarc.course.statement import Domain
from fullarc.reading.phrases.lexicon import groups


def group_of(indicator: str) -> str:
    """The group's name (symptoms, functioning, risk, …), or "" for an id nobody knows."""
    return groups()[indicator].name if indicator in groups() else ""


def domain_of(indicator: str) -> Domain | None:
    """The outcome domain an indicator speaks to; strengths, interventions and life context speak to none."""
    domain = groups()[indicator].domain if indicator in groups() else None
    return Domain(domain) if domain else None


def in_group(group: str) -> tuple[str, ...]:
    """The ids of a group, in the order of the lexicon."""
    return next((each.ids for each in groups().values() if each.name == group), ())
