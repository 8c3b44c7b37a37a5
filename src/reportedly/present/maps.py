"""The map: first-level regions, cropped to those that are named, as paths of an SVG.

Countries are never drawn as wholes: what is shaded is a region that reports name, and only that.
The regions of a country in which none is named are not drawn one by one. Where the ISO code of a
region belongs to another country than the one under which Natural Earth draws it, its border is
dashed and it is never shaded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.present.atlas import Atlas, Box, Point, Region, atlas, hull, line
from reportedly.present.outlines import area, cut_line, cut_ring, joined, middle, path, simplified

WIDTH = 480.0  # of the drawing, in its own units: about the pixels it gets beside its table
HEIGHTS = (260.0, 400.0)
# Kilometres: a wider map would make the regions of small countries too small to carry a number,
# a narrower one would show nothing around them.
WIDEST, NARROWEST = 2_000.0, 350.0
ROOM = 1.25  # how much more than the regions themselves is shown
# A region named by fewer reports than this share of the most there are for one does not widen the
# map: one far-off town in passing would make the place that the story is about a dot.
PASSING = 0.25
DEGREE = 111.2  # kilometres
# Units of the drawing, so what is left out is about a pixel; at 2 borders begin to look drawn
# with a ruler, at .5 the paths are half as long again.
TOLERANCE = 1.0
EDGE = 3.0  # how far beyond the drawing its areas go on
LINE = 26.0  # height of a label of two lines
ONE_LINE = 14.0
LETTER = 3.5  # half the width of a letter of a label
GAP = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A named region on the map.

    Attributes:
        code: Its ISO 3166-2 code.
        path: Its outline; "" where nothing of it is within the map.
        name: Its name as the label gives it; "" where there is room for the number alone.
        x: Where the middle of its label stands.
        y: Where the first line of its label stands; 0 where there is no room for any.
        contested: Whether it is left without shading.
    """

    code: str
    path: str
    name: str
    x: int
    y: int
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The map without its counts.

    Attributes:
        width: In its own units.
        height: In its own units.
        shapes: The named regions.
        land: All land.
        lines: Borders between regions of one country.
        borders: Borders between countries.
        dashed: Borders of regions whose country is not agreed on.
    """

    width: int
    height: int
    shapes: tuple[Shape, ...]
    land: str
    lines: str
    borders: str
    dashed: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the world is shown, and how much a step of the grid is on the drawing."""

    box: Box
    across: float
    up: float
    height: float

    def place(self, point: Point) -> Point:
        """Return where a point stands on the drawing."""
        return (point[0] - self.box[0]) * self.across, (self.box[3] - point[1]) * self.up

    @property
    def edge(self) -> Box:
        """Return the drawing itself, a little larger than what is seen of it."""
        return -EDGE, -EDGE, WIDTH + EDGE, self.height + EDGE

    def has(self, point: Point) -> bool:
        """Return whether a point lies in it."""
        return self.meets((*point, *point))

    def meets(self, box: Box) -> bool:
        """Return whether a box lies in it, at least in part."""
        west, south, east, north = self.box
        return box[0] < east and box[2] > west and box[1] < north and box[3] > south


def frame_of(reports: Mapping[str, int]) -> tuple[Frame, tuple[str, ...]] | None:
    """Return the frame around the regions that most reports name, and all regions that are in it.

    `reports` holds the number of reports by ISO 3166-2 code, most named first. None where the map
    knows none of the regions.
    """
    world = atlas()
    boxes = {code: world.main_box(world.by_code[code]) for code in reports if code in world.by_code}
    if not boxes:
        return None
    most = max(reports[code] for code in boxes)
    first, *others = boxes
    box = boxes[first]
    for code in others:
        wider = hull((box, boxes[code]))
        if reports[code] >= most * PASSING and max(_extent(wider)) <= WIDEST:
            box = wider
    frame = _framed(box)
    return frame, tuple(code for code in boxes if frame.has(_centre(boxes[code])))


