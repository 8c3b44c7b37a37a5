"""Going through the statements of a story one by one: a sitting of one reviewer.

    with sitting(project, story, decider) as held:
        while (case := held.current()) is not None: ... held.rule("right")

Each ruling is in the project as soon as it is made; the project is analysed again at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportedly.deciding import made_on_statements, standing_ruling, taking_back
from reportedly.deciding_stories import Decider
from reportedly.errors import UsageError
from reportedly.loading import chosen_story
from reportedly.model import Picture, Problem, RulingKind
from reportedly.present.lookup import Lookup, look_up, number
from reportedly.present.review import Case, case_of, queue_of
from reportedly.projects import analysed_again, project_pictures
from reportedly.rulings import in_force, of_reports
from reportedly.settings import read_settings
from reportedly.store.database import Project, open_project


class Sitting:
    """One reviewer before the queue of one story.

    Attributes:
        summary: What came of it, in one line; set at the end.
        problems: What the run that followed met.
    """

    def __init__(self, project: str, lookup: Lookup, queue: tuple[str, ...], by: Decider) -> None:
        """Begin at the first statement of the queue."""
        self.summary = ""
        self.problems: tuple[Problem, ...] = ()
        self._project = project
        self._lookup = lookup
        self._queue = queue
        self._decider = by
        self._place = 0
        self._made: list[str] = []  # ids of the rulings of this sitting that hold

    @property
    def changed(self) -> bool:
        """Whether anything was ruled or taken back."""
        return bool(self._made) or bool(self.summary)

    def current(self) -> Case | None:
        """Return the statement at hand; None at the end of the queue."""
        if self._place >= len(self._queue):
            return None
        held = self._lookup.picture.rulings
        return case_of(self._lookup, self._queue[self._place], self._queue, held)

    def rule(self, kind: RulingKind, name: str = "") -> str:
        """Rule on the statement at hand and go on; return what was ruled, in words."""
        row = self._lookup.statements[self._queue[self._place]]
        try:
            names = [name] if name.strip() else []
            one = made_on_statements(kind, [row], names, self._now())
        except UsageError as error:
            return str(error)
        with open_project(self._project) as kept:  # also while a run goes on
            kept.rule([one])
        self._made.append(one.id)
        self._place += 1
        return f"{kind}: {name or 'the outlet itself'}" if kind == "speaker" else kind

    def undo(self) -> str:
        """Take back the last ruling of this sitting and go back one statement."""
        if not self._made:
            return "nothing to take back in this sitting; see review --undo"
        with open_project(self._project) as kept:
            one = standing_ruling(kept, self._made.pop())
            kept.rule([taking_back(one, self._now())])
        self._place = max(0, self._place - 1)
        self.summary = "taken back"
        return f"taken back: {one.kind}"

    def skip(self) -> None:
        """Go on without ruling."""
        self._place += 1

    def close(self) -> None:
        """Analyse the project again, where something was ruled."""
        if not self.changed:
            self.summary = "nothing ruled"
            return
        with open_project(self._project, create=True) as kept:
            analysis = analysed_again(kept, read_settings(self._decider.config))
        self.problems = analysis.problems
        self.summary = f"{len(self._made)} ruled; the project was analysed again"

    def _now(self) -> Decider:
        return replace(self._decider, at=self._decider.at or datetime.now(UTC))


@contextmanager
def sitting(
    project: str, story: str | None, decider: Decider, *, again: bool = False
) -> Iterator[Sitting]:
    """Open a sitting; whatever ends it, what was ruled is kept and taken into account."""
    lookup, queue = _opened(project, story, decider.by, again=again)
    held = Sitting(project, lookup, queue, decider)
    try:
        yield held
    finally:
        held.close()


def queue_rows(
    project: str, story: str | None, *, by: str = "", again: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield what there is to review in a story, the weightiest first."""
    lookup, queue = _opened(project, story, by, again=again)
    for place, key in enumerate(queue, 1):
        case = case_of(lookup, key, queue, lookup.picture.rulings)
        yield {
            "place": place,
            "number": case.entry.ref.number,
            "statement_id": key,
            "exact": case.entry.words.plain,
            "speaker": case.speaker,
            "source": case.entry.ref.source,
            "questions": [f"{one.text} ({one.label})" for one in case.asked],
            "reviewed": [f"{one.by}: {one.says}" for one in case.reviews],
        }


def _opened(
    project: str, story: str | None, by: str, *, again: bool
) -> tuple[Lookup, tuple[str, ...]]:
    if not Path(project).exists():
        raise UsageError(f"no project {project}; make one with `reportedly add {project} PATH...`")
    with open_project(project) as kept:
        picture = _picture(kept, story)
        held = of_reports(in_force(kept.rulings()), picture.story.report_ids)
    lookup = look_up(picture, number([picture]))
    return lookup, queue_of(lookup, held, by=by, again=again)


def _picture(kept: Project, story: str | None) -> Picture:
    pictures = tuple(project_pictures(kept, as_of=None))
    if not pictures:
        raise UsageError("the project holds no story yet; add reports first")
    return chosen_story(story, pictures) if story else pictures[0]
