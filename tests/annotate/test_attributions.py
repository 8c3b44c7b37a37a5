from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.annotate import attributions, names, parses, sentences, speeches
from reportedly.annotate.channels import find_channel
from reportedly.annotate.colons import colon_drafts
from reportedly.model import Attribution, BlockKind, Report, Sentence, Span, TimeMention
from reportedly.text import words_of


def read(text: str, times: tuple[TimeMention, ...] = ()) -> list[Attribution]:
    report = Report(id="r", path="-", sha256="", text=text, language="en")
    return annotate(report, times)


def annotate(report: Report, times: tuple[TimeMention, ...] = ()) -> list[Attribution]:
    split = list(sentences.split_sentences(report, sentences.STAGE.settings))
    parse = list(parses.parse_sentences(report, split, parses.STAGE.settings))
    found = list(names.find_names(report, split, parse, names.STAGE.settings))
    rules = attributions.AttributionSettings(tagger=False)  # the tagger has tests of its own
    drafts = list(attributions.draft_attributions(report, split, parse, found, rules))
    stage = speeches.STAGE
    return list(stage.run(report, split, parse, found, times, drafts, stage.settings))


def triples(text: str) -> list[tuple[str, str, str]]:
    return [
        (words_of(row.source, text), words_of(row.cue, text), words_of(row.content, text))
        for row in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“The bridge is safe,” the mayor said on Tuesday.",
            [("the mayor", "said", "“The bridge is safe,”")],
            id="direct, cue after",
        ),
        pytest.param(
            "“The bridge is safe,” said Ada Ode, the mayor.",
            [("Ada Ode, the mayor", "said", "“The bridge is safe,”")],
            id="direct, inverted",
        ),
        pytest.param(
            "The mayor said: “The bridge is safe.”",
            [("The mayor", "said", "“The bridge is safe.”")],
            id="direct, cue before",
        ),
        pytest.param(
            "“It is safe,” the mayor said. “Nobody needs to leave.”",
            [("the mayor", "said", "“It is safe,” … “Nobody needs to leave.”")],
            id="a floating quotation",
        ),
        pytest.param(
            "“It is safe. Nobody needs to leave,” the mayor said.",
            [("the mayor", "said", "“It is safe. Nobody needs to leave,”")],
            id="two sentences in one quotation",
        ),
        pytest.param(
            "The mayor added:\n“Nobody needs to leave the town.”",
            [("The mayor", "added", "“Nobody needs to leave the town.”")],
            id="announced by a colon",
        ),
        pytest.param(
            "The mayor said that the bridge was safe.",
            [("The mayor", "said", "that the bridge was safe")],
            id="indirect",
        ),
        pytest.param(
            "The mayor said Tuesday the bridge was “quite safe.”",
            [("The mayor", "said", "the bridge was “quite safe.”")],
            id="mixed, with a day between",
        ),
        pytest.param(
            "The bridge, the mayor said, was safe.",
            [("the mayor", "said", "The bridge … was safe")],
            id="in the middle",
        ),
        pytest.param(
            "The bridge was safe, according to the Institute for Bridges, a private body.",
            [
                (
                    "the Institute for Bridges, a private body",
                    "according to",
                    "The bridge was safe",
                )
            ],
            id="according to",
        ),
        pytest.param(
            "The mayor denied any plan to close the bridge.",
            [("The mayor", "denied", "any plan to close the bridge")],
            id="what is denied",
        ),
        pytest.param(
            "The mayor declined to comment on the bridge.",
            [("The mayor", "declined", "to comment on the bridge")],
            id="a refusal",
        ),
        pytest.param(
            "The bridge was reportedly closed at noon.",
            [("", "reportedly", "The bridge was … closed at noon")],
            id="hearsay",
        ),
        pytest.param(
            "The general was asked why the bridge had been closed.",
            [("", "was asked", "why the bridge had been closed")],
            id="passive without a source",
        ),
        pytest.param(
            "“It is safe,” he said, adding that nobody had left.",
            [("he", "said", "“It is safe,”"), ("he", "adding", "that nobody had left")],
            id="a participle",
        ),
        pytest.param(
            "The mayor called the closure “a great mistake.”",
            [("The mayor", "called", "the closure “a great mistake.”")],
            id="called",
        ),
        pytest.param(
            "The mayor urged residents to leave their homes.",
            [("The mayor", "urged", "residents to leave their homes")],
            id="urged",
        ),
        pytest.param(
            "The bridge is expected to stay closed.",
            [("", "is expected", "The bridge … to stay closed")],
            id="what is expected of it",
        ),
        pytest.param("The “safe” bridge fell.", [], id="distancing marks are no speech"),
        pytest.param("You said you would subscribe to our letter.", [], id="the reader"),
    ],
)
def test_source_cue_and_content(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert triples(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The minister said that gulls caused the fire, an accusation that the port rejected.",
            ("the port", "rejected", "that gulls caused the fire"),
            id="an apposition takes up what was said",
            marks=pytest.mark.xfail(reason="needs what the noun refers to"),
        ),
        pytest.param(
            "“It is safe,” said the mayor. Half of the council said the same.",
            ("Half of the council", "said", "the same"),
            id="the same",
            marks=pytest.mark.xfail(reason="objects of say are not read"),
        ),
        pytest.param(
            "In the mayor's telling, the bridge was safe.",
            ("the mayor", "In … telling", "the bridge was safe"),
            id="in somebody's telling",
            marks=pytest.mark.xfail(reason="only 'in the telling of' is read"),
        ),
    ],
)
def test_known_gap(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(text)


def test_chains_are_kept() -> None:
    text = "The bridge fell after local officials claimed that it was safe, the mayor said."
    outer, inner = read(text)
    assert words_of(outer.cue, text) == "said"
    assert inner.within == outer.id
    assert inner.speaker == "local officials"
    assert not inner.named


def test_an_outlet_around_a_claim_is_its_channel() -> None:
    text = "Ada Ode claimed the bridge was safe, according to Reuters."
    outer, inner = read(text)
    assert (outer.speaker, inner.speaker) == ("Reuters", "Ada Ode")
    assert (inner.channel, inner.channel_kind, inner.within) == ("Reuters", "outlet", outer.id)


@pytest.mark.parametrize(
    ("text", "channel", "kind"),
    [
        pytest.param(
            "“It fell,” Ada Ode told state media.", "state media", "state media", id="state"
        ),
        pytest.param(
            "“It fell,” Ada Ode told reporters.", "reporters", "reporters", id="reporters"
        ),
        pytest.param("“It fell,” Ada Ode wrote in an X post.", "X", "platform", id="X post"),
        pytest.param("“It fell,” Ode said on Telegram.", "Telegram", "platform", id="Telegram"),
        pytest.param("“It fell,” Ada Ode told Reuters.", "Reuters", "outlet", id="agency"),
        pytest.param(
            "At a press conference on Monday, Ada Ode said it fell.",
            "press conference",
            "briefing",
            id="press conference",
        ),
        pytest.param(
            "The bridge fell, the ministry said in its latest update.",
            "latest update",
            "document",
            id="document",
        ),
        pytest.param(
            "Officials confirmed the closure to The Wall Street Journal.",
            "Wall Street Journal",
            "outlet",
            id="confirmed to",
        ),
        pytest.param("“It fell,” Ada Ode said on Monday.", None, None, id="not stated"),
    ],
)
def test_channel(text: str, channel: str | None, kind: str | None) -> None:
    [row] = read(text)
    assert (row.channel, row.channel_kind) == (channel, kind)
    assert row.channel_span is None or row.channel_span.of(text) == channel


def test_an_outlet_keeps_its_hyphen() -> None:
    [row] = read("“My eyes popped out,” Ada Ode told the Tarn Times-News.")
    assert (row.channel, row.channel_kind) == ("Tarn Times-News", "outlet")


def test_the_speaker_is_the_fullest_name() -> None:
    text = (
        "Harbour director Ada Ode resigned. “I am tired,” she said. Ode thanked her staff.\n"
        "Officials said the post was vacant."
    )
    rows = read(text)
    assert rows[0].speaker == "Ada Ode"
    assert rows[0].role == "Harbour director"
    assert rows[0].speaker_span == Span(17, 24)
    assert (rows[-1].speaker, rows[-1].named) == ("Officials", False)


@pytest.mark.parametrize(
    ("office", "deputy", "told", "expected"),
    [
        ("President", "Vice President", "the president", "Ludo Marsk"),
        ("President", "Vice President", "the vice president", "Jorin Talmar"),
        ("Mayor", "Deputy Mayor", "the mayor", "Ludo Marsk"),
        ("Director", "Assistant Coach", "the coach", "Jorin Talmar"),
    ],
)
def test_an_office_is_not_its_deputy_s(office: str, deputy: str, told: str, expected: str) -> None:
    text = (
        f"{office} Ludo Marsk went on. The talks were led by {deputy} Jorin Talmar. "
        f"Talmar met engineers. “The dam is safe,” said {told}."
    )
    assert read(text)[-1].speaker == expected


def test_who_is_accused_accuses_nobody() -> None:
    assert [row.speaker for row in read("Firm accused of letting oil into the lake")] == []
    [row] = read("The firm accused Ada Ode of letting oil into the lake.")
    assert row.speaker == "firm"


def test_speakers_who_speak_together() -> None:
    [row] = read("Ada Ode and Peter Halvorsen said the bridge was safe.")
    assert (row.speaker, row.speaker_type, row.named) == ("Ada Ode; Peter Halvorsen", "group", True)


def test_whom_an_outlet_cites_is_inside_what_it_reports() -> None:
    text = "The bridge fell, the Herald reported, citing port officials."
    outer, inner = sorted(read(text), key=lambda row: row.cue)
    assert (inner.speaker, inner.within) == ("port officials", outer.id)
    assert inner.content == outer.content


def test_a_channel_carries_on_within_a_paragraph() -> None:
    text = (
        "Ada Ode told reporters the bridge was safe. “Go home,” Ode said.\n“Stay there,” Ode said."
    )
    assert [row.channel for row in read(text)] == ["reporters", "reporters", None]


def test_unnamed_sources_keep_what_tells_them_apart() -> None:
    [row] = read("Two officials briefed on the radar data said it showed a ship.")
    assert (row.speaker, row.named) == ("Two officials briefed on the radar data", False)


def test_a_spokesman_speaks_for_a_body() -> None:
    text = "The Danish Coast Guard left. A spokesman for the Coast Guard said it was late."
    [row] = read(text)
    assert row.speaker == "Danish Coast Guard"


def test_a_dateline_is_nobodys_word() -> None:
    text = "THORSUND, March 4 (NPA) - The bridge fell, police said."
    [row] = read(text)
    assert words_of(row.content, text) == "The bridge fell"


def test_two_bearers_of_a_name_are_candidates() -> None:
    text = "Ada Ode met Peter Ode. Ode said the bridge was safe."
    [row] = read(text)
    assert row.speaker is None
    assert row.candidates == ("Ada Ode", "Peter Ode")


def test_when_it_was_said_comes_from_the_frame() -> None:
    text = "The mayor said Tuesday the bridge closed Monday."
    days = {"Tuesday": date(2031, 3, 4), "Monday": date(2031, 3, 3)}
    times = tuple(
        TimeMention(
            id=word,
            report_id="r",
            span=Span(text.index(word), text.index(word) + len(word)),
            type="DATE",
            value=day.isoformat(),
            day_from=day,
            day_until=day,
        )
        for word, day in days.items()
    )
    [row] = read(text, times)
    assert row.said_from == row.said_until == days["Tuesday"]


def test_other_languages_give_quotations_only() -> None:
    text = "„Der Damm ist sicher und bleibt offen“, sagte die Direktorin."
    [row] = annotate(Report(id="r", path="-", sha256="", text=text, language="de"))
    assert (row.source, row.cue, row.kind) == ((), (), "direct")


def test_a_colon_names_the_speaker() -> None:
    text = "Ode: bridge is safe\nAda Ode resigned.\nREAD MORE: The bridge\nPhoto: A bridge"
    [row] = [row for row in read(text) if words_of(row.cue, text) == ":"]
    assert (row.speaker, words_of(row.content, text)) == ("Ada Ode", "bridge is safe")


def test_a_quotation_that_never_closes_ends_with_its_paragraph() -> None:
    text = "The mayor said: “It is safe.\n“Nobody needs to leave.”\nThe bridge is long."
    [row] = read(text)
    assert words_of(row.content, text).endswith("leave.”")
    assert len(row.content) == 2


WORDS = "“ ” \" ' said Ada Ode the mayor that it fell , . : according to \n who claimed ( — it"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=30))
def test_no_text_breaks_it_and_spans_stay_inside(words: list[str]) -> None:
    text = " ".join(words)
    for row in read(text):
        assert row.content
        for piece in (*row.source, *row.cue, *row.content):
            assert piece.start < piece.end <= len(text)


