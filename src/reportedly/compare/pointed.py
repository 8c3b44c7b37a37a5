"""What a denial points to by naming who told it, or by holding it in its own words.

"dismissed Brandt's comment that the council is afraid"    what Brandt is said to have said
"disputed the Harlow Gazette report"                       what the Gazette is said to report
"pushed back against critics who said the dam leaks"       what critics are said to have said
"did not agree with Brandt's assessment"                   what Brandt said last before it
"Analysts are sceptical of that claim"                     what was told just before it
"The lawsuit is without merit," "That is not true"         what the lawsuit says, or was just told
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from reportedly.compare.material import Material
from reportedly.compare.patterns import flat
from reportedly.model import Statement
from reportedly.rarity import meaning, stem
from reportedly.text import hull

_TELLING = (
    r"(?:comments?|claims?|reports?|reporting|stor(?:y|ies)|articles?|accounts?|allegations?|"
    r"accusations?|assertions?|assessments?|statements?|characteri[sz]ations?|descriptions?|"
    r"contentions?|arguments?|remarks?|suggestions?|criticisms?|notions?|ideas?|version)"
)
# "Axel Brandt's comment on Sunday that", "claims that", "a report claiming".
_HOLDS = re.compile(
    rf"\b{_TELLING}\b(?:\W+(?:on|in|from|last|this|the|of|by|\w+day|week|month)\b){{0,4}}\W+"
    r"(?:that|saying|claiming|alleging|who said|which said|that said)\b"
    # "An article published by the Gazette on Sunday saying", "critics like Falk who said".
    rf"|\b(?:{_TELLING}|critics|opponents|those)\b(?:\s+[\w'.-]+){{1,8}}?\s+"
    r"(?:saying|claiming|alleging|who sa(?:id|y)|who (?:claim|call|argue)(?:ed|d)?)\b"
    r"|\b(?:critics|opponents|those) who (?:sa(?:id|y)|claim(?:ed)?|argued?|call(?:ed)?)\b"
)
# "The Gazette report", "Brandt's assessment", "the claims in the Gazette article".
_NAMES = re.compile(
    rf"^\W*(?:(?:the|that|those|these|all)\W+)?(.{{3,40}}?)(?:'s|')?\W+{_TELLING}\W*$"
)
_THAT = re.compile(rf"^\W*(?:that|this|those|these|the)\W+(?:[\w-]+\W+)?{_TELLING}\W*$")
_DOUBTS = re.compile(
    r"\b(?:sceptical|skeptical|doubt\w*|doubtful|disagree\w*|not agree|never agreed|question\w*|"
    r"disput\w*|challeng\w*|reject\w*|rebut\w*|refut\w*|contradict\w*|"
    r"push(?:ed|es|ing)? back\b(?: \w+)? (?:against|on|at)|hit(?:s|ting)? back (?:at|against)|"
    r"t(?:akes?|ook|aking) issue with)\b"
)
_FALSE = (
    r"(?:false|untrue|not true|not accurate|not correct|inaccurate|incorrect|baseless|unfounded|"
    r"groundless|without (?:any )?(?:merit|foundation|basis)|meritless|nonsense|phon(?:y|ey)|"
    r"fabricat\w+|(?:a )?lies?|(?:a )?hoax|mischaracteri[sz]ation|outrageous distortion|"
    r"wholly wrong|rubbish|ludicrous|preposterous)"
)
_IS = (
    r"(?:'s|'re| is| are| was| were| as| be)"
    r"(?: (?:a|an|all|just|simply|absolutely|totally|entirely|completely|categorically)){0,3}\W+"
)
_DOCUMENTS = (
    r"(lawsuits?|suits?|complaints?|reports?|stor(?:y|ies)|articles?|indictments?|letters?|"
    r"petitions?|allegations?|claims?|accusations?|charges?|rumou?rs?|assertions?|statements?)"
)
# "The suit is without merit", "called the report a fabrication".
_FALSE_OF = re.compile(
    rf"((?:[\w'.-]+ ){{0,4}}){_DOCUMENTS}\b(?: [\w'.-]+){{0,6}}?(?:{_IS}|,? an? )\W*{_FALSE}\b"
)
# "That is not true": nothing but the verdict stands before it.
_FALSE_THAT = re.compile(rf"^\W*(?:that|this|it|those|these|they){_IS}{_FALSE}\b")
_NEAR = 400  # characters before a denial within which "that claim" was told
_LAST = 60  # statements before a denial that are looked at
_WORD = re.compile(r"[a-z][a-z'-]+")
_SHORT = 3  # letters of words such as "the" and "new"


class Pointed:
    """The statements of a story by report, for denials that point at one of them."""

    def __init__(self, material: Material) -> None:
        """Take the statements that count and that somebody made."""
        self._material = material

    @cached_property
    def _told(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for statement in self._material.statements.values():
            if statement.counted and statement.content and statement.attribution_id is not None:
                found.setdefault(statement.report_id, []).append(statement)
        for rows in found.values():
            rows.sort(key=lambda row: (row.content[0].start, row.id))
        return found

    def denied_by(self, denial: Statement) -> list[str]:
        """Return what an explicit denial, or words of doubt, point at; [] where it is not known."""
        if not denial.content:
            return []
        words = self._material.words(denial)
        if denial.speaker is not None:
            called = self._called_false(denial, words)
            if called:
                return called
        if denial.act != "deny" and not self.doubts(denial):
            return []
        found = list(self._held(denial, words))
        if not found and (match := _NAMES.match(words)):
            found = self._of_source(denial, match[1])
        if not found and denial.act != "deny" and _THAT.match(words):
            found = list(self._before(denial))
        return found

    def doubts(self, statement: Statement) -> bool:
        """Return whether somebody doubts, in so many words, what another told."""
        report = self._material.reports.get(statement.report_id)
        if report is None or statement.act != "say" or not statement.cue:
            return False
        cue = flat(" ".join(span.of(report.text) for span in statement.cue))
        return _DOUBTS.search(cue) is not None

    def _called_false(self, statement: Statement, words: str) -> list[str]:
        """Return what somebody calls false: what a document says, else what was just told."""
        if match := _FALSE_OF.search(words):
            named = self._of_source(statement, match[1] + match[2])
            return named or self._elsewhere(match[2])
        return list(self._before(statement)) if _FALSE_THAT.match(words) else []

    def _held(self, denial: Statement, words: str) -> Iterator[str]:
        """Yield what the denied words themselves say that somebody else told."""
        match = _HOLDS.search(words)
        if match is None:
            return
        start, end = hull(denial.content).start, hull(denial.content).end
        inner = [
            other
            for other in self._rows(denial, start, end)
            if other.content[0].start >= start + match.start() and self._may_be(denial, other)
        ]
        if inner:
            yield min(inner, key=lambda row: (row.content[0].start, -hull(row.content).end)).id

    def _of_source(self, denial: Statement, name: str) -> list[str]:
        """Return the last thing before a denial that was told by whom it names."""
        wanted = _words_of(name)
        before = [
            other
            for other in self._until(denial)
            if wanted & _words_of(other.speaker or "") and self._may_be(denial, other)
        ]
        return [before[-1].id] if before else []

    def _elsewhere(self, name: str) -> list[str]:
        """Return the first thing that each other report has such a document say."""
        wanted = _words_of(name)
        found: list[str] = []
        for report_id in sorted(self._told):
            said = (
                row.id
                for row in self._told[report_id]
                if row.act == "say"
                and row.polarity == "+"
                and wanted & _words_of(row.speaker or "")
            )
            found.extend(list(said)[:1])
        return found

    def _before(self, denial: Statement) -> Iterator[str]:
        start = denial.context.start
        near = [
            other
            for other in self._until(denial)
            if start - other.context.end <= _NEAR and self._may_be(denial, other)
        ]
        if near:
            last = max(row.context.start for row in near)
            yield next(row.id for row in near if row.context.start == last)

    def _may_be(self, denial: Statement, other: Statement) -> bool:
        if other.act != "say" or other.polarity == "u" or other.id == denial.id:
            return False
        if other.certainty == "possible" or other.speaker is None:
            return False
        return self._material.voice(other.id) != self._material.voice(denial.id)

    def _rows(self, denial: Statement, start: int, end: int) -> list[Statement]:
        told = self._told.get(denial.report_id, [])
        first = bisect_left(told, start, key=lambda row: row.content[0].start)
        last = bisect_left(told, end, key=lambda row: row.content[0].start)
        return told[first:last]

    def _until(self, denial: Statement) -> list[Statement]:
        told = self._told.get(denial.report_id, [])
        until = bisect_left(told, denial.content[0].start, key=lambda row: row.content[0].start)
        return told[max(0, until - _LAST) : until]


def _words_of(name: str) -> frozenset[str]:
    """Return the words of a name that tell whom it names; a "suit" is a "lawsuit"."""
    words = (word for word in _WORD.findall(flat(name)) if len(word) > _SHORT)
    return frozenset(meaning(stem(word)) for word in words)
