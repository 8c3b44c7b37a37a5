from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.annotate import names, parses, sentences
from reportedly.annotate.short_names import full_names
from reportedly.model import Mention, Report


def read(text: str) -> list[Mention]:
    report = Report(id="r", path="-", sha256="", text=text, language="en")
    found = list(sentences.split_sentences(report, sentences.STAGE.settings))
    parse = list(parses.parse_sentences(report, found, parses.STAGE.settings))
    return list(names.find_names(report, found, parse, names.STAGE.settings))


def agents(text: str) -> dict[str, str | None]:
    return {mention.span.of(text): mention.agent for mention in read(text)}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param(
            "Maria Okello resigned. Okello gave no reason.", "Okello", "Maria Okello", id="surname"
        ),
        pytest.param(
            "Maria Okello met Peter Okello. Okello gave no reason.",
            "Okello",
            None,
            id="two bearers of a surname",
        ),
        pytest.param(
            "Maria Okello resigned. “I am tired,” she said.", "she", "Maria Okello", id="pronoun"
        ),
        pytest.param(
            "Gen. Peter Halvorsen spoke to reporters. The general gave no date.",
            "The general",
            "Peter Halvorsen",
            id="title",
        ),
        pytest.param(
            "Army spokeswoman Maria Okello resigned. The spokeswoman gave no reason.",
            "The spokeswoman",
            "Maria Okello",
            id="role",
        ),
        pytest.param(
            "Maria Okello, the harbour director, resigned.",
            "the harbour director",
            "Maria Okello",
            id="apposition",
        ),
        pytest.param(
            "Ilse Dornach resigned. Speaking in Oltesk, Dornach said that she was tired.",
            "Dornach",
            "Ilse Dornach",
            id="behind a place and a comma",
        ),
        pytest.param(
            "Peter Halvorsen resigned. Mr. Halvosren gave no reason.",
            "Halvosren",
            "Peter Halvorsen",
            id="misspelling",
        ),
        pytest.param(
            '"We will rebuild it within a year," Mayor Ilse Brandt said.',
            "Ilse Brandt",
            "Ilse Brandt",
            id="an office before a name that the tagger takes for a work",
        ),
        pytest.param(
            "Mayor Peter Halvorsen spoke. Oslo mayor Maria Okello wept. The former mayor agreed.",
            "The former mayor",
            None,
            id="nobody here is a former mayor",
        ),
        pytest.param(
            "Nurse Maria Okello waited. One nurse saw the ferry turn.",
            "One nurse",
            "One nurse",
            id="one of several",
        ),
        pytest.param(
            "Maria Okello wept. Her son was with her. “It was dark,” she said.",
            "she",
            "Maria Okello",
            id="a son is no she",
        ),
        pytest.param(
            "Chief Peter Halvorsen spoke. One person, a driver, is missing. “We go on,” he said.",
            "he",
            "Peter Halvorsen",
            id="the missing do not speak",
        ),
        pytest.param(
            "The Danish Defence Ministry is in Copenhagen. The ministry said nothing.",
            "The ministry",
            "Danish Defence Ministry",
            id="body",
        ),
        pytest.param(
            "Danish officials said nothing.", "Danish officials", "Danish officials", id="group"
        ),
        pytest.param(
            "Maria Okello met Peter Halvorsen. “We agreed,” he said.",
            "he",
            "Peter Halvorsen",
            id="a first name shows the sex",
        ),
        pytest.param(
            "Maria Okello saw a man. The teenager ran off. “Stop,” he said.",
            "he",
            None,
            id="somebody who bears no name",
        ),
        pytest.param(
            "Maria Okello, a pilot who flew low, resigned.", "who", "Maria Okello", id="who"
        ),
        pytest.param(
            "Peter Halvorsen left. His deputy Maria Okello stayed. “It is late,” she said.",
            "she",
            "Maria Okello",
            id="his deputy is a she",
        ),
        pytest.param(
            "Governor Peter Halvorsen and Governor Maria Okello met. The governor wept.",
            "The governor",
            None,
            id="two governors",
        ),
        pytest.param(
            "Idaho congressman Peter Halvorsen met congressman Per Okello. "
            "The Idaho congressman wept.",
            "The Idaho congressman",
            "Peter Halvorsen",
            id="what tells two of them apart",
        ),
        pytest.param(
            "Maria Okello and Peter Halvorsen stayed. They were tired.",
            "They",
            "Maria Okello; Peter Halvorsen",
            id="they are two",
        ),
        pytest.param(
            "The Thorsund Pilots Association met. The TPA said nothing.",
            "TPA",
            "Thorsund Pilots Association",
            id="initials",
        ),
        pytest.param(
            "Raúl Okello met Peter Halvorsen. Raul Okello wept. Raúl Okello left.",
            "Raul Okello",
            "Raúl Okello",
            id="accents",
        ),
        pytest.param(
            "Peter Halvorsen Slams Mayor Over Bridge\n\nPeter Halvorsen spoke. Halvorsen wept.",
            "Halvorsen",
            "Peter Halvorsen",
            id="a headline glues a verb to a name",
        ),
        pytest.param(
            "Kim Min-jun met farmers. Mr. Kim wept.", "Kim", "Kim Min-jun", id="surname first"
        ),
        pytest.param(
            "Denmark denied it. It said the ship was empty.", "It", "Denmark", id="it is a country"
        ),
    ],
)
def test_agents(text: str, words: str, expected: str | None) -> None:
    found = agents(text)
    assert words in found
    assert found[words] == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param(
            "Coast Guard spokeswoman Maria Okello resigned.", "Coast Guard spokeswoman", id="before"
        ),
        pytest.param(
            "Maria Okello, the harbour director, resigned.", "harbour director", id="after"
        ),
        pytest.param("A pilot, Maria Okello, said it was cold.", "pilot", id="apposed"),
        pytest.param("Rear Adm. Maria Okello resigned.", "Rear Adm.", id="title"),
        pytest.param("Ms. Maria Okello resigned.", None, id="no role"),
    ],
)
def test_roles(text: str, role: str | None) -> None:
    [person] = [m for m in read(text) if m.span.of(text) == "Maria Okello"]
    assert person.role == role
    assert person.role_span is None or person.role_span.of(text) == role


