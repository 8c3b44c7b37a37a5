"""How one report words a statement, and where two such tellings of one speech part.

    a:  “It is a little bit rich, them calling it a plot”
    b:  it was “a bit rich for (us) to call it a plot”
             little -> nothing;  them calling -> for (us) to call

Words are aligned by their stems, so that shifted tenses and plurals still meet. Inside
quotation marks every changed word is told; elsewhere a paraphrase is one difference.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Literal

from reportedly.model import Difference, Report, Span, Statement
from reportedly.rarity import stem, weight
from reportedly.text import WORD, plain, quotations

_LONGEST = 300  # words of a statement that are aligned; alignment is quadratic in them
_LONGEST_CHANGE = 5  # words that are put for others; longer runs are other sentences
_NUMBER = 3.0  # weight of a number: the same one stands in many statements
_COMMON = 1.5  # stems in more than about a fifth of all news texts tell nothing


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a telling."""

    span: Span
    plain: str
    stem: str
    weight: float  # how rare it is in news; 0 for the commonest words
    quoted: bool
    piece: int  # which piece of the statement's content it stands in


@dataclass(frozen=True, slots=True)
class Telling:
    """The words in which one report gives one statement."""

    statement: Statement
    words: tuple[Word, ...]
    total: float  # sum of the words' weights
    distinct: float  # the same, each stem once
    cue: frozenset[str] = frozenset()  # stems of the words that say it is told

    def quoted(self) -> int:
        """Return how many words stand inside quotation marks."""
        return sum(word.quoted for word in self.words)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which words of two tellings correspond: pairs of indexes, ascending in both."""

    pairs: tuple[tuple[int, int], ...]
    weight: float  # sum of the weights of the aligned words
    verbatim: int  # longest run of the same words, quoted on both sides
    run: int  # longest run of words of the same stems, each quoted on one side at least
    same: int  # longest run of words of the same stems
    telling: float  # what the weightiest run of the same words, quoted on both sides, weighs


def read_tellings(report: Report, statements: Iterable[Statement]) -> Iterator[Telling]:
    """Yield how `report` words each of its `statements`."""
    marks = quotations(report.text, Span(0, len(report.text)))
    for statement in statements:
        words = tuple(_words(report.text, statement, marks))[:_LONGEST]
        if words:
            distinct = sum({word.stem: word.weight for word in words}.values())
            total = sum(word.weight for word in words)
            yield Telling(statement, words, total, distinct, _cue(report.text, statement))


def _cue(text: str, statement: Statement) -> frozenset[str]:
    words = (m.group() for span in statement.cue for m in WORD.finditer(text, span.start, span.end))
    return frozenset(root for _, root, weight in map(_form, words) if weight or root not in _PLAIN)


# Every cue may have these.
_PLAIN = frozenset(
    map(stem, ["has", "have", "had", "is", "was", "were", "be", "been", "by", "for"])
)


def _words(text: str, statement: Statement, marks: Sequence[Span]) -> Iterator[Word]:
    for number, piece in enumerate(statement.content):
        single = _in_single_marks(text, piece, statement, marks)
        for match in WORD.finditer(text, piece.start, piece.end):
            span = Span(*match.span())
            form, root, rare = _form(match.group())
            at = bisect_right(marks, span.start, key=lambda mark: mark.start) - 1
            quoted = at >= 0 and span.end <= marks[at].end
            quoted = quoted or any(marked.covers(span) for marked in single)
            yield Word(span, form, root, rare, quoted, number)


def _in_single_marks(
    text: str, piece: Span, statement: Statement, marks: Sequence[Span]
) -> list[Span]:
    """Return what stands in marks that may be apostrophes too; direct speech stands in some."""
    at = bisect_right(marks, piece.start, key=lambda mark: mark.end)
    if statement.kind == "direct" and (at == len(marks) or marks[at].start >= piece.end):
        return [piece]
    found = _SINGLE.finditer(text, piece.start, piece.end)
    return [Span(*match.span()) for match in found]


# The mark closes before the end of the line, and a mark within a word is an apostrophe.
_SINGLE = re.compile(
    r"(?<![\w'‘’])['‘](?=\w)[^\n'‘’]{1,200}(?:['’]\w[^\n'‘’]{1,200}){0,9}['’](?!\w)"
)


@lru_cache(maxsize=50_000)
def _form(word: str) -> tuple[str, str, float]:
    """Return a word in plain letters, its stem and its weight."""
    form = plain(word)
    root = stem(form)
    rare = _rarity(form, root)
    return form, root, rare if rare > _COMMON else 0.0


def _rarity(form: str, root: str) -> float:
    """Return how rare a word is; one of several parts is as rare as the rarest of them."""
    if form.isdigit():
        return _NUMBER
    if len(form) < 2:
        return 0.0
    if "'" in form or "-" in form:
        return max(
            (weight(stem(part)) for part in _PARTS.split(form) if len(part) > 1), default=0.0
        )
    return weight(root)


_PARTS = re.compile("['-]")


def align(a: Telling, b: Telling) -> Alignment:
    """Return the alignment of two tellings by the stems of their words."""
    return _matched(_forms(a), _forms(b))


Form = tuple[str, str, bool, float]  # stem, plain form, whether quoted, and weight


def _forms(telling: Telling) -> tuple[Form, ...]:
    return tuple((word.stem, word.plain, word.quoted, word.weight) for word in telling.words)


@lru_cache(maxsize=20_000)
def _matched(a: tuple[Form, ...], b: tuple[Form, ...]) -> Alignment:
    """Return which words correspond; kept, since a thousand reports repeat a few sentences."""
    matcher = SequenceMatcher(None, [x[0] for x in a], [y[0] for y in b], autojunk=False)
    pairs: list[tuple[int, int]] = []
    verbatim = longest = same = 0
    telling = 0.0
    for i, j, size in matcher.get_matching_blocks():
        run = either = 0
        weight = 0.0
        for step in range(size):
            pairs.append((i + step, j + step))
            (_, x, x_quoted, rare), (_, y, y_quoted, _) = a[i + step], b[j + step]
            both = x == y and x_quoted and y_quoted
            run, weight = (run + 1, weight + rare) if both else (0, 0.0)
            either = either + 1 if x_quoted or y_quoted else 0
            verbatim, longest = max(verbatim, run), max(longest, either)
            telling = max(telling, weight)
        same = max(same, size)
    return Alignment(tuple(pairs), sum(a[i][3] for i, _ in pairs), verbatim, longest, same, telling)


def runs(telling: Telling, length: int, *, quoted: bool) -> Iterator[str]:
    """Yield the stems of each `length` words that follow each other, `quoted` or however told."""
    for start in range(len(telling.words) - length + 1):
        words = telling.words[start : start + length]
        if not quoted or all(word.quoted for word in words):
            yield " ".join(word.stem for word in words)


def shared_weight(a: Telling, b: Telling) -> float:
    """Return how much the stems of both weigh, in whatever order they stand."""
    weights = {word.stem: word.weight for word in a.words}
    return sum(weights[stem] for stem in sorted(weights.keys() & {word.stem for word in b.words}))


def find_differences(a: Telling, b: Telling) -> Iterator[Difference]:
    """Yield where `b` words differently what `a` has, in the order of `a`.

    Only what lies between the first and the last words that both have is compared: the rest
    may be of another sentence. No difference runs on from one piece of speech to the next.
    """
    steps = _steps(a, b, align(a, b).pairs)
    for (group, _, _), run in groupby(
        steps, key=lambda step: (step.group, step.a_piece, step.b_piece)
    ):
        found = list(run)
        if group != "kept" and any(not step.same for step in found) and not _apart(found):
            yield _difference(a, b, found, group == "edited")


@dataclass(frozen=True, slots=True)
class _Step:
    i: int | None  # index into the words of a; None: b has a word here that a has not
    j: int | None
    before_i: int  # words of a before this step, for a difference that is empty in a
    before_j: int
    same: bool
    group: Literal["kept", "edited", "paraphrased"]
    a_piece: int
    b_piece: int


def _steps(a: Telling, b: Telling, pairs: Sequence[tuple[int, int]]) -> Iterator[_Step]:
    """Walk through both tellings from the first aligned pair of words to the last."""
    if not pairs:
        return
    i, j = pairs[0]
    for next_i, next_j in pairs:
        while i < next_i:
            yield _step(a, b, i, None, i, j)
            i += 1
        while j < next_j:
            yield _step(a, b, None, j, i, j)
            j += 1
        yield _step(a, b, i, j, i, j)
        i, j = i + 1, j + 1


def _step(
    a: Telling, b: Telling, i: int | None, j: int | None, before_i: int, before_j: int
) -> _Step:
    a_quoted = a.words[i].quoted if i is not None else _gap_quoted(a, before_i)
    b_quoted = b.words[j].quoted if j is not None else _gap_quoted(b, before_j)
    same = i is not None and j is not None and a.words[i].plain == b.words[j].plain
    group: Literal["kept", "edited", "paraphrased"] = "paraphrased"
    if a_quoted and b_quoted:
        group = "kept" if same else "edited"
    a_piece = a.words[min(before_i, len(a.words) - 1)].piece
    b_piece = b.words[min(before_j, len(b.words) - 1)].piece
    return _Step(i, j, before_i, before_j, same, group, a_piece, b_piece)


def _apart(steps: Sequence[_Step]) -> bool:
    """Return whether two long runs share no word: other sentences, not one sentence altered."""
    in_a = sum(step.j is None for step in steps)
    in_b = sum(step.i is None for step in steps)
    return in_a + in_b == len(steps) and min(in_a, in_b) > _LONGEST_CHANGE


def _gap_quoted(telling: Telling, before: int) -> bool:
    """Return whether the gap before a word lies inside quotation marks, or at their end."""
    left = telling.words[before - 1].quoted if before else False
    right = telling.words[before].quoted if before < len(telling.words) else left
    return left and right


def _difference(a: Telling, b: Telling, steps: list[_Step], quoted: bool) -> Difference:
    in_a = [step.i for step in steps if step.i is not None]
    in_b = [step.j for step in steps if step.j is not None]
    kind: Literal["altered", "omitted", "added", "paraphrase"] = "paraphrase"
    if not in_b:
        kind = "omitted"
    elif not in_a:
        kind = "added"
    elif quoted:
        kind = "altered"
    return Difference(
        a=a.statement.id,
        a_span=_span(a, in_a, steps[0].before_i),
        b=b.statement.id,
        b_span=_span(b, in_b, steps[0].before_j),
        kind=kind,
        quoted=quoted,
    )


def _span(telling: Telling, indexes: Sequence[int], before: int) -> Span:
    if indexes:
        return Span(telling.words[indexes[0]].span.start, telling.words[indexes[-1]].span.end)
    place = telling.words[before - 1].span.end if before else telling.words[0].span.start
    return Span(place, place)
