"""The register of outlets: domains, other names, country, owner group, agency or not.

    "nytimes.com", "NYT" -> The New York Times (US, The New York Times Company)

The shipped list is `words/outlet_register.txt`; a user's own file comes before it:

    [[outlets]]
    name = "The Varnholm Herald"
    domains = ["varnholmherald.example"]
    aliases = ["Herald"]
    country = "XX"
    group = "Delmare Media"
    agency = false
    state = false

Names, addresses and owners are facts of the register; it holds no judgement of an outlet.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from reportedly.errors import SettingsError
from reportedly.text import WORD, plain, word_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An outlet in the register; None: not stated there."""

    name: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    country: str | None = None
    group: str | None = None
    agency: bool = False
    state: bool | None = None


class Register:
    """Outlets by name and by domain; of two with one name or domain the first given counts."""

    def __init__(self, outlets: Iterable[Listed]) -> None:
        self.outlets = tuple(outlets)
        self._by_name: dict[str, Listed] = {}
        self._by_domain: dict[str, Listed] = {}
        for outlet in self.outlets:
            for domain in outlet.domains:
                self._by_domain.setdefault(domain.lower(), outlet)
        # Names before aliases: "The Nation" is the outlet called so, not one also known by it.
        for outlet in self.outlets:
            self._by_name.setdefault(plain(outlet.name), outlet)
        for outlet in self.outlets:
            for alias in outlet.aliases:
                self._by_name.setdefault(plain(alias), outlet)

    def named(self, name: str) -> Listed | None:
        """Return the outlet of a name, alias or domain, in any letter case."""
        compared = plain(" ".join(name.split()).strip(" .,:|–—-"))
        return self._by_name.get(compared) or self._by_domain.get(compared.removeprefix("www."))

    def at(self, url: str | None) -> Listed | None:
        """Return the outlet whose domain an address lies in.

        >>> shipped_register().at("https://www.bbc.co.uk/news/1").name
        'BBC News'
        """
        try:
            host = (urlsplit(url or "").hostname or "").lower()
        except ValueError:
            return None
        while "." in host:
            if host in self._by_domain:
                return self._by_domain[host]
            host = host.partition(".")[2]
        return None

    def of(self, name: str, url: str | None = None) -> Listed | None:
        """Return the outlet of a name that several outlets bear, told apart by the address.

        >>> register = shipped_register()
        >>> register.of("The Nation", "https://www.nation.com.pk/a").country
        'PK'
        >>> register.of("The Nation", "https://herald.example/a").country
        'US'
        """
        here = self.at(url)
        if here and plain(name) in plain(here.name):
            return here
        return self.named(name)

    def owner(self, name: str | None, url: str | None = None) -> str | None:
        """Return the owner group of an outlet, None where the register states none.

        >>> shipped_register().owner("The Age")
        'Nine Entertainment'
        """
        listed = self.of(name, url) if name else None
        return listed.group if listed else None


@cache
def shipped_register() -> Register:
    """Return the register of the shipped list."""
    return Register(_shipped())


@cache
def register_with(path: str) -> Register:
    """Return the register with the user's own file before the shipped list; "" names none."""
    return Register([*_own(path), *shipped_register().outlets]) if path else shipped_register()


@cache
def outlet_key(name: str | None) -> str:
    """Return an outlet's name in the form that it is compared in; "" where there is none.

    >>> outlet_key("The Elsund Courier") == outlet_key("elsund-courier.com")
    True
    >>> outlet_key("AP") == outlet_key("The Associated Press") == outlet_key("apnews.com")
    True
    """
    listed = shipped_register().named(name) if name else None
    compared = _compared(listed.name if listed else name or "")
    return _keys().get(compared, compared)


def is_listed_outlet(name: str) -> bool:
    """Return whether a name as written is that of an outlet in the register.

    A name of one word must stand there as it is: "The Nation" is a paper, "the nation" and
    "Nation" need not be.

    >>> [is_listed_outlet(name) for name in ("Associated Press", "The Nation", "the nation", "dpa")]
    [True, True, False, True]
    """
    listed = shipped_register().named(name)
    if listed:
        return not name.islower() or name in (listed.name, *listed.aliases, *listed.domains)
    compared = _compared(name)
    return " " in compared and compared in _keys()


@cache
def _keys() -> dict[str, str]:
    """Return for every form of a listed outlet's name, as compared, the key of the outlet."""
    found: dict[str, str] = {}
    for outlet in shipped_register().outlets:
        found.setdefault(_compared(outlet.name), _compared(outlet.name))
    for outlet in shipped_register().outlets:
        for form in (*outlet.aliases, *outlet.domains):
            found.setdefault(_compared(form), _compared(outlet.name))
    return found


# Words that an outlet's name keeps or drops as it likes.
_SMALL = frozenset({"the", "of", "for", "and", "com", "www", "news"})


def _compared(name: str) -> str:
    words = WORD.findall(plain(name).replace("-", " ").replace(".", " "))
    return " ".join(word for word in words if word not in _SMALL) or plain(name)


def _shipped() -> Iterable[Listed]:
    for entry in word_list("outlet_register"):
        parts = [part.strip() for part in entry.split("|")]
        name, domains, aliases, country, group, kind = (parts + [""] * 6)[:6]
        yield Listed(
            name=name,
            domains=_listed(domains),
            aliases=_listed(aliases),
            country=country or None,
            group=group or None,
            agency="agency" in kind,
            state=True if "state" in kind else None,
        )


def _listed(words: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in words.split(",") if piece.strip())


def _own(path: str) -> list[Listed]:
    try:
        loaded = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read the file of outlets {path}: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from error
    entries = loaded.get("outlets")
    if not isinstance(entries, list):
        raise SettingsError(f"{path} holds no [[outlets]]; write one table for each outlet")
    return [_checked(entry, number, path) for number, entry in enumerate(entries, 1)]


def _checked(entry: object, number: int, path: str) -> Listed:
    known = {field.name for field in fields(Listed)}
    where = f"outlet {number} in {path}"
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
        raise SettingsError(f"{where} has no name")
    values: dict[str, object] = {}
    for key, value in entry.items():
        if key not in known:
            raise SettingsError(f"unknown key {key} of {where}; known: {', '.join(sorted(known))}")
        lists = key in {"domains", "aliases"}
        wanted = list if lists else bool if key in {"agency", "state"} else str
        if not isinstance(value, wanted):
            raise SettingsError(f"{key} of {where} must be a {wanted.__name__}")
        values[key] = tuple(map(str, value)) if isinstance(value, list) else value
    return Listed(**values)  # type: ignore[arg-type]
