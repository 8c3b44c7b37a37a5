"""Which step of which ladder a sentence tells, and of whom or what.

"Brandt was charged with arson"              justice, charged, of Brandt
"no charges have been filed yet"             justice, not yet charged, of nobody by name
"engineers cleared the bridge to reopen"     passage, open again, of a bridge
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reportedly.compare.background import is_recalled
from reportedly.compare.ladders import Ladder, ladders
from reportedly.compare.material import Material, rarity
from reportedly.compare.patterns import beginnings, flat
from reportedly.model import Report, Span, Statement
from reportedly.rarity import meaning, stem
from reportedly.text import hull

ANYBODY = ""  # stands for somebody who is not named
_BEFORE = 60  # characters before a step in which it is told to be planned, or no fact
_PLANNED = re.compile(
    r"\b(?:expected|due|set|scheduled|poised|slated|likely|certain|plan(?:s|ned|ning)?|"
    r"intend(?:s|ed|ing)?|prepar(?:es|ed|ing)|going|vow(?:s|ed|ing)?|pledg(?:es|ed|ing)|"
    r"threaten(?:s|ed|ing)?|promis(?:es|ed|ing)|agreed|ready|about) to(?: [\w'-]+){0,6}? ?$"
    r"|\b(?:will|shall)(?: (?:be|soon|also|have))* ?$"
)
_NOT = re.compile(r"\b(?:not|no|n't|never|yet to)(?: [\w'-]+){0,2} ?$")
_YET = re.compile(r"\byet\b")
_UNREAL = re.compile(
    r"\b(?:if|whether|could|may|might|should|must|would|unless|until|wants?|wanted|needs?|"
    r"hop(?:es|ed|ing)|calls?|called|calling|urg\w+|ask\w*|demand\w*|alleg\w+|accus\w+|possib\w+|"
    r"fear\w*|risk\w*|try|tried|trying|fail\w*|refus\w+|avoid\w*|never|not|n't|no|nobody|without|"
    r"nearly|almost|who|whom)\b[^.;:,]{0,30}$"
)
_TO = re.compile(r"\bto (?:be )?$")
_LET = re.compile(r"\b(?:cleared|allowed|permitted|able|managed|forced)\b[^.;:]{0,30}$")
_REACH = 90  # characters on both sides of a step in which words tell of what it is
_AFTER = 40  # characters after a verb that leads in, in which stands what it takes
_APART = re.compile(r"[.;:,]|\b(?:and|but|after)\b")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_RARE = 2.0  # words at least this rare tell what something is of
_KIND = 1.5  # the same right before its noun: "the spending bill"
_LETTERS = 4  # of words that tell it
_DAYS = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|afternoon|evening|night|today|yesterday|"
    r"tomorrow|billion|million|anyway|almost|soon"
)
_NAMED = 4.0  # names less rare than this ("Police", "Justice") are those of bodies


@dataclass(frozen=True, slots=True)
class Step:
    """One step that one statement tells of somebody or something."""

    statement: Statement
    ladder: str
    of: str  # the name of who is on it; of things and persons not named the ladder itself
    shown: str  # the word for who or what, as the report has it; `ANYBODY`
    named: bool
    number: int  # the further the higher: even; the one before what is planned or not yet is odd
    loose: bool  # planned, or not yet
    at: int
    day: date | None
    words: frozenset[str]  # the rare words beside it, by what they mean


def find_steps(material: Material) -> Iterator[Step]:
    """Yield the steps that the statements of a story tell, each once."""
    seen: set[tuple[str, int, str, str]] = set()
    for statement_id in material.ordered(material.statements):
        statement = material.statements[statement_id]
        report = material.reports.get(statement.report_id)
        if report is None or not statement.counted or statement.act == "deny":
            continue
        for step in _steps_in(statement, report, material):
            key = (statement.report_id, step.at, step.ladder, step.shown)
            if key not in seen:
                seen.add(key)
                yield step


def _steps_in(statement: Statement, report: Report, material: Material) -> Iterator[Step]:
    start = statement.context.start
    text = flat(statement.context.of(report.text))
    begun = beginnings(text)
    for ladder in ladders():
        if ladder.heads.isdisjoint(begun) or not ladder.any.search(text):
            continue
        for match in ladder.any.finditer(text):
            span = Span(start + match.start(), start + match.end())
            loose = _is_loose(text, match.start(), match.end())
            if loose is None or not _is_told_in(statement, span):
                continue
            if not is_recalled(statement, span, material):
                number = _number(ladder, match.group())
                yield from _of_whom(ladder, number, loose, statement, span, report, material)


def _number(ladder: Ladder, words: str) -> int:
    """Return which step some words tell: "partly reopened" is not "reopened"."""
    return next(at for at, step in enumerate(ladder.steps) if step.fullmatch(words))


def _is_told_in(statement: Statement, span: Span) -> bool:
    """Return whether a statement tells some words of its sentence, or is led in by them."""
    pieces = sorted([*statement.content, *statement.cue], key=lambda one: one.start)
    return not pieces or hull(tuple(pieces)).overlaps(span)


def _is_loose(text: str, start: int, end: int) -> bool | None:
    """Return whether a step is planned or yet to come; None where it is no fact at all."""
    before = text[max(0, start - _BEFORE) : start]
    if _PLANNED.search(before):
        return True
    denied = _NOT.search(before)
    if denied and _YET.search(denied.group() + text[end : end + _BEFORE].split(".")[0]):
        return True
    wished = _TO.search(before) is not None and _LET.search(before) is None
    return None if wished or _UNREAL.search(before) else False


def _of_whom(
    ladder: Ladder,
    number: int,
    loose: bool,
    statement: Statement,
    span: Span,
    report: Report,
    material: Material,
) -> Iterator[Step]:
    names = _names(statement, material) if ladder.persons else frozenset()
    for word in _found(ladder, names, loose, statement, span, report):
        yield Step(
            statement=statement,
            ladder=ladder.id,
            of=word if word in names else ladder.id,
            shown=word,
            named=word in names,
            number=2 * number - loose,
            loose=loose,
            at=span.start,
            day=report.published_from,
            words=_beside(statement, span, word, report) - _meanings([word]),
        )


def _found(
    ladder: Ladder,
    names: frozenset[str],
    loose: bool,
    statement: Statement,
    span: Span,
    report: Report,
) -> list[str]:
    """Return the words for those of whom a step is told."""
    taken = _taken(statement, span, report)
    found = list(dict.fromkeys(_fitting(ladder, taken, names)))
    if not found:  # "structural engineers cleared it to reopen"
        start = max(statement.context.start, span.start - 2 * _REACH)
        before = flat(report.text[start : span.start])
        near = list(_fitting(ladder, _WORD.findall(before), names))
        found = near[-1:] if not ladder.persons or len(set(near)) == 1 else []
    return found or ([ANYBODY] if loose and ladder.persons else [])


def _fitting(ladder: Ladder, words: Iterable[str], names: frozenset[str]) -> Iterator[str]:
    """Yield those of some words that may be on a ladder."""
    for word in words:
        if word in names or meaning(stem(word)) in ladder.of:
            yield word


def _taken(statement: Statement, span: Span, report: Report) -> tuple[str, ...]:
    """Return what the verb of a step takes; what follows one that leads a statement in."""
    for predicate in statement.predicates:
        if predicate.span.overlaps(span):
            return (*predicate.subject, *predicate.object)
    near = flat(report.text[span.end : min(statement.context.end, span.end + _AFTER)])
    return tuple(_WORD.findall(_APART.split(near)[0]))


def _names(statement: Statement, material: Material) -> frozenset[str]:
    """Return the last words of the names of persons in a statement."""
    rows = (place for i in statement.places if (place := material.places.get(i)))
    places = {word for place in rows for word in flat(place.name).split()}
    found = (flat(name).split() for name in statement.names if not name.islower())
    last = {words[-1].removesuffix("'s") for words in found if words}
    return frozenset(
        one
        for one in last - places
        if one.isalpha() and rarity(one) >= _NAMED and material.parties.meant(one) is None
    )


def _beside(statement: Statement, span: Span, noun: str, report: Report) -> frozenset[str]:
    """Return the rare words of the same sentence on both sides of some words.

    The one right before the noun for what moves on counts twice: "the spending bill".
    """
    first = max(statement.context.start, span.start - _REACH)
    last = min(statement.context.end, span.end + _REACH)
    before = _WORD.findall(flat(report.text[first : span.start]))
    words = [
        *before[first > statement.context.start :],
        *_WORD.findall(flat(report.text[span.end : last])),
    ]
    kinds = (one for one, other in pairwise(words) if noun and other.startswith(noun))
    kept = _meanings(one for one in kinds if len(one) >= _LETTERS and rarity(one) >= _KIND)
    twice = frozenset(f"{word} {mark}" for word in kept for mark in "12")
    return (_meanings(word for word in words if _tells(word)) - kept) | twice


def _tells(word: str) -> bool:
    """Return whether a word tells what something is of."""
    return len(word) >= _LETTERS and rarity(word) >= _RARE and not _DAYS.match(word)


def _meanings(words: Iterable[str]) -> frozenset[str]:
    return frozenset(meaning(stem(word)) for word in words)
