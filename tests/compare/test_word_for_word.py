"""What one clause negates and another affirms, what a denial names, figures in the same words."""

from __future__ import annotations

import pytest

from tests.compare.accounts import Account, Told


def opposed(account: Account) -> list[list[str]]:
    """Return the words of both sides of each opposition, in lower case."""
    texts = {report.id: report.text for report in account.reports}
    rows = {row.id: row for row in account.statements}
    return [
        [
            " | ".join(
                " ".join(span.of(texts[rows[one].report_id]) for span in rows[one].content)
                for one in side
            ).lower()
            for side in conflict.sides
        ]
        for conflict in account.conflicts
    ]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param(
            (
                ("Herald", 3, "“It is a plain hoax,” Governor Mara Lind said."),
                ("Courier", 3, "“This inquiry is not a hoax,” Inspector Joren Falk said."),
            ),
            ("plain hoax", "not a hoax"),
            id="is and is not",
        ),
        pytest.param(
            (
                ("Herald", 3, "“There is sabotage,” Mara Lind said of the tender."),
                (
                    "Courier",
                    3,
                    "Joren Falk said the auditors had found no evidence of sabotage in Elsund.",
                ),
            ),
            ("there is sabotage", "no evidence of sabotage"),
            id="no evidence of it",
        ),
        pytest.param(
            (
                ("Herald", 3, "“The lockout amounts to a blockade,” Mara Lind said."),
                ("Courier", 3, "“There is no strike in Elsund,” Joren Falk said."),
            ),
            None,
            id="of another thing",
        ),
        pytest.param(
            (
                ("Herald", 3, "“If it were a hoax we would know,” Mara Lind said."),
                ("Courier", 3, "“The inquiry is not a hoax,” Joren Falk said."),
            ),
            None,
            id="what is only supposed",
        ),
        pytest.param(
            (
                ("Herald", 3, "“The strike is a hoax,” Mara Lind said."),
                ("Courier", 3, "“The inquiry is not a hoax,” Joren Falk said."),
            ),
            None,
            id="said of something else",
        ),
        pytest.param(
            (
                ("Herald", 3, "“The inquiry is a hoax,” Mara Lind said."),
                ("Courier", 3, "“The inquiry is not a hoax,” Mara Lind said."),
            ),
            None,
            id="one speaker on one day",
        ),
    ],
)
def test_negated_word_for_word(told: tuple[Told, ...], words: tuple[str, str] | None) -> None:
    account = Account(*told)
    found = [both for both in opposed(account) if "hoax" in both[0] or "sabo" in both[0]]
    assert len(found) == (words is not None)
    if words:
        assert words[0] in found[0][0]
        assert words[1] in found[0][1]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        pytest.param(
            "Mayor Mara Lind dismissed adviser Joren Falk's comment on Sunday that the councillors "
            "are under a spell.",
            "under a spell",
            id="the comment it holds",
        ),
        pytest.param(
            "Norland said it had already built a dam at Elsund. Analysts are skeptical of that "
            "claim.",
            "built a dam",
            id="doubt of what was just told",
        ),
        pytest.param(
            "The lawsuit says the dam poisons the wells of Elsund. Mara Lind said the lawsuit was "
            "without merit.",
            "poisons the wells",
            id="what a document says",
        ),
        pytest.param(
            "Joren Falk said the dam poisons the wells of Elsund. “That is not true,” Mara Lind "
            "said.",
            "poisons the wells",
            id="nothing but the verdict",
        ),
        pytest.param(
            "Mara Lind dismissed critics such as Joren Falk who said that the dam poisons the "
            "wells of Elsund.",
            "poisons the wells",
            id="what critics say",
        ),
        pytest.param(
            "Joren Falk criticized the mayor for poisoning the wells of Elsund. Mara Lind pushed "
            "back against these criticisms.",
            "poisoning the wells",
            id="push back against what was just told",
        ),
        pytest.param(
            "Joren Falk said the dam poisons the wells of Elsund. Mara Lind pushed back the date "
            "of its opening.",
            None,
            id="push back a date",
        ),
        pytest.param(
            "Norland said it had built a dam at Elsund. Analysts are skeptical of the ministry.",
            None,
            id="doubt of somebody",
        ),
    ],
)
def test_what_a_denial_points_at(text: str, denied: str | None) -> None:
    found = opposed(Account(("Herald", 3, text)))
    assert len(found) == (denied is not None)
    assert all(denied in both[0] for both in found if denied)


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        pytest.param(
            "The brothers paid $2,385,310 in harbour duties, the ledger shows.",
            "Documents show the Falks have paid $2.2 million in harbour duties.",
            True,
            id="two sums",
        ),
        pytest.param(
            "The brothers paid $2,385,310 in harbour duties, the ledger shows.",
            "Documents show the Falks have paid $2.4 million in harbour duties.",
            False,
            id="rounded",
        ),
        pytest.param(
            "The brothers paid $2,385,310 in harbour duties in 2019, the ledger shows.",
            "Documents show the Falks have paid $2.2 million in harbour duties in 2020.",
            False,
            id="of two years",
        ),
        pytest.param(
            "The brothers paid $2,385,310 in harbour duties, the ledger shows. Earlier the ledger "
            "had shown $2.2 million.",
            "Documents show the Falks have paid $2.2 million in harbour duties.",
            False,
            id="a report that tells both apart",
        ),
        pytest.param(
            "The brothers paid $2,385,310 in harbour duties last year, the ledger shows.",
            "Documents show the Falks have paid $2.2 million in harbour duties in 2024.",
            True,
            id="last year is the year before",
        ),
        pytest.param(
            "The regatta was halted after 20 of 71 legs on the lake.",
            "Crews were called in with 21 of 71 legs completed.",
            True,
            id="so many of one whole",
        ),
        pytest.param(
            "The regatta was halted after 20 of 71 legs on the lake.",
            "Crews were called in with 55 of 71 legs completed.",
            False,
            id="another stage of one whole",
        ),
        pytest.param(
            "The firm trades at $43 a share in Elsund, the ledger shows.",
            "Documents show the firm trades at $42 a share in Elsund.",
            False,
            id="prices move",
        ),
    ],
)
def test_figures_in_the_same_words(first: str, second: str, apart: bool) -> None:
    account = Account(("Herald", 3, first), ("Courier", 3, second))
    assert account.kinds() == (["figures"] if apart else [])


