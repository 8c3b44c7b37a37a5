"""Stories that leave little to compare, or far too much."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from reportedly.compare.answers import Answer
from reportedly.compare.frames import frame_of
from reportedly.compare.groups import Group
from reportedly.compare.material import Material
from reportedly.compare.opposition import opposed
from reportedly.compare.recurring import find_recurring
from reportedly.model import Figure, Predicate, Report, Span, Statement
from tests.compare.accounts import Account

FERRY = "The ferry ran aground off Elsund on Monday. Four people were killed, the mayor said."
MANY = 10_000


def material(*texts: str) -> Material:
    reports = [
        Report(
            id=f"r{n}",
            path=f"{n}.txt",
            sha256="",
            text=text,
            outlet=f"Outlet {n}",
            published_from=date(2025, 3, 3),
            published_until=date(2025, 3, 3),
        )
        for n, text in enumerate(texts)
    ]
    statements = [
        Statement(
            id=f"s{n}",
            report_id=one.id,
            attribution_id=None,
            kind="own voice",
            content=(Span(0, len(one.text)),),
            context=Span(0, len(one.text)),
            predicates=(Predicate(lemma="tell", span=Span(0, len(one.text))),),
        )
        for n, one in enumerate(reports)
    ]
    return Material(reports, statements, (), (), (), ())


def test_one_report_has_no_conflict_and_nothing_recurs() -> None:
    account = Account(("Herald", 3, FERRY))
    assert not account.conflicts
    assert "What else do several reports say?" not in account.asked()


def test_reports_that_agree_on_all_have_no_conflict() -> None:
    account = Account(("Herald", 3, FERRY), ("Courier", 3, FERRY), ("Bee", 4, FERRY))
    assert not account.conflicts
    assert not account.updates


def test_who_quotes_himself_stands_against_nobody() -> None:
    account = Account(
        (
            "Herald",
            3,
            "“The bridge is safe,” mayor Oro Tamm said. “I said the bridge is safe and I say it "
            "again: the bridge is safe,” Tamm said.",
        ),
        ("Courier", 3, "Mayor Oro Tamm recalled saying that the bridge was safe."),
    )
    assert not account.conflicts


def test_figures_without_units_are_not_weighed() -> None:
    account = Account(
        ("Herald", 3, "It was 40 at the gate, the guard said. It went to 7."),
        ("Courier", 3, "It was 12 at the gate, the mayor said. It went to 9."),
    )
    assert not [row for row in account.conflicts if row.kind == "figures"]


def test_satire_and_opinion_stand_against_nobody() -> None:
    account = Account(
        ("Herald", 3, FERRY),
        (
            "Turnip",
            3,
            "The ferry ran aground because it was bored. Some four thousand people were killed by "
            "the mere sight of it. Nobody should be surprised.",
        ),
        ("Courier", 4, "Opinion: four deaths are four too many, and the levy is to blame for all."),
    )
    assert not account.conflicts


@pytest.mark.parametrize(
    ("frame", "figures"), [("foreknowledge", 0), ("killed", 40), ("killed", MANY)]
)
def test_ten_thousand_statements_on_one_question(frame: str, figures: int) -> None:
    told = material(*(f"The ferry {n} sank off the island of Elsund" for n in range(MANY)))
    answers = tuple(
        Answer(
            statement_id=f"s{n}",
            report_id=f"r{n}",
            frame=frame,
            figure=Figure(
                id=f"f{n}",
                report_id=f"r{n}",
                span=Span(0, 1),
                low=1.0 + n % figures,
                high=1.0 + n % figures,
            )
            if figures
            else None,
            stance="-" if n % 2 and not figures else "+",
            at=0,
            day_from=date(2025, 3, 3),
            day_until=date(2025, 3, 3),
            terms=frozenset({f"word{n}", "ferry", "island"}),
        )
        for n in range(MANY)
    )
    group = Group(
        id="q",
        frame=frame_of(frame),
        actor=None,
        counted=None,
        topic=None,
        word=None,
        propositions=tuple(answers[first :: figures or MANY] for first in range(figures or MANY)),
    )
    started = time.process_time()
    opposed(group, told)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("texts", "recur"),
    [
        pytest.param(
            (
                "A ferry ran aground on rocks off Elsund on Monday",
                "The ferry ran aground on Monday on the rocks near Elsund",
                "The council of Elsund will vote on a new harbour levy",
                "Prices of grain rose for the third week in Varnholm",
            ),
            [{"s0", "s1"}],
            id="one thing in other words",
        ),
        pytest.param(
            ("The mayor of Elsund resigned", "The mayor of Elsund opened the new library"),
            [],
            id="only the names are shared",
        ),
        pytest.param(
            (
                "The harbour master was dismissed over the forged tonnage ledgers",
                "Auditors found forged tonnage ledgers and the harbour master was dismissed, "
                "while divers raised the sunken dredger Halvine",
                "Divers raised the sunken dredger Halvine at dawn",
                "Prices of grain rose for the third week in Varnholm",
            ),
            [{"s0", "s1"}, {"s1", "s2"}],
            id="one statement that says two things",
        ),
        pytest.param(("", "..."), [], id="no words"),
    ],
)
def test_what_recurs(texts: tuple[str, ...], recur: list[set[str]]) -> None:
    found: dict[str | None, set[str]] = {}
    for answer in find_recurring((), material(*texts)):
        found.setdefault(answer.topic, set()).add(answer.statement_id)
    assert list(found.values()) == recur


def test_a_phrase_without_a_predicate_says_nothing() -> None:
    told = material("the forged tonnage ledgers of Elsund", "the forged tonnage ledgers of Elsund")
    bare = [replace(one, predicates=()) for one in told.statements.values()]
    phrases = Material(list(told.reports.values()), bare, (), (), (), ())
    assert not list(find_recurring((), phrases))


def test_thousands_of_copies_of_a_few_statements() -> None:
    texts = [f"The dredger no{n % 50}b raised sunken timber off Elsund" for n in range(4_000)]
    told = material(*texts)
    started = time.process_time()
    found = list(find_recurring((), told))
    assert time.process_time() - started < 10
    assert len({answer.topic for answer in found}) == 50


def test_what_another_question_brings_together_is_not_said_twice() -> None:
    told = material(
        "A ferry ran aground on rocks off Elsund on Monday",
        "The ferry ran aground on Monday on the rocks near Elsund",
        "Prices of grain rose for the third week in Varnholm",
    )
    assert not list(find_recurring([{"s0", "s1"}], told))
