"""Which nouns the reports of a story use for its event: "incursion", "attack", "operation".

The nouns come from the stage `wording`, which keeps every noun for an event. Which of them mean
the event of this story is told by how reports use them:

    headline       the noun that most reports have in their headline is the event's
    "the", "this"  a noun that stands for the event is taken up again with these
    neighbours     words for one thing have the same words beside them: "Russian incursion",
                   "attack on Kursk", "Ukrainian incursion", "incursion into Kursk"
    the lists      words that `words/event_words.txt` puts beside the headline's noun
"""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from reportedly.annotate.wording import EVENT
from reportedly.model import WordChoice
from reportedly.present.choices import Choice, Material, Occurrence, letters
from reportedly.text import word_list

# Words that can stand for any event that has been named before.
ANY = frozenset({"incident", "event", "tragedy", "disaster", "catastrophe", "accident"})
# What an event brings about, or what follows: named in headlines too, but not the event itself.
OUTCOMES = frozenset({"injury", "death", "damage", "toll", "loss", "end", "response", "reaction"})
OUTCOMES |= {"investigation", "inquiry", "search", "rescue", "arrest", "warning", "decision"}
NO_EVENTS = frozenset({"fighters", "victims", "government", "migrants"})  # concepts of the lists
ARTICLES = ("the", "a", "an", "these", "those", "its", "his", "her", "their", "our")
BEFORE, AFTER = 40, 40  # characters looked at on either side
SHARED = 2  # neighbours that two nouns for one event have in common, at least
COMMON = 3  # a neighbour of more nouns than this ("Korean" in a story on Korea) tells nothing
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_MODIFIER = re.compile(r"([A-Z][\w’'-]+|[a-z]+-[a-z-]+)\s+(?:[a-z-]+\s+)?$")
_GOVERNED = re.compile(
    r"^\s+(?:in|into|on|of|at|against|near|by|over)\s+(?:the\s+)?([A-Z][\w’'-]+)"
)


@dataclass(slots=True)
class _Noun:
    """One noun, and how the reports of a story use it."""

    concept: str
    occurrences: set[Occurrence] = field(default_factory=set)
    headlines: set[str] = field(default_factory=set)  # ids of reports
    definite: set[str] = field(default_factory=set)
    neighbours: set[str] = field(default_factory=set)

    @property
    def weight(self) -> tuple[int, int, int]:
        """Return how central it is to the story."""
        return (
            2 * len(self.headlines) + len(self.definite),
            len(self.definite),
            len(self.occurrences),
        )


def noun_choices(material: Material, spelled: frozenset[str]) -> Choice | None:
    """Return the nouns for the event of a story; None where fewer than two are used.

    `spelled` are the concepts of the list of spellings, which are names.
    """
    nouns: defaultdict[str, _Noun] = defaultdict(lambda: _Noun(EVENT))
    for row, occurrence in material.choices:
        if row.concept in spelled or row.concept in NO_EVENTS:
            continue
        nouns[row.form].concept = row.concept
        _note(nouns[row.form], row, occurrence, material)
    beside = Counter(word for noun in nouns.values() for word in noun.neighbours)
    for noun in nouns.values():
        noun.neighbours = {word for word in noun.neighbours if beside[word] <= COMMON}
    central = _central(nouns.items())
    if central is None:
        return None
    same = {
        form
        for form, noun in nouns.items()
        if form == central or _is_same(noun, nouns[central], form)
    }
    lists = {nouns[form].concept for form in same - ANY} - {EVENT}
    forms = {
        form: noun.occurrences
        for form, noun in nouns.items()
        if noun.occurrences
        and (
            form in same or (noun.concept in lists and _is_taken_up(noun) and form not in OUTCOMES)
        )
    }
    ordered = sorted(forms, key=lambda form: (-len(forms[form]), form))
    return Choice(central, {form: forms[form] for form in ordered}) if len(forms) > 1 else None


def _note(noun: _Noun, row: WordChoice, occurrence: Occurrence, material: Material) -> None:
    report = material.reports[row.report_id]
    block = report.block_at(row.span.start)
    first, last = (block.span.start, block.span.end) if block else (0, len(report.text))
    before = report.text[max(first, row.span.start - BEFORE) : row.span.start]
    after = report.text[row.span.end : min(last, row.span.end + AFTER)]
    if block is not None and block.kind in ("headline", "standfirst"):
        noun.headlines.add(row.report_id)
    definite = bool(_DEFINITE.search(before))
    if _is_plural(row, report.text) and not definite:
        return  # "attacks by both armies": of a kind, but not this one
    noun.occurrences.add(occurrence)
    if definite and not occurrence.quoted:
        noun.definite.add(row.report_id)
    for found in (_MODIFIER.search(before), _GOVERNED.search(after)):
        words = found[1].removesuffix("'s").removesuffix("’s") if found else ""
        if words and words.casefold() not in _empty():
            noun.neighbours.add(letters(words))


def _is_plural(row: WordChoice, text: str) -> bool:
    words = row.span.of(text).casefold()
    return words.endswith("s") and not row.form.endswith("s")


@cache
def _empty() -> frozenset[str]:
    """Return words that say nothing of what stands beside them: articles, weekdays, months."""
    words = (*word_list("empty_words"), *calendar.day_name, *calendar.month_name, *ARTICLES)
    return frozenset(word.casefold() for word in words)


def _central(nouns: Iterable[tuple[str, _Noun]]) -> str | None:
    """Return the noun that stands for the event; None where no report's headline has one."""
    named = [
        (noun.weight, form)
        for form, noun in nouns
        if noun.headlines and noun.definite and form not in OUTCOMES
    ]
    return max(named, default=(None, None))[1]


def _is_same(noun: _Noun, central: _Noun, form: str) -> bool:
    """Return whether a noun is used for the event as the central one is."""
    listed = noun.concept == central.concept != EVENT
    if listed and all(one.quoted for one in noun.occurrences):
        return True  # a source's word for it, which no outlet takes up
    if form in OUTCOMES or not _is_taken_up(noun):
        return False
    return listed or form in ANY or len(noun.neighbours & central.neighbours) >= SHARED


def _is_taken_up(noun: _Noun) -> bool:
    return bool(noun.definite or noun.headlines)
