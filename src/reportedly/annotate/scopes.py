"""Say over what time a figure was counted: one day, since a moment, so far, in total."""

from __future__ import annotations

import re
from typing import Literal

from reportedly.model import Span

Scope = Literal["total", "daily", "so far", "since", "rate"]

DAILY = re.compile(
    r"\bovernight\b"
    r"|\b(?:over|in|during|for|within) the (?:past|last|previous) (?:day|night|24 hours)\b"
    r"|\bsince (?:the )?(?:beginning|start) of the day\b|\bsince (?:this |early )?morning\b"
    r"|\bin (?:a single|one|a) (?:day|night)\b|\b(?:per|each|every) day\b"
    r"|\bon \w{3,6}day alone\b|\bin (?:the )?(?:past |last )?24 hours\b",
    re.IGNORECASE,
)
# Right behind what is counted: "40 trains a day"; not "40 trains a day earlier".
RATE = re.compile(
    r"\s+(?:an?|per|every|each)\s+(?:second|minute|hour|day|night|week|month|year)\b"
    r"(?!\s+(?:ago|earlier|later|before|after|old))",
    re.IGNORECASE,
)
SO_FAR = re.compile(
    r"\bso far\b|\bto date\b|\bthus far\b|\buntil now\b|\bup to now\b", re.IGNORECASE
)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
TOTAL = re.compile(
    r"\btotal(?:l?ing)?(?: of)?\W*$|\bin total\b|\baltogether\b|\boverall\b|\ball told\b"
    r"|\bcumulative(?:ly)?\b",
    re.IGNORECASE,
)
# A clause that says when ends here; what a later clause says does not reach back.
BREAK = re.compile(r"[;:.!?]\s|,\s+(?:and|but|while|with|which|who|as)\b|\b(?:while|but)\b", re.I)
REACH = 200  # characters to either side of the figure


# One of these must stand in a sentence for any figure in it to have a scope.
SCOPED = re.compile(
    r"day|night|morning|hour|second|minute|week|month|year|since|far|date|now|total|together|overall"
    r"|told|cumulative",
    re.IGNORECASE,
)


def is_scoped(text: str, sentence: Span) -> bool:
    """Return whether a sentence holds a word that may say over what time it counts."""
    return SCOPED.search(text, sentence.start, sentence.end) is not None


def scope_of(text: str, sentence: Span, figure: Span, counted: Span | None) -> Scope | None:
    """Return the scope that the words of the figure's own clause give, None for none."""
    before = text[max(sentence.start, figure.start - REACH) : figure.start]
    end = max(figure.end, counted.end if counted else 0)
    after = text[end : min(sentence.end, end + REACH)]
    breaks = list(BREAK.finditer(before))
    before = before[breaks[-1].end() :] if breaks else before
    stop = BREAK.search(after)
    after = after[: stop.start()] if stop else after
    clause = f"{before}|{after}"
    if RATE.match(after):
        return "rate"
    if DAILY.search(clause):
        return "daily"
    if SO_FAR.search(clause):
        return "so far"
    if TOTAL.search(before) or TOTAL.search(after):
        return "total"
    if SINCE.search(after):
        return "since"
    return None
