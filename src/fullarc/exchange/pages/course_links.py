"""Where the course page may lead: everything that differs between the application and an exported file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from fullarc.course.assessment import Signal
from fullarc.course.statement import Statement


@dataclass(frozen=True, slots=True)
class ClientHead:
    """Who the page is about. `more` are further lines of the head as (term, words)."""

    name: str
    code: str = ""
    age: str = ""  # "34 years"
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: a link, or with `post` a form of its own with hidden `fields` and the csrf token."""

    words: str
    url: str
    post: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    key: str = ""  # the letter on the keyboard, shown before the words


@dataclass(frozen=True, slots=True)
class CourseLinks:
    """All ways out of the page. The defaults lead nowhere: an exported file shows no actions.

    `note_text` gives the text of a note by its source, None when it may not be shown. `finding_actions` gets source and key
    of a finding. `beside_statement` is a sentence of the application's own below a statement, `after_open_risk` goes into the lead behind
    "A risk is open". `name_files` says the source in the margin, which makes sense where it is a file's name.
    """

    note_text: Callable[[str], str | None] = lambda source: None
    note_url: Callable[[str, str], str | None] = lambda source, key: None
    session_url: Callable[[date], str | None] = lambda day: None
    goal_url: Callable[[str], str | None] = lambda goal: None
    finding_actions: Callable[[str, str], tuple[Action, ...]] = lambda source, key: ()
    signal_actions: Callable[[Signal], tuple[Action, ...]] = lambda signal: ()
    beside_statement: Callable[[Statement], str] = lambda statement: ""
    after_open_risk: Callable[[tuple[Statement, ...]], str] = lambda statements: ""
    waiting: int = 0  # signals of risk that nobody has acknowledged yet, whatever the record holds open
    lens: Markup | str = ""  # the bar below the client, in which the pages of a course stand
    csrf_field: str = "csrfmiddlewaretoken"
    csrf_token: str = ""
    name_files: bool = False
