"""A server on this machine whose pages behave as a test wants; nothing leaves the machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]
PAGE = (
    b"<!DOCTYPE html><html><head><title>Ferry stopped in Arnvik</title></head><body><article>"
    b"<h1>Ferry stopped in Arnvik</h1><p>The ferry to Arnvik was stopped on Monday, said the "
    b"harbour master, Tora Lind.</p></article></body></html>"
)


class Loopback:
    """What the server answers by path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []  # path, headers
        self.origin = ""
        self.port = 0

    def serve(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> str:
        """Answer a path with a body; underscores in names of headers stand for hyphens."""
        self.answers[path] = answer(body, status, **headers)
        return self.origin + path

    def paths(self) -> list[str]:
        """Return the paths that were asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


def answer(body: bytes = PAGE, status: int = 200, **headers: str) -> Answer:
    """Return what sends an answer with its right length."""

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Length": str(len(body)), **named}.items():
            if value:
                request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return send


@contextmanager
def loopback() -> Iterator[Loopback]:
    """Run a server for the length of a test."""
    site = Loopback()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers.items())))
            self.close_connection = True
            with suppress(OSError):  # the other side hangs up, as it should
                site.answers.get(self.path, answer(b"nothing", 404))(self)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def server_bind(self) -> None:
            # Without the look-up of the machine's own name, which can take seconds.
            socket.socket.bind(self.socket, self.server_address)
            self.server_address = self.socket.getsockname()
            self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    site.port = server.server_address[1]
    site.origin = f"http://127.0.0.1:{site.port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
