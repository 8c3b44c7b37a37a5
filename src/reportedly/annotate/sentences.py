"""Find where sentences begin and end.

A report goes in, its sentences come out, in text order. A sentence never runs across two blocks;
across the end of a line only inside a block, for a block of several lines is a hard-wrapped
paragraph. A closing quotation mark stays with the words it closes:

    “It is safe. Come in,” Mr. Ode said. He left.
    ------------ ------------------------ --------
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.model import Block, Report, Sentence, Span
from reportedly.stage import Stage
from reportedly.text import listed, trimmed

# A possible end: closing punctuation, whatever closes with it, then white space.
_END = re.compile(r"(?:[.!?…‽。！？؟۔]+)(?P<closers>[\"'”’»)\]]{0,4})(?=\s|$)|[。！？]")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# A line end alone, within a block; a blank line ends a paragraph there too.
_PARAGRAPH = re.compile(r"(?:[^\n\r\x0b\x0c\x85\u2028\u2029]|(?<!\n)\n(?!\n))+")
_LAST_WORD = re.compile(r"[^\s\"“”‘«(\[—–/]*$")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,}$")
_INITIAL = re.compile(r"[^\W\d_a-z]\.$")
_PLATFORM = re.compile(r"\b(?:on|to|via) X\.$")  # "wrote on X. Others": the platform, no initial
# "“Why?” Ms. Ode asked" goes on after the question mark although a capital follows.
_SPEAKER_NEXT = re.compile(
    r"(?:(?:[A-Z][\w.’'-]{0,20}|of|the|for|de|von|van|al)\s+){1,5}"
    r"(?:said|says|asked|asks|told|added|wrote|tweeted|replied|shouted|continued|exclaimed)\b"
)
# "“It is safe.” Ms. Ode said." goes on too, where the verb closes the sentence.
_SPEAKER_ENDS = re.compile(
    r"(?:[A-Z][\w.’'-]{0,20}\s+){1,4}(?:said|says|told|added|wrote|tweeted|replied)[.,]"
)
_OPENERS = "\"'“‘«([-–—•*"
_LOOK_BACK = 40  # the longest abbreviation, with room for what stands before it
_LOOK_AHEAD = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceSettings:
    """How sentences are split.

    Attributes:
        abbreviations: Further abbreviations, with their full stops, that never end a sentence.
    """

    abbreviations: tuple[str, ...] = ()


def split_sentences(report: Report, settings: SentenceSettings) -> Iterator[Sentence]:
    """Yield the sentences of `report`, in text order; they never overlap and never are blank.

    >>> text = "Gen. Ode left. “Why?” she asked."
    >>> report = Report(id="r", path="-", sha256="", text=text)
    >>> [sentence.span.of(text) for sentence in split_sentences(report, SentenceSettings())]
    ['Gen. Ode left.', '“Why?” she asked.']
    """
    whole = Block(report_id=report.id, span=Span(0, len(report.text)), kind="body", reason="none")
    runs = _PARAGRAPH if report.blocks else _LINE
    for block in report.blocks or (whole,):
        for line in runs.finditer(report.text, block.span.start, block.span.end):
            for span in _split_line(report.text, line.start(), line.end(), settings):
                yield Sentence(report_id=report.id, span=span, block=block.kind)


def _split_line(text: str, start: int, end: int, settings: SentenceSettings) -> Iterator[Span]:
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _is_end(text, begin, match, end, settings):
            span = trimmed(Span(begin, match.end()), text)
            if span.start < span.end:
                yield span
            begin = match.end()
    span = trimmed(Span(begin, end), text)
    if span.start < span.end:
        yield span


def _is_end(
    text: str, begin: int, match: re.Match[str], end: int, settings: SentenceSettings
) -> bool:
    ahead = text[match.end() : min(end, match.end() + _LOOK_AHEAD)].lstrip()
    if not ahead or match.group()[0] in "。！？":
        return True
    first = ahead.lstrip(_OPENERS)[:1]
    if first.islower() or ahead[0] in ",;:)]":
        return False
    closers = match.group("closers") or ""
    if closers and match.group()[0] in "!?…" and _SPEAKER_NEXT.match(ahead):
        return False
    if closers and match.group()[0] == "." and _SPEAKER_ENDS.match(ahead):
        return False
    if match.group() != ".":
        return True
    before = text[max(begin, match.start() - _LOOK_BACK) : match.start() + 1]
    return not _is_abbreviation(before, ahead, settings)


def _is_abbreviation(before: str, ahead: str, settings: SentenceSettings) -> bool:
    found = _LAST_WORD.search(before)
    word = found.group() if found else ""
    low = word.lower()
    if low in ("no.", "nos.", "art.", "fig.", "figs.", "min.", "sec.", "mar.", "jun.", "dec."):
        return ahead[:1].isdigit()  # each is also a word or a name that may end a sentence
    if low in listed("abbreviations") or low in settings.abbreviations:
        return True
    if low in listed("abbreviations_final") or _ACRONYM.search(word):
        return _next_word(ahead) not in listed("sentence_starters")
    if _PLATFORM.search(before):
        return False
    return (
        bool(_INITIAL.fullmatch(word))
        and word != "I."
        and _next_word(ahead) not in listed("sentence_starters")
    )


def _next_word(ahead: str) -> str:
    found = re.match(r"[\"'“‘(]?([^\W\d_]+)", ahead)
    if not found or ahead[0] in "\"'“‘":
        return "the" if found else ""  # a quotation mark after "U.S." opens a new sentence
    return found.group(1).lower()


STAGE = Stage(
    name="sentences",
    version=3,
    per=Report,
    reads=(),
    writes=Sentence,
    settings=SentenceSettings(),
    run=split_sentences,
)
