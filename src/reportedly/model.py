"""What the program talks about: every domain type, and nothing else. Read this first.

    Capture -> Report -> Sentence, Parse, Mention, TimeMention, Figure, PlaceMention
                      -> Attribution -> Statement, WordChoice
    Reports -> Version, Copy, Story
    Story   -> DateInference, Agent, Utterance, Origin, Derivation,
               Question, Proposition, Conflict, Denial, Update, Status -> Picture

All offsets are Unicode code points into `Report.text`, `end` excluded. Every row names the
report or the story that it came from. `None` means "not known" or "not stated", never a
guess. Days are `datetime.date`; a period runs from `..._from` to `..._until`, both included.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, overload

BlockKind = Literal[
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "body",
    "caption",
    "credit",
    "teaser",
    "furniture",
]
Basis = Literal["stated", "inferred", "given", "none"]
MentionType = Literal["person", "org", "place", "group", "other"]
AttributionKind = Literal["direct", "mixed", "indirect"]
StatementKind = Literal["direct", "mixed", "indirect", "own voice"]
Act = Literal["say", "deny", "decline", "silent", "unverified"]
Polarity = Literal["+", "-", "u"]
CueClass = Literal[
    "neutral",
    "doubting",
    "asserting",
    "denying",
    "refusing",
    "directing",
    "thinking",
    "judging",
    "hearsay",
]
UnnamedKind = Literal[
    "officials",
    "authorities",
    "spokespeople",
    "witnesses",
    "analysts",
    "people familiar",
    "people",
    "relatives",
    "medics",
    "media",
    "documents",
    "lawyers",
]
Certainty = Literal["certain", "probable", "possible", "underspecified"]
ChannelKind = Literal[
    "state media", "outlet", "platform", "briefing", "interview", "document", "reporters", "other"
]
Bound = Literal["exact", "about", "at least", "more than", "up to", "less than", "between"]
Precision = Literal["settlement", "feature", "admin2", "admin1", "country", "unknown"]
OriginKind = Literal["speaker", "unnamed", "document", "footage", "outlet", "not stated"]
Independence = Literal["same", "independent", "not shown"]
ConflictKind = Literal["figures", "polarity", "denial", "account", "attribute"]
Support = Literal[
    "unattributed",
    "single",
    "reported",
    "repeated",
    "several origins",
    "corroborated",
    "no account",
    "not yet reported",
]
Contest = Literal["disputed", "denied", "differ", "changed", "none"]

# Blocks whose statements count. A statement elsewhere is kept, flagged, and not counted.
COUNTED_BLOCKS: frozenset[str] = frozenset({"headline", "standfirst", "dateline", "body"})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end`, in code points.

    >>> Span(4, 10).of("the bridge is safe")
    'bridge'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Return whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share a character."""
        return self.start < other.end and other.start < self.end


Pieces = tuple[Span, ...]  # one span in several pieces, in text order; () where there is none


# --- what comes in -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user says of an input (`--meta`, `--outlet`, `--published`); None: not said."""

    outlet: str | None = None
    published: str | None = None  # ISO date or date-time, as given
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an input came with besides its bytes: a feed's or mail's words on it, a server's header.

    It counts as stated, before what the bytes themselves say and after what the user gave.
    """

    by: str = ""  # who says so, as it reads in a reason: "the feed", "the mail's header"
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None  # ISO date or date-time
    authors: tuple[str, ...] = ()
    language: str | None = None
    encoding: str | None = None  # a hint only: bytes that are valid UTF-8 are read as such


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as received, never altered; of a container, those of one member."""

    path: str  # as the user named it, "-" for standard input; a member as "news.zip > a.html"
    sha256: str
    content: bytes
    media_type: str  # "text/plain", "text/html" or that of a document that is no text itself
    given: Given = Given()
    told: Told = Told()
    captured_at: datetime | None = None  # when the bytes were fetched or saved, where that is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of a report's text with a kind."""

    report_id: str
    span: Span
    kind: BlockKind
    reason: str  # short code of the rule or evidence that chose the kind
    place: str | None = None  # where it stands in the page (DOM path); None for plain text


