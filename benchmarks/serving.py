"""How fast the local app answers: eight readers at once, while reports are being added.

    the invented example, recombined -> a project of one story -> `reportedly serve`
    -> eight readers over every view, beside `reportedly add` -> medians

`--sample N` makes N reports instead of a thousand. The project is kept in the folder that
REPORTEDLY_SERVING names, so that a second run begins at once.
"""

from __future__ import annotations

import csv
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
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from benchmarks.table import Row
from reportedly.acquire.files import read_meta
from reportedly.model import Report
from reportedly.reading import read
from reportedly.settings import Settings

EXAMPLE = "examples/varnholm"
REPORTS = 1000
READERS = 8
ROUNDS = 3  # times that each reader asks for every view
FIRST = date(2031, 3, 1)
DAYS = 20
GOAL = 0.3  # seconds at the median, issue 8
VIEWS = ("", "/who", "/time", "/quotes", "/places", "/documents", "/ledger", "/method")
PLACES = ("/documents?part={n}", "/ledger?part={n}", "/statement/{n}", "/ledger?speaker=minister")
Times = dict[str, list[float]]


def measure(sample: int | None) -> list[Row]:
    """Return the median and the slowest tenth of every view."""
    count = sample or REPORTS
    with _folder() as folder:
        project = _project(folder, count)
        times, statements = _served(project, folder)
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
        inputs = folder / f"reports-{count}"
        write_reports(inputs, count)
        _run("add", project, inputs / "texts", "--meta", inputs / "meta.csv", "--jobs", "2")
    return project


def write_reports(folder: Path, count: int, seed: int = 1) -> None:
    """Write made reports and what is said of them: paragraphs of the example, recombined."""
    chance = random.Random(seed)
    given = read_meta(f"{EXAMPLE}/meta.csv") if Path(f"{EXAMPLE}/meta.csv").exists() else ()
    reports = read([EXAMPLE], Settings(), meta=given).reports
    (folder / "texts").mkdir(parents=True)
    with (folder / "meta.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["path", "outlet", "published"])
        for number in range(count):
            name = f"made-{seed}-{number:05}.txt"
            (folder / "texts" / name).write_text(_made(reports, chance), encoding="utf-8")
            day = FIRST + timedelta(days=number * DAYS // count)
            rows.writerow([name, f"Outlet {chance.randrange(60)}", day.isoformat()])


def _made(reports: Sequence[Report], chance: random.Random) -> str:
    """Return a made report: a headline, then paragraphs of two reports with other numbers."""
    one, two = chance.sample(range(len(reports)), 2)
    title = reports[one].title or "What is known of the depot"
    found = [*_paragraphs(reports[one]), *_paragraphs(reports[two])]
    kept = sorted(chance.sample(range(len(found)), min(len(found), chance.randint(9, 14))))
    return "\n\n".join([title, *(_renumbered(found[at], chance) for at in kept)]) + "\n"


def _paragraphs(report: Report) -> list[str]:
    return [
        part
        for block in report.blocks
        if block.kind in ("standfirst", "body")
        for part in re.split(r"\n\s*\n", block.span.of(report.text))
        if part.strip()
    ]


def _renumbered(words: str, chance: random.Random) -> str:
    """Return words with some of their numbers a little higher or lower."""

    def other(found: re.Match[str]) -> str:
        number = int(found.group())
        return (
            found.group() if chance.random() < 0.6 else str(max(2, number + chance.randint(-3, 3)))
        )

    return re.sub(r"(?<![\d.,:])[1-9]\d?(?![\d.,:])", other, words)


def _run(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "reportedly", *map(str, words)], check=True)


# --- serving it ------------------------------------------------------------------------------


def _served(project: Path, folder: Path) -> tuple[Times, int]:
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
            with _adding(project, folder):
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
        """Return status and text of a page."""
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
def _adding(project: Path, folder: Path) -> Iterator[None]:
    """Add reports in another process for as long as this lasts."""
    inputs = Path(tempfile.mkdtemp(dir=folder))
    write_reports(inputs / "more", 40, seed=int(time.time()))
    command = [sys.executable, "-m", "reportedly", "add", str(project), str(inputs / "more/texts")]
    with subprocess.Popen([*command, "--meta", str(inputs / "more/meta.csv")]) as add:
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
