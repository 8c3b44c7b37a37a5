"""Which names behind an answer are shown to be several voices, and not one under two names.

    "Jos" beside "Jos Verstel"                  one man, as far as is shown
    "Growth Chief Ann Tollem" beside "Ann Tollem"   a title taken for a part of the name
    "Ruud; Tollem" beside "Tollem"              what two said together, and one of them alone
    "Reformers" beside the senator Ann Tollem   who may be one of them
    "Ann Tollem" beside "Aud, Ms. Tollem's spokesman"
    "the Kremlin" beside its president
    "the report" beside "the ministry's report" a document, told in full and in short
    one quotation of eight words                under two names

Such a pair counts once. What counts is the largest number of names no two of which are such a
pair: leaving a name out never makes it larger, so that hiding a report adds no origin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.model import Origin, Statement
from reportedly.text import plain, words_of

# Words in a row that two people do not hit upon, where one of the two is quoted with them.
_REUSED = 8
_WORD = re.compile(r"\w+")
_SPOKEN_FOR = re.compile(r"\b(?:spokes(?:man|woman|person)|press secretary|spokesmen) (?:for|of) ")
_BEFORE_HEAD = re.compile(r" (?:by|of|from|on|to|for|in|about|released|published)\b")
_EXACTLY = 16  # names of which the largest choice is sought; of more it is taken greedily
_WIDEST = 40  # names behind one key that are compared with each other

_Pair = tuple[int, int]  # the first of which is the one that tells less


@dataclass(frozen=True, slots=True)
class Voice:
    """A named origin, with what it takes to tell it from another.

    Attributes:
        origin: The origin.
        person: Whether it is a person.
        group: Whether it is a group of people without a number ("Reformers").
        roles: What the reports say that it is, in plain words.
        words: Its name in plain words.
    """

    origin: Origin
    person: bool
    group: bool
    roles: frozenset[str]
    words: tuple[str, ...]


def voice_of(origin: Origin, said: Sequence[Statement]) -> Voice:
    """Return an origin with what all that it said in a story shows of it."""
    types = {row.speaker_type for row in said if plain(row.speaker or "") == plain(origin.name)}
    return Voice(
        origin=origin,
        person="person" in types or any(row.speaker_type == "person" for row in said),
        group=types == {"group"} and ";" not in origin.name,
        roles=frozenset(plain(row.role) for row in said if row.role),
        words=tuple(plain(origin.name).split()),
    )


def several_voices(
    names: Sequence[Voice], said: Mapping[str, Sequence[Statement]], texts: Mapping[str, str]
) -> list[Origin]:
    """Return as many of the named origins as possible no two of which may be one, in their order.

    `said` are the statements of the answer by the id of their origin, `texts` those of reports.
    """
    if len(names) < 2:
        return [voice.origin for voice in names]
    pairs = {pair for find in _RULES for pair in find(names)}
    pairs |= set(_quoted_alike(names, said, texts))
    return [names[number].origin for number in sorted(_most_apart(len(names), pairs))]


def _shorter_names(names: Sequence[Voice]) -> Iterator[_Pair]:
    """Pair "Jos" with everybody of whose name it is a word."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, voice in enumerate(names):
        if len(voice.words) > 1 and voice.person:
            for word in set(voice.words):
                holders[word].append(number)
    for number, voice in enumerate(names):
        if len(voice.words) == 1 and voice.person:
            yield from ((number, other) for other in holders.get(voice.words[0], ()))


def _longer_names(names: Sequence[Voice]) -> Iterator[_Pair]:
    """Pair a name with one that ends with the whole of it, also where a space was lost."""
    by_last: dict[str, list[int]] = defaultdict(list)
    for number, voice in enumerate(names):
        if len(voice.words) > 1:
            by_last[voice.words[-1]].append(number)
    for alike in by_last.values():
        for pair in combinations(alike[:_WIDEST], 2):
            short, long = sorted(pair, key=lambda one: len(" ".join(names[one].words)))
            if " ".join(names[long].words).endswith(" ".join(names[short].words)):
                yield long, short


def _said_together(names: Sequence[Voice]) -> Iterator[_Pair]:
    """Pair what several said together with what one of them, or with others, said."""
    parts = [{plain(part) for part in one.origin.name.split(";")} - {""} for one in names]
    by_part: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(parts):
        for part in found:
            by_part[part].append(number)
    for alike in by_part.values():
        for a, b in combinations(alike[:_WIDEST], 2):
            if len(parts[a]) > 1 or len(parts[b]) > 1:
                yield (a, b) if len(parts[a]) > len(parts[b]) else (b, a)


def _groups_and_people(names: Sequence[Voice]) -> Iterator[_Pair]:
    """Pair people with groups that they may be of: those of another side are shown not to be."""
    people = [number for number, voice in enumerate(names) if voice.person]
    for number, voice in enumerate(names):
        for other in people if voice.group and not voice.person else ():
            sides = {voice.origin.side, names[other].origin.side} - {None}
            if len(sides) < 2:
                yield number, other


