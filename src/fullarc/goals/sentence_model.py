"""Sentences as directions in a space of meaning, by a small transformer (reading/learned/encoder.py).

Used only where a practice has added the model (`fullarc semantic add`); nothing else imports this file. The mean over the words and the
length of 1 are those of Reimers & Gurevych 2019.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from fullarc.reading.learned.encoder import Encoder, Numbers
from fullarc.reading.learned.word_pieces import BEGIN, cut, words_of

TINY = 1e-12
END = "[SEP]"
LONGEST_TEXT = 256  # pieces with begin and end; what comes after is not read
AT_ONCE = 4_000  # pieces worked out together, so that memory stays small


class SentenceModel:
    """Weights by name and the pieces they know."""

    def __init__(self, weights: Mapping[str, Numbers], pieces: Mapping[str, int]) -> None:
        self.encoder, self.pieces = Encoder(weights), pieces

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
        return np.stack(rows) if rows else np.zeros((0, self.encoder.width), np.float32)

    def _together(self, texts: Sequence[Sequence[int]]) -> list[Numbers]:
        means = [rows.mean(axis=0) for rows in self.encoder.rows(texts)]
        return [mean / max(float(np.linalg.norm(mean)), TINY) for mean in means]


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


def known_pieces(path: Path) -> Mapping[str, int]:
    """Piece to number, from a vocabulary with one piece a line."""
    return {piece: number for number, piece in enumerate(path.read_text(encoding="utf-8").split("\n")) if piece}


def numbers_of(text: str, pieces: Mapping[str, int]) -> list[int]:
    """The numbers of a text's pieces between those of begin and end: small letters, no accents, each sign of punctuation by itself, every
    word as the longest known pieces from the left."""
    inner = [number for word, _, _ in words_of(text) for number in cut(word, pieces)]
    return [pieces[BEGIN], *inner[: LONGEST_TEXT - 2], pieces[END]]
