"""Run the benchmarks: `python -m benchmarks [PART ...] [--sample N]`."""

from __future__ import annotations

import argparse
import importlib
import sys
import time

from benchmarks.table import Row, as_markdown

PARTS = (
    "pages",
    "metadata",
    "flat",
    "attribution",
    "speakers",
    "figures",
    "recognizers",
    "times",
    "places",
    "copies",
    "stories",
    "size",
    "growing",
    "dates",
    "origins",
    "comparison",
    "kursk",
    "archives",
    "speed",
    "serving",
)


def main() -> None:
    """Measure the parts named, or all, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--sample", type=int, default=None, help="at most N units of each set")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"unknown part: {', '.join(sorted(unknown))}; parts are {', '.join(PARTS)}")
    rows: list[Row] = []
    for part in options.parts or PARTS:
        started = time.monotonic()
        found = importlib.import_module(f"benchmarks.{part}").measure(options.sample)
        print(f"{part}: {time.monotonic() - started:.0f} s", file=sys.stderr)
        if not found:
            print(f"{part}: no data at hand, not measured", file=sys.stderr)
        rows.extend(found)
    print(as_markdown(rows))


if __name__ == "__main__":
    main()
