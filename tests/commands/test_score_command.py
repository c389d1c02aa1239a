"""`fullarc score`: rows of answers in, scores out, refused rows by line."""

import json

import pytest

from fullarc.commands import main


@pytest.fixture
def run(tmp_path, capsys):
    def call(measure, text, *options):
        path = tmp_path / "answers.csv"
        path.write_text(text, encoding="utf-8")
        code = main(["score", measure, str(path), *options])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.mark.parametrize("prefix", ["item", "", "GAD", "gad7_", "GAD-7 item ", "Q"])
def test_columns_are_found_by_their_usual_names(run, prefix):
    heading = ",".join(f"{prefix}{number}" for number in range(1, 8))
    code, out, _ = run("gad-7", f"{heading}\n1,1,1,1,1,1,2\n", "--json")
    assert code == 0
    assert json.loads(out)["scored"][0]["total"]["value"] == 8


def test_client_and_date_are_kept(run):
    _, out, _ = run("gad-7", "client,date,1,2,3,4,5,6,7\nC-12,2026-03-01,1,1,1,1,1,1,1\n", "--json")
    row = json.loads(out)["scored"][0]
    assert (row["client"], row["date"], row["line"]) == ("C-12", "2026-03-01", 2)


def test_a_refused_row_is_named_by_its_line_and_the_others_are_scored(run):
    code, out, err = run("phq-9", "1,2,3,4,5,6,7,8,9\n0,0,0,0,0,0,0,0,0\n0,0,0,5,0,0,0,0,0\n1,1,1,1,1,1,1,1,1\n", "--json")
    printed = json.loads(out)
    assert code == 1
    assert [row["total"]["value"] for row in printed["scored"]] == [0, 9]
    assert printed["refused"] == [{"line": 3, "reason": "PHQ-9, item 4: the answer was 5; answers run from 0 to 3."}]
    assert "line 3" in err


def test_an_empty_cell_is_unanswered(run):
    _, out, _ = run("phq-9", "1,2,3,4,5,6,7,8,9\n2,2,2,2,2,1,1,,\n")
    assert "item 9 unanswered" in out
    assert "not scored, because" in out


def test_totals_of_a_licensed_form_are_taken(run):
    code, out, _ = run("ors", "client,total\na,21.4\nb,40.5\n", "--json")
    printed = json.loads(out)
    assert code == 1
    assert printed["scored"][0]["total"]["above_cutoff"] is True
    assert printed["refused"][0]["line"] == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "items 1 to 9|items 1 to 10"),
        ("1,2,3,4,5,6,7,8\n1,1,1,1,1,1,1,1\n", "no column for item 9"),
        ("1,item1,2,3,4,5,6,7,8,9\n1,1,1,1,1,1,1,1,1,1\n", "two columns for item 1"),
    ],
)
def test_a_table_without_the_right_columns_is_refused(run, text, words):
    code, _, err = run("phq-9", text)
    assert code == 1
    assert any(part in err for part in words.split("|"))


def test_an_unknown_measure_is_a_wrong_call(run):
    code, _, err = run("phq-99", "1\n1\n")
    assert code == 2
    assert "phq-9" in err


def test_what_stands_in_a_cell_is_not_repeated(run):
    code, _, err = run("phq-9", "1,2,3,4,5,6,7,8,9\nmy sister,0,0,0,0,0,0,0,0\n")
    assert code == 1
    assert "sister" not in err
