"""Find reports that share wording: copies, cut and rewritten ones, versions.

    Reports -> words -> fingerprints -> reports that share some -> shared runs -> Copy

Candidates come from an index of fingerprints, never from comparing all with all. A candidate
pair is then laid side by side: what counts is the share of one report's *own* words, those
outside quotation marks, that stands in the other. Two desks that quote one speech at length
share words and are no copies. Containment is measured both ways: an abridgement lies
wholly in its original, of which it is a small part.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Literal
from urllib.parse import urlsplit

from reportedly.cluster.fingerprints import Fingerprints
from reportedly.cluster.tiles import Shingled, Tile, find_tiles
from reportedly.cluster.wordings import Wording, fingerprint, read_wording, shingle
from reportedly.model import Copy, Report, SharedRun
from reportedly.register import outlet_key, shipped_register
from reportedly.stage import Stage
from reportedly.text import key, plain, word_list, word_set


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySettings:
    """How shared wording is judged.

    Attributes:
        shingle: Words in a shingle, and the shortest shared run that counts.
        window: Shingles in a row of which one is a fingerprint.
        widest: Reports behind one fingerprint that are all paired with each other; further
            ones are paired with the earliest of them only.
        least_words: Own words that must be shared for a judgement.
        least_run: Own words in a row of which at least one run must be shared; independent
            desks rarely hit upon the same eight, but often upon many fives.
        copy_share: Share of either report's own words from which the pair is a copy.
        least_share: Share of the words of each that must be shared besides, for a copy.
        clear_share: The same as `copy_share`, whatever share of the other that is: an abridgement
            is a small part of its original.
        long_run: Own words in a row that nobody hits upon twice.
        long_run_gain: How much less than `copy_share` is enough with such a run.
        mutual_share: Share of all words of each that must be shared besides, with such a run; and
            of those of either for a clear copy.
        partial_share: The same for a pair of which a part is copied.
    """

    shingle: int = 5
    window: int = 8
    widest: int = 12
    # Chosen by eye on the pairs of NewsEvents (development half): wire copies and rewrites
    # share 0.26 of their own words or more, independent reports of one event 0.14 at most.
    least_words: int = 20
    least_run: int = 8
    copy_share: float = 0.5
    # Set so that of abridgements and splices made from real articles the one kind is whole and
    # the other partial; the pairs of NewsEvents that were labelled agree.
    least_share: float = 0.25
    clear_share: float = 0.7
    long_run: int = 60
    long_run_gain: float = 0.05
    mutual_share: float = 0.35
    partial_share: float = 0.2


def find_copies(reports: Sequence[Report], settings: CopySettings) -> Iterator[Copy]:
    """Yield the pairs of `reports` that share wording, in order of publication.

    >>> story = "The old mill by the river burned down on Sunday night. No one was hurt."
    >>> longer = story + " The mill had stood empty since the flood of four years ago."
    >>> first = Report(id="1", path="1", sha256="", text=longer)
    >>> second = Report(id="2", path="2", sha256="", text=story)
    >>> [copy] = find_copies([first, second], CopySettings(least_words=10))
    >>> copy.kind, copy.direction, copy.containment_b
    ('copy', 'not shown', 1.0)
    """
    yield from add_copies(reports, (), Fingerprints(), settings)


def add_copies(
    reports: Sequence[Report], known: Iterable[Copy], index: Fingerprints, settings: CopySettings
) -> Iterator[Copy]:
    """Yield the copies among `reports`, of which those in `index` have been compared before.

    `known` are the copies found then. The new reports are added to the index. What is yielded is
    what a run over all of them would give.
    """
    given = {order_key(report): report for report in {one.id: one for one in reports}.values()}
    gone = set(index.orders) - set(given)
    index.drop(gone)
    since = len(index.orders)
    new = sorted(set(given) - set(index.orders))
    wordings = {order: read_wording(given[order]) for order in new}
    prints = [
        fingerprint(shingle(wordings[order].hashes, settings.shingle), settings.window)
        for order in new
    ]
    index.add(new, prints)
    reports = [given[order] for order in index.orders]
    altered = {order_id(order) for order in gone}
    known = [copy for copy in known if not {copy.a, copy.b} & altered]
    found = _still_found(known, reports, index, settings)
    shingled = lru_cache(maxsize=_AT_HAND)(partial(_shingled, wordings, given, settings.shingle))
    # What is gone may have stood before others, which are then to be compared for the first time.
    for a, b in index.pairs(0 if gone else since, settings.widest):
        one, other = index.orders[a], index.orders[b]
        if frozenset((reports[a].id, reports[b].id)) not in found:
            tiles = find_tiles(shingled(one), shingled(other), settings.shingle)
            texts = (reports[a], wordings[one], reports[b], wordings[other])
            copy = _judge(*texts, tiles, settings)
            if copy is not None:
                found[frozenset((copy.a, copy.b))] = copy
    yield from _in_order(found.values(), reports, index)


def _still_found(
    known: Iterable[Copy], reports: Sequence[Report], index: Fingerprints, settings: CopySettings
) -> dict[frozenset[str], Copy]:
    """Return the known copies that a run over all reports would find too, by their reports."""
    found = {frozenset((copy.a, copy.b)): copy for copy in known}
    if index.displaced(settings.widest):
        pairs = index.pairs(0, settings.widest)
        near = {frozenset((reports[a].id, reports[b].id)) for a, b in pairs}
        return {pair: copy for pair, copy in found.items() if pair in near}
    return found


_AT_HAND = 2_000  # reports whose sorted shingles are kept: families stand close together


def _shingled(
    wordings: dict[str, Wording], given: Mapping[str, Report], size: int, order: str
) -> Shingled:
    """Return the shingles of a report; an old one that shares some with a new one is read again."""
    if order not in wordings:
        wordings[order] = read_wording(given[order])
    wording = wordings[order]
    return Shingled(shingle(wording.hashes, size), len(wording))


def _in_order(copies: Iterable[Copy], reports: Sequence[Report], index: Fingerprints) -> list[Copy]:
    """Return copies by their later report in order of publication, then by the earlier one."""
    ranks = sorted(range(len(reports)), key=index.orders.__getitem__)
    place = {reports[number].id: at for at, number in enumerate(ranks)}
    return sorted(copies, key=lambda copy: sorted((place[copy.a], place[copy.b]), reverse=True))


def order_key(report: Report) -> str:
    """Return the order of publication as one string, which sorts as `publication_order` does.

    It ends with a mark of all else that grouping looks at, and so changes with that: the same
    report may be read otherwise once more of its outlet's pages are known.
    """
    undated, day, moment, report_id = publication_order(report)
    read = (report.title, report.title_span, report.outlet, report.url, report.language)
    mark = zlib.crc32(repr((read, report.credits, report.published_until)).encode(*_ANY))
    for block in report.blocks:
        mark = zlib.crc32(f"{block.kind}{block.span.start}-{block.span.end}".encode(), mark)
    return f"{undated:d}{day.isoformat()}{moment}\x01{report_id}\x01{mark:08x}"


def order_id(order: str) -> str:
    """Return the id of the report that an order key is of."""
    return order.split("\x01")[1]


_ANY = ("utf-8", "backslashreplace")


def publication_order(report: Report) -> tuple[bool, date, str, str]:
    """Return what to sort reports by: day, moment where stated, id; undated ones last."""
    moment = report.published_at.isoformat() if report.published_at else ""
    day = report.published_from or date.max
    return report.published_from is None, day, moment, report.id


def _judge(
    a: Report,
    a_words: Wording,
    b: Report,
    b_words: Wording,
    tiles: list[Tile],
    settings: CopySettings,
) -> Copy | None:
    if not tiles:
        return None
    shared = sum(tile.length for tile in tiles)
    each = [_own(tile, a_words, b_words) for tile in tiles]
    own = sum(each)
    if own < settings.least_words or max(each) < settings.least_run:
        return None
    score = min(1.0, max(own / max(1, a_words.own()), own / max(1, b_words.own())))
    if score < settings.partial_share:
        return None
    whole = _is_whole(score, (shared / len(a_words), shared / len(b_words)), max(each), settings)
    if not whole and _is_same_publisher(a, b):
        return None  # an outlet repeats its own background, appeals and notices
    kind: Literal["copy", "partial", "version"] = "copy" if whole else "partial"
    if whole and _is_version(a, b):
        kind = "version"
    a, a_words, b, b_words, tiles, known, why = _directed(a, a_words, b, b_words, tiles)
    return Copy(
        id=key("copy", a.id, b.id),
        a=a.id,
        b=b.id,
        containment_a=round(shared / len(a_words), 4),
        containment_b=round(shared / len(b_words), 4),
        runs=tuple(
            SharedRun(
                a=a_words.span(tile.a, tile.a + tile.length - 1),
                b=b_words.span(tile.b, tile.b + tile.length - 1),
            )
            for tile in sorted(tiles, key=lambda tile: tile.a)
        ),
        kind=kind,
        direction="a first" if known else "not shown",
        reason=why,
        score=round(score, 4),
    )


def _is_whole(
    score: float, contained: tuple[float, float], longest: int, settings: CopySettings
) -> bool:
    """Return whether one report as a whole goes back to the other, not only a part of it.

    Of a report that is nearly all quotation, its few own words are not the whole.
    Half of the words is enough where each report owes the other much, or where a long run was
    taken over as it stood. A report of which little stands in the other must itself stand there
    nearly whole: else it may share no more than a third desk's paragraphs.
    """
    if score >= settings.clear_share and max(contained) >= settings.mutual_share:
        return True
    if longest >= settings.long_run and min(contained) >= settings.mutual_share:
        return score >= settings.copy_share - settings.long_run_gain
    return score >= settings.copy_share and min(contained) >= settings.least_share


def _own(tile: Tile, a: Wording, b: Wording) -> int:
    quoted = a.quoted[tile.a : tile.a + tile.length] | b.quoted[tile.b : tile.b + tile.length]
    return int(tile.length - quoted.sum())


def _directed(
    a: Report, a_words: Wording, b: Report, b_words: Wording, tiles: list[Tile]
) -> tuple[Report, Wording, Report, Wording, list[Tile], bool, str]:
    """Put the earlier report first, with what shows that it is; a credit weighs most."""
    turned = [Tile(tile.b, tile.a, tile.length) for tile in tiles]
    a_credits, b_credits = _credits(a, b), _credits(b, a)
    if b_credits and not a_credits:
        return a, a_words, b, b_words, tiles, True, "credit"
    if a_credits and not b_credits:
        return b, b_words, a, a_words, turned, True, "credit"
    if a.published_at and b.published_at and a.published_at != b.published_at:
        return a, a_words, b, b_words, tiles, True, "earlier moment"
    if a.published_until and b.published_from and a.published_until < b.published_from:
        return a, a_words, b, b_words, tiles, True, "earlier day"
    why = "no date or credit orders them"
    # Only a guess at what to name first: agencies are copied, and what is cut is a copy.
    if (_is_agency(b.outlet or ""), len(b_words)) > (_is_agency(a.outlet or ""), len(a_words)):
        return b, b_words, a, a_words, turned, False, why
    return a, a_words, b, b_words, tiles, False, why


def _credits(report: Report, other: Report) -> bool:
    """Return whether `report` names the outlet of `other`: nobody credits what comes later."""
    name = other.outlet or ""
    if not name or outlet_key(report.outlet) == outlet_key(name):
        return False
    if any(outlet_key(credit.name) == outlet_key(name) for credit in report.credits):
        return True
    if any(word_set(name) - _GENERIC <= word_set(credit.name) for credit in report.credits):
        return bool(word_set(name) - _GENERIC)
    acronym = _ACRONYM.match(name)
    wanted = acronym.group() if acronym else name if " " in name.strip() else None
    # One common word ("Time", "Independent") is not known for a name in running text.
    if not wanted or wanted not in report.text:  # the search for words is much slower
        return False
    return bool(re.search(rf"\b{re.escape(wanted)}\b", report.text))


@lru_cache(maxsize=10_000)
def _is_agency(name: str) -> bool:
    listed = shipped_register().named(name)
    if listed and listed.agency:
        return True
    agencies = {plain(agency) for agency in word_list("news_agencies")}
    return plain(name) in agencies or bool(word_set(name) & {"agency", "newswire", "wire"})


_GENERIC = frozenset({"the", "com", "www", "news", "newswire", "agency"})
_ACRONYM = re.compile(r"[A-Z]{2,6}\b")


def _is_version(a: Report, b: Report) -> bool:
    if a.url and b.url and _address(a.url) == _address(b.url):
        return True
    return _is_same_publisher(a, b)


def _is_same_publisher(a: Report, b: Report) -> bool:
    return bool(a.outlet) and outlet_key(a.outlet) == outlet_key(b.outlet)


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:  # a malformed address is compared as it stands
        return url
    return f"{parts.netloc.removeprefix('www.').removeprefix('m.')}{parts.path.rstrip('/')}"


STAGE = Stage(
    name="copies",
    version=2,
    per=Report,
    reads=(),
    writes=Copy,
    settings=CopySettings(),
    run=find_copies,
)
