"""What a user of `--fetch` is protected from, against a server on this machine."""

from __future__ import annotations

import gzip
import ipaddress
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import CannotHandle
from reportedly.fetch.addresses import is_public, target_of
from reportedly.fetch.fetching import Fetched, Fetcher
from reportedly.fetch.hosts import retry_after
from reportedly.fetch.limits import FetchSettings
from reportedly.fetch.replies import Reply
from reportedly.model import Problem, Visit
from tests.fetch.loopback import PAGE, Loopback, loopback

CALM = FetchSettings(delay_seconds=0.0, longest_wait=0.3, max_bytes=200_000)
HASTY = replace(CALM, read_seconds=0.4, total_seconds=0.6, robots_seconds=0.6)


@pytest.fixture
def site() -> Iterator[Loopback]:
    with loopback() as found:
        yield found


def fetcher(settings: FetchSettings = CALM, **known: Visit) -> Fetcher:
    visits = {visit.url: visit for visit in known.values()}
    return Fetcher(settings, allow_private=True, known=visits)


def refusal(url: str, settings: FetchSettings = CALM) -> str:
    found = fetcher(settings).get(url)
    assert isinstance(found, Problem)
    assert (found.path, found.stage, found.lost) == (url, "fetch", True)
    return found.reason


def brought(found: Fetched | Problem) -> bytes:
    assert isinstance(found, Fetched), found
    assert found.content is not None
    return found.content


# --- what comes back -----------------------------------------------------------------------


def test_a_page_comes_with_its_address_and_marks(site: Loopback) -> None:
    url = site.serve("/a", ETag='"1"', Content_Type="text/html; charset=Windows-1251")
    found = fetcher().get(url)
    assert isinstance(found, Fetched)
    assert found.content == PAGE
    assert found.charset == "windows-1251"
    assert (found.visit.url, found.visit.final_url, found.visit.etag) == (url, url, '"1"')
    asked = dict(site.asked)["/a"]
    assert asked["User-Agent"].startswith("reportedly ")
    assert asked["Host"] == f"127.0.0.1:{site.port}"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("body", "packing"),
    [
        pytest.param(gzip.compress(PAGE), "gzip", id="gzip"),
        pytest.param(gzip.compress(PAGE[:90]) + gzip.compress(PAGE[90:]), "gzip", id="two parts"),
        pytest.param(gzip.compress(PAGE) + b"\0\0\0", "x-gzip", id="padding"),
        pytest.param(zlib.compress(PAGE), "deflate", id="deflate"),
        pytest.param(zlib.compress(PAGE)[2:-4], "deflate", id="deflate without header"),
        pytest.param(PAGE, "identity", id="not packed"),
    ],
)
def test_packed_pages_are_unpacked(site: Loopback, body: bytes, packing: str) -> None:
    url = site.serve("/a", body, Content_Encoding=packing)
    assert brought(fetcher().get(url)) == PAGE


def test_redirects_are_followed(site: Loopback) -> None:
    site.serve("/b/end")
    site.serve("/b", b"", 301, Location="b/end")
    url = site.serve("/a", b"", 302, Location="/b")
    found = fetcher().get(url)
    assert brought(found) == PAGE
    assert isinstance(found, Fetched)
    assert (found.visit.url, found.visit.final_url) == (url, f"{site.origin}/b/end")


def test_a_page_without_a_stated_length_ends_with_the_connection(site: Loopback) -> None:
    assert brought(fetcher().get(site.serve("/a", Content_Length=""))) == PAGE


def test_pieces_are_put_together(site: Loopback) -> None:
    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        for piece in (PAGE[:50], PAGE[50:], b""):
            request.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))

    site.answers["/a"] = send
    assert brought(fetcher().get(f"{site.origin}/a")) == PAGE


# --- unchanged pages -----------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(site: Loopback) -> None:
    def send(request: BaseHTTPRequestHandler) -> None:
        known = request.headers["If-None-Match"] == '"7"'
        request.send_response(304 if known else 200)
        request.send_header("ETag", '"7"')
        request.send_header("Content-Length", "0" if known else str(len(PAGE)))
        request.end_headers()
        request.wfile.write(b"" if known else PAGE)

    site.answers["/a"] = send
    first = fetcher().get(f"{site.origin}/a")
    assert isinstance(first, Fetched)
    again = fetcher(a=first.visit).get(f"{site.origin}/a")
    assert isinstance(again, Fetched)
    assert again.content is None
    assert replace(again.visit, visited_at=first.visit.visited_at) == first.visit


