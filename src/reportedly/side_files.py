"""Sides that the user declares: `sides.toml` -> rulings, in the order of the file.

    [[sides]]
    name = "Lethenia"
    bodies = ["Lethenian army"]
    people = ["Oleh Dravinsky"]

A side is a party that the user names, with the bodies and people who speak for it. Its own name
stands for it too. Nobody stands under two sides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from reportedly.errors import SettingsError
from reportedly.model import Ruling
from reportedly.rulings import in_force, ruling
from reportedly.text import flat_name

DEFAULT_FILE = "sides.toml"
LONGEST_NAME = 200  # characters
# Declared before anything that somebody ruled: a ruling in a project comes later and decides.
DECLARED_AT = datetime(1970, 1, 1, tzinfo=UTC)
STEP = timedelta(microseconds=1)  # between two sides, so that they stay in their order
_KEYS = ("name", "bodies", "people")


def read_sides(path: str | None = None) -> tuple[Ruling, ...]:
    """Return the sides of a file; without one, of `sides.toml` here, else none.

    Raises:
        SettingsError: it cannot be read, or says what it cannot mean.
    """
    if path is None and not Path(DEFAULT_FILE).is_file():
        return ()
    name = path or DEFAULT_FILE
    try:
        words = Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read the file of sides {name}: {error}") from error
    try:
        return sides_from(tomllib.loads(words), by=Path(name).name)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name} is not valid TOML: {error}") from error
    except SettingsError as error:
        raise SettingsError(f"{name}: {error}") from error


def sides_from(tables: Mapping[str, Any], *, by: str = DEFAULT_FILE) -> tuple[Ruling, ...]:
    """Return the sides of a parsed file, in its order.

    >>> [one] = sides_from({"sides": [{"name": "Port", "people": ["Mia Lund"]}]})
    >>> one.names
    ('Port', 'Mia Lund')
    """
    unknown = [key for key in tables if key != "sides"]
    if unknown:
        raise SettingsError(f"unknown {unknown[0]!r}; write each side as a table [[sides]]")
    entries = tables.get("sides")
    if not isinstance(entries, list) or not entries:
        raise SettingsError("no [[sides]] in it; write one table for each side")
    held: dict[str, tuple[str, str]] = {}  # by flat name: the side, and the name as written
    found = []
    for number, entry in enumerate(entries, 1):
        names = _names(entry, f"side {number}")
        for name in names:
            side, before = held.setdefault(flat_name(name), (names[0], name))
            if side != names[0]:
                raise SettingsError(f"{before!r} stands under two sides, {side!r} and {names[0]!r}")
        found.append(ruling("side", at=DECLARED_AT + number * STEP, names=names, by=by))
    if len({one.names[0] for one in found}) < len(found):
        raise SettingsError("two sides bear one name; write their bodies and people in one table")
    return tuple(found)


def _names(entry: object, where: str) -> list[str]:
    """Return the name of a side, then its members, each once."""
    if not isinstance(entry, Mapping):
        raise SettingsError(f"{where} is no table; write [[sides]] before it")
    for key in entry:
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(_KEYS)}"
            raise SettingsError(f"unknown key {key} of {where}; {hint}")
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise SettingsError(f"{where} has no name")
    members = [*_listed(entry, "bodies", where), *_listed(entry, "people", where)]
    found = {flat_name(one): " ".join(one.split()) for one in reversed([name, *members])}
    return list(reversed(found.values()))


def _listed(entry: Mapping[str, Any], key: str, where: str) -> Sequence[str]:
    found = entry.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise SettingsError(f'{key} of {where} must be a list of names, such as ["Mia Lund"]')
    for one in found:
        if not 0 < len(one.strip()) <= LONGEST_NAME:
            raise SettingsError(
                f"a name in {key} of {where} has 1 to {LONGEST_NAME} characters, not {len(one)}"
            )
    return found


def newly_declared(declared: Sequence[Ruling], log: Iterable[Ruling], at: datetime) -> list[Ruling]:
    """Return what a project must add to its log to hold the sides of a file, and no others of it.

    Nothing where it holds them already: a file that is given again changes nothing.
    """
    if not declared:
        return []
    files = {one.by for one in declared}
    before = [one for one in in_force(log) if one.kind == "side" and one.by in files]
    if [one.names for one in before] == [one.names for one in declared]:
        return []
    made = [ruling("undo", at=at, undoes=one.id, by=one.by) for one in before]
    made += [
        ruling("side", at=at + number * STEP, names=one.names, by=one.by)
        for number, one in enumerate(declared, 1)
    ]
    return made
