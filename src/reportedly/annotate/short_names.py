"""Tell which names of a report are short for which: "Ode" for "Ada Ode", "HPA" for its authority.

Namings go in, for each name come out the fullest names that it may be short for: itself where
nothing is longer, several where it cannot be told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from reportedly.annotate.gazetteer import body_nouns, country_names
from reportedly.annotate.unnamed import Naming
from reportedly.model import MentionType
from reportedly.text import plain

Words = tuple[str, ...]
_SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on", "at", "de", "du", "des", "&"})
_LONGEST_SHORT = 3  # words of a body's name that its longer name goes on with: "Brannt Terminals"
_FIRM = frozenset(
    ["inc", "corp", "co", "ltd", "plc", "llc", "llp", "ag", "sa", "gmbh", "nv", "spa", "se", "oyj"]
)


def full_names(namings: Sequence[Naming]) -> dict[str, tuple[str, ...]]:
    """Return for each name in the report the fullest names that it may be short for.

    >>> ode = Naming(0, 1, 1, "person", "Ada Ode")
    >>> full_names([ode, Naming(3, 3, 3, "person", "Ode")])
    {'Ada Ode': ('Ada Ode',), 'Ode': ('Ada Ode',)}
    """
    by_type: dict[MentionType, dict[str, Words]] = {}
    usual = _usual_forms(namings)
    for naming in namings:
        if naming.named:
            name = usual[naming.words]
            by_type.setdefault(naming.type, {})[name] = tuple(plain(name).split())
    found: dict[str, tuple[str, ...]] = {}
    for kind, names in by_type.items():
        found |= _fullest_of(names, kind)
    found |= _initials(found, by_type.get("org", {}))
    for form, name in usual.items():
        found[form] = found[name]
    return found | _one_form_a_country(namings)


def _usual_forms(namings: Sequence[Naming]) -> dict[str, str]:
    """Return for each name its commonest form: accents and capitals apart, it is one name."""
    counts = Counter(naming.words for naming in namings if naming.named)
    alike: dict[str, list[str]] = {}
    for name in counts:
        alike.setdefault(plain(name), []).append(name)
    return {
        name: max(forms, key=lambda form: (counts[form], form != form.upper()))
        for forms in alike.values()
        for name in forms
    }


def _fullest_of(names: dict[str, Words], kind: MentionType) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    index = _by_word(names)
    # A first name alone is short for a full name that stands before it, a surname for any.
    order = {name: number for number, name in enumerate(names)}
    for name, words in names.items():
        longer = [
            other
            for other in _sharing(index, words, kind)
            if len(names[other]) > len(words)
            and _is_short_for(words, names[other], kind)
            and (names[other][-1] == words[-1] or kind == "org" or order[other] < order[name])
        ]
        found[name] = _fullest(longer, names, kind) or (name,)
    if kind == "person":
        found |= _misspelt(found, names)
    return found


def _by_word(names: dict[str, Words]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for name, words in names.items():
        for word in set(words):
            index.setdefault(word, []).append(name)
    return index


def _sharing(index: dict[str, list[str]], words: Words, kind: MentionType) -> list[str]:
    shared = index.get(words[-1], [])
    return shared if kind != "org" else list(dict.fromkeys((*shared, *index.get(words[0], ()))))


def _is_short_for(short: Words, long: Words, kind: MentionType) -> bool:
    if long[-len(short) :] == short:
        return True
    if kind == "org":
        return _is_begun(short, long)
    if kind == "person" and len(short) == 1:
        return short[0] in long  # a first name alone, or the first of two surnames
    # "Ada Ode" for "Ada B. Ode"
    return kind == "person" and (short[0], short[-1]) == (long[0], long[-1])


def _is_begun(short: Words, long: Words) -> bool:
    """Tell "Brannt" for "Brannt Terminals" from "House" for "House Budget Committee"."""
    rest = long[len(short) :]
    if long[: len(short)] != short or len(rest) > _LONGEST_SHORT or short[-1] in body_nouns():
        return False
    return all(word.strip(".,") in _FIRM or word not in body_nouns() for word in rest)


def _fullest(longer: list[str], names: dict[str, Words], kind: MentionType) -> tuple[str, ...]:
    """Leave out names that are themselves short for another of the list."""
    kept = [
        name
        for name in longer
        if not any(
            len(names[other]) > len(names[name]) and _is_short_for(names[name], names[other], kind)
            for other in longer
        )
    ]
    return tuple(sorted(kept))


def _misspelt(
    found: dict[str, tuple[str, ...]], names: dict[str, Words]
) -> dict[str, tuple[str, ...]]:
    """Take a surname that nobody bears for one that differs by a slip of the pen."""
    surnames: dict[str, set[str]] = {}
    for name, words in names.items():
        if len(words) > 1:
            surnames.setdefault(words[-1], set()).update(found[name])
    changed: dict[str, tuple[str, ...]] = {}
    for name, words in names.items():
        if len(words) == 1 and found[name] == (name,) and len(name) >= 6:
            near = {
                full
                for surname, fulls in surnames.items()
                if _differs_by_a_slip(words[0], surname)
                for full in fulls
            }
            if len(near) == 1:
                changed[name] = tuple(near)
    return changed


def _differs_by_a_slip(a: str, b: str) -> bool:
    """Tell whether one letter is changed, added or lost, or two neighbours are swapped.

    >>> _differs_by_a_slip("okonjo", "oknojo"), _differs_by_a_slip("okonjo", "okello")
    (True, False)
    """
    if a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 5:
        return a == b
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    if len(a) != len(b):
        return rest_a[1:] == rest_b or rest_a == rest_b[1:]
    return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])


def _initials(
    found: dict[str, tuple[str, ...]], names: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Read "HPA" as the one body of the report that has these initials."""
    names = list(names)
    bearers: dict[str, set[str]] = {}
    for name in names:
        for short in _abbreviations(name):
            bearers.setdefault(short, set()).update(found[name])
    changed: dict[str, tuple[str, ...]] = {}
    for name in names:
        bare = name.replace(".", "").removesuffix("s")
        if found[name] == (name,) and len(bare) > 1 and bare.isupper():
            full = bearers.get(bare, set()) - {name}
            if len(full) == 1:
                changed[name] = tuple(full)
    return changed


def _abbreviations(name: str) -> set[str]:
    words = [word for word in re.findall(r"[^\W\d_][\w’'.]*", name) if word != "s"]
    if len(words) < 2:
        return set()
    strong = [word[0] for word in words if word.lower() not in _SMALL]
    every = [word[0] for word in words]
    return {"".join(run).upper() for run in (strong, every) if len(run) > 1}


def _one_form_a_country(namings: Sequence[Naming]) -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {}
    for naming in namings:
        if naming.named and naming.words in country_names():
            forms.setdefault(country_names()[naming.words], []).append(naming.words)
    fullest = {name: max(words, key=len) for name, words in forms.items()}
    return {word: (fullest[name],) for name, words in forms.items() for word in words}
