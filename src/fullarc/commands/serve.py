"""`fullarc serve`: open the application for this computer."""

import argparse
import socket
import threading
import webbrowser
from typing import Any

from fullarc.commands.refusals import CallWasWrong, WorkFailed

FIRST_PORT = 8421
PORTS_TO_TRY = 20
ADDRESS = "127.0.0.1"
THREADS = 8
UPLOAD_BYTES = 40 * 1024 * 1024  # an import may have 25 MB; what is larger is refused before it is read
IN_MEMORY = 256 * 1024 * 1024  # above what a request or an answer can be: waitress would put the rest, unencrypted, into a temporary file


def add_to(commands: Any) -> None:
    parser = commands.add_parser("serve", help="open the application for this computer")
    parser.add_argument("--port", type=int, metavar="N", help=f"the port to listen on (default: the first free one from {FIRST_PORT})")
    parser.add_argument("--open", action="store_true", help="open the page in the browser")
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    parser.add_argument("--no-worker", action="store_true", help="leave the background work to a `fullarc work` of its own")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Brings the database up to date, prints the address, answers until it is stopped. Listens on this computer only."""
    from fullarc.web import start

    listener = listen(arguments.port)
    try:
        start.prepare()
        start.migrate()
    except start.NotReady as refused:
        raise WorkFailed(str(refused)) from None
    address = f"http://localhost:{listener.getsockname()[1]}/"
    print(f"Fullarc is open at {address} (stop it with Ctrl+C)", flush=True)
    if arguments.open and not arguments.no_browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    threading.Thread(target=make_the_reader_ready, daemon=True).start()
    if not arguments.no_worker:
        threading.Thread(target=work, daemon=True).start()
    answer(listener)
    return 0


def make_the_reader_ready() -> None:
    """Load the lexicon while nobody waits for it; the first note is then read at once."""
    from fullarc.reading.reader import read

    read("")


def work() -> None:
    """Reminders and what else waits, as long as the application is open. A task that is cut off is taken up at the next start."""
    from fullarc.web.work.worker import Worker

    Worker("serve").run(threading.Event())


def listen(port: int | None) -> socket.socket:
    """A socket on `port`, or on the first free port when none was asked for."""
    if port is not None and not 1 <= port <= 65535:
        raise CallWasWrong(f"--port: found {port}; ports run from 1 to 65535")
    for candidate in [port] if port else range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ADDRESS, candidate))
        except PermissionError:
            raise WorkFailed(f"Port {candidate} needs rights that you do not have. Choose one from 1024 up.") from None
        except OSError:
            listener.close()
            continue
        listener.listen(128)  # who connects before the first answer is ready waits instead of being refused
        return listener
    tried = f"Port {port} is" if port else f"The ports from {FIRST_PORT} to {FIRST_PORT + PORTS_TO_TRY - 1} are"
    raise WorkFailed(f"{tried} in use. Is Fullarc open already? Otherwise choose another port with --port N.")


def answer(listener: socket.socket) -> None:
    """Answer requests until stopped. Forwarded addresses are believed only behind the proxy that FULLARC_HTTPS announces."""
    from django.conf import settings
    from waitress.server import create_server

    from fullarc.web.wsgi import application

    proxy = (
        {"trusted_proxy": ADDRESS, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}} if settings.SERVED_OVER_HTTPS else {}
    )

    server = create_server(
        application,
        sockets=[listener],
        threads=THREADS,
        max_request_body_size=UPLOAD_BYTES,
        inbuf_overflow=IN_MEMORY,
        outbuf_overflow=IN_MEMORY,
        clear_untrusted_proxy_headers=True,
        ident=None,
        **proxy,
    )
    try:
        server.run()
    except KeyboardInterrupt:
        print("Fullarc is closed.", flush=True)
