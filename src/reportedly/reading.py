"""From paths to reports: read, decode, type the blocks, and say what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from reportedly.acquire.containers import open_bytes
from reportedly.acquire.files import MetaRow, read_captures
from reportedly.acquire.repeats import type_repeated
from reportedly.acquire.reports import read_report
from reportedly.errors import INTERNAL, CannotHandle
from reportedly.fetch.fetching import Fetcher
from reportedly.model import Capture, Given, Problem, Report, Told
from reportedly.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came in: reports, and a problem for each input that could not be read."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def read(
    paths: Sequence[str],
    settings: Settings,
    *,
    meta: Sequence[MetaRow] = (),
    given: Given | None = None,
    fetcher: Fetcher | None = None,
) -> Reading:
    """Read files, folders and, with a fetcher, addresses into reports, in the order found.

    The same bytes twice are one report; the second is a `Problem` that loses nothing.
    """
    reports: list[Report] = []
    problems: list[Problem] = []
    for found in read_each(paths, settings, meta=meta, given=given, fetcher=fetcher):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            reports.append(found[1])
    return Reading(reports=type_repeated(reports), problems=tuple(problems))


def read_each(
    paths: Sequence[str],
    settings: Settings,
    *,
    meta: Sequence[MetaRow] = (),
    given: Given | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[tuple[Capture, Report] | Problem]:
    """Yield each input with the report it holds, or the problem with it, one at a time."""
    from_web = partial(_from_web, fetcher, settings) if fetcher else None
    captures = read_captures(paths, settings.files, meta=meta, given=given, from_web=from_web)
    yield from reports_of(captures, settings)


def reports_of(
    captures: Iterable[Capture | Problem], settings: Settings
) -> Iterator[tuple[Capture, Report] | Problem]:
    """Yield each capture with the report it holds, or the problem with it, one at a time."""
    seen: dict[str, str] = {}
    for found in captures:
        if isinstance(found, Problem):
            yield found
            continue
        try:
            report = read_report(found, settings.reports)
        except CannotHandle as error:
            yield Problem(path=found.path, stage="read", reason=str(error))
            continue
        except Exception as error:  # one odd file must not end the run over a thousand others
            reason = f"{INTERNAL}, {type(error).__name__}: {error}; please report it"
            yield Problem(path=found.path, stage="read", reason=reason)
            continue
        if report.id in seen:
            reason = f"the same bytes as {seen[report.id]}; counted once"
            yield Problem(
                path=found.path, stage="read", reason=reason, report_id=report.id, lost=False
            )
            continue
        seen[report.id] = found.path
        yield found, report


def _from_web(fetcher: Fetcher, settings: Settings, url: str) -> Iterator[Capture | Problem]:
    """Yield what an address holds; nothing where that is unchanged since the visit before."""
    found = fetcher.get(url)
    if isinstance(found, Problem):
        yield found
    elif found.content is not None:
        told = Told(by="the server", url=found.visit.final_url, encoding=found.charset)
        when = found.visit.visited_at
        yield from open_bytes(url, found.content, settings.files, told=told, captured_at=when)
