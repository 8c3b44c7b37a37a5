"""Every line of the development pages leads back to its element; skipped where they are not.

All pages are walked where `REPORTEDLY_DATA` names the data (a minute or two), else one in forty.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator

import pytest
from benchmarks.page_sets import GoldPage, outlet_pages, wcxb_pages
from lxml import etree

from reportedly.acquire.decoding import decode
from reportedly.acquire.html import Page, read_page
from reportedly.acquire.page_elements import INVISIBLE, is_hidden
from reportedly.errors import CannotHandle

SOURCE = """
<html><body><p>One <b>two</b><br>three</p><script>x</script><div hidden>no</div><div>Four
<ul><li>five<li><a href="#a">six</a></ul></div><pre>a = 1
b = 2</pre><table><tr><td>seven<td>eight</table></body></html>
"""
PLAIN_PLACE = re.compile(r"[/\[\]\w.-]+")


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


def visible(element: etree._Element) -> Iterator[str]:
    """Yield the text of an element without that of the hidden ones in it."""
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, one in walker:
        if event == "end":
            yield one.tail or "" if one is not element else ""
        elif one is not element and is_hidden(one.tag, dict(one.attrib)):
            walker.skip_subtree()
        else:
            yield one.text or ""


def elements_at(root: etree._Element, place: str) -> list[etree._Element]:
    """Return the elements at a place; XPath refuses tags such as `p"`."""
    if PLAIN_PLACE.fullmatch(place):
        return list(root.xpath(place))
    found = [root]
    for step in place.split("/")[2:]:
        tag, _, nth = step.partition("[")
        inside = [[child for child in one if child.tag == tag] for one in found]
        chosen = slice(int(nth[:-1]) - 1, int(nth[:-1])) if nth else slice(None)
        found = [child for children in inside for child in children[chosen]]
    return found


def astray(page: Page, source: str) -> list[str]:
    """Return the lines whose words do not stand in the element that their place names."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    root = etree.fromstring(source.replace("\x00", "").encode("utf-8", "replace"), parser)
    etree.strip_elements(root, *INVISIBLE, with_tail=False)
    texts: dict[tuple[str, bool], str] = {}
    found = []
    for line in page.lines:
        place = line.place or ""
        # A hidden part that is shown after all is shown with the hidden parts in it.
        hidden = "hidden" in line.marks
        if (place, hidden) not in texts:
            # Below `LONGEST_PLACE` a place begins with "…": the page as a whole is looked through.
            elements = [root] if "…" in place else elements_at(root, place)
            parts = (one.itertext() if hidden else visible(one) for one in elements)
            texts[place, hidden] = squeezed("".join(itertools.chain.from_iterable(parts)))
        if squeezed(line.text) not in texts[place, hidden]:
            found.append(f"{place}: {line.text}")
    return found


def test_lines_lead_back_to_their_elements() -> None:
    page = read_page(SOURCE)
    assert len(page.lines) == 9
    assert astray(page, SOURCE) == []


@pytest.mark.parametrize("shard", range(8))
def test_lines_of_development_pages_lead_back(shard: int) -> None:
    step = 8 if os.environ.get("REPORTEDLY_DATA") else 320
    pages: list[GoldPage] = [
        *itertools.islice(wcxb_pages(), shard, None, step),
        *itertools.islice(outlet_pages(), shard, None, step),
    ]
    if not pages:
        pytest.skip("the development pages are not here")
    for gold in pages:
        source = decode(gold.content, is_html=True)[0]
        try:
            page = read_page(source)
        except CannotHandle:
            continue
        assert all(line.span.of(page.text) == line.text for line in page.lines)
        assert (gold.name, astray(page, source)) == (gold.name, [])
