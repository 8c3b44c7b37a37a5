"""Find the spans that name somebody, with their type, before asking whom they name.

A parse goes in, `Naming` rows come out, in text order. Names are what the statistical tagger
takes for one, put right with the gazetteer; "officials", "a spokesman", "the ministry" and
third-person pronouns come from the parse. Adjectives of nationality name nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reportedly.annotate.bearers import given_names
from reportedly.annotate.gazetteer import (
    body_nouns,
    country_names,
    outlets,
    peoples,
    person_nouns,
    platforms,
    seats,
)
from reportedly.annotate.glued_names import unglued
from reportedly.annotate.name_edges import (
    POSSESSIVE,
    is_behind_library,
    is_title,
    person_edges,
    without_edges,
)
from reportedly.annotate.roles import names_office_holder
from reportedly.annotate.unnamed import Naming, noun_phrases, pronouns
from reportedly.model import MentionType, Parse, Span, Token
from reportedly.text import is_family_name_first, plain

_TYPES: dict[str, MentionType] = {
    "PERSON": "person",
    "ORG": "org",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "other",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}
_DOING = frozenset({"nsubj", "nsubjpass"})
_HONORIFICS = frozenset({"mr.", "mrs.", "ms.", "mr", "mrs", "ms"})
_AREA_NOUNS = frozenset(
    ["region", "oblast", "province", "county", "district", "prefecture", "governorate",
     "state", "republic", "valley", "river", "island", "islands", "peninsula", "city",
     "town", "village", "border", "front"]
)  # fmt: skip
_PLACE_PREPOSITIONS = frozenset({"in", "into", "near", "across", "throughout", "outside"})
_MOST_NAMES = 4  # of one person: "Ada Maria Ode Halvorsen"
_LONGEST_GAZETTEER_NAME = 6  # tokens


def find_names(parse: Parse, text: str) -> list[Naming]:
    """Return the namings of a report, in text order; named ones never overlap."""
    taken: set[int] = set()
    found: list[Naming] = []
    for first, last, kind in _candidates(parse):
        edges = without_edges(parse.tokens, first, last)
        if edges is None or taken & set(range(edges[0], edges[1] + 1)):
            continue
        holder = names_office_holder(parse.tokens, *edges, kind)
        if kind == "person" or holder or is_behind_library(parse.tokens, *edges):
            kind = "person"
            edges = person_edges(parse.tokens, *edges, taken)
        naming = _naming(parse, text, *edges, kind)
        if naming is not None:
            taken.update(range(edges[0], edges[1] + 1))
            found.append(naming)
    found = unglued(found, parse, text)
    found.extend(_surnames_alone(found, parse.tokens, taken))
    found = _agreed(found, _shown_places(parse), _honoured(parse))
    found.extend(noun_phrases(parse, text, taken))
    found.extend(pronouns(parse))
    return sorted(found, key=lambda naming: (naming.first, naming.last))


def _candidates(parse: Parse) -> Iterator[tuple[int, int, MentionType]]:
    yield from _listed(parse)
    for entity in parse.entities:
        if entity.label in _TYPES:
            for first, last in _parts(parse.tokens, entity.first, entity.last):
                yield first, last, _TYPES[entity.label]
    yield from _proper_runs(parse)


def _parts(tokens: Sequence[Token], first: int, end: int) -> Iterator[tuple[int, int]]:
    """Split "Ada Ode / Telegram"; yield first and last token of each part."""
    for index in range(first, end):
        if (
            tokens[index].text in {"/", "|", "•", "·"}
            or _is_dash(tokens, index)
            or _parts_clauses(tokens, first, index, end)
        ):
            if first < index:
                yield first, index - 1
            first = index + 1
    if first < end:
        yield first, end - 1


def _is_dash(tokens: Sequence[Token], index: int) -> bool:
    """Tell "Update - Denmark" from "Jean-Luc"."""
    if tokens[index].text not in {"-", "–", "—", "--"} or not 0 < index < len(tokens) - 1:
        return False
    apart = tokens[index - 1].end < tokens[index].start
    return apart and tokens[index].end < tokens[index + 1].start


def _parts_clauses(tokens: Sequence[Token], first: int, index: int, end: int) -> bool:
    """Tell "Speaking in Elsund, Ode said" from "Elsund, Velisk": no side depends on the other."""
    if tokens[index].text != "," or not first < index < end - 1:
        return False
    before, after = range(first, index), range(index + 1, end)
    heads = [{tokens[i].head for i in side} - set(side) - {index} for side in (before, after)]
    return all(heads) and heads[0].isdisjoint({*heads[1], *after}) and heads[1].isdisjoint(before)


def _listed(parse: Parse) -> Iterator[tuple[int, int, MentionType]]:
    """Yield outlets, platforms and countries of two words and more, longest first."""
    known = outlets() | platforms() | country_names().keys() | seats().keys()
    tokens = parse.tokens
    first = 0
    while first < len(tokens):
        step = 1
        if tokens[first].text[:1].isupper():
            for size in range(_LONGEST_GAZETTEER_NAME, 1, -1):
                run = tokens[first : first + size]
                if run[-1].sentence == tokens[first].sentence and joined(run) in known:
                    is_place = joined(run) in country_names() or joined(run) in seats()
                    yield first, first + len(run) - 1, "place" if is_place else "org"
                    step = len(run)
                    break
        first += step


def joined(run: Sequence[Token]) -> str:
    """Return the words of tokens in a row as they stand in the text: "Times-News" in one."""
    return "".join(
        ("" if n == 0 or token.start == run[n - 1].end else " ") + token.text
        for n, token in enumerate(run)
    )


def _proper_runs(parse: Parse) -> Iterator[tuple[int, int, MentionType]]:
    """Yield runs of proper nouns, which the tagger may have missed as names."""
    tokens = parse.tokens
    times = {
        index
        for entity in parse.entities
        if entity.label in {"DATE", "TIME"}
        for index in range(entity.first, entity.last)
    }
    first = None
    for index, token in enumerate([*tokens, None]):
        starts_sentence = index == 0 or (
            token is not None and token.sentence != tokens[index - 1].sentence
        )
        is_proper = (
            token is not None
            and token.pos == "PROPN"
            and token.text[:1].isupper()
            and index not in times
        )
        if first is not None and (not is_proper or starts_sentence):
            yield first, index - 1, "other"
            first = None
        if is_proper and first is None:
            first = index


def _naming(parse: Parse, text: str, first: int, last: int, kind: MentionType) -> Naming | None:
    tokens = parse.tokens
    words = _cleaned(Span(tokens[first].start, tokens[last].end).of(text))
    head = _head(parse, first, last)
    if not words[:1].isalnum() or (words.islower() and words not in platforms()):
        return None
    country = country_names().get(words) or seats().get(words)
    if words in peoples():
        if _is_short_for_a_body(parse, first, last, head):
            return Naming(first, last, head, "org", words)
        if not _names_people(tokens, first, head):
            return None
        return Naming(first, last, head, "group", words, country=peoples()[words])
    ending = tokens[last].lemma.lower()
    if kind in {"other", "org"} and ending in person_nouns() - body_nouns():
        return None  # "Foreign Minister" in a headline: a role, read with the unnamed
    if kind == "other" and first == last and words.lower() in body_nouns():
        return None
    kind = _corrected(parse, first, last, words, kind)
    owner = _owner(parse, first, head) if kind == "org" else None
    if owner is not None:
        words = _cleaned(Span(tokens[owner].start, tokens[last].end).of(text))
    return Naming(first, last, head, kind, words, country=country)


def _is_short_for_a_body(parse: Parse, first: int, last: int, head: int) -> bool:
    """Return whether "American" by itself is an airline: no people does a thing in the singular."""
    token = parse.tokens[first]
    alone = first == last == head and token.dep in _DOING and not token.text.endswith("s")
    if not alone or (first and parse.tokens[first - 1].pos == "DET"):
        return False
    return any(
        entity.label == "ORG"
        and entity.last > entity.first + 1
        and parse.tokens[entity.first].text == token.text
        for entity in parse.entities
    )


def _owner(parse: Parse, first: int, head: int) -> int | None:
    """Return where a body's country begins: "Denmark's General Staff"."""
    tokens = parse.tokens
    if first < 2 or tokens[first - 1].text not in POSSESSIVE:
        return None
    is_country = tokens[first - 2].text in country_names() or tokens[first - 2].text in seats()
    return first - 2 if is_country and tokens[first - 2].head == head else None


