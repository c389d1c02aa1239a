"""The layers of a small transformer (BERT, Devlin et al. 2019) worked out in numpy: numbers of word pieces in, a row for each piece out."""

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

Numbers = NDArray[np.float32]
HEAD = 32  # wide; the number of heads follows from the width of the model
TINY = 1e-12
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
        heard = np.concatenate([_attention(asked[span], offered[span], said[span]) for span in spans])
        flow = self._levelled(flow + self._dense(heard, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm")
        wide = _gelu(self._dense(flow, f"{name}intermediate.dense"))
        return self._levelled(flow + self._dense(wide, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _dense(self, flow: Numbers, name: str) -> Numbers:
        result: Numbers = flow @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return result

    def _levelled(self, flow: Numbers, name: str) -> Numbers:
        centred = flow - flow.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(TINY))
        result: Numbers = centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return result


def _attention(asked: Numbers, offered: Numbers, said: Numbers) -> Numbers:
    tables = (asked / np.float32(sqrt(HEAD)), offered, said)
    heads = [np.ascontiguousarray(table.reshape(len(table), -1, HEAD).transpose(1, 0, 2)) for table in tables]
    shares = heads[0] @ heads[1].transpose(0, 2, 1)
    shares -= shares.max(axis=-1, keepdims=True)
    np.exp(shares, out=shares)
    heard = shares @ heads[2] / shares.sum(axis=-1, keepdims=True)
    result: Numbers = heard.transpose(1, 0, 2).reshape(asked.shape)
    return result


def _gelu(flow: Numbers) -> Numbers:
    """x times the share of the normal distribution below x; the error function by Abramowitz & Stegun 7.1.26 (off by less than 2e-7)."""
    size = np.abs(flow) / np.float32(sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * size)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * np.float32(1.061405429)))))
    result: Numbers = (flow * (1 + np.sign(flow) * (1 - series * np.exp(-size * size))) / 2).astype(np.float32)
    return result
