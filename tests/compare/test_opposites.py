"""Words that exclude each other, one denial of many tellings, and a joke at oneself."""

from __future__ import annotations

import pytest

from reportedly.text import word_list
from tests.compare.accounts import Account, Told
from tests.compare.test_word_for_word import opposed


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param(
            (
                ("Herald", 3, "The negotiations ended after one round, Mara Lind said."),
                ("Courier", 4, "The discussions continued behind closed doors, Joren Falk said."),
            ),
            ("ended", "continued"),
            id="ended, continued",
        ),
        pytest.param(
            (
                ("Herald", 3, "The salvage operation was a success, Mara Lind said."),
                ("Courier", 4, "The salvage operation was a failure, Joren Falk said."),
            ),
            ("success", "failure"),
            id="success, failure",
        ),
        pytest.param(
            (
                ("Herald", 3, "The blockade was lawful, Mara Lind said."),
                ("Courier", 4, "The blockade was illegal, Joren Falk said."),
            ),
            ("lawful", "illegal"),
            id="lawful, illegal",
        ),
        pytest.param(
            (
                ("Herald", 3, "The levy is constitutional, Mara Lind said."),
                ("Courier", 4, "The levy is unconstitutional, Joren Falk said."),
            ),
            ("constitutional", "unconstitutional"),
            id="a word of two lines",
        ),
    ],
)
def test_exclude_each_other(told: tuple[Told, ...], words: tuple[str, str]) -> None:
    found = opposed(Account(*told))
    assert len(found) == 1
    assert all(word in side for word, side in zip(words, found[0], strict=True))


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            (
                ("Herald", 3, "The blockade was lawful, Mara Lind said."),
                ("Courier", 3, "The tariff was illegal, Joren Falk said."),
            ),
            id="of two things",
        ),
        pytest.param(
            (
                ("Herald", 3, "The blockade was lawful, Mara Lind said."),
                ("Courier", 3, "The blockade may be illegal, Joren Falk said."),
            ),
            id="only possible",
        ),
        pytest.param(
            (
                ("Herald", 3, "The blockade was lawful, Mara Lind said."),
                ("Courier", 3, "Joren Falk asked whether the blockade was illegal."),
            ),
            id="asked",
        ),
        pytest.param(
            (
                ("Herald", 3, "The blockade was lawful, Mara Lind said."),
                ("Courier", 3, "The blockade was not illegal, Joren Falk said."),
            ),
            id="negated",
        ),
    ],
)
def test_go_together(told: tuple[Told, ...]) -> None:
    assert opposed(Account(*told)) == []


def test_one_denial_of_many_tellings() -> None:
    account = Account(
        (
            "Herald",
            3,
            "Mara Lind said Norsal's tankers smuggled diesel to Varnholm in October. "
            "Norsal denied that its tankers smuggled diesel.",
        ),
        (
            "Courier",
            3,
            "Joren Falk said Norsal's tankers smuggled diesel to Varnholm at sea. "
            "Norsal denied smuggling any diesel with its tankers.",
        ),
        (
            "Post",
            4,
            "Edda Vest said Norsal's tankers had smuggled diesel three times. "
            "Norsal denied that its tankers had smuggled diesel to anybody.",
        ),
    )
    asked = [one for one in account.asked() if one.startswith("Is it so")]
    assert len(asked) == 1


def test_joke_at_oneself() -> None:
    joke = (
        "“We parted over a long lunch. I mean, not ‘over a long lunch’, it had been coming,” "
        "Mara Lind wrote."
    )
    account = Account(
        ("Herald", 3, joke), ("Courier", 3, "Mara Lind said they had parted “over a long lunch”.")
    )
    assert opposed(account) == []


def test_a_word_stands_on_one_side() -> None:
    for entry in word_list("opposites"):
        first, second = (set(words.split()) for words in entry.split("/"))
        assert all((first, second))
        assert first.isdisjoint(second)
