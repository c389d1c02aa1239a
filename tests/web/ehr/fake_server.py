"""A small FHIR server on this computer, real HTTP, that can be told to fail in every way that servers do."""

import json
import random
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

FAULTS = ("gone_before", "gone_after", "slow", "slow_after", "401", "403", "409", "422", "500", "503", "429", "html", "redirect", "half")


class FakeServer:
    """What it holds by type and id, and what it was asked. `faults` is drawn from before each request that writes."""

    def __init__(self) -> None:
        self.store: dict[tuple[str, str], dict[str, Any]] = {}
        self.versions: dict[tuple[str, str], int] = {}
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.tokens: list[dict[str, str]] = []
        self.plan: list[str] = []
        self.dice: random.Random | None = None
        self.share = 0.0
        self.base = ""
        self.slow = 0.3

    def reset(self, *, seed: int | None = None, share: float = 0.0, plan: tuple[str, ...] = ()) -> None:
        self.store, self.versions, self.asked, self.headers, self.tokens = {}, {}, [], [], []
        self.dice, self.share, self.plan = (random.Random(seed) if seed is not None else None), share, list(plan)

    def fault(self) -> str:
        if self.plan:
            return self.plan.pop(0)
        if self.dice is None or self.dice.random() >= self.share:
            return ""
        drawn = self.dice.choice(FAULTS)
        return drawn if not drawn.startswith("slow") or self.dice.random() < 0.3 else "gone_after"  # slowness costs time

    def keep(self, kind: str, made: str, resource: dict[str, Any]) -> bool:
        new = (kind, made) not in self.store
        self.store[kind, made] = {**resource, "id": made}
        self.versions[kind, made] = self.versions.get((kind, made), 0) + 1
        return new

    def named(self, kind: str, identifier: str) -> list[str]:
        return [made for (k, made), one in self.store.items() if k == kind and identifier in identifiers(one)]

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [one for (k, _), one in self.store.items() if k == kind]


def identifiers(resource: dict[str, Any]) -> list[str]:
    return [f"{each.get('system')}|{each.get('value')}" for each in resource.get("identifier", [])]


def handler(server: FakeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def answer(self, status: int, body: object = None, **headers: str) -> None:
            raw = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def fails(self, fault: str) -> bool:
            """Whether the request ends here, before anything was kept."""
            outcome = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "x", "diagnostics": f"fault {fault}"}]}
            if fault == "gone_before":
                self.close_connection = True
                return True
            if fault == "slow":
                time.sleep(server.slow)
                self.close_connection = True
                return True
            if fault == "html":
                self.answer(200, b"<html>Sign in to the network</html>")
                return True
            if fault == "redirect":
                self.answer(302, None, Location="http://127.0.0.1:1/elsewhere")
                return True
            if fault == "503":
                self.answer(503, outcome, Retry_After="30")
                return True
            if fault.isdecimal():
                self.answer(int(fault), outcome)
                return True
            return False

        def ends(self, fault: str) -> bool:
            """Whether the answer is lost after the server has kept what was sent."""
            if fault == "slow_after":
                time.sleep(server.slow)
            if fault == "half":
                self.send_response(201)
                self.send_header("Content-Length", "400")
                self.end_headers()
                self.wfile.write(b'{"resourceType"')
            self.close_connection = fault in ("gone_after", "slow_after", "half")
            return self.close_connection

        def read(self) -> bytes:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            server.asked.append((self.command, self.path))
            server.headers.append(dict(self.headers.items()))
            return raw

        def do_PUT(self) -> None:
            raw, fault = self.read(), server.fault()
            if self.fails(fault):
                return
            kind, made = self.path.strip("/").split("/")[-2:]
            new = server.keep(kind, made, json.loads(raw))
            if not self.ends(fault):
                self.answer(201 if new else 200, None, Location=f"{server.base}/{kind}/{made}/_history/1")

        def do_POST(self) -> None:
            raw = self.read()
            if self.path.endswith("/token"):
                form = {key: values[0] for key, values in parse_qs(raw.decode()).items()}
                server.tokens.append(form)
                self.answer(200, {"access_token": f"token-{len(server.tokens)}", "expires_in": 300})
                return
            fault = server.fault()
            if self.fails(fault):
                return
            kind = self.path.strip("/").split("/")[-1]
            wanted = parse_qs(self.headers.get("If-None-Exist", "")).get("identifier", [""])[0]
            there = server.named(kind, wanted) if wanted else []
            made = there[0] if there else f"srv-{uuid.uuid4().hex[:8]}"
            if not there:
                server.keep(kind, made, json.loads(raw))
            if not self.ends(fault):
                self.answer(200 if there else 201, None, Location=f"{server.base}/{kind}/{made}")

        def do_GET(self) -> None:
            self.read()
            parts = urlsplit(self.path)
            steps = parts.path.strip("/").split("/")
            if steps[-1] == "metadata":
                self.answer(200, {"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "software": {"name": "Fake"}})
            elif steps[-2:-1] == ["Patient"]:
                there = {"resourceType": "Patient", "id": steps[-1], "name": [{"text": "Nora There"}], "birthDate": "1990-02-01"}
                self.answer(200, there) if steps[-1] == "p1" else self.answer(404, {"resourceType": "OperationOutcome", "issue": []})
            else:
                found = server.named(steps[-1], parse_qs(parts.query).get("identifier", [""])[0])
                entries = [{"resource": server.store[steps[-1], made]} for made in found]
                self.answer(200, {"resourceType": "Bundle", "type": "searchset", "entry": entries})

    return Handler


@contextmanager
def running() -> Iterator[FakeServer]:
    server = FakeServer()
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler(server))
    http.daemon_threads = True
    server.base = f"http://127.0.0.1:{http.server_address[1]}/fhir"
    Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
