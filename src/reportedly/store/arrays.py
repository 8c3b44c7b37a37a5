"""Arrays as bytes in the project file, in the format of NumPy's npy files; never pickled."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Arrays = Mapping[str, npt.NDArray[np.generic]]


def write_groupings(
    connection: sqlite3.Connection, made_by: str, arrays: Arrays, unchanged: Arrays
) -> None:
    """Write what grouping goes on from, in place of what was kept; what is unchanged stays."""
    connection.execute("DELETE FROM groupings WHERE made_by != ?", (made_by,))
    there = connection.execute("SELECT name FROM groupings").fetchall()
    gone = ((name,) for (name,) in there if name not in arrays)
    connection.executemany("DELETE FROM groupings WHERE name = ?", gone)
    new = ((name, one) for name, one in arrays.items() if unchanged.get(name) is not one)
    sql = "INSERT OR REPLACE INTO groupings (name, made_by, content) VALUES (?, ?, ?)"
    connection.executemany(sql, ((name, made_by, _packed(one)) for name, one in new))


def read_groupings(connection: sqlite3.Connection, made_by: str) -> Arrays:
    """Return what grouping goes on from; {} where it was made by other stages or settings."""
    sql = "SELECT name, content FROM groupings WHERE made_by = ?"
    found = connection.execute(sql, (made_by,)).fetchall()
    return {name: np.load(io.BytesIO(content), allow_pickle=False) for name, content in found}


def _packed(array: npt.NDArray[np.generic]) -> bytes:
    file = io.BytesIO()
    np.save(file, array, allow_pickle=False)
    return file.getvalue()
