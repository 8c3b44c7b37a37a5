from __future__ import annotations

import pytest

from reportedly.acquire.containers.sniffing import sort_of


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"<!doctype html><title>x</title>", "html", id="doctype"),
        pytest.param(b"\xef\xbb\xbf<div>x</div>", "html", id="fragment after a mark"),
        pytest.param("<html><p>x".encode("utf-16-le"), "html", id="utf-16"),
        pytest.param(b"2 < 3, and <b>not</b> a page", "text", id="stray tags"),
        pytest.param(b"<3 all of you", "text", id="heart"),
    ],
)
def test_sniffing(content: bytes, expected: str) -> None:
    assert sort_of(content) == expected