def test_the_gazetteer_puts_the_tagger_right() -> None:
    text = "Kyiv said so. Officials in the Thorsund region told Reuters that Danish ships left."
    found = {m.span.of(text): m.type for m in read(text)}
    assert found["Kyiv"] == "place"
    assert found["Thorsund"] == "place"
    assert found["Reuters"] == "org"
    assert "Danish" not in found


def test_a_people_in_the_singular_is_short_for_a_body_of_that_name() -> None:
    text = "American said it would pay. American Airlines flew them home. Americans clapped."
    found = agents(text)
    assert found["American"] == "American Airlines"
    assert found["Americans"] != "American Airlines"
    assert "American" not in agents("American said it would pay. Nobody clapped.")


def test_a_short_name_belongs_to_the_fullest() -> None:
    assert full_names([]) == {}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Ada",
                "Ode",
                "said",
                ".",
                "the",
                "general",
                "“",
                "”",
                "he",
                ",",
                "Ode",
                "Denmark's",
                "(",
                "\n",
            ]
        )
    )
)
def test_no_text_breaks_it(words: list[str]) -> None:
    text = " ".join(words)
    for mention in read(text):
        assert mention.span.end <= len(text)
        assert mention.span.of(text).strip()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Detective Superintendent Mark Hale resigned.", "Mark Hale", id="two offices"),
        pytest.param("Kenyan Daniel Okello resigned.", "Daniel Okello", id="a people"),
        pytest.param("Getty Images Maria Okello resigned.", "Maria Okello", id="a picture library"),
        pytest.param("Physicist Maria Okello resigned.", "Maria Okello", id="an occupation"),
    ],
)
def test_a_name_begins_behind_what_somebody_is(text: str, name: str) -> None:
    assert name in {mention.agent for mention in read(text)}


def test_a_president_of_another_country_is_somebody_else() -> None:
    text = "President Maria Okello resigned. The Danish president gave no comment."
    assert agents(text)["The Danish president"] is None
