"""What the classifier of flat text looks at: numbers and hashed words, one row a piece.

    own:    words, punctuation, stock phrases, what the rules make of it
    place:  position, blank lines, paragraphs above and below, the longest run of paragraphs
    shared: rare words that it has in common with the paragraphs of the text

Hashed words go to the first pass, which knows phrases that no list holds; no word can be read back
from the hashes. `NAMES` are the columns of the numbers, in order; a model keeps them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args
from zlib import crc32

import numpy as np
import numpy.typing as npt

from reportedly.acquire.lines import Line
from reportedly.acquire.wording import ENDED, Guess, addresses
from reportedly.model import BlockKind

Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
BUCKETS = 1 << 16  # of hashed words
FIRST_WORDS, LAST_WORDS = 22, 8  # words of a piece that are hashed: phrases stand at its ends
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
    "repeated",
]
SEPARATORS = re.compile(r"[|•·/»›→←]| [-–—] ")
ADDRESS = re.compile(r"https?:|www\.|\w@\w|\.(?:com|org|net)\b", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
TIME = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
SENTENCE = re.compile(r"[.!?…][\"'”’»)]* |[。！？]")
RARE = re.compile(r"[^\W\d_]{5,}")
DIGITS = re.compile(r"\d+")
TOKEN = re.compile(r"\w+|[^\w\s]")
GAP = 3  # other pieces that a run of paragraphs may hold between two of them
SHARED = 60  # rare words of one piece that are compared

OWN = [
    "words",
    "chars",
    "ended",
    "colon",
    "asks",
    "dots",
    "commas",
    "quote",
    "opens_quote",
    "digits",
    "upper",
    "titled",
    "sentences",
    "lower",
    "opens_digit",
    "prose",
    "addresses",
    "gap",
    "glued",
    "repeated",
    "bullet",
    "separators",
    "address",
    "rights",
    "time",
    "year",
    "small",
    "length",
    "paren",
    "one_word",
]
PLACE = [
    "position",
    "left",
    "index",
    "remaining",
    "above",
    "count",
    "prose_share",
    "prose_chars",
    "gap_share",
    "short_text",
    "in_run",
    "from_run",
    "to_run",
    "run_share",
    "prose_above",
    "prose_below",
    "mass_above",
    "mass_below",
    "nearest_above",
    "nearest_below",
]
OVERLAP = ["core", "core_count", "core_first", "core_names"]
NEAR = ["words", "ended", "prose", "titled", "digits", "sorted", "gap", "core", "signed"]
OFFSETS = (-3, -2, -1, 1, 2, 3)
NAMES = (
    *OWN,
    *(f"sort={sort}" for sort in SORTS),
    *(f"own={kind}" for kind in KINDS),
    *(f"rule={kind}" for kind in KINDS),
    *PLACE,
    *OVERLAP,
    *(f"{name}@{offset}" for offset in OFFSETS for name in NEAR),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The numbers of each piece, and the hashed words of all with the piece each is in."""

    numbers: Numbers
    hashes: Places
    owners: Places


def flat_features(lines: Sequence[Line], own: Sequence[Guess], rules: Sequence[Guess]) -> Features:
    """Return what there is to see of each piece; there must be at least one.

    `own` is what its wording alone makes it, `rules` what the rules for flat text make of it.
    """
    counts = Counter(line.text for line in lines)
    rows = np.asarray([_own(line, counts) for line in lines], np.float32)
    prose = np.asarray([guess == ("body", "prose") for guess in own], bool)
    rows[:, OWN.index("prose")] = prose
    sizes = np.asarray([len(line.text) for line in lines], np.float64)
    overlap = _overlap(lines, prose)
    numbers = [
        rows,
        _one_hot([guess[1] if guess[0] == "furniture" else "" for guess in own], SORTS),
        _one_hot([guess[0] if guess[1] != "short" else "" for guess in own], KINDS),
        _one_hot([guess[0] for guess in rules], KINDS),
        _place(prose, sizes, rows[:, OWN.index("gap")]),
        overlap,
        _near(rows, own, overlap),
    ]
    hashes, owners = _hashed(lines)
    return Features(numbers=np.hstack(numbers).astype(np.float32), hashes=hashes, owners=owners)


