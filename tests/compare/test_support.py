"""How each proposition stands, by the printed rules."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reportedly.compare.backing import Backing, Origins
from reportedly.model import Copy, Derivation, Origin, OriginKind, Report, Span, Statement

Line = tuple[str, str | None, str | None, OriginKind]  # report, origin, side, kind of origin


def backing(
    *lines: Line, copies: Sequence[tuple[str, str]] = (), chained: Sequence[str] = ()
) -> Backing:
    """Return the support of statements, one a line; `chained` origins rest on one statement."""
    reports = {
        name: Report(id=name, path=name, sha256="", text="x" * 9, outlet=name) for name, *_ in lines
    }
    statements: list[Statement] = []
    origins: dict[str, Origin] = {}
    for number, (report, origin, side, kind) in enumerate(lines):
        id_ = f"s{number}"
        statements.append(
            Statement(
                id=id_,
                report_id=report,
                attribution_id=None,
                kind="own voice" if origin is None else "indirect",
                content=(Span(0, 5),),
                context=Span(0, 5),
                speaker=origin,
            )
        )
        if origin is not None:
            known = origins.get(origin)
            origins[origin] = Origin(
                id=origin,
                story_id="s",
                name=origin,
                kind=kind,
                side=side,
                statement_ids=(*(known.statement_ids if known else ()), id_),
                report_ids=(*(known.report_ids if known else ()), report),
            )
    derivations = [
        Derivation(
            id=f"d{name}", story_id="s", report_id="r", statement_id="s0", on=name, kind="speech",
            value="same", reason="",
        )
        for name in chained
    ]  # fmt: skip
    rows = [
        Copy(
            id=f"{a}{b}", a=a, b=b, containment_a=1, containment_b=1, runs=(), kind="copy",
            direction="a first", reason="", score=1,
        )
        for a, b in copies
    ]  # fmt: skip
    book = Origins(list(reports.values()), statements, list(origins.values()), derivations, rows)
    return book.backing([statement.id for statement in statements])


@pytest.mark.parametrize(
    ("lines", "copies", "support"),
    [
        pytest.param([("a", None, None, "outlet")], [], "unattributed", id="own voice, once"),
        pytest.param([("a", "Ruud", "Velisk", "speaker")], [], "single", id="one origin, once"),
        pytest.param([("a", "officials", None, "unnamed")], [], "single", id="unnamed, once"),
        pytest.param(
            [("a", None, None, "outlet"), ("b", None, None, "outlet")],
            [],
            "reported",
            id="two desks, no source",
        ),
        pytest.param(
            [("a", None, None, "outlet"), ("b", None, None, "outlet")],
            [("a", "b")],
            "repeated",
            id="one copies the other",
        ),
        pytest.param(
            [("a", "Ruud", "Velisk", "speaker"), ("b", None, None, "outlet")],
            [],
            "reported",
            id="one names an origin, the other none",
        ),
        pytest.param(
            [("a", "Ruud", "Velisk", "speaker"), ("b", "Ruud", "Velisk", "speaker")],
            [],
            "repeated",
            id="one speaker in two reports",
        ),
        pytest.param(
            [("a", "Ruud", "Velisk", "speaker"), ("b", "Vest", "Velisk", "speaker")],
            [],
            "several origins",
            id="two speakers of one side",
        ),
        pytest.param(
            [("a", "Ruud", "Velisk", "speaker"), ("b", "Pylat", "Sundria", "speaker")],
            [],
            "corroborated",
            id="two sides",
        ),
        pytest.param(
            [("a", "Ruud", None, "speaker"), ("b", "Pylat", "Sundria", "speaker")],
            [],
            "several origins",
            id="a side that is not known is not shown to be another",
        ),
        pytest.param(
            [("a", "officials", "Velisk", "unnamed"), ("b", "sources", "Sundria", "unnamed")],
            [],
            "reported",
            id="unnamed groups never add up",
        ),
    ],
)
def test_support(lines: list[Line], copies: list[tuple[str, str]], support: str) -> None:
    assert backing(*lines, copies=copies).support == support


def test_a_chain_is_not_two_origins() -> None:
    lines: list[Line] = [
        ("a", "Ruud", "Velisk", "speaker"),
        ("b", "Pylat", "Sundria", "speaker"),
    ]
    assert backing(*lines, chained=["Ruud", "Pylat"]).support == "several origins"


def test_an_exact_copy_adds_a_report_and_no_origin() -> None:
    once = backing(("a", "Ruud", "Velisk", "speaker"))
    twice = backing(
        ("a", "Ruud", "Velisk", "speaker"), ("b", "Ruud", "Velisk", "speaker"), copies=[("a", "b")]
    )
    assert (once.origins, twice.origins) == (1, 1)
    assert (once.reports, twice.reports) == (1, 2)
