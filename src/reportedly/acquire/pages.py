"""Guess the kinds of the lines of a page, whose tags and classes say much about them.

    scores -> body | around it: headline, byline, standfirst, captions | teasers | furniture

The learned scorer says which lines are the article's own; tags, classes and wording name the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from reportedly.acquire.lines import Line
from reportedly.acquire.page_scorer import score_page_lines
from reportedly.acquire.wording import Guess, guess_by_wording
from reportedly.errors import CannotHandle
from reportedly.text import plain

OUTSIDE = frozenset({"nav", "footer", "comment", "newsletter", "cookie", "ad", "social", "form"})
ELSEWHERE = OUTSIDE | {"aside", "related", "bio"}
LISTS = frozenset({"feed", "related", "comment", "donation", "newsletter"})
STOCK = LISTS | {"social", "ad", "cookie", "legal", "nav"}
# What each of the pattern below begins with; few lines do.
CORRECTS = ("Correction", "Clarification", "Editor", "CORRECTION", "EDITOR")
CORRECTION = re.compile(
    r"(?:Correction|Clarification|Editor[’']s note|CORRECTION|EDITOR[’']S NOTE)\b[^.]{0,40}[:.–—-]"
)
# A page of a long novel has about 20,000.
MOST_LINES = 50_000
SUMMARY = 40  # characters by which a description is known; most are cut off later
# Lines between the headline and the first paragraph that may still be its byline or standfirst.
NEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSettings:
    """How lines of a page are told apart.

    Attributes:
        body: Score from which a line is the article's own. Over four folds of both page sets .3 to
            .6 were within half a point of shingle F1 (WCXB) and a point and a half (outlets);
            .4 leans to keeping.
        sure: Score from which neither its wording nor the names of the elements around a line take
            it out: articles on newsletters and boxes of key points read like what stands around
            articles. From .7 to .9 both page sets gained alike, the hosts not learned from too.
    """

    body: float = 0.4
    sure: float = 0.8


def guess_page(
    lines: Sequence[Line],
    settings: PageSettings,
    *,
    title: str | None = None,
    stated: str = "",
    summaries: Sequence[str] = (),
) -> list[Guess]:
    """Return the kind of each line, and why.

    `title`, `stated` (body) and `summaries` (descriptions) are from the page's data.
    """
    if len(lines) > MOST_LINES:
        raise CannotHandle(
            f"{len(lines):,} lines are too many ({MOST_LINES:,} at most); split the page"
        )
    own = guess_by_wording(lines)
    scores = score_page_lines(lines, own, title=title, stated=stated)
    inside = [
        score >= settings.body and not _is_aside(line, guess)
        for line, guess, score in zip(lines, own, scores, strict=True)
    ]
    sure = [score >= settings.sure for score in scores]
    inside = _without_lists(lines, own, inside, sure)
    head = _headline(lines, inside, title)
    first = next((i for i, belongs in enumerate(inside) if belongs and i != head), len(lines))
    said = frozenset(filter(None, map(_summary_key, summaries)))
    found: list[Guess] = []
    for index, (line, guess) in enumerate(zip(lines, own, strict=True)):
        if index == head:
            found.append(("headline", "heading like the title"))
        elif not inside[index] and _opens(index, head, first) and _summary_key(line.text) in said:
            found.append(("standfirst", "the page's own description"))
        elif _opens(index, head, first) and (opening := _opening(line, guess, inside[index])):
            found.append(opening)
        elif inside[index]:
            found.append(_own_line(line, guess))
        else:
            found.append(_outside(line, guess))
    return found


def _without_lists(
    lines: Sequence[Line], own: Sequence[Guess], inside: Sequence[bool], sure: Sequence[bool]
) -> list[bool]:
    """Take out what stands in an element of its own that says it is something else.

    What the scorer is sure of stays, and closes no element.

    An element says so by its names ("related", "footer") where most of the article's text is not
    in one named so, or by a heading such as "News feed" where most of the text is not in it.
    """
    chars: dict[int, int] = defaultdict(int)
    named: dict[str, int] = defaultdict(int)
    whole = 0
    for line in compress(lines, inside):
        length = len(line.text)
        whole += length
        for parent in line.parents:
            chars[parent] += length
        for mark in line.marks & ELSEWHERE:
            named[mark] += length
    telling = frozenset(mark for mark in ELSEWHERE if named[mark] * 2 < whole)
    shut: set[int] = set()
    found: list[bool] = []
    for line, guess, belongs, is_sure in zip(lines, own, inside, sure, strict=True):
        if guess[0] == "furniture" and guess[1] in LISTS:
            shut.update(parent for parent in line.parents[1:3] if chars[parent] * 2 < whole)
        if not belongs:
            found.append(False)
            continue
        stock = guess[0] == "furniture" and guess[1] in STOCK
        named_so = stock or not telling.isdisjoint(line.marks)
        found.append(shut.isdisjoint(line.parents) and (is_sure or not named_so))
    return found


def _summary_key(text: str) -> str:
    """Return the first words of a description; "" where it is too short to be told by."""
    words = plain(text[: 3 * SUMMARY])
    return words[:SUMMARY] if len(words) >= SUMMARY else ""


def _is_aside(line: Line, guess: Guess) -> bool:
    """Return whether a line inside the article is a caption or credit and not its text."""
    return line.tag == "figcaption" or guess[0] == "credit" or "caption" in line.near


def _own_line(line: Line, guess: Guess) -> Guess:
    """Return the kind of a line of the article: what marks an entry or a correction says so."""
    text = line.text
    if "correction" in line.near or (text.startswith(CORRECTS) and CORRECTION.match(text)):
        return "body", "correction note"
    if guess[0] == "dateline" or guess[1] == "clock":
        return "dateline", "time of an entry"
    return "body", "scored"


def _opens(index: int, head: int | None, first: int) -> bool:
    start = first - 6 if head is None else head
    return start < index <= min(first + 2, start + NEAR + 6)


def _opening(line: Line, guess: Guess, inside: bool) -> Guess | None:
    """Return the kind of a line just above or at the beginning of the article."""
    if line.marks & OUTSIDE or _is_aside(line, guess):
        return None
    if guess[0] in {"byline", "dateline"}:
        return guess
    if not inside and "byline" in line.near and len(line.text) < 200:
        return "byline", "class"
    dated = len(line.text) < 100 and any(map(str.isdigit, line.text))
    if not inside and dated and ("date" in line.near or line.tag == "time"):
        return "dateline", "class"
    if "standfirst" in line.near and len(line.text) > 20 and "nav" not in line.near:
        return "standfirst", "class"
    return None


def _outside(line: Line, guess: Guess) -> Guess:
    if not line.marks & OUTSIDE:
        if guess[0] == "credit" or "credit" in line.near:
            return "credit", "credit"
        if line.tag == "figcaption" or "caption" in line.near or guess[0] == "caption":
            return "caption", "caption"
    if guess[0] == "furniture":
        return guess
    if line.marks & {"related"} and len(line.text.split()) > 3 and not line.marks & OUTSIDE:
        return "teaser", "related"
    mark = next((mark for mark in sorted(line.marks & ELSEWHERE)), None)
    return "furniture", mark or "outside the article"


def _headline(lines: Sequence[Line], inside: Sequence[bool], title: str | None) -> int | None:
    """Return the line that heads the article: like the page's title, large, above the text."""
    first = next((i for i, belongs in enumerate(inside) if belongs), len(lines))
    wanted = plain(title or "")
    best: tuple[float, int] | None = None
    for index, line in enumerate(lines[: first + 4]):
        if len(line.text) < 4 or len(line.text) > 300 or line.marks & {"nav", "footer", "comment"}:
            continue
        score = _headline_score(line, wanted)
        # The nearest to the text of equals: the same words stand in breadcrumbs above it.
        if score >= 2.0 and (best is None or score >= best[0]):
            best = (score, index)
    return best[1] if best else None


def _headline_score(line: Line, wanted: str) -> float:
    score = {"h1": 2.0, "h2": 0.8, "h3": 0.3}.get(line.tag, 0.0)
    score += 0.8 * ("headline" in line.near)
    found = plain(line.text)
    if wanted and found == wanted:
        score += 2.5
    elif wanted and len(found) > 15 and (found in wanted or wanted in found):
        score += 1.5
    return score - 1.0 * bool(line.marks & {"related", "aside"})
