"""What the learned scorer of lines looks at: one row of numbers a line.

    own: words, punctuation, stock phrases, first guess | page: tags, marks, links, container
    around: the same numbers of the two lines above and below, as means

The names of the columns are in `names`, in order; a model keeps them and refuses others.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from reportedly.acquire.lines import Line
from reportedly.acquire.wording import ENDED, Guess, addresses, is_prose
from reportedly.text import plain

Matrix = npt.NDArray[np.float32]

SORTS = [
    "nav",
    "ad",
    "social",
    "newsletter",
    "donation",
    "related",
    "feed",
    "comment",
    "cookie",
    "legal",
    "contact",
    "about",
]
TAGS = [
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "th",
    "blockquote",
    "figcaption",
    "pre",
    "span",
    "a",
    "button",
    "dt",
    "dd",
    "section",
]
MARKS = [
    "main",
    "article",
    "text",
    "nav",
    "header",
    "footer",
    "aside",
    "related",
    "social",
    "newsletter",
    "comment",
    "ad",
    "cookie",
    "form",
    "byline",
    "date",
    "bio",
    "caption",
    "credit",
    "headline",
    "standfirst",
    "tags",
    "meta",
    "correction",
    "hidden",
]
KINDS = ["byline", "dateline", "credit", "caption", "furniture"]
RULES = ["headline", "standfirst", "body", "teaser", "furniture"]


def names() -> list[str]:
    """Return the names of the columns of `line_features`."""
    own = [
        "bias words chars ended colon comma quote digits capital titled sentences lower prose",
        "address linked gap repeated position after text_before title_like heading bullet",
    ]
    found = " ".join(own).split()
    found += [f"sort={sort}" for sort in SORTS] + [f"kind={kind}" for kind in KINDS]
    found += [f"tag={tag}" for tag in TAGS]
    found += [f"mark={mark}" for mark in MARKS] + [f"near={mark}" for mark in MARKS]
    found += [f"rule={rule}" for rule in RULES]
    found += [
        "box_share box_prose box_linked box2_share box2_prose box2_linked box3_share"
        " path_count path_words path_linked path_prose best best2 best3"
    ][0].split()
    return found


def line_features(
    lines: Sequence[Line],
    own: Sequence[Guess],
    title: str | None = None,
    rules: Sequence[Guess] = (),
) -> Matrix:
    """Return a row for each line.

    `own` is what its wording alone makes it, `rules` what the rules for flat text make of it.
    """
    if not lines:
        return np.zeros((0, len(names())), dtype=np.float32)
    counts = Counter(line.text for line in lines)
    total = sum(len(line.text) for line in lines)
    wanted = plain(title or "")
    rows: list[list[float]] = []
    seen = 0
    for index, (line, guess) in enumerate(zip(lines, own, strict=True)):
        row = _wording(line.text)
        row += [
            float(addresses(line.text)),
            line.linked,
            float(line.gap),
            float(counts[line.text] > 1),
            index / len(lines),
            (len(lines) - index) / len(lines),
            seen / total,
            _title_like(line.text, wanted),
            float(line.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}),
            float(line.tag == "li" or line.text[0] in "*•-–·"),
        ]
        sort = guess[1] if guess[0] == "furniture" else ""
        row += [float(sort == one) for one in SORTS] + [float(guess[0] == one) for one in KINDS]
        row += [float(line.tag == one) for one in TAGS]
        row += _marked(line.marks) + _marked(line.near)
        ruled = rules[index][0] if rules else ""
        row += [float(ruled == one) for one in RULES]
        rows.append(row)
        seen += len(line.text)
    return np.asarray(np.hstack([rows, _boxes(lines)]), dtype=np.float32)


@lru_cache(maxsize=4_096)
def _marked(marks: frozenset[str]) -> list[float]:
    return [float(one in marks) for one in MARKS]


def _wording(text: str) -> list[float]:
    words = text.split()
    letters = sum(map(str.isalpha, text)) or 1
    long_words = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in long_words) / (len(long_words) or 1)
    return [
        1.0,
        math.log1p(len(words)),
        math.log1p(len(text)),
        float(ENDED.search(text) is not None),
        float(text.endswith(":")),
        min(3.0, 20.0 * text.count(",") / len(text)),
        float(any(mark in text for mark in '"“”«»„')),
        sum(map(str.isdigit, text)) / len(text),
        sum(map(str.isupper, text)) / letters,
        capital,
        math.log1p(sum(text.count(mark) for mark in (". ", "! ", "? ", "。"))),
        float(text[:1].islower()),
        float(is_prose(text)),
    ]


def _title_like(text: str, wanted: str) -> float:
    if not wanted or len(text) < 8 or len(text) > 300:
        return 0.0
    found = plain(text)
    if found == wanted:
        return 1.0
    return 0.6 if len(found) > 15 and (found in wanted or wanted in found) else 0.0


def _boxes(lines: Sequence[Line]) -> Matrix:
    """Return what the elements around each line, and the lines on like paths, hold."""
    boxes: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    paths: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    keys = [line_path(line) for line in lines]
    whole = 1.0
    for line, path in zip(lines, keys, strict=True):
        length = float(len(line.text))
        prose = length if is_prose(line.text) and line.linked < 0.4 else 0.0
        whole += prose
        for level, parent in enumerate(line.parents[1:4]):
            box = boxes[level, parent]
            box[0] += length
            box[1] += prose
            box[2] += length * line.linked
        group = paths[path]
        group[0] += 1
        group[1] += length
        group[2] += length * line.linked
        group[3] += prose
    best = [_best(boxes, level) for level in range(3)]
    return np.asarray(
        [
            _box_row(line, boxes, best, whole)
            + _path_row(paths[path])
            + [float(line.parents[level + 1 : level + 2] == (best[level],)) for level in range(3)]
            for line, path in zip(lines, keys, strict=True)
        ],
        dtype=np.float32,
    )


def line_path(line: Line) -> str:
    """Return the place of a line without the numbers of its elements."""
    place = line.place or ""
    return "".join(part.split("]")[-1] for part in place[-200:].split("["))


def _best(boxes: dict[tuple[int, int], list[float]], level: int) -> int:
    found = [(box[1], -number) for (at, number), box in boxes.items() if at == level]
    return -max(found)[1] if found else -1


def _box_row(
    line: Line, boxes: dict[tuple[int, int], list[float]], best: list[int], whole: float
) -> list[float]:
    row: list[float] = []
    for level in range(3):
        parents = line.parents[level + 1 : level + 2]
        box = boxes[level, parents[0]] if parents else [0.0, 0.0, 0.0]
        row.append(box[1] / whole)
        if level < 2:
            row += [box[1] / (box[0] or 1.0), box[2] / (box[0] or 1.0)]
    return row


def _path_row(group: list[float]) -> list[float]:
    count, length, linked, prose = group
    return [
        math.log1p(count),
        math.log1p(length / (count or 1)),
        linked / (length or 1),
        prose / (length or 1),
    ]


def around(rows: Matrix, widths: Sequence[int] = (1, 4)) -> Matrix:
    """Return `rows` with the means of as many rows above and below beside them."""
    found = [rows]
    padded = np.vstack([np.zeros_like(rows[:1]), np.cumsum(rows, axis=0)])
    count = len(rows)
    places = np.arange(count)
    for width in widths:
        low, high = np.maximum(places - width, 0), np.minimum(places + width + 1, count)
        found.append(((padded[places] - padded[low]) / width).astype(np.float32))
        found.append(((padded[high] - padded[places + 1]) / width).astype(np.float32))
    return np.hstack(found).astype(np.float32)
