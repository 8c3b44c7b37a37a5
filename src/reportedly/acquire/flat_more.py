"""What else the classifier of flat text looks at: names, dates, shapes that repeat, the headline.

shape:  whether lines like this one return every few lines, as the teasers of a feed do
again:  whether a line stands again above or below, as headings do in a table of contents
words:  first names, relative times, words for pictures, a place and dash before a paragraph
title:  rare words shared with the line that the rules take for the headline
stock:  credits, bylines and dates, also where they stand so often that the wording's guess is
        "repeated"; titles among titles, as in a list of stories
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from reportedly.acquire.lines import Line
from reportedly.acquire.phrases import has_credit, is_byline, is_credit, is_date_line
from reportedly.acquire.wording import ENDED, Guess, holds_date
from reportedly.text import word_list

Numbers = npt.NDArray[np.float32]

MORE = [
    "given_name",
    "name_like",
    "pictured",
    "ago",
    "dated",
    "placed",
    "spoken",
    "title_shared",
    "title_same",
    "below_title",
    "opens_alike",
    "to_mean",
    "period",
    "alike",
    "alike_above",
    "alike_below",
    "kicker",
    "bracketed",
    "present",
    "stood",
    "returns",
    "stood_far",
    "returns_far",
    "crediting",
    "credited",
    "signing",
    "dating",
    "often_above",
    "often_below",
    "title_like",
    "titles_above",
    "titles_below",
]
OFTEN = 3  # times that a line stands in a text to count as stock
TITLE_WORDS = range(4, 19)
TITLES_NEAR = 4  # lines above and below among which titles are counted
LISTED = re.compile(r"^\W*(?:\d{1,3}[.)]?)?\W*")  # the number or mark before an entry of a list
PERIODS = range(1, 7)
PLACED_IN = 120  # characters in which a paragraph says where it was written
NEAR_LINES = 12  # above and below, in which lines of the same shape are counted
RARE = re.compile(r"[^\W\d_]{5,}")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
PICTURED = re.compile(
    r"\b(?:photo\w*|foto\w*|picture[ds]?|pictured|image|imag[eo]\w*|bild\w*|video|handout|screenshot"
    r"|courtesy|credit|getty|afp|reuters|epa|ap|dpa|efe|tass|shutterstock|istock|alamy|unsplash|pexels"
    r"|left|right|links|rechts|file|archiv\w*)\b|©|/ ?[A-Z]\w+ ?(?:/|$)",
    re.IGNORECASE,
)
AGO = re.compile(
    r"\b\d{1,3} ?(?:min\w*|hours?|hrs?|h|days?|d|weeks?|months?|years?|stunden?|tagen?|heures?"
    r"|jours?|horas?|días?|dias?) ago\b|\bvor \d|\bhace \d|\bil y a \d|\bh[aá] \d|\bago\b",
    re.IGNORECASE,
)
# "DELMARE (NPA) - ", "Elsund: "; words must be set apart, or capitals would be split anywhere.
PLACED = re.compile(
    r"^[A-Z][\w.'’/-]*(?:(?:, ?| )[A-Z][\w.'’/-]*){0,5},? ?(?:\([^()]{2,25}\) ?)?"
    r"(?:—|–|--| - |:|\.-)|^\([A-Z]{2,}[^()]*\)"
)
SPOKEN = re.compile(r"[“\"„«].{3,300}?[”\"“»],? |\b(?:said|says|told|sagte|dijo)\b", re.IGNORECASE)
PRESENT = re.compile(r"\b(?:is|are|stands?|sits?|walks?|looks?|speaks?|holds?|attends?|during)\b")


def more_features(lines: Sequence[Line], own: Sequence[Guess], rules: Sequence[Guess]) -> Numbers:
    """Return the columns `MORE`, one row a piece."""
    head = next(
        (line.text for line, guess in zip(lines, rules, strict=True) if guess[0] == "headline"), ""
    )
    at = next((i for i, guess in enumerate(rules) if guess[0] == "headline"), None)
    rare = _rare(head)
    openings = Counter(_opening(line.text) for line in lines)
    prose = [
        len(line.text) for line, guess in zip(lines, own, strict=True) if guess == ("body", "prose")
    ]
    mean = sum(prose) / len(prose) if prose else 200.0
    rows = [
        _words(line.text)
        + _titled(line.text, head, rare)
        + [
            0.0 if at is None else min(20, max(-20, index - at)) / 5,
            math.log(openings[_opening(line.text)]),
            min(4.0, len(line.text) / mean),
        ]
        for index, line in enumerate(lines)
    ]
    shapes = [_shape(line, guess) for line, guess in zip(lines, own, strict=True)]
    last = [
        [
            float(":" in line.text[:40] and not line.text.endswith(":")),
            float("(" in line.text or "[" in line.text),
            float(PRESENT.search(line.text[:120]) is not None and len(line.text) < 300),
        ]
        for line in lines
    ]
    return np.hstack(
        [
            np.asarray(rows, np.float32),
            _returning(shapes),
            np.asarray(last, np.float32),
            _again(lines),
            _stock(lines),
        ]
    )


@cache
def _given() -> frozenset[str]:
    return frozenset(entry.split("\t")[0] for entry in word_list("given_names"))


def _words(text: str) -> list[float]:
    words = WORD.findall(text[:300])[:40]
    titled = [word for word in words if word[0].isupper()]
    given = bool(words) and any(word.lower() in _given() for word in titled[:4])
    short = len(text) <= 60
    return [
        float(given and short),
        float(short and 1 < len(words) <= 6 and len(titled) == len(words)),
        float(PICTURED.search(text[-160:]) is not None),
        float(short and AGO.search(text) is not None),
        float(holds_date(text)),
        float(PLACED.match(text[:PLACED_IN]) is not None),
        float(SPOKEN.search(text[:600]) is not None),
    ]


def _rare(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in RARE.findall(text[:400]))


def _titled(text: str, head: str, rare: frozenset[str]) -> list[float]:
    if not head:
        return [-1.0, 0.0]
    words = _rare(text)
    shared = len(words & rare) / len(rare) if rare else 0.0
    return [shared, float(text == head)]


def _opening(text: str) -> str:
    return " ".join(text[:80].lower().split()[:3])


# --- lines that return ------------------------------------------------------------------------


def _shape(line: Line, guess: Guess) -> list[float]:
    text = line.text
    return [
        math.log1p(len(text)),
        2.0 * (text[-1] in ".!?…"),
        2.0 * any(map(str.isdigit, text[:40])),
        2.0 * (guess == ("body", "prose")),
        2.0 * (guess[0] in {"byline", "dateline"}),
        1.0 * line.gap,
        2.0 * text.isupper(),
    ]


def _returning(shapes: Sequence[Sequence[float]]) -> Numbers:
    """Return how alike the lines some steps away are, at the step where they are most alike.

    Lines one after another are alike in any paragraph, so that only steps from two on count there.
    """
    table = np.asarray(shapes, np.float32)
    count = len(table)
    best = np.zeros(count, np.float32)
    step = np.zeros(count, np.float32)
    for period in PERIODS:
        alike = np.zeros(count, np.float32)
        parts = np.zeros(count, np.float32)
        for offset in (-2 * period, -period, period, 2 * period):
            low, high = max(0, -offset), min(count, count - offset)
            if low >= high:
                continue
            gap = np.abs(table[low:high] - table[low + offset : high + offset]).sum(axis=1)
            alike[low:high] += np.exp(-gap)
            parts[low:high] += 1
        mean = alike / np.maximum(parts, 2)
        better = mean > best + 0.05
        best = np.where(better, mean, best)
        step = np.where(better, period, step)
    above = np.zeros(count, np.float32)
    below = np.zeros(count, np.float32)
    for offset in range(1, NEAR_LINES + 1):
        if offset >= count:
            break
        gap = np.exp(-np.abs(table[offset:] - table[:-offset]).sum(axis=1))
        above[offset:] += gap
        below[:-offset] += gap
    return np.stack([step / 3, best, above / 4, below / 4], axis=1)


def _again(lines: Sequence[Line]) -> Numbers:
    """Return whether each line stands above or below as well, and how far off at most."""
    words = [LISTED.sub("", line.text[:200].lower()).strip(" .:…") for line in lines]
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for index, one in enumerate(words):
        first.setdefault(one, index)
        last[one] = index
    return np.asarray(
        [
            [
                float(first[one] < index),
                float(last[one] > index),
                math.log1p(index - first[one]) / 3,
                math.log1p(last[one] - index) / 3,
            ]
            if len(one) > 2
            else [0.0] * 4
            for index, one in enumerate(words)
        ],
        np.float32,
    )


def _stock(lines: Sequence[Line]) -> Numbers:
    """Return what each line's own words make of it, and what stands around it."""
    counts = Counter(line.text for line in lines)
    found = {text: _wording(text) for text in counts}
    rows = np.asarray([found[line.text] for line in lines], np.float32)
    often = np.asarray([float(counts[line.text] >= OFTEN) for line in lines], np.float32)
    titles = np.concatenate([[0.0], np.cumsum(rows[:, -1])])
    here = np.arange(len(lines))
    low, high = np.maximum(here - TITLES_NEAR, 0), np.minimum(here + 1 + TITLES_NEAR, len(lines))
    around = [
        np.concatenate([[0.0], often[:-1]]),
        np.concatenate([often[1:], [0.0]]),
        rows[:, -1],
        (titles[here] - titles[low]) / TITLES_NEAR,
        (titles[high] - titles[here + 1]) / TITLES_NEAR,
    ]
    return np.hstack([rows[:, :-1], np.stack(around, axis=1)]).astype(np.float32)


def _wording(text: str) -> list[float]:
    return [
        float(is_credit(text)),
        float(has_credit(text)),
        float(is_byline(text)),
        float(is_date_line(text)),
        float(text.count(" ") + 1 in TITLE_WORDS and ENDED.search(text[-60:]) is None),
    ]
