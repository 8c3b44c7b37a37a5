"""Whom a report credits for its words: signatures of agencies, contributions, first publication.

(Reuters) -    AFP contributed to this report    first published by The Post    h/t Sund Radio

Only what is named as a newsroom is credited: of "Ann Reed in Sund and Reuters writers in Elsund
contributed to this report" that is Reuters, not the people and not the towns. Who took a picture
is not who wrote the report.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reportedly.acquire.literals import any_of
from reportedly.acquire.outlets import agency_names, shown_name
from reportedly.model import Block, Credit, CreditKind, Span
from reportedly.register import Register, is_listed_outlet, shipped_register

NAMED = r"(?:The |the )?[A-Z][\w.&’-]*(?: [A-Z][\w.&’-]*){0,4}"
ANY_NAME = re.compile(rf"(?P<name>{NAMED})")
DOMAIN = r"[\w-]+(?:\.[\w-]+)+"
ARTICLE = (
    r"\b(?:[Tt]his|[Aa] (?:shorter |longer |different )?version of this) (?:[\w-]+ )?"
    r"(?:story|article|report|piece|analysis|column|interview|op-ed|essay|post|item|investigation)"
    r"(?: also)?(?: was| is| has been| had been)? "
)
# A day or a page may stand where who published it does: "first published on May 3".
DAY = (
    r"(?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Page|Section) )"
)
# The article itself is said to have been there first, so that who is named had it.
FIRST = re.compile(
    rf"(?:{ARTICLE}|^\W{{0,2}})"
    r"(?:(?:[Ff]irst|[Oo]riginally|[Pp]reviously) (?:published|appeared|posted|printed|ran)"
    r"|(?:[Rr]epublished|[Rr]eprinted|[Ss]yndicated)(?: with(?: the)? permission)?)"
    rf" (?:by|in|on|at|from|of) {DAY}(?P<name>{NAMED}|{DOMAIN})"
)
HAT_TIP = re.compile(
    rf"^\W{{0,2}}(?:h/t|H/T|[Hh]at[ -][Tt]ip)(?: to)?:? (?P<name>{NAMED}|{DOMAIN})"
)
# Who had the matter, not the article, first; a place may be named in the same words.
REPORTED = re.compile(rf"\b(?:first|originally|previously) reported (?:by|in|on) (?P<name>{NAMED})")
CONTRIBUTED = re.compile(
    r"\bcontributed(?: (?:to (?:this|the) (?:story|article|report|piece|analysis|post|item|coverage"
    r"|reporting)|(?:additional )?reporting)\b|\W*$)"
)
WITH = re.compile(
    r"(?:[Ww]ith|[Aa]dditional|[Ff]urther) (?:(?:additional|further) )?(?:reporting|files"
    r"|contributions?|material|input|information) (?:by|from)\b"
)
# Under a table or a picture it stands for these alone, not for the report.
SOURCE = re.compile(r"^\W{0,2}(?:[Ss]ource|SOURCE|[Qq]uelle)s?:")
AGENCIES = r"(?P<name>agencies|agency reports|wire (?:reports|services)|news services)"
UNNAMED = re.compile(rf"^\W{{0,2}}(?:[Ww]ith|[Aa]nd|[Ff]rom) (?:news )?{AGENCIES}\W{{0,2}}$")
SIGNED_ALSO = re.compile(rf"\b(?:and|with|from|AND|WITH|FROM) (?:news )?{AGENCIES}\W{{0,2}}$")
SIGNED = re.compile(r"[(/](?P<name>[A-Z][A-Za-z]{1,12})[)/]\.? ?(?:[-–—]|--|$)")
COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|\b[Cc]opyright\b)\W{0,3}(?:©|\([cC]\)|[Cc]opyright)?\W{0,3}"
    r"\d{4}(?:[-–]\d{2,4})?,? (?:by )?"
)
IN_BRACKETS = re.compile(r"\((?P<inside>[^()]{2,40})\)$")
BETWEEN = re.compile(r"(?:[\s,;/&+–—-]|\band\b)*")
# Nouns that end the names of newsrooms, and of next to nobody and no town.
NEWSROOM = re.compile(
    r" (?:Times|Herald|Tribune|Gazette|Courier|Chronicle|Observer|Sentinel|Messenger|News|Newswire"
    r"|Telegraph|Examiner|Inquirer|Journal|Post|Daily|Weekly|Television|TV|Radio|Broadcasting"
    r"|Broadcaster|Agency|Press|Wire|(?:Press|News) (?:Association|Service))$"
)
# One of these stands in every line that the patterns above match; most lines hold none.
MAY_CREDIT = any_of(
    [
        *("contributed", "contribution", "reporting", "services", "agenc", "wire ", "files"),
        *("first ", "First ", "riginally ", "reviously ", "eprinted", "epublished", "yndicated"),
        *("material", "input", "information", "ource", "SOURCE", "uelle", "h/t", "H/T"),
        *("©", "opyright", "(c)", "(C)"),
        *(f"{first}at{mark}{last}ip" for first in "Hh" for mark in " -" for last in "Tt"),
    ]
)
OPENING = frozenset({"byline", "dateline"})
CREDITING = frozenset({"body", "credit", "furniture"})
LONGEST = 300  # characters of a paragraph that credits; longer ones report

Found = tuple[str, int, CreditKind]  # the name, where it begins, and what it is credited for


def find_credits(
    text: str, blocks: Sequence[Block], register: Register | None = None
) -> Iterator[Credit]:
    """Yield the agencies and outlets that the report credits for its words, in text order."""
    register = register or shipped_register()
    agencies = agency_names(register)
    body = [index for index, block in enumerate(blocks) if block.kind == "body"]
    # Most lines hold no word that credits; all are looked through at once.
    starts = [block.span.start for block in blocks]
    telling = {bisect_right(starts, found.start()) - 1 for found in MAY_CREDIT.finditer(text)}
    seen: set[tuple[str, int]] = set()
    for index, block in enumerate(blocks):
        inside = bool(body) and body[0] < index < body[-1]
        may_name = index in telling
        if inside and not may_name and block.kind not in OPENING:
            continue
        words = block.span.of(text)
        found = _credited(words, block, agencies, register, inside=inside, may_name=may_name)
        for name, start, kind in found:
            span = Span(block.span.start + start, block.span.start + start + len(name))
            if (name, span.start) not in seen:
                seen.add((name, span.start))
                yield Credit(name=shown_name(name, register), span=span, kind=kind)


def _credited(
    words: str,
    block: Block,
    agencies: re.Pattern[str],
    register: Register,
    *,
    inside: bool,
    may_name: bool,
) -> Iterator[Found]:
    if block.kind in OPENING:
        if "©" in words:
            return  # under a picture that was taken for a byline
        for found in agencies.finditer(words):
            yield found.group(), found.start(), "wire"
        if signed := SIGNED.search(words):
            yield signed["name"], signed.start("name"), "wire"
        if also := SIGNED_ALSO.search(words):
            yield also["name"], also.start("name"), "agencies"
    elif len(words) < LONGEST and block.kind in CREDITING and block.reason != "feed":
        if may_name:
            yield from _named_in(words, agencies, register)
        if not inside:
            yield from _signed_by(words, block, agencies)


def _named_in(words: str, agencies: re.Pattern[str], register: Register) -> Iterator[Found]:
    """Yield whom a line credits in words: "contributed to this report", "first published by"."""
    for found in FIRST.finditer(words):
        yield *_bare(found), "first published"
    for found in HAT_TIP.finditer(words):
        yield *_bare(found), "hat tip"
    for found in REPORTED.finditer(words):
        if _is_newsroom(_bare(found)[0], register):
            yield *_bare(found), "hat tip"
    if unnamed := UNNAMED.search(words):
        yield unnamed["name"], unnamed.start("name"), "agencies"
    for found in COPYRIGHT.finditer(words):
        if owner := agencies.match(words, found.end()):
            yield owner.group(), owner.start(), "wire"
    yield from _contributing(words, agencies, register)


def _contributing(words: str, agencies: re.Pattern[str], register: Register) -> Iterator[Found]:
    begin = 0
    for found in CONTRIBUTED.finditer(words):
        yield from _newsrooms(words, begin, found.start(), agencies, register)
        begin = found.end()
    for pattern in (WITH, SOURCE):
        if named := pattern.search(words):
            yield from _newsrooms(words, named.end(), len(words), agencies, register)


def _newsrooms(
    words: str, begin: int, end: int, agencies: re.Pattern[str], register: Register
) -> Iterator[Found]:
    """Yield the newsrooms named in a part of a line, as contributing."""
    taken = [(found.start(), found.group()) for found in agencies.finditer(words, begin, end)]
    for start, name in taken:
        yield name, start, "contributed"
    for found in ANY_NAME.finditer(words, begin, end):
        name, start = _bare(found)
        known = any(start < at + len(one) and at < start + len(name) for at, one in taken)
        if not known and _is_newsroom(name, register):
            yield name, start, "contributed"


def _bare(found: re.Match[str]) -> tuple[str, int]:
    """Return a name without what stands round it, and where it begins."""
    name, start = found["name"].partition("’s")[0].rstrip(".,"), found.start("name")
    return (name[4:], start + 4) if name.startswith("the ") else (name, start)


def _is_newsroom(name: str, register: Register) -> bool:
    """Return whether a name is a listed outlet's, or ends as the names of papers and stations do.

    A listed name of one word must stand as it is listed: "Nation" need not be a paper.
    """
    listed = register.named(name)
    if listed and not name.islower() and (" " in name or name in (listed.name, *listed.aliases)):
        return True
    return is_listed_outlet(name) or NEWSROOM.search(name) is not None


def _signed_by(words: str, block: Block, agencies: re.Pattern[str]) -> Iterator[Found]:
    """Yield the agencies that sign before or after the article, alone or in brackets at its end.

    Between its paragraphs an agency's name stands for a picture.
    """
    if block.kind == "credit" and words.startswith("("):
        return  # "(Reuters)" under a picture
    bracketed = IN_BRACKETS.search(words) if block.kind == "body" else None
    start = bracketed.start("inside") if bracketed else 0
    inside = bracketed["inside"] if bracketed else words.strip("()[]. –—-")
    # Most lines begin otherwise, and to look through them all takes long.
    if not agencies.match(inside) or not BETWEEN.fullmatch(agencies.sub("", inside)):
        return
    for found in agencies.finditer(words, start):
        yield found.group(), found.start(), "wire"
