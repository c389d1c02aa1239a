"""A measure or log of the practice's own: read from TOML text with its test vectors, and compared with the version before it."""

import hashlib
import tomllib
from dataclasses import dataclass, replace
from typing import Any

from fullarc.instruments.definition import Instrument, Item, MissingRule, Scale
from fullarc.instruments.definition_file import instrument_of
from fullarc.instruments.definition_table import BrokenDefinition
from fullarc.instruments.log import LogDefinition, LogField
from fullarc.instruments.log_file import log_of
from fullarc.instruments.test_vectors import TestVector, read_vectors

MOST_CHARACTERS = 500_000
MOST_ITEMS = 300
MOST_ANSWERS = 101


@dataclass(frozen=True, slots=True)
class OwnDefinition:
    """A definition as it stands in its text: a measure with its test vectors, or a log."""

    definition: Instrument | LogDefinition
    vectors: tuple[TestVector, ...] = ()

    @property
    def is_log(self) -> bool:
        return isinstance(self.definition, LogDefinition)


def content_of(text: str, file: str) -> dict[str, Any]:
    """The content of TOML text. Raises BrokenDefinition when it is none, or longer than any form."""
    if len(text) > MOST_CHARACTERS:
        raise BrokenDefinition(file, "(whole file)", f"{len(text)} characters", f"at most {MOST_CHARACTERS}")
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BrokenDefinition(file, "(whole file)", f"text that is not TOML ({error})", "TOML in UTF-8") from error


def read_own(text: str, file: str = "definition") -> OwnDefinition:
    """A definition from its TOML text: a log where it has `fields`, otherwise a measure. Raises BrokenDefinition, which names the key."""
    return own_of(content_of(text, file), hashlib.sha256(text.encode()).hexdigest(), file)


def own_of(data: dict[str, Any], fingerprint: str = "", file: str = "definition") -> OwnDefinition:
    """A definition from its content. Raises BrokenDefinition."""
    if "fields" in data:
        return OwnDefinition(log_of(data, fingerprint, file))
    vectors = read_vectors(data, file)
    measure = instrument_of({key: value for key, value in data.items() if key != "test_vectors"}, fingerprint, file)
    if len(measure.items) > MOST_ITEMS:
        raise BrokenDefinition(file, "items", f"{len(measure.items)} questions", f"at most {MOST_ITEMS}")
    crowded = next((item for item in measure.items if len(item.options) > MOST_ANSWERS), None)
    if crowded is not None:
        raise BrokenDefinition(file, f"items[{crowded.number}].options", f"{len(crowded.options)} answers", f"at most {MOST_ANSWERS}")
    twice = next((item for item in measure.items if len({option.value for option in item.options}) < len(item.options)), None)
    if twice is not None:
        raise BrokenDefinition(file, f"items[{twice.number}].options", "the same value twice", "a value of its own for each answer")
    return OwnDefinition(measure, vectors)


def edition(version: str) -> str:
    """The part of a version that changes with wording or scoring: "2" of "2.1". Scores of different editions are never compared."""
    return version.partition(".")[0]


def version_after(before: OwnDefinition, now: OwnDefinition) -> str:
    """The version of a definition that replaces another: "2" after "1.3" when wording or scoring changed, otherwise "1.4"."""
    was = before.definition.version
    if not same_form(before, now):
        return str(int(edition(was)) + 1)
    return f"{edition(was)}.{int(was.partition('.')[2] or 0) + 1}"


def same_form(one: OwnDefinition, other: OwnDefinition) -> bool:
    """Do both ask the same in the same words, and score it alike? Names, sources, figures and notes may differ."""
    return _form(one.definition) == _form(other.definition)


def _form(definition: Instrument | LogDefinition) -> tuple[Any, ...]:
    if isinstance(definition, LogDefinition):
        return ("log", definition.instruction, definition.every, tuple(map(_asked_line, definition.fields)))
    return (
        "measure",
        definition.instruction,
        definition.better,
        definition.recall,
        tuple(map(_asked, definition.items)),
        tuple((_scored(scale), _rule(scale.missing or definition.missing)) for scale in definition.scales),
        definition.gate,
        tuple(replace(skip, source="", verified=False) for skip in definition.skips),
    )


def _asked(item: Item) -> Item:
    return replace(item, code="", link="", options=tuple(replace(option, code="") for option in item.options))


def _asked_line(field: LogField) -> LogField:
    return replace(field, speaks_to=(), risk_at_least=None, risk_about="")


def _scored(scale: Scale) -> Scale:
    return Scale(
        scale.id,
        "",
        scale.items,
        scale.low,
        scale.high,
        multiply=scale.multiply,
        average_times=scale.average_times,
        sum_of=scale.sum_of,
        levels=scale.levels,
    )


def _rule(missing: MissingRule) -> MissingRule:
    return replace(missing, source="", verified=False)
