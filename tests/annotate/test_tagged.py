from __future__ import annotations

from collections.abc import Sequence

import pytest
from benchmarks.annotated import annotated

from reportedly.annotate.attributions import STAGE, rule_drafts
from reportedly.annotate.drafts import Draft
from reportedly.annotate.quotations import QuotationIndex, find_quotations
from reportedly.annotate.tag_decoding import Found
from reportedly.annotate.tagged import merged
from reportedly.model import Parse
from reportedly.text import words_of

SAID = "The harbour is closed, the mayor of Thorsund said on Monday."
NESTED = "Officials said the mayor claimed the harbour was safe."


def _run(parse: Parse, words: str) -> tuple[int, int]:
    tokens = [token.text for token in parse.tokens]
    wanted = words.split()
    for first in range(len(tokens)):
        if tokens[first : first + len(wanted)] == wanted:
            return first, first + len(wanted)
    raise AssertionError(f"{words!r} not in {tokens}")


def _merge(text: str, parts: Sequence[tuple[str, str, str]]) -> tuple[list[Draft], Parse]:
    unit = annotated(text)
    [parse] = unit.parses
    quotations = QuotationIndex(find_quotations(unit.sentences, text))
    rules = rule_drafts(unit.sentences, parse, quotations, (), text, STAGE.settings)
    found = [
        Found(
            _run(parse, source) if source else None,
            _run(parse, cue),
            (_run(parse, content),) if content else (),
        )
        for source, cue, content in parts
    ]
    return merged(unit.sentences, parse, quotations, found, rules, text), parse


def test_the_tagger_decides_on_spans_and_the_rules_on_the_verb() -> None:
    [draft], parse = _merge(SAID, [("the mayor of Thorsund", "said", "The harbour is closed")])
    assert words_of(draft.content, SAID) == "The harbour is closed"
    assert draft.token is not None
    assert (draft.lemma, parse.tokens[draft.token].text, draft.kind) == ("say", "said", "verb")
    assert draft.head is not None
    assert draft.head.of(SAID) == "mayor"
    assert [parse.tokens[k].text for k in draft.frame] == [",", "said", "on", "Monday", "."]


def test_what_the_tagger_finds_without_the_rules_has_a_verb_too() -> None:
    text = "The mayor let it be known that the harbour is closed."
    [draft], _ = _merge(text, [("The mayor", "let it be known", "that the harbour is closed")])
    assert draft.lemma in {"let", "know"}
    assert draft.inherits is False


def test_an_attribution_inside_another_stays() -> None:
    parts = [("Officials", "said", "the mayor claimed the harbour was safe")]
    drafts, _ = _merge(NESTED, parts)
    assert sorted(words_of(draft.cue, NESTED) for draft in drafts) == ["claimed", "said"]


def test_what_has_no_content_is_left_out() -> None:
    assert _merge("The mayor spoke.", [("The mayor", "spoke", "")])[0] == []


@pytest.mark.parametrize("cut", ["harbour is", "closed and quiet"])
def test_no_quotation_is_cut_in_two(cut: str) -> None:
    text = "“The harbour is closed and quiet,” the mayor said."
    [draft], _ = _merge(text, [("the mayor", "said", cut)])
    assert words_of(draft.content, text) == "“The harbour is closed and quiet,”"


def test_a_source_named_a_sentence_before_is_inherited() -> None:
    text = "The mayor spoke for an hour. Said it was safe."
    drafts, _ = _merge(text, [("The mayor", "Said", "it was safe")])
    assert [draft.inherits for draft in drafts] == [True]
