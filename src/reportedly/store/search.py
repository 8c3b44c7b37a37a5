"""Full-text search over the statements that belong to the picture as last analysed."""

from __future__ import annotations

import re
import sqlite3

from reportedly.errors import UsageError

_PART = re.compile(r'"([^"]*)"|([^\s"]+)')


def find_statements(connection: sqlite3.Connection, words: str) -> list[str]:
    """Return the ids of the statements that hold all the words, best first."""
    query = fts_query(words)
    if not query:
        raise UsageError("nothing to search for: give at least one word")
    sql = (
        "SELECT statements.id FROM statement_words "
        "JOIN statements ON statements.row = statement_words.rowid "
        "WHERE statement_words MATCH ? ORDER BY statement_words.rank, statements.row"
    )
    return [statement_id for (statement_id,) in connection.execute(sql, (query,))]


def fts_query(words: str) -> str:
    """Return words as a full-text query in which no character has a special meaning.

    >>> fts_query('harbour "two ships" NEAR(x')
    '"harbour" "two ships" "NEAR(x"'
    """
    words = words.replace("\x00", " ")
    parts = (phrase or word for phrase, word in _PART.findall(words))
    return " ".join(f'"{part.strip()}"' for part in parts if any(c.isalnum() for c in part))
