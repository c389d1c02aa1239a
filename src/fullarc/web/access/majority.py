"""When a young client comes of age: from that day on no guardianship opens anything."""

from datetime import date


def comes_of_age(born: date, years: int) -> date:
    """The day on which somebody born on `born` is `years` old. Born on 29 February: on 1 March of a year that has no such day."""
    year = born.year + years
    if (born.month, born.day) == (2, 29):
        try:
            return date(year, 2, 29)
        except ValueError:
            return date(year, 3, 1)
    return born.replace(year=year)


def is_of_age(born: date, today: date, years: int) -> bool:
    """Whether the day has come. `today` is the day where the client lives."""
    return today >= comes_of_age(born, years)
