"""Copies and stories of a project that grows: what was found before is gone on from.

    kept arrays, copies known, all reports -> copies, stories, arrays to keep

The result is that of a run over all reports; only the cost differs. Stories are gathered in order
of publication, so they are kept as they stood before the latest day, and once more as they stood a
week before: what came since is gathered anew, with what has been added. Where an addition is older
than that, or a report is gone or dated otherwise, everything is grouped anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from reportedly.cluster import fingerprints
from reportedly.cluster.copies import (
    CopySettings,
    Mapped,
    add_ordered,
    by_order,
)
from reportedly.cluster.fingerprints import Arrays, Fingerprints, packed, unpacked
from reportedly.cluster.gathering import Gathering, StorySettings
from reportedly.cluster.kept_stories import gathering_from, to_arrays
from reportedly.cluster.stories import finished, gather
from reportedly.model import Copy, Report, Story

_Kept = Mapping[str, npt.NDArray[np.generic]]
# Before the latest day: most additions are of that day or later, and few older than a week.
_BORDERS = {"far": timedelta(days=7), "near": timedelta(days=0)}
# That the far border may fall behind before it is drawn anew, which takes gathering all since then.
_BEHIND = timedelta(days=21)
# Reports dated ahead that do not draw the borders: as many are gathered anew each time.
_AHEAD = 100


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
    mapped: Mapped = map,
) -> Groups:
    """Return the copies and stories of `reports`.

    `known` are the copies that were found, and `kept` the arrays that were returned, when some of
    the reports were grouped last; both empty at first. `mapped` may spread the comparison of
    reports over several processes.
    """
    given = by_order(reports)
    index = fingerprints.from_arrays(_part("copies", kept)) if kept else Fingerprints()
    changed = set(index.orders) ^ set(given)
    copies = tuple(add_ordered(given, known, index, copying, mapped))
    stories, arrays = _gathered(given, changed, copies, kept, telling)
    prints = index.to_arrays() if changed or not kept else _part("copies", kept)
    arrays |= {f"copies {name}": found for name, found in prints.items()}
    return Groups(copies=copies, stories=stories, kept=arrays)


def _gathered(
    given: Mapping[str, Report],
    changed: Set[str],
    copies: Sequence[Copy],
    kept: _Kept,
    settings: StorySettings,
) -> tuple[tuple[Story, ...], Arrays]:
    """Gather the stories from where nothing before has changed; return what to keep of them."""
    there = _settled(kept, changed)
    ordered = list(given.values())
    wanted = _borders(ordered)
    begin = max(there, key=lambda name: there[name], default=None)
    if begin and there.get("far", "") < wanted["oldest"]:
        begin = "far" if "far" in there else None
    gathering = gathering_from(_part(begin, kept), settings) if begin else Gathering(settings)
    done = there[begin] if begin else ""
    arrays: Arrays = {}
    for name in _BORDERS:
        border = wanted[name]
        if border > done:
            some = [given[order] for order in given if done < order <= border]
            gather(gathering, some, copies)
            done, found = border, to_arrays(gathering) | {"settled": packed([border])}
        else:
            found = _part(name if name in there else str(begin), kept)
        arrays |= {f"{name} {part}": array for part, array in found.items()}
    gather(gathering, [given[order] for order in given if order > done], copies)
    return tuple(finished(gathering, ordered)), arrays


def _settled(kept: _Kept, changed: Set[str]) -> dict[str, str]:
    """Return up to where stories are kept, by border; only where all before it is as it was."""
    there = [name for name in _BORDERS if f"{name} settled" in kept]
    found = {name: "".join(unpacked(kept[f"{name} settled"])) for name in there}
    first = min(changed, default="~")
    return {name: settled for name, settled in found.items() if settled < first}


def _part(part: str, kept: _Kept) -> Arrays:
    begins = f"{part} "
    return {name.removeprefix(begins): kept[name] for name in kept if name.startswith(begins)}


def _borders(ordered: Sequence[Report]) -> dict[str, str]:
    """Return up to which order of publication stories are kept, by border.

    One in a hundred reports, and a hundred at most, may bear a day that is yet to come: they must
    not draw the borders.
    """
    days = sorted(report.published_from for report in ordered if report.published_from)
    last = days[-1 - min(len(days) // 100, _AHEAD)] if days else date.min + 2 * _BEHIND
    found = {name: f"0{(last - gap).isoformat()}" for name, gap in _BORDERS.items()}
    return found | {"oldest": f"0{(last - _BORDERS['far'] - _BEHIND).isoformat()}"}
