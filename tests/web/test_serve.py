"""`fullarc serve` in earnest: a process, a port, a browser's requests."""

import http.client
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.fresh_database import put_into

PATIENCE = 300  # seconds until a start or an answer is given up, on a machine that does much else
Start = Callable[..., int]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Start]:
    """Starts the application, with an empty data folder unless it is `set_up`, and gives the port; stops it afterwards."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: str, **environment: str) -> int:
        given = {**os.environ, "FULLARC_HOME": str(tmp_path / "home"), "FULLARC_KEYS": str(tmp_path / "keys"), **environment}
        command = [sys.executable, "-m", "fullarc", "serve", "--open", "--no-browser", *arguments]
        process = subprocess.Popen(command, env=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        running.append(process)
        assert process.stdout is not None
        [port] = re.findall(r"http://localhost:(\d+)/", process.stdout.readline())
        return int(port)

    yield start
    for process in running:
        process.terminate()
        process.wait(PATIENCE)
        if process.stdout:
            process.stdout.close()


@pytest.fixture
def set_up(tmp_path: Path) -> None:
    """The home has been started before."""
    put_into(tmp_path / "home")


def get(port: int, path: str = "/", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path, headers={"Host": f"localhost:{port}", **headers})
    return connection.getresponse()


def test_an_empty_home_is_set_up_and_shows_the_first_start(serve: Start) -> None:
    port = serve()
    page = get(port)
    assert page.status == 200
    assert b"Start my own practice" in page.read()
    assert page.headers["Server"] is None
    style = get(port, "/static/css/page.css")
    assert (style.status, style.headers["Content-Type"].split(";")[0]) == (200, "text/css")
    assert get(port, Host="evil.example").status == 400


@pytest.mark.usefixtures("set_up")
def test_it_listens_on_this_computer_only(serve: Start) -> None:
    port = serve()
    assert not answers("127.0.0.2", port), "another address of this machine"
    assert answers("127.0.0.1", port)


def answers(address: str, port: int) -> bool:
    with socket.socket() as other:
        other.settimeout(2)
        return other.connect_ex((address, port)) == 0


@pytest.mark.usefixtures("set_up")
def test_a_port_in_use_is_named_and_without_a_wish_the_next_one_is_taken(serve: Start, tmp_path: Path) -> None:
    first = serve()
    assert serve() != first
    environment = {**os.environ, "FULLARC_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "fullarc", "serve", "--port", str(first)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1
    assert done.stderr.strip() == f"fullarc: Port {first} is in use. Is Fullarc open already? Otherwise choose another port with --port N."


@pytest.mark.parametrize("port", ["0", "70000", "http"])
def test_an_impossible_port_is_a_wrong_call(port: str) -> None:
    done = subprocess.run([sys.executable, "-m", "fullarc", "serve", "--port", port], capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("set_up")
def test_forwarded_headers_count_only_when_a_proxy_was_announced(serve: Start) -> None:
    alone = serve()
    assert get(alone, **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}).headers["Strict-Transport-Security"] is None
    behind = serve(FULLARC_HTTPS="yes")
    assert get(behind).status == 301
    page = get(behind, **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"})
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert b"Start my own practice" not in page.read(), "nobody from elsewhere may be first"
    form = get(behind, "/sign-in/", **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"})
    assert "Secure" in form.headers["Set-Cookie"]
    assert form.headers["Set-Cookie"].startswith("__Host-")
