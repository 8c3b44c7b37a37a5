"""What an explicit denial denies: by what it points back to, or by whom it is said of.

"Vest said Norland was caught selling oil. Norland denies it."     what stands before
"The lieutenant governor denied the allegations."                 where she is named before
"Norland denied that its ships were involved in the oil sales."   whoever says so, anywhere
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from reportedly.compare.answers import rare_terms
from reportedly.compare.background import is_wanted
from reportedly.compare.material import Material, rarity
from reportedly.compare.patterns import flat
from reportedly.compare.rare_words import root
from reportedly.model import Statement
from reportedly.text import hull

# "The claim", "those media reports", "any such allegation": nothing but a word for telling.
_TOLD = re.compile(
    r"^\W*(?:that )?(?:all |both )?(?:the|this|these|those|that|such|his|her|its|their|any|an?)\b"
    r"(?:\W+[\w']+){0,3}?\W+(?:claims?|reports?|allegations?|accusations?|rumou?rs?|charges?|"
    r"assertions?|contentions?|suggestions?|points?|accounts?|stor(?:y|ies)|versions?|statements?|"
    r"critiques?|criticisms?|insinuations?)\W*$"
)
# "It did anything wrong", "making illegal shipments", "any wrongdoing", "having known".
_OWN_DOING = re.compile(
    r"^\W*(?:that )?(?:it|he|she|they|any|all|wrongdoing|involvement|responsibility|\w{2,}ing)\b"
)
# "Claims that he betrayed them", "a news report that said", "any part in the raid".
_OF_FACT = re.compile(
    r"^\W*(?:[\w'-]+\W+){0,5}?(?:claims?|reports?|allegations?|accusations?|rumou?rs?|charges?|"
    r"assertions?|suggestions?|notions?|insinuations?)\b\W+(?:that|of|claiming|saying|alleging|"
    r"which|about|on|thursday|friday|monday|tuesday|wednesday|saturday|sunday)\b"
    r"|^\W*(?:any |all |a |his |her |its |their )?(?:[\w'-]+ )?(?:roles?|parts?|involvement|"
    r"wrongdoing|links?|ties|responsibility|knowledge|collusion|guilt|complicity|hand)\b"
)
_ACCUSES = re.compile(
    r"\b(?:accus|blam|critici[sz])\w*|\b(?:reports?|allegations?|claims?|charges?) (?:that|of)\b"
)
_DISPUTES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|disput\w+|reject\w+|refut\w+|dismiss\w+|false|falsely|"
    r"untrue|inaccura\w+)\b"
)
_FALSE = re.compile(
    r"(?:^\W*|\b)(?:that|this|it|(?:the|those|these|such|any|all|his|her|its|their)"
    r"(?: [\w'-]+){0,3}? (?:claims?|reports?|allegations?|accusations?|rumou?rs?|stor(?:y|ies)|"
    r"suggestions?|accounts?|descriptions?|characteri[sz]ations?))\b"
    r"(?: [\w'-]+){0,12}?(?: (?:is|are|was|were)|'s|'re)(?: [\w'-]+){0,2}?"
    r" (?:false|untrue|not true|not accurate|baseless|unfounded|groundless|nonsense|fabricat\w+|"
    r"inaccurate|incorrect|a lie|lies|ludicrous|absurd)\b"
)
_TO_COME = re.compile(r"^\W*(?:that )?(?:[\w'-]+ ){0,5}?(?:will|would|may|might|could|should)\b")
_OF_ITS_SENTENCE = re.compile(r"^\W*an?\b")  # "a contention": told in the same sentence or nowhere
_LAST = 40  # statements before a denial that are looked at; more stand in no 600 characters
_BACK = 600  # characters before a denial in which what it points back to is looked for
_SHARED = 0.45  # share of a denial's rare words, by rarity, that what it denies must have
_UNNAMED = 0.65  # the same where whoever denies is not named in it
_FEWEST = 2  # words that tell what is denied, without which a denial can only point back
_NEAR_BEST = 0.8  # of the best, for another statement to be denied as well
_MOST = 300  # statements that have a word, beyond which only rarer words lead to any
_LEAST = 1.5  # words less rare than this ("do", "make", "new") tell of nothing
# Words for telling, and for what is wrong with it: they say nothing of what is denied.
_NOT_TOLD = frozenset(
    {"report", "claim", "accusation", "rumor", "rumour", "notion", "allegation"}
    | {"suggestion", "comment", "medium", "news", "idea", "charge", "criticism"}
    | {"illegal", "false"}
)


class Accusations:
    """Where the statements of a story stand, and which words they have, for denials to find."""

    def __init__(self, material: Material) -> None:
        """Take the statements that count."""
        self._material = material
        told = (
            s for s in material.statements.values() if s.counted and s.content and s.act == "say"
        )
        self._told = sorted(told, key=lambda one: material.order(one.id))

    def denied_by(self, denial: Statement) -> list[str]:
        """Return what an explicit denial denies, in order of publication."""
        if not denial.content:
            return []
        words = self._material.words(denial)
        # "It had ruled out a drone" tells what it denies; "it did anything wrong" does not.
        vague = _OWN_DOING.match(words) is not None and len(self._telling(denial)) < _FEWEST
        points_back = vague or points_to_telling(words) or calls_false(words)
        if not points_back and not is_of_fact(denial, words):
            return []
        found = list(self._by_words(denial))
        if not found and points_back:
            found = list(self._before(denial, words))
        return list(self._material.ordered(found))

    # --- pointing back -----------------------------------------------------------------------

    @cached_property
    def _in_report(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for statement in self._told:
            found.setdefault(statement.report_id, []).append(statement)
        return found

    def _before(self, denial: Statement, words: str) -> Iterator[str]:
        """Yield what names whoever denies shortly before, else what its own sentence has told."""
        start = denial.context.start
        beside = self._beside(denial) if points_to_telling(words) else []
        if beside or _OF_ITS_SENTENCE.match(words):
            yield from (max(one, key=_nearest).id for one in [beside] if one)
            return
        near = [
            other
            for other in self._until(denial)
            if 0 <= start - other.context.end <= _BACK and self._may_be_denied(denial, other)
        ]
        named = [o for o in near if self._names(denial, o) and self._accuses(o)]
        if named:
            yield max(named, key=_nearest).id

    def _until(self, denial: Statement) -> list[Statement]:
        """Return the last statements of its report that begin before a denial does."""
        told = self._in_report.get(denial.report_id, [])
        until = bisect_left(told, denial.content[0].start, key=lambda one: one.content[0].start)
        return told[max(0, until - _LAST) : until]

    def _beside(self, denial: Statement) -> list[Statement]:
        """Return what the sentence of a denial tells before it: "X, a point they disputed"."""
        return [
            other
            for other in self._until(denial)
            if other.context == denial.context
            and other.content[-1].end <= denial.content[0].start
            and other.kind != "own voice"
            and self._may_be_denied(denial, other)
        ]

    def _accuses(self, other: Statement) -> bool:
        """Return whether a statement is somebody's, or its words say that it is an accusation."""
        attributed = other.kind != "own voice" and other.speaker is not None
        return attributed or _ACCUSES.search(self._material.words(other)) is not None

    def _names(self, denial: Statement, other: Statement) -> bool:
        """Return whether what is told names whoever denies, or the party of that speaker."""
        text = self._material.words(other)
        party = self._material.parties.speaking(denial)
        if party and any(name == party for _, _, name in self._material.parties.named_in(text)):
            return True
        names = [word for word in (denial.speaker or "").split() if word[:1].isupper()]
        last = flat(names[-1]).removesuffix("'s") if names else ""
        role = flat(denial.role or "")
        forms = [form for form in (last, role if " " in role else "") if len(form) > 2]
        return any(re.search(rf"\b{re.escape(form)}\b", text) for form in forms)

    # --- in the words of others ------------------------------------------------------------------

    @cached_property
    def _having(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for statement in self._told:
            for term in sorted({root(term) for term in rare_terms(statement)}):
                found.setdefault(term, []).append(statement)
        return found

    def _by_words(self, denial: Statement) -> Iterator[str]:
        own = {root(word): rarity(word) for word in sorted(self._telling(denial))}
        whole = sum(own.values())
        if len(own) < _FEWEST:
            return
        ranked: list[tuple[float, str]] = []
        for other in self._sharing(own):
            shared = own.keys() & {root(term) for term in other.terms}
            share = sum(own[word] for word in sorted(shared)) / whole
            least = _SHARED if self._names(denial, other) else _UNNAMED
            if len(shared) < 2 or share < least or not self._may_be_denied(denial, other):
                continue
            if other.kind == "own voice" and not self._accuses(other):
                continue
            ranked.append((share, other.id))
        best = max((share for share, _ in ranked), default=0.0)
        yield from (one for share, one in ranked if share >= best * _NEAR_BEST)

    def _telling(self, denial: Statement) -> frozenset[str]:
        """Return the words by which what is denied can be known, without who denies it."""
        speaker = set(flat(denial.speaker or "").split())
        return frozenset(
            term
            for term in denial.terms
            if rarity(term) >= _LEAST
            and not term[0].isdigit()
            and term not in speaker | _NOT_TOLD
            and self._material.parties.meant(term) is None
        )

    def _sharing(self, words: Iterable[str]) -> list[Statement]:
        """Return the statements with any of some words that not everybody uses."""
        found: dict[str, Statement] = {}
        for word in sorted(words):
            having = self._having.get(word, ())
            if len(having) <= _MOST:
                found.update((one.id, one) for one in having)
        return list(found.values())

    def _may_be_denied(self, denial: Statement, other: Statement) -> bool:
        """Return whether a statement affirms something that is not the denier's own account."""
        if other.id == denial.id or other.polarity != "+" or other.within == denial.id:
            return False
        if denial.within == other.id or other.certainty == "possible":
            return False
        if is_inside(denial, other) or self._affirms_nothing(other):
            return False
        if self._material.voice(denial.id) == self._material.voice(other.id):
            return False
        a, b = self._material.side(denial.id), self._material.side(other.id)
        if a is not None and a == b and not are_persons(denial, other):
            return False
        verbs = other.predicates
        told = [p for p in verbs if not p.negated and not is_wanted(other, p.span, self._material)]
        return bool(told) and not any(p.negated for p in verbs)

    def _affirms_nothing(self, other: Statement) -> bool:
        """Return whether words tell what is to come, or are themselves a denial."""
        words = self._material.words(other)
        return bool(_TO_COME.match(words) or _DISPUTES.search(words))


def are_persons(a: Statement, b: Statement) -> bool:
    """Return whether two named persons speak: colleagues may contradict each other."""
    return all(one.named and one.speaker_type == "person" for one in (a, b))


def is_inside(a: Statement, b: Statement) -> bool:
    """Return whether one statement stands among the words of the other."""
    if a.report_id != b.report_id or not a.content or not b.content:
        return False
    return hull(a.content).overlaps(hull(b.content))


def calls_false(words: str) -> bool:
    """Return whether words call something told false, whatever verb leads them in.

    >>> calls_false("those reports are entirely false"), calls_false("a false alarm")
    (True, False)
    """
    return _FALSE.search(words) is not None


def points_to_telling(words: str) -> bool:
    """Return whether words name only that something was told, not what.

    >>> points_to_telling("the media reports"), points_to_telling("the report on the fire")
    (True, False)
    """
    return _TOLD.match(words) is not None


def is_of_fact(denial: Statement, words: str) -> bool:
    """Return whether what is denied is that something is so: no service, person or proposal."""
    if any(predicate.subject for predicate in denial.predicates):
        return True
    return bool(_OF_FACT.match(words) or _OWN_DOING.match(words))


def _nearest(statement: Statement) -> tuple[int, bool, int]:
    """Sort by sentence, then what is somebody's, then the innermost words."""
    return statement.context.start, statement.kind != "own voice", statement.content[0].start
