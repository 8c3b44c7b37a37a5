"""Which lines of a page stand beside a picture, told from its elements.

A class such as "text-caption" may name no more than a size of letters, and the `caption` of a table
or the `figcaption` below a long quotation belongs to no picture.
"""

from __future__ import annotations

from lxml import etree

from benchmarks.page_sets import words_of
from reportedly.acquire.page_marks import element_names, page_marks

PICTURES = ("img", "picture", "video", "amp-img", "iframe", "noscript", "figure")
PICTURE_ABOVE = 5  # elements around a caption in which its picture is looked for
MOST_BESIDE = 60  # characters beside a caption in the element that holds its picture


class Captions:
    """What stands beside pictures, by its letters: names such as "text-caption" are also a size."""

    def __init__(self, tree: etree._Element | None) -> None:
        elements = () if tree is None else tree.iter(etree.Element)
        boxes = (element for element in elements if _is_named_caption(element))
        texts = ("".join(words_of("".join(box.itertext()))) for box in boxes if _has_picture(box))
        self.found = frozenset(filter(None, texts))

    def __contains__(self, text: str) -> bool:
        letters = "".join(words_of(text))
        return letters in self.found or any(
            letters in held or (held in letters and len(held) * 2 > len(letters))
            for held in self.found
        )


def _is_named_caption(element: etree._Element) -> bool:
    if element.tag == "figcaption":
        return True
    names = element_names({name: element.get(name) or "" for name in ("class", "id", "itemprop")})
    return bool({"caption", "credit"} & page_marks(str(element.tag), names))


def _has_picture(box: etree._Element) -> bool:
    """Return whether the figure that holds a box, or what is right around it, shows a picture."""
    figure = next(box.iterancestors("figure"), None)
    if figure is not None and not any(True for _ in figure.iter("blockquote", "table")):
        return True
    size = len("".join(box.itertext()))
    around = box
    for _ in range(PICTURE_ABOVE):
        if any(True for _ in around.iter(*PICTURES)):
            return True
        above = around.getparent()
        if above is None or len("".join(above.itertext())) > 2 * size + MOST_BESIDE:
            return False
        around = above
    return False