def _names_people(tokens: Sequence[Token], first: int, head: int) -> bool:
    """Tell "the Danes" and "a Dane" from "Danish officials" and "in Danish"."""
    if tokens[head].dep in {"amod", "compound", "nmod"}:
        return False
    has_article = first > 0 and tokens[first - 1].text.lower() in {"the", "a", "an"}
    return tokens[head].tag in {"NNS", "NNPS"} or has_article


def _cleaned(words: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[\[\](){}\"“”\u200b\u2060\ufeff]", "", words)).strip()


def _head(parse: Parse, first: int, last: int) -> int:
    for index in range(last, first - 1, -1):
        if not first <= parse.tokens[index].head <= last or parse.tokens[index].head == index:
            return index
    return last


def _corrected(parse: Parse, first: int, last: int, words: str, kind: MentionType) -> MentionType:
    """Return the type that the gazetteer or the words around it give, else the tagger's."""
    if words in country_names() or words in seats():
        return "place"
    if words in outlets() or words in platforms():
        return "org"
    tokens = parse.tokens
    ending = tokens[last].lemma.lower()
    if first < last or kind != "person":
        if ending in _AREA_NOUNS:
            return "place"
        if ending in body_nouns() or _is_body_of(tokens[first : last + 1]):
            return "org"
    if kind == "person" and tokens[last].tag == "NNPS":
        named = first < last and plain(tokens[first].text) in given_names()
        return "person" if named else "org"  # "Ada Banks" but "Ode Terminals"
    if kind in {"org", "other"} and _is_person(tokens, first, last, kind):
        return "person"
    following = tokens[last + 1].lemma if last + 1 < len(tokens) else ""
    before = tokens[first - 1].lemma if first else ""
    if kind in {"other", "group", "place"} and (
        following in _AREA_NOUNS or before in _PLACE_PREPOSITIONS
    ):
        return "place"
    return kind


