"""Which language a report is written in, or None where its text cannot tell."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Below this a name or two decide. Chosen by hand, not measured.
LETTERS = 60
SAMPLE = 1_500  # characters looked at; a few paragraphs are plenty, more cost time
SURE = 0.5


@cache
def _identifier() -> LanguageIdentifier:
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
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= SURE else None
