"""`fullarc change`: the contract of its JSON, its choices and its refusals."""

import json
from datetime import UTC, datetime
from io import StringIO

import polars as pl
import pytest

from fullarc.commands import main
from fullarc.commands.progress_bar import ProgressBar

TABLE = "client,time,score\n" + "".join(f"c{n},1,{10 + n % 15}\nc{n},2,{(n * 5) % 20}\n" for n in range(40))
NORMS = ["--reliability", "0.84", "--functional-mean", "5", "--functional-sd", "4", "--better", "lower"]


@pytest.fixture
def run(tmp_path, capsys):
    def call(text, *options):
        path = tmp_path / "scores.csv"
        path.write_text(text, encoding="utf-8")
        code = main(["change", str(path), *options])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.mark.parametrize("method", ["jt", "gln", "en", "nk", "ha", "percent"])
def test_every_method_keeps_the_keys(run, method):
    code, out, _ = run(TABLE, *NORMS, "--method", method, "--json")
    printed = json.loads(out)
    assert code == 0
    assert list(printed)[:4] == ["n", "s_diff", "cutoff", "counts"]
    assert list(printed["counts"]) == ["recovered", "improved", "unchanged", "deteriorated", "harmed"]
    assert sum(printed["counts"].values()) == printed["n"] == 40


def test_the_three_cutoffs_differ(run):
    found = {kind: json.loads(run(TABLE, *NORMS, "--cutoff", kind, "--json")[1])["cutoff"] for kind in "abc"}
    assert found["b"] == 13
    assert len(set(found.values())) == 3


@pytest.mark.parametrize("engine", ["duckdb", "pandas"])
def test_engines_agree(run, engine):
    first, second = (json.loads(run(TABLE, *NORMS, "--engine", name, "--json")[1]) for name in ("polars", engine))
    assert first["counts"] == second["counts"]
    assert first["s_diff"] == pytest.approx(second["s_diff"], rel=1e-12)


def test_a_measure_brings_its_published_values(run):
    printed = json.loads(run(TABLE, "--measure", "PHQ-9", "--json")[1])
    assert (printed["method"], printed["threshold"], printed["cutoff"]) == ("published", 6, 10)


def test_a_formula_may_be_asked_for_with_a_measure(run):
    printed = json.loads(run(TABLE, "--measure", "phq-9", "--method", "jt", "--json")[1])
    assert (printed["method"], printed["cutoff"] != 10) == ("jt", True)


def test_the_talking_therapies_rules_read_two_measures(run):
    visits = ((1, 18, "PHQ-9"), (2, 8, "PHQ-9"), (1, 15, "gad7"), (2, 6, "gad7"))
    rows = [f"c{n},{time},{score},{measure}" for n in range(3) for time, score, measure in visits]
    printed = json.loads(run("client,time,score,measure\n" + "\n".join(rows) + "\n", "--method", "nhs", "--json")[1])
    assert printed["nhs"]["reliable_recovery"] == printed["counts"]["recovered"] == 3


def test_results_can_be_written_as_json_or_one_row_a_client(run, tmp_path):
    assert run(TABLE, *NORMS, "--out", str(tmp_path / "sum.json"))[0] == 0
    assert json.loads((tmp_path / "sum.json").read_text())["n"] == 40
    assert run(TABLE, *NORMS, "--out", str(tmp_path / "rows.csv"))[0] == 0
    lines = (tmp_path / "rows.csv").read_text().splitlines()
    assert (lines[0], len(lines)) == ("client,pre,post,index,kind", 41)


def test_a_row_a_client_runs_nothing_in_a_spreadsheet(run, tmp_path):
    table = TABLE.replace(TABLE.splitlines()[1].split(",")[0] + ",", '"=HYPERLINK(""http://x"")",')
    assert run(table, *NORMS, "--out", str(tmp_path / "rows.csv"))[0] == 0
    written = (tmp_path / "rows.csv").read_text()
    assert "'=HYPERLINK" in written
    assert "\n=" not in written
    assert '\n"=' not in written


@pytest.mark.parametrize(
    ("text", "options", "code", "words"),
    [
        (TABLE, [], 2, "--better"),
        (TABLE, ["--better", "lower", "--reliability", "0.8"], 2, "--functional-mean"),
        (TABLE, ["--measure", "phq-99"], 2, "nearest"),
        (TABLE, ["--method", "nhs"], 2, "column measure"),
        (TABLE, [*NORMS, "--method", "xyz"], 2, "invalid choice"),
        (TABLE, ["--measure", "srs"], 2, "SRS has no such value"),
        ("client,when,score\na,1,2\n", NORMS, 1, "missing time"),
        ("client,time,score\na,1,2\n", NORMS, 1, "at least 2"),
        ("client,time,score\na,Before,2\na,After,3\n", NORMS, 2, "--baseline and --end"),
        ("client,time,score,measure\na,1,2,x\na,2,3,y\n", NORMS, 2, "several measures"),
        (TABLE, [*NORMS, "--baseline", "June"], 1, "expected a number"),
    ],
)
def test_what_cannot_be_done_is_said(run, text, options, code, words):
    found, _, err = run(text, *options)
    assert found == code
    assert words in err


