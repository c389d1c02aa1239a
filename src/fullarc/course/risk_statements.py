"""Statements about risk: what was there before, what is open, what was noted earlier, what was asked and denied."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from fullarc.course.days import count_in_words, counted, day_in_words, days_in_words, listed
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.course.protective_words import protective_in_words
from fullarc.course.risk import CARE, QUIET_DAYS, RiskCourse, RiskMention
from fullarc.course.said import Said, said
from fullarc.course.statement import Domain, Kind, Proof
from fullarc.reading.danger.danger_from_others import VIOLENCE
from fullarc.reading.danger.whose_violence import UNCLEAR, done_to_another

OPEN, NOT_OPEN = 10, 70  # the places on the page
MOST_DAYS = 3
OWN_ENTRY = "the client's own entry"
_NOT_ASKED_AGAIN = "no present risk was asked about or noted"
_PASSIVE = frozenset(
    f"suicidal_ideation.{rule}"
    for rule in ("never_waking", "not_waking", "sorry_to_wake", "not_living", "not_wanting_to_live", "rather_than_live", "better_without")
)
_DENIED_BESIDE = {"suicide_plan": "plan", "suicide_intent": "intent", "access_to_means": "access to means", "self_harm": "self-harm"}


def risk_statement(risk: RiskCourse, as_of: date) -> Said | None:
    """The history first, then what is open, when it was last noted, where it was asked and denied. None when risk was never spoken of."""
    if not risk.mentions:
        return _only_history(risk, as_of) if risk.history else None
    if risk.unresolved:
        return _open_risk(risk, as_of)
    if not risk.positive:
        denials = risk.mentions
        last = day_in_words(denials[-1].date, as_of)
        text = f"No {'present ' if risk.history else ''}risk signal was noted; asked and denied in {told_in(denials)}, last on {last}."
        return _told(risk, text, "risk.none_noted", [mention.proof for mention in denials], as_of)
    last_positive = risk.positive[-1].date
    after = [mention for mention in risk.denials if mention.date > last_positive]
    text = f"All that was noted of risk is resolved. {_positives(risk.positive, as_of)}"
    text += f"; asked and denied since in {told_in(after)}." if after else "; four weeks have passed without another."
    if not _is_named(risk.gravest, risk.positive):
        text += f" {capitalised(gravest_in_words(risk, as_of))}."
    evidence = [mention.proof for mention in (*risk.positive, *after)]
    return _told(risk, text, "risk.resolved", evidence, as_of)


def told_in(mentions: Sequence[RiskMention]) -> str:
    """Where something was said, notes and forms apart: "17 notes and 18 forms"."""
    notes, forms = notes_and_forms(mentions)
    return listed([counted(number, noun) for number, noun in ((notes, "note"), (forms, "form")) if number])


def notes_and_forms(mentions: Iterable[RiskMention]) -> tuple[int, int]:
    """In how many notes and in how many filled forms something was said; a filled row of the client's log is a form."""
    proofs = [mention.proof for mention in mentions]
    notes = {(proof.source, proof.date) for proof in proofs if proof.kind is Kind.NOTE}
    forms = {(proof.source, proof.date, form_of(proof)) for proof in proofs if proof.kind in (Kind.SCORE, Kind.LOG)}
    return len(notes), len(forms)


def form_of(proof: Proof) -> str:
    """What a sentence calls the form that was answered: its name, or that the client wrote it."""
    if proof.kind is Kind.LOG:
        return OWN_ENTRY
    return proof.label.rpartition(", answer to ")[0] or proof.label


def _history_in_words(risk: RiskCourse, as_of: date) -> str:
    days: dict[str, list[date]] = defaultdict(list)
    for proof in risk.history:
        days[_past(proof)].append(proof.date)
    parts = [f"past {indicator} (told on {on_days(each, as_of)})" for indicator, each in days.items()]
    return f"{capitalised(listed(parts))}. " if parts else ""


def _past(proof: Proof) -> str:
    name = indicator_in_words(proof.indicator).removeprefix("a ").removeprefix("an ")
    return f"{name}, {UNCLEAR}" if proof.indicator == VIOLENCE and not done_to_another(proof.quote) else name


