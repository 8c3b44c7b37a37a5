"""What each statement answers: one statement in, an `Answer` for each question that it speaks to.

"At least four people were killed and 11 were missing"
    -> killed: at least 4;  missing: 11
"The enemy has not advanced a single meter"
    -> advance: no
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.compare.fitting import fits
from reportedly.compare.frames import Frame, frames, topic_at
from reportedly.compare.material import Material, Piece, rarity
from reportedly.compare.patterns import flat
from reportedly.intervals import PEOPLE
from reportedly.model import Act, Figure, Predicate, Span, Statement

_NEGATED = re.compile(
    r"(?:\b(?:not(?! only| just| merely)|no|never|none|nothing|nobody|neither|nor|without|cannot|"
    r"fail\w* to|unable to|refus\w* to|den(?:y|ies|ied|ying)|hardly|far from)\b|n't\b)"
    r"(?:[^\w.,;:!?]+[\w'-]+){0,4}[^\w.,;:!?]*$"
)
_BREAK = re.compile(r"[,;:—–(]|\b(?:and|but|while|although|whereas|with)\b")
_SUBSET = re.compile(
    r"^\W*(?:\w+\W+)?of (?:them|those|these|whom|the (?:dead|victims|injured|wounded|[\d,.]+))\b"
    r"|^\W*(?:\w+\W+){0,3}among\b"
)
_FORMER = re.compile(
    r"(?:\ball but|\bfrom|\bearlier|\bpreviously|\binitially|\bat first|\bformerly|"
    r"\bhad (?:\w+ly )?(?:estimated|put|spoken of|reported|given)(?: \w+){0,5})"
    r"(?:\W+(?:about|around|nearly|almost|some|at least|more than|no more than|only|the))*\W*$"
)
_OLD = timedelta(days=45)  # a statement about a day this long before the first report is background
_REACH = 110  # characters between a figure and its word; longer ones met were about other things
_BREAK_COST = 30
_FEWEST_TERMS = 2  # an answer in words needs two of its own: "the cause" alone answers nothing
REMARKS = frozenset({"silent", "decline", "unverified"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One statement's answer to one kind of question."""

    statement_id: str
    report_id: str
    frame: str
    stance: str  # "+", "-" or "?"
    at: int  # where in the report the words stand on which this rests
    actor: str | None = None
    asked: str | None = None  # of a remark: the party whose doings it is about
    topic: str | None = None  # the kind of event that is asked about
    noun: str | None = None  # the report's word for it
    counted: str | None = None  # the kind of thing counted
    word: str | None = None  # the word that matched
    senses: frozenset[str] = frozenset()  # the frame's senses that the words show
    remark: Act | None = None  # a refusal, silence or "not verified" that is about the question
    figure: Figure | None = None
    former: bool = False  # a figure that the statement itself calls overtaken
    day_from: date | None = None
    day_until: date | None = None
    where: frozenset[str] = frozenset()  # places it is about
    terms: frozenset[str] = frozenset()  # the rare words by which answers in words are told apart


@dataclass(frozen=True, slots=True)
class _Hit:
    """Words of a statement that speak to a frame."""

    frame: Frame
    span: Span  # in the report
    sign: str
    piece: Piece
    predicate: Predicate | None


def find_answers(statement: Statement, material: Material, scene: frozenset[str]) -> list[Answer]:
    """Return what a statement answers; `scene` names the frames that suit the story."""
    if not statement.counted or statement.act in REMARKS:
        return []
    if _is_background(statement, material):
        return []
    hits = list(_hits(statement, material, scene))
    if not hits:
        return []
    answers = _figure_answers(statement, hits, material)
    return [*answers, *_plain_answers(statement, hits, answers, material)]


def _is_background(statement: Statement, material: Material) -> bool:
    """Return whether all that a statement dates lies long before the story."""
    first = material.first_day
    days = [t.day_until for i in statement.times if (t := material.times.get(i)) and t.day_until]
    return bool(days) and first is not None and max(days) < first - _OLD


# --- words that speak to a frame -------------------------------------------------------------


def _hits(statement: Statement, material: Material, scene: frozenset[str]) -> Iterator[_Hit]:
    pieces = material.pieces(statement)
    for frame in frames():
        if frame.id not in scene or any(frame.never.search(piece.text) for piece in pieces):
            continue
        for piece in pieces:
            yield from _hits_in(frame, piece, statement)


def _hits_in(frame: Frame, piece: Piece, statement: Statement) -> Iterator[_Hit]:
    plus = list(frame.plus.finditer(piece.text))
    company = bool(frame.company.search(piece.text))
    found = [(match, "+") for match in plus]
    found += [(match, "-") for match in frame.minus.finditer(piece.text)]
    if company:
        found += [(match, "+") for match in frame.weak.finditer(piece.text)]
    if company or plus:
        found += [(match, "-") for match in frame.stops.finditer(piece.text)]
    stopped = any(sign == "-" for _, sign in found)
    for match, sign in found:
        span = Span(piece.start + match.start(), piece.start + match.end())
        predicate = next((p for p in statement.predicates if p.span.overlaps(span)), None)
        # A pattern with a negation in it has been read as such.
        inside = _NEGATION.search(match.group()) is not None
        negated = not inside and _is_negated(piece.text, match.start(), predicate)
        if negated:
            sign = _FLIPPED[sign]
        elif stopped and sign == "+" and frame.stops.search(piece.text):
            continue  # "the advance was halted": the noun that is stopped affirms nothing
        yield _Hit(frame, span, sign, piece, predicate)


