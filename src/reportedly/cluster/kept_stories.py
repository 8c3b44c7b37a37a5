"""Half-gathered stories in pieces, so that the next reports go on where the last ones ended.

KeptGathering -> pieces -> kept in the project -> asked for one by one -> the same stories

A report meets a few stories and a few hundred terms, however many there are: only these are read,
and only those that it changed are written.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from itertools import accumulate, pairwise
from typing import Any, cast

import numpy as np

from reportedly.cluster.gathering import DOZEN, Gathering, Growing, Member, StorySettings
from reportedly.cluster.looked_up import Index, Led, led_bytes, led_from
from reportedly.cluster.stock import Border, Pieces
from reportedly.cluster.terms import expected, term_of
from reportedly.cluster.vectors import NO_TERMS, Values, Vector, Vocabulary
from reportedly.model import Report

Find = Callable[[str, str], bytes | None]  # a piece by its kind and name
_STORY, _TERM, _LED, _HOME = "story", "term", "led", "home"
_VECTORS = tuple(one.name for one in fields(Member) if one.name != "report_id")
_NUMBER, _SPREAD = struct.Struct("<i"), struct.Struct("<iI")
_NOTHING_KEPT = Border(settled="", reports=0, terms=0, stories=0)


class KeptGathering(Gathering):
    """Stories that go on from what was kept, and know what of it has changed since."""

    def __init__(
        self, settings: StorySettings, find: Find | None = None, border: Border = _NOTHING_KEPT
    ) -> None:
        """Go on from the pieces that `find` finds; begin with no stories without it."""
        super().__init__(settings)
        self._find: Find = find or (lambda kind, name: None)
        self._words = _KeptVocabulary(self._find, border)
        self._told = _KeptStories(self._find, border.stories)
        self.vocabulary, self.stories, self.home = self._words, self._told, _Homes(self._find)
        self.index = Index(self._led)
        self._changed_led: set[int] = set()
        self._changed_homes: set[str] = set()

    def _led(self, number: int) -> Led:
        content = self._find(_LED, str(number))
        return led_from(content) if content else {}

    def _put(self, member: Member, story: Growing, full: Values, published: date | None) -> None:
        super()._put(member, story, full, published)
        self._told.changed.add(story.place)
        self._changed_homes.add(member.report_id)
        heaviest = member.news.heaviest(self.settings.lookup_terms)
        self._changed_led.update(number for number, _ in heaviest)

    def met_stories(self) -> list[Growing]:
        """Return the stories that have changed since it began, in the order they were opened in."""
        return [self.stories[at] for at in sorted(self._told.met | self._told.changed)]

    def story_of(self, report_id: str) -> Growing | None:
        """Return the story that a report is in; None where it is in none yet."""
        return self.stories[self.home[report_id]] if report_id in self.home else None

    def changed_pieces(self) -> Pieces:
        """Return what has changed since it was kept, and take it for kept."""
        words = {number: term for term, number in self._words.numbers.items()}
        spread = self._words.spread
        found: Pieces = {
            (_TERM, words[at]): _SPREAD.pack(at, int(spread[at])) for at in self._words.counted
        }
        found |= {(_LED, str(at)): led_bytes(self.index[at]) for at in self._changed_led}
        found |= {(_HOME, one): _NUMBER.pack(self.home[one]) for one in self._changed_homes}
        changed = [self.stories[at] for at in sorted(self._told.changed)]
        found |= {(_STORY, str(one.place)): story_bytes(one) for one in changed}
        self._told.met |= self._told.changed
        for done in (self._words.counted, self._changed_led, self._changed_homes):
            done.clear()
        self._told.changed.clear()
        return found

    def border(self, settled: str) -> Border:
        """Return how much it holds now, as of the last report that it holds."""
        return Border(
            settled=settled,
            reports=self.vocabulary.reports,
            terms=len(self.vocabulary),
            stories=len(self.stories),
        )


class _KeptVocabulary(Vocabulary):
    """A vocabulary of which only the terms that were asked for are there."""

    def __init__(self, find: Find, border: Border) -> None:
        super().__init__()
        self._find = find
        self._count = border.terms
        self.reports = border.reports
        self.counted: set[int] = set()  # the numbers of terms whose spread has changed
        self._fit()

    def __len__(self) -> int:
        return self._count

    def _fit(self) -> None:
        if self._count > len(self.spread):
            more = np.zeros(2 * self._count - len(self.spread))
            self.spread = np.concatenate([self.spread, more])
            self.expected = np.concatenate([self.expected, more])

    def _counted(self, report: Report) -> Any:  # noqa: ANN401
        found = super()._counted(report)
        self.counted.update(found[0].tolist())
        return found

    def _met(self, word: str, language: str | None) -> int:
        term = term_of(word, language)
        if term is None or term in self.numbers:
            return super()._met(word, language)
        content = self._find(_TERM, term)
        if content is None:
            number, spread = self._count, 0
            self._count += 1
            self._fit()
        else:
            number, spread = _SPREAD.unpack(content)
        self.numbers[term] = number
        self.spread[number], self.expected[number] = spread, expected(term)
        return number


class _Homes(dict[str, int]):
    """The places of the stories of reports; one that was not asked for is looked for."""

    def __init__(self, find: Find) -> None:
        super().__init__()
        self._find = find

    def __contains__(self, report_id: object) -> bool:
        if super().__contains__(report_id):
            return True
        content = self._find(_HOME, str(report_id))
        if content:
            [self[str(report_id)]] = _NUMBER.unpack(content)
        return content is not None


class _KeptStories(list[Growing]):
    """Stories by their place; one that was not asked for is looked for."""

    def __init__(self, find: Find, count: int) -> None:
        super().__init__(cast(list[Growing], [None] * count))
        self._find = find
        self.changed: set[int] = set()  # the places of those that are not as they were kept
        self.met: set[int] = set()  # of those that were written since

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401
        found = super().__getitem__(at)
        if found is None:
            content = self._find(_STORY, str(at))
            found = story_from(at, content) if content else Growing(at)
            super().__setitem__(at, found)
        return found

    def __setitem__(self, at: Any, story: Any) -> None:  # noqa: ANN401
        super().__setitem__(at, story)
        self.changed.add(at)

    def __iter__(self) -> Iterator[Growing]:
        return map(self.__getitem__, range(len(self)))


def story_bytes(story: Growing) -> bytes:
    """Return a story as a line that counts its parts, and its vectors."""
    members = _remembered(story)
    vectors = [getattr(member, name) for member in members for name in _VECTORS]
    line = {
        "ids": story.report_ids,
        "late": len(story.late),
        "days": [day.toordinal() if day else 0 for day in (story.since, story.last)],
        "numbers": [story.square, story.weakest, story.copied],
        "ranked": story.ranking() if story.first else (),
        "lengths": [len(one.numbers) for one in vectors],
        "past": len(story.past.numbers),
    }
    parts = [json.dumps(line).encode(), b"\n"]
    parts += [story.past.values.astype("<f8").tobytes(), story.past.numbers.astype("<i4").tobytes()]
    parts += [one.values.astype("<f4").tobytes() for one in vectors]
    parts += [one.numbers.astype("<i4").tobytes() for one in vectors]
    return b"".join(parts)


def story_from(place: int, content: bytes) -> Growing:
    """Return the story that `story_bytes` made bytes of."""
    at = content.index(b"\n") + 1
    line = json.loads(content[:at])
    count, total = line["past"], sum(line["lengths"])
    past = Vector(
        np.frombuffer(content, "<i4", count, at + 8 * count),
        np.frombuffer(content, "<f8", count, at),
    )
    at += 12 * count
    values = np.frombuffer(content, "<f4", total, at).astype(np.float64)
    numbers = np.frombuffer(content, "<i4", total, at + 4 * total)
    bounds = pairwise(accumulate(line["lengths"], initial=0))
    vectors = [Vector(numbers[start:end], values[start:end]) for start, end in bounds]
    own, late = line["ids"], line["late"]
    first = min(DOZEN, len(own))
    kept = [*own[: min(first, len(own) - late)], *own[len(own) - late :]]
    members = list(_members(kept, vectors))
    since, last = (date.fromordinal(day) if day else None for day in line["days"])
    square, weakest, copied = line["numbers"]
    return Growing(
        place=place,
        report_ids=own,
        first=members[:first],
        ranked=tuple(line["ranked"]),
        late=members[len(members) - late :],
        past=past if count else NO_TERMS,
        square=square,
        since=since,
        last=last,
        weakest=weakest,
        copied=copied,
    )


def _members(report_ids: Iterable[str], vectors: Sequence[Vector]) -> Iterator[Member]:
    for at, report_id in enumerate(report_ids):
        own = vectors[at * len(_VECTORS) : (at + 1) * len(_VECTORS)]
        yield Member(report_id, **dict(zip(_VECTORS, own, strict=True)))


def _remembered(story: Growing) -> list[Member]:
    """Return the members of a story whose vectors it keeps, each once, in order."""
    early = len(story.report_ids) - len(story.late)
    return [*story.first[:early], *story.late]
