"""`fullarc work`: the background work as a process of its own, for a server with several processes."""

import argparse
import signal
import threading
from typing import Any

from fullarc.commands.refusals import WorkFailed


def add_to(commands: Any) -> None:
    parser = commands.add_parser("work", help="do the background work: reminders and what else waits")
    parser.add_argument("--once", action="store_true", help="do what is to be done now and stop")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Works until it is stopped (Ctrl+C, SIGTERM); a task that runs is finished first. Refused: no database, a key that does not fit."""
    from fullarc.web import start

    try:
        start.prepare()
        start.refuse_when_nothing_is_here()
        start.migrate()
    except start.NotReady as refused:
        raise WorkFailed(str(refused)) from None
    from datetime import UTC, datetime

    from fullarc.web.work.worker import Worker

    worker, stop = Worker("work"), threading.Event()
    if arguments.once:
        worker.turn(datetime.now(UTC))
        return 0
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
    print("The background work is done from here (stop it with Ctrl+C).", flush=True)
    worker.run(stop)
    return 0
