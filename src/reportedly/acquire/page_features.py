"""What the learned scorer of pages looks at: one row of numbers a line.

    wording: counts of characters, stock phrases | order: where it stands, how far from the title
    marks: tags and what classes say | boxes: what its elements and the lines on like paths hold

All is counted over the whole page at once; nothing here looks at one character at a time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from reportedly.acquire.lines import Line
from reportedly.acquire.page_boxes import Boxes, Columns, Numbers
from reportedly.acquire.wording import Guess
from reportedly.text import plain

Matrix = npt.NDArray[np.float32]

# fmt: off
MARKS = (
    "main", "article", "text", "nav", "header", "footer", "aside", "related", "social",
    "newsletter", "comment", "ad", "cookie", "form", "byline", "date", "bio", "caption", "credit",
    "headline", "standfirst", "tags", "meta", "correction", "hidden", "published",
)
SORTS = (
    "nav", "ad", "social", "newsletter", "donation", "related", "feed", "comment", "cookie",
    "legal", "contact", "about", "repeated", "no words",
)
KINDS = ("byline", "dateline", "credit", "caption", "furniture")
TAGS = (
    "p", "div", "li", "td", "th", "blockquote", "figcaption", "pre", "span", "dt", "dd", "section",
    "a", "button",
)
AROUND_TAGS = ("ol", "ul", "table", "blockquote", "figure", "main", "article", "section", "header")
# fmt: on
HEADINGS = {f"h{level}": level for level in range(1, 7)}
STOPS = ".!?…。！？؟।"
CLOSING = "\"'”’»)]"
# What a character may be; how many of the first seven a line holds is counted.
DIGIT, UPPER, ALPHA, COMMA, QUOTE, SPACE, STOP, MIDDLE, CLOSE, BULLET = (1 << n for n in range(10))
COUNTED = 7
LANES = 3  # counts kept in one number of 64 bits: each up to two million
NOT_WORD = re.compile(r"\W+")
MUCH_LINKED = 0.4
FAR = 30  # lines
NEIGHBOURS: tuple[str, ...] = (
    *("words", "ended", "linked", "prose", "head", "kind furniture", "kind byline"),
    *("kind caption", "box1 prose", "named", "worded"),
)
AROUND = 4  # lines


def page_rows(
    lines: Sequence[Line],
    own: Sequence[Guess],
    boxes: Boxes,
    *,
    title: str | None,
    stated: str,
    told: Columns,
) -> tuple[tuple[str, ...], Matrix]:
    """Return the names of the columns, and a row for each line.

    `own` is what its wording alone makes of a line, `stated` the body that the page's data gives,
    `told` further columns.
    """
    lengths = np.asarray([len(line.text) for line in lines])
    linked = np.asarray([line.linked for line in lines])
    columns = _wording(lines, lengths)
    prose = np.asarray(columns["prose"], float)
    mass = lengths * prose * (linked < MUCH_LINKED)
    columns |= {"linked": linked}
    columns |= _order(lines, lengths, mass, title)
    titles = np.asarray(columns["title"], float)
    columns |= boxes.columns(lengths, mass, lengths * linked, titles)
    columns |= _stated(lines, stated) | told
    names = (*columns, *_kind_names())
    # Column by column, as the trees ask for them.
    rows = np.empty((len(names) + len(_neighbour_names()), len(lines)), np.float32)
    for place, column in enumerate(columns.values()):
        rows[place] = column
    _fill_kinds(rows[len(columns) : len(names)], lines, own)
    _fill_neighbours(rows[len(names) :], rows[[names.index(name) for name in NEIGHBOURS]])
    return names + _neighbour_names(), rows.T


@cache
def _kind_names() -> tuple[str, ...]:
    return (
        *(f"tag {tag}" for tag in TAGS),
        *(f"kind {kind}" for kind in KINDS),
        *(f"sort {sort}" for sort in SORTS),
        *(f"mark {mark}" for mark in MARKS),
        *(f"near {mark}" for mark in MARKS),
        *(f"in {tag}" for tag in AROUND_TAGS),
    )


@cache
def _neighbour_names() -> tuple[str, ...]:
    """Return the names of the columns that tell of the lines around one."""
    sides = ("above1", "below1", "above2", "below2", f"above{AROUND}", f"below{AROUND}")
    return tuple(f"{side} {name}" for side in sides for name in NEIGHBOURS)


@cache
def _character_table() -> tuple[npt.NDArray[np.uint16], list[npt.NDArray[np.uint64]]]:
    """Return what each character is, and the same as numbers to be summed up: see `_counts`."""
    table = np.zeros(0x10000, np.uint16)
    for code in range(0x10000):
        one = chr(code)
        sorts = (
            one.isdigit(),
            one.isupper(),
            one.isalpha(),
            one in ",،、",
            one in '"“”«»„',
            one.isspace(),
            one in STOPS,
            one in ":;",
            one in CLOSING,
            one in "*•-–·",
        )
        table[code] = sum(1 << bit for bit, holds in enumerate(sorts) if holds)
    wide = table.astype(np.uint64)
    lanes = [
        sum(((wide >> np.uint64(bit)) & np.uint64(1)) << np.uint64(21 * (bit - first))
            for bit in range(first, min(COUNTED, first + LANES)))
        for first in range(0, COUNTED, LANES)
    ]  # fmt: skip
    return table, [np.asarray(lane, np.uint64) for lane in lanes]


def _counts(codes: npt.NDArray[np.intp], starts: npt.NDArray[np.int_]) -> list[Numbers]:
    """Return how many characters of each counted sort the lines hold that begin at `starts`."""
    found: list[Numbers] = []
    for lane in _character_table()[1]:
        sums = np.add.reduceat(lane.take(codes), starts)
        parts = [(sums >> np.uint64(21 * n)) & np.uint64(0x1FFFFF) for n in range(LANES)]
        found += [part.astype(np.float64) for part in parts]
    return found[:COUNTED]


def _wording(lines: Sequence[Line], lengths: npt.NDArray[np.int_]) -> Columns:
    text = "".join([line.text for line in lines])
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    places = np.minimum(codes, 0xFFFF).astype(np.intp)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    digits, upper, alpha, commas, quotes, spaces, stops = _counts(places, starts)
    table = _character_table()[0]
    first, last = table.take(places[starts]), table.take(places[ends - 1])
    # Of a line of one character the last but one is another's: it is then no stop of its own.
    before = np.where(lengths > 1, table.take(places[ends - 2]), 0)
    words = spaces + 1
    ended = (last & (STOP | MIDDLE) > 0) | ((last & CLOSE > 0) & (before & (STOP | MIDDLE) > 0))
    # Chinese, Japanese and Thai write no spaces.
    prose = ((words >= 9) & ended) | (words >= 40) | ((spaces == 0) & (lengths > 60))
    return {
        "words": np.log1p(words),
        "chars": np.log1p(lengths),
        "ended": ended,
        "colon": places[ends - 1] == ord(":"),
        "commas": commas / lengths * 20,
        "quotes": np.minimum(quotes, 2),
        "digits": digits / lengths,
        "upper": upper / np.maximum(alpha, 1),
        "capitals": upper / words,
        "stops": np.log1p(stops),
        "alpha": alpha / lengths,
        "begins small": (first & (ALPHA | UPPER)) == ALPHA,
        "begins with digit": first & DIGIT,
        "bullet": first & BULLET > 0,
        "prose": prose,
    }


def _order(
    lines: Sequence[Line], lengths: npt.NDArray[np.int_], mass: Numbers, title: str | None
) -> Columns:
    count = len(lines)
    places = np.arange(count)
    texts = [line.text for line in lines]
    heads = [HEADINGS.get(line.tag, 0) for line in lines]
    times = Counter(texts)
    last = {text: place for place, text in enumerate(texts) if heads[place]}
    like = _title_like(texts, plain(title or ""))
    before, prose = np.cumsum(lengths) - lengths, np.cumsum(mass)
    whole = float(prose[-1]) + 1.0
    at = _title_place(like, heads)
    return {
        "inside": [line.inside for line in lines],
        "bold": [line.bold for line in lines],
        "repeated": [min(times[text], 4) for text in texts],
        "heads later": [last.get(text, -1) > place for place, text in enumerate(texts)],
        "head": heads,
        "position": places / count,
        "left": (count - places) / count,
        "lines": np.full(count, np.log1p(count)),
        "text before": before / (before[-1] + lengths[-1]),
        "prose before": (prose - mass) / whole,
        "whole": np.full(count, np.log1p(whole)),
        "title": like,
        "from title": np.full(count, -30) if at is None else np.clip(places - at, -20, 60),
        "since prose": _since(mass > 0),
        "until prose": _since(mass[::-1] > 0)[::-1],
        "depth": [line.path.count("/") for line in lines],
    }


def _since(holds: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Return how many lines above each the last one stands of which this holds."""
    places = np.arange(len(holds))
    last = np.maximum.accumulate(np.where(holds, places, -FAR))
    return np.asarray(np.minimum(places - np.append(-FAR, last[:-1]), FAR), np.intp)


