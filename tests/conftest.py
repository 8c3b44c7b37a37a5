"""What several tests share: the example story, read and annotated once."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

from reportedly.memory import ShortMemory
from reportedly.reading import Reading, read
from reportedly.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "varnholm"
KURSK = ROOT.parent / "shared" / "stories" / "kursk"  # real articles, not part of the project

# What is first used loads its tables, and the machine may be busy: seconds show nothing here.
hypothesis.settings.register_profile("without a clock", deadline=None)
hypothesis.settings.load_profile("without a clock")


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="session")
def example(settings: Settings) -> Reading:
    return read([str(EXAMPLE)], settings)


@pytest.fixture(scope="session")
def kursk(settings: Settings) -> Reading:
    if not KURSK.is_dir():
        return Reading(reports=(), problems=())
    return read([str(KURSK)], settings)


@pytest.fixture(scope="session")
def memory() -> ShortMemory:
    """Facts of reports, made once for all tests; the rows under a key never change."""
    return ShortMemory()
