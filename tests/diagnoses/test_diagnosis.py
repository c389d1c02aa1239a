"""Diagnoses of a course: which hold on a day, and which contradict each other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullarc.diagnoses.diagnosis import Certainty, Diagnosis, DiagnosisRefused, check, current

SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)
PANIC = Diagnosis("F41.0", "Panic disorder", SPRING, principal=True)


def test_a_diagnosis_holds_from_its_first_day_until_the_day_it_ended() -> None:
    ended = Diagnosis("F41.0", "Panic disorder", SPRING, SUMMER)
    assert [ended.holds_on(day) for day in (SPRING - timedelta(days=1), SPRING, SUMMER - timedelta(days=1), SUMMER)] == [
        False,
        True,
        True,
        False,
    ]


def test_the_principal_one_comes_first() -> None:
    others = [Diagnosis("F32.1", "", SPRING), PANIC, Diagnosis("F10.10", "", SPRING, SUMMER)]
    assert [each.code for each in current(others, AUTUMN)] == ["F41.0", "F32.1"]


def test_a_provisional_one_says_so() -> None:
    assert str(Diagnosis("F41.0", "Panic disorder", certainty=Certainty.PROVISIONAL)) == "F41.0 Panic disorder, provisional"


@pytest.mark.parametrize(
    ("new", "because"),
    [
        (Diagnosis("F32.1", "", SUMMER, SUMMER), "does not lie after the beginning"),
        (Diagnosis("F41.0", "", SUMMER), "F41.0 stands for these days already"),
        (Diagnosis("F32.1", "", SUMMER, principal=True), "F41.0 is the principal diagnosis for these days"),
    ],
)
def test_what_contradicts_is_refused_with_the_reason(new: Diagnosis, because: str) -> None:
    with pytest.raises(DiagnosisRefused, match=because):
        check(new, [PANIC])


def test_the_same_code_may_come_back_and_the_principal_one_may_change() -> None:
    check(Diagnosis("F41.0", "", SUMMER), [Diagnosis("F41.0", "", SPRING, SUMMER)])
    check(Diagnosis("F32.1", "", SUMMER, principal=True), [Diagnosis("F41.0", "", SPRING, SUMMER, principal=True)])


DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))
ANY = st.builds(Diagnosis, st.sampled_from(["F41.0", "F32.1", "F43.10"]), st.just(""), DAYS, DAYS, st.booleans())


@given(st.lists(ANY, max_size=8), st.dates(date(2025, 12, 1), date(2027, 1, 31)))
def test_of_accepted_diagnoses_no_day_has_two_principal_ones_or_one_code_twice(tried: list[Diagnosis], day: date) -> None:
    kept: list[Diagnosis] = []
    for each in tried:
        try:
            check(each, kept)
        except DiagnosisRefused:
            continue
        kept.append(each)
    standing = current(kept, day)
    assert sum(each.principal for each in standing) <= 1
    assert len({each.code for each in standing}) == len(standing)