_FLIPPED = {"+": "-", "-": "+"}
_NEGATION = re.compile(r"\b(?:not|no|never|cannot)\b|n't\b")


def _is_negated(text: str, at: int, predicate: Predicate | None) -> bool:
    return bool(predicate and predicate.negated) or bool(
        _NEGATED.search(text[max(0, at - 60) : at])
    )


def _stance(statement: Statement, signs: list[str]) -> str:
    if statement.polarity == "u":
        return "?"
    sign = "-" if "-" in signs else "+"
    if statement.act == "deny":
        return "-"
    return sign


# --- answers with a figure -------------------------------------------------------------------


def _figure_answers(statement: Statement, hits: list[_Hit], material: Material) -> list[Answer]:
    found: list[Answer] = []
    for figure_id in statement.figures:
        figure = material.figures.get(figure_id)
        if figure is None or figure.part_of is not None:
            continue
        nearest = _nearest(figure, hits)
        if nearest is not None and not _SUBSET.search(_after(figure, nearest.piece)):
            found.append(_with_figure(statement, nearest, figure, material))
    return found


def _nearest(figure: Figure, hits: list[_Hit]) -> _Hit | None:
    """Return the words to which a figure belongs: the nearest that it can count."""
    ranked = [
        (cost, number, hit)
        for number, hit in enumerate(hits)
        if fits(hit.frame, figure) and (cost := _cost(figure, hit)) is not None
    ]
    return min(ranked)[2] if ranked else None


def _cost(figure: Figure, hit: _Hit) -> int | None:
    """Return how far a figure is from some words; little where it is what the verb is about."""
    verb, head = hit.predicate, figure.counted_head
    inside = hit.piece.start <= figure.span.start < hit.piece.start + len(hit.piece.text)
    if inside and verb and head and head in (*verb.subject, *verb.object):
        return _TIED
    return _distance(figure, hit)


_TIED = 15


def _distance(figure: Figure, hit: _Hit) -> int | None:
    start, end = hit.piece.start, hit.piece.start + len(hit.piece.text)
    if not (start <= figure.span.start and figure.span.end <= end):
        return None
    if figure.span.overlaps(hit.span):
        return 0
    first, second = sorted([figure.span, hit.span])
    between = hit.piece.text[first.end - start : max(first.end, second.start) - start]
    if re.search(r"[.!?]\s", between):
        return None
    cost = len(between) + _BREAK_COST * len(_BREAK.findall(between))
    return cost if cost <= _REACH else None


def _after(figure: Figure, piece: Piece) -> str:
    at = figure.span.end - piece.start
    return piece.text[at : at + 40]


def _with_figure(statement: Statement, hit: _Hit, figure: Figure, material: Material) -> Answer:
    at = figure.span.start - hit.piece.start
    before = hit.piece.text[max(0, at - 60) : at]
    negated = bool(_NEGATED.search(before)) or hit.sign == "-"
    return Answer(
        statement_id=statement.id,
        report_id=statement.report_id,
        frame=hit.frame.id,
        stance=_stance(statement, ["-" if negated else "+"]),
        at=figure.span.start,
        actor=_actor(statement, [hit], material),
        topic=_topic(hit)[0],
        noun=_topic(hit)[1],
        counted=_kind_counted(figure, hit.piece, material),
        word=_word(hit),
        # "Not a single metre" measures nothing.
        figure=None if negated and hit.frame.opposes == "always" else figure,
        former=bool(_FORMER.search(before)) or _is_withdrawn(statement, material),
        day_from=_day(statement, figure, material)[0],
        day_until=_day(statement, figure, material)[1],
        where=material.where(statement),
        terms=own_terms(statement, [hit], material),
    )


def _kind_counted(figure: Figure, piece: Piece, material: Material) -> str | None:
    """Return what is counted, with the party it belongs to: "10 Americans" are no total."""
    text = flat(figure.counted or "")
    party = next((name for _, _, name in material.parties.named_in(text)), None)
    after = _FROM.match(_after(figure, piece))
    if party is None and after:
        party = material.parties.meant(after.group(1))
    noun = _class_of(figure)
    return f"{party} {noun or 'people'}" if party else noun


_FROM = re.compile(r"\s+(?:\w+\s+)?from (?:the )?([\w.]+)")


def _is_withdrawn(statement: Statement, material: Material) -> bool:
    """Return whether a correction quotes the figure as what an earlier version said."""
    report = material.reports.get(statement.report_id)
    return report is not None and "earlier version" in statement.context.of(report.text)