COURSES = "client,time,score\n" + "".join(
    f"c{n},2026-0{month}-05,{max(20 - (n % 7) * (month - 1), 0)}\n" for n in range(40) for month in range(1, 6)
)


def test_rates_effect_size_durability_and_completeness_come_along(run):
    code, out, err = run(COURSES + "c99,2026-01-05,\n", "--measure", "phq-9", "--json")
    printed = json.loads(out)
    assert (code, err) == (0, "")
    counts = printed["counts"]
    assert printed["rates"]["improvement"]["count"] == counts["recovered"] + counts["improved"]
    assert printed["rates"]["recovery"]["of"] == 40
    assert printed["rates"]["recovery"]["low"] < printed["rates"]["recovery"]["share"] < printed["rates"]["recovery"]["high"]
    assert sum(printed["durability"].values()) == printed["n"] == 40
    assert printed["completeness"] == {"clients": 41, "with_a_score": 40, "paired": 40, "occasions": 201, "scored": 200}
    assert printed["effect_size"] is None
    assert "no spread among the first scores" in printed["not_computed"]["effect_size"]


def test_words_say_the_same(run):
    code, out, _ = run(COURSES, "--measure", "phq-9")
    assert code == 0
    assert "recovery among those who started clinical:" in out
    assert "improvement over time: sustained" in out
    assert "40 of 40 clients have two scores; 200 of 200 scores" in out


def test_a_parquet_file_gives_what_the_csv_gives(run, tmp_path):
    frame = pl.read_csv(COURSES.encode(), try_parse_dates=True)
    frame.write_parquet(tmp_path / "scores.parquet")
    expected = json.loads(run(COURSES, "--measure", "phq-9", "--json")[1])
    assert main(["change", str(tmp_path / "scores.parquet"), "--measure", "phq-9", "--out", str(tmp_path / "found.json")]) == 0
    assert json.loads((tmp_path / "found.json").read_text()) == expected


def test_times_in_numbers_ask_for_no_span_of_days_unless_their_unit_is_given(run):
    weeks = "client,time,score\n" + "".join(f"c{n},{week},{score}\n" for n in range(3) for week, score in enumerate((20 - n, 10, 10, 10)))
    plain, weekly, monthly = (
        json.loads(run(weeks, "--measure", "phq-9", "--json", *unit)[1])["durability"]
        for unit in ([], ["--unit", "week"], ["--unit", "month"])
    )
    assert (plain["sustained"], weekly["recent"], monthly["sustained"]) == (3, 3, 3)


def test_words_as_times_are_taken_in_the_order_of_the_call(run):
    text = "client,time,score\n" + "".join(f"c{n},After,{5 + n}\nc{n},Before,{20 + n}\nc{n},Between,27\n" for n in range(3))
    printed = json.loads(run(text, "--measure", "phq-9", "--baseline", "Before", "--end", "After", "--json")[1])
    assert (printed["n"], printed["counts"]["recovered"]) == (3, 3)


def test_progress_is_drawn_on_the_error_stream(run):
    _, out, err = run(COURSES, "--measure", "phq-9", "--json", "--progress")
    assert json.loads(out)["n"] == 40
    assert err == f"\rcourses [{'#' * 30}] 1 of 1\n"


def test_the_bar_fills_and_is_silent_when_nobody_watches():
    stream = StringIO()
    bar = ProgressBar("courses", shown=True, stream=stream)
    bar(1, 2)
    assert stream.getvalue() == f"\rcourses [{'#' * 15}{'.' * 15}] 1 of 2"
    quiet = StringIO()
    ProgressBar("courses", stream=quiet)(1, 1)
    assert quiet.getvalue() == ""


@pytest.mark.parametrize("options", [["--measure", "phq-9"], ["--measure", "phq-9", "--method", "percent"], ["--method", "nhs"]])
def test_a_score_that_the_measure_cannot_have_is_no_score_of_it(run, options):
    lines = ["client,time,score,measure"]
    lines += [f"{client},{time},{score},{name}" for client in "abc" for time, score in ((1, 20), (2, 5)) for name in ("phq-9", "gad-7")]
    table = "\n".join([*lines, "d,1,99,PHQ-9", "d,2,-1,phq-9", "d,1,18,gad-7", "d,2,4,gad-7"]) + "\n"
    code, out, err = run(table, *options)
    assert (code, out) == (1, "")
    assert err == (
        "fullarc: scores.csv, line 14: found a score of 99; scores of the PHQ-9 run from 0 to 27; "
        "correct 2 such lines, and leave a missing score empty\n"
    )


