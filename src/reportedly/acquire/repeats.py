"""Lines that repeat across the files of one run: what an outlet prints around every article.

    reports -> the same reports, lines that stand in several of them typed as furniture

Only what a line's own wording leaves open is decided here: a line that is no sentence, or that
speaks to the reader. A paragraph of background that an outlet prints again belongs to each of its
articles, and reports that share much of their text are copies of one another, not neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reportedly.acquire.wording import addresses, is_prose
from reportedly.model import Block, Report

FEWEST_FILES = 3  # two reports may share a subheading by chance or by copying
MOST_SHARED = 0.3  # share of a report's own characters that may stand in others too
LONGEST = 300  # characters of a line
OPEN_KINDS = frozenset({"body", "standfirst", "teaser"})
OWN_KINDS = frozenset({"body", "standfirst"})


def type_repeated(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports in the same order, with lines typed that repeat across them."""
    if len(reports) < FEWEST_FILES:
        return tuple(reports)
    counts: Counter[str] = Counter()
    for report in reports:
        counts.update({block.span.of(report.text) for block in report.blocks})
    return tuple(_typed(report, counts) for report in reports)


def _typed(report: Report, counts: Counter[str]) -> Report:
    repeated = [counts[block.span.of(report.text)] >= FEWEST_FILES for block in report.blocks]
    if not any(repeated) or _is_copy(report, counts):
        return report
    blocks = tuple(
        replace(block, kind="furniture", reason="repeats across files")
        if again and _is_open(block, block.span.of(report.text))
        else block
        for block, again in zip(report.blocks, repeated, strict=True)
    )
    return replace(report, blocks=blocks)


def _is_open(block: Block, text: str) -> bool:
    if block.kind not in OPEN_KINDS or len(text) > LONGEST:
        return False
    return addresses(text) or not is_prose(text)


def _is_copy(report: Report, counts: Counter[str]) -> bool:
    """Return whether much of a report's own text stands in others."""
    whole = shared = 0
    for block in report.blocks:
        if block.kind in OWN_KINDS:
            size = block.span.end - block.span.start
            whole += size
            shared += size if counts[block.span.of(report.text)] > 1 else 0
    return shared > MOST_SHARED * whole
