"""Stories while they are being gathered: one report after the other joins the likest, or opens one.

    Report -> vector -> stories that share its heaviest terms -> the likest -> joined
    a story that has grown -> the small ones that are like it as a whole -> taken up

A report joins only where it is much likelier to belong than to the next likest stories: on a day
with a dozen court reports from a dozen towns all are like each other, and none tell of one event.
What is kept of a story does not grow with it, nor does the cost of a comparison: the sum of its
reports, the first dozen (for its title) and the last one or two dozen (for what is new).
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from reportedly.cluster.looked_up import Index
from reportedly.cluster.vectors import (
    NO_TERMS,
    About,
    Laid,
    Pile,
    Values,
    Vector,
    Vocabulary,
    summed,
)
from reportedly.model import Report

DOZEN = 12
_SLIP = 1e-8  # more than the last digits of a sum, which differ between machines
_SOME_NAMES = 0.1  # of the square of a report's vector: below, its names tell nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """When reports belong together.

    Attributes:
        least: Likeness from which a report joins a story, once `others` is taken off.
        others: Times that the mean likeness to the next likest stories is taken off.
        share: Likeness gained by a story that nearly all reports so far belong to, and a part of it
            by one that some do: reports that a desk gathered on one event are mostly of it.
        share_doubt: Reports that count as of no story then; a share of few reports tells little.
        whole: Weight of the likeness to the story as a whole.
        title: Weight of the likeness of the likest title to the report's.
        many: Weight of the likeness to the likest report, of which no single term makes up more
            than `most`: one event shares many words, one subject or town only a few heavy ones.
        most: What a single term adds to that likeness at most.
        same_names: Part of the likeness to the story as a whole that must be owed to names (of
            places, people, bodies) in a report that has some. Of two fires or two trials in
            other towns, with other people, all else may be told in the same words.
        silence_loss: Likeness lost, in the end, by a story that no report has followed up.
        silence_days: Days after which two thirds of that are lost.
        yearly_loss: Likeness lost on top of that for every year of silence.
        longest_silence: Days after which a report opens a story of its own, however like it is:
            another launch, flood or vote in the same words.
        taken_up: Likeness of their sums (a cosine) from which a story that has grown takes up a
            small one, which had nothing to join when it was told first.
        small: Reports of a small story, at most.
        apart: Days between the two, at most.
        lookup_terms: Heaviest terms of a report by which stories are looked up.
        looked_up: Stories behind one term that are looked up, at most; the latest ones.
        compared: Stories that are compared with a report, at most.
    """

    # Weights from a logistic regression on reports and the stories before them (NewsEvents and
    # event triples, development halves, among 588 reports of local papers on as many events);
    # the rest swept on these, for BCubed and CEAF-e F1. Vectors of sentences (wordllama) added
    # nothing to these three: their weight came out as nought.
    least: float = 0.135
    others: float = 1.45
    # Of 28 events of NewsEvents, each read alone, one more stays together than without (eight
    # reports of a falling price were eight stories), with .1 and 3 as with .15 and 4; all sets read
    # whole stay as they were. The share itself, not squared, put two other events together.
    share: float = 0.12
    share_doubt: int = 3
    whole: float = 0.345
    title: float = 0.155
    many: float = 0.47
    most: float = 0.02
    # Of 221 reports that belong to a story liker than 0.1 two stand below that, of 532 that do not
    # 189, all in local papers (the same sets; with 0.01 four and 242).
    same_names: float = 0.001
    silence_loss: float = 0.13
    silence_days: float = 7.0
    yearly_loss: float = 0.02
    # Of 365 days without a yearly loss, and 730, 1,100 and no limit with 0.03-0.15, the best there;
    # two years is the shortest of those that agree.
    longest_silence: int = 730
    taken_up: float = 0.25
    small: int = 3
    apart: int = 30
    lookup_terms: int = 25
    looked_up: int = 100
    compared: int = 8


@dataclass(frozen=True, slots=True)
class Member:
    """A report of a story, and what it is about."""

    report_id: str
    news: Vector
    title: Vector
    leading: Vector  # names in its lead


@dataclass(slots=True)
class Growing:
    """A story while it is being gathered."""

    place: int
    report_ids: list[str] = field(default_factory=list)
    first: list[Member] = field(default_factory=list)
    late: list[Member] = field(default_factory=list)  # a dozen or two of the last
    past: Vector = NO_TERMS  # sum of the members before `late`
    square: float = 0.0  # of the length of the sum of all members
    since: date | None = None
    last: date | None = None
    weakest: float = 1.0
    copied: int = 0
    ranked: tuple[int, ...] = ()  # places in `first`, the likest first; empty until asked for
    _piles: tuple[Pile, Pile, Pile] | None = None

    def add(self, member: Member, published: date | None) -> None:
        """Take in a report."""
        self.report_ids.append(member.report_id)
        self.ranked = ()
        if len(self.first) < DOZEN:
            self.first.append(member)
        self.late.append(member)
        if len(self.late) > 2 * DOZEN:
            self.past = summed([self.past, *(late.news for late in self.late[:DOZEN])])
            del self.late[:DOZEN]
        if published:
            self.since = min(self.since or published, published)
            self.last = max(self.last or published, published)
        self._piles = None

    def products(
        self, full: Values, full_titles: Sequence[Values], most: float
    ) -> tuple[float, float, float]:
        """Return the products with the sum of all, the likest late report, the likest title.

        Of the product with the likest report no term makes up more than `most`. Where there is no
        title on one side, the likest report stands in for it, with terms of any weight.
        """
        news, titles, _ = self._piled()
        products, capped = news.capped_products(full, most)
        likest = float(products[-DOZEN:].max())
        nearest = float(capped[-DOZEN:].max())
        if full_titles and titles.count:
            likest = max(float(titles.products(one).max()) for one in full_titles)
        return self.past.product(full) + float(products.sum()), nearest, likest

    def product(self, full: Values) -> float:
        """Return the product with the sum of all."""
        return self.past.product(full) + float(self._piled()[0].products(full).sum())

    def _piled(self) -> tuple[Pile, Pile, Pile]:
        if self._piles is None:
            late = self.late[-DOZEN:]
            titled = [one.title for one in late if len(one.title.numbers)]
            leading = [one.leading for one in late if len(one.leading.numbers)]
            self._piles = Pile([one.news for one in self.late]), Pile(titled), Pile(leading)
        return self._piles

    def may_meet(self, full: Values) -> bool:
        """Return whether a vector has a name that a late report leads with, or none leads with."""
        leading = self._piled()[2]
        return not leading.count or bool(leading.products(full).any())

    def typical(self) -> list[str]:
        """Return the first dozen reports, the one that is most like all of the story first.

        Only the first: what a story is called must settle at some time.
        """
        return [self.first[at].report_id for at in self.ranking()]

    def ranking(self) -> tuple[int, ...]:
        """Return the places in `first` in that order."""
        if not self.ranked:
            total = self.total()
            full = Laid().lay(total, int(total.numbers.max(initial=0)) + 1)
            likest = [-round(member.news.product(full), 6) for member in self.first]
            self.ranked = tuple(sorted(range(len(likest)), key=likest.__getitem__))
        return self.ranked

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
        self.index = Index()  # term -> stories, weights
        self._news, self._title, self._address, self._names = Laid(), Laid(), Laid(), Laid()

    def add(self, report: Report, originals: Iterable[str]) -> None:
        """Put a report into the story of a report it was copied from, or the likest, or its own."""
        about = self.vocabulary.vectors(report)
        member = Member(report.id, about.news, about.title, about.leading)
        full = self._news.lay(about.news, len(self.vocabulary))
        copied = {self.home[other] for other in originals if other in self.home}
        if copied:
            story, likeness = self.stories[min(copied)], 1.0
            story.copied += 1
        else:
            ranked = self._ranked(report, about, full)
            likeness, found = self._chosen(ranked, about, full)
            story = found or self._opened()
        story.weakest = min(story.weakest, likeness)
        self._put(member, story, full, report.published_until)
        if len(story.report_ids) in _LOOKS:
            self._take_up(story)

    def _put(self, member: Member, story: Growing, full: Values, published: date | None) -> None:
        """Put a report, whose vector is laid out in full, into a story."""
        if story.report_ids:
            story.square += 2 * story.product(full)
        story.square += member.news.product(full)
        story.add(member, published)
        self.home[member.report_id] = story.place
        for number, value in member.news.heaviest(self.settings.lookup_terms):
            seen = self.index[number].pop(story.place, 0.0)  # put back at the end: order of use
            self.index[number][story.place] = max(seen, value)

    def _take_up(self, story: Growing) -> None:
        """Put into a story that has grown the small ones that tell the same."""
        for other in self._small_and_like(story):
            story.weakest = min(story.weakest, other.weakest)
            story.copied += other.copied
            for member in other.first:
                full = self._news.lay(member.news, len(self.vocabulary))
                for number, _ in member.news.heaviest(self.settings.lookup_terms):
                    self.index[number].pop(other.place, None)
                self._put(member, story, full, other.since)
            self.stories[other.place] = Growing(other.place)

    def _small_and_like(self, story: Growing) -> list[Growing]:
        total = story.total()
        full = self._news.lay(total, len(self.vocabulary))
        found: list[Growing] = []
        for at in islice(self._sharing(total), self.settings.compared):
            other = self.stories[at]
            if other is story or len(other.report_ids) > self.settings.small:
                continue
            gap = _days_between(story, other)
            lengths = math.sqrt(story.square * other.square) or 1.0
            likeness = other.total().product(full) / lengths - self._lost(gap)
            if gap <= self.settings.apart and round(likeness, 9) >= self.settings.taken_up:
                found.append(other)
        return found

    def _opened(self) -> Growing:
        self.stories.append(Growing(len(self.stories)))
        return self.stories[-1]

    def _full_titles(self, about: About) -> list[Values]:
        """Return a report's title, and what its address says beside it; [] without a title."""
        size = len(self.vocabulary)
        if not len(about.title.numbers):
            return []
        found = [self._title.lay(about.title, size)]
        if len(about.address.numbers):
            found.append(self._address.lay(about.address, size))
        return found

    def _ranked(self, report: Report, about: About, full: Values) -> list[tuple[float, Growing]]:
        """Return the stories that may be a report's with their likeness, the likest first."""
        settings = self.settings
        full_titles = self._full_titles(about)
        found: list[tuple[float, int]] = []
        for at in self._sharing(about.news):
            gap = _silence(report, self.stories[at])
            if gap <= settings.longest_silence:
                likeness = self._likeness(self.stories[at], gap, full, full_titles)
                # Rounded: the last digits differ between machines, and must not decide.
                found.append((round(likeness, 9), -at))
            if len(found) == settings.compared:
                break
        return [(likeness, self.stories[-at]) for likeness, at in sorted(found, reverse=True)]

    def _chosen(
        self, ranked: Sequence[tuple[float, Growing]], about: About, full: Values
    ) -> tuple[float, Growing | None]:
        """Return the likest story that a report may belong to; none where all are about as like."""
        settings = self.settings
        mean = sum(max(0.0, each) for each, _ in ranked[1:]) / (settings.compared - 1)
        least = settings.least + settings.others * mean
        for likeness, story in sorted(ranked, key=self._expected, reverse=True):
            if round(self._expected((likeness, story)) - least, 9) < 0:
                break
            if self._may_be(story, about.names) and self._may_meet(story, about.leading, full):
                return likeness, story
        return 1.0, None

    def _expected(self, found: tuple[float, Growing]) -> float:
        """Return the likeness to a story, with what its share of the reports so far adds to it.

        Squared: only the share of most of them tells much.
        """
        likeness, story = found
        before = self.vocabulary.reports - 1
        share = len(story.report_ids) / (before + self.settings.share_doubt)
        return likeness + self.settings.share * share * share

    def _may_be(self, story: Growing, names: Vector) -> bool:
        """Return whether a story has any of a report's names; a report without tells nothing."""
        if float((names.values * names.values).sum()) < _SOME_NAMES:
            return True
        full = self._names.lay(names, len(self.vocabulary))
        shared = story.product(full) / math.sqrt(max(0.0, story.square) or 1.0)
        return round(shared, 9) >= self.settings.same_names

    def _may_meet(self, story: Growing, leading: Vector, full: Values) -> bool:
        """Return whether a report or a late one of a story has a name that the other leads with.

        Where neither has, they are told of other places and people: another county's fire ban.
        """
        if not len(leading.numbers) or story.may_meet(full):
            return True
        return story.product(self._names.lay(leading, len(self.vocabulary))) > 0

    def _sharing(self, news: Vector) -> Iterator[int]:
        """Yield the places of the stories that share heavy terms, those that share most first."""
        shared: dict[int, float] = defaultdict(float)
        for number, value in news.heaviest(self.settings.lookup_terms):
            latest = reversed(self.index[number].items())
            for at, weight in islice(latest, self.settings.looked_up):
                shared[at] += weight * value
        # Few are compared: of the hundreds or thousands only those are put in order.
        most = heapq.nlargest(4 * self.settings.compared, shared.values())
        border = most[-1] - _SLIP if most else 0.0
        front = {at: round(value, 9) for at, value in shared.items() if value >= border}
        yield from sorted(front, key=lambda at: (-front[at], at))
        rest = {at: round(value, 9) for at, value in shared.items() if value < border}
        yield from sorted(rest, key=lambda at: (-rest[at], at))

    def _likeness(
        self, story: Growing, gap: int, full: Values, full_titles: Sequence[Values]
    ) -> float:
        """Return the weighted likeness to a story, its likest report and title, less the loss."""
        settings = self.settings
        whole, nearest, title = story.products(full, full_titles, settings.most)
        whole /= math.sqrt(max(0.0, story.square)) or 1.0
        like = settings.whole * whole + settings.title * title + settings.many * nearest
        return like - self._lost(gap)

    def _lost(self, gap: int) -> float:
        """Return the likeness that is lost in so many days of silence."""
        settings = self.settings
        lost = settings.silence_loss * (1 - math.exp(-gap / settings.silence_days))
        return lost + settings.yearly_loss * gap / 365


# How many reports a story has when it looks for small ones: the more it has, the more seldom. Below
# six its sum is not yet the event's, and neighbours would be taken up (tried with three and four).
_LOOKS = frozenset(start << doubled for start in (3, 4) for doubled in range(1, 40))


def _silence(report: Report, story: Growing) -> int:
    """Return the days from a story's last report to this one; 0 where a date is missing."""
    if report.published_from is None or story.last is None:
        return 0
    return max(0, (report.published_from - story.last).days)


def _days_between(a: Growing, b: Growing) -> int:
    """Return the days from the end of one story to the start of the other; 0 where they overlap."""
    if a.since is None or a.last is None or b.since is None or b.last is None:
        return 0
    return max(0, (a.since - b.last).days, (b.since - a.last).days)
