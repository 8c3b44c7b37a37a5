"""The views of a story, listed by hand: what each is called, built by and rendered with.

    Shown -> View.build -> a frozen dataclass -> templates/<View.template>

The saved page and the served app show the same views from the same templates. A view has a
name (its address, and the id of its section), and may have rules of its own in
static/<name>.css.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportedly.present.documents import documents_of
from reportedly.present.front import front_of
from reportedly.present.ledger import ledger_of
from reportedly.present.method import method_of
from reportedly.present.origins import origins_of
from reportedly.present.overtime import over_time
from reportedly.present.places import Places, places_of
from reportedly.present.quotes import Quotes, quotes_of
from reportedly.present.shown import Shown
from reportedly.present.who import who_says_what
from reportedly.present.wording import Wording, wording_of


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One way to look at a story.

    Attributes:
        name: Its name in addresses, and the id of its section.
        title: Its heading.
        key: The key that leads to it, after g; "" for none.
        build: Makes the dataclass that its template may use.
        several: Whether it shows several days beside each other; else it is of one day, and
            where that is an earlier one it is built from that day alone.
        size: How many items a page of it holds where the story is too long for one; 0: all.
    """

    name: str
    title: str
    key: str
    build: Callable[[Shown], object]
    several: bool = False
    size: int = 0

    @property
    def template(self) -> str:
        """The file that renders it."""
        return f"{self.name}.html"


def _quotes(shown: Shown) -> Quotes:
    return quotes_of(shown.last)


def _places(shown: Shown) -> Places:
    return places_of(shown.lookups)


def _wording(shown: Shown) -> Wording:
    return wording_of(shown.lookups)


VIEWS: tuple[View, ...] = (
    View(name="brief", title="Brief", key="b", build=front_of),
    View(name="who", title="Who says what", key="w", build=who_says_what),
    View(name="time", title="Over time", key="t", build=over_time, several=True),
    View(name="quotes", title="Quotes", key="q", build=_quotes),
    View(name="origins", title="Origins", key="o", build=origins_of),
    View(name="places", title="Places", key="p", build=_places),
    View(name="wording", title="Wording", key="n", build=_wording),
    View(name="documents", title="Documents", key="d", build=documents_of, size=25),
    View(name="ledger", title="Ledger", key="l", build=ledger_of, size=250),
    View(name="method", title="Method and custody", key="m", build=method_of),
)


def view_named(name: str) -> View:
    """Return the view with this name; KeyError where there is none."""
    return {view.name: view for view in VIEWS}[name]


def build(view: View, shown: Shown) -> object:
    """Return what the template of `view` may use, for one day alone where it is of one day."""
    return view.build(shown if view.several else shown.alone())
