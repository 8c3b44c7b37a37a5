"""Find the versions of one article, and say how each differs from the one before.

    https://echo.example/a?utm_source=x  10:00      Version(kind="changed without notice",
    https://www.echo.example/a/          12:00  ->          removed "12", added "15")

Reports are versions of one article where they have one address and share words or headline, or,
where an address is missing, one outlet, one headline and much of their wording. Which came first
is shown by what the pages say of their last change, else by when they were captured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import pairwise
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np

from reportedly.cluster.changes import find_changes
from reportedly.cluster.wordings import Shingles, read_wording, shingle
from reportedly.model import Change, Report, Span, Version
from reportedly.stage import Stage
from reportedly.text import key, plain, trimmed, word_list

Basis = Literal["revised", "captured", "published", "not shown"]
Kind = Literal["corrected", "updated", "changed without notice", "same words"]

LONGEST_NOTE = 600  # characters; a longer line is a paragraph on somebody's correction


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSettings:
    """When two reports are versions of one article, and how far they are compared.

    Attributes:
        shared: Share of the shorter one's runs of five words that stands in the other. Many
            sites give all their pages one address by mistake; unrelated pages share almost none,
            and even a report written anew keeps more than a fifth.
        shared_unaddressed: The same where an address is missing and outlet and headline agree.
        tried: Articles with one address that a report is held against, the last ones first.
        most_cells: Pairs of words, or lines, that are compared in one stretch of changed text:
            a thousand words against a thousand. Longer stretches are given as one change.
    """

    shared: float = 0.2
    shared_unaddressed: float = 0.5
    tried: int = 8
    most_cells: int = 1_000_000


def find_versions(reports: Sequence[Report], settings: VersionSettings) -> Iterator[Version]:
    """Yield each step from one version of an article to the next, article by article.

    >>> def report(at, words):
    ...     return Report(id=str(at), path="", sha256="", text=words, url="https://echo.example/a",
    ...                   title="Fire in Arnvik", captured_at=datetime(2025, 3, 4, at, tzinfo=UTC))
    >>> found = find_versions([report(12, "Two died."), report(9, "One died.")], VersionSettings())
    >>> [(version.earlier, version.later, version.basis) for version in found]
    [('9', '12', 'captured')]
    """
    for article, reason in _articles(reports, settings):
        for earlier, later in pairwise(article):
            yield _version(earlier, later, reason, settings)


# --- which reports are one article ---------------------------------------------------------


def _articles(
    reports: Sequence[Report], settings: VersionSettings
) -> list[tuple[list[Report], str]]:
    """Return the articles that have several versions, each in order, with why they are one."""
    ordered = sorted({report.id: report for report in reports}.values(), key=_order)
    by_address: dict[str, list[Report]] = {}
    by_headline: dict[tuple[str, str], list[Report]] = {}
    for report in ordered:
        if address := article_address(report.url):
            by_address.setdefault(address, []).append(report)
        if headline := _headline(report):
            by_headline.setdefault(headline, []).append(report)
    found = [
        (chain, "one address")
        for group in by_address.values()
        for chain in _chains(group, settings.shared, settings, by_title=True)
    ]
    taken = {report.id for chain, _ in found for report in chain}
    for group in by_headline.values():
        free = [report for report in group if report.id not in taken]
        if sum(report.url is not None for report in free) > 1:
            continue  # with an address each, they are articles of their own
        chains = _chains(free, settings.shared_unaddressed, settings, by_title=False)
        found += [(chain, "one outlet and headline") for chain in chains]
    return sorted(found, key=lambda pair: _order(pair[0][0]))


def _chains(
    group: Sequence[Report], least: float, settings: VersionSettings, *, by_title: bool
) -> list[list[Report]]:
    """Part reports that may be one article into those that are, each in order."""
    if len(group) < 2:
        return []
    chains: list[list[Report]] = []  # the one that grew last stands last
    prints: dict[str, Shingles] = {}
    for report in group:
        prints[report.id] = np.unique(shingle(read_wording(report).hashes, 5))
        for at in range(len(chains) - 1, max(-1, len(chains) - 1 - settings.tried), -1):
            last = chains[at][-1]
            titled = by_title and _is_same_title(report, last)
            if titled or _is_near(report, last, prints, least):
                chains.append(chains.pop(at))
                chains[-1].append(report)
                del prints[last.id]
                break
        else:
            chains.append([report])
    return [chain for chain in chains if len(chain) > 1]


def _is_near(a: Report, b: Report, prints: Mapping[str, Shingles], least: float) -> bool:
    """Return whether enough of the shorter one's wording stands in the other."""
    one, two = prints[a.id], prints[b.id]
    if not len(one) or not len(two):
        return a.text == b.text
    shared = len(np.intersect1d(one, two, assume_unique=True))
    return bool(shared >= least * min(len(one), len(two)))


def _is_same_title(a: Report, b: Report) -> bool:
    # "News" or "Live updates" may stand over every page of a site.
    title = plain(a.title or "")
    return len(title.split()) > 2 and title == plain(b.title or "")


def version_keys(report: Report) -> tuple[str | None, str | None]:
    """Return hashes of a report's address, and of its outlet and headline; None where it has none.

    Reports that have neither in common are no versions of one article.
    """
    address, headline = article_address(report.url), _headline(report)
    return key("address", address) if address else None, headline and key("headline", *headline)


def _headline(report: Report) -> tuple[str, str] | None:
    """Return outlet and headline as compared; None where they would not tell articles apart."""
    if not report.outlet or not report.title or len(report.title.split()) < 4:
        return None
    return plain(report.outlet), plain(report.title)


