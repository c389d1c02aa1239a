"""Dates in sentences: one way to say them, everywhere."""

from collections.abc import Sequence
from datetime import date

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def day_in_words(day: date, as_of: date) -> str:
    """Day and month; the year only when it is not the year of the judgement: "22 April", "3 November 2025"."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == as_of.year else f"{words} {day.year}"


def full_date(day: date) -> str:
    """Says "14 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def days_in_words(days: Sequence[date], as_of: date) -> str:
    """Several days as a list: "1 and 8 April", "22 March, 5 and 9 April"."""
    months: list[tuple[str, list[int]]] = []
    for day in sorted(set(days)):
        month = day_in_words(day, as_of).split(" ", 1)[1]
        if months and months[-1][0] == month:
            months[-1][1].append(day.day)
        else:
            months.append((month, [day.day]))
    return listed([f"{listed([str(d) for d in numbers])} {month}" for month, numbers in months])


def listed(words: Sequence[str]) -> str:
    """Says "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def count_in_words(number: int) -> str:
    """Up to twelve in words, then in figures."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def counted(number: int, noun: str, nouns: str = "") -> str:
    """Says "one note", "three notes"."""
    return f"{count_in_words(number)} {noun if number == 1 else nouns or noun + 's'}"


def number_in_words(value: float) -> str:
    """A score or level without a needless decimal: "18", "4.5"."""
    return f"{value:g}" if value == round(value) else f"{value:.1f}"
