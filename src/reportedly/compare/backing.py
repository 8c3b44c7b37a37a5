"""How many origins stand behind statements, and how independent they are.

The rules are those printed on every page:

    unattributed      only outlets' own voice, one report
    single            one named origin, one report
    reported          several reports; copying neither shown nor excluded, or origins
                      that are not shown to be independent; or one whose source has no name
    repeated          several reports, all traced to exactly one origin
    several origins   two or more named origins of one known side, none shown on another
    corroborated      two or more named origins of different bodies and sides, neither
                      resting on the other or on a common third, none speaking of itself
    no account        nothing but that somebody has not commented

Single, reported and repeated show one origin at most and are equally strong (`STRENGTH`): that a
report repeats an origin is more knowledge, not more support. So nothing gets stronger when a
report is hidden. A side as a whole ("Velisk says"), or a body, is no origin beside somebody who
speaks for it.

A question has the support of its best supported answer; "several origins" also where two of one
side give different answers to it. Other sides that answer as well take nothing away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.compare.one_voice import Voice, several_voices, voice_of
from reportedly.model import Copy, Derivation, Origin, Report, Statement, Support
from reportedly.text import plain, words_of

STRENGTH: dict[Support, int] = {
    "not yet reported": 0,
    "no account": 0,
    "unattributed": 1,
    "single": 2,
    "reported": 2,
    "repeated": 2,
    "several origins": 3,
    "corroborated": 4,
}
# Words in a row that two sides do not hit upon each by itself: one quotation under two names.
_REUSED = 6
_WORD = re.compile(r"\w+")
_PAST = re.compile(r"\b(?:former|formerly|ex|retired|late)\b")
_POSSESSIVE = re.compile(r"['’]s?$")
_COMPANY = re.compile(r",? (?:inc|corp|co|ltd|llc|plc|ag|gmbh|company|corporation|group)\.?$")
_LONGEST_BODY = 8  # words of a body's name
_NAMED = frozenset({"speaker", "document", "footage"})
# Words over a notice of the outlet's own: they name nobody who said anything.
_NOTICES = frozenset(
    [
        "amendment",
        "clarification",
        "clarifications",
        "correction",
        "corrections",
        "editor's note",
        "editors' note",
        "editor’s note",
        "editors’ note",
        "note",
        "note to readers",
        "retraction",
        "update",
        "updates",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """The support of some statements, with the four counts and what they rest on."""

    support: Support
    reports: int
    outlets: int
    origins: int  # named
    sides: int
    origin_ids: tuple[str, ...]
    names: tuple[str, ...]  # of the named origins
    one_side: bool  # whether two of the named origins are of one known side
    apart: tuple[str, ...]  # names of origins of different sides, none resting on another
    of_itself: tuple[str, ...]  # names of the named origins that only speak of themselves
    publisher: str = ""  # the owner of all outlets, where they are several and speak themselves


class Origins:
    """The origins of one story, and which reports copy which."""

    def __init__(
        self,
        reports: Sequence[Report],
        statements: Sequence[Statement],
        origins: Sequence[Origin],
        derivations: Sequence[Derivation],
        copies: Sequence[Copy],
        own: Collection[str] = (),
    ) -> None:
        """Index the rows; `own` are the statements in which somebody speaks of himself."""
        self._own = own
        self._reports = {report.id: report for report in reports}
        self._texts = {report.id: report.text for report in reports}
        self._voices: dict[str, Voice] = {}  # by origin
        self._statements = {statement.id: statement for statement in statements}
        self._origins: dict[str, list[Origin]] = {}
        for origin in origins:
            for statement_id in origin.statement_ids:
                self._origins.setdefault(statement_id, []).append(origin)
        self._bodies: dict[str, frozenset[str]] = {}  # by origin: whom its speaker speaks for
        people = {row.id for row in statements if row.speaker_type == "person"}
        self._people = {one.id for one in origins if not people.isdisjoint(one.statement_ids)}
        self._known = {origin.id for origin in origins}
        self._linked = _linked_origins(derivations, self._known)
        self._copied = {frozenset((copy.a, copy.b)) for copy in copies}

    def backing(self, statement_ids: Iterable[str]) -> Backing:
        """Return how statements that say the same are supported."""
        said = [self._statements[i] for i in sorted(set(statement_ids)) if i in self._statements]
        counted = [statement for statement in said if statement.counted] or said
        origins = {o.id: o for s in counted for o in self._origins.get(s.id, ())}
        named = self._several(
            self._without_bodies(_without_wholes(o for o in origins.values() if _is_named(o))),
            counted,
        )
        reports = sorted({statement.report_id for statement in counted})
        of_others = [s for s in counted if s.id not in self._own]
        telling = self._among(named, of_others)
        apart = self._apart(telling, [s for s in of_others if _asserts(s)])
        return Backing(
            support=self._support(counted, named, reports, apart),
            reports=len(reports),
            outlets=len({self._outlet(report_id) for report_id in reports}),
            origins=len(named),
            sides=len({origin.side for origin in named if origin.side}),
            origin_ids=tuple(sorted(origins)),
            names=tuple(origin.name for origin in named),
            one_side=_share_a_side(named),
            apart=apart,
            of_itself=tuple(origin.name for origin in named if origin not in telling),
            publisher=self._publisher(counted, reports),
        )

    def _several(self, named: Sequence[Origin], said: Iterable[Statement]) -> list[Origin]:
        """Return the origins that are shown to be several voices, by name."""
        held: dict[str, list[Statement]] = {one.id: [] for one in named}
        for statement in said:
            for origin in self._origins.get(statement.id, ()):
                if origin.id in held:
                    held[origin.id].append(statement)
        voices = [self._voice(one) for one in sorted(named, key=lambda one: (one.name, one.id))]
        return several_voices(voices, held, self._texts)

    def _voice(self, origin: Origin) -> Voice:
        if origin.id not in self._voices:
            said = map(self._statements.get, origin.statement_ids)
            self._voices[origin.id] = voice_of(origin, [row for row in said if row])
        return self._voices[origin.id]

    def _publisher(self, said: Iterable[Statement], reports: Iterable[str]) -> str:
        """Return whose editions say it in their own voice, where all are of one owner."""
        held = [self._reports[i] for i in reports if i in self._reports]
        owners = {report.owner_group for report in held}
        if len({report.outlet for report in held}) < 2 or len(owners) != 1:
            return ""
        return (owners.pop() or "") if all(row.kind == "own voice" for row in said) else ""

    def _among(self, named: Iterable[Origin], said: Iterable[Statement]) -> list[Origin]:
        """Return the origins to which one of the statements goes back."""
        held = {origin.id for s in said for origin in self._origins.get(s.id, ())}
        return [origin for origin in named if origin.id in held]

    def _without_bodies(self, origins: Sequence[Origin]) -> list[Origin]:
        """Return the origins without a body as a whole where somebody who speaks for it does.

        "The ministry of Velisk said" beside "Arlen, spokesman of the ministry of Velisk".
        """
        spoken = {body for one in origins for body in self._spoken_for(one)}
        return [one for one in origins if _body(one.name) not in spoken or one.id in self._people]

    def _spoken_for(self, origin: Origin) -> frozenset[str]:
        """Return the runs of words in what the reports say a speaker is, not in what he was."""
        if origin.id not in self._bodies:
            said = map(self._statements.get, origin.statement_ids)
            told = {words for row in said if row for words in _descriptions(row)}
            self._bodies[origin.id] = frozenset(
                run for role in told if not _PAST.search(role) for run in _word_runs(role)
            )
        return self._bodies[origin.id]

    def _outlet(self, report_id: str) -> str:
        report = self._reports.get(report_id)
        return (report.outlet if report else None) or report_id

    def _support(
        self,
        said: Sequence[Statement],
        named: Sequence[Origin],
        reports: Sequence[str],
        apart: Sequence[str],
    ) -> Support:
        if not said:
            return "not yet reported"
        if all(statement.act in ("silent", "decline", "unverified") for statement in said):
            return "no account"
        if len(named) >= 2:
            several: Support = "several origins" if _share_a_side(named) else "reported"
            return "corroborated" if apart else several
        if len(reports) == 1:
            own_voice = all(statement.kind == "own voice" for statement in said)
            return "single" if named else "unattributed" if own_voice else "reported"
        return "repeated" if self._is_one_origin(named, said, reports) else "reported"

    def _apart(self, named: Iterable[Origin], said: Sequence[Statement]) -> tuple[str, ...]:
        """Return the names of independent origins of different sides; () where no two are.

        An origin of no known side is not shown to be independent of anybody.
        """
        able = [origin for origin in self._among(named, said) if origin.side]
        if len({origin.side for origin in able}) < 2:
            return ()
        runs = {
            origin.id: {
                r for s in said if origin in self._origins.get(s.id, ()) for r in self._runs(s)
            }
            for origin in able
        }
        best: list[Origin] = []
        for first in able:
            found: list[Origin] = []
            for origin in (first, *able):
                if all(
                    origin.side != other.side
                    and self._independent(origin, other)
                    and not runs[origin.id] & runs[other.id]
                    for other in found
                ):
                    found.append(origin)
            best = max(best, found, key=len)
        return tuple(origin.name for origin in best) if len(best) > 1 else ()

    def _runs(self, statement: Statement) -> Iterator[tuple[str, ...]]:
        """Yield the runs of quoted words by which it shows that two quotations are one."""
        if statement.kind not in ("direct", "mixed"):
            return
        report = self._reports.get(statement.report_id)
        words = _WORD.findall(plain(words_of(statement.content, report.text if report else "")))
        yield from zip(*(words[at:] for at in range(_REUSED)), strict=False)

    def _independent(self, a: Origin, b: Origin) -> bool:
        """Return whether neither rests on the other or on a common third."""
        first, second = self._linked.get(a.id, set()), self._linked.get(b.id, set())
        return not (b.id in first or a.id in second or first & second)

    def _is_one_origin(
        self, named: Sequence[Origin], said: Sequence[Statement], reports: Sequence[str]
    ) -> bool:
        """Return whether every report is traced to one origin: it, or text reuse."""
        first = reports[0]
        carried = set(named[0].report_ids) if named else set()
        by_name = {s.report_id for s in said for o in self._origins.get(s.id, ()) if o in named}
        traced = (by_name & carried) | {first} if named else {first}
        for report_id in reports:
            if any(frozenset((report_id, other)) in self._copied for other in traced):
                traced.add(report_id)
        return all(report_id in traced for report_id in reports)


def _descriptions(statement: Statement) -> Iterator[str]:
    """Yield what a report calls a speaker, beside his name or in its place, in plain words."""
    if statement.role:
        yield plain(statement.role)
    named = statement.speaker or ""
    if statement.speaker_type == "person" and named.rsplit(" ", maxsplit=1)[-1].islower():
        yield plain(named)


def _body(name: str) -> str:
    """Return a body's name in plain words, without what kind of company it is.

    >>> _body("Tollem Bank Inc.")
    'tollem bank'
    """
    return _COMPANY.sub("", plain(name))


def _word_runs(words: str) -> Iterator[str]:
    split = words.split()
    for start in range(len(split)):
        for end in range(start + 1, min(len(split), start + _LONGEST_BODY) + 1):
            yield _body(_POSSESSIVE.sub("", " ".join(split[start:end]).strip(" ,.")))


def _asserts(statement: Statement) -> bool:
    """Return whether a statement says something of something: "new sanctions on oil" does not."""
    return any(predicate.subject for predicate in statement.predicates)


def _share_a_side(named: Iterable[Origin]) -> bool:
    sides = Counter(origin.side for origin in named if origin.side)
    return max(sides.values(), default=0) > 1


def _without_wholes(origins: Iterable[Origin]) -> list[Origin]:
    """Return the origins without a side as a whole where somebody of that side speaks.

    "Velisk says" and "Velisk's minister Ruud says": the second may be all that the first rests on.
    """
    held = list(origins)
    spoken = {o.side for o in held if o.side and plain(o.name) != plain(o.side)}
    return [o for o in held if o.side not in spoken or plain(o.name) != plain(o.side or "")]


def _is_named(origin: Origin) -> bool:
    """Return whether an origin is a named one; the word over a notice names nobody.

    >>> notice = Origin(id="o", story_id="s", name="Correction", kind="speaker")
    >>> _is_named(notice)
    False
    """
    return origin.kind in _NAMED and origin.name.strip(" :").lower() not in _NOTICES


def _linked_origins(derivations: Iterable[Derivation], known: set[str]) -> dict[str, set[str]]:
    """Return for each origin the other origins on which the same statement rests.

    A chain ("officials said that the company claimed") makes its links one another's.
    """
    by_statement: dict[str, set[str]] = {}
    for row in derivations:
        if row.statement_id and row.on in known and row.value == "same":
            by_statement.setdefault(row.statement_id, set()).add(row.on)
    found: dict[str, set[str]] = {}
    for together in by_statement.values():
        for origin in together:
            found.setdefault(origin, set()).update(together - {origin})
    return found
