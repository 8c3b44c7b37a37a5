"""What a denial denies, wherever that was said."""

from __future__ import annotations

import time
from datetime import date

import pytest

from reportedly.compare.accusations import Accusations, points_to_telling
from reportedly.compare.material import Material
from reportedly.model import Predicate, Report, Span, Statement
from tests.compare.accounts import Account

MANY = 6_000
SOLD = "Minister Daria Pylat said Norland had sold weapons to the rebels of Orlen."


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("the allegations", True),
        ("all of the claims", False),
        ("those media reports", True),
        ("the report on the fire", False),
        ("service to a customer", False),
        ("that the bridge was unsafe", False),
    ],
)
def test_a_word_for_telling_alone_points_back(words: str, points: bool) -> None:
    assert points_to_telling(words) is points


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        pytest.param(
            (("Herald", 3, f"{SOLD} Norland denies it did anything wrong."),),
            "norland had sold weapons",
            id="what stands before and names whoever denies",
        ),
        pytest.param(
            (
                (
                    "Herald",
                    3,
                    "The mayor of Velisk said the lieutenant governor had threatened to withhold "
                    "aid. The letter was sent in May. The lieutenant governor, Kira Dahl, denied "
                    "the allegations.",
                ),
            ),
            "had threatened",
            id="a role, two sentences before",
        ),
        pytest.param(
            (
                ("Herald", 3, SOLD),
                ("Courier", 4, "Norland denied that it had sold any weapons to rebels in Orlen."),
            ),
            "sold weapons",
            id="the same in another report",
        ),
        pytest.param(
            (("Herald", 3, f"{SOLD} “Those claims are entirely false,” Norland said."),),
            "norland had sold weapons",
            id="called false",
        ),
        pytest.param(
            (("Herald", 3, f"{SOLD} The florist denied service to a couple from Norland."),),
            None,
            id="a service is no statement",
        ),
        pytest.param(
            (("Herald", 3, f"{SOLD} Norland rejected the offer of talks."),),
            None,
            id="nor is an offer",
        ),
        pytest.param(
            (("Herald", 3, "The ferry sank off Elsund, police said. Norland denied the reports."),),
            None,
            id="what stands before but names nobody",
        ),
    ],
)
def test_denials(told: tuple[tuple[str, int, str], ...], denied: str | None) -> None:
    account = Account(*told)
    texts = {report.id: report.text for report in account.reports}
    words = [
        " ".join(span.of(texts[row.report_id]) for span in row.content).lower()
        for denial in account.denials
        for row in account.statements
        if row.id in denial.denies
    ]
    assert len(words) == (denied is not None)
    assert all(denied in found for found in words if denied)
    assert account.kinds() == (["denial"] if denied else [])


def test_one_accusation_is_not_denied_with_another() -> None:
    account = Account(
        (
            "Herald",
            3,
            f"{SOLD} Norland denied the claim. Mayor Ana Reis said Sundria had paid the rebels of "
            "Orlen for weapons. Sundria denied the claim.",
        )
    )
    assert [len(row.denies) for row in account.denials] == [1, 1]
    assert len({row.denies for row in account.denials}) == 2


def test_thousands_of_denials_in_one_report() -> None:
    text = "Norland sold weapons. " * MANY
    report = Report(id="r", path="r.txt", sha256="", text=text, published_from=date(2025, 3, 3))
    rows = [
        Statement(
            id=f"s{n}",
            report_id="r",
            attribution_id=None,
            kind="indirect",
            content=(Span(22 * n, 22 * n + 20),),
            context=Span(22 * n, 22 * n + 20),
            speaker=f"Speaker {n}",
            act="deny" if n % 2 else "say",
            terms=("norland", "sell", "weapon"),
            predicates=(Predicate(lemma="sell", span=Span(22 * n, 22 * n + 20)),),
        )
        for n in range(MANY)
    ]
    found = Accusations(Material([report], rows, (), (), (), ()))
    started = time.process_time()
    for row in rows:
        if row.act == "deny":
            found.denied_by(row)
    assert time.process_time() - started < 10
