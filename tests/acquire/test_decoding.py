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


@pytest.mark.parametrize("text", [QUOTED, RUSSIAN, "Zoë", "© 2025 Delmare Echo"])
def test_a_page_that_was_made_utf_8_twice_is_read_as_it_was(text: str) -> None:
    twice = text.encode().decode("latin-1").encode()
    assert decode(twice) == (text, "utf-8")


@pytest.mark.parametrize(
    "text",
    [
        *("Â© is “Â©”", "São João, 25 °C, naïve ½", "Ã", "Ã©€"),
        # Capitals before a sign, and nothing else above ASCII.
        *("NESTLÉ® bars", "CAFÉ\u00a0: open", "AMANHÃ\u00a0- fim", "CHÂ\u00adTEAU", "POKÉ° 7"),
        *("« LIBERTÉ\u00a0»", "«AMANHû", "OÙ\u00a0? LÀ\u00a0!", "L’été, “là”, ‘ici’ »"),
        *("Köprü «açıldı», dedi Ğ. Şen", "»Brücke« „zu“ DÄ¬", "Мост «закрыт» É®"),
    ],
)
def test_other_text_is_not_read_twice(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@given(st.text("aZ é®ÃÂÉ»\u00a0\u0094“’жğ", max_size=12), st.integers(1, 2))
def test_words_lead_back_to_the_bytes_received(text: str, times: int) -> None:
    content = text.encode()
    if times == 2:
        content = content.decode("latin-1").encode()
    found, encoding = decode(content)
    assert encoding == "utf-8"
    assert content in (found.encode(), found.encode().decode("latin-1").encode())


def test_undeclared_cyrillic_is_guessed() -> None:
    assert decode((RUSSIAN * 3).encode("cp1251"))[0] == RUSSIAN * 3


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u"])
@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8"])
def test_cyrillic_that_is_declared_western_is_guessed(encoding: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><p>{RUSSIAN * 3}'
    assert RUSSIAN in decode(page.encode(encoding), is_html=True)[0]


@pytest.mark.parametrize("hint", [None, "iso-2022-jp", "utf-8"])
def test_mail_of_japan_is_not_taken_for_ascii(hint: str | None) -> None:
    text = "月曜日に橋が閉鎖された。市長は負傷者はいないと述べた。"
    assert decode(text.encode("iso-2022-jp"), hint=hint) == (text, "iso-2022-jp")


def test_western_text_stays_western_where_it_is_declared() -> None:
    text = "Brúin lokuð á mánudag eftir að löng sprunga fannst, sögðu þær Ása og Þóra. " * 9
    page = f'<meta charset="iso-8859-1"><p>{text}'
    assert decode(page.encode("cp1252"), is_html=True) == (page, "windows-1252")


def test_a_few_wrong_bytes_do_not_make_it_another_encoding() -> None:
    text, encoding = decode(RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()[:-1])
    assert encoding == "utf-8"
    assert text.startswith(RUSSIAN + "\ufffd")


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_break_it(content: bytes, is_html: bool) -> None:
    text, encoding = decode(content, is_html=is_html)
    assert isinstance(text, str)
    assert encoding
