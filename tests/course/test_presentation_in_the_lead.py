"""How the client presented is the headline only where nothing else moved."""

from courses import course, scores, story

from fullarc.course.assess import assess_timeline

GONE_AGAIN = story("affect", [3, 3, 3, 0, 0, 0, 0, 0, 3, 3, 3])


def test_beside_a_measure_that_improved_a_presentation_that_went_back_is_not_the_headline() -> None:
    seen = assess_timeline(course(11, findings=GONE_AGAIN, scores=scores("phq-9", [20, 19, 12, 9, 6, 5, 4, 4, 4, 3, 3])))
    assert seen.lead.startswith("Depression improved")
    assert "affect" not in seen.lead.lower()
    assert any(one.topic == "affect" and "the gain is gone" in one.text for one in seen.statements)


def test_where_nothing_else_moved_it_is() -> None:
    seen = assess_timeline(course(11, findings=GONE_AGAIN))
    assert seen.lead == "A gain in affect out of the ordinary was there and is gone."
