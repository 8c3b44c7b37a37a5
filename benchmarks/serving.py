"""How fast the local app answers: eight readers at once, while reports are being added.

    made_projects.py -> a project of one story -> `reportedly serve`
    -> eight readers over every view, beside `reportedly add` -> medians

`--sample N` makes N reports instead of a thousand. The project is kept in the folder that
REPORTEDLY_SERVING names, so that a second run begins at once.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from benchmarks.made_projects import EXAMPLE, make_project
from benchmarks.table import Row

REPORTS = 1000
READERS = 8
ROUNDS = 3  # times that each reader asks for every view
GOAL = 0.3  # seconds at the median, issue 8
VIEWS = ("", "/who", "/time", "/quotes", "/places", "/documents", "/ledger", "/method")
PLACES = ("/documents?part={n}", "/ledger?part={n}", "/statement/{n}", "/ledger?speaker=minister")
Times = dict[str, list[float]]


def measure(sample: int | None) -> list[Row]:
    """Return the median and the slowest tenth of every view."""
    count = sample or REPORTS
    with _folder() as folder:
        project = _project(folder, count)
        times, statements = _served(project)
    label = f"{count:,} reports, {statements:,} statements, {READERS} readers, one `add`"
    return [
        Row(
            part="serving",
            data=label,
            measure=f"{view}: seconds at the median (slowest tenth)",
            ours=f"{median(found):.3f} ({quantiles(found, n=10)[-1]:.3f})",
            peers={"goal": f"{GOAL:.3f}"},
        )
        for view, found in sorted(times.items())
        if len(found) > 1
    ]


@contextmanager
def _folder() -> Iterator[Path]:
    kept = os.environ.get("REPORTEDLY_SERVING")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield Path(kept)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


# --- the project -----------------------------------------------------------------------------


def _project(folder: Path, count: int) -> Path:
    project = folder / f"story-{count}.db"
    if not project.exists():
        started = time.monotonic()
        make_project(project, count)
        print(f"serving: project made, {time.monotonic() - started:.0f} s", file=sys.stderr)
    return project


def _texts(folder: Path, count: int) -> None:
    """Write copies of the example's texts with words of their own, for `add` to read."""
    folder.mkdir()
    texts = sorted(EXAMPLE.glob("*.txt"))
    for number in range(count):
        words = texts[number % len(texts)].read_bytes()
        (folder / f"{number:03}.txt").write_bytes(words + f"\nNote {number}.\n".encode())


# --- serving it ------------------------------------------------------------------------------


def _served(project: Path) -> tuple[Times, int]:
    command = [sys.executable, "-m", "reportedly", "serve", str(project), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            opening = server.stdout.readline().strip()
            reader = _Reader(opening)
            story = reader.enter()
            days = _days(reader, story)
            _warm(reader, story, days)
            statements = _number(reader, story)
            with _adding(project):
                times = _read(opening, story, days, statements)
        finally:
            server.terminate()
    return times, statements


class _Reader:
    """One browser."""

    def __init__(self, opening: str) -> None:
        address = urlsplit(opening)
        self._connection = HTTPConnection(address.hostname or "", address.port, timeout=600)
        self._enter = f"/?{address.query}"
        self._headers: dict[str, str] = {}

    def enter(self) -> str:
        """Enter, and return the address of the largest story."""
        self._connection.request("GET", self._enter)
        answer = self._connection.getresponse()
        answer.read()
        self._headers["Cookie"] = answer.headers["set-cookie"].split(";", 1)[0]
        found = re.search(r'href="(/s/\w+)"', self.get("/")[1])
        assert found, "the project has no story"
        return found.group(1)

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page; a connection that was idle for long is begun anew."""
        try:
            return self._get(path)
        except (HTTPException, ConnectionError):
            self._connection.close()
            return self._get(path)

    def _get(self, path: str) -> tuple[int, str]:
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read().decode()


def _days(reader: _Reader, story: str) -> list[str]:
    found = re.findall(r'href="[^"]*\?asof=([\d-]+)"', reader.get(story)[1])
    return sorted(set(found))[-2:]


def _number(reader: _Reader, story: str) -> int:
    found = re.search(r"Showing all ([\d,]+) statement", reader.get(story)[1])
    return int(found.group(1).replace(",", "")) if found else 0


def _warm(reader: _Reader, story: str, days: Sequence[str]) -> None:
    """Ask once for the days, which are worked out once; until they are there."""
    for day in ("", *(f"?asof={day}" for day in days)):
        started = time.monotonic()
        while reader.get(f"{story}{day}")[0] == 202:
            time.sleep(1)
        print(f"serving: {day or 'latest'} {time.monotonic() - started:.1f} s", file=sys.stderr)


@contextmanager
def _adding(project: Path) -> Iterator[None]:
    """Add reports in another process for as long as this lasts."""
    with tempfile.TemporaryDirectory() as folder:
        _texts(Path(folder) / "more", 200)
        command = [sys.executable, "-m", "reportedly", "add", str(project), f"{folder}/more"]
        with subprocess.Popen([*command, "--outlet", "Late News"]) as add:
            time.sleep(2)
            yield
            add.terminate()


def _read(opening: str, story: str, days: Sequence[str], statements: int) -> Times:
    times: Times = defaultdict(list)
    readers = [
        threading.Thread(target=_visit, args=(opening, story, days, statements, seed, times))
        for seed in range(READERS)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return times


def _visit(
    opening: str, story: str, days: Sequence[str], statements: int, seed: int, times: Times
) -> None:
    chance = random.Random(seed)
    reader = _Reader(opening)
    reader.enter()
    for _ in range(ROUNDS):
        asked = [(view or "brief", f"{story}{view}") for view in VIEWS]
        asked += [(f"{view or 'brief'} on a day", f"{story}{view}?asof={day}")
                  for view in VIEWS for day in days if view != "/time"]  # fmt: skip
        for place in PLACES:
            path = place.format(n=chance.randint(1, max(1, statements // 60)))
            asked.append((place.split("{")[0], f"{story}{path}"))
        asked += [
            ("desk", "/"),
            ("search", "/search?q=depot"),
            ("search", "/search?q=%22two+drones%22"),
        ]
        chance.shuffle(asked)
        for name, path in asked:
            started = time.monotonic()
            status, _ = reader.get(path)
            if status == 200:
                times[name].append(time.monotonic() - started)
