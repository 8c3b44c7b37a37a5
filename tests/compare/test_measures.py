"""Ages, sizes and sums of one person or thing, prices, and figures that are put right."""

from __future__ import annotations

import pytest

from tests.compare.accounts import Account, Told


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        pytest.param(
            [
                ("Herald", 3, "Police arrested Karl Brandt, 31, in Elsund on Sunday."),
                ("Courier", 3, "Karl Brandt, a 34-year-old carpenter, was arrested in Elsund."),
            ],
            "How old is Karl Brandt?",
            id="two ages of one person",
        ),
        pytest.param(
            [
                ("Herald", 3, "The driver took a 19-ton delivery truck to the market."),
                ("Courier", 3, "A 25-ton, unmarked truck ran into the market."),
            ],
            "How many tons is the truck put at?",
            id="two weights of one truck",
        ),
        pytest.param(
            [
                ("Herald", 3, "Harlow Bank had $31.2 billion in foreign earnings at the end of "
                 "2024, a filing said."),
                ("Courier", 3, "Harlow Bank had $32.6 billion in undistributed earnings at the "
                 "end of 2024, analyst Leo Paz said."),
            ],
            "How much are the earnings put at?",
            id="two sums of one thing, owner and time",
        ),
        pytest.param(
            [
                ("Herald", 3, "Police arrested Karl Brandt, 31, and his son Otto Brandt, 12."),
                ("Courier", 3, "Otto Brandt, 12, was seen in Elsund, police said."),
            ],
            None,
            id="two persons of one name",
        ),
        pytest.param(
            [
                ("Herald", 3, "A 19-ton truck and a 25-ton truck ran into the market."),
                ("Courier", 3, "A 25-ton truck ran into the market."),
            ],
            None,
            id="two trucks",
        ),
        pytest.param(
            [
                ("Herald", 3, "Sundholm added a 36-yard field goal on the next drive."),
                ("Courier", 3, "Jake Ellison made a 48-yard field goal against Velby late on."),
            ],
            None,
            id="two goals of two teams",
        ),
        pytest.param(
            [
                ("Herald", 28, "Veliska launched three missiles from its coast on Saturday, the "
                 "army of Sundria said."),
                ("Courier", 28, "Veliska fired two missiles from its coast, one after the other, "
                 "in the first days of March, the coast guard said."),
            ],
            None,
            id="two deeds of two days",
        ),
        pytest.param(
            [
                ("Herald", 3, "Veliska launched three missiles from its coast, the army said."),
                ("Courier", 3, "Veliska threatened to launch four missiles from its coast."),
            ],
            None,
            id="a deed and a threat",
        ),
        pytest.param(
            [
                ("Herald", 3, "Harlow Bank had $31.2 billion in earnings in 2023, a filing said."),
                ("Courier", 3, "Harlow Bank had $32.6 billion in earnings in 2024, Leo Paz said."),
            ],
            None,
            id="sums of two years",
        ),
        pytest.param(
            [
                ("Herald", 3, "Harlow Bank faces a fine of $2 million, a lawyer said."),
                ("Courier", 3, "Merton Bank faces a fine of $3 million, Leo Paz said."),
            ],
            None,
            id="the fines of two firms",
        ),
        pytest.param(
            [
                ("Herald", 3, "The share price fell to $254 on Monday, Harlow Bank said."),
                ("Courier", 3, "The share price fell to $231 on Monday, Leo Paz said."),
            ],
            None,
            id="two hours of one price",
        ),
    ],
)  # fmt: skip
def test_conflicts(told: list[Told], asked: str | None) -> None:
    account = Account(*told)
    against = {row.question_id for row in account.conflicts}
    texts = [row.text for row in account.questions if row.id in against]
    assert texts == ([asked] if asked else [])


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        pytest.param(
            [
                ("Herald", 3, "Ana Reis got a bill of $284 billion from the power company. The "
                 "amount was quickly corrected to $284.46, a spokesman said."),
                ("Courier", 3, "Ana Reis got a bill of $284 billion."),
            ],
            "corrected",
            id="a sum put right in the same report",
        ),
        pytest.param(
            [
                ("Herald", 3, "At least 60 people were killed in the attack in Elsund."),
                ("Courier", 3, "At least 84 people were killed in the attack, officials said."),
                ("Gazette", 4, "At least 84 people were killed in the attack in Elsund."),
            ],
            "refined",
            id="a toll that was told on both days",
        ),
        pytest.param(
            [
                ("Herald", 3, "The price of Elcoin fell to $10,925 on Monday."),
                ("Courier", 9, "The price of Elcoin fell to $6,500 on Sunday."),
            ],
            "superseded",
            id="a price of another day",
        ),
    ],
)  # fmt: skip
def test_updates(told: list[Told], kind: str) -> None:
    account = Account(*told)
    assert [row.kind for row in account.updates] == [kind]
    assert not account.conflicts
