"""Which things courses are compared by, and which of them a course has."""

from collections.abc import Iterable, Mapping

from fullarc.change.learning_row import Aspect, Factor
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.diagnoses.problem_group import problem_groups
from fullarc.web.learning.facts import EARLY_SESSIONS, Facts, Series

LEAST_NOTED = 4  # early sessions with a note that was read; with fewer it is not known what was worked with
TWICE = 2  # early sessions that speak of an intervention
AGES = ((0, 17, "under 18"), (18, 29, "18 to 29"), (30, 49, "30 to 49"), (50, 199, "50 and older"))
MOSTLY = 0.5

EARLY = Factor("early", Aspect.EARLY, "Early change", "with half a reliable change or more by session 3 to 5")
HOMEWORK = Factor("homework", Aspect.HOMEWORK, "Homework done", "in which most homework was done at least in part")
APART = Factor("apart", Aspect.FORMAT, "By video or phone", "held mostly by video or phone")


def factors_of(all_facts: Iterable[Facts]) -> list[Factor]:
    """Everything that these courses could be compared by, in the order of the page."""
    facts = list(all_facts)
    noted = sorted({indicator for each in facts for indicator in each["interventions"]}, key=indicator_in_words)
    problems = {each["problem"] for each in facts}
    modalities = sorted({each["modality"] for each in facts if each["modality"]}, key=str.casefold)
    return [
        *(intervention(indicator) for indicator in noted),
        *(problem(name) for name in problem_groups() if name in problems),
        EARLY,
        HOMEWORK,
        *(modality(name) for name in modalities),
        APART,
        *(Factor(f"age:{low}", Aspect.AGE, f"Age {words}", f"of clients {words}") for low, _, words in AGES),
    ]


def intervention(indicator: str) -> Factor:
    words = indicator_in_words(indicator)
    told = f"in which {words} was noted in {TWICE} or more of the first {EARLY_SESSIONS} sessions"
    return Factor(f"did:{indicator}", Aspect.INTERVENTION, capitalised(words), told)


def problem(name: str) -> Factor:
    return Factor(f"problem:{name}", Aspect.PROBLEM, capitalised(name), f"for {name}")


def modality(name: str) -> Factor:
    return Factor(f"modality:{name}", Aspect.MODALITY, name, f"in {name}")


def has(facts: Facts, series: Series, factors: Iterable[Factor]) -> Mapping[str, bool | None]:
    """Whether the course has each factor; None where it is not known."""
    return {factor.key: _has(facts, series, factor) for factor in factors}


def _has(facts: Facts, series: Series, factor: Factor) -> bool | None:
    kind, _, name = factor.key.partition(":")
    if kind == "did":
        return None if facts["noted"] < LEAST_NOTED else facts["interventions"].get(name, 0) >= TWICE
    if kind == "problem":
        return facts["problem"] == name
    if kind == "modality":
        return facts["modality"] == name if facts["modality"] else None
    if kind == "age":
        low, high = next((first, last) for first, last, _ in AGES if first == int(name))
        return None if facts["age"] is None else low <= facts["age"] <= high
    if factor == EARLY:
        return series["early"]
    if factor == APART:
        return facts["apart"] > MOSTLY
    done, of = facts["homework"]
    return done / of > MOSTLY if of else None
