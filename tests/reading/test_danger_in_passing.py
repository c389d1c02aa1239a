"""Words of danger in passing: figures of speech, mishaps, games, ordinary goodbyes; and the same words where they mean it."""

import pytest

from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.reader import read


def dangers(text: str) -> set[str]:
    return {
        each.indicator
        for each in read(text)
        if group_of(each.indicator) == "risk"
        and each.indicator != "protective_factor"
        and each.status in ("present", "uncertain", "historical")
    }


@pytest.mark.parametrize(
    ("in_passing", "meant"),
    [
        ("Punched in at six and worked a double shift.", "He punched in the bedroom door after the argument."),
        ("Overdosed on chocolate over Halloween.", "Overdosed on Tylenol during the Netflix show."),
        ("Nail gun jammed at the building site.", "Has a nail gun and a shotgun in the garage."),
        ("The cat scratched her arm, small marks.", "The cat scratched her, and she scratched herself till she bled."),
        ("Banged his head on the cupboard while packing.", "Banged his head on the table again and again when told no."),
        ("Hit a wall with the thesis in October.", "Hit a wall in the kitchen during the fight, knuckles bruised."),
        ("Wrote an essay on Durkheim's Suicide.", "Writing a paper on suicide and has thoughts of her own."),
        ("Volunteer training at the suicide hotline starts Monday.", "Called the crisis line on Sunday."),
        ("Razor burn from shaving.", "Says it was razor burn, but cuts on the thigh look fresh."),
        ("The storm threatened the harvest.", "He threatened his brother as the storm came in."),
        ("Smashed her record on the 5k.", "Smashed her records and his guitar in anger."),
        ("Broke a plate by accident while doing dishes.", "Smashed a plate by accident, then threw the pan at her."),
        ("Stabbed at her salad and did not look up.", "Stabbed at his brother with a fork."),
        ("Her boss will kill her if the slides are late, she laughed.", "If looks could kill; wants to kill his boss."),
        ("No longer wants to be here in Ohio; is looking at jobs in Maine.", "Doesn't want to be here in this world."),
        ("Wants to disappear into a cabin for a weekend with a book.", "Wants to disappear for good."),
        ("Gave away her old records before the move.", "Gave away her beloved records before the move, said goodbye to all."),
        ("Wrote letters to her grandchildren for Christmas.", "Wrote letters to each grandchild, to be opened when she is gone."),
        ("Updated his will after the baby was born.", "Updated his will after the divorce and gave away his guns."),
        ("Stood on the roof terrace and enjoyed the view.", "Stood on the roof terrace and thought about jumping."),
        ("Admitted to Ohio State for the fall.", "Admitted to the State hospital on Sunday."),
        ("In the hospital cafeteria she met an old friend.", "In the hospital two nights, met a friend in the cafeteria."),
        ("Wants to end it with the gym membership.", "Wants to end it with pills."),
    ],
)
def test_words_of_danger_count_where_they_are_meant(in_passing: str, meant: str) -> None:
    assert dangers(in_passing) == set()
    assert dangers(meant)


@pytest.mark.parametrize("line", ["Doesn't want to be here at all.", "Does not want to be here in this life."])
def test_not_wanting_to_be_here_is_no_reluctance_unless_the_place_says_so(line: str) -> None:
    assert "suicidal_ideation" in dangers(line)
    assert "suicidal_ideation" not in dangers("Doesn't want to be here in therapy, mother makes him.")
