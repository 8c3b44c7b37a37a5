"""With which verbs reports introduce the words of each side, in five classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import CueClass, Statement
from reportedly.present.lookup import Lookup, Ref
from reportedly.present.tallies import Tally, tallies
from reportedly.present.words import clipped
from reportedly.text import words_of

OUTLETS = 12  # rows below one side
SIDES = 8
CHIPS = 4  # statements that one verb leads to
LONGEST = 40  # characters of a cue that is no verb of the list
NO_SIDE = "No side known"
_WHOLE = {"accord": "according to"}  # what the parser makes of it
CLASSES = ("Neutral", "Distancing", "Asserting", "Denying, refusing", "Asking, thinking, judging")
_COLUMN: Mapping[CueClass, int] = {
    "neutral": 0,
    "doubting": 1,
    "hearsay": 1,
    "asserting": 2,
    "denying": 3,
    "refusing": 3,
    "directing": 4,
    "thinking": 4,
    "judging": 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One verb in one cell.

    Attributes:
        lemma: The verb.
        numbers: How often.
        refs: Chips of the first statements that it introduces.
        since: Index of the first day on which it is known.
    """

    lemma: str
    numbers: tuple[Tally, ...]
    refs: tuple[Ref, ...]
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbCell:
    """The verbs of one class for one side.

    Attributes:
        numbers: How many statements they introduce.
        verbs: The verbs, the commonest first.
    """

    numbers: tuple[Tally, ...]
    verbs: tuple[Verb, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbRow:
    """A side, or one outlet's verbs for it.

    Attributes:
        title: The side, or the short form of the outlet.
        outlet: Whether it is an outlet's.
        cells: One for each class.
        since: Index of the first day on which it is known.
    """

    title: str
    outlet: bool
    cells: tuple[VerbCell, ...]
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Introductions:
    """The verbs of a story.

    Attributes:
        classes: Names of the classes.
        rows: Sides, each followed by the outlets that report its words.
    """

    classes: tuple[str, ...]
    rows: tuple[VerbRow, ...]


@dataclass(frozen=True, slots=True)
class Introduced:
    """A statement with the verb that introduces it."""

    statement: Statement
    side: str
    outlet: str
    lemma: str
    column: int


def introduced(lookup: Lookup) -> Iterator[Introduced]:
    """Yield the statements of a day that have a cue, in order."""
    lemmas = {row.id: row.cue_lemma for row in lookup.picture.attributions}
    for row in lookup.picture.statements:
        if row.cue_class is None or not row.cue or not row.counted:
            continue
        said = words_of(row.cue, lookup.reports[row.report_id].text)
        lemma = lemmas.get(row.attribution_id or "") or said.lower()
        lemma = _WHOLE.get(lemma, lemma)
        yield Introduced(
            statement=row,
            side=lookup.side(row) or NO_SIDE,
            outlet=lookup.numbering.outlets[row.report_id],
            lemma=clipped(" ".join(lemma.split()), LONGEST),
            column=_COLUMN[row.cue_class],
        )


def introductions(lookups: Sequence[Lookup]) -> Introductions:
    """Return the verbs for each side, sides with most statements first, those with none last."""
    days = [list(introduced(lookup)) for lookup in lookups]
    order = lookups[-1].numbering.refs
    sides: dict[str, int] = {}
    outlets: dict[str, int] = {}
    for one in (one for day in reversed(days) for one in day):
        sides[one.side] = sides.get(one.side, 0) + 1
        number = order[one.statement.id].number
        outlets[one.outlet] = min(number, outlets.get(one.outlet, number))
    ranked = sorted(sides, key=lambda side: (side == NO_SIDE, -sides[side], side))[:SIDES]
    rows: list[VerbRow] = []
    for side in ranked:
        held = [[one for one in day if one.side == side] for day in days]
        rows.append(_row(side, held, order, outlet=False))
        named = {one.outlet for day in held for one in day}
        for outlet in sorted(named, key=lambda short: outlets[short])[:OUTLETS]:
            own = [[one for one in day if one.outlet == outlet] for day in held]
            rows.append(_row(outlet, own, order, outlet=True))
    return Introductions(classes=CLASSES, rows=tuple(rows))


def _row(
    title: str, days: Sequence[Sequence[Introduced]], order: Mapping[str, Ref], *, outlet: bool
) -> VerbRow:
    cells = []
    for column in range(len(CLASSES)):
        held = [[one for one in day if one.column == column] for day in days]
        cells.append(
            VerbCell(
                numbers=tallies(held),
                verbs=tuple(_verbs(held, order)) if outlet else (),
            )
        )
    since = next(number for number, day in enumerate(days) if day)
    return VerbRow(title=title, outlet=outlet, cells=tuple(cells), since=since)


def _verbs(days: Sequence[Sequence[Introduced]], order: Mapping[str, Ref]) -> Iterator[Verb]:
    lemmas: dict[str, int] = {}
    for one in (one for day in days for one in day):
        lemmas[one.lemma] = lemmas.get(one.lemma, 0) + 1
    for lemma in sorted(lemmas, key=lambda lemma: (-lemmas[lemma], lemma)):
        held = [[one.statement.id for one in day if one.lemma == lemma] for day in days]
        refs = _refs((key for day in held for key in day), order)
        yield Verb(
            lemma=lemma,
            numbers=tallies(held),
            refs=refs[:CHIPS],
            since=next(number for number, day in enumerate(held) if day),
        )


def _refs(statement_ids: Iterable[str], order: Mapping[str, Ref]) -> tuple[Ref, ...]:
    return tuple(sorted({order[key] for key in statement_ids}, key=lambda ref: ref.number))
