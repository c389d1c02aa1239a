"""A measure and a log that a practice of the tests made itself."""

from typing import Any

from fullarc.instruments.own_scoring import ScoringRule, with_rule
from fullarc.web.accounts.models import User
from fullarc.web.instruments.actions import begin, publish
from fullarc.web.instruments.models import OwnVersion

QUESTIONS = ("I slept well", "I avoided people", "I was afraid to leave the house", "I was able to work")
VECTORS = [{"answers": "0 2 1 2", "expected": {"total": 5.0}}, {"answers": "2 0 - 1", "expected": {"total": 1.0}}]


def leaving(rule: ScoringRule | None = None, **changes: Any) -> dict[str, Any]:
    """How hard it is to leave the house: four questions 0 to 2, the first and last reversed, one may be missing."""
    content: dict[str, Any] = {
        "name": "Leaving the house",
        "short_name": "Leaving",
        "about": "How hard it was to leave the house",
        "recall": "the last week",
        "better": "lower",
        "tracker": True,
        "source": "written by this practice",
        "rights": {"verdict": "wording", "licence": "our own wording", "source": "this practice"},
        "use": {
            "problems": ["own_problems"],
            "answered_by": ["client"],
            "from_age": 18,
            "ages_from": {"source": "decided by this practice", "verified": False},
        },
        "options": [{"value": value, "label": label} for value, label in enumerate(("not at all", "somewhat", "very much"))],
        "items": [{"number": number, "text": text} for number, text in enumerate(QUESTIONS, start=1)],
        "test_vectors": VECTORS,
        **changes,
    }
    return with_rule(content, rule or ScoringRule(reverse=(1, 4), allowed=1))


def walks(**changes: Any) -> dict[str, Any]:
    """A log of walks: fear on a line, minutes, whether somebody came along, words."""
    return {
        "name": "Walks",
        "about": "Going out alone",
        "instruction": "After each walk.",
        "every": "occasion",
        "source": "written by this practice",
        "licence": "our own wording",
        "fields": [
            {
                "id": "fear",
                "label": "Fear",
                "kind": "visual_analogue",
                "low": 0,
                "high": 100,
                "better": "lower",
                "high_label": "unbearable",
            },
            {"id": "minutes", "label": "How long", "kind": "number", "low": 0, "high": 600, "unit": "minutes", "better": "higher"},
            {"id": "company", "label": "Somebody came along", "kind": "yes_no"},
            {"id": "words", "label": "In your words", "kind": "text"},
        ],
        **changes,
    }


def published(content: dict[str, Any], *, by: User) -> OwnVersion:
    return publish(begin(content, came_from="built", by=by, is_log="fields" in content), by=by)