def test_ids_do_not_depend_on_the_run() -> None:
    text = "“It is safe,” the mayor said. Officials denied it."
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The sooner Delmare agrees to “share the river,” the sooner the raids will end.",
            id="a comparative",
        ),
        pytest.param("The raids will end if Delmare agrees to share the river.", id="a condition"),
        pytest.param(
            "The floods came just as the regatta had concluded.", id="what ended says nothing"
        ),
        pytest.param("Call your friends to let them know they are safe.", id="an object pronoun"),
    ],
)
def test_what_nobody_said_is_no_attribution(text: str) -> None:
    assert triples(text) == []


def test_an_object_pronoun_stands_behind_according_to() -> None:
    assert triples("According to him, the bridge is safe.") == [
        ("him", "According to", "the bridge is safe")
    ]


def test_a_name_behind_the_last_verb_is_the_source() -> None:
    text = "The barge crashed into the pier near the old lock, reported Sundinform."
    assert triples(text) == [
        ("Sundinform", "reported", "The barge crashed into the pier near the old lock")
    ]


def test_a_turn_of_a_transcript_ends_before_the_terms_of_use() -> None:
    lines = [
        "ODE: Good to be with you.",
        "LIND: What do we know?",
        "REED: The bridge is shut.",
        "Nobody was hurt.",
        "Copyright © 2031 Radio Sund. All rights reserved.",
    ]
    text = "\n".join(lines)
    spans = []
    for line in lines:
        start = text.index(line)
        kind: BlockKind = "furniture" if line.startswith("Copyright") else "body"
        spans.append(Sentence(report_id="r", span=Span(start, start + len(line)), block=kind))
    drafts = list(colon_drafts(spans, (), (), text))
    assert [words_of(draft.content, text) for draft in drafts] == [
        "Good to be with you",
        "What do we know?",
        "The bridge is shut … Nobody was hurt",
    ]


