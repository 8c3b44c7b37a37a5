from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.compare.one_speech import UtteranceSettings
from reportedly.compare.utterances import link_utterances
from reportedly.model import Agent, Polarity, Report, Span, Statement, Story, Utterance

SETTINGS = UtteranceSettings()
RICH = (
    "“It is a little bit rich, them calling it a smear, given Velisk poisoned our harbour "
    "and our rivers for years,” Arlen told a briefing."
)
RICHER = (
    "Arlen said it was “a bit rich for (Velisk) to call it a smear” in light of the years that "
    "Velisk has poisoned the harbour."
)


def report(name: str, text: str, day: date | None = None) -> Report:
    return Report(id=name, path=name, sha256="", text=text, published_from=day, published_until=day)


def said(report: Report, words: str, day: date | None = None) -> Statement:
    start = report.text.index(words)
    span = Span(start, start + len(words))
    return Statement(
        id=f"{report.id}-{start}",
        report_id=report.id,
        attribution_id=f"{report.id}-{start}",
        kind="direct" if "“" in words else "indirect",
        content=(span,),
        context=Span(0, len(report.text)),
        speaker="Arlen",
        speaker_type="person",
        named=True,
        said_from=day,
        said_until=day,
    )


def one_agent(statements: Sequence[Statement], *, named: bool = True) -> Agent:
    return Agent(
        id="agent",
        story_id="story",
        name="Arlen",
        names=("Arlen",),
        type="person",
        named=named,
        statement_ids=tuple(statement.id for statement in statements),
    )


def link(
    told: Sequence[tuple[Report, Statement]], *, named: bool = True, agents: bool = True
) -> list[Utterance]:
    reports = list({report.id: report for report, _ in told}.values())
    statements = [statement for _, statement in told]
    story = Story(id="story", title="t", report_ids=tuple(report.id for report in reports))
    known = [one_agent(statements, named=named)] if agents else []
    return list(link_utterances(story, reports, statements, known, [], SETTINGS))


def rich() -> list[tuple[Report, Statement]]:
    a, b = report("a", RICH), report("b", RICHER)
    return [(a, said(a, RICH.split("” Arlen")[0] + "”")), (b, said(b, RICHER[11:-1]))]


def test_quotation_and_partial_quotation_are_one_with_altered_words_told() -> None:
    told = rich()
    [found] = link(told)
    texts = {report.id: report.text for report, _ in told}
    owner = {statement.id: texts[statement.report_id] for _, statement in told}
    altered = [
        (d.kind, d.a_span.of(owner[d.a]), d.b_span.of(owner[d.b]))
        for d in found.differences
        if d.quoted
    ]
    assert len(found.statement_ids) == 2
    assert ("omitted", "little", "") in altered
    assert any(kind == "altered" and "calling" in a and "call" in b for kind, a, b in altered)
    assert any(d.kind == "paraphrase" and not d.quoted for d in found.differences)


@pytest.mark.parametrize(
    ("first", "second", "linked"),
    [
        pytest.param(
            "The dam will be repaired before the spring floods",
            "the dam would be repaired before the spring floods come",
            True,
            id="shifted tense",
        ),
        pytest.param(
            "The dam will be repaired before the spring floods",
            "the council had not been told of the tender",
            False,
            id="another matter",
        ),
        pytest.param("We will not change our policy", "The policy has changed", False, id="bland"),
        pytest.param("It is a “large-scale swindle”", "a “large-scale swindle”", True, id="short"),
        pytest.param(
            "because of the levy the ferry will lose 7 million crowns",
            "a loss of 7 million crowns through the ferry levy",
            True,
            id="turned about",
        ),
        pytest.param("it will cost jobs in Elsund", "Elsund will get a park", False, id="a place"),
    ],
)
def test_same_speaker(first: str, second: str, linked: bool) -> None:
    a, b = report("a", f"Arlen said: {first}."), report("b", f"Arlen said: {second}.")
    assert bool(link([(a, said(a, first)), (b, said(b, second))])) is linked


