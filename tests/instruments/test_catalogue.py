"""The definition files: what ships, what is refused, and how a measure is found."""

import tomllib

import pytest

from fullarc.instruments.catalogue import DEFINITIONS, UnknownMeasure, catalogue, read_catalogue
from fullarc.instruments.definition import Better, Verdict
from fullarc.instruments.definition_file import read_instrument
from fullarc.instruments.definition_table import BrokenDefinition

WITH_WORDING = {
    "phq-9", "phq-8", "phq-4", "phq-2", "gad-7", "gad-2", "pcl-5", "pc-ptsd-5", "audit-c", "rses", "dass-21", "core-10", "who-5",
    "audit", "core-om", "pswq", "ces-d", "cesd-r", "session-feedback",
}  # fmt: skip
BY_NUMBER = {
    "phq-a", "phq-9-teens", "k10", "k6", "yp-core", "wsas", "epds", "isi", "oasis", "odsis", "spin", "mini-spin", "ies-r",
    "ders", "ders-16", "ders-18", "y-bocs", "c-ssrs-screener", "pss-10", "wai-sr", "br-wai", "whodas-12", "sdq", "rcads",
    "rcads-25", "asrs", "psychlops", "lsas", "mdq",
}  # fmt: skip
TOTALS_ONLY = {"ors", "srs", "oq-45.2", "bdi-ii", "cors", "csrs", "wai", "oci", "pdss", "hai", "mobility-inventory"}


def test_the_measures_that_ship():
    assert {instrument.id for instrument in catalogue()} == WITH_WORDING | BY_NUMBER | TOTALS_ONLY


def test_a_measure_without_permission_goes_by_item_numbers_under_short_labels_of_our_own():
    for name in BY_NUMBER:
        instrument = catalogue().get(name)
        assert instrument.verdict is Verdict.SCORING
        assert not instrument.has_wording
        for item in instrument.items:
            assert len(item.text) <= 45, (name, item.text)
            assert all(option.label in ("", "Yes", "No", "no problem", "minor", "moderate", "serious") for option in item.options)


def test_a_licensed_measure_ships_without_a_word_of_its_items():
    for name in TOTALS_ONLY:
        instrument = catalogue().get(name)
        assert instrument.verdict is Verdict.TOTAL_ONLY
        assert instrument.items == ()
        assert not instrument.has_wording


@pytest.mark.parametrize("name", ["PHQ-9", "phq9", "Phq_9", "patient health questionnaire 9"])
def test_a_measure_is_found_however_it_is_spelled(name):
    assert catalogue().get(name).id == "phq-9"
    assert name in catalogue()


def test_an_unknown_measure_names_the_nearest():
    with pytest.raises(UnknownMeasure, match="phq-9"):
        catalogue().get("phq-99")


@pytest.mark.parametrize(
    ("measure", "item", "text"),
    [
        ("phq-9", 1, "Little interest or pleasure in doing things"),
        ("phq-9", 4, "Feeling tired or having little energy"),
        ("gad-7", 2, "Not being able to stop or control worrying"),
        ("core-10", 6, "I made plans to end my life"),
        ("rses", 5, "I feel I do not have much to be proud of."),
        ("who-5", 4, "I woke up feeling fresh and rested"),
        ("core-om", 34, "I have hurt myself physically or taken dangerous risks with my health"),
        ("pswq", 2, "My worries overwhelm me."),
        ("ces-d", 11, "My sleep was restless."),
        ("audit", 3, "How often do you have six or more drinks on one occasion?"),
    ],
)
def test_items_carry_their_published_wording(measure, item, text):
    assert catalogue().get(measure).items[item - 1].text == text


def test_the_lowest_answer_of_the_gad_7_is_not_at_all():
    assert catalogue().get("gad-7").items[0].options[0].label == "Not at all"


@pytest.mark.parametrize(
    ("measure", "reversed_items"),
    [("rses", [3, 5, 8, 9, 10]), ("core-10", [2, 3]), ("phq-9", []), ("core-om", [3, 4, 7, 12, 19, 21, 31, 32]), ("ces-d", [4, 8, 12, 16])],
)
def test_reversed_items_belong_to_the_wording(measure, reversed_items):
    assert [item.number for item in catalogue().get(measure).items if item.reverse] == reversed_items


