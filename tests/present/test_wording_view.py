"""Wording: which words outlets choose for one thing, and how they introduce each side's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import (
    Agent,
    Attribution,
    CueClass,
    Difference,
    Mention,
    Picture,
    PlaceMention,
    Report,
    Span,
    Statement,
    Story,
    Utterance,
    WordChoice,
)
from reportedly.present.choices import (
    Material,
    alike,
    letters,
    name_choices,
    spelled_concepts,
)
from reportedly.present.event_nouns import noun_choices
from reportedly.present.html import render_story
from reportedly.present.lookup import look_up, number
from reportedly.present.quote_rows import altered_rows, telling_rows
from reportedly.present.verbs import introductions
from reportedly.present.wording import Wording, around, wording_of
from reportedly.present.wording_rows import occurrence_rows, wording_rows
from tests.present.pictures import report, said

NOTICE = report(
    1,
    (
        "Blast at Orrin mill",
        "The blast at Orrin killed two, Jana Hallmann claimed. Mrs Hallmann saw the fire.",
        "“It was an attack,” Viktor Stein said. The incident shook Zaria.",
    ),
    outlet="Notice",
    day=date(2031, 5, 3),
)
GAZETTE = report(
    2,
    (
        "Explosion in mill",
        "The explosion at Orrin killed two, Jana Halman said. Blasts are rare in ZARIA.",
        "Witnesses in Zariya confirmed it. Yana Halman left.",
    ),
    outlet="Gazette",
    day=date(2031, 5, 4),
)


def spans(source: Report, words: str) -> list[Span]:
    found, at = [], source.text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = source.text.find(words, at + 1)
    return found


def nouns(source: Report, concept: str, form: str, *words: str) -> list[WordChoice]:
    return [
        WordChoice(report_id=source.id, span=span, concept=concept, form=form, voice="outlet")
        for word in words
        for span in spans(source, word)
    ]


def persons(source: Report, agent: str, *words: str) -> list[Mention]:
    return [
        Mention(report_id=source.id, span=span, type="person", agent=agent, named=True)
        for word in words
        for span in spans(source, word)
    ]


def places(source: Report, *words: str) -> list[PlaceMention]:
    return [
        PlaceMention(
            id=f"{source.id}{span.start}",
            report_id=source.id,
            span=span,
            name="Zaria",
            geonames_id=2317765,
            precision="settlement",
        )
        for word in words
        for span in spans(source, word)
    ]


def told(key: str, source: Report, words: str, cue: str, kind: CueClass) -> Statement:
    return said(key, source, words, speaker="Jana Hallmann", cue=cue, cue_class=kind)


STATEMENTS = (
    told("t1", NOTICE, "The blast at Orrin killed two", "claimed", "doubting"),
    told("t2", GAZETTE, "The explosion at Orrin killed two", "said", "neutral"),
)


def mill(*reports: Report) -> Picture:
    """Return the story of a mill, or what its first reports say."""
    reports = reports or (NOTICE, GAZETTE)
    ids = {one.id for one in reports}
    mentions = [
        *persons(NOTICE, "Jana Hallmann", "Jana Hallmann", "Hallmann saw"),
        *persons(GAZETTE, "Jana Halman", "Jana Halman", "Yana Halman"),
    ]
    mentions[1] = persons(NOTICE, "Jana Hallmann", "Hallmann")[1]
    choices = [
        *nouns(NOTICE, "blast", "explosion", "explosion"),
        *nouns(NOTICE, "blast", "blast", "Blast", "blast"),
        *nouns(NOTICE, "attack", "attack", "attack"),
        *nouns(NOTICE, "blast", "incident", "incident"),
        *nouns(NOTICE, "event", "fire", "fire"),
        *nouns(GAZETTE, "blast", "explosion", "Explosion", "explosion"),
        *nouns(GAZETTE, "blast", "blast", "Blasts"),
    ]
    agent = Agent(
        id="g",
        story_id="s",
        name="Jana Hallmann",
        names=("Hallmann", "Jana Halman", "Jana Hallmann", "Yana Halman"),
        type="person",
        named=True,
        side="Mill",
        statement_ids=("t1", "t2"),
    )
    return Picture(
        story=Story(id="s", title="Mill", report_ids=tuple(ids)),
        as_of=None,
        reports=reports,
        statements=tuple(row for row in STATEMENTS if row.report_id in ids),
        attributions=(
            Attribution(
                id="a-t1",
                report_id="r1",
                kind="indirect",
                source=(),
                cue=(),
                content=(),
                cue_lemma="claim",
            ),
        ),
        agents=(agent,),
        mentions=tuple(one for one in mentions if one.report_id in ids),
        places=tuple(
            one
            for one in (*places(NOTICE, "Zaria"), *places(GAZETTE, "ZARIA", "Zariya"))
            if one.report_id in ids
        ),
        word_choices=tuple(one for one in choices if one.report_id in ids),
    )


def view(*pictures: Picture) -> Wording:
    numbering = number(pictures)
    return wording_of([look_up(one, numbering) for one in pictures])


def test_spellings_of_a_name_are_found_without_a_list() -> None:
    found = name_choices(Material([mill()]), spelled_concepts())
    forms = {choice.concept: {form: len(held) for form, held in choice.forms.items()}
             for choice in found}  # fmt: skip
    assert forms["Hallmann"] == {"Halman": 2, "Hallmann": 2}


def test_a_place_under_two_names_is_one_choice_and_capitals_are_none() -> None:
    found = name_choices(Material([mill()]), spelled_concepts())
    [zaria] = [choice for choice in found if "Zaria" in choice.forms]
    assert set(zaria.forms) == {"Zaria", "Zariya"}


def test_nouns_for_the_event_are_those_that_the_reports_use_for_it() -> None:
    found = noun_choices(Material([mill()]), spelled_concepts())
    assert found is not None
    assert set(found.forms) == {"blast", "explosion", "incident"}
    assert len(found.forms["blast"]) == 2, "blasts of a kind are not this one"


def test_a_story_without_words_has_no_choice() -> None:
    story = Story(id="s", title="", report_ids=())
    empty = Picture(story=story, as_of=None, reports=(), statements=())
    assert noun_choices(Material([empty]), frozenset()) is None
    assert name_choices(Material([empty]), frozenset()) == []


def test_counts_are_those_of_their_day_and_their_outlet() -> None:
    found = view(mill(NOTICE), mill())
    assert [column.short for column in found.columns] == ["NO", "GA"]
    [event] = found.nouns
    blast = next(row for row in event.rows if row.form == "blast")
    assert [[it.number for it in cell.own] for cell in blast.cells] == [[2], []]
    explosion = next(row for row in event.rows if row.form == "explosion")
    assert explosion.since == 1
    assert [(it.number, it.since) for it in explosion.cells[1].own] == [(2, 1)]
    alone = view(mill(NOTICE))
    assert [remark.text for remark in alone.remarks] == [found.remarks[0].text]
    assert "1 report by 1 outlet" in found.remarks[0].text


def test_quoted_words_are_counted_apart() -> None:
    material = Material([mill()])
    quoted = {row.form: one.quoted for row, one in material.choices}
    assert quoted == {"explosion": False, "blast": False, "attack": True, "incident": False,
                      "fire": False}  # fmt: skip


def test_verbs_stand_by_side_outlet_and_class() -> None:
    picture = mill()
    found = introductions([look_up(picture, number([picture]))])
    titles = [(row.title, row.outlet) for row in found.rows]
    assert titles == [("Mill", False), ("NO", True), ("GA", True)]
    total = [sum(it.number for it in cell.numbers) for cell in found.rows[0].cells]
    assert total == [1, 1, 0, 0, 0]
    [claim] = found.rows[1].cells[1].verbs
    assert claim.lemma == "claim", "the verb itself, not the form of it"
    assert [ref.number for ref in claim.refs] == [1]


def test_the_page_opens_every_number_and_says_how_little_it_shows() -> None:
    page = render_story(mill(), {}, version="0")
    section = page[page.index('<section id="wording">') :]
    assert "far too few to say how an outlet usually writes" in section
    assert "Nouns for the event" in section
    assert section.index("<details") < section.index("</section>")
    assert (
        "The blast at Orrin" not in section.split("Verbs that introduce")[1].split("</section>")[0]
    )


def test_rows_count_what_the_occurrences_are() -> None:
    each, counted = list(occurrence_rows(mill())), list(wording_rows(mill()))
    assert sum(row["n"] for row in counted) == len(each)
    texts = {one.id: one.text for one in mill().reports}
    for row in each:
        assert texts[row["report_id"]][row["start"] : row["end"]] == row["words"]
    verbs = {(row["form"], row["verb_class"], row["side"], row["by"]) for row in counted
             if row["kind"] == "verb"}  # fmt: skip
    assert ("claim", "distancing", "Mill", "NO") in verbs


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Hallmann", "Halman", True, id="doubled letters"),
        pytest.param("Castelnau", "Castelnou", True, id="a slip"),
        pytest.param("Volodymyr", "Vladimir", True, id="two languages"),
        pytest.param("Hua", "Chunying", False, id="family and given name"),
        pytest.param("Holm", "Brandt", False, id="two names"),
        pytest.param("Brannt", "Grannt", False, id="another first letter"),
    ],
)
def test_spellings_and_other_names(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


@given(st.text(max_size=40))
def test_letters_are_the_same_whatever_stands_between_them(words: str) -> None:
    assert letters(words) == letters(words.replace(" ", "-"))


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 20))
def test_context_is_what_stands_beside_the_words(text: str, start: int, size: int) -> None:
    start = min(start, len(text))
    end = min(start + size, len(text))
    before, after = around(text, start, end)
    assert before.removeprefix("… ") in text[:start]
    assert after.removesuffix(" …") in text[end:]


def _utterance(*differences: Difference) -> Picture:
    picture = mill()
    utterance = Utterance(
        id="u", story_id="s", agent_id="g", statement_ids=("t1", "t2"), differences=differences
    )
    rows: Sequence[Statement] = picture.statements
    return Picture(
        story=picture.story,
        as_of=None,
        reports=picture.reports,
        statements=tuple(rows),
        agents=picture.agents,
        utterances=(utterance,),
    )


def test_tellings_and_where_they_part_are_rows() -> None:
    parted = Difference(
        a="t1",
        a_span=spans(NOTICE, "blast")[0],
        b="t2",
        b_span=spans(GAZETTE, "explosion")[0],
        kind="altered",
        quoted=True,
    )
    rows = list(telling_rows(_utterance(parted)))
    assert [row["statement_id"] for row in rows] == ["t1", "t2"]
    [row] = altered_rows(_utterance(parted))
    assert (row["a_words"], row["b_words"]) == ("blast", "explosion")
    assert (row["a_outlet"], row["b_outlet"]) == ("Notice", "Gazette")
    loose = Difference(
        a="t1", a_span=parted.a_span, b="t2", b_span=parted.b_span, kind="altered", quoted=False
    )
    assert list(altered_rows(_utterance(loose))) == []
    assert len(list(altered_rows(_utterance(loose), quoted=False))) == 1
