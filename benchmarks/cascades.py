"""Invented cascades: reports on one event with a known number of named origins behind one claim.

A cascade has one to four branches, each with one named origin. A branch is told through a
briefing, an agency under several names, copies with and without credit, rewrites by role,
interviews that others cite, posts, another language, or somebody who was told. Beside them stand
round-ups that tell several branches, desks that copy one another, and reports that name no
origin. Everything in them is invented, and the same for the same number.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.news import as_report
from reportedly.model import Given, Report

PEOPLE = (
    ("Mira Arlen", "the minister of works"),
    ("Tomas Velk", "the mayor of Harsund"),
    ("Ilse Dornach", "the head of the rescue service"),
    ("Pavel Oster", "a spokesman for the operator"),
    ("Greta Malm", "the chief engineer"),
    ("Joran Tveit", "the leader of the opposition"),
    ("Nils Arlen", "a diver who knows the place"),
    ("Runa Velk", "the head of the trade union"),
)
AGENCY, AGENCY_SHORT, AGENCY_LONG = "NPA Newswire", "NPA", "Northern Press Agency"
UNSEEN = ("Tarn Messenger", "Weekly Compass", "Sundrian Post", "Merra 24", "Kompass")
PASSING_ON = ("Hanne Brolin, a shopkeeper,", "Arne Sollis, who lives by the river,")
OUTLETS = (
    "Harsund Courier",
    "Morning Sentinel",
    "Velisk Observer",
    "Daily Lantern",
    "Radio Merra",
    "Oltesk Tribune",
    "Coastal Gazette",
    "Evening Chronicle",
    "Tarn Valley News",
    "Merra Standard",
    "The Island Herald",
    "Border Times",
    "Northern Star",
    "Voice of Oltesk",
    "Weekly Ledger",
    "Channel Five",
)


@dataclass(frozen=True, slots=True)
class Event:
    """What the reports of a cascade are on."""

    thing: str
    place: str
    happened: str
    key: str  # a word that stands in every telling of the claim and nowhere else
    claim: str
    same: tuple[str, ...]  # the claim in other words


EVENTS = (
    Event(
        "dam",
        "Harsund",
        "The dam above Harsund broke on Monday night and flooded the lower town.",
        "cracks",
        "the cracks in the wall had been known for a year",
        ("cracks had been found a year ago", "the wall had shown cracks for at least a year"),
    ),
    Event(
        "ferry",
        "Oltesk",
        "The ferry Alba sank off Oltesk on Monday night with 80 people on board.",
        "overloaded",
        "the ferry was overloaded when it left the harbour",
        ("the Alba had been overloaded", "the boat had left port overloaded"),
    ),
    Event(
        "tunnel",
        "Velisk",
        "A fire broke out in the railway tunnel at Velisk on Monday night.",
        "sprinklers",
        "the sprinklers had been switched off for repairs",
        ("the sprinklers were not working", "somebody had turned off the sprinklers"),
    ),
    Event(
        "refinery",
        "Merrahaven",
        "An explosion shook the refinery at Merrahaven on Monday night.",
        "valve",
        "a valve had been left open after the shift",
        ("an open valve was the cause", "workers had left a valve open"),
    ),
)
WHO = (
    "Rescue crews",
    "Two schools",
    "Families from the valley",
    "Hospitals in two districts",
    "The council",
    "Divers from the naval base",
    "Shops in the old quarter",
    "Volunteers near the station",
    "Engineers from the capital",
    "Buses to the coast",
    "The harbour office",
    "Farmers along the river",
)
WHAT = (
    "worked through until dawn",
    "stayed closed all day",
    "waited in a sports hall on the hill",
    "asked for more blankets and pumps",
    "will meet again on Wednesday",
    "went home by the evening",
    "had not been told what to do next",
    "opened only at noon",
    "counted what was left",
    "moved to higher ground",
    "could be reached by telephone again",
    "began to clear the mud",
)


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
        desk.round_up(people[:2])
    desk.report(f"Officials told residents that {chance.choice(event.same)}.")
    if chance.random() < 0.5:
        desk.report(f"By the morning it was clear that {event.claim}.")
    if chance.random() < 0.5:
        desk.report(f"Local media reported that {chance.choice(event.same)}.")
    if chance.random() < 0.7:
        desk.syndicate()
    return Cascade(f"cascade {number}", event.key, len(people), tuple(desk.reports))


class _Desk:
    """Writes the reports of one cascade; a class because they share what is already used up."""

    def __init__(self, chance: random.Random, event: Event) -> None:
        self.chance, self.event = chance, event
        self.reports: list[Report] = []
        self.outlets = chance.sample(OUTLETS, len(OUTLETS))
        self.used = 0
        self.told: set[str] = set()

    def branch(self, name: str, role: str) -> None:
        """Write the reports that tell the claim of one person."""
        told = self.chance.choice(
            (
                self._briefing,
                self._agency,
                self._citation,
                self._unseen_paper,
                self._by_role,
                self._post,
                self._translated,
                self._passed_on,
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
            other = self.chance.choice(PASSING_ON)
            self.report(f"{other} said that {name} had told the family that {self._again()}.")

    def round_up(self, people: Sequence[tuple[str, str]]) -> None:
        """Write a report that tells what several people said, and of something else."""
        told = [f"{name}, {role}, said that {self._again()}." for name, role in people]
        self.report(" ".join([*told, "In other news, the council of Tarn raised the bus fares."]))

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
        self, told: str, *, outlet: str | None = None, dateline: str = "", whole: bool = False
    ) -> Report:
        """Write one report that tells the claim in these words."""
        if outlet is None:
            outlet = self.outlets[self.used % len(self.outlets)]
            self.used += 1
        lines = [told] if whole else self._reworded(told)
        title = f"{self.event.place} {self.event.thing}: {self.chance.choice(TITLES)}"
        text = f"{title}\n\n{dateline}{' '.join(lines)}\n"
        made = as_report(
            f"{outlet} {len(self.reports)}.txt", text, Given(outlet=outlet, published="2031-05-06")
        )
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


TITLES = ("what we know", "questions after the disaster", "the day after", "blame and grief")
OPENINGS = (
    "{place} counted its losses on Tuesday after the disaster at the {thing}.",
    "A day after the disaster at the {thing} in {place}, many questions are open.",
    "The disaster at the {thing} in {place} has shaken the whole province.",
    "People in {place} want to know how it could come to the disaster at the {thing}.",
)
