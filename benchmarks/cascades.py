"""Invented cascades: reports on one event with a known number of named origins behind one claim.

A cascade has one to four branches, each with one named origin. A branch is told through a
briefing, one agency under several names or two agencies, copies with and without credit, rewrites
by role, interviews that others cite, posts, another language, somebody who was told, a report that
is corrected, or words that are taken back later. Beside them stand round-ups that tell several
branches, desks that copy one another, sources without a name, somebody who denies it, outlets that
withdraw it, and reports that name no origin. How many origins there are is counted while the
reports are written. Everything is invented, and the same for the same number.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.cascade_words import (
    AGENCY,
    AGENCY_LONG,
    AGENCY_SHORT,
    EVENTS,
    HOW_PASSED_ON,
    OPENINGS,
    OTHER_AGENCY,
    OUTLETS,
    PASSING_ON,
    PEOPLE,
    TITLES,
    UNNAMED,
    UNSEEN,
    WHAT,
    WHO,
    Event,
)
from benchmarks.news import as_report
from reportedly.model import Given, Report


@dataclass(frozen=True, slots=True)
class Cascade:
    """Reports, the word that marks the claim, and how many named origins it has."""

    name: str
    key: str
    origins: int
    reports: tuple[Report, ...]


def make_cascade(number: int) -> Cascade:
    """Return cascade `number`."""
    chance = random.Random(number)
    event = EVENTS[number % len(EVENTS)]
    people = chance.sample(PEOPLE, 1 + number % 4)
    desk = _Desk(chance, event)
    for name, role in people:
        desk.branch(name, role)
    if len(people) > 1 and chance.random() < 0.6:
        desk.round_up(people)
    beside = [one for one in PEOPLE if one not in people]
    if chance.random() < 0.4:
        desk.deny(*chance.choice(beside))
    for written, share in (
        (desk.officials, 1.0),
        (desk.in_own_voice, 0.5),
        (desk.media, 0.5),
        (desk.unnamed, 0.6),
        (desk.withdrawn, 0.2),
        (desk.syndicate, 0.7),
    ):
        if chance.random() < share:
            written()
    return Cascade(f"cascade {number}", event.key, len(desk.origins), tuple(desk.reports))


class _Desk:
    """Writes the reports of one cascade; a class because they share what is already used up."""

    def __init__(self, chance: random.Random, event: Event) -> None:
        self.chance, self.event = chance, event
        self.reports: list[Report] = []
        self.outlets = chance.sample(OUTLETS, len(OUTLETS))
        self.used = 0
        self.told: set[str] = set()
        self.origins: set[str] = set()  # of whom a report tells the claim as that person's own word

    def branch(self, name: str, role: str) -> None:
        """Write the reports that tell the claim of one person."""
        self.origins.add(name)
        told = self.chance.choice(
            (
                self._briefing,
                self._agency,
                self._two_agencies,
                self._citation,
                self._unseen_paper,
                self._by_role,
                self._post,
                self._translated,
                self._passed_on,
                self._corrected,
                self._taken_back,
            )
        )
        told(name, role)

    def _briefing(self, name: str, role: str) -> None:
        surname, claim = name.split()[-1], self.event.claim
        self.report(f"“I can say that {claim},” {name}, {role}, told a briefing on Tuesday.")
        self.report(f"{name}, {role}, said on Tuesday that {self._again()}.")
        if self.chance.random() < 0.6:
            self.report(f"According to {name}, {role}, {claim}. {surname} gave no details.")

    def _agency(self, name: str, role: str) -> None:
        lines = self._lines(f"{name}, {role}, said on Tuesday that {self.event.claim}.")
        body = " ".join(lines)
        place = self.event.place.upper()
        self.report(body, outlet=AGENCY, dateline=f"{place} ({AGENCY_SHORT}) - ", whole=True)
        self.report(body, dateline=f"{place} ({AGENCY_SHORT}) - ", whole=True)
        if self.chance.random() < 0.7:
            self.report(" ".join(lines[:4]), whole=True)  # cut, and the credit lost
        if self.chance.random() < 0.6:
            other = self.chance.choice((AGENCY, AGENCY_SHORT, AGENCY_LONG))
            self.report(f"{name}, {role}, said that {self._again()}, {other} reported.")
        if self.chance.random() < 0.4:  # the speaker lost, the agency under another name
            self.report(f"{self._again().capitalize()}, the {AGENCY_LONG} reported on Tuesday.")

    def _two_agencies(self, name: str, role: str) -> None:
        """Let two agencies carry one official, each in its own words, and desks carry both."""
        place = self.event.place.upper()
        first = " ".join(self._lines(f"{name}, {role}, told {AGENCY_SHORT} that {self._again()}."))
        other = " ".join(
            self._reworded(f"“{self.event.claim.capitalize()},” {name}, {role}, said.")
        )
        self.report(first, outlet=AGENCY, dateline=f"{place} ({AGENCY_SHORT}) - ", whole=True)
        self.report(other, outlet=OTHER_AGENCY, dateline=f"{place} ({OTHER_AGENCY}) - ", whole=True)
        for body in (first, other):
            if self.chance.random() < 0.7:  # the dateline lost
                self.report(body, whole=True)
        if self.chance.random() < 0.5:
            self.report(
                f"{self._again().capitalize()}, news agencies {AGENCY_SHORT} and {OTHER_AGENCY} "
                f"reported, citing {name}."
            )
        if self.chance.random() < 0.5:
            self.report(f"{self._again().capitalize()}, {OTHER_AGENCY} quoted {name} as saying.")

    def _corrected(self, name: str, role: str) -> None:
        """Print a wrong name and put it right, in another outlet a wrong day."""
        given, surname = name.split()
        wrong = f"{given} {surname[:2]}{surname[1:]}"
        self.report(f"{wrong}, {role}, said that {self._again()}.")
        self.report(
            f"{name}, {role}, said that {self._again()}. Correction: An earlier version of this "
            f"article misspelled the name of {name}."
        )
        if self.chance.random() < 0.5:
            self.report(
                f"{name}, {role}, told a news conference that {self._again()}. This article was "
                "amended to correct the day of the news conference."
            )

    def _taken_back(self, name: str, role: str) -> None:
        """Let the person take the words back a day later: they were that person's, none other's."""
        surname = name.split()[-1]
        self.report(f"{name}, {role}, said on Tuesday that {self.event.claim}.")
        self.report(
            f"{name}, {role}, withdrew the words of Tuesday. “I should not have said that "
            f"{self._again()},” {surname} told reporters.",
            day=7,
        )
        if self.chance.random() < 0.5:
            self.report(
                f"{surname}, who had said that {self._again()}, apologised on Wednesday.", day=7
            )

    def _citation(self, name: str, role: str) -> None:
        first = self.report(f"{name}, {role}, told the paper that {self.event.claim}.")
        self.report(f"{self.event.claim.capitalize()}, the {first.outlet} reported.")
        if self.chance.random() < 0.5:
            self.report(f"{name} told the {first.outlet} that {self._again()}.")

    def _unseen_paper(self, name: str, role: str) -> None:
        """Cite a paper whose own report is not there."""
        paper = self.chance.choice(UNSEEN)
        self.report(f"{name}, {role}, told the {paper} that {self.event.claim}.")
        self.report(f"“We knew that {self._again()},” {name} told the {paper}.")
        if self.chance.random() < 0.4:
            self.report(f"{self._again().capitalize()}, the {paper} reported on Tuesday.")

    def _by_role(self, name: str, role: str) -> None:
        self.report(f"{name}, {role}, said on Tuesday that {self.event.claim}.")
        self.report(f"{role[0].upper()}{role[1:]} said on Tuesday that {self._again()}.")
        if self.chance.random() < 0.5:
            surname = name.split()[-1]
            self.report(f"Speaking in {self.event.place}, {surname} said that {self._again()}.")

    def _post(self, name: str, role: str) -> None:
        claim = self.event.claim
        words = f"{claim[0].upper()}{claim[1:]}"
        self.report(f"“{words},” {name}, {role}, wrote on X.")
        self.report(f"In a post on X, {name} wrote: “{words}.”")
        if self.chance.random() < 0.5:
            self.report(f"“{words},” reads a post by {name} on X.")

    def _translated(self, name: str, role: str) -> None:
        """Tell the words in other words, the name in another spelling."""
        given, surname = name.split()
        spelt = f"{given[0]}{given[1:].replace('i', 'y').replace('e', 'ie')} {surname}"
        self.report(f"“It is true that {self.event.claim},” {name}, {role}, said on Tuesday.")
        self.report(f"“Yes, {self._again()},” said {spelt}, {role}, speaking through a translator.")
        if self.chance.random() < 0.5:
            self.report(f"{given[0]}. {surname}, {role}, conceded that {self._again()}.")

    def _passed_on(self, name: str, role: str) -> None:
        """Let others say what the person told them: they know it from nobody else."""
        self.report(f"{name}, {role}, said on Tuesday that {self.event.claim}.")
        self.report(f"Officials said that {name} had told them that {self._again()}.")
        if self.chance.random() < 0.5:
            self.report(f"A neighbour said {name} told her that {self._again()}.")
        if self.chance.random() < 0.5:
            other, how = self.chance.choice(PASSING_ON), self.chance.choice(HOW_PASSED_ON)
            self.report(f"{other} said that {how.format(name=name, claim=self._again())}.")

    def round_up(self, people: Sequence[tuple[str, str]]) -> None:
        """Write a report that tells what several people said, and of something else."""
        told = [f"{name}, {role}, said that {self._again()}." for name, role in people[:2]]
        if len(people) > 2:
            name = people[2][0]
            told.append(f"{name} had told the {self.outlets[0]} much the same: {self._again()}.")
        told.append("In other news, the council of Tarn raised the bus fares.")
        self.report(" ".join(told), day=7)

    def deny(self, name: str, role: str) -> None:
        """Let somebody deny the claim, who is no origin of it."""
        self.report(f"{name}, {role}, denied on Wednesday that {self._again()}.", day=7)

    def officials(self) -> None:
        """Tell it of officials as a whole."""
        self.report(f"Officials told residents that {self.chance.choice(self.event.same)}.")

    def in_own_voice(self) -> None:
        """Tell it as known."""
        self.report(f"By the morning it was clear that {self.event.claim}.")

    def media(self) -> None:
        """Tell it of other outlets as a whole."""
        self.report(f"Local media reported that {self.chance.choice(self.event.same)}.")

    def unnamed(self) -> None:
        """Tell it of somebody who is not named; in one outlet, in two, or in two of one source."""
        for _ in range(self.chance.randint(1, 2)):
            told = self.chance.choice(UNNAMED)
            words = told.format(claim=self._again(), paper=self.outlets[1])
            self.report(f"{words[0].upper()}{words[1:]}")

    def withdrawn(self) -> None:
        """Let an outlet withdraw its report."""
        paper = self.chance.choice(self.outlets)
        self.report(f"The {paper} has withdrawn its report that {self._again()}.", day=8)

    def syndicate(self) -> None:
        """Let another desk print one of the reports, word for word or cut, without credit."""
        lines = self.chance.choice(self.reports).text.split("\n\n", 1)[1].strip().split(". ")
        kept = lines if self.chance.random() < 0.5 else lines[: max(2, len(lines) - 1)]
        self.report(". ".join(kept).rstrip(".") + ".", whole=True)

    def _again(self) -> str:
        return self.chance.choice((self.event.claim, *self.event.same))

    def _lines(self, told: str) -> list[str]:
        event = self.event
        fillers = self._fillers(4)
        return [event.happened, told, *fillers]

    def report(
        self,
        told: str,
        *,
        outlet: str | None = None,
        dateline: str = "",
        whole: bool = False,
        day: int = 6,
    ) -> Report:
        """Write one report that tells the claim in these words."""
        if outlet is None:
            outlet = self.outlets[self.used % len(self.outlets)]
            self.used += 1
        lines = [told] if whole else self._reworded(told)
        title = f"{self.event.place} {self.event.thing}: {self.chance.choice(TITLES)}"
        text = f"{title}\n\n{dateline}{' '.join(lines)}\n"
        given = Given(outlet=outlet, published=f"2031-05-{day:02}")
        made = as_report(f"{outlet} {len(self.reports)}.txt", text, given)
        self.reports.append(made)
        return made

    def _fillers(self, count: int) -> list[str]:
        """Return sentences that tell nothing of the claim; no two desks write the same."""
        free = [f"{who} {what}." for who in WHO for what in WHAT]
        chosen = self.chance.sample([line for line in free if line not in self.told], count)
        self.told.update(chosen)
        return chosen

    def _reworded(self, told: str) -> Sequence[str]:
        """Return a report of its own: the same event, but no sentence of another desk's."""
        event = self.event
        opening = self.chance.choice(OPENINGS).format(thing=event.thing, place=event.place)
        fillers = self._fillers(2)
        return [opening, told, *fillers]
