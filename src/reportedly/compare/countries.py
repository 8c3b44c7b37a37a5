"""Tell which country, or international body, words speak of: by name, people, capital or region.

"Ukraine's", "Ukrainian", "Kyiv"    -> Ukraine
"the Foreign Office"                -> United Kingdom
"Ostmark district governor"         -> Ruritania, where a report says "Ruritania's Ostmark
                                       district"
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from reportedly.text import word_list

_WORD = r"[A-Z][\w-]*\w"
_WHERE = r"(?:(?:north|south|east|west|centr|border|neighbou?r|far|front)\w* ){0,2}"
_NAME = rf"{_WORD}(?: {_WORD}){{0,2}}"
_REGION = (
    r"(?:region|Region|oblast|Oblast|province|Province|district|District|state|State|county|County|"
    r"city|town|village|port|republic|Republic|prefecture|governorate|territory|territories)"
)
_STATE_NOUN = (
    r"(?:(?:prime|foreign|interior|defen[cs]e|environment|health|finance) minist(?:er|ry)|"
    r"(?:Prime|Foreign|Interior|Defen[cs]e|Environment|Health|Finance) Minist(?:er|ry)|"
    r"government|army|military|president|President|coast guard|Coast Guard|territory|"
    r"authorities|parliament|embassy|ambassador|state media|state television|troops)"
)
# Whoever has troops or a foreign minister is no town, even if a gazetteer knows one of that name.
_AS_STATE = re.compile(
    r"\b(?P<word>[A-Z]\w+)[’']s (?:troops|army|navy|air force|armed forces|foreign minist\w+)"
)
_IN_STATE = re.compile(rf"(?<!\w)(?P<word>[A-Z]\w{{3,}})(?:['’]s)? {_STATE_NOUN}\b")
_NAMED_REGION = re.compile(
    rf"(?<!\w)(?:(?P<first>{_WORD}(?: {_WORD})?) {_REGION}\b|{_REGION} of (?P<second>{_WORD}))"
)
_AFTER = re.compile(rf" (?:in|of) {_WHERE}(?P<land>{_NAME})")
_WHERE_END = re.compile(rf" {_WHERE}$")
_LOOK_BACK = 60
_LIST_ITEM = re.compile(
    rf"(?:\b(?:in|at|of|from|near|outside) (?P<place>{_WORD})|(?:^|\n)(?P<line>[A-Z]{{3,}}))"
    rf", (?P<country>{_WORD})(?=[,.;)\n]| \(| [–—-]| on\b| by\b|$)"
)
_IN = re.compile(r"\b(?:[Ii]n|into|from|across|inside|throughout) (?P<word>[A-Z]\w{3,})\b")
_LEAST_SEEN = 2  # one phrase such as "Ode government" may as well be a person's
_DEMONYM_ENDS = ("n", "an", "ian", "ese", "ish", "i", "ic")


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the word list."""

    name: str
    forms: tuple[str, ...]  # all the ways to speak of it


@dataclass(frozen=True, slots=True)
class Geography:
    """What a story's own reports tell of places, beside the word list.

    Attributes:
        regions: Region or town -> country.
        states: Form (name, adjective) -> country, for countries that the word list lacks.
    """

    regions: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)

    def country_of(self, words: str) -> str | None:
        """Return the first country that `words` speak of; None where they name none."""
        found = country_in(words)
        if found is not None:
            return found
        names = re.findall(r"[^\W\d_][\w-]*", words)
        for name in names:
            if name in self.states:
                return self.states[name]
        for size in (3, 2, 1):
            for start in range(len(names) - size + 1):
                region = " ".join(names[start : start + size])
                if region in self.regions:
                    return self.regions[region]
        return None


def country_in(words: str) -> str | None:
    """Return the first country of the word list that `words` speak of.

    >>> country_in("a top adviser to the Kenyan president"), country_in("Nairobi-based")
    ('Kenya', None)
    """
    match = _pattern().search(words)
    return _countries()[match.group()] if match else None


def country_named(words: str) -> str | None:
    """Return the country that `words` name and nothing besides: "Kenya", "the Kenyans", "Nairobi".

    >>> country_named("Nairobi"), country_named("Nairobi police")
    ('Kenya', None)
    """
    words = re.sub(r"^[Tt]he ", "", words.strip())
    return _countries().get(words)


