"""What a small learned tagger would bring beside the rules: python benchmarks/learned_reader.py [--epochs N] [--keep FILE]

An experiment, no part of the reader. A tagger of some 0.6 million weights (word vectors, two convolutions over the words of a note) learns
from the development notes of all three annotated sets which words tell of which indicator; vectors of words come from the sentence model
that `fullarc semantic add` brings. Then the sealed test parts are read by the rules, by the tagger, and by both: a finding of the rules
(not of risk, not a score) is left out where the tagger gives it less than LEAVE, and what the tagger gives ADD or more is added where the
rules saw nothing of that indicator in the sentence. Only totals are printed. Needs torch (see benchmarks/README.md).
"""

import argparse
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, gelu

from fullarc.goals.added_model import is_added, model_folder
from fullarc.goals.sentence_model import SentenceModel
from fullarc.reading.evaluation.gold import GoldNote, gold_notes
from fullarc.reading.evaluation.pairing import pairs
from fullarc.reading.lexicon import group_of, groups
from fullarc.reading.passages import sentences
from fullarc.reading.plain_text import PlainText
from fullarc.reading.reader import read

TESTS = Path(__file__).resolve().parents[1] / "tests" / "reading"
SETS = ("notes", "further_notes", "many_writers")
INDICATORS = tuple(groups())
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|\n|[^\sa-z\d]", re.I)
WIDE, DEEP, AROUND, LETTERS, DROPPED = 192, 2, 5, 4096, 0.3  # channels, convolutions, words each sees, buckets of letter groups, dropout
DIMENSIONS = 128
RATE, AT_ONCE = 2e-3, 12
LEAVE, ADD = 0.02, 0.7


@dataclass
class Example:
    """A note in words: their places, their numbers, groups of letters, shapes, and for each word the indicators annotated over it."""

    note: GoldNote
    places: list[tuple[int, int]]
    words: torch.Tensor
    letters: list[list[int]]
    shapes: torch.Tensor
    told: torch.Tensor


def vocabulary(notes: Sequence[GoldNote]) -> tuple[dict[str, int], torch.Tensor]:
    """The words of the sentence model and of the notes with their vectors, turned so that the first dimensions tell most."""
    model = SentenceModel.in_folder(model_folder())
    known = [piece for piece in model.pieces if re.fullmatch("[a-z]{2,}", piece)]
    words = list(dict.fromkeys([*known, *(written(word) for note in notes for word in WORD.findall(note.text))]))
    rows = model.meanings(words)
    rows = rows - rows.mean(0)
    rows = rows @ np.linalg.svd(rows, full_matrices=False)[2][:DIMENSIONS].T
    return {word: number for number, word in enumerate(words)}, torch.from_numpy((rows / rows.std()).astype(np.float32))


def written(word: str) -> str:
    return "0" * min(len(word), 4) if word.isdigit() else word.lower()


def example(note: GoldNote, numbers: dict[str, int]) -> Example:
    found = list(WORD.finditer(note.text))
    words = [written(each[0]) for each in found]
    told = torch.zeros(len(found), len(INDICATORS))
    for finding in note.findings:
        over = [n for n, each in enumerate(found) if each.start() < finding["end"] and each.end() > finding["start"]]
        told[over, INDICATORS.index(finding["indicator"])] = 1
    shapes = [[each[0][0].isupper(), each[0].isupper() and len(each[0]) > 1, each[0] == "\n"] for each in found]
    letters = [
        [crc32(f"<{word}>"[i : i + n].encode()) % LETTERS for n in (3, 4, 5) for i in range(len(word) + 3 - n)] if word.isalpha() else []
        for word in words
    ]
    unknown = len(numbers)
    return Example(
        note,
        [each.span() for each in found],
        torch.tensor([numbers.get(word, unknown) for word in words]),
        letters,
        torch.tensor(shapes, dtype=torch.float32).reshape(len(found), 3),
        told,
    )


