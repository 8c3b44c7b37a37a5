from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.annotate import parses, sentences
from reportedly.model import Block, Parse, Report, Sentence, Span


def parse(report: Report) -> tuple[list[Sentence], Parse]:
    found = list(sentences.split_sentences(report, sentences.STAGE.settings))
    [result] = parses.parse_sentences(report, found, parses.STAGE.settings)
    return found, result


def make(text: str, language: str | None = "en") -> Report:
    return Report(id="r", path="-", sha256="", text=text, language=language)


def test_tokens_stand_where_the_text_has_them() -> None:
    text = "“It  is\u00a0safe,” Ada Ode said.\n\nShe left on Aug. 7."
    found, result = parse(make(text))
    assert all(text[token.start : token.end] == token.text for token in result.tokens)
    assert [result.span(a, b - 1).of(text) for a, b in result.sentences] == [
        sentence.span.of(text) for sentence in found
    ]
    [root] = [t for t in result.tokens if t.sentence == 0 and t.dep == "ROOT"]
    assert root.text == "said"


def test_furniture_other_languages_and_runaway_sentences_stay_unparsed() -> None:
    text = "Sign up now\nThe bridge is safe."
    blocks = (
        Block(report_id="r", span=Span(0, 11), kind="furniture", reason="test"),
        Block(report_id="r", span=Span(12, len(text)), kind="body", reason="test"),
    )
    report = Report(id="r", path="-", sha256="", text=text, blocks=blocks, language="en")
    assert parse(report)[1].sentences == ((0, 0), (0, 5))
    assert parse(make("Міст безпечний.", "uk"))[1].tokens == ()
    assert parse(make("word " * 1000))[1].sentences == ((0, 0),)
    assert parse(make(""))[1].sentences == ()


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    found, result = parse(make(text))
    assert len(result.sentences) == len(found)
    for index, token in enumerate(result.tokens):
        assert found[token.sentence].span.covers(Span(token.start, token.end))
        assert result.tokens[token.head].sentence == token.sentence
        assert all(result.tokens[child].head == index for child in result.children[index])
