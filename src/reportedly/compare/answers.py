"""What each statement answers: one statement in, an `Answer` for each question that it speaks to.

"At least four people were killed and 11 were missing"
    -> killed: at least 4;  missing: 11
"The enemy has not advanced a single meter"
    -> advance: no
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from reportedly.compare.background import is_recalled, is_topic
from reportedly.compare.fitting import nearest_hit
from reportedly.compare.frames import topic_at
from reportedly.compare.hits import Hit, find_hits, is_negated
from reportedly.compare.matched import word_of
from reportedly.compare.material import Material, Piece, rarity
from reportedly.compare.patterns import flat
from reportedly.intervals import PEOPLE
from reportedly.model import Act, Figure, Statement

_SUBSET = re.compile(
    r"^\W*(?:\w+\W+)?of (?:them|those|these|whom|the (?:dead|victims|injured|wounded|[\d,.]+))\b"
    r"|^\W*(?:\w+\W+){0,3}among\b"
)
_FORMER = re.compile(
    r"(?:\ball but|\bfrom|\bearlier|\bpreviously|\binitially|\bat first|\bformerly|"
    r"\bhad (?:\w+ly )?(?:estimated|put|spoken of|reported|given)(?: \w+){0,5})"
    r"(?:\W+(?:about|around|nearly|almost|some|at least|more than|no more than|only|the))*\W*$"
)
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
    counted: str | None = None  # the kind of thing counted; None for people in general
    party: str | None = None  # whose they are: "10 Americans"
    degree: str | None = None  # how badly: "serious", "slight"; None: all of them
    word: str | None = None  # the word that matched
    senses: frozenset[str] = frozenset()  # the frame's senses that the words show
    remark: Act | None = None  # a refusal, silence or "not verified" that is about the question
    clock: int | None = None  # minutes after midnight
    figure: Figure | None = None
    former: bool = False  # a figure that the statement itself calls overtaken
    corrects: bool = False  # a figure that the statement itself puts in the place of another
    step: int | None = None  # how far a matter has moved on
    day_from: date | None = None
    day_until: date | None = None
    where: frozenset[str] = frozenset()  # places it is about
    whose: frozenset[str] = frozenset()  # names in it, and who says it
    terms: frozenset[str] = frozenset()  # the rare words by which answers in words are told apart
    against: frozenset[str] = frozenset()  # the statements that it denies, negates or is held to


def find_answers(statement: Statement, material: Material, scene: frozenset[str]) -> list[Answer]:
    """Return what a statement answers; `scene` names the frames that suit the story."""
    if not statement.counted or statement.act in REMARKS or is_topic(statement, material):
        return []
    hits = [
        hit
        for hit in find_hits(statement, material, scene)
        if not is_recalled(statement, hit.span, material)
    ]
    if not hits:
        return []
    answers = _figure_answers(statement, hits, material)
    answers += _none_answers(statement, hits, answers, material)
    return [*answers, *_plain_answers(statement, hits, answers, material)]


def _stance(statement: Statement, signs: list[str]) -> str:
    if statement.polarity == "u":
        return "?"
    sign = "-" if "-" in signs else "+"
    if statement.act == "deny":
        return "-"
    return sign


# --- answers with a figure -------------------------------------------------------------------


def _figure_answers(statement: Statement, hits: list[Hit], material: Material) -> list[Answer]:
    found: list[Answer] = []
    for figure_id in statement.figures:
        figure = material.figures.get(figure_id)
        if figure is None or figure.part_of is not None:
            continue
        if is_recalled(statement, figure.span, material) or is_part(statement, figure, material):
            continue
        nearest = nearest_hit(figure, hits)
        if nearest is not None and not _SUBSET.search(_after(figure, nearest.piece)):
            found.append(_with_figure(statement, nearest, figure, material))
    return found


def is_part(statement: Statement, figure: Figure, material: Material) -> bool:
    """Return whether a figure is a share of one just named: "Of that, $3 billion"."""
    return any(
        _SHARE.search(piece.text[max(0, at - 40) : at]) is not None
        for piece in material.pieces(statement)
        if 0 <= (at := figure.span.start - piece.start) < len(piece.text)
    )


_SHARE = re.compile(
    r"\bof (?:that|those|these|them|which|whom)(?: total| amount| sum)?,?"
    r"(?: (?:about|around|nearly|almost|some|at least|only|just|more than))?\W*$"
)


def _after(figure: Figure, piece: Piece) -> str:
    at = figure.span.end - piece.start
    return piece.text[at : at + 40]


def _with_figure(statement: Statement, hit: Hit, figure: Figure, material: Material) -> Answer:
    at = figure.span.start - hit.piece.start
    before = hit.piece.text[max(0, at - 60) : at]
    negated = is_negated(before) or hit.sign == "-"
    days = _day(statement, figure, material)
    return Answer(
        statement_id=statement.id,
        report_id=statement.report_id,
        frame=hit.frame.id,
        stance=_stance(statement, ["-" if negated else "+"]),
        at=figure.span.start,
        actor=_actor(statement, [hit], material),
        topic=_topic(hit)[0],
        noun=_topic(hit)[1],
        counted=_class_of(figure),
        party=_party_of(figure, hit.piece, material),
        degree=_degree(hit),
        word=word_of(hit),
        # "Not a single metre" measures nothing.
        figure=None if negated and hit.frame.opposes == "always" else figure,
        former=bool(_FORMER.search(before)) or _is_withdrawn(statement, material),
        day_from=days[0],
        day_until=days[1],
        where=material.where(statement),
        whose=_whose(statement, figure, hit.piece),
        terms=own_terms(statement, [hit], material),
    )


def _none_answers(
    statement: Statement, hits: list[Hit], figured: list[Answer], material: Material
) -> Iterator[Answer]:
    """Yield where a statement says that there were none: "nobody was hurt", "no injuries"."""
    if statement.polarity == "u":
        return
    done = {answer.frame for answer in figured}
    for hit in hits:
        at, end = hit.span.start - hit.piece.start, hit.span.end - hit.piece.start
        words = hit.piece.text[max(0, at - _NONE_REACH) : end]
        counts = hit.frame.figure == "count" and hit.frame.id not in done
        if counts and hit.sign == "-" and _NONE.search(words):
            done.add(hit.frame.id)
            answer = plain_answer(statement, hit.frame.id, material)
            yield replace(answer, stance="-", at=hit.span.start, word=word_of(hit))


_NONE_REACH = 50  # characters before a word in which "nobody" or "no" stands
_NONE = re.compile(
    r"\b(?:nobody|no one|no-one|none(?! of)|not a single (?:person|one)"
    r"|no (?:people|person|lives|other|passengers?|crew|civilians?|children|residents?|"
    r"serious|immediate|known|reported|reports? of|word of))\b[^,;:.]*$"
    r"|\bno (?:injur|casualt|death|fatalit|arrest|victim|evacuat|case)\w*$"
)


def _whose(statement: Statement, figure: Figure, piece: Piece) -> frozenset[str]:
    """Return the names in the clause of a figure, else who says it: "the bank" is his own."""
    at = figure.span.start - piece.start
    start = max((m.end() for m in _CLAUSE.finditer(piece.text, 0, at)), default=0)
    end = _CLAUSE.search(piece.text, at)
    clause = piece.text[start : end.start() if end else len(piece.text)]
    named = (name for name in statement.names if not name.islower())
    inside = [name for name in named if flat(name) in clause]
    said = inside or ([statement.speaker] if statement.speaker else [])
    return frozenset(flat(name) for name in said)


_CLAUSE = re.compile(r"[.;:—–(]\s|(?<!\d),|,(?!\d)|\b(?:and|but|while|although|whereas)\b")


def _degree(hit: Hit) -> str | None:
    """Return how badly hurt those are that some words speak of: "18 critically injured"."""
    at, end = hit.span.start - hit.piece.start, hit.span.end - hit.piece.start
    beside = hit.piece.text[max(0, at - _MODIFIER) : end]
    return next((name for name, pattern in _DEGREES if pattern.search(beside)), None)


_MODIFIER = 14  # characters before a word in which its own modifier stands
_DEGREES = (
    ("serious", re.compile(r"\b(?:serious|critical|severe|grave|bad)(?:ly)?\W+\w+$")),
    ("slight", re.compile(r"\b(?:slight|minor|light|mild)(?:ly)?\W+\w+$")),
)


def _party_of(figure: Figure, piece: Piece, material: Material) -> str | None:
    """Return the party to which the counted belong: "10 Americans" are no total."""
    text = flat(figure.counted or "")
    party = next((name for _, _, name in material.parties.named_in(text)), None)
    after = _FROM.match(_after(figure, piece))
    if party is None and after:
        return material.parties.meant(after.group(1))
    return party


_FROM = re.compile(r"\s+(?:\w+\s+)?from (?:the )?([\w.]+)")


def _is_withdrawn(statement: Statement, material: Material) -> bool:
    """Return whether a correction quotes the figure as what an earlier version said."""
    report = material.reports.get(statement.report_id)
    return report is not None and "earlier version" in statement.context.of(report.text)


_NEXT = 30  # characters after a figure in which a day that is named is its own


def plain_answer(
    statement: Statement,
    frame: str,
    material: Material,
    figure: Figure | None = None,
    *,
    within: int = _NEXT,
) -> Answer:
    """Return the answer that a whole statement, or a figure in it, gives outside all patterns.

    A day that is named `within` so many characters after the figure is the day of its deed.
    """
    start = statement.content[0].start if statement.content else statement.context.start
    at = figure.span.start if figure else start
    text = material.words(statement)
    before = text[max(0, at - start - 60) : at - start] if at >= start else ""
    days = _day(statement, figure, material, within) if figure else material.said(statement)
    negated = figure is not None and is_negated(before)
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
        day_from=days[0],
        day_until=days[1],
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
    statement: Statement, figure: Figure, material: Material, within: int = _NEXT
) -> tuple[date | None, date | None]:
    """Return the days for which a figure is given: those named right after it, else when said."""
    for time_id in statement.times:
        time = material.times.get(time_id)
        if time is None or time.type not in ("DATE", "TIME") or time.day_from is None:
            continue
        if 0 <= time.span.start - figure.span.end <= within:
            return time.day_from, time.day_until
    return material.said(statement)


# --- answers without one ---------------------------------------------------------------------


def _plain_answers(
    statement: Statement, hits: list[Hit], figured: list[Answer], material: Material
) -> Iterator[Answer]:
    done = {answer.frame for answer in figured}
    by_frame: dict[str, list[Hit]] = {}
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
            if statement.act != "deny"
            and any(group[0].frame.open.search(hit.piece.text) for hit in group)
            else _stance(statement, [hit.sign for hit in group]),
            at=group[0].span.start,
            actor=_actor(statement, group, material),
            topic=_topic(group[0])[0],
            noun=_topic(group[0])[1],
            day_from=day_from,
            day_until=day_until,
            where=material.where(statement),
            terms=terms,
            word=word_of(group[0]),
            senses=senses,
        )


def _actor(statement: Statement, hits: list[Hit], material: Material) -> str | None:
    for hit in hits:
        at = hit.span.start - hit.piece.start
        party = material.parties.actor(statement, hit.piece.text, at, hit.predicate)
        if party:
            return party
    return material.parties.speaking(statement) if hits[0].frame.own else None


def _topic(hit: Hit) -> tuple[str | None, str | None]:
    return topic_at(hit.piece.text, hit.span.start - hit.piece.start) or (None, None)


def _senses(hits: list[Hit]) -> frozenset[str]:
    return frozenset(hit.frame.id for hit in hits if hit.frame.senses.search(hit.piece.text))


def own_terms(statement: Statement, hits: list[Hit], material: Material) -> frozenset[str]:
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
