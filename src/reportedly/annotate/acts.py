"""Tell what kind of act a statement is: said, denied, declined, kept silent, or not verified.

The words of a cue and what follows, or of a sentence in the outlet's own voice, go in; the act
and the words that show it come out:

    "declined to comment on the fire"              -> decline
    "did not respond to a request for comment"     -> silent
    "could not be independently verified"          -> unverified
"""

from __future__ import annotations

import re

from reportedly.model import Act
from reportedly.text import listed

_NT = r"(?:n['’]t| not)"
_ADVERB = r"(?:\w{2,16}ly |yet |so far |also |still |as yet |even |again ){0,3}"
_TELL = (
    r"(?:comment|commenting|discuss|elaborate|answer|answering|say|estimate|assess|speculate|"
    r"explain|clarify|share|reveal|expand|address|offer (?:any |further |more )*details|"
    r"specify|reply|respond|confirm(?: or deny)?|identify|name|disclose|describe|speak|talk|"
    r"provide (?:any |further |more )*details|be drawn|be interviewed|be named|go into|get into|"
    r"get ahead|take questions|give (?:any |further |more )*(?:details|(?:a )?figures?|"
    r"an estimate|a timeline|names))\b"
)
_DECLINE = re.compile(
    rf"\b(?:declin|refus)(?:e|es|ed|ing) {_ADVERB}to {_TELL}"
    rf"|\b(?:would|will){_NT} {_ADVERB}{_TELL}"
    rf"|\bwon['’]t {_ADVERB}{_TELL}"
    rf"|\bnot going to {_ADVERB}{_TELL}"
    r"|\bneither confirm(?:ed)? nor den(?:y|ied)\b"
    r"|\bdeclin(?:ed|es|ing) (?:further )?comment\b|\bdeferred (?:all )?questions\b"
    r"|^\W*no (?:further |official )?comment\b(?: on [^.;]{1,60})?\W*$",
    re.IGNORECASE,
)
_NO_WORD = r"(?:immediate |public |further |official )*(?:comment|word|reaction|response)\b"
_SILENT = re.compile(
    rf"\b(?:has|have|had|is|was|were|did|does|do)(?:{_NT}| yet to) {_ADVERB}(?:be |been )?"
    r"(?:comment(?:ed|ing)?|respond(?:ed|ing)?|repl(?:y|ied|ying)|answer(?:ed)?|react(?:ed)?|"
    r"immediately available|available (?:for|to) comment|reachable|"
    r"issued? (?:an? |any )?(?:statement|comment)|return(?:ed)? (?:an? |several |repeated )?"
    r"(?:phone |telephone )?(?:calls?|messages?|emails?|requests?))\b"
    rf"|\bcould{_NT} {_ADVERB}be {_ADVERB}reached\b"
    r"|\b(?:remain(?:ed|s|ing)?|kept|keeping|stayed|staying) (?:largely )?"
    r"(?:mum|silent|tight-lipped|quiet)\b"
    rf"|\b(?:made|had|gave|offered|issued|was|is|been) no {_NO_WORD}"
    rf"|\bno {_NO_WORD} (?:came |was |has come )?(?:immediately )?(?:from|by)\b"
    r"|\b(?:has|have|had) said (?:nothing|little)\b"
    r"|\b(?:neither|none|nobody|no one)\b[^.;:]{1,80}\b(?:answered|responded|replied|commented)\b",
    re.IGNORECASE,
)
_CHECKED = r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|authenticated?)\b"
_UNVERIFIED = re.compile(
    rf"\b(?:could|can)(?:{_NT}|not) {_ADVERB}(?:be )?{_ADVERB}{_CHECKED}"
    rf"|\b(?:has|have|had|was|were|is|are|did|does|do)(?:{_NT}| yet to) {_ADVERB}(?:be |been )?"
    rf"{_ADVERB}{_CHECKED}"
    rf"|\b(?:neither|none|no)\b[^.;:]{{1,80}}\b(?:could|can|has|have|had) {_ADVERB}(?:be|been) "
    rf"{_ADVERB}{_CHECKED}"
    rf"|{_NT} {_ADVERB}(?:been )?able to {_ADVERB}{_CHECKED}"
    rf"|\b(?:has|have|had|was|were)(?:{_NT}| yet to) {_ADVERB}(?:be |been ){_ADVERB}"
    r"(?:identified|named|released|disclosed|determined|established)\b"
    rf"|\b(?:unable|impossible|not (?:immediately |yet )?possible) to {_ADVERB}{_CHECKED}"
    r"|\bno (?:independent|official|immediate) (?:confirmation|verification|corroboration)\b"
    rf"|(?:\b(?:is|was|are|were|remains?|remained)|\bit['’]s){_NT} {_ADVERB}clear\b"
    rf"|(?:\b(?:is|was|are|were|remains?|remained)|\bit['’]s) {_ADVERB}"
    r"(?:unclear|unknown|unconfirmed|unverified|uncertain)\b",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:claims?|reports?|allegations?|accusations?|rumou?rs?|stor(?:y|ies)|assertions?|it|that|"
    r"this|they|these|those)\b[^.;]{0,60}?\b(?:is|are|was|were|as) (?:\w+ly )?(?:false|untrue|"
    r"baseless|unfounded|groundless|fabricated|invented|fake|nonsense|a lie|lies|a fabrication|"
    r"absurd|not true)\b",
    re.IGNORECASE,
)


def act_of(words: str, cue_lemma: str | None = None) -> tuple[Act, tuple[int, int] | None]:
    """Return the act that `words` perform or report, and where in them that shows.

    `cue_lemma` is the verb that introduces them; None for the outlet's own voice.

    >>> act_of("The ministry has not yet commented on the blast.")
    ('silent', (13, 34))
    >>> act_of("denied any part in it", "deny")
    ('deny', None)
    """
    for act, pattern in _PATTERNS:
        match = pattern.search(words)
        if match:
            return act, match.span()
    if cue_lemma and is_denial(cue_lemma):
        return "deny", None
    if cue_lemma and (match := _FALSE.search(words)):
        return "deny", match.span()
    return "say", None


_PATTERNS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("decline", _DECLINE),
    ("silent", _SILENT),
    ("unverified", _UNVERIFIED),
)


def is_denial(cue_lemma: str) -> bool:
    """Return whether a cue explicitly denies what it introduces.

    >>> is_denial("reject"), is_denial("say")
    (True, False)
    """
    return cue_lemma.lower() in listed("denial_verbs")