def test_marks_are_sent_only_where_they_came_from(site: Loopback) -> None:
    now = datetime(2025, 3, 4, tzinfo=UTC)
    site.serve("/b")
    url = site.serve("/a", b"", 302, Location="/b")
    known = Visit(url=url, final_url=f"{site.origin}/c", sha256="0", etag='"1"', visited_at=now)
    assert brought(fetcher(a=known).get(url)) == PAGE
    assert not any("If-None-Match" in headers for _, headers in site.asked)


# --- what a host wants ---------------------------------------------------------------------


def test_robots_txt_is_heeded_and_asked_for_once(site: Loopback) -> None:
    site.serve("/robots.txt", b"User-agent: *\nAllow: /\n\nUser-agent: reportedly\nDisallow: /no")
    one = fetcher()
    refused = one.get(site.serve("/no/a"))
    assert isinstance(refused, Problem)
    assert "robots.txt of 127.0.0.1 asks programs to leave it alone" in refused.reason
    assert brought(one.get(site.serve("/yes"))) == PAGE
    assert [path for path, _ in site.asked] == ["/robots.txt", "/yes"]


def test_a_redirect_does_not_lead_round_robots_txt(site: Loopback) -> None:
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /no")
    site.serve("/no")
    assert "leave it alone" in refusal(site.serve("/a", b"", 302, Location="/no"))
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(("status", "is_fetched"), [(404, True), (403, True), (500, False)])
def test_robots_txt_that_cannot_be_read(site: Loopback, status: int, is_fetched: bool) -> None:
    site.serve("/robots.txt", b"", status)
    found = fetcher().get(site.serve("/a"))
    assert isinstance(found, Fetched) is is_fetched
    if isinstance(found, Problem):
        assert "could not be read (it answered 500)" in found.reason


def test_robots_txt_that_never_ends_stops_the_host(site: Loopback) -> None:
    site.answers["/robots.txt"] = drip
    assert "could not be read (not finished" in refusal(site.serve("/a"), HASTY)


def test_the_pause_that_robots_txt_asks_for_is_kept(site: Loopback) -> None:
    site.serve("/robots.txt", b"User-agent: *\nCrawl-delay: 0.25")
    one = fetcher()
    brought(one.get(site.serve("/a")))
    started = time.monotonic()
    brought(one.get(site.serve("/b")))
    assert time.monotonic() - started >= 0.2


def test_a_pause_beyond_the_limit_is_named(site: Loopback) -> None:
    site.serve("/robots.txt", b"User-agent: *\nCrawl-delay: 90")
    one = fetcher()
    brought(one.get(site.serve("/a")))
    found = one.get(site.serve("/b"))
    assert isinstance(found, Problem)
    assert "90 s between requests" in found.reason


def test_a_short_rest_is_waited_for(site: Loopback) -> None:
    waiting = [503]

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(waiting.pop() if waiting else 200)
        request.send_header("Retry-After", "0")
        request.send_header("Content-Length", "3")
        request.end_headers()
        request.wfile.write(b"Yes")

    site.answers["/a"] = send
    assert brought(fetcher().get(f"{site.origin}/a")) == b"Yes"
    assert site.paths() == ["/a", "/a"]


