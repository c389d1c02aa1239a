"""The layers of the sentence model against the same sums written out number by number, and its pieces of words."""

import json
import math
import struct
from pathlib import Path
from random import Random

import numpy as np
import pytest

from fullarc.goals.added_model import is_added, nearness
from fullarc.goals.sentence_model import SentenceModel, numbers_of, weights_in

WIDTH, WIDE, HEAD = 64, 96, 32
PIECES = {
    piece: number
    for number, piece in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "she", "walk", "##ed", "##s", ".", "cafe", "-", "[", "中"])
}
Table = list[list[float]]


def tiny_weights() -> dict[str, np.ndarray]:
    chance = Random(7)

    def table(*shape: int) -> np.ndarray:
        return np.array([chance.uniform(-0.6, 0.6) for _ in range(math.prod(shape))], np.float32).reshape(shape)

    weights = {
        "embeddings.word_embeddings.weight": table(len(PIECES), WIDTH),
        "embeddings.position_embeddings.weight": table(256, WIDTH),
        "embeddings.token_type_embeddings.weight": table(2, WIDTH),
        "embeddings.LayerNorm.weight": table(WIDTH),
        "embeddings.LayerNorm.bias": table(WIDTH),
    }
    for layer in range(2):
        name = f"encoder.layer.{layer}."
        for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            weights |= {f"{name}{part}.weight": table(WIDTH, WIDTH), f"{name}{part}.bias": table(WIDTH)}
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            weights |= {f"{name}{part}.weight": table(WIDTH), f"{name}{part}.bias": table(WIDTH)}
        weights |= {f"{name}intermediate.dense.weight": table(WIDE, WIDTH), f"{name}intermediate.dense.bias": table(WIDE)}
        weights |= {f"{name}output.dense.weight": table(WIDTH, WIDE), f"{name}output.dense.bias": table(WIDTH)}
    return weights


def by_hand(numbers: list[int], w: dict[str, np.ndarray]) -> list[float]:
    """The published formulas in loops over plain numbers, with the error function of the standard library."""

    def dense(rows: Table, name: str) -> Table:
        matrix, bias = w[f"{name}.weight"].tolist(), w[f"{name}.bias"].tolist()
        return [[sum(a * b for a, b in zip(row, line, strict=True)) + c for line, c in zip(matrix, bias, strict=True)] for row in rows]

    def levelled(rows: Table, name: str) -> Table:
        gain, bias, result = w[f"{name}.weight"].tolist(), w[f"{name}.bias"].tolist(), []
        for row in rows:
            mean = sum(row) / len(row)
            spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row) + 1e-12)
            result.append([(x - mean) / spread * g + b for x, g, b in zip(row, gain, bias, strict=True)])
        return result

    def sums(one: Table, other: Table) -> Table:
        return [[a + b for a, b in zip(x, y, strict=True)] for x, y in zip(one, other, strict=True)]

    tables = [w[f"embeddings.{each}_embeddings.weight"].tolist() for each in ("word", "position", "token_type")]
    flow = [[a + b + c for a, b, c in zip(tables[0][n], tables[1][p], tables[2][0], strict=True)] for p, n in enumerate(numbers)]
    flow = levelled(flow, "embeddings.LayerNorm")
    for layer in range(2):
        name = f"encoder.layer.{layer}."
        query, key, value = (dense(flow, f"{name}attention.self.{part}") for part in ("query", "key", "value"))
        heard = [[0.0] * WIDTH for _ in flow]
        for begin in range(0, WIDTH, HEAD):
            for place, row in enumerate(query):
                scores = [sum(row[i] * other[i] for i in range(begin, begin + HEAD)) / math.sqrt(HEAD) for other in key]
                shares = [math.exp(score) for score in scores]
                for share, said in zip(shares, value, strict=True):
                    for i in range(begin, begin + HEAD):
                        heard[place][i] += share / sum(shares) * said[i]
        flow = levelled(sums(flow, dense(heard, f"{name}attention.output.dense")), f"{name}attention.output.LayerNorm")
        wide = [[x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in row] for row in dense(flow, f"{name}intermediate.dense")]
        flow = levelled(sums(flow, dense(wide, f"{name}output.dense")), f"{name}output.LayerNorm")
    mean = [sum(column) / len(flow) for column in zip(*flow, strict=True)]
    length = math.sqrt(sum(x * x for x in mean))
    return [x / length for x in mean]


def test_the_layers_give_what_the_formulas_give() -> None:
    weights = tiny_weights()
    texts = ["She walked.", "walks", "Cafe she walked - she walks."]
    rows = SentenceModel(weights, PIECES).meanings(texts)
    for text, row in zip(texts, rows, strict=True):
        assert row.tolist() == pytest.approx(by_hand(numbers_of(text, PIECES), weights), abs=2e-5)


def test_a_text_means_the_same_beside_other_texts() -> None:
    model = SentenceModel(tiny_weights(), PIECES)
    alone = model.meanings(["She walked."])[0]
    assert model.meanings(["walks " * 300, "She walked.", "."])[1].tolist() == pytest.approx(alone.tolist(), abs=1e-5)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("She WALKED.", ["she", "walk", "##ed", "."]),
        ("café-walks", ["cafe", "-", "walk", "##s"]),
        ("shewalked x", ["[UNK]", "[UNK]"]),
        ("she\u200b\x00 [中中", ["she", "[", "中", "中"]),
        ("", []),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(text: str, pieces: list[str]) -> None:
    assert numbers_of(text, PIECES) == [PIECES[piece] for piece in ["[CLS]", *pieces, "[SEP]"]]


def test_a_text_without_end_is_read_up_to_256_pieces() -> None:
    assert len(numbers_of("she " * 1000, PIECES)) == 256


def test_tables_are_read_from_a_safetensors_file(tmp_path: Path) -> None:
    numbers = np.array([[1, 2, 3], [4, 5, 6]], np.float32)
    described = json.dumps({"__metadata__": {}, "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}).encode()
    (tmp_path / "some.safetensors").write_bytes(struct.pack("<Q", len(described)) + described + numbers.tobytes())
    assert weights_in(tmp_path / "some.safetensors")["a"].tolist() == numbers.tolist()


@pytest.mark.skipif(not is_added(), reason="the model is added by choice: fullarc semantic add")
def test_the_added_model_gives_its_authors_figures() -> None:
    near = nearness()
    assert near is not None
    assert near("The cat sits outside", ["The cat plays in the garden"]) == pytest.approx([0.6788], abs=5e-4)
    assert near("The new movie is awesome", ["The new movie is so great"]) == pytest.approx([0.8939], abs=5e-4)
