from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.acquire.outlets import agency_names, outlet_of_url, shown_name
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.errors import SettingsError
from reportedly.model import Capture, Given
from reportedly.register import Listed, Register, register_with, shipped_register

TEXT = "Bridge shut\n\nThe bridge at Delmare was shut on Monday after a long crack was found in it."


def outlet(text: str = TEXT, *, url: str | None = None, own: str = "") -> str | None:
    capture = Capture(
        path="a",
        sha256="0" * 64,
        content=text.encode(),
        media_type="text/plain",
        given=Given(url=url),
    )
    return read_report(capture, ReportSettings(outlets=own)).outlet


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.bbc.co.uk/news/1", "BBC News"),
        ("https://edition.cnn.com/2024/08/07/a", "CNN"),
        ("https://www.nation.com.pk/a", "The Nation (Pakistan)"),
        ("https://notbbc.co.uk/", None),
        ("https://herald.example/", None),
        ("http://[", None),
    ],
)
def test_outlet_of_an_address(url: str, expected: str | None) -> None:
    assert outlet_of_url(url) == expected
    assert outlet(url=url) == expected


def test_an_alias_is_shown_by_the_name() -> None:
    assert shown_name("  nyt ") == "The New York Times"
    assert shown_name("Delmare Echo |") == "Delmare Echo"


def test_the_register_is_sound() -> None:
    outlets = shipped_register().outlets
    names = [listed.name for listed in outlets]
    domains = [domain for listed in outlets for domain in listed.domains]
    assert len(outlets) > 900
    assert len(set(names)) == len(names)
    assert len(set(domains)) == len(domains)
    assert all(listed.domains and len(listed.country or "") == 2 for listed in outlets)
    assert all(domain == domain.lower() and "/" not in domain for domain in domains)


def test_names_come_before_aliases() -> None:
    register = Register(
        [Listed(name="Delmare Echo", aliases=("The Post",)), Listed(name="The Post", country="XX")]
    )
    found = register.named("the post")
    assert found is not None
    assert found.country == "XX"


@pytest.mark.parametrize(
    ("line", "expected"),
    [("BERLIN (Xinhua) -", "Xinhua"), ("By Petra Holm", None), ("Ukrinform", "Ukrinform")],
)
def test_signatures_of_agencies_are_no_names_of_people(line: str, expected: str | None) -> None:
    found = agency_names().search(line)
    assert (found.group() if found else None) == expected


def test_outlets_of_ones_own_come_first(tmp_path: Path) -> None:
    own = tmp_path / "outlets.toml"
    own.write_text(
        '[[outlets]]\nname = "Delmare Echo"\ndomains = ["echo.example"]\naliases = ["Echo"]\n'
        'group = "Delmare Media"\n[[outlets]]\nname = "Beeb"\ndomains = ["bbc.co.uk"]\n',
        encoding="utf-8",
    )
    assert outlet(url="https://www.echo.example/a", own=str(own)) == "Delmare Echo"
    assert outlet(url="https://www.bbc.co.uk/a", own=str(own)) == "Beeb"
    assert outlet(url="https://www.cnn.com/a", own=str(own)) == "CNN"
    listed = register_with(str(own)).named("echo")
    assert listed is not None
    assert listed.group == "Delmare Media"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("[[outlets]]\ndomains = []\n", "outlet 1 in .* has no name"),
        ('[[outlets]]\nname = "A"\nowner = "B"\n', "unknown key owner of outlet 1"),
        ('[[outlets]]\nname = "A"\ndomains = "a.example"\n', "domains of outlet 1 .* a list"),
        ("[outlets\n", "not valid TOML"),
        ("[other]\n", "holds no"),
    ],
)
def test_a_wrong_file_of_outlets_says_what_is_wrong(
    tmp_path: Path, words: str, message: str
) -> None:
    own = tmp_path / "outlets.toml"
    own.write_text(words, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        register_with(str(own))


def test_a_missing_file_of_outlets_is_an_error() -> None:
    with pytest.raises(SettingsError, match="cannot read the file of outlets"):
        register_with("nowhere.toml")
