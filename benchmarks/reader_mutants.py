"""How many small faults in the reader's context and matching the tests notice: python benchmarks/reader_mutants.py [--number N] [--seed N]

Puts one fault at a time (as benchmarks/mutants.py does for change/) into context, cues, reach, bearing, matching, mentions and net, and
runs the tests of tests/reading, without those marked long. A fault that no test notices is printed. Gives 1 below 85 % noticed.

Each fault lives in a process of its own, in memory: the code of the functions is exchanged before anything is read, and the tests are run
one after the other until one fails. A fault that makes them run forever is noticed by processor time. Needs fork (not on Windows).
"""

import argparse
import gc
import importlib
import os
import resource
import sys
import time
from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path
from random import Random
from types import FunctionType, ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from mutants import Mutant, mutants_of  # noqa: E402

from fullarc.reading.phrases.lexicon import rules  # noqa: E402

WANTED = 0.85
PARTS = (
    "context.surroundings",
    "context.cues",
    "context.reach",
    "context.bearing",
    "phrases.matching",
    "phrases.net",
    "mentions.seen",
)
BUILT_FROM = ("context.cues", "phrases.matching", "phrases.net")  # with a fault in these the rules are put together anew
MEMORIES = ("_of_the_shipped_rules", "_beside")  # of sentences read before
KEPT_ON_DISK = ("context.cues", "phrases.net")  # what these make is kept until a file changes, as with a fault in it a file would have
TESTS = ROOT / "tests" / "reading"
LAST = ("test_cases_risk_and_treatment", "test_evidence", "test_sentence_memory", "test_work_grows_with_length")  # what takes longest
LEFT_OUT = (  # those that take seconds, and those of the tagger
    "learned",
    "test_damaged_notes",
    "test_bulk",
    "test_documents",
    "test_hostile_documents",
    "test_no_text_made_to_be_hard_costs_more_than_three_times_its_length",
    "test_a_note_of_a_megabyte_without_a_full_stop_is_read_in_seconds",
    "test_a_note_twice_as_long_asks_twice_as_much",
    "test_the_longest_line_asks_little_for_each_of_its_signs",
    "test_the_shipped_rules_load_and_every_indicator_but_scores_has_one",
)
NO_FAULT = ("return False  ->  return None", "return None  ->  return None")  # the first is asked only whether it holds
SIMPLE = (bool, int, float, str, tuple, frozenset, itemgetter, type(None))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=200, help="faults to try, drawn over the files of PARTS")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only files with this in their names")
    parser.add_argument("--minutes", type=float, default=60, help="no fault is begun after so many minutes")
    arguments = parser.parse_args()
    settings.register_profile(
        "same", deadline=None, derandomize=True, database=None, max_examples=20, suppress_health_check=list(HealthCheck)
    )
    settings.load_profile("same")
    os.environ["FULLARC_RULES_ONLY"] = "yes"  # the faults are put into the rules, and the tests are about them
    bench = Bench(arguments)
    plugins = ("cacheprovider", "django", "xdist", "rerunfailures", "warnings")
    options = [word for plugin in plugins for word in ("-p", f"no:{plugin}")]
    pytest.main([str(TESTS), "-q", "-s", "--noconftest", "-c", os.devnull, f"--rootdir={ROOT}", "-m", "not long", *options], [bench])
    return bench.result


class Bench:
    """Stands where pytest would run the tests that it has collected."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.result = 1

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Tries the faults, each with all tests."""
        tests = [
            item for item in session.items if not {item.path.parent.name, item.path.stem, getattr(item, "originalname", "")} & {*LEFT_OUT}
        ]
        tests.sort(key=lambda item: item.path.stem in LAST)
        self.result = try_faults(self.arguments, tests)
        return True


def try_faults(arguments: argparse.Namespace, tests: Sequence[pytest.Item]) -> int:
    """Prints the faults that no test notices; 0 when enough are noticed."""
    modules = {part: importlib.import_module(f"fullarc.reading.{part}") for part in PARTS}
    rules()
    if not all(map(_passes, tests)):  # what they call for is ready from now on, so that each fault costs little more than its tests
        raise SystemExit("the tests fail without any fault; mend them first")
    gc.freeze()
    before = _children()
    if _noticed(None, modules, tests, 600):
        raise SystemExit("the tests fail when they are run again; mend them first")
    seconds = 5 + int(10 * (_children() - before))
    files = [ROOT / f"src/fullarc/reading/{part.replace('.', '/')}.py" for part in PARTS if arguments.only in part]
    everything = [mutant for file in files for mutant in mutants_of(file) if mutant.what not in NO_FAULT]
    drawn = Random(arguments.seed).sample(everything, min(arguments.number, len(everything)))
    until, tried, alive = time.monotonic() + 60 * arguments.minutes, 0, 0
    for mutant in drawn:
        if time.monotonic() > until:
            break
        tried += 1
        if not _noticed(mutant, modules, tests, seconds):
            alive += 1
            print(f"not noticed: {mutant.file.name}:{mutant.line}: {_first_lines(mutant.what)}", flush=True)
    noticed = 1 - alive / max(tried, 1)
    print(f"\n{tried - alive} of {tried} faults noticed ({100 * noticed:.1f} %), drawn from {len(everything)}; {len(tests)} tests")
    return 0 if tried and noticed >= WANTED else 1


def _first_lines(what: str) -> str:
    return "  ->  ".join(each.partition("\n")[0] for each in what.split("  ->  "))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _noticed(mutant: Mutant | None, modules: dict[str, ModuleType], tests: Sequence[pytest.Item], seconds: int) -> bool:
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        os._exit(_fails(mutant, modules, tests))
    return os.waitpid(child, 0)[1] != 0


def _part(mutant: Mutant) -> str:
    return f"{mutant.file.parent.name}.{mutant.file.stem}"


def _fails(mutant: Mutant | None, modules: dict[str, ModuleType], tests: Sequence[pytest.Item]) -> int:
    try:
        if mutant is not None:
            _put_in(mutant, modules[_part(mutant)])
        return int(any(not _passes(test) for test in tests))
    except BaseException:
        return 1


def _passes(test: pytest.Item) -> bool:
    """A test that asks for nothing but the row of its table is called, which is quicker."""
    row = test.callspec.params if hasattr(test, "callspec") else {}
    if isinstance(test, pytest.Function) and set(test.fixturenames) <= {*row, "request"} and not test.get_closest_marker("skipif"):
        test.obj(**row)
        return True
    return not any(report.failed for report in runtestprotocol(test, log=False))


def _put_in(mutant: Mutant, module: ModuleType) -> None:
    """Exchanges the code of the module's functions and its constants, wherever they are known."""
    for known in [each for name, room in sys.modules.items() if name.startswith("fullarc.reading") for each in vars(room).values()]:
        if hasattr(known, "cache_clear") and known is not rules and (_part(mutant) in BUILT_FROM or known.__name__ in MEMORIES):
            known.cache_clear()
    if _part(mutant) in KEPT_ON_DISK:
        os.environ["FULLARC_CACHE"] = os.devnull
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
