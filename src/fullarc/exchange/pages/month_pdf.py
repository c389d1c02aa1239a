"""A month of a client on one A4 page, a tagged PDF."""

from datetime import UTC, datetime
from typing import Any

from fullarc.course.month import Month
from fullarc.exchange.pages.course_pdf import set_paper
from fullarc.exchange.pages.month_view import MonthView, month_view


def month_pdf(month: Month, *, language: str = "en", kicker: str = "", talk: tuple[str, ...] = ()) -> bytes:
    """The month as PDF bytes; the same input gives the same bytes on one machine. `talk` is what the client wrote for the session.

    Raises PaperFailed when typst refuses.
    """
    view = month_view(month, language=language, kicker=kicker, paper=True)
    stamp = int(datetime(*month.through.timetuple()[:3], tzinfo=UTC).timestamp())
    return set_paper(paper_of(view, month, language, talk), stamp, "month.typ")


def paper_of(view: MonthView, month: Month, language: str, talk: tuple[str, ...]) -> dict[str, Any]:
    """What the template is filled with: words, marks and the SVG of the mood."""
    day, words = month.through, view.words
    return {
        "title": view.title,
        "lang": language,
        "date": [day.year, day.month, day.day],
        "kicker": view.kicker,
        "foot": words["foot"],
        "lead": [{"number": str(one.number), "text": one.text} for one in view.lead],
        "mood": {
            "title": words["mood"],
            "aside": view.mood_aside,
            "svg": view.mood_svg,
            "alt": view.mood_alt,
            "none": words["mood_none"],
        },
        "goals_title": words["goals"],
        "goals_aside": words["goals_aside"],
        "goals": [{"text": g.text, "said": g.said, "steps": [{"name": s.name, "kind": s.kind} for s in g.steps]} for g in view.goals],
        "tasks": {
            "title": words["tasks"],
            "aside": words["tasks_aside"],
            "first": words["tasks_first"],
            "days": list(view.task_days),
            "rows": [{"name": name, "cells": [{"kind": c.kind, "words": c.words} for c in cells]} for name, cells in view.task_rows],
        },
        "facts_title": words["facts"],
        "facts": list(view.facts),
        "talk_title": words["talk"],
        "talk_aside": words["talk_aside"],
        "talk": list(talk),
        "rests_title": words["rests"],
        "rests": [[str(one.number), one.rests] for one in view.lead],
        "missing": 0,
    }