def learn(
    texts: Iterable[str],
    place_names: Sequence[str],
    located: Iterable[tuple[str, str]] = (),
) -> Geography:
    """Return what `texts` tell of regions and states; `place_names` are names that may be places'.

    `located` are places with the ISO code of the country in which a gazetteer has them; what
    the texts themselves say goes before it.

    >>> learn(["Kenya’s Nakuru region", "a raid"], []).country_of("the Nakuru governor")
    'Kenya'
    """
    regions: dict[str, Counter[str]] = {}
    states: Counter[str] = Counter()
    located_in: Counter[str] = Counter()
    texts = list(texts)
    for text in texts:
        located_in.update(match["word"] for match in _IN.finditer(text))
        for match in _IN_STATE.finditer(text):
            if match["word"] not in _countries():
                states[match["word"]] += 1
    known = _states(states, [name for name in place_names if located_in[name]])
    for text in texts:
        for place, before in _regions_named(text):
            owner = _owner(before, known)
            _vote(regions, place, owner)
        for match in _LIST_ITEM.finditer(text):
            owner = known.get(match["country"]) or _countries().get(match["country"])
            _vote(regions, match["place"] or match["line"].title(), owner)
    as_states = {match["word"] for text in texts for match in _AS_STATE.finditer(text)}
    mapped: dict[str, Counter[str]] = {}
    for place, code in located:
        if place not in regions and place not in as_states:
            _vote(mapped, place, _codes().get(code))
    clear = {
        place: min(votes, key=lambda country: (-votes[country], country))
        for place, votes in sorted({**mapped, **regions}.items())
    }
    return Geography({k: v for k, v in clear.items() if k not in known}, known)


def _vote(regions: dict[str, Counter[str]], place: str, country: str | None) -> None:
    if country and place not in _countries():
        regions.setdefault(place, Counter())[country] += 1


def _states(seen: Counter[str], place_names: Sequence[str]) -> dict[str, str]:
    """Return forms of countries that the list lacks: their names, and adjectives made of them."""
    places = {name for name in place_names if " " not in name and name not in _countries()}
    found = {word: word for word in sorted(places) if seen[word] >= _LEAST_SEEN}
    for word in sorted(seen):
        for base in sorted(places):
            if word != base and _is_adjective_of(word, base) and seen[word] + seen[base] >= 2:
                found[word] = found[base] = base
    return found


def _is_adjective_of(word: str, base: str) -> bool:
    stem = base.rstrip("aeiouy")
    return len(stem) >= 4 and word.startswith(stem) and word.endswith(_DEMONYM_ENDS)


def _regions_named(text: str) -> Iterator[tuple[str, str]]:
    """Yield each region or town named as one, with the words that may tell whose it is."""
    for match in _NAMED_REGION.finditer(text):
        place = match["first"] or match["second"]
        yield place, text[max(0, match.start() - _LOOK_BACK) : match.start()]
        after = _AFTER.match(text, match.end())
        if after:
            yield place, after["land"]


def _owner(words: str, states: Mapping[str, str]) -> str | None:
    """Return the country that `words` end with, "Kenya’s" or "Kenyan border" say."""
    found = re.split(r"[^\w.’'-]+", _WHERE_END.sub("", words).rstrip())
    for size in (3, 2, 1):
        name = re.sub(r"['’]s$", "", " ".join(found[-size:]))
        if name in states:
            return states[name]
        if name in _countries():
            return _countries()[name]
    return None


@cache
def _countries() -> dict[str, str]:
    """Return every form of the word list -> the country's name."""
    found: dict[str, str] = {}
    rows = [line.split("\t") for line in word_list("countries")]
    for row in rows:
        name, _, others, people, capitals = (row + [""] * 5)[:5]
        found[name] = name
        for form in "|".join((others, people, capitals)).split("|"):
            if form:
                found.setdefault(form, name)
    return found


@cache
def _codes() -> dict[str, str]:
    rows = [line.split("\t") for line in word_list("countries")]
    return {row[1]: row[0] for row in rows if len(row) > 1}


@cache
def _pattern() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, sorted(_countries(), key=lambda f: (-len(f), f))))
    return re.compile(rf"(?<![\w-])(?=[A-ZÀ-Þ])(?:{forms})(?!\w|-based|-born)")
