"""The one sentence at the top of the page, said from statements."""

from collections.abc import Callable, Sequence

from fullarc.course.days import listed
from fullarc.course.durability import LASTING
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.course.risk_disagreement import DENIED_IN_NOTE, ONLY_IN_NOTE
from fullarc.course.said import Said
from fullarc.course.statement import Change, Domain, Durability

_Find = Callable[[Sequence[Said], bool], tuple[str, list[Said]] | None]
_NAMES = 2
SILENT = "disagreement.notes_silent"
RISK_RULES = (DENIED_IN_NOTE, ONLY_IN_NOTE)
_OUTCOMES = frozenset({Domain.SYMPTOM_BURDEN, Domain.FUNCTIONAL_CAPACITY, Domain.OVERALL_PRESENTATION})
LATEST_NOTE = "the latest note"
RISK_IS_OPEN = "A risk is open"
NOTHING_YET = "Too little is recorded to say what changed."
_HELD = {
    Durability.SUSTAINED: ", and the gain has held",
    Durability.RECENT: "; the gain is recent",
    Durability.FLUCTUATING: ", with the gain coming and going",
    Durability.LOST: ", though not at the last observations",
}


_WENT = (Durability.LOST, Durability.FLUCTUATING)


def lead_of(drafts: Sequence[Said], problem: Sequence[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The sentence and the ids of the statements it is said from. Risk that is open comes first, then what the client came for,
    disagreement last. `problem` names what they came for; where nothing can be said of a change yet, that is said of it."""
    clauses: list[str] = []
    used: list[Said] = []
    for find in (_risk, _differs_about_risk, *_news(drafts), _came_and_went, _unchanged, _disagrees):
        found = find(drafts, bool(clauses))
        if found is not None:
            clauses.append(found[0])
            used += found[1]
    if not clauses:
        return NOTHING_YET, ()
    if problem and all(one.lead == "risk" or one.statement.rule in RISK_RULES for one in used):
        clauses.append(f"{capitalised(listed(list(problem)))}: too little is recorded to say what changed.")
    return " ".join(clauses), tuple(one.statement.id for one in used)


def _news(drafts: Sequence[Said]) -> tuple[_Find, ...]:
    """What changed: the better first, unless a measure got worse and what got better is only told by notes."""
    better, worse = _topics(drafts, Change.IMPROVED), _topics(drafts, Change.WORSENED)
    measured_worse = any(one.covers for one in worse) and not any(one.covers for one in better)
    return (_worsened, _lost, _improved) if measured_worse else (_improved, _lost, _worsened)


def _topics(drafts: Sequence[Said], change: Change, durability: Durability | None = None) -> list[Said]:
    """Outcome statements with this change: measures first, then what the notes tell besides, the fullest first.

    What a chosen measure speaks to is not named again; how the client presents is named only when nothing else is.
    """
    chosen: list[Said] = []
    for one in sorted(
        drafts,
        key=lambda one: (
            one.domain is Domain.OVERALL_PRESENTATION,
            not (one.fits and not one.covers),
            not one.covers,
            not one.fits,
            -one.weight,
        ),
    ):
        fits = one.statement.change is change and (durability is None or one.statement.durability is durability)
        named = any(one.lead == other.lead or one.statement.topic in other.covers for other in chosen)
        if one.lead and fits and not named and one.domain in _OUTCOMES and not (chosen and one.domain is Domain.OVERALL_PRESENTATION):
            chosen.append(one)
    return chosen


def _named(chosen: Sequence[Said]) -> str:
    return listed([one.lead for one in chosen])


def _risk(drafts: Sequence[Said], _: bool) -> tuple[str, list[Said]] | None:
    found = [one for one in drafts if one.lead == "risk"]
    return (f"{RISK_IS_OPEN} ({found[0].dangers}).", found[:1]) if found else None


def _differs_about_risk(drafts: Sequence[Said], _: bool) -> tuple[str, list[Said]] | None:
    """That a form and a note differ about suicidality, where they do on the latest day on which both speak of it."""
    found = [one for one in drafts if one.statement.rule in RISK_RULES and one.lead][:_NAMES]
    clauses = [f"{capitalised(one.lead)} differ about {indicator_in_words(one.statement.topic)}." for one in found]
    return (" ".join(clauses), found) if found else None


def _improved(drafts: Sequence[Said], _: bool) -> tuple[str, list[Said]] | None:
    improved = _topics(drafts, Change.IMPROVED)
    if not improved or (improved[0].domain is Domain.OVERALL_PRESENTATION and _more_to_say(drafts)):
        return None
    main = improved[0].statement.durability
    same = [one for one in improved if one.statement.durability is main][:_NAMES]
    other = [one for one in improved if improved[0].fits and one.covers and one.statement.durability is not main][:_NAMES]
    if any(one.covers for one in same) or len({one.statement.durability for one in other}) > 1:
        other = []
    groups = [alike for each in (same, other) for alike in _that_end_alike(each)]
    words = [f"{capitalised(_named(each))} improved{_held(each)}." for each in groups]
    slipped = [one for each in groups for one in each if one.slipped and not one.statement.held_until]
    if slipped:
        longer = any(one.slipped > 1 for one in slipped)
        scores = f"The last scores of {_named(slipped)} are" if longer else f"The last score of {_named(slipped)} is"
        words.append(f"{scores} reliably worse than the one before{' them' if longer else ''}.")
    return " ".join(words), [one for each in groups for one in each]


def _that_end_alike(drafts: Sequence[Said]) -> list[list[Said]]:
    """Those together whose last observations speak alike of the gain."""
    ends: dict[tuple[object, ...], list[Said]] = {}
    for one in drafts:
        ends.setdefault((one.statement.held_until, bool(one.slipped), one.one_score_against), []).append(one)
    return list(ends.values())


def _held(drafts: Sequence[Said]) -> str:
    """Whether the gain lasted; of one that lasted until the last observations, how these speak against it."""
    first, durability = drafts[0], drafts[0].statement.durability or Durability.NONE
    if durability is Durability.REGAINED and not first.statement.held_until:
        days = {one.back_since for one in drafts}
        back = f"has been back since {first.back_since}" if len(days) == 1 and first.back_since else "is back"
        return f"; the gain was lost for a time and {back}"
    if not first.statement.held_until or durability not in LASTING:
        return _HELD.get(durability, "")
    held = "was lost for a time, and was back" if durability is Durability.REGAINED else "held"
    several = first.statement.held_until.endswith("s")
    are = "are" if several else "is"
    if first.slipped:
        how = f"{are} reliably worse than the one before" + (" them" if several else "")
    elif first.one_score_against:
        how = "alone is not reliably better than the first"
    elif first.statement.held_until == LATEST_NOTE:
        how = "reads worse again"
    else:
        how = f"{are} left with less than a third of it"
    return f", and the gain {held} until {first.statement.held_until}, which {how}"


def _more_to_say(drafts: Sequence[Said]) -> bool:
    """Whether a measure or an indicator worsened or lost its gain: then a better presentation is not the news."""
    return bool(_topics(drafts, Change.WORSENED) or _topics(drafts, Change.NO_CLEAR_CHANGE, Durability.LOST))


def _moved_otherwise(drafts: Sequence[Said]) -> bool:
    """Whether anything but how the client presents is better or worse: then a better presentation that went is not the news."""
    moved = (*_topics(drafts, Change.IMPROVED)[:1], *_topics(drafts, Change.WORSENED)[:1])
    return any(one.domain is not Domain.OVERALL_PRESENTATION for one in moved)


def _lost(drafts: Sequence[Said], _: bool) -> tuple[str, list[Said]] | None:
    lost = _topics(drafts, Change.NO_CLEAR_CHANGE, Durability.LOST)[:_NAMES]
    if not lost or (lost[0].domain is Domain.OVERALL_PRESENTATION and _moved_otherwise(drafts)):
        return None
    return f"A gain in {_named(lost)} was there and is gone.", lost


def _worsened(drafts: Sequence[Said], _: bool) -> tuple[str, list[Said]] | None:
    worse = _topics(drafts, Change.WORSENED)[:_NAMES]
    if not worse:
        return None
    return f"{capitalised(_named(worse))} got worse.", worse


def _came_and_went(drafts: Sequence[Said], any_yet: bool) -> tuple[str, list[Said]] | None:
    """A gain that was there more than once and did not settle: that is more than measurement error."""
    found = [one for one in _topics(drafts, Change.NO_CLEAR_CHANGE, Durability.FLUCTUATING) if one.covers or not any_yet][:_NAMES]
    return (f"A gain in {_named(found)} has come and gone.", found) if found else None


def _unchanged(drafts: Sequence[Said], any_yet: bool) -> tuple[str, list[Said]] | None:
    """What stayed within measurement error; beside other news the measures alone, so that none of them is forgotten."""
    told = [one for gone in _WENT for one in _topics(drafts, Change.NO_CLEAR_CHANGE, gone)]
    same = [one for one in _topics(drafts, Change.NO_CLEAR_CHANGE) if one not in told and (one.covers or not any_yet)][:_NAMES]
    if not same:
        return None
    if any_yet:
        return f"No clear change in {_named(same)}.", same
    return f"No clear change so far in {_named(same)}; differences are within measurement error.", same


def _disagrees(drafts: Sequence[Said], _: bool) -> tuple[str, list[Said]] | None:
    found = [one for one in drafts if one.statement.rule.startswith("disagreement.") and one.statement.rule not in RISK_RULES][:_NAMES]
    if not found:
        return None
    silent = [one for one in found if one.statement.rule == SILENT]
    clauses = []
    for same, words in (
        (silent, "is reliably worse than at best, and the notes do not mention it"),
        (found, "and the notes tell it differently"),
    ):
        names = list(dict.fromkeys(one.lead for one in same if same is silent or one not in silent))
        words = words.replace("is ", "are ", 1) if len(names) > 1 else words
        clauses += [f"{listed(names)} {words}."] if names else []
    return " ".join(clauses), found
