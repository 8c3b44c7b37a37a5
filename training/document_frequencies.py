"""Make `words/document_frequencies.txt`: how common word stems are in news texts.

    python -m training.document_frequencies > src/reportedly/words/document_frequencies.txt

Counts over the texts of PolNeAR (train), WCXB articles, LGL, GeoVirus, TimeBank and AQUAINT.
Only counts go out: no text of these sets does.
"""

from __future__ import annotations

import gzip
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import data_folder
from lxml import etree

from reportedly.rarity import stem
from reportedly.text import WORD, plain

LEAST = 4  # texts; a rarer stem tells nothing about how common it is
HEADER = """\
# Word stems and in how many of 10,000 news texts they stand, commonest first. Counted by
# training/document_frequencies.py over PolNeAR (train), WCXB articles, LGL, GeoVirus, TimeBank
# and AQUAINT ({texts} texts); a stem that is not listed stood in fewer than {least} of them.
"""


def read_texts(folder: Path) -> Iterator[str]:
    """Yield the plain texts of every set in `folder`."""
    with gzip.open(folder / "attribution" / "polnear_train.jsonl.gz", "rt") as lines:
        yield from (json.loads(line)["text"] for line in lines)
    with zipfile.ZipFile(folder / "pages" / "wcxb_articles_dev.zip") as pages:
        for name in sorted(pages.namelist()):
            if name.endswith(".json"):
                yield json.loads(pages.read(name)).get("main_content") or ""
    with zipfile.ZipFile(folder / "places" / "lgl_geovirus.zip") as places:
        for name in ("lgl.xml", "GeoVirus.xml"):
            root = etree.fromstring(places.read(name), etree.XMLParser(recover=True))
            yield from (node.text or "" for node in root.iter("text"))
    with zipfile.ZipFile(folder / "times" / "timebank_aquaint_tml.zip") as times:
        for name in sorted(times.namelist()):
            if name.endswith(".tml"):
                root = etree.fromstring(times.read(name), etree.XMLParser(recover=True))
                yield " ".join(root.itertext())


def main() -> None:
    """Print the list."""
    counts: Counter[str] = Counter()
    texts = 0
    for text in read_texts(data_folder()):
        words = {stem(plain(match.group())) for match in WORD.finditer(text)}
        if len(words) < 40:
            continue
        texts += 1
        counts.update(word for word in words if len(word) > 1 and not word.isdigit())
    sys.stdout.write(HEADER.format(texts=texts, least=LEAST))
    for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if count >= LEAST and word.isascii() and word.isalpha():
            sys.stdout.write(f"{word} {max(1, round(10_000 * count / texts))}\n")


if __name__ == "__main__":
    main()
