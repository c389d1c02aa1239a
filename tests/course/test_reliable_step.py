"""The smallest change of a measure that is larger than its measurement error."""

import pytest

from fullarc.course.score_signals import SEM_OF_STEP
from fullarc.course.thresholds import reliable_step
from fullarc.instruments.definition import Fact, Scale


def scale(sd: float, reliability: float) -> Scale:
    facts = {"clinical_sd": Fact(sd, "invented", True), "reliability": (Fact(reliability, "invented", False),)}
    return Scale("total", "Total", (), 0, 40, **facts)


def test_without_a_published_value_it_is_computed_after_jacobson_and_truax() -> None:
    step = reliable_step(scale(5.0, 0.84))
    assert step is not None
    assert step.points == pytest.approx(5.5437, abs=1e-4)  # 1.96 x sqrt(2) x 5 x sqrt(1 - .84)
    assert (step.inclusive, step.verified) == (False, False)


@pytest.mark.parametrize(("sd", "reliability"), [(5.0, 1.0), (5.0, -0.1), (0.0, 0.8)])
def test_figures_that_leave_no_error_of_measurement_give_no_step(sd: float, reliability: float) -> None:
    assert reliable_step(scale(sd, reliability)) is None


def test_a_step_is_so_many_standard_errors_of_measurement() -> None:
    step = reliable_step(scale(5.0, 0.84))
    assert step is not None
    assert step.points * SEM_OF_STEP == pytest.approx(2.0)  # 5 x sqrt(1 - .84)
