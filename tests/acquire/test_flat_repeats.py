from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reportedly.acquire.repeats import type_repeated
from reportedly.model import Block, BlockKind, Report, Span

DAY = date(2031, 5, 6)
TOWNS = ["Delmare", "Elsund", "Harrow Bay", "Northgate"]


def report(name: str, lines: list[tuple[BlockKind, str]]) -> Report:
    blocks: list[Block] = []
    start = 0
    for kind, words in lines:
        span = Span(start, start + len(words))
        blocks.append(Block(report_id=name, span=span, kind=kind, reason="test"))
        start = span.end + 1
    text = "\n".join(words for _, words in lines)
    return Report(
        id=name,
        path=name,
        sha256="",
        text=text,
        blocks=tuple(blocks),
        published_from=DAY,
        published_until=DAY,
        published_basis="given",
    )


def paragraphs(town: str) -> list[tuple[BlockKind, str]]:
    return [
        ("headline", "Council news"),
        ("body", f"The council of {town} voted on Monday for a new bridge over the river there."),
        ("body", f"The mayor of {town} said that work on the piers would begin in the spring."),
    ]


def kinds_of(line: str, *, files: int, kind: BlockKind = "body") -> set[str]:
    reports = [report(town, [*paragraphs(town), (kind, line)]) for town in TOWNS[:files]]
    return {one.blocks[-1].kind for one in type_repeated(reports)}


@pytest.mark.parametrize(
    ("line", "files", "expected"),
    [
        pytest.param("The Echo, every morning", 3, "furniture", id="slogan"),
        pytest.param("Tell us what you think of this story.", 3, "furniture", id="to the reader"),
        pytest.param("The Echo, every morning", 2, "body", id="two files are too few"),
        pytest.param(
            "The river rose by two metres in the floods of last spring.", 4, "body", id="background"
        ),
    ],
)
def test_a_line_in_several_files(line: str, files: int, expected: str) -> None:
    assert kinds_of(line, files=files) == {expected}


def test_headlines_and_credits_keep_their_kind() -> None:
    assert kinds_of("Council news", files=3, kind="headline") == {"headline"}
    assert kinds_of("Ann Holm / NPA", files=3, kind="credit") == {"credit"}


def test_copies_of_one_report_keep_their_subheadings() -> None:
    lines = [*paragraphs("Delmare"), ("body", "What happens next")]
    reports = [report(name, [("headline", name), *lines[1:]]) for name in TOWNS]
    assert type_repeated(reports) == tuple(reports)


def test_what_was_read_of_a_day_does_not_hang_on_later_files() -> None:
    line = "The Echo, every morning"
    reports = [
        replace(
            report(town, [*paragraphs(town), ("body", line)]),
            published_from=date(2031, 5, day),
            published_until=date(2031, 5, day),
        )
        for day, town in enumerate(TOWNS, 1)
    ]
    read = type_repeated(reports)
    assert [one.blocks[-1].kind for one in read] == ["body", "body", "furniture", "furniture"]
    for number in range(len(reports)):
        assert type_repeated(reports[:number]) == read[:number]


def test_a_report_without_a_date_is_left_as_it_is() -> None:
    bare = [
        replace(report(town, [("body", "The Echo")]), published_from=None, published_until=None)
        for town in TOWNS
    ]
    assert type_repeated(bare) == tuple(bare)