def _title_like(texts: Sequence[str], wanted: str) -> list[float]:
    found: list[float] = []
    for text in texts:
        like = 0.0
        # Of ASCII `plain` keeps the length: most lines of a menu are too short to be like it.
        if wanted and 8 <= len(text) <= 300 and _may_be_like(text, wanted):
            words = plain(text)
            if words == wanted:
                like = 1.0
            elif len(words) > 15 and (words in wanted or wanted in words):
                like = 0.6
        found.append(like)
    return found


def _may_be_like(text: str, wanted: str) -> bool:
    return len(text) > 15 or len(text) == len(wanted) or not text.isascii()


def _title_place(like: Sequence[float], heads: Sequence[int]) -> int | None:
    """Return the first line that is a heading like the title, or like it, or a first heading."""
    both = zip(like, heads, strict=True)
    ranks = [3 if one and head else 2 if one else int(head == 1) for one, head in both]
    best = max(ranks)
    return ranks.index(best) if best else None


def _fill_kinds(rows: Matrix, lines: Sequence[Line], own: Sequence[Guess]) -> None:
    """Set the rows that say of what kind each line is, a column for each line."""
    said = [
        _tagged(line.tag) + _guessed(guess) + _marked(line.marks) + _marked(line.near)
        + _inside(line.path)
        for line, guess in zip(lines, own, strict=True)
    ]  # fmt: skip
    rows[:] = np.frombuffer(b"".join(said), np.uint8).reshape(len(lines), -1).T


