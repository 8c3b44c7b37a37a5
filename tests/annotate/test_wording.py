"""Which of several words an outlet chose."""

from __future__ import annotations

import pytest

from reportedly.annotate.parses import ParseSettings, parse_sentences
from reportedly.annotate.sentences import SentenceSettings, split_sentences
from reportedly.annotate.wording import WordingSettings, find_word_choices
from reportedly.model import Attribution, Block, Report, Span, WordChoice


def read(text: str, attributions: list[Attribution], kind: str = "body") -> list[WordChoice]:
    block = Block(
        report_id="r",
        span=Span(0, len(text)),
        kind="furniture" if kind == "furniture" else "body",
        reason="test",
    )
    report = Report(id="r", path="-", sha256="", text=text, language="en", blocks=(block,))
    sentences = list(split_sentences(report, SentenceSettings()))
    parses = list(parse_sentences(report, sentences, ParseSettings()))
    return list(find_word_choices(report, parses, attributions, WordingSettings()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He flew to Kiev.", [("Kyiv", "Kiev", "outlet")], id="place"),
        pytest.param("Kievan days", [], id="not inside a word"),
        pytest.param("The incursion went on.", [("attack", "incursion", "outlet")], id="event"),
        pytest.param(
            "He spoke of an “invasion” of the land.",
            [("attack", "invasion", "source")],
            id="inside quotation marks",
        ),
        pytest.param(
            "It was a special military operation.",
            [("attack", "special military operation", "outlet")],
            id="longest form",
        ),
        pytest.param("They attack often.", [], id="verbs are no nouns"),
    ],
)
def test_choices(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(c.concept, c.form, c.voice) for c in read(text, [])] == expected


def test_verbs_have_classes() -> None:
    text = "The mayor claimed it was safe."
    claimed = Attribution(
        id="a",
        report_id="r",
        kind="indirect",
        source=(Span(0, 9),),
        cue=(Span(10, 17),),
        content=(Span(18, 29),),
        cue_lemma="claim",
    )
    [choice] = read(text, [claimed])
    assert (choice.form, choice.verb_class, choice.voice) == ("claim", "distancing", "outlet")


def test_furniture_is_left_out() -> None:
    assert read("He flew to Kiev.", [], kind="furniture") == []
