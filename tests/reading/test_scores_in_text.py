"""Scores of measures in all the ways in which they are written."""

import pytest

from fullarc.reading.finding import Finding, Quantity
from fullarc.reading.reader import read


def scores(note: str) -> list[Finding]:
    return [finding for finding in read(note) if finding.indicator == "measure_score"]


@pytest.mark.parametrize(
    ("note", "measure", "value", "previous", "unit"),
    [
        ("PHQ-9 = 14 (was 19)", "phq-9", 14, 19, "points"),
        ("PHQ9: 14", "phq-9", 14, None, "points"),
        ("PHQ-9 score of 14, down from 19", "phq-9", 14, 19, "points"),
        ("She scored 14 on the PHQ-9.", "phq-9", 14, None, "points"),
        ("PHQ-9 19 → 14", "phq-9", 14, 19, "points"),
        ("PHQ-9 decreased from 19 to 14", "phq-9", 14, 19, "points"),
        ("PHQ nine was thirteen", "phq-9", 13, None, "points"),
        ("GAD-7 11/21", "gad-7", 11, None, "points"),
        ("PCL-5 41→33", "pcl-5", 33, 41, "points"),
        ("PCL-5 is forty-one, it was fifty-two", "pcl-5", 41, 52, "points"),
        ("ORS 22.4", "ors", 22.4, None, "points"),
        ("SRS 38", "srs", 38, None, "points"),
        ("SUD 7->2", "sud", 2, 7, "of_10"),
        ("SUDS 60", "sud", 60, None, "of_100"),
        ("VoC 3 to 6", "voc", 6, 3, "of_7"),
        ("BDI-II 24", "bdi-ii", 24, None, "points"),
        ("OQ-45.2 total 71", "oq-45", 71, None, "points"),
        ("AUDIT-C 5", "audit-c", 5, None, "points"),
        ("DASS-21: 40", "dass-21", 40, None, "points"),
        ("CORE-10 18", "core-10", 18, None, "points"),
        ("WHO-5 48", "who-5", 48, None, "points"),
        ("ISI 15 (was 22)", "isi", 15, 22, "points"),
        ("Y-BOCS 26 (last month 21)", "y-bocs", 26, 21, "points"),
        ("MADRS 22", "madrs", 22, None, "points"),
        ("PHQ-9 12 <- 20", "phq-9", 12, 20, "points"),
        ("SUDS peak 90, end 45.", "sud", 45, 90, "of_100"),
        ("SUDS peaked at 55, ended at 20.", "sud", 20, 55, "of_100"),
        ("SUDS 75/60/30 over three trials", "sud", 30, 75, "of_100"),
        ("SUDS 30/20/10 over three trials", "sud", 10, 30, "of_100"),
        ("SUD pk 75, 35 @ 40 min", "sud", 35, 75, "of_100"),
        ("SUDS at the door 70, 35 by the end.", "sud", 35, 70, "of_100"),
        ("SUDS 60 then 35.", "sud", 35, 60, "of_100"),
        ("SUD 8, ended 12 minutes early", "sud", 8, None, "of_10"),
        ("SUD 7, ended at 5 pm", "sud", 7, None, "of_10"),
        ("SUDs 6, end 9/14", "sud", 6, None, "of_10"),
        ("SUD 8 then 2 sessions of EMDR", "sud", 8, None, "of_10"),
        ("x2\nSUD\t75/60/30", "sud", 30, 75, "of_100"),
        ("His distress went from 8 out of 10 at the start to 3 at the end.", "sud", 3, 8, "of_10"),
        ("SUDs for memory cues 5.", "sud", 5, None, "of_10"),
        ('VoC "I did what I could" 3 to 5', "voc", 5, 3, "of_7"),
        ("Importance of quitting 9", "importance", 9, None, "of_10"),
        ("Confident he can leave early, 8/10.", "confidence", 8, None, "of_10"),
        ("Confidence she can manage mornings 6/10.", "confidence", 6, None, "of_10"),
        ("Readiness to cut down 3/10.", "readiness", 3, None, "of_10"),
        ("EPDS by screen share: 11, was 16.", "epds", 11, 16, "points"),
        ("PHQ-9 read aloud = 18 (last 20).", "phq-9", 18, 20, "points"),
        ("MoCA with the doctor was 27.", "moca", 27, None, "points"),
        ("QIDS 19, 21 at admit.", "qids", 19, 21, "points"),
        ("Zarit 58 (51 in Sept).", "zarit", 58, 51, "points"),
        ("PHQ-9 21, 15 in Oct", "phq-9", 21, 15, "points"),
        ("PHQ-9 17 today; at intake 22", "phq-9", 17, 22, "points"),
        ("CIWA 6 (D1 18)", "ciwa", 6, 18, "points"),
        ("EPDS was 12 and today is 9", "epds", 9, 12, "points"),
        ("PCL-5 dropped 10 points to 41", "pcl-5", 41, 51, "points"),
        ("PHQ-9: 14→9→6.", "phq-9", 6, 9, "points"),
        ("PHQ-9 scores: 22, 17, 11, 8.", "phq-9", 8, 11, "points"),
        ("SUDS 90 → 70 → 45 → 20.", "sud", 20, 90, "of_100"),
        ("SUDs: pre 8, peak 9, post 3.", "sud", 3, 8, "of_10"),
        ("Initial SUD 9, final SUD 1.", "sud", 1, 9, "of_10"),
        ("SUDS at start 75, midpoint 60, end 35.", "sud", 35, 75, "of_100"),
        ("PCL-5 dropped from a 58 at intake to 41 today.", "pcl-5", 41, 58, "points"),
        ("PHQ-9 20, +5.", "phq-9", 20, 15, "points"),
        ("PSQI 14 (down 2).", "psqi", 14, 16, "points"),
        ("PCL-5: 33 (a drop of 18 points).", "pcl-5", 33, 51, "points"),
        ("GAD-7 increased 3 points (now 15).", "gad-7", 15, 12, "points"),
        ("GAD-7 18 (↑ from 12).", "gad-7", 18, 12, "points"),
        ("LSAS 68 ↓ 81.", "lsas", 68, 81, "points"),
        ("PCL-5 = 52 (54 @ intake).", "pcl-5", 52, 54, "points"),
        ("EPDS 18, 22 last Thu.", "epds", 18, 22, "points"),
        ("WSAS 28, 31 in August.", "wsas", 28, 31, "points"),
        ("MoCA 23/30 (26/30 a year ago).", "moca", 23, 26, "points"),
        ("GAD-7: 17 [prev: 17].", "gad-7", 17, 17, "points"),
        ("the phq came in at 16 today up a touch from 14", "phq-9", 16, 14, "points"),
        ("Her PHQ-9 has fallen by 50%, now 9.", "phq-9", 9, None, "points"),
        ("PHQ-9 worsened, 19.", "phq-9", 19, None, "points"),
        ("SDQ (parent) total difficulties score 19.", "sdq", 19, None, "points"),
        ("GDS 9/15.", "gds", 9, None, "points"),
        ("GAF 45-50.", "gaf", 45, None, "points"),
        ("GAF: 50 to 60", "gaf", (50, 60), None, "points"),
        ("BPRS 41, down 12.", "bprs", 41, 53, "points"),
        ("PHQ-9 | 16 | prior 12", "phq-9", 16, 12, "points"),
        ("SUDs start 70 / end 25", "sud", 25, 70, "of_100"),
        ("In vivo: SUDS anticipated 90, actual 55.", "sud", 55, 90, "of_100"),
        ("LSAS: 92 at baseline / 60 now.", "lsas", 60, 92, "points"),
        ("EPDS came out at 15.", "epds", 15, None, "points"),
        ("Distress 9 at the start, 4 by the end", "sud", 4, 9, "of_10"),
        ("EPDS: 12", "epds", 12, None, "points"),
        ("MoCA 27/30", "moca", 27, None, "points"),
        ("Importance 8/10", "importance", 8, None, "of_10"),
        ("He is 5/10 ready for a detox bed.", "readiness", 5, None, "of_10"),
        ("MI today, conf 4.", "confidence", 4, None, "of_10"),
        ("Filled in the PCL (38) in the waiting room.", "pcl-5", 38, None, "points"),
        ("PSQI 9 (intake 15, last visit 11)", "psqi", 9, 11, "points"),
        ("GAD-7 8 (10, 14)", "gad-7", 8, 10, "points"),
        ("TSK 41 (47 at baseline)", "tsk", 41, 47, "points"),
        ("EPDS 6 and had been 17", "epds", 6, 17, "points"),
        ("SUD 6 - 3 - 1", "sud", 1, 6, "of_10"),
        ("SUDS ratings were 80, 60 and 35.", "sud", 35, 80, "of_100"),
        ("Rated fear nine before, three after.", "sud", 3, 9, "of_10"),
        ("Scale today 5, last time 3.", "scaling", 5, 3, "of_10"),
        ("ERP: door handle, no wipes for 20 min, 75 -> 40.", "sud", 40, 75, "of_100"),
    ],
)
def test_a_score_is_read(note: str, measure: str, value: Quantity, previous: Quantity | None, unit: str) -> None:
    [score] = scores(note)
    assert (score.measure, score.value, score.previous_value, score.unit) == (measure, value, previous, unit)


