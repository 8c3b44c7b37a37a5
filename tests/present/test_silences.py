from __future__ import annotations

from dataclasses import replace

from reportedly.model import (
    Agent,
    Picture,
    Predicate,
    Proposition,
    Question,
    Span,
    Statement,
    Story,
)
from reportedly.present.silences import shown_silences, silences

WHOLE = Span(0, 9)


def said(name: str, by: str | None, subject: str, act: str = "say") -> Statement:
    return Statement(
        id=name,
        report_id="r",
        attribution_id=name if by else None,
        kind="indirect" if by else "own voice",
        act=act,  # type: ignore[arg-type]
        content=(WHOLE,),
        context=WHOLE,
        speaker=by,
        predicates=(Predicate(lemma="advance", span=WHOLE, subject=(subject,)),),
    )


def picture(*asked: Statement, elsewhere: tuple[Statement, ...] = ()) -> Picture:
    rows = (*asked, *elsewhere)
    agents = tuple(
        Agent(
            id=by,
            story_id="s",
            name=by,
            names=(by,),
            type="org",
            named=True,
            principal=by,
            statement_ids=tuple(one.id for one in rows if one.speaker == by),
        )
        for by in sorted({one.speaker for one in rows if one.speaker})
    )
    question = Question(
        id="q", story_id="s", text="How far?", kind="how far", proposition_ids=("p",)
    )
    ids = tuple(one.id for one in asked)
    return Picture(
        story=Story(id="s", title="t", report_ids=("r",)),
        as_of=None,
        reports=(),
        statements=rows,
        agents=agents,
        questions=(question,),
        propositions=(Proposition(id="p", story_id="s", question_id="q", statement_ids=ids),),
    )


VELISK = (said("v1", "Velisk", "talk"), said("v2", "Velisk", "ferry"))


def test_who_is_said_to_act_and_does_not_speak() -> None:
    asked = (said("a", "Lethen", "velisk"), said("b", None, "velisk"))
    story = picture(*asked, elsewhere=VELISK)
    [found] = silences(story)
    assert (found.side, found.said_of, found.note) == ("Velisk", ("a", "b"), False)
    assert [(side, question.id) for side, question in shown_silences(story, 3)] == [("Velisk", "q")]


def test_one_statement_on_what_nobody_contests_is_not_named_in_a_brief() -> None:
    assert not shown_silences(picture(said("a", "Lethen", "velisk"), elsewhere=VELISK), 3)


def test_nobody_is_silent_on_what_no_side_speaks_of() -> None:
    asked = (said("a", None, "velisk"), said("b", None, "velisk"))
    assert not list(silences(picture(*asked, elsewhere=VELISK)))


def test_who_answers_is_not_silent() -> None:
    own = said("c", "Velisk", "ferry")
    assert not list(silences(picture(said("a", "Lethen", "velisk"), own, elsewhere=VELISK)))


def test_a_refusal_is_no_account_and_is_noted() -> None:
    refusal = said("c", "Velisk", "comment", "decline")
    [found] = silences(picture(said("a", "Lethen", "velisk"), refusal, elsewhere=VELISK))
    assert found.note


def test_who_speaks_nowhere_is_no_side() -> None:
    assert not list(silences(picture(said("a", "Lethen", "velisk"))))


def test_what_stands_beside_all_questions_has_no_silence() -> None:
    story = picture(said("a", "Lethen", "velisk"), elsewhere=VELISK)
    beside = replace(story.questions[0], reason="frame told")
    assert not list(silences(replace(story, questions=(beside,))))
