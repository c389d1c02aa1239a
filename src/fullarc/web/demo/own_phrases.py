"""Words of the invented practice's own for the reader: one in force, one proposed, one that was withdrawn."""

from fullarc.reading.phrases.own_phrases import usable
from fullarc.web.accounts.models import User
from fullarc.web.lexicon.actions import add, decide, propose
from fullarc.web.lexicon.models import OwnPhrase


def add_own_phrases(owner: User, clinician: User) -> None:
    """Before any note is there: the notes of the practice are then read by them from the first."""
    add(usable("anhedonia", "colours gone (grey|flat)"), by=owner, why="how several of our clients put it")
    withdrawn = add(usable("sleep_disturbance", "a harbour night"), by=owner, why="said here for a night awake")
    decide(withdrawn, OwnPhrase.State.WITHDRAWN, by=owner, why="two of us meant a good night by it")
    propose(usable("anxiety", "Sunday ... knot", unless=["tied the knot"]), by=clinician, why="the evening before work")