@pytest.mark.parametrize(
    ("note", "direction"),
    [
        ("PHQ-9 14, down from 19", "better"),
        ("GAD-7 increased to 15 (12 last visit)", "worse"),
        ("ORS rose from 18 to 24", "better"),
        ("PHQ-9: 8 (down 4 points)", "better"),
        ("SUD 7->2", "better"),
        ("VoC 5 to 3", "worse"),
        ("PHQ-9 14 (was 15)", "better"),
        ("PHQ-9 15, was 15", "same"),
        ("ORS 24 (was 28)", "worse"),
        ("PHQ9 11 (same).", "same"),
        ("GAD-7 15, unchanged.", "same"),
        ("GAD-7 12 no change.", "same"),
        ("GAD-7 remains at 9.", "same"),
        ("PHQ-9 17, GAD-7 14, both up.", "worse"),
        ("Rosenberg 14.", None),
        ("Confidence to stay sober 6/10", None),
        ("PHQ-9 14", None),
    ],
)
def test_a_score_has_a_direction_by_its_two_numbers_or_by_words(note: str, direction: str | None) -> None:
    assert scores(note)[0].direction == direction


def test_several_scores_in_a_line_are_several_findings() -> None:
    assert [(score.measure, score.value) for score in scores("PHQ-9: 14/27, GAD-7: 11/21")] == [("phq-9", 14), ("gad-7", 11)]


