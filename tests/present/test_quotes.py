"""The same utterance in the words of several reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportedly.model import Difference, Picture, Utterance
from reportedly.present.html import render_story
from reportedly.present.lines import lines_on
from reportedly.present.lookup import look_up, number
from reportedly.present.quotes import Lineage, Quotes, quotes_of
from tests.present.pictures import ferry, figure, report, said

FIRST = report(
    1,
    ("Bridge stays shut", "“We shut the bridge at noon,” Mayor Ada Holm said."),
    outlet="Notice",
    day=date(2031, 5, 3),
)
SECOND = report(
    2,
    ("Mayor shuts bridge", "“I shut the bridge at noon,” Mayor Ada Holm said."),
    outlet="Gazette",
    day=date(2031, 5, 4),
)
THIRD = report(
    3, ("Bridge shut", "Ada Holm said the bridge was shut."), outlet="Post", day=date(2031, 5, 4)
)
COPY = report(4, ("Shut", "“We shut the bridge at noon,” Ada Holm said."), outlet="Mail", day=None)


def holm(*differences: Difference) -> Picture:
    rows = (
        said("t1", FIRST, "“We shut the bridge at noon,”", speaker="Ada Holm", kind="direct"),
        said("t2", SECOND, "“I shut the bridge at noon,”", speaker="Ada Holm", kind="direct"),
        said("t3", THIRD, "the bridge was shut", speaker="Ada Holm"),
        said("t4", COPY, "“We shut the bridge at noon,”", speaker="Ada Holm", kind="direct"),
    )
    utterance = Utterance(
        id="u",
        story_id="s",
        agent_id=None,
        statement_ids=tuple(row.id for row in rows),
        differences=differences,
    )
    return replace(
        ferry(),
        reports=(FIRST, SECOND, THIRD, COPY),
        statements=rows,
        utterances=(utterance,),
        questions=(),
        propositions=(),
        statuses=(),
        agents=(),
        figures=(),
        updates=(),
        denials=(),
        conflicts=(),
    )


def altered(*, quoted: bool = True) -> Difference:
    a = figure("x", FIRST, "We", 0, 0).span
    b = figure("y", SECOND, "I", 0, 0).span
    return Difference(a="t1", a_span=a, b="t2", b_span=b, kind="altered", quoted=quoted)


def quotes(picture: Picture) -> Quotes:
    return quotes_of(look_up(picture, number([picture])))


def told(lineage: Lineage) -> list[tuple[str, list[int], list[str]]]:
    return [
        (
            "".join(run.text for run in telling.runs),
            [ref.number for ref in telling.refs],
            [run.text for run in telling.runs if run.changed],
        )
        for telling in lineage.tellings
    ]


def test_words_that_part_inside_quotation_marks_are_marked_on_both_sides() -> None:
    [lineage] = quotes(holm(altered())).lineages
    assert lineage.speaker == "Ada Holm"
    assert lineage.note == "1 difference inside the quotation marks"
    assert told(lineage) == [
        ("“We shut the bridge at noon,”", [1, 4], ["We"]),
        ("“I shut the bridge at noon,”", [2], ["I"]),
    ]
    assert [ref.number for ref in lineage.others] == [3]


def test_what_differs_outside_quotation_marks_is_not_marked() -> None:
    [lineage] = quotes(holm(altered(quoted=False))).lineages
    assert lineage.note == ""
    assert [changed for _, _, changed in told(lineage)] == [[], []]


def test_an_utterance_quoted_alike_is_counted_and_not_shown() -> None:
    whole = holm()
    [utterance] = whole.utterances
    alike = replace(utterance, statement_ids=("t1", "t4", "t3"))
    found = quotes(replace(whole, utterances=(alike,)))
    assert (found.lineages, found.alike) == ((), 1)


def test_the_page_has_the_quotes() -> None:
    page = render_story(holm(altered()), {}, version="1")
    assert "“<ins>We</ins> shut the bridge at noon,”" in page
    assert "“<ins>I</ins> shut the bridge at noon,”" in page
    assert "No utterance stands between" in render_story(ferry(), {}, version="1")


def test_tellings_with_different_figures_keep_lines_of_their_own() -> None:
    whole = ferry()
    utterance = Utterance(id="u", story_id="s", agent_id="g4", statement_ids=("t2", "t7"))
    whole = replace(whole, utterances=(utterance,))
    lines = lines_on(whole.questions[1], look_up(whole, number([whole])))
    assert [line.ref.number for line in lines] == [2, 7]


def test_a_later_figure_is_marked_only_under_its_own_question() -> None:
    whole = ferry()
    asked = replace(whole.questions[2], proposition_ids=("p4",))
    whole = replace(whole, questions=(*whole.questions[:2], asked))
    lookup = look_up(whole, number([whole]))
    [own] = [line for line in lines_on(whole.questions[1], lookup) if line.notes]
    assert own.notes[0].text == "later figure, after"
    assert [line.notes for line in lines_on(asked, lookup)] == [()]
