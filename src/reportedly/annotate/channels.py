"""Find through what somebody said it: "told state media", "in an X post", "at a briefing".

The frame of speech (the words of a sentence that belong neither to what is said nor to who says
it) goes in, a `Channel` comes out, or None where the report states none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from reportedly.annotate.gazetteer import outlets, platforms
from reportedly.annotate.name_edges import POSSESSIVE
from reportedly.annotate.name_spans import joined
from reportedly.model import ChannelKind, Parse, Span, Token
from reportedly.text import word_list

_PREPOSITIONS = frozenset(
    {"in", "on", "at", "during", "via", "through", "to", "with", "from", "by", "over"}
)
_STATE = frozenset({"state", "state-run", "state-owned", "state-controlled", "official"})
_MEDIA = frozenset({"media", "television", "tv", "radio", "broadcaster", "agency", "newspaper"})
_TELLING = frozenset({"tell", "inform", "confirm", "say", "speak", "reveal", "admit", "remind"})
_QUOTES = frozenset({"quote", "cite"})
_PAGES = frozenset({"page", "account", "feed", "profile", "channel", "site", "story", "stream"})
_VERBS: dict[str, ChannelKind] = {"tweet": "platform", "retweet": "platform", "blog": "platform"}
# Where a frame names several channels, the one that says most about provenance comes first.
_ORDER: tuple[ChannelKind, ...] = (
    "outlet",
    "state media",
    "platform",
    "interview",
    "briefing",
    "document",
    "reporters",
    "other",
)


@dataclass(frozen=True, slots=True)
class Channel:
    """Through what something was said, in the report's words."""

    words: str
    span: Span
    kind: ChannelKind


@cache
def channel_nouns() -> dict[str, ChannelKind]:
    """Return noun -> kind of channel.

    >>> channel_nouns()["briefing"]
    'briefing'
    """
    pairs = (line.split("\t") for line in word_list("channel_nouns"))
    kinds = {kind: kind for kind in _ORDER}
    return {noun: kinds[_as_kind(kind)] for noun, kind in pairs}


def _as_kind(kind: str) -> ChannelKind:
    return next(known for known in _ORDER if known == kind)


def find_channel(
    parse: Parse, verb: int, frame: Sequence[int], text: str, others: Set[int]
) -> Channel | None:
    """Return the channel that the tokens `frame` around the cue `verb` state.

    `others` holds the offsets at which names of persons and places begin: whoever else is
    "told" under a name is an outlet.
    """
    found: list[Channel] = []
    taken = set(frame)
    for index in frame:
        channel = _at(parse, index, verb, taken, text) or _told(parse, index, verb, taken, others)
        if channel is not None:
            found.append(channel)
    found.extend(_quoting(parse, verb, text))
    lemma = parse.tokens[verb].lemma
    if not found and lemma in _VERBS:
        token = parse.tokens[verb]
        found.append(Channel(token.text, Span(token.start, token.end), _VERBS[lemma]))
    return min(found, key=_rank, default=None)


def _rank(channel: Channel) -> tuple[int, bool]:
    """Put first what says most about provenance; of one kind what bears a name: "Telegram"."""
    return _ORDER.index(channel.kind), not channel.words[:1].isupper()


def _quoting(parse: Parse, verb: int, text: str) -> Iterator[Channel]:
    """Read the outlet in "NPA quoted her as saying" and "was quoted by NPA as saying"."""
    above = parse.tokens[verb].head
    quote = parse.tokens[above].head
    if parse.tokens[above].text.lower() != "as" or parse.tokens[quote].lemma not in _QUOTES:
        return
    for child in parse.children[quote]:
        token = parse.tokens[child]
        head = child
        if token.dep == "agent":
            head = next((c for c in parse.children[child] if parse.tokens[c].dep == "pobj"), child)
        elif token.dep != "nsubj":
            continue
        if head == child and token.dep == "agent":
            continue
        below = [k for k in parse.subtree(head) if k <= head and parse.tokens[k].dep != "det"]
        first = below[0]
        span = parse.span(first, head)
        modifiers = {parse.tokens[k].text.lower() for k in below}
        is_state = bool(modifiers & _STATE) and bool(modifiers & _MEDIA)
        yield Channel(span.of(text), span, "state media" if is_state else "outlet")


