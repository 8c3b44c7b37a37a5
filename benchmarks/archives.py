"""Whether an archive of the web is read in constant memory, and how fast.

The archives are made here: the pages of the example story, each copy with a number of its own.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import ROOT, Row
from reportedly.model import Problem
from reportedly.reading import read_each
from reportedly.settings import Settings

EXAMPLE = ROOT / "examples" / "varnholm"
SIZES = (1_000, 10_000)


def measure(sample: int | None = None) -> list[Row]:
    """Measure peak memory and speed for each size of archive; `sample` is the only size."""
    return [_measured(size) for size in ([sample] if sample else SIZES)]


def _measured(size: int) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.warc.gz"
        with path.open("wb") as file:
            file.writelines(gzip.compress(record) for record in records(size))
        command = [sys.executable, "-m", "benchmarks.archives", str(path)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return Row(
        part="archives",
        data=f"WARC of {size:,} pages, {found['bytes'] / 1_000_000:.0f} MB unpacked",
        measure="read as a stream: peak memory; pages a second",
        ours=f"{found['peak_mb']:.0f} MB; {found['reports'] / found['seconds']:.0f}",
    )


def records(size: int) -> Iterator[bytes]:
    """Yield the records of an archive with so many pages, and some that are no pages."""
    pages = [path.read_bytes() for path in sorted(EXAMPLE.glob("*.html"))]
    for number in range(size):
        body = pages[number % len(pages)] + f"<p>Copy {number}</p>".encode()
        reply = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
        url = f"https://news.example/{number}"
        yield _record("request", url, b"GET / HTTP/1.1\r\n\r\n")
        yield _record("response", url, reply)


def _record(kind: str, url: str, content: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2025-03-12T00:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def read_archive(path: str) -> dict[str, float]:
    """Read an archive in this process; return what that took."""
    reports = size = 0
    started = time.perf_counter()
    for found in read_each([path], Settings()):
        if not isinstance(found, Problem):
            reports += 1
            size += len(found[0].content)
    seconds = time.perf_counter() - started
    # Not `ru_maxrss`, which begins with what the parent had when it forked.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    return {"reports": reports, "bytes": size, "seconds": seconds, "peak_mb": peak}


if __name__ == "__main__":
    print(json.dumps(read_archive(sys.argv[1])))
