"""The reference is what the program says of itself."""

from __future__ import annotations

import os
from dataclasses import fields, is_dataclass

import pytest
from docs import notebook
from docs.generate import README, REFERENCE, pages, readme

from reportedly.cli import main
from reportedly.pipeline import STAGES
from reportedly.settings import Settings
from reportedly.store.tables import every_table


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_reference_is_up_to_date(name: str) -> None:
    written = (REFERENCE / name).read_text(encoding="utf-8")
    assert written == pages()[name], "run: make docs"


def test_the_readme_shows_the_real_brief() -> None:
    assert README.read_text(encoding="utf-8") == readme(), "run: make docs"


def test_the_notebook_runs_and_shows_what_it_gives() -> None:
    assert notebook.NOTEBOOK.read_text(encoding="utf-8") == notebook.renewed(), "run: make docs"


def test_nothing_else_is_in_the_reference() -> None:
    assert sorted(os.listdir(REFERENCE)) == sorted(pages())


def test_everything_is_in_the_reference() -> None:
    found = pages()
    assert all(f"\n## {name}\n" in found["cli.md"] for name in main.commands)
    assert all(f"\n## {table.name}\n" in found["tables.md"] for table in every_table())
    assert all(f"| {stage.name} |" in found["stages.md"] for stage in STAGES)
    for group in fields(Settings):
        settings = getattr(Settings(), group.name)
        for field in fields(settings):
            if is_dataclass(getattr(settings, field.name)):
                continue
            part = found["settings.md"].split(f"\n## {group.name}\n")[1].split("\n## ")[0]
            assert f"\n| `{field.name}` | `" in part