def _own(line: Line, counts: Counter[str]) -> list[float]:
    text = line.text
    words = text.split()
    size, count = len(text), len(words)
    long_words = [word for word in words if len(word) > 3 and word[0].isalpha()]
    titled = sum(word[0].isupper() for word in long_words) / (len(long_words) or 1)
    small = sum(len(word) <= 4 and word.islower() for word in words)
    return [
        math.log1p(count),
        math.log1p(size),
        float(ENDED.search(text) is not None),
        float(text[-1] == ":"),
        float(text[-1] == "?"),
        float(text.endswith(("…", "...", "[…]"))),
        min(3.0, 20.0 * text.count(",") / size),
        float(any(mark in text for mark in '"“”«»„')),
        float(text[0] in "\"“«„'‘"),
        sum(map(str.isdigit, text[:300])) / min(size, 300),
        sum(map(str.isupper, text[:300])) / min(size, 300),
        titled,
        math.log1p(len(SENTENCE.findall(text))),
        float(text[0].islower()),
        float(text[0].isdigit()),
        0.0,  # prose: filled in by the caller, who knows the guesses
        float(addresses(text)),
        float(line.gap),
        float(line.glued),
        math.log(counts[text]),
        float(text[0] in "*•-–·▪■"),
        min(4.0, float(len(SEPARATORS.findall(text)))),
        float(ADDRESS.search(text) is not None),
        float("©" in text or "(c)" in text),
        float(TIME.search(text) is not None),
        float(YEAR.search(text) is not None),
        small / (count or 1),
        size / (count or 1) / 10,
        float(text[-1] == ")"),
        float(count == 1),
    ]


def _one_hot(values: Sequence[str], names: Sequence[str]) -> Numbers:
    index = {name: number for number, name in enumerate(names)}
    found = np.zeros((len(values), len(names)), np.float32)
    for row, value in enumerate(values):
        if (number := index.get(value)) is not None:
            found[row, number] = 1.0
    return found


# --- where a piece stands ---------------------------------------------------------------------


