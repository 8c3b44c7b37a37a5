"""One line: the exact words of a statement, who said them, through what, where and when.

The brief, the table of who says what, the terminal and the Markdown all print these lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.model import COUNTED_BLOCKS, ChannelKind, Question, Statement, Update
from reportedly.present.lookup import Lookup, Ref, bounds
from reportedly.present.words import Words, clipped, words_of
from reportedly.text import plain
from reportedly.text import words_of as joined

CUE = 80  # characters of the words that tie a statement to its speaker
REFS = 3  # chips in a remark
OWN_VOICE = "Outlet’s own voice"
NO_SOURCE = "no source given"
# How a channel is put before its name; words that already begin with one keep it.
THROUGH: dict[ChannelKind, str] = {
    "state media": "to",
    "outlet": "via",
    "platform": "on",
    "briefing": "at",
    "interview": "in",
    "document": "in",
    "reporters": "to",
    "other": "through",
}
# A verb that names what it was said through stands by itself: "tweeted", not "on a tweeted".
SPOKEN = re.compile(r"(?:re)?tweet(?:s|ed|ing)|blog(?:s|ged|ging)", re.IGNORECASE)
POSSESSIVE = re.compile(r"^(?:its|his|her|their|our|my|your)\s+", re.IGNORECASE)
DETERMINERS = frozenset(
    ["a", "an", "the", "its", "his", "her", "their", "this", "that", "one", "state", "local"]
)
BROADCAST = ("radio", "television", "tv", "media")  # "over team radio", without an article
LATEST, FIGURE, OPPOSED, BARE, REFUSAL = range(5)  # which lines are shown where not all fit
LATER = {
    "refined": "later, more precise than",
    "superseded": "later figure, after",
    "corrected": "corrects",
    "account changed": "account changed since",
    "moved on": "later step, after",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What else the reader must know of a statement.

    Attributes:
        text: The remark.
        refs: The statements that it speaks of, the first few.
        left: How many more there are.
    """

    text: str
    refs: tuple[Ref, ...] = ()
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A statement as it is printed.

    Attributes:
        ref: Its chip.
        more: Chips of other statements of the same by the same speaker.
        other: Those of `more` that quote other words.
        figured: Number of the last statement of it whose figure overtook others; 0: none.
        number: The number that it gives, for "at least 84" and "84" alike; None: none.
        telling: What it is chosen by among lines of other numbers; the smallest comes first.
        words: Its exact words.
        speaker: Who said it; "" for an outlet's own voice.
        role: What the report calls the speaker; "" where it says nothing.
        cue: The report's own words that tie the words to the speaker.
        channel: Through what it was said, with its preposition; "" where not stated.
        side: The party the speaker speaks for; "" where none is known.
        day: When the report was published.
        notes: What else the reader must know, such as that it is a later figure.
        style: Name of its style: says, denies, unverified or silent.
        weight: What it is chosen by where not all lines fit; the smallest comes first.
        turn: With which other lines it takes turns then.
    """

    ref: Ref
    more: tuple[Ref, ...]
    words: Words
    speaker: str
    role: str
    cue: str
    channel: str
    side: str
    day: str
    notes: tuple[Remark, ...]
    style: str
    weight: tuple[int, ...] = ()
    turn: str = ""
    other: tuple[Ref, ...] = ()
    figured: int = 0
    number: float | None = None
    telling: tuple[int, ...] = ()

    @property
    def same(self) -> tuple[Ref, ...]:
        """Those of `more` whose quoted words do not differ."""
        return tuple(ref for ref in self.more if ref not in self.other)

    @property
    def party(self) -> str:
        """The side that is heard in it, all named speakers without one together."""
        return self.side or ("other" if self.speaker else "")

    @property
    def who(self) -> str:
        """The speaker, or that there is none."""
        return self.speaker or NO_SOURCE


def line_of(statement: Statement, lookup: Lookup, question_id: str) -> Line:
    """Return `statement` as a line under a question that it answers."""
    focus = lookup.focus(statement, question_id)
    report = lookup.reports[statement.report_id]
    numbering = lookup.numbering
    return Line(
        ref=numbering.refs[statement.id],
        more=(),
        words=words_of(
            statement, report, numbering.reports[report.id], focus, lookup.asked(question_id)
        ),
        speaker=speaker_of(statement, lookup),
        role=role_of(statement),
        cue=clipped(joined(statement.cue, report.text), CUE),
        channel=passage_of(statement, lookup),
        side=lookup.side(statement),
        day=lookup.day(report.id),
        notes=tuple(_notes(statement, lookup, question_id)),
        style=style_of(statement, lookup),
    )


def speaker_of(statement: Statement, lookup: Lookup) -> str:
    """Return the name of who speaks, under the fullest form that the story gives it."""
    agent = lookup.agents.get(statement.id)
    return agent.name if agent is not None else statement.speaker or ""


def role_of(statement: Statement) -> str:
    """Return what the report calls the speaker, without an "its" that points to nothing here."""
    return POSSESSIVE.sub("", statement.role or "")


def around(statement: Statement, lookup: Lookup) -> list[Statement]:
    """Return the statements that `statement` stands within, the nearest first."""
    found: list[Statement] = []
    seen, outer = {statement.id}, statement.within
    while outer is not None and outer in lookup.statements and outer not in seen:
        seen.add(outer)
        found.append(lookup.statements[outer])
        outer = lookup.statements[outer].within
    return found


def passage_of(statement: Statement, lookup: Lookup) -> str:
    """Return through whom and through what the words came: "via US officials, on X"."""
    names = {speaker_of(statement, lookup): ""}
    for outer in around(statement, lookup):
        name = speaker_of(outer, lookup)
        names.setdefault(name, f"via {name}" if name else "")
    # A channel that speaks itself is named once.
    channel = "" if (statement.channel or "") in names else channel_of(statement)
    return ", ".join(part for part in [*names.values(), channel] if part)


def channel_of(statement: Statement) -> str:
    """Return the channel with its preposition; "" where the report states none."""
    if statement.channel is None:
        return ""
    words = statement.channel
    if SPOKEN.fullmatch(words):
        return words
    if words.lower().startswith(tuple(f"{word} " for word in {*THROUGH.values(), "by", "from"})):
        return words
    kind = statement.channel_kind or "other"
    return f"{THROUGH[kind]} {_article(words, kind)}{words}"


def _article(words: str, kind: ChannelKind) -> str:
    """Return the article that a bare noun needs: "at a briefing", but "to state media"."""
    first = words.split(" ", 1)[0].lower()
    if kind in {"state media", "reporters"} or not words[:1].islower() or words.endswith("s"):
        return ""
    if first in DETERMINERS or words.endswith(BROADCAST):
        return ""
    return "an " if words[0] in "aeiou" else "a "


def style_of(statement: Statement, lookup: Lookup) -> str:
    """Return the name of the style of a statement, from what it does."""
    if statement.act == "unverified":
        return "unverified"
    if statement.act in {"silent", "decline"}:
        return "silent"
    if statement.act == "deny" or statement.id in lookup.denied:
        return "denies"
    return "says" if statement.attribution_id is not None else "own"


def _notes(statement: Statement, lookup: Lookup, question_id: str) -> Iterator[Remark]:
    if statement.act == "unverified":
        yield Remark(text="outlet’s caution")
    update = lookup.later.get((question_id, statement.id))
    if update is not None:
        yield later_note(update, lookup)
    denied = lookup.denied.get(statement.id, ())
    if denied:
        yield _remark("denies", denied, lookup)
    if not statement.counted:
        aside = statement.block not in COUNTED_BLOCKS
        yield Remark(text=f"{'outside article body' if aside else 'ruled wrong'}, not counted")


def later_note(update: Update, lookup: Lookup) -> Remark:
    """Return what a later statement does to earlier ones."""
    remark = _remark(LATER[update.kind], update.earlier, lookup)
    # The newest of those overtaken says it all: it overtook the others.
    return Remark(text=remark.text, refs=remark.refs[-1:])


def _remark(text: str, ids: Sequence[str], lookup: Lookup) -> Remark:
    refs = [lookup.numbering.refs[key] for key in ids if key in lookup.statements]
    return Remark(text=text, refs=tuple(refs[:REFS]), left=max(0, len(refs) - REFS))


def lines_on(question: Question, lookup: Lookup) -> list[Line]:
    """Return one line for each speaker and answer, in order of publication.

    Tellings of one utterance share a line, and so do statements of the same proposition by
    the same speaker: the first is shown, the others follow as chips.
    """
    groups: list[list[Statement]] = []
    homes: dict[tuple[str, ...], int] = {}
    for statement in lookup.members(question):
        keys = _keys(statement, lookup, question.id)
        home = next((homes[key] for key in keys if key in homes), len(groups))
        if home == len(groups):
            groups.append([])
        groups[home].append(statement)
        for key in keys:
            homes.setdefault(key, home)
    return [_joined(group, lookup, question.id) for group in groups]


def _keys(statement: Statement, lookup: Lookup, question_id: str) -> list[tuple[str, ...]]:
    """Return what a statement shares with those that are shown in the same line."""
    # A caution or a refusal is not the same as the words that it is about.
    act = "" if statement.act in {"say", "deny"} else statement.act
    answer = lookup.answers[question_id, statement.id].id
    keys: list[tuple[str, ...]] = [(answer, speaker_of(statement, lookup), act)]
    report = lookup.reports[statement.report_id]
    keys.append((plain(joined(statement.content, report.text)), *keys[0][1:]))
    utterance = lookup.utterances.get(statement.id)
    if utterance is None:
        return keys
    # Two tellings that give different figures are two answers, whoever spoke.
    figure = lookup.answer((question_id, statement.id))
    return [(utterance.id, str(figure and bounds(figure))), *keys]


def _joined(group: list[Statement], lookup: Lookup, question_id: str) -> Line:
    shown = min(group, key=lambda row: (not row.counted, row.block != "body"))
    rest = tuple(lookup.numbering.refs[row.id] for row in group if row is not shown)
    parted = _parted(shown, lookup)
    other = tuple(lookup.numbering.refs[row.id] for row in group if row.id in parted)
    keys = [(question_id, row.id) for row in group]
    late = any(key in lookup.later or key[1] in lookup.denied for key in keys)
    stance = next((lookup.contested[key] for key in keys if key in lookup.contested), None)
    weight = (
        _rank(shown, lookup, question_id),
        stance is None and not late,
        not shown.speaker,
        shown.block != "body",
        not late,
        # Of several updates the newest says most.
        -lookup.numbering.refs[shown.id].number if late else 0,
        shown.kind != "direct",
        -len({row.report_id for row in group}),
    )
    line = line_of(shown, lookup, question_id)
    turn = f"{line.party} {stance}" if line.party and stance is not None else line.party
    return replace(
        line,
        more=rest,
        other=other,
        figured=_last_figure(group, lookup, question_id),
        number=_number(shown, lookup, question_id),
        telling=_telling(group, lookup, question_id),
        weight=weight,
        turn=turn,
    )


def _last_figure(group: Sequence[Statement], lookup: Lookup, question_id: str) -> int:
    """Return the number of the last statement whose figure overtook others and stands; else 0.

    What is merely told last may be of something else: "the six who died in Sydney".
    """
    numbers = (
        lookup.numbering.refs[row.id].number
        for row in group
        if row.counted
        and (question_id, row.id) in lookup.later
        and (question_id, row.id) not in lookup.overtaken
        and lookup.answer((question_id, row.id)) is not None
    )
    return max(numbers, default=0)


def _number(shown: Statement, lookup: Lookup, question_id: str) -> float | None:
    figure = lookup.answer((question_id, shown.id)) if shown.counted else None
    if figure is None:
        return None
    low, high = bounds(figure)
    return high if low is None else low


def _telling(group: Sequence[Statement], lookup: Lookup, question_id: str) -> tuple[int, ...]:
    """Return how much a figure tells beside others: a number, one that moved, whose it is."""
    keys = [(question_id, row.id) for row in group]
    figures = [figure for key in keys if (figure := lookup.answer(key)) is not None]
    return (
        all(figure.vague for figure in figures),
        not any(key in lookup.later or key in lookup.overtaken for key in keys),
        not any(row.speaker for row in group),
        -len({row.report_id for row in group}),
    )


def _parted(shown: Statement, lookup: Lookup) -> set[str]:
    """Return the statements that quote the words of `shown` otherwise."""
    utterance = lookup.utterances.get(shown.id)
    pairs = (
        (one.a, one.b)
        for one in (utterance.differences if utterance is not None else ())
        if one.quoted and one.kind != "paraphrase"
    )
    return {key for pair in pairs if shown.id in pair for key in pair if key != shown.id}


def _rank(shown: Statement, lookup: Lookup, question_id: str) -> int:
    """Return where a line stands: figures, what denies or negates, bare words, refusals."""
    if shown.act in {"silent", "decline"}:
        return REFUSAL
    if lookup.answer((question_id, shown.id)) is not None:
        return FIGURE
    answer = lookup.answers.get((question_id, shown.id))
    # Among figures only a negation opposes; what nobody here affirms is no opposition.
    negates = answer is not None and answer.stance == "-"
    opposes = (negates or question_id not in lookup.numeric) and (
        question_id,
        shown.id,
    ) in lookup.contested
    return OPPOSED if opposes or lookup.denied.get(shown.id) else BARE