def test_an_event_before_a_colon_is_no_speaker() -> None:
    text = "Barge crash in Thorsund: nobody was hurt\n\nThorsund lies on the river Sund."
    assert not [row for row in triples(text) if row[1] == ":"]


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        ("Germany: cruise ship hits a bridge", False),
        ("Germany: 'We shall pay for the bridge'", True),
        ("Thorsund Grand Prix: Ada Ode wins after two red flags", False),
    ],
)
def test_a_place_or_an_event_before_a_colon_is_where_the_headline_is_set(
    line: str, speaks: bool
) -> None:
    assert any(row[1] == ":" for row in triples(f"{line}\n\nIt was dark.")) == speaks


def test_a_role_behind_the_name_before_a_colon_is_not_the_speaker() -> None:
    rows = read("Ada Ode spoke on Friday.\n\nADA ODE, BYLINE: The bridge is safe.")
    assert [row.speaker.casefold() for row in rows if row.speaker] == ["ada ode"]


def test_a_channel_does_not_begin_with_the_mark_of_whose_it_is() -> None:
    text = "Ode said at this week’s Harbour Board briefing that it was safe."
    report = Report(id="r", path="-", sha256="", text=text, language="en")
    split = list(sentences.split_sentences(report, sentences.STAGE.settings))
    [parse] = parses.parse_sentences(report, split, parses.STAGE.settings)
    words = [token.text for token in parse.tokens]
    frame = [words.index(word) for word in ("at", "’s", "Harbour", "Board", "briefing")]
    channel = find_channel(parse, words.index("said"), frame, text, set())
    assert channel is not None
    assert channel.words == channel.span.of(text) == "Harbour Board briefing"
