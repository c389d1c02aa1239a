"""Five hands: the same session as SOAP, DAP, BIRP, shorthand and narrative."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

HANDS = ("soap", "dap", "birp", "shorthand", "narrative")
_SHORT = (
    (r"\bpanic attacks\b", "PAs"),
    (r"\bpanic attack\b", "PA"),
    (r"\bwith\b", "w/"),
    (r"\bwithout\b", "w/o"),
    (r"\banxiety\b", "anx"),
    (r"\bhomework\b", "HW"),
    (r"\bPsychoeducation\b", "Psychoed"),
    (r"\bappointment\b", "appt"),
    (r"\btwo weeks\b", "2 wks"),
    (r"\bsuicidal ideation\b", "SI"),
    (r"\bof the\b", "of"),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a note is to say, as sentences by kind."""

    told: Sequence[str]  # symptoms and functioning, as the client tells them
    seen: Sequence[str]  # what the clinician observes
    risk: Sequence[str]
    done: Sequence[str]
    answered: Sequence[str]  # the client's answer to what was done
    life: Sequence[str]
    talk: Sequence[str]
    plan: Sequence[str]


def write(hand: str, content: Content) -> tuple[Mapping[str, str], str]:
    """The note's sections by heading and its whole text."""
    sections = _HANDS[hand](content)
    text = "\n\n".join(
        f"{heading}{body}" if heading.endswith("\n") else f"{heading}: {body}" if heading else body for heading, body in sections.items()
    )
    return {heading.strip(): body for heading, body in sections.items()}, text + "\n"


def _join(*groups: Sequence[str]) -> str:
    return " ".join(sentence for group in groups for sentence in group)


def _soap(content: Content) -> dict[str, str]:
    return {
        "Subjective": _join(content.talk[:1], content.told, content.life, content.talk[1:]),
        "Objective": _join(content.seen, content.done, content.answered),
        "Assessment": _join(content.risk, ["Presentation in keeping with the working diagnosis."]),
        "Plan": _join(content.plan),
    }


def _dap(content: Content) -> dict[str, str]:
    return {
        "DATA": _join(content.told, content.life, content.seen, content.talk, content.done),
        "ASSESSMENT": _join(content.risk, content.answered),
        "PLAN": _join(content.plan),
    }


def _birp(content: Content) -> dict[str, str]:
    return {
        "B": _join(content.seen, content.told, content.risk, content.life),
        "I": _join(content.done, content.talk),
        "R": _join(content.answered or ["Took part actively."]),
        "P": _join(content.plan),
    }


def _shorthand(content: Content) -> dict[str, str]:
    lines = [*content.told, *content.life, *content.seen, *content.risk, *content.done, *content.answered, *content.talk, *content.plan]
    return {"": "\n".join(f"- {_short(line)}" for line in lines)}


def _short(sentence: str) -> str:
    for pattern, replacement in _SHORT:
        sentence = re.sub(pattern, replacement, sentence)
    return sentence.rstrip(".")


def _narrative(content: Content) -> dict[str, str]:
    paragraphs = [
        _join(content.talk, content.told),
        _join(content.life, content.seen, content.risk),
        _join(content.done, content.answered, content.plan),
    ]
    return {"": "\n\n".join(paragraph for paragraph in paragraphs if paragraph)}


_HANDS: Mapping[str, Callable[[Content], dict[str, str]]] = {
    "soap": _soap,
    "dap": _dap,
    "birp": _birp,
    "shorthand": _shorthand,
    "narrative": _narrative,
}
