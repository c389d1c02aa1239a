"""How many small faults the tests notice: python benchmarks/mutants.py [--number N] [--minutes M] [--only PART] [--again FILE]

Puts one fault at a time into a copy of change/ and of the scoring in instruments/ (a comparison, an operator, a number, a condition, a
result) and runs a copy of that file's tests. A fault no test notices is printed. Gives 1 below 90 % noticed. Nothing in the repository is
changed. --again FILE tries only the faults that an earlier run, kept in FILE, printed.

A fault that makes the tests run forever is noticed when they have used ten times the processor time that all of them need without it; time
on the clock, which a busy machine stretches, decides nothing. Tests that draw examples draw the same ones each time.
"""

import argparse
import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
WANTED = 0.90
PROCESSOR_SECONDS, GIVEN_UP_AFTER = 120, 900
WARM = """
import json, os, resource, signal, sys
import narwhals, polars, pytest
from hypothesis import HealthCheck, settings
settings.register_profile("same", deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
settings.load_profile("same")
for line in sys.stdin:
    of_processor, on_the_clock, *arguments = json.loads(line)
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (of_processor, of_processor + 5))
        signal.alarm(on_the_clock)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        code = 1
        try:
            code = int(pytest.main(arguments))
        finally:
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
PARTS_OF_SCORING = ("scoring", "scale_scores", "answers", "patterns", "scored_form")
CHANGE, INSTRUMENTS = Path("tests/change"), Path("tests/instruments")
TABLES = (
    "durability_pattern",
    "caseload",
    "caseload_report",
    "course_rows",
    "paired_scores",
    "talking_therapies_table",
    "engines",
    "score_table",
)
TESTS_OF_TABLES = ("test_caseload_by_hand.py", "test_engines.py", "test_pairs_in_order.py", "test_caseload_report.py", "test_caseload.py")
SCORING = ("test_scoring.py", "test_scored_by_hand.py", "test_missing_items.py"), ("test_scoring_properties.py",)
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
    ast.Pow: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the file, the line, its place among the file's faults, what it was and is."""

    file: Path
    line: int
    place: int
    what: str

    @property
    def text(self) -> str:
        """The whole text of the file with the fault."""
        tree = ast.parse(self.file.read_text(encoding="utf-8"))
        _spoil(list(_sites(tree))[self.place])
        return ast.unparse(ast.fix_missing_locations(tree))

    @property
    def printed(self) -> str:
        return f"not noticed: {self.file.relative_to(ROOT)}:{self.line}: {self.what}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=200, help="faults to try, drawn over all files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only files with this in their names")
    parser.add_argument("--minutes", type=float, default=30, help="no fault is begun after so many minutes")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--skip", type=int, default=0, help="leave out so many of the drawn faults, to go on with a run broken off")
    parser.add_argument("--all", action="store_true", help="print the faults that were noticed too")
    parser.add_argument("--again", type=Path, help="only the faults printed in this file, by an earlier run")
    arguments = parser.parse_args()
    files = [
        *sorted((ROOT / "src/fullarc/change").glob("*.py")),
        *(ROOT / f"src/fullarc/instruments/{part}.py" for part in PARTS_OF_SCORING),
    ]
    everything = [mutant for file in files if arguments.only in file.name for mutant in mutants_of(file)]
    if arguments.again:
        printed = set(arguments.again.read_text(encoding="utf-8").splitlines())
        everything = [mutant for mutant in everything if mutant.printed in printed]
    drawn = Random(arguments.seed).sample(everything, min(arguments.number, len(everything)))
    tried, alive = try_all(drawn[arguments.skip :], arguments.workers, time.monotonic() + 60 * arguments.minutes, told=arguments.all)
    noticed = 1 - alive / max(tried, 1)
    print(f"{tried - alive} of {tried} faults noticed ({100 * noticed:.1f} %), drawn from {len(everything)}")
    return 0 if tried and noticed >= WANTED else 1


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every fault of a file, one at a time. Texts of refusals, annotations, decorators and assertions (`strict=` too) are left alone."""
    for place, node in enumerate(_sites(ast.parse(file.read_text(encoding="utf-8")))):
        spoilt = deepcopy(node)
        _spoil(spoilt)
        yield Mutant(file, getattr(node, "lineno", 0), place, f"{ast.unparse(node)}  ->  {ast.unparse(spoilt)}")


def _sites(tree: ast.AST) -> Iterator[ast.AST]:
    annotation = tree.returns if isinstance(tree, ast.FunctionDef) else None
    for child in ast.iter_child_nodes(tree):
        if child is annotation or isinstance(child, ast.Raise | ast.JoinedStr | ast.arg | ast.Import | ast.ImportFrom | ast.Assert):
            continue
        if isinstance(child, ast.keyword) and child.arg == "strict":
            continue
        if isinstance(child, ast.AnnAssign):
            if child.value is not None:
                yield from _here(child.value)
            continue
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            for part in (*child.body, *(child.args.defaults if isinstance(child, ast.FunctionDef) else ())):
                yield from _here(part)
            continue
        yield from _here(child)


def _here(node: ast.AST) -> Iterator[ast.AST]:
    if _can_be_spoilt(node):
        yield node
    if not isinstance(node, ast.Raise | ast.JoinedStr):
        yield from _sites(node)


def _can_be_spoilt(node: ast.AST) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[0]) in COMPARISONS
    if isinstance(node, ast.BinOp):
        return type(node.op) in OPERATORS and not any(
            isinstance(part, ast.Constant) and part.value is None for part in (node.left, node.right)
        )
    if isinstance(node, ast.Constant):
        return isinstance(node.value, bool | int | float)
    if isinstance(node, ast.Return):
        return node.value is not None
    return isinstance(node, ast.BoolOp | ast.If | ast.IfExp) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub))


def _spoil(node: ast.AST) -> None:
    if isinstance(node, ast.Compare):
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp):
        node.op = OPERATORS[type(node.op)]()
    elif isinstance(node, ast.Constant):
        node.value = (
            (not node.value) if isinstance(node.value, bool) else node.value + 1 if isinstance(node.value, int | float) else node.value
        )
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(None)
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.If | ast.IfExp):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()


def tests_of(file: Path) -> list[list[Path | str]]:
    """The tests that have to notice a fault in this file, in the order to try them: those that name it, then the other fast ones of its
    room; for the files about tables those over tables, at first without the engines that take long to start."""
    if file.parent.name == "instruments":
        return [[INSTRUMENTS / name for name in names] for names in SCORING]
    if file.stem in TABLES:
        over_tables: list[Path | str] = [CHANGE / name for name in TESTS_OF_TABLES]
        return [[*over_tables, "-k", "not duckdb and not pandas"], [*over_tables, "-k", "duckdb or pandas"]]
    slow = {*TESTS_OF_TABLES, "test_spark.py", "test_faults_of_other_software.py"}
    words = f"change.{file.stem} import"
    fast: list[Path | str] = [CHANGE / path.name for path in sorted((ROOT / CHANGE).glob("test_*.py")) if path.name not in slow]
    nearest = [path for path in fast if words in (ROOT / path).read_text(encoding="utf-8")]
    return [group for group in (nearest, [path for path in fast if path not in nearest]) if group]


class Bench:
    """A copy of the code and its tests, and a process that has pytest ready and forks for every run, so that a run costs little more than
    its tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "web"))
        for room in (CHANGE, INSTRUMENTS):
            shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    long: slow\n", encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "POLARS_MAX_THREADS": "1"}
        self.warm = subprocess.Popen(
            [sys.executable, "-c", WARM], cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def passes(self, tests: Sequence[Path | str]) -> bool | None:
        """Do these tests pass? None when they neither ended nor used up their processor time."""
        options = ["-q", "-x", "-p", "no:cacheprovider", "--noconftest", "-c", str(self.folder / "pytest.ini")]
        words = [PROCESSOR_SECONDS, GIVEN_UP_AFTER, *options, *map(str, tests)]
        assert self.warm.stdin is not None
        assert self.warm.stdout is not None
        self.warm.stdin.write(json.dumps(words) + "\n")
        self.warm.stdin.flush()
        code = int(self.warm.stdout.readline())
        return None if code == -signal.SIGALRM else code == 0

    def notices(self, mutant: Mutant) -> bool | None:
        """Does a test fail with this fault? None when that could not be decided."""
        place = self.folder / mutant.file.relative_to(ROOT)
        whole = place.read_text(encoding="utf-8")
        try:
            place.write_text(mutant.text, encoding="utf-8")
            _forget_compiled(place)
            for tests in tests_of(mutant.file):
                passed = self.passes(tests)
                if not passed:
                    return None if passed is None else True
            return False
        finally:
            place.write_text(whole, encoding="utf-8")
            _forget_compiled(place)


def _forget_compiled(place: Path) -> None:
    """Python tells a changed file by its second and its size, which is not enough here."""
    for compiled in (place.parent / "__pycache__").glob(f"{place.stem}.*"):
        compiled.unlink()


def try_all(mutants: Sequence[Mutant], workers: int, until: float, *, told: bool) -> tuple[int, int]:
    """How many were tried before `until`, and how many of them no test noticed; those are printed as they are found."""
    with TemporaryDirectory(prefix="fullarc-mutants-") as folder, ThreadPoolExecutor(workers) as pool:
        benches: Queue[Bench] = Queue()
        for number in range(workers):
            benches.put(Bench(Path(folder) / str(number)))

        def whole(tests: Sequence[Path | str]) -> bool | None:
            bench = benches.get()
            try:
                return bench.passes(tests)
            finally:
                benches.put(bench)

        def one(mutant: Mutant) -> bool | None:
            if time.monotonic() > until:
                return None
            bench = benches.get()
            try:
                noticed = bench.notices(mutant)
            finally:
                benches.put(bench)
            if noticed is None:
                print(mutant.printed.replace("not noticed", "not decided in time, not counted"), flush=True)
            elif not noticed or told:
                print(mutant.printed if not noticed else mutant.printed.replace("not noticed", "noticed"), flush=True)
            return noticed

        files = {word for mutant in mutants for group in tests_of(mutant.file) for word in group if isinstance(word, Path)}
        if not all(pool.map(whole, ([path] for path in sorted(files)))):
            raise SystemExit("the tests fail without any fault; mend them first")
        results = [noticed for noticed in pool.map(one, mutants) if noticed is not None]
        while not benches.empty():
            benches.get().warm.kill()
    return len(results), results.count(False)


if __name__ == "__main__":
    sys.exit(main())
