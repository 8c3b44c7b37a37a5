"""Attribution on the example story may get better, never worse.

The floors were measured on `tests/gold/example_story.json`, whose checksum is pinned with them: a
changed set needs new figures, and a floor is only ever raised.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reportedly.annotate import attributions, names, parses, sentences, speeches
from reportedly.model import COUNTED_BLOCKS, Attribution, Pieces, Report, Span
from reportedly.reading import read
from reportedly.settings import Settings
from reportedly.text import plain

ROOT = Path(__file__).resolve().parents[2]
GOLD = json.loads((ROOT / "tests" / "gold" / "example_story.json").read_text(encoding="utf-8"))
CHECKSUM = "cc87b155cee08fee"
FOUND, SPEAKERS, CHANNELS = 204, 194, 33  # of 222 statements, 222 speakers and 42 channels
MOST_EXTRA = 24  # attributions that the gold set does not have
CLOSE = 0.75  # shared characters of the contents, and .3 more where the cues meet


@dataclass(slots=True)
class Counts:
    """How many statements came out, with their speaker and their channel."""

    found: int = 0
    speakers: int = 0
    channels: int = 0
    extra: int = 0
    missed: list[str] = field(default_factory=list)


def attributed(report: Report) -> list[Attribution]:
    split = list(sentences.split_sentences(report, sentences.STAGE.settings))
    parse = list(parses.parse_sentences(report, split, parses.STAGE.settings))
    mentions = list(names.find_names(report, split, parse, names.STAGE.settings))
    rules = attributions.STAGE.settings
    drafts = list(attributions.draft_attributions(report, split, parse, mentions, rules))
    stage = speeches.STAGE
    return list(stage.run(report, split, parse, mentions, (), drafts, stage.settings))


class Places:
    """Finds the words of the gold set, whose white space is squeezed, in a report's text."""

    def __init__(self, text: str) -> None:
        offsets = [
            at for at, c in enumerate(text) if not (c.isspace() and text[at - 1 : at].isspace())
        ]
        self._offsets = offsets
        self._squeezed = "".join(" " if text[at].isspace() else text[at] for at in offsets)

    def spans(self, where: str, pieces: list[str]) -> list[Span]:
        start = self._squeezed.find(where)
        found = []
        for words in pieces:
            at = self._squeezed.find(words, start, start + len(where)) if start >= 0 else -1
            if at >= 0:
                last = self._offsets[at + len(words) - 1]
                found.append(Span(self._offsets[at], last + 1))
        return found


def closeness(row: Attribution, content: list[Span], cue: list[Span]) -> float:
    ours, theirs = covered(row.content), covered(tuple(content or cue))
    meets = any(a.overlaps(b) for a in row.cue for b in cue)
    bonus = 0.3 if meets else 0.15 if not (row.cue and cue) else 0.0
    return len(ours & theirs) / max(1, len(ours | theirs)) + bonus


def covered(pieces: Pieces) -> set[int]:
    return {at for piece in pieces for at in range(piece.start, piece.end)}


def spellings() -> dict[str, set[str]]:
    return {
        agent["name"]: {bare(form) for form in (agent["name"], *agent["spellings"])}
        for agent in GOLD["agents"]
    }


def bare(name: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", plain(name))


def is_speaker(ours: str | None, gold: str | None, known: dict[str, set[str]]) -> bool:
    if ours is None or gold is None:
        return ours is gold
    return bare(ours) in known.get(gold, {bare(gold)})


def count(statements: list[dict[str, Any]], report: Report, into: Counts) -> None:
    rows, places, known = attributed(report), Places(report.text), spellings()
    used = set()
    for gold in statements:
        content = places.spans(gold["where"], gold["content"])
        cue = places.spans(gold["where"], gold["cue"])
        best = max(rows, key=lambda row: closeness(row, content, cue), default=None)
        if best is None or closeness(best, content, cue) < CLOSE:
            into.missed.append(gold["id"])
            continue
        used.add(best.id)
        into.found += 1
        into.speakers += is_speaker(best.speaker, gold["speaker"], known)
        into.channels += bool(gold["channel"] and best.channel)
    into.extra += sum(row.id not in used and row.block in COUNTED_BLOCKS for row in rows)


@pytest.fixture(scope="module")
def counts() -> Counts:
    found = Counts()
    for one in GOLD["reports"]:
        path = ROOT / GOLD["folder"] / one["file"]
        [report] = read([str(path)], Settings()).reports
        count(one["statements"], report, found)
    return found


def test_the_gold_set_is_the_one_that_was_measured() -> None:
    kept = [
        [s["id"], s["where"], s["source"], s["cue"], s["content"], s["speaker"], s["channel"]]
        for one in GOLD["reports"]
        for s in one["statements"]
    ]
    written = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    assert hashlib.sha256(written.encode()).hexdigest()[:16] == CHECKSUM


def test_statements_are_found(counts: Counts) -> None:
    assert counts.found >= FOUND, counts.missed


def test_speakers_are_right(counts: Counts) -> None:
    assert counts.speakers >= SPEAKERS


def test_channels_are_found(counts: Counts) -> None:
    assert counts.channels >= CHANNELS


def test_little_is_invented(counts: Counts) -> None:
    assert counts.extra <= MOST_EXTRA
