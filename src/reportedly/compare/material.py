"""The rows of one story, indexed: what every comparison looks things up in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from reportedly.compare.frames import topics_in
from reportedly.compare.parties import Parties
from reportedly.compare.patterns import flat
from reportedly.compare.ruled_pairs import CONFLICTS, Pair, pair, standing
from reportedly.model import (
    Agent,
    Figure,
    PlaceMention,
    Report,
    Ruling,
    Span,
    Statement,
    TimeMention,
    Utterance,
)
from reportedly.rarity import stem, weight
from reportedly.rulings import Meant

if TYPE_CHECKING:
    from reportedly.compare.sides import Opposition

_BEGINNING = 10_000  # characters; what a report is about it says in these


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a statement's words: flat text and where it starts in the report."""

    text: str
    start: int


class Material:
    """The reports of one story and what was found in them.

    Attributes:
        opposed: What was found to stand against what, by the id of the question; filled as asked.
    """

    def __init__(
        self,
        reports: Sequence[Report],
        statements: Sequence[Statement],
        figures: Sequence[Figure],
        times: Sequence[TimeMention],
        places: Sequence[PlaceMention],
        agents: Sequence[Agent],
        utterances: Sequence[Utterance] = (),
        rulings: Sequence[Ruling] = (),
    ) -> None:
        """Index the rows."""
        self.rulings = tuple(rulings)
        self.reports = {report.id: report for report in reports}
        self.statements = {statement.id: statement for statement in statements}
        self.figures = {figure.id: figure for figure in figures}
        self.times = {time.id: time for time in times}
        self.places = {place.id: place for place in places}
        self.parties = Parties(agents)
        self.opposed: dict[str, tuple[Opposition, ...]] = {}
        self._pieces: dict[str, tuple[Piece, ...]] = {}  # asked for by every frame
        self._words: dict[str, str] = {}
        self._voices: dict[str, str] = {}
        self._agent = {i: agent for agent in agents for i in agent.statement_ids}
        self._utterance = {i: u.id for u in utterances for i in u.statement_ids}
        rank = {report.id: number for number, report in enumerate(sorted(reports, key=_published))}
        self._order = {
            s.id: (rank.get(s.report_id, len(rank)), s.content[0] if s.content else s.context, s.id)
            for s in statements
        }

    @cached_property
    def inner(self) -> dict[str, list[str]]:
        """The statements that stand within each statement."""
        found: dict[str, list[str]] = {}
        for statement in self.statements.values():
            if statement.within is not None:
                found.setdefault(statement.within, []).append(statement.id)
        return found

    @cached_property
    def meant(self) -> Meant:
        """Which statements rulings are about."""
        return Meant(self.statements.values())

    @cached_property
    def ruled(self) -> dict[Pair, Ruling]:
        """What was ruled last on whether two acts of speech can hold together."""
        held = standing(self.rulings, CONFLICTS, self.meant)
        return {self.as_told(*ids): one for ids, one in held.items()}

    def as_told(self, a: str, b: str) -> Pair:
        """Return two statements as the pair of acts of speech that they carry."""
        return pair(self.utterance(a), self.utterance(b))

    def may_stand(self, a: str, b: str) -> bool:
        """Return whether somebody ruled that two statements can hold together."""
        one = self.ruled.get(self.as_told(a, b)) if self.ruled else None
        return one is not None and one.kind == "no conflict"

    @cached_property
    def first_day(self) -> date | None:
        """The day of the earliest report; None where no report is dated."""
        return min(self.days, default=None)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which reports were published, ascending."""
        return tuple(sorted({r.published_from for r in self.reports.values() if r.published_from}))

    def order(self, statement_id: str) -> tuple[int, Span, str]:
        """Return the sort key of a statement: publication, place in the text, id."""
        return self._order[statement_id]

    def ordered(self, statement_ids: Iterable[str]) -> tuple[str, ...]:
        """Return statements in order of publication, each once."""
        return tuple(sorted(set(statement_ids), key=self.order))

    def agent_of(self, statement_id: str) -> Agent | None:
        """Return who says a statement; None for the outlet's own voice and the unresolved."""
        return self._agent.get(statement_id)

    def voice(self, statement_id: str) -> str:
        """Return a key that two statements share if the same speaker or outlet says them."""
        found = self._voices.get(statement_id)
        if found is None:
            found = self._voices[statement_id] = self._voice(statement_id)
        return found

    def _voice(self, statement_id: str) -> str:
        agent = self._agent.get(statement_id)
        statement = self.statements[statement_id]
        if agent is not None and statement.kind != "own voice":
            named = agent.named or statement.speaker_type == "org" or _is_title(agent.name)
            # Unnamed officials of two reports may be other people.
            return agent.id if named else f"{agent.id}:{statement.report_id}"
        if statement.kind != "own voice" and statement.speaker:
            return flat(statement.speaker)
        report = self.reports.get(statement.report_id)
        return f"outlet:{(report.outlet if report else None) or statement.report_id}"

    def side(self, statement_id: str) -> str | None:
        """Return the side whose account a statement is; None: nobody's that is known."""
        agent = self._agent.get(statement_id)
        if agent is None or self.statements[statement_id].kind == "own voice":
            return None
        return agent.side or agent.principal or (agent.name if agent.named else None)

    def party(self, statement_id: str) -> str | None:
        """Return the side or party that a speaker speaks for; None: for nobody that is known."""
        agent = self._agent.get(statement_id)
        if agent is None or self.statements[statement_id].kind == "own voice":
            return None
        return agent.side or agent.principal

    def utterance(self, statement_id: str) -> str:
        """Return the act of speech that a statement carries; itself where it stands alone."""
        return self._utterance.get(statement_id, statement_id)

    def said(self, statement: Statement) -> tuple[date | None, date | None]:
        """Return the days on which it was said: as stated, else those of publication."""
        if statement.said_from is not None:
            return statement.said_from, statement.said_until or statement.said_from
        report = self.reports.get(statement.report_id)
        return (report.published_from, report.published_until) if report else (None, None)

    @cached_property
    def scene_topics(self) -> frozenset[str]:
        """The kinds of event that several reports, a quarter at least, speak of."""
        counts = Counter(
            topic for r in self.reports.values() for topic in topics_in(flat(r.text[:_BEGINNING]))
        )
        least = max(min(2, len(self.reports)), len(self.reports) / 4)
        return frozenset(topic for topic, count in counts.items() if count >= least)

    @cached_property
    def scene_places(self) -> frozenset[str]:
        """The places that most of the reports name: where the story plays."""
        seen: dict[str, set[str]] = {}
        for place in self.places.values():
            seen.setdefault(flat(place.name), set()).add(place.report_id)
        most = max(2, len(self.reports) // 2 + 1)
        return frozenset(name for name, reports in seen.items() if len(reports) >= most)

    def where(self, statement: Statement) -> frozenset[str]:
        """Return the places that a statement is about, apart from the scene of the story.

        A speaker's office counts: "the head of Oltesk district" speaks of Oltesk.
        """
        names = {
            flat(p.name) for i in statement.places if (p := self.places.get(i)) and _is_site(p)
        }
        role = flat(statement.role or "")
        names.update(name for name in self._place_names if name in role)
        # A country is seldom where something happened; it is whose side somebody is on.
        apart = names - self.scene_places
        return frozenset(name for name in apart if flat(self.parties.meant(name) or "") != name)

    @cached_property
    def _place_names(self) -> tuple[str, ...]:
        names = {flat(place.name) for place in self.places.values()}
        return tuple(sorted(name for name in names if len(name) > 3))

    def pieces(self, statement: Statement) -> tuple[Piece, ...]:
        """Return the words of a statement as flat text."""
        found = self._pieces.get(statement.id)
        if found is None:
            report = self.reports.get(statement.report_id)
            text = report.text if report is not None else ""
            spans = statement.content if report is not None else ()
            found = tuple(Piece(flat(span.of(text)), span.start) for span in spans)
            self._pieces[statement.id] = found
        return found

    def words(self, statement: Statement) -> str:
        """Return the words of a statement as one flat text."""
        found = self._words.get(statement.id)
        if found is None:
            found = " … ".join(piece.text for piece in self.pieces(statement))
            self._words[statement.id] = found
        return found


def _is_title(name: str) -> bool:
    """Return whether a name is written as one ("the Harbour Police"), not as "police sources"."""
    return any(word[:1].isupper() for word in name.split()[1:])


def _is_site(place: PlaceMention) -> bool:
    """Return whether something is a place where things happen, not an event or a day."""
    if place.precision != "unknown":
        return True
    name = flat(place.name)
    return not name.endswith(_DAYS) and not topics_in(name)


_DAYS = (" day", " eve", " week", " month", " year", " games", " cup", " festival")


def _published(report: Report) -> tuple[date, date, str, str]:
    """Sort by date, undated last; ties as the pipeline sorts them."""
    last = report.published_until or date.max
    return (report.published_from or date.max, last, report.title or "", report.id)


@lru_cache(maxsize=50_000)
def rarity(lemma: str) -> float:
    """Return how rare a lemma is in news: 0 where every text has it, about 8 at most.

    >>> rarity("say") < rarity("fire") < rarity("slick")
    True
    """
    return weight(stem(lemma))
