"""How many small faults in the reader's context and matching the tests notice: python benchmarks/reader_mutants.py [--number N] [--seed N]

Puts one fault at a time (as benchmarks/mutants.py does for change/) into context, cues, reach, matching, mentions and net, and runs the
tests that read sentences. A fault that no test notices is printed. Gives 1 below 85 % noticed.

Each fault lives in a process of its own, in memory: the code of the functions is exchanged before anything is read, and the tests are
called one after the other until one fails. A fault that makes them run forever is noticed by processor time. Tests that ask for a fixture
are left out, so the count is, if anything, too low. Needs fork (not on Windows).
"""

import argparse
import importlib
import inspect
import itertools
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import FunctionType, ModuleType
from typing import Any

from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests" / "reading")]

from mutants import Mutant, mutants_of  # noqa: E402

from fullarc.reading.rule_book import rule_book  # noqa: E402

WANTED = 0.85
PARTS = ("context", "cues", "reach", "matching", "mentions", "net")
BUILT_FROM = ("matching", "net")  # with a fault in these the book of rules is put together anew
TESTS = (
    "test_matching",
    "test_context_cases",
    "test_status_in_sentences",
    "test_denials_turned",
    "test_phrases",
    "test_reader",
    "test_evidence",
    "test_explain",
    "test_trouble_within_wellness",
    "test_one_observation",
    "test_risk_families",
    "test_risk_in_ordinary_words",
    "test_words_of_change",
    "test_cases_risk_and_treatment",
    "test_symptoms_in_ordinary_notes",
    "test_strengths_life_and_treatment",
    "test_cases_symptoms",
)
NO_FAULT = ("return False  ->  return None",)  # asked only whether it holds: nobody could notice
SIMPLE = (bool, int, float, str, tuple, frozenset, type(None))
Test = tuple[str, Callable[..., None], dict[str, Any]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=200, help="faults to try, drawn over the six files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only files with this in their names")
    parser.add_argument("--minutes", type=float, default=60, help="no fault is begun after so many minutes")
    arguments = parser.parse_args()
    settings.register_profile(
        "same", deadline=None, derandomize=True, database=None, max_examples=20, suppress_health_check=list(HealthCheck)
    )
    settings.load_profile("same")
    tests, modules = all_tests(), {part: importlib.import_module(f"fullarc.reading.{part}") for part in PARTS}
    rule_book()
    before = _children()
    if _noticed(None, modules, tests, 600):
        raise SystemExit("the tests fail without any fault; mend them first")
    seconds = 5 + int(10 * (_children() - before))
    files = [ROOT / f"src/fullarc/reading/{part}.py" for part in PARTS if arguments.only in part]
    everything = [mutant for file in files for mutant in mutants_of(file) if mutant.what not in NO_FAULT]
    drawn = Random(arguments.seed).sample(everything, min(arguments.number, len(everything)))
    until, tried, alive = time.monotonic() + 60 * arguments.minutes, 0, 0
    for mutant in drawn:
        if time.monotonic() > until:
            break
        tried += 1
        if not _noticed(mutant, modules, tests, seconds):
            alive += 1
            print(f"not noticed: {mutant.file.name}:{mutant.line}: {mutant.what}", flush=True)
    noticed = 1 - alive / max(tried, 1)
    print(f"{tried - alive} of {tried} faults noticed ({100 * noticed:.1f} %), drawn from {len(everything)}; {len(tests)} tests")
    return 0 if tried and noticed >= WANTED else 1


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def all_tests() -> list[Test]:
    """Every test of the files with each row of its tables; those that need a fixture are left out."""
    return [
        (name, test, row)
        for name in TESTS
        for key, test in vars(importlib.import_module(name)).items()
        if key.startswith("test_") and callable(test)
        for row in _rows(test)
        if set(inspect.signature(test).parameters) == set(row)
    ]


def _rows(test: Callable[..., None]) -> Iterator[dict[str, Any]]:
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    tables = [[_row(mark.args[0], values) for values in mark.args[1]] for mark in marks]
    for rows in itertools.product(*tables):
        yield {name: value for row in rows for name, value in row.items()}


def _row(names: Any, values: Any) -> dict[str, Any]:
    said = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    given = getattr(values, "values", values) if not isinstance(values, dict) else values
    return dict(zip(said, given if len(said) > 1 else (given,), strict=True))


def _noticed(mutant: Mutant | None, modules: dict[str, ModuleType], tests: list[Test], seconds: int) -> bool:
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        os._exit(_fails(mutant, modules, tests))
    return os.waitpid(child, 0)[1] != 0


def _fails(mutant: Mutant | None, modules: dict[str, ModuleType], tests: list[Test]) -> int:
    try:
        if mutant is not None:
            _put_in(mutant, modules[mutant.file.stem])
        for _, test, row in tests:
            test(**row)
    except BaseException:
        return 1
    return 0


def _put_in(mutant: Mutant, module: ModuleType) -> None:
    """Exchanges the code of the module's functions and its constants, wherever they are known."""
    if mutant.file.stem in BUILT_FROM:
        rule_book.cache_clear()
    spoilt: dict[str, Any] = {"__name__": module.__name__, "__file__": module.__file__}
    exec(compile(mutant.text, str(mutant.file), "exec", dont_inherit=True), spoilt)
    _exchange(vars(module), spoilt, module.__name__)
    for name, now in spoilt.items():
        was = vars(module).get(name)
        if not name.startswith("__") and isinstance(was, SIMPLE) and was != now:
            for other in [each for key, each in sys.modules.items() if key.startswith("fullarc.reading")]:
                if vars(other).get(name) is was or other is module:
                    setattr(other, name, now)


def _exchange(was: Any, now: Any, home: str) -> None:
    for name, old in list(was.items()):
        new = now.get(name)
        if isinstance(old, type) and old.__module__ == home and isinstance(new, type):
            _exchange(vars(old), vars(new), home)
            continue
        first, second = _function(old), _function(new)
        if (
            first is not None
            and second is not None
            and first.__module__ == home
            and first.__code__.co_freevars == second.__code__.co_freevars
        ):
            first.__code__, first.__defaults__, first.__kwdefaults__ = second.__code__, second.__defaults__, second.__kwdefaults__


def _function(value: Any) -> FunctionType | None:
    for inner in ("__func__", "fget", "__wrapped__"):
        value = getattr(value, inner, None) or value
    return value if isinstance(value, FunctionType) else None


if __name__ == "__main__":
    sys.exit(main())
