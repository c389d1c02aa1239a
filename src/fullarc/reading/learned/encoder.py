"""The layers of a small transformer (BERT, Devlin et al. 2019) worked out in numpy: numbers of word pieces in, a row for each piece out."""

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

Numbers = NDArray[np.float32]
HEAD = 32  # wide; the number of heads follows from the width of the model
TINY = 1e-12
ROWS_AT_ONCE = 32
SERIES = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)  # of the error function
ThreadpoolController().limit(
    limits=1
)  # for the whole process: sums so small gain little from a second processor, and lose much when it is busy


class Encoder:
    """Weights by the names that BERT's files give them."""

    def __init__(self, weights: Mapping[str, Numbers]) -> None:
        self.weights = weights
        self.layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))

    @property
    def width(self) -> int:
        return len(self.weights["embeddings.LayerNorm.weight"])

    def rows(self, texts: Sequence[Sequence[int]]) -> list[Numbers]:
        """For each text a row a piece. All texts go as one long table through the dense steps, each by itself through the attention:
        nothing is padded."""
        ends = np.cumsum([len(text) for text in texts])
        spans = [slice(int(end) - len(text), int(end)) for text, end in zip(texts, ends, strict=True)]
        places = np.concatenate([np.arange(len(text)) for text in texts])
        names = "embeddings.{}_embeddings.weight"
        flow = self.weights[names.format("word")][np.concatenate([np.asarray(text) for text in texts])]
        flow = flow + self.weights[names.format("position")][places] + self.weights[names.format("token_type")][0]
        flow = self._levelled(flow, "embeddings.LayerNorm")
        for layer in range(self.layers):
            flow = self._layer(flow, f"encoder.layer.{layer}.", spans)
        return [flow[span] for span in spans]

    def _layer(self, flow: Numbers, name: str, spans: Sequence[slice]) -> Numbers:
        asked, offered, said = (self._dense(flow, f"{name}attention.self.{part}") for part in ("query", "key", "value"))
        heard = np.empty_like(flow)
        for span in spans:
            _attend(asked[span], offered[span], said[span], heard[span])
        flow = self._levelled(flow + self._dense(heard, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm")
        wide = self._dense(flow, f"{name}intermediate.dense")
        _gelu(wide)
        return self._levelled(flow + self._dense(wide, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _dense(self, flow: Numbers, name: str) -> Numbers:
        result: Numbers = flow @ self.weights[f"{name}.weight"].T
        result += self.weights[f"{name}.bias"]
        return result

    def _levelled(self, flow: Numbers, name: str) -> Numbers:
        centred = flow - flow.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(TINY))
        result: Numbers = centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return result


def _attend(asked: Numbers, offered: Numbers, said: Numbers, heard: Numbers) -> None:
    """Writes into `heard` what each piece hears of the others, head by head: one table of shares is used over and over."""
    asked = asked / np.float32(sqrt(HEAD))
    shares = np.empty((len(asked), len(asked)), np.float32)
    ones = np.ones(len(asked), np.float32)
    for begin in range(0, asked.shape[1], HEAD):
        head = slice(begin, begin + HEAD)
        np.matmul(asked[:, head], offered[:, head].T, out=shares)
        shares -= shares.max(axis=1, keepdims=True)
        np.exp(shares, out=shares)
        np.divide(shares @ said[:, head], (shares @ ones)[:, None], out=heard[:, head])


def _gelu(flow: Numbers) -> None:
    """Puts x times the share of the normal distribution below x in the place of each x; the error function by Abramowitz & Stegun 7.1.26
    (off by less than 2e-7). Few rows at once: what is in hand stays in the processor's own memory, which is four times as fast."""
    for begin in range(0, len(flow), ROWS_AT_ONCE):
        part = flow[begin : begin + ROWS_AT_ONCE]
        size = np.abs(part)
        t = size * np.float32(0.3275911 / sqrt(2))
        t += 1
        np.reciprocal(t, out=t)
        beyond = t * np.float32(SERIES[0])
        for factor in SERIES[1:]:
            beyond += np.float32(factor)
            beyond *= t
        np.multiply(part, part, out=t)
        t *= np.float32(-0.5)
        np.exp(t, out=t)
        beyond *= t
        beyond *= size
        beyond *= np.float32(0.5)
        np.maximum(part, 0, out=part)
        part -= beyond
