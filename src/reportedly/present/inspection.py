"""The fixed form of `inspect`: everything found in one report as a plain object for JSON."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.model import (
    Attribution,
    Figure,
    Mention,
    Pieces,
    PlaceMention,
    Problem,
    Report,
    Sentence,
    Span,
    Statement,
    TimeMention,
)
from reportedly.present.records import Record, day_record, problem_record, report_record


def inspect_record(
    report: Report,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    figures: Sequence[Figure],
    places: Sequence[PlaceMention],
    attributions: Sequence[Attribution],
    statements: Sequence[Statement],
    problems: Sequence[Problem],
    versions: Sequence[Record] = (),
) -> Record:
    """Return everything found in one report, in the form of `reportedly inspect`.

    `versions` holds the records of the versions that the report is one of.
    """
    said = {s.attribution_id: s for s in statements if s.attribution_id}
    return {
        **report_record(report),
        "text": report.text,
        "credit_spans": [_ends(credit.span) for credit in report.credits],
        "blocks": [_block(block.span, block.kind) for block in report.blocks],
        "sentences": [_ends(sentence.span) for sentence in sentences],
        "names": [
            {**_ends(m.span), "type": m.type, "agent": m.agent, "role": m.role} for m in mentions
        ],
        "times": [_time(time) for time in times],
        "figures": [_figure(figure) for figure in figures],
        "places": [_place(place) for place in places],
        "attributions": [_attribution(a, said.get(a.id)) for a in attributions],
        "own_voice": [_own_voice(s) for s in statements if s.attribution_id is None],
        "versions": list(versions),
        "problems": [problem_record(problem) for problem in problems],
    }


def _ends(span: Span) -> Record:
    return {"start": span.start, "end": span.end}


def _block(span: Span, kind: str) -> Record:
    return {**_ends(span), "kind": kind}


def _pairs(pieces: Pieces) -> list[list[int]]:
    return [[piece.start, piece.end] for piece in pieces]


def _time(time: TimeMention) -> Record:
    return {
        **_ends(time.span),
        "type": time.type,
        "value": time.value,
        "mod": time.mod,
        "from": day_record(time.day_from),
        "until": day_record(time.day_until),
    }


def _figure(figure: Figure) -> Record:
    return {
        **_ends(figure.span),
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "base_low": figure.base_low,
        "base_high": figure.base_high,
        "base_unit": figure.base_unit,
        "hedge": figure.hedge,
        "counted": figure.counted,
        "change": figure.change,
        "bound": figure.bound,
        "scope": figure.scope,
        "vague": figure.vague,
    }


def _place(place: PlaceMention) -> Record:
    return {
        **_ends(place.span),
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
        "precision": place.precision,
        "country": place.country,
        "region": place.region,
    }


def _attribution(attribution: Attribution, statement: Statement | None) -> Record:
    return {
        "id": attribution.id,
        "kind": attribution.kind,
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "speaker": attribution.speaker,
        "channel": attribution.channel,
        "within": attribution.within,
        "said_from": day_record(attribution.said_from),
        "said_until": day_record(attribution.said_until),
        "polarity": statement.polarity if statement else None,
        "certainty": statement.certainty if statement else None,
        "hedges": _pairs(statement.hedges) if statement else [],
        "block": attribution.block,
        "role": attribution.role,
        "named": attribution.named,
        "channel_kind": attribution.channel_kind,
        "candidates": list(attribution.candidates),
        "act": statement.act if statement else None,
        "cue_class": statement.cue_class if statement else None,
        "unnamed_kind": statement.unnamed_kind if statement else None,
        "anonymity": _pairs(statement.anonymity) if statement else [],
    }


def _own_voice(statement: Statement) -> Record:
    return {
        "id": statement.id,
        "act": statement.act,
        "content": _pairs(statement.content),
        "about": statement.about,
        "covers": list(statement.covers),
        "polarity": statement.polarity,
        "certainty": statement.certainty,
        "block": statement.block,
    }
