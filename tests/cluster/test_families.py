from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from reportedly.cluster.families import group_families
from reportedly.model import Copy, SharedRun, SharedRuns, Span


def copy(a: str, b: str, kind: Literal["copy", "partial", "version"] = "copy") -> Copy:
    return Copy(
        id=f"{a}{b}",
        a=a,
        b=b,
        containment_a=1.0,
        containment_b=1.0,
        runs=SharedRuns(),
        kind=kind,
        direction="not shown",
        reason="",
        score=1.0,
    )


def walk(links: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return connected components by plain search, as an oracle."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in links:
        near[a].add(b)
        near[b].add(a)
    found: set[tuple[str, ...]] = set()
    for start in near:
        seen, waiting = {start}, [start]
        while waiting:
            for other in near[waiting.pop()] - seen:
                seen.add(other)
                waiting.append(other)
        found.add(tuple(sorted(seen)))
    return sorted(family for family in found if len(family) > 1)


def test_a_round_up_joins_no_families() -> None:
    links = [copy("a", "b"), copy("c", "d", "version"), copy("a", "z", "partial")]
    assert group_families([*links, copy("c", "z", "partial")]) == [("a", "b"), ("c", "d")]


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12))
def test_families_are_the_connected_components(links: list[tuple[str, str]]) -> None:
    assert group_families(copy(a, b) for a, b in links) == walk(links)


def shared(a: str, b: str, span_a: Span, span_b: Span, *, known: bool = True) -> Copy:
    """Return a copy of one run; `a` has a hundred characters of which `span_a` are shared."""
    return replace(
        copy(a, b),
        runs=SharedRuns([SharedRun(a=span_a, b=span_b)]),
        containment_a=(span_a.end - span_a.start) / 100,
        direction="a first" if known else "not shown",
    )


def test_a_report_spliced_of_two_texts_joins_only_the_one_that_it_takes_most_from() -> None:
    links = [
        shared("a", "splice", Span(0, 60), Span(0, 60)),
        shared("b", "splice", Span(0, 50), Span(60, 110)),
        shared("a", "a2", Span(0, 100), Span(0, 100)),
        shared("b", "b2", Span(0, 100), Span(0, 100)),
    ]
    assert group_families(links) == [("a", "a2", "splice"), ("b", "b2")]


def test_two_halves_of_one_text_are_of_its_family() -> None:
    """Also where no date shows which came first: each half lies wholly in the text."""
    halves = [
        shared("half1", "text", Span(0, 95), Span(0, 95), known=False),
        shared("half2", "text", Span(0, 95), Span(100, 195), known=False),
    ]
    assert group_families(halves) == [("half1", "half2", "text")]


def test_many_copies_of_one_wire_are_one_family() -> None:
    links = [shared("wire", f"paper{n}", Span(n, 60 + n), Span(0, 60)) for n in range(30)]
    assert len(group_families(links)) == 1
