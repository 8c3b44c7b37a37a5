"""Copies and stories of a project that grows: what was found before is gone on from.

    what is kept (stock.py), all reports -> copies, stories, what to keep
    what is kept, the reports that are new -> their copies, the stories that they change

The result is that of a run over all reports; only the cost differs. Stories are gathered in order
of publication, so they are kept as they stand after the last dated report, before the latest day,
and a week before that: what came since is gathered anew, with what has been added. Where an
addition is older than that, or a report is gone or dated otherwise, everything is grouped anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from reportedly.cluster.copies import (
    CopySettings,
    Mapped,
    add_ordered,
    by_order,
    compare_new,
    order_day,
    order_id,
)
from reportedly.cluster.fingerprints import Fingerprints
from reportedly.cluster.gathering import Growing, StorySettings
from reportedly.cluster.kept_stories import KeptGathering
from reportedly.cluster.stock import FAR, LAST, NEAR, Change, Few, Layer, Stock
from reportedly.cluster.stories import finished, gather
from reportedly.model import Copy, Report, Story

# Most additions are later than all, or of the latest day, and few older than a week.
_BORDERS = (FAR, NEAR, LAST)
_FAR = timedelta(days=7)  # before the latest day
# That the far border may fall behind before it is drawn anew, which takes gathering all since then.
_BEHIND = timedelta(days=21)
# Reports dated ahead that do not draw the borders: as many are gathered anew each time.
_AHEAD = 100

# After the day that draws the borders: what is dated later than that is taken for a slip.
_TAIL = timedelta(days=31)

Find = Callable[[Sequence[str]], Mapping[str, Report]]  # reports by their ids
CopiesOf = Callable[[Sequence[str]], Iterable[Copy]]  # those of any of the reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Copies and stories, and what to keep for the next time."""

    copies: tuple[Copy, ...]
    stories: tuple[Story, ...]
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGroups:
    """What reports that were added change."""

    copies: tuple[Copy, ...]  # the new ones; all that were known stay
    gathered: tuple[Growing, ...]  # the stories that are not as they were at a border
    regathered: tuple[str, ...]  # reports that were put into a story again, the new ones included
    story_of: Callable[[str], Growing | None]  # by report
    change: Change


def group_reports(
    reports: Sequence[Report],
    stock: Stock | None,
    copying: CopySettings,
    telling: StorySettings,
    mapped: Mapped = map,
) -> Groups:
    """Return the copies and stories of `reports`, going on from what is kept.

    `mapped` may spread the comparison of reports over several processes.
    """
    given = by_order(reports)
    change = Change()
    there = stock.orders() if stock else []
    changed = set(there) ^ set(given)
    if stock and not changed:
        copies = tuple(stock.copies())
    else:
        copies = _compared(given, stock, set(there) - set(given), copying, mapped, change)
    dated = [order for order in given if order.startswith("0")]
    wanted = _borders(dated, len(dated))
    begin = _begin(stock, min(changed, default="~"), wanted)
    gathering = _gathered(stock, begin, given, wanted, copies, telling, change)
    stories = tuple(finished(gathering, list(given.values())))
    return Groups(copies=copies, stories=stories, change=change)


def _compared(
    given: Mapping[str, Report],
    stock: Stock | None,
    gone: Set[str],
    copying: CopySettings,
    mapped: Mapped,
    change: Change,
) -> tuple[Copy, ...]:
    """Return the copies among reports, some of which have been compared before."""
    index = stock.fingerprints() if stock else Fingerprints()
    change.anew = bool(gone) or not index.orders
    known = stock.copies() if stock and index.orders else ()
    copies = tuple(add_ordered(given, known, index, copying, mapped))
    change.taken = index if change.anew else index.since_last()
    return copies


