"""spaCy comes without its commands, and they can still be had."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys
from reportedly.annotate.spacy_import import without_commands
with without_commands():
    import spacy
assert not any(name.startswith(("spacy.cli", "weasel", "httpx")) for name in sys.modules)
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
from spacy.cli.info import info
assert info.__module__ == "spacy.cli.info"
with without_commands():
    import spacy.cli
assert spacy.cli.__file__
"""


def test_spacy_comes_without_its_commands_and_they_can_still_be_had() -> None:
    subprocess.run([sys.executable, "-c", LOADED], check=True)
