"""Guess the kinds of the lines of a page, whose tags and classes say much about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.acquire.flat import FlatSettings, Guess, _by_wording, is_prose
from reportedly.acquire.lines import Line
from reportedly.text import plain

NEGATIVE = frozenset(
    {"nav", "footer", "aside", "related", "social", "newsletter", "comment", "ad", "cookie"}
    | {"form", "bio", "tags"}
)
FLAT = FlatSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSettings:
    """How lines of a page are told apart.

    Attributes:
        linked: Share of a line in links from which it is not the article's own.
    """

    linked: float = 0.5


def guess_page(
    lines: Sequence[Line], settings: PageSettings, *, title: str | None = None
) -> list[Guess]:
    """Return the kind of each line, and why."""
    own = [_by_wording(line, frozenset(), FLAT) for line in lines]
    best = _container(lines, own, settings)
    inside = [best in line.parents and not line.marks & NEGATIVE for line in lines]
    body = [
        inside[i]
        and own[i][0] == "body"
        and line.linked < settings.linked
        and not line.marks & {"caption", "credit", "byline", "date", "headline"}
        and line.tag not in {"h1", "figcaption", "button"}
        for i, line in enumerate(lines)
    ]
    head = _headline(lines, body, title)
    first = next(
        (i for i, is_body in enumerate(body) if is_body and (head is None or i > head)), len(lines)
    )
    return [_guess(line, i, own[i], body[i], head, first) for i, line in enumerate(lines)]


def _guess(line: Line, index: int, own: Guess, body: bool, head: int | None, first: int) -> Guess:
    if index == head:
        return "headline", "heading like the title"
    if body and (head is None or index > head):
        return "body", "in the article's element"
    if head is not None and head < index <= first + 3:
        for kind in ("byline", "standfirst"):
            if kind in line.marks or own[0] == kind:
                return kind, "class"
        if "date" in line.marks or own[0] == "dateline":
            return "dateline", "class"
    if not line.marks & NEGATIVE and ("caption" in line.marks or own[0] == "caption"):
        return "caption", "class"
    if not line.marks & NEGATIVE and ("credit" in line.marks or own[0] == "credit"):
        return "credit", "class"
    if "related" in line.marks:
        return "teaser", "class"
    return "furniture", own[1] if own[0] == "furniture" else "outside the article"


def _container(lines: Sequence[Line], own: Sequence[Guess], settings: PageSettings) -> int:
    scores: dict[int, float] = defaultdict(float)
    for line, guess in zip(lines, own, strict=True):
        if guess[0] != "body" or line.marks & NEGATIVE or line.linked > settings.linked:
            continue
        if not is_prose(line.text, FLAT):
            continue
        words = len(line.text) ** 0.8
        for parent, weight in zip(line.parents[1:], (1.0, 0.6, 0.3), strict=False):
            scores[parent] += words * weight
    return max(scores, key=lambda number: (scores[number], -number), default=-1)


def _headline(lines: Sequence[Line], body: Sequence[bool], title: str | None) -> int | None:
    first = next((i for i, is_body in enumerate(body) if is_body), len(lines))
    wanted = plain(title or "")
    best: tuple[float, int] | None = None
    for index, line in enumerate(lines[: first + 1]):
        if line.marks & {"nav", "footer", "comment"} or len(line.text) < 8 or len(line.text) > 300:
            continue
        score = 2.0 * (line.tag == "h1") + 1.0 * ("headline" in line.marks)
        score += 2.0 * (bool(wanted) and plain(line.text) in wanted) + (line.tag == "h2") * 0.5
        if score >= 2.0 and (best is None or score >= best[0]):
            best = (score, index)
    return best[1] if best else None
