"""Figures and times of the first real story as values, named by file and position only.

What a careful reader gets from the headline and body of the five articles, with the dates that
the story gives them. Where the articles are not at hand these tests are not collected.
"""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.analysis import analyse
from reportedly.memory import ShortMemory
from reportedly.model import Figure, Picture, Statement, TimeMention
from reportedly.present.days import statements_of
from reportedly.reading import Reading
from reportedly.settings import Settings
from tests.conftest import KURSK

pytestmark = pytest.mark.skipif(not KURSK.is_dir(), reason="the articles are not at hand")

ARTICLE = frozenset({"headline", "standfirst", "body"})
MILES = 1609.344
# (first three characters of the file name, first character), low, high, base unit, counted head
FIGURES = [
    (("000", 23), 1000, 1000, None, "troop"),
    (("000", 158), 900, 1100, None, "soldier"),
    (("000", 812), None, 6 * MILES, "metre", None),
    (("000", 1141), 1, 1, "metre", None),
    (("000", 1643), None, 8 * MILES, "metre", None),
    (("000", 2616), 288 * MILES, 352 * MILES, "metre", None),
    (("001", 1099), 1000, None, None, "troop"),
    (("002", 1218), 1000, None, None, "civilian"),
    (("003", 735), 20 * MILES, None, "metre", None),
    (("003", 817), 74, 74, None, "town"),
    (("003", 905), 1000, 2000, "metre", None),
    (("003", 1064), 100, None, None, "serviceman"),
    (("003", 2076), 180_000, 200_000, None, "people"),
    (("003", 2532), 117, 117, None, "drone"),
    (("004", 2711), 27, 33, None, "bomb"),
]
WEEK = (date(2024, 8, 5), date(2024, 8, 11))
MAY = (date(2024, 5, 1), date(2024, 5, 31))
# the same, type, value, mod, first and last day
TIMES = [
    (("000", 254), "DURATION", "P3D", "ORDINAL_DAY", None),
    (("000", 630), "DATE", "2024-08-07", None, date(2024, 8, 7)),
    (("000", 796), "DATE", "PRESENT_REF", None, None),
    (("000", 1020), "DATE", "2024-08-07", None, date(2024, 8, 7)),
    (("000", 1251), "DATE", "2024-08-08", None, date(2024, 8, 8)),
    (("000", 1873), "DATE", "2024-08-08", None, date(2024, 8, 8)),
    (("001", 232), "DATE", "XXXX-WXX-1", None, None),
    (("001", 1129), "DATE", "2024-08", "START", (date(2024, 8, 1), date(2024, 8, 31))),
    (("001", 2151), "DATE", "XXXX-WXX-6", None, None),
    (("002", 403), "DATE", "2024-08-07", None, date(2024, 8, 7)),
    (("002", 562), "DURATION", "PXM", None, None),
    (("002", 890), "DATE", "2024-05", None, MAY),
    (("002", 1367), "DATE", "PRESENT_REF", None, None),
    (("002", 1378), "DURATION", "P2D", "ORDINAL_DAY", None),
    (("003", 418), "DATE", "2024-W32", None, WEEK),
    (("003", 626), "DATE", "2024-08-06", None, date(2024, 8, 6)),
    (("003", 950), "DATE", "2024-08-14", "START", date(2024, 8, 14)),
    (("003", 1035), "DATE", "2024-08-14", None, date(2024, 8, 14)),
    (("003", 1269), "DATE", "2024-08-12", None, date(2024, 8, 12)),
    (("003", 1525), "DATE", "2024-W32", None, WEEK),
    (("003", 1640), "DATE", "2024-08-13", None, date(2024, 8, 13)),
    (("003", 2004), "DATE", "2022-02", None, (date(2022, 2, 1), date(2022, 2, 28))),
    (("003", 2022), "DATE", "PRESENT_REF", None, None),
    (("003", 2236), "DATE", "2024-08-14", None, date(2024, 8, 14)),
    (("003", 2553), "TIME", "2024-08-14TNI", None, (date(2024, 8, 13), date(2024, 8, 14))),
    (("003", 2696), "DATE", "2024-08-14", None, date(2024, 8, 14)),
    (("004", 684), "DATE", "PRESENT_REF", None, None),
    (("004", 781), "DATE", "2024-08-07", None, date(2024, 8, 7)),
    (("004", 851), "DATE", "2024-08-06", None, date(2024, 8, 6)),
    (("004", 921), "DATE", "2024-08-07", None, date(2024, 8, 7)),
    (("004", 1115), "DATE", "2024-08-07", None, date(2024, 8, 7)),
    (("004", 1260), "DATE", "2024-08-07", None, date(2024, 8, 7)),
    (("004", 1397), "DURATION", "P10Y", "MORE_THAN", None),
    (("004", 2129), "DATE", "2024-05", None, MAY),
    (("004", 2488), "SET", "P1D", None, None),
    (("004", 2583), "DATE", "2022-04", None, (date(2022, 4, 1), date(2022, 4, 30))),
    (("004", 2601), "DURATION", "P1D", None, (date(2024, 8, 6), date(2024, 8, 7))),
]
THINK_TANK, TO_THE_CAPITAL = FIGURES[2][0], FIGURES[5][0]


