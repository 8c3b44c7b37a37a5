"""Who reviews in this browser, and what a form of a review says."""

from __future__ import annotations

from urllib.parse import quote, unquote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from reportedly.deciding import clean

COOKIE = "reportedly-reviewer"
LONGEST_NAME = 80  # characters
LONGEST_NOTE = 500


def reviewer_of(request: Request) -> str:
    """Return the name under which this browser reviews; "" where none was given."""
    return clean(unquote(request.cookies.get(COOKIE, "")))[:LONGEST_NAME]


def remember(answer: Response, name: str) -> None:
    """Have the browser remember the name of who reviews in it."""
    answer.set_cookie(COOKIE, quote(name), httponly=True, samesite="strict", path="/")


def field(form: FormData, name: str) -> str:
    """Return what stands in a field of a form; "" where there is no such field."""
    found = form.get(name, "")
    return found if isinstance(found, str) else ""


def note_in(form: FormData) -> str:
    """Return the note of a form, on one line; "" where there is none."""
    return " ".join(field(form, "note").split())[:LONGEST_NOTE]
