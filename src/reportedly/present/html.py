"""Views as HTML, and the page of a story as one self-contained file.

The page works without JavaScript and asks for nothing from outside: style and script stand
in it and are the only ones that its content security policy lets run. All text from reports
is escaped.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from reportedly.model import Picture
from reportedly.present.compact import compact
from reportedly.present.links import InPage, Links
from reportedly.present.pages import StoryPage, story_page
from reportedly.present.shown import Shown, shown_story
from reportedly.present.views import VIEWS, View, build

# Characters that run from right to left, or turn or close a direction: the bidirectional classes
# R, AL, AN, RLE, RLO, RLI, LRE, LRO, LRI, FSI, PDF and PDI.
TURNING = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
SURROGATES = re.compile("[\ud800-\udfff]")
SPACES = re.compile(r" ?([{};,]) ?|(?<=:) | (?=>)|(?<=>) ")
COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)


def render_story(
    picture: Picture,
    days: Mapping[date, Picture],
    *,
    version: str,
    sides: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
) -> str:
    """Return the page of one story; `days` holds what was known on each earlier day.

    `sides` orders the columns of who says what; `settings` are printed under Method.
    """
    return render_page(shown_story(picture, days, version=version, sides=sides, settings=settings))


def render_page(shown: Shown) -> str:
    """Return a story with all its views and days as one page."""
    links = InPage()
    sections = [(view, view_words(view, view.build(shown), links)) for view in VIEWS]
    return render_sections(shown, sections, links)


def render_sections(
    shown: Shown,
    sections: Sequence[tuple[View, Markup]],
    links: Links,
    *,
    evidence: Markup = Markup(),  # noqa: B008
    leaves: Sequence[object] = (),
    page: StoryPage | None = None,
) -> str:
    """Return a self-contained page with these views of a story.

    `evidence` holds that of statements which stand in no ledger on the page, `leaves` leads to
    the other pages of the view. Whoever makes several pages gives their `page` once.
    """
    style = style_sheet() + day_rules(len(shown.lookups))
    return render(
        "story.html",
        page=page or story_page(shown),
        sections=sections,
        links=links,
        evidence=evidence,
        leaves=leaves,
        policy=_policy(style, script()),
        style=Markup(style),
        script=Markup(script()),
    )


def render_view(view: View, shown: Shown, links: Links) -> Markup:
    """Return one view of the day that `shown` ends with, as the inside of its section."""
    return render_built(view, build(view, shown), links)


def render_built(view: View, it: object, links: Links) -> Markup:
    """Return one view from what was built for it, as the inside of its section."""
    return Markup(without_surrogates(view_words(view, it, links)))


def view_words(view: View, it: object, links: Links) -> Markup:
    """Return the inside of the section of a view from what was built for it."""
    words = environment().get_template(view.template).render(it=it, links=links)
    return Markup(compact(words))


def render(template: str, **names: object) -> str:
    """Return a template rendered with `names`."""
    return without_surrogates(environment().get_template(template).render(**names))


def without_surrogates(text: str) -> str:
    """Return `text` without halves of characters, which no file can hold."""
    return SURROGATES.sub("\ufffd", text)


@cache
def environment() -> Environment:
    """Return what reads the templates."""
    found = Environment(
        loader=PackageLoader("reportedly.present"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["apart"] = apart
    found.filters["direction"] = direction
    return found


def apart(text: str) -> Markup:
    """Return `text` escaped, kept apart from its surroundings where it may turn them round.

    >>> print(apart("<b>"), apart("שלום"))
    &lt;b&gt; <bdi>שלום</bdi>
    """
    words = escape(text)
    return Markup("<bdi>{}</bdi>").format(words) if _turning(text) else words


def direction(text: str) -> Markup:
    """Return the attribute that lets a browser find the direction of `text`, where it needs it.

    >>> print(direction("Avery"), direction("שלום"))
      dir="auto"
    """
    return Markup(' dir="auto"' if _turning(text) else "")


def _turning(text: str) -> bool:
    return not text.isascii() and TURNING.search(text) is not None


@cache
def script() -> str:
    """Return the script of the page without comments and indents."""
    lines = (line.strip() for line in _static("page.js").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


@cache
def style_sheet() -> str:
    """Return the style sheet without comments and indents: it travels with every page.

    The rules of the page come first, then those of each view, then those for small screens and
    paper, which overrule them.
    """
    names = ["page.css", *(f"{view.name}.css" for view in VIEWS)]
    folder = resources.files("reportedly.present") / "static"
    sheets = [_static(name) for name in names if (folder / name).is_file()]
    words = SPACES.sub(r"\1", " ".join(COMMENTS.sub("", "\n".join(sheets)).split()))
    return words.replace(";}", "}")


@cache
def _static(name: str) -> str:
    path = resources.files("reportedly.present") / "static" / name
    return path.read_text(encoding="utf-8")


def day_rules(days: int) -> str:
    """Return the rules that show only what was known on the day that is chosen.

    A part that is known from a day on has the class `from-N`, one that is replaced on a day
    `until-N`, written `fN` and `uN`. A browser without `:has` shows the last day.

    >>> print(day_rules(3))
    body:has(#asof-0:checked) :is(.f1,.f2){display:none}
    body:has(#asof-1:checked) :is(.f2,.u1){display:none}
    body:has(#asof-2:checked) :is(.u1,.u2){display:none}
    @supports not selector(:has(*)){:is(.u1,.u2){display:none}}
    <BLANKLINE>
    """
    if days < 2:
        return ""
    rules = []
    for day in range(days):
        others = [f".f{later}" for later in range(day + 1, days)]
        others += [f".u{earlier}" for earlier in range(1, day + 1)]
        hidden = f":is({','.join(others)}){{display:none}}"
        rules.append(f"body:has(#asof-{day}:checked) {hidden}")
    rules.append(f"@supports not selector(:has(*)){{{hidden}}}")
    return "\n".join(rules) + "\n"


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
