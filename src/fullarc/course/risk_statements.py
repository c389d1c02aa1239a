"""Statements about risk: what is open, what was noted earlier, what was asked and denied."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from fullarc.course.days import count_in_words, day_in_words, days_in_words, listed
from fullarc.course.indicator_words import indicator_in_words
from fullarc.course.risk import CARE, RiskCourse, RiskMention
from fullarc.course.said import Said, said
from fullarc.course.statement import Domain, Proof

OPEN, NOT_OPEN = 10, 70  # the places on the page


def risk_statement(risk: RiskCourse, as_of: date) -> Said | None:
    """What is open, when it was last noted, how often it was asked and denied since. None when risk was never spoken of."""
    if not risk.mentions:
        return None
    if risk.unresolved:
        return _open_risk(risk, as_of)
    if not risk.positive:
        denied = sorted({mention.date for mention in risk.denials} or {mention.date for mention in risk.mentions})
        text = f"No risk signal was noted; asked and denied {_times(len(denied))}, last on {day_in_words(denied[-1], as_of)}."
        evidence = [mention.proof for mention in risk.mentions]
        return _told(risk, text, "risk.none_noted", evidence)
    last = risk.positive[-1].date
    after = sorted({mention.date for mention in risk.denials if mention.date > last})
    text = f"No risk signal is open. {_positives(risk.positive, as_of)}"
    text += f"; asked and denied {_times(len(after))} since." if after else "; four weeks have passed without another."
    evidence = [mention.proof for mention in risk.positive] + [mention.proof for mention in risk.denials if mention.date > last]
    return _told(risk, text, "risk.resolved", evidence)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{count_in_words(number)} times")


def _positives(mentions: Sequence[RiskMention], as_of: date) -> str:
    by_indicator: dict[str, list[date]] = defaultdict(list)
    for mention in mentions:
        by_indicator[mention.indicator].append(mention.date)
    parts = []
    for indicator, days in by_indicator.items():
        days = sorted(set(days))
        when = days_in_words(days, as_of) if len(days) <= 3 else f"{count_in_words(len(days))} days, last {day_in_words(days[-1], as_of)}"
        parts.append(f"{indicator_in_words(indicator)} (on {when})")
    return f"Noted earlier: {listed(parts)}"


def _open_risk(risk: RiskCourse, as_of: date) -> Said:
    text = f"A risk signal is open: {listed([_open_words(mention, as_of) for mention in risk.unresolved])}."
    later = [m for m in risk.denials if m.date > risk.unresolved[0].date and m.family == risk.unresolved[0].family]
    only_care = all(mention.family == CARE for mention in risk.unresolved)
    closes = "It closes four weeks after the last." if only_care else "Not denied since."
    text += " Denied once since; two denials close it." if later else f" {closes}"
    evidence = [mention.proof for mention in risk.unresolved] + [mention.proof for mention in later]
    return _told(risk, text, "risk.open", evidence, order=OPEN, weight=100, lead="risk")


def _told(
    risk: RiskCourse, text: str, rule: str, evidence: Iterable[Proof], *, order: int = NOT_OPEN, weight: float = 0.0, lead: str = ""
) -> Said:
    return said(
        text,
        rule,
        evidence,
        topic="risk_profile",
        domain=Domain.RISK_PROFILE,
        order=order,
        weight=weight,
        change=risk.change,
        durability=risk.durability,
        lead=lead,
    )


def _open_words(mention: RiskMention, as_of: date) -> str:
    doubt = "possibly " if mention.proof.status == "uncertain" else ""
    return f"{doubt}{indicator_in_words(mention.indicator)} on {day_in_words(mention.date, as_of)}"
