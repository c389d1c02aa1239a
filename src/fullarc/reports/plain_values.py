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
    if is_dataclass(value) and not isinstance(value, type):
        plain = {}
        for one in fields(value):
            held = getattr(value, one.name)
            if (
                one.init
                and not (one.default is not MISSING and held == one.default)
                and not (one.default_factory is not MISSING and not held)
            ):
                plain[one.name] = as_plain(held)
        return plain
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): as_plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(held) for held in value]
    return value


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of a dataclass that `as_plain` wrote down. Refused: NotReadable."""
    made: T = _read(kind, plain, kind.__name__)
    return made


def _read(kind: Any, plain: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), plain, where)
    if origin in (tuple, list):
        return _several(kind, plain, where)
    if origin is dict:
        _, held = get_args(kind)
        return {key: _read(held, value, where) for key, value in plain.items()}
    if kind is Any or plain is None:
        return plain
    if is_dataclass(kind):
        return _made(kind, plain, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    if kind is date:
        return date.fromisoformat(plain)
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    if not isinstance(plain, kind):
        raise NotReadable(
            f"{where}: expected {kind.__name__}, found {type(plain).__name__}. It was stored by another version or was changed."
        )
    return plain


def _made(kind: Any, plain: Any, where: str) -> Any:
    if not isinstance(plain, dict):
        raise NotReadable(f"{where}: expected the fields of {kind.__name__}, found {type(plain).__name__}.")
    hints = _hints(kind)
    given = {name: _read(hints[name], plain[name], f"{kind.__name__}.{name}") for name in hints if name in plain}
    try:
        return kind(**given)
    except TypeError:
        raise NotReadable(f"{where}: a field that {kind.__name__} needs is missing.") from None


@cache
def _hints(kind: Any) -> dict[str, Any]:
    known = {one.name for one in fields(kind) if one.init}
    return {name: hint for name, hint in get_type_hints(kind).items() if name in known}


def _several(kind: Any, plain: Any, where: str) -> Any:
    held = get_args(kind)
    if not isinstance(plain, list):
        raise NotReadable(f"{where}: expected a list, found {type(plain).__name__}.")
    if get_origin(kind) is list:
        return [_read(held[0], value, where) for value in plain]
    if len(held) == 2 and held[1] is Ellipsis:
        return tuple(_read(held[0], value, where) for value in plain)
    return tuple(_read(one, value, where) for one, value in zip(held, plain, strict=True))


def _one_of(kinds: tuple[Any, ...], plain: Any, where: str) -> Any:
    if plain is None:
        return None
    rest = [one for one in kinds if one is not NoneType]
    for one in rest:
        is_many = get_origin(one) in (tuple, list)
        if len(rest) == 1 or is_many == isinstance(plain, list):
            return _read(one, plain, where)
    raise NotReadable(f"{where}: found {type(plain).__name__}, which is none of the kinds it may be.")


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
