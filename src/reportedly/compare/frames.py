"""What reports on an event are commonly asked: the frames of `words/questions.toml`.

A frame says by which words a statement is known to speak on a question, which of them
affirm and which negate, what kind of figure answers it, and what parts one such question
from the next. A frame that suits a new kind of news is an entry in that file, not code.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from reportedly.compare.patterns import compiled, heads

Needs = Literal["figure", "none"]
By = Literal["actor", "counted", "topic", "word", "none"]
Opposes = Literal["always", "shared", "topic", "never"]
Change = Literal["grows", "falls", "varies", "moves", "steady", "fixed", "constant"]
Answers = Literal["figure", "stance", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One kind of question; every pattern is matched against flat text.

    Attributes:
        id: Its name.
        kind: The kind of question that the reader sees it as.
        text: The question, with fields to fill from the reports' words.
        plain: The question where nothing can be filled in.
        bare: The question where no answer has a figure; None: the same.
        plus: Affirms.
        minus: Negates.
        stops: Negates in company.
        weak: Affirms in company, or beside a fitting figure.
        company: What makes `stops` and `weak` count.
        led: Whether `weak` counts only after a word for an event.
        never: Shows that something else is meant.
        scene: What at least half of the reports must speak of; None: any story.
        heads: How the words begin with which what it looks for begins.
        figure: Base unit of the figures that answer, "count" or "money"; None: no figure does.
        counted: Nouns that a count may count; "person" stands for any sort of person.
        needs: Whether only statements with a figure answer.
        by: What parts one such question from the next.
        answer: What parts one answer from the next.
        change: How the figure moves while the event goes on.
        opposes: When an affirmed and a negated answer cannot both hold.
        open: Words that say that the answer is not known.
        senses: Words that show one and the same sense of an answer.
        exclusive: Whether two answers in words exclude each other.
        rivals: Topics on which several answers in words differ; none: all.
        merge: Topics that are one for this question.
        own: Whether a statement that names nobody is about its speaker.
        unreal: Whether what is asked for, wanted or ordered answers too.
    """

    id: str
    kind: str
    text: str
    plain: str
    bare: str | None
    plus: re.Pattern[str]
    minus: re.Pattern[str]
    stops: re.Pattern[str]
    weak: re.Pattern[str]
    company: re.Pattern[str]
    led: bool
    never: re.Pattern[str]
    scene: re.Pattern[str] | None
    heads: frozenset[str]
    figure: str | None
    counted: frozenset[str]
    needs: Needs
    by: By
    answer: Answers
    change: Change
    opposes: Opposes
    open: re.Pattern[str]
    senses: re.Pattern[str]
    exclusive: bool
    merge: frozenset[str]
    rivals: frozenset[str]
    unreal: bool
    own: bool


@cache
def frames() -> tuple[Frame, ...]:
    """Return all frames, in file order.

    >>> [frame.id for frame in frames()][:3]
    ['advance', 'killed', 'injured']
    """
    return tuple(_frame(entry) for entry in _table()["frame"])


@cache
def frame_of(name: str) -> Frame:
    """Return the frame with that id."""
    return {frame.id: frame for frame in frames()}[name]


@cache
def _table() -> dict[str, Any]:
    source = resources.files("reportedly") / "words" / "questions.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _topics() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """Return for each kind of event its words, and whether they count after an "of" only."""
    return tuple(
        (name, compiled(words.split()), table == "topics_of")
        for table in ("topics", "topics_of")
        for name, words in _table()[table].items()
    )


_NEAR = 90  # characters; a noun further off is seldom what a word such as "aim" speaks of


def topic_at(text: str, at: int) -> tuple[str, str] | None:
    """Return the kind of event that flat `text` speaks of at offset `at`, and the word for it.

    The noun after an "of" wins ("the purpose of the raid"), then the nearest.

    >>> text = "the purpose of the raid, after the blast"
    >>> topic_at(text, text.index("purpose"))
    ('attack', 'raid')
    """
    found: list[tuple[int, str, str]] = []
    for name, pattern, only_of in _topics():
        for match in pattern.finditer(text, max(0, at - _NEAR), at + _NEAR):
            if _is_verb(text, match):
                continue
            gap = match.start() - at if match.start() >= at else at - match.end()
            follows = _OF.search(text, at, match.start()) if match.start() > at else None
            if follows or not only_of:
                found.append((gap - _NEAR if follows else gap, name, match.group()))
    if not found:
        return None
    _, name, word = min(found)
    return name, word


def topics_in(text: str) -> frozenset[str]:
    """Return the kinds of event that flat `text` speaks of.

    >>> sorted(topics_in("rescuers reached the blast after the flood"))
    ['explosion', 'flood']
    """
    return frozenset(name for name, pattern, _ in _topics() if pattern.search(text))


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Return whether what looks like a word for an event is a verb where it stands."""
    near = max(0, match.start() - _BEFORE)
    if match.group().endswith("ing") and _AS_GERUND.search(text, near, match.start()):
        return True
    return _AS_VERB.search(text, near, match.start()) is not None


_BEFORE = 12  # characters before a word, in which stands what makes it a verb
# "To fire a missile", "they march": no words for an event.
_AS_VERB = re.compile(
    r"\b(?:to|would|will|could|can|may|might|should|must|not|they|we|you|i|which|that)\s$"
)
# "It started shooting sparks": what it did, not what began.
_AS_GERUND = re.compile(
    r"\b(?:start(?:s|ed)?|beg[aiu]ns?|ke(?:ep|eps|pt)|stop(?:s|ped)?|continue[sd]?|went)\s$"
)
_OF = re.compile(r"\bof (?:the |its |an? |this |their )?(?:\w+ )?$")


_LOOKED_FOR = ("plus", "minus", "stops", "weak")


def _frame(entry: dict[str, Any]) -> Frame:
    return Frame(
        id=entry["id"],
        kind=entry["kind"],
        text=entry["text"],
        plain=entry["plain"],
        bare=entry.get("bare"),
        plus=compiled(entry["plus"]),
        minus=compiled(entry.get("minus", ())),
        stops=compiled(entry.get("stops", ())),
        weak=compiled(entry.get("weak", ())),
        company=compiled(entry.get("company", ())),
        led=entry.get("led", False),
        never=compiled(entry.get("never", ())),
        scene=compiled(entry["scene"].split()) if "scene" in entry else None,
        heads=heads(
            pattern
            for name in ("plus", "minus", "stops", "weak")
            for pattern in entry.get(name, ())
        ),
        figure=entry.get("figure"),
        counted=frozenset(entry.get("counted", "").split()),
        needs=entry["needs"],
        by=entry["by"],
        answer=entry["answer"],
        change=entry.get("change", "varies"),
        opposes=entry.get("opposes", "shared"),
        open=compiled(entry.get("open", ())),
        senses=compiled(entry.get("senses", ())),
        exclusive=entry.get("exclusive", False),
        rivals=frozenset(entry.get("rivals", "").split()),
        merge=frozenset(entry.get("merge", "").split()),
        unreal=entry.get("unreal", False),
        own=entry.get("own", False),
    )
