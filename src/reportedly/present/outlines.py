"""Lines on a drawing: simplified, cut to what is shown, and written as short SVG paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reportedly.present.atlas import Box, Point


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Return points without those that stand nearer than `tolerance` to the line without them.

    Douglas and Peucker's rule; both ends stay, so that lines that meet still do.

    >>> simplified([(0, 0), (5, 0.2), (10, 0)], 1.0)
    [(0, 0), (10, 0)]
    """
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        away, farthest = max(
            (_distance(points[at], points[first], points[last]), at)
            for at in range(first + 1, last)
        )
        if away > tolerance:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [points[at] for at in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the piece of a line between two others."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = x * x + y * y
    along = ((point[0] - start[0]) * x + (point[1] - start[1]) * y) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    across = (point[0] - start[0] - along * x, point[1] - start[1] - along * y)
    return float((across[0] ** 2 + across[1] ** 2) ** 0.5)


def cut_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """Return the part of an area that lies in a box (Sutherland and Hodgman's rule).

    >>> cut_ring([(0, 0), (4, 0), (4, 4), (0, 4)], (1, 1, 9, 9))
    [(4.0, 1), (4, 4), (1, 4.0), (1.0, 1)]
    """
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        ring = list(_beyond(ring, axis, limit, sign))
    return list(ring)


def _beyond(ring: Sequence[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    """Yield the part of an area on one side of a limit."""
    for point, following in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        here, there = ((one[axis] - limit) * sign for one in (point, following))
        if here >= 0:
            yield point
        if (here >= 0) != (there >= 0):
            share = here / (here - there)
            other = point[1 - axis] + share * (following[1 - axis] - point[1 - axis])
            yield (limit, other) if axis == 0 else (other, limit)


def cut_line(points: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """Yield the pieces of a line that may be seen in a box, with the points just outside it."""
    piece: list[Point] = []
    for start, end in pairwise(points):
        if _apart(start, end, box):
            if piece:
                yield piece
            piece = []
        else:
            piece = piece or [start]
            piece.append(end)
    if piece:
        yield piece


def _apart(start: Point, end: Point, box: Box) -> bool:
    west, east = sorted((start[0], end[0]))
    low, high = sorted((start[1], end[1]))
    return east < box[0] or west > box[2] or high < box[1] or low > box[3]


def joined(lines: Iterable[tuple[Point, Point, int]]) -> Iterator[list[int]]:
    """Yield rings of lines, each beginning where the one before ends.

    A line is its start, its end and its number.

    >>> list(joined([((0, 0), (1, 0), 7), ((1, 0), (0, 0), 8), ((5, 5), (5, 5), 9)]))
    [[7, 8], [9]]
    """
    waiting: dict[Point, list[tuple[Point, int]]] = {}
    for start, end, number in lines:
        waiting.setdefault(start, []).append((end, number))
    for start, held in waiting.items():
        while held:
            ring, here = [], start
            while waiting.get(here):
                here, number = waiting[here].pop()
                ring.append(number)
            yield ring


def area(ring: Sequence[Point]) -> float:
    """Return the area of a ring, negative where it runs clockwise.

    >>> area([(0, 0), (2, 0), (2, 2), (0, 2)])
    4.0
    """
    closed = pairwise([*ring, *ring[:1]])
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in closed) / 2


def middle(ring: Sequence[Point]) -> Point:
    """Return the centre of gravity of a ring.

    >>> middle([(0, 0), (2, 0), (2, 2), (0, 2)])
    (1.0, 1.0)
    """
    size = area(ring)
    if not size:
        return ring[0]
    x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise([*ring, *ring[:1]]):
        turn = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * turn, y + (y1 + y2) * turn
    return x / size / 6, y / size / 6


def path(points: Sequence[Point], *, closed: bool = False) -> str:
    """Return points as an SVG path in whole units; "" for what comes to less than a unit.

    >>> path([(1.2, 2), (4, 1), (6.4, 8)], closed=True)
    'M1 2l3-1 2 7z'
    """
    placed = [(round(x), round(y)) for x, y in points]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(placed)]
    moved = [(x, y) for x, y in steps if x or y]
    if len(moved) < (2 if closed else 1):
        return ""
    return f"M{_numbers(placed[:1])}l{_numbers(moved)}{'z' if closed else ''}"


def _numbers(pairs: Iterable[tuple[int, int]]) -> str:
    """Return numbers with no more between them than they need: a minus parts as well as a space."""
    words = " ".join(str(number) for pair in pairs for number in pair)
    return words.replace(" -", "-")
