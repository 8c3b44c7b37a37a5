"""The brief in the terminal and as Markdown."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len
from rich.console import Console

from reportedly.model import ChannelKind, Difference, Picture, Span, Statement, Utterance
from reportedly.present.brief import CONFLICT, REPORTED, UNKNOWN, brief_of
from reportedly.present.labels import abbreviations, short_paths
from reportedly.present.lines import (
    BARE,
    FIGURE,
    OPPOSED,
    REFUSAL,
    Line,
    channel_of,
    line_of,
    lines_on,
    passage_of,
    role_of,
)
from reportedly.present.lookup import look_up, number
from reportedly.present.markdown import render_story
from reportedly.present.picked import best, series
from reportedly.present.terminal import write_brief
from reportedly.present.words import words_of
from tests.present.pictures import REPORTS, ferry, ferry_days, hostile, said


def printed(picture: Picture, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width)
    write_brief(picture, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


WIDE = """\
Ferry runs aground off Tarn Island                           3 reports · 7 statements · 3–5 May 2031

Where accounts conflict
  Did the engine fail?            ⇄ Disputed · 2 reports, 2 named origins · flagged unverified by EG
    Crew     “The engine failed at once,”   Mira Oslund, Captain · to state radio · 001:66 · 3 May
    Company  denied that the engine had failed   Ferry company · 002:84 · 4 May · denies 001:66
    Company  “There was no fault of any kind,”
             Leo Brandt, spokesman · on Chatter · 002:108 · 4 May
    —        The company's account could not be independently verified
             no source given · 002:180 · 4 May · outlet’s caution
