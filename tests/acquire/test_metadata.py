from __future__ import annotations

import pytest

from reportedly.acquire.dates import read_date, written_dates
from reportedly.acquire.language import find_language
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.model import Capture, Given, Report

BODY = (
    "The bridge at Delmare was shut on Monday after a long crack was found in its middle span.\n\n"
    "The mayor, Ann Reed, told reporters that nobody had been hurt and that nobody would be.\n\n"
    "Lorries have been sent over the ferry at Elsund, 40 kilometres to the north, she said."
)


def read(content: str, media_type: str = "text/plain", given: Given | None = None) -> Report:
    capture = Capture(
        path="a",
        sha256="0" * 64,
        content=content.encode(),
        media_type=media_type,
        given=given or Given(),
    )
    return read_report(capture, ReportSettings())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Aug. 7, 2024 8:35 PM", "2024-08-07", id="month first"),
        pytest.param("7 August 2024", "2024-08-07", id="day first"),
        pytest.param("7. März 2024", "2024-03-07", id="German"),
        pytest.param("7 de agosto de 2024", "2024-08-07", id="Spanish"),
        pytest.param("7 августа 2024", "2024-08-07", id="Russian"),
        pytest.param("2024年8月7日", "2024-08-07", id="Chinese"),
        pytest.param("07.08.2024", "2024-08-07", id="points"),
        pytest.param("25/12/2024", "2024-12-25", id="only one reading"),
        pytest.param("31 February 2024", None, id="no such day"),
        pytest.param("In May 2024", None, id="no day"),
    ],
)
def test_written_dates(text: str, expected: str | None) -> None:
    found = next(written_dates(text), None)
    assert (str(found.day) if found else None) == expected


def test_the_moment_is_kept_where_its_zone_is_written() -> None:
    found = read_date("2024-08-07T20:35:00+03:00")
    assert found is not None
    assert found.at is not None
    assert found.at.isoformat() == "2024-08-07T20:35:00+03:00"
    bare = read_date("2024-08-07T20:35:00")
    assert bare is not None
    assert bare.at is None


def test_a_byline_with_date_and_reading_time() -> None:
    report = read(f"Bridge shut\n\nby Bo Lind August 7, 2024 8:35 PM 2 min read\n\n{BODY}")
    assert (report.title, report.authors) == ("Bridge shut", ("Bo Lind",))
    assert (str(report.published_from), report.published_basis) == ("2024-08-07", "stated")
    [span] = report.published_spans
    assert span.of(report.text) == "August 7, 2024 8:35 PM"


@pytest.mark.parametrize(
    "distraction",
    [
        "Cars wait at the bridge on March 21, 2023. (Ann Holm/Getty Images)",
        "© 2019-2023 Delmare Echo. All rights reserved. January 1, 2023",
        "News Feed\n\nApril 3, 2026 8:08 PM\n\nElsund votes for a new bridge after a year of talk.",
        "The first stone was laid on May 2, 1974, and the last on June 5, 1977, the county said.",
    ],
    ids=["caption", "copyright", "feed", "sentence"],
)
def test_other_dates_do_not_win(distraction: str) -> None:
    undated = read(f"Bridge at Delmare shut\n\n{BODY}\n\n{distraction}")
    assert (undated.published_from, undated.published_basis) == (None, "none")
    dated = read(f"Bridge at Delmare shut\n\nBy Bo Lind, 7 August 2024\n\n{BODY}\n\n{distraction}")
    assert str(dated.published_from) == "2024-08-07"


PAGE = (
    '<html lang="en"><head><title>Bridge shut | Delmare Echo</title>'
    '<meta property="og:site_name" content="Delmare Echo"><meta name="date" content="2024-08-09">'
    '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"],'
    '"headline": "Bridge shut", "datePublished": "2024-08-07T20:35:00Z",'
    '"dateModified": "2024-08-08T09:00:00Z", "author": [{"name": "Bo Lind"}, {"name": "Ann Holm"}]'
    "}]}</script></head><body><article><h1>Bridge shut</h1>"
    + "".join(f"<p>{line}</p>" for line in BODY.split("\n\n"))
)


def test_what_a_page_says_of_itself() -> None:
    report = read(PAGE, "text/html")
    assert (report.title, report.outlet, report.outlet_basis) == (
        "Bridge shut",
        "Delmare Echo",
        "stated",
    )
    assert report.authors == ("Bo Lind", "Ann Holm")
    assert report.published_at is not None
    assert report.published_at.isoformat() == "2024-08-07T20:35:00+00:00"
    assert report.revised_at is not None
    assert report.language == "en"


def test_what_the_user_gives_wins() -> None:
    given = Given(outlet="The Echo", published="2024-08-01", language="de")
    report = read(PAGE, "text/html", given)
    assert (report.outlet, report.outlet_basis, report.language) == ("The Echo", "given", "de")
    assert (str(report.published_from), report.published_basis) == ("2024-08-01", "given")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("A Message from The Delmare Echo:", "The Delmare Echo", id="message"),
        pytest.param("Read more at The Delmare Echo.", "The Delmare Echo", id="read more"),
        pytest.param("© 2025 Delmare Echo. All rights reserved.", "Delmare Echo", id="copyright"),
        pytest.param("Share this story", None, id="nothing said"),
    ],
)
def test_the_outlet_as_far_as_the_text_says_it(line: str, expected: str | None) -> None:
    report = read(f"Bridge at Delmare shut\n\n{BODY}\n\n{line}")
    assert report.outlet == expected
    assert report.outlet_basis == ("stated" if expected else "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"DELMARE, March 3 (NPA) - {BODY}", ["NPA"], id="dateline"),
        pytest.param(
            f"{BODY}\n\nReuters contributed to this report.", ["Reuters"], id="contributed"
        ),
        pytest.param(f"{BODY}\n\nCars at the bridge (Ann Holm/Getty Images)", [], id="photo"),
    ],
)
def test_credits(text: str, expected: list[str]) -> None:
    report = read(f"Bridge at Delmare shut\n\n{text}")
    assert [credit.name for credit in report.credits] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BODY, "en", id="English"),
        pytest.param("Die Brücke wurde am Montag gesperrt, nachdem ein Riss in der Mitte gefunden "
                     "worden war, sagte die Bürgermeisterin.", "de", id="German"),
        pytest.param("Delmare", None, id="a name"),
        pytest.param("12 34 56 78 90 " * 20, None, id="figures"),
    ],
)  # fmt: skip
def test_language(text: str, expected: str | None) -> None:
    assert find_language(text) == expected