def test_two_units_of_one_number_are_one() -> None:
    account = Account(
        ("Herald", 3, "A 25-ton truck crashed into the gate of Elsund."),
        ("Courier", 3, "A 25-tonne truck crashed into the gate of Elsund."),
        ("Gazette", 3, "A 19-ton truck crashed into the gate of Elsund."),
    )
    assert len(account.conflicts) == 1


@pytest.mark.parametrize(
    ("negated", "found"),
    [
        pytest.param(
            "Auditors found no evidence that Mara Lind bribed the tender board.", True, id="that"
        ),
        pytest.param(
            "Audits did not establish that Mara Lind bribed the tender board, Joren Falk said.",
            True,
            id="not established",
        ),
        pytest.param(
            "The audit office has found no indication that Mara Lind bribed the tender board.",
            True,
            id="told by the verb of speech",
        ),
        pytest.param(
            "Auditors found no evidence of bribery, Joren Falk said.", False, id="of whatever"
        ),
        pytest.param(
            "Auditors found no evidence that Mara Lind visited the tender board.",
            False,
            id="of another deed",
        ),
    ],
)
def test_what_was_not_shown_against_whoever_says_so(negated: str, found: bool) -> None:
    account = Account(
        ("Herald", 3, "“Mara Lind bribed the whole tender board,” Senator Ole Brandt said."),
        ("Courier", 3, negated),
    )
    assert len(opposed(account)) == found


def test_what_is_only_alleged_is_not_held_against_what_was_not_shown() -> None:
    account = Account(
        ("Herald", 3, "Police are investigating whether Mara Lind bribed the tender board."),
        ("Courier", 3, "Auditors found no evidence that Mara Lind bribed the tender board."),
    )
    assert not account.conflicts


@pytest.mark.parametrize(
    ("third", "apart"),
    [
        pytest.param("Police said 27 people were injured.", True, id="two numbers"),
        pytest.param("Police said 29 people were injured.", False, id="a count that moves"),
    ],
)
def test_two_counts_of_one_office_on_one_day(third: str, apart: bool) -> None:
    account = Account(
        ("Herald", 3, "A ferry hit the pier of Elsund. Police said 25 people were injured."),
        ("Courier", 3, "A ferry hit the pier of Elsund. Police said 27 people were injured."),
        ("Gazette", 3, f"A ferry hit the pier of Elsund. {third}"),
    )
    assert account.kinds() == (["figures"] if apart else [])
