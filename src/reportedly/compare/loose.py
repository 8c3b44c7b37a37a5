"""Questions that no frame asks: one statement against another, one figure beside another.

What a frame would have asked is taken from the words themselves:

    claim    a statement that denies or negates, and what it is held against (`claims`)
    amount   figures of one thing or in one unit (`amounts`)
    shared   statements of different reports that share most of their rare words
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.compare.amounts import find_amounts
from reportedly.compare.answers import Answer
from reportedly.compare.claims import find_claims
from reportedly.compare.material import Material
from reportedly.compare.rare_words import Families, RareWords, in_families

_ALIKE = 0.6  # share of the rare words, by rarity, of statements that say one thing
_FEWEST = 3  # rare words that such statements must share
_QUOTED = 8  # how many such statements are asked about; copies of one text share them all


def find_loose(answers: Sequence[Answer], material: Material) -> list[Answer]:
    """Return answers of the frames "claim", "amount" and "shared"."""
    index = RareWords(material)
    claims = list(find_claims(answers, index, material))
    done = {answer.statement_id for answer in (*answers, *claims)}
    amounts = list(find_amounts(answers, index, material))
    done.update(answer.statement_id for answer in amounts)
    return [*claims, *amounts, *_shared(done, index, material)]


def _shared(done: set[str], index: RareWords, material: Material) -> Iterator[Answer]:
    told = {
        one
        for one, own in index.terms.items()
        if one not in done and len(own) >= _FEWEST and material.statements[one].kind != "own voice"
    }
    families = Families()
    linked: dict[str, str] = {}
    for statement_id in material.ordered(told):
        for other in index.near(statement_id):
            if other in told and _are_alike(statement_id, other, index):
                families.join(*material.ordered((statement_id, other)))
                linked.update(dict.fromkeys((statement_id, other), "+"))
    found = list(in_families("shared", families, linked, index, material))
    reports: dict[str | None, set[str]] = {}
    for answer in found:
        reports.setdefault(answer.topic, set()).add(answer.report_id)
    several = [topic for topic, inside in reports.items() if len(inside) > 1]
    several.sort(key=lambda topic: -len(reports[topic]))
    for answer in found:
        if answer.topic in several[:_QUOTED]:
            statement = material.statements[answer.statement_id]
            yield replace(answer, stance="-" if statement.polarity == "-" else "+")


def _are_alike(a: str, b: str, index: RareWords) -> bool:
    shared = index.shared(a, b)
    least = min(index.weight(index.terms[a]), index.weight(index.terms[b]))
    return len(shared) >= _FEWEST and index.weight(shared) >= _ALIKE * least
