"""Why a command stops: the call was wrong (exit code 2), or the work failed (exit code 1). Messages never hold words of a note."""


class CallWasWrong(Exception):
    """The call cannot be carried out as it was given: a missing file, an unknown measure."""


class WorkFailed(Exception):
    """The call was right, the work could not be done: a broken file, a full disk."""
