"""Flat text: pages whose truth is known, flattened in ten ways.

Every text is read by `read_report`, as a user's file is. A line counts as what most of its
characters were taken for, whatever blocks they stand in. Two figures:

    line F1           article or not: a line is the article's where it stands in the main text that
                      a person marked; captions and credits are left out, and a headline, byline,
                      dateline or standfirst counts neither way outside that text
    kinds, macro F1   the mean of the F1 of the nine kinds (`true_lines` says how they are known)

The main texts leave out lists, tables and headings that stand between paragraphs they hold. Lines
that look dropped in this way (one in fifteen) are counted as the truth has them in rows "as marked"
and left out of rows "without doubtful lines". Hosts were held aside from training.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from statistics import mean
from typing import get_args

from benchmarks.flattening import WAYS, Flattened, Piece, flattened
from benchmarks.page_sets import GoldPage, outlet_pages, sampled, wcxb_pages
from benchmarks.table import Row
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.errors import CannotHandle
from reportedly.model import Block, BlockKind, Capture, Given

SETTINGS = ReportSettings()
KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
ARTICLE = frozenset({"body", "headline", "standfirst", "dateline", "byline"})
APART = frozenset({"caption", "credit"})

Judged = tuple[Piece, str]  # a true line and what it was taken for


def measure(sample: int | None = None) -> list[Row]:
    """Measure flat text; `sample` is the most pages taken of each set."""
    sets = {
        "WCXB articles dev": sampled((p for p in wcxb_pages() if p.held_aside), sample),
        "outlet pages dev": sampled((p for p in outlet_pages() if p.held_aside and p.body), sample),
    }
    rows: list[Row] = []
    for name, pages in sets.items():
        if pages:
            rows += _rows(f"{name}, hosts held aside, {len(pages)} pages", pages)
    return rows


def _rows(data: str, pages: Iterable[GoldPage]) -> list[Row]:
    ways: dict[str, list[Judged]] = defaultdict(list)
    for page in pages:
        for text in flattened(page):
            ways[text.way] += judged(text)
    rows = [_line_row(data, way, ways[way]) for way in WAYS if ways[way]]
    certain = {way: [one for one in found if not one[0].doubtful] for way, found in ways.items()}
    for name, held in (("as marked", ways), ("without doubtful lines", certain)):
        scores = [line_f1(held[way]) for way in WAYS]
        rows.append(_row(data, f"line F1, mean of the ways, {name}", mean(scores)))
    # What kind a line without line ends around it is nobody can say.
    pooled = [one for way in WAYS if way != "no line breaks" for one in certain[way]]
    by_kind = kind_f1(pooled)
    rows += [_row(data, f"kind F1, {kind}", by_kind[kind]) for kind in KINDS]
    rows.append(_row(data, "kinds, macro F1", mean(by_kind.values())))
    return rows


def _line_row(data: str, way: str, found: list[Judged]) -> Row:
    certain = [one for one in found if not one[0].doubtful]
    ours = f"{line_f1(found):.3f}; {line_f1(certain):.3f} without doubtful lines"
    return Row(part="flat", data=data, measure=f"line F1, {way}", ours=ours)


def _row(data: str, measure: str, value: float) -> Row:
    return Row(part="flat", data=data, measure=measure, ours=f"{value:.3f}")


# --- from texts to judgements -----------------------------------------------------------------


def judged(text: Flattened) -> Iterator[Judged]:
    """Yield each true line of a text with the kind that most of its characters were taken for."""
    blocks = _blocks(text.text)
    first = 0
    for piece in text.pieces:
        while first < len(blocks) and blocks[first].span.end <= piece.start:
            first += 1
        held: Counter[str] = Counter()
        for block in blocks[first:]:
            if block.span.start >= piece.end:
                break
            shared = min(block.span.end, piece.end) - max(block.span.start, piece.start)
            held[block.kind] += shared
        yield piece, max(sorted(held), key=lambda kind: held[kind]) if held else "none"


def _blocks(text: str) -> tuple[Block, ...]:
    content = text.encode("utf-8", "surrogatepass")
    capture = Capture(
        path="flat",
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        media_type="text/plain",
        given=Given(),
    )
    try:
        return read_report(capture, SETTINGS).blocks
    except CannotHandle:
        return ()


def line_f1(found: Iterable[Judged]) -> float:
    """Return the F1 of article or not."""
    right = ours = gold = 0
    for piece, kind in found:
        if piece.kind in APART:
            continue
        taken = kind == "body" or (kind in ARTICLE and piece.wanted)
        right += taken and piece.wanted
        ours += taken
        gold += piece.wanted
    return 2 * right / max(1, ours + gold)


def kind_f1(found: Iterable[Judged]) -> dict[BlockKind, float]:
    """Return the F1 of each kind."""
    right: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for piece, kind in found:
        right[kind] += kind == piece.kind
        counted[kind] += 1
        counted[piece.kind] += 1
    return {kind: 2 * right[kind] / max(1, counted[kind]) for kind in KINDS}
