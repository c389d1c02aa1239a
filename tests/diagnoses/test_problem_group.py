"""Courses are compared within kinds of problems; a code falls into exactly one."""

import pytest

from fullarc.diagnoses.problem_group import NOT_STATED, OTHER, problem_group, problem_groups


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("F33.1", "depression"),
        ("F40.01", "anxiety"),
        ("f41.1", "anxiety"),
        ("F42.9", "obsessions and compulsions"),
        ("F43.10", "trauma and stress"),
        ("F43.81", "grief and other stress"),
        ("F60.3", "personality"),
        ("F10.20", "substance use"),
        ("F93.0", "childhood and development"),
        ("F51.01", "sleep"),
        ("G47.00", "sleep"),
        ("F53.0", "after childbirth"),
        ("Z63.0", "life circumstances"),
        ("M54.5", OTHER),
    ],
)
def test_a_code_belongs_to_its_kind_of_problem(code: str, group: str) -> None:
    assert problem_group([code]) == group
    assert group in problem_groups()


def test_the_principal_diagnosis_decides() -> None:
    assert problem_group(["F33.1", "F10.20"]) == "depression"
    assert problem_group([]) == NOT_STATED


def test_every_group_is_named_once() -> None:
    assert len(set(problem_groups())) == len(problem_groups())
