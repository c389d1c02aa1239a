"""Sentences as directions in a space of meaning, by a small transformer (BERT) whose layers are worked out in numpy.

Used only where a practice has added the model (`fullarc semantic add`); nothing else imports this file. The layers are those of
Devlin et al. 2019, the mean over the words and the length of 1 those of Reimers & Gurevych 2019.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fullarc.goals.word_pieces import known_pieces, numbers_of

Numbers = NDArray[np.float32]
HEAD = 32  # wide; the number of heads follows from the width of the model
TINY = 1e-12
AT_ONCE = 4_000  # pieces worked out together, so that memory stays small


class SentenceModel:
    """Weights by name and the pieces they know."""

    def __init__(self, weights: Mapping[str, Numbers], pieces: Mapping[str, int]) -> None:
        self.weights, self.pieces = weights, pieces
        self.layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))

    @classmethod
    def in_folder(cls, folder: Path) -> "SentenceModel":
        """The model from its files `model.safetensors` and `vocab.txt`."""
        return cls(weights_in(folder / "model.safetensors"), known_pieces(folder / "vocab.txt"))

    def meanings(self, texts: Sequence[str]) -> Numbers:
        """A row of length 1 for each text; the product of two rows is their nearness, -1 to 1."""
        rows, waiting = list[Numbers](), list[list[int]]()
        for text in texts:
            waiting.append(numbers_of(text, self.pieces))
            if sum(map(len, waiting)) >= AT_ONCE:
                rows += self._together(waiting)
                waiting = []
        rows += self._together(waiting) if waiting else []
        return np.stack(rows) if rows else np.zeros((0, self._weight("embeddings.LayerNorm.weight").shape[0]), np.float32)

    def _together(self, texts: Sequence[Sequence[int]]) -> list[Numbers]:
        """All texts as one long table for the dense steps, each by itself for the attention: nothing is padded."""
        ends = np.cumsum([len(text) for text in texts])
        spans = [slice(int(end) - len(text), int(end)) for text, end in zip(texts, ends, strict=True)]
        places = np.concatenate([np.arange(len(text)) for text in texts])
        names = "embeddings.{}_embeddings.weight"
        flow = self._weight(names.format("word"))[np.concatenate([np.asarray(text) for text in texts])]
        flow = flow + self._weight(names.format("position"))[places] + self._weight(names.format("token_type"))[0]
        flow = self._levelled(flow, "embeddings.LayerNorm")
        for layer in range(self.layers):
            flow = self._layer(flow, f"encoder.layer.{layer}.", spans)
        means = [flow[span].mean(axis=0) for span in spans]
        return [mean / max(float(np.linalg.norm(mean)), TINY) for mean in means]

    def _layer(self, flow: Numbers, name: str, spans: Sequence[slice]) -> Numbers:
        asked, offered, said = (self._dense(flow, f"{name}attention.self.{part}") for part in ("query", "key", "value"))
        heard = np.concatenate([_attention(asked[span], offered[span], said[span]) for span in spans])
        flow = self._levelled(flow + self._dense(heard, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm")
        wide = _gelu(self._dense(flow, f"{name}intermediate.dense"))
        return self._levelled(flow + self._dense(wide, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _dense(self, flow: Numbers, name: str) -> Numbers:
        result: Numbers = flow @ self._weight(f"{name}.weight").T + self._weight(f"{name}.bias")
        return result

    def _levelled(self, flow: Numbers, name: str) -> Numbers:
        centred = flow - flow.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(TINY))
        result: Numbers = centred / spread * self._weight(f"{name}.weight") + self._weight(f"{name}.bias")
        return result

    def _weight(self, name: str) -> Numbers:
        return self.weights[name]


def weights_in(path: Path) -> dict[str, Numbers]:
    """The 32-bit tables of a safetensors file: a length, a description as JSON, then the numbers. It holds no code that could run."""
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    described = json.loads(data[8 : 8 + length])
    tables = {}
    for name, said in described.items():
        if name != "__metadata__" and said["dtype"] == "F32":
            begin, end = (8 + length + offset for offset in said["data_offsets"])
            tables[name] = np.frombuffer(data, np.float32, (end - begin) // 4, begin).reshape(said["shape"])
    return tables


def _attention(asked: Numbers, offered: Numbers, said: Numbers) -> Numbers:
    heads = [table.reshape(len(table), -1, HEAD).transpose(1, 0, 2) for table in (asked, offered, said)]
    scores = heads[0] @ heads[1].transpose(0, 2, 1) / np.float32(sqrt(HEAD))
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    heard = (shares / shares.sum(axis=-1, keepdims=True)) @ heads[2]
    result: Numbers = heard.transpose(1, 0, 2).reshape(asked.shape)
    return result


def _gelu(flow: Numbers) -> Numbers:
    """x times the share of the normal distribution below x; the error function by Abramowitz & Stegun 7.1.26 (off by less than 2e-7)."""
    size = np.abs(flow) / np.float32(sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * size)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * np.float32(1.061405429)))))
    result: Numbers = (flow * (1 + np.sign(flow) * (1 - series * np.exp(-size * size))) / 2).astype(np.float32)
    return result
