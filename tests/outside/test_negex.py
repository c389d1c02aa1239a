"""The status of marked concepts in hospital reports (development half of the NegEx sentences), against what people annotated."""

from pathlib import Path

import pytest

from fullarc.reading.finding import Status
from outside.negex import Row, f1, rows

SHARED = Path(__file__).resolve().parents[2].parent / "shared"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data stand beside the repository and are not there")


@pytest.fixture(scope="module")
def sentences() -> list[Row]:
    return rows(SHARED)


def test_negated_concepts_are_read_as_denied(sentences: list[Row]) -> None:
    assert f1([row.says(Status.DENIED) for row in sentences], [row.negated for row in sentences]) >= 0.97


def test_history_is_read_as_history(sentences: list[Row]) -> None:
    affirmed = [row for row in sentences if not row.negated]
    assert f1([row.says(Status.HISTORICAL) for row in affirmed], [row.temporality == "Historical" for row in affirmed]) >= 0.65


def test_instructions_and_general_statements_are_read_as_hypothetical(sentences: list[Row]) -> None:
    assert f1([row.says(Status.HYPOTHETICAL) for row in sentences], [row.temporality == "Not particular" for row in sentences]) >= 0.95
