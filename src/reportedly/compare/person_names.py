"""Compare names of persons: surnames in several spellings, first names in several forms.

surname_key("Dravinskyy") == surname_key("Dravinskiy") == surname_key("Dravinsky")
first_names_agree(("oleh",), ("oleg",))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.text import is_family_name_first, listed, plain, word_list

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mp", "kc", "qc"})
_PREFIXES = frozenset(
    {"al", "el", "ad", "ash", "de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "bin"}
)
# Romanisations of one Cyrillic or Arabic letter, brought to one form. Order matters.
_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        (r"[^a-z]", ""),
        (r"(?:tsch|tch|cz)", "ch"),
        (r"(?:shch|sch|sz)", "sh"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou", "u"),
        (r"(?<=[^aeiouy])[iyj]+$", "y"),
        (r"(?<=[^aeiou])[iyj]*y[iyj]*$", "y"),
        (r"^[yij](?=[aeou])", ""),
        (r"[iyj](?=[aeou])", ""),
        (r"[iyj]+", "i"),
        (r"(.)\1+", r"\1"),
    )
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, plain and in lower case.

    Attributes:
        surname: Its key: spellings of one name have one key.
        letters: Letters of the surname as written.
        first: First names; empty where only a surname is given.
        title: "f" or "m" where a title tells, else "".
    """

    surname: str
    letters: str
    first: tuple[str, ...]
    title: str = ""


def parse_name(name: str) -> PersonName | None:
    """Return the parts of a person's name; None where nothing is left of it.

    >>> parse_name("Mr. Oleh Dravinskyy")
    PersonName(surname='dravinski', letters='dravinskyy', first=('oleh',), title='m')
    """
    words = [word.strip(".,()[]'\"") for word in plain(without_role(name)).split()]
    title = "m" if "mr" in words else "f" if {"ms", "mrs", "miss"} & set(words) else ""
    words = [w for w in words if w and w not in _SUFFIXES and f"{w}." not in _titles()]
    while len(words) > 1 and words[0] in _titles():
        words.pop(0)
    if not words:
        return None
    if is_family_name_first(" ".join(words)):
        return PersonName(surname_key(words[0]), words[0], _glued(words[1:]), title)
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PREFIXES:
        start -= 1
    surname = words[-1]
    for prefix in ("al-", "el-", "ad-", "ash-"):
        surname = surname.removeprefix(prefix)
    return PersonName(
        surname=surname_key(surname),
        letters=re.sub(r"[^\w]", "", surname),
        first=_without_initial(words[:start]),
        title=title,
    )


def _glued(given: Sequence[str]) -> tuple[str, ...]:
    """Return the syllables of a given name as one: "Jae-in", "Jae In" and "Jaein" are one name."""
    return ("".join(word.replace("-", "") for word in given),)


def _without_initial(first: Sequence[str]) -> tuple[str, ...]:
    """Return first names without an initial before them: "K. Michael Reed" is called Michael."""
    is_initial = len(first) > 1 and len(first[0]) == 1 and len(first[1]) > 1
    return tuple(first[1:] if is_initial else first)


def without_role(name: str) -> str:
    """Return a person's name without the nouns for what they are that stand before it.

    >>> without_role("Mayor Ann Reed"), without_role("Mayor Reed"), without_role("Dr. Ann Reed")
    ('Ann Reed', 'Mayor Reed', 'Dr. Ann Reed')
    """
    words = name.split()
    # Of two words the first may be a first name: "Bishop Reed", "Judge Reed".
    while len(words) > 2 and plain(words[0]) in listed("person_nouns"):
        words.pop(0)
    return " ".join(words) if len(words) < len(name.split()) else name


def surname_key(surname: str) -> str:
    """Return what all spellings of a surname have in common.

    >>> surname_key("Yevtushenko") == surname_key("Evtushenko"), surname_key("Reed")
    (True, 'red')
    """
    found = plain(surname)
    for pattern, into in _FOLDS:
        found = pattern.sub(into, found)
    return found


def first_name_keys(first: str) -> list[str]:
    """Return keys of which forms of one first name share at least one.

    >>> bool(set(first_name_keys("oleg")) & set(first_name_keys("oleh")))
    True
    """
    bare = first.strip("-.")
    return [surname_key(bare), *(f"#{number}" for number in _variants().get(bare, ()))]


def near_keys(letters: str) -> Iterator[str]:
    """Yield `letters` with one letter left out, and whole: misspellings share one of these.

    Swapped neighbours, one letter more, one less and one other are all met: two words within
    one such step have a common form.
    """
    yield letters
    for index in range(len(letters)):
        yield letters[:index] + letters[index + 1 :]


def is_misspelling(a: str, b: str) -> bool:
    """Return whether two words are one letter, or two swapped neighbours, apart.

    >>> is_misspelling("dravinsky", "dravnisky"), is_misspelling("dravinsky", "travinska")
    (True, False)
    """
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    if len(a) != len(b):
        short, long = sorted((a, b), key=len)
        return short[start:] == long[start + 1 :]
    if a[start + 1 :] == b[start + 1 :]:
        return True
    return a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]


@cache
def _variants() -> dict[str, tuple[int, ...]]:
    """Return each first name -> the numbers of the lines of the list it stands in."""
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(word_list("first_names")):
        for name in line.split("|"):
            found[name] = (*found.get(name, ()), number)
    return found


@cache
def _titles() -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in word_list("titles"))
