"""What is said not to be shown against whoever says that it is so.

"found no evidence that the mayor took bribes"     "the mayor has taken bribes"
"did not establish that she obstructed justice"    "sought to obstruct justice"

What was not shown is taken up to the end of its clause. Whoever affirms it has its telling words
in one clause, a verb for the noun or the verb itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from reportedly.compare.material import Material, Piece, rarity
from reportedly.compare.negated import Clash, affirms
from reportedly.compare.patterns import flat
from reportedly.model import Predicate, Span, Statement

_SHOWN = r"(?:establish|prove|show|demonstrate|substantiate|corroborate|conclude|find|found)"
_NO_EVIDENCE = re.compile(
    r"\b(?:no|not (?:[a-z]+ ){0,2}?(?:any|enough|sufficient|adequate|a shred of|a scrap of)|n't "
    r"(?:[a-z]+ ){0,2}?(?:any|enough|sufficient)|insufficient|lack of|absence of|without(?: any)?|"
    r"a (?:shred|scrap|hint|trace) of)(?: [a-z-]+)? (?:evidence|proof|indications?|signs?)\b"
    r"(?: (?:yet|whatsoever|at all|so far))?,? (?:that|of|to (?:establish|prove|show) that)\b"
    r"|\b(?:did|does|do|has|have|had|could|was|were)(?: not|n't)(?: been)? "
    rf"{_SHOWN}(?:ed|d|n)?,? that\b"
    rf"|\b(?:fail(?:ed|s)?|unable) to {_SHOWN},? that\b"
)
_END = re.compile(r"[.;:!?—–()\"]|,\s|\b(?:but|although|though|while|whereas|despite|because)\b")
_REACH = 110  # characters in which what was not shown stands
_UNSURE = re.compile(
    r"\b(?:whether|if|possibl[ey]|potential\w*|alleg\w+|suspect\w*|accus\w+|investigat\w+|inquir\w+|"
    r"prob(?:e|es|ed|ing)|question\w*|evidence|proof|signs?|indications?|no|not|never|n't|den(?:y|ies|"
    r"ied|ial)|claim\w*|clear\w*|may|might|could|would|charges? of)\b[^.;:]{0,50}$"
)
_BEFORE = 60  # characters before a clause in which it is told to be no more than a question
_LEAST = 1.5  # words less rare than this ("do", "make", "new") tell nothing of what was not shown
_TELLING = (
    3.0  # rarity of the word that leads to whoever affirms; "president", "vote" are less rare
)
_SHARE = 0.6  # share of the words, by rarity, that whoever affirms must have
_ROOT = 5  # letters in which verb and noun agree: "collude", "collusion"; "obstruct", "obstruction"
_NEXT = 2  # characters between a cue and what it leads to
_FEWEST = 2  # such words: "no evidence of fraud" is of whatever fraud
_WORD = re.compile(r"[a-z][a-z']+[a-z]")
_NOUNS = ("tion", "sion", "ment", "ity", "ness", "ance", "ence", "ism")
_MOST = 200  # clauses that have a word, beyond which it tells nothing apart


class Unproven:
    """The clauses of a story by their words, for what is said not to be shown to find."""

    def __init__(self, material: Material) -> None:
        """Take the statements that count."""
        self._material = material

    def negated_by(self, statement: Statement) -> Iterator[Clash]:
        """Yield the clauses of others that affirm what a statement says was not shown."""
        if statement.act not in ("say", "deny"):
            return
        for piece in self._told(statement):
            for match in _NO_EVIDENCE.finditer(piece.text):
                yield from self._against(statement, piece, match)

    def _told(self, statement: Statement) -> tuple[Piece, ...]:
        """Return the words of a statement, with those of its cue where they lead to them."""
        pieces = self._material.pieces(statement)
        report = self._material.reports.get(statement.report_id)
        cue, content = statement.cue, statement.content
        if report is None or not cue or not 0 <= content[0].start - cue[-1].end <= _NEXT:
            return pieces
        whole = Span(cue[0].start, content[0].end)
        return Piece(flat(whole.of(report.text)), whole.start), *pieces[1:]

    def _against(self, statement: Statement, piece: Piece, match: re.Match[str]) -> Iterator[Clash]:
        """Yield what affirms the words that follow "no evidence that"."""
        rest = piece.text[match.end() : match.end() + _REACH]
        end = found.start() if (found := _END.search(rest)) else len(rest)
        wanted = _weights(rest[:end])
        rarest = max(sorted(wanted), key=lambda root: wanted[root], default="")
        having = self._affirmed.get(rarest, ()) if wanted.get(rarest, 0.0) >= _TELLING else ()
        named = _names(statement) & _roots(rest[:end])
        if len(wanted) < _FEWEST or not named or len(having) > _MOST:
            return
        for other, predicate, roots in having:
            if predicate.lemma[:_ROOT] not in wanted or named.isdisjoint(
                _roots(self._material.words(other))
            ):
                continue
            share = sum(wanted[root] for root in sorted(wanted.keys() & roots))
            if share >= _SHARE * sum(wanted.values()) and self._may_stand(statement, other):
                yield Clash(other.id, predicate.span.start, piece.start + match.start())

    @cached_property
    def _affirmed(self) -> dict[str, list[tuple[Statement, Predicate, frozenset[str]]]]:
        """The clauses that affirm something, by the roots of their words."""
        found: dict[str, list[tuple[Statement, Predicate, frozenset[str]]]] = {}
        for one in self._material.ordered(self._material.statements):
            statement = self._material.statements[one]
            if not statement.counted or statement.kind == "own voice" or not affirms(statement):
                continue
            for predicate in statement.predicates:
                if _is_verb(predicate) and not self._is_unsure(statement, predicate.span):
                    words = (predicate.lemma, *predicate.subject, *predicate.object)
                    roots = frozenset(word[:_ROOT] for word in words)
                    for root in sorted(roots):
                        found.setdefault(root, []).append((statement, predicate, roots))
        return found

    def _is_unsure(self, statement: Statement, span: Span) -> bool:
        """Return whether a clause is only asked about, alleged or itself negated."""
        report = self._material.reports.get(statement.report_id)
        before = flat(report.text[max(0, span.start - _BEFORE) : span.start]) if report else ""
        return report is None or _UNSURE.search(before) is not None

    def _may_stand(self, statement: Statement, other: Statement) -> bool:
        """Return whether two statements are two accounts and not one told twice."""
        if statement.id in (other.id, other.within) or statement.within == other.id:
            return False
        return self._material.voice(statement.id) != self._material.voice(other.id)


def _roots(words: str) -> frozenset[str]:
    return frozenset(word[:_ROOT] for word in _WORD.findall(words))


def _names(statement: Statement) -> frozenset[str]:
    """Return the roots of the words in the names of whom a statement is about."""
    return frozenset(word[:_ROOT] for name in statement.names for word in _WORD.findall(flat(name)))


def _is_verb(predicate: Predicate) -> bool:
    """Return whether a clause says by a verb, not negated, what is done."""
    return not predicate.negated and not predicate.lemma.endswith(_NOUNS)


def _weights(words: str) -> dict[str, float]:
    """Return the roots of the telling words of flat text, each with its rarity."""
    found = (word for word in _WORD.findall(words) if rarity(word) >= _LEAST)
    return {word[:_ROOT]: rarity(word) for word in found}
