"""Two named times of a table: the pairs are the same whether its clients stand in order or not."""

import polars as pl
import pytest

from fullarc.change.paired_scores import pair, scores_of

IN_ORDER = pl.DataFrame(
    {
        "client": ["ann", "ann", "ben", "ben", "cyd", "cyd"],
        "time": [0, 1, 0, 1, 0, 1],
        "score": [20.0, 9.0, 14.0, 15.0, 11.0, 3.0],
    }
)
PAIRS = {("ann", 20.0, 9.0), ("ben", 14.0, 15.0), ("cyd", 11.0, 3.0)}


def pairs_of(table: pl.DataFrame) -> list[tuple[object, ...]]:
    return pair(scores_of(table), 0, 1).collect().rows()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_lines_changes_no_pair(seed: int) -> None:
    assert set(pairs_of(IN_ORDER)) == PAIRS
    assert set(pairs_of(IN_ORDER.sample(fraction=1.0, shuffle=True, seed=seed))) == PAIRS


def test_a_client_with_one_score_only_has_no_pair() -> None:
    assert set(pairs_of(IN_ORDER.filter(~((pl.col("client") == "ben") & (pl.col("time") == 1))))) == PAIRS - {("ben", 14.0, 15.0)}


def test_of_two_scores_at_one_time_the_first_begins_and_the_last_ends() -> None:
    twice = pl.concat([IN_ORDER, pl.DataFrame({"client": ["ann", "ann"], "time": [0, 1], "score": [19.0, 8.0]})]).sort(
        "client", "time", maintain_order=True
    )
    assert set(pairs_of(twice.with_row_index("row"))) == PAIRS - {("ann", 20.0, 9.0)} | {("ann", 20.0, 8.0)}


def test_scores_of_nobody_are_no_pair() -> None:
    nobody = pl.DataFrame({"client": [None, None], "time": [0, 1], "score": [5.0, 4.0]}, schema=IN_ORDER.schema)
    assert set(pairs_of(pl.concat([nobody, IN_ORDER]))) == PAIRS
    assert pairs_of(nobody) == []