def on_days(days: Sequence[date], as_of: date) -> str:
    """Up to three days by name, more by their number and the last."""
    days = sorted(set(days))
    if len(days) <= MOST_DAYS:
        return days_in_words(days, as_of)
    return f"{count_in_words(len(days))} days, last {day_in_words(days[-1], as_of)}"


def _only_history(risk: RiskCourse, as_of: date) -> Said:
    return _told(risk, f"{capitalised(_NOT_ASKED_AGAIN)}, which is not the same as absent.", "risk.history", [], as_of)


def _positives(mentions: Sequence[RiskMention], as_of: date) -> str:
    parts = [f"{danger_in_words(each[0])} (on {on_days([one.date for one in each], as_of)})" for each in alike(mentions)]
    return f"Noted earlier: {listed(parts)}"


def _open_risk(risk: RiskCourse, as_of: date) -> Said:
    open_now = [(mention, open_mentions(mention, risk)) for mention in risk.unresolved]
    begun = min(mention.date for _, mentions in open_now for mention in mentions)
    beside = _denied_beside(risk, begun)
    protects = [proof for proof in risk.protective if proof.date >= begun]
    text = f"A risk is open: {_each_with_its_end(risk, as_of)}"
    text += f"; {listed([_DENIED_BESIDE[one.indicator] for one in _first_of_each(beside)])} denied" if beside else ""
    text += f"; {protective_in_words(protects)}" if protects else ""
    text += "."
    later = [m for mention in risk.unresolved for m in denied_since(mention, risk)]
    graver = () if _is_named(risk.gravest, [m for _, mentions in open_now for m in mentions]) else risk.gravest
    text += f" {capitalised(gravest_in_words(risk, as_of))}." if graver else ""
    evidence = [m.proof for _, mentions in open_now for m in mentions] + [m.proof for m in (*beside, *later, *graver)] + protects
    names = listed(list(dict.fromkeys(words for mention, mentions in open_now for words in _names_of(mention, mentions))))
    told = _told(risk, text, "risk.open", evidence, as_of, order=OPEN, weight=100, lead="risk")
    return replace(told, dangers=names)


def _names_of(mention: RiskMention, mentions: Sequence[RiskMention]) -> list[str]:
    """What a headline calls one kind of risk: what was told on its last day."""
    return [_named(each) for each in alike(one for one in mentions if one.date == mention.date)]


def _each_with_its_end(risk: RiskCourse, as_of: date) -> str:
    """What is open, and of each kind whether it was denied since; kinds of which the same is so stand together."""
    ends: dict[str, list[str]] = defaultdict(list)
    for mention in risk.unresolved:
        ends[end_in_words(mention, risk)] += _open_words(open_mentions(mention, risk), as_of)
    return "; ".join(f"{listed(words)}, {end}" for end, words in ends.items())


def denied_since(mention: RiskMention, risk: RiskCourse) -> list[RiskMention]:
    """The denials of the same kind on later days."""
    return [one for one in risk.denials if one.date > mention.date and one.family == mention.family]


def end_in_words(mention: RiskMention, risk: RiskCourse) -> str:
    """Whether a kind that is open was denied since, or what closes it."""
    if mention.family == CARE:
        return "closes four weeks after the last"
    return "denied once since (two denials close it)" if denied_since(mention, risk) else "not denied since"


def gravest_in_words(risk: RiskCourse, as_of: date) -> str:
    """Says "the gravest noted: suicidal intent and access to means (note of 5 May), closed since"."""
    what = listed([_named(each) for each in alike(risk.gravest)])
    still = {mention.family for mention in risk.unresolved}
    closed = ", closed since" if risk.unresolved and not any(mention.family in still for mention in risk.gravest) else ""
    return f"the gravest noted: {what} ({_where(risk.gravest, as_of)}){closed}"


def _is_named(gravest: Sequence[RiskMention], told: Sequence[RiskMention]) -> bool:
    """Whether a sentence on all these mentions names the gravest by its day: of many days only the last is named."""
    return all(mention in told and _is_a_day_named(mention, told) for mention in gravest)


def _is_a_day_named(mention: RiskMention, told: Sequence[RiskMention]) -> bool:
    days = {one.date for one in told if one.indicator == mention.indicator}
    return len(days) <= MOST_DAYS or mention.date == max(days)


