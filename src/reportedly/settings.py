"""Gather the settings of every stage in one frozen dataclass, and read `reportedly.toml`.

    [copies]
    least_containment = 0.5

A table is a stage, a key one of its settings; an unknown one is an error that names the nearest.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from reportedly.acquire.containers import FileSettings
from reportedly.acquire.reports import ReportSettings
from reportedly.annotate.attributions import AttributionSettings
from reportedly.annotate.figures import FigureSettings
from reportedly.annotate.names import NameSettings
from reportedly.annotate.parses import ParseSettings
from reportedly.annotate.places import PlaceSettings
from reportedly.annotate.sentences import SentenceSettings
from reportedly.annotate.speeches import SpeechSettings
from reportedly.annotate.statements import StatementSettings
from reportedly.annotate.times import TimeSettings
from reportedly.annotate.wording import WordingSettings
from reportedly.cluster.copies import CopySettings
from reportedly.cluster.origins import OriginSettings
from reportedly.cluster.stories import StorySettings
from reportedly.cluster.versions import VersionSettings
from reportedly.compare.agents import AgentSettings
from reportedly.compare.conflicts import ConflictSettings
from reportedly.compare.dates import DateSettings
from reportedly.compare.denials import DenialSettings
from reportedly.compare.one_speech import UtteranceSettings
from reportedly.compare.propositions import PropositionSettings
from reportedly.compare.questions import QuestionSettings
from reportedly.compare.support import SupportSettings
from reportedly.compare.updates import UpdateSettings
from reportedly.errors import SettingsError
from reportedly.fetch.limits import FetchSettings, WatchSettings
from reportedly.stage import Stage

DEFAULT_FILE = "reportedly.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of every step, by its name; see `docs/reference/settings.md`."""

    fetch: FetchSettings = FetchSettings()
    watch: WatchSettings = WatchSettings()
    files: FileSettings = FileSettings()
    reports: ReportSettings = ReportSettings()
    sentences: SentenceSettings = SentenceSettings()
    parses: ParseSettings = ParseSettings()
    names: NameSettings = NameSettings()
    times: TimeSettings = TimeSettings()
    figures: FigureSettings = FigureSettings()
    places: PlaceSettings = PlaceSettings()
    attributions: AttributionSettings = AttributionSettings()
    speeches: SpeechSettings = SpeechSettings()
    statements: StatementSettings = StatementSettings()
    wording: WordingSettings = WordingSettings()
    versions: VersionSettings = VersionSettings()
    copies: CopySettings = CopySettings()
    stories: StorySettings = StorySettings()
    dates: DateSettings = DateSettings()
    agents: AgentSettings = AgentSettings()
    utterances: UtteranceSettings = UtteranceSettings()
    origins: OriginSettings = OriginSettings()
    derivations: OriginSettings = OriginSettings()
    questions: QuestionSettings = QuestionSettings()
    propositions: PropositionSettings = PropositionSettings()
    denials: DenialSettings = DenialSettings()
    conflicts: ConflictSettings = ConflictSettings()
    updates: UpdateSettings = UpdateSettings()
    support: SupportSettings = SupportSettings()

    def of(self, stage: Stage) -> Any:  # noqa: ANN401
        """Return the settings of one stage."""
        return getattr(self, stage.name)


def read_settings(path: str | None = None) -> Settings:
    """Return the settings of a file; without one, of `reportedly.toml` here, else the defaults."""
    if path is None and not Path(DEFAULT_FILE).is_file():
        return Settings()
    name = path or DEFAULT_FILE
    try:
        words = Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read the settings file {name}: {error}") from error
    try:
        return settings_from(tomllib.loads(words))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name} is not valid TOML: {error}") from error
    except SettingsError as error:
        raise SettingsError(f"{name}: {error}") from error


def settings_from(tables: Mapping[str, Any]) -> Settings:
    """Return the defaults with the values of the tables put in.

    >>> settings_from({"copy": {}})
    Traceback (most recent call last):
    ...
    reportedly.errors.SettingsError: unknown table [copy]; did you mean [copies]?
    """
    settings = Settings()
    names = [field.name for field in fields(Settings)]
    for name, table in tables.items():
        if name not in names or not isinstance(table, Mapping):
            raise SettingsError(f"unknown table [{name}]{_nearest(name, names, '[{}]')}")
        settings = replace(settings, **{name: _overridden(getattr(settings, name), table, name)})
    return settings


def _overridden(defaults: Any, table: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401
    known = [field.name for field in fields(defaults)]
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise SettingsError(f"unknown key {key} in [{name}]{_nearest(key, known, '{}')}")
        values[key] = _fitting(value, getattr(defaults, key), f"{key} in [{name}]")
    try:
        return replace(defaults, **values)
    except ValueError as error:
        raise SettingsError(f"wrong value in [{name}]: {error}") from error


def _fitting(value: Any, default: Any, what: str) -> Any:  # noqa: ANN401
    """Return the value in the type of the default; refuse what cannot be it."""
    if isinstance(default, tuple | frozenset) and isinstance(value, list):
        return type(default)(value)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if default is not None and type(value) is not type(default):
        wanted = type(default).__name__
        raise SettingsError(f"{what} must be of type {wanted}, not {type(value).__name__}")
    return value


def _nearest(name: str, known: list[str], form: str) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean {form.format(near[0])}?" if near else f"; known: {', '.join(known)}"
