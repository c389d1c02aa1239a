"""Teaches the tagger of the reader from the annotated notes and writes its weights: python training/learn_tagger.py (training/README.md)

Learns from the development notes of the three annotated sets; the sealed test parts are never opened. With --held-out the notes of some
writers are kept back as well, and at the end the reader is measured on them, with the rules alone and with the tagger beside.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, gelu, layer_norm, linear, scaled_dot_product_attention

from fullarc.goals.added_model import is_added, model_folder
from fullarc.goals.sentence_model import known_pieces, weights_in
from fullarc.reading.evaluation import OVERALL, evaluate
from fullarc.reading.evaluation.gold import GoldNote, gold_notes
from fullarc.reading.finding import Status
from fullarc.reading.learned import WEIGHTS, tagger
from fullarc.reading.learned.encoder import HEAD, TINY, Numbers
from fullarc.reading.learned.word_pieces import BEGIN, END_OF_LINE, UNKNOWN, cut
from fullarc.reading.phrases.lexicon import groups

TESTS = Path(__file__).resolve().parents[1] / "tests" / "reading"
SETS = ("notes", "further_notes", "many_writers")
INDICATORS = tuple(name for name in groups() if name != "measure_score")  # scores are read by rules alone
STATUSES = tuple(map(str, Status))
RATE, FASTER = 2e-4, 10  # of the transformer; the last layer, which is new, learns so many times as fast
DROPPED, DROPPED_LAST, MASKED = 0.1, 0.2, 0.08
OF_STATUS = 0.3  # how much a wrong status counts beside a wrong indicator
BEGINS_AT = -4.5  # the likelihood of each indicator, before the logistic function
PIECES_AT_ONCE = 2600
MASK = "[MASK]"


@dataclass(frozen=True)
class Example:
    """A stretch of a note: its pieces, for each the indicators annotated over it and the number of the status of one (-1: nothing is)."""

    pieces: torch.Tensor
    told: torch.Tensor
    status: torch.Tensor


def examples(note: GoldNote, pieces: Mapping[str, int]) -> list[Example]:
    """A note in the stretches in which the tagger will see it."""
    words = tagger.words_and_lines(note.text)
    cuts = [[pieces[END_OF_LINE]] if word == "\n" else cut(word, pieces) for word, _, _ in words]
    places = np.array([(start, end) for (_, start, end), each in zip(words, cuts, strict=True) for _ in each])
    told, status = torch.zeros(len(places), len(INDICATORS)), torch.full((len(places),), -1)
    for finding in note.findings:
        if finding["indicator"] in INDICATORS:
            over = torch.from_numpy((places[:, 0] < finding["end"]) & (places[:, 1] > finding["start"]))
            told[over, INDICATORS.index(finding["indicator"])] = 1
            status[over] = STATUSES.index(finding["status"])
    numbers = torch.tensor([number for each in cuts for number in each])
    ends = np.cumsum([0, *(len(each) for each in cuts)])
    parts = [slice(int(ends[part.start]), int(ends[part.stop])) for part in tagger.stretches(words, cuts)]
    return [Example(numbers[part], told[part], status[part]) for part in parts]


class Network(nn.Module):
    """As learned/encoder.py and learned/tagger.py, in torch: for each piece how likely it tells of each indicator, before the logistic
    function, and in which status, before that of several choices."""

    def __init__(self, weights: Mapping[str, Numbers]) -> None:
        super().__init__()
        self.tables = nn.ParameterDict({name.replace(".", "/"): torch.from_numpy(table.copy()) for name, table in weights.items()})
        self.layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
        self.last = nn.Linear(len(self._table("embeddings.LayerNorm.weight")), len(INDICATORS) + len(STATUSES))
        self.last.bias.data[: len(INDICATORS)] = BEGINS_AT
        self.drop, self.drop_last = nn.Dropout(DROPPED), nn.Dropout(DROPPED_LAST)

    def forward(self, pieces: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """`pieces`: a row a stretch, filled up to the longest; `there`: where a piece stands."""
        names = "embeddings.{}_embeddings.weight"
        flow = self._table(names.format("word"))[pieces] + self._table(names.format("position"))[: pieces.shape[1]]
        flow = self.drop(self._levelled(flow + self._table(names.format("token_type"))[0], "embeddings.LayerNorm"))
        for layer in range(self.layers):
            flow = self._layer(flow, f"encoder.layer.{layer}.", there[:, None, None, :])
        out: torch.Tensor = self.last(self.drop_last(flow))
        return out

    def _layer(self, flow: torch.Tensor, name: str, there: torch.Tensor) -> torch.Tensor:
        heads = [
            self._dense(flow, f"{name}attention.self.{part}").unflatten(2, (-1, HEAD)).transpose(1, 2) for part in ("query", "key", "value")
        ]
        heard = scaled_dot_product_attention(*heads, attn_mask=there).transpose(1, 2).flatten(2)
        flow = self._levelled(flow + self.drop(self._dense(heard, f"{name}attention.output.dense")), f"{name}attention.output.LayerNorm")
        wide = gelu(self._dense(flow, f"{name}intermediate.dense"))
        return self._levelled(flow + self.drop(self._dense(wide, f"{name}output.dense")), f"{name}output.LayerNorm")

    def _dense(self, flow: torch.Tensor, name: str) -> torch.Tensor:
        return linear(flow, self._table(f"{name}.weight"), self._table(f"{name}.bias"))

    def _levelled(self, flow: torch.Tensor, name: str) -> torch.Tensor:
        return layer_norm(flow, flow.shape[-1:], self._table(f"{name}.weight"), self._table(f"{name}.bias"), TINY)

    def _table(self, name: str) -> torch.Tensor:
        return self.tables[name.replace(".", "/")]


def together(some: Sequence[Example], begin: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The pieces of several stretches, each behind the piece that begins a text, and where pieces stand."""
    rows = [torch.cat([torch.tensor([begin]), each.pieces]) for each in some]
    pieces = nn.utils.rnn.pad_sequence(rows, batch_first=True)
    return pieces, torch.arange(pieces.shape[1])[None] < torch.tensor([len(row) for row in rows])[:, None]