"""


def test_conflicts_come_first_with_words_speaker_channel_place_and_day() -> None:
    assert printed(ferry()).startswith(WIDE)


def test_a_later_figure_is_marked_as_such() -> None:
    assert "later figure, after 001:144" in printed(ferry())


def test_what_was_not_read_or_found_is_said() -> None:
    told = printed(ferry())
    assert "1 input could not be read." in told
    assert "Not found in these reports: " in told


@pytest.mark.parametrize("width", [30, 44, 72, 200])
def test_words_are_wrapped_and_never_cut(width: int) -> None:
    told = printed(ferry(), width)
    assert all(cell_len(line) <= max(width, 30) for line in told.splitlines())
    for row in ferry().statements:
        words = row.content[0].of(next(r for r in REPORTS if r.id == row.report_id).text)
        if row.counted:
            assert words in " ".join(told.split())


def test_no_colour_without_a_terminal() -> None:
    assert "\x1b" not in printed(ferry())


def test_control_characters_do_not_reach_the_terminal() -> None:
    told = printed(hostile("red \x1b[31m \u202e alert \x07 [bold]x[/bold]"))
    assert not {"\x1b", "\x07", "\u202e"} & set(told)
    assert "[bold]x[/bold]" in told


def test_a_question_goes_to_the_column_that_the_printed_rules_say() -> None:
    whole = ferry()
    lookup = look_up(whole, number([whole]))
    found = {c.title: [i.question for i in c.items] for c in brief_of(lookup).columns}
    assert found == {
        REPORTED: ["How many passengers were hurt?", "When was the ferry repaired?"],
        CONFLICT: ["Did the engine fail?"],
        UNKNOWN: [],
    }


@pytest.mark.parametrize(
    ("more", "column"),
    [
        pytest.param({"contest": "differ", "origins": 2}, CONFLICT, id="differ, named"),
        pytest.param({"contest": "differ", "origins": 0}, UNKNOWN, id="differ, nobody named"),
        pytest.param({"contest": "changed"}, CONFLICT, id="account changed"),
        pytest.param({"contest": "denied", "flags": ()}, REPORTED, id="denied, nobody affirms"),
        pytest.param({"contest": "none", "support": "no account"}, UNKNOWN, id="no account"),
        pytest.param({"contest": "none", "flags": ()}, REPORTED, id="one origin"),
        pytest.param({"contest": "none"}, UNKNOWN, id="flagged unverified"),
    ],
)
def test_columns(more: dict[str, object], column: str) -> None:
    whole = ferry()
    status = replace(whole.statuses[0], **more)  # type: ignore[arg-type]
    whole = replace(whole, statuses=(status,))
    brief = brief_of(look_up(whole, number([whole])))
    assert "Did the engine fail?" in [item.question for item in brief.column(column).items]


def test_few_lines_let_every_side_speak() -> None:
    whole = ferry()
    lookup = look_up(whole, number([whole]))
    shown = best(lines_on(whole.questions[0], lookup), 2)
    assert [line.side for line in shown] == ["Crew", "Company"]
    # The caution is the fourth line, and has no room among three.
    assert [line.style for line in best(lines_on(whole.questions[0], lookup), 3)] == [
        "says",
        "denies",
        "says",
    ]


def _weighed(place: int, side: str, rank: int, *, figured: int = 0, turn: str = "") -> Line:
    whole = ferry()
    line = lines_on(whole.questions[0], look_up(whole, number([whole])))[0]
    return replace(
        line,
        ref=replace(line.ref, number=place),
        side=side,
        weight=(rank,),
        figured=figured,
        turn=turn or side,
    )


def test_the_latest_figure_is_always_shown() -> None:
    lines = [_weighed(n, "Crew", FIGURE, figured=n) for n in (1, 2, 3)]
    assert [line.ref.number for line in best(lines, 1)] == [3]
    overtaken = [*lines[:2], replace(lines[2], figured=0)]
    assert [line.ref.number for line in best(overtaken, 1)] == [2]


def _numbered(place: int, number: float | None, *telling: int, figured: int = 0) -> Line:
    line = _weighed(place, "Crew", FIGURE, figured=figured)
    return replace(line, number=number, telling=telling)


def test_a_number_that_moved_is_shown_from_first_to_last() -> None:
    lines = [
        _numbered(1, 60, 0),
        _numbered(2, None, 0),
        _numbered(3, 77, 1, figured=3),
        _numbered(4, 77, 0, figured=4),  # tells more of the same number
        _numbered(5, 24, 2),  # "dozens"
        _numbered(6, 84, 1, figured=6),
        _numbered(7, 60, 1),
    ]
    found = [[line.ref.number for line in series(lines, most)] for most in (1, 2, 3, 4)]
    assert found == [[6], [1, 6], [1, 4, 6], [1, 4, 5, 6]]
    assert series(lines[:4], 4) == []  # two numbers are no series


def test_figures_come_before_denials_bare_words_and_refusals() -> None:
    ranks = (REFUSAL, BARE, OPPOSED, FIGURE)
    lines = [_weighed(n, "Crew", rank) for n, rank in enumerate(ranks)]
    found = [[line.ref.number for line in best(lines, most)] for most in (1, 2, 3)]
    assert found == [[3], [2, 3], [1, 2, 3]]


def test_bare_words_of_a_side_wait_for_its_denials() -> None:
    lines = [
        _weighed(1, "Company", BARE, turn="Company 0"),
        _weighed(2, "Company", OPPOSED, turn="Company 1"),
        _weighed(3, "Company", OPPOSED, turn="Company 1"),
        _weighed(4, "Crew", BARE),
    ]
    assert [line.ref.number for line in best(lines, 3)] == [2, 3, 4]


def test_quotations_that_differ_are_marked() -> None:
    whole = ferry()
    part = Difference(
        a="t1", a_span=Span(66, 70), b="t9", b_span=Span(66, 70), kind="altered", quoted=True
    )
    other = replace(whole.statements[0], id="t9", report_id="r2")
    whole = replace(
        whole,
        statements=(*whole.statements, other),
        propositions=(
            replace(whole.propositions[0], statement_ids=("t1", "t9")),
            *whole.propositions[1:],
        ),
        utterances=(
            Utterance(
                id="u", story_id="s", agent_id=None, statement_ids=("t1", "t9"), differences=(part,)
            ),
        ),
    )
    assert "also in EG (words differ)" in printed(whole, 200)
    alike = replace(whole, utterances=(replace(whole.utterances[0], differences=()),))
    assert "words differ" not in printed(alike, 200)


def test_outlets_get_short_names_of_their_own() -> None:
    outlets = [
        "The Harbour Notice",
        "Harbour News",
        "BBC News",
        "Zeitung",
        "www.example.co.uk",
        None,
        None,
    ]
    reports = [
        replace(REPORTS[0], id=f"x{place}", outlet=outlet) for place, outlet in enumerate(outlets)
    ]
    assert list(abbreviations(reports).values()) == ["HN", "HN2", "BBC", "ZE", "EX", "A*", "B*"]


def test_file_names_are_cut_where_they_differ() -> None:
    paths = ["a/000_52b9.txt", "a/001_52b9.txt", "b/001_77.txt", "notes.txt", "c/notes.txt"]
    reports = [replace(REPORTS[0], id=path, path=path) for path in paths]
    assert list(short_paths(reports).values()) == [
        "000",
        "001_52b9",
        "001_77",
        "notes.txt",
        "notes.txt",
    ]


def _direct(text: str, words: str) -> str:
    report = replace(REPORTS[0], text=text)
    start = text.index(words)
    row = replace(
        said("x", REPORTS[0], "The engine failed", speaker="somebody"),
        kind="direct",
        content=(Span(start, start + len(words)),),
    )
    return words_of(row, report, 1).plain


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        pytest.param("He said: “It is safe.”", "It is safe.", "“It is safe.”", id="curly"),
        pytest.param('He said: "It is safe."', "It is safe.", '"It is safe."', id="straight"),
        pytest.param("Er: „Alles gut“, so er", "Alles gut", "„Alles gut“", id="low"),
        pytest.param("Il dit : « Rien. »", "Rien.", "«Rien.»", id="guillemets"),
        pytest.param("“One. Two.” he said", "Two.", "“Two.”", id="inside a longer one"),
        pytest.param("“One.” he said", "“One.”", "“One.”", id="marks in the words"),
        pytest.param("He said one thing", "one thing", "one thing", id="no marks, none shown"),
    ],
)
def test_quotation_marks_are_those_of_the_report(text: str, words: str, shown: str) -> None:
    assert _direct(text, words) == shown


def test_indirect_words_get_no_marks() -> None:
    lookup = look_up(ferry(), number([ferry()]))
    indirect: Statement = ferry().statements[3]
    assert line_of(indirect, lookup, "q1").words.plain == "denied that the engine had failed"


@pytest.mark.parametrize(
    ("text", "words", "cue", "shown"),
    [
        pytest.param(
            "The firm denied any fault.", "any fault", "denied", "denied any fault", id="before"
        ),
        pytest.param(
            "Orr says pump failed, firm denies it",
            "Orr says pump failed",
            "denies",
            "Orr says pump failed, firm denies it",
            id="behind, with its pronoun",
        ),
        pytest.param(
            "That the pump had failed is what the firm, asked by several papers, now denies.",
            "That the pump had failed",
            "denies",
            "That the pump had failed … denies",
            id="far behind",
        ),
        pytest.param(
            "The firm denied it to us", "it", "denied", "denied it", id="nothing but a pronoun"
        ),
    ],
)
def test_a_denial_is_shown_with_its_cue(text: str, words: str, cue: str, shown: str) -> None:
    at, behind = text.index(words), text.index(cue)
    row = replace(
        ferry().statements[3],
        content=(Span(at, at + len(words)),),
        cue=(Span(behind, behind + len(cue)),),
        context=Span(0, len(text)),
    )
    assert words_of(row, replace(REPORTS[0], text=text), 1).plain == shown


def test_whoever_passes_words_on_is_named_once() -> None:
    whole = ferry()
    inner = replace(whole.statements[3], within="t2", channel="Chatter", channel_kind="platform")
    lookup = look_up(replace(whole, statements=(whole.statements[1], inner)), number([whole]))
    assert passage_of(inner, lookup) == "via Tarn Coast Guard, on Chatter"
    again = replace(inner, channel="Tarn Coast Guard", channel_kind="outlet")
    assert passage_of(again, lookup) == "via Tarn Coast Guard"


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("Its director", "director"),
        ("their captain", "captain"),
        ("Captain", "Captain"),
        (None, ""),
    ],
)
def test_a_role_points_to_nothing_that_is_not_shown(role: str | None, shown: str) -> None:
    assert role_of(replace(ferry().statements[0], role=role)) == shown


def test_markdown_has_a_footnote_for_every_mark() -> None:
    text = render_story(ferry(), ferry_days())
    marks = {part.split("]")[0] for part in text.split("[^")[1:]}
    notes = {line[2:].split("]")[0] for line in text.splitlines() if line.startswith("[^")}
    assert marks == notes != set()
    assert "characters 66–92 of in/001" in text
    assert "latest: Did the engine fail? Single origin → Disputed." in text


def test_markdown_shows_hostile_words_as_text() -> None:
    text = render_story(hostile("<b>*x*</b>\n# [y](http://z) `q`"), {date(2031, 1, 1): ferry()})
    assert "<b>" not in text
    assert "\n# [" not in text
    assert r"\<b\>\*x\*\</b\> \# \[y\](http://z) \`q\`" in text


@pytest.mark.parametrize(
    ("words", "kind", "shown"),
    [
        pytest.param("state media", "state media", "to state media", id="state media"),
        pytest.param("briefing", "briefing", "at a briefing", id="bare noun"),
        pytest.param("interview", "interview", "in an interview", id="bare noun, vowel"),
        pytest.param("Reuters", "outlet", "via Reuters", id="name"),
        pytest.param("its website", "document", "in its website", id="with a determiner"),
        pytest.param("on X", "platform", "on X", id="with a preposition"),
        pytest.param(None, None, "", id="not stated"),
    ],
)
def test_channels_read_as_words(words: str | None, kind: ChannelKind | None, shown: str) -> None:
    row = replace(ferry().statements[0], channel=words, channel_kind=kind)
    assert channel_of(row) == shown


@pytest.mark.parametrize(
    ("words", "focus", "shown"),
    [
        pytest.param(
            "We left at dawn, long before anybody else on the island was awake. "
            "Twelve were hurt. We then came back to the harbour of the old town.",
            "Twelve",
            "… Twelve were hurt. …",
            id="one sentence of three",
        ),
        pytest.param(
            "At 4 a.m. Gen. Orr counted 12 boats off the coast of the northern island, "
            "and by noon, as far as anybody could see, there were none left at all.",
            "12",
            "At 4 a.m. Gen. Orr counted 12 boats off the coast of the northern island, "
            "and by noon, as far as anybody could see, there were none left at all.",
            id="abbreviations end no sentence",
        ),
    ],
)
def test_of_many_sentences_the_one_that_answers_is_shown(
    words: str, focus: str, shown: str
) -> None:
    report = replace(REPORTS[0], text=words)
    row = replace(said("x", REPORTS[0], "The engine"), content=(Span(0, len(words)),))
    start = words.index(focus)
    assert words_of(row, report, 1, Span(start, start + len(focus))).plain == shown


def test_without_a_figure_the_sentence_nearest_to_the_question_is_shown() -> None:
    words = (
        "We left at dawn, long before anybody else on the island was awake. The engine failed "
        "near the point. We then came back to the harbour of the old town."
    )
    report = replace(REPORTS[0], text=words)
    row = replace(said("x", REPORTS[0], "The engine"), content=(Span(0, len(words)),))
    asked = "Did the engine fail?"
    told = words_of(row, report, 1, question=asked).plain
    assert told == "… The engine failed near the point. …"


@pytest.mark.parametrize(
    ("text", "cue", "words", "shown"),
    [
        ("The mayor accused them of theft.", "accused", "them of theft", "accused them of theft"),
        ("The line pledged to pay at once.", "pledged", "to pay at once", "pledged to pay at once"),
        ("The mayor said it was theft.", "said", "it was theft", "it was theft"),
        ("The mayor said to wait a day.", "said", "to wait a day", "to wait a day"),
        (
            "The mayor warned thieves were about.",
            "warned",
            "thieves were about",
            "thieves were about",
        ),
    ],
)
def test_words_that_are_no_clause_are_shown_with_their_verb(
    text: str, cue: str, words: str, shown: str
) -> None:
    report = replace(REPORTS[0], text=text)
    row = said("x", report, words, speaker="mayor", cue=cue)
    assert words_of(row, report, 1).plain == shown


def test_words_cut_inside_a_quotation_keep_both_marks() -> None:
    words = (
        "“We left at dawn, long before anybody else on the island was awake. Twelve were hurt. "
        "We then came back to the harbour of the old town.”"
    )
    report = replace(REPORTS[0], text=words)
    row = replace(
        said("x", REPORTS[0], "The engine", speaker="somebody"),
        kind="direct",
        content=(Span(0, len(words)),),
    )
    start = words.index("Twelve")
    assert words_of(row, report, 1, Span(start, start + 6)).plain == "“… Twelve were hurt. …”"
