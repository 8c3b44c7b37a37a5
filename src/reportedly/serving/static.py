"""The files of the pages: style, scripts, icon. Nothing else can be asked for."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib import resources

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from reportedly.present.html import style_sheet

TYPES = {
    "style.css": "text/css",
    "serve.js": "text/javascript",
    "review.js": "text/javascript",
    "htmx/htmx.min.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
KEPT = "private, max-age=86400"  # their addresses change when they do


def static_file(request: Request) -> Response:
    """Hand out a file of the pages."""
    name = request.path_params["name"]
    if name not in TYPES:
        raise HTTPException(404)
    return Response(_content(name), media_type=TYPES[name], headers={"Cache-Control": KEPT})


@cache
def addresses() -> dict[str, str]:
    """Return where each file is, by the end of its name without the ending."""
    return {
        name.rsplit("/", 1)[-1].split(".", 1)[0]: f"/static/{name}?v={_mark(name)}"
        for name in TYPES
    }


@cache
def _content(name: str) -> str:
    folder = resources.files("reportedly.present") / "static"
    if name == "style.css":
        own = ("serve.css", "review.css")
        return style_sheet() + "".join((folder / n).read_text(encoding="utf-8") for n in own)
    return (folder / name).read_text(encoding="utf-8")


def _mark(name: str) -> str:
    return sha256(_content(name).encode()).hexdigest()[:12]
