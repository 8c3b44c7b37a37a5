"""A story written out: to the terminal, or into a file in the form that its ending names.

    Result -> write_brief          project -> write_report

No options are read here, and nothing is printed but what the user asked for on standard output.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from reportedly import __version__
from reportedly.errors import UsageError
from reportedly.loading import Result, analysed, load
from reportedly.present.comparison import compare_record
from reportedly.store.database import is_project


def write_report(
    project: str, story: str | None, output: str, *, as_of: date | None, config: str | None = None
) -> list[str]:
    """Write a story in the form that the ending of `output` names; return what to tell the user."""
    if not is_project(project):
        raise UsageError(f"{project} is no project file; make one with: reportedly add")
    with load(paths=[project], config=config) as loaded:
        result = analysed(loaded, as_of=as_of, story=story)
        return write_brief(result, output, given=[project])


def write_brief(result: Result, output: str | None, *, given: Sequence[str]) -> list[str]:
    """Write the brief to the terminal, or in the form that the ending of `output` names.

    Returns what the user should be told besides: what was written, which stories were left out.
    """
    if output is None:
        _write_to_terminal(result, given)
        return [] if result.pictures else [_nothing(result)]
    form = "md" if output == "-" else Path(output).suffix.lower().lstrip(".")
    if form not in ("", "html", "htm", *_RENDERERS):
        endings = ", ".join(f".{ending}" for ending in ("html", *_RENDERERS))
        raise UsageError(f"cannot write {output}: end the name in {endings}")
    if not result.pictures and form != "json":
        raise UsageError(_nothing(result))
    if form not in _RENDERERS:
        return [*_save_page(result, output), *_left_out(result)]
    content = _RENDERERS[form](result)
    if output == "-":
        sys.stdout.write(content.decode("utf-8"))
        return []
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from error
    return [f"wrote {output}", *(_left_out(result) if form == "pdf" else [])]


def _nothing(result: Result) -> str:
    if result.loaded.reports and result.analysis.as_of:
        return f"no report is shown to be published by {result.analysis.as_of}: nothing to show"
    return "no report could be read: nothing to show"


def _left_out(result: Result) -> list[str]:
    rest = result.pictures[1:]
    titles = "; ".join(f"{n} {picture.story.title}" for n, picture in enumerate(rest[:9], 2))
    return [f"a page shows one story; choose another with --story: {titles}"] if rest else []


def _save_page(result: Result, output: str) -> list[str]:
    """Write the first story as a page, or as a folder of pages."""
    from reportedly.present.folder import BIG
    from reportedly.present.saving import last_day_only, save_story
    from reportedly.present.shown import shown_story

    picture = result.pictures[0]
    # Every day is a comparison of its own, too long to wait for where reports are many.
    big = len(picture.statements) > BIG
    days = {} if big else result.days(picture)
    shown = shown_story(result.whole(picture), days, version=__version__)
    return save_story(last_day_only(shown) if big else shown, output)


def _pdf(result: Result) -> bytes:
    """Return the first story as PDF: a page is one story."""
    from reportedly.present.exchange.paper import pdf
    from reportedly.present.html import render_story

    picture = result.pictures[0]
    return pdf(render_story(result.whole(picture), {}, version=__version__))


def _word_file(result: Result) -> bytes:
    from reportedly.present.exchange.said import provenance_of
    from reportedly.present.exchange.wordfile import word_file

    return word_file(result.pictures, provenance_of(result.pictures))


def _workbook(result: Result) -> bytes:
    from reportedly.present.exchange.said import provenance_of
    from reportedly.present.exchange.workbook import workbook

    return workbook(result.pictures, provenance_of(result.pictures))


def _markdown(result: Result) -> bytes:
    from reportedly.present.markdown import render_story

    words = (render_story(result.whole(p), result.days(p)) for p in result.pictures)
    return "\n\n".join(words).encode("utf-8", "replace")


def _json(result: Result) -> bytes:
    days = {picture.story.id: result.days(picture) for picture in result.pictures}
    analysis = result.analysis
    record = compare_record(
        analysis.reports,
        analysis.copies,
        result.pictures,
        days,
        result.problems,
        analysis.versions,
        analysis.earlier,
    )
    words = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    return words.encode("utf-8", "replace")


_RENDERERS: dict[str, Callable[[Result], bytes]] = {
    "md": _markdown,
    "json": _json,
    "docx": _word_file,
    "xlsx": _workbook,
    "pdf": _pdf,
}


def _write_to_terminal(result: Result, given: Sequence[str]) -> None:
    from rich.console import Console

    from reportedly.present.terminal import write_brief, write_next_steps

    if not result.pictures:
        return
    console = Console(highlight=False, soft_wrap=False)
    for picture in result.pictures:
        write_brief(result.whole(picture), console)
    write_next_steps(console, given=given, stories=len(result.pictures))
