"""How many small faults the tests notice: python benchmarks/mutants.py [--number N] [--minutes M] [--only PART]

Puts one fault at a time into a copy of change/ and instruments/scoring.py (a comparison, an operator, a number, a condition, a result)
and runs the tests of that file. A fault no test notices is printed. Gives 1 below 90 % noticed. Nothing in the repository is changed.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
WANTED, SECONDS = 0.90, 120
CHANGE = ROOT / "tests" / "change"
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
TESTS_OF_TABLES = ("test_caseload_report.py", "test_caseload.py")
SCORING = [ROOT / "tests" / "instruments" / "test_scoring.py", ROOT / "tests" / "instruments" / "test_scoring_properties.py"]
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
    """One fault: the file, the line, what it was and is, and the whole text of the file with it."""

    file: Path
    line: int
    what: str
    text: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=200, help="faults to try, drawn over all files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only files with this in their names")
    parser.add_argument("--minutes", type=float, default=30, help="no fault is begun after so many minutes")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    files = [*sorted((ROOT / "src/fullarc/change").glob("*.py")), ROOT / "src/fullarc/instruments/scoring.py"]
    everything = [mutant for file in files if arguments.only in file.name for mutant in mutants_of(file)]
    drawn = Random(arguments.seed).sample(everything, min(arguments.number, len(everything)))
    tried, alive = try_all(drawn, arguments.workers, time.monotonic() + 60 * arguments.minutes)
    noticed = 1 - alive / max(tried, 1)
    print(f"{tried - alive} of {tried} faults noticed ({100 * noticed:.1f} %), drawn from {len(everything)}")
    return 0 if tried and noticed >= WANTED else 1


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Every fault of a file, one at a time. Texts of refusals, annotations and decorators are left alone."""
    source = file.read_text(encoding="utf-8")
    for place in range(sum(1 for _ in _sites(ast.parse(source)))):
        tree = ast.parse(source)
        node = list(_sites(tree))[place]
        before = ast.unparse(node)
        _spoil(node)
        yield Mutant(file, getattr(node, "lineno", 0), f"{before}  ->  {ast.unparse(node)}", ast.unparse(ast.fix_missing_locations(tree)))


def _sites(tree: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.Raise | ast.JoinedStr | ast.arg | ast.Import | ast.ImportFrom | ast.Assert):
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


def tests_of(file: Path) -> list[Path]:
    """The tests that have to notice a fault in this file: the fast ones, and those over tables for the files about tables."""
    if file.stem == "scoring":
        return SCORING
    if file.stem in TABLES:
        return [CHANGE / name for name in TESTS_OF_TABLES]
    slow = {*TESTS_OF_TABLES, "test_spark.py", "test_faults_of_other_software.py"}
    words = f"change.{file.stem} import"
    fast = [path for path in sorted(CHANGE.glob("test_*.py")) if path.name not in slow]
    nearest = [path for path in fast if words in path.read_text(encoding="utf-8")]
    return [*nearest, *(path for path in fast if path not in nearest)]


def try_all(mutants: Sequence[Mutant], workers: int, until: float) -> tuple[int, int]:
    """How many were tried before `until`, and how many of them no test noticed; those are printed as they are found."""
    with TemporaryDirectory(prefix="fullarc-mutants-") as folder:
        copies: Queue[Path] = Queue()
        for number in range(workers):
            copy = Path(folder) / str(number)
            shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "web"))
            (copy / "pytest.ini").write_text("[pytest]\nmarkers =\n    long: slow\n", encoding="utf-8")
            copies.put(copy)

        sets = {frozenset(tests_of(mutant.file)): tests_of(mutant.file) for mutant in mutants}
        for tests in sets.values():
            if not _passes(copy, tests):
                raise SystemExit("the tests fail without any fault; mend them first: " + " ".join(path.name for path in tests))

        def one(mutant: Mutant) -> bool | None:
            if time.monotonic() > until:
                return None
            lives = _survives(mutant, copies)
            if lives:
                print(f"not noticed: {mutant.file.relative_to(ROOT)}:{mutant.line}: {mutant.what}", flush=True)
            return lives

        with ThreadPoolExecutor(workers) as pool:
            results = [lives for lives in pool.map(one, mutants) if lives is not None]
    return len(results), sum(results)


def _survives(mutant: Mutant, copies: "Queue[Path]") -> bool:
    copy = copies.get()
    place = copy / mutant.file.relative_to(ROOT)
    whole = place.read_text(encoding="utf-8")
    try:
        place.write_text(mutant.text, encoding="utf-8")
        return _passes(copy, tests_of(mutant.file))
    finally:
        place.write_text(whole, encoding="utf-8")
        copies.put(copy)


def _passes(copy: Path, tests: Sequence[Path]) -> bool:
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1", "POLARS_MAX_THREADS": "1"}
    options = ["-q", "-x", "-p", "no:django", "-p", "no:xdist", "-p", "no:cacheprovider", "--noconftest", "-c", str(copy / "pytest.ini")]
    command = [sys.executable, "-m", "pytest", *options, *map(str, tests)]
    try:
        return subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=SECONDS).returncode == 0
    except subprocess.TimeoutExpired:
        return False


if __name__ == "__main__":
    sys.exit(main())
