"""How somebody or something stands by one report and by a later one."""

from __future__ import annotations

import pytest

from reportedly.compare.ladders import ladders
from tests.compare.accounts import Account, Told


def moved(account: Account) -> list[tuple[str, str, str]]:
    """Return the kind of each update of status with the words of the first statement of both."""
    texts = {report.id: report.text for report in account.reports}
    rows = {row.id: row for row in account.statements}

    def words(one: str) -> str:
        return rows[one].context.of(texts[rows[one].report_id])

    return [
        (row.kind, words(row.earlier[0]), words(row.later[0]))
        for row in account.updates
        if row.kind in ("moved on", "account changed")
    ]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        pytest.param(
            (3, "Diver Tomas Hallek has been missing since Sunday."),
            (4, "Tomas Hallek was found dead on Monday, the coast guard said."),
            id="missing, dead",
        ),
        pytest.param(
            (3, "Tomas Hallek was arrested in Elsund on Sunday, police said."),
            (5, "Tomas Hallek was charged with arson on Tuesday, prosecutors said."),
            id="arrested, charged",
        ),
        pytest.param(
            (3, "Mara Lind was injured in the blast, her office said."),
            (4, "Mara Lind died of her wounds in hospital, her office said."),
            id="injured, died",
        ),
        pytest.param(
            (3, "The harbour bridge in Elsund has been closed, officials said."),
            (4, "The harbour bridge in Elsund has reopened, officials said."),
            id="closed, open",
        ),
        pytest.param(
            (3, "The harbour bridge in Elsund has partly reopened, officials said."),
            (4, "The harbour bridge in Elsund has fully reopened, officials said."),
            id="partly, fully open",
        ),
        pytest.param(
            (3, "No charges have been filed yet against Tomas Hallek."),
            (3, "Tomas Hallek has been charged with arson, prosecutors said."),
            id="not yet, on one day",
        ),
        pytest.param(
            (3, "Governor Mara Lind is expected to sign the spending bill."),
            (4, "Governor Mara Lind signed the spending bill on Monday."),
            id="planned, done",
        ),
        pytest.param(
            (3, "The Elsund regatta race is scheduled for Saturday."),
            (4, "The Elsund regatta race has been cancelled, organisers said."),
            id="planned, cancelled",
        ),
    ],
)
def test_moves_on(earlier: tuple[int, str], later: tuple[int, str]) -> None:
    account = Account(("Herald", *earlier), ("Courier", *later))
    found = moved(account)
    assert found, account.asked()
    assert found[0] == ("moved on", earlier[1], later[1])
    assert account.kinds() == []
    flagged = {row.question_id for row in account.statuses if "updated" in row.flags}
    assert flagged == {row.question_id for row in account.updates}


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            (
                ("Herald", 3, "Tomas Hallek was arrested in Elsund on Sunday, police said."),
                ("Courier", 5, "Joren Falk was charged with arson on Tuesday, prosecutors said."),
            ),
            id="another person",
        ),
        pytest.param(
            (
                ("Herald", 3, "Tomas Hallek was charged with arson, prosecutors said."),
                ("Courier", 5, "Tomas Hallek was arrested in Elsund on Sunday, police said."),
            ),
            id="told backwards",
        ),
        pytest.param(
            (
                ("Herald", 3, "Tomas Hallek was arrested in Elsund on Sunday, police said."),
                ("Courier", 5, "Tomas Hallek may be charged with arson, a lawyer said."),
            ),
            id="only possible",
        ),
        pytest.param(
            (
                ("Herald", 3, "The harbour bridge in Elsund was closed, officials said."),
                ("Courier", 4, "The railway line to Varnholm has reopened, a spokesman said."),
            ),
            id="another thing",
        ),
        pytest.param(
            (
                ("Herald", 3, "Tomas Hallek was charged with arson, prosecutors said."),
                ("Courier", 3, "Tomas Hallek was arrested in Elsund, police said."),
                ("Post", 5, "Tomas Hallek was charged with arson, prosecutors said."),
            ),
            id="told before",
        ),
        pytest.param(
            (
                ("Herald", 3, "Officials have not yet named the pilot who was killed."),
                ("Courier", 4, "The pilot, Joren Falk, died in the crash, officials said."),
            ),
            id="what is not yet is something else",
        ),
        pytest.param(
            (
                ("Herald", 3, "The wildfire above Elsund valley is spreading, wardens said."),
                ("Courier", 4, "The wildfire above Elsund valley is out of control, wardens said."),
            ),
            id="out of control is not out",
        ),
    ],
)
def test_stays(told: tuple[Told, ...]) -> None:
    assert moved(Account(*told)) == []


def test_moves_on_where_many_tell_of_one_step() -> None:
    many = [(f"Outlet {n}", 3, "Tomas Hallek was arrested, police said.") for n in range(90)]
    account = Account(*many, ("Post", 5, "Tomas Hallek was charged, prosecutors said."))
    assert {kind for kind, _, _ in moved(account)} == {"moved on"}


def test_first_account() -> None:
    account = Account(
        (
            "Herald",
            3,
            "Investigators initially thought that the hull had split. "
            "They now believe that a valve was left open.",
        )
    )
    kinds = [kind for kind, _, _ in moved(account)]
    assert kinds == ["account changed"]
    assert "What was said at first: “the hull had split”?" in account.asked()


def test_ladders_climb() -> None:
    assert all(len(ladder.steps) > 1 for ladder in ladders())
    assert all(ladder.of for ladder in ladders())
