"""Lines that repeat across the files of one run: what an outlet prints around every article.

    reports -> the same reports, lines that stand in several of them typed as furniture

Only what a line's own wording leaves open is decided here: a line that is no sentence, or that
speaks to the reader. A paragraph of background that an outlet prints again belongs to each of its
articles, and reports that share much of their text are copies of one another, not neighbours.

A report is held only against reports published no later than itself, so that what is known on a
day never rests on a later report; one without a date is left as it is.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reportedly.acquire.wording import addresses, is_prose
from reportedly.model import Block, Report

FEWEST_FILES = 3  # two reports may share a subheading by chance or by copying
MOST_SHARED = 0.3  # share of a report's own characters that may stand in others too
LONGEST = 300  # characters of a line
OPEN_KINDS = frozenset({"body", "standfirst", "teaser"})
OWN_KINDS = frozenset({"body", "standfirst"})
REASON = "repeats across files"


def type_repeated(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports in the same order, with lines typed that repeat across them."""
    days: dict[str, list[date]] = {}
    for report in reports:
        if report.published_until is not None:
            for line in {block.span.of(report.text) for block in report.blocks}:
                insort(days.setdefault(line, []), report.published_until)
    return tuple(_typed(report, days) for report in reports)


def _typed(report: Report, days: Mapping[str, Sequence[date]]) -> Report:
    day = report.published_until
    if day is None:
        return report
    counts = [bisect_right(days[block.span.of(report.text)], day) for block in report.blocks]
    return typed_by_counts(report, counts)


def typed_by_counts(report: Report, counts: Sequence[int]) -> Report:
    """Return the report with lines typed that repeat.

    `counts` says of each block in how many reports its text stands by the day of this one; what
    is more than `FEWEST_FILES` counts no more. It is empty for a report without a date.
    """
    if max(counts, default=0) < FEWEST_FILES or _is_copy(report, counts):
        return report
    return with_repeated(
        report,
        {
            block.span.start
            for block, count in zip(report.blocks, counts, strict=True)
            if count >= FEWEST_FILES and _is_open(block, block.span.of(report.text))
        },
    )


def repeated_in(report: Report) -> tuple[int, ...]:
    """Return where the lines begin that were typed because they repeat."""
    return tuple(block.span.start for block in report.blocks if block.reason == REASON)


def with_repeated(report: Report, starts: Collection[int]) -> Report:
    """Return the report with the lines that begin at these places typed as furniture."""
    if not starts:
        return report
    blocks = tuple(
        replace(block, kind="furniture", reason=REASON) if block.span.start in starts else block
        for block in report.blocks
    )
    return replace(report, blocks=blocks)


def _is_open(block: Block, text: str) -> bool:
    if block.kind not in OPEN_KINDS or len(text) > LONGEST:
        return False
    return addresses(text) or not is_prose(text)


def _is_copy(report: Report, counts: Sequence[int]) -> bool:
    """Return whether much of a report's own text stands in others."""
    whole = shared = 0
    for block, count in zip(report.blocks, counts, strict=True):
        if block.kind in OWN_KINDS:
            size = block.span.end - block.span.start
            whole += size
            shared += size if count > 1 else 0
    return shared > MOST_SHARED * whole
