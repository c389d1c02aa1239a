"""The order in which measures are offered."""

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.finder import COMMON, usual_first


def test_every_common_measure_is_shipped_and_may_be_shown() -> None:
    assert all(catalogue().get(each).has_wording for each in COMMON)


def test_what_was_given_before_comes_first_then_the_common_ones_then_the_others_by_name() -> None:
    names = [each.id for each in usual_first(catalogue(), known=["spin", "phq-9"])]
    assert names[:3] == ["spin", "phq-9", "gad-7"]
    others = [catalogue().get(each).short_name.casefold() for each in names[len({*COMMON, "spin"}) :]]
    assert others == sorted(others)
    assert len(names) == len(catalogue())
