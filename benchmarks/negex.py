"""Status of marked concepts on the development half of the NegEx sentences: fullarc beside medspaCy and negspaCy, in one run."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from fullarc.reading.finding import Status  # noqa: E402
from outside.negex import Row, f1, rows  # noqa: E402

KINDS = {"denied": "negated", "historical": "Historical", "hypothetical": "Not particular"}


def of_fullarc(given: list[Row]) -> list[list[str]]:
    return [[kind for kind in KINDS if row.says(Status(kind))] for row in given]


def of_toolkit(python: str, engine: str, given: list[Row]) -> list[list[str]]:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump([{"text": row.sentence, "places": row.places} for row in given], file)
        file.flush()
        said = subprocess.run([python, str(HERE / "toolkits.py"), engine, "status", file.name], capture_output=True, text=True, check=False)
    if said.returncode:
        sys.exit(f"{engine}: {said.stderr.strip().splitlines()[-1]}; see benchmarks/README.md for its environment")
    return list(json.loads(said.stdout.splitlines()[-1]))


def scores(answers: list[list[str]], given: list[Row]) -> list[str]:
    """F1 of negated rows; of historical ones among those that are not negated; of hypothetical ones."""
    affirmed = [number for number, row in enumerate(given) if not row.negated]
    negated = f1(["denied" in answer for answer in answers], [row.negated for row in given])
    past = f1(["historical" in answers[n] for n in affirmed], [given[n].temporality == KINDS["historical"] for n in affirmed])
    general = f1(["hypothetical" in answer for answer in answers], [row.temporality == KINDS["hypothetical"] for row in given])
    return [f"{score:.3f}" for score in (negated, past, general)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="the folder with data/negex_context")
    parser.add_argument("--medspacy", metavar="PYTHON")
    parser.add_argument("--negspacy", metavar="PYTHON")
    given = parser.parse_args()
    if not (given.shared / "data").is_dir():
        sys.exit(f"{given.shared}: there is no such folder with data; give it by --shared")
    sentences = rows(given.shared)
    print(f"{len(sentences)} sentences, F1\n{'':10}  negated  historical  hypothetical")
    print("{:10}  {:>7}  {:>10}  {:>12}".format("fullarc", *scores(of_fullarc(sentences), sentences)))
    for name in ("medspacy", "negspacy"):
        if python := getattr(given, name):
            said = scores(of_toolkit(python, name, sentences), sentences)
            print("{:10}  {:>7}  {:>10}  {:>12}".format(name, *(said if name == "medspacy" else [said[0], "–", "–"])))


if __name__ == "__main__":
    main()
