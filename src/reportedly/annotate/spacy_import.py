"""Import spaCy without its command line.

spaCy imports its commands with itself, and they the clients of the web that download models: a
third of the time of its import, for nothing that is used here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

COMMANDS = ("spacy.cli", "spacy.cli.info")


@contextmanager
def without_commands() -> Iterator[None]:
    """Let spaCy be imported in this block without its commands; afterwards they can be as usual."""
    if "spacy" in sys.modules:
        yield
        return
    stands_in = {name: ModuleType(name) for name in COMMANDS}
    for module in stands_in.values():
        vars(module).update(__path__=[], info=_info)
    sys.modules.update(stands_in)
    try:
        yield
    finally:
        for name in COMMANDS:
            if sys.modules.get(name) is stands_in[name]:
                del sys.modules[name]


def _info(*arguments: object, **named: object) -> object:
    """Do what `spacy.info` does."""
    return import_module("spacy.cli.info").info(*arguments, **named)
