from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.acquire.dates import order_of, read_date, written_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("7 août 2024", "2024-08-07", id="French"),
        pytest.param("7 agosto 2024", "2024-08-07", id="Italian"),
        pytest.param("7 augustus 2024", "2024-08-07", id="Dutch"),
        pytest.param("7 de outubro de 2024", "2024-10-07", id="Portuguese"),
        pytest.param("7 augusti 2024", "2024-08-07", id="Swedish"),
        pytest.param("7. elokuuta 2024", "2024-08-07", id="Finnish"),
        pytest.param("7 sierpnia 2024", "2024-08-07", id="Polish"),
        pytest.param("7. srpna 2024", "2024-08-07", id="Czech"),
        pytest.param("7. srpnja 2024.", "2024-07-07", id="Croatian"),
        pytest.param("2024. augusztus 7.", "2024-08-07", id="Hungarian"),
        pytest.param("2024 m. rugpjūčio 7 d.", "2024-08-07", id="Lithuanian"),
        pytest.param("2024. gada 7. augusts", "2024-08-07", id="Latvian"),
        pytest.param("7 Αυγούστου 2024", "2024-08-07", id="Greek"),
        pytest.param("7 серпня 2024", "2024-08-07", id="Ukrainian"),
        pytest.param("7 Ağustos 2024", "2024-08-07", id="Turkish"),
        pytest.param("7 آب / أغسطس 2024", "2024-08-07", id="Arabic, both names"),
        pytest.param("٧ أغسطس ٢٠٢٤", "2024-08-07", id="Arabic, eastern digits"),
        pytest.param("7 באוגוסט 2024", "2024-08-07", id="Hebrew"),
        pytest.param("7 अगस्त 2024", "2024-08-07", id="Hindi"),
        pytest.param("7 สิงหาคม 2567", "2024-08-07", id="Thai year"),
        pytest.param("7 Agustus 2024", "2024-08-07", id="Indonesian"),
        pytest.param("2024년 8월 7일", "2024-08-07", id="Korean"),
        pytest.param("2024 Aug 7", "2024-08-07", id="year first"),
        pytest.param("26 | 01 | 2022", "2022-01-26", id="bars"),
        pytest.param("7. 8. 2024", "2024-08-07", id="points with spaces"),
        pytest.param("7 listopada 2024", None, id="two languages, two months"),
        pytest.param("7 آب / أيلول 2024", None, id="two names of different months"),
    ],
)
def test_dates_in_many_languages(text: str, expected: str | None) -> None:
    found = next(written_dates(text), None)
    assert (str(found.day) if found else None) == expected


def test_the_language_tells_october_from_november() -> None:
    [polish] = written_dates("7 listopada 2024", language="pl")
    [croatian] = written_dates("7 listopada 2024", language="hr")
    assert (polish.day.month, croatian.day.month) == (11, 10)


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        pytest.param("03/04/2024", None, ("2024-04-03", "2024-03-04"), id="open"),
        pytest.param("03/04/2024", "day", ("2024-04-03", None), id="day first"),
        pytest.param("03/04/2024", "month", ("2024-03-04", None), id="month first"),
        pytest.param("03/03/2024", None, ("2024-03-03", None), id="both the same"),
        pytest.param("03.04.2024", "month", ("2024-04-03", None), id="points"),
        pytest.param("25/12/2024", "month", ("2024-12-25", None), id="one reading"),
    ],
)
def test_numbers_that_can_be_read_in_two_ways(
    text: str, order: str | None, expected: tuple[str, str | None]
) -> None:
    [found] = written_dates(text, order=order)  # type: ignore[arg-type]
    assert (str(found.day), str(found.other) if found.other else None) == expected


def test_other_dates_of_a_text_show_the_order() -> None:
    assert order_of("on 25/12/2023 and 3/4/2024") == "day"
    assert order_of("on 12/25/2023") == "month"
    assert order_of("on 12/25/2023 and 25/12/2023") is None


@given(st.text(alphabet="0123456789/.-|: Aug,年月日٢٠ㅣab", max_size=60))
def test_no_text_breaks_reading_and_spans_stay_inside(text: str) -> None:
    for found in written_dates(text):
        assert 0 <= found.span.start < found.span.end <= len(text)
    read_date(text)