def _centre(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _shrink(box: Box) -> float:
    """Return how much shorter a degree of longitude is than one of latitude."""
    latitude = (box[1] + box[3]) / 2 / atlas().grid
    return max(0.1, math.cos(math.radians(latitude)))


def _extent(box: Box) -> tuple[float, float]:
    """Return width and height in kilometres."""
    step = DEGREE / atlas().grid
    return (box[2] - box[0]) * step * _shrink(box), (box[3] - box[1]) * step


def _framed(box: Box) -> Frame:
    wide, high = (max(NARROWEST, side * ROOM) for side in _extent(box))
    height = round(min(max(WIDTH * high / wide, HEIGHTS[0]), HEIGHTS[1]))
    kilometres = max(wide / WIDTH, high / height)  # to one unit of the drawing
    step = DEGREE / atlas().grid
    up, across = step / kilometres, step * _shrink(box) / kilometres
    x, y = _centre(box)
    half, tall = WIDTH / 2 / across, height / 2 / up
    return Frame((x - half, y - tall, x + half, y + tall), across, up, height)


def draw(frame: Frame, codes: Sequence[str]) -> Drawing:
    """Return the map of the regions `codes`, most named first, and what lies around."""
    sheet = _Sheet(frame, codes)
    labels = _Labels(frame)
    return Drawing(
        width=round(WIDTH),
        height=round(frame.height),
        shapes=tuple(sheet.shape(code, labels) for code in codes),
        land=sheet.land(),
        lines=sheet.lines(sheet.is_within),
        borders=sheet.lines(sheet.is_between),
        dashed=sheet.lines(sheet.is_contested),
    )


class _Sheet:
    """The lines of the world as they stand in one frame."""

    def __init__(self, frame: Frame, codes: Sequence[str]) -> None:
        self._world: Atlas = atlas()
        self._frame = frame
        self._drawn: dict[int, list[Point]] = {}
        self._shown = {self._world.by_code[code].country for code in codes}
        self._near = [r for r in self._world.regions if frame.meets(self._world.box(r))]
        self._sides: dict[int, list[Region]] = {}
        for region in self._near:
            for ring in region.rings:
                for arc in ring:
                    self._sides.setdefault(line(arc), []).append(region)

    def _arc(self, arc: int) -> list[Point]:
        """Return a line as drawn; every area and border that has it draws the same."""
        number = line(arc)
        if number not in self._drawn:
            placed = [self._frame.place(point) for point in self._world.arcs[number]]
            self._drawn[number] = simplified(placed, TOLERANCE)
        points = self._drawn[number]
        return points if arc >= 0 else points[::-1]

    def _area(self, ring: Sequence[int]) -> list[Point]:
        """Return what of a ring is within the drawing."""
        return cut_ring([point for arc in ring for point in self._arc(arc)], self._frame.edge)

    def shape(self, code: str, labels: _Labels) -> Shape:
        """Return a region that is named."""
        region = self._world.by_code[code]
        parts = [part for ring in region.rings if (part := self._area(ring))]
        outline = "".join(path(part, closed=True) for part in parts)
        name, x, y = "", 0.0, 0.0
        if outline:
            name, x, y = labels.set(region.name, middle(max(parts, key=lambda one: abs(area(one)))))
        return Shape(
            code=code,
            path=outline,
            name=name,
            x=round(x),
            y=round(y),
            contested=region.contested,
        )

    def land(self) -> str:
        """Return all land as one area: what only one region borders on is its edge."""
        edges = (
            (*self._ends(arc), arc)
            for region in self._near
            for ring in region.rings
            for arc in ring
            if len(self._sides[line(arc)]) == 1
        )
        return "".join(path(self._area(ring), closed=True) for ring in joined(edges))

    def _ends(self, arc: int) -> tuple[Point, Point]:
        points = self._world.arcs[line(arc)]
        return (points[0], points[-1]) if arc >= 0 else (points[-1], points[0])

    def lines(self, wanted: Callable[[Sequence[Region]], bool]) -> str:
        """Return the lines whose regions on both sides are as wanted."""
        return "".join(
            path(piece)
            for arc, held in sorted(self._sides.items())
            if wanted(held) and self._frame.meets(self._world.boxes[arc])
            for piece in cut_line(self._arc(arc), self._frame.edge)
        )

    def is_contested(self, held: Sequence[Region]) -> bool:
        """Return whether a border is one that is not agreed on; that of the land is none."""
        return len(held) > 1 and any(region.contested for region in held)

    def is_between(self, held: Sequence[Region]) -> bool:
        """Return whether a border parts two countries."""
        return not self.is_contested(held) and len({region.country for region in held}) > 1

    def is_within(self, held: Sequence[Region]) -> bool:
        """Return whether a border parts two regions of a country that has a named one."""
        if len(held) < 2 or self.is_contested(held) or self.is_between(held):
            return False
        return held[0].country in self._shown


class _Labels:
    """Where labels stand so that none covers another."""

    def __init__(self, frame: Frame) -> None:
        self._height = frame.height
        self._taken: list[tuple[float, float, float, float]] = []  # middle, top, half width, height

    def set(self, name: str, at: Point) -> tuple[str, float, float]:
        """Return name and place of a label near `at`; only the number if that alone has room."""
        for words, tall in ((name, LINE), ("", ONE_LINE)):
            half = max(8.0, len(words) * LETTER)
            for x, y in self._tries(at, half, tall):
                if self._is_free(x, y, half, tall):
                    self._taken.append((x, y, half, tall))
                    return words, x, y
        return "", 0.0, 0.0

    def _tries(self, at: Point, half: float, tall: float) -> Iterator[Point]:
        x = min(max(at[0], half + GAP), WIDTH - half - GAP)
        y = min(max(at[1], ONE_LINE), self._height - tall + ONE_LINE / 2)
        for down in (0.0, 0.5, -0.5, 1.0, -1.0):
            for right in (0.0, 0.5, -0.5):
                yield x + right * half, y + down * tall

    def _is_free(self, x: float, y: float, half: float, tall: float) -> bool:
        inside = half < x < WIDTH - half and y + 1 >= ONE_LINE and y + tall < self._height + 13
        return inside and not any(
            abs(x - other) < half + room + GAP and y < top + height and top < y + tall
            for other, top, room, height in self._taken
        )
