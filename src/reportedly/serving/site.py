"""What every page of the local app has at hand, and what was rendered already."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from markupsafe import Markup
from starlette.requests import Request

from reportedly.serving.pictures import Shelf
from reportedly.serving.reruns import Reruns
from reportedly.serving.security import Access
from reportedly.serving.tallies import Tallies
from reportedly.serving.uploads import Inbox

MOST_KEPT = 64_000_000  # characters of rendered views


class Rendered:
    """Views as rendered, the latest used; each is made once, however many ask for it."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Start with nothing; keep at most so many characters."""
        self._most = most
        self._size = 0
        self._kept: OrderedDict[Hashable, Markup] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Markup]) -> Markup:
        """Return what was made under a key, or make it."""
        found = self._find(key)
        if found is not None:
            return found
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        try:
            with making:
                found = self._find(key)
                if found is None:
                    found = make()
                    self._keep(key, found)
            return found
        finally:
            with self._lock:
                self._making.pop(key, None)

    def _find(self, key: Hashable) -> Markup | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def _keep(self, key: Hashable, made: Markup) -> None:
        with self._lock:
            if len(made) > self._most // 4:
                return
            self._kept[key] = made
            self._size += len(made)
            while self._size > self._most:
                self._size -= len(self._kept.popitem(last=False)[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One project as it is served.

    Attributes:
        path: The project file.
        name: What it is called on the pages.
        access: Who may talk to the app.
        shelf: Its open stories.
        inbox: Files on their way into it.
        reruns: What takes rulings into account.
        rendered: Views as rendered.
        tallies: The sizes of its stories.
    """

    path: str
    name: str
    access: Access
    shelf: Shelf
    inbox: Inbox
    reruns: Reruns
    rendered: Rendered = field(default_factory=Rendered)
    tallies: Tallies = field(default_factory=Tallies)


def site_of(request: Request) -> Site:
    """Return the site that a request is made to."""
    site: Site = request.app.state.site
    return site
