"""Give every line of a report its kind: headline, byline, body, caption, furniture ...

    lines -> guesses (`flat` or `pages`) -> blocks

Blocks cover all non-blank text, in order, without overlap. Nothing is cut: a view of the body
alone is a view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.acquire.flat import FlatSettings, guess_flat
from reportedly.acquire.lines import Line
from reportedly.acquire.pages import PageSettings, guess_page
from reportedly.acquire.pieces import pieces
from reportedly.acquire.wording import Guess
from reportedly.model import Block, Span

# "DELMARE, Sundmark, May 3 (NPA) - ", "DELMARE (NPA). ", "DELMARE, 3 May. /Sundinform/. "
DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})?)?"
AGENCY = r"[(/][A-Z][\w .-]{1,30}[)/]"
DATELINE = re.compile(
    r"[A-Z][A-Z.’']+(?:[ -][A-Z][A-Z.’']+){0,4}(?:, [A-Z][\w.’' ]{1,30}?){0,3}"
    rf"{DAY}(?:(?:\.? {AGENCY})? ?(?:[-–—]|--) |\.? {AGENCY}\. )(?=[“\"‘A-Z])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSettings:
    """How lines are told apart.

    Attributes:
        flat: For text without markup.
        page: For pages.
    """

    flat: FlatSettings = field(default_factory=FlatSettings)
    page: PageSettings = field(default_factory=PageSettings)


def type_blocks(
    lines: Sequence[Line],
    report_id: str,
    settings: BlockSettings,
    *,
    title: str | None = None,
    stated: str = "",
    summaries: Sequence[str] = (),
) -> Iterator[Block]:
    """Yield the blocks of a report in text order.

    `title` is what a page calls itself; `stated` and `summaries` are the body and the descriptions
    that its data states.

    >>> from reportedly.acquire.lines import flat_lines
    >>> text = "DELMARE, May 3 (NPA) - The bridge was shut on Monday after a crack was found."
    >>> [(block.kind, block.span.of(text)[:12])
    ...  for block in type_blocks(flat_lines(text), "r", BlockSettings())]
    [('dateline', 'DELMARE, May'), ('body', 'The bridge w')]
    """
    if any(line.place for line in lines):
        guesses = guess_page(lines, settings.page, title=title, stated=stated, summaries=summaries)
    else:
        lines = pieces(lines)
        lines, guesses = _merged(lines, guess_flat(lines, settings.flat))
    dated = False
    for line, guess in zip(lines, guesses, strict=True):
        opened = None if dated or guess[0] != "body" else DATELINE.match(line.text[:200])
        dated = dated or guess[0] == "body"
        if opened:
            middle = line.span.start + len(opened.group().rstrip())
            yield _block(line, Span(line.span.start, middle), ("dateline", "opens"), report_id)
            start = line.span.start + opened.end()
            yield _block(line, Span(start, line.span.end), guess, report_id)
        else:
            yield _block(line, line.span, guess, report_id)


def _merged(lines: Sequence[Line], guesses: Sequence[Guess]) -> tuple[list[Line], list[Guess]]:
    """Put parts of one line together again that turned out to be of one kind."""
    found: list[Line] = []
    kinds: list[Guess] = []
    for line, guess in zip(lines, guesses, strict=True):
        if line.glued and kinds and kinds[-1][0] == guess[0]:
            span = Span(found[-1].span.start, line.span.end)
            found[-1] = found[-1]._replace(span=span, text=f"{found[-1].text} {line.text}")
        else:
            found.append(line)
            kinds.append(guess)
    return found, kinds


def _block(line: Line, span: Span, guess: Guess, report_id: str) -> Block:
    kind, reason = guess
    return Block(report_id=report_id, span=span, kind=kind, reason=reason, place=line.place)
