"""Sentences as directions in a space of meaning, by a small transformer (reading/learned/encoder.py).

Used only where a practice has added the model (`fullarc semantic add`); nothing else imports this file. The mean over the words and the
length of 1 are those of Reimers & Gurevych 2019.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from fullarc.reading.learned.encoder import Encoder, Numbers, weights_in
from fullarc.reading.learned.word_pieces import known_pieces, numbers_of

TINY = 1e-12
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
