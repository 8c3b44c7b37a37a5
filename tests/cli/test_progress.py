"""How far long work is."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.cli.progress import FEW, progress

PASS = f"""
from reportedly.cli.progress import progress
with progress(quiet=False) as tell:
    for done in range({FEW} + 1):
        tell(done, {FEW})
    print("data")
"""


def test_nothing_is_told_when_quiet() -> None:
    with progress(quiet=True) as tell:
        assert tell is None


def test_a_log_gets_a_line_for_each_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(quiet=False) as tell:
        assert tell is not None
        for done in range(1001):
            tell(done, 1000)
        for done in range(FEW):  # too few to be worth a word
            tell(done, FEW - 1)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10
    assert lines[0] == "analysing reports: 10% (100 of 1,000)"
    assert lines[-1] == "analysing reports: 100% (1,000 of 1,000)"


def test_a_bar_on_a_terminal_leaves_standard_output_alone(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    out = tmp_path / "out"
    with out.open("wb") as file:
        environment = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
        code = [sys.executable, "-c", PASS]
        subprocess.run(code, stdout=file, stderr=theirs, env=environment, check=True, timeout=60)
    os.close(theirs)
    shown = os.read(ours, 65_536)
    os.close(ours)
    assert b"analysing reports" in shown
    assert out.read_bytes() == b"data\n"
