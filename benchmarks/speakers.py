"""Whom the words for a speaker mean, within a report and across the reports on one event.

`labels/speakers.csv` holds offsets alone. Sources are given, so that nothing but the naming is
measured. Half of the labels, by the hash of their report, were looked at while rules were made;
the other half is for the final figure. An answer is right, wrong (another person or body: a
wrong merge) or kept back. For links across reports an answer is right where two speakers are
brought to one agent, or kept apart, as the label has it; two that are one and are kept apart
count as kept back, since nothing false is shown.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.annotated import annotated
from benchmarks.news import event_triples, news_events
from benchmarks.table import Row, data_folder
from reportedly.annotate import (
    attributions,
    names,
    parses,
    places,
    sentences,
    speeches,
    statements,
)
from reportedly.annotate.gazetteer import titles
from reportedly.annotate.speakers import Speaker, Speakers
from reportedly.compare import agents
from reportedly.model import (
    Agent,
    Mention,
    Parse,
    PlaceMention,
    Report,
    Span,
    Statement,
    Story,
)
from reportedly.stage import Stage
from reportedly.text import key, plain

LABELS = Path(__file__).parent / "labels" / "speakers.csv"
Answer = Callable[["Read", Span], str | None]


@dataclass(frozen=True, slots=True)
class Label:
    """One link: the words of a speaker in a report, and what is right to say of them."""

    set: str
    report: str
    span: Span
    kind: str
    verdict: str  # is, same, different
    other: str
    answer: str

    @property
    def is_final(self) -> bool:
        """Whether it was left unseen while rules were made."""
        return int(hashlib.sha256(self.report.encode()).hexdigest()[0], 16) % 2 == 1


@dataclass(slots=True)
class Read:
    """A report with what is found in it."""

    report: Report
    parse: Parse | None
    mentions: Sequence[Mention]
    statements: list[Statement] = field(default_factory=list)
    places: Sequence[PlaceMention] = ()

    @property
    def text(self) -> str:
        """The text of the report."""
        return self.report.text

    def speaker(self, span: Span) -> Speaker:
        """Return whom the program takes for the speaker that `span` names."""
        return Speakers(self.mentions, self.text).speaker(span, _head(self.parse, span))


def _head(parse: Parse | None, span: Span) -> Span:
    """Return the token of a source on which its others hang."""
    inside = parse.inside(span) if parse else range(0)
    for index in inside:
        token = parse.tokens[index] if parse else None
        if token and token.dep != "punct" and (token.head not in inside or token.head == index):
            return Span(token.start, token.end)
    return span


def measure(sample: int | None = None) -> list[Row]:
    """Return how many links are right, wrong and kept back, beside two trivial rules."""
    labels = list(_labels())[:sample]
    texts = set(_texts())
    labels = [one for one in labels if one.report in texts and (one.other or one.report) in texts]
    if not labels:
        return []
    return [row for part, chosen in _parts(labels).items() if chosen for row in _rows(part, chosen)]


def _parts(labels: Sequence[Label]) -> dict[str, list[Label]]:
    final = [one for one in labels if one.is_final]
    return {
        "all links": list(labels),
        "unseen half": final,
        "unseen half, within a report": [one for one in final if one.verdict == "is"],
        "unseen half, across reports": [one for one in final if one.verdict != "is"],
    }


def _rows(part: str, labels: Sequence[Label]) -> Iterator[Row]:
    found = {name: Counter(judge(one, rule) for one in labels) for name, rule in RULES.items()}
    for verdict in ("right", "wrong", "kept back"):
        shares = {name: f"{counts[verdict] / len(labels):.3f}" for name, counts in found.items()}
        ours = shares.pop("ours")
        shares = {f"{name} (run)": share for name, share in shares.items()}
        data = f"speaker links, {part}: {len(labels)}"
        yield Row(part="speakers", data=data, measure=verdict, ours=ours, peers=shares)


def _labels() -> Iterator[Label]:
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        yield Label(
            row["set"],
            row["report"],
            _span(row["span"]),
            row["kind"],
            row["verdict"],
            row["other"],
            row["answer"],
        )


def _span(words: str) -> Span:
    start, _, end = words.partition("-")
    return Span(int(start), int(end))


# --- what is right -------------------------------------------------------------------------


def judge(label: Label, rule: str) -> str:
    """Return "right", "wrong" or "kept back" for what a rule says of a link."""
    if label.verdict != "is":
        return _judge_across(label, rule)
    read = _read(label.report)
    if rule == "ours":
        speaker = read.speaker(label.span)
        name, is_person = speaker.name, speaker.named and speaker.type == "person"
    else:
        name = _TRIVIAL[rule](read, label.span)
        is_person = name is not None and name != label.span.of(read.text)
    return _verdict(label, read, name, is_person=is_person)


def _verdict(label: Label, read: Read, name: str | None, *, is_person: bool) -> str:
    if label.answer == "none":
        return "wrong" if name and is_person else "right"
    if label.answer == "own":
        return "wrong" if is_person else "right" if name else "kept back"
    if not name:
        return "kept back"
    if any(_is_answer(way, name, read.text) for way in label.answer.split("|")):
        return "right"
    own = plain(label.span.of(read.text))
    # Its own words in place of a name: nothing false is said.
    return "kept back" if plain(name) in own else "wrong"


def _is_answer(wanted: str, name: str, text: str) -> bool:
    """Tell whether a name gives each of the spans that "+" joins, and no other."""
    people, given = [_span(words).of(text) for words in wanted.split("+")], name.split("; ")
    return len(people) == len(given) and all(
        any(is_same(one, other) for other in given) for one in people
    )


def is_same(a: str, b: str) -> bool:
    """Return whether two names can be one: all words of one stand in the other, titles apart.

    >>> is_same("Sen. Ada B. Ode", "Ada Ode"), is_same("Ada Ode", "Ann Ode")
    (True, False)
    """
    one, other = _words(a), _words(b)
    return bool(one and other) and (one <= other or other <= one)


def _words(name: str) -> set[str]:
    bare = re.sub(r"['’]s\b", "", plain(name))
    found = set(re.findall(r"\w[\w-]*", bare)) - {"the", "a", "an", "mr", "mrs", "ms", "himself"}
    return found - {title.rstrip(".") for title in titles()} - {"inc", "group"} or found


def _judge_across(label: Label, rule: str) -> str:
    other = Label(label.set, label.other, _span(label.answer), label.kind, "", "", "")
    one, two = _agent_of(label, rule), _agent_of(other, rule)
    joined = one is not None and one == two
    if label.verdict == "same":
        return "right" if joined else "kept back"
    return "wrong" if joined else "right"


def _agent_of(label: Label, rule: str) -> str | None:
    if rule == "ours":
        return _agents(_event_of()[label.report]).get(_statement_id(label.report, label.span))
    read = _read(label.report)
    name = _TRIVIAL[rule](read, label.span)
    return " ".join(sorted(_words(name))[-1:]) if name and rule == "nearest name" else name


# --- the trivial rules ---------------------------------------------------------------------


def _nearest(read: Read, span: Span) -> str | None:
    """Return the last person's name before the end of a source."""
    found = [m for m in read.mentions if m.named and m.type == "person" and m.span.end <= span.end]
    return max(found, key=lambda m: m.span).span.of(read.text) if found else None