def _place(prose: npt.NDArray[np.bool_], sizes: npt.NDArray[np.float64], gaps: Numbers) -> Numbers:
    count = len(prose)
    here = np.arange(count)
    total = sizes.sum()
    before = np.concatenate([[0.0], np.cumsum(sizes)])[:-1]
    chars = np.where(prose, sizes, 0.0)
    mass = np.concatenate([[0.0], np.cumsum(chars)])
    first, last = _longest_run(prose, chars)
    whole = chars.sum() + 1.0
    above = np.maximum.accumulate(np.where(prose, here, -1))
    above = np.concatenate([[-1], above[:-1]])
    below = np.minimum.accumulate(np.where(prose, here, 2 * count)[::-1])[::-1]
    below = np.concatenate([below[1:], [2 * count]])
    low, high = np.maximum(here - 8, 0), np.minimum(here + 9, count)
    columns = [
        here / count,
        (count - here) / count,
        np.log1p(here),
        np.log1p(count - here),
        before / total,
        np.full(count, math.log1p(count)),
        np.full(count, prose.mean()),
        np.full(count, chars.sum() / total),
        np.full(count, gaps.mean()),
        np.full(count, float(total < 1_500)),
        (here >= first) & (here < last),
        np.clip(here - first, -30, 30) / 10,
        np.clip(last - 1 - here, -30, 30) / 10,
        np.full(count, (mass[last] - mass[first]) / whole),
        (mass[here] - mass[low]) / 1_000,
        (mass[high] - mass[here + 1]) / 1_000,
        mass[:-1] / whole,
        (mass[-1] - mass[1:]) / whole,
        np.where(above < 0, 5.0, np.log1p(here - above)),
        np.where(below >= 2 * count, 5.0, np.log1p(below - here)),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _longest_run(prose: npt.NDArray[np.bool_], chars: npt.NDArray[np.float64]) -> tuple[int, int]:
    """Return the first piece of the run of paragraphs with most words, and one past its last."""
    best, best_chars = (0, len(prose)), 0.0
    start, last, held = -1, -1, 0.0
    for index in np.flatnonzero(prose).tolist():
        if start < 0 or index - last > GAP + 1:
            start, held = index, 0.0
        last = index
        held += float(chars[index])
        if held > best_chars:
            best, best_chars = (start, last + 1), held
    return best


# --- what a piece shares with the text --------------------------------------------------------


def _overlap(lines: Sequence[Line], prose: npt.NDArray[np.bool_]) -> Numbers:
    """Return how much of each piece's rare words stands in the paragraphs, itself left out."""
    rare = [frozenset(word.lower() for word in RARE.findall(line.text[:1_500])) for line in lines]
    held: Counter[str] = Counter()
    opening: set[str] = set()
    for number, index in enumerate(np.flatnonzero(prose).tolist()):
        held.update(rare[index])
        if number < 3:
            opening |= rare[index]
    return np.asarray(
        [
            _shared(line.text, words, held, opening, int(is_prose))
            for line, words, is_prose in zip(lines, rare, prose.tolist(), strict=True)
        ],
        np.float32,
    )


def _shared(
    text: str, words: frozenset[str], held: Counter[str], opening: set[str], own: int
) -> list[float]:
    if not words:
        return [-1.0, 0.0, -1.0, 0.0]
    shared = [word for word in words if held[word] > own]
    named = sum(word.capitalize() in text for word in shared[:SHARED])
    return [
        len(shared) / len(words),
        math.log1p(len(shared)),
        len(words & opening) / len(words),
        math.log1p(named),
    ]


def _near(rows: Numbers, own: Sequence[Guess], overlap: Numbers) -> Numbers:
    """Return a few of the numbers of the pieces above and below, zero where there is none."""
    stock = [float(guess[0] == "furniture") for guess in own]
    signed = [float(guess[0] in {"byline", "dateline", "credit", "caption"}) for guess in own]
    chosen = np.stack(
        [
            *(rows[:, OWN.index(name)] for name in NEAR[:5]),
            stock,
            rows[:, OWN.index("gap")],
            overlap[:, 0],
            signed,
        ],
        axis=1,
    ).astype(np.float32)
    reach = max(OFFSETS)
    padded = np.pad(chosen, ((reach, reach), (0, 0)))
    return np.hstack([padded[reach + offset :][: len(rows)] for offset in OFFSETS])


# --- hashed words -----------------------------------------------------------------------------


def _hashed(lines: Sequence[Line]) -> tuple[Places, Places]:
    hashes: list[int] = []
    owners: list[int] = []
    for number, line in enumerate(lines):
        found = _hashes(line.text)
        hashes += found
        owners += [number] * len(found)
    return np.asarray(hashes, np.intp), np.asarray(owners, np.intp)


def _hashes(text: str) -> list[int]:
    """Return the hashes of the words and pairs of words at both ends of a piece."""
    opening = TOKEN.findall(text[:200].lower())[:FIRST_WORDS]
    closing = TOKEN.findall(text[-80:].lower())[-LAST_WORDS:] if len(text) > 200 else []
    # What a word says depends on whether it stands in a paragraph.
    sort = "s" if len(text) < 60 else "m" if len(text) < 160 else "l"
    tokens = [_numberless(token) for token in opening]
    names = [sort + token for token in tokens]
    names += [f"{sort}{one} {two}" for one, two in zip(["^", *tokens], [*tokens, "$"], strict=True)]
    names += [f"{sort}$ {_numberless(token)}" for token in closing]
    if tokens:
        names.append(f"{sort}$ {tokens[-1]}")
    return [crc32(name.encode("utf-8", "surrogatepass")) % BUCKETS for name in dict.fromkeys(names)]


def _numberless(token: str) -> str:
    return token if token.isalpha() else DIGITS.sub("0", token)