@pytest.mark.parametrize(
    "note", ["PHQ-9 given.", "PHQ-9 on 3/14.", "PHQ-9 = 45", "isi is a word in 3 languages", "She was distressed 3 times."]
)
def test_what_is_no_score_is_not_read_as_one(note: str) -> None:
    assert scores(note) == []


@pytest.mark.parametrize(
    "note",
    [
        "Confident about 3 of the steps.",
        "Ready by 8 each morning.",
        "Importance of 3 meals a day.",
        "Confidence up, sleep 6/10.",
        "Stressed the importance of sleep hygiene 3 times.",
        "PHQ-9 shows improvement, sleep was 5 hours.",
        "He was scared 3 times.",
        "SUD on 5/10/24 was 60.",
        "SUD 999/60/30",
        "SUD 8/10/10",
        "SUD 80/60/20%",
        "Confident 8 out of 10 sessions",
        "C-SSRS: 1-2 yes, 3-6 no.",
        "PHQ-9 is not yet below 10.",
        "PHQ-9 down by 40%.",
    ],
)
def test_numbers_of_something_else_beside_the_name_of_a_measure_are_no_scores(note: str) -> None:
    assert scores(note) == []


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0"])
def test_any_number_of_blanks_behind_the_name_of_a_measure_is_gone_through_once(blank: str) -> None:
    """Gone through again from each blank, these would take hours."""
    assert scores("SUD" + 200_000 * blank) == []


@pytest.mark.parametrize("note", ["Goal: PHQ-9 < 10.", "Target GAD-7 below 8 by discharge.", "Client will reduce PHQ-9 score to below 10."])
def test_a_score_that_is_aimed_at_is_hypothetical(note: str) -> None:
    [score] = scores(note)
    assert (score.status, score.direction) == ("hypothetical", None)


@pytest.mark.parametrize(
    "note",
    [
        "He will scale back to 3 drinks.",
        "On the scale 5 lb less.",
        "In the exam, 80 to 40.",
        "ERP done. Dose cut, quetiapine 50 to 25.",
        "Nervous, 8/10, willing to go.",
    ],
)
def test_these_numbers_are_no_scores(note: str) -> None:
    assert not scores(note)
