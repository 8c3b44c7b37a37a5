"""The same HTML in fewer bytes: without quotes, end tags and spaces that a browser can do without.

No word changes: of what stands between tags only white space round blocks goes. What is given
must come from the templates here: every `<` in it begins a tag, as all text is escaped.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

TAG = re.compile(r"<([a-z][\w-]*)((?: [\w:-]+(?:=\"[^\"]*\")?)+) ?(/?)>")
ATTRIBUTE = re.compile(r" ([\w:-]+)(?:=\"([^\"]*)\")?")
# Values that the standard lets stand without quotes, without a slash that could end a tag.
BARE = re.compile(r"[\w#.:;+-]+", re.ASCII)
ANY_TAG = re.compile(r"<(/?)([a-z][\w-]*)((?: [\w:-]+(?:=\"[^\"]*\")?)*) ?(/?)>")
VOID: Final = frozenset({"br", "hr", "img", "input"})
DAY = re.compile(r" ?\b(from|until)-(\d+)")
DAYS = re.compile(r"\b(from|until)-(?=\d)")
# End tags that the standard lets be left out, with what must follow.
OPTIONAL = re.compile(
    r"</li>(?=\s*(?:<li\b|</ul>|</ol>))"
    r"|</d[td]>(?=\s*(?:<d[td]\b|</dl>|</div>))"
    r"|</t[dh]>(?=\s*(?:<t[dh]\b|</tr>))"
    r"|</tr>(?=\s*(?:<tr\b|</tbody>|</thead>))"
    r"|</p>(?=\s*(?:<(?:p|div|ol|ul|dl|h[1-6]|table|blockquote)\b|</(?:div|article|li)>))"
)

# White space before a block, and before the end of what holds only blocks, is never shown.
SPACE = re.compile(
    r"(?<=>)\s+(?=<(?:article|details|div|dl|d[td]|fieldset|h[1-6]|li|ol|p|section|table|tbody|t[dhr]|ul"
    r"|/(?:article|details|div|ol|ul|dl|table|tbody|tr|section|svg))\b)"
)
# A statement of the usual kind looks like what stands round it.
PLAIN = re.compile(r"(?: |^)t-says\b")
# Between tags a quotation mark needs no escape.
TEXT = re.compile(r">[^<]*&#3[49];[^<]*<")


def compact(html: str) -> str:
    """Return `html` without what a browser does not need.

    >>> compact('<li class="day from-2"><a class="ev" href="#s1">one &lt;</a></li><li>two</li>')
    '<li class="day f2"><a class=ev href=#s1>one &lt;</a><li>two</li>'
    """
    return OPTIONAL.sub("", SPACE.sub("", TAG.sub(_tag, TEXT.sub(_plain, once(html)))))


def once(html: str) -> str:
    """Return `html` without the days of what stands in something that is hidden on them.

    >>> once('<p class="from-2">It <b class="from-1">is</b> <i class="nt from-3">so</i></p>')
    '<p class="from-2">It <b>is</b> <i class="nt from-3">so</i></p>'
    """
    if "from-" not in html and "until-" not in html:
        return html
    round_it: list[tuple[str, int, int]] = [("", 0, 0)]
    parts: list[str] = []
    done = 0
    bare = "span without attributes"
    for found in ANY_TAG.finditer(html):
        ends, name, attributes, alone = found.groups()
        _, since, gone = round_it[-1]
        if ends:
            ended = round_it.pop()[0]
            if ended == bare and name == "span":
                parts.append(html[done : found.start()])
                done = found.end()
            elif ended != name:
                return html  # what stands in what cannot be told
            continue
        if "from-" in attributes or "until-" in attributes:
            shorter, since, gone = _once(attributes, since, gone)
            if name == "span" and not shorter:
                name = bare
                parts.append(html[done : found.start()])
                done = found.end()
            else:
                parts += [html[done : found.start(3)], shorter]
                done = found.end(3)
        if not alone and name not in VOID:
            round_it.append((name, since, gone))
    return "".join(parts) + html[done:] if len(round_it) == 1 else html


def _once(attributes: str, since: int, gone: int) -> tuple[str, int, int]:
    """Return attributes without days that are known, and between which days they let it show."""
    found = re.search(r" class=\"([^\"]*)\"", attributes)
    if found is None:
        return attributes, since, gone
    kept, first, last = found[1], since, gone
    for day in DAY.finditer(found[1]):
        number = int(day[2])
        if day[1] == "from" and number > since:
            first = max(first, number)
        elif day[1] == "until" and (not gone or number < gone):
            last = min(last or number, number)
        else:
            kept = kept.replace(day[0], "", 1)
    words = f' class="{kept.strip()}"' if kept.strip() else ""
    return attributes[: found.start()] + words + attributes[found.end() :], first, last


def _plain(found: re.Match[str]) -> str:
    return found[0].replace("&#34;", '"').replace("&#39;", "'")


def _tag(found: re.Match[str]) -> str:
    return _shorter(*found.groups())


@lru_cache(maxsize=20_000)  # a page repeats most of its tags
def _shorter(tag: str, attributes: str, closing: str) -> str:
    written = [_attribute(*one.groups()) for one in ATTRIBUTE.finditer(attributes)]
    words = f"<{tag} {' '.join(written)}"
    # After a bare value a slash would be read as part of it.
    return words + (closing and ("/" if words.endswith('"') else " /")) + ">"


def _attribute(name: str, value: str | None) -> str:
    if value is None:
        return name
    if name == "class":
        value = PLAIN.sub("", DAYS.sub(_letter, value))
    return f"{name}={value}" if BARE.fullmatch(value) else f'{name}="{value}"'


def _letter(found: re.Match[str]) -> str:
    """Return "f" for "from-" and "u" for "until-"."""
    return found[1][0]
