"""Danger from others opens a risk signal of its own side, beneath danger to life, and closes as any other risk."""

from datetime import date, timedelta

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment, Signal
from fullarc.course.from_notes import read_notes
from fullarc.course.risk import DANGERS, is_of_one_side
from fullarc.course.signal_settings import DEFAULTS, rule_in_words
from fullarc.course.timeline import timeline_of
from fullarc.reading.danger.danger_from_others import FROM_OTHERS
from fullarc.reading.danger.dangers_to_life import TO_LIFE

HIT = "Her husband hit her on Saturday. She cried."
SAFE = "She has moved to her mother. She feels safe at home."
QUIET = "We talked about work."


def seen_with(*texts: str) -> CourseAssessment:
    days = [date(2026, 3, 2) + timedelta(weeks=n) for n in range(len(texts))]
    read, found = read_notes([(day, f"note-{n}", text) for n, (day, text) in enumerate(zip(days, texts, strict=True))])
    return assess_timeline(timeline_of(notes=read, findings=found))


def risks(seen: CourseAssessment) -> list[Signal]:
    return [signal for signal in seen.signals if signal.kind == "risk"]


def test_it_is_a_signal_with_its_words_and_its_day() -> None:
    [signal] = risks(seen_with(QUIET, HIT))
    assert signal.reason == "Danger from others on 9 March; not denied since."
    assert signal.short == "Danger from others, 9 March"
    assert signal.urgent
    assert "husband hit her" in {proof.quote for proof in signal.proofs}
    assert "danger from others" in signal.rule


def test_it_stands_in_the_sentence_on_risk() -> None:
    seen = seen_with(HIT, QUIET)
    [told] = [one for one in seen.statements if one.topic == "risk_profile"]
    assert told.text.startswith("A risk is open: danger from others (note of 2 March), not denied since.")


def test_history_opens_nothing() -> None:
    assert risks(seen_with("He was beaten as a child by his father.", QUIET)) == []


def test_two_later_denials_close_it_and_one_does_not() -> None:
    assert [signal.reason for signal in risks(seen_with(HIT, SAFE))] == [
        "Danger from others on 2 March; denied once since (two denials close it)."
    ]
    assert risks(seen_with(HIT, SAFE, SAFE)) == []


def test_to_deny_violence_before_anything_was_told_is_no_mention_of_it() -> None:
    [told] = [one for one in seen_with(SAFE, QUIET).statements if one.topic == "risk_profile"]
    assert "danger from others" not in told.text


def test_it_ranks_beneath_danger_to_life_and_before_violence_of_the_client() -> None:
    ranks = {danger: DANGERS.index(danger) for danger in DANGERS}
    assert all(ranks[danger] < ranks[FROM_OTHERS] for danger in (*TO_LIFE, "homicidal_ideation"))
    assert ranks[FROM_OTHERS] < ranks["violence"]


def test_a_danger_to_oneself_and_one_from_others_stand_side_by_side() -> None:
    reasons = [signal.reason for signal in risks(seen_with(f"{HIT} She has suicidal thoughts."))]
    assert [reason.partition(" on ")[0] for reason in reasons] == ["Suicidal thoughts", "Danger from others"]


def test_each_side_speaks_for_itself_alone() -> None:
    assert is_of_one_side("suicide_plan", "self_harm")
    assert is_of_one_side("violence", "homicidal_ideation")
    assert not is_of_one_side(FROM_OTHERS, "suicidal_ideation")
    assert not is_of_one_side(FROM_OTHERS, "violence")


def test_the_page_of_thresholds_names_it() -> None:
    assert "danger from others" in rule_in_words("risk", DEFAULTS)