def _spoken_for(names: Sequence[Voice]) -> Iterator[_Pair]:
    """Pair somebody with his spokesman."""
    by_surname: dict[str, list[int]] = defaultdict(list)
    for number, voice in enumerate(names):
        if voice.person and voice.words:
            by_surname[voice.words[-1]].append(number)
    for number, voice in enumerate(names):
        for role in voice.roles:
            found = _SPOKEN_FOR.search(role)
            for word in _WORD.findall(role[found.end() :]) if found else ():
                yield from ((number, o) for o in by_surname.get(word, ()) if o != number)


def _seats(names: Sequence[Voice]) -> Iterator[_Pair]:
    """Pair the seat of a head of state or government with the head."""
    for number, voice in enumerate(names):
        office = _SEATS.get(" ".join(voice.words).removeprefix("the "))
        for other, head in enumerate(names) if office else ():
            one_side = head.origin.side is not None and head.origin.side == voice.origin.side
            if one_side and office and _holds(head.roles, office):
                yield number, other


def _holds(roles: Iterable[str], office: str) -> bool:
    """Return whether a role is an office, and not one next to it: "vice president"."""
    return any(role.endswith(office) and not set(role.split()) & _NEXT for role in roles)


def _documents(names: Sequence[Voice]) -> Iterator[_Pair]:
    """Pair documents of one kind where nothing tells them apart: no author, body or subject."""
    by_head: dict[str, list[int]] = defaultdict(list)
    told: dict[int, tuple[set[str], set[str]]] = {}
    for number, origin in enumerate(voice.origin for voice in names):
        if origin.kind == "document":
            head = _BEFORE_HEAD.split(origin.name, maxsplit=1)[0].split()[-1:]
            words = set(_WORD.findall(origin.name)) - set(head) - _EMPTY
            told[number] = words, {word for word in words if word[0].isupper()}
            noun = plain(" ".join(head)).removesuffix("s")
            by_head["document" if noun in _PAPERS else noun].append(number)
    for alike in by_head.values():
        for a, b in combinations(alike[:_WIDEST], 2):
            (in_a, proper_a), (in_b, proper_b) = told[a], told[b]
            if proper_a & proper_b or in_a <= in_b or in_b <= in_a:
                yield (a, b) if len(in_a) < len(in_b) else (b, a)


_EMPTY = frozenset(("a", "an", "and", "by", "for", "from", "in", "its", "of", "on", "s", "the"))
_SEATS = {
    "white house": "president",
    "kremlin": "president",
    "blue house": "president",
    "elysee": "president",
    "elysee palace": "president",
    "downing street": "prime minister",
    "chancellery": "chancellor",
}
_NEXT = frozenset({"vice", "deputy", "former", "ex"})
_PAPERS = frozenset({"file", "paper", "record"})
_RULES = (
    _shorter_names,
    _longer_names,
    _said_together,
    _groups_and_people,
    _spoken_for,
    _seats,
    _documents,
)


def _quoted_alike(
    names: Sequence[Voice], said: Mapping[str, Sequence[Statement]], texts: Mapping[str, str]
) -> Iterator[_Pair]:
    """Pair two of whom one is quoted with words in a row that the other is said to have said."""
    told: dict[Hashable, set[int]] = defaultdict(set)
    quoted: dict[Hashable, set[int]] = defaultdict(set)
    for number, origin in enumerate(voice.origin for voice in names):
        for row in said.get(origin.id, ()):
            words = _WORD.findall(plain(words_of(row.content, texts.get(row.report_id, ""))))
            runs = set(zip(*(words[at:] for at in range(_REUSED)), strict=False))
            for run in runs:
                told[run].add(number)
                if row.kind == "direct":
                    quoted[run].add(number)
    carried = [len({row.report_id for row in said.get(one.origin.id, ())}) for one in names]
    for alike, by in quoted.items():
        # Who is named by fewer reports is the likelier slip: a pronoun read wrongly.
        others = sorted(told[alike], key=lambda one: (carried[one], one))[-_WIDEST:]
        yield from (pair for pair in combinations(others, 2) if by & set(pair))


# --- the largest choice --------------------------------------------------------------------


def _most_apart(count: int, pairs: Iterable[_Pair]) -> set[int]:
    """Return as many numbers below `count` as possible, no two of which are a pair.

    >>> sorted(_most_apart(4, [(0, 1), (1, 2)]))
    [0, 2, 3]
    """
    near: dict[int, set[int]] = {number: set() for number in range(count)}
    less: dict[int, int] = dict.fromkeys(range(count), 0)  # in how many pairs it tells less
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
        less[a] += 1
    order = sorted(near, key=lambda number: (less[number], number))
    return _largest(near, order)


def _largest(near: dict[int, set[int]], order: Sequence[int]) -> set[int]:
    """Take who has one neighbour at most, as that is never worse; try both ways with others."""
    chosen: set[int] = set()
    left = dict.fromkeys(order)
    while left:
        degrees = {number: len(near[number] & left.keys()) for number in left}
        fewest = min(left, key=lambda number: degrees[number])
        if degrees[fewest] > 1 and len(left) <= _EXACTLY:
            most = max(left, key=lambda number: degrees[number])
            without = [number for number in left if number != most]
            apart = [number for number in without if number not in near[most]]
            taken, left_out = {most} | _largest(near, apart), _largest(near, without)
            return chosen | (taken if len(taken) >= len(left_out) else left_out)
        chosen.add(fewest)
        for number in [fewest, *(near[fewest] & left.keys())]:
            del left[number]
    return chosen
