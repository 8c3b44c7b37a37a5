"""What the guides show is what the commands print."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from glob import glob
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from tests.conftest import EXAMPLE, ROOT

GUIDES = ["review.md", "sides.md"]
BLOCK = re.compile(r"```(console|toml)\n(.*?)```", re.DOTALL)


def steps(guide: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a guide with what it prints; a file to save as ("", its text)."""
    for kind, block in BLOCK.findall(guide):
        if kind == "toml":
            yield "", block
            continue
        for part in re.split(r"(?m)^\$ ", block)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def words_of(command: str) -> list[str]:
    found: list[str] = []
    for word in shlex.split(command)[1:]:
        found += sorted(glob(word)) if "[" in word and "/" in word else [word]
    return found


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_shows_what_the_commands_print(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "varnholm").symlink_to(EXAMPLE)
    monkeypatch.chdir(tmp_path)
    checker = doctest.OutputChecker()
    for command, expected in steps((ROOT / "docs" / "guide" / name).read_text(encoding="utf-8")):
        if not command:
            Path("sides.toml").write_text(expected, encoding="utf-8")
            continue
        output = CliRunner().invoke(main, words_of(command)).output
        fits = checker.check_output(expected, output, doctest.ELLIPSIS)
        assert fits, f"$ {command}\n{output}"
