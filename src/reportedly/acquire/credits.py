"""Whom a report credits for its words: signatures of agencies, contributions, first publication.

(Reuters) -    AFP contributed to this report    first published by The Post    h/t Sund Radio
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.acquire.outlets import agency_names, shown_name
from reportedly.model import Block, Credit, CreditKind, Span
from reportedly.register import is_listed_outlet

NAMED = r"(?:The |the )?[A-Z][\w.&’-]*(?: [A-Z][\w.&’-]*){0,4}"
# What credits whoever is named, known or not.
ANYBODY: tuple[tuple[re.Pattern[str], str, CreditKind], ...] = (
    (
        re.compile(
            rf"(?P<name>{NAMED})(?: and (?P<other>{NAMED}))? (?:also )?contributed"
            r" (?:to|reporting)"
        ),
        "contributed",
        "contributed",
    ),
    (
        re.compile(
            r"(?:first|originally|previously) (?:published|appeared|reported) (?:by|in|on|at) "
            rf"(?P<name>{NAMED})"
        ),
        "ed ",
        "first published",
    ),
    (
        re.compile(rf"^\W{{0,2}}(?:h/t|H/T|[Hh]at[ -][Tt]ip)(?: to)?:? (?P<name>{NAMED})"),
        "",
        "hat tip",
    ),
)
# What credits an outlet, where a person may be named in the same words.
OUTLETS: tuple[tuple[re.Pattern[str], CreditKind], ...] = (
    (
        re.compile(
            r"(?:[Ww]ith|[Aa]dditional|[Ff]urther) (?:(?:additional|further) )?(?:reporting|files"
            r"|contributions?|material|input|information) (?:by|from)\b",
        ),
        "contributed",
    ),
    # Under a table or a picture it stands for these alone, not for the report.
    (re.compile(r"^\W{0,2}(?:[Ss]ource|SOURCE|[Qq]uelle)s?:"), "contributed"),
)
ALSO = re.compile(r"\bcontributed\W*$")
UNNAMED = re.compile(r"^\W{0,2}(?:[Ww]ith|[Aa]nd|[Ff]rom) (?:news )?(?P<name>agencies)\W{0,2}$")
SIGNED = re.compile(r"[(/](?P<name>[A-Z][A-Za-z]{1,12})[)/]\.? ?(?:[-–—]|--|$)")
IN_BRACKETS = re.compile(r"\([^()]{2,40}\)$")
# One of these stands in every line that the patterns above match; most lines hold none.
MAY_CREDIT = re.compile(
    r"contributed|first |originally |previously |h/t|H/T|[Hh]at[ -][Tt]ip|agencies|reporting|files"
    r"|contribution|material|input|information|ource|SOURCE|uelle"
)
CREDITING = frozenset({"body", "credit", "furniture"})
LONGEST = 300  # characters of a paragraph that credits; longer ones report

Found = tuple[str, int, CreditKind]  # the name, where it begins, and what it is credited for


def find_credits(text: str, blocks: Sequence[Block]) -> Iterator[Credit]:
    """Yield the agencies and outlets that the report credits for its words, in text order."""
    agencies = agency_names()
    seen: set[tuple[str, int]] = set()
    for index, block in enumerate(blocks):
        words = block.span.of(text)
        for name, start, kind in _credited(words, block, agencies, last=index > len(blocks) - 4):
            span = Span(block.span.start + start, block.span.start + start + len(name))
            if (name, span.start) not in seen:
                seen.add((name, span.start))
                yield Credit(name=shown_name(name), span=span, kind=kind)


def _credited(
    words: str, block: Block, agencies: re.Pattern[str], *, last: bool
) -> Iterator[Found]:
    if block.kind in {"byline", "dateline"}:
        for found in agencies.finditer(words):
            yield found.group(), found.start(), "wire"
        if signed := SIGNED.search(words):
            yield signed["name"], signed.start("name"), "wire"
    elif len(words) < LONGEST and block.kind in CREDITING and block.reason != "feed":
        if MAY_CREDIT.search(words):
            yield from _named_in(words)
            yield from _outlets_after(words, agencies)
        yield from _agency_at_end(words, agencies, last=last and block.kind == "body")


def _named_in(words: str) -> Iterator[Found]:
    for pattern, word, kind in ANYBODY:
        if word not in words:
            continue
        for found in pattern.finditer(words):
            for group in ("name", "other"):
                if found.groupdict().get(group):
                    yield found[group], found.start(group), kind
    if unnamed := UNNAMED.search(words):
        yield unnamed["name"], unnamed.start("name"), "agencies"


def _outlets_after(words: str, agencies: re.Pattern[str]) -> Iterator[Found]:
    """Yield the agencies and listed outlets named after "with reporting by" and the like."""
    for pattern, kind in OUTLETS:
        if found := pattern.search(words):
            for name, start in _known(words, found.end(), agencies):
                yield name, start, kind
    if ALSO.search(words):
        for name, start in _known(words, 0, agencies):
            yield name, start, "contributed"


def _known(words: str, begin: int, agencies: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    end = begin
    for found in agencies.finditer(words, begin):
        yield found.group(), found.start()
        end = found.end()
    for found in re.finditer(NAMED, words[end:]):
        name = found.group().rstrip(".,")
        if is_listed_outlet(name):
            yield name, end + found.start()


def _agency_at_end(words: str, agencies: re.Pattern[str], *, last: bool) -> Iterator[Found]:
    """Yield the agencies in a line that is nothing else, or that end the report in brackets."""
    if agencies.fullmatch(words.strip("()[]. –—-")):
        start = 0
    elif last and IN_BRACKETS.search(words):
        start = words.rindex("(")
    else:
        return
    for found in agencies.finditer(words, start):
        yield found.group(), found.start(), "wire"
