"""Who published a report, as far as its own words say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reportedly.model import Block, Span
from reportedly.register import Register, shipped_register
from reportedly.text import word_list

# Names begin with a capital; small words may stand inside them ("The Port of Avery Post").
NAME = (
    r"(?P<name>(?:The |the )?[A-Z0-9][\w.&’'-]*(?: (?:of|and|&|the|de|la|[A-Z0-9][\w.&’'-]*)){0,5})"
)
OWN = (
    re.compile(rf"^[Aa] [Mm]essage [Ff]rom {NAME}\s*:?$"),
    re.compile(
        rf"^(?:This (?:story|article) (?:first |originally )?appeared (?:in|on) )?{NAME}’s free "
    ),
    re.compile(rf"^[Rr]ead more (?:at|on) {NAME}\.?$"),
    re.compile(rf"\b[Bb]y supporting {NAME},"),
    re.compile(
        rf"\b{NAME}['’]s? (?:first-ever magazine|newsletters?|biggest (?:scoops|stories)|unmatched"
        r"|app\b|daily briefing|morning briefing|journalism|reporting)"
    ),
    re.compile(rf"^(?:Sign up (?:for|to)|Subscribe to|Support|Follow|Join) {NAME}(?: on .*)?\.?$"),
)
COPYRIGHT = re.compile(
    rf"(?:©|\(c\)|[Cc]opyright)(?:\s*(?:©|\(c\)|by|[Cc]opyright))*\s*(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?)?,?\s*"
    rf"(?:by )?{NAME}"
)
LEADING = re.compile(
    r"^(?:Get|Read|Try|Join|From|In|On|With|Support|Download|Of) (?=the |The |[A-Z])"
)
COMPANY = re.compile(
    r",? (?:Inc|LLC|Ltd|Limited|GmbH|Corp|plc|PLC|Publishing|Media Group|Group|Holdings|Co|"
    r"Company|Interactive|Digital|Enterprises|International)\b\.?"
)
TITLES_NOUN = re.compile(
    r"\b(?:times|herald|post|news|journal|chronicle|tribune|gazette|observer|courier|mail|"
    r"telegraph|independent|guardian|star|sun|mirror|press|agency|newswire|review|radio|tv|"
    r"today|daily|weekly|standard|examiner|dispatch|bulletin|inform)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[a-z]{3}|\d\d\d)\.(?= [A-Z])")
YEAR = re.compile(r",? (?:19|20)\d\d$")


def shown_name(name: str, register: Register | None = None, url: str | None = None) -> str:
    """Return the name under which an outlet is shown; a name not listed stays as it is.

    >>> shown_name("nytimes.com"), shown_name("The Varnholm Herald")
    ('The New York Times', 'The Varnholm Herald')
    """
    listed = (register or shipped_register()).of(name, url)
    return listed.name if listed else " ".join(name.split()).strip(" .,:|–—-")


def outlet_of_url(url: str | None) -> str | None:
    """Return the listed outlet that an address belongs to, None for one not listed."""
    listed = shipped_register().at(url)
    return listed.name if listed else None


@cache
def agency_names(register: Register | None = None) -> re.Pattern[str]:
    """Return what an agency's signature looks like: listed words, capitals, names of two words.

    Other single words of the shipped list are left out: agencies bear names of people, too. Those
    that a user lists sign as they are written there.
    """
    forms = set(word_list("news_agencies"))
    shipped = shipped_register().outlets
    for outlet in shipped:
        names = (outlet.name, *outlet.aliases) if outlet.agency else ()
        forms.update(name for name in names if " " in name or (name.isupper() and len(name) > 3))
    own = register.outlets[: -len(shipped)] if register else ()  # they stand before the shipped
    forms.update(name for outlet in own if outlet.agency for name in (outlet.name, *outlet.aliases))
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(r"(?<![\w/])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w/])")


def outlet_in_text(text: str, blocks: Sequence[Block]) -> tuple[str, Span] | None:
    """Return the outlet that the report's own furniture names, and the words that name it.

    >>> text = "Read more at The Varnholm Herald."
    >>> block = Block(report_id="r", span=Span(0, 33), kind="furniture", reason="related")
    >>> outlet_in_text(text, [block])
    ('The Varnholm Herald', Span(start=13, end=32))
    """
    outside = [block for block in blocks if block.kind == "furniture"]
    for pattern in OWN:
        for block in outside:
            # Names in a feed of other stories are not this outlet's.
            if block.reason == "feed" or block.span.end - block.span.start > 400:
                continue
            if found := pattern.search(block.span.of(text)):
                return _named(found, block)
    if masthead := _masthead(text, blocks):
        return masthead
    for block in outside:
        if (found := COPYRIGHT.search(block.span.of(text)[:300])) and len(found["name"]) > 2:
            return _named(found, block)
    return None


def _named(found: re.Match[str], block: Block) -> tuple[str, Span]:
    name = found["name"]
    start = found.start("name")
    if leading := LEADING.match(name):
        name, start = name[leading.end() :], start + leading.end()
    name = YEAR.sub("", SENTENCE_END.split(name)[0].rstrip(". "))
    name = re.sub(r"['’]s?$", "", name)
    bare = COMPANY.sub("", name) if COMPANY.search(name) else name
    span = Span(block.span.start + start, block.span.start + start + len(name))
    shown = bare if bare.strip() else name
    shown = shown[0].upper() + shown[1:]
    return shown_name(shown), span


def _masthead(text: str, blocks: Sequence[Block]) -> tuple[str, Span] | None:
    """Return the first line where it is a name, as of a paper above its story."""
    for block in blocks[:1]:
        words = block.span.of(text)
        if block.kind != "furniture" or block.reason != "above the headline":
            continue
        if len(words.split()) <= 5 and (TITLES_NOUN.search(words) or text.count(words) > 1):
            name = " ".join(w.title() if len(w) > 3 else w for w in words.split())
            name = name if words.isupper() else words
            return shown_name(name), block.span
    return None
