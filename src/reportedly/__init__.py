"""Who says what: statements in news reports with speaker, channel, hedge, date and exact words.

>>> import reportedly as rp
>>> collection = rp.read("examples/varnholm")
>>> story = collection.stories[0]
>>> len(story.reports)
13
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.analysis import Analysis, analyse, pictures_by_day
    from reportedly.errors import ReportedlyError
    from reportedly.model import Picture, Report, Statement, Story
    from reportedly.notebook.collection import Collection, open, read
    from reportedly.notebook.stories import StoryView
    from reportedly.settings import Settings, read_settings
    from reportedly.store.database import Project, open_project

__version__ = "0.1.0"
__all__ = [
    "Analysis",
    "Collection",
    "Picture",
    "Project",
    "Report",
    "ReportedlyError",
    "Settings",
    "Statement",
    "Story",
    "StoryView",
    "analyse",
    "open",
    "open_project",
    "pictures_by_day",
    "read",
    "read_settings",
]

_MODULES = {
    "errors": ("ReportedlyError",),
    "model": ("Picture", "Report", "Statement", "Story"),
    "analysis": ("Analysis", "analyse", "pictures_by_day"),
    "notebook.collection": ("Collection", "open", "read"),
    "notebook.stories": ("StoryView",),
    "settings": ("Settings", "read_settings"),
    "store.database": ("Project", "open_project"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import a public name when it is first used: `reportedly --help` must answer at once."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"reportedly.{module}"), name)
    raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
