"""Origins of real stories: on how many named origins does what several reports say rest?

`labels/origins.json` holds, for questions of real stories, ids of reports and offsets, no words:

    passages   what says the same: place of the report, start, end
    origins    how many named origins a careful reader sees, from and to
    groups     passages that go back to one named origin; one in no group has none

The questions of the development half were read while rules were made. So were those of further
stories, which were labelled later, before the program had read them. Of the others, also labelled
before, only the totals are looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.news import as_report, event_triples, news_events
from benchmarks.table import Row, stories_folder
from reportedly.analysis import analyse
from reportedly.compare.backing import Origins
from reportedly.model import Given, Picture, Report, Statement
from reportedly.settings import Settings
from reportedly.text import hull

LABELS = Path(__file__).parent / "labels" / "origins.json"
HALVES = {
    "development": "real stories",
    "further": "further real stories",
    "unseen": "real stories, unseen",
}
_SAME_PASSAGE = 0.5  # share of the shorter of the two, passage and statement, that both must have

Passage = tuple[int, int, int]  # place of the report, start, end


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the program makes of one question.

    Attributes:
        low: The fewest named origins that a reader sees.
        high: The most.
        count: On how many the statements rest, as the product counts them.
        reports: In how many reports they stand.
        outlets: Of how many outlets.
        found: How many of the passages are read as statements.
        passages: How many passages there are.
        together: Pairs of passages of one origin that are read as such.
        joined: Pairs that are read as of one origin.
        one: Pairs that are of one origin.
    """

    low: int
    high: int
    count: int
    reports: int
    outlets: int
    found: int
    passages: int
    together: int
    joined: int
    one: int

    def error(self, count: int) -> int:
        """Return by how much a count lies outside what a reader sees."""
        return max(self.low - count, count - self.high, 0)


def rows(sample: int | None = None) -> Iterator[Row]:
    """Yield the rows for origins of real stories; none where the data is not at hand."""
    for half, name in HALVES.items():
        answers = list(answered(half, sample))
        if not answers:
            continue
        data = f"{len(answers)} questions of {name}, {sum(a.passages for a in answers)} passages"
        yield _row(data, "mean error of the count", *_each(answers, _mean_error))
        yield _row(data, "counts not above the truth", *_each(answers, _not_above))
        yield _row(data, "pairs of one origin: precision, recall", _pairs(answers), {})


def _row(data: str, measure: str, ours: str, peers: dict[str, str]) -> Row:
    return Row(part="origins", data=data, measure=measure, ours=ours, peers=peers)


def _each(
    answers: Sequence[Answer], told: Callable[[Sequence[Answer], Sequence[int]], str]
) -> tuple[str, dict[str, str]]:
    peers = {
        "reports (run)": told(answers, [a.reports for a in answers]),
        "outlets (run)": told(answers, [a.outlets for a in answers]),
    }
    return told(answers, [a.count for a in answers]), peers


def _mean_error(answers: Sequence[Answer], counts: Sequence[int]) -> str:
    return f"{mean(a.error(count) for a, count in zip(answers, counts, strict=True)):.2f}"


def _not_above(answers: Sequence[Answer], counts: Sequence[int]) -> str:
    right = sum(count <= a.high for a, count in zip(answers, counts, strict=True))
    return f"{100 * right / len(answers):.0f} %"


def _pairs(answers: Sequence[Answer]) -> str:
    together = sum(a.together for a in answers)
    joined, one = sum(a.joined for a in answers), sum(a.one for a in answers)
    return f"{together / max(1, joined):.2f}, {together / max(1, one):.2f}"


def answered(half: str, sample: int | None = None) -> Iterator[Answer]:
    """Yield what the program makes of each question of one half."""
    stories = json.loads(LABELS.read_text(encoding="utf-8"))["stories"]
    for story in [one for one in stories if one["half"] == half][:sample]:
        reports = reports_of(story)
        if reports:
            pictures = analyse(reports, Settings()).pictures
            yield from (answer(question, reports, pictures) for question in story["questions"])


def reports_of(story: Mapping[str, Any]) -> list[Report]:
    """Return the reports of a labelled story; [] where they are not at hand."""
    held = _SETS[story["set"]]()
    return [held[name] for name in story["reports"]] if held else []


def _kursk() -> dict[str, Report]:
    return {
        path.name[:3]: as_report(path.name, path.read_text(encoding="utf-8"), Given())
        for path in sorted((stories_folder() / "kursk").glob("*.txt"))
    }


_SETS = {
    "news_events": lambda: {one.name: one.report for one in news_events()},
    "triples": lambda: {one.name: one.report for one in event_triples()},
    "kursk": _kursk,
}


def answer(
    question: Mapping[str, Any], reports: Sequence[Report], pictures: Sequence[Picture]
) -> Answer:
    """Return what the program makes of one question."""
    passages: list[Passage] = [(r, s, e) for r, s, e in question["passages"]]
    found = [statement_at(passage, reports, pictures) for passage in passages]
    ids = [statement.id for statement in found if statement]
    homes = [_homes(statement, pictures) for statement in found]
    of_one = {frozenset(p) for group in question["groups"] for p in combinations(group, 2)}
    joined = {
        frozenset((a, b))
        for a, b in combinations(range(len(passages)), 2)
        if homes[a] and homes[a] & homes[b]
    }
    told = {reports[place] for place, _, _ in passages}
    low, high = question["origins"]
    return Answer(
        low=low,
        high=high,
        count=sum(_counted(ids, picture) for picture in pictures),
        reports=len({report.id for report in told}),
        outlets=len({report.outlet or report.id for report in told}),
        found=len(ids),
        passages=len(passages),
        together=len(of_one & joined),
        joined=len(joined),
        one=len(of_one),
    )


def statement_at(
    passage: Passage, reports: Sequence[Report], pictures: Sequence[Picture]
) -> Statement | None:
    """Return the statement that is most nearly a passage; None where none is near."""
    place, start, end = passage
    best: tuple[float, Statement] | None = None
    for picture in pictures:
        for statement in picture.statements:
            if statement.report_id != reports[place].id or not statement.content:
                continue
            span = hull(statement.content)
            shared = min(end, span.end) - max(start, span.start)
            near = shared / (max(end, span.end) - min(start, span.start))
            inside = shared >= _SAME_PASSAGE * min(end - start, span.end - span.start)
            if inside and (best is None or near > best[0]):
                best = near, statement
    return best[1] if best else None


def _homes(statement: Statement | None, pictures: Iterable[Picture]) -> set[str]:
    """Return the named origins to which a statement goes back."""
    return {
        origin.id
        for picture in pictures
        for origin in picture.origins
        if statement and statement.id in origin.statement_ids and origin.kind in _NAMED
    }


_NAMED = frozenset({"speaker", "document", "footage"})


def _counted(statement_ids: Sequence[str], picture: Picture) -> int:
    """Return the named origins of statements of one story, as its labels count them."""
    origins = Origins(
        picture.reports, picture.statements, picture.origins, picture.derivations, picture.copies
    )
    return origins.backing(statement_ids).origins
