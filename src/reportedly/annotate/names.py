"""Find who and what a report names.

Sentences and their parse go in, `Mention` rows come out: persons, bodies, places and groups,
unnamed ones ("officials", "a spokesman") and third-person subjects ("he") included, each with
the fullest name that the report gives of whom it means. `name_spans` finds where names stand,
`roles` what a person is, `referents` whom a mention means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.annotate.name_spans import find_names as find_namings
from reportedly.annotate.quotations import QuotationIndex, find_quotations
from reportedly.annotate.referents import Referents
from reportedly.annotate.roles import find_roles
from reportedly.annotate.unnamed import Naming
from reportedly.model import COUNTED_BLOCKS, Mention, Parse, Report, Sentence, Span
from reportedly.stage import Stage

_ARTICLE = COUNTED_BLOCKS - {"dateline"}  # blocks that a pronoun of the body may look back to


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSettings:
    """Which mentions are kept.

    Attributes:
        unnamed: Whether "officials", "a spokesman" and "he" are kept beside names.
    """

    unnamed: bool = True


def find_names(
    report: Report, sentences: Sequence[Sentence], parses: Sequence[Parse], settings: NameSettings
) -> Iterator[Mention]:
    """Yield the mentions of `report`, in text order; unnamed ones may enclose names."""
    for parse in parses:
        namings = find_namings(parse, report.text)
        spans = [parse.span(naming.first, naming.last) for naming in namings]
        roles = _roles(parse, namings)
        words = {n: " ".join(s.of(report.text) for s in found) for n, found in roles.items()}
        index = QuotationIndex(find_quotations(sentences, report.text))
        quoted = {n for n, span in enumerate(spans) if index.at(span.start)}
        aside = {n for n, sentence in enumerate(sentences) if sentence.block not in _ARTICLE}
        agents = Referents(parse, namings, words, quoted, aside).resolve_all()
        for number, naming in enumerate(namings):
            if naming.named or settings.unnamed:
                role = roles[number][0] if number in roles else None
                yield Mention(
                    report_id=report.id,
                    span=spans[number],
                    type=naming.type,
                    agent=agents[number],
                    named=naming.named,
                    role=role.of(report.text) if role else None,
                    role_span=role,
                )


def _roles(parse: Parse, namings: Sequence[Naming]) -> dict[int, list[Span]]:
    starts = {n.first: n for n in namings if not n.named and not n.pronoun}
    found: dict[int, list[Span]] = {}
    for number, naming in enumerate(namings):
        if naming.named and naming.type == "person":
            spans = find_roles(parse, naming, starts)
            if spans:
                found[number] = spans
    return found


STAGE = Stage(
    name="names",
    version=9,
    per=Report,
    reads=(Sentence, Parse),
    writes=Mention,
    settings=NameSettings(),
    run=find_names,
)
