"""Every sort of container, opened: what is in it, under which name, with which words."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile

import pytest

from reportedly.acquire.containers import FileSettings, open_bytes
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.model import Capture, Told
from tests.acquire.containers.opened import opened, paths
from tests.acquire.containers.samples import (
    MAIL,
    PAGE,
    TEXT,
    packed,
    records,
    samples,
    tarred,
    zipped,
)

WEB = ["https://echo.example/0", "https://echo.example/1", "https://echo.example/2"]


@pytest.mark.parametrize(
    ("name", "members"),
    [
        pytest.param("page.html", [""], id="page"),
        pytest.param("page.html.gz", [""], id="gzip"),
        pytest.param("page.html.bz2", [""], id="bzip2"),
        pytest.param("page.html.xz", [""], id="xz"),
        pytest.param("news.warc", WEB, id="warc"),
        pytest.param("news.warc.gz", WEB, id="warc, each record packed"),
        pytest.param("whole.warc.gz", WEB, id="warc, packed as a whole"),
        pytest.param(
            "week.zip",
            [
                "a.html",
                f"b.warc.gz > {WEB[0]}",
                f"b.warc.gz > {WEB[1]}",
                "c.eml",
                "c.eml > plan.txt",
            ],
            id="zip",
        ),
        pytest.param("week.tgz", ["a.html", "b.rss > https://echo.example/1"], id="tar"),
        pytest.param(
            "site.wacz",
            [f"archive/data.warc.gz > {WEB[0]}", f"archive/data.warc.gz > {WEB[1]}"],
            id="wacz",
        ),
        pytest.param("news.rss", ["https://echo.example/1"], id="rss"),
        pytest.param("news.atom", ["https://echo.example/1", "https://echo.example/2"], id="atom"),
        pytest.param("feed.json", ["https://echo.example/1"], id="json feed"),
        pytest.param("letter.eml", ["", "plan.txt"], id="mail"),
        pytest.param("week.mbox", ["1", "1 > plan.txt", "2"], id="mailbox"),
        pytest.param("page.mhtml", [""], id="mhtml"),
        pytest.param("reports.csv", ["https://echo.example/1", "3"], id="csv"),
        pytest.param("reports.jsonl", ["1", "3"], id="json lines"),
        pytest.param("reports.json", ["1"], id="json"),
        pytest.param("paper.pdf", [""], id="pdf"),
        pytest.param("letter.docx", [""], id="docx"),
        pytest.param("letter.odt", [""], id="odt"),
    ],
)
def test_members_have_names_of_their_own(name: str, members: list[str]) -> None:
    expected = [f"{name} > {member}" if member else name for member in members]
    assert paths(name, samples()[name]) == expected


@pytest.mark.parametrize("name", list(samples()))
def test_every_sort_gives_reports_whose_hash_is_that_of_the_bytes(name: str) -> None:
    captures, _ = opened(name, samples()[name])
    assert captures
    for capture in captures:
        assert hashlib.sha256(capture.content).hexdigest() == capture.sha256
        report = read_report(capture, ReportSettings())
        assert report.path == capture.path
        assert report.text.strip()


@pytest.mark.parametrize("name", [name for name in samples() if "." in name])
def test_content_decides_where_it_can_not_the_name(name: str) -> None:
    told_by_name = {"reports.csv", "reports.jsonl", "reports.json"}
    other = name if name in told_by_name else "unnamed"
    ours = [capture.sha256 for capture in opened(name, samples()[name])[0]]
    assert [capture.sha256 for capture in opened(other, samples()[name])[0]] == ours


def test_what_is_known_from_outside_holds_for_a_page_and_what_is_packed_around_it() -> None:
    told = Told(by="the server", url="https://echo.example/9", encoding="windows-1251")
    content = gzip.compress("<p>Мост закрыт.</p>".encode("windows-1251"))
    [capture] = open_bytes("fetched", content, FileSettings(), told=told)
    assert isinstance(capture, Capture)
    report = read_report(capture, ReportSettings())
    assert (report.text, report.url) == ("Мост закрыт.", "https://echo.example/9")


# --- limits --------------------------------------------------------------------------------


def nested(times: int) -> bytes:
    content = TEXT.encode()
    for _ in range(times):
        content = gzip.compress(content)
    return content


@pytest.mark.parametrize(
    ("content", "settings", "reason", "captures"),
    [
        pytest.param(nested(8), FileSettings(), "files.max_depth", 0, id="depth"),
        pytest.param(nested(4), FileSettings(), "", 1, id="depth just allowed"),
        pytest.param(
            zipped({f"{n}.txt": TEXT + str(n) for n in range(9)}),
            FileSettings(max_members=3),
            "files.max_members",
            3,
            id="members",
        ),
        pytest.param(
            zipped({"a.txt": TEXT, "bomb.txt": "0" * 3_000_000, "c.txt": TEXT}),
            FileSettings(max_bytes=1_000_000),
            "files.max_ratio",
            2,
            id="bomb in a zip",
        ),
        pytest.param(
            gzip.compress(b"0" * 3_000_000),
            FileSettings(max_bytes=1_000_000),
            "files.max_ratio",
            0,
            id="bomb in gzip",
        ),
        pytest.param(
            packed([gzip.compress(b"0" * 500_000)] * 9),
            FileSettings(max_unpacked=100_000),
            "files.max_unpacked",
            0,
            id="all together",
        ),
        pytest.param(
            zipped({"a.txt": TEXT * 100, "b.txt": TEXT}),
            FileSettings(max_bytes=1_000),
            "files.max_bytes",
            1,
            id="one member",
        ),
        pytest.param(
            tarred({"a.txt": TEXT.encode() * 100, "b.txt": TEXT.encode()}),
            FileSettings(max_bytes=1_000, max_ratio=1_000),
            "files.max_bytes",
            1,
            id="one member of a tar",
        ),
    ],
)
def test_limits_are_named_and_the_rest_is_read(
    content: bytes, settings: FileSettings, reason: str, captures: int
) -> None:
    found, problems = opened("input", content, settings)
    assert len(found) == captures
    assert len(problems) == (1 if reason else 0)
    for problem in problems:
        assert reason in problem.reason
        assert problem.lost


# --- damage --------------------------------------------------------------------------------


def changed(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


FIRST = len(packed(records(1)))


@pytest.mark.parametrize(
    ("content", "members", "reason"),
    [
        pytest.param(packed(records(3))[:-30], [0, 1], "ends in the middle", id="cut gzip"),
        pytest.param(changed(packed(records(3)), FIRST + 40), [0, 2], "damaged", id="bad member"),
        pytest.param(changed(packed(records(3)), FIRST), [0, 2], "damaged", id="bad magic"),
        pytest.param(b"".join(records(3))[:-100], [0, 1], "ends after", id="cut record"),
        pytest.param(
            records(1)[0] + b"nonsense\r\n\r\n" + b"".join(records(3)[1:]),
            [0, 1, 2],
            "",
            id="nonsense between records",
        ),
        pytest.param(
            records(1)[0]
            + records(2)[1].replace(b"Content-Length: ", b"Content-Length: 1", 1)
            + records(3)[2],
            [0, 2],
            "length in its header is wrong",
            id="wrong length",
        ),
        pytest.param(
            records(1)[0] + records(2)[1].replace(b"WARC/1.0", b"WXRC/1.0") + records(3)[2],
            [0, 2],
            "are no record",
            id="damaged header",
        ),
        pytest.param(
            b"".join(records(2)) + records(3)[2].replace(b"WARC/1.0", b"WXRC/1.0"),
            [0, 1],
            "are no record",
            id="damaged header of the last",
        ),
        pytest.param(b"WARC/1.0\r\nWARC-Type: respons9;9", [], "damaged header", id="head only"),
        pytest.param(packed(records(3)) + b"rubbish", [0, 1, 2], "", id="rubbish behind"),
        pytest.param(packed(records(3)) + bytes(600), [0, 1, 2], "", id="padding behind"),
    ],
)
def test_web_archives_are_read_behind_damage(
    content: bytes, members: list[int], reason: str
) -> None:
    captures, problems = opened("news", content)
    assert [capture.told.url for capture in captures] == [WEB[n] for n in members]
    lost = [problem.reason for problem in problems if problem.lost]
    assert len(lost) == (1 if reason else 0)
    assert all(reason in one for one in lost)


def test_zip_that_is_damaged_encrypted_or_cut() -> None:
    whole = zipped({"a.txt": TEXT, "b.txt": TEXT + "more"})
    [capture], [problem] = opened("a.zip", changed(whole, 45))
    assert capture.path == "a.zip > b.txt"
    assert problem.path == "a.zip > a.txt"
    assert "damaged" in problem.reason
    [], [problem] = opened("a.zip", whole[:-20])
    assert "damaged zip" in problem.reason
    locked = bytearray(whole)
    for name in ("PK\x03\x04", "PK\x01\x02"):
        at = locked.index(name.encode("latin-1"))
        locked[at + (6 if name.endswith("\x04") else 8)] |= 1
    captures, problems = opened("a.zip", bytes(locked))
    assert [capture.path for capture in captures] == ["a.zip > b.txt"]
    assert "encrypted" in problems[0].reason


def test_names_that_lead_out_are_read_and_told(tmp_path: object) -> None:
    captures, [problem] = opened("a.zip", zipped({"../../x.txt": TEXT, "/etc/y.txt": TEXT + "2"}))
    assert [capture.path for capture in captures] == ["a.zip > ../../x.txt", "a.zip > /etc/y.txt"]
    assert "nothing was written to disk" in problem.reason
    assert not problem.lost


def test_what_holds_no_reports_is_named_once_and_loses_nothing() -> None:
    files = {"a.html": PAGE, "logo.png": b"\x89PNG", "a.js": b"1", "__MACOSX/._a.html": b"\x00"}
    [_], [problem] = opened("a.zip", zipped(files))
    assert "2 files left out" in problem.reason
    assert "logo.png, a.js" in problem.reason
    assert not problem.lost


def test_cut_tar_gives_what_stands_before() -> None:
    whole = tarred({"a.txt": TEXT.encode() * 50, "b.txt": TEXT.encode() * 90}, mode="w")
    captures, problems = opened("a.tar", whole[:6_000])
    assert [capture.path for capture in captures] == ["a.tar > a.txt"]
    assert problems


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(gzip.compress(b""), "empty", id="empty, packed"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a picture", id="picture"),
        pytest.param(b"\x1f\x8b\x08\x00", "ends in the middle", id="head of a gzip"),
        pytest.param(b"PK\x03\x04" + b"x" * 50, "damaged zip", id="head of a zip"),
        pytest.param(zipped({"xl/workbook.xml": "<x/>"}), "spreadsheet", id="spreadsheet"),
        pytest.param(zipped({"ppt/presentation.xml": "<x/>"}), "slides", id="slides"),
        pytest.param(zipped({}), "nothing in it", id="empty zip"),
        pytest.param(b"From a@b.example 08:00\nX: y\n", "without text", id="empty mailbox"),
        pytest.param(b"Rar!\x1a\x07\x00", "rar archive", id="rar"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    captures, [problem] = opened("input", content)
    assert not captures
    assert reason in problem.reason
    assert problem.lost


def test_mail_in_a_zip_in_a_gzip_keeps_its_header() -> None:
    content = gzip.compress(zipped({"post/letter.eml": MAIL}))
    captures, _ = opened("post.zip.gz", content)
    assert captures[0].path == "post.zip.gz > post/letter.eml"
    assert captures[0].told.outlet == "The Echo"


def test_overlapping_members_of_a_zip_count_against_the_budget() -> None:
    whole = bytearray(zipped({"a.txt": TEXT * 50, "b.txt": TEXT * 50}))
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as archive:
        assert len(archive.infolist()) == 2
    _, problems = opened("a.zip", bytes(whole), FileSettings(max_unpacked=4_000))
    assert "files.max_unpacked" in problems[0].reason
