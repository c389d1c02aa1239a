"""What a draft still needs before it may be used: in sentences that say on which page to do it."""

from typing import Any

from fullarc.instruments.definition import Instrument
from fullarc.instruments.definition_table import BrokenDefinition
from fullarc.instruments.definition_writing import definition_text
from fullarc.instruments.log import LogDefinition
from fullarc.instruments.own_definition import OwnDefinition, own_of, read_own
from fullarc.instruments.test_vectors import why_not_enough

Content = dict[str, Any]
MISSING = {
    "name": "The name is missing. Give it under About.",
    "short_name": "The short name is missing. Give it under About.",
    "about": "What it measures is missing. Say it under About.",
    "recall": "The time it asks about is missing. Say it under About, for example: the last week.",
    "better": "Nobody said which end is the healthy one. Choose lower or higher under About.",
    "source": "The source is missing. Say under About where the measure comes from, also when you wrote it yourselves.",
    "licence": "The licence is missing. Say under About by what right the wording may be used.",
    "rights.licence": "The licence is missing. Say under About by what right the wording may be used.",
    "rights.source": "Where the licence is stated is missing. Say it under About.",
    "instruction": "The instruction is missing. Write under About what the client should do.",
    "items": "There is no question yet. Write at least one under Questions.",
    "fields": "There is no line yet. Write at least one under Lines.",
    "total": "There is no scoring rule yet. Choose one under Scoring.",
    "missing": "Nobody said what happens to missing answers. Choose it under Scoring.",
}
STAND_IN: Content = {
    "name": "…",
    "short_name": "…",
    "about": "…",
    "recall": "…",
    "better": "lower",
    "source": "…",
    "tracker": True,
}
STAND_IN_LOG: Content = {"name": "…", "about": "…", "instruction": "…", "source": "…", "licence": "…", "every": "day"}


def definition_from(content: Content, key: str, version: str) -> OwnDefinition:
    """The definition of a content under this key and version. Raises BrokenDefinition."""
    return own_of({**content, "id": key, "version": version})


def shown(content: Content, *, is_log: bool) -> OwnDefinition | str:
    """The definition as far as it is known, for a preview; a sentence when not even that can be shown."""
    stand_in = STAND_IN_LOG if is_log else STAND_IN
    rights = {"verdict": "wording", "licence": "…", "source": "…", **content.get("rights", {})}
    filled = {**stand_in, **content} | ({} if is_log else {"rights": rights})
    try:
        return definition_from(filled, "own-draft", "1")
    except BrokenDefinition as broken:
        return sentence_of(broken)


def what_is_missing(content: Content) -> list[str]:
    """Every sentence about what stands between a draft and its use; empty when it may be published."""
    try:
        own = definition_from(content, "own-draft", "1")
    except BrokenDefinition as broken:
        return [sentence_of(broken)]
    if isinstance(own.definition, LogDefinition):
        return []
    if not own.definition.items:
        return ["It has no questions, only totals. Totals of licensed forms are entered with the measures that ship."]
    lacking = why_not_enough(own.definition, own.vectors)
    return [f"{lacking} Do it under Filled forms."] if lacking else []


def sentence_of(broken: BrokenDefinition) -> str:
    """The refusal of a key in the words of the pages."""
    text = str(broken).partition(", key ")[2] or str(broken)
    if "found nothing" in text or "found ''" in text or "found []" in text:
        return MISSING.get(broken.key, f"{text.partition(';')[0]}.")
    return f"In the definition, {text.partition(';')[0]}."


def written(content: Content, key: str, version: str) -> tuple[str, OwnDefinition]:
    """The TOML text of a content, and the definition that is read back from it."""
    text = definition_text({**content, "id": key, "version": version})
    return text, read_own(text, key)


def as_instrument(own: OwnDefinition) -> Instrument:
    assert isinstance(own.definition, Instrument)  # noqa: S101 - a wrong call by the programmer
    return own.definition


def check_scales(content: Content) -> None:
    """Raises BrokenDefinition when the scales of a content contradict its questions: bands that do not reach the ends, for example."""
    rights = {"verdict": "wording", "licence": "…", "source": "…", **content.get("rights", {})}
    rest = {key: value for key, value in content.items() if key != "test_vectors"}
    definition_from({**STAND_IN, **rest, "rights": rights}, "own-draft", "1")
