"""The diary card of one client: the common lines, and for each of the client's targets the urge and, apart from it, the action."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fullarc.instruments.definition import Better
from fullarc.instruments.log import LogDefinition, LogField, LogKind
from fullarc.modalities.tracker import Row, trackers

USED_FROM = 4  # the levels from "did them, no help" up
HELPED = (5, 7)
RISKS = {1: ("suicidal_ideation", "suicide_attempt"), 2: ("self_harm_urge", "self_harm")}  # what an urge and an action are about
URGENT = 4.0  # an urge so strong asks for attention; so does every action


SUICIDE = 1


@dataclass(frozen=True, slots=True)
class Target:
    """`about`: 0 something else, 1 suicide, 2 self-harm, 3 use."""

    id: str
    label: str
    about: int = 0


# What the public cards have in common before a client's own targets (urges: suicide, self-harm, use). Offered, never put on by itself.
SUGGESTED = (Target("suicide", "Ending my life", SUICIDE), Target("self_harm", "Hurting myself", 2), Target("use", "Alcohol or drugs", 3))


def urge_line(target: str) -> str:
    return f"urge_{target}"


def act_line(target: str) -> str:
    return f"act_{target}"


def card_for(targets: Sequence[Target], form: LogDefinition | None = None) -> LogDefinition:
    """The form of this client's card: the lines of the targets before the common ones."""
    form = form or trackers()["diary-card"].row
    lines = [line for target in targets for line in _lines(target)]
    return replace(form, fields=(*lines, *form.fields))


def _lines(target: Target) -> tuple[LogField, LogField]:
    urge_about, act_about = RISKS.get(target.about, ("", ""))
    urge = LogField(
        urge_line(target.id),
        f"{target.label}: urge",
        LogKind.SCALE,
        0,
        5,
        better=Better("lower"),
        low_label="none",
        high_label="as strong as it gets",
        risk_at_least=URGENT if urge_about else None,
        risk_about=urge_about,
    )
    act = LogField(
        act_line(target.id),
        f"{target.label}: {'tried?' if target.about == SUICIDE else 'done?'}",
        LogKind.YES_NO,
        better=Better("lower"),
        risk_at_least=1 if act_about else None,
        risk_about=act_about,
    )
    return urge, act


def one_a_day(rows: Sequence[Row]) -> Mapping[date, Row]:
    """The card of each day: the one entered last where there are two, in order of date."""
    return dict(sorted({row.date: row for row in rows}.items()))


@dataclass(frozen=True, slots=True)
class SkillsUse:
    """Counts of days, never a mean: the levels are ordered words that tell of effort and of help."""

    days: int
    levels: tuple[int, ...]  # days at each level from 0 to 7

    @property
    def used(self) -> int:
        return sum(self.levels[USED_FROM:])

    @property
    def helped(self) -> int:
        return sum(self.levels[level] for level in HELPED)


def skills_use(levels: Sequence[float]) -> SkillsUse:
    """From the level of each day that gave one."""
    counted = Counter(int(level) for level in levels)
    return SkillsUse(len(levels), tuple(counted[level] for level in range(8)))
