"""Texts that are no articles: transcripts, interviews, live blogs, posts, odd quotation marks."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.model import Attribution, Capture, Given, Report
from reportedly.pipeline import annotate
from reportedly.settings import Settings
from reportedly.text import words_of


def read(text: str) -> tuple[Report, tuple[Attribution, ...]]:
    content = text.encode("utf-8", "replace")
    capture = Capture(
        path="-",
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        media_type="text/plain",
        given=Given(),
    )
    report = read_report(capture, ReportSettings())
    [facts] = annotate([report], Settings())
    return report, facts.of(Attribution)


TRANSCRIPT = (
    "ADA ODE: Good evening. The bridge is closed tonight.\n"
    "PETER HALVORSEN: Thanks, Ada. It will stay closed until Friday.\n"
    "ADA ODE: What did the mayor say?\n"
    "PETER HALVORSEN: He said that nobody was hurt."
)
INTERVIEW = (
    "Maria Okello runs the harbour. We spoke to her on Monday.\n\n"
    "Q: Is the bridge safe?\n\nA: It is. We checked it twice last week.\n\n"
    "Q: Who pays for it?\n\nA: The town does, and the state helps."
)
LIVE_BLOG = (
    "14:02 The bridge is closed, police say.\n\n14:10 Mayor Maria Okello says nobody was hurt.\n\n"
    "14:31 UPDATE: One man is missing, the coast guard says.\n\n15:00 That is all from us."
)
POSTS = (
    "@adaode: bridge closed again!!! #thorsund\nRT @npa: BREAKING mayor says nobody hurt\n"
    "lol “nobody hurt” they said"
)
POEM = "The bridge that fell\nsaid nothing,\nand the sea, said she,\n“I told you so,”\nand went."
LIST = (
    "What we know:\n- The bridge fell at noon\n- Two men are missing, police said\n"
    "- The mayor denies any fault\n- “It was old,” an engineer said"
)
HEADLINES = (
    "Mayor Says Bridge Is Safe\nPolice: Two Missing After Bridge Falls\n"
    "Bridge ‘Was Old’, Engineer Claims"
)
CAPITALS = (
    "THE BRIDGE IS SAFE, MAYOR MARIA OKELLO SAID ON MONDAY. “NOBODY NEEDS TO LEAVE,” SHE SAID. "
    "POLICE DENIED THAT A MAN WAS HURT."
)
NO_STOPS = (
    "the mayor said the bridge was safe and nobody needs to leave police said two men were missing "
    "and the coast guard said it was looking for them all night the search went on until dawn"
)
UNCLOSED = (
    "“The bridge is safe, Maria Okello said on Monday. Nobody needs to leave, she said. The town "
    "was calm on Tuesday. Shops were open. Children went to school. The mayor left for Thorsund. "
    "The council met at noon and voted on the budget. It rained."
)


def told(text: str) -> list[tuple[str | None, str]]:
    _, found = read(text)
    return [(row.speaker, words_of(row.content, text)) for row in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            TRANSCRIPT,
            [
                ("ADA ODE", "Good evening. The bridge is closed tonight"),
                ("PETER HALVORSEN", "He said that nobody was hurt"),
            ],
            id="transcript",
        ),
        pytest.param(
            INTERVIEW,
            [
                ("Maria Okello", "It is. We checked it twice last week"),
                ("Maria Okello", "The town does, and the state helps"),
            ],
            id="interview",
        ),
        pytest.param(LIVE_BLOG, [("Maria Okello", "nobody was hurt")], id="live blog"),
        pytest.param(
            LIST,
            [("police", "Two men are missing"), ("engineer", "“It was old,”")],
            id="list",
        ),
        pytest.param(
            HEADLINES, [("Police", "Two Missing After Bridge Falls")], id="headlines only"
        ),
        pytest.param(CAPITALS, [("POLICE", "THAT A MAN WAS HURT")], id="all capitals"),
        pytest.param(
            "«Le pont est sûr», said Maria Okello. «Nobody needs to leave», she added.",
            [("Maria Okello", "«Le pont est sûr»"), ("Maria Okello", "«Nobody needs to leave»")],
            id="guillemets",
        ),
        pytest.param(
            "Maria Okello said: „The bridge is safe.” „Nobody needs to leave,” she added.",
            [
                ("Maria Okello", "„The bridge is safe.”"),
                ("Maria Okello", "„Nobody needs to leave,”"),
            ],
            id="Polish marks",
        ),
        pytest.param(
            "“He told me ‘the bridge is safe’ and left,” Maria Okello said.",
            [("Maria Okello", "“He told me ‘the bridge is safe’ and left,”")],
            id="nested marks",
        ),
        pytest.param(
            UNCLOSED, [("Maria Okello", "“The bridge is safe,")], id="a mark that never closes"
        ),
        pytest.param(
            "Le maire a dit que le pont était sûr. «Personne ne doit quitter la ville», a-t-il dit "
            "aux journalistes lundi, selon une dépêche de l’agence.",
            [(None, "«Personne ne doit quitter la ville»")],
            id="another language",
        ),
    ],
)
def test_what_is_told(text: str, expected: list[tuple[str | None, str]]) -> None:
    found = told(text)
    assert [row for row in expected if row not in found] == []


@pytest.mark.parametrize(
    "text", [TRANSCRIPT, INTERVIEW, LIVE_BLOG, POSTS, POEM, LIST, HEADLINES, NO_STOPS, UNCLOSED]
)
def test_nothing_runs_over_more_than_half(text: str) -> None:
    report, found = read(text * 2)
    for row in found:
        assert sum(span.end - span.start for span in row.content) <= len(report.text) / 2


def test_another_language_gives_quotations_alone() -> None:
    text = (
        "Die Polizei sagte am Montag, die Brücke sei sicher. „Niemand muss die Stadt verlassen“, "
        "sagte die Bürgermeisterin. Der Minister erklärte, das Schiff sei gesunken."
    )
    report, found = read(text)
    assert report.language == "de"
    assert [row.kind for row in found] == ["direct"]
    assert all(row.speaker is None for row in found)


PIECES = st.sampled_from(
    [
        "Q: ",
        "A: ",
        "ADA ODE: ",
        "“",
        "”",
        "„",
        "«",
        "»",
        "'",
        '"',
        "said ",
        "the mayor ",
        "\n",
        "Maria Okello ",
        ", ",
        ". ",
        "he ",
        "who ",
        "12:03 ",
        "(",
        ")",
        "Mr. ",
        "they ",
        "denied ",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join).map("Ode. ".__add__))
def test_spans_lie_in_the_text(text: str) -> None:
    report, found = read(text)
    for row in found:
        spans = [*row.source, *row.cue, *row.content]
        spans += [span for span in (row.speaker_span, row.channel_span) if span]
        assert all(0 <= span.start < span.end <= len(report.text) for span in spans)
