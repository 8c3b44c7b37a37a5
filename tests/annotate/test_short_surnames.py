"""Whom a bare surname of several, a body two sentences on and "neither ... nor" mean."""

from __future__ import annotations

import pytest

from reportedly.annotate import names, parses, sentences
from reportedly.annotate.speakers import Speaker, Speakers
from reportedly.model import Mention, Report, Span


def read(text: str) -> list[Mention]:
    report = Report(id="r", path="-", sha256="", text=text, language="en")
    found = list(sentences.split_sentences(report, sentences.STAGE.settings))
    parse = list(parses.parse_sentences(report, found, parses.STAGE.settings))
    return list(names.find_names(report, found, parse, names.STAGE.settings))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param(
            "Maria Okello resigned. Okello gave no reason. Peter Okello, a brother, wept.",
            "Okello",
            "Maria Okello",
            id="the only one told of so far",
        ),
        pytest.param(
            "Maria Okello met Peter Okello. Okello gave no reason.",
            "Okello",
            None,
            id="both told of",
        ),
        pytest.param(
            "Maria Okello resigned. Peter Okello wept. Peter Okello stayed. Peter Okello slept. "
            "Okello gave no reason.",
            "Okello",
            None,
            id="told apart by the first name time and again",
        ),
        pytest.param(
            "Peter Halvorsen, Ruritania’s president from 2000 to 2006, met Maria Okello. "
            "The former president laughed.",
            "The former president",
            "Peter Halvorsen",
            id="an office that is over",
        ),
        pytest.param(
            "Brannt Corp. is a shipyard. It rained that week. The company said it would stay.",
            "The company",
            "Brannt Corp.",
            id="a body two sentences on",
        ),
        pytest.param(
            "Brannt Corp. builds ships. It sold one to Lindqvist Corp. last year. "
            "It rained. The firms said they would stay.",
            "The firms",
            "firms",
            id="several bodies are none of them",
        ),
        pytest.param(
            "Maria Okello\u200b met Peter Halvorsen. Maria Okello left.",
            "Maria Okello",
            "Maria Okello",
            id="a mark without width is no part of a name",
        ),
    ],
)
def test_whom_short_forms_mean(text: str, words: str, expected: str | None) -> None:
    found = [m.agent for m in read(text) if m.span.of(text) == words]

    assert found[:1] == [expected]


def speaker(text: str, words: str) -> Speaker:
    start = text.index(words)
    source = Span(start, start + len(words))
    return Speakers(read(text), text).speaker(source, Span(start, start + 7))


def test_neither_of_two_gives_both() -> None:
    found = speaker(
        "Neither Maria Okello nor Peter Halvorsen commented.",
        "Neither Maria Okello nor Peter Halvorsen",
    )

    assert (found.name, found.type, found.named) == (
        "Maria Okello; Peter Halvorsen",
        "group",
        True,
    )


def test_neither_pronoun_gives_nobody() -> None:
    found = speaker("Neither he nor Peter Halvorsen commented.", "Neither he nor Peter Halvorsen")

    assert found.name is None