def plain_answer(
    statement: Statement, frame: str, material: Material, figure: Figure | None = None
) -> Answer:
    """Return the answer that a whole statement, or a figure in it, gives outside all patterns."""
    start = statement.content[0].start if statement.content else statement.context.start
    at = figure.span.start if figure else start
    text = material.words(statement)
    before = text[max(0, at - start - 60) : at - start] if at >= start else ""
    day_from, day_until = _day(statement, figure, material) if figure else material.said(statement)
    negated = figure is not None and bool(_NEGATED.search(before))
    return Answer(
        statement_id=statement.id,
        report_id=statement.report_id,
        frame=frame,
        stance="-" if negated else "?" if statement.polarity == "u" else "+",
        at=at,
        counted=_class_of(figure) if figure else None,
        figure=figure,
        former=figure is not None
        and (bool(_FORMER.search(before)) or _is_withdrawn(statement, material)),
        day_from=day_from,
        day_until=day_until,
        where=material.where(statement),
        terms=rare_terms(statement),
    )


def _class_of(figure: Figure) -> str | None:
    head = figure.counted_head
    if head is None or head in PEOPLE or head in _GENERIC:
        return None
    return head


# Nouns that say no more of those counted than the question does.
_GENERIC = frozenset(
    [
        "dead",
        "death",
        "fatality",
        "toll",
        "life",
        "body",
        "prisoner",
        "captive",
        "missing",
        "injured",
        "wounded",
        "killed",
        "homeless",
        "displaced",
    ]
)


def _day(
    statement: Statement, figure: Figure, material: Material
) -> tuple[date | None, date | None]:
    """Return the days for which a figure is given: those named right after it, else when said."""
    for time_id in statement.times:
        time = material.times.get(time_id)
        if time is None or time.type not in ("DATE", "TIME") or time.day_from is None:
            continue
        if 0 <= time.span.start - figure.span.end <= 30:
            return time.day_from, time.day_until
    return material.said(statement)


# --- answers without one ---------------------------------------------------------------------


def _plain_answers(
    statement: Statement, hits: list[_Hit], figured: list[Answer], material: Material
) -> Iterator[Answer]:
    done = {answer.frame for answer in figured}
    by_frame: dict[str, list[_Hit]] = {}
    for hit in hits:
        real = statement.polarity != "u" or hit.frame.unreal
        if hit.frame.needs == "none" and hit.frame.id not in done and real:
            by_frame.setdefault(hit.frame.id, []).append(hit)
    day_from, day_until = material.said(statement)
    for frame_id, group in by_frame.items():
        terms = own_terms(statement, group, material)
        senses = _senses(group)
        if group[0].frame.answer == "words" and len(terms) < _FEWEST_TERMS and not senses:
            continue
        yield Answer(
            statement_id=statement.id,
            report_id=statement.report_id,
            frame=frame_id,
            stance="?"
            if any(group[0].frame.open.search(hit.piece.text) for hit in group)
            else _stance(statement, [hit.sign for hit in group]),
            at=group[0].span.start,
            actor=_actor(statement, group, material),
            topic=_topic(group[0])[0],
            noun=_topic(group[0])[1],
            day_from=day_from,
            day_until=day_until,
            where=material.where(statement),
            terms=terms,
            word=_word(group[0]),
            senses=senses,
        )


def _actor(statement: Statement, hits: list[_Hit], material: Material) -> str | None:
    for hit in hits:
        at = hit.span.start - hit.piece.start
        party = material.parties.actor(statement, hit.piece.text, at, hit.predicate)
        if party:
            return party
    return None


def _topic(hit: _Hit) -> tuple[str | None, str | None]:
    return topic_at(hit.piece.text, hit.span.start - hit.piece.start) or (None, None)


def _word(hit: _Hit) -> str:
    """Return the word that matched, without an ending: "costs" and "cost" are one."""
    at = hit.span.start - hit.piece.start
    word = hit.piece.text[at : hit.span.end - hit.piece.start].split()[0]
    return word if word.endswith("ss") else word.removesuffix("s")


def _senses(hits: list[_Hit]) -> frozenset[str]:
    return frozenset(hit.frame.id for hit in hits if hit.frame.senses.search(hit.piece.text))


def own_terms(statement: Statement, hits: list[_Hit], material: Material) -> frozenset[str]:
    """Return the rare content words of an answer, without those of the question itself."""
    matched = " ".join(
        hit.piece.text[hit.span.start - hit.piece.start : hit.span.end - hit.piece.start]
        for hit in hits
    )
    return frozenset(
        term
        for term in rare_terms(statement)
        if term[:5] not in matched and material.parties.meant(term) is None
    )


def rare_terms(statement: Statement) -> frozenset[str]:
    """Return the content words of a statement that are not in every other news text."""
    return frozenset(
        term for term in statement.terms if rarity(term) >= _RARE and not term[0].isdigit()
    )


_RARE = 2.0  # "oil", "drone", "purpose" are rarer; "say", "year", "people", "government" are not
