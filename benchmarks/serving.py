"""How fast the local app answers: eight readers at once, while reports are being added.

    made_projects.py -> a project of one story -> `reportedly serve`
    -> eight readers over every view, beside `reportedly add` -> medians

`--sample N` makes N reports instead of a thousand. The project is kept, see made_projects.py, and
what is served is a copy. On a machine that does other work too, the seconds that a reader waits say
more about that work than about the app; the row on the processor says what a page costs.
"""

from __future__ import annotations

import os
import random
import re
import shutil
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

from benchmarks.made_projects import kept_project, made_texts_of
from benchmarks.table import Row
from reportedly.present.folder import render_folder
from reportedly.serving.days import Here
from reportedly.serving.pictures import Shelf
from reportedly.settings import Settings

REPORTS = 1000
READERS = 8
ROUNDS = 3  # times that each reader asks for every view
GOAL = 0.3  # seconds at the median, issue 8
FOLDER_GOAL = 20.0  # seconds in which a saved folder is built
ADDED = 20  # times that the example is told otherwise, for `add` to read
VIEWS = (
    "", "/who", "/time", "/quotes", "/origins", "/places", "/wording", "/documents", "/ledger",
    "/method",
)  # fmt: skip
ONLY_NOW = ("/time",)  # beside each other the days are worked out one after another
PLACES = (
    "/documents?part={n}",
    "/ledger?part={n}",
    "/statement/{n}",
    "/ledger?speaker=minister",
    "/origins?question=1",
    "/review?at={n}",
)
Times = dict[str, list[float]]


def measure(sample: int | None) -> list[Row]:
    """Return the median and the slowest tenth of every view, and what else issue 8 asks for."""
    count = sample or REPORTS
    kept = kept_project(count)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "story.db"
        shutil.copyfile(kept, project)
        times, statements, processor = _served(project)
        written = _folder_seconds(project)
    label = f"{count:,} reports, {statements:,} statements, {READERS} readers, one `add`"
    rows = [
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
    answers = sum(map(len, times.values()))
    for measured, ours, peers in (
        ("processor seconds a page, all that beside it included", processor / max(1, answers), {}),
        ("processor seconds to build the saved folder", written, {"goal": f"{FOLDER_GOAL:.0f}"}),
    ):
        rows.append(
            Row(part="serving", data=label, measure=measured, ours=f"{ours:.3f}", peers=peers)
        )
    return rows


def _folder_seconds(project: Path) -> float:
    """Return the processor seconds that the folder of the largest story takes."""
    shelf = Shelf(str(project), Settings(), Here())
    story = shelf.story(next(iter(shelf.revisions())))
    assert story is not None
    started = time.process_time()
    for _ in render_folder(story.shown_latest()):
        pass
    shelf.close()
    return time.process_time() - started


# --- serving it ------------------------------------------------------------------------------


def _served(project: Path) -> tuple[Times, int, float]:
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
            before = _processor(server.pid)
            with _adding(project):
                times = _read(opening, story, days, statements)
            processor = _processor(server.pid) - before
        finally:
            server.terminate()
    return times, statements, processor


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


def _processor(pid: int) -> float:
    """Return the processor seconds that a process has used; 0 where that cannot be told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _days(reader: _Reader, story: str) -> list[str]:
    """Return the first day; each is worked out once, and the later ones take minutes."""
    return sorted(set(re.findall(r'\?asof=([\d-]+)"', reader.get(story)[1])))[:1]


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
        more = Path(folder) / "more"
        more.mkdir()
        made_texts_of(more, ADDED, seed=2)
        command = [sys.executable, "-m", "reportedly", "add", str(project), str(more)]
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
                  for view in VIEWS for day in days if view not in ONLY_NOW]  # fmt: skip
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
