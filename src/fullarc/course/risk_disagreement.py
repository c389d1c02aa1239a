"""Where a note and a form of one day differ about suicidality, or a note and the client's own log about that or self-harm.

A prompt to look, not a verdict; both count as they are.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fullarc.course.assessment import Signal
from fullarc.course.days import days_in_words, listed
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.course.risk import SELF_HARM, SUICIDE, RiskCourse, RiskMention, gravity
from fullarc.course.risk_statements import form_of, on_days, own_words
from fullarc.course.said import Said, said
from fullarc.course.statement import Domain, Kind, Statement

RULE = "disagreement.risk"
DENIED_IN_NOTE, ONLY_IN_NOTE = f"{RULE}_denied_in_note", f"{RULE}_only_in_note"
ASKED = "suicidal_ideation"  # what the risk items of forms ask about
_TOLD = ("suicide_attempt", "suicide_intent", "suicide_plan", ASKED)
_THE_ITEM_MAY_MEAN = ("self_harm", "self_harm_urge")  # items on thoughts of death often name hurting oneself in one breath
DENIES = " of that day denies it"
BESIDE_RISK, LATER = 11, 43  # the places on the page: the current one stands beside what is open


@dataclass(frozen=True, slots=True)
class Differing:
    """What a form and a note of one day say: the form answers above its line and the note denies, or the other way round.

    The form may be a row of the client's own log.
    """

    day: date
    form: RiskMention
    note: tuple[RiskMention, ...]
    current: bool  # it is open, and there is no later day on which a note and a form both speak of it

    @property
    def denied_in_note(self) -> bool:
        return self.form.level > 0

    @property
    def family(self) -> str:
        return self.form.family

    @property
    def form_name(self) -> str:
        return form_of(self.form.proof)

    @property
    def rule(self) -> str:
        return DENIED_IN_NOTE if self.denied_in_note else ONLY_IN_NOTE

    @property
    def beside_the_risk(self) -> str:
        """What follows the reason of the signal of this risk."""
        return f"; {'the note' if self.denied_in_note else self.form_name}{DENIES}"

    def is_told_by(self, statement: Statement) -> bool:
        return statement.rule == self.rule and self.form.proof in statement.evidence


def differing(risk: RiskCourse) -> tuple[Differing, ...]:
    """Each day on which a form or the client's log and a note differ, one a form. Not mentioned is not denied: both must speak of it.

    A note that denies suicidal thoughts and tells of self-harm does not speak against a form: its item may mean that.
    """
    days: dict[date, list[RiskMention]] = defaultdict(list)
    for mention in risk.mentions:
        days[mention.date].append(mention)
    found: list[Differing] = []
    is_open = any(one.family == SUICIDE for one in risk.unresolved)
    both = [day for day, said_then in days.items() if _forms(said_then) and _notes(said_then)]
    for day in sorted(days):
        if day in both:
            found += _of_day(day, days[day], is_open and day == max(both))
        found += _of_the_log(day, days[day], risk)
    return tuple(found)


def without_the_other(signal: Signal) -> Signal:
    """A risk signal without what differs from it, for whoever is told of risk and not of disagreements."""
    if DENIES not in signal.reason:
        return signal
    reason = "; ".join(part for part in signal.reason.removesuffix(".").split("; ") if not part.endswith(DENIES))
    proofs = tuple(proof for proof in signal.proofs if proof.status != "denied" and (proof.kind is not Kind.SCORE or proof.value))
    return replace(signal, reason=f"{reason}.", proofs=proofs)


def _forms(mentions: Sequence[RiskMention]) -> list[RiskMention]:
    return [one for one in mentions if one.proof.kind is Kind.SCORE and one.indicator == ASKED]


def _notes(mentions: Sequence[RiskMention]) -> list[RiskMention]:
    return [one for one in mentions if one.proof.kind is Kind.NOTE and one.indicator in _TOLD]


def _of_day(day: date, mentions: Sequence[RiskMention], current: bool) -> list[Differing]:
    forms, notes = _forms(mentions), _notes(mentions)
    told = tuple(one for one in notes if one.level > 0)
    denied = tuple(one for one in notes if one.level == 0 and one.indicator == ASKED)
    harms_self = any(one.indicator in _THE_ITEM_MAY_MEAN and one.level > 0 and one.proof.kind is Kind.NOTE for one in mentions)
    above = [one for one in forms if one.level > 0]
    if above and denied and not told and not harms_self:
        return [Differing(day, form, denied, current) for form in above]
    if not above and told and all(one.proof.status == "present" for one in told):
        return [Differing(day, form, told, current) for form in forms]
    return []


def _of_the_log(day: date, mentions: Sequence[RiskMention], risk: RiskCourse) -> list[Differing]:
    """What the client's own log tells of a day and the note of that day denies: thoughts of suicide, self-harm."""
    found = []
    for family in (SUICIDE, SELF_HARM):
        said_then = [one for one in mentions if one.family == family]
        logged = [one for one in said_then if one.proof.kind is Kind.LOG]
        noted = [one for one in said_then if one.proof.kind is Kind.NOTE and one.indicator in (*_TOLD[-1:], *_THE_ITEM_MAY_MEAN)]
        if logged and noted and not any(one.level > 0 for one in said_then if one.proof.kind is Kind.NOTE):
            current = any(one.family == family and one.date == day for one in risk.unresolved)
            found.append(Differing(day, max(logged, key=gravity), tuple(noted), current))
    return found