def group_new(
    new: Sequence[Report],
    few: Few,
    find: Find,
    copies_of: CopiesOf,
    copying: CopySettings,
    telling: StorySettings,
    mapped: Mapped = map,
) -> NewGroups | None:
    """Return what reports change that are added to those that are kept, and are not among them.

    `find` returns reports by their ids, `copies_of` the known copies of some. None where all have
    to be grouped: the new ones are too old, or stand before too many.
    """
    given = by_order(new)
    change = Change()
    compared = compare_new(given, few.behind, find, copying, mapped)
    wanted = _borders(*_last_days(few, given))
    begin = _begin(few, min(given, default="~"), wanted)
    if compared is None or begin is None:
        return None
    copies, change.taken = compared
    border = few.border(begin)
    since = few.after(border.settled if border else "")
    later = {**find([order_id(one) for one in since]), **{one.id: one for one in new}}
    every = {order: later[order_id(order)] for order in sorted({*since, *given})}
    known = [*copies_of(list(later)), *copies]
    gathering = _gathered(few, begin, every, wanted, known, telling, change)
    return NewGroups(
        copies=tuple(copies),
        gathered=tuple(gathering.met_stories()),
        regathered=tuple(later),
        story_of=gathering.story_of,
        change=change,
    )


def _gathered(
    stock: Stock | None,
    begin: str | None,
    given: Mapping[str, Report],
    wanted: Mapping[str, str],
    copies: Sequence[Copy],
    settings: StorySettings,
    change: Change,
) -> KeptGathering:
    """Gather the reports that come after a border, or all; note what to keep at the borders."""
    border = stock.border(begin) if stock and begin else None
    if stock and begin and border:
        gathering = KeptGathering(settings, partial(stock.piece, begin), border)
    else:
        gathering = KeptGathering(settings)
    done = border.settled if border else ""
    begun = _BORDERS.index(begin) if begin else -1
    for at, name in enumerate(_BORDERS):
        if wanted[name] > done and at >= begun:
            gather(gathering, [given[one] for one in given if done < one <= wanted[name]], copies)
            done = wanted[name]
        elif at <= begun:
            continue  # what is kept up to there stays
        # What stood at a later border rested on what was kept at an earlier one.
        change.layers[name] = Layer(gathering.border(done), gathering.changed_pieces(), at > begun)
    gather(gathering, [given[one] for one in given if one > done], copies)
    return gathering


def _begin(stock: Stock | None, first: str, wanted: Mapping[str, str]) -> str | None:
    """Return the border to go on from, all before which is as it was; None where there is none."""
    there = {name: border.settled for name in _BORDERS if stock and (border := stock.border(name))}
    there = {name: settled for name, settled in there.items() if settled < first}
    begin = next((name for name in reversed(_BORDERS) if name in there), FAR)
    if begin == LAST and there.get(NEAR) != wanted[NEAR]:
        begin = NEAR  # a new day
    if there.get(FAR, "") < wanted["oldest"]:
        begin = FAR
    return begin if begin in there else None


def _last_days(few: Few, new: Iterable[str]) -> tuple[list[str], int]:
    """Return the last orders of dated reports, with those that are new, and how many there are."""
    dated = [order for order in new if order.startswith("0")]
    last, count = few.last_dated(_AHEAD + 1)
    return sorted([*last, *dated]), count + len(dated)


def _borders(dated: Sequence[str], count: int) -> dict[str, str]:
    """Return up to which order of publication stories are kept, by border.

    `dated` are the last orders of all `count` dated reports. One in a hundred of these, and a
    hundred at most, may bear a day that is yet to come: they must not draw the borders.
    """
    last = order_day(dated[-1 - min(count // 100, _AHEAD)]) if dated else date.min
    gaps = {FAR: _FAR, NEAR: timedelta(), "oldest": _FAR + _BEHIND}
    days = {name: max(1, last.toordinal() - gap.days) for name, gap in gaps.items()}
    found = {name: f"0{date.fromordinal(day).isoformat()}" for name, day in days.items()}
    end = last.toordinal() + _TAIL.days
    return found | {LAST: next((d for d in reversed(dated) if order_day(d).toordinal() <= end), "")}
