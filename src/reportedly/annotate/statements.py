"""Find the statements of a report: who says what, how firmly, and what the outlet says itself.

Attributions and sentences go in; one `Statement` comes out for each attribution and for each
clause in the outlet's own voice, in text order. Its split-off parts: `own_voice` finds the
outlet's clauses, `acts` tells denials, refusals and silence, `modality` reads polarity and
certainty, `predicates` what is said to happen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reportedly.annotate.acts import act_of
from reportedly.annotate.attitudes import attributed_act, is_held_back, own_act
from reportedly.annotate.checks import with_covered
from reportedly.annotate.modality import modality_of
from reportedly.annotate.own_voice import Covered, merged, own_clauses
from reportedly.annotate.predicates import (
    main_predicates,
    predicates_in,
    subject_of,
    tokens_in,
    words_in,
)
from reportedly.annotate.quotations import find_quotations
from reportedly.annotate.stances import anonymity, cue_class, tells_of_source, unnamed_kind
from reportedly.model import (
    COUNTED_BLOCKS,
    Attribution,
    BlockKind,
    Figure,
    Mention,
    Parse,
    Pieces,
    PlaceMention,
    Report,
    Sentence,
    Span,
    Statement,
    TimeMention,
    UnnamedKind,
)
from reportedly.stage import Stage
from reportedly.text import hull, key, words_of

_Row = TypeVar("_Row", Figure, TimeMention, PlaceMention, Mention)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSettings:
    """Which statements are made.

    Attributes:
        own_voice: Kinds of block whose sentences may speak in the outlet's own voice.
    """

    own_voice: tuple[BlockKind, ...] = ("headline", "standfirst", "body", "caption")


def find_statements(
    report: Report,
    sentences: Sequence[Sentence],
    parses: Sequence[Parse],
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    figures: Sequence[Figure],
    places: Sequence[PlaceMention],
    attributions: Sequence[Attribution],
    settings: StatementSettings,
) -> Iterator[Statement]:
    """Yield the statements of `report`, in text order."""
    parse = parses[0] if parses else _no_parse(report, sentences)
    rows = _Rows(
        report,
        sentences,
        parse,
        sorted(mentions, key=lambda row: row.span),
        sorted(times, key=lambda row: row.span),
        sorted(figures, key=lambda row: row.span),
        sorted(places, key=lambda row: row.span),
    )
    found: dict[str, Statement] = {}
    for statement in (*_attributed(rows, attributions), *_own(rows, attributions, settings)):
        # "continues to deny": two cues with the same words on both sides make one statement.
        if statement.id not in found or found[statement.id].act == "say":
            found[statement.id] = statement
    made = sorted(found.values(), key=lambda s: (hull(s.content), s.kind, s.id))
    yield from with_covered(made, report.text)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is known of the report, each kind in text order."""

    report: Report
    sentences: Sequence[Sentence]
    parse: Parse
    mentions: Sequence[Mention]
    times: Sequence[TimeMention]
    figures: Sequence[Figure]
    places: Sequence[PlaceMention]


def _no_parse(report: Report, sentences: Sequence[Sentence]) -> Parse:
    nothing = tuple((0, 0) for _ in sentences)
    return Parse(report_id=report.id, tokens=(), children=(), sentences=nothing)


# --- statements with a source --------------------------------------------------------------


def _attributed(rows: _Rows, attributions: Sequence[Attribution]) -> Iterator[Statement]:
    made: dict[str, Statement] = {}
    for attribution in attributions:
        if attribution.content or attribution.cue or attribution.source:
            made[attribution.id] = _from_attribution(rows, attribution)
    kept: dict[str, Statement] = {}
    for attribution in attributions:
        statement, outer = made.get(attribution.id), made.get(attribution.within or "")
        if statement is None or _repeats(statement, outer):
            continue
        if statement.act in ("silent", "unverified") and statement.cue and outer is None:
            statement = _described(rows, _as_own_voice(rows, statement), None, held_back=False)
        kept[attribution.id] = statement
    within = {attribution.id: attribution.within or "" for attribution in attributions}
    for attribution_id, statement in kept.items():
        around = kept.get(within[attribution_id])
        yield replace(statement, within=around.id if around else None)