@pytest.mark.parametrize(
    ("first", "second", "linked"),
    [
        pytest.param(
            "called|the raid a swindle", "termed|the deal a big swindle", True, id="names"
        ),
        pytest.param(
            "apologised for|the error", "has apologised for|that error", True, id="one cue"
        ),
        pytest.param("apologised for|the error", "spoke of|the error", False, id="another cue"),
        pytest.param(
            "called|the raid a swindle", "called|the raid a blunder", False, id="another name"
        ),
    ],
)
def test_a_name_for_a_thing(first: str, second: str, linked: bool) -> None:
    told = []
    for name, (cue, words) in zip("ab", (one.split("|") for one in (first, second)), strict=True):
        text = f"Arlen {cue} {words}."
        row = said(report(name, text), words)
        told.append((report(name, text), replace(row, cue=(Span(6, 6 + len(cue)),))))
    assert bool(link(told)) is linked


def test_a_headline_joins_the_speech_that_its_own_report_tells_best() -> None:
    lead = "the ferry will lose 7 million crowns because of the levy signed on Monday"
    head = "7 million crowns ferry loss"
    a = report("a", f"Arlen: {head}\n\nArlen said {lead}.")
    b = report("b", "Arlen said the ferry will lose 7 million crowns.")
    rows = [(a, said(a, head)), (a, replace(said(a, lead), id="a-1"))]
    [found] = link([*rows, (b, said(b, "the ferry will lose 7 million crowns"))])
    assert len(found.statement_ids) == 3


@pytest.mark.parametrize(
    ("verb", "polarity", "linked"), [("said", "+", True), ("denied that", "-", False)]
)
def test_a_described_speaker_may_be_the_named_one(
    verb: str, polarity: Polarity, linked: bool
) -> None:
    words = "the old quay wall has been undermined by dredging since the autumn storms"
    a, b = report("a", f"Arlen {verb} {words}."), report("b", f"The mayor said {words}.")
    named = replace(said(a, words), polarity=polarity)
    mayor = replace(said(b, words), speaker="mayor", named=False)
    agents = [one_agent([named]), replace(one_agent([mayor], named=False), id="mayor")]
    story = Story(id="story", title="", report_ids=("a", "b"))
    assert (
        bool(list(link_utterances(story, [a, b], [named, mayor], agents, [], SETTINGS))) is linked
    )


def test_unnamed_speakers_are_linked_by_their_words_alone() -> None:
    assert not link(rich(), named=False)
    same = "“The valve was closed by hand before the crew arrived”"
    a, b = report("a", f"{same}, officials said."), report("b", f"Sources: {same}.")
    assert link([(a, said(a, same)), (b, said(b, same))], agents=False)


@pytest.mark.parametrize(
    ("first", "second", "linked"),
    [
        pytest.param("Economists", "Economists", True, id="copied"),
        pytest.param("the harbour master of Elsund", "harbour master", True, id="a longer name"),
        pytest.param("Economists", "Dockers", False, id="others"),
    ],
)
def test_unnamed_speakers_with_the_same_words(first: str, second: str, linked: bool) -> None:
    words = "the effect of the levy on trade will be muted"
    told = [
        (one, replace(said(one, words), speaker=who, named=False))
        for one, who in ((report("a", f"{words}."), first), (report("b", f"{words}."), second))
    ]
    assert bool(link(told, agents=False)) is linked


def test_headline_and_lead_of_one_report_tell_one_speech() -> None:
    a = report("a", "Levy to cost ferry 7 million. Arlen said the levy would cost it 7 million.")
    b = report("b", "Arlen: the levy will cost the ferry 7 million crowns.")
    told = [
        (a, said(a, "Levy to cost ferry 7 million")),
        (a, said(a, "the levy would cost it 7 million")),
        (b, said(b, "the levy will cost the ferry 7 million crowns")),
    ]
    [found] = link(told)
    assert len(found.statement_ids) == 3


def test_two_named_speakers_share_no_utterance_though_a_third_names_none() -> None:
    same = "“The valve was closed by hand”"
    told = [
        (one, said(one, same))
        for one in (report(name, f"{same}, Arlen said.") for name in ("a", "b", "c"))
    ]
    first, _, third = [statement for _, statement in told]
    agents = [replace(one_agent([each]), id=each.report_id) for each in (first, third)]
    story = Story(id="story", title="t", report_ids=("a", "b", "c"))
    found = link_utterances(story, [r for r, _ in told], [s for _, s in told], agents, [], SETTINGS)
    for utterance in found:
        assert not {first.id, third.id} <= set(utterance.statement_ids)


