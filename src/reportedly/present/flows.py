"""Three columns and the lines between them: who said it, through what, which report carries it.

    ways, reports, families of copies -> draw -> Drawing (places and SVG paths)

Who said it stands in groups, one a side, in the order given; channels and reports are spread
over the same height. A line is one or more ways; it leads to their row in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import TypeVar

from reportedly.present.lasting import Lasting
from reportedly.present.ways import Way
from reportedly.present.words import clipped

WIDTH = 1000
LEFT, MIDDLE, RIGHT = 286, 478, 690  # where names end, channels are centred, reports begin
CHANNEL = 164  # width of a channel's frame
BRACKET = 22  # between two brackets
TOP, LINE, HEADING, GAP, REPORT = 40, 22, 24, 34, 48  # heights
LONGEST, LONGEST_CHANNEL, LONGEST_REPORT = 40, 22, 30  # characters that the columns have room for
NOT_STATED = "not stated"
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A name in one of the columns.

    Attributes:
        x: Where it stands.
        y: Its middle.
        text: The name, short enough for the column.
        note: What stands under it; "" for nothing.
        full: The whole name.
        dashed: Whether it is drawn as absent.
        number: Of a report its number; else 0.
        since: Index of the first day on which it is shown.
        gone: Index of the first day on which it is not shown any more; 0: shown to the end.
    """

    x: int
    y: int
    text: str
    note: str
    full: str
    dashed: bool
    number: int
    since: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line from who said it to a report.

    Attributes:
        path: The line, as an SVG path.
        dashed: Whether the report does not say how it got the words.
        title: The way in words.
        number: Number of the first statement that it leads to.
        questions: Numbers of the questions that its statements answer.
        since: Index of the first day on which it is shown.
        gone: Index of the first day on which it is not shown any more; 0: shown to the end.
    """

    path: str
    dashed: bool
    title: str
    number: int
    questions: tuple[int, ...]
    since: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """Reports that share wording.

    Attributes:
        path: The bracket, as an SVG path.
        title: What it says.
        since: Index of the first day on which it is shown.
        gone: Index of the first day on which it is not shown any more; 0: shown to the end.
    """

    path: str
    title: str
    since: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The drawing.

    Attributes:
        height: Its height; its width is always the same.
        width: Its width.
        left: Where names end.
        middle: Where channels are centred.
        right: Where reports begin.
        sides: The headings above the groups of names.
        names: Who said it.
        channels: Through what.
        reports: Which report carries it.
        edges: The lines.
        brackets: Reports that share wording.
    """

    height: int
    width: int
    left: int
    middle: int
    right: int
    sides: tuple[Node, ...]
    names: tuple[Node, ...]
    channels: tuple[Node, ...]
    reports: tuple[Node, ...]
    edges: tuple[Edge, ...]
    brackets: tuple[Bracket, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A report as a name in the right column.

    Attributes:
        number: Its number.
        title: Its outlet.
        note: Its day and file.
    """

    number: int
    title: str
    note: str


Name = tuple[str, str, bool]  # who, side, absent
Channel = tuple[str, bool]  # through what, absent
Family = tuple[tuple[int, ...], str]  # numbers of the reports, and what shows that they share words


def draw(
    ways: Sequence[Lasting[Way]],
    carriers: Mapping[int, Carrier],
    families: Sequence[Lasting[Family]],
    sides: Sequence[str],
) -> Drawing:
    """Return the drawing of ways; those of no named origin are left out."""
    told = [one for one in ways if one.it.who]
    rows = _rows(told, sides)
    channels = _packed(_channels(told), told, _through)
    numbers = sorted({one.it.report for one in told} | {n for f in families for n in f.it[0]})
    height = TOP + max(
        sum(LINE * _size(held) + (HEADING if side else 0) for side, held in rows),
        GAP * _size(channels),
        REPORT * len(numbers),
    )
    headings, names, places = _left(rows, told)
    spread = _spread(_size(channels), height)
    middles = {key: spread[row] for key, row in channels.items()}
    rights = dict(zip(numbers, _spread(len(numbers), height), strict=True))
    return Drawing(
        height=height + 12,
        width=WIDTH + BRACKET * max(0, len(families) - 2),
        left=LEFT,
        middle=MIDDLE,
        right=RIGHT,
        sides=tuple(headings),
        names=tuple(names),
        channels=tuple(_channel(one, y, told) for one, y in middles.items()),
        reports=tuple(_report(carriers[n], y, told, families) for n, y in rights.items()),
        edges=tuple(_edges(told, carriers, places, middles, rights)),
        brackets=tuple(_brackets(families, rights)),
    )


def _who(way: Way) -> Name:
    return way.who, way.side, way.absent


def _through(way: Way) -> Channel:
    return way.through or NOT_STATED, way.unseen


def _packed(
    keys: Sequence[K], ways: Sequence[Lasting[Way]], key_of: Callable[[Way], K]
) -> dict[K, int]:
    """Return the row of each name; two that are never shown on one day may share a row."""
    own: dict[K, list[Lasting[Way]]] = {}
    for one in ways:
        own.setdefault(key_of(one.it), []).append(one)
    taken: list[list[tuple[int, int]]] = []
    found: dict[K, int] = {}
    for key in keys:
        since, gone = _window(own[key])
        free = (
            row
            for row, held in enumerate(taken)
            if all((end and end <= since) or (gone and gone <= start) for start, end in held)
        )
        row = next(free, len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append((since, gone))
        found[key] = row
    return found


def _size(rows: Mapping[K, int]) -> int:
    return max(rows.values(), default=-1) + 1


def _rows(ways: Sequence[Lasting[Way]], sides: Sequence[str]) -> list[tuple[str, dict[Name, int]]]:
    """Return the rows of the names of each side, sides in the order given, then by the alphabet."""
    held: dict[str, dict[Name, None]] = {}
    for one in sorted(ways, key=lambda one: one.it.report):
        held.setdefault(one.it.side, {})[_who(one.it)] = None
    given = {side: place for place, side in enumerate(sides)}
    order = sorted(held, key=lambda side: (not side, given.get(side, len(given)), side))
    return [(side, _packed(list(held[side]), ways, _who)) for side in order]


def _left(
    rows: Sequence[tuple[str, Mapping[Name, int]]], ways: Sequence[Lasting[Way]]
) -> tuple[list[Node], list[Node], dict[Name, int]]:
    """Return the headings of the sides, the names, and where each name stands."""
    headings, names = [], []
    places: dict[Name, int] = {}
    top = TOP
    for side, held in rows:
        if side:
            mine = [one for one in ways if one.it.side == side]
            headings.append(_node(LEFT, top + HEADING // 2 + 4, side, mine, most=LONGEST))
            top += HEADING
        for name, row in held.items():
            own = [one for one in ways if _who(one.it) == name]
            places[name] = top + LINE * row + LINE // 2
            names.append(_node(LEFT, places[name], name[0], own, most=LONGEST, dashed=name[2]))
        top += LINE * _size(held)
    return headings, names, places


def _channels(ways: Iterable[Lasting[Way]]) -> list[Channel]:
    """Return the channels in the order of the reports they lead to, what is not stated last."""
    leads: dict[Channel, list[int]] = {}
    for one in ways:
        leads.setdefault(_through(one.it), []).append(one.it.report)
    return sorted(leads, key=lambda key: (key[0] == NOT_STATED, mean(leads[key]), key))


def _spread(count: int, height: int) -> list[int]:
    return [round(TOP + (at + 0.5) * (height - TOP) / count) for at in range(count)]


def _channel(key: Channel, y: int, ways: Sequence[Lasting[Way]]) -> Node:
    own = [one for one in ways if _through(one.it) == key]
    dashed = key[1] or key[0] == NOT_STATED
    return _node(MIDDLE, y, key[0], own, most=LONGEST_CHANNEL, dashed=dashed)


def _report(
    carrier: Carrier,
    y: int,
    ways: Sequence[Lasting[Way]],
    families: Sequence[Lasting[Family]],
) -> Node:
    shown: list[Lasting[Way] | Lasting[Family]] = [
        one for one in ways if one.it.report == carrier.number
    ]
    shown += [one for one in families if carrier.number in one.it[0]]
    since, gone = _window(shown)
    return Node(
        x=RIGHT,
        y=y,
        text=clipped(carrier.title, LONGEST_REPORT),
        note=clipped(carrier.note, LONGEST_REPORT + 6),
        full=carrier.title,
        dashed=False,
        number=carrier.number,
        since=since,
        gone=gone,
    )


def _node(
    x: int, y: int, text: str, ways: Sequence[Lasting[Way]], *, most: int, dashed: bool = False
) -> Node:
    since, gone = _window(ways)
    return Node(
        x=x,
        y=y,
        text=clipped(text, most),
        note="",
        full=text,
        dashed=dashed,
        number=0,
        since=since,
        gone=gone,
    )


def _window(shown: Sequence[Lasting[Way] | Lasting[Family]]) -> tuple[int, int]:
    """Return the days between which any of what is shown is shown."""
    ends = [one.gone for one in shown]
    return min(one.since for one in shown), 0 if 0 in ends else max(ends)


def _edges(
    ways: Sequence[Lasting[Way]],
    carriers: Mapping[int, Carrier],
    places: Mapping[Name, int],
    middles: Mapping[Channel, int],
    rights: Mapping[int, int],
) -> Iterable[Edge]:
    """Yield the lines, each once on any day: several ways may run along one."""
    drawn: dict[tuple[str, int, int], list[Way]] = {}
    for one in ways:
        way = one.it
        path = _line(places[_who(way)], middles[_through(way)], rights[way.report])
        drawn.setdefault((path, one.since, one.gone), []).append(way)
    for (path, since, gone), own in drawn.items():
        way = own[0]
        yield Edge(
            path=path,
            dashed=not way.stated,
            title=f"{way.who} → {way.through or NOT_STATED} → {carriers[way.report].title}",
            number=way.refs[0].number,
            questions=tuple(sorted({number for it in own for number in it.questions})),
            since=since,
            gone=gone,
        )


def _line(left: int, middle: int, right: int) -> str:
    """Return a line through three heights, each part as a step from where the last one ended."""
    start, first, half = LEFT + 8, MIDDLE - CHANNEL // 2, MIDDLE + CHANNEL // 2
    down, on = middle - left, right - middle
    return (
        f"M{start} {left}c52 0 {first - 55 - start} {down} {first - start} {down}h{CHANNEL}"
        f"c60 0 {RIGHT - 70 - half} {on} {RIGHT - 8 - half} {on}"
    ).replace(" -", "-")


def _brackets(families: Sequence[Lasting[Family]], rights: Mapping[int, int]) -> Iterable[Bracket]:
    for place, one in enumerate(families):
        numbers, title = one.it
        x = WIDTH - 50 + BRACKET * place
        ends = sorted(rights[number] for number in numbers)
        ticks = "".join(f"M{x - 12} {y}H{x}" for y in ends)
        yield Bracket(
            path=f"{ticks}M{x} {ends[0]}V{ends[-1]}", title=title, since=one.since, gone=one.gone
        )
