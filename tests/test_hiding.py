"""Hiding a report never raises the support of what is asked; a copy of one changes no count.

On whole stories: the example, the five articles where they are at hand, and invented cascades.
That single answers may be put together otherwise when a report is missing is no rise of what is
asked of them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from benchmarks.cascades import make_cascade
from benchmarks.news import as_report
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from reportedly.analysis import analyse
from reportedly.compare.backing import STRENGTH
from reportedly.memory import ShortMemory
from reportedly.model import Given, Picture, Report
from reportedly.reading import Reading
from reportedly.settings import Settings

FACTS = ShortMemory()  # of the cascades' reports, which many examples share


def pictures(reports: Sequence[Report], memory: ShortMemory) -> Sequence[Picture]:
    return analyse(reports, Settings(), memory=memory).pictures


def support_of(picture: Picture) -> Iterator[tuple[frozenset[str], int, str]]:
    """Yield the statements under each question, how strong its support is, and its words."""
    said = {row.id: row.statement_ids for row in picture.propositions}
    asked = {row.id: row for row in picture.questions}
    for status in picture.statuses:
        if status.proposition_id is None:
            question = asked[status.question_id]
            held = frozenset(i for key in question.proposition_ids for i in said[key])
            yield held, STRENGTH[status.support], question.text


def raised(whole: Sequence[Picture], rest: Sequence[Picture]) -> list[str]:
    """Return the questions of `rest` that are supported better than those they are part of."""
    before = [one for picture in whole for one in support_of(picture)]
    found = []
    for picture in rest:
        for held, strength, text in support_of(picture):
            shared = [(len(held & other), level) for other, level, _ in before if held & other]
            if shared and strength > max(shared)[1]:
                found.append(text)
    return found


@pytest.mark.parametrize("place", range(13))
def test_hiding_a_report_of_the_example_raises_nothing(
    place: int, example: Reading, memory: ShortMemory
) -> None:
    rest = [report for at, report in enumerate(example.reports) if at != place]
    whole = pictures(example.reports, memory)
    assert raised(whole, pictures(rest, memory)) == []


@pytest.mark.parametrize("place", range(5))
def test_hiding_one_of_the_five_articles_raises_nothing(
    place: int, kursk: Reading, memory: ShortMemory
) -> None:
    if not kursk.reports:
        pytest.skip("the articles are not at hand")
    rest = [report for at, report in enumerate(kursk.reports) if at != place]
    assert raised(pictures(kursk.reports, memory), pictures(rest, memory)) == []


@given(st.integers(2, 3), st.integers(0, 30))
@examples(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_hiding_a_report_of_a_cascade_raises_nothing(number: int, place: int) -> None:
    reports = make_cascade(number).reports
    hidden = reports[place % len(reports)].id
    rest = [report for report in reports if report.id != hidden]
    assert raised(pictures(reports, FACTS), pictures(rest, FACTS)) == []


@given(
    st.integers(2, 3),
    st.integers(0, 30),
    st.sampled_from(["Copyist", "Weekly Ledger", None]),
    st.sampled_from(["2031-05-03", "2031-05-09", None]),
    st.sampled_from(["whole", "cut"]),
)
@examples(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_copy_adds_no_origin(
    number: int, place: int, outlet: str | None, day: str | None, length: str
) -> None:
    """Whoever prints it, whenever, whole or without its end; the spelling of a name may change."""
    cascade = make_cascade(number)
    text = cascade.reports[place % len(cascade.reports)].text
    end = text.rstrip().rfind(". ") + 1 if length == "cut" else 0
    copy = as_report("copy.txt", text[: end or len(text)], Given(outlet=outlet, published=day))
    before = len(counts(pictures(cascade.reports, FACTS)))
    assert len(counts(pictures([*cascade.reports, copy], FACTS))) == before


def counts(found: Sequence[Picture]) -> list[tuple[str, str]]:
    """Return what there is of named origins."""
    named = ("speaker", "document", "footage")
    return sorted((o.kind, o.name) for one in found for o in one.origins if o.kind in named)


def test_an_exact_copy_of_an_example_report_adds_no_origin(
    example: Reading, memory: ShortMemory
) -> None:
    first = example.reports[3]
    copy = replace(first, id=f"{first.id}-copy", path="copy.txt", outlet="Copyist", url=None)
    before = counts(pictures(example.reports, memory))
    assert counts(pictures([*example.reports, copy], memory)) == before