def test_a_host_that_wants_rest_is_left_alone(site: Loopback) -> None:
    one = fetcher()
    url = site.serve("/a", b"", 429, Retry_After="600")
    for address in (url, site.serve("/b")):
        found = one.get(address)
        assert isinstance(found, Problem)
        assert "wants to be left alone for 600 s (answered 429)" in found.reason
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        pytest.param("30", 30.0, id="seconds"),
        pytest.param("Tue, 04 Mar 2025 12:01:00 GMT", 60.0, id="moment"),
        pytest.param("Tue, 04 Mar 2025 11:00:00 GMT", 0.0, id="past"),
        pytest.param("soon", 60.0, id="neither"),
        pytest.param("²", 60.0, id="odd digit"),
    ],
)
def test_retry_after_is_read(stated: str, expected: float) -> None:
    reply = Reply(status=429, headers={"retry-after": stated}, body=b"")
    assert retry_after(reply, datetime(2025, 3, 4, 12, tzinfo=UTC)) == expected


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        pytest.param(404, "answered 404 Not Found; check the address", id="gone"),
        pytest.param(403, "answered 403 Forbidden; open it in a browser", id="forbidden"),
        pytest.param(500, "answered 500 Internal Server Error; try again", id="broken"),
        pytest.param(599, "answered 599; try again later", id="unknown"),
        pytest.param(304, "answered 304 Not Modified", id="not modified, unasked"),
        pytest.param(302, "answered 302 Found", id="nowhere"),
    ],
)
def test_other_answers_are_named(site: Loopback, status: int, expected: str) -> None:
    assert expected in refusal(site.serve("/a", b"", status))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("ftp://news.example/a", "neither http nor https", id="ftp"),
        pytest.param("file:///etc/hostname", "neither http nor https", id="file"),
        pytest.param("http://user:word@news.example/", "user name or password", id="password"),
        pytest.param("http://[::1", "not an address", id="bracket"),
        pytest.param("http:///a", "no host", id="no host"),
        pytest.param("http://news.example:99999/", "not an address", id="port"),
    ],
)
def test_only_addresses_of_the_web_are_fetched(url: str, expected: str) -> None:
    assert expected in refusal(url)


def test_a_private_network_is_refused_unless_allowed(site: Loopback) -> None:
    found = Fetcher(CALM).get(site.serve("/a"))
    assert isinstance(found, Problem)
    assert "127.0.0.1, not on the open network; if you mean it, add --allow-private" in found.reason
    assert site.asked == []


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f.1", "[::ffff:7f00:1]"])
def test_a_private_network_under_another_spelling_is_refused(site: Loopback, host: str) -> None:
    found = Fetcher(CALM).get(f"http://{host}:{site.port}/a")
    assert isinstance(found, Problem)
    assert site.asked == []


def test_a_redirect_to_a_private_network_is_refused(site: Loopback) -> None:
    """The first host is made to look open, so that only the second is in question."""
    numbers = {"news.test": "127.0.0.1", "10.0.0.1": "10.0.0.1"}
    url = site.serve("/a", b"", 302, Location="http://10.0.0.1/secret")
    url = url.replace("127.0.0.1", "news.test")

    class Open(Fetcher):
        def _numbers(self, target: object) -> list[str]:
            name = getattr(target, "host", "")
            return ["127.0.0.1"] if name == "news.test" else super()._numbers(target)  # type: ignore[arg-type]

    found = Open(CALM, resolve=lambda host, port, seconds: [numbers[host]]).get(url)
    assert isinstance(found, Problem)
    assert "10.0.0.1, not on the open network" in found.reason