def _repeats(statement: Statement, outer: Statement | None) -> bool:
    """Return whether a statement is only the "comment" in "declined to comment"."""
    if outer is None or outer.act not in ("decline", "silent"):
        return False
    same = statement.speaker == outer.speaker or statement.about == outer.about
    return same and outer.content[-1].end == statement.content[-1].end


def _as_own_voice(rows: _Rows, statement: Statement) -> Statement:
    """Return a silence, or a failed check, as the outlet's words: nobody is quoted in it."""
    whole = hull(tuple(sorted({*statement.source, *statement.cue, *statement.content})))
    content = (whole,)
    return replace(
        statement,
        id=key("statement", rows.report.id, "own voice", content, ()),
        attribution_id=None,
        kind="own voice",
        content=content,
        source=(),
        cue=(),
        speaker=None,
        speaker_type=None,
        named=False,
        role=None,
    )


def _from_attribution(rows: _Rows, attribution: Attribution) -> Statement:
    content = attribution.content or attribution.cue or attribution.source
    whole = tuple(sorted({*attribution.source, *attribution.cue, *content}))
    act, about = attributed_act(rows.report.text, rows.parse, attribution, rows.mentions)
    statement = Statement(
        id=key("statement", rows.report.id, attribution.kind, content, attribution.source),
        report_id=rows.report.id,
        attribution_id=attribution.id,
        kind=attribution.kind,
        act=act,
        content=content,
        context=_context(rows, whole),
        source=attribution.source,
        cue=attribution.cue,
        speaker=attribution.speaker,
        speaker_type=attribution.speaker_type,
        named=attribution.named,
        role=attribution.role,
        about=about,
        channel=attribution.channel,
        channel_kind=attribution.channel_kind,
        said_from=attribution.said_from,
        said_until=attribution.said_until,
        block=attribution.block,
        counted=attribution.block in COUNTED_BLOCKS,
    )
    text = rows.report.text
    statement = replace(
        statement,
        candidates=attribution.candidates,
        cue_class=cue_class(attribution.cue_lemma, act, is_sourced=bool(attribution.source)),
        unnamed_kind=None if attribution.named else _kind_of(attribution, text),
        anonymity=() if attribution.named else anonymity(text, statement.context, content),
    )
    held_back = is_held_back(rows.report.text, attribution)
    return _described(rows, statement, attribution.cue_lemma, held_back=held_back)


def _kind_of(attribution: Attribution, text: str) -> UnnamedKind | None:
    words = words_of(attribution.source, text)
    return unnamed_kind(attribution.speaker or words, words) if words else None


# --- the outlet's own voice ----------------------------------------------------------------


def _own(
    rows: _Rows, attributions: Sequence[Attribution], settings: StatementSettings
) -> Iterator[Statement]:
    known = Covered(
        merged([span for attribution in attributions for span in _covered(attribution)]),
        merged([span for attribution in attributions for span in attribution.content]),
        merged([q.outer for q in find_quotations(rows.sentences, rows.report.text)]),
    )
    for number, sentence in enumerate(rows.sentences):
        first, last = rows.parse.sentences[number]
        if first == last or sentence.block not in settings.own_voice:
            continue
        clauses = own_clauses(rows.report, sentence, range(first, last), rows.parse, known)
        for clause in clauses:
            for content in _split_off(rows, clause):
                if not tells_of_source(rows.report.text, content):
                    yield _own_statement(rows, sentence, content)


def _covered(attribution: Attribution) -> Iterator[Span]:
    yield from attribution.source
    yield from attribution.cue
    yield from attribution.content
    for span in (attribution.said_span, attribution.channel_span):
        if span is not None:
            yield span


def _split_off(rows: _Rows, content: Pieces) -> Iterator[Pieces]:
    """Yield a clause such as "it is not clear how many" apart from what it is joined to."""
    found = _clause_of_act(rows, content)
    if found is None:
        yield content
        return
    tokens = tokens_in(rows.parse, content)
    clause = set(rows.parse.subtree(found)) & set(tokens)
    for part in ([i for i in tokens if i not in clause], sorted(clause)):
        pieces = _runs(rows.parse, part)
        if pieces:
            yield pieces


