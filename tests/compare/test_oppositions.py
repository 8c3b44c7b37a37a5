"""What contradicts what, what merely came later, and what is neither."""

from __future__ import annotations

import pytest

from tests.compare.accounts import Account, Told

SLICK = "The slick has spread {} along the shore, the Delmar Institute said."


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        pytest.param(
            [
                ("Herald", 3, "Seven people were killed, Velisk's interior ministry said."),
                ("Courier", 3, "More than 20 people were killed, Sundria's army said."),
            ],
            ["figures"],
            id="two sides, one day, ranges that do not meet",
        ),
        pytest.param(
            [
                ("Herald", 3, "More than 20 people died, Sundria's state television said."),
                ("Courier", 4, "“There are not 20 dead here,” mayor Henrike Ald said."),
            ],
            ["polarity"],
            id="a figure negated",
        ),
        pytest.param(
            [
                ("Herald", 3, "No one was injured in the blast, police said."),
                ("Courier", 3, "Three people were injured in the blast, mayor Ana Reis said."),
            ],
            ["polarity"],
            id="nobody and somebody",
        ),
        pytest.param(
            [
                ("Herald", 3, "Nobody was killed in the blast, police said."),
                ("Courier", 5, "Three people were killed in the blast, mayor Ana Reis said."),
            ],
            [],
            id="nobody yet",
        ),
        pytest.param(
            [
                ("Herald", 3, "None of the injuries was fatal, police said."),
                ("Courier", 3, "Three people were injured in the blast, mayor Ana Reis said."),
            ],
            [],
            id="none of those who are counted",
        ),
        pytest.param(
            [
                ("Herald", 3, "The sprinklers had been out of order since January, a worker said."),
                ("Courier", 4, "The company denied that its sprinklers were out of order."),
            ],
            ["denial"],
            id="denied in other words",
        ),
        pytest.param(
            [
                (
                    "Herald",
                    3,
                    "Oil had reached the beach at Orlen, minister Daria Pylat said. "
                    "The coast guard denied it.",
                )
            ],
            ["denial"],
            id="denied by a pronoun",
        ),
        pytest.param(
            [
                ("Herald", 3, "Norland's troops have advanced six miles, the institute said."),
                ("Courier", 3, "“The enemy has not advanced a single metre,” Velisk's army said. "
                 "Its troops were holding the border, the army said."),
            ],
            ["polarity"],
            id="advanced and not a single metre",
        ),
        pytest.param(
            [
                ("Herald", 3, SLICK.format("12 kilometres")),
                ("Courier", 4, SLICK.format("12 miles")),
            ],
            ["figures"],
            id="one number of one speaker in two units",
        ),
        pytest.param(
            [
                ("Herald", 3, "The aim of the attack was to cut the army's fuel, "
                 "interior minister Joren Vest said."),
                ("Courier", 4, "The aim of the attack was to disrupt an exercise, officials said."),
            ],
            ["account"],
            id="two aims",
        ),
        pytest.param(
            [
                ("Herald", 3, "The first blast came at 4.40 am, fire chief Anna Ruud said."),
                ("Courier", 4, "The first blast came at 5:10 a.m., Sundria's border guard said."),
            ],
            ["attribute"],
            id="two times of day",
        ),
        pytest.param(
            [
                ("Herald", 3, "The first blast came at 4.40 am, fire chief Anna Ruud said."),
                ("Courier", 4, "The first blast came shortly before 5 am, a neighbour said."),
            ],
            [],
            id="a vague time of day",
        ),
        pytest.param(
            [
                ("Herald", 3, "Seven people were killed in the blast, fire chief Anna Ruud said."),
                ("Herald", 5, "Twelve people were killed in the blast, fire chief Anna Ruud said."),
            ],
            [],
            id="a later figure of a growing count",
        ),
        pytest.param(
            [
                ("Herald", 3, SLICK.format("12 kilometres")),
                ("Courier", 3, SLICK.format("about 7.5 miles")),
            ],
            [],
            id="the same length converted and rounded",
        ),
        pytest.param(
            [
                ("Herald", 3, SLICK.format("as much as six miles")),
                ("Courier", 9, SLICK.format("at least 20 miles")),
            ],
            [],
            id="six days later and further",
        ),
        pytest.param(
            [
                (
                    "Herald",
                    3,
                    "Twelve people were killed in the fire, the mayor said. "
                    "Five of the dead were firefighters, the police said.",
                )
            ],
            [],
            id="a part of the total",
        ),
        pytest.param(
            [
                ("Herald", 3, "12 people were killed in the attack, the mayor said."),
                ("Courier", 3, "The attacks of 13 November 2024 in Orlen killed 40 people, "
                 "police said."),
            ],
            [],
            id="the dead of another attack, months before",
        ),
        pytest.param(
            [
                ("Herald", 3, "12 people were killed in the attack, the mayor said."),
                ("Courier", 3, "In 2019, 40 people were killed in an attack, police said."),
            ],
            [],
            id="the dead of a year named first",
        ),
        pytest.param(
            [
                ("Herald", 3, "Twelve people were killed in the attack, the deadliest since 2004, "
                 "the mayor said."),
                ("Courier", 3, "At least 20 people were killed in the attack, police said."),
            ],
            ["figures"],
            id="a year that only says how long it has been",
        ),
        pytest.param(
            [
                ("Herald", 3, "Harlow Bank said it could book a $3 billion charge."),
                ("Courier", 3, "Merton Bank said it could book a $9 billion charge."),
            ],
            [],
            id="the costs of two firms",
        ),
        pytest.param(
            [
                ("Herald", 3, "Norland has in the past vowed to shoot down rockets over its "
                 "islands, officials said."),
                ("Courier", 3, "The army did not shoot down the rocket over the islands, minister "
                 "Joren Vest said."),
            ],
            [],
            id="once vowed and not done now",
        ),
        pytest.param(
            [
                ("Herald", 3, "“We parted quietly over the holidays. I mean, not ‘over the "
                 "holidays’, there was no fight,” singer Lena Orr wrote."),
                ("Courier", 3, "“We parted quietly over the holidays,” the singer wrote."),
            ],
            [],
            id="two tellings of one quotation that takes words back",
        ),
        pytest.param(
            [
                ("Herald", 3, "18 people were critically injured, police said."),
                ("Courier", 3, "Officials said 31 people were injured."),
            ],
            [],
            id="the badly hurt and all that were hurt",
        ),
        pytest.param(
            [
                ("Herald", 3, "It drew $8 million from the fund, treasurer Leo Paz said."),
                ("Courier", 3, "Of that, $3 million was drawn from the fund, Ana Reis said."),
            ],
            [],
            id="a share of a sum just named",
        ),
        pytest.param(
            [
                ("Herald", 3, "Dozens of people were injured, police said."),
                ("Courier", 3, "Officials said 84 people were injured."),
            ],
            [],
            id="a vague number beside an exact one",
        ),
        pytest.param(
            [
                ("Herald", 3, "Some 600 residents of Lisbon were evacuated, mayor Ana Reis said."),
                ("Courier", 3, "2,600 residents of Madrid were evacuated, mayor Leo Paz said."),
            ],
            [],
            id="other places",
        ),
        pytest.param(
            [
                ("Herald", 3, "Twelve people were killed when the plane crashed."),
                ("Courier", 3, "Twenty people were killed when the plane crashed."),
            ],
            [],
            id="two desks in their own voices",
        ),
        pytest.param(
            [
                ("Herald", 3, "Investigators are looking into what caused the crash, police said."),
                ("Courier", 4, "The cause of the crash is not known, the airline said."),
            ],
            [],
            id="an open question is no account",
        ),
    ],
)  # fmt: skip
def test_conflicts(told: list[Told], kinds: list[str]) -> None:
    assert Account(*told).kinds() == kinds


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        pytest.param(
            [
                ("Herald", 3, "Seven people were killed in the blast, fire chief Anna Ruud said."),
                ("Herald", 5, "Twelve people were killed in the blast, fire chief Anna Ruud said."),
            ],
            ["superseded"],
            id="growing count",
        ),
        pytest.param(
            [
                ("Herald", 3, "Nine people are missing, fire chief Anna Ruud said."),
                ("Herald", 5, "Three people are missing, fire chief Anna Ruud said."),
            ],
            ["superseded"],
            id="falling count",
        ),
        pytest.param(
            [
                ("Herald", 3, "At least four people were killed, fire chief Anna Ruud said."),
                ("Herald", 4, "Seven people were killed, fire chief Anna Ruud said."),
            ],
            ["refined"],
            id="inside the open range",
        ),
        pytest.param(
            [
                ("Herald", 3, "Twelve people were killed, fire chief Anna Ruud said."),
                ("Herald", 4, "Nine people were killed, fire chief Anna Ruud said."),
            ],
            ["corrected"],
            id="the same speaker takes it back",
        ),
        pytest.param(
            [
                ("Herald", 3, "Seven people were killed, fire chief Anna Ruud said."),
                ("Courier", 3, "Eight people were killed, fire chief Anna Ruud said."),
            ],
            [],
            id="the same day",
        ),
    ],
)
def test_updates(told: list[Told], kinds: list[str]) -> None:
    assert [row.kind for row in Account(*told).updates] == kinds


def test_every_conflict_names_its_sides_and_says_why() -> None:
    account = Account(
        ("Herald", 3, "Seven people were killed, Velisk's interior ministry said."),
        ("Courier", 3, "More than 20 people were killed, Sundria's army said."),
    )
    known = {statement.id for statement in account.statements}
    for row in account.conflicts:
        assert len(row.sides) > 1
        assert all(side and known.issuperset(side) for side in row.sides)
        assert "would vanish" in row.why


def test_a_denial_names_what_it_denies_and_one_of_nothing_is_kept() -> None:
    account = Account(
        ("Herald", 3, "The sprinklers had been out of order since January, a worker said."),
        ("Courier", 4, "The company denied that its sprinklers were out of order."),
        ("Gazette", 4, "Mayor Ana Reis denied that she had taken a bribe."),
    )
    worker = next(s for s in account.statements if s.report_id == "r0-Herald")
    assert sorted(row.denies for row in account.denials) == [(), (worker.id,)]
