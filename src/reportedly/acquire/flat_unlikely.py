"""What pieces of flat text can hardly be, whatever the learned scores say."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from reportedly.acquire.flat_features import KINDS
from reportedly.acquire.lines import Line
from reportedly.acquire.wording import Guess

LIST_MARK = re.compile(r"[|·>»/•]| {2,}")
UNLIKELY = -20.0  # log odds of what cannot be
# The first paragraphs, which hold most of what a report says, are no captions unless something ties
# them to a picture; later ones are less likely to be.
OPENING_PARAGRAPHS = 3
UNPICTURED = -1.0

# What a caption that reads like a paragraph says of its picture.
PICTURED = re.compile(
    r"\b(?:photo\w*|picture[ds]?|pictured|image|video|file|handout|screen ?grab|screenshot|footage|"
    r"shows?|shown|seen|poses?|left|right|centre|center|CLOSE|getty|afp|reuters|epa|ap|agence|"
    r"credit|courtesy|illustration|graphic|map)\b|©|/ ?[A-Z]\w+ ?(?:/|$)",
    re.IGNORECASE,
)


def unlikely_kinds(lines: Sequence[Line], own: Sequence[Guess]) -> npt.NDArray[np.float64]:
    """Return how much less likely each kind is for each piece, in log odds."""
    found = np.zeros((len(lines), len(KINDS)))
    found[[_is_no_byline(line.text) for line in lines], KINDS.index("byline")] = UNLIKELY
    found[[is_listed(line.text) for line in lines], KINDS.index("headline")] = UNLIKELY
    found[_stamped(lines, own), KINDS.index("dateline")] = UNLIKELY
    found[:, KINDS.index("caption")] = _no_captions(lines, own)
    return found


def _stamped(lines: Sequence[Line], own: Sequence[Guess]) -> list[bool]:
    """Return which pieces go on from a stock line, whose date is not the report's."""
    above = [("body", "short"), *own[:-1]]
    return [
        line.glued and guess[0] == "furniture" for line, guess in zip(lines, above, strict=True)
    ]


def _is_no_byline(text: str) -> bool:
    """Return whether a line is a list of sections or a line in capitals, which name nobody."""
    words = text.split()
    return (text.isupper() and len(words) > 4) or text.count("  ") > 1 or len(words) > 40


def is_listed(text: str) -> bool:
    """Return whether a line is a list of sections ("Home > World > Sundmark")."""
    return len(LIST_MARK.findall(text)) > 1


def _no_captions(lines: Sequence[Line], own: Sequence[Guess]) -> npt.NDArray[np.float64]:
    """Return how much less likely whole paragraphs are captions that nothing ties to a picture.

    Of 14 lines typed as captions near the head of 80 reports, 7 were such paragraphs.
    """
    found: list[float] = []
    paragraphs = 0
    for line, plain in zip(lines, own, strict=True):
        is_prose = plain == ("body", "prose")
        paragraphs += is_prose
        opens = paragraphs <= OPENING_PARAGRAPHS
        bare = is_prose and not PICTURED.search(line.text)
        found.append((UNLIKELY if opens else UNPICTURED) if bare else 0.0)
    return np.asarray(found)
