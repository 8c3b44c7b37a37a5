"""Where the reports of a story call the same thing by different words.

    pictures, one a day -> Material -> name_choices, noun_choices -> Choice

A name has competing forms when one person's is spelled in two ways, when one place of the table
of places bears two, when two differ in accents, hyphens or capitals alone, or when the list
`words/spellings.txt` puts them side by side. Capitals throughout ("NICE") are no other form.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache

from reportedly.model import (
    COUNTED_BLOCKS,
    Agent,
    Mention,
    Picture,
    PlaceMention,
    Report,
    Span,
    WordChoice,
)
from reportedly.text import quotations, word_list

# Parts of one person's name that are less alike than this, or begin with another letter, are no
# spellings of one but family name and given name, or a slip in telling people apart. In fifteen
# real stories the spellings of one name are alike by .58 and more, other pairs by .4 and less.
ALIKE = 0.5
VERB = "verb of speech"
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [\w'’.-]+){0,4}")
_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "di", "dos", "el", "ibn", "la", "van", "von"}
)
_ENDINGS = ("'s", "'", ".", ",")


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """Words at one place in one report; `quoted` where they stand in quotation marks."""

    report_id: str
    span: Span
    quoted: bool


@dataclass(slots=True)
class Choice:
    """One thing, and the forms in which reports name it; `part` says of what it is a part."""

    concept: str
    forms: dict[str, set[Occurrence]] = field(default_factory=dict)
    part: str = ""

    def add(self, form: str, occurrence: Occurrence) -> None:
        """Count one occurrence of a form."""
        self.forms.setdefault(form, set()).add(occurrence)

    @property
    def reports(self) -> set[str]:
        """Return the ids of the reports that name it."""
        return {one.report_id for held in self.forms.values() for one in held}

    @property
    def total(self) -> int:
        """Return how often it is named."""
        return sum(map(len, self.forms.values()))


class Material:
    """The words of the reports of all days that are shown, each report once."""

    def __init__(self, pictures: Sequence[Picture]) -> None:
        self.reports: dict[str, Report] = {}
        self.agents: dict[str, Agent] = {}
        self._pictures = pictures
        self._homes: dict[str, Picture] = {}
        for picture in reversed(pictures):
            for report in picture.reports:
                self.reports.setdefault(report.id, report)
                self._homes.setdefault(report.id, picture)
        for agent in pictures[-1].agents:
            for name in agent.names:
                self.agents.setdefault(name, agent)
        self._quoted: dict[str, list[Span]] = {}

    def rows(self, kind: str) -> Iterator[tuple[object, Occurrence]]:
        """Yield rows of one kind (mentions, places, word_choices) with where they stand.

        The rows of a report are those of the last day that has it.
        """
        for picture in reversed(self._pictures):
            for row in getattr(picture, kind):
                home = self._homes.get(row.report_id)
                if home is picture and self._counts(row.report_id, row.span.start):
                    yield row, self.occurrence(row.report_id, row.span)

    def occurrence(self, report_id: str, span: Span) -> Occurrence:
        """Return where words stand, and whether in quotation marks."""
        if report_id not in self._quoted:
            text = self.reports[report_id].text
            self._quoted[report_id] = quotations(text, Span(0, len(text)))
        runs = self._quoted[report_id]
        at = bisect_right(runs, span.start, key=lambda run: run.start) - 1
        return Occurrence(report_id, span, at >= 0 and span.end <= runs[at].end)

    def _counts(self, report_id: str, place: int) -> bool:
        report = self.reports.get(report_id)
        block = report.block_at(place) if report is not None else None
        return report is not None and (block is None or block.kind in COUNTED_BLOCKS)

    def words(self, occurrence: Occurrence) -> str:
        """Return the words of an occurrence, spaces and apostrophes in one form, no possessive."""
        return _normal(occurrence.span.of(self.reports[occurrence.report_id].text))

    @cached_property
    def choices(self) -> list[tuple[WordChoice, Occurrence]]:
        """Return what the stage `wording` found, without the verbs."""
        found = []
        for row, occurrence in self.rows("word_choices"):
            if isinstance(row, WordChoice) and row.concept != VERB:
                quoted = occurrence.quoted or row.voice == "source"
                found.append((row, Occurrence(row.report_id, row.span, quoted)))
        return found


@lru_cache(maxsize=65_536)
def _normal(words: str) -> str:
    words = " ".join(words.split()).replace("’", "'")
    for ending in _ENDINGS:
        if words.endswith(ending) and not _is_short(words):
            words = words.removesuffix(ending)
    return words + "." if "." in words and _is_short(words + ".") else words


def _is_short(words: str) -> bool:
    """Return whether words are initials: their last point is part of them."""
    return bool(re.fullmatch(r"(?:\w\.)+", words))


@lru_cache(maxsize=65_536)
def letters(words: str) -> str:
    """Return words without accents, capitals, hyphens and spaces.

    >>> letters("François-Xavier") == letters("Francois Xavier")
    True
    """
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in apart if char.isalnum())


def name_choices(material: Material, spelled: frozenset[str]) -> list[Choice]:
    """Return the names with competing forms, those that most reports name first.

    `spelled` are the concepts of the list of spellings.
    """
    kinds: dict[str, dict[str, Choice]] = {}
    for row, occurrence in material.choices:
        if row.concept in spelled:
            held = kinds.setdefault("list", {})
            choice = held.setdefault(row.concept, Choice(row.concept))
            choice.add(material.words(occurrence), occurrence)
    for kind, name, form, occurrence in _named(material):
        part = "given name" if kind == "first" else ""
        held = kinds.setdefault(kind, {})
        held.setdefault(name, Choice(name, part=part)).add(form, occurrence)
    parts = [
        choice
        for kind in ("last", "first")
        for choice in map(_spellings, kinds.get(kind, {}).values())
    ]
    whole = [c for kind in ("list", "place", "letters") for c in kinds.get(kind, {}).values()]
    kept = [choice for choice in map(_competing, _together([*whole, *parts])) if choice]
    return sorted(kept, key=lambda choice: (-len(choice.reports), -choice.total, choice.concept))


def _named(material: Material) -> Iterator[tuple[str, str, str, Occurrence]]:
    """Yield for each name what shows that forms belong together, of what, form, and where."""
    for row, occurrence in material.rows("places"):
        if isinstance(row, PlaceMention) and row.geonames_id:
            name = f"{row.precision} {row.geonames_id}"
            yield "place", name, material.words(occurrence), occurrence
    for row, occurrence in material.rows("mentions"):
        words = material.words(occurrence)
        if not isinstance(row, Mention) or not row.named or not _NAME.fullmatch(words):
            continue
        yield "letters", letters(words), words, occurrence
        agent = material.agents.get(row.agent or "") if row.type == "person" else None
        parts = words.split(" ")
        if agent is None or not _is_name(parts):
            continue
        yield "last", agent.id, parts[-1], _part(occurrence, material, parts[-1])
        if len(parts) > 1 and len(parts[0]) > 2:
            yield "first", agent.id, parts[0], _part(occurrence, material, parts[0])


def _part(occurrence: Occurrence, material: Material, words: str) -> Occurrence:
    """Return where one word of a name stands, the last of its kind."""
    text = material.reports[occurrence.report_id].text
    within = occurrence.span.of(text).replace("’", "'")
    at = occurrence.span.start + max(0, within.rfind(words))
    return replace(occurrence, span=Span(at, at + len(words)))


def _is_name(parts: Sequence[str]) -> bool:
    return all(part[0].isupper() or part.split("-")[0] in _PARTICLES for part in parts)


def _spellings(choice: Choice) -> Choice:
    """Return of the parts of one person's name those that are spellings of the commonest.

    What differs in accents, hyphens and capitals alone is left to the whole name.
    """
    main = max(choice.forms, key=lambda form: (len(choice.forms[form]), form))
    forms = {form: held for form, held in choice.forms.items() if alike(form, main)}
    several = len({letters(form) for form in forms}) > 1
    return Choice(main, forms if several else {}, choice.part)


def _together(choices: Iterable[Choice]) -> list[Choice]:
    """Return choices, those that share an occurrence as one."""
    homes: dict[Occurrence, Choice] = {}
    kept: list[Choice] = []
    for choice in choices:
        if len(_distinct(choice)) < 2:
            continue
        places = [one for held in choice.forms.values() for one in held]
        home = next((homes[one] for one in places if one in homes), None)
        if home is None:
            home = choice
            kept.append(choice)
        else:
            for form, held in choice.forms.items():
                home.forms.setdefault(form, set()).update(held - homes.keys())
        homes |= dict.fromkeys(places, home)
    return kept


def _distinct(choice: Choice) -> set[str]:
    """Return the forms that compete.

    Capitals throughout are none beside the same words without, nor are points in a longer name
    ("US Pacific", "U.S. Pacific"), nor is a form with something added ("Salem", "Salem County").
    """
    found: dict[str, str] = {}
    for form in sorted(choice.forms, key=lambda form: (_shouts(form), -len(choice.forms[form]))):
        key = form if _is_short(form) else form.replace(".", "").replace(" ", "")
        found.setdefault(key.casefold() if _shouts(form) else key, form)
    plain = {form.casefold() for form in found.values() if not _shouts(form)}
    words = [set(form.split()) for form in found.values()]
    return {
        form
        for form in found.values()
        if not (_shouts(form) and form.casefold() in plain)
        and not any(other < set(form.split()) for other in words)
    }


def _shouts(form: str) -> bool:
    return any(
        len(word) > 2 and word.isupper() for word in re.split(r"[ -]", form.replace(".", ""))
    )


def _competing(choice: Choice) -> Choice | None:
    """Return a choice with its competing forms only; None where there are no two."""
    counts = {form: len(choice.forms[form]) for form in _distinct(choice) if choice.forms[form]}
    ordered = sorted(counts, key=lambda form: (-counts[form], form))
    if len(ordered) < 2 or len(choice.reports) < 2:
        return None
    return Choice(ordered[0], {form: choice.forms[form] for form in ordered}, choice.part)


def alike(one: str, other: str) -> bool:
    """Return whether two parts of a name may be spellings of one.

    >>> alike("Hallmann", "Halman"), alike("Volodymyr", "Vladimir"), alike("Holm", "Brandt")
    (True, True, False)
    """
    one, other = letters(one), letters(other)
    return one[:1] == other[:1] and SequenceMatcher(None, one, other).ratio() >= ALIKE


@cache
def spelled_concepts() -> frozenset[str]:
    """Return the names that the list of spellings knows."""
    return frozenset(line.split("\t")[0] for line in word_list("spellings"))
