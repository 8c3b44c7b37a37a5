"""What the learned scorer of pages looks at: one row of numbers a line.

    wording: counts of characters, stock phrases | order: where it stands, how far from the title
    marks: tags and what classes say | boxes: what its elements and the lines on like paths hold

All is counted over the whole page at once; nothing here looks at one character at a time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from reportedly.acquire.lines import Line
from reportedly.acquire.wording import Guess
from reportedly.text import plain

Matrix = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.floating]
Columns = dict[str, npt.ArrayLike]

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
# fmt: on
HEADINGS = {f"h{level}": level for level in range(1, 7)}
STOPS = ".!?…。！？؟।"
CLOSING = "\"'”’»)]"
INDEX = re.compile(r"\[\d+\]")
NOT_WORD = re.compile(r"\W+")
LEVELS = 5  # elements around a line that are looked at
MUCH_LINKED = 0.4
NEIGHBOURS: tuple[str, ...] = (
    *("words", "ended", "linked", "prose", "head", "kind furniture", "kind byline"),
    *("kind caption", "box1 prose", "named", "worded"),
)
AROUND = 4  # lines


def page_rows(
    lines: Sequence[Line], own: Sequence[Guess], title: str | None, stated: str, told: Columns
) -> tuple[list[str], Matrix]:
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
    columns |= _order(lines, lengths, mass, title) | _kinds(lines, own)
    columns |= _boxes(lines, lengths, mass, lengths * linked) | _stated(lines, stated) | told
    rows = np.stack([np.asarray(column, np.float32) for column in columns.values()], axis=1)
    places = {name: place for place, name in enumerate(columns)}
    near = rows[:, [places[name] for name in NEIGHBOURS]]
    return [*columns, *neighbour_names()], np.hstack([rows, _neighbours(near)])


def neighbour_names() -> list[str]:
    """Return the names of the columns that tell of the lines around one."""
    sides = ("above1", "below1", "above2", "below2", f"above{AROUND}", f"below{AROUND}")
    return [f"{side} {name}" for side in sides for name in NEIGHBOURS]


@cache
def _character_table() -> npt.NDArray[np.uint8]:
    """Return what each character is, one bit a sort: see `_wording`."""
    table = np.zeros(0x10000, np.uint8)
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
        )
        table[code] = sum(1 << bit for bit, holds in enumerate(sorts) if holds)
    return table


def _wording(lines: Sequence[Line], lengths: npt.NDArray[np.int_]) -> Columns:
    texts = [line.text for line in lines]
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), np.uint32)
    sorts = _character_table()[np.minimum(codes, 0xFFFF)]
    ends = np.cumsum(lengths)
    starts = ends - lengths
    digits, upper, alpha, commas, quotes, spaces, stops = (
        np.add.reduceat((sorts >> bit) & 1, starts, dtype=np.int64) for bit in range(7)
    )
    first = sorts[starts]
    words = spaces + 1
    ended = np.asarray([_is_ended(text) for text in texts])
    # Chinese, Japanese and Thai write no spaces.
    prose = ((words >= 9) & ended) | (words >= 40) | ((spaces == 0) & (lengths > 60))
    return {
        "words": np.log1p(words),
        "chars": np.log1p(lengths),
        "ended": ended,
        "colon": [text[-1] == ":" for text in texts],
        "commas": commas / lengths * 20,
        "quotes": np.minimum(quotes, 2),
        "digits": digits / lengths,
        "upper": upper / np.maximum(alpha, 1),
        "capitals": upper / words,
        "stops": np.log1p(stops),
        "alpha": alpha / lengths,
        "begins small": ((first & 4) > 0) & ((first & 2) == 0),
        "begins with digit": first & 1,
        "bullet": [text[0] in "*•-–·" for text in texts],
        "prose": prose,
    }


def _is_ended(text: str) -> bool:
    last = text[-1]
    return last in STOPS or last in ":;" or (last in CLOSING and text[-2:-1] in f"{STOPS}:;")


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
    }


def _title_like(texts: Sequence[str], wanted: str) -> list[float]:
    found: list[float] = []
    for text in texts:
        like = 0.0
        if wanted and 8 <= len(text) <= 300:
            words = plain(text)
            if words == wanted:
                like = 1.0
            elif len(words) > 15 and (words in wanted or wanted in words):
                like = 0.6
        found.append(like)
    return found


def _title_place(like: Sequence[float], heads: Sequence[int]) -> int | None:
    """Return the first line that is a heading like the title, or like it, or a first heading."""
    both = zip(like, heads, strict=True)
    ranks = [3 if one and head else 2 if one else int(head == 1) for one, head in both]
    best = max(ranks)
    return ranks.index(best) if best else None


def _kinds(lines: Sequence[Line], own: Sequence[Guess]) -> Columns:
    sorts = [guess[1] if guess[0] == "furniture" else "" for guess in own]
    found = _one_of("tag", TAGS, [line.tag for line in lines])
    found |= _one_of("kind", KINDS, [guess[0] for guess in own])
    found |= _one_of("sort", SORTS, sorts)
    marks = np.asarray([_marked(line.marks) for line in lines])
    near = np.asarray([_marked(line.near) for line in lines])
    for place, mark in enumerate(MARKS):
        found[f"mark {mark}"] = marks[:, place]
        found[f"near {mark}"] = near[:, place]
    return found


def _one_of(name: str, values: Sequence[str], said: Sequence[str]) -> Columns:
    numbers = {value: number for number, value in enumerate(values)}
    table = np.eye(len(values) + 1, dtype=bool)[[numbers.get(one, len(values)) for one in said]]
    return {f"{name} {value}": table[:, number] for value, number in numbers.items()}


@lru_cache(maxsize=4_096)
def _marked(marks: frozenset[str]) -> list[bool]:
    return [one in marks for one in MARKS]


def _boxes(
    lines: Sequence[Line], lengths: npt.NDArray[np.int_], mass: Numbers, linked: Numbers
) -> Columns:
    """Return what the elements around each line, and the lines on like paths, hold."""
    whole = float(mass.sum()) + 1.0
    found: Columns = {}
    for level in range(LEVELS):
        group = _numbered([_at(line.parents, level) for line in lines])
        found |= _held(f"box{level}", group, whole, lengths, mass, linked)
    paths = [bare_path(line.place or "") for line in lines]
    found |= _held("path", _numbered(paths), whole, lengths, mass, linked)
    styles = [
        (path, line.names[0] if line.names else "") for path, line in zip(paths, lines, strict=True)
    ]
    found |= _held("style", _numbered(styles), whole, lengths, mass, linked)
    found["depth"] = [path.count("/") for path in paths]
    return found


@lru_cache(maxsize=20_000)
def bare_path(place: str) -> str:
    """Return a DOM path without the numbers of its elements."""
    return INDEX.sub("", place)


def _at(parents: tuple[int, ...], level: int) -> int:
    return parents[level] if level < len(parents) else 0


def _numbered(keys: Sequence[object]) -> npt.NDArray[np.intp]:
    numbers: dict[object, int] = {}
    return np.asarray([numbers.setdefault(key, len(numbers)) for key in keys], np.intp)


def _held(
    name: str,
    group: npt.NDArray[np.intp],
    whole: float,
    lengths: npt.NDArray[np.int_],
    mass: Numbers,
    linked: Numbers,
) -> Columns:
    length, prose = np.bincount(group, lengths), np.bincount(group, mass)
    count = np.bincount(group)
    return {
        f"{name} share": (prose / whole)[group],
        f"{name} prose": (prose / length)[group],
        f"{name} linked": (np.bincount(group, linked) / length)[group],
        f"{name} count": np.log1p(count)[group],
        f"{name} length": np.log1p(length / count)[group],
    }


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


def _neighbours(rows: Matrix) -> Matrix:
    count = len(rows)
    edge = np.zeros((AROUND, rows.shape[1]), np.float32)
    padded = np.vstack([edge, rows, edge])
    sums = np.vstack([np.zeros((1, rows.shape[1])), np.cumsum(padded, axis=0)])
    here = np.arange(AROUND, AROUND + count)
    found = [padded[here - 1], padded[here + 1], padded[here - 2], padded[here + 2]]
    found.append((sums[here] - sums[here - AROUND]) / AROUND)
    found.append((sums[here + AROUND + 1] - sums[here + 1]) / AROUND)
    return np.hstack(found).astype(np.float32)
