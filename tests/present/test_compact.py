"""The shorter HTML is read by a browser as the same page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup, escape

from reportedly.model import Picture
from reportedly.present import html as pages
from reportedly.present.compact import compact, once
from reportedly.present.links import InPage
from reportedly.present.shown import shown_story
from reportedly.present.views import VIEWS
from tests.present.pictures import ferry, ferry_days, hostile

STORIES = [
    pytest.param(ferry(), ferry_days(), id="ferry"),
    pytest.param(hostile('"\'><b class="x y">\'&lt;</p>'), {}, id="hostile"),
]


def _tree(words: str) -> list[object]:
    """Return the tags with their attributes, and the text without the white space at its ends."""
    root = html.fragment_fromstring(words, create_parent="div")
    return [
        (one.tag, sorted(one.attrib.items()), (one.text or "").strip(), (one.tail or "").strip())
        for one in root.iter()
    ]


@pytest.mark.parametrize(("picture", "days"), STORIES)
def test_a_page_is_read_as_the_same_tree(
    picture: Picture, days: dict[date, Picture], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = shown_story(picture, days, version="1")
    short = [pages.render_view(view, shown, InPage()) for view in VIEWS]
    monkeypatch.setattr(pages, "compact", lambda words: words)
    whole = [pages.render_view(view, shown, InPage()) for view in VIEWS]
    assert sum(map(len, short)) < sum(map(len, whole))
    for one, other in zip(short, whole, strict=True):
        named = once(str(other)).replace("from-", "f").replace("until-", "u").replace(" t-says", "")
        assert _tree(one) == _tree(Markup(named))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab <>&\"'/=-fromuntil1\n", max_size=40))
def test_no_words_are_changed(words: str) -> None:
    given_ = f'<p class="x">{escape(words)}</p><p title="{escape(words)}">{escape(words)}</p>'
    read = html.fragment_fromstring(compact(given_), create_parent="div")
    first, second = read
    assert (first.text or "") == (second.text or "") == words
    assert second.get("title") == words


DAYS = st.sampled_from(["", "from-1", "from-2", "until-1", "until-2", "from-1 until-2"])
BLOCKS = st.recursive(
    st.builds(lambda days: f'<span class="{days}">word</span>', DAYS),
    lambda inner: st.builds(
        lambda tag, days, held: f'<{tag} class="nt {days}">x {"".join(held)}</{tag}>',
        st.sampled_from(["div", "span", "b"]),
        DAYS,
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


def _on(words: str, day: int) -> str:
    """Return the words that show on a day."""
    root = html.fragment_fromstring(words, create_parent="section")
    for one in list(root.iter()):
        since = [int(name[5:]) for name in one.classes if name.startswith("from-")]
        gone = [int(name[6:]) for name in one.classes if name.startswith("until-")]
        if any(day < first for first in since) or any(day >= end for end in gone):
            one.drop_tree()
    return " ".join(str(root.text_content()).split())


@settings(max_examples=200, deadline=None)
@given(BLOCKS)
def test_each_day_shows_the_same_words(words: str) -> None:
    short = once(words)
    assert len(short) <= len(words)
    for day in range(3):
        assert _on(short, day) == _on(words, day)


def test_what_is_not_nested_is_left_as_it_is() -> None:
    words = '<p class="from-2">one<p><b class="from-2">two</b></p>'
    assert once(words) == words
