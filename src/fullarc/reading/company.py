"""Words that count only in risk company ("plan", "intent"): where all risk nearby is denied, they speak of something else."""

from bisect import bisect_right
from collections.abc import Sequence

from fullarc.reading.finding import Finding, Status

NEEDS_CLAIMED_RISK = frozenset({"suicide_plan", "suicide_intent"})
SENTENCES_BEFORE, SENTENCES_AFTER = 4, 2


def in_claimed_company(findings: Sequence[Finding], starts: Sequence[int], needy: frozenset[str], risk: frozenset[str]) -> list[Finding]:
    """The findings without those plans and intents that stand beside denied risk only ("Denies SI. Planned the next exposure.").

    `starts` are the beginnings of the sentences, `needy` the ids of rules that count only in company, `risk` the indicators of risk.
    """
    of_risk = [f for f in findings if f.indicator in risk and f.rule not in needy]
    placed = [(bisect_right(starts, f.evidence.start), f) for f in of_risk]

    def claimed(finding: Finding) -> bool:
        here = bisect_right(starts, finding.evidence.start)
        near = [f for place, f in placed if here - SENTENCES_BEFORE <= place <= here + SENTENCES_AFTER]
        return not near or any(f.status is not Status.DENIED for f in near)

    return [
        f for f in findings if f.indicator not in NEEDS_CLAIMED_RISK or f.rule not in needy or f.status is not Status.PRESENT or claimed(f)
    ]