def test_the_connection_goes_to_the_number_that_was_checked(site: Loopback) -> None:
    """A name that answers differently the second time leads nowhere else."""
    answers = [["127.0.0.1"], ["127.0.0.1"]]  # for robots.txt, and for the page
    one = Fetcher(CALM, allow_private=True, resolve=lambda host, port, seconds: answers.pop())
    site.serve("/a")
    assert brought(one.get(f"http://news.test:{site.port}/a")) == PAGE
    assert answers == []
    assert {headers["Host"] for _, headers in site.asked} == {f"news.test:{site.port}"}


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "ff02::1"),
        *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1:1:0:0:80ff:fffe"),
    ],
)
def test_numbers_that_are_not_open(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_numbers_that_are_open(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@given(st.text(max_size=60))
def test_no_address_breaks_it(url: str) -> None:
    for one in (url, f"http://{url}"):
        try:
            target = target_of(one)
        except CannotHandle:
            continue
        assert target.host
        assert target_of(target.url) == target


# --- servers that misbehave ----------------------------------------------------------------


def drip(request: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, for ever."""
    request.send_response(200)
    request.end_headers()
    for _ in range(100):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.05)


def drip_headers(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        request.wfile.write(b"X-%d: 1\r\n" % number)
        request.wfile.flush()
        time.sleep(0.05)


def silence(request: BaseHTTPRequestHandler) -> None:
    time.sleep(1)


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(1_000):
        request.wfile.write(b"word " * 2_000)


def too_short(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", str(len(PAGE) + 100))
    request.end_headers()
    request.wfile.write(PAGE)


def broken_pieces(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    request.wfile.write(b"500\r\nsome words")


def no_http(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"220 mail.example ready\r\n")


def many_headers(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    for number in range(200):
        request.send_header(f"X-{number}", "1")
    request.end_headers()


def packed(body: bytes) -> object:
    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Encoding", "gzip")
        request.end_headers()
        request.wfile.write(body)

    return send


BOMB = gzip.compress(b"\0" * 30_000_000)


@pytest.mark.parametrize(
    ("send", "expected"),
    [
        pytest.param(drip, "not finished after 0.6 s", id="a byte now and then"),
        pytest.param(drip_headers, "not finished after 0.6 s", id="headers without end"),
        pytest.param(silence, "was silent for 0.4 s", id="silence"),
        pytest.param(endless, "larger than 0.2 MB; raise fetch.max_bytes", id="endless"),
        pytest.param(packed(BOMB), "unpacks to more than 0.2 MB", id="bomb"),
        pytest.param(packed(gzip.compress(PAGE)[:-9]), "broke off inside", id="cut while packed"),
        pytest.param(packed(PAGE), "packed wrongly", id="not packed at all"),
        pytest.param(too_short, "broke off before the end", id="shorter than stated"),
        pytest.param(broken_pieces, "broke off before the end", id="broken pieces"),
        pytest.param(no_http, "no answer that can be read (BadStatusLine)", id="not a web server"),
        pytest.param(many_headers, "no answer that can be read", id="too many headers"),
    ],
)
def test_misbehaving_servers_are_cut_off(site: Loopback, send: object, expected: str) -> None:
    site.answers["/a"] = send  # type: ignore[assignment]
    started = time.monotonic()
    assert expected in refusal(f"{site.origin}/a", HASTY)
    assert time.monotonic() - started < 4


def test_what_is_stated_to_be_too_large_is_not_read(site: Loopback) -> None:
    url = site.serve("/a", Content_Length="999999999999")
    assert "larger than 0.2 MB" in refusal(url)


def test_an_unknown_packing_is_named(site: Loopback) -> None:
    assert "packed with 'br'" in refusal(site.serve("/a", Content_Encoding="br"))


def test_redirects_in_a_circle(site: Loopback) -> None:
    site.serve("/b", b"", 302, Location="/a")
    assert "redirects in a circle" in refusal(site.serve("/a", b"", 302, Location="/b"))


def test_redirects_without_end(site: Loopback) -> None:
    for number in range(9):
        site.serve(f"/{number}", b"", 302, Location=f"/{number + 1}")
    assert "redirects more than 5 times" in refusal(f"{site.origin}/0")
    assert len(site.paths()) == 6


@pytest.mark.parametrize("location", ["ftp://news.example/a", "http://[x", "javascript:go()"])
def test_redirects_to_what_is_not_fetched(site: Loopback, location: str) -> None:
    assert "redirects to" in refusal(site.serve("/a", b"", 302, Location=location))


def test_nobody_there() -> None:
    with loopback() as gone:
        url = gone.serve("/a")
    assert "takes no connection" in refusal(url)


def test_a_host_that_has_no_number() -> None:
    def fail(host: str, port: int, seconds: float) -> list[str]:
        raise CannotHandle(f"no address is known for {host} (none); check name and network")

    found = Fetcher(CALM, resolve=fail).get("http://news.test/a")
    assert isinstance(found, Problem)
    assert "no address is known for news.test" in found.reason


def test_no_proxy_is_used_unless_it_is_set(site: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert brought(fetcher().get(site.serve("/a"))) == PAGE


def test_a_proxy_that_is_set_is_asked_for_the_whole_address(site: Loopback) -> None:
    site.serve("http://news.test/a")
    found = Fetcher(replace(CALM, proxy=site.origin)).get("http://news.test/a")
    assert brought(found) == PAGE
    assert site.asked[-1][0] == "http://news.test/a"
    refused = Fetcher(replace(CALM, proxy=site.origin)).get("http://127.0.0.1/a")
    assert isinstance(refused, Problem)
    assert "not on the open network" in refused.reason
