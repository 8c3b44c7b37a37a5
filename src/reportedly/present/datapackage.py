"""The description of an export as a data package (Frictionless Data, Table Schema)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reportedly import __version__
from reportedly.store.tables import ColumnNote, Form, TableNote

DESCRIPTOR = "datapackage.json"
TYPES: dict[Form, str] = {
    "integer": "integer",
    "number": "number",
    "yes or no": "boolean",
    "day": "date",
}


def descriptor(tables: Sequence[TableNote]) -> bytes:
    """Return the content of `datapackage.json` for CSV files, one a table."""
    package = {
        "profile": "tabular-data-package",
        "name": "reportedly-export",
        "title": "Statements in news reports, with what each rests on",
        "version": __version__,
        "resources": [_resource(table) for table in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _resource(table: TableNote) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": table.note,
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
        },
    }


def _field(column: ColumnNote) -> dict[str, Any]:
    note = f"{column.note} (JSON text)" if column.form == "JSON" else column.note
    return {"name": column.name, "type": TYPES.get(column.form, "string"), "description": note}
