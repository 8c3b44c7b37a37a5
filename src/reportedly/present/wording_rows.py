"""The choices of words in a story as flat rows: counts by outlet, or every occurrence.

A row's `kind` is `noun` (for the event), `name` (one with competing forms) or `verb` (one that
introduces what somebody says); `by` is the short form of the outlet, which reports without the
name of an outlet have too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.annotate.wording import EVENT
from reportedly.model import Picture, Span
from reportedly.present.choices import Choice, Material, Occurrence, name_choices, spelled_concepts
from reportedly.present.event_nouns import noun_choices
from reportedly.present.listings import CONTEXT
from reportedly.present.lookup import Lookup, look_up, number
from reportedly.present.verbs import CLASSES, NO_SIDE, introduced

# What a terminal has room for; the other forms give every column.
SHORT = ("kind", "concept", "form", "verb_class", "voice", "by", "side", "n", "reports")
SHORT_EACH = ("concept", "form", "voice", "by", "side", "prefix", "words", "suffix", "path")
# Columns that make rows one: the others are counted.
SAME = ("kind", "concept", "form", "verb_class", "voice", "by", "outlet", "side")


def wording_rows(picture: Picture) -> Iterator[dict[str, Any]]:
    """Yield how often each outlet uses each form, with the number of its reports that do."""
    counted: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in occurrence_rows(picture):
        counted.setdefault(tuple(row[name] for name in SAME), []).append(row)
    for key, rows in counted.items():
        yield {
            **dict(zip(SAME, key, strict=True)),
            "n": len(rows),
            "reports": len({row["report_id"] for row in rows}),
            "story_id": picture.story.id,
        }


def occurrence_rows(picture: Picture) -> Iterator[dict[str, Any]]:
    """Yield every occurrence: nouns for the event, names with competing forms, verbs."""
    lookup = look_up(picture, number([picture]))
    material = Material([picture])
    spelled = spelled_concepts()
    nouns = noun_choices(material, spelled)
    yield from _formed("noun", [nouns] if nouns else [], lookup)
    yield from _formed("name", name_choices(material, spelled), lookup)
    yield from _verbs(lookup)


def _formed(kind: str, choices: Iterable[Choice], lookup: Lookup) -> Iterator[dict[str, Any]]:
    def place(one: Occurrence) -> tuple[int, Span]:
        return lookup.numbering.reports[one.report_id], one.span

    for choice in choices:
        for form, held in choice.forms.items():
            for one in sorted(held, key=place):
                yield {
                    "kind": kind,
                    "concept": EVENT if kind == "noun" else choice.concept,
                    "form": form,
                    "verb_class": None,
                    "voice": "source" if one.quoted else "outlet",
                    "side": None,
                    "statement_id": None,
                    **_where(one.report_id, one.span, lookup),
                }


def _verbs(lookup: Lookup) -> Iterator[dict[str, Any]]:
    for one in introduced(lookup):
        row = one.statement
        yield {
            "kind": "verb",
            "concept": "verb of speech",
            "form": one.lemma,
            "verb_class": CLASSES[one.column].lower(),
            "voice": "outlet",
            "side": None if one.side == NO_SIDE else one.side,
            "statement_id": row.id,
            **_where(row.report_id, row.cue[0], lookup),
        }


def _where(report_id: str, span: Span, lookup: Lookup) -> dict[str, Any]:
    report = lookup.reports[report_id]
    text = report.text
    return {
        "by": lookup.numbering.outlets[report_id],
        "outlet": report.outlet,
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "words": span.of(text),
        "suffix": text[span.end : span.end + CONTEXT],
        "path": report.path,
        "start": span.start,
        "end": span.end,
        "report_id": report.id,
        "story_id": lookup.picture.story.id,
    }
