"""The page of a story as one self-contained HTML file.

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
from unicodedata import bidirectional

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from reportedly.model import Picture
from reportedly.present.pages import StoryPage, story_page

# Classes of characters that run from right to left, or turn or close a direction.
TURNING = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}
SURROGATES = re.compile("[\ud800-\udfff]")
SPACES = re.compile(r" ?([{};,]) ?|(?<=:) ")
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
    page = story_page(picture, days, version=version, sides=sides, settings=settings)
    return render_page(page)


def render_page(page: StoryPage) -> str:
    """Return `page` as HTML."""
    style = _style() + day_rules(len(page.days))
    script = _static("page.js")
    text = (
        _environment()
        .get_template("story.html")
        .render(
            page=page,
            policy=_policy(style, script),
            style=Markup(style),
            script=Markup(script),
        )
    )
    return SURROGATES.sub("\ufffd", text)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reportedly.present"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["apart"] = apart
    return environment


def apart(text: str) -> Markup:
    """Return `text` escaped, kept apart from its surroundings where it may turn them round.

    >>> print(apart("<b>"), apart("שלום"))
    &lt;b&gt; <bdi>שלום</bdi>
    """
    words = escape(text)
    turning = not text.isascii() and any(bidirectional(char) in TURNING for char in text)
    return Markup("<bdi>{}</bdi>").format(words) if turning else words


@cache
def _static(name: str) -> str:
    path = resources.files("reportedly.present") / "static" / name
    return path.read_text(encoding="utf-8")


@cache
def _style() -> str:
    """Return the style sheet without comments and indents: it travels with every page."""
    return SPACES.sub(r"\1", " ".join(COMMENTS.sub("", _static("page.css")).split()))


def day_rules(days: int) -> str:
    """Return the rules that show only what was known on the day that is chosen.

    A part made for one day has the classes `day` and `on-N`; a part that is known from a day
    on has `from-N`, one that is replaced on a day `until-N`. A browser without `:has` shows the
    last day.

    >>> print(day_rules(2))
    body:has(#asof-0:checked) :is(.day:not(.on-0),.from-1){display:none}
    body:has(#asof-1:checked) :is(.day:not(.on-1),.until-1){display:none}
    @supports not selector(:has(*)){:is(.day:not(.on-1),.until-1){display:none}}
    <BLANKLINE>
    """
    rules = []
    for day in range(days):
        others = "".join(f",.from-{later}" for later in range(day + 1, days))
        others += "".join(f",.until-{earlier}" for earlier in range(1, day + 1))
        hidden = f":is(.day:not(.on-{day}){others}){{display:none}}"
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
