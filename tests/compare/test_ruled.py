"""What people rule on the rows of a story: applied, taken back, kept, whatever comes after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.analysis import Analysis, analyse, published_by
from reportedly.compare.regrouping import Verdict, regrouped
from reportedly.memory import ShortMemory
from reportedly.model import Picture, Ruling, RulingKind, Span, Statement, Words
from reportedly.reading import Reading
from reportedly.rulings import as_words, ruling
from reportedly.settings import Settings

AT = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
NAMES = {"speaker": ["Mia Lund"], "question": ["Who gave the order?"]}


def ruled(
    kind: RulingKind,
    *statements: Statement,
    names: Sequence[str] = (),
    minute: int = 0,
    by: str = "mia",
) -> Ruling:
    return ruling(
        kind,
        at=AT + timedelta(minutes=minute),
        words=[as_words(one) for one in statements],
        names=names,
        by=by,
    )


class Story:
    """The example story, laid out under rulings."""

    def __init__(self, reading: Reading, memory: ShortMemory) -> None:
        self.reading = reading
        self.memory = memory
        self.plain = self.under()

    def under(self, *log: Ruling, as_of: date | None = None) -> Picture:
        return self.run(*log, as_of=as_of).pictures[0]

    def run(self, *log: Ruling, as_of: date | None = None) -> Analysis:
        reports = self.reading.reports
        return analyse(reports, Settings(), memory=self.memory, rulings=log, as_of=as_of)

    def asked(self, text: str) -> list[Statement]:
        return [s for s in self.plain.statements if s.id in on(self.plain, text)]


@pytest.fixture(scope="module")
def story(example: Reading, memory: ShortMemory) -> Story:
    return Story(example, memory)


def on(picture: Picture, text: str) -> set[str]:
    """Return the statements on the question that begins so."""
    chosen = {q.id for q in picture.questions if q.text.startswith(text)}
    return {i for p in picture.propositions if p.question_id in chosen for i in p.statement_ids}


def flags(picture: Picture, text: str) -> set[str]:
    chosen = {q.id for q in picture.questions if q.text.startswith(text)}
    return {
        flag for status in picture.statuses if status.question_id in chosen for flag in status.flags
    }


# --- statements ----------------------------------------------------------------------------


def test_what_is_ruled_wrong_is_kept_and_compared_with_nothing(story: Story) -> None:
    row = story.asked("What caused")[0]
    picture = story.under(ruled("wrong", row))
    [kept] = [one for one in picture.statements if one.id == row.id]
    assert not kept.counted
    assert kept.content == row.content
    assert all(row.id not in p.statement_ids for p in picture.propositions)
    assert all(row.id not in side for c in picture.conflicts for side in c.sides)


def test_what_is_ruled_right_says_who_read_it(story: Story) -> None:
    row = story.asked("What caused")[0]
    picture = story.under(ruled("right", row))
    assert "reviewed by mia" in flags(picture, "What caused")
    assert picture.propositions == story.plain.propositions


def test_a_speaker_is_put_right_and_the_words_stay(story: Story) -> None:
    row = next(s for s in story.plain.statements if s.speaker == "Joren Vesterlund")
    picture = story.under(ruled("speaker", row, names=["Dravinsky"]))
    [kept] = [one for one in picture.statements if one.id == row.id]
    assert kept.speaker != "Joren Vesterlund"
    assert (kept.content, kept.source, kept.attribution_id) == (
        row.content,
        row.source,
        row.attribution_id,
    )
    [agent] = [one for one in picture.agents if row.id in one.statement_ids]
    assert "Dravinsky" in agent.name
    said = next(one for one in picture.attributions if one.id == row.attribution_id)
    assert said.speaker == "Joren Vesterlund"  # as read


def test_the_outlet_itself_may_be_the_speaker(story: Story) -> None:
    row = next(s for s in story.plain.statements if s.speaker == "Joren Vesterlund")
    [kept] = [s for s in story.under(ruled("speaker", row)).statements if s.id == row.id]
    assert (kept.kind, kept.speaker) == ("own voice", None)


# --- acts of speech ------------------------------------------------------------------------


def test_tellings_are_parted_and_brought_together(story: Story) -> None:
    row = next(u for u in story.plain.utterances if len(u.statement_ids) > 2)
    of = {s.id: s for s in story.plain.statements}
    first, *rest = (of[i] for i in row.statement_ids)
    parted = story.under(*(ruled("other utterance", first, one) for one in rest))
    assert not any(first.id in u.statement_ids for u in parted.utterances)
    alone = next(
        s
        for s in story.plain.statements
        if s.counted
        and s.kind == "direct"
        and not any(s.id in u.statement_ids for u in story.plain.utterances)
    )
    joined = story.under(ruled("same utterance", first, alone))
    [made] = [u for u in joined.utterances if alone.id in u.statement_ids]
    assert set(row.statement_ids) < set(made.statement_ids)
    assert made.reason == "ruled by mia"


# --- questions, answers, conflicts ---------------------------------------------------------


def test_a_question_in_a_reviewers_words_says_whose_they_are(story: Story) -> None:
    rows = story.asked("What caused")[:2]
    picture = story.under(ruled("question", *rows, names=["Who gave the order?"]))
    [made] = [q for q in picture.questions if q.kind == "ruled"]
    assert made.text == "Who gave the order? [worded by mia]"
    assert on(picture, "Who gave the order?") == {row.id for row in rows}
    assert not on(picture, "What caused") & {row.id for row in rows}
    assert any(s.question_id == made.id for s in picture.statuses)


def test_a_statement_is_put_to_a_question_that_is_there(story: Story) -> None:
    text = next(
        q.text for q in story.plain.questions if q.text.startswith("How many people were k")
    )
    row = story.asked("What caused")[0]
    picture = story.under(ruled("question", row, names=[text.upper()]))
    assert row.id in on(picture, text)
    assert row.id not in on(picture, "What caused")
    assert [q.text for q in picture.questions if q.kind == "ruled"] == []


def test_a_statement_leaves_only_the_question_that_is_named(story: Story) -> None:
    [asked] = [q for q in story.plain.questions if q.text.startswith("What caused")]
    row = next(
        s for s in story.asked("What caused") if s.id in on(story.plain, "How many people were k")
    )
    picture = story.under(ruled("question", row, names=["Whose?", asked.text]))
    assert row.id in on(picture, "How many people were k")
    assert row.id not in on(picture, "What caused")


def test_answers_are_brought_together_and_parted(story: Story) -> None:
    [asked] = [q for q in story.plain.questions if q.text.startswith("What caused")]
    props = [p for p in story.plain.propositions if p.question_id == asked.id]
    of = {s.id: s for s in story.plain.statements}
    a, b = of[props[0].statement_ids[0]], of[props[1].statement_ids[0]]
    picture = story.under(ruled("same answer", a, b))
    under = [p for p in picture.propositions if p.question_id == asked.id]
    [made] = [p for p in under if {a.id, b.id} <= set(p.statement_ids)]
    assert made.reason == "ruled by mia"
    several = next(p for p in props if len(p.statement_ids) > 1)
    x, y = (of[i] for i in several.statement_ids[:2])
    parted = story.under(ruled("other answer", x, y))
    assert not any(
        {x.id, y.id} <= set(p.statement_ids)
        for p in parted.propositions
        if p.question_id == asked.id
    )


def test_a_conflict_may_be_ruled_out_and_in(story: Story) -> None:
    conflict = story.plain.conflicts[0]
    of = {s.id: s for s in story.plain.statements}
    out = [
        ruled("no conflict", of[one], *(of[i] for i in conflict.sides[1]))
        for one in conflict.sides[0]
    ]
    picture = story.under(*out)
    assert conflict.id not in {c.id for c in picture.conflicts}
    free = [s for s in story.plain.statements if s.counted and s.kind == "indirect"]
    a, b = free[0], next(s for s in free if s.speaker != free[0].speaker)
    made = [c for c in story.under(ruled("conflict", a, b)).conflicts if c.reason == "ruled"]
    assert [c.sides for c in made] == [((a.id,), (b.id,))]
    assert "Ruled by mia" in made[0].why


# --- agents and sides ----------------------------------------------------------------------


def test_agents_are_made_one_and_two(story: Story) -> None:
    agents = [a for a in story.plain.agents if a.named and a.type == "person" and a.statement_ids]
    a, b = agents[:2]
    one = ruling("one agent", at=AT, names=[a.name, b.name], by="mia")
    [made] = [x for x in story.under(one).agents if a.name in x.names and b.name in x.names]
    assert set(made.statement_ids) == {*a.statement_ids, *b.statement_ids}
    assert "ruled one by mia" in made.reason
    two = ruling("other agent", at=AT + timedelta(minutes=1), names=[b.name, a.name], by="mia")
    assert story.under(one, two).agents == story.plain.agents


def test_a_side_takes_its_officials_along_and_keeps_the_question_as_it_is(story: Story) -> None:
    side = ruling("side", at=AT, names=["Government", "Lethenia"], by="mia")
    picture = story.under(side)
    before = {a.id: a.side for a in story.plain.agents}
    assert {before[a.id] for a in picture.agents if a.side == "Government"} == {"Lethenia"}
    assert not any(a.side == "Lethenia" for a in picture.agents)
    assert [q.text for q in picture.questions] == [q.text for q in story.plain.questions]


# --- what holds of all ---------------------------------------------------------------------

KINDS: list[RulingKind] = [
    "right", "wrong", "speaker", "same utterance", "other utterance", "same answer",
    "other answer", "question", "conflict", "no conflict",
]  # fmt: skip


@st.composite
def logs(draw: st.DrawFn, statements: Sequence[Statement]) -> list[Ruling]:
    """Draw rulings on the statements that most rests on, contradictory ones among them."""
    log = []
    for minute in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(KINDS))
        rows = draw(st.lists(st.sampled_from(statements), min_size=2, max_size=3, unique=True))
        log.append(ruled(kind, *rows, names=NAMES.get(kind, []), minute=minute))
    return log


SLOW = settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SLOW
@given(st.data())
def test_order_and_undo(story: Story, data: st.DataObject) -> None:
    rows = story.asked("What caused")[:6] + story.asked("How many people were killed")[:6]
    log = data.draw(logs(rows))
    under = story.under(*log)
    shuffled = data.draw(st.permutations(log))
    assert story.under(*shuffled) == under
    undone = [
        ruling("undo", at=AT + timedelta(hours=1, minutes=n), undoes=one.id)
        for n, one in enumerate(log)
    ]
    assert story.under(*log, *undone) == story.plain
    ids = {one.id for one in under.statements}
    told = [i for p in under.propositions for i in p.statement_ids]
    told += [i for c in under.conflicts for side in c.sides for i in side]
    told += [i for u in under.utterances for i in u.statement_ids]
    assert set(told) <= ids
    assert not under.problems


@SLOW
@given(st.data())
def test_known_on_a_day_equals_a_run_over_the_reports_by_then(
    story: Story, data: st.DataObject
) -> None:
    log = data.draw(logs(story.asked("What caused") + story.asked("How many")))
    days = sorted({r.published_until for r in story.plain.reports if r.published_until})
    day = data.draw(st.sampled_from(days))
    whole = story.run(*log)
    known = published_by(day, whole.reports, story.reading.reports)
    alone = analyse(known, Settings(), memory=story.memory, rulings=log).pictures[0]
    then = story.under(*log, as_of=day)
    assert (then.questions, then.conflicts, then.statements, then.statuses) == (
        alone.questions,
        alone.conflicts,
        alone.statements,
        alone.statuses,
    )


def test_words_that_are_found_no_more_are_told(story: Story) -> None:
    report = story.plain.reports[0]
    lost = Words(report_id=report.id, span=Span(0, len(report.text)))
    one = ruling("wrong", at=AT, words=[lost], by="mia")
    run = story.run(one)
    [problem] = [p for p in run.problems if p.stage == "rulings"]
    assert "rests on words that are not in these reports any more" in problem.reason
    assert (problem.path, problem.lost) == (report.path, False)


# --- the rule behind ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        pytest.param([], ["abc", "de"], id="nothing ruled"),
        pytest.param([("a", "d", True)], ["abcde"], id="two groups are one"),
        pytest.param([("a", "b", False)], ["ac", "b", "de"], id="one leaves"),
        pytest.param([("a", "d", True), ("a", "b", False)], ["acde", "b"], id="both"),
        pytest.param([("a", "b", False), ("a", "b", True)], ["abc", "de"], id="the later holds"),
        pytest.param([("x", "y", True)], ["abc", "de", "xy"], id="new ones"),
        pytest.param(
            [("a", "b", False), ("b", "c", True)], ["a", "bc", "de"], id="those ruled one go along"
        ),
    ],
)
def test_regrouping(decided: list[tuple[str, str, bool]], expected: list[str]) -> None:
    found = regrouped(["abc", "de"], [Verdict(*one) for one in decided])
    assert sorted("".join(sorted(group)) for group in found) == expected


@given(
    st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.booleans()), max_size=9
    )
)
def test_regrouping_loses_nothing_and_obeys_the_last(decided: list[tuple[str, str, bool]]) -> None:
    verdicts = [Verdict(*one) for one in decided if one[0] != one[1]]
    found = regrouped(["abc", "de"], verdicts)
    assert sorted("".join("".join(group) for group in found)) == list("abcde")
    if verdicts:
        last = verdicts[-1]
        assert any({last.a, last.b} <= set(group) for group in found) == last.same
