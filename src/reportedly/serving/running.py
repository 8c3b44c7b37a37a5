"""Serve a project until Ctrl-C."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable

import uvicorn

from reportedly.errors import UsageError
from reportedly.serving.app import make_app
from reportedly.serving.security import Access, is_loopback
from reportedly.store.overview import open_overview

OPEN_TO_ALL = (
    "warning: {host} can be reached from other machines; whoever has the address below reads "
    "this project, and nothing on the way is encrypted"
)


def serve(
    project: str,
    *,
    host: str,
    port: int,
    open_browser: bool,
    read_only: bool,
    config: str | None,
    say: Callable[[str], None],
    warn: Callable[[str], None],
) -> None:
    """Serve a project; `say` is told the address to open."""
    with open_overview(project) as overview:  # what is wrong with the file is said at once
        overview.revisions()
    listening = _bound(host, port)
    access = Access(host=host, port=listening.getsockname()[1], read_only=read_only)
    app = make_app(project, access, config=config, ahead=True)
    if not is_loopback(host):
        warn(OPEN_TO_ALL.format(host=host))
    say(access.opening_url())
    if open_browser and not webbrowser.open(access.opening_url()):
        warn("no browser could be opened; open the address by hand")
    settings = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(settings).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()  # before the address is told: who is quick waits, and is not refused
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"cannot listen on {host}, port {port}: {reason}; --port 0 takes any that is free"
        ) from error
    return listening
