"""Origins as flat rows and as a Graphviz drawing: who said it -> through what -> which report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.model import Picture, Report
from reportedly.present.origin_paths import Link, Path, paths_of, report_links

# What a terminal has room for; the other forms give every column.
SHORT = (
    "origin",
    "origin_kind",
    "side",
    "through",
    "outlet",
    "statements",
    "value",
    "evidence",
)


def origin_rows(picture: Picture) -> Iterator[dict[str, Any]]:
    """Yield one row for each way by which statements came into a report.

    Rows on reports that rest on another one as a whole come last; their `origin` is that report.
    """
    for path in paths_of(picture):
        yield {
            "origin": path.origin.name if path.told else None,
            "side": path.origin.side,
            "origin_kind": path.origin.kind,
            "absent": path.absent,
            "through": path.through or None,
            "through_absent": path.through_absent,
            **_report(path.report),
            "way": path.way,
            "value": path.value,
            "reason": path.reason,
            "statements": len(path.statements),
            "evidence": list(path.evidence),
            "statement_ids": [statement.id for statement in path.statements],
            "origin_id": path.origin.id,
            "report_id": path.report.id,
            "story_id": picture.story.id,
        }
    for link in report_links(picture):
        yield {
            "origin": link.on.outlet or link.on.path,
            "side": None,
            "origin_kind": "report",
            "absent": False,
            "through": None,
            "through_absent": False,
            **_report(link.report),
            "way": link.way,
            "value": "same",
            "reason": link.reason,
            "statements": 0,
            "evidence": [],
            "statement_ids": [],
            "origin_id": link.on.id,
            "report_id": link.report.id,
            "story_id": picture.story.id,
        }


def _report(report: Report) -> dict[str, Any]:
    until = report.published_until
    return {
        "outlet": report.outlet,
        "path": report.path,
        "published_until": until.isoformat() if until else None,
    }


def origin_dot(pictures: Iterable[Picture]) -> str:
    """Return the origins of stories as Graphviz text, one cluster a story.

    Dashed: the report does not state the way, or an outlet whose own report is not in the input.
    Dotted: reports that share wording.
    """
    lines = ["digraph origins {", '  rankdir="LR"; node [shape=box, fontname="sans-serif"];']
    for number, picture in enumerate(pictures):
        lines += [
            f"  subgraph cluster_{number} {{",
            f"    label={_quoted(picture.story.title)};",
            *_drawn(paths_of(picture), report_links(picture)),
            "  }",
        ]
    return "\n".join([*lines, "}", ""])


def _drawn(paths: Iterable[Path], links: Iterable[Link]) -> Iterator[str]:
    """Yield the nodes and edges of one story, each once."""
    lines: dict[str, None] = {}
    for path in paths:
        target = f"r{path.report.id}"
        lines[_node(target, _titled(path.report))] = None
        if not path.told:
            continue
        origin = f"o{path.origin.id}"
        lines[_node(origin, path.origin.name, "ellipse", dashed=path.absent)] = None
        if not path.through:
            lines[f"    {origin} -> {target} [style=dashed];"] = None
            continue
        # Each origin has its own node for a channel: two that spoke to "reporters" did not meet.
        channel = f"{origin}_{_named(path.through)}"
        dashed = path.through_absent
        lines[_node(channel, path.through, "box", dashed=dashed, rounded=True)] = None
        lines[f"    {origin} -> {channel};"] = None
        lines[f"    {channel} -> {target};"] = None
    for link in links:
        for report in (link.on, link.report):
            lines[_node(f"r{report.id}", _titled(report))] = None
        head = "" if link.certain else ", dir=none"
        lines[f"    r{link.on.id} -> r{link.report.id} [style=dotted, label={link.way}{head}];"] = (
            None
        )
    yield from lines


def _node(
    name: str, label: str, shape: str = "box", *, dashed: bool = False, rounded: bool = False
) -> str:
    styles = ["dashed"] * dashed + ["rounded"] * rounded
    style = f', style="{",".join(styles)}"' if styles else ""
    return f"    {name} [label={_quoted(label)}, shape={shape}{style}];"


def _titled(report: Report) -> str:
    day = report.published_until
    return "\n".join(filter(None, [report.outlet or report.path, day.isoformat() if day else ""]))


def _named(words: str) -> str:
    """Return words as a part of a node's name: every other character as its number."""
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in words)


def _quoted(words: str) -> str:
    """Return words as a quoted string of the DOT language.

    >>> print(_quoted("Elsund Courier"))
    "Elsund Courier"
    """
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + "".join(c if c.isprintable() else "\ufffd" for c in escaped) + '"'
