"""Notes a second of processor time: fullarc, by rules and with the tagger, beside medspaCy and negspaCy, in turns, on the same notes. See
benchmarks/README.md.

The toolkits get fewer phrases than fullarc has (the first wording of each without a gap, as many as --phrases), which favours them. Notes
are put together at random from sentences of the annotated notes, about 165 words each; no two are alike. They are dense: some 28 findings
in each. Fullarc knows a sentence again that it has read before, so it is measured three times: on notes of sentences that come again by
chance, on notes in which no sentence comes twice, and on these once more.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from fullarc.reading.mentions import sentence_memory
from fullarc.reading.phrases.lexicon import rules
from fullarc.reading.phrases.wordings import spelt
from fullarc.reading.reader import read
from fullarc.reading.text.passages import sentences
from fullarc.reading.text.plain_text import PlainText

HERE = Path(__file__).parent
NOTES = HERE.parent / "tests" / "reading" / "notes"
FURTHER_NOTES = NOTES.parent / "further_notes"
WORDS = 165
WITH_TAGGER = 60  # notes


def lines_of(*folders: Path) -> list[str]:
    """Sentences of real-looking notes."""
    return [
        text[part.start : part.end]
        for folder in folders
        for path in sorted(folder.rglob("*.txt"))
        if (text := path.read_text(encoding="utf-8"))
        for part in sentences(PlainText.of(text))
        if part.end - part.start < 400
    ]


def made_up_notes(number: int, seed: int) -> list[str]:
    """Notes of about 165 words from sentences that are drawn again and again."""
    pool, chance = lines_of(NOTES), random.Random(seed)
    return list(islice(_put_together(iter(lambda: chance.choice(pool), "")), number))


def notes_of_new_sentences(seed: int) -> list[str]:
    """As many such notes as there are when no sentence is used twice."""
    pool = list(dict.fromkeys(lines_of(NOTES, FURTHER_NOTES)))
    random.Random(seed).shuffle(pool)
    return list(_put_together(iter(pool)))


def _put_together(lines: Iterator[str]) -> Iterator[str]:
    note: list[str] = []
    for line in lines:
        note.append(line)
        if sum(len(each.split()) for each in note) >= WORDS - 6:
            yield "\n".join(note)
            note = []


def short_phrases(most: int) -> list[str]:
    """The first wording of each phrase without a gap."""
    found = (next(spelt(phrase.parts[0])) for rule in rules() for phrase in rule.phrases if len(phrase.parts) == 1)
    return list(dict.fromkeys(each for each in found if len(each) > 2))[:most]


def of_fullarc(notes: list[str], known: bool = False, learned: bool = False) -> dict[str, float]:
    """Nothing is remembered of the notes unless they are `known`; what the rules lead to is worked out by then, as in a long run."""
    begun = time.process_time()
    read("", learned=learned)
    built = time.process_time() - begun
    for note in notes:
        read(note, learned=learned)
    if not known:
        sentence_memory.memory().forget()
    warm = time.process_time()
    found = sum(len(read(note, learned=learned)) for note in notes)
    return {"build": built, "seconds": time.process_time() - warm, "found": found}


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
    new = notes_of_new_sentences(seed=8)[:300]  # no more sentences than are remembered
    engines: dict[str, tuple[int, Callable[[], dict[str, float]]]] = {
        "fullarc": (len(notes), lambda: of_fullarc(notes)),
        "with the tagger": (WITH_TAGGER, lambda: of_fullarc(notes[:WITH_TAGGER], learned=True)),
        "no sentence twice": (len(new), lambda: of_fullarc(new)),
        "these once more": (len(new), lambda: of_fullarc(new, known=True)),
    }
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
        print(f"{name:18} {rate:8.0f} notes/s   built in {best[name]['build']:5.1f} s   fullarc is {ours / rate:5.1f} times as fast")


if __name__ == "__main__":
    main()