def differing_statements(found: Sequence[Differing], as_of: date) -> list[Said]:
    """A sentence for each form and each way in which it differs from the notes, with both pieces of evidence of each day."""
    alike: dict[tuple[str, bool, str], list[Differing]] = defaultdict(list)
    for one in found:
        alike[one.form_name, one.denied_in_note, one.family].append(one)
    return [_statement(form, each, as_of) for (form, _, _), each in alike.items()]


def _statement(form: str, found: Sequence[Differing], as_of: date) -> Said:
    last, denied = found[-1], found[0].denied_in_note
    thoughts = indicator_in_words(ASKED)
    if last.form.proof.kind is Kind.LOG:
        text = _beside_the_log(form, found, as_of)
    elif len(found) == 1 and denied:
        answer, day = f"{last.form.proof.value or 0:g}", on_days([last.day], as_of)
        text = f"{form} of {day} answers the item on {thoughts} with {answer}; the note of the same day denies them."
    elif len(found) == 1:
        told = listed(list(dict.fromkeys(indicator_in_words(one.indicator) for one in last.note)))
        text = f"The note of {on_days([last.day], as_of)} tells of {told}; {form} of the same day answers the item on {thoughts} with 0."
    else:
        days = on_days([one.day for one in found], as_of)
        ways = ("above 0, and the notes of the same days deny them", "with 0, and the notes of the same days tell of them")
        text = f"{form} answers the item on {thoughts} {ways[0 if denied else 1]}: {days}."
    proofs = [proof for one in found for proof in (one.form.proof, *(mention.proof for mention in one.note))]
    lead = f"{form} and the note of {days_in_words([last.day], as_of)}" if last.current else ""
    rule, order = last.rule, BESIDE_RISK if last.current else LATER
    topic = ASKED if last.family == SUICIDE else SELF_HARM
    return said(text, rule, proofs, topic=topic, domain=Domain.RISK_PROFILE, order=order, weight=60, lead=lead)


def _beside_the_log(entry: str, found: Sequence[Differing], as_of: date) -> str:
    """Says "The client's own entry of 23 November: I hurt myself, yes; the note of the same day denies self-harm"."""
    last = found[-1]
    what = listed(list(dict.fromkeys(indicator_in_words(one.indicator) for each in found for one in each.note)))
    days = on_days([one.day for one in found], as_of)
    if len(found) == 1:
        return f"{capitalised(entry)} of {days}: {own_words([last.form])}; the note of the same day denies {what}."
    return f"The client's own entries of {days}, the last of them {own_words([last.form])}; the notes of the same days deny {what}."
