"""Run the example notebook and give it the outputs that its cells have.

Run as part of `make docs`; a test refuses a notebook whose outputs are out of date.
"""

from __future__ import annotations

import ast
import json
import os
from contextlib import chdir
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "examples" / "varnholm.ipynb"


def renewed() -> str:
    """Return the notebook with the outputs of its cells, run in order in one namespace."""
    book = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    number = 0
    with chdir(ROOT):
        os.environ.setdefault("COLUMNS", "120")
        for cell in book["cells"]:
            if cell["cell_type"] == "code":
                number += 1
                cell["execution_count"] = number
                cell["outputs"] = _outputs(_value("".join(cell["source"]), names), number)
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def _value(source: str, names: dict[str, Any]) -> object:
    """Run a cell; return the value of its last line where that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def _outputs(value: object, number: int) -> list[dict[str, Any]]:
    if value is None:
        return []
    bundle = getattr(value, "_repr_mimebundle_", None)
    shown = bundle() if bundle else {"text/plain": repr(value)}
    data = {kind: words.splitlines(keepends=True) for kind, words in shown.items()}
    return [
        {
            "output_type": "execute_result",
            "execution_count": number,
            "data": data,
            "metadata": {},
        }
    ]


def write() -> None:
    """Write the notebook with its outputs."""
    NOTEBOOK.write_text(renewed(), encoding="utf-8", newline="\n")