# What a link carries to tell where a reader came from; the page behind it is the same.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|twclid|_ga|cmpid|cmp|ocid|icid|"
    r"at_\w+|ns_\w+|ref|ref_src|referrer|source|src|smid|partner|share|shared|traffic_source|"
    r"amp|outputtype|output|s",
    re.IGNORECASE,
)


@cache
def article_address(url: str | None) -> str | None:
    """Return an address in the form it is compared in; None where it is no page's own.

    >>> article_address("HTTPS://www.Echo.example/a/?utm_source=x&id=3#top")
    'echo.example/a?id=3'
    >>> article_address("https://echo.example/") is None
    True
    """
    try:
        parts = urlsplit((url or "").strip())
        host = re.sub(r"^(?:www|m|amp|mobile)\.", "", (parts.hostname or "").rstrip("."))
        asked = sorted(pair for pair in parse_qsl(parts.query, max_num_fields=100))
    except ValueError:
        return None
    path = re.sub(r"/(?:amp|index\.html?)?$", "", re.sub(r"/{2,}", "/", parts.path))
    kept = [(name, value) for name, value in asked if not _TRACKING.fullmatch(name)]
    if not host or not (path or kept):
        return None
    return f"{host}{path}" + (f"?{urlencode(kept)}" if kept else "")


# --- which came first ----------------------------------------------------------------------


def _order(report: Report) -> tuple[datetime, datetime, str, str]:
    """Return what versions are sorted by: last change, capture, then path and id."""
    stated = _stated(report)
    day = report.published_from
    dated = datetime.combine(day, time(), UTC) if day else None
    captured = _aware(report.captured_at)
    last = datetime.max.replace(tzinfo=UTC)
    return stated or captured or dated or last, captured or last, report.path, report.id


def _stated(report: Report) -> datetime | None:
    """Return the last moment at which the page says that it was changed."""
    moments = [m for m in (_aware(report.revised_at), _aware(report.published_at)) if m]
    return max(moments, default=None)


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _appearance(earlier: Report, later: Report) -> tuple[date | None, Basis]:
    """Return the day by which the later version was there, and what shows it."""
    before, after = _stated(earlier), _stated(later)
    if after and (before is None or after > before):
        said = max(m for m in (later.revised_at, later.published_at) if m and _aware(m) == after)
        return said.date(), "revised"
    if later.captured_at and later.captured_at != earlier.captured_at:
        return later.captured_at.date(), "captured"
    day = later.published_from
    if day and earlier.published_until and day > earlier.published_until:
        return day, "published"
    return None, "not shown"


# --- what changed --------------------------------------------------------------------------


def _version(earlier: Report, later: Report, reason: str, settings: VersionSettings) -> Version:
    changes = find_changes(earlier, later, settings.most_cells)
    appeared, basis = _appearance(earlier, later)
    note = _new_note(earlier, later)
    kind, why = _kind(earlier, later, changes, note, basis)
    return Version(
        id=key("version", earlier.id, later.id),
        earlier=earlier.id,
        later=later.id,
        kind=kind,
        changes=changes,
        note=note,
        appeared=appeared,
        basis=basis,
        reason=f"{reason}; {why}",
    )


def _kind(
    earlier: Report, later: Report, changes: Sequence[Change], note: Span | None, basis: Basis
) -> tuple[Kind, str]:
    if note is not None:
        return "corrected", "a note owns up to a correction"
    if not changes:
        return "same words", "no word of the article differs"
    if basis == "revised":
        return "updated", "the page states a later change"
    if basis == "published":
        return "updated", "the page states a later day"
    if all(_is_new_lines(change, later) for change in changes):
        return "updated", "only whole paragraphs are new"
    return "changed without notice", "no note and no later moment of change"


def _is_new_lines(change: Change, later: Report) -> bool:
    """Return whether nothing was taken out, and what was put in are whole lines."""
    if change.removed:
        return False
    for piece in change.added:
        start = later.text.rfind("\n", 0, piece.start) + 1
        end = later.text.find("\n", piece.end)
        line = trimmed(Span(start, len(later.text) if end < 0 else end), later.text)
        if line != piece:
            return False
    return True


def _new_note(earlier: Report, later: Report) -> Span | None:
    """Return the first line that owns up to a correction and was not there before."""
    known = {span.of(earlier.text) for span in _notes(earlier)}
    return next((span for span in _notes(later) if span.of(later.text) not in known), None)


def _notes(report: Report) -> Iterator[Span]:
    begins, holds = _note_words()
    start = 0
    for line in report.text.split("\n"):
        words = plain(line[:1_000]).strip(" \t*[(_-")
        if begins.match(words) or (len(words) < LONGEST_NOTE and holds.search(words)):
            yield trimmed(Span(start, start + len(line)), report.text)
        start += len(line) + 1


@cache
def _note_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how a correction begins, and what stands inside one."""
    listed: dict[str, list[str]] = {}
    for entry in word_list("correction_notes"):
        how, _, words = entry.partition(": ")
        listed.setdefault(how, []).append(re.escape(words))
    begins, noun, done, holds = (
        "|".join(listed[how]) for how in ("begins", "noun", "done", "holds")
    )
    return (
        re.compile(rf"(?:{begins})\b\s*(?:$|[:.\-(]|\d|on |to )"),
        re.compile(rf"\b(?:{holds})\b|\bthis (?:{noun})\b[^.]{{0,80}}\b(?:{done})\b"),
    )


STAGE = Stage(
    name="versions",
    version=1,
    per=Report,
    reads=(),
    writes=Version,
    settings=VersionSettings(),
    run=find_versions,
)
