"""Who says what, how firmly, and what the outlet says itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.annotate.attributions import AttributionSettings, draft_attributions
from reportedly.annotate.names import NameSettings, find_names
from reportedly.annotate.parses import ParseSettings, parse_sentences
from reportedly.annotate.sentences import SentenceSettings, split_sentences
from reportedly.annotate.speeches import SpeechSettings, find_attributions
from reportedly.annotate.statements import StatementSettings, find_statements
from reportedly.model import Attribution, Block, BlockKind, Report, Span, Statement
from reportedly.text import key, words_of

Marked = tuple[str, str, str, str]  # source, cue, content, lemma of the cue


def marked(text: str, marks: Sequence[Marked], kind: str = "indirect") -> list[Attribution]:
    """Make attributions of words that each stand once in `text`."""

    def span(words: str) -> tuple[Span, ...]:
        start = text.index(words) if words else 0
        return (Span(start, start + len(words)),) if words else ()

    return [
        Attribution(
            id=key("a", number),
            report_id="r",
            kind="direct" if kind == "direct" else "indirect",
            source=span(source),
            cue=span(cue),
            content=span(content),
            speaker=source or None,
            cue_lemma=lemma,
        )
        for number, (source, cue, content, lemma) in enumerate(marks)
    ]


def read(
    text: str, marks: Sequence[Marked] = (), *, kind: str = "indirect", block: BlockKind = "body"
) -> list[Statement]:
    whole = Block(report_id="r", span=Span(0, len(text)), kind=block, reason="test")
    report = Report(id="r", path="-", sha256="", text=text, language="en", blocks=(whole,))
    sentences = list(split_sentences(report, SentenceSettings()))
    parses = list(parse_sentences(report, sentences, ParseSettings()))
    mentions = list(find_names(report, sentences, parses, NameSettings()))
    found = find_statements(
        report,
        sentences,
        parses,
        mentions,
        [],
        [],
        [],
        marked(text, marks, kind),
        StatementSettings(),
    )
    return list(found)


def own(text: str, marks: Sequence[Marked] = (), block: BlockKind = "body") -> list[str]:
    found = read(text, marks, block=block)
    return [words_of(s.content, text) for s in found if s.kind == "own voice"]


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        pytest.param("The bridge fell on Monday.", [], ["The bridge fell on Monday."], id="whole"),
        pytest.param(
            "The bridge is safe, the mayor said on Tuesday.",
            [("the mayor", "said", "The bridge is safe", "say")],
            [],
            id="bare frame",
        ),
        pytest.param(
            "The port denied knowing of the leak and was not involved in the repair.",
            [("The port", "denied", "knowing of the leak", "deny")],
            ["The port … was not involved in the repair"],
            id="joined clause keeps its subject",
        ),
        pytest.param(
            "The ministry confirmed the leak, though it is not clear how many tanks were hit.",
            [("The ministry", "confirmed", "the leak", "confirm")],
            ["it is not clear how many tanks were hit"],
            id="concession",
        ),
        pytest.param(
            "The mayor, who took office in May, said the dam would hold.",
            [("The mayor", "said", "the dam would hold", "say")],
            ["The mayor … who took office in May"],
            id="relative clause",
        ),
        pytest.param(
            "When she was asked about the dam, the mayor said it would hold.",
            [("the mayor", "said", "it would hold", "say")],
            [],
            id="how she came to speak",
        ),
        pytest.param(
            "The mayor said he would drain the lake so that the town would be safe.",
            [("The mayor", "said", "he would drain the lake", "say")],
            [],
            id="purpose belongs to what was said",
        ),
        pytest.param(
            "The firm has pumped out 40 tonnes with its director boasting that it was easy.",
            [("its director", "boasting", "that it was easy", "boast")],
            ["The firm has pumped out 40 tonnes"],
            id="attribution in an aside",
        ),
        pytest.param("Read more about the dam.", [], [], id="order"),
        pytest.param("Will the dam hold?", [], [], id="question"),
        pytest.param("“The dam will hold for years.”", [], [], id="quotation without a source"),
        pytest.param("The mayor of Ostby.", [], [], id="no verb"),
    ],
)
def test_own_voice(text: str, marks: list[Marked], expected: list[str]) -> None:
    assert own(text, marks) == expected


def test_headlines_need_no_tense() -> None:
    assert own("Two drones hit border depot", block="headline")
    assert own("12 dead in Ostby bus crash", block="headline")
    assert not own("Our correspondents", block="headline")


@pytest.mark.parametrize(
    ("text", "act", "about"),
    [
        pytest.param("Ostland has not commented on the raid.", "silent", "Ostland", id="silent"),
        pytest.param(
            "Elena Brandt kept silent about the plan.", "silent", "Elena Brandt", id="mum"
        ),
        pytest.param(
            "Elena Brandt's claim could not be independently verified.",
            "unverified",
            "Elena Brandt",
            id="unverified claim",
        ),
        pytest.param("Neither account could be verified.", "unverified", None, id="neither"),
        pytest.param("The dead men have not been named.", "unverified", None, id="not named"),
        pytest.param(
            "The port could not immediately be reached.", "silent", "The port", id="reached"
        ),
        pytest.param("It is not clear how many died.", "unverified", None, id="not clear"),
        pytest.param("Ostland flatly rejected the charge.", "deny", "Ostland", id="denial"),
        pytest.param("Ostland declined to comment.", "decline", "Ostland", id="decline"),
        pytest.param("Ostland declined to withdraw.", "say", None, id="no refusal to speak"),
        pytest.param("The bridge fell.", "say", None, id="plain"),
    ],
)
def test_acts_in_own_voice(text: str, act: str, about: str | None) -> None:
    [found] = read(text)
    assert (found.act, found.about) == (act, about)


@pytest.mark.parametrize(
    ("text", "mark", "act"),
    [
        pytest.param(
            "The mayor declined to comment on the leak.",
            ("The mayor", "declined", "to comment on the leak", "decline"),
            "decline",
            id="declined to comment",
        ),
        pytest.param(
            "The mayor would not say when the dam failed.",
            ("The mayor", "say", "when the dam failed", "say"),
            "decline",
            id="would not say",
        ),
        pytest.param(
            "The mayor denied any part in it.",
            ("The mayor", "denied", "any part in it", "deny"),
            "deny",
            id="denied",
        ),
        pytest.param(
            "The mayor said the reports were false.",
            ("The mayor", "said", "the reports were false", "say"),
            "deny",
            id="called false",
        ),
        pytest.param(
            "The mayor said the firm had not replied.",
            ("The mayor", "said", "the firm had not replied", "say"),
            "say",
            id="another's silence is told",
        ),
        pytest.param(
            "One guard, who asked not to be named, said the gate was open.",
            ("One guard, who asked not to be named,", "said", "the gate was open", "say"),
            "say",
            id="not named",
        ),
    ],
)
def test_acts_of_sources(text: str, mark: Marked, act: str) -> None:
    found = next(s for s in read(text, [mark]) if s.attribution_id)
    assert found.act == act
    assert (found.about is None) == (act == "say")


def test_two_cues_of_the_same_words_make_one_statement() -> None:
    text = "The port continues to deny that oil has leaked."
    marks = [
        ("The port", "continues", "that oil has leaked", "continue"),
        ("The port", "deny", "that oil has leaked", "deny"),
    ]
    assert [found.act for found in read(text, marks)] == ["deny"]


def test_silence_is_the_outlets_own_voice() -> None:
    text = "The port has not answered the proposal."
    [found] = read(text, [("The port", "answered", "the proposal", "answer")])
    assert (found.kind, found.act, found.speaker, found.about) == (
        "own voice",
        "silent",
        None,
        "The port",
    )
    assert found.attribution_id is None


@pytest.mark.parametrize(
    ("content", "lemma", "polarity", "certainty", "hedges"),
    [
        pytest.param("the dam has failed", "say", "+", "certain", [], id="plain"),
        pytest.param("the dam has not failed", "say", "-", "certain", [], id="not"),
        pytest.param("no dam has failed", "say", "-", "certain", [], id="no"),
        pytest.param("the dam may fail", "say", "+", "possible", ["may"], id="may"),
        pytest.param("the dam will likely fail", "say", "+", "probable", ["likely"], id="adverb"),
        pytest.param("the dam seems to be failing", "say", "+", "probable", ["seems"], id="seems"),
        pytest.param("the dam failed in May", "say", "+", "certain", [], id="month"),
        pytest.param("about 40 tonnes leaked", "say", "+", "certain", [], id="hedge of a figure"),
        pytest.param("the dam failed", "believe", "+", "probable", [], id="belief"),
        pytest.param("the dam failed", "deny", "-", "certain", [], id="denied"),
        pytest.param("the dam had not failed", "deny", "+", "certain", [], id="denied negation"),
        pytest.param("whether the dam failed", "ask", "u", "underspecified", [], id="whether"),
        pytest.param(
            "the dam failed, allegedly", "say", "+", "underspecified", ["allegedly"], id="rumour"
        ),
        pytest.param("the aim is not to stay", "say", "-", "certain", [], id="not to"),
        pytest.param("not only the dam failed", "say", "+", "certain", [], id="not only"),
    ],
)
def test_polarity_and_certainty(
    content: str, lemma: str, polarity: str, certainty: str, hedges: list[str]
) -> None:
    text = f"The mayor has told reporters that {content}."
    found = next(s for s in read(text, [("The mayor", "told", content, lemma)]) if s.attribution_id)
    assert (found.polarity, found.certainty) == (polarity, certainty)
    assert [span.of(text) for span in found.hedges] == hedges


def test_wishes_are_left_open() -> None:
    text = "The mayor urged the firm to drain the lake."
    [found] = read(text, [("The mayor", "urged", "the firm to drain the lake", "urge")])
    assert (found.polarity, found.certainty) == ("u", "underspecified")


@pytest.mark.parametrize(
    ("text", "lemma", "negated", "subject", "objects"),
    [
        ("The pump did not start.", "start", True, ("pump",), ()),
        ("No oil has crossed the border.", "cross", True, ("oil",), ("border",)),
        ("The army failed to advance.", "advance", True, ("army",), ()),
        ("The depot was hit by a drone.", "hit", False, ("drone",), ("depot",)),
        ("They have made no advance.", "advance", True, (), ()),
        ("The men have so far advanced six miles.", "advance", False, ("man",), ()),
        ("The clerk, who left, was ill.", "leave", False, ("clerk",), ()),
        ("They saw not just a clerk becoming a baker.", "become", False, ("clerk",), ("baker",)),
    ],
)
def test_predicates(
    text: str, lemma: str, negated: bool, subject: tuple[str, ...], objects: tuple[str, ...]
) -> None:
    [statement] = read(text)
    found = next(p for p in statement.predicates if p.lemma == lemma)
    assert (found.negated, found.subject, found.object) == (negated, subject, objects)


def test_nested_statements_name_the_outer() -> None:
    text = "Officials said the mayor claimed the dam was safe."
    inner, outer = "the dam was safe", "the mayor claimed the dam was safe"
    first, second = marked(
        text, [("Officials", "said", outer, "say"), ("the mayor", "claimed", inner, "claim")]
    )
    assert first.id != second.id
    whole = Report(id="r", path="-", sha256="", text=text, language="en")
    sentences = list(split_sentences(whole, SentenceSettings()))
    parses = list(parse_sentences(whole, sentences, ParseSettings()))
    nested = Attribution(
        id=second.id,
        report_id="r",
        kind="indirect",
        source=second.source,
        cue=second.cue,
        content=second.content,
        within=first.id,
        cue_lemma="claim",
    )
    found = list(
        find_statements(
            whole, sentences, parses, [], [], [], [], [first, nested], StatementSettings()
        )
    )
    outermost = next(s for s in found if s.attribution_id == first.id)
    assert next(s for s in found if s.attribution_id == nested.id).within == outermost.id


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet='abc .,“”"?said not Xé\n', max_size=120))
def test_no_text_breaks_it_and_spans_stay_inside(text: str) -> None:
    report = Report(id="r", path="-", sha256="", text=text, language="en")
    sentences = list(split_sentences(report, SentenceSettings()))
    parses = list(parse_sentences(report, sentences, ParseSettings()))
    mentions = list(find_names(report, sentences, parses, NameSettings()))
    drafts = list(draft_attributions(report, sentences, parses, mentions, AttributionSettings()))
    attributions = list(
        find_attributions(report, sentences, parses, mentions, [], drafts, SpeechSettings())
    )
    found = list(
        find_statements(
            report, sentences, parses, mentions, [], [], [], attributions, StatementSettings()
        )
    )
    for statement in found:
        pieces = (*statement.content, *statement.source, *statement.cue, statement.context)
        assert all(0 <= span.start < span.end <= len(text) for span in pieces)
        assert statement.content


@pytest.mark.parametrize(
    ("cue", "polarity"), [("found no indication", "u"), ("found indications", "+")]
)
def test_what_a_cue_says_not_to_be_shown_is_left_open(cue: str, polarity: str) -> None:
    text = f"The agency {cue} that the plane was shot down."
    marks = [("The agency", cue, "that the plane was shot down", "find")]
    [statement] = read(text, marks)
    assert statement.polarity == polarity
