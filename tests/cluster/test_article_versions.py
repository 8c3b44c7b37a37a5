"""Which captures are one article, which came first, and what changed between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.cluster.changes import find_changes
from reportedly.cluster.versions import VersionSettings, article_address, find_versions
from reportedly.model import Block, BlockKind, Change, Report, Span, Version
from reportedly.text import words_of

SETTINGS = VersionSettings()
ADDRESS = "https://echo.example/2025/03/ferry-stopped"
TITLE = "Ferry to Arnvik stopped after engine fire"
FIRE = (
    "The ferry to Arnvik was stopped on Monday after a fire in its engine room.",
    "Two people were hurt, the harbour master, Tora Lind, said on Monday evening.",
    "The ferry carries about 300 passengers a day between Arnvik and the islands.",
)


def at(hour: int, day: int = 4) -> datetime:
    return datetime(2025, 3, day, hour, tzinfo=UTC)


def report(
    name: str,
    *lines: str,
    url: str | None = ADDRESS,
    title: str | None = TITLE,
    outlet: str | None = "Arnvik Echo",
    revised: datetime | None = None,
    captured: datetime | None = None,
    published: date | None = date(2025, 3, 4),
    around: str = "",
) -> Report:
    """A page with its headline, one paragraph a line, and furniture below."""
    parts: list[tuple[BlockKind, str]] = [("headline", title or ""), ("body", "\n".join(lines))]
    text, blocks = "", []
    for kind, words in [*parts, ("furniture", around)]:
        if words:
            span = Span(len(text), len(text) + len(words))
            blocks.append(Block(report_id=name, span=span, kind=kind, reason="test"))
            text += words + "\n"
    return Report(
        id=name,
        path=f"{name}.html",
        sha256=name,
        text=text,
        url=url,
        title=title,
        outlet=outlet,
        revised_at=revised,
        captured_at=captured,
        published_from=published,
        published_until=published,
        blocks=tuple(blocks),
    )


def versions(*reports: Report) -> list[Version]:
    return list(find_versions(reports, SETTINGS))


def steps(found: Sequence[Version]) -> list[tuple[str, str]]:
    return [(version.earlier, version.later) for version in found]


def in_words(version: Version, *reports: Report) -> list[tuple[str, str]]:
    texts = {one.id: one.text for one in reports}
    return [
        (words_of(c.removed, texts[version.earlier]), words_of(c.added, texts[version.later]))
        for c in version.changes
    ]


# --- which captures are one article --------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        pytest.param("http://Echo.example/a", "https://www.echo.example/a/#t", True, id="form"),
        pytest.param("https://echo.example/a?utm_id=x", "https://m.echo.example/a", True, id="id"),
        pytest.param("https://echo.example/a/amp", "https://echo.example/a", True, id="amp"),
        pytest.param("https://echo.example/?p=1", "https://echo.example/?p=2", False, id="numbers"),
        pytest.param("https://echo.example/a", "https://echo.example/b", False, id="paths"),
        pytest.param("http://e.example/a?x=1&y=2", "http://e.example/a?y=2&x=1", True, id="sort"),
    ],
)  # fmt: skip
def test_addresses_of_one_page(one: str, two: str, same: bool) -> None:
    assert (article_address(one) == article_address(two)) is same


@pytest.mark.parametrize("url", [None, "", "https://echo.example/", "https://[echo/a", "/a/b"])
def test_what_is_no_address_of_a_page(url: str | None) -> None:
    assert article_address(url) is None


@given(st.text(max_size=50))
def test_no_address_breaks_it(url: str) -> None:
    article_address(url)
    article_address(f"https://{url}")


def test_one_address_is_one_article() -> None:
    one = report("one", *FIRE, captured=at(9))
    two = report("two", *FIRE[:2], "Services resume on Tuesday.", captured=at(12))
    assert steps(versions(two, one)) == [("one", "two")]


def test_pages_that_share_only_a_wrong_address_are_no_versions() -> None:
    """Some sites give all their pages the address of one of them."""
    other = ("The council voted on Tuesday to raise the tax on sugar by a tenth.",) * 3
    one = report("one", *FIRE)
    two = report("two", *other, title="Council raises the tax on sugar")
    assert versions(one, two) == []


def test_an_article_written_anew_under_its_headline_is_the_same() -> None:
    one = report("one", FIRE[0], captured=at(9))
    two = report("two", "What is known of the fire so far, in short.", captured=at(10))
    assert steps(versions(one, two)) == [("one", "two")]


def test_without_address_outlet_headline_and_wording_must_agree() -> None:
    one = report("one", *FIRE, url=None, captured=at(9))
    two = report("two", *FIRE, "Nobody was hurt.", captured=at(12))
    assert steps(versions(one, two)) == [("one", "two")]
    for changed in (
        report("two", *FIRE, outlet="Lind Post"),
        report("two", *FIRE, title="Fire on the ferry to Arnvik"),
        report("two", "Something else was said.", "And more of it on Tuesday."),
    ):
        assert versions(one, changed) == []


def test_two_addresses_are_two_articles() -> None:
    one = report("one", *FIRE)
    two = report("two", *FIRE, url="https://echo.example/2025/03/ferry-again")
    assert versions(one, two) == []


def test_an_undecided_headline_joins_nothing() -> None:
    one = report("one", *FIRE, title="Live", url=None)
    assert versions(one, report("two", *FIRE, title="Live", url=None)) == []


def test_several_articles_and_many_versions() -> None:
    ferry = [report(f"f{n}", *FIRE, f"Line {n}.", captured=at(n)) for n in range(5)]
    tax = [
        report(f"t{n}", *FIRE[:2], url="https://echo.example/tax", captured=at(n)) for n in (1, 2)
    ]
    found = versions(*reversed(ferry), *tax)
    assert steps(found) == [("f0", "f1"), ("f1", "f2"), ("f2", "f3"), ("f3", "f4"), ("t1", "t2")]


def test_the_order_of_the_input_does_not_matter() -> None:
    reports = [report(f"r{n}", *FIRE, f"Line {n}.") for n in range(3)]
    first, *others = [versions(*order) for order in permutations(reports)]
    assert all(found == first for found in others)


# --- which came first ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        pytest.param(
            {"revised": at(9), "captured": at(20)},
            {"revised": at(11, 5), "captured": at(8, 7)},
            (date(2025, 3, 5), "revised"),
            id="the page says so",
        ),
        pytest.param(
            {"revised": at(9), "captured": at(10)},
            {"revised": at(9), "captured": at(10, 6)},
            (date(2025, 3, 6), "captured"),
            id="the captures show it",
        ),
        pytest.param(
            {"published": date(2025, 3, 4)},
            {"published": date(2025, 3, 8)},
            (date(2025, 3, 8), "published"),
            id="the days show it",
        ),
        pytest.param({}, {}, (None, "not shown"), id="nothing shows it"),
    ],
)
def test_order_and_day(
    earlier: dict[str, datetime], later: dict[str, datetime], expected: tuple[date | None, str]
) -> None:
    one = report("a", *FIRE, **earlier)  # type: ignore[arg-type]
    two = report("b", *FIRE, "More.", **later)  # type: ignore[arg-type]
    [found] = versions(two, one)
    assert steps([found]) == [("a", "b")]
    assert (found.appeared, found.basis) == expected


# --- what changed --------------------------------------------------------------------------


NOTE = "Correction: three people were hurt, not two."


@pytest.mark.parametrize(
    ("lines", "later", "kind"),
    [
        pytest.param((*FIRE, NOTE), {}, "corrected", id="a note"),
        pytest.param(FIRE, {"around": "This article was amended on 5 March."}, "corrected",
                     id="a note outside the text"),
        pytest.param((FIRE[0], FIRE[1].replace("Two", "Three"), FIRE[2]), {},
                     "changed without notice", id="a word without notice"),
        pytest.param(FIRE[:2], {}, "changed without notice", id="a paragraph gone"),
        pytest.param((*FIRE, "Services resume on Tuesday."), {}, "updated", id="a new paragraph"),
        pytest.param((FIRE[0], FIRE[1].replace("Two", "Three")), {"revised": at(15)},
                     "updated", id="a stated change"),
        pytest.param(FIRE, {"around": "Most read: the tax on sugar."}, "same words",
                     id="furniture"),
        pytest.param((*FIRE, "The minister asked for an earlier version of the bill."), {},
                     "updated", id="somebody's earlier version"),
        pytest.param((*FIRE, "Corrections officers helped to bring people ashore."), {}, "updated",
                     id="a word that only looks like a note"),
    ],
)  # fmt: skip
def test_kinds(lines: tuple[str, ...], later: dict[str, str], kind: str) -> None:
    one = report("one", *FIRE, captured=at(9))
    two = report("two", *lines, captured=at(12), **later)  # type: ignore[arg-type]
    [found] = versions(one, two)
    assert found.kind == kind
    assert (found.note is not None) is (kind == "corrected")


def test_a_note_that_was_there_before_is_no_new_one() -> None:
    one = report("one", *FIRE, NOTE, captured=at(9))
    two = report("two", FIRE[0], *FIRE[2:], NOTE, captured=at(12))
    [found] = versions(one, two)
    assert found.kind == "changed without notice"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("Fire killed 12 people.", "Fire killed at least 1,500 people.",
                     [("12", "at least 1,500")], id="a figure"),
        pytest.param("He said “no” twice.", 'He said "no" twice.', [], id="marks of another shape"),
        pytest.param("Police shot a man.", "Police shot a “man”.", [("man", "“man”")],
                     id="words put in quotation marks"),
        pytest.param("One.\nTwo.\nThree.", "One.\nThree.", [("Two.", "")], id="a line out"),
        pytest.param("One.\nTwo.", "One.\nMore.\nTwo.\nEnd.", [("", "More."), ("", "End.")],
                     id="lines in"),
        pytest.param("The old mayor of the town resigned.", "A young clerk of the bank fled.",
                     [("The old mayor of the town resigned", "A young clerk of the bank fled")],
                     id="a sentence written anew is one change"),
        pytest.param("", "New.", [("", "New.")], id="from nothing"),
        pytest.param("A b\nc d e f.", "A b c\nd e f.", [], id="lines broken elsewhere"),
    ],
)  # fmt: skip
def test_changes_in_words(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    one, two = report("one", before, title=None), report("two", after, title=None)
    found = find_changes(one, two, SETTINGS.most_cells)
    words = [(words_of(c.removed, one.text), words_of(c.added, two.text)) for c in found]
    assert words == expected


def test_a_change_does_not_run_over_what_stands_between_two_blocks() -> None:
    text = "One line.\nAn advert.\nTwo line."
    kinds: list[tuple[BlockKind, Span]] = [
        ("body", Span(0, 9)), ("furniture", Span(10, 20)), ("body", Span(21, 30)),
    ]  # fmt: skip
    blocks = tuple(Block(report_id="x", span=s, kind=kind, reason="") for kind, s in kinds)
    later = Report(id="x", path="x", sha256="x", text=text, blocks=blocks)
    [change] = find_changes(report("one", "", title=None), later, 1_000)
    assert change == Change(removed=(), added=(Span(0, 9), Span(21, 30)))


def test_long_stretches_are_given_whole_and_quickly() -> None:
    one = report("one", "a b " * 5_000, title=None)
    two = report("two", "b a c " * 5_000, title=None)
    [change] = find_changes(one, two, SETTINGS.most_cells)
    assert len(change.removed) == len(change.added) == 1


words = st.lists(st.sampled_from(["a", "b", "“c”", "1,000", ".", "\n"]), max_size=30)


@given(words, words)
def test_what_is_left_of_both_is_the_same(before: list[str], after: list[str]) -> None:
    """Every changed span lies in its text, in order; without them the two read alike."""
    one = report("one", " ".join(before), title=None)
    two = report("two", " ".join(after), title=None)
    found = find_changes(one, two, SETTINGS.most_cells)
    left = [_without(one, [p for c in found for p in c.removed])]
    left.append(_without(two, [p for c in found for p in c.added]))
    assert left[0] == left[1]


def _without(report: Report, pieces: list[Span]) -> str:
    assert pieces == sorted(pieces)
    kept, at = "", 0
    for piece in pieces:
        assert at <= piece.start < piece.end <= len(report.text)
        kept += report.text[at : piece.start]
        at = piece.end
    return "".join((kept + report.text[at:]).split())
