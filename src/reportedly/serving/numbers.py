"""The statements of a story on one day by their numbers, and what filters leave of them."""

from __future__ import annotations

from functools import cached_property, lru_cache

from reportedly.model import Statement
from reportedly.present.listings import Filters, passing
from reportedly.present.lookup import Lookup

FILTERS_KEPT = 64  # answers; each is a list of numbers


class Numbers:
    """The statements of one day, in the order of the ledger."""

    def __init__(self, lookup: Lookup) -> None:
        """Number the statements of a day."""
        self._lookup = lookup
        refs = lookup.numbering.refs
        rows = ((refs[row.id].number, row) for row in lookup.picture.statements)
        self.rows: dict[int, Statement] = dict(sorted(rows, key=lambda pair: pair[0]))
        self.passing = lru_cache(FILTERS_KEPT)(self._passing)

    def named(self, words: str) -> int | None:
        """Return the number of a statement named by number or id; None where there is none."""
        if words in self._lookup.statements:
            return self._lookup.numbering.refs[words].number
        if words.isascii() and words.isdigit() and len(words) < 10 and int(words) in self.rows:
            return int(words)
        return None

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The sides, sorted."""
        return tuple(sorted({agent.side for agent in self._lookup.picture.agents if agent.side}))

    def _passing(self, filters: Filters) -> tuple[int, ...]:
        """Return the numbers of the statements that the filters leave."""
        if filters == Filters():
            return tuple(self.rows)
        refs = self._lookup.numbering.refs
        return tuple(sorted(refs[row.id].number for row in passing(self._lookup.picture, filters)))
