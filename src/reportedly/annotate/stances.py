"""Tell how an outlet puts what somebody says, and who the somebody is where no name is given.

The words of a cue, a source and a sentence go in; out come

    claimed, alleged, insisted        the class of the cue: doubting, asserting, refusing ...
    two people briefed on the talks   what sort of source it is: people familiar
    who was not authorised to speak   the words that say why no name is given

`words/verb_classes.txt` and `words/unnamed_sources.txt` hold the lists.
"""

from __future__ import annotations

import re
from functools import cache

from reportedly.model import Act, CueClass, Pieces, Span, UnnamedKind
from reportedly.text import plain, trimmed, word_list

# What the classes of `verb_classes.txt`, made for the choice of words, say of the outlet's stance.
_CLASSES: dict[str, CueClass] = {
    "neutral": "neutral",
    "distancing": "doubting",
    "assertive": "asserting",
    "conceding": "asserting",
    "denying": "denying",
    "withholding": "refusing",
    "directive": "directing",
    "mental": "thinking",
    "combative": "judging",
    "emotive": "judging",
}
_FAMILIAR = re.compile(
    r"\b(?:familiar|briefed|knowledge|close to|privy|involved|aware|informed|acquainted)\b"
)
_REASON = re.compile(
    r"(?:\bwho |\bwhich |\band )?(?:"
    r"\b(?:was|were|is|are|had|has)(?: not|n['’]t) (?:been )?(?:authori[sz]ed|allowed|permitted|"
    r"cleared|empowered)\b"
    r"|\b(?:lacked|without) (?:the )?(?:authority|authori[sz]ation|permission)\b"
    r"|\b(?:ask(?:ed|ing)?|want(?:ed|ing)?|request(?:ed|ing)?|wish(?:ed|ing)?|prefer(?:red|ring)?|"
    r"insist(?:ed|ing)?)(?: that (?:he|she|they))? (?:not to be|to remain|to stay|to be un|"
    r"not be|for|on)\s?-?(?:anonym\w+|un?named|named|identified|quoted)"
    r"|\bdid(?: not|n['’]t) (?:want|wish) to be (?:named|identified|quoted)\b"
    r"|\b(?:declin|refus)(?:ed|ing) to be (?:named|identified|quoted)\b"
    r"|\b(?:on|under) (?:the )?condition (?:of anonymity|that (?:he|she|they|their|his|her)\b)"
    r"|\b(?:spoke|speaking|talked|talking|said) anonymously\b|\brequest(?:ed|ing) anonymity\b"
    r"|\b(?:was|were) granted anonymity\b|\banonymity to\b"
    r"|\b(?:cannot|could not|can not) be (?:named|identified)\b"
    r"|\bwhose (?:name|names|identity|identities) (?:is|are|was|were|has|have) (?:not |being )?"
    r"(?:been )?(?:withheld|disclosed|known|changed|published)\b"
    r"|\b(?:for|out of|citing) fear of \w+|\bfearing (?:reprisals?|retribution|retaliation)\b"
    r"|\bgave (?:his|her|their) (?:first )?names? only\b|\bgave only (?:his|her|their) first\b"
    r")",
    re.IGNORECASE,
)
_REASON_END = re.compile(r"[,.;:!?”\"»)\n]|$")
_LONGEST_REASON = 240  # characters that a reason may go on for


def cue_class(lemma: str | None, act: Act, *, is_sourced: bool) -> CueClass | None:
    """Return the outlet's stance towards what is said, by the verb that it chose.

    >>> cue_class("claim", "say", is_sourced=True), cue_class("say", "say", is_sourced=False)
    ('doubting', 'hearsay')
    """
    if not is_sourced:
        return "hearsay"
    if act in ("decline", "silent"):
        return "refusing"
    if act == "deny":
        return "denying"
    if lemma is None:
        return None
    return "neutral" if lemma == "warn" else _classes().get(lemma.lower(), "neutral")


@cache
def _classes() -> dict[str, CueClass]:
    pairs = (line.split("\t") for line in word_list("verb_classes"))
    return {verb: _CLASSES[kind] for verb, kind in pairs if kind in _CLASSES}


def unnamed_kind(speaker: str, words: str) -> UnnamedKind | None:
    """Return what sort of unnamed source a speaker is; `words` are the whole source's.

    >>> unnamed_kind("Two officials", "Two officials"), unnamed_kind("harbour", "the harbour")
    ('officials', None)
    >>> unnamed_kind("person", "a person familiar with the matter")
    'people familiar'
    """
    forms = [form for word in re.findall(r"[\w-]+", plain(speaker)) for form in _forms(word)]
    kinds = [_kinds()[form] for form in forms if form in _kinds()]
    if _FAMILIAR.search(plain(words)) and (not kinds or kinds[0] == "people"):
        return "people familiar"
    return kinds[0] if kinds else None


def _forms(word: str) -> tuple[str, ...]:
    """Return a word and what it may be the plural of."""
    return (word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word))


@cache
def _kinds() -> dict[str, UnnamedKind]:
    found: dict[str, UnnamedKind] = {}
    known: tuple[UnnamedKind, ...] = (
        "officials", "authorities", "spokespeople", "witnesses", "analysts", "people familiar",
        "people", "relatives", "medics", "media", "documents", "lawyers",
    )  # fmt: skip
    for line in word_list("unnamed_sources"):
        noun, _, kind = line.partition("\t")
        found[noun] = next(one for one in known if one == kind)
    return found


def anonymity(text: str, context: Span, content: Pieces) -> Pieces:
    """Return the words around a statement that say why its source is not named.

    >>> text = "An officer, who was not authorised to speak, said the gate was open."
    >>> [span.of(text) for span in anonymity(text, Span(0, len(text)), ())]
    ['who was not authorised to speak']
    """
    found: list[Span] = []
    for match in _REASON.finditer(text, context.start, context.end):
        limit = min(context.end, match.end() + _LONGEST_REASON)
        end = _REASON_END.search(text, match.end(), limit)
        span = Span(match.start(), end.start() if end else limit)
        said = _cut(span, content)
        said = trimmed(said, text) if said is not None else None
        if said is not None and not (found and found[-1].end >= said.end):
            found.append(said)
    return tuple(found)


def tells_of_source(text: str, content: Pieces) -> bool:
    """Return whether a clause beside an attribution tells only of its source.

    Why it bears no name is kept with the attribution, and "would neither confirm" is half of an
    act that "nor deny" ends.
    """
    last = content[-1]
    if _NEITHER.search(text, last.start, last.end) and " nor " in text[last.end : last.end + 8]:
        return True
    reasons = anonymity(text, last, ())
    return bool(reasons) and reasons[0].start <= last.start + 2 and reasons[-1].end >= last.end - 1


_NEITHER = re.compile(r"\bconfirm(?:ed|ing)?\W*\Z", re.IGNORECASE)


def _cut(span: Span, content: Pieces) -> Span | None:
    """Return a span up to where something said begins; None where it begins inside that."""
    for piece in content:
        if piece.start <= span.start < piece.end:
            return None
        if span.start < piece.start < span.end:
            span = Span(span.start, piece.start)
    return span
