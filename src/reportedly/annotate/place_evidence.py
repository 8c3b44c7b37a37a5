"""What speaks for and against a toponym being the name of a place, as numbers.

The words around it, what the parser and the names stage take it for, and how it is used elsewhere
in the report. `NAMES` names the columns; `place_model` weighs them.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import get_args

from reportedly.annotate.bearers import given_names
from reportedly.annotate.gazetteer import titles
from reportedly.annotate.place_table import Place
from reportedly.annotate.toponyms import Toponym, abbreviations
from reportedly.model import Mention, MentionType, Parse, Span, Token
from reportedly.rarity import stem, weight
from reportedly.text import plain, word_list

LABELS = ("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP")
TYPES = ("place", "org", "person", "group", "other")
SORTS = ("body", "paper", "street", "nature", "team")
LOCATIVE = frozenset({"in", "near", "at", "from", "around", "outside", "across", "toward", "to"})
LOCATIVE |= {"towards", "into", "between", "through", "throughout", "inside", "beyond", "via"}
LOCATIVE |= {"within", "over"}
NAMES = (
    *(f"entity {label}" for label in LABELS),
    "entity whole",
    *(f"mention {sort}" for sort in TYPES),
    "mention whole",
    *(f"then {sort}" for sort in SORTS),
    "words",
    "tagged a name",
    "capitals",
    "begins the sentence",
    "after a locative",
    "after of",
    "after the",
    "after a comma",
    "after a name",
    "after a title",
    "after a given name",
    "after a number",
    "then a comma",
    "then a possessive",
    "then a name",
    "then lower case",
    "then a hyphen",
    "a given name",
    "a person's last name",
    "said region",
    "said county",
    "said city",
    "region behind",
    "short form",
    "rare word",
    "places",
    "largest",
    "own name",
    "a country",
    "a region",
    "a county",
    "a feature",
    "times in the report",
    "elsewhere locative",
    "elsewhere an entity",
    "elsewhere with its region",
)


def evidence(
    text: str, toponyms: Sequence[Toponym], mentions: Sequence[Mention]
) -> list[list[float]]:
    """Return one row of numbers for each toponym, columns as in `NAMES`."""
    around = _Mentions(text, mentions)
    parses = {id(one.parse): one.parse for one in toponyms if one.parse}
    labels = {ident: _entities(parse) for ident, parse in parses.items()}
    rows = [
        [
            *_labels(one, labels),
            *around.about(one.span),
            *_words(text, one, around),
            *_places(one.places),
        ]
        for one in toponyms
    ]
    return [row + more for row, more in zip(rows, _elsewhere(toponyms, rows), strict=True)]


def _entities(parse: Parse) -> dict[int, tuple[int, int, str]]:
    return {
        number: (entity.first, entity.last, entity.label)
        for entity in parse.entities
        for number in range(entity.first, entity.last)
    }


def _labels(one: Toponym, labels: dict[int, dict[int, tuple[int, int, str]]]) -> list[float]:
    row = [0.0] * (len(LABELS) + 1)
    found = labels[id(one.parse)].get(one.first) if one.parse else None
    if found is not None:
        first, last, label = found
        if label in LABELS:
            row[LABELS.index(label)] = 1.0
        row[-1] = float(first == one.first and last == one.last + 1)
    return row


_TYPE = {kind: [float(kind == name) for name in TYPES] for kind in get_args(MentionType)}
_NO_TYPE = [0.0] * (len(TYPES) + 1)


class _Mentions:
    """The named mentions of a report, to be asked what covers a span."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        named = [mention for mention in mentions if mention.named]
        named.sort(key=lambda mention: (mention.span.start, mention.span.end))
        self._spans = [mention.span for mention in named]
        self._starts = [mention.span.start for mention in named]
        self._types = [mention.type for mention in named]
        people = {plain(m.span.of(text)) for m in named if m.type == "person"}
        # "Jordan" alone is a person where "Anna Jordan" is one, "Glen Carbon" is not by itself.
        self.last_names = {
            " ".join(words[first:])
            for words in map(str.split, people)
            for first in range(1, len(words))
        }

    def about(self, span: Span) -> list[float]:
        """Return which type of mention covers a span, and whether it is no longer."""
        at = bisect_right(self._starts, span.start) - 1
        for number in (at + 1, at, at - 1):
            if 0 <= number < len(self._spans) and self._spans[number].overlaps(span):
                kind, whole = self._types[number], self._spans[number].end <= span.end
                whole = whole and self._spans[number].start >= span.start - 4  # "the"
                return [*_TYPE[kind], whole]
        return _NO_TYPE


