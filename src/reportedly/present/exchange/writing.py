"""Write stories into a file or a folder, in one of the exchange formats."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from reportedly.errors import ProjectError, UsageError
from reportedly.model import Picture
from reportedly.present.exchange.formats import FOLDERS, Format
from reportedly.present.exchange.said import provenance_of


def write_stories(form: Format, pictures: Sequence[Picture], destination: Path) -> list[str]:
    """Write the stories; return a line on what was written, and one on what is lost in it.

    Raises:
        UsageError: the destination holds other things, or cannot be written.
        ProjectError: the disk is full.
    """
    made = provenance_of(pictures)
    try:
        if form.name in FOLDERS:
            _make_folder(destination)
        for name, content in form.write(pictures, made):
            _replace(destination / name if name else destination, content)
    except OSError as error:
        raise _in_words(error, destination) from error
    written = f"{destination}: {form.what}"
    lost = f"note: {form.name} cannot hold {form.loses}" if form.loses else ""
    return [line for line in (written, lost) if line]


def _make_folder(destination: Path) -> None:
    if destination.exists() and not destination.is_dir():
        raise UsageError(f"{destination} is a file; name a folder, new or empty")
    destination.mkdir(parents=True, exist_ok=True)
    found = {path.name for path in destination.iterdir() if not path.name.startswith(".")}
    if found and "ABOUT.txt" not in found:
        raise UsageError(
            f"{destination} holds files that are no export, such as {min(found)}; "
            "name a new or an empty folder"
        )


def _replace(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there when it is whole."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file")
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _in_words(error: OSError, destination: Path) -> ProjectError | UsageError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ProjectError(f"{destination}: the disk is full; free some space and export again")
    return UsageError(f"cannot write to {destination}: {error.strerror or error}")
