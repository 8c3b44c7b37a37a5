"""Work without the collector of cycles.

A page makes some hundred thousand objects that hold one another only downwards; looking for
cycles among them took a fifth to a third of the time of reading it (80 pages of 185 kB), and as
much of writing the pages of a story of a thousand reports.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector of cycles from running in this block, where it would have run at all."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
