"""All measures and client logs that ship with the product, read once from their definition files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from fullarc.instruments.definition import Instrument
from fullarc.instruments.definition_file import read_instrument
from fullarc.instruments.definition_table import BrokenDefinition, short_path
from fullarc.instruments.log import LogDefinition
from fullarc.instruments.log_file import read_log

DEFINITIONS = Path(__file__).parent / "definitions"


class UnknownMeasure(KeyError):
    """Nobody knows a measure of this name; the message names the nearest ones."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The measures by id, and the logs by id. Iterating gives the measures in order of id."""

    instruments: Mapping[str, Instrument]
    logs: Mapping[str, LogDefinition]
    names: Mapping[str, str]  # every plain spelling -> id

    def get(self, name: str) -> Instrument:
        """The measure with this id, short name or alias, however it is spelled (PHQ-9, phq9, phq_9).

        Raises UnknownMeasure, naming the nearest ids, when there is none.
        """
        measure = self.names.get(plain(name))
        if measure is None:
            near = get_close_matches(plain(name), self.names, n=3, cutoff=0.5)
            ids = list(dict.fromkeys(self.names[spelling] for spelling in near)) or sorted(self.instruments)
            raise UnknownMeasure(f"no measure is called {name!r}; the nearest {'are' if len(ids) > 1 else 'is'}: {', '.join(ids)}")
        return self.instruments[measure]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and plain(name) in self.names

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self.instruments.values())

    def __len__(self) -> int:
        return len(self.instruments)


def plain(name: str) -> str:
    """A name without case, spaces and punctuation, as people type it."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def read_catalogue(folder: Path) -> Catalogue:
    """Every measure in `folder` and every log in its subfolder `logs`. One broken file refuses the whole catalogue."""
    instruments: dict[str, Instrument] = {}
    names: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        instrument = read_instrument(path)
        instruments[instrument.id] = instrument
        for name in {plain(name) for name in (instrument.id, instrument.short_name, *instrument.aliases)}:
            if names.setdefault(name, instrument.id) != instrument.id or path.stem != instrument.id:
                raise BrokenDefinition(short_path(path), "id", repr(instrument.id), "the file's own name, and names no other measure has")
    logs = {log.id: log for log in map(read_log, sorted((folder / "logs").glob("*.toml")))}
    return Catalogue(dict(sorted(instruments.items())), logs, names)


def with_own(shipped: Catalogue, measures: Iterable[Instrument], logs: Iterable[LogDefinition]) -> Catalogue:
    """A catalogue with a practice's own measures and logs beside the shipped ones. A name that is taken keeps its first owner."""
    own, names = list(measures), dict(shipped.names)
    for measure in own:
        for name in (measure.id, measure.short_name, *measure.aliases):
            names.setdefault(plain(name), measure.id)
    instruments = {**shipped.instruments, **{measure.id: measure for measure in own if measure.id not in shipped.instruments}}
    return Catalogue(dict(sorted(instruments.items())), {**{log.id: log for log in logs}, **shipped.logs}, names)


@cache
def catalogue() -> Catalogue:
    """The shipped measures and logs."""
    return read_catalogue(DEFINITIONS)
