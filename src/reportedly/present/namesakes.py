"""Which places of the table a name that was not resolved may mean."""

from __future__ import annotations

from functools import lru_cache

from reportedly.annotate.place_table import Place, places_named
from reportedly.annotate.places import PRECISIONS as PRECISION_OF
from reportedly.present.atlas import atlas
from reportedly.present.named_places import PRECISIONS

SHOWN = 3


@lru_cache(maxsize=1024)
def namesakes(name: str) -> tuple[str, ...]:
    """Return the places of that name in words, the largest first; of many, how many more.

    >>> namesakes("Nowhereville")
    ()
    >>> namesakes("Belgorod")
    ('Belgorod, Russia (region)', 'Belgorod, Russia (town or city)')
    """
    found: dict[str, None] = {}
    for place in sorted(places_named(name), key=lambda place: (-place.power, place.number)):
        found.setdefault(_worded(place))
    shown = tuple(found)[:SHOWN]
    more = len(found) - len(shown)
    return (*shown, f"{more} more") if more else shown


def _worded(place: Place) -> str:
    around = atlas().name(place.region, country=True) if place.region else ""
    if place.kind == "A" or around.startswith(f"{place.name}, "):
        around = around.partition(", ")[2]
    country = around or atlas().countries.get(place.country, place.country)
    where = f"{place.name}, {country}" if country and place.kind != "C" else place.name
    return f"{where} ({PRECISIONS[PRECISION_OF[place.kind]]})"
