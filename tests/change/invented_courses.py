"""Tables of invented clients, the same every time: uneven times, lines out of order, missing scores, clients with one score or none."""

from random import Random

import polars as pl


def invented(clients: int = 150, visits: int = 10, seed: int = 3) -> pl.DataFrame:
    """client, time (days), score (0 to 27), row. Courses fall, rise, waver, or fall and come back."""
    draw = Random(seed)
    lines = []
    for client in range(clients):
        level, day, shape = draw.uniform(8, 24), 0, client % 5
        for visit in range(visits if visits > 20 else 1 + (client * 7) % visits):
            share = visit / 9
            course = {0: -12 * share, 1: 3 * share, 2: -9 * (visit % 2), 3: -12 * min(share, 1 - share), 4: -14 * min(3 * share, 1)}[shape]
            score = min(max(round(level + course + draw.gauss(0, 2)), 0), 27)
            lines.append((f"c{client:03}", float(day), None if draw.random() < 0.08 else float(score)))
            day += draw.choice([0, 3, 7, 7, 14, 30])
    frame = pl.DataFrame(lines, schema={"client": pl.String, "time": pl.Float64, "score": pl.Float64}, orient="row")
    return frame.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64)).sample(fraction=1.0, shuffle=True, seed=seed)


def courses_of(frame: pl.DataFrame) -> dict[str, list[tuple[float, float]]]:
    """Each client's (time, score) in order of time and line, without missing scores."""
    courses: dict[str, list[tuple[float, float]]] = {}
    for line in frame.drop_nulls("score").sort("client", "time", "row").iter_rows(named=True):
        courses.setdefault(line["client"], []).append((line["time"], line["score"]))
    return courses
