"""Reports and rows for the tests of the store; what they say does not matter here."""

from __future__ import annotations

import hashlib
from datetime import date

from reportedly.memory import Kept
from reportedly.model import (
    Agent,
    Attribution,
    Capture,
    Given,
    Problem,
    Question,
    Report,
    Sentence,
    Span,
    Statement,
    Story,
)
from reportedly.store.database import OF_REPORT, OF_STORY, Project


def page(name: str, text: str = "The bridge is safe.", given: Given | None = None) -> Capture:
    content = f"{name}: {text}".encode()
    return Capture(
        path=f"{name}.txt",
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        media_type="text/plain",
        given=given or Given(),
    )


def report(name: str, text: str = "The bridge is safe.", outlet: str | None = None) -> Report:
    capture = page(name, text)
    return Report(id=name, path=capture.path, sha256=capture.sha256, text=text, outlet=outlet)


def read(*names: str, text: str = "The bridge is safe.") -> list[tuple[Capture, Report] | Problem]:
    return [(page(name, text), report(name, text)) for name in names]


def story(*report_ids: str, id: str = "s1") -> Story:
    return Story(id=id, title="A bridge", report_ids=report_ids)


def statement(report_id: str, span: Span, id: str, speaker: str | None = None) -> Statement:
    return Statement(
        id=id,
        report_id=report_id,
        attribution_id=None,
        kind="own voice",
        content=(span,),
        context=span,
        speaker=speaker,
    )


def facts(report_id: str, *, speaker: str | None = "the mayor") -> Kept:
    """All that is found in one report: every type of row, most of them empty."""
    span = Span(0, 19)
    found: dict[type, tuple[object, ...]] = dict.fromkeys(OF_REPORT, ())
    found[Sentence] = (Sentence(report_id=report_id, span=span, block="body"),)
    found[Attribution] = (
        Attribution(
            id=f"a-{report_id}", report_id=report_id, kind="direct", source=(), cue=(),
            content=(span, Span(19, 19)), said_from=date(2025, 3, 4),
        ),
    )  # fmt: skip
    found[Statement] = (statement(report_id, span, f"st-{report_id}", speaker),)
    return Kept(rows=found)


def comparison(story_id: str) -> Kept:
    """All that is found in one story."""
    found: dict[type, tuple[object, ...]] = dict.fromkeys(OF_STORY, ())
    found[Agent] = (
        Agent(id="ag", story_id=story_id, name="Ada", names=("Ada",), type="person", named=True),
    )
    found[Question] = (
        Question(id="q", story_id=story_id, text="Is it safe?", kind="whether", proposition_ids=()),
    )
    return Kept(rows=found)


def saved(project: Project, *names: str) -> None:
    """Do what a run over the whole project does: add, make, save."""
    project.add(read(*names))
    reports = project.reports()
    for one in reports:
        key = f"facts-{one.id}"
        if key not in project.recall([key]):
            project.keep(key, one.id, facts(one.id))
    ids = [one.id for one in reports]
    key = "comparison-" + "-".join(ids)
    if key not in project.recall([key]):
        project.keep(key, "s1", comparison("s1"))
    project.save([story(*ids)], reports, (), ())
