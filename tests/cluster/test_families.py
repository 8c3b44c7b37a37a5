from __future__ import annotations

from collections import defaultdict
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from reportedly.cluster.families import group_families
from reportedly.model import Copy


def copy(a: str, b: str, kind: Literal["copy", "partial", "version"] = "copy") -> Copy:
    return Copy(
        id=f"{a}{b}",
        a=a,
        b=b,
        containment_a=1.0,
        containment_b=1.0,
        runs=(),
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
