"""Real transcribed reports: each is read, each quote stands where it is said to stand, and no word of suicide goes unseen."""

import json
from pathlib import Path

import pytest

from fullarc.reading.reader import read

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
RISK_OF_SUICIDE = {"suicidal_ideation", "suicide_plan", "suicide_intent", "suicide_attempt", "suicide_warning_sign"}

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data stand beside the repository and are not there")


@pytest.fixture(scope="module")
def reports() -> list[str]:
    texts = [
        json.loads(line)["text"]
        for name in ("psychiatry", "progress", "mention")
        for line in (SHARED / f"data/mtsamples/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(texts) == 314
    return texts


def test_each_quote_is_exactly_what_stands_in_the_report(reports: list[str]) -> None:
    for text in reports:
        assert all(text[finding.evidence.start : finding.evidence.end] == finding.quote for finding in read(text))


def test_a_report_that_speaks_of_suicide_has_a_finding_about_it(reports: list[str]) -> None:
    speaking = [text for text in reports if "suicid" in text.lower()]
    assert speaking
    assert all(RISK_OF_SUICIDE & {finding.indicator for finding in read(text)} for text in speaking)
