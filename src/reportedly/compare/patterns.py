"""Patterns over words, written so that a list of them can be read aloud.

    push* back                 "push back", "pushed back", "pushing back"
    not .. comment|say         "not", up to four words, then "comment" or "say"

A pattern compiles to a plain regular expression over text made flat by `flat`, whose offsets
are those of the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_STRAIGHT = str.maketrans("‘’‚‛“”„‟«»\u00a0", '\'\'\'\'"""""" ')
_NEVER = re.compile(r"(?!)")


def flat(text: str) -> str:
    r"""Return `text` in lower case with straight quotation marks, character for character.

    >>> print(flat("“İstanbul’s”"))
    "İstanbul's"
    """
    text = text.translate(_STRAIGHT)
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return one expression that finds any of `patterns`, the longest first.

    >>> compiled(["push* back", "retreat*"]).search("they were pushed back").group()
    'pushed back'
    >>> compiled([]).search("anything") is None
    True
    """
    ordered = sorted(set(patterns), key=lambda p: (-len(p), p))
    if not ordered:
        return _NEVER
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(_expression, ordered)) + r")(?!\w)")


def heads(patterns: Iterable[str]) -> frozenset[str]:
    """Return how the words begin that `patterns` begin with, three letters at most.

    A text none of whose words begins so holds none of the patterns.

    >>> sorted(heads(["push* back", "no|not .. comment"]))
    ['no', 'not', 'pus']
    """
    firsts = (form for pattern in patterns for form in pattern.split()[0].split("|"))
    return frozenset(first.split("*")[0][:_HEAD] for first in firsts)


_HEAD = 3


def beginnings(text: str) -> frozenset[str]:
    """Return the beginnings, up to three letters, of the words of flat `text`."""
    words = _STARTS.findall(text)
    return frozenset(word[:size] for word in words for size in range(1, _HEAD + 1))


_STARTS = re.compile(r"(?<![\w-])\w{1,3}")


def _expression(pattern: str) -> str:
    pieces: list[str] = []
    gap = ""
    for word in pattern.split():
        if word == "..":
            # Words and what stands between them, never across the end of a sentence.
            gap = r"(?:[^\w.!?;]+[\w'-]+){0,4}?[^\w.!?;]+"
            continue
        pieces.append(gap + _word(word))
        gap = r"[\s\"'-]+"
    return "".join(pieces)


def _word(word: str) -> str:
    forms = [re.escape(form).replace(r"\*", r"\w*") for form in word.split("|")]
    return forms[0] if len(forms) == 1 else "(?:" + "|".join(forms) + ")"
