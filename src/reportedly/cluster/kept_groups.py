"""Copies and stories of a project that grows: what was found before is gone on from.

    kept arrays, copies known, all reports -> copies, stories, arrays to keep

The result is that of a run over all reports; only the cost differs. Stories are gathered in order
of publication, so they are kept as they stood some days before the latest report: what came since
is gathered anew, with what has been added. Where an addition is older than that, or a report is
gone or dated otherwise, everything is grouped anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from reportedly.cluster import fingerprints
from reportedly.cluster.copies import CopySettings, add_copies, order_key, publication_order
from reportedly.cluster.fingerprints import Arrays, Fingerprints, packed, unpacked
from reportedly.cluster.gathering import Gathering, StorySettings
from reportedly.cluster.kept_stories import gathering_from, to_arrays
from reportedly.cluster.stories import finished, gather
from reportedly.model import Copy, Report, Story

_Kept = Mapping[str, npt.NDArray[np.generic]]
_REMADE = timedelta(days=7)  # before the latest report: additions are seldom older than that


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Copies and stories, and what to keep for the next time."""

    copies: tuple[Copy, ...]
    stories: tuple[Story, ...]
    kept: Arrays


def group_reports(
    reports: Sequence[Report],
    known: Iterable[Copy],
    kept: _Kept,
    copying: CopySettings,
    telling: StorySettings,
) -> Groups:
    """Return the copies and stories of `reports`.

    `known` are the copies that were found, and `kept` the arrays that were returned, when some of
    the reports were grouped last; both empty at first.
    """
    ordered = sorted({report.id: report for report in reports}.values(), key=publication_order)
    orders = [order_key(report) for report in ordered]
    index = fingerprints.from_arrays(_part("copies", kept)) if kept else Fingerprints()
    changed = set(index.orders) ^ set(orders)
    copies = tuple(add_copies(ordered, known, index, copying))
    settled = "".join(unpacked(kept["settled"])) if kept else ""
    if any(order <= settled for order in changed):
        settled = ""
    gathering = gathering_from(_part("stories", kept), telling) if settled else Gathering(telling)
    border = _border(ordered)
    before = [at for at, order in enumerate(orders) if settled < order <= border]
    gather(gathering, [ordered[at] for at in before], copies)
    arrays = {
        **{f"copies {name}": found for name, found in index.to_arrays().items()},
        **{f"stories {name}": found for name, found in to_arrays(gathering).items()},
        "settled": packed([max(border, settled)]),
    }
    gather(gathering, [ordered[at] for at in range(len(orders)) if orders[at] > border], copies)
    return Groups(copies=copies, stories=tuple(finished(gathering, ordered)), kept=arrays)


def _part(part: str, kept: _Kept) -> Arrays:
    begins = f"{part} "
    return {name.removeprefix(begins): kept[name] for name in kept if name.startswith(begins)}


def _border(ordered: Sequence[Report]) -> str:
    """Return up to which order of publication stories are kept: some days before the latest."""
    days = [report.published_from for report in ordered if report.published_from]
    last = max(days, default=date.min + _REMADE) - _REMADE
    return f"0{last.isoformat()}"