def _clause_of_act(rows: _Rows, content: Pieces) -> int | None:
    """Return the head of the clause that tells of silence or doubt, unless it is the main one."""
    whole = hull(content)
    act, place = act_of(whole.of(rows.report.text))
    mains = main_predicates(rows.parse, tokens_in(rows.parse, content))
    if act == "say" or place is None or not mains:
        return None
    inside = rows.parse.inside(Span(whole.start + place[0], whole.start + place[1]))
    if not inside:
        return None
    here = inside[-1]
    for _ in range(len(rows.parse.tokens)):
        above = rows.parse.tokens[here].head
        if subject_of(rows.parse, here) is not None or above == here:
            break
        here = above
    main = rows.parse.tokens[here].dep in ("ROOT", "ccomp") or here in mains
    return None if main or rows.parse.tokens[here].dep == "relcl" else here


def _runs(parse: Parse, tokens: Sequence[int]) -> Pieces:
    skipped = ("PUNCT", "CCONJ", "SCONJ")
    runs: list[list[int]] = []
    for index in tokens:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        while run and parse.tokens[run[0]].pos in skipped:
            run.pop(0)
        while run and parse.tokens[run[-1]].pos in skipped:
            run.pop()
    return tuple(parse.span(run[0], run[-1]) for run in runs if run)


def _own_statement(rows: _Rows, sentence: Sentence, content: Pieces) -> Statement:
    act, about = own_act(rows.report.text, rows.parse, content, rows.mentions)
    statement = Statement(
        id=key("statement", rows.report.id, "own voice", content, ()),
        report_id=rows.report.id,
        attribution_id=None,
        kind="own voice",
        act=act,
        content=content,
        context=sentence.span,
        about=about,
        block=sentence.block,
        counted=sentence.block in COUNTED_BLOCKS,
    )
    return _described(rows, statement, None, held_back=False)


# --- what both share -----------------------------------------------------------------------


def _described(
    rows: _Rows, statement: Statement, cue_lemma: str | None, *, held_back: bool
) -> Statement:
    """Return `statement` with all that is read from the words of its content."""
    parse, content = rows.parse, statement.content
    tokens = tokens_in(parse, content)
    question = hull(content).of(rows.report.text).rstrip("”\"' ’").endswith("?")
    modality = modality_of(parse, tokens, statement.act, cue_lemma, left_open=question or held_back)
    return replace(
        statement,
        polarity=modality.polarity,
        certainty=modality.certainty,
        hedges=modality.hedges,
        terms=words_in(parse, tokens),
        predicates=predicates_in(parse, tokens),
        names=_names(rows, content),
        figures=tuple(row.id for row in _inside(rows.figures, content)),
        times=tuple(row.id for row in _inside(rows.times, content)),
        places=tuple(row.id for row in _inside(rows.places, content)),
    )


def _names(rows: _Rows, content: Pieces) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for mention in _inside(rows.mentions, content):
        if mention.agent or mention.named:
            found.setdefault(mention.agent or mention.span.of(rows.report.text))
    for place in _inside(rows.places, content):
        found.setdefault(place.name)
    return tuple(found)


def _inside(rows: Sequence[_Row], pieces: Pieces) -> list[_Row]:
    """Return the rows that lie in the pieces, in text order; `rows` are sorted by span."""
    found: dict[Span, _Row] = {}
    for piece in pieces:
        first = bisect_left(rows, piece.start, key=lambda row: row.span.start)
        last = bisect_right(rows, piece.end, key=lambda row: row.span.start)
        for row in rows[first:last]:
            if row.span.end <= piece.end:
                found.setdefault(row.span, row)
    return [found[span] for span in sorted(found)]


def _context(rows: _Rows, pieces: Pieces) -> Span:
    """Return the sentence or sentences that `pieces` touch."""
    whole = hull(pieces)
    sentences: Sequence[Sentence] = rows.sentences
    first = bisect_right(sentences, whole.start, key=lambda sentence: sentence.span.end)
    last = bisect_left(sentences, whole.end, key=lambda sentence: sentence.span.start)
    if first >= last:
        return whole
    return Span(
        min(whole.start, sentences[first].span.start), max(whole.end, sentences[last - 1].span.end)
    )


STAGE = Stage(
    name="statements",
    version=4,
    per=Report,
    reads=(Sentence, Parse, Mention, TimeMention, Figure, PlaceMention, Attribution),
    writes=Statement,
    settings=StatementSettings(),
    run=find_statements,
)
