"""Make attributions of drafts: who speaks, through what, when, and inside whose words.

Drafts go in beside the sentences, parse, mentions and times of their report; `Attribution` rows
come out, in text order. `speakers` and `channels` say who spoke and through what.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from reportedly.annotate.channels import Channel, find_channel
from reportedly.annotate.drafts import Draft
from reportedly.annotate.gazetteer import outlets
from reportedly.annotate.quotations import QuotationIndex, find_quotations
from reportedly.annotate.speakers import Speaker, Speakers
from reportedly.model import (
    Attribution,
    AttributionKind,
    Mention,
    Parse,
    Pieces,
    Report,
    Sentence,
    Span,
    TimeMention,
)
from reportedly.stage import Stage
from reportedly.text import hull, key

_NEAR = 3  # tokens: "told reporters Tuesday", where the parser may tie the day to what is said
_GOING_ON = frozenset(["add", "say", "continue", "stress", "go", "note", "explain", "warn"])


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechSettings:
    """Nothing to set: what a draft says is all that is known."""


def find_attributions(
    report: Report,
    sentences: Sequence[Sentence],
    parses: Sequence[Parse],
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    drafts: Sequence[Draft],
    settings: SpeechSettings,
) -> Iterator[Attribution]:
    """Yield the attributions of `report`, in text order of what is said."""
    parse = next((parse for parse in parses if parse.tokens), None)
    maker = _Maker(
        report=report,
        sentences=sentences,
        parse=parse,
        quotations=QuotationIndex(find_quotations(sentences, report.text)),
        speakers=Speakers(mentions, report.text),
        occasions=_Occasions(parse, times),
        others={m.span.start for m in mentions if m.named and m.type in {"person", "place"}},
    )
    found: dict[str, tuple[Attribution, Draft]] = {}
    for draft in _told_round(drafts):
        row = maker.row(draft)
        if not (draft.loose and row.speaker_type == "other"):
            found.setdefault(row.id, (row, draft))
    yield from _with_channels(_nested(list(found.values())), report.text)


def _told_round(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield drafts; who is named behind "police said it fell" tells that police said so.

    In "police said it fell, the Herald reported" both are read as saying that it fell.
    """
    front = {
        (draft.sentence, draft.content): min(*draft.source, *draft.cue).start
        for draft in drafts
        if draft.source and draft.cue and draft.cue[-1] < draft.content[0] > draft.source[-1]
    }
    for draft in drafts:
        before = front.get((draft.sentence, draft.content))
        behind = draft.source and draft.cue and draft.cue[0] > draft.content[-1] < draft.source[0]
        if before is not None and behind and draft.kind != "citing":
            first, *others = draft.content
            yield replace(draft, content=(Span(before, first.end), *others))
        else:
            yield draft


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Makes rows of drafts, with all that is known of one report."""

    report: Report
    sentences: Sequence[Sentence]
    parse: Parse | None
    quotations: QuotationIndex
    speakers: Speakers
    occasions: _Occasions
    others: Set[int]  # where names of persons and places begin

    def row(self, draft: Draft) -> Attribution:
        """Return the attribution that a draft describes."""
        speaker = self._speaker(draft)
        channel = self._channel(draft)
        said = self.occasions.of(draft)
        return Attribution(
            id=key("attribution", self.report.id, draft.source, draft.cue, draft.content),
            report_id=self.report.id,
            kind=_kind(draft.content, self.quotations, self.report.text),
            source=draft.source,
            cue=draft.cue,
            content=draft.content,
            speaker=speaker.name,
            speaker_type=speaker.type,
            named=speaker.named,
            role=speaker.role,
            speaker_span=speaker.span,
            candidates=speaker.candidates,
            channel=channel.words if channel else None,
            channel_span=channel.span if channel else None,
            channel_kind=channel.kind if channel else None,
            said_from=said.day_from if said else None,
            said_until=said.day_until if said else None,
            said_span=said.span if said else None,
            cue_lemma=draft.lemma,
            block=self.sentences[draft.sentence].block,
        )

    def _speaker(self, draft: Draft) -> Speaker:
        if not draft.source:
            return Speaker()
        return self.speakers.speaker(hull(draft.source), draft.head or hull(draft.source))

    def _channel(self, draft: Draft) -> Channel | None:
        if self.parse is None or draft.token is None:
            return None
        return find_channel(self.parse, draft.token, draft.frame, self.report.text, self.others)


def _kind(content: Pieces, quotations: QuotationIndex, text: str) -> AttributionKind:
    quoted = 0
    size = 0
    for piece in content:
        for at in range(piece.start, piece.end):
            if text[at].isalnum():
                size += 1
                quoted += quotations.at(at) is not None
    if not quoted:
        return "indirect"
    return "direct" if quoted == size else "mixed"


class _Occasions:
    """Finds when something was said: a time in the frame of speech, not in what is said."""

    def __init__(self, parse: Parse | None, times: Sequence[TimeMention]) -> None:
        self._parse = parse
        self._times = sorted((t for t in times if t.day_from), key=lambda time: time.span)
        self._starts = [time.span.start for time in self._times]

    def of(self, draft: Draft) -> TimeMention | None:
        """Return the time mention that dates the speech of `draft`."""
        if self._parse is None or not self._times:
            return None
        for index in draft.frame:
            token = self._parse.tokens[index]
            number = bisect_right(self._starts, token.start) - 1
            inside = number >= 0 and token.end <= self._times[number].span.end
            if inside and self._dates(index, draft):
                return self._times[number]
        return None

    def _dates(self, index: int, draft: Draft) -> bool:
        """Tell whether a time belongs to the verb of speech: by the parse, or right behind it."""
        if self._parse is None or draft.token is None:
            return False
        if 0 < index - draft.token <= _NEAR:
            return True
        here = index
        while self._parse.tokens[here].pos not in {"VERB", "AUX"}:
            above = self._parse.tokens[here].head
            if above == here:
                return False
            here = above
        return here == draft.token


def _nested(found: Sequence[tuple[Attribution, Draft]]) -> list[Attribution]:
    """Tie each attribution to the smallest one whose content holds its cue."""
    rows = [row for row, _ in found]
    by_cue = {draft.token: row.id for row, draft in found if draft.kind != "citing"}
    within = {row.id: by_cue[d.inside] for row, d in found if d.inside in by_cue and d.inside}
    waiting = sorted((row for row in rows if row.cue), key=lambda row: hull(row.content))
    waiting.reverse()
    open_: list[Attribution] = []  # those whose content has begun and may still hold a cue
    for row in sorted(rows, key=lambda row: (row.cue or row.content)[0]):
        here = (row.cue or row.content)[0]
        while waiting and waiting[-1].content[0].start <= here.start:
            open_.append(waiting.pop())
        open_ = [other for other in open_ if other.content[-1].end > here.start]
        holders = [other for other in open_ if _holds(other, row)]
        if holders and row.id not in within:
            within[row.id] = min(holders, key=lambda other: (_size(other.content), other.id)).id
    return [replace(row, within=within.get(row.id)) for row in rows]


def _holds(outer: Attribution, inner: Attribution) -> bool:
    if outer.id == inner.id or not inner.cue:
        return False
    inside = any(piece.covers(inner.cue[0]) for piece in outer.content)
    back = any(piece.covers(outer.cue[0]) for piece in inner.content)
    return inside and not back


def _size(pieces: Pieces) -> int:
    return sum(piece.end - piece.start for piece in pieces)


def _with_channels(rows: Sequence[Attribution], text: str) -> Iterator[Attribution]:
    """Add channels that stand elsewhere: an outlet around a claim, the sentence before."""
    by_id = {row.id: row for row in rows}
    last: Attribution | None = None
    for row in rows:
        around = by_id.get(row.within or "")
        if row.channel is None and around is not None and around.speaker in outlets():
            row = replace(
                row,
                channel=around.speaker,
                channel_span=_name_span(around),
                channel_kind="outlet",
            )
        elif row.channel is None and last is not None and _goes_on(last, row, text):
            row = replace(
                row,
                channel=last.channel,
                channel_span=last.channel_span,
                channel_kind=last.channel_kind,
            )
        if row.within is None:
            last = row
        yield row


def _goes_on(last: Attribution, row: Attribution, text: str) -> bool:
    """Tell whether a speaker plainly goes on: same paragraph, same speaker, words of speech."""
    if last.channel is None or last.channel_kind == "document" or row.within is not None:
        return False
    is_same = row.speaker is not None and row.speaker == last.speaker
    speaks = row.cue_lemma in _GOING_ON and last.content[0].start < row.content[0].start
    between = text[last.content[0].start : row.content[0].start]
    return is_same and speaks and "\n" not in between


def _name_span(row: Attribution) -> Span | None:
    return hull(row.source) if row.source else row.speaker_span


STAGE = Stage(
    name="speeches",
    version=4,
    per=Report,
    reads=(Sentence, Parse, Mention, TimeMention, Draft),
    writes=Attribution,
    settings=SpeechSettings(),
    run=find_attributions,
)
