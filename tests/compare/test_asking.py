"""Which questions are asked, in which words, and which statements answer them."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.compare.frames import frames
from reportedly.compare.patterns import compiled, flat
from reportedly.model import Conflict, Proposition, Question, Status, Update
from tests.compare.accounts import Account, Told


@pytest.mark.parametrize(
    ("told", "question"),
    [
        pytest.param(
            [("Herald", 3, "Norland's troops have advanced six miles, the army said.")],
            "How far did Norland advance?",
            id="the party that acts",
        ),
        pytest.param(
            [("Herald", 3, "Seven firefighters were killed, the mayor said.")],
            "How many firefighters were killed?",
            id="what is counted",
        ),
        pytest.param(
            [("Herald", 3, "About 1,000 Ukrainian soldiers launched a raid, officials said.")],
            "How many Ukrainian soldiers took part?",
            id="whose they are",
        ),
        pytest.param(
            [("Herald", 3, "The purpose of the raid was to cut the fuel, Joren Vest said.")],
            "What is the raid for?",
            id="the word for the event",
        ),
        pytest.param(
            [
                ("Herald", 3, "The ministry has not commented on the fire."),
                ("Courier", 4, "The ministry has not commented on the blaze."),
            ],
            "What has been said by the ministry?",
            id="silence in two reports",
        ),
        pytest.param(
            [
                ("Herald", 3, "The depot held 8,000 tonnes of diesel, the company said."),
                ("Courier", 3, "The depot held 12,000 tonnes of diesel, Daria Pylat said."),
            ],
            "How many tonnes: “The depot held … of diesel”?",
            id="an amount that no frame asks for",
        ),
        pytest.param(
            [
                ("Herald", 3, "The brothers paid $2,385,310 in harbour duties, the ledger shows."),
                ("Courier", 3, "Files show the Falks have paid $2.2 million in harbour duties."),
            ],
            "How much: “The brothers paid … in harbour duties”?",
            id="figures in the same words",
        ),
        pytest.param(
            [("Herald", 3, "There were 12 passengers and three sailors on board, police said.")],
            "How many sailors were on board?",
            id="two counts in one statement",
        ),
        pytest.param(
            [("Herald", 3, "A harbour spokesman declined to comment on the fire.")],
            "Who has not commented?",
            id="one nameless silence",
        ),
    ],
)
def test_the_words_of_a_question(told: list[Told], question: str) -> None:
    assert question in Account(*told).asked()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The company received advance warning of the strike.", id="advance warning"),
        pytest.param("The striker scored his tenth goal of the season.", id="goal in a game"),
        pytest.param("In 1986 a fire at the mill killed 30 people.", id="long before the story"),
        pytest.param("Nine more people died.", id="own voice only, once"),
        pytest.param("Missiles designed to deter raids were shown, he said.", id="what is built"),
        pytest.param("They meant to fire a rocket, Joren Vest said.", id="a verb, no event"),
        pytest.param(
            "“The fire started during the 9 p.m. show,” Mara Lind said.", id="time of a show"
        ),
        pytest.param(
            "“The barge began shooting sparks at 9 p.m.,” Mara Lind said.", id="what a thing did"
        ),
    ],
)
def test_what_asks_nothing(text: str) -> None:
    kinds = {question.kind for question in Account(("Herald", 3, text)).questions}
    assert not kinds & {"how far", "aim", "how many", "when"}


@pytest.mark.parametrize(
    ("told", "plain"),
    [
        pytest.param(
            [
                ("Herald", 3, "The budget law passed on Monday, speaker Daria Pylat said."),
                ("Courier", 3, "The law will result in delays, minister Joren Vest said."),
            ],
            "What caused the law?",
            id="the cause of a law",
        ),
        pytest.param(
            [
                ("Herald", 3, "The council met on Monday, mayor Ana Reis said."),
                ("Courier", 3, "The council will vote again, mayor Ana Reis said."),
                ("Gazette", 3, "A raid two streets away was caused by a mix-up, police said."),
            ],
            "What caused the raid?",
            id="another event, in one report",
        ),
        pytest.param(
            [("Herald", 3, "The coin is priced at $6,116, trader Leo Paz said.")],
            "How much is the price put at?",
            id="a price that one report gives",
        ),
    ],
)
def test_what_is_not_asked(told: list[Told], plain: str) -> None:
    assert plain not in Account(*told).asked()


def test_a_question_keeps_its_name_when_more_reports_come() -> None:
    first = ("Herald", 3, "Seven people were killed, fire chief Anna Ruud said.")
    later = ("Courier", 5, "Twelve people were killed, fire chief Anna Ruud said.")
    [before] = Account(first).questions
    [after] = Account(first, later).questions
    assert before.id == after.id


STORY: list[Told] = [
    ("Herald", 3, "Seven people were killed and nine are missing, Velisk's ministry said."),
    ("Courier", 3, "More than 20 people were killed, Sundria's army said. Velisk denied it."),
    ("Gazette", 4, "Twelve people have died, the mayor said. The claim could not be verified."),
    ("Observer", 5, "The aim of the raid was to cut the fuel, Joren Vest said."),
]


def test_the_order_of_input_does_not_matter() -> None:
    told = list(STORY)
    expected = Account(*told).rows
    random.Random(7).shuffle(told)
    # Ids of reports carry their place in the list, so the list is put back by outlet.
    shuffled = Account(*sorted(told, key=STORY.index)).rows
    for kind in (Question, Proposition, Conflict, Update, Status):
        assert shuffled[kind] == expected[kind]


def test_the_most_contested_comes_first() -> None:
    assert Account(*STORY).asked()[0] == "How many people were killed?"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.text(
            alphabet=st.sampled_from("aim kill20not.,“”’ \nsaid the denied it advance km%$İ"),
            max_size=90,
        ),
        max_size=3,
    )
)
def test_no_text_breaks_it(texts: list[str]) -> None:
    account = Account(*((f"o{n}", 3 + n, text) for n, text in enumerate(texts)))
    known = {statement.id for statement in account.statements}
    questions = {question.id for question in account.questions}
    for proposition in account.propositions:
        assert proposition.question_id in questions
        assert known.issuperset(proposition.statement_ids)
    assert {status.question_id for status in account.statuses} == questions


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        pytest.param("push* back", "they were pushed back", "pushed back", id="ending"),
        pytest.param("not .. comment|say", "did not want to say more", "not want to say", id="gap"),
        pytest.param("not .. say", "it is not. They say", None, id="never across sentences"),
        pytest.param("oil", "turmoil", None, id="whole words"),
        pytest.param('may "scare"', "may “scare” them", 'may "scare"', id="quotation marks"),
    ],
)
def test_patterns(pattern: str, text: str, found: str | None) -> None:
    match = compiled([pattern]).search(flat(text))
    assert (match.group() if match else None) == found


@given(st.text(max_size=60))
def test_flat_text_keeps_every_offset(text: str) -> None:
    assert len(flat(text)) == len(text)


def test_every_frame_can_be_asked() -> None:
    assert len({frame.id for frame in frames()}) == len(frames())
    for frame in frames():
        assert frame.plain.endswith("?")
        assert frame.text.endswith("?")
