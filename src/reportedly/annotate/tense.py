"""Say whether the words around an expression of time look back or ahead.

"was closed on Thursday"    past        "will meet on Friday"    future
"""

from __future__ import annotations

import re

from reportedly.annotate.time_readings import Frame
from reportedly.model import Parse, Span

AHEAD = frozenset({"will", "'ll", "’ll", "shall"})
# Words that put what follows into the future: "is scheduled to meet on Friday".
PLANNED = frozenset(
    {"scheduled", "expected", "due", "upcoming", "going", "would"}
    | {"plan", "plans", "planned", "planning", "hope", "hopes", "hoped", "resume"}
    | {"expect", "expects", "expecting", "intend", "intends", "slated"}
)
# What opens something up, but not in "could not be reached on Friday", "neither could be found".
MAYBE = frozenset({"may", "might", "could", "should", "must"})
UNFIT_FOR_MAYBE = frozenset({"have", "not", "n't", "n’t", "be"})
# In the present they speak of what is to come; captions tell in it of what is past ("meets").
SCHEDULED = frozenset(
    {"begin", "begins", "start", "starts", "open", "opens", "end", "ends", "expire", "expires"}
    | {"resumes", "conclude", "concludes", "mature", "matures"}
)
# "The deadline is Friday", "was to leave Saturday", "set for Tuesday".
DIRECTLY = re.compile(
    r"\b(?:(?:is|are)(?: on)?|set for"
    r"|(?:is|are|was|were) to [a-z]+(?: [a-z]+){0,3}?(?: on| in| by)?)\s+$"
)
# Right before the expression they leave no choice: "until Tuesday", "as soon as Tuesday".
UNTIL = re.compile(r"\b(?:until|till|by|starting|beginning|as (?:soon|early|late) as)\s+$")

LOOKED_BACK = 200  # characters; a dozen words take fewer


class Tense:
    """Whether the words around an expression look back or ahead, from the nearest verb."""

    def __init__(self, text: str, sentence: Span, parse: Parse | None) -> None:
        self.text, self.sentence, self.parse = text, sentence, parse

    def frame(self, start: int, end: int) -> Frame | None:
        """Return the frame of the expression from `start` to `end`, None where no verb tells."""
        until = UNTIL.search(self.text, max(self.sentence.start, start - 20), start)
        if until and until.group().strip() != "by":
            return "future"
        if DIRECTLY.search(self.text, max(self.sentence.start, start - 60), start):
            return "future"
        if self.text.startswith(("'s", "’s"), end) and not self._announced():
            return "past"  # "would get around Wednesday's ruling"
        found = self._from_verbs(start, end)
        return "future" if until and found != "past" else found

    def _announced(self) -> bool:
        """Return whether the sentence says outright that something will be."""
        words = self.text[self.sentence.start : self.sentence.end].lower().split()
        return not AHEAD.isdisjoint(words)

    def _from_verbs(self, start: int, end: int) -> Frame | None:
        if self.parse is None:
            return self._from_words(start, end)
        before = self.parse.inside(Span(self.sentence.start, max(self.sentence.start, start)))
        for index in reversed(before):
            if found := self._of_token(index):
                return found
        after = self.parse.inside(Span(end, max(end, self.sentence.end)))
        return next((found for index in after if (found := self._of_token(index))), None)

    def _of_token(self, index: int) -> Frame | None:
        if self.parse is None:
            return None
        token = self.parse.tokens[index]
        word = token.text.lower()
        auxiliary = self._auxiliary(index)
        if auxiliary in ("been", "having"):
            return "past"  # "had been scheduled to expire on Friday"
        if word in AHEAD or word in PLANNED:
            return "future"
        if word in MAYBE:
            return None if self._next_word(index) in UNFIT_FOR_MAYBE else "future"
        if word in SCHEDULED and token.tag in ("VBZ", "VBP"):
            return "future"
        if token.tag == "VBN":  # "shares issued July 1"; "is" and "be" leave it to other words
            return None if auxiliary in ("is", "are", "'s", "’s", "be") else "past"
        return "past" if token.tag == "VBD" else None

    def _next_word(self, index: int) -> str:
        after = self.parse.tokens[index + 1 : index + 2] if self.parse else ()
        return after[0].text.lower() if after else ""

    def _auxiliary(self, index: int) -> str:
        """Return the word before the verb at `index`, adverbs passed over."""
        if self.parse is None:
            return ""
        before = self.parse.tokens[max(0, index - 3) : index]
        return next((t.text.lower() for t in reversed(before) if t.pos not in ("ADV", "PART")), "")

    def _from_words(self, start: int, end: int) -> Frame | None:
        first = max(self.sentence.start, start - LOOKED_BACK)
        before = self.text[first:start].lower().split()[-12:]
        for word in reversed(before):
            if word in AHEAD or word in PLANNED:
                return "future"
            if word in ("said", "told", "was", "were", "had") or word.endswith("ed"):
                return "past"
        after = self.text[end : min(self.sentence.end, end + 80)].lower().split()
        return "future" if AHEAD & set(after[:6]) else None
