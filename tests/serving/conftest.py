"""A small project about a bridge, served in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, chdir
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.projects import Added, add_to_project
from reportedly.serving.app import make_app
from reportedly.serving.days import Here
from reportedly.serving.reruns import rerun_here
from reportedly.serving.security import Access
from reportedly.serving.uploads import add_here

KEY = "the-key-of-this-run"
BASE = "http://127.0.0.1"
OWN = {"Sec-Fetch-Site": "same-origin"}
REPORTS = {
    "one.txt": (
        "Blast at the Olsund bridge kills 12\n\n"
        "Twelve people were killed when a blast hit the Olsund bridge on Monday, mayor Ada Venn "
        "said. “The bridge is safe,” Venn told the Olsund Post. “We did not plant the bomb,” "
        "said Per Holt, a spokesman for the Northern Front.\n"
    ),
    "two.txt": (
        "Blast at the Olsund bridge: engineers count 30 dead\n\n"
        "Thirty people were killed when a blast hit the Olsund bridge on Monday, chief engineer "
        "Tor Lind said on Tuesday. The Northern Front planted the bomb, Lind said. He said the "
        "bridge was not safe.\n"
    ),
    "hostile.html": (
        "<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt; Olsund bridge</title></head>"
        "<body><h1>&lt;img src=x onerror=alert(2)&gt; Blast at the Olsund bridge</h1>"
        "<p>“The bridge is safe &lt;script&gt;alert(3)&lt;/script&gt;,” mayor Ada Venn said on "
        "Wednesday. Fourteen people were killed when the blast hit the Olsund bridge, "
        '<a href="javascript:alert(4)" onclick="alert(5)">the police</a> said on Wednesday. '
        "\u202eturned\u202c</p></body></html>"
    ),
}
META = (
    "path,outlet,published\n"
    "one.txt,Olsund Post,2025-05-05\n"
    "two.txt,Fjord Daily,2025-05-06\n"
    "hostile.html,The <b>Bold</b> Herald,2025-05-07\n"
)
Served = Callable[..., TestClient]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A project with three reports of three days; not to be changed."""
    folder = tmp_path_factory.mktemp("served")
    for name, words in REPORTS.items():
        (folder / name).write_text(words, encoding="utf-8")
    (folder / "meta.csv").write_text(META, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        add_to_project("bridge.db", paths=sorted(REPORTS), meta="meta.csv")
    return str(folder / "bridge.db")


@pytest.fixture
def copied(filled: str, tmp_path: Path) -> str:
    """The same project, to be changed."""
    path = tmp_path / "bridge.db"
    path.write_bytes(Path(filled).read_bytes())
    return str(path)


@pytest.fixture
def served() -> Iterator[Served]:
    """How to serve a project: returns a browser that has not entered yet."""
    with ExitStack() as stack:

        def serve(path: str, *, read_only: bool = False) -> TestClient:
            app = make_app(
                path,
                Access(key=KEY, read_only=read_only),
                run=_add,
                work_out=Here(),
                rerun=rerun_here,
            )
            return stack.enter_context(TestClient(app, base_url=BASE, follow_redirects=False))

        yield serve


@pytest.fixture
def page(filled: str, served: Served) -> TestClient:
    """A browser that has entered."""
    return entered(served(filled))


def _add(project: str, folder: Path, names: Sequence[str], config: str | None) -> Added | str:
    with chdir(folder):
        return add_here(project, folder, names, config)


def entered(client: TestClient) -> TestClient:
    assert client.get(f"/?key={KEY}").status_code == 200
    return client


def story_of(client: TestClient) -> str:
    """Return the address of the one story."""
    [row] = [part for part in client.get("/").text.split('href="') if part.startswith("/s/")]
    return row.split('"', 1)[0]
