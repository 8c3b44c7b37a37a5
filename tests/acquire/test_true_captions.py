"""The truth of captions that flat text is held against rests on pictures, not on names alone."""

from __future__ import annotations

import pytest
from benchmarks.true_captions import Captions
from lxml import etree


def captions(body: str) -> Captions:
    return Captions(etree.fromstring(f"<html><body>{body}</body></html>", etree.HTMLParser()))


@pytest.mark.parametrize(
    "body",
    [
        "<figure><img src=a><figcaption>The bridge at dusk</figcaption></figure>",
        "<figure><div>Loading</div><figcaption>The bridge at dusk</figcaption></figure>",
        "<div><img src=a><p class=photo-caption>The bridge at dusk</p></div>",
        "<figure><img src=a><figcaption><b>The bridge</b> at dusk</figcaption></figure>",
    ],
)
def test_what_stands_beside_a_picture_is_a_caption(body: str) -> None:
    assert "The bridge at dusk" in captions(body)


@pytest.mark.parametrize(
    "body",
    [
        "<div class=text-caption>The bridge at dusk</div>",
        f"<figure><blockquote>{'We wait. ' * 20}</blockquote><figcaption>The bridge at dusk"
        "</figcaption></figure>",
        f"<div><img src=a><p>{'It rained. ' * 20}</p><p class=caption>The bridge at dusk</p></div>",
    ],
)
def test_a_name_alone_makes_no_caption(body: str) -> None:
    assert "The bridge at dusk" not in captions(body)


def test_a_page_without_elements_has_none() -> None:
    assert "The bridge" not in Captions(None)
