"""Open bytes in a test, and look at what came out."""

from __future__ import annotations

from reportedly.acquire.containers import FileSettings, open_bytes
from reportedly.acquire.reports import ReportSettings, read_report
from reportedly.model import Capture, Problem, Report


def opened(
    name: str, content: bytes, settings: FileSettings | None = None
) -> tuple[list[Capture], list[Problem]]:
    """Return the captures and the problems that bytes give."""
    found = list(open_bytes(name, content, settings or FileSettings()))
    captures = [one for one in found if isinstance(one, Capture)]
    return captures, [one for one in found if isinstance(one, Problem)]


def paths(name: str, content: bytes) -> list[str]:
    """Return the paths of the captures that bytes give."""
    return [capture.path for capture in opened(name, content)[0]]


def report_in(name: str, content: bytes) -> Report:
    """Return the only report that bytes give."""
    [capture], _ = opened(name, content)
    return read_report(capture, ReportSettings())
