"""The first sentence of a report without a lead of its own reads as a sentence, whatever became of a domain."""

from dataclasses import replace

import pytest
from tests.charts.nora_judged import nora

from fullarc.course.statement import Change, Domain
from fullarc.reports.parts import plain_lead
from fullarc.reports.readers import readers


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change.IMPROVED, "Symptom burden has improved"),
        (Change.WORSENED, "Symptom burden has worsened"),
        (Change.MIXED, "Symptom burden has changed in opposite directions"),
        (Change.NO_CLEAR_CHANGE, "Symptom burden shows no clear change"),
    ],
)
def test_what_became_of_a_domain_is_said_with_a_verb(change: Change, said: str) -> None:
    domains = tuple(replace(one, change=change if one.domain is Domain.SYMPTOM_BURDEN else Change.NOT_ENOUGH) for one in nora().domains)
    assert plain_lead(replace(nora(), domains=domains), readers()["insurer"].levels()).startswith(f"{said}.")


def test_where_nothing_can_be_told_it_says_so() -> None:
    domains = tuple(replace(one, change=Change.NOT_ENOUGH) for one in nora().domains)
    lead = plain_lead(replace(nora(), domains=domains), readers()["insurer"].levels())
    assert lead.startswith("Not enough is recorded yet to tell change.")
