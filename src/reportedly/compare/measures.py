"""What is measured of one person or thing and should not change: ages, tons, metres, storeys.

"Karl Brandt, 31, was arrested"          "Brandt, a 34-year-old carpenter"
"the 25-ton, unmarked truck"             "a 19-ton delivery truck"
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.compare.answers import Answer, plain_answer
from reportedly.compare.background import is_recalled
from reportedly.compare.material import Material, rarity
from reportedly.compare.patterns import flat
from reportedly.intervals import value
from reportedly.model import Figure, Statement

_NEAR = 80  # characters before and after a figure in which a name may stand
_AGE = "year of age"
_NAME = r"[A-Z][\w'’.-]*[a-z](?: (?:(?:de|van|von|al|bin|el) )?[A-Z][\w'’.-]*[\w])*"
# "Karl Brandt, 31," "Brandt, a 31-year-old carpenter", "Brandt is 31"
_NAMED_BEFORE = re.compile(
    rf"({_NAME})(?:,| \(|, who is| is| was)\s*(?:aged |an? |the )?(?:[a-z]+ )?$"
)
# "the 31-year-old carpenter Karl Brandt"
_NAMED_AFTER = re.compile(r"^(?:,? [a-z][\w-]*){0,3} ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+)")
_THEN = re.compile(r"\b(?:as an?|when|then|at|became|since|until|turn\w*) (?:\w+ ){0,3}$")
_OTHER_PERSON = re.compile(r"\b(?:son|daughter|wife|husband|brother|sister|mother|father)\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 3  # words after "25-ton" among which the noun stands
_LEAST = 1.1  # words less rare than this ("to", "through", "new") name no thing and end its name


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, what it is a measure of, and how the reports call that."""

    answer: Answer
    of: str
    called: str


def find_measures(material: Material) -> Iterator[Answer]:
    """Yield the ages of persons and the measures of things, each under whose it is."""
    ages: list[Measured] = []
    sizes: dict[str, list[tuple[Answer, tuple[str, ...]]]] = {}
    for statement_id in material.ordered(material.statements):
        statement = material.statements[statement_id]
        if not statement.counted or statement.act != "say":
            continue
        for figure in _figures_of(statement, material):
            if figure.base_unit == _AGE:
                ages.extend(_aged(statement, figure, material))
            elif words := _words_after(figure, material):
                answer = _answer(statement, "measure", figure, material)
                sizes.setdefault(str(figure.base_unit), []).append((answer, words))
    yield from of_one(ages)
    for unit in sorted(sizes):
        yield from of_one(list(_things(unit, sizes[unit])))


def _figures_of(statement: Statement, material: Material) -> Iterator[Figure]:
    for figure_id in statement.figures:
        figure = material.figures.get(figure_id)
        if figure is None or figure.base_unit is None or figure.vague or figure.bound != "exact":
            continue
        if not is_recalled(statement, figure.span, material):
            yield figure


def _answer(statement: Statement, frame: str, figure: Figure, material: Material) -> Answer:
    answer = plain_answer(statement, frame, material, figure)
    return replace(answer, where=frozenset(), counted=None)


def of_one(found: Sequence[Measured]) -> Iterator[Answer]:
    """Yield the answers on what two reports and more give, each one figure only.

    Who gives two speaks of two persons or things, and which is meant elsewhere is not known.
    """
    given: dict[tuple[str, str], set[float]] = {}
    for one in found:
        given.setdefault((one.answer.report_id, one.of), set()).add(value(one.answer.figure))
    told: dict[str, list[Measured]] = {}
    for one in found:
        if len(given[one.answer.report_id, one.of]) == 1:
            told.setdefault(one.of, []).append(one)
    for of in sorted(told):
        if len({one.answer.report_id for one in told[of]}) > 1:
            called = max((one.called for one in told[of]), key=lambda name: (len(name), name))
            yield from (replace(one.answer, topic=of, noun=called) for one in told[of])


# --- ages ----------------------------------------------------------------------------------------


def _aged(statement: Statement, figure: Figure, material: Material) -> Iterator[Measured]:
    report = material.reports.get(statement.report_id)
    if report is None:
        return
    before = report.text[max(0, figure.span.start - _NEAR) : figure.span.start]
    after = report.text[figure.span.end : figure.span.end + _NEAR]
    if _THEN.search(before) or _OTHER_PERSON.search(before[-30:] + after[:30]):
        return
    match = _NAMED_BEFORE.search(before) or _NAMED_AFTER.match(after)
    name = match[1].removesuffix("'s").removesuffix("’s") if match else ""
    last = flat(name.split()[-1]) if name else ""
    if (
        last
        and material.parties.meant(last) is None
        and any(last in flat(n).split() for n in _persons(statement))
    ):
        yield Measured(_answer(statement, "age", figure, material), f"age {last}", name)


def _persons(statement: Statement) -> tuple[str, ...]:
    return (*statement.names, *([statement.speaker] if statement.speaker else []))


# --- things --------------------------------------------------------------------------------------


def _words_after(figure: Figure, material: Material) -> tuple[str, ...]:
    """Return the words that follow a figure written as one with its unit: "25-ton"."""
    report = material.reports.get(figure.report_id)
    if report is None or "-" not in figure.span.of(report.text):
        return ()
    after = flat(report.text[figure.span.end : figure.span.end + _NEAR])
    words: list[str] = []
    for match in _WORD.finditer(after):
        ended = _END.search(after[: match.start()]) or rarity(match.group()) < _LEAST
        if ended or len(words) == _LONGEST:
            break
        words.append(match.group())
    return tuple(words)


_END = re.compile(r"[.;:!?()\"]")


def _things(unit: str, found: Sequence[tuple[Answer, tuple[str, ...]]]) -> Iterator[Measured]:
    """Yield what is measured in one unit: of the words behind a figure the one met most often."""
    counts = Counter(word for _, words in found for word in set(words))
    for answer, words in found:
        noun = max(words, key=lambda word: (counts[word], words.index(word)))
        yield Measured(answer, f"{unit} {noun}", noun)