def _is_person(tokens: Sequence[Token], first: int, last: int, kind: MentionType) -> bool:
    """Tell "Noa Lund, 47," and "Noa Lund, a pilot," by a first name and what stands beside it."""
    words = [token.text for token in tokens[first : last + 1]]
    if not 2 <= len(words) <= 4 or not all(w[:1].isupper() and w[-1:].isalpha() for w in words):
        return False
    if is_family_name_first(" ".join(words)) and " ".join(words) not in country_names():
        return True
    given = plain(words[0]) in given_names() and words[0] not in country_names()
    ending = plain(words[-1])
    if not given or ending in _AREA_NOUNS | body_nouns():
        return False
    before = tokens[first - 1] if first else None
    if before is not None and is_title(before):
        return True
    if tokens[last].tag == "NNPS":
        return False
    if kind == "other" and len(words) == 2 and given_names()[plain(words[0])] != "u":
        return True  # no body that the tagger knows
    behind = [token.text.lower() for token in tokens[last + 1 : last + 5]]
    if behind[:1] == ["who"]:
        return True
    if behind[:1] != [","]:
        return False
    nouns = {token.lemma.lower() for token in tokens[last + 2 : last + 6]} & person_nouns()
    is_age = behind[1:2] != [] and behind[1].isdigit() and len(behind[1]) < 4
    return is_age or (behind[1:2] != [] and behind[1] in {"a", "an", "the"} and bool(nouns))


def _is_body_of(run: Sequence[Token]) -> bool:
    """Tell "Institute for Peace" and "Department of Defense"."""
    for here, following in pairwise(run):
        if following.pos == "ADP":
            return here.lemma.lower() in body_nouns()
    return False


def _surnames_alone(
    found: Sequence[Naming], tokens: Sequence[Token], taken: set[int]
) -> Iterator[Naming]:
    """Yield what is a noun elsewhere and here somebody's surname: "Banks said"."""
    surnames = {n.words.split()[-1] for n in found if n.type == "person" and " " in n.words}
    nouns = {word for word in surnames if plain(word).rstrip("s") in person_nouns()}
    for index, token in enumerate(tokens):
        if token.text in nouns and index not in taken:
            taken.add(index)
            yield Naming(index, index, index, "person", token.text)


def _shown_places(parse: Parse) -> set[str]:
    """Return single words that the report shows to be places: "in Thorsund", "Thorsundian"."""
    tokens = parse.tokens
    words = {token.text for token in tokens if token.text[:1].isupper()}
    found = set()
    for index, token in enumerate(tokens):
        if token.pos != "PROPN" or not token.text[:1].isupper():
            continue
        before = tokens[index - 1].lemma if index else ""
        is_place = before in {"in", "into", "near"} and token.dep == "pobj"
        has_people = token.text.endswith("a") and token.text + "n" in words
        if is_place or has_people:
            found.add(token.text)
    return found


def _honoured(parse: Parse) -> set[str]:
    """Return the surnames that the report writes after "Mr." or "Ms."."""
    tokens = parse.tokens
    return {
        tokens[k + 1].text
        for k in range(len(tokens) - 1)
        if tokens[k].text.lower() in _HONORIFICS and tokens[k + 1].text[:1].isupper()
    }


def _agreed(found: list[Naming], places: set[str], honoured: set[str]) -> list[Naming]:
    """Give every mention of one name the type that most of its mentions have.

    A surname alone takes the type of the person whose full name ends in it.
    """
    votes: dict[str, Counter[MentionType]] = {}
    surnames: set[str] = set()
    for naming in found:
        votes.setdefault(naming.words, Counter())[naming.type] += 1
        if naming.type == "person" and " " in naming.words:
            surnames.add(naming.words.rpartition(" ")[2])
            if is_family_name_first(naming.words):
                surnames.add(naming.words.partition(" ")[0])
    settled = []
    for naming in found:
        kind = _most(votes[naming.words], full=" " in naming.words)
        last = naming.words.rpartition(" ")[2]
        is_honoured = last in honoured and naming.words.count(" ") < _MOST_NAMES
        if naming.country is None and (naming.words in surnames or is_honoured):
            kind = "person"
        elif kind == "person" and naming.words in places:
            kind = "place"
        settled.append(replace(naming, type=kind))
    return settled


def _most(votes: Counter[MentionType], *, full: bool) -> MentionType:
    """Return what most mentions are taken for; as often a person as a body: a full name's person.

    The tagger takes people for bodies far more often than the other way round.
    """
    return max(votes, key=lambda kind: (votes[kind], full and kind == "person", kind != "other"))