def test_screeners_are_not_trackers():
    assert {i.id for i in catalogue() if not i.tracker} == {
        "phq-2", "phq-4", "gad-2", "pc-ptsd-5", "audit-c", "audit", "mini-spin", "c-ssrs-screener", "asrs", "mdq",
    }  # fmt: skip


def test_higher_is_better_for_wellbeing_self_esteem_and_the_rating_scales():
    assert {i.id for i in catalogue() if i.better is Better.HIGHER} == {
        "who-5", "rses", "ors", "srs", "cors", "csrs", "wai", "wai-sr", "br-wai", "session-feedback",
    }  # fmt: skip


def test_every_threshold_has_a_source():
    for instrument in catalogue():
        for scale in instrument.scales:
            for fact in (*scale.cutoffs, *scale.reliable_change, *scale.reliability):
                assert fact.source, (instrument.id, scale.id)


def test_figures_of_a_group_have_a_source_and_the_default_stays_without_them():
    yp_core = catalogue().get("yp-core").total
    assert yp_core.cutoffs == yp_core.reliable_change == ()
    assert [(g.id, g.cutoffs[0].at, g.reliable_change[0].value) for g in yp_core.groups if g.id.startswith("girls")] == [
        ("girls-11-to-13", 14.4, 8.0),
        ("girls-14-to-16", 15.9, 7.4),
    ]
    assert not any(fact.verified for group in yp_core.groups for fact in (*group.cutoffs, *group.reliable_change))


def test_our_own_items_are_plainly_labelled_as_not_validated():
    own = catalogue().get("session-feedback")
    assert "not validated" in own.name
    assert "not validated" in own.about
    assert own.total.cutoffs == own.total.reliable_change == own.total.reliability == ()


def test_core_10s_reliable_change_is_marked_as_a_90_percent_value():
    assert catalogue().get("core-10").total.reliable_change[0].confidence == 0.90


def test_conditionally_licensed_wording_carries_its_attribution():
    conditional = [i for i in catalogue() if i.verdict is Verdict.WORDING_CONDITIONAL]
    assert {i.id for i in conditional} == {"core-10", "core-om", "audit", "who-5"}
    notice = (DEFINITIONS / "NOTICE-wording.md").read_text(encoding="utf-8")
    for instrument in conditional:
        assert instrument.attribution
        assert f"{instrument.id}.toml" in notice


def test_indicators_and_domains_are_ones_the_reader_knows():
    groups = tomllib.loads((DEFINITIONS.parents[1] / "reading/indicators/_groups.toml").read_text(encoding="utf-8"))
    known = {indicator for group in groups.values() for indicator in group["ids"]}
    for instrument in catalogue():
        assert set(instrument.speaks_to) <= known, instrument.id
        assert {risk.about for risk in instrument.risk_items} <= known, instrument.id
    for log in catalogue().logs.values():
        for field in log.fields:
            assert set(field.speaks_to) | ({field.risk_about} if field.risk_about else set()) <= known, field.id


# Broken files


def changed(tmp_path, before, after, name="gad-7"):
    text = (DEFINITIONS / f"{name}.toml").read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / f"{name}.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('better = "lower"', 'better = "down"', "better"),
        ('better = "lower"', "", "better"),
        ("tracker = true", 'tracker = "yes"', "tracker"),
        ("tracker = true", "tracker = true\ncolour = 3", "colour"),
        ("high = 21\n", "high = 22\n", "total.bands"),
        ("number = 7", "number = 9", "items"),
        ("{ low = 5, high = 9", "{ low = 4, high = 9", "total.bands"),
        ("verified = true }\nbands", "verfied = true }\nbands", "total.bands_from.verified"),
        ('rounding = "half_up"', 'rounding = "up"', "missing.rounding"),
        ('verdict = "wording"', 'verdict = "total_only"', "items"),
        ("allowed = 2", "allowed = 0", "missing.prorate"),
    ],
)
def test_a_broken_file_is_refused_by_file_and_key(tmp_path, before, after, key):
    with pytest.raises(BrokenDefinition) as refusal:
        read_instrument(changed(tmp_path, before, after))
    assert "gad-7.toml" in str(refusal.value)
    assert repr(key) in str(refusal.value)
    assert "expected" in str(refusal.value)


