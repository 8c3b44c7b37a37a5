"""The exceptions a caller may meet.

ReportedlyError
├── UsageError            a bad option, path, date or setting; the message says what to do
│   └── SettingsError     an unknown or wrong key in reportedly.toml
├── ProjectError          the project file cannot be opened, read or written
├── MissingExtra          an optional package is not installed
└── CannotHandle          one unit cannot be handled by one stage; becomes a Problem row

Messy input never raises to the user: it becomes a `Problem` row and the run goes on.
"""

from __future__ import annotations

INTERNAL = "internal error"  # how the reason of a problem begins that is our own mistake


class ReportedlyError(Exception):
    """Anything that the user or the programmer can put right."""


class UsageError(ReportedlyError):
    """A wrong option, path, date or value was given."""


class SettingsError(UsageError):
    """A settings file holds an unknown key or a wrong value."""


class ProjectError(ReportedlyError):
    """A project file cannot be opened, read or written."""


class MissingExtra(ReportedlyError):
    """A feature needs an optional package that is not installed."""


class CannotHandle(ReportedlyError):
    """One stage gives up on one unit; the pipeline writes a `Problem` row and goes on."""
