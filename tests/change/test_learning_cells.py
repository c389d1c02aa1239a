"""What a whole practice's figures must not give away: a few clients, or one colleague, also by taking one's own cases away."""

from dataclasses import replace

from fullarc.change.learning_cells import closed_sides, is_safe, narrows_to_few, speaks_of_one_colleague
from fullarc.change.learning_row import Aspect, CaseRow, Factor

EXPOSURE = Factor("exposure", Aspect.INTERVENTION, "Exposure", "in which exposure was worked with")


def rows(therapist: str, with_it: int, without: int, *, own: bool = False) -> list[CaseRow]:
    kinds = [True] * with_it + [False] * without
    return [
        CaseRow(f"{therapist}{n}", "phq-9", "lower", 15, 9, 6, 10, "", {"exposure": has}, None, own, own, therapist)
        for n, has in enumerate(kinds)
    ]


def test_one_colleague_beside_oneself_would_be_left_after_subtraction() -> None:
    mine = rows("mira", 20, 20, own=True)
    assert speaks_of_one_colleague([*mine, *rows("tom", 20, 20)])
    assert speaks_of_one_colleague([*mine, *rows("tom", 20, 20), *rows("ines", 2, 2)])
    assert not speaks_of_one_colleague([*mine, *rows("tom", 20, 20), *rows("ines", 3, 2)])


def test_who_works_alone_sees_only_their_own() -> None:
    assert not speaks_of_one_colleague(rows("mira", 20, 20, own=True))


def test_a_practice_of_one_therapist_speaks_of_that_one_to_its_owner() -> None:
    assert speaks_of_one_colleague(rows("tom", 20, 20))


def practice(*others: tuple[str, int, int]) -> list[CaseRow]:
    """Mira's twenty and twenty, which are the reader's own, and those of others."""
    return [*rows("mira", 20, 20, own=True), *(row for name, *sides in others for row in rows(name, *sides))]


def test_one_to_four_courses_of_others_on_a_side_hide_the_comparison() -> None:
    few = practice(("tom", 2, 10), ("ines", 2, 10))
    assert closed_sides(few, EXPOSURE) == (4, 20)
    assert not is_safe(few, EXPOSURE)
    assert is_safe(practice(("tom", 3, 10), ("ines", 2, 10)), EXPOSURE)
    one = practice(("tom", 1, 10), ("ines", 0, 10))
    assert (closed_sides(one, EXPOSURE), is_safe(one, EXPOSURE)) == ((1, 20), False)


def test_a_course_of_which_it_is_not_known_stands_on_neither_side() -> None:
    known = practice(("tom", 3, 10), ("ines", 2, 10))
    unknown = [replace(row, course=f"u{n}", factors={}) for n, row in enumerate(rows("tom", 40, 0))]
    assert closed_sides([*known, *unknown], EXPOSURE) == (5, 20)
    assert is_safe([*known, *unknown], EXPOSURE)


def test_four_fifths_of_a_side_may_be_one_therapists_and_no_more() -> None:
    assert is_safe(practice(("tom", 8, 20), ("ines", 2, 20)), EXPOSURE)
    assert not is_safe(practice(("tom", 9, 20), ("ines", 2, 20)), EXPOSURE)
    alone = [*rows("mira", 20, 20, own=True), *rows("tom", 5, 5, own=True)]
    assert is_safe(alone, EXPOSURE)
    assert not is_safe([*rows("mira", 21, 20, own=True), *rows("tom", 5, 5, own=True)], EXPOSURE)


def test_what_one_therapist_does_and_the_others_do_not_is_never_compared() -> None:
    assert not is_safe(practice(("tom", 10, 1), ("ines", 1, 20), ("jon", 0, 10)), EXPOSURE)
    assert is_safe(practice(("tom", 10, 5), ("ines", 9, 20), ("jon", 0, 10)), EXPOSURE)


def test_what_only_the_reader_does_is_not_compared_with_the_others() -> None:
    mine = rows("mira", 20, 0, own=True)
    assert not is_safe([*mine, *rows("tom", 0, 10), *rows("ines", 0, 10)], EXPOSURE)


def test_a_filter_that_leaves_out_a_few_is_refused() -> None:
    everyone = [*rows("tom", 12, 12), *rows("ines", 12, 12)]
    assert narrows_to_few(everyone, everyone[2:-2])
    mine = [*rows("mira", 12, 12, own=True), *rows("jon", 12, 12, own=True)]
    assert [narrows_to_few([*everyone, *mine], [*everyone[out:], *mine[out:]]) for out in (0, 1, 4)] == [False, True, True]
    assert not narrows_to_few(everyone, everyone[6:-6])
    assert not narrows_to_few(everyone, everyone)


def test_a_filter_that_leaves_out_one_colleague_is_refused() -> None:
    everyone = [*rows("tom", 12, 12), *rows("ines", 12, 12), *rows("jon", 12, 12)]
    assert narrows_to_few(everyone, everyone[24:])
    assert not narrows_to_few(everyone, everyone[48:])


def test_a_filter_that_leaves_out_a_few_on_one_side_is_refused_for_that_comparison() -> None:
    everyone = [*rows("tom", 12, 12), *rows("ines", 12, 12)]
    left = [*everyone[1:18], *everyone[25:42]]
    assert not narrows_to_few(everyone, left)
    assert narrows_to_few(everyone, left, EXPOSURE)
    assert not narrows_to_few(everyone, [*everyone[6:18], *everyone[30:42]], EXPOSURE)


def test_one_colleague_is_left_too_when_the_supervised_ones_are_taken_away() -> None:
    supervised = [replace(row, open=True) for row in rows("tom", 20, 20)]
    assert speaks_of_one_colleague([*supervised, *rows("ines", 20, 20)])
    assert not speaks_of_one_colleague([*supervised, *rows("ines", 20, 20), *rows("jon", 20, 20)])


def test_ones_own_courses_hide_nothing() -> None:
    mine = rows("mira", 12, 12, own=True)
    assert not narrows_to_few(mine, mine[2:])
    assert not narrows_to_few(mine, mine[2:], EXPOSURE)