def _told(parse: Parse, index: int, verb: int, frame: set[int], others: Set[int]) -> Channel | None:
    """Read the outlet in "told the Herald" and "in an interview with the Herald"."""
    token = parse.tokens[index]
    if token.pos != "PROPN" or token.dep not in {"dobj", "dative", "pobj"}:
        return None
    head = parse.tokens[token.head]
    is_told = token.head == verb and head.lemma == "tell" and index > verb
    is_interview = head.lemma in {"with", "to"} and parse.tokens[head.head].lemma == "interview"
    first = _phrase_start(parse, index, frame)
    if not (is_told or is_interview):
        return None
    starts = {parse.tokens[k].start for k in range(first, index + 1)}
    has_article = first > 0 and parse.tokens[first - 1].text.lower() == "the"
    if starts & others and not (has_article and first == index):
        return None  # "the Herald" is no person, whatever the tagger takes it for
    span = Span(parse.tokens[first].start, token.end)
    words = joined(parse.tokens[first : index + 1])
    return None if words.lower() in channel_nouns() else Channel(words, span, "outlet")


def is_channel(parse: Parse, phrase: Sequence[int]) -> bool:
    """Return whether a phrase such as "to the Herald" or "to reporters" names a channel."""
    words = [parse.tokens[k] for k in phrase[1:] if parse.tokens[k].dep != "det"]
    name = " ".join(token.text for token in words)
    without_article = name.removeprefix("The ").removeprefix("the ")
    if without_article in outlets():
        return True
    last = words[-1] if words else None
    return last is not None and channel_nouns().get(last.text.lower()) == "reporters"


def _at(parse: Parse, index: int, verb: int, frame: set[int], text: str) -> Channel | None:
    token = parse.tokens[index]
    if token.text.rstrip(".") == "X" and parse.tokens[token.head].lemma in {"on", "to", "via"}:
        return Channel("X", Span(token.start, token.start + 1), "platform")
    if token.pos not in {"NOUN", "PROPN"} or token.dep == "compound":
        return _platform(parse, index, text) if token.dep in {"compound", "nmod"} else None
    if not _is_reached(parse, index, verb):
        return None
    first = _phrase_start(parse, index, frame)
    span = Span(parse.tokens[first].start, token.end)
    name = span.of(text)
    if name in platforms() or token.text in platforms():
        return Channel(token.text, Span(token.start, token.end), "platform")
    if name in outlets() or token.text in outlets():
        return Channel(name, span, "outlet")
    modifiers = {parse.tokens[k].text.lower() for k in range(first, index)}
    low = token.text.lower()
    if modifiers & _STATE and (low in _MEDIA or token.lemma in _MEDIA):
        return Channel(name, span, "state media")
    if low == "media" and "social" in modifiers:
        return Channel(name, span, "platform")
    kind = channel_nouns().get(low) or channel_nouns().get(token.lemma)
    if kind is None or (kind == "platform" and _platform_inside(parse, first, index)):
        return None
    return Channel(name, span, kind)


def _is_reached(parse: Parse, index: int, verb: int) -> bool:
    """Tell whether the noun is told something, or stands behind a preposition of the frame."""
    token = parse.tokens[index]
    head = parse.tokens[token.head]
    if token.dep in {"dobj", "dative", "npadvmod", "nsubj"}:
        return token.head == verb and head.lemma in _TELLING and index > verb
    if token.dep == "pobj":
        return head.lemma in _PREPOSITIONS
    return token.dep in {"conj", "appos"} and _is_reached(parse, token.head, verb)


def _phrase_start(parse: Parse, index: int, frame: set[int]) -> int:
    first = index
    while first - 1 in frame and parse.tokens[first - 1].sentence == parse.tokens[index].sentence:
        before = parse.tokens[first - 1]
        if before.pos in {"DET", "PRON"} or not _modifies(before):
            break
        first -= 1
    # Whose it is may be no part of the frame; what only ties to that is no word of a name.
    while first < index and parse.tokens[first].text in POSSESSIVE:
        first += 1
    return first


def _modifies(token: Token) -> bool:
    if token.text == "-":
        return True
    return token.dep in {"compound", "amod", "nmod", "poss", "case", "advmod", "punct"} and (
        token.pos in {"ADJ", "NOUN", "PROPN", "PART", "VERB", "ADV"}
    )


def _platform(parse: Parse, index: int, text: str) -> Channel | None:
    """Read the platform in "an X post", "a Facebook video"."""
    token = parse.tokens[index]
    head = parse.tokens[token.head]
    is_page = head.lemma in _PAGES or channel_nouns().get(head.lemma) in {"platform", "document"}
    if token.text in platforms() and is_page:
        return Channel(token.text, Span(token.start, token.end), "platform")
    return None


def _platform_inside(parse: Parse, first: int, last: int) -> bool:
    return any(parse.tokens[k].text in platforms() for k in range(first, last))
