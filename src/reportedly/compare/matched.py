"""The word by which a statement was found to speak on a question, as the question says it."""

from __future__ import annotations

from reportedly.compare.hits import Hit


def word_of(hit: Hit) -> str:
    """Return the word that matched, without an ending: "costs" and "cost" are one."""
    at = hit.span.start - hit.piece.start
    word = hit.piece.text[at : hit.span.end - hit.piece.start].split()[0]
    if word.endswith(("xes", "sses", "ches", "shes")):
        word = word.removesuffix("es")
    elif not word.endswith("ss"):
        word = word.removesuffix("s")
    return _NOUNS.get(word, word)


# A question asks for a thing: "how much is the price put at", not "the priced".
_NOUNS = {
    "priced": "price",
    "pricing": "price",
    "pricey": "price",
    "valued": "value",
    "valuation": "value",
    "worth": "value",
    "fined": "fine",
    "pay": "payment",
    "paid": "payment",
    "settle": "settlement",
    "settled": "settlement",
    "costing": "cost",
    "costly": "cost",
    "damaged": "damage",
    "damaging": "damage",
    "trading": "price",
    "traded": "price",
    "trade": "price",
    "changing": "price",
    "changed": "price",
    "taxed": "tax",
}
