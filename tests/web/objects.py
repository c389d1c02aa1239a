"""The ids that fill the parameters of URLs in the walk over every page.

An app that adds a parameter says how to make one for a client's record, in `tests/web/APP/objects.py`:

    @fills("note_id")
    def a_note(cast: Cast, client: Client) -> Note:
        return …

A page that rightly answers something else than 200, 302, 405, 409 or 422 to whoever may open it says so beside its objects:

    ALSO_ANSWERS["notes:autosaved"] = {404}   # there is no draft yet
    CHANGED_BY_LOOKING["signals:signal"] = {"signals_signal"}   # tables that a GET may write to, each with its reason

The walk imports these files. The row must belong to `client` (Nora, or, to try a child of the wrong parent, somebody else's client).
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.db.models import Model
from tests.cast import Cast

from fullarc.web.clients.models import Client

Maker = Callable[[Cast, Client], Model | str | int]
MAKERS: dict[str, Maker] = {}
# Parameters whose row hangs below a client; all others (a person, a link) belong to the practice.
OF_THE_PRACTICE = {"user_id", "link_id"}
# URL name -> further answers; URL name -> tables that a look may write to.
ALSO_ANSWERS: dict[str, set[int]] = {}
# Pages of a client's own side whose parameters name no row of a client (a day, a number).
SAME_FOR_ALL: set[str] = set()
# Pages of a client's own side that show nothing of a record.
NOTHING_OF_THE_RECORD: set[str] = set()
CHANGED_BY_LOOKING: dict[str, set[str]] = {"signals:signal": {"signals_signal"}}  # a signal notes who saw it first


def fills(parameter: str) -> Callable[[Maker], Maker]:
    def register(maker: Maker) -> Maker:
        MAKERS[parameter] = maker
        return maker

    return register


def load_all() -> None:
    for file in sorted(Path(__file__).parent.glob("*/objects.py")):
        if apps.is_installed(f"fullarc.web.{file.parent.name}"):
            import_module(f"tests.web.{file.parent.name}.objects")


def value(parameter: str, cast: Cast, client: Client) -> object:
    """The value for one URL parameter; a KeyError names the parameter that nobody has told about."""
    if parameter not in MAKERS:
        raise KeyError(
            f"No test object for the URL parameter {parameter!r}. Add one to tests/web/APP/objects.py with @fills({parameter!r})."
        )
    made = MAKERS[parameter](cast, client)
    return made.pk if isinstance(made, Model) else made


@fills("client_id")
def the_client(cast: Cast, client: Client) -> Client:
    return client


@fills("course_id")
def a_course(cast: Cast, client: Client) -> Model:
    return client.courses.get()


@fills("session_id")
def a_session(cast: Cast, client: Client) -> Model:
    return client.sessions.earliest("date")


@fills("place_id")
def a_place_in_the_team(cast: Cast, client: Client) -> Model:
    return client.care_team.earliest("begins")


@fills("user_id")
def a_person(cast: Cast, client: Client) -> Model:
    return cast.colleague


@fills("link_id")
def a_supervision_link(cast: Cast, client: Client) -> Model:
    return cast.supervisor.supervises.get()


@fills("signal_id")
def a_signal(cast: Cast, client: Client) -> Model:
    from fullarc.web.signals.actions import raise_signal

    session = client.sessions.earliest("date")
    return raise_signal(client, kind="suicidal_ideation", reason="canarysignal", source=session, on=session.date)
