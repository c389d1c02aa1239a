"""What part of the reader's mentions in real reports of all fields of medicine is right: it is counted, and must not fall."""

from pathlib import Path

import pytest
from tests.outside.judged_mentions import judged, reports, still_made, wilson

from fullarc.reading.reader import read

SHARED = Path(__file__).resolve().parents[2].parent / "shared"

LAST = 6  # drawn when the findings of these reports had been mended

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data stand beside the repository and are not there")


def test_the_share_of_right_mentions_is_what_the_documentation_says() -> None:
    mentions, texts = judged(), reports(SHARED)
    assert len(mentions) == 720
    findings = {key: read(texts[key]) for key in {(each.file, each.id) for each in mentions}}
    made = still_made(mentions, findings)
    for group, least in (("risk", 0.92), ("symptoms", 0.92)):
        last = [each.right for each in made if each.group == group and each.sample == LAST]
        assert len(last) >= 55
        assert sum(last) / len(last) >= least
    lost = [each for each in mentions if each.right and each not in made]
    assert len(lost) <= 16


def test_the_interval_of_a_share_is_wilsons() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