@pytest.fixture(scope="module")
def latest(kursk: Reading, memory: ShortMemory) -> Picture:
    [picture] = analyse(kursk.reports, Settings(), memory=memory).pictures
    return picture


def report_id(picture: Picture, prefix: str) -> str:
    [found] = [r.id for r in picture.reports if r.path.rsplit("/", 1)[-1].startswith(prefix)]
    return found


def figure_at(picture: Picture, place: tuple[str, int]) -> Figure:
    prefix, start = place
    of = report_id(picture, prefix)
    [found] = [f for f in picture.figures if f.report_id == of and f.span.start == start]
    return found


def time_at(picture: Picture, place: tuple[str, int]) -> TimeMention:
    prefix, start = place
    of = report_id(picture, prefix)
    [found] = [t for t in picture.times if t.report_id == of and t.span.start == start]
    return found


def saying(picture: Picture, figure: Figure) -> list[Statement]:
    return [statement for statement in picture.statements if figure.id in statement.figures]


def in_article(picture: Picture, of: str, start: int) -> bool:
    [report] = [report for report in picture.reports if report.id == of]
    return any(
        block.kind in ARTICLE and block.span.start <= start < block.span.end
        for block in report.blocks
    )


@pytest.mark.parametrize(
    ("place", "low", "high", "unit", "head"),
    [pytest.param(*row, id=str(row[0])) for row in FIGURES],
)
def test_figures(
    latest: Picture,
    place: tuple[str, int],
    low: float | None,
    high: float | None,
    unit: str | None,
    head: str | None,
) -> None:
    found = figure_at(latest, place)
    ends = (found.base_low, found.base_high) if unit else (found.low, found.high)
    for end, expected in zip(ends, (low, high), strict=True):
        assert end == (None if expected is None else pytest.approx(expected))
    assert (found.base_unit, found.counted_head) == (unit, head)


@pytest.mark.parametrize(
    ("place", "kind", "value", "mod", "days"), [pytest.param(*row, id=str(row[0])) for row in TIMES]
)
def test_times(
    latest: Picture,
    place: tuple[str, int],
    kind: str,
    value: str,
    mod: str | None,
    days: date | tuple[date, date] | None,
) -> None:
    found = time_at(latest, place)
    assert (found.type, found.value, found.mod) == (kind, value, mod)
    expected = days if isinstance(days, tuple) else (days, days)
    assert (found.day_from, found.day_until) == expected


def test_no_other_figures_and_times_are_in_the_articles(latest: Picture) -> None:
    durations = {(report_id(latest, "004"), 1397)}  # more than ten years: listed among the times
    wanted = {(report_id(latest, prefix), start) for (prefix, start), *_ in FIGURES} | durations
    found = {(figure.report_id, figure.span.start) for figure in latest.figures}
    assert {one for one in found if in_article(latest, *one)} == wanted
    wanted = {(report_id(latest, prefix), start) for (prefix, start), *_ in TIMES}
    found = {(time.report_id, time.span.start) for time in latest.times}
    assert {one for one in found if in_article(latest, *one)} == wanted


def test_the_think_tank_gives_an_upper_bound_by_8_august(latest: Picture) -> None:
    figure = figure_at(latest, THINK_TANK)
    [statement] = saying(latest, figure)
    assert statement.speaker == "Institute for the Study of War"
    assert figure.base_low is None
    assert figure.base_high == pytest.approx(9656, abs=1)
    [report] = [report for report in latest.reports if report.id == figure.report_id]
    assert report.published_until == date(2024, 8, 8)
    [asked] = [q for q, ids in statements_of(latest).items() if statement.id in ids]
    [question] = [question for question in latest.questions if question.id == asked]
    assert question.kind == "how far"


def test_the_distance_to_the_capital_is_compared_with_nothing(latest: Picture) -> None:
    figure = figure_at(latest, TO_THE_CAPITAL)
    assert figure.id not in {proposition.figure_id for proposition in latest.propositions}
    asked = {one for ids in statements_of(latest).values() for one in ids}
    assert asked.isdisjoint(statement.id for statement in saying(latest, figure))