CreditKind = Literal[
    "wire",  # the words are its own: a signature, a dateline, a source
    "contributed",  # part of the reporting is
    "first published",  # it had the article first
    "hat tip",  # it had the matter first
    "agencies",  # "with agencies": which ones is not said
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A credit to another outlet or agency ("Reuters", "AFP contributed", "with agencies")."""

    name: str
    span: Span
    kind: CreditKind = "wire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One version of one article as one outlet published it.

    `text` is the decoded file with line ends normalised; for HTML the visible text in reading
    order. `published_from` and `published_until` are equal for a report dated to the day and
    None together when nothing is known.
    """

    id: str
    path: str
    url: str | None = None
    sha256: str  # of the bytes received
    text: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    language: str | None = None
    title: str | None = None
    title_span: Span | None = None
    outlet: str | None = None
    outlet_basis: Basis = "none"
    owner_group: str | None = None  # owner group of the outlet, as the register states it
    authors: tuple[str, ...] = ()
    published_from: date | None = None
    published_until: date | None = None
    published_at: datetime | None = None  # the moment, where the report states one
    published_basis: Basis = "none"
    published_spans: Pieces = ()  # the words that the date rests on; () where it is not in the text
    published_reason: str = ""
    revised_at: datetime | None = None
    captured_at: datetime | None = None  # when the bytes were fetched, where that is known
    credits: tuple[Credit, ...] = ()
    blocks: tuple[Block, ...] = ()  # cover all non-blank text, in order, without overlap

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds the character at `offset`."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        if index >= 0 and offset < self.blocks[index].span.end:
            return self.blocks[index]
        return None

    def dated_by(self, found: DateInference) -> Report:
        """Return the report with the days that were inferred for it."""
        own = sorted(clue.span for clue in found.clues if clue.report_id == self.id)
        return replace(
            self,
            published_from=min(found.days, default=None),
            published_until=max(found.days, default=None),
            published_basis="inferred" if found.days else "none",
            published_spans=tuple(own),
            published_reason=found.reason,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An input, or a unit of it, that a stage could not handle."""

    path: str  # the input, as the user named it
    stage: str
    reason: str  # what is wrong and what to do, one sentence
    report_id: str | None = None
    lost: bool = True  # whether the whole input is missing from the result


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What an address on the web brought when it was last asked; for the next time."""

    url: str  # as the user or a feed named it
    final_url: str  # where its redirects led
    sha256: str  # of the bytes that it brought
    etag: str | None = None  # the server's own mark of that version
    last_modified: str | None = None  # as the server wrote it, to be sent back unchanged
    visited_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An entry of a watched feed that was seen."""

    feed: str  # address of the feed
    address: str  # what the feed calls the entry: its link, else its number
    stamp: str  # hash of what the feed said of it; another one means that it has changed
    tries: int  # rounds in which its page could not be read; 0: it was
    seen_at: datetime


# --- facts of one report -------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence; never runs across two blocks."""

    report_id: str
    span: Span
    block: BlockKind


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a parse; `head` is an index into `Parse.tokens` (itself for a root)."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str  # universal part of speech
    tag: str  # Penn tag
    dep: str  # ClearNLP dependency label, as spaCy gives it
    head: int
    sentence: int  # index into `Parse.sentences`


@dataclass(frozen=True, slots=True)
class Entity:
    """What the statistical tagger takes for a name: tokens `first` up to, not including, `last`."""

    first: int
    last: int
    label: str  # OntoNotes label: PERSON, ORG, GPE, NORP, CARDINAL ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """Tokens with tags and dependencies, for the sentences that the parser could handle."""

    report_id: str
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]  # for each token the indexes of its dependents
    sentences: tuple[tuple[int, int], ...]  # first token, and one past the last, of each sentence
    entities: tuple[Entity, ...] = ()

    def subtree(self, index: int) -> list[int]:
        """Return the indexes of a token and all below it, in text order."""
        found, waiting = [], [index]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting.extend(self.children[here])
        return sorted(found)

    def inside(self, span: Span) -> range:
        """Return the indexes of the tokens that lie wholly inside `span`."""
        first = bisect_left(self.tokens, span.start, key=lambda token: token.start)
        last = bisect_right(self.tokens, span.end, key=lambda token: token.end)
        return range(first, max(first, last))

    def span(self, first: int, last: int) -> Span:
        """Return the characters from token `first` to token `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names somebody or something."""

    report_id: str
    span: Span
    type: MentionType
    agent: str | None = None  # the fullest name in this report of whom it names; None: unknown
    named: bool = True  # False for "officials", "a spokesman", "he"
    role: str | None = None  # "Kursk deputy governor", in the report's words
    role_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression, in the terms of TimeML's TIMEX3."""

    id: str
    report_id: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    mod: str | None = None
    anchor: str | None = None  # what it was resolved against: "published", "text"; None: nothing
    day_from: date | None = None
    day_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as an interval with its unit, what it counts, hedge and scope.

    `low` and `high` may be open (None): "at least 40" is 40 to open, "up to six" open to 6.
    `base_low` and `base_high` are the same in `base_unit` (metres, kilograms, persons ...).
    """

    id: str
    report_id: str
    span: Span
    low: float | None
    high: float | None
    unit: str | None = None  # "mile", "percent", "US dollar"; None for a bare count
    unit_span: Span | None = None
    base_low: float | None = None
    base_high: float | None = None
    base_unit: str | None = None
    hedge: str | None = None  # as said: "at least", "about"
    bound: Bound = "exact"
    change: str | None = None  # "=" "~" ">" "<" "up" "down", as NewsQuant writes it
    counted: str | None = None  # the counted noun with its modifiers, as said
    counted_span: Span | None = None
    counted_head: str | None = None  # lemma of the counted noun
    scope: Literal["total", "daily", "so far", "since", "rate"] | None = None
    vague: bool = False  # "dozens", "scores", "tens of thousands"
    part_of: str | None = None  # id of the figure it is a subset of ("including 12 children")
    change_from: str | None = None  # id of what it was before: "from 40 to 30", "to 30 from 40"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place name with a gazetteer entry; all None where it was not resolved."""

    id: str
    report_id: str
    span: Span
    name: str
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    precision: Precision = "unknown"
    country: str | None = None  # ISO 3166-1 alpha-2
    region: str | None = None  # ISO 3166-2


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody is reported to have said, thought or wanted something (PARC, PolNeAR)."""

    id: str
    report_id: str
    kind: AttributionKind
    source: Pieces  # () where nobody is named: "it was reported that"
    cue: Pieces  # () for a free-standing quotation
    content: Pieces
    within: str | None = None  # id of the enclosing attribution
    speaker: str | None = None  # fullest name in this report, or the words for an unnamed group
    speaker_type: MentionType | None = None
    named: bool = False
    role: str | None = None
    speaker_span: Span | None = None  # where the name that `speaker` repeats stands
    candidates: tuple[str, ...] = ()  # two or more where the speaker could not be decided
    channel: str | None = None  # in the report's words: "state media", "Reuters", "X"
    channel_span: Span | None = None
    channel_kind: ChannelKind | None = None
    said_from: date | None = None
    said_until: date | None = None
    said_span: Span | None = None
    cue_lemma: str | None = None
    block: BlockKind = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A verb, or a noun or adjective used as one, in a statement."""

    lemma: str
    span: Span
    negated: bool = False
    subject: tuple[str, ...] = ()  # lemmas of the content words in the subject
    object: tuple[str, ...] = ()  # lemmas of the content words in objects and complements


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing said in one report, by a source or in the outlet's own voice."""

    id: str
    report_id: str
    attribution_id: str | None  # None for the outlet's own voice
    kind: StatementKind
    act: Act = "say"
    content: Pieces  # the exact words
    context: Span  # the sentence or sentences it stands in
    source: Pieces = ()
    cue: Pieces = ()
    speaker: str | None = None  # None for own voice and where nobody is named
    speaker_type: MentionType | None = None
    named: bool = False
    role: str | None = None
    about: str | None = None  # whose silence, refusal or denial it is, where the outlet says so
    channel: str | None = None
    channel_kind: ChannelKind | None = None
    within: str | None = None  # id of the statement around it
    said_from: date | None = None
    said_until: date | None = None
    polarity: Polarity = "+"
    certainty: Certainty = "certain"
    hedges: Pieces = ()
    candidates: tuple[str, ...] = ()  # two or more where the speaker could not be decided
    cue_class: CueClass | None = None  # how the outlet puts it; None: own voice, no cue
    unnamed_kind: UnnamedKind | None = None  # what sort of source, where it bears no name
    anonymity: Pieces = ()  # words that say why the source is not named
    covers: tuple[str, ...] = ()  # statements that a note that nothing could be verified is about
    block: BlockKind = "body"
    counted: bool = True  # False: outside the article body; kept, flagged, not counted
    terms: tuple[str, ...] = ()  # lemmas of the content words, in order
    names: tuple[str, ...] = ()  # agents and places named in the content
    predicates: tuple[Predicate, ...] = ()
    figures: tuple[str, ...] = ()  # ids of `Figure`
    times: tuple[str, ...] = ()  # ids of `TimeMention`
    places: tuple[str, ...] = ()  # ids of `PlaceMention`


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChoice:
    """One occurrence of a word chosen among several for the same thing."""

    report_id: str
    span: Span
    concept: str
    form: str
    voice: Literal["outlet", "source"]
    verb_class: str | None = None  # for introducing verbs: neutral, distancing, ...


# --- many reports --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRun:
    """The same run of words in two reports."""

    a: Span
    b: Span


class SharedRuns(Sequence[SharedRun]):
    """All runs that two reports share, kept as numbers: a large project has millions of them.

    >>> runs = SharedRuns([SharedRun(a=Span(0, 40), b=Span(12, 52))])
    >>> len(runs), runs[0].b
    (1, Span(start=12, end=52))
    """

    __slots__ = ("_bounds", "_read")

    def __init__(self, runs: Iterable[SharedRun] = ()) -> None:
        """Keep some runs."""
        self._read: Callable[[], array[int]] | None = None
        self._bounds = array("i")
        for run in runs:
            self._bounds.extend((run.a.start, run.a.end, run.b.start, run.b.end))

    @classmethod
    def of(cls, bounds: array[int]) -> SharedRuns:
        """Return runs given by four numbers each: start and end in `a`, start and end in `b`."""
        found = cls()
        found._bounds = bounds
        return found

    @classmethod
    def later(cls, read: Callable[[], array[int]]) -> SharedRuns:
        """Return runs of which the numbers are read when they are first asked for."""
        found = cls()
        found._read = read
        return found

    def bounds(self) -> array[int]:
        """Return the four numbers of each run, one after the other."""
        if self._read is not None:
            self._bounds, self._read = self._read(), None
        return self._bounds

    def __reduce__(self) -> tuple[Callable[[array[int]], SharedRuns], tuple[array[int]]]:
        """Say how to copy them to another process: as numbers."""
        return SharedRuns.of, (self.bounds(),)

    def __len__(self) -> int:
        """Return how many runs there are."""
        return len(self.bounds()) // 4

    def __iter__(self) -> Iterator[SharedRun]:
        """Yield the runs in the order of `a`."""
        bounds = iter(self.bounds())
        for start_a, end_a, start_b, end_b in zip(bounds, bounds, bounds, bounds, strict=True):
            yield SharedRun(a=Span(start_a, end_a), b=Span(start_b, end_b))

    def beside(self, span: Span) -> Iterator[SharedRun]:
        """Yield the runs that share a character with `span` in `b`; only those are put together."""
        bounds = self.bounds()
        for at in range(0, len(bounds), 4):
            if bounds[at + 2] < span.end and span.start < bounds[at + 3]:
                start_a, end_a, start_b, end_b = bounds[at : at + 4]
                yield SharedRun(a=Span(start_a, end_a), b=Span(start_b, end_b))

    @overload
    def __getitem__(self, place: int) -> SharedRun: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[SharedRun, ...]: ...
    def __getitem__(self, place: int | slice) -> SharedRun | tuple[SharedRun, ...]:
        """Return one run, or some."""
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        """Return whether the other holds the same runs in the same order."""
        return isinstance(other, SharedRuns) and self.bounds() == other.bounds()

    def __hash__(self) -> int:
        """Return a hash of the runs, as for a tuple."""
        return hash(self.bounds().tobytes())

    def __repr__(self) -> str:
        """Return the runs as they would be written."""
        return f"SharedRuns({list(self)!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two reports that share wording; `a` is the earlier where that is known."""

    id: str
    a: str  # report id
    b: str  # report id
    containment_a: float  # share of a's body that stands in b, 0 to 1
    containment_b: float
    runs: SharedRuns
    kind: Literal["copy", "partial", "version"]
    direction: Literal["a first", "not shown"]
    reason: str
    score: float
    owner_group: str | None = None  # whose editions the two are; None: not of one owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words that an outlet took out of an article or put in; one of the two may be empty."""

    removed: Pieces  # in the text of the earlier version
    added: Pieces  # in the text of the later one


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Two captures of one article, one after the other, and what changed between them.

    Only the last capture of an article counts, as known on the day that is asked for.
    """

    id: str
    earlier: str  # report id
    later: str  # report id
    kind: Literal["corrected", "updated", "changed without notice", "same words"]
    changes: tuple[Change, ...]
    note: Span | None = None  # the words of the later version that own up to a correction
    appeared: date | None = None  # the day by which the later version was there; None: not shown
    basis: Literal["revised", "captured", "published", "not shown"]  # what shows their order
    reason: str  # why they are one article, and what the kind rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The reports on one developing event, ids in order of publication."""

    id: str
    title: str  # words of one of its reports
    title_report: str | None = None
    title_span: Span | None = None
    report_ids: tuple[str, ...]
    reason: str = ""
    score: float = 1.0


# --- what a person rules ---------------------------------------------------------------------

RulingKind = Literal[
    "right",  # the statements are read rightly
    "wrong",  # they are not: kept, and no longer counted
    "speaker",  # `names[0]` says them; no name: the outlet itself does
    "same utterance",  # they are one act of speech
    "other utterance",  # they are not
    "same answer",  # they say the same
    "other answer",  # they do not
    "question",  # they answer the question worded `names[0]`
    "conflict",  # the first cannot hold together with the others
    "no conflict",  # it can
    "one agent",  # `names` name the same person or body
    "other agent",  # they do not
    "side",  # `names[1:]` belong to the side `names[0]`
    "one story",  # `reports` belong together
    "other story",  # the first of `reports` belongs with none of the others
    "story title",  # the story that holds `reports` is called `names[0]`
    "undo",  # the ruling `undoes` no longer holds
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Where in a report words stand: what a ruling on a statement holds on to.

    Not an id: the ruling must survive a version of the program that reads the same words as a
    statement of another length.
    """

    report_id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person decided about rows, beside them; never an edit. Undone by another ruling."""

    id: str
    kind: RulingKind
    words: tuple[Words, ...] = ()  # the statements it is about; for a conflict one against the rest
    reports: tuple[str, ...] = ()  # report ids
    names: tuple[str, ...] = ()
    undoes: str | None = None  # id of the ruling that this one takes back
    by: str = ""  # who decided; "" where the reviewer gave no name
    at: datetime
    note: str = ""  # why, in the reviewer's words


# --- one story -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Words on which an inference rests, and the rule that used them."""

    report_id: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInference:
    """The days on which an undated report may have been published."""

    id: str
    story_id: str
    report_id: str
    days: tuple[date, ...]  # possible days, ascending; a long run is its first and last day
    clues: tuple[Clue, ...]
    reason: str  # one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person, body or unnamed group under all the names that the story gives it."""

    id: str
    story_id: str
    name: str  # as shown: the fullest form of the most frequent spelling
    names: tuple[str, ...]  # every form met, sorted
    type: MentionType
    named: bool
    role: str | None = None
    principal: str | None = None  # body or country it speaks for, rolled up ("Russia")
    side: str | None = None  # a party that the user named, else the principal
    statement_ids: tuple[str, ...] = ()  # the statements it is the speaker of
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where two tellings of one utterance part."""

    a: str  # statement id
    a_span: Span
    b: str
    b_span: Span
    kind: Literal["altered", "omitted", "added", "paraphrase"]
    quoted: bool  # whether it stands inside quotation marks on both sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One act of speech, however many reports carry it."""

    id: str
    story_id: str
    agent_id: str | None
    statement_ids: tuple[str, ...]
    said_from: date | None = None
    said_until: date | None = None
    differences: tuple[Difference, ...] = ()
    reason: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a chain of reports ends: the earliest speaker, document or outlet that is visible."""

    id: str
    story_id: str
    name: str
    kind: OriginKind
    agent_id: str | None = None
    side: str | None = None
    statement_ids: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A statement or report rests on an origin or on another report."""

    id: str
    story_id: str
    report_id: str
    statement_id: str | None  # None: the whole report
    on: str  # id of an `Origin` or of a `Report`
    kind: Literal["copy", "credit", "channel", "speech", "own voice", "revision"]
    value: Independence
    reason: str
    evidence: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What several propositions answer differently."""

    id: str
    story_id: str
    text: str  # by template, from the reports' own words
    kind: str  # the template: "how far", "how many", "aim", "whether" ...
    proposition_ids: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What several statements say in common."""

    id: str
    story_id: str
    question_id: str
    statement_ids: tuple[str, ...]  # in order of publication; the first is shown for all
    figure_id: str | None = None  # the figure that answers, where the answer is a number
    stance: Literal["+", "-", "?"] = "+"  # does it affirm, deny or leave open what is asked
    reason: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What cannot both hold, as reported."""

    id: str
    story_id: str
    question_id: str
    kind: ConflictKind
    sides: tuple[tuple[str, ...], ...]  # statement ids of each side
    reason: str  # short code of the rule
    why: str  # one sentence: the rule in words, and what would make it vanish
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A statement that explicitly negates others; `denies` may be empty."""

    id: str
    story_id: str
    statement_id: str
    denies: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A later statement that overtakes an earlier one without contradicting it."""

    id: str
    story_id: str
    question_id: str
    earlier: tuple[str, ...]  # statement ids
    later: tuple[str, ...]
    kind: Literal["refined", "superseded", "corrected", "account changed", "moved on"]
    reason: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a question or a proposition stands, by the printed rules, in the reports at hand."""

    id: str
    story_id: str
    question_id: str
    proposition_id: str | None  # None: the roll-up for the question
    support: Support
    contest: Contest
    flags: tuple[str, ...]
    label: str  # the single chip
    reports: int
    outlets: int
    origins: int  # named origins
    sides: int
    because: tuple[str, ...]  # ids of statements, conflicts, origins that it rests on
    why: str


StoryRow = (
    DateInference
    | Agent
    | Utterance
    | Origin
    | Derivation
    | Question
    | Proposition
    | Conflict
    | Denial
    | Update
    | Status
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that is known of one story from a set of reports: what every view is made from."""

    story: Story
    as_of: date | None  # None: everything at hand
    reports: tuple[Report, ...]  # with inferred dates, in order of publication
    statements: tuple[Statement, ...]  # in order of report, then of text
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    word_choices: tuple[WordChoice, ...] = ()
    copies: tuple[Copy, ...] = ()
    versions: tuple[Version, ...] = ()  # of its reports, earliest first
    earlier: tuple[Report, ...] = ()  # the earlier versions themselves; they do not count
    dates: tuple[DateInference, ...] = ()
    agents: tuple[Agent, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    origins: tuple[Origin, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    questions: tuple[Question, ...] = ()  # most contested first
    propositions: tuple[Proposition, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    denials: tuple[Denial, ...] = ()
    updates: tuple[Update, ...] = ()
    statuses: tuple[Status, ...] = ()
    rulings: tuple[Ruling, ...] = ()  # those in force that are about it
    problems: tuple[Problem, ...] = ()
