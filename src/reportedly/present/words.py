"""The exact words of a statement, ready to be shown: pieces with their places, and marks.

Quotation marks are shown only where the report has them, and then the report's own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from reportedly.model import Report, Span, Statement
from reportedly.text import trimmed, word_list

# Opening mark -> its closing mark. A straight mark closes itself.
PAIRS = {"“": "”", "„": "“", "«": "»", "‹": "›", "‘": "’", "「": "」", "『": "』", '"': '"'}
CLOSINGS = frozenset(PAIRS.values()) | {"”"}
# A quotation of several paragraphs repeats its opening mark; longer ones than this were not met.
LOOK_BACK = 2_000
# Words longer than this, in characters, are shown only where they speak of what is asked.
LONG = 100
MOST = 2_000  # characters of one statement; real ones do not come near it
STOP = re.compile(r"[a-z0-9%)]{2}[.!?][”\"’]?\s+(?=[“\"‘]?[^\W\da-z_])")
# Words between a denial and its cue are shown with them where they are no more than a name.
BRIDGE = 40
STOP_MARK = re.compile(r"[.!?][”\"’]?\s|\n")
PRONOUN = re.compile(r"\s+(?:it|this|that|them)\b(?=\s*(?:[.,;:!?”\"]|$))", re.MULTILINE)
# Words of the templates of questions, and such as stand in any sentence.
ASKING = frozenset(
    re.findall(
        r"\w+",
        "what when where which whose many much have does been being will would with that this "
        "these there they their from into about said says were",
    )
)
# What begins so is no clause: it is read with its verb, but one of plain speech or one that judges.
INCOMPLETE = re.compile(
    r"(?:to|of|for|about|over|on|from|against|with|them|him|her|us|me|an?|the|its|his|their)\s",
    re.IGNORECASE,
)
SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|tells?|told|add(?:s|ed)?|wr(?:ites?|ote)|tweet(?:s|ed)|"
    r"report(?:s|ed)|according|not(?:es|ed)|announc(?:es|ed)|claim(?:s|ed)|argu(?:es|ed)|"
    r"stat(?:es|ed)|explain(?:s|ed)|believ(?:es?|ed)|thinks?|thought|insist(?:s|ed)|estimat(?:es|ed)|"
    r"admit(?:s|ted)|conced(?:es|ed)|acknowledg(?:es|ed)|boast(?:s|ed)|alleg(?:es|ed)|"
    r"suggest(?:s|ed)|show(?:s|ed)?|f(?:inds?|ound)|reveal(?:s|ed)|confirm(?:s|ed))\b",
    re.IGNORECASE,
)
TIE = re.compile(r"[*•‣◦\-–—>#\s]*(?:that\s+)?", re.IGNORECASE)
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of exact words.

    Attributes:
        gap: What is written before it: nothing, a space or an ellipsis.
        text: The words, character for character.
        place: Which report, and which characters: "report:start-end".
    """

    gap: str
    text: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The exact words of one statement.

    Attributes:
        opening: The report's own opening quotation mark; "" where it has none.
        pieces: The words themselves.
        closing: The report's own closing quotation mark; "" where it has none.
        language: Language of the report; "" where not known.
    """

    opening: str
    pieces: tuple[Piece, ...]
    closing: str
    language: str

    @property
    def plain(self) -> str:
        """The words as one string, with the report's own marks."""
        return self.opening + "".join(p.gap + p.text for p in self.pieces) + self.closing


def words_of(
    statement: Statement,
    report: Report,
    report_number: int,
    focus: Span | None = None,
    question: str = "",
) -> Words:
    """Return the exact words of `statement` with the marks that the report puts round them.

    Of a statement of many sentences only that which holds `focus` is shown, with ellipses;
    without a focus, that which shares most words with the `question`.
    """
    pieces = []
    last: Span | None = None
    spans = _spans(statement, report.text)
    near = _near(spans, focus or _answering(spans, question, report.text), report.text)
    for span in near:
        touching = last is not None and not report.text[last.end : span.start].strip()
        gap = "" if last is None else " " if touching else " … "
        place = f"{report_number}:{span.start}-{span.end}"
        pieces.append(Piece(gap=gap, text=span.of(report.text), place=place))
        last = span
    opening, closing = _marks(statement, report.text)
    if near and near != spans:
        opening, closing = _cut_marks(spans, near, (opening, closing), report.text)
    return Words(
        opening=opening,
        pieces=tuple(pieces),
        closing=closing,
        language=report.language or "",
    )


def _cut_marks(
    spans: list[Span], near: list[Span], marks: tuple[str, str], text: str
) -> tuple[str, str]:
    """Return the marks round words that were cut, with ellipses where something is left out."""
    opening, closing = marks
    first = text[spans[0].start : spans[0].start + 1]
    own = first if first in PAIRS else ""
    if near[0].start > spans[0].start:
        inside = own if text[near[0].start : near[0].start + 1] not in PAIRS else ""
        opening = f"{opening or inside}… "
    if near[-1].end < spans[-1].end:
        inside = PAIRS[own] if own and text[near[-1].end - 1] not in CLOSINGS else ""
        closing = f" …{closing or inside}"
    return opening, closing