class Tagger(nn.Module):
    """For each word of some notes how likely it tells of each indicator (before the logistic function)."""

    def __init__(self, vectors: torch.Tensor) -> None:
        super().__init__()
        self.words = nn.Embedding.from_pretrained(torch.cat([vectors, torch.zeros(1, DIMENSIONS)]), freeze=False)
        self.letters = nn.EmbeddingBag(LETTERS, DIMENSIONS, mode="mean")
        self.letters.weight.data *= 0.1
        self.first = nn.Linear(DIMENSIONS + 3, WIDE)
        self.around = nn.ModuleList(nn.Conv1d(WIDE, WIDE, AROUND, padding=AROUND // 2) for _ in range(DEEP))
        self.level = nn.ModuleList(nn.LayerNorm(WIDE) for _ in range(DEEP))
        self.last = nn.Linear(WIDE, len(INDICATORS))
        self.last.bias.data.fill_(-4.5)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, some: Sequence[Example]) -> torch.Tensor:
        longest = max(len(each.words) for each in some)
        words = torch.full((len(some), longest), self.words.num_embeddings - 1)
        shapes = torch.zeros(len(some), longest, 3)
        flat, begins = list[int](), list[int]()
        for row, each in enumerate(some):
            words[row, : len(each.words)] = each.words
            shapes[row, : len(each.words)] = each.shapes
            for place in range(longest):
                begins.append(len(flat))
                flat += each.letters[place] if place < len(each.letters) else []
        flow = self.words(words) + self.letters(torch.tensor(flat), torch.tensor(begins)).view(len(some), longest, -1)
        if self.training:
            flow = flow * (torch.rand(words.shape) > 0.08)[:, :, None]
        flow = self.first(torch.cat([self.drop(flow), shapes], -1))
        for around, level in zip(self.around, self.level, strict=True):
            flow = flow + self.drop(gelu(around(level(flow).transpose(1, 2)).transpose(1, 2)))
        return self.last(self.drop(flow))


def learn(tagger: Tagger, learned_from: list[Example], epochs: int) -> None:
    vectors, others = [tagger.words.weight], [p for name, p in tagger.named_parameters() if name != "words.weight"]
    steps = torch.optim.AdamW(
        [{"params": vectors, "lr": RATE / 10, "weight_decay": 0.0}, {"params": others, "lr": RATE, "weight_decay": 0.02}]
    )
    number = epochs * -(-len(learned_from) // AT_ONCE)
    slower = torch.optim.lr_scheduler.LambdaLR(steps, lambda step: min(1, (step + 1) / (0.05 * number)) * max(0.02, 1 - step / number))
    for epoch in range(epochs):
        tagger.train()
        random.shuffle(learned_from)
        begin, lost = time.perf_counter(), 0.0
        for at in range(0, len(learned_from), AT_ONCE):
            some = learned_from[at : at + AT_ONCE]
            out = torch.cat([row[: len(each.words)] for row, each in zip(tagger(some), some, strict=True)])
            told = torch.cat([each.told for each in some])
            loss = binary_cross_entropy_with_logits(out, told, reduction="sum") / len(told)
            steps.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            steps.step()
            slower.step()
            lost += loss.item() * len(some)
        print(f"  epoch {epoch + 1}: loss {lost / len(learned_from):.3f}, {time.perf_counter() - begin:.0f} s", flush=True)


@dataclass
class Tagged:
    """A sealed note: what the tagger gives each of its words, the bounds of its sentences, and what the rules found."""

    note: GoldNote
    places: Any
    chances: Any
    bounds: list[tuple[int, int]]
    rules: list[dict[str, Any]]

    def sentence(self, place: int) -> int:
        return next((number for number, (start, end) in enumerate(self.bounds) if start <= place < end), -1)

    def within(self, start: int, end: int, indicator: str) -> float:
        over = (self.places[:, 0] < end) & (self.places[:, 1] > start)
        return float(self.chances[over, INDICATORS.index(indicator)].max()) if over.any() else 0.0

    def tagged(self, least: float) -> list[dict[str, Any]]:
        """The runs of words within a sentence that reach `least` somewhere and half of it throughout (one word may lie between)."""
        lines = np.array([self.sentence(place) for place in self.places[:, 0]])
        out = []
        for column in np.flatnonzero(self.chances.max(0) >= least):
            if INDICATORS[column] == "measure_score":
                continue
            high = np.flatnonzero(self.chances[:, column] >= least / 2)
            for run in np.split(high, np.flatnonzero((np.diff(high) > 2) | (np.diff(lines[high]) != 0)) + 1):
                if len(run) and self.chances[run, column].max() >= least:
                    start, end = int(self.places[run[0], 0]), int(self.places[run[-1], 1])
                    out.append({"indicator": INDICATORS[column], "start": start, "end": end})
        return out

    def both(self, leave: float, add: float) -> list[dict[str, Any]]:
        kept = [
            finding
            for finding in self.rules
            if group_of(finding["indicator"]) in ("risk", "scores")
            or self.within(finding["start"], finding["end"], finding["indicator"]) >= leave
        ]
        there = {(finding["indicator"], self.sentence(finding["start"])) for finding in kept}
        return kept + [each for each in self.tagged(add) if (each["indicator"], self.sentence(each["start"])) not in there]


def figures(notes: Sequence[Tagged], found: Sequence[list[dict[str, Any]]]) -> str:
    right = annotated = said = risk_right = risk_annotated = risk_said = 0
    for note, findings in zip(notes, found, strict=True):
        made = pairs(note.note.text, note.note.findings, findings)
        right, annotated, said = right + len(made), annotated + len(note.note.findings), said + len(findings)
        risk_right += sum(group_of(note.note.findings[one]["indicator"]) == "risk" for one in made)
        risk_annotated += sum(group_of(each["indicator"]) == "risk" for each in note.note.findings)
        risk_said += sum(group_of(each["indicator"]) == "risk" for each in findings)
    precision, recall = right / max(said, 1), right / annotated
    return (
        f"F1 {2 * right / (said + annotated):.3f} (precision {precision:.3f}, recall {recall:.3f}); "
        f"risk recall {risk_right / max(risk_annotated, 1):.3f}, precision {risk_right / max(risk_said, 1):.3f}"
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--epochs", type=int, default=22)
    asked.add_argument("--keep", type=Path, help="write the weights to this file")
    asked = asked.parse_args()
    if not is_added():
        raise SystemExit("The sentence model, whose vectors of words are used, is not there; add it with: fullarc semantic add")
    random.seed(0)
    torch.manual_seed(0)
    torch.set_num_threads(1)
    development = [note for name in SETS for note in gold_notes(TESTS / name, "development")]
    numbers, vectors = vocabulary(development)
    tagger = Tagger(vectors)
    print(f"{len(development)} notes to learn from, {len(numbers)} words", flush=True)
    learn(tagger, [example(note, numbers) for note in development], asked.epochs)
    if asked.keep:
        torch.save({"words": list(numbers), "weights": tagger.state_dict()}, asked.keep)
    tagger.eval()
    for name in SETS:
        sealed = []
        for note in gold_notes(TESTS / name, "test"):
            each = example(note, numbers)
            with torch.no_grad():
                chances = torch.sigmoid(tagger([each])[0]).numpy()
            bounds = [(part.start, part.end) for part in sentences(PlainText.of(note.text))]
            sealed.append(Tagged(note, np.array(each.places), chances, bounds, [finding.as_json() for finding in read(note.text)]))
        print(f"{name}, {len(sealed)} sealed notes")
        print("  rules       ", figures(sealed, [note.rules for note in sealed]))
        print("  tagger alone", figures(sealed, [note.tagged(0.4) for note in sealed]))
        print("  both        ", figures(sealed, [note.both(LEAVE, ADD) for note in sealed]), flush=True)


if __name__ == "__main__":
    main()
