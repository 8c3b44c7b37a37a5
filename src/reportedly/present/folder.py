"""A story too long for one page as a folder: a page for each view, long views in several.

    Shown -> render_folder -> ("index.html", words), ("who.html", words), ("ledger.html", words),
    ("ledger-2.html", words) ...

A page holds the evidence of the statements that it names, so that a chip opens beside the words
that were read; where it names too many, the chips of the others lead to the page of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from reportedly.collecting import uncollected
from reportedly.present.compact import compact
from reportedly.present.documents import gone_reports
from reportedly.present.html import render, render_sections, view_words
from reportedly.present.ledger import Ledger, entries_of, held_statements, ledger_pages
from reportedly.present.origins import QUESTIONS, origins_of
from reportedly.present.pages import StoryPage, story_page
from reportedly.present.shown import Part, Shown
from reportedly.present.views import VIEWS, View

# Beyond so many statements one page is slow to open and no pleasure to search: at 3 kB a
# statement with its words in their document, 6 MB.
BIG = 2_000
EVIDENCE = 200  # statements of which a page of a view holds the evidence


def is_big(shown: Shown) -> bool:
    """Return whether a story is too long for one page."""
    return len(shown.last.statements) > BIG


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One of the pages of a view that has several.

    Attributes:
        label: What it holds, as "1–250".
        href: Its address.
        here: Whether it is the page that is shown.
    """

    label: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class _Places:
    """On which page of its view everything stands."""

    ledger: Mapping[int, int]  # by number of the statement
    documents: Mapping[int, int]  # by number of the report
    reports: Mapping[int, int]  # number of the report, by number of the statement


class _Links:
    """Links of one page of the folder; it holds the evidence of what it names first."""

    def __init__(self, places: _Places, *, held: Sequence[int] = (), room: int = 0) -> None:
        self.places = places
        self.held = set(held)
        self.room = room

    def view(self, name: str) -> str:
        return file_name(name)

    def statement(self, number: int) -> str:
        if number not in self.held and self.room:
            self.held.add(number)
            self.room -= 1
        page = "" if number in self.held else file_name("ledger", self.places.ledger[number])
        return f"{page}#s{number}"

    def question(self, number: int) -> str:
        return f"{file_name('who')}#q{number}"

    def mark(self, number: int) -> str:
        report = self.places.reports[number]
        return f"{file_name('documents', self.places.documents[report])}#m{number}"

    def origins(self, question: int) -> str:
        return file_name("origins", question + 1)

    def document(self, number: int) -> str:
        return f"{file_name('documents', self.places.documents[number])}#d{number}"


def file_name(view: str, page: int = 1) -> str:
    """Return the name of the file that holds a page of a view.

    >>> file_name("brief"), file_name("ledger"), file_name("ledger", 3)
    ('index.html', 'ledger.html', 'ledger-3.html')
    """
    name = "index" if view == VIEWS[0].name else view
    return f"{name}.html" if page == 1 else f"{name}-{page}.html"


def render_folder(shown: Shown) -> Iterator[tuple[str, str]]:
    """Yield the pages of a story, the front first, each with the name of its file."""
    # Looking for cycles among the rows of a long story takes a quarter of the time of its pages.
    with uncollected():
        yield from _rendered(shown)


def _rendered(shown: Shown) -> Iterator[tuple[str, str]]:
    places = _places(shown)
    page = story_page(shown)
    for view in VIEWS:
        if view.size:
            yield from _paged(view, shown, places, page)
        elif view.name == "origins":
            yield from _origins(view, shown, places, page)
        else:
            yield file_name(view.name), _single(view, shown, places, page)


def _origins(
    view: View, shown: Shown, places: _Places, page: StoryPage
) -> Iterator[tuple[str, str]]:
    """Yield the page of all origins, and where it is cut short one for each question on it."""
    whole = origins_of(shown)
    whole = replace(whole, asked=whole.asked[:QUESTIONS])
    yield file_name(view.name), _of(view, whole, shown, places, page)
    for one in whole.asked if whole.cut else ():
        it = origins_of(shown, one.question, asked=whole.asked)
        yield file_name(view.name, one.number + 1), _of(view, it, shown, places, page)


def _single(view: View, shown: Shown, places: _Places, page: StoryPage) -> str:
    return _of(view, view.build(shown), shown, places, page)


def _of(view: View, it: object, shown: Shown, places: _Places, page: StoryPage) -> str:
    links = _Links(places, room=EVIDENCE)
    words = view_words(view, it, links)
    links.room = 0
    entries = entries_of(shown, links.held)
    evidence = Markup(compact(render("entries.html", entries=entries, links=links)))
    return render_sections(shown, [(view, words)], links, evidence=evidence, page=page)


def _paged(view: View, shown: Shown, places: _Places, page: StoryPage) -> Iterator[tuple[str, str]]:
    total = len(places.ledger if view.name == "ledger" else places.documents)
    first = Part(size=view.size)
    parts = [replace(first, number=number + 1) for number in range(first.pages(total))]
    if view.name == "ledger":
        built: Iterator[object] = ledger_pages(shown, parts)
    else:
        built = (view.build(replace(shown, part=part)) for part in parts)
    for part, it in zip(parts, built, strict=True):
        here = [entry.ref.number for entry in it.entries] if isinstance(it, Ledger) else []
        links = _Links(places, held=here)
        yield (
            file_name(view.name, part.number),
            render_sections(
                shown,
                [(view, view_words(view, it, links))],
                links,
                leaves=_leaves(view.name, part, total),
                page=page,
            ),
        )


def _leaves(view: str, part: Part, total: int) -> tuple[Leaf, ...]:
    pages = part.pages(total)
    if pages == 1:
        return ()
    return tuple(
        Leaf(
            label=f"{(page - 1) * part.size + 1:,}–{min(total, page * part.size):,}",
            href=file_name(view, page),
            here=page == part.number,
        )
        for page in range(1, pages + 1)
    )


def _places(shown: Shown) -> _Places:
    numbering = shown.last.numbering
    sizes = {view.name: view.size for view in VIEWS}
    held = held_statements(shown)
    reports = [*shown.last.picture.reports, *(one for _, one in gone_reports(shown.lookups))]
    return _Places(
        ledger={
            numbering.refs[row.id].number: place // sizes["ledger"] + 1
            for place, (_, _, row) in enumerate(held)
        },
        documents={
            numbering.reports[one.id]: place // sizes["documents"] + 1
            for place, one in enumerate(reports)
        },
        reports={
            numbering.refs[row.id].number: numbering.reports[row.report_id] for _, _, row in held
        },
    )
