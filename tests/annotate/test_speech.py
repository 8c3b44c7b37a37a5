"""Chains, channels, occasions, stances and speakers: the table in `gold/speech.txt`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from reportedly.annotate import (
    attributions,
    names,
    parses,
    sentences,
    speeches,
    statements,
    times,
)
from reportedly.annotate.attributions import AttributionSettings
from reportedly.annotate.drafts import Draft
from reportedly.model import Attribution, Block, Report, Span, Statement
from reportedly.text import words_of

TABLE = Path(__file__).parent.parent / "gold" / "speech.txt"
DAY = date(2024, 5, 8)  # a Wednesday


def rows(*, gaps: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield the sentences of the table with what is told in them."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    text, expected = "", list[str]()
    for line in [*(one for one in lines if one and not one.startswith("#")), "end"]:
        if line.startswith("    "):
            expected.append(line.strip())
            continue
        if text and text.startswith("! ") == gaps:
            yield text.removeprefix("! ").replace(" | ", "\n\n"), expected
        text, expected = line, []


def read(text: str) -> tuple[list[Attribution], list[Statement]]:
    block = Block(report_id="r", span=Span(0, len(text)), kind="body", reason="test")
    report = Report(
        id="r",
        path="-",
        sha256="",
        text=text,
        language="en",
        blocks=(block,),
        published_from=DAY,
        published_until=DAY,
        published_basis="given",
    )
    split = list(sentences.split_sentences(report, sentences.STAGE.settings))
    parse = list(parses.parse_sentences(report, split, parses.STAGE.settings))
    found = list(names.find_names(report, split, parse, names.STAGE.settings))
    dated = list(times.find_times(report, split, parse, times.STAGE.settings))
    rules = AttributionSettings(tagger=False)  # what is tested is the naming, not the spans
    drafts = list(attributions.draft_attributions(report, split, parse, found, rules))
    stage = speeches.STAGE
    said = list(stage.run(report, split, parse, found, dated, drafts, stage.settings))
    made = statements.find_statements(
        report, split, parse, found, dated, [], [], said, statements.STAGE.settings
    )
    return said, list(made)


def told(text: str) -> list[str]:
    """Return who says what in a line each, what is not usual about it in brackets."""
    said, found = read(text)
    by_id = {row.id: row for row in said}
    lines = []
    for statement in found:
        row = by_id.get(statement.attribution_id or "")
        if row is None and statement.act == "say":
            continue
        who = (statement.speaker or "?") if row else f"outlet on {statement.about or 'nobody'}"
        tags = "; ".join(_tags(statement, row, by_id, text))
        words = words_of(statement.content, text)
        lines.append(f"{who}: {words}" + (f" [{tags}]" if tags else ""))
    return lines


def _tags(
    statement: Statement, row: Attribution | None, by_id: dict[str, Attribution], text: str
) -> Sequence[str]:
    usual = {"say", "+", "certain", "neutral", None}
    plain = (statement.act, statement.polarity, statement.certainty, statement.cue_class)
    tags = [str(tag) for tag in plain if tag not in usual]
    if statement.channel:
        tags.append(f"{statement.channel_kind}: {statement.channel}")
    if statement.said_from:
        tags.append(f"{statement.said_from:%a}")
    if row and row.within:
        tags.append("in " + (words_of(by_id[row.within].source, text) or "?"))
    if statement.unnamed_kind:
        tags.append(statement.unnamed_kind)
    if statement.anonymity:
        tags.append("why: " + words_of(statement.anonymity, text))
    if row and row.candidates:
        tags.append("or ".join(f"{name} " for name in row.candidates).strip())
    return tags


def test_who_is_named_behind_what_another_said_tells_that_he_said_it() -> None:
    text = "Police said two men were hurt, the Herald reported."

    def at(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    report = Report(id="r", path="-", sha256="", text=text)
    split = list(sentences.split_sentences(report, sentences.STAGE.settings))
    drafts = [
        Draft(at("Police"), at("said"), at("two men were hurt"), 0),
        Draft(at("the Herald"), at("reported"), at("two men were hurt"), 0),
    ]
    inner, outer = speeches.STAGE.run(report, split, [], [], [], drafts, speeches.STAGE.settings)
    assert words_of(outer.content, text) == "Police said two men were hurt"
    assert (inner.within, outer.within) == (outer.id, None)


@pytest.mark.parametrize(("text", "expected"), list(rows(gaps=False)))
def test_speech(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "expected"), list(rows(gaps=True)))
def test_known_gap(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        pytest.param(
            "The port said two men had died. The claim could not be independently verified.",
            ["two men had died"],
            id="the last",
        ),
        pytest.param(
            "Ada Ode said the bridge fell. Peter Halvorsen said it did not. "
            "The Herald could not verify either claim.",
            ["the bridge fell", "it did not"],
            id="both",
        ),
        pytest.param(
            "Ada Ode said the bridge fell. Peter Halvorsen said it did not. "
            "The Herald could not immediately verify Ode’s claim.",
            ["the bridge fell"],
            id="whose claim",
        ),
        pytest.param(
            "The port said two men died. It was not clear how many people were hurt.",
            [],
            id="what nobody claimed",
        ),
    ],
)
def test_what_a_check_covers(text: str, covered: list[str]) -> None:
    _, found = read(text)
    [note] = [row for row in found if row.act == "unverified"]
    words = {row.id: words_of(row.content, text) for row in found}
    assert [words[id_] for id_ in note.covers] == covered
