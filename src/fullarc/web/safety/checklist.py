"""What a risk assessment goes through, and what the levels of the Columbia screen (C-SSRS) say about how soon to act.

The levels are categories, never added up. That ideation 4 or 5 in the past month, or suicidal behaviour in the past three months, is of
high concern follows the published triage; "moderate" and "low" are conventions. Self-injury without the wish to die is kept apart and
moves nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fullarc.web.safety.parts import Part

NOT_ASKED = ""
IDEATION = {
    NOT_ASKED: "not asked",
    "0": "asked, none told of",
    "1": "1, wish to be dead",
    "2": "2, active thoughts, non-specific",
    "3": "3, with a method, no intent",
    "4": "4, some intent, no plan",
    "5": "5, plan and intent",
}
WHEN = {NOT_ASKED: "not asked", "none": "asked, none told of", "older": "longer than 3 months ago", "recent": "in the past 3 months"}
BEHAVIOUR = {
    "preparatory": "Preparatory acts",
    "aborted": "Aborted attempt",
    "interrupted": "Interrupted attempt",
    "attempt": "Actual attempt",
}
SELF_INJURY = "self_injury"

BEFORE = (
    Part("source", "What raised the concern", "Needed for signing: an item of a measure, what the client said, what somebody else told."),
    Part("ideation_words", "Ideation in detail", "What kind, how often, how long, how far it can be controlled."),
    Part("plan", "Plan", ""),
    Part("intent", "Intent", ""),
    Part("means", "Means and access to them", ""),
)
AFTER = (
    Part("past_behaviour", "Past behaviour", ""),
    Part("self_harm", "Self-harm", ""),
    Part("harm_to_others", "Harm to others", ""),
    Part("long_term", "Risk factors of long standing", ""),
    Part("recent", "Recent risk factors", ""),
    Part("warning_signs", "Warning signs", ""),
    Part("protective", "Protective factors", ""),
    Part("mental_state", "Mental state", ""),
    Part("substances", "Substance use", ""),
    Part(
        "formulation",
        "Formulation: reasons, in words",
        "Needed for signing: now compared with the client's usual state; what could change it in the near future.",
    ),
    Part("level", "Level", "In the words of this practice. It says little alone: the formulation above gives the reasons."),
    Part("action", "What was done, and why", "Needed for signing."),
    Part("informed", "Who was informed", "With consent, or the reason without it."),
    Part("means_safety", "Safety of means", "What was agreed on about access to means."),
    Part("safety_plan", "Safety plan", "Made, gone through or changed; or why not."),
    Part("follow_up", "Follow-up", "On which day, by whom."),
    Part("consultation", "Consultation", "With whom it was talked over."),
    Part("contacts", "Crisis contacts given", ""),
)
CHECKLIST = (*BEFORE, *AFTER)
LASTING = ("means", "past_behaviour", "self_harm", "harm_to_others", "long_term", "warning_signs", "protective", "substances", "contacts")
MARK = "As on "
REQUIRED = ("source", "formulation", "action")


@dataclass(frozen=True, slots=True)
class Triage:
    """What the answers to the screen point to, before anybody has judged. `concern` is "high", "moderate", "low", "none told of" or, where
    nothing was told and not everything asked, "open"."""

    concern: str
    because: str
    not_asked: tuple[str, ...]


def triage(content: Mapping[str, str]) -> Triage:
    """The concern that the highest category points to. In: ideation "0".."5", behaviour "none", "older", "recent"; "" is not asked."""
    ideation = content.get("ideation", NOT_ASKED)
    told = {name: content.get(key, NOT_ASKED) for key, name in BEHAVIOUR.items()}
    not_asked = (*(("Ideation",) if ideation == NOT_ASKED else ()), *(name for name, when in told.items() if when == NOT_ASKED))
    recent = [name for name, when in told.items() if when == "recent"]
    older = [name for name, when in told.items() if when == "older"]
    if recent:
        return Triage("high", f"{recent[0].lower()} {WHEN['recent']}", not_asked)
    if ideation in ("4", "5"):
        return Triage("high", f"ideation {IDEATION[ideation]}, in the past month", not_asked)
    if ideation == "3":
        return Triage("moderate", f"ideation {IDEATION[ideation]}, in the past month", not_asked)
    if older:
        return Triage("moderate", f"{older[0].lower()} {WHEN['older']}", not_asked)
    if ideation in ("1", "2"):
        return Triage("low", f"ideation {IDEATION[ideation]}, in the past month", not_asked)
    if not_asked:
        return Triage("open", "nothing was told of, and not everything was asked", not_asked)
    return Triage("none told of", "everything was asked, nothing was told of", ())


def taken_over(earlier: Mapping[str, str], day: str, draft: Mapping[str, str]) -> dict[str, str]:
    """What a draft may begin with: the words of an earlier assessment on what lasts, where the draft has none, each with that day in front.

    Words that were taken over before keep their day. What is asked anew each time (thoughts, plan, intent, screen, present state,
    formulation, what was done) is never taken over.
    """
    kept = [key for key in LASTING if earlier.get(key, "").strip() and not draft.get(key, "").strip()]
    return {key: text if (text := earlier[key].strip()).startswith(MARK) else f"{MARK}{day}: {text}" for key in kept}


def missing(content: Mapping[str, str]) -> tuple[str, ...]:
    """The headings of the checklist that are not mentioned."""
    return tuple(part.heading for part in CHECKLIST if not content.get(part.key, "").strip())
