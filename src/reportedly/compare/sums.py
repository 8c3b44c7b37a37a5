"""Sums of money that are said to be of one thing, one owner and one time.

"had $31 billion in foreign earnings at the end of 2016"   "$32 billion in undistributed earnings"
"a fine of $2.1 million"                                    "agreed to pay a $2.8 million penalty"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from reportedly.compare.answers import Answer, is_part, plain_answer
from reportedly.compare.fitting import is_money
from reportedly.compare.material import Material
from reportedly.compare.measures import Measured, of_one
from reportedly.compare.patterns import flat
from reportedly.compare.rare_words import Families
from reportedly.model import Figure, Statement

# Nouns for one and the same sum stand in one line.
_KINDS = (
    "earnings income profit profits",
    "revenue revenues sales turnover",
    "debt debts liabilities",
    "fine fines penalty penalties",
    "reward bounty",
    "bail bond",
    "ransom",
    "settlement payout",
    "compensation damages",
    "budget",
    "salary pay wage wages",
    "donation donations",
    "loan loans credit",
    "investment investments",
    "aid assistance",
    "contract",
    "funding grant",
    "savings",
)
_KIND = {word: kind.split()[0] for kind in _KINDS for word in kind.split()}
_NOUN = "|".join(sorted(_KIND, key=lambda word: (-len(word), word)))
# "$31 billion in undistributed foreign earnings", "a $2 million fine"
_AFTER = re.compile(
    rf"^(?: worth)?(?: in| of)?(?: (?!in |of |and |or |to |for )[a-z-]+){{0,3}}? ({_NOUN})\b"
    r"(?! tax)"  # "in income taxes"
)
# "a fine of up to $2 million", "net income was $2 billion"
_BEFORE = re.compile(
    rf"\b({_NOUN}) (?:of|was|were|is|are|totall?ed|totall?ing|at)(?: [a-z]+){{0,3}}? ?$"
)
_BESIDE = 90  # characters on each side in which words tell of which time a sum is
_TIME = re.compile(
    r"\b(?:(?:19|20)\d\d|quarter|half|month|week|day|daily|annual|annually|yearly|a year|"
    r"per year|last year|this year|next year)\b"
)
_MOST = 100  # names of owners that are held against each other
_END = re.compile(r"[.!?;]\s")


def find_sums(material: Material) -> Iterator[Answer]:
    """Yield what is told in money, under what it is of, whose it is and of which time."""
    told: dict[str, list[tuple[Answer, str]]] = {}
    for statement_id in material.ordered(material.statements):
        statement = material.statements[statement_id]
        for figure in _sums_of(statement, material):
            found = _noun_and_time(figure, material)
            if found is not None and statement.names:
                noun, time = found
                answer = plain_answer(statement, "sum", material, figure)
                answer = replace(answer, where=frozenset(), whose=_names(statement))
                told.setdefault(f"{figure.unit} {_KIND[noun]} {time}", []).append((answer, noun))
    for of in sorted(told):
        yield from of_one(list(_by_owner(of, told[of])))


def _sums_of(statement: Statement, material: Material) -> Iterator[Figure]:
    if not statement.counted or statement.act != "say":
        return
    for figure_id in statement.figures:
        figure = material.figures.get(figure_id)
        if figure is None or not is_money(figure) or figure.vague or figure.part_of:
            continue
        if figure.change not in ("up", "down") and not is_part(statement, figure, material):
            yield figure


def _noun_and_time(figure: Figure, material: Material) -> tuple[str, str] | None:
    """Return what a sum is of and the words for its time, in its sentence."""
    report = material.reports.get(figure.report_id)
    if report is None:
        return None
    before = flat(report.text[max(0, figure.span.start - _BESIDE) : figure.span.start])
    after = flat(report.text[figure.span.end : figure.span.end + _BESIDE])
    before, after = _END.split(before)[-1], _END.split(after)[0]
    match = _AFTER.match(after) or _BEFORE.search(before)
    if match is None:
        return None
    times = sorted({found.group() for found in _TIME.finditer(f"{before} | {after}")})
    return match[1], " ".join(times)


def _names(statement: Statement) -> frozenset[str]:
    return frozenset(flat(name) for name in statement.names)


def _by_owner(of: str, told: Sequence[tuple[Answer, str]]) -> Iterator[Measured]:
    """Yield sums of one kind and time, those together that name the same."""
    families = Families()
    having: dict[str, str] = {}
    for answer, _ in told:
        for name in sorted(answer.whose):
            families.join(having.setdefault(name, answer.statement_id), answer.statement_id)
    for a, b in combinations(sorted(having)[:_MOST], 2):
        # "Harlow" and "Harlow Bank" are one, "Harlow Bank" and "Merton Bank" are not.
        if set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()):
            families.join(having[a], having[b])
    for answer, noun in told:
        yield Measured(answer, f"{of} {families.find(answer.statement_id)}", noun)
