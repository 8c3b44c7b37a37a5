"""What two reports that share runs of words are to each other: a copy, a part, a version.

What counts is the share of one report's *own* words, those outside quotation marks, that stands
in the other. Two desks that quote one speech at length share words and are no copies. Containment
is measured both ways: an abridgement lies wholly in its original, of which it is a small part.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

import numpy as np

from reportedly.cluster.tiles import Tile
from reportedly.cluster.wordings import Wording
from reportedly.model import Copy, Report, SharedRuns
from reportedly.register import outlet_key, shipped_register
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


def judge(
    a: Report,
    a_words: Wording,
    b: Report,
    b_words: Wording,
    tiles: Sequence[Tile],
    settings: CopySettings,
) -> Copy | None:
    """Return what kind of copy two reports are that share these runs; None: they are none."""
    if not tiles:
        return None
    shared = sum(tile.length for tile in tiles)
    each = _own(tiles, a_words, b_words)
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
        runs=_runs(tiles, a_words, b_words),
        kind=kind,
        direction="a first" if known else "not shown",
        reason=_with_common_credit(why, a, b),
        score=round(score, 4),
        owner_group=_common_owner(a, b),
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


def _own(tiles: Sequence[Tile], a: Wording, b: Wording) -> list[int]:
    """Return how many words of each run stand outside quotation marks in both reports."""
    in_a, in_b = a.quoted.tobytes(), b.quoted.tobytes()
    if 1 not in in_a and 1 not in in_b:
        return [tile.length for tile in tiles]
    return [
        length
        - (
            int.from_bytes(in_a[at_a : at_a + length], "big")
            | int.from_bytes(in_b[at_b : at_b + length], "big")
        ).bit_count()  # one bit of a byte for each word
        for at_a, at_b, length in tiles
    ]


def _runs(tiles: Sequence[Tile], a: Wording, b: Wording) -> SharedRuns:
    words = np.array(sorted(tiles), dtype=np.int64)
    in_a, in_b = words[:, 0], words[:, 1]
    last = words[:, 2] - 1
    bounds = (a.starts[in_a], a.ends[in_a + last], b.starts[in_b], b.ends[in_b + last])
    return SharedRuns.of(array("i", np.stack(bounds, axis=1).astype(np.intc).tobytes()))


def _directed(
    a: Report, a_words: Wording, b: Report, b_words: Wording, tiles: Sequence[Tile]
) -> tuple[Report, Wording, Report, Wording, Sequence[Tile], bool, str]:
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


def _common_owner(a: Report, b: Report) -> str | None:
    """Return whose editions two reports are; None for one outlet or where that is not known."""
    one = a.owner_group == b.owner_group and not _is_same_publisher(a, b)
    return a.owner_group if one else None


def _with_common_credit(why: str, a: Report, b: Report) -> str:
    """Say besides which of two was first whom both credit for their words, if it is neither."""
    of_a, of_b = (
        {outlet_key(row.name): row.name for row in report.credits if row.kind in SOURCES}
        for report in (a, b)
    )
    own = {outlet_key(a.outlet), outlet_key(b.outlet)}
    common = sorted(of_a[one] for one in of_a.keys() & of_b.keys() - own)
    return f"{why}; both credit {' and '.join(common)}" if common else why


@lru_cache(maxsize=10_000)
def _is_agency(name: str) -> bool:
    listed = shipped_register().named(name)
    if listed and listed.agency:
        return True
    agencies = {plain(agency) for agency in word_list("news_agencies")}
    return plain(name) in agencies or bool(word_set(name) & {"agency", "newswire", "wire"})


# What a report credits whole, not for a part of the reporting or for the first word of it.
SOURCES = frozenset({"wire", "first published"})
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