def open_mentions(latest: RiskMention, risk: RiskCourse) -> list[RiskMention]:
    """All that makes one kind of risk open: the positives of its kind in the four weeks up to the latest, of notes and of forms."""
    return [m for m in risk.positive if m.family == latest.family and 0 <= (latest.date - m.date).days < QUIET_DAYS]


def _open_words(mentions: Sequence[RiskMention], as_of: date) -> list[str]:
    return [f"{_named(each)} ({_where(each, as_of)})" for each in alike(mentions)]


def alike(mentions: Iterable[RiskMention]) -> list[list[RiskMention]]:
    """Mentions of one danger together; violence of the client apart from violence of which it is unclear who did it."""
    together: dict[tuple[str, str], list[RiskMention]] = defaultdict(list)
    for mention in mentions:
        together[mention.indicator, mention.by].append(mention)
    return list(together.values())


def danger_in_words(mention: RiskMention) -> str:
    """What a mention tells of; of violence also who did it: "violence by the client", "violence, unclear by whom"."""
    name = indicator_in_words(mention.indicator)
    return f"{name}, {mention.by}" if mention.by == UNCLEAR else f"{name} {mention.by}".rstrip()


def _named(mentions: Sequence[RiskMention]) -> str:
    """What is open, as doubtful or passive as its words are; one plain mention makes it neither."""
    in_notes = [mention.proof for mention in mentions if mention.proof.kind is Kind.NOTE]
    doubt = "possibly " if in_notes and all(proof.status == "uncertain" for proof in in_notes) else ""
    passive = "passive " if in_notes and all(proof.rule in _PASSIVE for proof in in_notes) else ""
    return f"{doubt}{passive}{danger_in_words(mentions[0])}"


def own_words(mentions: Sequence[RiskMention]) -> str:
    """What the client answered in their own log on the last day of these mentions: "Urge to end my life, 4 of 5"; empty without one."""
    logged = [mention for mention in mentions if mention.proof.kind is Kind.LOG]
    last = max((mention.date for mention in logged), default=None)
    return "; ".join(dict.fromkeys(one.proof.label.partition(": ")[2] for one in logged if one.date == last))


def _where(mentions: Sequence[RiskMention], as_of: date) -> str:
    """Says "PHQ-9 of 16 November, note of 22 November"; of the client's own log also the answer, of several days the last one."""
    days: dict[str, list[date]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda one: one.date):
        days["note" if mention.proof.kind is Kind.NOTE else form_of(mention.proof)].append(mention.date)
    many = {"note": "notes", OWN_ENTRY: "the client's own entries"}
    answered = {OWN_ENTRY: f": {own_words(mentions)}"}
    parts = [
        (max(each), f"{many.get(source, source) if len(set(each)) > 1 else source} of {on_days(each, as_of)}{answered.get(source, '')}")
        for source, each in days.items()
    ]
    return ", ".join(words for _, words in sorted(parts))


def _denied_beside(risk: RiskCourse, begun: date) -> list[RiskMention]:
    """Plan, intent and the like that were asked and denied since what is open began, and not noted since."""
    there = {mention.indicator for mention in risk.positive if mention.date >= begun}
    since = [m for m in risk.mentions if m.level == 0 and m.date >= begun and m.indicator in _DENIED_BESIDE]
    return sorted((m for m in since if m.indicator not in there), key=lambda m: list(_DENIED_BESIDE).index(m.indicator))


def _first_of_each(mentions: Sequence[RiskMention]) -> list[RiskMention]:
    return list({mention.indicator: mention for mention in mentions}.values())


def _told(
    risk: RiskCourse,
    text: str,
    rule: str,
    evidence: Iterable[Proof],
    as_of: date,
    *,
    order: int = NOT_OPEN,
    weight: float = 0.0,
    lead: str = "",
) -> Said:
    return said(
        _history_in_words(risk, as_of) + text,
        rule,
        [*risk.history, *evidence],
        topic="risk_profile",
        domain=Domain.RISK_PROFILE,
        order=order,
        weight=weight,
        change=risk.change,
        durability=risk.durability,
        lead=lead,
    )
