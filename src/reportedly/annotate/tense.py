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
    | {"plan", "plans", "planned", "planning", "hopes", "hoped", "resume"}
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
        if token.tag == "VBN":  # "shares issued July 1"; "is" and "be" leave it to other words
            return None if auxiliary in ("is", "are", "'s", "’s", "be") else "past"
        return "past" if token.tag == "VBD" else None

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
