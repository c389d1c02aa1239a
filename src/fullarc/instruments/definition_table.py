"""One table of a definition file, read with care: every key is asked for by name and type, and a key nobody asked for is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
E = TypeVar("E")


class BrokenDefinition(ValueError):
    """A definition file cannot be used: names the file and the key, what was found and what was expected."""

    def __init__(self, file: str, key: str, found: object, expected: str, advice: str = "see docs/instruments/format.md") -> None:
        super().__init__(f"{file}, key {key!r}: found {found}, expected {expected}; {advice}")
        self.file = file
        self.key = key


class Table:
    """A TOML table with its place in the file. Ask for each key, then call `close`, which refuses keys nobody knows."""

    def __init__(self, data: dict[str, Any], file: str, path: str = "") -> None:
        self.data = data
        self.file = file
        self.path = path
        self.asked: set[str] = set()

    def place(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def broken(self, key: str, found: object, expected: str) -> BrokenDefinition:
        return BrokenDefinition(self.file, self.place(key), found, expected)

    def has(self, key: str) -> bool:
        self.asked.add(key)
        return key in self.data

    def _take(self, key: str, expected: str, right: Callable[[Any], bool]) -> Any:
        if not self.has(key):
            raise self.broken(key, "nothing", expected)
        value = self.data[key]
        if not right(value):
            raise self.broken(key, repr(value), expected)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and not self.has(key):
            return default
        value: str = self._take(key, "a text that is not empty", lambda v: isinstance(v, str) and bool(v.strip()))
        return value.strip()

    def whole(self, key: str, default: int | None = None) -> int:
        if default is not None and not self.has(key):
            return default
        value: int = self._take(key, "a whole number", is_whole)
        return value

    def number(self, key: str, default: float | None = None) -> float:
        if default is not None and not self.has(key):
            return default
        value = self._take(key, "a number", lambda v: is_whole(v) or isinstance(v, float))
        return float(value)

    def flag(self, key: str, default: bool | None = None) -> bool:
        if default is not None and not self.has(key):
            return default
        value: bool = self._take(key, "true or false", lambda v: isinstance(v, bool))
        return value

    def one_of(self, key: str, kind: Callable[[str], E], allowed: tuple[str, ...]) -> E:
        value = self._take(key, f"one of {', '.join(allowed)}", lambda v: v in allowed)
        return kind(value)

    def texts(self, key: str) -> tuple[str, ...]:
        if not self.has(key):
            return ()
        return tuple(self._take(key, "a list of texts", lambda v: is_list_of(v, lambda x: isinstance(x, str) and bool(x))))

    def wholes(self, key: str) -> tuple[int, ...]:
        if not self.has(key):
            return ()
        return tuple(self._take(key, "a list of whole numbers", lambda v: is_list_of(v, is_whole)))

    def table(self, key: str) -> "Table":
        return Table(self._take(key, "a table", lambda v: isinstance(v, dict)), self.file, self.place(key))

    def tables(self, key: str) -> list["Table"]:
        if not self.has(key):
            return []
        rows = self._take(key, "a list of tables", lambda v: is_list_of(v, lambda x: isinstance(x, dict)))
        return [Table(row, self.file, f"{self.place(key)}[{number}]") for number, row in enumerate(rows, start=1)]

    def many(self, key: str, read: Callable[["Table"], T]) -> tuple[T, ...]:
        """Each table under `key`, read and closed."""
        return tuple(self._closed(table, read) for table in self.tables(key))

    def maybe(self, key: str, read: Callable[["Table"], T]) -> T | None:
        """The table under `key`, read and closed, or None."""
        return self._closed(self.table(key), read) if self.has(key) else None

    @staticmethod
    def _closed(table: "Table", read: Callable[["Table"], T]) -> T:
        value = read(table)
        table.close()
        return value

    def close(self) -> None:
        """Refuse the first key that nobody asked for: it is a slip of the pen, or a newer format."""
        for key in self.data:
            if key not in self.asked:
                raise self.broken(key, "a key that is not known here", f"one of {', '.join(sorted(self.asked))}")


def is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_list_of(value: object, right: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and all(right(entry) for entry in value)


def short_path(path: Path) -> str:
    """How a refusal names a file: its folder and name, without the rest of the machine."""
    return f"{path.parent.name}/{path.name}"
