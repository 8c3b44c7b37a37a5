"""Publication days: reports of dated stories with their own date withheld, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.news import Labelled, event_triples, news_events
from benchmarks.table import Row
from reportedly.annotate.attributions import AttributionSettings, draft_attributions
from reportedly.annotate.names import NameSettings, find_names
from reportedly.annotate.parses import ParseSettings, parse_sentences
from reportedly.annotate.sentences import SentenceSettings, split_sentences
from reportedly.annotate.speeches import SpeechSettings, find_attributions
from reportedly.annotate.statements import StatementSettings, find_statements
from reportedly.annotate.times import TimeSettings, find_times
from reportedly.compare.dates import DateSettings, infer_dates
from reportedly.model import DateInference, Report, Statement, Story, TimeMention

_FEWEST = 3  # reports of an event, one of which is withheld
_LONGEST = timedelta(days=14)  # some labelled "events" are topics of many months, no stories


@dataclass(frozen=True, slots=True)
class _Read:
    """A report as published and as if without a date, with what each tells of times."""

    event: str
    day: date
    dated: Report
    dated_times: tuple[TimeMention, ...]
    bare: Report
    bare_times: tuple[TimeMention, ...]
    statements: tuple[Statement, ...]


def measure(sample: int | None = None) -> list[Row]:
    """Return the rows for inferred days; none where the data is not at hand."""
    rows: list[Row] = []
    for name, found in (("NewsEvents", news_events(sample)), ("triples", event_triples(sample))):
        read = [one for labelled in found if (one := _read(labelled))]
        if read:
            rows.extend(_rows(name, read))
    return rows


def _read(labelled: Labelled) -> _Read | None:
    report = labelled.report
    if report.published_from is None or report.published_from != report.published_until:
        return None
    bare = replace(
        report,
        published_from=None,
        published_until=None,
        published_at=None,
        published_basis="none",
        published_spans=(),
    )
    sentences = list(split_sentences(bare, SentenceSettings()))
    parses = list(parse_sentences(bare, sentences, ParseSettings()))
    mentions = list(find_names(bare, sentences, parses, NameSettings()))
    times = list(find_times(bare, sentences, parses, TimeSettings()))
    drafts = list(draft_attributions(bare, sentences, parses, mentions, AttributionSettings()))
    attributions = list(
        find_attributions(bare, sentences, parses, mentions, times, drafts, SpeechSettings())
    )
    statements = find_statements(
        bare, sentences, parses, mentions, times, [], [], attributions, StatementSettings()
    )
    return _Read(
        labelled.event,
        report.published_from,
        report,
        tuple(find_times(report, sentences, parses, TimeSettings())),
        bare,
        tuple(times),
        tuple(statements),
    )


def _rows(name: str, read: Sequence[_Read]) -> Iterator[Row]:
    answers = list(_withheld(read))
    given = [(day, found) for day, found in answers if found is not None]
    right = [(day, found) for day, found in given if _holds(day, found)]
    exact = [day for day, found in right if found.days == (day,)]
    data = f"{name} dev, {len(answers)} reports, each with its date withheld"
    for words, part, whole in (
        ("dated at all", len(given), len(answers)),
        ("of these, the true day among the days given", len(right), len(given)),
        ("of these, to the day", len(exact), len(given)),
    ):
        share = f"{part / whole:.2f} ({part} of {whole})" if whole else "—"
        yield Row(part="dates", data=data, measure=words, ours=share)


def _withheld(read: Sequence[_Read]) -> Iterator[tuple[date, DateInference | None]]:
    events: dict[str, list[_Read]] = {}
    for one in read:
        events.setdefault(one.event, []).append(one)
    for event, members in sorted(events.items()):
        days = [one.day for one in members]
        if len(members) >= _FEWEST and max(days) - min(days) <= _LONGEST:
            for one in members:
                yield one.day, _infer(event, one, [m for m in members if m is not one])


def _infer(event: str, one: _Read, others: Sequence[_Read]) -> DateInference | None:
    reports = [*(other.dated for other in others), one.bare]
    times = [time for other in others for time in other.dated_times]
    story = Story(id=event, title="", report_ids=tuple(report.id for report in reports))
    found = infer_dates(story, reports, [*times, *one.bare_times], one.statements, DateSettings())
    return next((each for each in found if each.report_id == one.bare.id), None)


def _holds(day: date, found: DateInference) -> bool:
    listed = len(found.days) != 2 or (found.days[1] - found.days[0]).days == 1
    return day in found.days if listed else found.days[0] <= day <= found.days[1]
