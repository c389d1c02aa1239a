"""Frozen dataclasses of the core as plain JSON values and back. What a newer version added keeps its default."""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class NotReadable(ValueError):
    """The stored value does not fit the type it is read as. The message names the type and the field, never a value."""


def as_plain(value: Any) -> Any:
    """Dataclasses as dictionaries without the fields that have their default, tuples as lists, days as ISO texts, enums as their values."""
    kind = type(value)
    if kind in (str, int, float, bool, NoneType):
        return value
    if issubclass(kind, Enum):
        return value.value
    if is_dataclass(kind):
        return _fields_of(kind, value)
    if issubclass(kind, date):
        return value.isoformat()
    if issubclass(kind, dict):
        return {str(key): as_plain(held) for key, held in value.items()}
    return [as_plain(held) for held in value]


def _fields_of(kind: Any, value: Any) -> dict[str, Any]:
    plain = {}
    for name, default, has_factory in _saved(kind):
        held = getattr(value, name)
        if held is not default and held != default and not (has_factory and not held):
            plain[name] = as_plain(held)
    return plain


@cache
def _saved(kind: Any) -> tuple[tuple[str, Any, bool], ...]:
    """The fields that are written down, each with its default and whether an empty one is made by a factory."""
    return tuple((one.name, one.default, one.default_factory is not MISSING) for one in fields(kind) if one.init)


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of a dataclass that `as_plain` wrote down. Refused: NotReadable."""
    asked: Any = kind
    made: T = _reader(asked)(plain, kind.__name__)
    return made


Reads = Callable[[Any, str], Any]


@cache
def _reader(kind: Any) -> Reads:
    """What reads a plain value as one kind; made once for each kind."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind))
    if origin in (tuple, list):
        return _several(kind, origin)
    if origin is dict:
        held = _reader(get_args(kind)[1])
        return lambda plain, where: {key: held(value, where) for key, value in plain.items()}
    if kind is Any:
        return lambda plain, where: plain
    if is_dataclass(kind):
        return _made(kind)
    if issubclass(kind, Enum):
        return lambda plain, where: kind(plain)
    if kind is date:
        return lambda plain, where: date.fromisoformat(plain)
    return _simple(kind)


def _simple(kind: type) -> Reads:
    def read(plain: Any, where: str) -> Any:
        if type(plain) is kind:
            return plain
        if kind is float and type(plain) is int:
            return float(plain)
        raise NotReadable(
            f"{where}: expected {kind.__name__}, found {type(plain).__name__}. It was stored by another version or was changed."
        )

    return read


def _made(kind: Any) -> Reads:
    readers: dict[str, tuple[Reads, str]] = {}

    def read(plain: Any, where: str) -> Any:
        if type(plain) is not dict:
            raise NotReadable(f"{where}: expected the fields of {kind.__name__}, found {type(plain).__name__}.")
        if not readers:
            known, hints = {one.name for one in fields(kind) if one.init}, get_type_hints(kind)
            readers.update({name: (_reader(hint), f"{kind.__name__}.{name}") for name, hint in hints.items() if name in known})
        given = {}
        for name, held in plain.items():
            if name in readers:
                reads, place = readers[name]
                given[name] = reads(held, place)
        try:
            return kind(**given)
        except TypeError:
            raise NotReadable(f"{where}: a field that {kind.__name__} needs is missing.") from None

    return read


def _several(kind: Any, origin: Any) -> Reads:
    held = get_args(kind)
    endless = origin is list or (len(held) == 2 and held[1] is Ellipsis)
    each = tuple(_reader(one) for one in (held[:1] if endless else held))

    def read(plain: Any, where: str) -> Any:
        if type(plain) is not list:
            raise NotReadable(f"{where}: expected a list, found {type(plain).__name__}.")
        if endless:
            return origin([each[0](value, where) for value in plain])
        if len(plain) != len(each):
            raise NotReadable(f"{where}: expected {len(each)} values, found {len(plain)}.")
        return tuple(one(value, where) for one, value in zip(each, plain, strict=True))

    return read


def _one_of(kinds: tuple[Any, ...]) -> Reads:
    """None, or one of the kinds: a list is read as the one that is a list, anything else as the first that is none."""
    rest = [one for one in kinds if one is not NoneType]
    lists = [_reader(one) for one in rest if get_origin(one) in (tuple, list)]
    others = [_reader(one) for one in rest if get_origin(one) not in (tuple, list)]

    def read(plain: Any, where: str) -> Any:
        if plain is None:
            return None
        fitting = lists if isinstance(plain, list) and lists else others
        if not fitting:
            raise NotReadable(f"{where}: found {type(plain).__name__}, which is none of the kinds it may be.")
        return fitting[0](plain, where)

    return read


def remade(value: Any, day: Callable[[date], date], words: Callable[[str], str]) -> Any:
    """The same value with every day and every plain text put through a function; enums and numbers stay."""
    if isinstance(value, Enum):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: remade(getattr(value, one.name), day, words) for one in fields(value) if one.init})
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str):
        return words(value)
    if isinstance(value, list | tuple):
        return type(value)(remade(held, day, words) for held in value)
    if isinstance(value, dict):
        return {key: remade(held, day, words) for key, held in value.items()}
    return value
