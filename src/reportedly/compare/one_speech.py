"""Whether two tellings are of one act of speech: the speaker, the days and the words must fit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from reportedly.compare.tellings import Alignment, Telling, align, shared_weight
from reportedly.model import Agent, Report, Statement
from reportedly.rarity import stem
from reportedly.text import plain, word_list


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceSettings:
    """When two tellings are of one act of speech.

    The shares and weights were swept on the labelled development stories of the benchmark, where
    0.4 and 5 find half as many pairs again as 0.6 and 6 and are right as often (19 of 20).

    Attributes:
        least_share: Share (by rarity) of the shorter telling's words that must be aligned.
        least_paraphrase_share: The same where neither telling quotes.
        least_weight: Rarity that the aligned words must add up to; two or three telling words.
        least_unnamed_share: Share that must be aligned where only one names the speaker, and
            nothing is quoted at length.
        least_unnamed_weight: Rarity that the aligned words must add up to then.
        least_described_weight: Rarity that the aligned words must add up to where like words
            describe both, and not both are named.
        least_united_share: Share of words that a telling must have of one of another speech for the
            two to be one.
        whole_share: Share from which half of that is enough: nearly all is told alike.
        verbatim: Words in a row, quoted in both, that link tellings by themselves.
        least_verbatim_share: Share that must be aligned even then.
        least_words: Different longer words that both must have where not both quote: one alone
            is often only the name of what both speak of.
        repeated: Words in a row, quoted on one side at least, that link what is told as speech with
            what has them without a speaker, or with one who is not named.
        repeated_by_others: Words in a row, quoted in both, that link tellings of two who are named:
            one report has mistaken the speaker, or it was.
        least_repeated_share: Share of the shorter telling's words that must be aligned then.
        least_retold_share: Share of the shorter telling's words that must be aligned where two are
            named and so many words in a row as `repeated` says are not quoted in both.
        telling_weight: Rarity of words in a row, quoted in both, that link tellings of which one
            names no speaker: "woefully out of touch".
        least_again: Score from which a report may tell the same words twice (headline and lead).
        slack_days: Days by which two stated days of speaking may differ (time zones, slips).
        compared: Utterances that a telling is compared with, at most.
    """

    least_share: float = 0.4
    least_paraphrase_share: float = 0.4
    least_weight: float = 5.0
    least_unnamed_share: float = 0.6
    least_unnamed_weight: float = 8.0
    least_described_weight: float = 7.0
    least_united_share: float = 0.8
    whole_share: float = 0.8
    verbatim: int = 5
    least_verbatim_share: float = 0.3
    least_words: int = 2
    repeated: int = 8
    repeated_by_others: int = 12
    least_repeated_share: float = 0.7
    least_retold_share: float = 0.9
    telling_weight: float = 8.0
    least_again: float = 0.5
    slack_days: int = 1
    compared: int = 20


def may_be_one(
    a: Statement, b: Statement, reports: Mapping[str, Report], settings: UtteranceSettings
) -> bool:
    """Return whether the days fit: nothing is printed before it is said."""
    if a.report_id == b.report_id:
        return False
    slack = timedelta(days=settings.slack_days)
    for one, other in ((a, b), (b, a)):
        until = other.said_until or reports[other.report_id].published_until
        if one.said_from and until and one.said_from > until + slack:
            return False
    return True


def score_of(
    alignment: Alignment,
    base: Telling,
    speaker: Agent | None,
    telling: Telling,
    agent: Agent | None,
    settings: UtteranceSettings,
) -> float:
    """Return how sure it is that a telling is of the speech that `base` stands for, 0 where not."""
    share = min(1.0, alignment.weight / (min(base.total, telling.total) or 1.0))
    weight = alignment.weight
    verbatim = alignment.verbatim >= settings.verbatim and share >= settings.least_verbatim_share
    if is_repeated(alignment, base, speaker, telling, agent, settings):
        return share
    if not may_be_one_speaker(speaker, agent) or _is_nobodys(base, telling, alignment, settings):
        return 0.0
    if _is_word_for_word(base, telling, alignment) and _is_said_by_one(
        base, speaker, telling, agent
    ):
        return 1.0
    if _is_named(speaker, agent) and _name_it_alike(base, telling):
        return max(share, _NAMED_ALIKE)
    both = min(base.quoted(), telling.quoted()) > 1
    if not both and _telling_words(base, telling) < settings.least_words:
        return 0.0
    described = alignment.weight >= settings.least_described_weight and _is_described_alike(
        base, speaker, telling, agent
    )
    if not _is_named(speaker, agent) and not described:
        # Without one name only many of the same words show one speaker.
        quoted = (verbatim and alignment.weight >= settings.least_weight) or (
            alignment.telling >= settings.telling_weight
            and share >= settings.least_verbatim_share
            and "own voice" not in (base.statement.kind, telling.statement.kind)
        )
        told = (
            _is_one_named(speaker, agent)
            and not _is_opposed(base.statement, telling.statement)
            and _is_long_alike(alignment, base, telling, settings)
        )
        return share if quoted or told else 0.0
    if not both:
        # A paraphrase turns its sentence about: what counts is which words, not their order.
        common = shared_weight(base, telling)
        weight = max(weight, common)
        share = max(share, common / (min(base.distinct, telling.distinct) or 1.0))
    quoted = max(base.quoted(), telling.quoted()) > 1
    least = settings.least_share if quoted else settings.least_paraphrase_share
    whole = share >= settings.whole_share
    needed = settings.least_weight / 2 if verbatim or whole else settings.least_weight
    return share if (verbatim or share >= least) and weight >= needed else 0.0


def is_repeated(
    alignment: Alignment,
    base: Telling,
    speaker: Agent | None,
    telling: Telling,
    agent: Agent | None,
    settings: UtteranceSettings,
) -> bool:
    """Return whether so many words follow each other in both that they are of one speech."""
    if _is_nobodys(base, telling, alignment, settings):
        return False
    if may_be_one_speaker(speaker, agent):
        long = alignment.run >= settings.repeated
    else:
        long = alignment.verbatim >= settings.repeated_by_others
    least = settings.least_repeated_share * min(base.total, telling.total)
    return long and alignment.weight >= max(least, settings.least_weight)


def retold_share(a: Telling, b: Telling, settings: UtteranceSettings) -> float:
    """Return what share of words one telling has of the other; 0 where they may be two remarks."""
    first, second = a.statement, b.statement
    own = "own voice" in (first.kind, second.kind)
    described = first.speaker and second.speaker and not first.named and not second.named
    if own or described or _is_opposed(first, second):
        return 0.0
    alignment = align(a, b)
    share = min(1.0, alignment.weight / (min(a.total, b.total) or 1.0))
    enough = alignment.weight >= settings.least_unnamed_weight
    return share if enough and share >= settings.least_retold_share else 0.0


def _is_nobodys(a: Telling, b: Telling, alignment: Alignment, settings: UtteranceSettings) -> bool:
    """Return whether neither has a speaker and they quote no words in common.

    A sentence that two outlets have in their own voices was copied: it is no act of speech.
    """
    own = a.statement.kind == b.statement.kind == "own voice"
    return own and alignment.verbatim < settings.repeated


def _is_one_named(a: Agent | None, b: Agent | None) -> bool:
    """Return whether one is named and the other only described: "Arlen", "the mayor"."""
    return a is not None and b is not None and a.named != b.named


def _is_opposed(a: Statement, b: Statement) -> bool:
    """Return whether one affirms what the other negates: "officials said", "Arlen denied"."""
    return {a.polarity, b.polarity} == {"+", "-"}


def _is_long_alike(
    alignment: Alignment, a: Telling, b: Telling, settings: UtteranceSettings
) -> bool:
    """Return whether two tellings, neither much the shorter, have nearly all their words alike."""
    few, many = sorted((a.total, b.total))
    least = settings.least_unnamed_share
    return (
        alignment.weight >= max(settings.least_unnamed_weight, least * few, least / 2 * many)
        and _telling_words(a, b) >= 2 * settings.least_words
    )


def _name_it_alike(a: Telling, b: Telling) -> bool:
    """Return whether two tellings are of one name for a thing: "a provocation", "the error".

    Such words say what they say together with their cue.
    """
    if max(len(a.words), len(b.words)) > _LONGEST_NAME:
        return False
    x, y = (next((w for w in reversed(one.words) if w.weight), None) for one in (a, b))
    if x is None or y is None or x.stem != y.stem or x.weight < _TELLING_NAME:
        return False
    return bool(a.cue & b.cue) or (not a.cue.isdisjoint(_CALLS) and not b.cue.isdisjoint(_CALLS))


_NAMED_ALIKE = 0.5  # score of two such tellings
_LONGEST_NAME = 8  # words of one
_TELLING_NAME = 3.0  # rarity of its last word: "error", "provocation", not "plan" or "attack"
_CALLS = frozenset(map(stem, word_list("calling_verbs")))


def _is_word_for_word(a: Telling, b: Telling, alignment: Alignment) -> bool:
    """Return whether two tellings have the same words, but for one in ten."""
    same = sum(a.words[i].plain == b.words[j].plain for i, j in alignment.pairs)
    return same >= _FEWEST_ALIKE and same >= _ALIKE * max(len(a.words), len(b.words))


_FEWEST_ALIKE, _ALIKE = 4, 0.9  # words; below four many a phrase is anybody's


def _is_said_by_one(
    base: Telling, speaker: Agent | None, telling: Telling, agent: Agent | None
) -> bool:
    """Return whether one speaker is shown: by name, or by the same words for somebody unnamed."""
    if _is_named(speaker, agent):
        return True
    first, second = base.statement.speaker, telling.statement.speaker
    names = [frozenset(plain(name or "").split()) - _OF for name in (first, second)]
    return names[0] == names[1] or (
        bool(min(names, key=len)) and (names[0] <= names[1] or names[1] <= names[0])
    )


_OF = frozenset({"of", "the"})


def _is_described_alike(
    base: Telling, speaker: Agent | None, telling: Telling, agent: Agent | None
) -> bool:
    """Return whether like words may mean one speaker: "analysts at Reed Bank", "Reed's analysts".

    One of the two at least is told without a name.
    """
    if speaker is None or agent is None or (speaker.named and agent.named):
        return False
    first, second = (
        frozenset(stem(word) for word in _PART.findall(plain(one.statement.speaker or "")))
        for one in (base, telling)
    )
    fewest = min(len(first), len(second), _ALIKE_IN) if speaker.named or agent.named else _ALIKE_IN
    return fewest > 0 and len(first & second) >= fewest


_PART = re.compile(r"\w{4,}")  # "of", "the" and "own" tell nothing of who it is
_ALIKE_IN = 2  # words of two descriptions; one, "officials", is anybody's


def _is_named(a: Agent | None, b: Agent | None) -> bool:
    """Return whether both are one agent with a name."""
    return a is not None and b is not None and a.id == b.id and a.named


def may_be_one_speaker(a: Agent | None, b: Agent | None) -> bool:
    """Return whether nothing speaks against it: two names, or two sides."""
    if a is None or b is None or a.id == b.id:
        return True
    return not (a.named and b.named) and not (a.side and b.side and a.side != b.side)


def _telling_words(a: Telling, b: Telling) -> int:
    """Return how many different words both have that tell something, numbers included."""
    first, second = ({word.stem for word in one.words if word.weight} for one in (a, b))
    return len(first & second)