GROUP = """
[[total.groups]]
id = "teens"
who = "teens"
"""


@pytest.mark.parametrize(
    ("name", "before", "after", "key"),
    [
        ("gad-7", "[use]\n", "[used]\n", "use"),
        ("gad-7", 'problems = ["anxiety", "worry"]', 'problems = ["angst"]', "use.problems"),
        ("gad-7", 'answered_by = ["client"]', "", "use.answered_by"),
        ("gad-7", "from_age = 18\n", "from_age = 18\nto_age = 12\n", "use.to_age"),
        ("gad-7", 'label = "Not at all"\n', "", "options"),
        ("gad-7", "high = 21\n", "high = 21\nmultiply = 2\naverage_times = 3\n", "total.average_times"),
        ("gad-7", "\n[missing]", GROUP + "\n[missing]", "total.groups.teens"),
        ("k10", "count = 10", "count = 0", "numbered_items.count"),
        ("k10", '"tiredness",', "", "numbered_items.labels"),
        ("k10", 'verdict = "scoring"', 'verdict = "wording"', "options"),
        ("pss-10", "reverse = [4, 5, 7, 8]", "reverse = [4, 5, 7, 18]", "numbered_items.reverse"),
        ("c-ssrs-screener", "value = 2\nlabel", "value = 4\nlabel", "total.levels"),
        ("c-ssrs-screener", "any_of = [{ item = 3", "any_of = [{ item = 9", "total.levels"),
        ("c-ssrs-screener", "any_of = [{ item = 1, at_least = 1 }, { item = 2, at_least = 1 }]", "", "total.levels"),
        ("c-ssrs-screener", "items = [3, 4, 5]", "items = [3, 4, 15]", "skips[1].items"),
        ("c-ssrs-screener", 'answered_anyway = "refused"', 'answered_anyway = "maybe"', "skips[1].answered_anyway"),
        ("c-ssrs-screener", "on = 0", "on = 7", "skips[1].on"),
        ("core-om", "average_times = 10", "average_times = -10", "total.average_times"),
        ("sdq", 'sum_of = ["emotional", ', 'sum_of = ["emotions", ', "total.sum_of"),
        ("sdq", "low = 0\nhigh = 40", "low = 0\nhigh = 50", "total.groups.parent.bands"),
        ("mdq", "items = [14]", "items = [24]", "patterns.positive_screen"),
        ("audit", 'source = "Saunders', 'from = "Saunders', "source"),
        ("yp-core", ', source = "Twigg et al. 2016, not read in the paper"', "", "total.groups[1].cutoffs[1].source"),
    ],
)
def test_a_broken_extension_is_refused_by_file_and_key(tmp_path, name, before, after, key):
    with pytest.raises(BrokenDefinition) as refusal:
        read_instrument(changed(tmp_path, before, after, name=name))
    assert f"{name}.toml" in str(refusal.value)
    assert repr(key) in str(refusal.value)
    assert "expected" in str(refusal.value)


def test_a_range_the_items_do_not_give_is_refused(tmp_path):
    with pytest.raises(BrokenDefinition, match=r"total\.low/high.*as the items give"):
        read_instrument(changed(tmp_path, "high = 6\n", "high = 8\n", name="phq-2"))


def test_a_file_that_is_not_toml_is_refused(tmp_path):
    path = tmp_path / "odd.toml"
    path.write_bytes(b"\xff\xfe not toml")
    with pytest.raises(BrokenDefinition, match=r"odd\.toml"):
        read_instrument(path)


def test_a_risk_item_the_form_does_not_have_is_refused(tmp_path):
    with pytest.raises(BrokenDefinition, match="risk_items"):
        read_instrument(changed(tmp_path, "number = 9\nat_least = 1", "number = 12\nat_least = 1", name="phq-9"))


def test_a_file_named_otherwise_than_its_measure_is_refused(tmp_path):
    path = changed(tmp_path, 'id = "gad-7"', 'id = "gad-8"')
    with pytest.raises(BrokenDefinition, match="'id'"):
        read_catalogue(path.parent)
