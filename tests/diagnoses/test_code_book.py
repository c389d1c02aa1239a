"""The ICD-10-CM codes: found by words and by code, refused when they do not exist, without making the start of anything slower."""

import subprocess
import sys

import pytest

from fullarc.diagnoses.code import UnknownCode, written
from fullarc.diagnoses.code_book import is_known, look_up, nearest
from fullarc.diagnoses.release_files import all_codes, chapter, release
from fullarc.diagnoses.search import finer, search


def first_three(typed: str) -> list[str]:
    return [each.code for each in search(typed)[:3]]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("panic", "F41.0"),
        ("F41.0", "F41.0"),
        ("f410", "F41.0"),
        ("adjustment disorder with anxiety", "F43.22"),
        ("adjustment anx", "F43.22"),
        ("PTSD", "F43.10"),
        ("GAD", "F41.1"),
        ("depression", "F32.A"),
        ("major depression recurrent moderate", "F33.1"),
        ("social phobia", "F40.10"),
        ("burnout", "Z73.0"),
        ("bereavement", "Z63.4"),
        ("prolonged grief", "F43.81"),
        ("suicidal", "R45.851"),
        ("OCD", "F42.9"),
        ("bipolar ii", "F31.81"),
        ("borderline personality", "F60.3"),
        ("alcohol use disorder severe", "F10.20"),
        ("illness anxiety", "F45.21"),
    ],
)
def test_what_a_therapist_types_is_among_the_first_three(typed: str, code: str) -> None:
    assert code in first_three(typed)


def test_the_beginning_of_a_code_finds_the_codes_that_begin_so_specific_ones_first() -> None:
    found = search("F43.2")
    assert found[0].code == "F43.2"
    assert {"F43.20", "F43.22", "F43.25"} <= {each.code for each in found}
    assert all(each.specific for each in found[1:])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("social anxiety", ["F40.10", "F40.11"]),
        ("social anxiety disorder", ["F40.10", "F40.11"]),
        ("grief", ["F43.81"]),
        ("alcohol use disorder severe", ["F10.20"]),
        ("opioid use disorder mild", ["F11.10"]),
        ("cannabis use disorder", ["F12.10", "F12.20"]),
    ],
)
def test_codes_that_a_claim_takes_come_first_also_where_only_their_heading_has_the_name(typed: str, first: list[str]) -> None:
    assert [each.code for each in search(typed)[: len(first)]] == first


def test_a_heading_names_the_codes_below_it_and_a_fine_code_has_none() -> None:
    assert [each.code for each in finer("F40.1")] == ["F40.10", "F40.11"]
    assert finer("F40.10") == ()


def test_words_that_no_mental_disorder_has_are_looked_for_in_the_other_chapters() -> None:
    assert any(each.code.startswith("E10") for each in search("type 1 diabetes"))


def test_when_no_code_has_all_the_words_those_with_most_of_them_come() -> None:
    assert "F41.0" in first_three("panic attacks on trains")


@pytest.mark.parametrize("typed", ["", " ", "p", "??", "xqzt vlorp"])
def test_what_means_nothing_finds_nothing(typed: str) -> None:
    assert search(typed) == ()


def test_a_code_is_known_with_its_wording_and_its_other_names() -> None:
    found = look_up("f41.0")
    assert str(found) == "F41.0 Panic disorder [episodic paroxysmal anxiety]"
    assert "Panic attack" in found.terms
    assert found.specific
    assert not look_up("F40.1").specific


def test_a_code_of_an_encounter_is_known_by_its_category() -> None:
    assert str(look_up("T74.11XA")) == "T74.11XA Adult physical abuse, confirmed, initial encounter"


@pytest.mark.parametrize(("typed", "near"), [("F41.7", "F41.0"), ("F99.9", "F99"), ("F43.26", "F43.22"), ("F4l.0", "F41.0")])
def test_an_unknown_code_is_refused_with_the_nearest_ones(typed: str, near: str) -> None:
    with pytest.raises(UnknownCode) as refused:
        look_up(typed)
    assert near in [each.code for each in refused.value.nearest]
    assert f"Found “{typed}”, which is not in ICD-10-CM of {release()}. The nearest are " in str(refused.value)


def test_a_word_instead_of_a_code_is_sent_to_the_search() -> None:
    with pytest.raises(UnknownCode, match="Search by words instead"):
        look_up("panic")
    assert nearest("panic") == ()


def test_every_mental_disorder_and_every_factor_can_be_looked_up() -> None:
    for code in (code for code in all_codes() if code[0] in "FRZU" or code.startswith(("T74", "T76", "G47", "C7A"))):
        assert look_up(code).wording, code


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_wordings_are_those_of_the_package_that_keeps_them() -> None:
    import simple_icd_10_cm

    for each in chapter(5).codes:
        assert simple_icd_10_cm.get_description(each.code) == each.wording
        assert simple_icd_10_cm.is_leaf(each.code) == each.specific
    for code in ("F41.0", "F99.9", "F41.7", "T74.11XA", "Z63.0", "A00-A09"):
        assert simple_icd_10_cm.is_valid_item(code) == (is_known(code) or "-" in code)


@pytest.mark.parametrize(
    ("typed", "as_written"), [("f410", "F41.0"), (" F32.a ", "F32.A"), ("t7411xa", "T74.11XA"), ("f32", "F32"), ("low", "low")]
)
def test_a_code_is_written_with_its_dot(typed: str, as_written: str) -> None:
    assert written(typed) == as_written


def test_importing_the_library_and_the_search_opens_no_file_of_codes() -> None:
    program = (
        "import sys, fullarc, fullarc.diagnoses.search as s; from fullarc.diagnoses import release_files as r; "
        "print(any(m.startswith('simple_icd') for m in sys.modules), r.all_codes.cache_info().currsize, r.chapter.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "0", "0"]
    light = "import sys, fullarc; print(any(m.startswith('fullarc.diagnoses') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", light], capture_output=True, text=True, check=True).stdout.strip() == "False"
