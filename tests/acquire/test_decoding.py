from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.acquire.decoding import decode

QUOTED = "“Nobody was hurt,” the mayor of Zoë’s Café said – twice."
RUSSIAN = (
    "Мост закрыли в понедельник после того, как нашли трещину. Мэр сказал, что никто не ранен."
)


@pytest.mark.parametrize(
    ("content", "is_html", "expected"),
    [
        pytest.param(QUOTED.encode(), False, ("utf-8", QUOTED), id="utf-8"),
        pytest.param(b"\xef\xbb\xbf" + QUOTED.encode(), False, ("utf-8", QUOTED), id="mark"),
        pytest.param(QUOTED.encode("utf-16"), False, ("utf-16-le", QUOTED), id="utf-16 marked"),
        pytest.param(QUOTED.encode("utf-16-be"), False, ("utf-16-be", QUOTED), id="utf-16 bare"),
        pytest.param(QUOTED.encode("cp1252"), False, ("windows-1252", QUOTED), id="windows"),
        pytest.param(
            b'<meta charset="windows-1251"><p>' + RUSSIAN.encode("cp1251"),
            True,
            ("windows-1251", '<meta charset="windows-1251"><p>' + RUSSIAN),
            id="declared",
        ),
        pytest.param(
            b'<meta charset="iso-8859-1"><p>' + RUSSIAN.encode(),
            True,
            ("utf-8", '<meta charset="iso-8859-1"><p>' + RUSSIAN),
            id="declared, a lie",
        ),
        pytest.param(
            b'<meta charset="no-such-thing"><p>' + QUOTED.encode("cp1252"),
            True,
            ("windows-1252", '<meta charset="no-such-thing"><p>' + QUOTED),
            id="declared, unknown",
        ),
    ],
)
def test_encodings(content: bytes, is_html: bool, expected: tuple[str, str]) -> None:
    text, encoding = decode(content, is_html=is_html)
    assert (encoding, text) == expected


def test_undeclared_cyrillic_is_guessed() -> None:
    assert decode((RUSSIAN * 3).encode("cp1251"))[0] == RUSSIAN * 3


def test_a_few_wrong_bytes_do_not_make_it_another_encoding() -> None:
    text, encoding = decode(RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()[:-1])
    assert encoding == "utf-8"
    assert text.startswith(RUSSIAN + "\ufffd")


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_break_it(content: bytes, is_html: bool) -> None:
    text, encoding = decode(content, is_html=is_html)
    assert isinstance(text, str)
    assert encoding