def portions(from_these: Sequence[Example]) -> list[list[Example]]:
    """Stretches of about the same length together, never more pieces than fit, in any order."""
    found: list[list[Example]] = [[]]
    for each in sorted(from_these, key=lambda one: len(one.pieces) + random.random() * 40):
        if found[-1] and len(each.pieces) * (len(found[-1]) + 1) > PIECES_AT_ONCE:
            found.append([])
        found[-1].append(each)
    random.shuffle(found)
    return found


def learn(network: Network, from_these: list[Example], pieces: Mapping[str, int], epochs: int, rate: float) -> None:
    """AdamW; the rate rises over a tenth of the steps and falls to nothing."""
    steps = torch.optim.AdamW(
        [{"params": network.tables.parameters(), "lr": rate}, {"params": network.last.parameters(), "lr": rate * FASTER}],
        weight_decay=0.01,
        fused=True,
    )
    number = epochs * len(portions(from_these))
    slower = torch.optim.lr_scheduler.LambdaLR(steps, lambda step: min(1, (step + 1) / (0.1 * number)) * max(0.02, 1 - step / number))
    for epoch in range(epochs):
        network.train()
        begin, lost, judged = time.perf_counter(), 0.0, 0
        for some in portions(from_these):
            numbers, there = together(some, pieces[BEGIN])
            masked = (torch.rand(numbers.shape) < MASKED) & there & (numbers != pieces[END_OF_LINE])
            out = network(numbers.masked_fill(masked, pieces[MASK]), there)[:, 1:][there[:, 1:]]
            told, status = torch.cat([each.told for each in some]), torch.cat([each.status for each in some])
            loss = binary_cross_entropy_with_logits(out[:, : len(INDICATORS)], told, reduction="sum") / len(told)
            whole = loss + OF_STATUS * cross_entropy(out[:, len(INDICATORS) :], status, ignore_index=-1)
            steps.zero_grad()
            whole.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            steps.step()
            slower.step()
            lost, judged = lost + loss.item() * len(told), judged + len(told)
        print(f"  epoch {epoch + 1}: loss {lost / judged:.3f}, {time.perf_counter() - begin:.0f} s", flush=True)


def weights(network: Network, pieces: Mapping[str, int], notes: Sequence[GoldNote]) -> dict[str, NDArray[np.generic]]:
    """What learned/tagger.py works with: tables in whole numbers with a scale for each row, and only pieces that English text can have."""
    used = [piece for piece in pieces if piece.isascii() and (not piece.startswith("[") or piece in (BEGIN, END_OF_LINE, UNKNOWN, "["))]
    used += [piece for piece in pieces if piece in "’‘“”–—…•°½→↓↑×≥≤"]
    annotated = Counter(finding["indicator"] for note in notes for finding in note.findings)
    kept: dict[str, NDArray[np.generic]] = {"annotated": np.array([annotated[name] for name in INDICATORS])}
    for name, words in (("pieces", used), ("indicators", INDICATORS), ("statuses", STATUSES)):
        kept[name] = np.frombuffer("\n".join(words).encode(), np.uint8)
    tables = {name.replace("/", "."): table.detach().numpy() for name, table in network.tables.items()}
    tables["embeddings.word_embeddings.weight"] = tables["embeddings.word_embeddings.weight"][[pieces[piece] for piece in used]]
    tables |= {"last": network.last.weight.detach().numpy(), "last_bias": network.last.bias.detach().numpy()}
    for name, table in tables.items():
        if table.ndim == 2:
            scale = np.maximum(np.abs(table).max(1), 1e-9) / 127
            kept[name], kept[name + tagger.SCALE] = np.round(table / scale[:, None]).astype(np.int8), scale.astype(np.float32)
        else:
            kept[name] = table.astype(np.float32)
    return kept


