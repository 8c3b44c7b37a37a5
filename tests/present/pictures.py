"""Small invented stories, made by hand, for the tests of what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reportedly.model import (
    Agent,
    Block,
    BlockKind,
    Conflict,
    Denial,
    Figure,
    Origin,
    Picture,
    Problem,
    Proposition,
    Question,
    Report,
    Span,
    Statement,
    StatementKind,
    Status,
    Story,
    Update,
)

NOTICE = (
    "Ferry runs aground off Tarn Island",
    "The Harbour Notice",
    "3 May 2031",
    "“The engine failed at once,” Captain Mira Oslund told state radio on Saturday.",
    "At least 12 passengers were hurt, the Tarn Coast Guard said.",
    "Subscribe to our newsletter for more ferries.",
)
GAZETTE = (
    "Company denies engine trouble",
    "East Gazette",
    "4 May 2031",
    "The ferry company denied that the engine had failed. “There was no fault of any kind,” "
    "spokesman Leo Brandt wrote on Chatter.",
    "The company's account could not be independently verified.",
    "About 20 passengers were hurt, the Tarn Coast Guard said on Sunday.",
)
UNNAMED = (
    "What is known about the grounding",
    "5 May 2031",
    "The ferry had been repaired in March.",
)


def report(
    number: int, lines: Sequence[str], *, outlet: str | None, day: date | None, furniture: int = 0
) -> Report:
    """Return a report with a block for each of `lines`, the last `furniture` of them furniture."""
    text = "\n".join(lines) + "\n"
    blocks, start = [], 0
    for place, line in enumerate(lines):
        kind: BlockKind = "headline" if place == 0 else "body"
        if place >= len(lines) - furniture:
            kind = "furniture"
        span = Span(start, start + len(line))
        blocks.append(Block(report_id=f"r{number}", span=span, kind=kind, reason="test"))
        start += len(line) + 1
    return Report(
        id=f"r{number}",
        path=f"in/{number:03}_a1b2.txt",
        sha256=f"{number:064x}",
        text=text,
        language="en",
        title=lines[0],
        title_span=Span(0, len(lines[0])),
        outlet=outlet,
        outlet_basis="stated" if outlet else "none",
        published_from=day,
        published_until=day,
        published_basis="stated" if day else "none",
        blocks=tuple(blocks),
    )


def said(
    key: str,
    source: Report,
    words: str,
    *,
    speaker: str | None = None,
    kind: StatementKind = "indirect",
    cue: str = "",
    **more: object,
) -> Statement:
    """Return a statement whose exact `words` stand in `source`."""
    start = source.text.index(words)
    span = Span(start, start + len(words))
    line = source.block_at(start)
    row = Statement(
        id=key,
        report_id=source.id,
        attribution_id=f"a-{key}" if speaker else None,
        kind=kind if speaker else "own voice",
        content=(span,),
        context=line.span if line is not None else span,
        speaker=speaker,
        named=speaker is not None,
        cue=(Span(at := source.text.index(cue, 0), at + len(cue)),) if cue else (),
    )
    return replace(row, **more)  # type: ignore[arg-type]


def figure(key: str, source: Report, words: str, low: float, high: float | None) -> Figure:
    """Return a count of persons."""
    start = source.text.index(words)
    return Figure(
        id=key,
        report_id=source.id,
        span=Span(start, start + len(words)),
        low=low,
        high=high,
        base_low=low,
        base_high=high,
        base_unit="persons",
        counted="passengers",
        counted_head="passenger",
    )


def status(question: str, label: str, **more: object) -> Status:
    """Return a roll-up of one question."""
    row = Status(
        id=f"status-{question}",
        story_id="s",
        question_id=question,
        proposition_id=None,
        support="single",
        contest="none",
        flags=(),
        label=label,
        reports=1,
        outlets=1,
        origins=1,
        sides=1,
        because=(),
        why="",
    )
    return replace(row, **more)  # type: ignore[arg-type]


REPORTS = (
    report(1, NOTICE, outlet="The Harbour Notice", day=date(2031, 5, 3), furniture=1),
    report(2, GAZETTE, outlet="East Gazette", day=date(2031, 5, 4)),
    report(3, UNNAMED, outlet=None, day=date(2031, 5, 5)),
)


def _statements() -> tuple[Statement, ...]:
    notice, gazette, unnamed = REPORTS
    return (
        said(
            "t1",
            notice,
            "The engine failed at once,",
            speaker="Mira Oslund",
            kind="direct",
            cue="told",
            role="Captain",
            channel="state radio",
            channel_kind="state media",
        ),
        said(
            "t2",
            notice,
            "At least 12 passengers were hurt",
            speaker="Tarn Coast Guard",
            cue="said",
            figures=("f1",),
        ),
        said("t3", notice, "Subscribe to our newsletter", counted=False, block="furniture"),
        said(
            "t4",
            gazette,
            "the engine had failed",
            speaker="The ferry company",
            cue="denied",
            act="deny",
            polarity="-",
        ),
        said(
            "t5",
            gazette,
            "There was no fault of any kind,",
            speaker="Leo Brandt",
            kind="direct",
            cue="wrote",
            role="spokesman",
            channel="Chatter",
            channel_kind="platform",
        ),
        said(
            "t6",
            gazette,
            "The company's account could not be independently verified",
            act="unverified",
        ),
        said(
            "t7",
            gazette,
            "About 20 passengers were hurt",
            speaker="Tarn Coast Guard",
            cue="said",
            figures=("f2",),
        ),
        said("t8", unnamed, "The ferry had been repaired in March"),
    )


def _agent(key: str, name: str, side: str | None, *statements: str) -> Agent:
    return Agent(
        id=key,
        story_id="s",
        name=name,
        names=(name,),
        type="person",
        named=True,
        side=side,
        statement_ids=statements,
    )


def _question(key: str, text: str, *propositions: str) -> Question:
    return Question(id=key, story_id="s", text=text, kind="whether", proposition_ids=propositions)


def _answer(key: str, question: str, *statements: str, **more: object) -> Proposition:
    row = Proposition(id=key, story_id="s", question_id=question, statement_ids=statements)
    return replace(row, **more)  # type: ignore[arg-type]


def ferry() -> Picture:
    """Return the story of a ferry: a dispute, a later figure, a caution, and furniture."""
    return Picture(
        story=Story(id="s", title=NOTICE[0], report_ids=("r1", "r2", "r3")),
        as_of=None,
        reports=REPORTS,
        statements=_statements(),
        figures=(
            figure("f1", REPORTS[0], "12", 12, None),
            figure("f2", REPORTS[1], "20", 20, 20),
        ),
        agents=(
            _agent("g1", "Mira Oslund", "Crew", "t1"),
            _agent("g2", "Ferry company", "Company", "t4"),
            _agent("g3", "Leo Brandt", "Company", "t5"),
            _agent("g4", "Tarn Coast Guard", None, "t2", "t7"),
        ),
        origins=(
            Origin(id="o1", story_id="s", name="Mira Oslund", kind="speaker", agent_id="g1"),
            Origin(id="o2", story_id="s", name="Ferry company", kind="speaker", agent_id="g2"),
        ),
        questions=(
            _question("q1", "Did the engine fail?", "p1", "p2"),
            _question("q2", "How many passengers were hurt?", "p3", "p4"),
            _question("q3", "When was the ferry repaired?", "p5"),
        ),
        propositions=(
            _answer("p1", "q1", "t1"),
            _answer("p2", "q1", "t4", "t5", "t6", stance="-"),
            _answer("p3", "q2", "t2", figure_id="f1"),
            _answer("p4", "q2", "t7", figure_id="f2"),
            _answer("p5", "q3", "t8"),
        ),
        conflicts=(
            Conflict(
                id="c1",
                story_id="s",
                question_id="q1",
                kind="denial",
                sides=(("t1",), ("t4", "t5")),
                reason="denied",
                why="One side affirms what the other denies.",
            ),
        ),
        denials=(Denial(id="d1", story_id="s", statement_id="t4", denies=("t1",), reason="cue"),),
        updates=(
            Update(
                id="u1",
                story_id="s",
                question_id="q2",
                earlier=("t2",),
                later=("t7",),
                kind="superseded",
                reason="later",
                why="A later count by the same speaker.",
            ),
        ),
        statuses=(
            status(
                "q1",
                "Disputed",
                contest="disputed",
                reports=2,
                origins=2,
                flags=("flagged unverified by EG",),
                why="Two sides say what cannot both hold.",
            ),
            status("q2", "Repeated", support="repeated", reports=2),
            status("q3", "Unattributed", support="unattributed", origins=0, sides=0),
        ),
        problems=(Problem(path="in/004.bin", stage="read", reason="Not text. Skipped."),),
    )


def ferry_days() -> dict[date, Picture]:
    """Return the story of the ferry as known on its first day."""
    whole = ferry()
    first = replace(
        whole,
        as_of=date(2031, 5, 3),
        reports=REPORTS[:1],
        statements=whole.statements[:3],
        figures=whole.figures[:1],
        agents=(whole.agents[0], replace(whole.agents[3], statement_ids=("t2",))),
        origins=whole.origins[:1],
        questions=(
            _question("q1-early", "Did the engine fail?", "p1"),
            _question("q2-early", "How many passengers were hurt?", "p3"),
        ),
        propositions=(
            _answer("p1", "q1-early", "t1"),
            _answer("p3", "q2-early", "t2", figure_id="f1"),
        ),
        conflicts=(),
        denials=(),
        updates=(),
        statuses=(status("q1-early", "Single origin"), status("q2-early", "Single origin")),
        problems=(),
    )
    return {date(2031, 5, 3): first}


def hostile(words: str) -> Picture:
    """Return the story of the ferry with `words` in every place that a report can fill."""
    whole = ferry()
    first = report(1, (words, words, words), outlet=words, day=None)
    end = len(words)
    statement = Statement(
        id="t1",
        report_id="r1",
        attribution_id="a1",
        kind="direct",
        content=(Span(0, end),),
        context=Span(0, end),
        speaker=words,
        named=True,
        role=words,
        channel=words,
        channel_kind="other",
        about=words,
        cue=(Span(0, end),),
        hedges=(Span(0, end),),
    )
    return replace(
        whole,
        story=Story(id="s", title=words, report_ids=("r1",)),
        reports=(replace(first, url=words, path=words, authors=(words,), language=None),),
        statements=(statement,),
        figures=(),
        agents=(_agent("g1", words, words, "t1"),),
        origins=(),
        questions=(_question("q1", words, "p1"),),
        propositions=(_answer("p1", "q1", "t1"),),
        conflicts=(),
        denials=(),
        updates=(),
        statuses=(status("q1", words, flags=(words,), why=words, contest="disputed"),),
        problems=(Problem(path=words, stage="read", reason=words),),
    )