@pytest.mark.parametrize(
    ("words", "linked"),
    [
        pytest.param("they oiled the valve with the wrong grease for nine years", True, id="all"),
        pytest.param("they oiled the valve with the wrong grease", True, id="a part"),
        pytest.param("the wrong grease for nine years", False, id="few"),
        pytest.param(
            "they oiled the valve with the wrong grease while the harbour master slept through "
            "every inspection of the pumps",
            False,
            id="more than the other says",
        ),
    ],
)
def test_long_words_are_one_remark_though_two_are_named(words: str, linked: bool) -> None:
    whole = "they oiled the valve with the wrong grease for nine years"
    a, b = report("a", f"Arlen said {whole}."), report("b", f"Brun said {words}.")
    rows = [said(a, whole), replace(said(b, words), speaker="Brun")]
    agents = [replace(one_agent([row]), id=row.report_id) for row in rows]
    story = Story(id="story", title="t", report_ids=("a", "b"))
    assert bool(list(link_utterances(story, [a, b], rows, agents, [], SETTINGS))) is linked


@pytest.mark.parametrize(
    ("first", "second", "linked"),
    [
        pytest.param("analysts at Elsund Bank", "Elsund’s own analysts", True, id="like words"),
        pytest.param("analysts at Elsund Bank", "dockers in Elsund", False, id="others"),
        pytest.param("officials", "officials", False, id="anybody"),
    ],
)
def test_speakers_described_in_like_words(first: str, second: str, linked: bool) -> None:
    told = ("the levy will lift ferry fares by 13 crowns", "fares of ferries may gain 13 crowns")
    rows = [
        (one, replace(said(one, words), speaker=who, named=False))
        for one, words, who in (
            (report("a", f"{told[0]}."), told[0], first),
            (report("b", f"{told[1]}."), told[1], second),
        )
    ]
    agents = [replace(one_agent([row], named=False), id=row.report_id) for _, row in rows]
    story = Story(id="story", title="t", report_ids=("a", "b"))
    found = link_utterances(story, [r for r, _ in rows], [s for _, s in rows], agents, [], SETTINGS)
    assert bool(list(found)) is linked


@pytest.mark.parametrize(
    ("words", "linked"),
    [
        pytest.param("the harbour was 'woefully unkempt and rusting'", True, id="straight marks"),
        pytest.param("the harbour was ‘woefully unkempt and rusting’", True, id="curved marks"),
        pytest.param("the harbour's keepers' rust", False, id="apostrophes"),
    ],
)
def test_a_telling_fragment_in_single_marks(words: str, linked: bool) -> None:
    quoted = "“The docks are woefully unkempt and rusting”"
    a, b = report("a", f"{quoted}, a docker said."), report("b", f"Keepers say {words}.")
    rows = [
        (a, replace(said(a, quoted), speaker="docker", named=False)),
        (b, replace(said(b, words), kind="mixed", speaker="keepers", named=False)),
    ]
    assert bool(link(rows, agents=False)) is linked


def test_one_report_tells_no_utterance_twice() -> None:
    a = report("a", f"{RICH} {RICHER}")
    assert not link([(a, said(a, RICH)), (a, said(a, RICHER))])


def test_nothing_is_printed_before_it_is_said() -> None:
    a, b = report("a", RICH, date(2031, 5, 2)), report("b", RICHER, date(2031, 5, 9))
    early, late = said(a, RICH[:60]), said(b, RICHER[11:], date(2031, 5, 9))
    assert not link([(a, early), (b, late)])


def test_what_only_a_shorter_telling_has_links_to_it() -> None:
    fullest = report(
        "full",
        "“The hinges of the lock gate rusted because nobody inspected them since the flood and the "
        "contractor ignored three letters,” Arlen told a briefing.",
    )
    shorter = report(
        "short",
        "Arlen said the hinges of the lock gate rusted uninspected, and dredging resumes before "
        "midsummer.",
    )
    third = report("third", "Dredging will resume by midsummer, Arlen said.")
    [utterance] = link(
        [
            (fullest, said(fullest, fullest.text.split(" Arlen")[0])),
            (shorter, said(shorter, shorter.text.split("said ")[1])),
            (third, said(third, third.text.split(",")[0])),
        ]
    )
    assert len(utterance.statement_ids) == 3


