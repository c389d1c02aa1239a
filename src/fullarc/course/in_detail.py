"""Which statements about indicators stand among the few that say how the course went, and which are told beneath them."""

from collections.abc import Sequence
from dataclasses import replace

from fullarc.course.said import Said
from fullarc.course.statement import Change, Domain

FEW = 4  # so many statements about indicators need no second part
FOREMOST = {Domain.SYMPTOM_BURDEN: 2, Domain.FUNCTIONAL_CAPACITY: 1, Domain.OVERALL_PRESENTATION: 0}


def details_marked(drafts: Sequence[Said], scores: Sequence[Said]) -> list[Said]:
    """Statements about indicators, those told in detail marked so.

    Foremost stand, by domain, the heaviest that no measure speaks to already; what got worse is always foremost. With four statements or
    fewer nothing is a detail.
    """
    if len(drafts) <= FEW:
        return list(drafts)
    measured = {topic for one in scores for topic in one.covers}
    room = dict(FOREMOST)
    told = []
    for one in sorted(drafts, key=lambda draft: -draft.weight):
        worse = one.statement.change is Change.WORSENED
        foremost = worse or (one.domain in room and room[one.domain] > 0 and one.statement.topic not in measured)
        if foremost and one.domain in room:
            room[one.domain] -= 1
        told.append(replace(one, statement=replace(one.statement, detail=not foremost)))
    return told
