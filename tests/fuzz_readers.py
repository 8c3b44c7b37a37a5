"""Change samples of everything that is read, and look whether the readers keep their promises.

    python -m tests.fuzz_readers --minutes 20 [--seed 1] [--keep FOLDER]

Whatever the bytes, every input gives captures and problems, every capture gives a report or a
reason, and none takes long. What breaks that is printed with its seed, and kept with --keep.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.acquire.containers import FileSettings, open_bytes
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.errors import CannotHandle
from reportedly.model import Capture, Problem
from tests.acquire.containers.samples import samples

SETTINGS = FileSettings(max_bytes=500_000, max_unpacked=5_000_000, max_members=200)
REPORTS = ReportSettings(longest=100_000, max_pages=20)
SLOW = 20.0  # seconds of this process for one input
# What parsers stumble over: ends, escapes, marks of other formats, lengths.
WORDS = (
    *(b"\x00", b"\xff\xfe", b"\r\n\r\n", b"<", b"]]>", b"&#0;", b'"', b"--b0", b"\nFrom a 12:00\n"),
    *(b"%PDF-1.4", b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"<!ENTITY a 'b'>", b"{" * 50),
    *(b"Content-Length: 99999999\r\n", b"Content-Length: -1\r\n", b"<div>" * 200, b"9" * 400),
    *(b"boundary=b0", b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"endobj"),
)


@dataclass
class Findings:
    """What a run of the fuzzer saw."""

    inputs: int = 0
    captures: int = 0
    problems: int = 0
    broken: Counter[str] = field(default_factory=Counter)


def mutated(content: bytes, chance: random.Random, others: Mapping[str, bytes]) -> bytes:
    """Return the bytes with one to eight changes."""
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        content = _changed(content, chance, others[chance.choice(sorted(others))])[:2_000_000]
    return content


def _changed(content: bytes, chance: random.Random, other: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    until = min(len(content), at + chance.choice((1, 2, 8, 64, 1_000)))
    start, piece, end = content[:at], content[at:until], content[until:]
    changes: tuple[Callable[[], bytes], ...] = (
        lambda: start,
        lambda: piece + end,
        lambda: start + end,
        lambda: start + chance.randbytes(len(piece)) + end,
        lambda: start + piece * chance.choice((2, 50)) + end,
        lambda: start + chance.choice(WORDS) + piece + end,
        lambda: start + chance.choice(WORDS) + end,
        lambda: start + other[chance.randrange(len(other)) :],
        lambda: start + other + end,
        lambda: bytes(
            b ^ 1 << chance.randrange(8) if chance.random() < 0.01 else b for b in content
        ),
    )
    return chance.choice(changes)()


def check(name: str, content: bytes) -> tuple[int, int]:
    """Read an input; return how many captures and problems it gave. Raise where that is wrong."""
    captures = problems = 0
    for found in open_bytes(name, content, SETTINGS):
        assert found.path.startswith(name)
        if isinstance(found, Problem):
            problems += 1
            assert found.reason
            assert "\n" not in found.reason
            continue
        captures += 1
        _check_capture(found)
    assert captures or problems
    return captures, problems


def _check_capture(capture: Capture) -> None:
    assert len(capture.content) <= SETTINGS.max_bytes
    assert hashlib.sha256(capture.content).hexdigest() == capture.sha256
    try:
        report = read_report(capture, REPORTS)
    except CannotHandle:
        return
    end = 0
    for block in report.blocks:
        assert end <= block.span.start <= block.span.end <= len(report.text)
        end = block.span.end


def run(seconds: float, seed: int, keep: Path | None) -> Findings:
    """Fuzz for so long; an input depends on nothing but its seed."""
    findings = Findings()
    whole = samples()
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        chance = random.Random(seed)
        name = chance.choice(sorted(whole))
        content = mutated(whole[name], chance, whole)
        before = time.process_time()
        try:
            captures, problems = check(name, content)
            findings.captures += captures
            findings.problems += problems
            if (taken := time.process_time() - before) > SLOW:
                raise TimeoutError(f"took {taken:.0f} s")
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a panic of compiled code is no Exception
            where = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__}: {str(error)[:100]} at {where.filename}:{where.lineno}"
            findings.broken[what] += 1
            _say(f"seed {seed}, {name}: {what}")
            if keep is not None and findings.broken[what] <= 3:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{seed}-{name}").write_bytes(content)
        findings.inputs += 1
        seed += 1
    return findings


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run the fuzzer and print what it saw; the exit code says whether anything broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz_readers")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=None, metavar="FOLDER")
    options = parser.parse_args()
    found = run(options.minutes * 60, options.seed, options.keep)
    _say(f"{found.inputs:,} inputs, {found.captures:,} captures, {found.problems:,} problems")
    for what, count in found.broken.most_common():
        _say(f"{count}x {what}")
    return 1 if found.broken else 0


if __name__ == "__main__":
    sys.exit(main())
