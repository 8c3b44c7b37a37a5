"""Half-gathered stories as arrays, so that the next reports go on where the last ones ended.

Gathering -> to_arrays -> kept in the project -> gathering_from -> the same Gathering
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

import numpy as np
import numpy.typing as npt

from reportedly.cluster.fingerprints import Arrays, packed, unpacked
from reportedly.cluster.gathering import DOZEN, Gathering, Growing, Member, StorySettings
from reportedly.cluster.looked_up import Index
from reportedly.cluster.vectors import Vector, Vocabulary


def to_arrays(gathering: Gathering) -> Arrays:
    """Return all that decides what the next report joins."""
    stories = gathering.stories
    vocabulary = gathering.vocabulary
    members = [member for story in stories for member in _remembered(story)]
    return {
        "terms": packed(list(vocabulary.numbers)),
        "spread": vocabulary.spread[: len(vocabulary)].astype(np.int32),
        "reports": np.array([vocabulary.reports]),
        "ids": packed([one for story in stories for one in story.report_ids]),
        "sizes": np.array([len(story.report_ids) for story in stories], dtype=np.int32),
        "late": np.array([len(story.late) for story in stories], dtype=np.int32),
        "days": np.array([_days(story) for story in stories], dtype=np.int64).reshape(-1, 2),
        "ranked": np.array([at for story in stories for at in story.ranking()], dtype=np.int8),
        "numbers": np.array([(story.square, story.weakest, story.copied) for story in stories]),
        **_flat("news", [member.news for member in members], "float32"),
        **_flat("title", [member.title for member in members], "float32"),
        **_flat("past", [story.past for story in stories], "float64"),
        **gathering.index.to_arrays(),
    }


def _days(story: Growing) -> tuple[int, int]:
    """Return the first and the last day of a story as numbers; 0 where it has no dates."""
    return (
        story.since.toordinal() if story.since else 0,
        story.last.toordinal() if story.last else 0,
    )


def _day(number: int) -> date | None:
    return date.fromordinal(number) if number else None


def _remembered(story: Growing) -> list[Member]:
    """Return the members of a story whose vectors it keeps, each once, in order."""
    early = len(story.report_ids) - len(story.late)
    return [*story.first[:early], *story.late]


def _flat(name: str, vectors: Sequence[Vector], exact: str) -> Arrays:
    empty = Vector(np.zeros(0, np.int32), np.zeros(0))
    return {
        f"{name}_lengths": np.array([len(one.numbers) for one in vectors], dtype=np.int32),
        f"{name}_numbers": np.concatenate([empty.numbers, *(one.numbers for one in vectors)]),
        f"{name}_values": np.concatenate([empty.values, *(one.values for one in vectors)]).astype(
            exact
        ),
    }


def gathering_from(
    arrays: Mapping[str, npt.NDArray[np.generic]], settings: StorySettings
) -> Gathering:
    """Return the stories that were kept as arrays."""
    found = Gathering(settings)
    spread = arrays["spread"].astype(np.float64)
    reports = int(arrays["reports"].tolist()[0])
    found.vocabulary = Vocabulary.of(unpacked(arrays["terms"]), spread, reports)
    found.stories = list(_stories(arrays))
    found.home = {one: story.place for story in found.stories for one in story.report_ids}
    found.index = Index(arrays["index"].astype(np.int64), arrays["weights"].astype(np.float64))
    return found


def _stories(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Iterator[Growing]:
    ids = iter(unpacked(arrays["ids"]))
    ranks = iter(arrays["ranked"].tolist() if "ranked" in arrays else ())
    news, titles = _vectors("news", arrays), _vectors("title", arrays)
    columns = (arrays[name].tolist() for name in ("sizes", "late", "days", "numbers"))
    rows = zip(*columns, _vectors("past", arrays), strict=True)
    for place, (size, late, (since, last), (square, weakest, copied), past) in enumerate(rows):
        own = [next(ids) for _ in range(size)]
        first = min(DOZEN, size)
        kept = [*own[: min(first, size - late)], *own[size - late :]]
        members = [Member(one, next(news), next(titles)) for one in kept]
        yield Growing(
            place=place,
            report_ids=own,
            first=members[:first],
            ranked=tuple(islice(ranks, first)),
            late=members[len(members) - late :],
            past=past,
            square=square,
            since=_day(since),
            last=_day(last),
            weakest=weakest,
            copied=int(copied),
        )


def _vectors(name: str, arrays: Mapping[str, npt.NDArray[np.generic]]) -> Iterator[Vector]:
    numbers = arrays[f"{name}_numbers"].astype(np.int32)
    values = arrays[f"{name}_values"].astype(np.float64)
    start = 0
    for length in arrays[f"{name}_lengths"].tolist():
        yield Vector(numbers[start : start + length], values[start : start + length])
        start += length
