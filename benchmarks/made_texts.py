"""The invented example told otherwise: other local people, places, figures and turns of phrase.

    a text of the example, a chance -> the same events as another newsroom might have them

The heads of government and the towns of the story keep their names, as they would in a real one;
who is asked on the spot, what is counted and how it is put differ from text to text.
"""

from __future__ import annotations

import random
import re
from functools import cache

SHARE = 0.6  # of the words that can be exchanged, so that texts share some and not all
# Each is exchanged as a whole for another of its row, the same one throughout a text.
PEOPLE = (
    ("Achterberg", "Brandsma", "Dekkers", "Hollander", "Kuyper", "Mulderij", "Reinders"),
    ("Aldsgaard", "Bergsund", "Dalgren", "Ekeland", "Fossheim", "Grindal", "Hovland"),
    ("Brundahl", "Engdal", "Falkenby", "Haglund", "Isaksby", "Kjellmark", "Lundquer"),
    ("Elvestad", "Rognlie", "Skarstad", "Tveiten", "Ulvund", "Vikesund", "Wangen"),
    ("Haluk", "Haluk", "Haluk", "Korvat", "Merchak"),
    ("Lindqvar", "Nyborgen", "Oxholt", "Palmgren", "Ravnkil", "Stensby", "Thorsager"),
    ("Menckel", "Abendrot", "Bruckmann", "Distler", "Eschbach", "Gerlinger"),
    ("Pylat", "Bondar", "Chernik", "Havrysh", "Kolomak", "Lysenok", "Marchuk"),
    ("Rennick", "Calloway", "Denholm", "Easterby", "Farnham", "Gillard", "Hathersage"),
    ("Sandnaes", "Aukland", "Bjerke", "Drangedal", "Eidsvik", "Flatland", "Gjerde"),
)
PLACES = (
    ("Oltesk", "Brodny", "Karsk", "Lisovo", "Novarets", "Zalesk"),
    ("Tyrsvik", "Andvik", "Borrevik", "Hestvik", "Kalvik"),
    ("Port Avery", "Avery", "Cape Linnow", "Saltmere", "Wexcombe"),
    ("Skolebakken", "Fiskergade", "Havnetorvet", "Kongens Plads", "Nordre Kaj"),
)
PHRASES = (
    ("explosion", "blast", "detonation"),
    ("fire", "blaze"),
    ("depot", "storage site", "tank farm", "terminal"),
    ("according to", "in the words of"),
    ("told reporters", "told journalists", "said at a briefing", "told a news conference"),
    ("declined to comment", "would not comment", "refused to comment"),
    ("oil", "fuel oil", "diesel"),
    ("slick", "spill"),
    ("people", "residents", "men and women"),
    ("missing", "unaccounted for"),
    ("hospital", "clinic", "infirmary"),
    ("inquiry", "investigation", "probe"),
    ("closed", "shut"),
    ("estimated", "reckoned", "judged"),
    ("spokeswoman", "spokesperson", "press officer"),
    ("officials", "civil servants", "ministry staff"),
    ("pump", "valve", "coupling"),
    ("drones", "unmanned aircraft"),
    ("radar tracks", "radar plots", "radar recordings"),
    ("the border", "the frontier"),
    ("lorries", "trucks"),
    ("smoke", "soot", "fumes"),
    ("early on", "in the small hours of"),
    ("shortly before", "just before", "minutes before"),
    ("at least", "no fewer than"),
    ("more than", "over", "upwards of"),
    ("died", "lost their lives", "were killed"),
    ("homes", "houses", "flats"),
    ("warnings", "alerts", "notices"),
    ("night", "evening"),
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
# A number that counts something: no year, no clock, no day of a month, nothing inside a tag.
_NUMBER = re.compile(
    rf"(?<![\w:./#&=\"-])(?<!Tank )(?!(?:19|20)\d\d\b)(\d{{1,3}}(?:,\d{{3}})*)"
    rf"(?![\w:/\"=-]|[.,]\d|\s+(?:{_MONTHS}|GMT|a\.m|p\.m|am|pm)\b)"
)
_AFTER_MONTH = re.compile(rf"(?:{_MONTHS})\s*$")


def told_otherwise(text: str, chance: random.Random) -> str:
    """Return a text with some of its names, phrases and figures exchanged for others."""
    chosen: dict[str, str] = {}
    for row in (*PEOPLE, *PLACES, *PHRASES):
        if chance.random() < SHARE:
            chosen[row[0]] = chance.choice(row[1:])
    text = _known().sub(lambda found: _exchanged(found.group(), chosen), text)
    figures: dict[str, str] = {}
    return _NUMBER.sub(lambda found: _figure(found, figures, chance), text)


@cache
def _known() -> re.Pattern[str]:
    words = sorted((row[0] for row in (*PEOPLE, *PLACES, *PHRASES)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def _exchanged(words: str, chosen: dict[str, str]) -> str:
    return chosen.get(words, words)


def _figure(found: re.Match[str], figures: dict[str, str], chance: random.Random) -> str:
    """Return another figure about as large; the same one for the same throughout a text."""
    said = found.group()
    if _AFTER_MONTH.search(found.string, max(0, found.start() - 12), found.start()):
        return said
    if said not in figures:
        number = int(said.replace(",", ""))
        spread = max(2, number // 4)
        other = max(1, number + chance.randint(-spread, spread))
        step = 10 ** max(0, len(str(number)) - 2) if number % 10 == 0 else 1
        figures[said] = f"{max(1, other // step * step or other):,}"
    return figures[said]
