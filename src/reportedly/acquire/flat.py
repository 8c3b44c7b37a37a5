"""Guess the kinds of the lines of flat text, which lost all markup.

    promotion, headline, byline | paragraphs, captions, teasers | appeals, feeds, forms
    before the article            inside it                        after it

First each piece is judged by its own wording, then by where it stands: the article begins at its
first paragraph that does not address the reader, and ends where a feed, an appeal or a form does
not let it go on. What these rules say is one of the things that the learned scorer looks at, which
decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reportedly.acquire.flat_features import KINDS, flat_features
from reportedly.acquire.flat_networks import network_features, network_kinds
from reportedly.acquire.flat_scorer import best_kinds, score_kinds
from reportedly.acquire.flat_unlikely import is_listed, unlikely_kinds
from reportedly.acquire.lines import Line
from reportedly.acquire.wording import ENDED, Guess, addresses, guess_by_wording
from reportedly.model import BlockKind

CONNECTIVE = re.compile(r"^(?:meanwhile|also|but|and|however|moreover|earlier|later)\b", re.I)
MASTHEAD_WORDS = 5
MOST_APPEALS = 8  # lines of appeals looked behind; a text with more is one appeal
WORDS = re.compile(r"\S+")
BULLET = re.compile(r"^[*•·▪■–-] ?\w")
# What follows these is never the article again; an appeal or a form may stand in its middle.
FINAL_SORTS = frozenset({"feed", "comment"})
OPENING_SORTS = frozenset({"donation", "feed", "comment", "related"})
# How much a rule counts beside the learned scores, in log odds. Most of what the rules know was
# learned from them; counted again in full it made kinds worse on pages of hosts not learned from.
# What stands here is too rare in pages to be learned: appeals, feeds and teasers inside reports.
WEIGHT = 0.2
STOCK_WEIGHT = 4.0  # of a stock phrase
WEIGHTS = {
    "repeated": 0.0,  # paragraphs apart by a stock line are paragraphs, credits that return credits
    "headline inside the article": 12.0,
    "headline and summary at the end": 6.0,
    "gallery": 12.0,
    "credit": 2.0,
    "holds a date": 1.0,
    "goes on from a headline": 20.0,
}
# Of a feed, appeal or comments below most of the paragraphs: what follows is furniture or teasers.
# Of .5 to .9 for the share, .7 was best by cross-validation that kept whole feeds outside.
AFTER_WEIGHT = 6.0
SEEN = 0.7  # share of the paragraphs that must stand above them


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatSettings:
    """How flat lines are told apart.

    Attributes:
        prose_words: Words from which an ended line is a paragraph.
        headline_words: Words that a headline has at most.
        standfirst: What a standfirst's score is lowered by, in log odds: 0 would take first
            paragraphs for more. On hosts left out of training .5 and 0 were better than 1.
        caption: What a caption's score is raised by. On hosts left out .7 and 1.4 found more, but
            took headlines in capitals below a byline for captions.
        furniture: What furniture's score is lowered by. On hosts left out .4 was better than 0, but
            took more advertisements for teasers.
        teaser_words: Words from which an unended line in the article is a headline, linked.
        follows: How much it counts which kind follows which. Of 0 to .5 on pages of hosts not
            learned from, .15 and .3 were best by a hair.
        few: Pieces up to which the rules' headline stands where the model sees none: it was learned
            from whole pages. On those the rules alone would lower headlines from .837 to .812.
        most_scored: Pieces above which only the rules judge: no report has so many lines.
    """

    prose_words: int = 9
    headline_words: int = 28
    standfirst: float = 0.5
    caption: float = 0.3
    furniture: float = 0.2
    teaser_words: int = 6
    follows: float = 0.2
    few: int = 12
    most_scored: int = 20_000


def guess_flat(lines: Sequence[Line], settings: FlatSettings) -> list[Guess]:
    r"""Return the kind of each piece of flat text, and why.

    >>> from reportedly.acquire.lines import flat_lines
    >>> text = "Bridge shut\nBy Ann Reed\nThe bridge was shut on Monday after a crack was found."
    >>> [kind for kind, _ in guess_flat(flat_lines(text), FlatSettings())]
    ['headline', 'byline', 'body']
    """
    own = guess_by_wording(lines, settings.prose_words)
    rules = guess_by_place(lines, own, settings)
    if not lines or len(lines) > settings.most_scored:
        return rules
    features = flat_features(lines, own, rules)
    sizes = np.asarray([len(line.text) for line in lines], np.float64)
    chances = score_kinds(features, sizes)
    chances += network_kinds(network_features(features, lines, own, rules))
    scores = np.log(chances / 2 + 1e-6) + _said_by_rules(own, rules)
    scores[:, KINDS.index("standfirst")] -= settings.standfirst
    scores[:, KINDS.index("furniture")] -= settings.furniture
    scores[:, KINDS.index("caption")] += settings.caption
    scores += unlikely_kinds(lines, own)
    kinds = [KINDS[number] for number in best_kinds(scores, settings.follows)]
    if len(lines) <= settings.few:
        _give_headline(kinds, own, rules)
    return [
        guess if guess[0] == kind else (kind, _reason(kind, plain))
        for guess, plain, kind in zip(rules, own, kinds, strict=True)
    ]


def _give_headline(kinds: list[BlockKind], own: Sequence[Guess], rules: Sequence[Guess]) -> None:
    """Keep the headline that the rules see above the first paragraph, where there is no other."""
    prose = (i for i, guess in enumerate(own) if guess == ("body", "prose") and kinds[i] == "body")
    first = next(prose, 0)
    ruled = next((i for i, guess in enumerate(rules[:first]) if guess[0] == "headline"), None)
    if ruled is not None and "headline" not in kinds[:first]:
        kinds[ruled] = "headline"


def _said_by_rules(own: Sequence[Guess], rules: Sequence[Guess]) -> npt.NDArray[np.float64]:
    """Return how much the rules count for each kind of each piece, in log odds."""
    found = np.zeros((len(rules), len(KINDS)))
    prose = [guess == ("body", "prose") for guess in own]
    seen = np.cumsum(prose) / max(1, sum(prose))
    for row, (plain, guess, share) in enumerate(zip(own, rules, seen.tolist(), strict=True)):
        weight = WEIGHTS.get(guess[1], WEIGHT)
        if guess[0] == "furniture" and plain[0] == "furniture" and guess[1] not in WEIGHTS:
            weight = STOCK_WEIGHT
        elif guess[0] == "furniture" and guess[1] in OPENING_SORTS and share >= SEEN:
            weight = AFTER_WEIGHT
            found[row, KINDS.index("teaser")] = AFTER_WEIGHT
        found[row, KINDS.index(guess[0])] = weight
    return found


def _reason(kind: BlockKind, plain: Guess) -> str:
    if kind == "furniture":
        return plain[1] if plain[0] == "furniture" else "unlike the article's lines"
    return "like the article's lines" if kind == "body" else "scored"


def guess_by_place(
    lines: Sequence[Line], own: Sequence[Guess], settings: FlatSettings
) -> list[Guess]:
    """Return what the rules make of each piece: its own wording, then where it stands."""
    first, last = _article(lines, own, settings)
    return [
        *_before(lines, own, first, settings),
        *_inside(lines, own, first, last, settings),
        *_after(lines, own, last),
    ]


def _article(
    lines: Sequence[Line], own: Sequence[Guess], settings: FlatSettings
) -> tuple[int, int]:
    """Return the first paragraph of the article, and one past its last line."""
    prose = [index for index, guess in enumerate(own) if guess == ("body", "prose")]
    if not prose:
        return len(lines), len(lines)
    plain = [index for index in prose if not addresses(lines[index].text)]
    # A column in the first person addresses its reader throughout.
    first = plain[0] if len(plain) * 3 >= len(prose) else prose[0]
    first = _past_promotion(lines, own, first, settings)
    last = first + 1
    appeals = 0
    for index in range(first, len(lines)):
        kind, reason = own[index]
        if kind == "furniture" and reason in FINAL_SORTS:
            break
        if kind == "furniture" and reason == "donation":
            appeals += 1
            if appeals > MOST_APPEALS or not _goes_on(lines, own, index):
                break
        if (kind, reason) == ("body", "prose"):
            last = index + 1
    return first, last


def _past_promotion(
    lines: Sequence[Line], own: Sequence[Guess], first: int, settings: FlatSettings
) -> int:
    """Move past promotional prose that stands above a headline with a byline or date."""
    for index in range(first, min(len(lines), first + 12)):
        signed = own[index][0] in {"byline", "dateline"}
        above = own[index - 1] if index else ("body", "prose")
        if signed and index > first and above == ("body", "short"):
            later = (i for i in range(index, len(own)) if own[i] == ("body", "prose"))
            return next(later, first)
    return first


def _goes_on(lines: Sequence[Line], own: Sequence[Guess], index: int) -> bool:
    """Return whether paragraphs that share names with the article follow an appeal."""
    names = _names(line.text for line in lines[max(0, index - 40) : index])
    later = [
        line
        for line, guess in zip(lines[index:], own[index:], strict=True)
        if guess == ("body", "prose") and not addresses(line.text)
    ]
    related = [line for line in later if len(_names([line.text]) & names) >= 2]
    return len(related) >= 2 and len(related) * 2 >= len(later)


def _names(texts: object) -> set[str]:
    found: set[str] = set()
    for text in texts:  # type: ignore[attr-defined]
        found.update(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}", text))
    return found


def _before(
    lines: Sequence[Line], own: Sequence[Guess], first: int, settings: FlatSettings
) -> list[Guess]:
    head = _headline(lines, own, first, settings)
    found: list[Guess] = []
    for index in range(first):
        kind, reason = own[index]
        if kind in {"byline", "dateline", "credit", "caption"}:
            found.append((kind, reason))
        elif head is None:
            found.append(_headless(lines[index], index, own[index]))
        elif index == head:
            found.append(("headline", "above the first paragraph"))
        elif index < head or kind == "furniture":
            found.append(("furniture", reason if kind == "furniture" else "above the headline"))
        else:
            found.append(("standfirst", "below the headline"))
    return found


def _headless(line: Line, index: int, guess: Guess) -> Guess:
    if guess[0] == "furniture" or guess == ("body", "prose"):
        return guess
    if CONNECTIVE.match(line.text):
        # A headline does not begin by going on from something; the line below one may.
        return "standfirst", "goes on from a headline"
    return "furniture", "above the first paragraph"


def _headline(
    lines: Sequence[Line], own: Sequence[Guess], first: int, settings: FlatSettings
) -> int | None:
    for fewest in (3, 2, 1):
        found = _topmost(lines, own, first, settings, fewest)
        if found is not None:
            return found
    return None


def _topmost(
    lines: Sequence[Line], own: Sequence[Guess], first: int, settings: FlatSettings, fewest: int
) -> int | None:
    """Return the first line above the body that may be a headline of `fewest` words or more."""
    found: list[int] = []
    for index in range(first - 1, -1, -1):
        kind, reason = own[index]
        if found and (kind == "furniture" or (kind, reason) == ("body", "prose")):
            break
        if (kind, reason) == ("body", "short") and _may_be_headline(
            lines[index].text, settings, fewest
        ):
            found.append(index)
    if not found:
        return None
    # The topmost, but not a masthead in capitals above a line that is none.
    found.sort(key=lambda index: (_is_masthead(lines[index].text), index))
    return found[0]


def _is_masthead(text: str) -> bool:
    return text.isupper() and len(text.split()) <= MASTHEAD_WORDS


def _may_be_headline(text: str, settings: FlatSettings, fewest: int) -> bool:
    words = text.split()
    return (
        (len(words) >= fewest or (len(text) > 12 and " " not in text))
        and len(words) <= settings.headline_words
        and not is_listed(text)
        and not CONNECTIVE.match(text)
        and not BULLET.match(text)
    )


def _inside(
    lines: Sequence[Line], own: Sequence[Guess], first: int, last: int, settings: FlatSettings
) -> list[Guess]:
    teasers = _closing_teaser(lines, own, first, last)
    titled = [i for i in range(first, last) if _is_linked_headline(lines[i], own[i], settings)]
    prose = sum(own[index] == ("body", "prose") for index in range(first, last))
    short = sum(own[index] == ("body", "short") for index in range(first, last)) - len(titled)
    # Many such lines, or many short lines beside them, are the subheadings of a long piece.
    linked = len(titled) <= max(1, prose // 6) and short <= max(2, prose // 4)
    found: list[Guess] = []
    for index in range(first, last):
        kind, reason = own[index]
        if index in teasers:
            found.append(("teaser", "headline and summary at the end"))
        elif index in titled and linked:
            found.append(("teaser", "headline inside the article"))
        elif kind == "furniture" and reason == "related" and len(lines[index].text.split()) > 4:
            found.append(("teaser", "points to another article"))
        elif kind == "furniture" and reason in {"clock", "no words"}:
            found.append((kind, reason))
        else:
            found.append((kind, "subheading" if reason == "short" else reason))
    return found


def _is_linked_headline(line: Line, guess: Guess, settings: FlatSettings) -> bool:
    if guess != ("body", "short") or ENDED.search(line.text) or BULLET.match(line.text):
        return False
    words = [word for word in WORDS.findall(line.text) if word[:1].isalpha() and len(word) > 3]
    capital = sum(word[0].isupper() for word in words)
    many = len(line.text.split()) >= settings.teaser_words
    return many and capital >= 0.75 * len(words)


def _closing_teaser(
    lines: Sequence[Line], own: Sequence[Guess], first: int, last: int
) -> frozenset[int]:
    """Return a headline with its summary that stands between the article and a feed."""
    follows = next((guess for guess in own[last : last + 2] if guess[0] == "furniture"), None)
    if follows is None or follows[1] not in OPENING_SORTS or last - first < 4:
        return frozenset()
    for count in (1, 2):
        head = last - 1 - count
        if head <= first or own[head] != ("body", "short"):
            continue
        text = lines[head].text
        alone = lines[head].gap and not lines[head + 1].gap
        if len(text.split()) >= 6 and not ENDED.search(text) and (alone or count == 1):
            return frozenset(range(head, last))
    return frozenset()


def _after(lines: Sequence[Line], own: Sequence[Guess], last: int) -> list[Guess]:
    found: list[Guess] = []
    sort = "after the article"
    for index in range(last, len(lines)):
        kind, reason = own[index]
        if kind == "furniture" and reason in OPENING_SORTS:
            sort = reason
        if kind == "furniture" or (kind == "credit" and sort == "after the article"):
            found.append((kind, reason))
        elif sort == "related":
            found.append(("teaser", "below a related-stories line"))
        else:
            found.append(("furniture", sort))
    return found
