"""Notes a second on one core: fullarc beside medspaCy and negspaCy, in turns, on the same notes. See benchmarks/README.md.

The toolkits get fewer phrases than fullarc has (the first wording of each without a gap, as many as --phrases), which favours them. Notes
are put together at random from sentences of the annotated notes, about 165 words each; no two are alike. They are dense: some 28 findings
in each.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fullarc.reading.lexicon import rules
from fullarc.reading.passages import sentences
from fullarc.reading.plain_text import PlainText
from fullarc.reading.reader import read
from fullarc.reading.wordings import spelt

HERE = Path(__file__).parent
NOTES = HERE.parent / "tests" / "reading" / "notes"
WORDS = 165


def made_up_notes(number: int, seed: int) -> list[str]:
    """Notes of about 165 words from lines of real-looking ones."""
    pool = [
        text[part.start : part.end]
        for path in sorted(NOTES.rglob("*.txt"))
        if (text := path.read_text(encoding="utf-8"))
        for part in sentences(PlainText.of(text))
        if part.end - part.start < 400
    ]
    chance, notes = random.Random(seed), []
    for _ in range(number):
        lines: list[str] = []
        while sum(len(line.split()) for line in lines) < WORDS - 6:
            lines.append(chance.choice(pool))
        notes.append("\n".join(lines))
    return notes


def short_phrases(most: int) -> list[str]:
    """The first wording of each phrase without a gap."""
    found = (next(spelt(phrase.parts[0])) for rule in rules() for phrase in rule.phrases if len(phrase.parts) == 1)
    return list(dict.fromkeys(each for each in found if len(each) > 2))[:most]


def of_fullarc(notes: list[str]) -> dict[str, float]:
    begun = time.perf_counter()
    read("")
    built = time.perf_counter()
    for note in notes[:20]:
        read(note)
    warm = time.perf_counter()
    found = sum(len(read(note)) for note in notes)
    return {"build": built - begun, "seconds": time.perf_counter() - warm, "found": found}


def of_toolkit(python: str, engine: str, notes: list[str], phrases: list[str]) -> dict[str, float]:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump({"notes": notes, "phrases": phrases}, file)
        file.flush()
        call = [python, str(HERE / "toolkits.py"), engine, "speed", file.name]
        said = subprocess.run(call, capture_output=True, text=True, check=False)
    if said.returncode:
        sys.exit(f"{engine}: {said.stderr.strip().splitlines()[-1]}; see benchmarks/README.md for its environment")
    return dict(json.loads(said.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--medspacy", metavar="PYTHON", help="the Python of an environment with requirements-medspacy.txt")
    parser.add_argument("--negspacy", metavar="PYTHON", help="the Python of an environment with requirements-negspacy.txt")
    parser.add_argument("--notes", type=int, default=2000)
    parser.add_argument("--phrases", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    notes, phrases = made_up_notes(given.notes, seed=7), short_phrases(given.phrases)
    share = max(given.notes // 8, 100)  # the toolkits are slow; they read the first notes only
    engines: dict[str, tuple[int, Callable[[], dict[str, float]]]] = {"fullarc": (len(notes), lambda: of_fullarc(notes))}
    for name in ("medspacy", "negspacy"):
        if python := getattr(given, name):
            engines[name] = (share, lambda python=python, name=name: of_toolkit(python, name, notes[:share], phrases))
    best: dict[str, dict[str, float]] = {}
    for _ in range(given.rounds):
        for name, (_, run) in engines.items():
            result = run()
            if name not in best or result["seconds"] < best[name]["seconds"]:
                best[name] = {**result, "build": max(result["build"], best.get(name, {}).get("build", 0.0))}
    words = sum(len(note.split()) for note in notes) / len(notes)
    print(f"{given.notes} notes of {words:.0f} words on average; best of {given.rounds} rounds in turns, one process each")
    ours = len(notes) / best["fullarc"]["seconds"]
    for name, (number, _) in engines.items():
        rate = number / best[name]["seconds"]
        print(f"{name:10} {rate:8.0f} notes/s   built in {best[name]['build']:5.1f} s   fullarc is {ours / rate:5.1f} times as fast")


if __name__ == "__main__":
    main()