def _matching(read: Read, span: Span) -> str | None:
    """Return the longest name of the report that holds all words of a source."""
    wanted = _words(span.of(read.text))
    longer = [
        m.span.of(read.text)
        for m in read.mentions
        if m.named and wanted <= _words(m.span.of(read.text))
    ]
    return max(longer, key=len) if longer else span.of(read.text)


_TRIVIAL: Mapping[str, Answer] = {"nearest name": _nearest, "string match": _matching}
RULES: Mapping[str, str] = {"ours": "ours", "nearest name": "nearest name"} | {
    "string match": "string match"
}


# --- reading -------------------------------------------------------------------------------


@cache
def _texts() -> dict[str, Report | str]:
    """Return reports, and bare texts of PolNeAR, by the ids of the labels."""
    found: dict[str, Report | str] = {}
    path = data_folder() / "attribution" / "polnear_dev.jsonl.gz"
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                found[hashlib.sha256(row["id"].encode()).hexdigest()[:12]] = row["text"]
    for one in (*news_events(), *event_triples()):
        found[one.name] = one.report
    return found


@cache
def _event_of() -> dict[str, str]:
    return {one.name: one.event for one in (*news_events(), *event_triples())}


@cache
def _read(name: str) -> Read:
    given = _texts()[name]
    if isinstance(given, str):
        unit = annotated(given)
        report, split, parsed = unit.report, unit.sentences, unit.parses
    else:
        report = given
        split = tuple(_run(sentences.STAGE, report))
        parsed = tuple(_run(parses.STAGE, report, split))
    mentions = tuple(_run(names.STAGE, report, split, parsed))
    read = Read(report, next((p for p in parsed if p.tokens), None), mentions)
    if not isinstance(given, str):
        drafts = tuple(_run(attributions.STAGE, report, split, parsed, mentions))
        rows = tuple(_run(speeches.STAGE, report, split, parsed, mentions, (), drafts))
        read.places = tuple(_run(places.STAGE, report, parsed, mentions))
        made = (report, split, parsed, mentions, (), (), read.places, rows)
        read.statements = list(_run(statements.STAGE, *made))
    return read


def _run(stage: Stage, *rows: object) -> Iterator[Any]:
    return stage.run(*rows, stage.settings)


def _statement_id(report: str, span: Span) -> str:
    return key("label", report, span)


@cache
def _agents(event: str) -> dict[str, str]:
    """Return the agent of each labelled speaker of an event: id of its statement -> agent."""
    members = sorted(name for name, known in _event_of().items() if known == event)
    reads = {name: _read(name) for name in members}
    said = [row for read in reads.values() for row in read.statements]
    for label in _labels():
        for name, span in ((label.report, label.span), (label.other, label.answer)):
            if name in reads and label.verdict != "is":
                where = span if isinstance(span, Span) else _span(span)
                said.append(_statement(reads[name], name, where))
    reports = [read.report for read in reads.values()]
    story = Story(id=event, title="", report_ids=tuple(report.id for report in reports))
    mentions = [row for read in reads.values() for row in read.mentions]
    located = [row for read in reads.values() for row in read.places]
    found: list[Agent] = list(_run(agents.STAGE, story, reports, mentions, said, located, (), ()))
    return {id_: agent.id for agent in found for id_ in agent.statement_ids}


def _statement(read: Read, name: str, span: Span) -> Statement:
    speaker = read.speaker(span)
    return Statement(
        id=_statement_id(name, span),
        report_id=read.report.id,
        attribution_id="label",
        kind="indirect",
        content=(span,),
        context=span,
        source=(span,),
        speaker=speaker.name,
        speaker_type=speaker.type,
        named=speaker.named,
        role=speaker.role,
    )
