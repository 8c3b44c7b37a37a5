"""Where the stories of a collection come from: inputs held in memory, or a project file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from reportedly.analysis import Analysis
from reportedly.loading import Loaded, analysed, load, same_story
from reportedly.model import Picture
from reportedly.reporting import write_brief


@dataclass(frozen=True)
class Source:
    """Inputs that were read once and are kept, or a project file that is opened when asked.

    Attributes:
        held: The inputs; None for a project file.
        project: The project file; None for inputs.
    """

    held: Loaded | None = None
    project: str | None = None

    @contextmanager
    def opened(self) -> Iterator[Loaded]:
        """Give the reports and what is needed to go on with them."""
        if self.held is not None:
            yield self.held
            return
        with load(paths=(str(self.project),)) as loaded:
            yield loaded

    def analysis(self, *, as_of: date | None = None) -> Analysis:
        """Return the stories, as known on a day or by everything at hand."""
        with self.opened() as loaded:
            return analysed(loaded, as_of=as_of, story=None).analysis

    def on(self, picture: Picture, day: date) -> Picture | None:
        """Return a story as known on a day: the one that most of its reports were in by then."""
        found = same_story(picture, self.analysis(as_of=day).pictures)
        return replace(found, as_of=day) if found else None

    def write(self, picture: Picture, path: str) -> None:
        """Write one story into a file, in the form that its ending names."""
        with self.opened() as loaded:
            result = analysed(loaded, as_of=picture.as_of, story=picture.story.id)
            write_brief(result, path, given=())