@cache
def _neighbours() -> dict[str, int]:
    pairs = (line.split("\t") for line in word_list("place_neighbours"))
    return {word: SORTS.index(sort) for sort, word in pairs}


# The columns of the sort of word that follows, the last where it is of none.
_SORT = [[float(sort == n) for n in range(len(SORTS))] for sort in (*range(len(SORTS)), -1)]
_NOTHING = Token(0, 0, "", "", "", "", "", 0, 0)


def _words(text: str, one: Toponym, around: _Mentions) -> list[float]:
    tokens: Sequence[Token] = one.parse.tokens if one.parse else ()
    name = one.span.of(text)
    before = tokens[one.first - 1] if one.first > 0 else _NOTHING
    after = tokens[one.last + 1] if 0 <= one.last < len(tokens) - 1 else _NOTHING
    begins = one.first < 1 or before.sentence != tokens[one.first].sentence
    if begins:
        before = _NOTHING
    inside = tokens[one.first : one.last + 1] if one.parse else ()
    word, then = before.text.lower(), after.text
    capital, capital_then = before.text[:1].isupper(), then[:1].isupper()
    sort = _neighbours().get(then.lower(), -1) if capital_then else -1
    form = one.form.split(" ")
    said = one.said
    return [
        *_SORT[sort],
        len(form),
        all(token.tag.startswith("NNP") for token in inside),
        name.isupper() and len(name) > 3,
        begins,
        word in LOCATIVE,
        word == "of",
        word == "the",
        word == ",",
        capital and before.tag.startswith("NNP"),
        word in titles(),
        capital and plain(word) in given_names(),
        word[:1].isdigit(),
        then == ",",
        then in ("'s", "’s"),
        capital_then and after.tag.startswith("NNP"),
        then[:1].islower(),
        then == "-",
        form[0] in given_names(),
        one.form in around.last_names,
        said == "region",
        said == "county",
        said == "city",
        bool(one.behind),
        name.rstrip(".") in abbreviations(),
        weight(stem(form[0])) if len(form) == 1 else 10.0,
    ]


@lru_cache(maxsize=8192)
def _places(places: tuple[Place, ...]) -> tuple[float, ...]:
    own = [place for place in places if not place.alias]
    kinds = {place.kind for place in own or places}
    return (
        math.log1p(len(places)),
        max((place.power for place in own or places), default=-1.0),
        bool(own),
        *(kind in kinds for kind in "CADF"),
    )


def is_person(row: Sequence[float]) -> bool:
    """Return whether a name is a person's here: "Jordan" where "Anna Jordan" is named too.

    Too rare in the annotated sets to be learned from them.
    """
    last = row[_LAST_NAME] and not row[_LOCATED] and not row[_COMMA]
    return bool(last or (row[_PERSON] and row[_BY_NAME]))


_LAST_NAME = NAMES.index("a person's last name")
_PERSON = NAMES.index("mention person")
_BY_NAME = NAMES.index("after a given name")
_LOCATED = NAMES.index("after a locative")
_COMMA = NAMES.index("region behind")


def _elsewhere(toponyms: Sequence[Toponym], rows: list[list[float]]) -> list[list[float]]:
    """Return how often each name stands in the report, and how it is used in its other places."""
    times: Counter[str] = Counter()
    located: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for one, row in zip(toponyms, rows, strict=True):
        times[one.form] += 1
        located[one.form] += int(row[_LOCATED])
        labelled[one.form] += int(row[0] and row[len(LABELS)])
        behind[one.form] += int(row[_COMMA])
    return [
        [
            math.log(times[one.form]),
            located[one.form] > row[_LOCATED],
            labelled[one.form] > (row[0] and row[len(LABELS)]),
            behind[one.form] > row[_COMMA],
        ]
        for one, row in zip(toponyms, rows, strict=True)
    ]
