"""Questions that no frame asks: one statement against another, one figure beside another.

What a frame would have asked is taken from the words themselves:

    claims   a statement that denies or negates, and the statements it is held against because
             they share rare words; or "denied it", right after what it denies
    amounts  figures of one thing or in one unit, in statements that share rare words
    shared   statements of different reports that share most of their rare words

Candidates come from an index of rare words, never from comparing all with all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.compare.answers import REMARKS, Answer, plain_answer, rare_terms
from reportedly.compare.fitting import is_money
from reportedly.compare.material import Material, rarity
from reportedly.compare.patterns import flat
from reportedly.intervals import nominal
from reportedly.model import Figure, Statement

_RARE = 2.5  # words rarer than this are indexed
# A word of more statements than this, or than this share of a story's, tells nothing apart.
_MOST, _MOST_SHARE, _MOST_FEW = 40, 0.05, 6
_DENIED = 0.45  # share of a denial's rare words, by rarity, that what it denies must have
_DENIED_ITSELF = 0.75  # the same where an outlet's own sentence is what is denied
_ALIKE = 0.6  # the same for statements that say one thing
_QUOTED = 8  # how many such statements are asked about; copies of one text share them all
_FEWEST = 3  # rare words that such statements must share
_PRONOUN = re.compile(r"^\W*(?:that )?(?:it|them|any part in it)\W*$")


def find_loose(answers: Sequence[Answer], material: Material) -> list[Answer]:
    """Return answers of the frames "claim", "amount" and "shared"."""
    index = _Index(material)
    claims = list(_claims(answers, index, material))
    done = {answer.statement_id for answer in (*answers, *claims)}
    amounts = list(_amounts(answers, index, material))
    done.update(answer.statement_id for answer in amounts)
    return [*claims, *amounts, *_shared(done, index, material)]


class _Index:
    """Which statements have which rare words."""

    def __init__(self, material: Material) -> None:
        self.terms: dict[str, frozenset[str]] = {}
        self.having: dict[str, list[str]] = {}
        self.told: dict[str, list[str]] = {}  # attributed statements by report
        for statement_id in material.ordered(material.statements):
            statement = material.statements[statement_id]
            if not statement.counted or statement.act in REMARKS:
                continue
            named = {word for name in statement.names for word in flat(name).split()}
            terms = frozenset(
                term
                for term in rare_terms(statement) - named
                if rarity(term) >= _RARE and material.parties.meant(term) is None
            )
            self.terms[statement_id] = terms
            if statement.act == "say" and statement.kind != "own voice":
                self.told.setdefault(statement.report_id, []).append(statement_id)
            for term in sorted(terms):
                self.having.setdefault(term, []).append(statement_id)
        self._drop_common()

    def _drop_common(self) -> None:
        most = min(_MOST, max(_MOST_FEW, _MOST_SHARE * len(self.terms)))
        common = {term for term, members in self.having.items() if len(members) > most}
        self.terms = {one: terms - common for one, terms in self.terms.items()}
        for term in common:
            del self.having[term]

    def near(self, statement_id: str) -> list[str]:
        """Return the statements that share a telling word with one, in order of publication."""
        found: dict[str, None] = {}
        for term in sorted(self.terms.get(statement_id, ())):
            found.update(dict.fromkeys(self.having[term]))
        found.pop(statement_id, None)
        return list(found)

    def shared(self, a: str, b: str) -> frozenset[str]:
        """Return the rare words of both."""
        return self.terms.get(a, frozenset()) & self.terms.get(b, frozenset())

    def weight(self, terms: Iterable[str]) -> float:
        """Return how much some words tell, by rarity."""
        return sum(rarity(term) for term in sorted(terms))


class _Families:
    """Connected statements: the smallest in order of publication names its family."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, one: str) -> str:
        root = one
        while self._parent.get(root, root) != root:
            root = self._parent[root]
        while self._parent.get(one, one) != root:
            self._parent[one], one = root, self._parent[one]
        return root

    def join(self, first: str, second: str) -> None:
        a, b = self.find(first), self.find(second)
        self._parent.setdefault(a, a)
        if a != b:
            self._parent[b] = a