def test_order_of_reports_does_not_matter() -> None:
    c = report("c", "Arlen: “a bit rich for Velisk to call it a smear”.")
    told = [*rich(), (c, said(c, "“a bit rich for Velisk to call it a smear”"))]
    found = {
        tuple(sorted(utterance.statement_ids))
        for order in permutations(told)
        for utterance in link(order)
    }
    assert len(found) == 1
    assert len(next(iter(found))) == 3


@given(st.lists(st.text(alphabet='ab “”".(’', min_size=1, max_size=60), min_size=2, max_size=4))
def test_no_text_breaks_it_and_spans_stay_inside(texts: list[str]) -> None:
    reports = [report(str(place), text) for place, text in enumerate(texts)]
    told = [(each, said(each, each.text)) for each in reports]
    lengths = {statement.id: len(each.text) for each, statement in told}
    for utterance in link(told):
        for difference in utterance.differences:
            assert difference.a_span.end <= lengths[difference.a]
            assert difference.b_span.end <= lengths[difference.b]


def test_two_speeches_are_one_where_a_telling_of_each_is_alike() -> None:
    quoted = (
        "“A porter on this pier sees two young dockers with ropes from the chandler, his first "
        "words are who sold you those, how about you teach your porters some manners”"
    )
    told = (
        "that the porter saw two young dockers with ropes from the chandler and that his first "
        "words were who had sold them those"
    )
    first = [report(name, f"Arlen wrote: {quoted}.") for name in "ab"]
    second = [report(name, f"Arlen said {told}.") for name in "cd"]
    rows = [
        *((one, said(one, quoted)) for one in first),
        *((one, said(one, told)) for one in second),
    ]
    assert [len(found.statement_ids) for found in link(rows)] == [4]


WALL = (
    "the lock gate broke because nobody had listened when the keepers asked for new hinges after "
    "the flood"
)


@pytest.mark.parametrize(
    ("words", "linked"),
    [
        pytest.param(f"{WALL}.", True, id="the words that are quoted"),
        pytest.param(
            "nobody had listened when the keepers asked for new hinges", True, id="a part"
        ),
        pytest.param(
            "the lock gate broke, nobody listened to the keepers", False, id="other words"
        ),
    ],
)
def test_what_an_outlet_says_in_the_words_of_a_quotation_tells_it(words: str, linked: bool) -> None:
    a, b = report("a", f"“{WALL},” Arlen said."), report("b", f"A mayor spoke. “{words}")
    own = replace(said(b, words), kind="own voice", speaker=None, speaker_type=None)
    quoted = said(a, f"“{WALL},”")
    story = Story(id="story", title="t", report_ids=("a", "b"))
    agents = [one_agent([quoted])]
    found = list(link_utterances(story, [a, b], [quoted, own], agents, [], SETTINGS))
    assert [set(one.statement_ids) for one in found] == ([{quoted.id, own.id}] if linked else [])


def test_what_two_outlets_have_in_their_own_words_is_no_speech() -> None:
    told = [(one, said(one, WALL)) for one in (report("a", f"{WALL}."), report("b", f"{WALL}."))]
    own = [(one, replace(row, kind="own voice", speaker=None)) for one, row in told]
    assert not link(own, agents=False)


@pytest.mark.parametrize(
    ("words", "speakers", "speaker"),
    [
        pytest.param(WALL, "xy", None, id="a long quotation"),
        pytest.param(WALL, "xxxy", "x", id="one report in four has mistaken the speaker"),
        pytest.param(WALL, "xxyy", None, id="two against two"),
        pytest.param("nobody had listened when the keepers asked", "xy", "", id="a short one"),
    ],
)
def test_a_long_quotation_is_one_though_two_are_named(
    words: str, speakers: str, speaker: str | None
) -> None:
    reports = [report(str(n), f"“{words}”, it was said.") for n in range(len(speakers))]
    told = [said(one, f"“{words}”") for one in reports]
    agents = [
        replace(
            one_agent([t for t, who in zip(told, speakers, strict=True) if who == each]), id=each
        )
        for each in sorted(set(speakers))
    ]
    story = Story(id="story", title="t", report_ids=tuple(one.id for one in reports))
    found = list(link_utterances(story, reports, told, agents, [], SETTINGS))
    assert [one.agent_id for one in found] == ([speaker] if speaker != "" else [])
