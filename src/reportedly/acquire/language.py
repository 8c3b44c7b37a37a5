"""Which language a report is written in, or None where its text cannot tell."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier


# Below this a name or two decide. Chosen by hand, not measured.
LETTERS = 60
SAMPLE = 1_500  # characters looked at; a few paragraphs are plenty, more cost time
SURE = 0.5


# Small words of English that no other language has together; those that others write too ("in",
# "was", "is", "a") are left out. Over the outlet pages (dev) articles in English had .17 or more of
# them, others .02 or less.
# fmt: off
SMALL_WORDS = frozenset(
    {
        "as", "be", "but", "by", "can", "for", "from", "has", "have", "it", "not", "of", "or",
        "our", "that", "the", "their", "they", "this", "to", "we", "which", "will", "with", "you",
        "your", "and", "are", "said",
    }
)
# fmt: on
PLAIN_SHARE = 0.15


def _is_plainly_english(sample: str) -> bool:
    """Return whether small English words decide: the identifier takes half a second to load."""
    words = sample.casefold().split()
    return sum(word in SMALL_WORDS for word in words) >= PLAIN_SHARE * len(words)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def find_language(text: str) -> str | None:
    """Return the ISO 639 code of the language of `text`, None for too little text.

    >>> find_language("The bridge was shut at noon. " * 4)
    'en'
    >>> find_language("Bridge shut") is None
    True
    """
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < LETTERS:
        return None
    if _is_plainly_english(sample):
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= SURE else None