# --- what denies or negates what ---------------------------------------------------------------


def _claims(answers: Sequence[Answer], index: _Index, material: Material) -> Iterator[Answer]:
    # What a frame asks in words is asked there; "to put pressure" is denied, not the closure.
    affirmed = {answer.frame for answer in answers if answer.stance == "+"}
    framed = {a.statement_id for a in answers if a.figure is None and a.frame in affirmed}
    families = _Families()
    stance: dict[str, str] = {}
    for statement_id in index.terms:
        if statement_id in framed:
            continue
        for other in _denied(material.statements[statement_id], index, material):
            families.join(other, statement_id)
            stance.setdefault(other, "+")
            stance[statement_id] = "-"
    yield from _in_families("claim", families, stance, index, material)


def _in_families(
    frame: str, families: _Families, stance: dict[str, str], index: _Index, material: Material
) -> Iterator[Answer]:
    members: dict[str, list[str]] = {}
    for statement_id in material.ordered(stance):
        members.setdefault(families.find(statement_id), []).append(statement_id)
    for family in members.values():
        noun = _name(family, index)
        for statement_id in family:
            answer = plain_answer(material.statements[statement_id], frame, material)
            yield replace(answer, stance=stance[statement_id], topic=family[0], noun=noun)


def _name(family: Sequence[str], index: _Index) -> str | None:
    """Return the words that most of a family share, the rarest first, in alphabetical order."""
    counts: dict[str, int] = {}
    for statement_id in family:
        for term in index.terms[statement_id]:
            counts[term] = counts.get(term, 0) + 1
    shared = [term for term, count in counts.items() if count > 1 and term.isalpha()]
    shared.sort(key=lambda term: (-counts[term], -rarity(term), term))
    return ", ".join(shared[:3]) or None


def _denied(statement: Statement, index: _Index, material: Material) -> Iterator[str]:
    """Yield what a statement denies or negates."""
    denies = statement.act == "deny"
    if denies and _PRONOUN.match(material.words(statement)):
        before = _just_before(statement, index, material)
        if before is not None:
            yield before
        return
    if denies or any(predicate.negated for predicate in statement.predicates):
        yield from _said_so(statement, index, material)
    own = index.terms.get(statement.id, frozenset()) if denies else _negated(statement, index)
    if not own or not statement.predicates or (not denies and statement.speaker is None):
        return
    ranked = []
    for other in index.near(statement.id):
        shared = own & index.terms[other]
        if len(shared) < 2 and not (denies and max(map(rarity, shared), default=0) > _TELLING):
            continue
        share = index.weight(shared) / index.weight(own)
        if not _speaks_of(material.statements[other], shared, statement if not denies else None):
            continue
        if material.statements[other].kind == "own voice" and not (
            denies and share >= _DENIED_ITSELF and len(shared) >= _FEWEST
        ):
            continue
        if share >= _DENIED and _may_be_denied(statement, material.statements[other], material):
            ranked.append((-share, material.order(other), other))
    best = min(ranked, default=None)
    yield from (other for share, _, other in sorted(ranked) if best and share <= best[0] * _CLOSE)


def _said_so(statement: Statement, index: _Index, material: Material) -> Iterator[str]:
    """Yield whoever is quoted elsewhere with words that a statement says were never said."""
    for match in _QUOTED_WORDS.finditer(material.words(statement)):
        for other in index.terms:
            row = material.statements[other]
            direct = row.kind in ("direct", "mixed") and row.report_id != statement.report_id
            if direct and row.act == "say" and match[1] in material.words(row):
                yield other


# Inside a quotation other marks are used; two words at least, since "no" is said by everybody.
_QUOTED_WORDS = re.compile(
    r"\b(?:never|not|denied|denies|didn't|hadn't)\b[^.;]{0,40}?"
    r"(?<!\w)'([a-z]+(?: [a-z]+){1,6})'(?!\w)"
)
_CLOSE = 0.8  # of the best, for another statement to be denied as well


