"""What the command `report` does: a story of a project in, something to read out. No printing."""

from __future__ import annotations

from datetime import date

from reportedly.errors import UsageError
from reportedly.loading import analysed, load, write_brief
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
