"""Stories while they are being gathered: one report after the other joins the likest, or opens one.

    Report -> vector -> stories that share its heaviest terms -> the likest -> joined

What is kept of a story does not grow with it, nor does the cost of a comparison: the sum of its
reports, the first dozen (for its title) and the last one or two dozen (for what is new).
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from reportedly.cluster.vectors import NO_TERMS, Laid, Pile, Values, Vector, Vocabulary, summed
from reportedly.model import Report

DOZEN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """When reports belong together.

    Attributes:
        least: Likeness (0 to 1) from which a report joins a story.
        whole: Weight of the likeness to the story as a whole.
        title: Weight of the likeness of the likest title to the report's; what is left of the
            weight goes to the likest single report.
        silence_loss: Likeness lost, in the end, by a story that no report has followed up.
        silence_days: Days after which two thirds of that are lost.
        yearly_loss: Likeness lost on top of that for every year of silence.
        longest_silence: Days after which a report opens a story of its own, however like it is:
            another launch, flood or vote in the same words.
        lookup_terms: Heaviest terms of a report by which stories are looked up.
        looked_up: Stories behind one term that are looked up, at most; the latest ones.
        compared: Stories that are compared with a report, at most.
    """

    # Swept together, 0.12-0.19, 0.4-0.6, 0.2-0.35, 0.14-0.24 and 5-15 days, on the development
    # halves of NewsEvents and of the event triples, apart and together, for BCubed and CEAF-e F1;
    # the middle of the best region.
    least: float = 0.16
    whole: float = 0.5
    title: float = 0.3
    silence_loss: float = 0.17
    silence_days: float = 7.0
    yearly_loss: float = 0.06
    # Of 365 days without a yearly loss, and 730, 1,100 and no limit with 0.03-0.15, the best there;
    # two years is the shortest of those that agree.
    longest_silence: int = 730
    lookup_terms: int = 25
    looked_up: int = 300
    compared: int = 8


@dataclass(frozen=True, slots=True)
class Member:
    """A report of a story, and what it is about."""

    report_id: str
    news: Vector
    title: Vector


@dataclass(slots=True)
class Growing:
    """A story while it is being gathered."""

    place: int
    report_ids: list[str] = field(default_factory=list)
    first: list[Member] = field(default_factory=list)
    late: list[Member] = field(default_factory=list)  # a dozen or two of the last
    past: Vector = NO_TERMS  # sum of the members before `late`
    square: float = 0.0  # of the length of the sum of all members
    last: date | None = None
    weakest: float = 1.0
    copied: int = 0
    _piles: tuple[Pile, Pile] | None = None

    def add(self, member: Member, published: date | None) -> None:
        """Take in a report."""
        self.report_ids.append(member.report_id)
        if len(self.first) < DOZEN:
            self.first.append(member)
        self.late.append(member)
        if len(self.late) > 2 * DOZEN:
            self.past = summed([self.past, *(late.news for late in self.late[:DOZEN])])
            del self.late[:DOZEN]
        self.last = published or self.last
        self._piles = None

    def products(self, full: Values, full_title: Values | None) -> tuple[float, float, float]:
        """Return the products with the sum of all, the likest late report, the likest title.

        Where there is no title on one side, the likest report stands in for it.
        """
        if self._piles is None:
            late = self.late[-DOZEN:]
            titled = [member.title for member in late if len(member.title.numbers)]
            self._piles = Pile([member.news for member in self.late]), Pile(titled)
        news, titles = self._piles
        products = news.products(full)
        nearest = likest = float(products[-DOZEN:].max())
        if full_title is not None and titles.count:
            likest = float(titles.products(full_title).max())
        return self.past.product(full) + float(products.sum()), nearest, likest

    def total(self) -> Vector:
        """Return the sum of all members."""
        return summed([self.past, *(member.news for member in self.late)])


class Gathering:
    """The stories of a stream of reports, which must come in order of publication.

    A class because each report changes what the next one meets.
    """

    def __init__(self, settings: StorySettings) -> None:
        """Begin with no stories."""
        self.settings = settings
        self.vocabulary = Vocabulary()
        self.stories: list[Growing] = []
        self.home: dict[str, int] = {}  # report id -> the place of its story in `stories`
        self.index: dict[int, dict[int, float]] = defaultdict(dict)  # term -> stories, weights
        self._news, self._title = Laid(), Laid()

    def add(self, report: Report, originals: Iterable[str]) -> None:
        """Put a report into the story of a report it was copied from, or the likest, or its own."""
        news, title = self.vocabulary.vectors(report)
        size = len(self.vocabulary)
        full = self._news.lay(news, size)
        full_title = self._title.lay(title, size) if len(title.numbers) else None
        copied = {self.home[other] for other in originals if other in self.home}
        if copied:
            story, likeness = self.stories[min(copied)], 1.0
            story.copied += 1
        else:
            likeness, found = self._likest(report, news, full, full_title)
            story = found or self._opened()
        story.weakest = min(story.weakest, likeness)
        if story.report_ids:
            story.square += 2 * story.products(full, full_title)[0]
        story.square += float((news.values * news.values).sum())
        story.add(Member(report.id, news, title), report.published_until)
        self.home[report.id] = story.place
        for number, value in news.heaviest(self.settings.lookup_terms):
            seen = self.index[number].pop(story.place, 0.0)  # put back at the end: order of use
            self.index[number][story.place] = max(seen, value)

    def _opened(self) -> Growing:
        self.stories.append(Growing(len(self.stories)))
        return self.stories[-1]

    def _likest(
        self, report: Report, news: Vector, full: Values, full_title: Values | None
    ) -> tuple[float, Growing | None]:
        """Return the story that a report is like enough and most like, and how like."""
        settings = self.settings
        found: list[tuple[float, int]] = []
        for at in self._sharing(news):
            gap = _silence(report, self.stories[at])
            if gap <= settings.longest_silence:
                likeness = self._likeness(self.stories[at], gap, full, full_title)
                # Rounded: the last digits differ between machines, and must not decide.
                found.append((round(likeness, 9), -at))
            if len(found) == settings.compared:
                break
        likeness, at = max(found, default=(0.0, 0))
        return (likeness, self.stories[-at]) if likeness >= settings.least else (1.0, None)

    def _sharing(self, news: Vector) -> Iterator[int]:
        """Yield the places of the stories that share heavy terms, those that share most first."""
        shared: dict[int, float] = defaultdict(float)
        for number, value in news.heaviest(self.settings.lookup_terms):
            latest = reversed(self.index[number].items())
            for at, weight in islice(latest, self.settings.looked_up):
                shared[at] += weight * value
        # Few are compared: of the hundreds or thousands only those are put in order.
        most = heapq.nlargest(4 * self.settings.compared, shared.values())
        border = round(most[-1], 9) if most else 0.0
        rounded = {at: round(value, 9) for at, value in shared.items()}
        front = [at for at, value in rounded.items() if value >= border]
        yield from sorted(front, key=lambda at: (-rounded[at], at))
        rest = rounded.keys() - set(front)
        yield from sorted(rest, key=lambda at: (-rounded[at], at))

    def _likeness(self, story: Growing, gap: int, full: Values, full_title: Values | None) -> float:
        """Return the weighted mean of the likeness to a story, its likest report and title."""
        settings = self.settings
        whole, nearest, title = story.products(full, full_title)
        whole /= math.sqrt(max(0.0, story.square)) or 1.0
        lost = settings.silence_loss * (1 - math.exp(-gap / settings.silence_days))
        lost += settings.yearly_loss * gap / 365
        rest = 1 - settings.whole - settings.title
        return settings.whole * whole + settings.title * title + rest * nearest - lost


def _silence(report: Report, story: Growing) -> int:
    """Return the days from a story's last report to this one; 0 where a date is missing."""
    if report.published_from is None or story.last is None:
        return 0
    return max(0, (report.published_from - story.last).days)
