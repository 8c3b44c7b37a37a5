"""A story written as a page, or as a folder of pages where it is too long for one."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.present.folder import BIG, is_big, render_folder
from reportedly.present.html import render_page
from reportedly.present.shown import Shown
from reportedly.present.views import VIEWS

INDEX = "index.html"
OURS = '<meta name="generator" content="reportedly '
PAGES = re.compile(rf"(?:index|{'|'.join(view.name for view in VIEWS)})(?:-\d+)?\.html")


def save_story(shown: Shown, output: str) -> list[str]:
    """Write a story to `output`: a file that ends in .html, else a folder.

    A story too long for one page becomes a folder beside the name that was given. Returns what
    the user should be told.
    """
    path = Path(output)
    if path.suffix.lower() not in (".html", ".htm"):
        return [_save_folder(shown, path)]
    if is_big(shown):
        told = f"{len(shown.last.statements):,} statements are too many for one page"
        return [f"{told} (the most is {BIG:,})", _save_folder(shown, path.with_suffix(""))]
    _write(path, render_page(shown))
    return [f"wrote {path}"]


def _save_folder(shown: Shown, folder: Path) -> str:
    _clear(folder)
    number = 0
    for name, words in render_folder(shown):
        _write(folder / name, words)
        number += 1
    return f"wrote {folder / INDEX} and {number - 1} pages beside it"


def _clear(folder: Path) -> None:
    """Make the folder, or take the pages of an earlier report out of it; nothing else."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = [path.name for path in folder.iterdir()]
        index = folder / INDEX
        ours = INDEX in held and OURS in index.read_text(encoding="utf-8", errors="replace")
        if held and not ours:
            raise UsageError(
                f"cannot write {folder}: it holds files that are no report of ours; "
                "name a folder that does not exist yet"
            )
        for name in filter(PAGES.fullmatch, held):
            (folder / name).unlink()
    except OSError as error:
        raise UsageError(f"cannot write {folder}: {error.strerror}") from error


def _write(path: Path, words: str) -> None:
    try:
        path.write_text(words, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error


def last_day_only(shown: Shown) -> Shown:
    """Return a story with a note that no earlier day can be chosen."""
    return replace(shown, note="one day only; another with --as-of")
