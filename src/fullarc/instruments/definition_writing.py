"""Writes a definition as TOML text, in the format that docs/instruments/format.md describes."""

import json
from collections.abc import Iterator
from typing import Any

FIRST = ("id", "version", "name", "short_name", "about", "recall", "better", "domain", "tracker", "source")


def definition_text(data: dict[str, Any]) -> str:
    """The TOML text of a definition's content; reading it gives the same content. Refused (ValueError): a value TOML cannot hold."""
    order = [*(key for key in FIRST if key in data), *(key for key in data if key not in FIRST)]
    return "\n".join(_table({key: data[key] for key in order}, "")).strip() + "\n"


def _table(data: dict[str, Any], path: str) -> Iterator[str]:
    """Plain keys first: after the header of a table within, a key would belong to that one."""
    for key, value in data.items():
        if not _is_table(value) and not _is_list_of_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in data.items():
        place = f"{path}.{_key(key)}" if path else _key(key)
        if _is_table(value):
            yield f"\n[{place}]"
            yield from _table(value, place)
        elif _is_list_of_tables(value):
            for row in value:
                yield f"\n[[{place}]]"
                yield from _table(row, place)


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _key(key: str) -> str:
    return key if key and all(letter.isascii() and (letter.isalnum() or letter in "_-") for letter in key) else _text(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    raise ValueError(f"found {type(value).__name__}, expected a text, a number, true, false or a list of these")


def _text(value: str) -> str:
    """A basic string. What JSON escapes TOML reads alike, except the delete character, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