def test_a_score_beyond_the_range_of_another_measure_in_the_table_harms_nobody(run):
    table = "client,time,score,measure\n" + "".join(f"{c},{t},{s},{m}\n" for c in "ab" for t, s, m in ((1, 20, "phq-9"), (2, 60, "wsas2")))
    table += "a,3,5,phq-9\nb,3,,phq-9\nb,4,7,phq-9\n"
    assert json.loads(run(table, "--measure", "phq-9", "--json")[1])["n"] == 2


def test_without_a_measure_no_range_is_known(run):
    assert run("client,time,score\na,1,99\na,2,5\nb,1,80\nb,2,7\n", *NORMS)[0] == 0


def _first_and_last(run, tmp_path, lines):
    assert run("client,time,score\n" + lines, "--measure", "phq-9", "--out", str(tmp_path / "rows.csv"))[0] == 0
    return pl.read_csv(tmp_path / "rows.csv").select("pre", "post").rows()


@pytest.mark.parametrize("between", ["T", " "])
def test_scores_of_one_day_stand_in_the_order_of_their_clock(run, tmp_path, between):
    lines = f"a,2024-01-01{between}18:00,20\na,2024-01-01{between}09:15:30,5\na,2024-03-01,19\nb,2024-01-01,20\nb,2024-03-01,3\n"
    assert _first_and_last(run, tmp_path, lines) == [(5, 19), (20, 3)]


def test_without_a_clock_the_lines_of_a_day_keep_their_order(run, tmp_path):
    lines = "a,2024-01-01,20\na,2024-01-01,5\na,2024-03-01,19\na,2024-03-01,18\nb,2024-01-01,20\nb,2024-03-01,3\n"
    assert _first_and_last(run, tmp_path, lines) == [(20, 18), (20, 3)]


def test_a_line_is_named_also_where_a_clock_puts_the_day_in_order(run):
    lines = "client,time,score\na,2024-01-01T18:00,20\na,2024-01-02T09:00,99\na,2024-01-03T01:00,98\nb,2024-01-01T02:00,20\n"
    assert "line 3: found a score of 99;" in run(lines, "--measure", "phq-9")[2]


def test_a_moment_in_a_time_zone_counts_on_the_day_that_it_was_there(run, tmp_path):
    moments = [datetime(2024, month, 1, 23, 30, tzinfo=UTC) for month in (1, 3)] * 2
    table = pl.DataFrame({"client": ["a", "a", "b", "b"], "time": moments, "score": [20, 5, 18, 3]})
    path = tmp_path / "scores.parquet"
    table.with_columns(pl.col("time").dt.convert_time_zone("Europe/Berlin")).write_parquet(path)
    days = ["--baseline", "2024-01-02", "--end", "2024-03-02"]
    assert main(["change", str(path), "--measure", "phq-9", *days, "--out", str(tmp_path / "out.json")]) == 0
    assert json.loads((tmp_path / "out.json").read_text())["n"] == 2


@pytest.mark.parametrize("missing", ["", "NA", "NaN", "nan"])
def test_a_missing_score_may_be_written_as_programs_write_it(run, missing):
    printed = json.loads(run(f"client,time,score\na,1,20\na,2,5\nb,1,{missing}\nb,2,3\nc,1,9\nc,2,8\n", "--measure", "phq-9", "--json")[1])
    assert (printed["n"], printed["completeness"]["scored"]) == (2, 5)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "scores.csv",
            b"client;time;score\na;1;20\n",
            "found the columns client;time;score; missing client, time, score; part",
        ),
        ("scores.csv", b"Client,Time,Score\na,1,20\n", "found the columns Client, Time, Score; missing client, time, score; rename"),
        ("scores.csv", b"\x01\x02,\x03\na,b\n", "found columns whose names cannot be shown; missing client"),
        ("scores.csv", b"client,time,score\na,01/31/2024,20\na,02/28/2024,5\n", "write dates as YYYY-MM-DD"),
        ("scores.csv", b"row,client,time,score\n9,a,1,20\n8,a,2,5\n7,b,1,20\n", "found 1 clients with both scores"),
        ("scores.parquet", b"garbage", "it is no Parquet file that can be read"),
    ],
)
def test_a_file_that_is_no_table_of_scores_is_told_what_to_do(tmp_path, capsys, name, content, words):
    (tmp_path / name).write_bytes(content)
    assert main(["change", str(tmp_path / name), "--measure", "phq-9"]) in (1, 2)
    assert words in capsys.readouterr().err
