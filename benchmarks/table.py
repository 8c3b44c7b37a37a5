"""One row of the table of results, and where the data lies."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measured figure beside its peers.

    Attributes:
        part: The part that is measured ("figures").
        data: The set and its half ("NewsQuant dev, 288 sentences").
        measure: What the number is ("value F1").
        ours: Our figure, as printed.
        peers: Peer name, with "(run)" or "(published)", to its figure as printed.
    """

    part: str
    data: str
    measure: str
    ours: str
    peers: dict[str, str] = field(default_factory=dict)


def data_folder() -> Path:
    """Return where the development data lies: $REPORTEDLY_DATA, else `../shared/data`."""
    named = os.environ.get("REPORTEDLY_DATA")
    return Path(named) if named else ROOT.parent / "shared" / "data"


def stories_folder() -> Path:
    """Return where the real stories lie, beside the development data."""
    return data_folder().parent / "stories"


def as_markdown(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| part | data | measure | ours | peers |", "| --- | --- | --- | --- | --- |"]
    for row in rows:
        peers = ", ".join(f"{name} {figure}" for name, figure in row.peers.items()) or "—"
        lines.append(f"| {row.part} | {row.data} | {row.measure} | {row.ours} | {peers} |")
    return "\n".join(lines)
