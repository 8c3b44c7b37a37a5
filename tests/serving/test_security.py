from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from reportedly.serving.security import MOST_SENT, Access, is_loopback
from tests.serving.conftest import BASE, KEY, OWN, Served, entered


def test_nobody_gets_in_without_the_key(filled: str, served: Served) -> None:
    client = served(filled)
    for path in ("/", "/s/x", "/search?q=bridge", "/static/serve.js", "/nothing"):
        answer = client.get(path)
        assert answer.status_code == 403, path
        assert "reportedly serve" in answer.text
    assert client.get("/?key=wrong").status_code == 403
    client.cookies.set("reportedly-0", "wrong")
    assert client.get("/").status_code == 403


def test_the_key_is_taken_once_and_kept_in_a_strict_cookie(filled: str, served: Served) -> None:
    client = served(filled)
    answer = client.get(f"/search?q=a+b&key={KEY}")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert 'content="0;url=/search?q=a+b"' in answer.text
    assert KEY not in answer.text
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("path", ["//elsewhere.example/", "/\\elsewhere.example", '/"><script>'])
def test_the_key_leads_nowhere_else(filled: str, served: Served, path: str) -> None:
    client = served(filled)
    answer = client.get(f"{BASE}{path}?key={KEY}")
    assert "url=//" not in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:8765", 200),
        ("[::1]:8765", 200),
        ("rebound.example", 421),
        ("127.0.0.1.rebound.example", 421),
        ("", 421),
        ("10.0.0.7", 421),
        ("[::1", 421),
    ],
)
def test_only_its_own_host_names_are_answered(page: TestClient, host: str, status: int) -> None:
    headers = {"host": host, "cookie": f"reportedly-0={KEY}"}
    assert page.get("/", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param(OWN, 303, id="own page"),
        pytest.param({"Origin": BASE}, 303, id="own page, old browser"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="another site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 403, id="another port"),
        pytest.param({"Sec-Fetch-Site": "none"}, 403, id="typed"),
        pytest.param({"Origin": "http://127.0.0.1:1234"}, 403, id="another port, old browser"),
        pytest.param({"Origin": "null"}, 403, id="a sandbox"),
        pytest.param({}, 403, id="nothing said"),
    ],
)
def test_writes_are_taken_only_from_own_pages(
    copied: str, served: Served, headers: dict[str, str], status: int
) -> None:
    client = entered(served(copied))
    answer = client.post("/read", data={"story": ""}, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_known(page: TestClient, method: str) -> None:
    assert page.request(method, "/").status_code == 405


def test_a_read_only_project_takes_nothing(copied: str, served: Served) -> None:
    client = entered(served(copied, read_only=True))
    assert client.post("/read", data={"story": ""}, headers=OWN).status_code == 403
    files = {"files": ("a.txt", b"Mayor: safe")}
    assert client.post("/add", files=files, headers=OWN).status_code == 403
    desk = client.get("/").text
    assert "read only" in desk
    assert "<form id=" not in desk
    assert "Mark read" not in desk


@pytest.mark.parametrize(
    "path", ["/", "/static/style.css", "/no/such", "/s/none", "/search?q=safe"]
)
def test_every_answer_has_the_headers(page: TestClient, path: str) -> None:
    headers = page.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert ("no-store" in headers["cache-control"]) is (not path.startswith("/static"))


def test_a_refusal_has_the_headers_too(filled: str, served: Served) -> None:
    answer = served(filled).get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_a_failing_page_has_the_headers_and_tells_no_secrets(
    filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly.serving import desk
    from reportedly.serving.app import make_app

    def failing(*_: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(desk, "desk_of", failing)
    app = make_app(filled, Access(key=KEY))
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        answer = entered_quietly(client).get("/")
    assert answer.status_code == 500
    assert "RuntimeError" in answer.text
    assert "a secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def entered_quietly(client: TestClient) -> TestClient:
    client.cookies.set("reportedly-0", KEY)
    return client


def test_a_large_body_is_refused(page: TestClient) -> None:
    words = b"story=" + b"x" * (MOST_SENT + 1)
    headers = {**OWN, "content-type": "application/x-www-form-urlencoded"}
    assert page.post("/read", content=words, headers=headers).status_code == 413
    # Without a stated length the limit is met on the way.
    pieces = iter([words[:100], words[100:]])
    assert page.post("/read", content=pieces, headers=headers).status_code == 413
    wrong = {**headers, "content-length": "-5"}
    assert page.post("/read", content=b"", headers=wrong).status_code == 413


def test_many_fields_are_refused(page: TestClient) -> None:
    fields = {f"f{number}": "x" for number in range(200)}
    assert page.post("/read", data=fields, headers=OWN).status_code == 400


@pytest.mark.parametrize(
    ("host", "name", "known"),
    [
        ("127.0.0.1", "192.168.1.4", False),
        ("0.0.0.0", "192.168.1.4", True),
        ("0.0.0.0", "rebound.example", False),
        ("desk.local", "desk.local", True),
    ],
)
def test_names_of_an_open_address(host: str, name: str, known: bool) -> None:
    assert Access(host=host).knows(name) is known


def test_what_is_loopback() -> None:
    assert is_loopback("::1")
    assert not is_loopback("192.168.1.4")
    assert not is_loopback("desk.local")


def test_the_opening_address_can_be_opened() -> None:
    assert Access(key="k", host="0.0.0.0", port=5).opening_url() == "http://127.0.0.1:5/?key=k"
    assert Access(key="k", host="::1", port=5).opening_url() == "http://[::1]:5/?key=k"
