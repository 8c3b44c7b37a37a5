"""What a page says of itself: title, authors and date, beside trafilatura and htmldate.

Every page is read by `read_report`, as a user's file is. Of dates both are counted: how many pages
get the right day (accuracy), and how many of the days given are right (precision). A pair of days
("03/04/2024") is no day given. Dated pages are halved by host: rules were written on errors of
both, so the halves show chance, not a test.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from statistics import mean

import htmldate
import trafilatura

from benchmarks.page_sets import GoldPage, dated_pages, outlet_pages, sampled, wcxb_pages, words_of
from benchmarks.table import Row
from reportedly.acquire.decoding import decode
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.errors import CannotHandle
from reportedly.model import Capture, Given, Report

SETTINGS = ReportSettings()


def measure(sample: int | None = None) -> list[Row]:
    """Measure metadata; `sample` is the most pages taken of each set."""
    rows: list[Row] = []
    for name, pages in (
        ("outlet pages dev", sampled(outlet_pages(), sample)),
        ("WCXB articles dev", sampled(wcxb_pages(), sample)),
        ("dated pages dev", sampled(dated_pages(), sample)),
    ):
        if pages:
            rows.extend(_rows(name, pages))
    return rows


def _rows(name: str, pages: Sequence[GoldPage]) -> Iterator[Row]:
    reports = [_read(page) for page in pages]
    peers = [trafilatura.extract_metadata(_decoded(page)) for page in pages]
    titled = [index for index, page in enumerate(pages) if page.title]
    if titled:
        yield _row(
            f"{name}, {len(titled)} pages",
            "title, same words",
            [_same(pages[i].title, _of(reports[i], "title")) for i in titled],
            {"trafilatura": [_same(pages[i].title, _of(peers[i], "title")) for i in titled]},
        )
    # WCXB gives all authors in one string, with what they are beside their names.
    if name.startswith("outlet"):
        yield _row(
            f"{name}, {len(pages)} pages",
            "authors, all the same",
            [
                _names(page.authors) == _names(report.authors if report else ())
                for page, report in zip(pages, reports, strict=True)
            ],
            {
                "trafilatura": [
                    _names(page.authors) == _names((_of(peer, "author") or "").split(";"))
                    for page, peer in zip(pages, peers, strict=True)
                ]
            },
        )
    # Where a set holds other things, a page without a stated day is one that nobody dated.
    dated = [i for i, page in enumerate(pages) if page.day or not titled]
    yield from _dates(name, [pages[i] for i in dated], [reports[i] for i in dated])


def _dates(name: str, pages: Sequence[GoldPage], reports: Sequence[Report | None]) -> Iterator[Row]:
    ours = [_day(report) for report in reports]
    theirs = [_peer_day(page) for page in pages]
    gold = [page.day for page in pages]
    data = f"{name}, {len(pages)} pages"
    right = [a == b for a, b in zip(ours, gold, strict=True)]
    peer = [a == b for a, b in zip(theirs, gold, strict=True)]
    yield _row(data, "publication date, accuracy", right, {"htmldate": peer})
    yield _row(
        data,
        "publication date, precision",
        [hit for hit, day in zip(right, ours, strict=True) if day],
        {"htmldate": [hit for hit, day in zip(peer, theirs, strict=True) if day]},
    )
    if not name.startswith("dated"):
        return
    for half in (0, 1):
        inside = [index for index, page in enumerate(pages) if _half(page) == half]
        yield _row(
            f"{name}, half {half + 1} by host, {len(inside)} pages",
            "publication date, accuracy",
            [right[index] for index in inside],
            {"htmldate": [peer[index] for index in inside]},
        )


def _half(page: GoldPage) -> int:
    return int(hashlib.sha256(f"half{page.host}".encode()).hexdigest(), 16) % 2


def _row(data: str, what: str, ours: Sequence[bool], peers: dict[str, Sequence[bool]]) -> Row:
    return Row(
        part="metadata",
        data=data,
        measure=what,
        ours=f"{mean(ours):.3f}" if ours else "—",
        peers={f"{name} (run)": f"{mean(hits):.3f}" for name, hits in peers.items() if hits},
    )


def _decoded(page: GoldPage) -> str:
    return decode(page.content, is_html=True)[0]


def _read(page: GoldPage) -> Report | None:
    capture = Capture(
        path="page",
        sha256=hashlib.sha256(page.content).hexdigest(),
        content=page.content,
        media_type="text/html",
        given=Given(url=page.url),
    )
    try:
        return read_report(capture, SETTINGS)
    except CannotHandle:
        return None


def _day(report: Report | None) -> date | None:
    if report is None or report.published_from != report.published_until:
        return None
    return report.published_from


def _peer_day(page: GoldPage) -> date | None:
    try:
        found = htmldate.find_date(_decoded(page), url=page.url, original_date=True)
    except ValueError:
        return None
    return date.fromisoformat(found) if found else None


def _of(found: object, name: str) -> str | None:
    value = getattr(found, name, None)
    return value if isinstance(value, str) else None


def _same(gold: str | None, found: str | None) -> bool:
    # A soft hyphen parts no word, on whichever side it stands.
    one, other = ((title or "").replace("\xad", "") for title in (gold, found))
    return words_of(one) == words_of(other)


def _names(names: Iterable[str]) -> list[str]:
    return sorted(" ".join(words_of(name)) for name in names if name.strip())
