"""Pages and flattened pages: body and kinds of lines, beside other programs; speed and memory.

Every report is read by `read_report`, as a user's file is. Body figures are over pages of hosts
that no weight was learned from (one host in five); shingle F1 is the F1 of the four-word shingles
of our body blocks against the page's main text, mean over pages. The main text of outlet pages
holds the standfirst, which we type apart: there a second pair of rows counts both kinds.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from statistics import mean

from training.alignment import aligned_lines

from benchmarks.extractors import extractors
from benchmarks.page_sets import (
    GoldPage,
    outlet_pages,
    sampled,
    shingle_f1,
    wcxb_pages,
)
from benchmarks.table import Row
from reportedly.acquire.decoding import decode
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.errors import CannotHandle
from reportedly.model import Capture, Given, Report

SETTINGS = ReportSettings()
MAIN = frozenset({"body"})
WITH_STANDFIRST = MAIN | {"standfirst"}
EXACT = 0.999  # shingle F1 from which a body counts as exact
# The model of languages is only loaded for what is not plainly English.
GERMAN = "<p>" + "Die Brücke wurde am Montag gesperrt, nachdem ein Riss gefunden worden war. " * 5
READ_LARGE = """
import resource
from benchmarks.pages import _body
_body(b"<p>One.")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
row = b"<div class=entry><p>The bridge at Delmare was <b>shut</b> on Monday.</p><a href=x>More</a>"
_body(row * (20_000_000 // len(row)))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
# In flat text nothing but the words tells a headline or standfirst from a paragraph.
ARTICLE = frozenset({"body", "headline", "standfirst", "dateline", "byline"})


def measure(sample: int | None = None) -> list[Row]:
    """Measure reading; `sample` is the most pages taken of each set."""
    wcxb = sampled((page for page in wcxb_pages() if page.held_aside), sample)
    outlets = sampled(outlet_pages(), sample)
    rows: list[Row] = []
    if wcxb:
        rows += _bodies("WCXB articles dev, hosts held aside", wcxb)
        rows += [*_speed(wcxb), _memory()]
        rows += [_flat("WCXB articles dev, hosts held aside, flattened", wcxb)]
    if outlets:
        aside = [page for page in outlets if page.held_aside and page.body]
        rows += _bodies("outlet pages dev, outlets held aside", aside)
        rows += _bodies("outlet pages dev, outlets held aside, with standfirst", aside, _main_text)
    return rows


def _read(content: bytes, media_type: str, url: str | None = None) -> Report | None:
    capture = Capture(
        path="page",
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        media_type=media_type,
        given=Given(url=url),
    )
    try:
        return read_report(capture, SETTINGS)
    except CannotHandle:
        return None


def _body(content: bytes, kinds: Collection[str] = MAIN) -> str:
    report = _read(content, "text/html")
    if report is None:
        return ""
    return "\n".join(b.span.of(report.text) for b in report.blocks if b.kind in kinds)


def _main_text(content: bytes) -> str:
    return _body(content, WITH_STANDFIRST)


def _bodies(data: str, pages: list[GoldPage], ours: Callable[[bytes], str] = _body) -> list[Row]:
    programs = {"ours": ours} | {
        f"{name} (run)": _decoded(extract) for name, extract in extractors().items()
    }
    scores = {
        name: [shingle_f1(extract(page.content), page.body) for page in pages]
        for name, extract in programs.items()
    }
    data = f"{data}, {len(pages)} pages"
    means = {name: f"{mean(found):.3f}" for name, found in scores.items()}
    exact = {name: f"{mean(one > EXACT for one in found):.2f}" for name, found in scores.items()}
    return [
        Row(part="pages", data=data, measure=measure_name, ours=values.pop("ours"), peers=values)
        for measure_name, values in (("body shingle F1", means), ("pages with exact body", exact))
    ]


def _decoded(extract: Callable[[str], str]) -> Callable[[bytes], str]:
    return lambda content: extract(decode(content, is_html=True)[0])


def _speed(pages: list[GoldPage]) -> list[Row]:
    """Return pages a second, each page read by all in turn, after some that warm them up."""
    programs = {"ours": _body} | {name: _decoded(one) for name, one in extractors().items()}
    pages = pages[:60]
    spent = dict.fromkeys(programs, 0.0)
    for read in programs.values():
        for content in (GERMAN.encode(), *(page.content for page in pages[:3])):
            read(content)
    for page in pages:
        for name, read in programs.items():
            spent[name] += _seconds(read, page.content)
    size = mean(len(page.content) for page in pages) / 1000
    data = f"{len(pages)} pages of {size:.0f} kB, alternating, one process"
    rates = {name: len(pages) / seconds for name, seconds in spent.items()}
    rate = rates.pop("ours")
    peers = {f"{name} (run)": f"{one:.1f}" for name, one in rates.items()}
    rows = [Row(part="pages", data=data, measure="pages a second", ours=f"{rate:.1f}", peers=peers)]
    if slow := rates.get("trafilatura"):
        ratio = f"{rate / slow:.1f}"
        peers = {"trafilatura (run)": "1.0"}
        rows.append(Row(part="pages", data=data, measure="speed, ratio", ours=ratio, peers=peers))
    return rows


def _seconds(read: Callable[[bytes], str], content: bytes) -> float:
    started = time.process_time()
    read(content)
    return time.process_time() - started


def _memory() -> Row:
    """Return the peak memory of a fresh process that reads one page of 20 MB."""
    found = subprocess.run([sys.executable, "-c", READ_LARGE], capture_output=True, check=True)
    empty, peak = map(int, found.stdout.split())
    return Row(
        part="pages",
        data="one page of 20 MB",
        measure="peak memory",
        ours=f"{peak / 1024:.0f} MB, {(peak - empty) / 1024:.0f} more than before it",
    )


def _flat(data: str, pages: list[GoldPage]) -> Row:
    right = found = gold = 0
    for page in pages:
        visible = _read(page.content, "text/html")
        if visible is None:
            continue
        lines = [block.span.of(visible.text) for block in visible.blocks]
        belongs = dict(zip(lines, aligned_lines(lines, page.body), strict=True))
        report = _read("\n".join(lines).encode(), "text/plain")
        for block in report.blocks if report else ():
            wanted = belongs.get(block.span.of(report.text) if report else "", False)
            ours = block.kind in MAIN or (block.kind in ARTICLE and wanted)
            right += ours and wanted
            found += ours
            gold += wanted
    return Row(
        part="pages",
        data=f"{data}, {len(pages)} pages",
        measure="line F1, article or not",
        ours=f"{2 * right / max(1, found + gold):.3f}",
    )