@lru_cache(maxsize=256)
def _tagged(tag: str) -> bytes:
    return _ones(TAGS, {tag})


@lru_cache(maxsize=1_024)
def _guessed(guess: Guess) -> bytes:
    kind, reason = guess
    sort = reason if kind == "furniture" else ""
    return _ones(KINDS, {kind}) + _ones(SORTS, {sort})


@lru_cache(maxsize=4_096)
def _marked(marks: frozenset[str]) -> bytes:
    return _ones(MARKS, marks)


@lru_cache(maxsize=20_000)
def _inside(path: str) -> bytes:
    return _ones(AROUND_TAGS, set(path.split("/")))


def _ones(values: Sequence[str], said: Set[str]) -> bytes:
    return bytes([one in said for one in values])


def _stated(lines: Sequence[Line], stated: str) -> Columns:
    """Return which lines stand in the body that the page's own data states."""
    body = NOT_WORD.sub("", stated.lower())
    found = [-1.0] * len(lines)
    if body:
        found = [
            float(NOT_WORD.sub("", line.text[:120].lower())[:60] in body)
            if len(line.text) > 12
            else 0.5
            for line in lines
        ]
    return {"stated": found, "stated length": np.full(len(lines), np.log1p(len(body)))}


def _fill_neighbours(rows: Matrix, near: Matrix) -> None:
    """Set the rows that say what the lines around each line are like."""
    wide, count = near.shape
    parts = rows.reshape(-1, wide, count)  # above1, below1, above2, below2, above4, below4
    padded = np.zeros((wide, count + 2 * AROUND), np.float32)
    padded[:, AROUND : AROUND + count] = near
    for part, offset in zip(parts, (-1, 1, -2, 2), strict=False):
        part[:] = padded[:, AROUND + offset :][:, :count]
    sums = np.zeros((wide, padded.shape[1] + 1))
    sums[:, 1:] = np.cumsum(padded, axis=1)
    parts[4] = (sums[:, AROUND : AROUND + count] - sums[:, :count]) / AROUND
    parts[5] = (sums[:, 2 * AROUND + 1 :] - sums[:, AROUND + 1 :][:, :count]) / AROUND
