"""Method and custody: what the labels mean, which files were read, what could not be."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.present.documents import gone_reports
from reportedly.present.labels import DEFINITIONS, FLAGS, Definition
from reportedly.present.lookup import Lookup
from reportedly.present.shown import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An input, or a part of it, that could not be read.

    Attributes:
        path: Which.
        stage: Where it failed.
        reason: Why, and what to do.
        lost: Whether nothing of it is in the page.
    """

    path: str
    stage: str
    reason: str
    lost: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that was read.

    Attributes:
        short: Short form of its outlet.
        path: The file.
        sha256: Hash of the bytes received.
        since: Index of the first day on which it is known.
        gone: Index of the first day on which a later version takes its place; 0: never.
    """

    short: str
    path: str
    sha256: str
    since: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How a page was made.

    Attributes:
        version: Version of the program.
        definitions: What the labels mean.
        flags: What the flags beside a label mean.
        files: What was read.
        problems: What could not be read.
        settings: Settings of the run that differ from the defaults, as name and value.
    """

    version: str
    definitions: tuple[Definition, ...]
    flags: tuple[Definition, ...]
    files: tuple[Kept, ...]
    problems: tuple[Trouble, ...]
    settings: tuple[tuple[str, str], ...]


def method_of(shown: Shown) -> Method:
    """Return how the page of a story is made, and from what."""
    return Method(
        version=shown.version,
        definitions=DEFINITIONS,
        flags=FLAGS,
        files=tuple(_files(shown)),
        problems=troubles_of(shown.last),
        settings=shown.settings,
    )


def troubles_of(lookup: Lookup) -> tuple[Trouble, ...]:
    """Return what could not be read."""
    return tuple(
        Trouble(path=row.path, stage=row.stage, reason=row.reason, lost=row.lost)
        for row in lookup.picture.problems
    )


def _files(shown: Shown) -> list[Kept]:
    numbering = shown.last.numbering
    held = [(0, report) for report in shown.last.picture.reports]
    held += [(gone, report) for gone, report in gone_reports(shown.lookups)]
    return [
        Kept(
            short=numbering.outlets[report.id],
            path=report.path,
            sha256=report.sha256,
            since=numbering.since.get(report.id, 0),
            gone=gone,
        )
        for gone, report in held
    ]
