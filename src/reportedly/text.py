"""Helpers on strings and spans that several stages share."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources

from reportedly.model import Pieces, Span

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def key(kind: str, *parts: object) -> str:
    """Return an id computed from content: sixteen hexadecimal digits, the same everywhere.

    >>> key("report", "abc") == key("report", "abc") != key("story", "abc")
    True
    """
    written = "\x1f".join([kind, *map(_written, parts)])
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _written(part: object) -> str:
    if isinstance(part, Span):
        return f"{part.start}-{part.end}"
    if isinstance(part, tuple | list):
        return "\x1e".join(map(_written, part))
    return "" if part is None else str(part)


def lowered(text: str) -> str:
    """Return `text` in small letters, each letter at its place.

    >>> len(lowered("İzmir, MAY 3")) == len("İzmir, MAY 3")
    True
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def words_of(pieces: Pieces, text: str) -> str:
    """Return the words of a span in pieces, an ellipsis between pieces that do not touch.

    >>> words_of((Span(0, 3), Span(8, 12)), "one two four")
    'one … four'
    """
    found: list[str] = []
    last: int | None = None
    for piece in pieces:
        if last is not None:
            found.append(" " if not text[last : piece.start].strip() else " … ")
        found.append(text[piece.start : piece.end])
        last = piece.end
    return "".join(found)


def hull(pieces: Pieces) -> Span:
    """Return the smallest span that covers all pieces; there must be at least one."""
    return Span(pieces[0].start, pieces[-1].end)


def trimmed(span: Span, text: str) -> Span:
    """Return `span` without the white space at its ends.

    >>> trimmed(Span(0, 6), "  ab  ")
    Span(start=2, end=4)
    """
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def plain(text: str) -> str:
    r"""Return `text` in lower case, without accents, with straight quotation marks.

    >>> plain("Zoë’s “Café”")
    'zoe\'s "cafe"'
    """
    if text.isascii():
        return text.casefold()
    for curly, straight in _STRAIGHT:
        text = text.replace(curly, straight)
    if not text.isascii():
        text = _MAYBE_MARKS.sub(_without_marks, unicodedata.normalize("NFKD", text))
    return text.casefold()


def flat_name(name: str) -> str:
    """Return a name as it is compared: without regard to case, accents, articles and "'s".

    >>> flat_name("The Harbour Authority’s")
    'harbour authority'
    """
    return _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(plain(name).split())))


_ARTICLE = re.compile(r"^(?:the|an?) ")
_POSSESSIVE = re.compile(r"'s?$")


def _without_marks(match: re.Match[str]) -> str:
    return "".join([c for c in match.group() if not unicodedata.combining(c)])


_STRAIGHT = tuple(zip("‘’‚‛“”„‟«»–—\u00a0", '\'\'\'\'""""""-- ', strict=True))
_MAYBE_MARKS = re.compile("[\u0300-\U0010ffff]+")  # no accent that joins stands before these


def word_set(text: str) -> set[str]:
    """Return the plain forms of the words of `text`."""
    return {match.group() for match in WORD.finditer(plain(text))}


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return the entries of `words/<name>.txt`, in file order, without comments."""
    source = resources.files("reportedly") / "words" / f"{name}.txt"
    lines = source.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def listed(name: str) -> frozenset[str]:
    """Return the entries of `words/<name>.txt` as a set."""
    return frozenset(word_list(name))


def share(part: Iterable[object], whole: Iterable[object]) -> float:
    """Return how much of `part` lies in `whole`, 0 to 1; 0 for an empty part.

    >>> share("abc", "bcd")
    0.6666666666666666
    """
    first, second = set(part), set(whole)
    return len(first & second) / len(first) if first else 0.0


# A quotation ends with its paragraph at the latest: speech that runs over several paragraphs
# opens each of them with a mark and closes only the last.
_QUOTATION = re.compile(r"“[^”\n]*”?|„[^“”\n]*[“”]?|«[^»\n]*»?|\"[^\"\n]*\"?")


def quotations(text: str, span: Span) -> list[Span]:
    """Return the runs between quotation marks inside `span`, marks included, in text order.

    >>> quotations("He said “no” twice.", Span(0, 19))
    [Span(start=8, end=12)]
    """
    return [Span(*match.span()) for match in _QUOTATION.finditer(text, span.start, span.end)]


# One or two syllables of Chinese in Pinyin, glued or hyphenated, or two of Korean or Vietnamese.
_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ueng|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|"
    r"ua|ui|uo|ue|er|a|o|e|i|u))"
)
_PINYIN = re.compile(rf"{_SYLLABLE}(?:['’-]?{_SYLLABLE})?")
_HYPHENED = re.compile(r"[a-z]{1,6}-[a-z]{1,6}")


@cache
def _family_names_first() -> frozenset[str]:
    return frozenset(word_list("family_names_first"))


def is_family_name_first(name: str) -> bool:
    """Return whether a person's name begins with the family name, as in Chinese or Korean.

    >>> is_family_name_first("Xi Jinping"), is_family_name_first("Nguyen Van Hai")
    (True, True)
    >>> is_family_name_first("Kim Kardashian"), is_family_name_first("Bruce Lee")
    (False, False)
    """
    family, *given = plain(name).replace(".", "").split()
    if family not in _family_names_first() or not 1 <= len(given) <= 3:
        return False
    if len(given) == 1:
        return bool(_HYPHENED.fullmatch(given[0]) or _PINYIN.fullmatch(given[0]))
    return all(len(word) <= 6 and word.isalpha() for word in given)
