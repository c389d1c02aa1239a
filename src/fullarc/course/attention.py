"""What asks for a clinician's eye: signals without a model of the client, each with its reason, rule, proof and expected false alarms."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from fullarc.course.assessment import Signal
from fullarc.course.care_signals import alliance, control_chart, missed, silence, untouched
from fullarc.course.days import day_in_words, listed
from fullarc.course.indicator_words import capitalised
from fullarc.course.risk_disagreement import differing
from fullarc.course.risk_statements import danger_in_words, end_in_words, gravest_in_words, open_mentions, own_words
from fullarc.course.score_signals import deterioration, disagreements, lost_gains, off_course, own_regression, slow, steps_back
from fullarc.course.signal_evidence import ALLIANCE_MEASURE, Evidence

__all__ = ["ALLIANCE_MEASURE", "Evidence", "signals_of"]


def signals_of(evidence: Evidence) -> tuple[Signal, ...]:
    """All signals of a course, risk first. A course that has ended only keeps risk, deterioration, a lost gain and disagreement."""
    always: Sequence[Callable[[Evidence], list[Signal]]] = (_risk, deterioration, lost_gains, disagreements)
    while_open: Sequence[Callable[[Evidence], list[Signal]]] = (
        steps_back,
        own_regression,
        off_course,
        slow,
        alliance,
        missed,
        silence,
        untouched,
        control_chart,
    )
    chosen = [*always, *while_open] if evidence.open else always
    return tuple(signal for find in chosen for signal in find(evidence))


def _risk(evidence: Evidence) -> list[Signal]:
    """Each kind of risk that is open, with all that was said of it on its last day, the most pressing first. The first tells of the gravest
    that the course has noted, also where that is closed: beside something slight it would be forgotten."""
    signals: list[Signal] = []
    apart = {(one.day, one.family): one for one in differing(evidence.risk)}
    told = {(one.family, one.date) for one in evidence.risk.unresolved}
    graver = evidence.risk.gravest if any((one.family, one.date) not in told for one in evidence.risk.gravest) else ()
    for mention in evidence.risk.unresolved:
        said = "possibly " if mention.level <= 1 and mention.proof.status == "uncertain" else ""
        day = day_in_words(mention.date, evidence.as_of)
        since = end_in_words(mention, evidence.risk)
        other = apart.get((mention.date, mention.family))
        if other is not None:
            since += other.beside_the_risk
        that_day = [mention, *(one for one in open_mentions(mention, evidence.risk) if one.date == mention.date and one is not mention)]
        named = listed(list(dict.fromkeys(danger_in_words(one) for one in that_day)))
        short = f"{capitalised(said + danger_in_words(mention))}, {day}"
        own = f" (the client's own entry: {words})" if (words := own_words(that_day)) else ""
        reason = f"{capitalised(said + named)} on {day}{own}; {since}."
        proofs = [one.proof for one in that_day]
        if other is not None:
            proofs += [one.proof for one in (other.form, *other.note) if one.proof not in proofs]
        if graver and not signals:
            reason = f"{reason.removesuffix('.')}; {gravest_in_words(evidence.risk, evidence.as_of)}."
            proofs += [one.proof for one in graver]
        signal = evidence.signal("risk", reason, short, mention.date, proofs, urgent=True)
        signals.append(replace(signal, danger=mention.indicator))
    return signals
