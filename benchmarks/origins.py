"""Origins: on how many named origins does a claim rest? Beside counting reports and outlets.

Measured on invented cascades (`cascades.py`), where the truth is known because it was made so.
The first were read while rules were made; of the unseen ones only the totals were. Then on
questions of real stories that a reader labelled (`real_origins.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import mean

from benchmarks import real_origins
from benchmarks.cascades import Cascade, make_cascade
from benchmarks.table import Row
from reportedly.analysis import analyse
from reportedly.model import Picture
from reportedly.settings import Settings
from reportedly.text import words_of

SETS = {"invented cascades": range(80), "invented cascades, unseen": range(200, 260)}
# As in the counts of the product: an outlet that is cited passes on what somebody said.
NAMED = frozenset({"speaker", "document", "footage"})


def measure(sample: int | None = None) -> list[Row]:
    """Return the rows for origins; the cascades need no data."""
    made = [row for name, numbers in SETS.items() for row in _rows(name, numbers[:sample])]
    return [*made, *real_origins.rows(sample)]


def _rows(name: str, numbers: Sequence[int]) -> Iterator[Row]:
    cascades = [make_cascade(number) for number in numbers]
    ours = [count_origins(cascade) for cascade in cascades]
    true = [cascade.origins for cascade in cascades]
    reports = [len(cascade.reports) for cascade in cascades]
    outlets = [len({report.outlet for report in cascade.reports}) for cascade in cascades]
    data = f"{len(cascades)} {name}, {sum(reports)} reports"
    peers = {"reports (run)": reports, "outlets (run)": outlets}
    yield Row(
        part="origins",
        data=data,
        measure="mean error of the count",
        ours=f"{_error(ours, true):.2f}",
        peers={peer: f"{_error(counts, true):.2f}" for peer, counts in peers.items()},
    )
    yield Row(
        part="origins",
        data=data,
        measure="counts not above the truth",
        ours=_not_above(ours, true),
        peers={peer: _not_above(counts, true) for peer, counts in peers.items()},
    )
    yield Row(
        part="origins",
        data=data,
        measure="counts below, equal, above",
        ours=_spread(ours, true),
        peers={peer: _spread(counts, true) for peer, counts in peers.items()},
    )


def count_origins(cascade: Cascade) -> int:
    """Return on how many named origins the statements with the key word rest."""
    analysis = analyse(cascade.reports, Settings())
    return sum(_count(picture, cascade.key) for picture in analysis.pictures)


def _count(picture: Picture, key: str) -> int:
    texts = {report.id: report.text for report in picture.reports}
    telling = {
        statement.id
        for statement in picture.statements
        if statement.counted
        and statement.act != "deny"  # who denies it is no origin of it
        and key in words_of(statement.content, texts[statement.report_id])
    }
    return sum(
        1
        for origin in picture.origins
        if origin.kind in NAMED and telling.intersection(origin.statement_ids)
    )


def _error(counts: Sequence[int], true: Sequence[int]) -> float:
    return mean(abs(count - truth) for count, truth in zip(counts, true, strict=True))


def _spread(counts: Sequence[int], true: Sequence[int]) -> str:
    signs = [(count > truth) - (count < truth) for count, truth in zip(counts, true, strict=True)]
    return f"{signs.count(-1)}, {signs.count(0)}, {signs.count(1)}"


def _not_above(counts: Sequence[int], true: Sequence[int]) -> str:
    right = sum(count <= truth for count, truth in zip(counts, true, strict=True))
    return f"{100 * right / len(true):.0f} %"