def _spans(statement: Statement, text: str) -> list[Span]:
    """Return the spans shown: the words without what only ties them to their sentence.

    "declined to comment" needs its cue to be understood; "that the bridge is safe" is better
    read without its "that".
    """
    spans = [trimmed(span, text) for span in statement.content]
    if not spans or statement.kind == "direct":
        return spans
    start = spans[0].start
    if statement.act == "deny" and statement.cue:
        return _with_cue(spans, statement, text)
    if statement.cue and _is_incomplete(spans[0], statement.cue[-1], text):
        return [Span(statement.cue[-1].start, spans[0].end), *spans[1:]]
    if statement.act in {"decline", "silent"} and statement.cue:
        cue = statement.cue[-1]
        if cue.end <= start and not text[cue.end : start].strip():
            return [Span(cue.start, spans[0].end), *spans[1:]]
    tie = TIE.match(text, start, spans[0].end)
    if tie is not None and tie.end() < spans[0].end:
        spans[0] = Span(tie.end(), spans[0].end)
    return spans


def _is_incomplete(span: Span, cue: Span, text: str) -> bool:
    """Return whether words need the verb before them: "accused | them of theft"."""
    if not 0 <= span.start - cue.end <= 1 or SAYING.search(text, cue.start, cue.end):
        return False
    return bool(INCOMPLETE.match(text, span.start, span.end))


def _with_cue(spans: list[Span], statement: Statement, text: str) -> list[Span]:
    """Return the words of a denial with its cue, wherever that stands.

    Without "denies" what is denied would read as what is said.
    """
    whole: list[Span] = []
    for span in sorted([*spans, *(trimmed(cue, text) for cue in statement.cue)]):
        last = whole[-1] if whole else None
        between = "" if last is None else text[last.end : max(last.end, span.start)]
        if last is not None and len(between) <= BRIDGE and not STOP_MARK.search(between):
            whole[-1] = Span(last.start, max(last.end, span.end))
        else:
            whole.append(span)
    tail = PRONOUN.match(text, whole[-1].end)
    if tail is not None and whole[-1].end <= statement.context.end:
        whole[-1] = Span(whole[-1].start, tail.end())
    return whole


def _near(spans: list[Span], focus: Span | None, text: str) -> list[Span]:
    """Return the sentence round `focus` where there are many; else all of `spans`."""
    if focus is None or sum(span.end - span.start for span in spans) <= LONG:
        return _bearable(spans)
    piece = next((span for span in spans if span.covers(focus)), None)
    if piece is None:
        return _bearable(spans)
    stops = _stops(piece, text)
    start = max((stop for stop in stops if stop <= focus.start), default=piece.start)
    end = min((stop for stop in stops if stop > focus.end), default=piece.end)
    return _bearable([trimmed(Span(start, end), text)])


def _answering(spans: list[Span], question: str, text: str) -> Span | None:
    """Return the sentence that shares most words with `question`; None where there is none."""
    asked = _stems(question)
    if not asked:
        return None
    sentences = [
        trimmed(Span(start, end), text)
        for piece in spans
        for start, end in pairwise([piece.start, *_stops(piece, text), piece.end])
    ]
    shared = [len(asked & _stems(one.of(text))) for one in sentences]
    # Where no sentence answers better than the first, the first is what the report begins with.
    return sentences[shared.index(max(shared))] if len(sentences) > 1 else None


def _stems(words: str) -> set[str]:
    """Return the beginnings of the longer words: enough to see that two words are one."""
    found = (word.lower() for word in re.findall(r"[^\W\d_]{4,}", words[:MOST]))
    return {word[:5] for word in found if word not in ASKING}


def _bearable(spans: list[Span]) -> list[Span]:
    """Return `spans` up to the most that is printed; all of it stands in the document."""
    kept: list[Span] = []
    room = MOST
    for span in spans:
        kept.append(Span(span.start, min(span.end, span.start + room)))
        room -= span.end - span.start
        if room <= 0:
            break
    return kept


def _stops(piece: Span, text: str) -> list[int]:
    """Return where sentences begin inside `piece`, as far as can be told without a parser."""
    short = word_list("abbreviations")
    return [
        found.end()
        for found in STOP.finditer(text, piece.start, piece.end)
        if text[max(0, found.start() - 12) : found.start() + 3].split()[-1].lower() not in short
    ]


def _marks(statement: Statement, text: str) -> tuple[str, str]:
    """Return the marks round a direct quotation; other kinds carry theirs inside their words."""
    if statement.kind != "direct" or not statement.content:
        return "", ""
    start, end = statement.content[0].start, statement.content[-1].end
    if start == end:
        return "", ""
    first, last = text[start], text[end - 1]
    if first in PAIRS:
        return "", "" if last in CLOSINGS else PAIRS[first]
    before = text[max(0, start - LOOK_BACK) : start].rstrip()
    # Inside a longer quotation the mark stands further back; a single one may be an apostrophe.
    far = (char for char in reversed(before) if char in PAIRS and char != "‘")
    opening = before[-1] if before[-1:] in PAIRS else next(far, None)
    if opening is None:
        return "", ""
    return opening, "" if last == PAIRS[opening] else PAIRS[opening]


def shown(text: str) -> str:
    r"""Return `text` safe for a terminal: no control characters, white space as single spaces.

    >>> shown("one\n two\x1b[31m")
    'one two�[31m'
    """
    return " ".join(UNSAFE.sub("\ufffd", text).split())


def isolated(text: str) -> str:
    """Return `text` between Unicode isolates where it holds right-to-left letters."""
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text):
        return f"\u2068{text}\u2069"
    return text


def clipped(text: str, longest: int) -> str:
    """Return `text` cut at a word, with an ellipsis, when longer than `longest` characters.

    >>> clipped("one two three", 9)
    'one two …'
    """
    if len(text) <= longest:
        return text
    head = text[:longest].rsplit(None, 1)
    return f"{head[0] if len(head) > 1 else text[:longest]} …"
