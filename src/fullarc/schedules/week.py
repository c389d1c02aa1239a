"""The week: its days by name, and the seven days around a day. A week begins on Monday, which is 0."""

from datetime import date, timedelta

DAYS_OF_THE_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def week_of(day: date) -> tuple[date, ...]:
    """The seven days of the week of a day, from Monday on."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=n) for n in range(len(DAYS_OF_THE_WEEK)))
