"""Cut from names what headlines and captions glue to them.

    Vicente Ode Slams Mayor     in a headline every word has a capital    Vicente Ode
    Following Ode's speech      the first word of a sentence has one      Ode
    Twitter Hundreds gather     a platform ends a line without a stop     Twitter

Namings and their parse go in and come out. Only where the shorter name stands elsewhere in the
report, or is known to every reader, is anything cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.annotate.bearers import given_names
from reportedly.annotate.gazetteer import outlets, platforms
from reportedly.annotate.unnamed import Naming
from reportedly.model import Parse, Span, Token
from reportedly.text import plain

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TITLE_SHARE = 0.8  # of a headline's longer words that have a capital; running text has far fewer
_FEWEST = 4  # words from which on a sentence can be seen to be a headline
_LONG = 4  # letters of a word that headlines write with a capital
_MOST = 6  # tokens of a name that is looked at


def unglued(found: Sequence[Naming], parse: Parse, text: str) -> list[Naming]:
    """Return `found` with names cut to what the report shows to be the name."""
    cutter = _Cutter(found, parse, text)
    return [cutter.cut(naming) for naming in found]


class _Cutter:
    def __init__(self, found: Sequence[Naming], parse: Parse, text: str) -> None:
        self._parse = parse
        self._text = text
        persons = [n for n in found if n.type == "person"]
        self._whole = {tuple(plain(n.words).split()) for n in found if n.type in _NAMES}
        self._bearers: dict[str, set[tuple[str, ...]]] = {}  # by their last name
        for naming in persons:
            words = tuple(plain(naming.words).split())
            if len(words) > 1:
                self._bearers.setdefault(words[-1], set()).add(words)
        self._small = {t.text for t in parse.tokens if t.text.islower()}
        self._headlines = _headlines(parse)

    def cut(self, naming: Naming) -> Naming:
        """Return a naming without the words at its ends that are no part of the name."""
        size = naming.last - naming.first + 1
        if not naming.named or not 1 < size <= _MOST or naming.type == "place":
            return naming
        known = self._known_start(naming)
        if known is not None:
            return self._shorter(naming, naming.first, known, "org")
        first, last = naming.first, self._before_bracket(naming)
        if last < naming.last:
            return self._shorter(naming, first, last, naming.type)
        if self._is_glued_before(naming):
            first += 1
        else:
            last = self._end(naming)
        if (first, last) == (naming.first, naming.last):
            return naming
        return self._shorter(naming, first, last, "person")

    def _known_start(self, naming: Naming) -> int | None:
        """Return where "Twitter" ends in "Twitter Hundreds", the end of which is a common word."""
        tokens = self._parse.tokens
        if self._words(naming.first, naming.last) in outlets() | platforms():
            return None
        for last in range(naming.last - 1, naming.first - 1, -1):
            is_known = self._words(naming.first, last) in outlets() | platforms()
            if is_known and self._is_common(tokens[last + 1]) and tokens[last + 1].tag != "NNP":
                return last
        return None

    def _before_bracket(self, naming: Naming) -> int:
        """Return where a name ends before a bracket: "Brannt (BRT)"."""
        inside = range(naming.first + 1, naming.last + 1)
        return next((k - 1 for k in inside if self._parse.tokens[k].text == "("), naming.last)

    def _is_glued_before(self, naming: Naming) -> bool:
        tokens = self._parse.tokens
        words = tuple(plain(naming.words).split())
        token = tokens[naming.first]
        if len(words) < 2 or words[0] in given_names():
            return False
        if len(words) > 2 and words[1:] in self._whole and words[1] in given_names():
            return True  # "Lucky Ada Ode"
        opens = naming.first == self._parse.sentences[token.sentence][0]
        is_loose = token.sentence in self._headlines or (opens and self._is_common(token))
        if not is_loose and token.pos not in {"VERB", "ADP", "ADJ"}:
            return False
        if len(words) == 2:
            return any(other != words for other in self._bearers.get(words[1], ()))
        return words[1:] in self._whole

    def _end(self, naming: Naming) -> int:
        """Return where a name ends before the verb of a headline: "Ada Ode Slams Mayor"."""
        words = tuple(plain(naming.words).split())
        if self._parse.tokens[naming.last].sentence in self._headlines:
            for size in range(len(words) - 1, 1, -1):
                if words[:size] in self._whole and not self._is_suffix(words[size]):
                    return naming.first + size - 1
        return naming.last - 1 if self._is_glued_behind(naming, words) else naming.last

    def _is_suffix(self, word: str) -> bool:
        return word.strip(".") in _SUFFIXES

    def _is_glued_behind(self, naming: Naming, words: tuple[str, ...]) -> bool:
        token = self._parse.tokens[naming.last]
        if len(words) < 2 or words[-1].strip(".") in _SUFFIXES:
            return False
        if self._bearers.get(words[-1], set()) - {words}:
            return False
        if token.sentence not in self._headlines and not self._is_common(token):
            return False
        return words[:-1] in self._whole if len(words) > 2 else words[0] in self._bearers

    def _is_common(self, token: Token) -> bool:
        """Tell a word that the report also writes small, or that the tagger takes for no name."""
        return token.text.lower() in self._small or token.pos not in {"PROPN", "X"}

    def _words(self, first: int, last: int) -> str:
        span = self._parse.span(first, last)
        return re.sub(r"\s+", " ", span.of(self._text))

    def _shorter(self, naming: Naming, first: int, last: int, kind: str) -> Naming:
        tokens = self._parse.tokens
        span = Span(tokens[first].start, tokens[last].end)
        head = naming.head if first <= naming.head <= last else last
        words = re.sub(r"[\[\](){}\"“”]", "", re.sub(r"\s+", " ", span.of(self._text)))
        type_ = "org" if kind == "org" else naming.type
        return replace(naming, first=first, last=last, head=head, words=words.strip(), type=type_)


_NAMES = frozenset({"person", "other"})


def _headlines(parse: Parse) -> set[int]:
    """Return the sentences in which nearly every longer word has a capital."""
    return {
        number
        for number, (first, end) in enumerate(parse.sentences)
        if _is_headline(list(_long_words(parse.tokens[first:end])))
    }


def _long_words(tokens: Sequence[Token]) -> Iterator[str]:
    return (token.text for token in tokens if len(token.text) >= _LONG and token.text.isalpha())


def _is_headline(words: Sequence[str]) -> bool:
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _FEWEST and capitals >= _TITLE_SHARE * len(words)
