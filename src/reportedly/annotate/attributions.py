"""Find where somebody is reported to have said, thought or wanted something.

Sentences, their parse and mentions go in, drafts of attributions come out; `speeches` makes the
attributions of them. The words are PARC's and PolNeAR's:

    “The bridge is safe,” the mayor told reporters on Tuesday, adding that ...
    ------content-------  --source- cue-  channel      said    cue-- content

`drafts` ties cue, source and content together, `floating` adds quotations that stand without a
cue, `tagger` decides on spans. None of that needs a date, and it takes most of the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.annotate.colons import colon_drafts
from reportedly.annotate.drafts import Draft, find_drafts
from reportedly.annotate.floating import attach_quotations, quoted_drafts
from reportedly.annotate.quotations import QuotationIndex, find_quotations
from reportedly.annotate.tagged import merged
from reportedly.annotate.tagger import tag
from reportedly.model import Mention, Parse, Pieces, Report, Sentence
from reportedly.stage import Stage
from reportedly.text import hull


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSettings:
    """Which attributions are kept.

    Attributes:
        shortest: Fewest words of a quotation that counts without a cue; shorter ones are
            names, titles and distancing marks more often than speech.
        tagger: Whether the learned tagger decides on spans; without it the rules alone do.
    """

    shortest: int = 4
    tagger: bool = True


def draft_attributions(
    report: Report,
    sentences: Sequence[Sentence],
    parses: Sequence[Parse],
    mentions: Sequence[Mention],
    settings: AttributionSettings,
) -> Iterator[Draft]:
    """Yield drafts of the attributions of `report`, in text order of what is said."""
    quotations = QuotationIndex(find_quotations(sentences, report.text))
    parse = next((parse for parse in parses if parse.tokens), None)
    if parse is None:
        drafts = quoted_drafts(sentences, quotations, report.text, settings.shortest)
    else:
        drafts = rule_drafts(sentences, parse, quotations, mentions, report.text, settings)
        if settings.tagger:
            tagged = tag(parse, quotations, drafts, report.text)
            drafts = merged(sentences, parse, quotations, tagged, drafts, report.text)
            drafts = attach_quotations(
                sentences, drafts, quotations, report.text, settings.shortest
            )
    yield from sorted(_without_doubles(drafts), key=lambda d: (hull(d.content), d.cue, d.source))


def rule_drafts(
    sentences: Sequence[Sentence],
    parse: Parse,
    quotations: QuotationIndex,
    mentions: Sequence[Mention],
    text: str,
    settings: AttributionSettings,
) -> list[Draft]:
    """Return what the rules find: cues and their clauses, colons, quotations without a cue."""
    drafts = list(find_drafts(parse, quotations, text))
    drafts += colon_drafts(sentences, mentions, drafts, text)
    return attach_quotations(sentences, drafts, quotations, text, settings.shortest)


def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """Keep of several verbs with one source and one content the nearest: the true cue."""
    best: dict[tuple[Pieces, Pieces, bool], Draft] = {}
    for draft in drafts:
        same = (draft.source, draft.content, draft.kind == "citing")
        other = best.get(same)
        if other is None or _distance(draft) < _distance(other):
            best[same] = draft
    return list(best.values())


def _distance(draft: Draft) -> int:
    if not draft.cue:
        return len(draft.content)
    cue = hull(draft.cue)
    return min(
        min(abs(piece.start - cue.end), abs(cue.start - piece.end)) for piece in draft.content
    )


STAGE = Stage(
    name="attributions",
    version=9,
    per=Report,
    reads=(Sentence, Parse, Mention),
    writes=Draft,
    settings=AttributionSettings(),
    run=draft_attributions,
    kept=False,
)
