"""Find who wrote a report: in the page's data, in its byline, in a name that signs it.

    {"author": [{"name": "Ann Reed"}, {"name": "Bo Lind"}]}     "By Ann Reed and Bo Lind, Delmare"
    "7 August 2024 • Ann Reed • 3 min"

A person is a person: where the data names only the outlet itself ("Delmare Echo staff") and the
byline somebody, the byline counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reportedly.acquire.dates import month_number, written_dates
from reportedly.acquire.page_data import PageData
from reportedly.model import Block
from reportedly.text import plain

BY = r"(?:by|von|par|por|di|door|af|av|oleh|yazan|text|texto|texte|autor(?:in)?|tekst|автор)"
OPENING = re.compile(rf"^\W*{BY}\b(?:/\w+)?:?\s+", re.IGNORECASE)
AND = re.compile(
    r",|;|&|\||•|·|\n|\b(?:and|und|et|by|e|y|og|och|en|ve|dan|ja|és|și|и|та|oraz|i)\b(?= )"
)
CUT = re.compile(
    r"\s*(?:\||•|·|–|—|/| - |\d|@|\bfor\b|\bin [A-Z]|\bat\b|\bof\b|"
    r"\b(?:updated|published|posted|min read|follow|email)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,4}")
PERSON = re.compile(r"(?:[^\W\d_][\w’'-]+\.?|[A-Z]\.)(?: (?:[^\W\d_][\w’'-]+|[A-Z]\.)){1,3}")
ROLE = re.compile(
    r"\b(?:desk|staff|editors?|editorial|correspondent|reporters?|writers?|newsroom|bureau|"
    r"agenc(?:y|ies)|team|admin|contributors?|columnist|producer|service|online|redaktion|"
    r"redaktionen|redacción|redazione|rédaction|redação|redactie|redakcja|редакция|news|"
    r"developer|minuten|minutes?|nachrichten)\b",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\s*\([^()]*\)$")
LETTERS = re.compile(r"[A-Z][A-Z]{1,5}")
LONGEST = 100  # characters of a line that is a byline without being classed as one
NEAR = 15  # lines around headline and body in which such a line is looked for


def find_authors(
    text: str, blocks: Sequence[Block], data: PageData, *, page: bool = True
) -> tuple[str, ...]:
    """Return who wrote the report, in the order named, as the page or its byline says."""
    stated = [name for entry in data.authors for name in _stated_names(entry)]
    own = {plain(name) for name in data.outlets}
    persons = [name for name in stated if not _is_body(name, own)]
    if not persons:
        persons = [name for name in _in_bylines(text, blocks) if not _is_body(name, own)]
    if not persons and page:
        persons = list(_in_other_lines(text, blocks, own))
    return tuple(dict.fromkeys(persons or stated or _initials(text, blocks)))


def _is_body(name: str, own: Iterable[str]) -> bool:
    """Return whether a name is the outlet's own, an address or a desk's."""
    bare = plain(name)
    if "." in bare.strip(".") and " " not in bare:
        return True
    words = bare.split()
    if any(bare == one or one in words or (len(bare) > 3 and bare in one) for one in own):
        return True
    return bool(ROLE.search(name)) and PERSON.fullmatch(ROLE.sub("", name).strip()) is None


def _stated_names(entry: str) -> Iterator[str]:
    """Yield the names in what a page's data says of its authors, bodies and desks among them.

    >>> list(_stated_names("Ann Reed og Bo Lind")), list(_stated_names("Reed, Ann and Co"))
    (['Ann Reed', 'Bo Lind'], ['Reed', 'Ann', 'Co'])
    """
    entry = OPENING.sub("", entry.strip())
    for piece in _pieces(entry):
        name = BRACKETS.sub("", piece).strip(" .:|")
        if name and len(name) < 60 and len(name.split()) <= 6 and not name.isdigit():
            yield name


def _pieces(words: str) -> list[str]:
    """Return what stands between commas and between words for "and", where both are names."""
    found: list[str] = []
    for part in re.split(r",|;|&|\||\band\b|\bund\b|\bet\b", words):
        split = AND.split(part)
        whole = all(len(piece.split()) > 1 for piece in split)
        found += split if len(split) > 1 and whole else [part]
    return found


def _in_bylines(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "byline":
            yield from split_names(block.span.of(text))


def split_names(words: str) -> Iterator[str]:
    """Yield the names in a byline.

    >>> list(split_names("By Ann Reed and Bo Lind, Foreign Desk August 7, 2024 2 min read"))
    ['Ann Reed', 'Bo Lind']
    """
    for found in written_dates(words):
        words = words[: found.span.start]
        break
    words = OPENING.sub("", words.strip())
    for piece in re.split(r",|;|\band\b|&|\bund\b|\bet\b|\by\b|\bog\b|\boch\b|\n", words):
        name = CUT.sub("", piece).strip(" .:()")
        if NAME.fullmatch(name) and _may_be_person(name):
            yield name


def _may_be_person(name: str) -> bool:
    words = name.split()
    return 1 < len(words) <= 5 and words[0][0].isupper() and not ROLE.search(name)


def _in_other_lines(text: str, blocks: Sequence[Block], own: Iterable[str]) -> Iterator[str]:
    """Yield the names beside the date, in a line that begins with "by", or that signs the report.

    Such lines stand in elements named after something else ("share", "meta").
    """
    first = next((i for i, block in enumerate(blocks) if block.kind == "body"), len(blocks))
    head = next((i for i, block in enumerate(blocks) if block.kind == "headline"), first)
    for block in blocks[max(0, min(head, first) - NEAR) : max(head, first) + NEAR]:
        words = block.span.of(text)
        if len(words) > LONGEST:
            continue
        found = list(_beside_date(words)) if block.kind == "dateline" else []
        if OPENING.match(words):
            found = list(split_names(words))
        found = [name for name in found if not _is_body(name, own)]
        if found:
            yield from found
            return
    body = [block.span.of(text) for block in blocks if block.kind == "body"]
    if len(body) > 3 and PERSON.fullmatch(body[-1]) and body[-1].istitle():
        yield body[-1]


def _beside_date(words: str) -> Iterator[str]:
    """Yield the names in a line such as "7 August 2024 • Ann Reed • 3 min"."""
    for piece in re.split(r"[|•·–—]|\s-\s|\s{2,}", words):
        name = piece.strip(" ,")
        dated = any(month_number(word) for word in name.split())
        if PERSON.fullmatch(name) and _may_be_person(name) and not dated and not name.isupper():
            yield name


def _initials(text: str, blocks: Sequence[Block]) -> list[str]:
    """Return the letters that a byline names where it names nobody: "By NPA, in News"."""
    for block in blocks:
        words = block.span.of(text)
        if block.kind == "byline" and (opening := OPENING.match(words)):
            found = LETTERS.match(words, opening.end())
            if found and not words[found.end() : found.end() + 1].isalnum():
                return [found.group()]
    return []