def _speaks_of(other: Statement, words: frozenset[str], negation: Statement | None) -> bool:
    """Return whether a statement affirms something with some words.

    Against a mere negation it must have the negated verb itself.
    """
    verbs = {predicate.lemma for predicate in other.predicates if not predicate.negated}
    if not verbs or any(
        predicate.negated and words & {predicate.lemma, *predicate.subject, *predicate.object}
        for predicate in other.predicates
    ):
        return False
    return negation is None or any(
        p.negated and p.lemma in verbs and rarity(p.lemma) >= _VERB for p in negation.predicates
    )


_VERB = 1.5  # "cross", "warn" tell what is negated; "be", "have", "put" do not


def _negated(statement: Statement, index: _Index) -> frozenset[str]:
    """Return the telling words of what a statement negates: the verb and what it takes."""
    words = {
        word
        for predicate in statement.predicates
        if predicate.negated
        for word in (predicate.lemma, *predicate.subject, *predicate.object)
    }
    return index.terms.get(statement.id, frozenset()) & words


_TELLING = 5.0  # a word this rare ("sprinkler") is enough for a denial beside its subject


def _may_be_denied(denial: Statement, other: Statement, material: Material) -> bool:
    if other.act == "deny" or other.polarity != "+" or other.within == denial.id:
        return False
    if denial.within == other.id:
        return False
    if material.voice(denial.id) == material.voice(other.id):
        # Whoever says otherwise on another day has changed the account.
        return material.said(denial) != material.said(other)
    a, b = material.side(denial.id), material.side(other.id)
    return a is None or b is None or a != b


def _just_before(statement: Statement, index: _Index, material: Material) -> str | None:
    """Return the statement of somebody else that ends last before one in the same report."""
    start = statement.context.start
    before = [
        other
        for other in index.told.get(statement.report_id, ())
        if (row := material.statements[other]).context.start < start
        and start - row.context.end < _ADJACENT
        and material.voice(other) != material.voice(statement.id)
        and not any(predicate.negated for predicate in row.predicates)
    ]
    return max(before, key=material.order, default=None)


_ADJACENT = 60  # characters between a statement and the "denied it" that follows


# --- figures of one thing ----------------------------------------------------------------------


def _amounts(answers: Sequence[Answer], index: _Index, material: Material) -> Iterator[Answer]:
    used = {answer.figure.id for answer in answers if answer.figure}
    by_kind: dict[str, list[Answer]] = {}
    for statement_id in index.terms:
        statement = material.statements[statement_id]
        for figure_id in statement.figures:
            figure = material.figures.get(figure_id)
            if figure is None or figure_id in used or figure.part_of is not None:
                continue
            kind = _kind_of(figure.base_unit, figure.counted_head)
            if kind is not None and not _is_part(figure):
                answer = plain_answer(statement, "amount", material, figure)
                answer = replace(answer, terms=_beside(answer, statement, material))
                by_kind.setdefault(kind, []).append(answer)
    for kind in sorted(by_kind):
        yield from _same_amounts(kind, by_kind[kind], index, material)


_BESIDE = 60  # characters around a figure in which words say what it measures


def _beside(answer: Answer, statement: Statement, material: Material) -> frozenset[str]:
    """Return the words near a figure that may say what it is of."""
    report, figure = material.reports.get(statement.report_id), answer.figure
    if report is None or figure is None:
        return frozenset()
    start, end = max(0, figure.span.start - _BESIDE), figure.span.end + _BESIDE
    text = flat(report.text[start:end])
    unit = {figure.counted_head, figure.unit}
    named = {word for name in statement.names for word in flat(name).split()}
    terms = set(statement.terms) - named
    if figure.counted_head:
        terms &= _taking(figure.counted_head, statement)
    return frozenset(
        term
        for term in terms
        if term not in unit
        and rarity(term) >= _SOMEWHAT
        and not term[0].isdigit()
        and term[: max(4, len(term) - 2)] in text
        and material.parties.meant(term) is None
    )


