"""Utterances that several reports tell, as flat rows: every telling, or where the tellings part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportedly.model import Difference, Picture
from reportedly.present.listings import Filters, statement_rows

# What a terminal has room for; the other forms give every column.
SHORT = ("speaker", "exact", "kind", "cue", "outlet", "published_until", "path", "start")
SHORT_ALTERED = ("speaker", "kind", "a_words", "b_words", "a_outlet", "b_outlet", "a_path")


def telling_rows(picture: Picture) -> Iterator[dict[str, Any]]:
    """Yield one row for each telling of an utterance that several reports carry."""
    ledger = _ledger(picture)
    for utterance in picture.utterances:
        told = [ledger[key] for key in utterance.statement_ids if key in ledger]
        if len({row["report_id"] for row in told}) > 1:
            yield from ({"utterance_id": utterance.id, **row} for row in told)


def altered_rows(picture: Picture, *, quoted: bool = True) -> Iterator[dict[str, Any]]:
    """Yield where tellings of one utterance part; with `quoted`, inside quotation marks only."""
    ledger = _ledger(picture)
    texts = {report.id: report.text for report in picture.reports}
    for utterance in picture.utterances:
        for difference in utterance.differences:
            known = {difference.a, difference.b} <= ledger.keys()
            if known and (difference.quoted or not quoted):
                yield {**_row(difference, ledger, texts), "utterance_id": utterance.id}


def _row(
    difference: Difference, ledger: dict[str, dict[str, Any]], texts: dict[str, str]
) -> dict[str, Any]:
    a, b = ledger[difference.a], ledger[difference.b]
    return {
        "speaker": a["speaker"],
        "kind": difference.kind,
        "a_words": difference.a_span.of(texts[a["report_id"]]),
        "b_words": difference.b_span.of(texts[b["report_id"]]),
        "a_outlet": a["outlet"],
        "b_outlet": b["outlet"],
        "a_path": a["path"],
        "a_start": difference.a_span.start,
        "b_path": b["path"],
        "b_start": difference.b_span.start,
        "quoted": difference.quoted,
        "a_statement": difference.a,
        "b_statement": difference.b,
    }


def _ledger(picture: Picture) -> dict[str, dict[str, Any]]:
    return {row["statement_id"]: row for row in statement_rows(picture, Filters())}
