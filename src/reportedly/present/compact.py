"""The same HTML in fewer bytes: without the quotes and end tags that a browser can do without.

Nothing between tags is touched, so that no word changes. What is given must come from the
templates here: every `<` in it begins a tag, as all text is escaped.
"""

from __future__ import annotations

import re
from functools import lru_cache

TAG = re.compile(r"<([a-z][\w-]*)((?: [\w:-]+(?:=\"[^\"]*\")?)+) ?(/?)>")
ATTRIBUTE = re.compile(r" ([\w:-]+)(?:=\"([^\"]*)\")?")
# Values that the standard lets stand without quotes, without a slash that could end a tag.
BARE = re.compile(r"[\w#.:;+-]+", re.ASCII)
DAYS = re.compile(r"\b(from|until)-(?=\d)")
# End tags that the standard lets be left out, with what must follow.
OPTIONAL = re.compile(
    r"</li>(?=\s*(?:<li\b|</ul>|</ol>))"
    r"|</d[td]>(?=\s*(?:<d[td]\b|</dl>|</div>))"
    r"|</t[dh]>(?=\s*(?:<t[dh]\b|</tr>))"
    r"|</tr>(?=\s*(?:<tr\b|</tbody>|</thead>))"
    r"|</p>(?=\s*(?:<(?:p|div|ol|ul|dl|h[1-6]|table|blockquote)\b|</(?:div|article|li)>))"
)


# Between tags a quotation mark needs no escape.
TEXT = re.compile(r">[^<]*&#3[49];[^<]*<")


def compact(html: str) -> str:
    """Return `html` without what a browser does not need.

    >>> compact('<li class="day from-2"><a class="ev" href="#s1">one &lt;</a></li><li>two</li>')
    '<li class="day f2"><a class=ev href=#s1>one &lt;</a><li>two</li>'
    """
    return OPTIONAL.sub("", TAG.sub(_tag, TEXT.sub(_plain, html)))


def _plain(found: re.Match[str]) -> str:
    return found[0].replace("&#34;", '"').replace("&#39;", "'")


def _tag(found: re.Match[str]) -> str:
    return _shorter(*found.groups())


@lru_cache(maxsize=20_000)  # a page repeats most of its tags
def _shorter(tag: str, attributes: str, closing: str) -> str:
    written = [_attribute(*one.groups()) for one in ATTRIBUTE.finditer(attributes)]
    return f"<{tag} {' '.join(written)}{' /' if closing else ''}>"


def _attribute(name: str, value: str | None) -> str:
    if value is None:
        return name
    if name == "class":
        value = DAYS.sub(_letter, value)
    return f"{name}={value}" if BARE.fullmatch(value) else f'{name}="{value}"'


def _letter(found: re.Match[str]) -> str:
    """Return "f" for "from-" and "u" for "until-"."""
    return found[1][0]