def difference(network: Network, pieces: Mapping[str, int], kept: Mapping[str, NDArray[np.generic]], note: GoldNote) -> float:
    """The largest difference between what torch and what numpy make of a short note: only the rounding of the weights may be between."""
    (one,) = examples(note, pieces)
    network.eval()
    with torch.no_grad():
        likely = torch.sigmoid(network(*together([one], pieces[BEGIN]))[0, 1:, : len(INDICATORS)]).numpy()
    judged = tagger.Tagger(kept).tag(note.text).likely
    return float(np.abs(judged.max(0) - likely.max(0)).max())


def measure(notes: Sequence[GoldNote], written: Path) -> None:
    """Prints how the reader does on notes by rules alone, and with the weights that were written."""
    tagger.WEIGHTS = written
    for learned in (False, True):
        report = evaluate(notes, learned=learned).as_json()
        overall = report["groups"][OVERALL]
        said = ", ".join(f"{share} {overall[share]:.3f}" for share in ("f1", "precision", "recall", "status"))
        risk = report["groups"]["risk"]
        print(f"{len(notes)} notes held out, {'with the tagger' if learned else 'rules alone'}: {said}; ", end="")
        print(f"risk recall {risk['recall']:.3f}, precision {risk['precision']:.3f}", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "--held-out", default="", metavar="WRITERS", help="writers of many_writers to keep back: t,u,v,w (a style begins with its writer)"
    )
    asked.add_argument("--begin-from", type=Path, metavar="FILE", help="go on from what --keep wrote, instead of the sentence model")
    asked.add_argument("--keep", type=Path, metavar="FILE", help="write the network as it is, to go on from")
    asked.add_argument(
        "--pieces-stay", action="store_true", help="leave what each piece of a word means as it is, and change the layers only"
    )
    asked.add_argument("--epochs", type=int, default=7)
    asked.add_argument("--rate", type=float, default=RATE)
    asked.add_argument("--threads", type=int, default=2)
    asked.add_argument("--out", type=Path, default=WEIGHTS)
    asked = asked.parse_args()
    if not is_added():
        raise SystemExit("The sentence model, from which the tagger begins, is not there; add it with: fullarc semantic add")
    random.seed(0)
    torch.manual_seed(0)
    torch.set_num_threads(asked.threads)
    all_notes = [(name, note) for name in SETS for note in gold_notes(TESTS / name, "development")]
    back = [note for name, note in all_notes if name == "many_writers" and note.style.split("_")[0] in asked.held_out.split(",")]
    if missing := set(filter(None, asked.held_out.split(","))) - {note.style.split("_")[0] for note in back}:
        raise SystemExit(f"--held-out: found {', '.join(sorted(missing))}, expected writers of many_writers, as t,u,v,w")
    notes = [note for _, note in all_notes if note not in back]
    pieces = known_pieces(model_folder() / "vocab.txt")
    network = Network(weights_in(model_folder() / "model.safetensors"))
    if asked.begin_from:
        network.load_state_dict(torch.load(asked.begin_from, weights_only=True))
    if asked.pieces_stay:
        for name, table in network.tables.items():
            table.requires_grad_(not name.endswith("_embeddings/weight"))
    print(f"{len(notes)} notes, {sum(len(note.findings) for note in notes)} findings to learn from", flush=True)
    learn(network, [each for note in notes for each in examples(note, pieces)], pieces, asked.epochs, asked.rate)
    if asked.keep:
        torch.save(network.state_dict(), asked.keep)
    kept = weights(network, pieces, notes)
    short = [note for note in notes if len(note.text) < 1200][: ceil(len(notes) / 100)]
    print(f"numpy differs from torch by at most {max(difference(network, pieces, kept, note) for note in short):.3f}")
    with asked.out.open("wb") as file:
        np.savez(file, **kept)
    print(f"written: {asked.out} ({asked.out.stat().st_size / 1e6:.1f} MB)")
    if back:
        measure(back, asked.out)


if __name__ == "__main__":
    main()
