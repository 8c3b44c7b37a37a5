"""The words of invented cascades (`cascades.py`): people, outlets, events, and what happens beside.

Every name is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

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
OTHER_AGENCY = "Corda"
UNSEEN = ("Tarn Messenger", "Weekly Compass", "Sundrian Post", "Merra 24", "Kompass")
UNNAMED = (
    "An official who asked not to be named said that {claim}.",
    "Two officials with knowledge of the inquiry told the {paper} that {claim}.",
    "{claim}, according to a person familiar with the matter.",
    "Sources close to the inquiry said that {claim}.",
)
PASSING_ON = ("Hanne Brolin, a shopkeeper,", "Arne Sollis, who lives by the river,")
HOW_PASSED_ON = (
    "{name} had told the family that {claim}",
    "{name} had spoken to her and said {claim}",
)
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
TITLES = ("what we know", "questions after the disaster", "the day after", "blame and grief")
OPENINGS = (
    "{place} counted its losses on Tuesday after the disaster at the {thing}.",
    "A day after the disaster at the {thing} in {place}, many questions are open.",
    "The disaster at the {thing} in {place} has shaken the whole province.",
    "People in {place} want to know how it could come to the disaster at the {thing}.",
)