def _taking(noun: str, statement: Statement) -> set[str]:
    """Return the words of the verbs that a counted noun belongs to, and of what they take."""
    return {
        word
        for predicate in statement.predicates
        if noun in (*predicate.subject, *predicate.object)
        for word in (predicate.lemma, *predicate.subject, *predicate.object)
    }


def value_of(answer: Answer) -> float | None:
    """Return the number that an answer names."""
    return nominal(answer.figure) if answer.figure else None


def _needs_words(answer: Answer, kind: str) -> bool:
    return kind in _MANY_THINGS or (answer.figure is not None and is_money(answer.figure))


_MANY_THINGS = frozenset({"metre", "square metre", "metre per second"})
_SOMEWHAT = 1.0  # "show", "track", "store" help to tell what a figure is of; "say", "be" do not


def _is_part(figure: Figure) -> bool:
    """Return whether a figure counts an increase or others than those counted before."""
    words = set(flat(figure.counted or "").split())
    return figure.change in ("up", "down") or bool(words & _OTHERS)


_OTHERS = frozenset({"other", "others", "more", "another", "additional", "further", "extra"})
_NO_AMOUNT = ("second", "year", "month", "week", "day", "hour", "percent", "degree", "time")


def _kind_of(base_unit: str | None, head: str | None) -> str | None:
    if base_unit is not None:
        return None if base_unit.startswith(_NO_AMOUNT) else base_unit
    return f"count {head}" if head and rarity(head) >= _RARE else None


def _same_amounts(
    kind: str, found: Sequence[Answer], index: _Index, material: Material
) -> Iterator[Answer]:
    """Yield the figures of one kind whose statements share rare words, if of two voices."""
    families = _Families()
    by_id: dict[str, Answer] = {}
    for answer in found:
        by_id.setdefault(answer.statement_id, answer)
    having: dict[str, str] = {}
    for statement_id, answer in by_id.items():
        tied = {term for term in answer.terms if term in index.having}
        # A counted noun, or a unit other than of length, is tie enough by itself.
        for term in sorted(tied) if _needs_words(answer, kind) else [kind]:
            families.join(having.setdefault(term, statement_id), statement_id)
    members: dict[str, list[Answer]] = {}
    for statement_id in material.ordered(by_id):
        members.setdefault(families.find(statement_id), []).append(by_id[statement_id])
    for family in members.values():
        reports = {material.statements[answer.statement_id].report_id for answer in family}
        voices = {material.voice(answer.statement_id) for answer in family}
        values = {value_of(answer) for answer in family}
        if len(reports) > 1 and len(voices) > 1 and len(values) > 1:
            noun = _name([answer.statement_id for answer in family], index)
            first = family[0].statement_id
            yield from (replace(a, topic=f"{kind} {first}", noun=noun) for a in family)


# --- statements that share most of their words -------------------------------------------------


def _shared(done: set[str], index: _Index, material: Material) -> Iterator[Answer]:
    told = {
        one
        for one, own in index.terms.items()
        if one not in done and len(own) >= _FEWEST and material.statements[one].kind != "own voice"
    }
    families = _Families()
    linked: dict[str, str] = {}
    for statement_id in material.ordered(told):
        for other in index.near(statement_id):
            if other in told and _are_alike(statement_id, other, index):
                families.join(*material.ordered((statement_id, other)))
                linked.update(dict.fromkeys((statement_id, other), "+"))
    found = list(_in_families("shared", families, linked, index, material))
    reports: dict[str | None, set[str]] = {}
    for answer in found:
        reports.setdefault(answer.topic, set()).add(answer.report_id)
    several = [topic for topic, inside in reports.items() if len(inside) > 1]
    several.sort(key=lambda topic: -len(reports[topic]))
    for answer in found:
        if answer.topic in several[:_QUOTED]:
            statement = material.statements[answer.statement_id]
            yield replace(answer, stance="-" if statement.polarity == "-" else "+")


def _are_alike(a: str, b: str, index: _Index) -> bool:
    shared = index.shared(a, b)
    least = min(index.weight(index.terms[a]), index.weight(index.terms[b]))
    return len(shared) >= _FEWEST and index.weight(shared) >= _ALIKE * least
